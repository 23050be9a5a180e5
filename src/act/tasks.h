/*
 * tasks: what waits for somebody: the first page of every role.
 *
 * The list is a table of sources, one row for each kind of work (tasks.c). A
 * source looks up its own things with one statement, bounded, and adds a task
 * for each. To add one: write `enum rc tasks_of_something(struct ctx *,
 * struct tasks *)`, put a row into task_sources, and a text task.<kind>.
 */
#ifndef ACT_TASKS_H
#define ACT_TASKS_H

#include "act/ctx.h"

#define TASKS_MAX 200 /* nobody works through more from one page */

struct task_item {
	const char *kind;   /* text task.<kind>; {0} is the subject below */
	struct str about;   /* a product, a place, a number: what it is about */
	struct str link;    /* an address of ours */
	struct day due_on;  /* 0: no deadline */
	bool working;       /* its period runs in working days */
	int left;           /* days to it, in that unit; negative: past */
	struct moment since;
};

struct tasks {
	struct task_item *v;
	size_t n;
	bool more;          /* there were more than TASKS_MAX */
};

struct task_source {
	unsigned roles;     /* ROLE_BIT()s whom it concerns */
	enum rc (*load)(struct ctx *c, struct tasks *out);
};

/* Everything that waits for the actor, earliest deadline first; what has none
 * comes behind, oldest first. */
MUST_CHECK enum rc tasks_load(struct ctx *c, struct tasks *out);

/* A source in a file of its own (tasks_subject.c). */
MUST_CHECK enum rc tasks_of_subject(struct ctx *c, struct tasks *out);

/* … and those after the star (tasks_after.c). */
MUST_CHECK enum rc tasks_of_corrections(struct ctx *c, struct tasks *out);
MUST_CHECK enum rc tasks_of_inspections(struct ctx *c, struct tasks *out);
MUST_CHECK enum rc tasks_of_care(struct ctx *c, struct tasks *out);

/* For sources. */
static inline void
tasks_add(struct tasks *t, const struct task_item *item)
{
	if (t->n < TASKS_MAX)
		t->v[t->n++] = *item;
	else
		t->more = true;
}

#endif
