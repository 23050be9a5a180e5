/*
 * lives: random lives of a product, walked through the acts and judged twice.
 *
 * A walk draws acts, people and days, sends each act as its page would send it,
 * and compares what the program did with what a second, naive model says:
 * lives_law.c, a few tables written from the order of the decision and not from
 * the program's. lives_acts.c says how an act is done by hand; lives.c walks.
 * The model keeps no more than one product: its newest dossier, its
 * certificates, what is proposed against it.
 */
#ifndef TEST_LIVES_H
#define TEST_LIVES_H

#include <stdbool.h>

#include "walk.h"

#define LIFE_CERTIFICATES 10
#define LIFE_SEATS 3
#define LIFE_PEOPLE 16
#define LIFE_WISHES 5 /* ways to fill in sheets */
#define LIFE_ACTS_MAX 64

struct life_certificate {
	int star, issued, until, extended, revoked; /* days since 1970; 0: none */
	int told;             /* the last day of which the night has said that it lapsed */
	bool ministry, replaced, renewed;
};

/* Enough of the world to say what may happen next. */
struct life {
	int today;
	const char *state;    /* of the newest dossier: a word of lives_law.c */
	int kind;             /* 1 first, 2 upgrade, 3 re-evaluation */
	int from;             /* the certificate it came from; -1: none */
	bool away;            /* the Ministry works in an office of its own, and writes letters */
	bool up, was_up;      /* the Ministry evaluates it; it has been there */
	bool submitted, forwarded;
	bool whole[3];        /* every component looked at: by commune, province, Ministry; what
	                         one has found stands until it finds otherwise */
	bool assessed;        /* the four assessments of Mẫu 03 */
	int answer_by;        /* of an open supplement */
	bool found, reported; /* the team */
	bool written, session, table, closed, agreed; /* at the council */
	int sealed;           /* bits of its seats */
	int wish, star;       /* which sheets are filled in; what was concluded */
	bool drafted;         /* a draft decision names it */
	int decided;          /* the day of its result */
	int complaint;        /* 0 none, 1 filed, 2 accepted, 3 over */
	struct life_certificate c[LIFE_CERTIFICATES];
	int n;
	int proposed;         /* a revocation of the newest: 0 none, 1 proposed, 2 drafted */
	bool ordered;         /* … by the Ministry */
	int told_lapsed;      /* certificates whose lapse the night has recorded */
	int night;            /* the last day that had one */
};

enum may { MAY_NOT, MAY, SILENT }; /* SILENT: the law does not say; not tried */

enum planted { P_NONE, P_MONTHS, P_WINDOW, P_DAY, P_KEEPS, P_TEAM, P_OVERDUE, P_COMPLAINT,
	P_TWO, P_RENEW, P_EQUAL, P_WEAK, P_FIVE, P_NIGHT,
	P_TWICE, P_FAR, P_OUTLIVES, P_STRANGER, P_ALONE, P_OPEN, P_UNHEARD, P_DROP, P_GOES_ON, P_LETTER };

/* An error planted in the model: each must be found by a walk. */
struct plant {
	const char *name;
	const char *act, *to;  /* the sentence of this act leads elsewhere; NULL: it is not said */
	int kind;              /* or enum planted */
};
extern const struct plant plants[];
extern const size_t plants_n;

/* What the law says of this act by this person now; `spoilt` may be NULL. */
enum may life_may(const struct life *l, const char *act, const char *who,
    const struct plant *spoilt);
/* Whether the law names this person for it at all. */
bool life_usual(const struct life *l, const char *act, const char *who);
/* … and what is so when it was done. */
void life_go(struct life *l, const char *act, const char *who, const struct plant *spoilt);
/* A night passes. */
void life_night(struct life *l, const struct plant *spoilt);
/* "valid", "due" … of a certificate today; NULL: the law does not say. */
const char *life_status(const struct life *l, int i, const struct plant *spoilt);
/* Its commune's, its owner's: nobody else may learn that the dossier is there. */
bool life_stranger(const char *who);
/* What sheets that were filled in this way come to. */
int life_star(int wish);
/* The word for a state of the database. */
const char *life_state_name(int number);

/* Pieces that both halves of the model use: lives_law.c, lives_go.c. */
bool life_planted(const struct plant *p, enum planted kind);
bool life_word(const char *words, const char *word);           /* one of these words */
bool life_is(const struct life *l, const char *states);        /* the dossier is in one of them */
bool life_stands(const struct life *l, int i, const struct plant *p); /* a certificate, today */
bool life_live(const struct life *l);  /* the newest is neither revoked nor replaced */
int life_seat(const struct life *l, const char *who);          /* at the council; -1: none */
const char *life_to(const struct life *l, const char *act, const char *who, const struct plant *p);

/* ---- lives_acts.c: how an act is done by hand -------------------------------- */

struct life_act {
	const char *name;
	const char *people; /* who usually does it */
	const char *script; /* lines of a story; its last POST is the act */
	int weight;
};
extern const struct life_act life_acts[];
extern const size_t life_acts_n;

/* Does it; false when the script itself broke. The reply is in the walk. */
bool life_do(struct walk *w, const struct life *l, const struct life_act *act, const char *who);
/* One value of the database, as text. */
struct str life_ask(struct walk *w, const char *sql);

/* ---- lives_draw.c: what comes next --------------------------------------------- */

struct life_step {
	uint8_t act, who, wish; /* who: of life_people; wish: how sheets are filled in */
	bool night;             /* nobody acts: a night passes */
	int days;               /* that pass before it */
};
extern const char *const life_people[LIFE_PEOPLE];

struct life_step life_draw(const struct life *l, struct chance *c);

/* ---- lives.c ------------------------------------------------------------------ */

/* How many faults; tells them. */
int lives_check(struct arena *mem);

#endif
