/* quorum: see quorum.h. */
#include "core/quorum.h"

#include "base/fault.h"

bool
quorum_seat_counts(const struct quorum_seat *seat)
{
	return seat->votes && (seat->present || !seat->over);
}

struct quorum
quorum_count(const struct quorum_seat *seats, size_t n, int num, int den)
{
	struct quorum q = { 0 };

	REQUIRE(num >= 0 && den > 0 && num <= den);
	for (size_t i = 0; i < n; i++) {
		const struct quorum_seat *s = &seats[i];

		q.seats += quorum_seat_counts(s);
		q.present += s->votes && s->present;
		if (s->present && (s->role == SEAT_CHAIR || s->role == SEAT_VICE))
			q.chaired = true;
	}
	/* rounded up: 6.75 seats are 7 people */
	q.needed = (q.seats * num + den - 1) / den;
	q.met = q.chaired && q.present > 0 && q.present >= q.needed;
	return q;
}

bool
totals_too_far(const int *totals, size_t n, int spread_max)
{
	int least = 0, most = 0;

	for (size_t i = 0; i < n; i++) {
		least = i == 0 || totals[i] < least ? totals[i] : least;
		most = i == 0 || totals[i] > most ? totals[i] : most;
	}
	return spread_max >= 0 && most - least > spread_max;
}
