/*
 * silence: who may not know that a thing exists cannot tell it from one that never
 * was: not by status, reason, page, nor by the work that the answer took.
 *
 * Every row of the routes table whose address has a number is asked twice by each kind of
 * person who has nothing to do with it: for a thing that is there and for one that never
 * was, each with a form that is filled in as well as a machine can. Where the thing
 * is answered as absent, the two answers must be the same: their fault, every letter of
 * their page, the statements they ran, and their steps but for what reading rows costs. What is
 * printed (SLOW_READS) is compared by its answer alone: a paper that is not there yet of a thing
 * that the reader may know looks the same to this test.
 */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/form.h"

#define SEED S("everything")
#define NEVER "999999"
#define STEPS_OF_ROWS 3000 /* SQLite: some thirty microseconds, what reading rows costs */

static const char *const outsiders[] = { "producer2", "commune2", "ministry", "member",
	"team2", "admin" };
#define OUTSIDERS (sizeof outsiders / sizeof outsiders[0])

/* What an answer gives away. */
struct trace {
	int status, statements;
	int64_t steps;
	struct str why, page;
};

struct silence {
	struct arena *mem;
	struct walk *w;
	int asked, absent, faults;
};

/* A field of each kind that passes the reading of a form. */
static struct str
value_for(enum field_kind kind)
{
	static const char *const values[] = { [F_LINE] = "x", [F_TEXT] = "x",
		[F_SECRET] = "mat khau mau 2026", [F_PHONE] = "0912345678", [F_EMAIL] = "a@b.vn",
		[F_DAY] = "01/12/2026", [F_INT] = "1", [F_ID] = "1", [F_CHOICE] = "1",
		[F_FLAG] = "1", [F_MANY] = "1" };

	return kind >= sizeof values / sizeof values[0] || values[kind] == NULL ? S("") :
	    str_c(values[kind]);
}

void
form_of_machine(struct walk *w, const struct form *f)
{
	const struct field *rows = f->fields();

	for (size_t i = 0; i < f->n; i++) {
		struct str value = value_for(rows[i].kind);

		if (value.n > 0)
			w->fields.v[w->fields.n++] = (struct pair_in){ str_c(rows[i].name), value };
	}
}

static struct str
without(struct arena *mem, struct str page, struct str word)
{
	struct buf b = buf_new(mem, 4 * MIB);

	while (page.n > 0) {
		if (str_starts(page, word)) {
			buf_lit(&b, "@");
			page = str_from(page, word.n);
			continue;
		}
		buf_char(&b, page.p[0]);
		page = str_from(page, 1);
	}
	return buf_str(&b);
}

/* The page without what each view of it makes anew. */
static struct str
without_nonce(struct arena *mem, struct str page)
{
	const struct str mark = S("name=\"once\" value=\"");
	struct buf b = buf_new(mem, 4 * MIB);

	while (page.n > 0) {
		buf_char(&b, page.p[0]);
		page = str_from(page, 1);
		if (str_starts(page, mark))
			page = str_from(page, mark.n + str_find(str_from(page, mark.n), '"'));
	}
	return buf_str(&b);
}

static struct str
encoded(struct arena *mem, struct str path)
{
	struct buf b = buf_new(mem, 4 * KIB);

	url_encode(&b, path);
	return buf_str(&b);
}

static struct trace
ask(struct silence *s, const struct route *r, const char *number)
{
	struct walk *w = s->w;
	struct str path = route_path(r->pattern, &w->stage, s->mem, number);
	const struct reason *why;
	struct db_cost a, b;

	request_begin(w, r->method, path);
	w->bare = true;
	if (r->method == POST)
		form_of_machine(w, r->form);
	w->page = S("");
	walk_send(w);
	why = w->visit.ctx.fault->why;
	a = db_cost(w->stage.reads);
	b = db_cost(w->stage.writes);
	return (struct trace){ .status = w->reply.status,
	    .statements = a.statements + b.statements, .steps = a.steps + b.steps,
	    .why = why == NULL ? S("") : str_c(why->code),
	    .page = without_nonce(s->mem, without(s->mem, without(s->mem, w->page, path),
	    encoded(s->mem, path))) };
}

static void
silence_begin(struct silence *s)
{
	static const struct line no_lines[1];
	static const struct story story = { "silence", { "silence", 7 }, no_lines, 0 };

	s->w = ARENA_NEW(s->mem, struct walk);
	walk_begin(s->w, &story, s->mem);
	if (!stage_open(&s->w->stage, SEED, s->mem)) {
		fprintf(stderr, "stories: the seed of the silence cannot be made\n");
		exit(3);
	}
	s->w->office.blobs = s->w->stage.blobs;
}

static void
silence_end(struct silence *s)
{
	stage_close(&s->w->stage);
	walk_release(s->w);
	s->w = NULL;
}

/* What the two answers differ in; no text: in nothing. */
static const char *
difference(const struct trace *is, const struct trace *never, bool work)
{
	if (is->status != never->status || !str_eq(is->why, never->why))
		return "answer";
	if (!str_eq(is->page, never->page))
		return "page";
	if (work && is->statements != never->statements)
		return "number of statements";
	if (work && llabs(is->steps - never->steps) > STEPS_OF_ROWS)
		return "work of its statements";
	return "";
}

static void
try_route(struct silence *s, const struct route *r, const char *who)
{
	struct trace is, never;
	const char *what;

	if (s->w == NULL)
		silence_begin(s);
	if (!walk_as(s->w, str_c(who)))
		return;
	is = ask(s, r, "1");
	if (r->method != GET && is.status < 400) {
		silence_end(s);
		return;
	}
	s->asked++;
	if (is.status != 404)
		return;
	s->absent++;
	never = ask(s, r, NEVER);
	what = difference(&is, &never, r->access != SLOW_READS);
	if (*what == '\0')
		return;
	s->faults++;
	printf("# %s %s tells %s by the %s: %d %.*s with %d statements, %lld steps; never "
	    "there: %d %.*s, %d, %lld\n", r->method == GET ? "GET" : "POST", r->pattern, who,
	    what, is.status, STR_ARG(is.why), is.statements, (long long)is.steps, never.status,
	    STR_ARG(never.why), never.statements, (long long)never.steps);
}

/* The control: two traces that differ in one thing each are told apart. */
static bool
control(void)
{
	const struct trace a = { 404, 3, 1000, S("absent"), S("<p>") };
	struct trace b[] = { a, a, a, a, a };

	b[0].status = 403;
	b[1].page = S("<b>");
	b[2].statements = 4;
	b[3].steps = a.steps + STEPS_OF_ROWS + 1;
	for (int i = 0; i < 4; i++)
		if (*difference(&a, &b[i], true) == '\0')
			return false;
	return *difference(&a, &b[4], true) == '\0';
}

int
silence_check(struct arena *mem)
{
	struct silence s = { .mem = mem };
	bool sees = control();

	for (size_t i = 0; i < routes_n; i++) {
		const struct route *r = &routes[i];

		if (strchr(r->pattern, '{') == NULL || (r->method != GET && r->method != POST))
			continue;
		for (size_t p = 0; p < OUTSIDERS; p++)
			try_route(&s, r, outsiders[p]);
	}
	if (s.w != NULL)
		silence_end(&s);
	printf("%s %s: silence: control: a difference of each kind is seen\n",
	    sees ? "ok" : "not ok", world_name());
	printf("%s %s: silence: of %d answers %d are absent, each as if it never was\n",
	    s.faults == 0 && s.absent >= 300 ? "ok" : "not ok", world_name(), s.asked, s.absent);
	return s.faults > 0 || s.absent < 300 || !sees;
}
