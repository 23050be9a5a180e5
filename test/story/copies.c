/*
 * copies: "there is no way to copy a sheet", tried. Every address that writes is
 * asked, by everybody who may be near a sheet, with the numbers of other sheets,
 * seats and products in its path and its fields. Afterwards no sheet may hold a point that was not
 * there before, but for the one that each request types, and that only
 * on a sheet of who typed it.
 */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/form.h"
#include "web/visit.h"

/* One product scored by two of three; sheets too far apart; a session that is closed. */
static const char *const seeds[] = { "council_two", "council_spread_closed", "council_one" };
static const char *const people[] = { "member", "member2", "chair", "secretary", "province",
	"admin" };

/* Typed nowhere else: the sheets of the seeds have 3 or 1 there, and 2 is no level. */
#define TYPED_CRITERION "3.1"
#define TYPED_POINTS "0"

/* Points that nobody typed: not there before, and not the one of the request on a
 * sheet of the one who sent it. */
static int64_t
points_from_nowhere(struct walk *w, const char *who)
{
	int64_t n = -1;

	(void)str_int(stage_ask(&w->stage, w->mem, str_printf(w->mem,
	    "SELECT count(*) FROM choice c JOIN sheet h ON h.id = c.sheet"
	    " JOIN seat s ON s.id = h.seat JOIN account a ON a.id = s.account"
	    " WHERE NOT EXISTS (SELECT 1 FROM was x WHERE x.sheet = c.sheet"
	    " AND x.criterion = c.criterion AND x.points = c.points)"
	    " AND NOT (a.login = '%s' AND c.criterion = '" TYPED_CRITERION "'"
	    " AND c.points = " TYPED_POINTS ")", who)), &n);
	return n;
}

static struct str
path_for(struct walk *w, const char *pattern, int number)
{
	struct buf b = buf_new(w->mem, 4 * KIB);
	struct str rest = str_c(pattern);

	while (rest.n > 0) {
		size_t open = str_find(rest, '{');

		buf_put(&b, str_head(rest, open));
		rest = str_from(rest, open);
		if (rest.n == 0)
			break;
		rest = str_from(rest, str_find(rest, '}') + 1);
		buf_printf(&b, "%d", number);
	}
	return buf_str(&b);
}

/* Every field of the form says the number of somebody else's thing, or a word. */
static void
fields_for(struct walk *w, const struct form *form, int number)
{
	for (size_t i = 0; form != NULL && i < form->n; i++) {
		const struct field *f = &form->fields()[i];

		switch (f->kind) {
		case F_PAIRS:
			fields_set(&w->fields, str_printf(w->mem, "%s." TYPED_CRITERION, f->name),
			    S(TYPED_POINTS));
			break;
		case F_INT:
		case F_ID:
		case F_MANY:
		case F_CHOICE:
		case F_FLAG:
			fields_set(&w->fields, str_c(f->name), str_printf(w->mem, "%d",
			    f->kind == F_FLAG ? 1 : number));
			break;
		case F_DAY:
			fields_set(&w->fields, str_c(f->name), S("20/09/2026"));
			break;
		case F_SECRET:
			fields_set(&w->fields, str_c(f->name), S("mat khau mau 2026"));
			break;
		case F_LINE:
		case F_TEXT:
		case F_PHONE:
		case F_EMAIL:
			fields_set(&w->fields, str_c(f->name), S("1"));
			break;
		case F_FILES:
			break;
		}
	}
}

struct try {
	struct arena *mem;
	const char *seed;
	struct walk *w; /* NULL: to be made */
	int64_t asked, done;
};

static void
try_begin(struct try *t)
{
	static const struct line no_lines[1];
	static const struct story story = { "copies", { "copies", 6 }, no_lines, 0 };

	t->w = ARENA_NEW(t->mem, struct walk);
	walk_begin(t->w, &story, t->mem);
	REQUIRE(stage_open(&t->w->stage, str_c(t->seed), t->mem));
	t->w->office.blobs = t->w->stage.blobs;
	(void)stage_ask(&t->w->stage, t->mem, S("CREATE TABLE was AS SELECT * FROM choice"));
}

static void
try_end(struct try *t)
{
	if (t->w == NULL)
		return;
	stage_close(&t->w->stage);
	walk_release(t->w);
	t->w = NULL;
}

/* False: a point came from somewhere. */
static bool
try_one(struct try *t, const struct route *r, const char *who, int number)
{
	struct walk *w;
	bool well;

	if (t->w == NULL)
		try_begin(t);
	w = t->w;
	(void)walk_as(w, str_c(who));
	request_begin(w, r->method, path_for(w, r->pattern, number));
	fields_for(w, r->form, number);
	walk_send(w);
	t->asked++;
	if (w->reply.status >= 400)
		return true; /* undone: the same stage goes on */
	t->done++;
	well = points_from_nowhere(w, who) == 0;
	if (!well)
		printf("# %s %s, number %d, as %s: points that nobody typed\n", t->seed,
		    r->pattern, number, who);
	try_end(t);
	return well;
}

/* Somebody who copies is found. */
static bool
control(struct try *t)
{
	bool found;

	try_begin(t);
	found = points_from_nowhere(t->w, "member") == 0;
	(void)stage_ask(&t->w->stage, t->mem, S("UPDATE choice SET points = 0 WHERE sheet = 2"
	    " AND criterion = '" TYPED_CRITERION "'"));
	found = found && points_from_nowhere(t->w, "member") == 0 &&
	    points_from_nowhere(t->w, "chair") == 1;
	(void)stage_ask(&t->w->stage, t->mem, S("UPDATE choice SET points ="
	    " (SELECT max(o.points) + 1 FROM choice o WHERE o.sheet = 1) WHERE sheet = 2"));
	found = found && points_from_nowhere(t->w, "member") > 1;
	try_end(t);
	return found;
}

bool
copies_check(struct arena *mem)
{
	struct try t = { .mem = mem, .seed = seeds[0] };
	bool well = control(&t);

	if (!well)
		printf("# a sheet that was copied is not found\n");
	for (size_t s = 0; s < (strcmp(world_name(), "sqlite") == 0 ? sizeof seeds / sizeof seeds[0] : 1); s++) {
		t.seed = seeds[s];
		for (size_t i = 0; i < routes_n; i++)
			for (size_t p = 0; routes[i].method != GET && p < sizeof people / sizeof people[0]; p++)
				for (int number = 1; number <= 3; number++)
					well &= try_one(&t, &routes[i], people[p], number);
		try_end(&t);
	}
	printf("# copies: %lld requests, %lld of them done\n", (long long)t.asked, (long long)t.done);
	return well && t.done > 50;
}
