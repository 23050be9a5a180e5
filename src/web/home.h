/*
 * home: "Việc của tôi", the first page of every role.
 */
#ifndef WEB_HOME_H
#define WEB_HOME_H

#include "act/tasks.h"
#include "text.h"

struct home_row {
	struct str link;
	enum text words;    /* task.<kind> */
	struct str about;
	struct day due_on;
	bool working;       /* days_left counts working days */
	int days_left;
};

struct home_view {
	const struct home_row *v;
	size_t n;
	bool more;
	bool producer, waits; /* a producer; one whose subject is not yet there */
};

#endif
