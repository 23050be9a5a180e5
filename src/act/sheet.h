/*
 * sheet: a council member fills in, saves and seals a score sheet
 * (QĐ 26/2026 Đ7.3.d; the form of Phụ lục II is the sheet).
 *
 * A draft is seen by its owner alone. Sealing locks it: its numbers are then
 * fixed by a hash, and nobody sees them before the secretary closes the
 * product (act/conclude.h). A secretary has no sheet.
 */
#ifndef ACT_SHEET_H
#define ACT_SHEET_H

#include "act/ctx.h"
#include "core/scoring.h"
#include "q.h"

/* My sessions, and one of them with my own progress. */
MUST_CHECK enum rc meeting_mine(struct ctx *c, struct q_meeting_mine_rows *out);

struct sitting_view {
	struct q_meeting_seat meeting;
	struct q_agenda_mine_rows items;
	int sealed;
};
/* One session I have a seat in. Absent without one. */
MUST_CHECK enum rc sitting_load(struct ctx *c, struct meeting_id id,
    struct sitting_view *out);

struct sheet_view {
	struct q_agenda_seat a;
	const struct criteria_set *set;
	struct choice *choices;        /* per criterion, in set order: my own */
	struct score_result result;    /* of my own choices */
	int answered, left;
	bool editable;                 /* a voting seat, scoring not closed, not sealed */
	bool may_seal;                 /* … and the secretary has opened the product */
	bool undeclared;               /* the bylaw asks for a declaration first */
	bool has_next;
	struct q_agenda_next next;
};
/* The sheet of one product. Absent without a seat in its council. */
MUST_CHECK enum rc sheet_load(struct ctx *c, struct agenda_id id,
    struct sheet_view *out);

/* One tick that is to be saved. */
struct tick {
	struct str criterion, value; /* "3", or "b:3" for a criterion with cases */
};

/* What a page sends of a draft. */
struct sheet_input {
	const struct tick *ticks; /* those not named stay as they are */
	size_t n;
	struct str remark;        /* p == NULL: as it was */
	struct str stop;          /* a knock-out she proposes; "" none; p == NULL: as it was */
	struct str stop_why;      /* its reason; without one the sheet is not sealed */
	int64_t version;          /* the page was made from; 0: no sheet yet */
	int64_t said;             /* enum opinion, for comparing (opinion_say keeps it); 0: as it was */
};

/* Saves ticks and the remark of a draft; *saved is the sheet as it stands now,
 * without totals (score_one) and the next product. When another version stands
 * in the store and a tick differs from what is there, it is `sheet_stale` with
 * `changed_meanwhile` at each such criterion and nothing is saved: the page
 * then shows both values. Faults: sheet_sealed, scoring_closed, not_a_level
 * (names the criterion), unknown_criterion. */
MUST_CHECK enum rc sheet_save(struct ctx *c, struct agenda_id id,
    const struct sheet_input *in, struct sheet_view *saved);

/* Whether sealing needs the member's password (the bylaw says so). */
MUST_CHECK enum rc sheet_confirm_by(struct ctx *c, struct council_id council,
    bool *password);

/* The member's own confirmation, as the bylaw asks for it. */
struct confirmation {
	bool confirmed;       /* "this is my sheet" was ticked */
	bool password_right;  /* her password was entered and is right */
};

/* Refuses points given against a condition of the set (core/condition.h): reason
 * condition_closed, with both criteria and the clause. */
MUST_CHECK enum rc sheet_conditions(struct ctx *c, const struct criteria_set *set,
    const struct choice *choices);

/* Locks the sheet as it stands: whoever calls has saved it in the same act, and saving
 * compares versions. Faults: sheet_incomplete names how many criteria are left;
 * condition_closed; reason_missing at stop_why, sheet_unconfirmed, password_now; marked_absent. */
MUST_CHECK enum rc sheet_seal(struct ctx *c, struct agenda_id id,
    const struct confirmation *how);

/* Everything that a seal fixes. */
struct sheet_numbers {
	struct agenda_id agenda;
	struct str seat;              /* its code: "m3" */
	int64_t pass;
	const struct criteria_set *set;
	const struct choice *choices; /* per criterion, in set order */
	struct str stop, stop_why, remark;
	struct str ballot;            /* of a secret ballot: 32 random bytes, hexadecimal */
};
/* The hash that fixes a sheet: agenda, seat, pass, a line for each criterion in
 * set order, then the hashes of what was written. Anybody with the sheet can
 * make it again. */
struct str sheet_seal_of(struct arena *mem, const struct sheet_numbers *in);
/* The text that it is the SHA-256 of: the part `scores` of the sheet's entry, or
 * `ballot` where the ballot is secret: that one is opened to nobody. */
struct str sheet_seal_text(struct arena *mem, const struct sheet_numbers *in);

/* ---- a secret ballot ---------------------------------------------------------------
 * Whoever knows the points of a sheet could find its seat by trying each seat against
 * the seal; so a line with random bytes stands under them, drawn when the sheet is
 * sealed. What a council recomputes from names the sheet by the same hash without its
 * seat: whoever sealed it finds it there, and nobody else can tell whose it is. */
struct str sheet_ballot_draw(struct ctx *c);
/* The name: 32 hexadecimal letters. */
struct str sheet_ballot_name(struct arena *mem, const struct sheet_numbers *in);
/* What a sheet is called in a computation: its seat, or its ballot. */
struct str sheet_counted_as(struct arena *mem, const struct sheet_numbers *in);

/* Reads such a text back; false when it is none, names an unknown set, or a
 * criterion or level that the set does not have. What was written is not in it:
 * `stop_why` and `remark` are given the hashes. */
bool sheet_seal_read(struct arena *mem, const struct law *law, struct str text,
    struct sheet_numbers *out);

/* A sheet that was sealed: its record and what the entry commits to. `more` goes
 * into the record: "" or `,"name":…` (where it was sealed, from what it was typed). */
struct sealed_words {
	struct str text, seal, seat, name, more;
	bool secret; /* the text is opened to nobody */
};
MUST_CHECK enum rc sheet_sealed(struct ctx *c, struct sheet_id sheet,
    const struct sealed_words *w);

extern const struct reason WHY_SHEET_STALE, WHY_SHEET_SEALED, WHY_SCORING_CLOSED,
    WHY_SHEET_INCOMPLETE, WHY_NO_VOTE, WHY_SCORING_NOT_OPEN, WHY_UNDECLARED,
    WHY_ALTERNATE_WAITS, WHY_MARKED_ABSENT, WHY_SHEET_UNCONFIRMED, WHY_CONDITION_CLOSED;

#endif
