/*
 * next: what happens next, who does it, until when, under which clause: one box for every
 * page about something that is in process (next.html shows it; the words of a dossier:
 * dossier_next(), of a certificate: life_next()). Who does it is in the sentence.
 *
 * Which page says it, and how, is one table: next.def. A form that asks before an act, or
 * a list, says the same whatever it is about: its row has the words, its template asks for
 * them by next_here. What depends on a state is a function here.
 */
#ifndef WEB_NEXT_H
#define WEB_NEXT_H

#include "core/dossier.h"
#include "web/visit.h"

/* How the day of a box is read: days left; working days left (`left`); the day alone,
 * where the page has not counted; from that day on. */
enum next_day { NEXT_LEFT, NEXT_WORKING, NEXT_PLAIN, NEXT_FROM };

struct next_box {
	enum text words;
	struct day until;    /* none: the law and the office name no day */
	struct str clause;   /* "QĐ 26/2026 Đ7.2"; or, or beside it, … */
	enum text rule;      /* … whose rule it is where the decision is silent; T_NONE */
	struct str name;     /* the {0} of the words */
	enum text who;       /* who does it, where the words do not say; T_NONE */
	enum next_day day;
	int left;
};
/* The row of the page that is shown (next.def), with its day if it has one. Stops us when
 * the row has no words. */
struct next_box next_of_page(const struct visit *v, struct day until);
/* A session that may be handed to the laptop of its room. */
struct next_box next_of_lending(const struct visit *v);
/* Inspections, all of them. */
struct next_box next_of_inspections(const struct visit *v);
/* A product that is scored for practice: nothing comes of it. */
struct next_box next_of_trial(void);
/* A council that is asked in writing, until that day. */
struct next_box next_of_written(const struct visit *v, int64_t state, struct day until);
/* A sign-up, as its producer and as its commune read it. */
struct next_box next_of_subject(int64_t state);
struct next_box next_of_signup(int64_t state);
/* The pages of a scan; whether some wait for a person. */
struct next_box next_of_scan(bool waits);
/* A sheet on paper, by its enum paper_step. */
struct next_box next_of_paper_sheet(const struct visit *v, int64_t step);
/* A paper on its way out and back. */
struct next_box next_of_issue(bool may_number, bool may_keep, bool may_sign, bool came_back);
/* An inspection; whoever acts next by name. */
struct next_box next_of_inspection(int64_t state, struct str name, struct day until,
    struct str clause);
/* A report of misuse, a petition or complaint. */
struct next_box next_of_misuse(int64_t state, struct day due);
struct next_box next_of_complaint(int64_t state, struct str agency, struct day until,
    struct str clause);
/* A session; `until`: its own day while it is prepared, later the last day of its
 * round, where the page knows it. */
struct next_box next_of_meeting(const struct visit *v, int64_t state, struct day until);
/* A product before a council, by its agenda_state; `mine_sealed`: the reader has sealed
 * her sheet of it; `until`: by when the council answers in writing. */
struct next_box next_of_product(const struct visit *v, int64_t state, bool mine_sealed,
    struct day until);
/* A product with the advisory team. */
struct next_box next_of_team(bool reported, struct day due);
/* A decision; `due`: the earliest of the certificates that it revokes. */
struct next_box next_of_decision(const struct visit *v, int64_t kind, bool draft,
    struct day due);
/* Proposals to revoke. */
struct next_box next_of_revocations(const struct visit *v, struct day due);

#endif
