/*
 * seats: views of attendance, declared interests and recusals.
 */
#ifndef WEB_SEATS_H
#define WEB_SEATS_H

#include "act/seats.h"
#include "web/field.h"

/* A seat as the secretary's list shows it. */
struct presence_row {
	const struct q_seat_ever *seat;
	int64_t attends;           /* 0: nothing was written */
	struct str why;
	struct str stands_for;     /* code of the seat it is an alternate of; "" */
	struct str recused;        /* the products, "; " between them */
	int declared;              /* products it has declared of */
};

struct presence_page {
	struct presence_view v;
	const struct presence_row *rows;
	size_t n;
	bool writes;               /* the secretary, while the session is not closed */
};

/* The kinds of interest, for a form. */
struct field_options stake_kinds(struct visit *v);
/* The words of enum attendance. */
enum text attends_text(int64_t state);

#endif
