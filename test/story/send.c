/*
 * send: from the fields of a story to a reply, as a browser and a server do.
 *
 * A POST sends what the page before it would send, with the fields of the
 * story put over it. The request then goes all the way of web/serve_one.h.
 */
#include "walk.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/code.h"
#include "base/hash.h"
#include "base/totp.h"
#include "ledger/part.h"
#include "web/form.h"
#include "web/sign_in.h"

#define SESSION_MS ((int64_t)400 * 86400000) /* stories let years go by */

/* ---- one request ---------------------------------------------------------------- */

static struct jar *
jar(struct walk *w)
{
	return &w->jars[w->at_jar];
}

/* The word by which our server knows that its own page made a form. */
static struct str
csrf_of(struct walk *w)
{
	struct pairs_in cookies = { jar(w)->cookies.v, jar(w)->cookies.n };
	struct str session = pairs_get(cookies, str_c(session_cookie_name(&w->visit)));

	return hash_hex(w->mem, hash_keyed(session, S("csrf")));
}

static void
keep_cookies(struct walk *w)
{
	for (size_t i = 0; i < w->reply.n_headers; i++) {
		struct str rest = w->reply.headers[i].value, cookie, name;

		if (!str_eq(str_lower(w->mem, w->reply.headers[i].name), S("set-cookie")))
			continue;
		(void)str_cut(&rest, ';', &cookie);
		name = str_copy(w->mem, str_head(cookie, str_find(cookie, '=')));
		cookie = str_copy(w->mem, str_from(cookie, name.n + 1));
		if (cookie.n == 0 || str_has(rest, S("Max-Age=0")))
			fields_drop(&jar(w)->cookies, name);
		else
			fields_set(&jar(w)->cookies, name, cookie);
	}
}

static struct pairs_in
pairs_of(struct walk *w, const struct fields *f)
{
	struct pair_in *v = ARENA_ARRAY(&w->turn, f->n + 1, struct pair_in);

	for (size_t i = 0; i < f->n; i++)
		v[i] = (struct pair_in){ str_copy(&w->turn, f->v[i].name),
			str_copy(&w->turn, f->v[i].value) };
	return (struct pairs_in){ v, f->n };
}

static void
add_unless_there(struct fields *f, struct str name, struct str value)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->v[i].name, name))
			return;
	fields_set(f, name, value);
}

/* A POST sends the form of the page that was seen last, with the story's own
 * fields over it. Where that page has no such form, at least the two hidden
 * fields that every form of ours has. */
static void
fill_form(struct walk *w)
{
	static int views;
	struct fields *form = ARENA_NEW(w->mem, struct fields);

	if (w->bare)
		return;
	(void)form_of_page(w->mem, w->page, w->path, form);
	for (size_t i = 0; i < w->fields.n; i++)
		fields_drop(form, w->fields.v[i].name);
	for (size_t i = 0; i < w->fields.n; i++) {
		REQUIRE(form->n < sizeof form->v / sizeof form->v[0]);
		form->v[form->n++] = w->fields.v[i];
	}
	if (w->at_jar > 0) {
		add_unless_there(form, S(FIELD_CSRF), csrf_of(w));
		add_unless_there(form, S(FIELD_ONCE), str_printf(w->mem, "view%d", ++views));
	}
	w->fields = *form;
}

static void
make_request(struct walk *w)
{
	struct str path = str_copy(&w->turn, w->path), query = S("");
	struct request *r = &w->request;
	size_t at = str_find(path, '?');

	memset(r, 0, sizeof *r);
	r->method = w->method;
	if (at < path.n) {
		query = str_from(path, at + 1);
		path = str_head(path, at);
	}
	if (!path_read(&w->turn, path, &r->path) ||
	    !pairs_read(&w->turn, query, 64, &r->query))
		walk_fail(w, "%.*s is no address", STR_ARG(w->path));
	r->headers = pairs_of(w, &w->headers);
	r->cookies = pairs_of(w, &jar(w)->cookies);
	r->fields = pairs_of(w, &w->fields);
	r->files = w->files;
	r->n_files = w->n_files;
	if (w->method == PATCH && w->body.n > 0)
		r->raw_path = put_aside(w, w->body);
	else
		r->body = w->body;
	r->body_bytes = (int64_t)w->body.n;
	r->address = S("127.0.0.1");
	r->number = 1;
}

static int64_t
count_records(struct walk *w)
{
	int64_t n = 0;

	(void)str_int(stage_ask(&w->stage, w->mem, S("SELECT count(*) FROM record")), &n);
	return n;
}

static struct str
header_of(struct walk *w, const char *name)
{
	for (size_t i = 0; i < w->reply.n_headers; i++)
		if (str_eq(str_lower(w->mem, w->reply.headers[i].name), str_c(name)))
			return str_copy(w->mem, w->reply.headers[i].value);
	return S("");
}

/* What the request cost and what it brought. */
/* What every page of a story must keep. */
static void
look_at_page(struct walk *w)
{
	struct str action, twice = page_id_twice(w->mem, w->page);

	if (!page_enter_is_harmless(w->mem, w->page, &action))
		walk_fail(w, "Enter in the form %.*s of %.*s presses a button of several",
		    STR_ARG(action), STR_ARG(w->path));
	if (twice.n > 0)
		walk_fail(w, "the id %.*s stands twice in %.*s", STR_ARG(twice), STR_ARG(w->path));
	if ((w->reply.status == 200 || w->visit.again) && !nexts_look(&w->visit, w->page))
		walk_fail(w, "%.*s does not say what happens next, who, under which clause",
		    STR_ARG(w->path));
}

static void
look_at_reply(struct walk *w)
{
	struct str body = w->reply.fixed.n > 0 ? w->reply.fixed : buf_str(&w->reply.body);

	w->sql = db_cost(w->stage.reads).statements + db_cost(w->stage.writes).statements;
	w->arena = w->turn.used_bytes;
	if (w->sql > w->sql_most)
		w->sql_most = w->sql;
	if (w->arena > w->arena_most)
		w->arena_most = w->arena;
	keep_cookies(w);
	w->location = header_of(w, "location");
	w->records = count_records(w);
	if (w->reply.status < 300 || w->reply.status >= 400) {
		w->page = str_copy(w->mem, body);
		w->page_path = w->path;
		if (str_starts(w->reply.type, S("text/html")))
			look_at_page(w);
	}
}

void
walk_send(struct walk *w)
{
	if (!w->pending)
		return;
	w->pending = false;
	if (w->method == POST)
		fill_form(w);
	w->records_before = count_records(w);
	arena_clear(&w->turn);
	db_use(w->stage.reads, &w->turn, &w->stage.fault);
	db_use(w->stage.writes, &w->turn, &w->stage.fault);
	make_request(w);
	visit_begin(&w->visit, &w->office, &w->turn, &w->request, &w->reply);
	w->now.ms += 1000; /* people are not that quick, but order must show */
	w->visit.ctx.now = w->now;
	w->visit.ctx.today = day_of(w->now);
	w->visit.ctx.chance = &w->chance;
	roads_begin();
	serve_inline(&w->visit, w->stage.reads, w->stage.writes);
	look_at_reply(w);
	w->fields.n = w->headers.n = 0;
	w->n_files = 0;
	w->body = S("");
}

void
request_begin(struct walk *w, enum method m, struct str path)
{
	walk_send(w);
	w->pending = true;
	w->bare = false;
	w->method = m;
	w->path = walk_text(w, path);
}

/* Opens a session past the sign-in page, which has stories of its own: so a
 * story about dossiers does not pay for a password. "admin:code", "admin:setup":
 * one that is between password and second step (enum half). */
static bool
open_session(struct walk *w, struct str login, struct str cookie)
{
	struct hash token = hash_of(cookie);
	struct str hex = hash_hex(w->mem, token), quoted;
	int half = str_ends(login, S(":code")) ? HALF_CODE :
	    str_ends(login, S(":setup")) ? HALF_SETUP : HALF_NOT;

	quoted = str_printf(w->mem, w->stage.reads == NULL ? "" :
	    db_kind(w->stage.reads) == DB_SQLITE ? "x'%.*s'" : "'\\x%.*s'", STR_ARG(hex));
	return stage_ask(&w->stage, w->mem, str_printf(w->mem,
	    "INSERT INTO session (token, account, created_at, seen_at, ends_at, agent, half)"
	    " SELECT %.*s, id, %" PRId64 ", %" PRId64 ", %" PRId64 ", 'story', %d"
	    " FROM account WHERE login = '%.*s'"
	    /* a seed that is a story left this session behind */
	    " ON CONFLICT (token) DO UPDATE SET ends_at = excluded.ends_at"
	    " RETURNING account", STR_ARG(quoted),
	    w->now.ms, w->now.ms, w->now.ms + SESSION_MS, half,
	    STR_ARG(str_head(login, str_find(login, ':'))))).n > 0;
}

/* The secret of somebody's second step, as it lies in the database. */
static bool
secret_of(struct walk *w, struct str login, struct str *out)
{
	bool sqlite = db_kind(w->stage.reads) == DB_SQLITE;
	struct str id = stage_ask(&w->stage, w->mem, str_printf(w->mem,
	    "SELECT id FROM account WHERE login = '%.*s'", STR_ARG(login)));
	struct str hex = stage_ask(&w->stage, w->mem, str_printf(w->mem, "SELECT %s FROM "
	    "second_step WHERE account = %.*s", sqlite ? "hex(secret)" :
	    "upper(encode(secret, 'hex'))", STR_ARG(id)));
	struct buf sealed = buf_new(w->mem, KIB);

	for (size_t i = 0; i + 1 < hex.n; i += 2)
		buf_char(&sealed, (char)strtol(str_z(w->mem, (struct str){ hex.p + i, 2 }), NULL, 16));
	return part_open(w->mem, w->office.second_key, str_printf(w->mem,
	    "second step of account %.*s", STR_ARG(id)), buf_str(&sealed), out);
}

/* @code:LOGIN, @code:-1:LOGIN: what the phone of somebody says at the next request, or a
 * step before it. The secret itself in place of the login, as a page shows it. */
struct str
walk_code(struct walk *w, struct str how)
{
	struct buf letters = buf_new(w->mem, KIB);
	struct str secret, part = how;
	int64_t steps = 0;

	if (str_find(how, ':') < how.n && (!str_cut(&how, ':', &part) || !str_int(part, &steps)))
		walk_fail(w, "a code is @code:LOGIN or @code:STEPS:LOGIN");
	for (size_t i = 0; i < how.n; i++)
		if (how.p[i] != ' ')
			buf_char(&letters, how.p[i]);
	if (!base32_read(w->mem, buf_str(&letters), &secret) && !secret_of(w, how, &secret)) {
		walk_fail(w, "%.*s has no second step", STR_ARG(how));
		return S("");
	}
	return str_printf(w->mem, "%06u", totp_number(secret, steps +
	    totp_step((struct moment){ w->now.ms + 1000 })) % 1000000);
}

void
walk_nobody(struct walk *w, struct str rest)
{
	struct str cookie = walk_text(w, str_trim(rest));

	walk_send(w);
	w->at_jar = 0;
	jar(w)->cookies.n = 0;
	if (cookie.n > 0)
		fields_set(&jar(w)->cookies, str_c(session_cookie_name(&w->visit)), cookie);
}

bool
walk_as(struct walk *w, struct str login)
{
	struct str cookie = hash_hex(w->mem, hash_of(login));

	walk_send(w);
	w->page = S("");
	for (w->at_jar = 1; w->at_jar < w->n_jars; w->at_jar++)
		if (str_eq(jar(w)->login, login)) {
			fields_set(&w->vars, S("csrf"), csrf_of(w));
			return true;
		}
	REQUIRE(w->n_jars < sizeof w->jars / sizeof w->jars[0]);
	w->n_jars++;
	jar(w)->login = str_copy(w->mem, login);
	if (!open_session(w, login, cookie)) {
		walk_fail(w, "nobody is called %.*s", STR_ARG(login));
		return false;
	}
	fields_set(&jar(w)->cookies, str_c(session_cookie_name(&w->visit)), cookie);
	fields_set(&w->vars, S("csrf"), csrf_of(w));
	return true;
}
