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
#include <stdint.h>

#include "core/dossier.h"

/* A seat as far as the quorum of one product asks. */
struct quorum_seat {
	int64_t id, stands_for; /* stands_for: an alternate of that seat; 0: none */
	enum seat_role role;
	bool votes;
	bool present; /* has handed in its sheet, or is in the room */
	bool absent;  /* the secretary wrote so */
	bool recused; /* of this product */
	bool over;    /* nobody sits there any more */
};

/* Whether a seat is counted at all. What counts is who had the seat when its
 * sheet was sealed: a seat that ended afterwards counts like every other, in
 * the mean and in the quorum; one that ended before is no seat. The secretary
 * has no vote and no sheet. */
bool quorum_seat_counts(const struct quorum_seat *seat);

/* Whether a seat runs the table: opens, closes and concludes there. */
bool seat_runs_table(enum seat_role role);

struct quorum {
	int seats, present; /* of those that count */
	int needed;         /* the least number that is enough */
	bool chaired;       /* whoever may preside is present */
};

/* Whether a seat counts for this product: it votes and is not recused; an
 * alternate only where the one it stands for is absent or recused; who is
 * absent and stood for does not count twice. */
bool seat_counts(const struct quorum_seat *seats, size_t n, size_t i);

/* Who presides over this product: the chair; a vice chair where the chair is
 * recused, or (vice_always) whenever one is present (the chair authorised it).
 * Index, or n when nobody may. */
size_t seat_presides(const struct quorum_seat *seats, size_t n, bool vice_always);

/* Share num/den of the seats that count, exactly: 3/4 of 9 seats needs 7. */
struct quorum quorum_count(const struct quorum_seat *seats, size_t n, int num,
    int den, bool vice_always);

#endif
