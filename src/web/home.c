/*
 * home: what waits for me, earliest deadline first.
 */
#include "web/home.h"

#include <stdio.h>

#include "html.h"
#include "web/out.h"
#include "web/routes.h"

static enum text
words_of(const struct task_item *t)
{
	char key[80];

	(void)snprintf(key, sizeof(key), "task.%s", t->kind);
	return text_find(str_c(key));
}

enum rc
home_show(struct visit *v)
{
	struct home_view page = { .n = 0 };
	struct home_row *rows;
	struct tasks tasks;
	enum rc rc = tasks_load(&v->ctx, &tasks);

	if (rc != RC_OK)
		return rc;
	rows = ARENA_ARRAY(v->ctx.mem, tasks.n + 1, struct home_row);
	for (size_t i = 0; i < tasks.n; i++)
		rows[i] = (struct home_row){ .link = tasks.v[i].link,
		    .words = words_of(&tasks.v[i]), .about = tasks.v[i].about,
		    .due_on = tasks.v[i].due_on,
		    .working = tasks.v[i].working,
		    .days_left = tasks.v[i].left };
	page.v = rows;
	page.n = tasks.n;
	page.more = tasks.more;
	page.producer = (v->ctx.actor.roles & ROLE_BIT(ROLE_PRODUCER)) != 0;
	page.waits = page.producer && v->ctx.actor.subject.v == 0;
	html_home_page(visit_page(v), &page);
	return RC_OK;
}
