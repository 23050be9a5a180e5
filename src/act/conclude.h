/*
 * conclude: the secretary's table: who has sealed, closing a product, what the
 * council found, and the conclusion (QĐ 26/2026 Đ3.3, Đ7.3.d).
 *
 * Before a product is closed nobody sees a number, the secretary included.
 * The conclusion stores exactly what `ocop score` reads and answers, so that
 * anyone can compute the star again.
 */
#ifndef ACT_CONCLUDE_H
#define ACT_CONCLUDE_H

#include "act/sheet.h"
#include "core/bylaw.h"

enum sheet_mark { MARK_NONE, MARK_DRAFT, MARK_SEALED, MARK_RECUSED, MARK_ABSENT };

struct room_item {
	struct q_agenda_list a;
	const enum sheet_mark *marks; /* per seat of the view */
	const bool *waited_for;       /* per seat: it counts and has not sealed */
	int sealed, seats;            /* of those that count for this product */
};

struct room_view {
	struct q_meeting_seat meeting;
	struct q_seat_ever_rows seats;  /* those that count, see closing.h */
	const struct room_item *items;
	size_t n;
	bool secretary;
};
/* The matrix products × seats. Absent unless secretary or chair. */
MUST_CHECK enum rc room_load(struct ctx *c, struct meeting_id id,
    struct room_view *out);

/* The product that comes after a position: the first of those that wait, from
 * there on and then from the top. `found` false: none waits. */
MUST_CHECK enum rc room_next(struct ctx *c, struct meeting_id id, int64_t position,
    struct q_agenda_list *out, bool *found);

/* Opens and closes the session itself. Closing needs every product concluded, those
 * the secretary withdrew from too (fault others_not_concluded, without a name). */
MUST_CHECK enum rc room_open(struct ctx *c, struct meeting_id id, int64_t version);
MUST_CHECK enum rc room_close(struct ctx *c, struct meeting_id id, int64_t version);

struct sealed_sheet {
	struct q_sheet_sealed_choices who; /* seat, name, role, office, remark, seal */
	const struct choice *choices;
	struct str counted_as;     /* in the computation: its seat, or its ballot */
	struct str label, name, office; /* as they are shown: a secret ballot has numbers */
	int total;
	bool intact; /* its seal is the hash of what is stored */
};

struct closing_view {
	struct q_agenda_seat a;
	const struct criteria_set *set;
	struct q_seat_ever_rows seats;     /* those that count */
	struct bylaw bylaw;
	int sealed, missing, given_back;
	int notice_days;                   /* working days of notice, until today */
	struct quorum quorum;              /* enough sheets, the chair among them */
	struct seat_id presides;           /* 0: nobody may yet */
	struct table_facts facts;
	struct unmet_rule unmet[UNMET_RULES_MAX]; /* before the next step */
	size_t n_unmet;
	bool secret;                       /* who scored is known, what is not */
	struct sealed_sheet *sheets;       /* empty before closing; by seat, secret ones by ballot */
	size_t n_sheets;
	const struct choice *findings;     /* per criterion; proposed by majority until saved */
	bool findings_saved;
	const struct q_stop_list *stops;
	size_t n_stops;
	struct score_input input;
	struct score_result result;        /* as it would be concluded now */
	struct str mean_text;
	bool concluded;
	struct str opinion;
};
/* One product at the secretary's table. */
MUST_CHECK enum rc closing_load(struct ctx *c, struct agenda_id id,
    struct closing_view *out);

/* The points of a closed product for any seat that is not recused: the sheets
 * open together. Absent before. */
MUST_CHECK enum rc opened_load(struct ctx *c, struct agenda_id id,
    struct closing_view *out);
/* Earlier versions of its sheets; none before it is closed. */
MUST_CHECK enum rc closing_pasts(struct ctx *c, const struct closing_view *v,
    struct q_sheet_pasts_rows *out);

/* Lets members seal (the product is on the table). Fault: notice_short, unless
 * `waived` says why the council agreed to less. */
MUST_CHECK enum rc product_open(struct ctx *c, struct agenda_id id, int64_t version,
    struct str waived);
/* Opens the sealed sheets together. Faults: quorum_missing, sheets_missing
 * (somebody has not sealed, and `without` is false). */
MUST_CHECK enum rc product_close(struct ctx *c, struct agenda_id id,
    int64_t version, bool without);
/* Scores again as the next pass, after the council discussed a spread above
 * its bylaw's limit; earlier sheets and the reason stay, findings are agreed
 * anew. Fault: spread_within. */
MUST_CHECK enum rc product_again(struct ctx *c, struct agenda_id id,
    int64_t version, struct str why);
/* Gives a sealed sheet back to its owner, with a reason, by whom the bylaw
 * names; what it was is kept (sheet_past). After the closing the product waits
 * for it to be sealed again. Fault: seat_over (nobody could). */
MUST_CHECK enum rc sheet_reopen(struct ctx *c, struct agenda_id id,
    struct seat_id seat, struct str why);
/* What the council agreed: findings of starred criteria, knock-outs. */
MUST_CHECK enum rc findings_save(struct ctx *c, struct agenda_id id,
    const struct tick *ticks, size_t n);
MUST_CHECK enum rc stop_save(struct ctx *c, struct agenda_id id,
    struct str code, struct str reason, bool drop);
/* Concludes, or, where the bylaw says that the chair does, writes the conclusion
 * for the chair. Faults: spread_exceeded (score again first, or the chair's reason
 * in `despite`), findings_missing. */
MUST_CHECK enum rc product_conclude(struct ctx *c, struct agenda_id id,
    int64_t version, struct str opinion, struct str despite);
/* Whoever presides confirms what the secretary wrote; only then it is
 * concluded. Faults: not_proposed, and those above. */
MUST_CHECK enum rc product_confirm(struct ctx *c, struct agenda_id id,
    int64_t version);
/* A conclusion that was made at the room's laptop (act/away_take.h) is made again
 * by what is here, by the same seat. Faults: stale when star, sum or
 * number of sheets do not come out as they were said there; the bylaw's. */
struct conclusion_said {
	int64_t star, sum, sheets;
	struct str opinion; /* as it was written down, the chair's reason with it */
	struct str despite;
};
MUST_CHECK enum rc product_conclude_again(struct ctx *c, struct agenda_id id,
    const struct conclusion_said *said);
/* What was said at the table, for the minutes; before the conclusion. */
MUST_CHECK enum rc discussion_save(struct ctx *c, struct agenda_id id,
    struct str note);

extern const struct reason WHY_SPREAD_WITHIN, WHY_SEAT_OVER, WHY_NOT_PROPOSED,
    WHY_NOT_ALL_CONCLUDED, WHY_OTHERS_NOT_CONCLUDED;

#endif
