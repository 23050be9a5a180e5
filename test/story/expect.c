/*
 * expect: what a story says must be so after a request.
 *
 *   expect 303 /ho-so/1             status, and where it leads
 *   expect page contains "text"     as people see it: &amp; is &
 *   expect page not contains "text"
 *   expect fault CODE | none        why it was refused
 *   expect field NAME CODE | none
 *   expect records +1               what the record gained
 *   expect sql <= 6   arena <= 64K  what it cost
 *   expect header NAME "part"
 *   expect ask "SELECT …" = VALUE   for what no page shows
 *   let id = location "/ho-so/([0-9]+)"   or page, or header NAME
 *   json items.0.name = VALUE
 */
#include "walk.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"

/* The words of a page as a person reads them, and its source as well. */
static struct str
seen(struct walk *w)
{
	return unescape(w->mem, w->page);
}

static void
expect_page(struct walk *w, struct str rest)
{
	struct str word = word_next(&rest);
	bool not = str_eq(word, S("not")), has;

	if (not)
		word = word_next(&rest);
	if (!str_eq(word, S("contains"))) {
		walk_fail(w, "expect page [not] contains \"…\"");
		return;
	}
	if (rest.n > 1 && rest.p[0] == '"' && rest.p[rest.n - 1] == '"')
		rest = (struct str){ rest.p + 1, rest.n - 2 }; /* quotes inside stay */
	has = str_has(seen(w), rest) || str_has(w->page, rest);
	if (has == not)
		walk_fail(w, "the page of %.*s has%s \"%.*s\" (status %d)",
		    STR_ARG(w->page_path), not ? "" : " no", STR_ARG(rest), w->reply.status);
}

static void
expect_fault(struct walk *w, struct str rest)
{
	const struct reason *why = w->visit.ctx.fault->why;
	struct str code = why == NULL ? S("none") : str_c(why->code);

	if (!str_eq(code, rest))
		walk_fail(w, "the fault is %.*s, not %.*s (status %d; %s)", STR_ARG(code),
		    STR_ARG(rest), w->reply.status, w->visit.ctx.fault->detail);
}

static void
expect_field(struct walk *w, struct str rest)
{
	struct str name = word_next(&rest), code = word_next(&rest), is;
	const struct field_fault *f = fault_of(w->visit.ctx.fault, name);

	is = f == NULL ? S("none") : str_c(f->why->code);
	if (str_eq(is, code))
		return;
	walk_fail(w, "the field %.*s has %.*s, not %.*s", STR_ARG(name), STR_ARG(is),
	    STR_ARG(code));
	for (size_t i = 0; i < w->visit.ctx.fault->n_fields; i++)
		printf("#   field %.*s: %s\n", STR_ARG(w->visit.ctx.fault->fields[i].field),
		    w->visit.ctx.fault->fields[i].why->code);
}

static void
expect_records(struct walk *w, struct str rest)
{
	int64_t want, gained = w->records - w->records_before;

	if (rest.n > 0 && rest.p[0] == '+')
		rest = str_from(rest, 1);
	if (!str_int(rest, &want))
		walk_fail(w, "expect records +N");
	else if (gained != want)
		walk_fail(w, "the record gained %d, not %d", (int)gained, (int)want);
}

static void
expect_cost(struct walk *w, struct str what, struct str rest)
{
	while (what.n > 0) {
		struct str sign = word_next(&rest), most = word_next(&rest);
		bool sql = str_eq(what, S("sql"));
		int64_t n, is = sql ? w->sql : (int64_t)w->arena;

		if (str_ends(most, S("K")))
			most = str_head(most, most.n - 1);
		if (!str_eq(sign, S("<=")) || !str_int(most, &n)) {
			walk_fail(w, "expect sql <= 6   arena <= 64K");
			return;
		}
		if (is > (sql ? n : n * (int64_t)KIB))
			walk_fail(w, "it cost %.*s %d, more than %d", STR_ARG(what),
			    (int)(sql ? is : is / (int64_t)KIB), (int)n);
		what = word_next(&rest);
	}
}

static void
expect_header(struct walk *w, struct str rest)
{
	struct str name = word_next(&rest), part = word_next(&rest);

	for (size_t i = 0; i < w->reply.n_headers; i++)
		if (str_eq(str_lower(w->mem, w->reply.headers[i].name), str_lower(w->mem, name)) &&
		    str_has(w->reply.headers[i].value, part))
			return;
	if (str_eq(name, S("content-type")) && str_has(w->reply.type, part))
		return;
	walk_fail(w, "no header %.*s with \"%.*s\"", STR_ARG(name), STR_ARG(part));
}

static void
expect_ask(struct walk *w, struct str rest)
{
	struct str sql = word_next(&rest), equals = word_next(&rest);
	struct str is = stage_ask(&w->stage, w->mem, sql);

	if (!str_eq(equals, S("=")) || !str_eq(is, rest))
		walk_fail(w, "%.*s is \"%.*s\", not \"%.*s\"", STR_ARG(sql), STR_ARG(is), STR_ARG(rest));
}

static void
expect_status(struct walk *w, struct str word, struct str rest)
{
	int64_t status;

	if (!str_int(word, &status)) {
		walk_fail(w, "no story expects %.*s", STR_ARG(word));
		return;
	}
	if (w->reply.status != status)
		walk_fail(w, "the status is %d, not %d (fault %s; %s)", w->reply.status,
		    (int)status,
		    w->visit.ctx.fault->why == NULL ? "none" : w->visit.ctx.fault->why->code,
		    w->visit.ctx.fault->detail);
	else if (rest.n > 0 && !str_eq(w->location, rest))
		walk_fail(w, "it leads to %.*s, not %.*s", STR_ARG(w->location), STR_ARG(rest));
	for (size_t i = 0; w->failed && i < w->visit.ctx.fault->n_fields; i++)
		printf("#   field %.*s: %s\n", STR_ARG(w->visit.ctx.fault->fields[i].field),
		    w->visit.ctx.fault->fields[i].why->code);
}

void
story_expect(struct walk *w, struct str rest)
{
	struct str word = word_next(&rest);

	if (str_eq(word, S("page")))
		expect_page(w, rest);
	else if (str_eq(word, S("fault")))
		expect_fault(w, rest);
	else if (str_eq(word, S("field")))
		expect_field(w, rest);
	else if (str_eq(word, S("records")))
		expect_records(w, rest);
	else if (str_eq(word, S("sql")) || str_eq(word, S("arena")))
		expect_cost(w, word, rest);
	else if (str_eq(word, S("header")))
		expect_header(w, rest);
	else if (str_eq(word, S("ask")))
		expect_ask(w, rest);
	else
		expect_status(w, word, rest);
}

/* let NAME = location|page "regular expression with one ( )" */
void
story_let(struct walk *w, struct str rest)
{
	struct str name = word_next(&rest), equals = word_next(&rest), from = word_next(&rest);
	const char *text, *expression;
	regmatch_t at[2];
	regex_t re;

	if (!str_eq(equals, S("="))) {
		walk_fail(w, "let NAME = location \"…([0-9]+)…\"");
		return;
	}
	text = str_z(w->mem, str_eq(from, S("location")) ? w->location : seen(w));
	if (rest.n > 1 && rest.p[0] == '"')
		rest = (struct str){ rest.p + 1, rest.n - 2 };
	expression = str_z(w->mem, rest);
	if (regcomp(&re, expression, REG_EXTENDED) != 0) {
		walk_fail(w, "%s is no regular expression", expression);
		return;
	}
	if (regexec(&re, text, 2, at, 0) != 0 || at[1].rm_so < 0)
		walk_fail(w, "%s is not found in the %.*s", expression, STR_ARG(from));
	else
		fields_set(&w->vars, name, str_copy(w->mem, (struct str){ text + at[1].rm_so,
			(size_t)(at[1].rm_eo - at[1].rm_so) }));
	regfree(&re);
}

/* json PATH = VALUE: a path is names and places with dots between. */
void
story_json(struct walk *w, struct str rest)
{
	struct str path = word_next(&rest), equals = word_next(&rest), part, error, is;
	const struct json *j = json_read(w->mem, w->page, &error);
	int64_t i;

	if (j == NULL || !str_eq(equals, S("="))) {
		walk_fail(w, "the answer is no JSON: %.*s", STR_ARG(error));
		return;
	}
	for (struct str p = path; j != NULL && str_cut(&p, '.', &part);) {
		if (str_eq(part, S("length")) && json_kind(j) == JSON_LIST) {
			is = str_printf(w->mem, "%zu", json_len(j));
			if (!str_eq(is, rest))
				walk_fail(w, "%.*s is %.*s", STR_ARG(path), STR_ARG(is));
			return;
		}
		if (str_int(part, &i) && json_kind(j) == JSON_LIST)
			j = i >= 0 && (size_t)i < json_len(j) ? json_at(j, (size_t)i) : NULL;
		else
			j = json_get(j, part);
	}
	if (j == NULL)
		is = S("absent");
	else if (json_kind(j) == JSON_STR)
		is = json_str(j);
	else if (json_kind(j) == JSON_BOOL)
		is = json_bool(j, false) ? S("true") : S("false");
	else if (json_kind(j) == JSON_NULL)
		is = S("null");
	else
		is = str_printf(w->mem, "%lld", (long long)json_int(j, -1));
	if (!str_eq(is, rest))
		walk_fail(w, "%.*s is \"%.*s\", not \"%.*s\"", STR_ARG(path), STR_ARG(is), STR_ARG(rest));
}
