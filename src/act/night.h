/*
 * night: what the program says by itself because a day has come.
 *
 * Nothing is switched here: a page asks the day. The night writes the facts,
 * records and notices that belong to a day, each once. Every watch keeps the
 * last day it has finished; it takes all days since then, so a night that was
 * missed, or that died half-way, is made up for by the next one. A clock that
 * goes back finds its days done and does nothing.
 */
#ifndef ACT_NIGHT_H
#define ACT_NIGHT_H

#include "act/ctx.h"

/* A watch: one transaction, one kind of days. */
struct night_watch {
	const char *name; /* of its mark: setting night.<name> */
	/* Says what belongs to the days behind `after`, up to today. */
	enum rc (*run)(struct ctx *c, struct day after);
};
extern const struct night_watch night_watches[];
extern const size_t night_watches_n;

/* Runs one watch for the days that it has not seen. The first night of an
 * office sees its own day only: what was before it is history. Run by nobody:
 * c->actor is empty. */
MUST_CHECK enum rc night_run(struct ctx *c, size_t watch);

/* ---- the watches: */
/* Certificates come due, near their end, lapse. */
MUST_CHECK enum rc certificate_night(struct ctx *c, struct day after);

/* Reminders before deadlines (core/reminder.h). */
MUST_CHECK enum rc deadline_night(struct ctx *c, struct day after);
/* The calendar: days of a newer table, and that the next year is not entered yet. */
MUST_CHECK enum rc calendar_night(struct ctx *c, struct day after);

#endif
