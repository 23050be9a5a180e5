/*
 * away_take: what came back from a session at the room's laptop.
 *
 * The office believes nothing that the folder says of itself. Before this act the
 * laptop's log was examined with the key that the office wrote down when it sent
 * the folder, and the folder's database was compared with that log (main/room.c).
 * Here every sealed sheet is read from what its entry commits to, line by line,
 * and judged by the office's own rows: the seat, its vote, its recusal, the
 * criteria of the set. It becomes a record of ours as if it had been sealed here,
 * and keeps its place in the laptop's log, which is also what makes it arrive
 * exactly once, in whatever order folders come. Conclusions are not taken over:
 * they are computed again here and must come out the same.
 */
#ifndef ACT_AWAY_TAKE_H
#define ACT_AWAY_TAKE_H

#include "act/away.h"


struct away_taking {
	struct ctx *room;        /* reads the folder's database */
	struct meeting_id meeting;
	struct str head;         /* the laptop's newest signed head, whole */
	/* How it went. */
	int sheets, known, both; /* taken now; brought before; sealed on both sides */
	int concluded, left;     /* products concluded again; those that were not */
	bool ended;              /* the laptop has closed the session: it is here again */
};
/* In one transaction: all of it or nothing. Faults: meeting_here (never handed
 * over, or its folder was not written), room_sheet_wrong. */
MUST_CHECK enum rc away_take(struct ctx *c, struct away_taking *t);

/* A sheet that was brought takes the place of the one here (away_choose). */
MUST_CHECK enum rc away_instead(struct ctx *c, const struct q_room_sheet_of *b,
    struct str why);

#endif
