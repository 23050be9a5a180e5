/*
 * away: a session that sits at the room's own laptop.
 *
 * Nine to twenty-five people and a line that may die: so a session can leave the
 * office whole. The secretary hands it over (or the operator, by `ocop room
 * export`); from then on nobody scores, opens, closes or concludes here, because
 * two places that work on one session would have to be told apart afterwards.
 * `ocop room import` brings the sealed sheets back (act/away_take.h); the
 * session is here again when the laptop has closed it, or when the secretary
 * calls it back (the laptop is lost). Sheets of a session that was called back
 * are still taken; where one seat has sealed on both sides, both are kept and
 * whom the bylaw lets give sheets back decides (away_choose).
 */
#ifndef ACT_AWAY_H
#define ACT_AWAY_H

#include "act/ctx.h"
#include "core/dossier.h"
#include "q.h"

/* Hands a session over: its secretary, or the program itself. Faults: wrong_role,
 * meeting_away, wrong_state (closed, or by written opinions). */
MUST_CHECK enum rc away_lend(struct ctx *c, struct meeting_id id);
/* Its folder was written: the laptop's key and the hash of the manifest. */
MUST_CHECK enum rc away_sent(struct ctx *c, struct meeting_id id, struct str vkey,
    struct str manifest);
/* Takes the session back without the laptop, for a reason that stays. Faults:
 * wrong_role, meeting_here, reason_missing. */
MUST_CHECK enum rc away_recall(struct ctx *c, struct meeting_id id, struct str why);

struct away_view {
	struct q_meeting_seat meeting;
	bool ever;                 /* it was handed over at least once */
	struct q_room_out_of room; /* … the last time */
	struct q_room_sheets_both_rows both; /* sealed here and there; no number */
	bool decides;              /* the reader chooses between two */
};
/* For the secretary and whoever may preside; absent for others. */
MUST_CHECK enum rc away_load(struct ctx *c, struct meeting_id id,
    struct away_view *out);

/* Chooses between two sealed sheets of one seat, for a reason that stays: the
 * one that was brought takes the place of the one here, which is kept as a
 * version of before; or it is left. By whom the bylaw lets give sheets back, and
 * before the product is concluded. Faults: wrong_role, wrong_state,
 * reason_missing, and `absent` for a sheet of another session. */
MUST_CHECK enum rc away_choose(struct ctx *c, struct meeting_id id,
    struct room_sheet_id sheet, bool brought, struct str why);

#endif
