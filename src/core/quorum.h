/*
 * quorum: whether a council may sit and its sheets may count.
 *
 * QĐ 26/2026 leaves this to the council's bylaw (quy chế); what provinces have
 * written before: three quarters of the members, the chair or an authorised
 * vice chair among them; totals at most 10 points apart, otherwise discuss and
 * score again. The figures are data of the council, not ours.
 */
#ifndef CORE_QUORUM_H
#define CORE_QUORUM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/dossier.h"

/* A seat as far as the quorum asks. */
struct quorum_seat {
	enum seat_role role;
	bool votes;
	bool present; /* has handed in its sheet, or is in the room */
	bool over;    /* nobody sits there any more */
};

/* Whether a seat is counted at all. What counts is who had the seat when its
 * sheet was sealed: a seat that ended afterwards counts like every other, in
 * the mean and in the quorum; one that ended before is no seat. The secretary
 * has no vote and no sheet. */
bool quorum_seat_counts(const struct quorum_seat *seat);

struct quorum {
	int seats, present; /* of those with a vote */
	int needed;         /* the least number that is enough */
	bool chaired;       /* the chair or a vice chair is present */
	bool met;           /* enough, and chaired */
};

/* Share num/den of the voting seats, exactly: 3/4 of 9 seats needs 7. */
struct quorum quorum_count(const struct quorum_seat *seats, size_t n, int num,
    int den);

/* Whether totals lie further apart than the bylaw allows; spread_max < 0: no
 * rule. */
bool totals_too_far(const int *totals, size_t n, int spread_max);

#endif
