/*
 * matrix: every route as every role, against test/golden/routes.txt.
 *
 * Each row of the routes table is asked for once by each kind of person, on a
 * database where there is something to see, with 1 for every number of the
 * path and a word for every text. The answers, status and fault, are written
 * as one line a route. A changed line is a changed power: it is read in the
 * diff, not computed away.
 */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define GOLDEN "test/golden/routes.txt"
#define SEED S("everything") /* one of each thing that an address can name */

/* Who asks. The first has not signed in. */
static const char *const people[] = {
	"nobody", "producer", "producer2", "commune", "commune2", "province",
	"member", "secretary", "signer", "admin", "team", "ministry",
	"admin:code", "admin:setup", /* between password and second step */
};
#define PEOPLE (sizeof people / sizeof people[0])

/* What stands for a {text} of a path. */
static struct str
word_for(struct str name, struct stage *s, struct arena *mem)
{
	if (str_eq(name, S("code")))
		return stage_ask(s, mem, S("SELECT coalesce(min(code), 'X') FROM certificate"));
	if (str_eq(name, S("criterion")))
		return S("1.1");
	if (str_eq(name, S("lang")))
		return S("en");
	if (str_eq(name, S("hash")))
		return stage_ask(s, mem, S("SELECT coalesce(min(hash), 'x') FROM blob"));
	if (str_eq(name, S("set")))
		return S("QD26-01");
	if (str_eq(name, S("paper")))
		return S("quyet-dinh");
	if (str_eq(name, S("layout")))
		return S("pdf");
	return S("x");
}

static bool
is_number(struct str name)
{
	static const char *const numbers[] = { "dossier", "product", "evidence", "file",
		"meeting", "agenda", "council", "decision", "page", "id" };

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (str_eq(name, str_c(numbers[i])))
			return true;
	return false;
}

struct str
route_path(const char *pattern, struct stage *s, struct arena *mem, const char *number)
{
	struct buf b = buf_new(mem, 4 * KIB);
	struct str rest = str_c(pattern);
	bool first = true;

	while (rest.n > 0) {
		size_t open = str_find(rest, '{');
		struct str name;

		buf_put(&b, str_head(rest, open));
		rest = str_from(rest, open);
		if (rest.n == 0)
			break;
		name = (struct str){ rest.p + 1, str_find(rest, '}') - 1 };
		rest = str_from(rest, name.n + 2);
		buf_put(&b, is_number(name) ? (first ? str_c(number) : S("1")) : word_for(name, s, mem));
		first = first && !is_number(name);
	}
	return buf_str(&b);
}

/* The answer in a word: a status, with the fault when there is one. */
static struct str
ask_route(struct walk *w, const struct route *r)
{
	const struct reason *why;

	w->pending = true;
	w->bare = false;
	w->method = r->method;
	w->path = route_path(r->pattern, &w->stage, w->mem, "1");
	w->page = S("");
	walk_send(w);
	why = w->visit.ctx.fault->why;
	if (why == NULL || w->reply.status < 400)
		return str_printf(w->mem, "%d", w->reply.status);
	return str_printf(w->mem, "%d:%s", w->reply.status, why->code);
}

static void
write_row(struct buf *out, const struct route *r, const struct str *answers)
{
	static const char *const methods[METHOD__COUNT] = { [GET] = "GET", [POST] = "POST",
		[HEAD] = "HEAD", [PUT] = "PUT", [PATCH] = "PATCH", [DELETE] = "DELETE",
		[OPTIONS] = "OPTIONS" };

	buf_printf(out, "%s %s\n", methods[r->method], r->pattern);
	for (size_t p = 0; p < PEOPLE; p++) {
		/* People who get the same stand together. */
		bool said = false;

		for (size_t q = 0; q < p; q++)
			said = said || str_eq(answers[q], answers[p]);
		if (said)
			continue;
		buf_printf(out, "  %-24.*s", STR_ARG(answers[p]));
		for (size_t q = p; q < PEOPLE; q++)
			if (str_eq(answers[q], answers[p]))
				buf_printf(out, " %s", people[q]);
		buf_lit(out, "\n");
	}
}

/* One walk with everybody's browsers in it, on one copy of the seed; a new one
 * after each request that was done, so that it changes nothing for the next. */
struct matrix {
	struct arena *mem;
	struct walk *w; /* NULL: to be made */
};

static void
matrix_begin(struct matrix *m)
{
	static const struct line no_lines[1];
	static const struct story story = { "routes", { "routes", 6 }, no_lines, 0 };

	m->w = ARENA_NEW(m->mem, struct walk);
	walk_begin(m->w, &story, m->mem);
	if (!stage_open(&m->w->stage, SEED, m->mem)) {
		fprintf(stderr, "stories: the seed of the matrix cannot be made\n");
		exit(3);
	}
	m->w->office.blobs = m->w->stage.blobs;
}

static void
matrix_end(struct matrix *m)
{
	if (m->w == NULL)
		return;
	stage_close(&m->w->stage);
	walk_release(m->w);
	m->w = NULL;
}

static void
try_route(struct matrix *m, const struct route *r, struct buf *out)
{
	struct str answers[PEOPLE];

	for (size_t p = 0; p < PEOPLE; p++) {
		if (m->w == NULL)
			matrix_begin(m);
		if (p > 0)
			(void)walk_as(m->w, str_c(people[p]));
		else
			m->w->at_jar = 0;
		answers[p] = ask_route(m->w, r);
		if (r->method != GET && m->w->reply.status < 400)
			matrix_end(m);
	}
	write_row(out, r, answers);
}

bool
matrix_check(struct arena *mem, bool write_golden)
{
	struct buf out = buf_new(mem, 4 * MIB);
	struct matrix m = { mem, NULL };
	struct str golden;
	FILE *f;
	bool same;

	buf_lit(&out, "# Every route as every role: made by `make golden`, read by people.\n");
	for (size_t i = 0; i < routes_n; i++)
		try_route(&m, &routes[i], &out);
	matrix_end(&m);
	golden = write_golden ? S("") : file_read(mem, GOLDEN);
	same = str_eq(golden, buf_str(&out));
	if (!same) {
		(void)mkdir("build/check", 0755); /* there already, or fopen says */
		f = fopen(write_golden ? GOLDEN : "build/check/routes.txt", "wb");
		REQUIRE(f != NULL);
		fwrite(out.p, 1, out.n, f);
		fclose(f);
	}
	if (!same && !write_golden)
		printf("# " GOLDEN " differs from build/check/routes.txt; `make golden` takes it over\n");
	return same || write_golden;
}
