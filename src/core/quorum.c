/* quorum: see quorum.h. */
#include "core/quorum.h"

#include "base/fault.h"

bool
seat_runs_table(enum seat_role role)
{
	return role == SEAT_SECRETARY || role == SEAT_CHAIR || role == SEAT_VICE;
}

bool
quorum_seat_counts(const struct quorum_seat *seat)
{
	return seat->votes && (seat->present || !seat->over);
}

/* Whether somebody is there for a seat whose holder is not. */
static bool
is_stood_for(const struct quorum_seat *seats, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (seats[i].stands_for == id && id != 0 && seats[i].votes &&
		    !seats[i].recused && !seats[i].absent)
			return true;
	return false;
}

bool
seat_counts(const struct quorum_seat *seats, size_t n, size_t i)
{
	const struct quorum_seat *s = &seats[i];

	if (!quorum_seat_counts(s) || s->recused)
		return false;
	if (s->stands_for == 0)
		return !s->absent || !is_stood_for(seats, n, s->id);
	for (size_t k = 0; k < n; k++)
		if (seats[k].id == s->stands_for)
			return seats[k].absent || seats[k].recused ||
			    (seats[k].over && !seats[k].present);
	return true; /* the one it stood for has left the council */
}

size_t
seat_presides(const struct quorum_seat *seats, size_t n, bool vice_always)
{
	size_t vice = n;
	bool chair_out = true;

	for (size_t i = 0; i < n; i++) {
		const struct quorum_seat *s = &seats[i];

		if (s->role == SEAT_CHAIR && s->present && !s->recused)
			return i;
		if (s->role == SEAT_CHAIR)
			chair_out = s->recused;
		if (s->role == SEAT_VICE && s->present && !s->recused && vice == n)
			vice = i;
	}
	return vice_always || chair_out ? vice : n;
}

struct quorum
quorum_count(const struct quorum_seat *seats, size_t n, int num, int den,
    bool vice_always)
{
	struct quorum q = { 0 };

	REQUIRE(num >= 0 && den > 0 && num <= den);
	for (size_t i = 0; i < n; i++) {
		bool counts = seat_counts(seats, n, i);

		q.seats += counts;
		q.present += counts && seats[i].present && !seats[i].absent;
	}
	q.chaired = seat_presides(seats, n, vice_always) < n;
	/* rounded up: 6.75 seats are 7 people */
	q.needed = (q.seats * num + den - 1) / den;
	return q;
}
