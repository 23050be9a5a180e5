/*
 * walk: one story, line by line.
 *
 * GET and POST begin a request; the lines below fill it; the first line that
 * asks for its outcome sends it. A POST sends what the page before it would
 * send, with the fields of the story put over it, as a browser does.
 */
#include "walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "act/log_keys.h"
#include "act/publisher.h"
#include "act/writer.h"
#include "base/hash.h"
#include "blob/blob.h"
#include "store/migrate.h"

void
walk_fail(struct walk *w, const char *fmt, ...)
{
	va_list ap;

	printf("# %s:%d: ", w->story->file, w->line);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	w->failed = true;
}

void
walk_begin(struct walk *w, const struct story *s, struct arena *mem)
{
	struct hash h;

	memset(w, 0, sizeof *w);
	w->story = s;
	w->mem = mem;
	arena_init(&w->turn, 16 * MIB);
	w->now = moment_of(day_make(2026, 9, 1), 9, 0);
	/* Counted from a place of its own: a view of a form in a story must not
	 * have the name of one that its seed has sent already. */
	h = hash_of(s->title);
	w->chance = (struct chance){ chance_fill_counted, 1 };
	memcpy(&w->chance.state, h.b, sizeof w->chance.state);
	w->n_jars = 1; /* a browser where nobody is signed in */
	w->price_sql = 16;
	w->price_arena = 512 * KIB;
	w->office = (struct office){ .law = world_law(), .code_key = world_code_key(), .secure = true,
	    .second_key = S("a key of the stories, 32 bytes i"),
		.public_url = S("https://ocop.example.vn") };
	w->visit.office = &w->office;
}

void
walk_release(struct walk *w)
{
	publisher_close(w->log);
	w->log = NULL;
	arena_release(&w->turn);
}

/* ---- words with {variables} --------------------------------------------------- */

struct str
walk_text(struct walk *w, struct str s)
{
	struct buf b;
	size_t i = 0;

	if (str_find(s, '{') == s.n)
		return s;
	b = buf_new(w->mem, 1 * MIB);
	while (i < s.n) {
		struct str name = { NULL, 0 }, value;
		size_t end = str_find(str_from(s, i), '}');

		if (s.p[i] == '{' && end < s.n - i)
			name = (struct str){ s.p + i + 1, end - 1 };
		value = name.p == NULL ? name : pairs_get((struct pairs_in){ w->vars.v, w->vars.n }, name);
		if (value.n > 0) {
			buf_put(&b, value);
			i += end + 1;
		} else {
			buf_char(&b, s.p[i++]);
		}
	}
	return buf_str(&b);
}

/* A part of a file, as a script sends it: FROM:COUNT:PATH. */
static struct str
piece_read(struct walk *w, struct str s)
{
	struct str from, count, bytes;
	int64_t a, n;

	if (!str_cut(&s, ':', &from) || !str_cut(&s, ':', &count) || !str_int(from, &a) ||
	    !str_int(count, &n)) {
		walk_fail(w, "a piece is @piece:FROM:COUNT:PATH");
		return S("");
	}
	bytes = file_read(w->mem, str_z(w->mem, s));
	return str_head(str_from(bytes, (size_t)a), (size_t)n);
}

/* Values may name what is hard to type: @repeat:300:x, @file:PATH and
 * @piece:FROM:COUNT:PATH. */
struct str
walk_value(struct walk *w, struct str s)
{
	struct str rest = s, part;
	struct buf b;
	int64_t times = 0;

	if (str_starts(s, S("@file:")))
		return file_read(w->mem, str_z(w->mem, str_from(s, 6)));
	if (str_starts(s, S("@piece:")))
		return piece_read(w, str_from(s, 7));
	if (str_starts(s, S("@printed:")))
		return walk_printed(w, str_from(s, 9));
	if (str_starts(s, S("@pages:")) || str_starts(s, S("@photo:")))
		return walk_pages(w, s);
	if (str_starts(s, S("@signed:")) || str_starts(s, S("@tampered:")) ||
	    str_starts(s, S("@behind:")))
		return walk_sign(w, s);
	if (str_starts(s, S("@code:")))
		return walk_code(w, str_from(s, 6));
	if (!str_starts(s, S("@repeat:")))
		return s;
	(void)str_cut(&rest, ':', &part);
	if (!str_cut(&rest, ':', &part) || !str_int(part, &times))
		return s;
	b = buf_new(w->mem, 64 * MIB);
	while (times-- > 0)
		buf_put(&b, rest);
	return buf_str(&b);
}

/* ---- the words of a story ---------------------------------------------------------- */

/* The clock goes on from where the seed left it: nothing happens before what happened. */
void
walk_catch_up(struct walk *w)
{
	int64_t last = 0;

	if (w->stage.writes != NULL && str_int(stage_ask(&w->stage, w->mem,
	    S("SELECT coalesce(max(at), 0) FROM record")), &last) && last > w->now.ms)
		w->now.ms = last;
}

static void
do_seed(struct walk *w, struct str rest)
{
	/* already open: the first line of a seed that is a story */
	if (w->stage.writes == NULL && !stage_open(&w->stage, rest, w->mem))
		walk_fail(w, "there is no seed %.*s in test/seed", STR_ARG(rest));
	walk_catch_up(w);
}

/* 2026-09-01 09:00, or +3d, +2h, +10m from where it is. */
static void
do_clock(struct walk *w, struct str rest)
{
	struct str day = word_next(&rest), hour;
	struct day d;
	int64_t n, h = 0, m = 0;
	char unit = day.n > 1 ? day.p[day.n - 1] : '?';

	walk_send(w);
	if (day.n > 2 && day.p[0] == '+' && str_int((struct str){ day.p + 1, day.n - 2 }, &n)) {
		w->now.ms += n * (unit == 'd' ? 86400000 : unit == 'h' ? 3600000 : 60000);
		return;
	}
	(void)str_cut(&rest, ':', &hour);
	if (!day_read_iso(day, &d) || (hour.n > 0 && (!str_int(hour, &h) || !str_int(rest, &m))))
		walk_fail(w, "a clock is 2026-09-01 09:00, or +3d, +2h, +10m");
	else
		w->now = moment_of(d, (int)h, (int)m);
}

static void do_as(struct walk *w, struct str rest) { (void)walk_as(w, rest); }
static void do_get(struct walk *w, struct str rest) { request_begin(w, GET, rest); }
static void do_head(struct walk *w, struct str rest) { request_begin(w, HEAD, rest); }
static void do_post(struct walk *w, struct str rest) { request_begin(w, POST, rest); }
static void do_patch(struct walk *w, struct str rest) { request_begin(w, PATCH, rest); }
static void do_delete(struct walk *w, struct str rest) { request_begin(w, DELETE, rest); }

/* Sends only the fields of the story: a form that is not of our making. */
static void
do_bare(struct walk *w, struct str rest)
{
	(void)rest;
	w->bare = true;
}

/* name = value; several lines of one name send several values. */
static void
do_field(struct walk *w, struct str rest)
{
	struct str name = word_next(&rest), equals = word_next(&rest);

	if (!str_eq(equals, S("=")) || !w->pending)
		walk_fail(w, "field NAME = VALUE stands below a POST");
	else
		w->fields.v[w->fields.n++] = (struct pair_in){ walk_text(w, name),
			walk_value(w, walk_text(w, rest)) };
}

/* fields PATH: many of them from a file, one a line: a whole score sheet. */
static void
do_fields(struct walk *w, struct str rest)
{
	struct str lines = file_read(w->mem, str_z(w->mem, rest)), line;

	while (str_cut(&lines, '\n', &line))
		do_field(w, line);
}

static void
do_header(struct walk *w, struct str rest)
{
	struct str name = word_next(&rest);

	fields_set(&w->headers, str_lower(w->mem, name), walk_text(w, rest));
}

/* A file is copied first: the program may move it away. */
struct str
put_aside(struct walk *w, struct str bytes)
{
	static int n;
	struct str path = str_printf(w->mem, "%s/upload/story%d", w->stage.dir, ++n);
	FILE *f = fopen(str_z(w->mem, path), "wb");

	REQUIRE(f != NULL && (bytes.n == 0 || fwrite(bytes.p, 1, bytes.n, f) == bytes.n));
	fclose(f);
	return path;
}

/* file FIELD = PATH TYPE NAME */
static void
do_file(struct walk *w, struct str rest)
{
	struct str field = word_next(&rest), equals = word_next(&rest), path = word_next(&rest);
	struct str type = word_next(&rest), bytes;
	struct file_in *f = &w->files[w->n_files];

	if (!str_eq(equals, S("=")) || w->n_files == sizeof w->files / sizeof w->files[0]) {
		walk_fail(w, "file FIELD = PATH TYPE NAME, at most twelve");
		return;
	}
	bytes = str_starts(path, S("@")) ? walk_value(w, path) :
	    file_read(w->mem, str_z(w->mem, path));
	*f = (struct file_in){ .field = field, .name = walk_value(w, rest), .type = type,
		.path = put_aside(w, bytes), .size_bytes = (int64_t)bytes.n };
	w->n_files++;
}

static void
do_body(struct walk *w, struct str rest)
{
	w->body = walk_value(w, walk_text(w, rest));
}

static void
do_follow(struct walk *w, struct str rest)
{
	(void)rest;
	walk_send(w);
	if (w->location.n == 0)
		walk_fail(w, "nothing to follow: the answer was %d", w->reply.status);
	else
		request_begin(w, GET, w->location);
	walk_send(w);
}

static void
do_price(struct walk *w, struct str rest)
{
	struct str sql = word_next(&rest), kib = word_next(&rest);
	int64_t a, b;

	if (!str_int(sql, &a) || !str_ends(kib, S("K")) ||
	    !str_int(str_head(kib, kib.n - 1), &b))
		walk_fail(w, "price SQL ARENAK, as in `price 8 200K`");
	else
		w->price_sql = (int)a, w->price_arena = (size_t)b * KIB;
}

static void
do_expect(struct walk *w, struct str rest)
{
	walk_send(w);
	w->expectations++;
	story_expect(w, walk_text(w, rest));
	roads_expected(w);
}

static void
do_let(struct walk *w, struct str rest)
{
	walk_send(w);
	story_let(w, walk_text(w, rest));
}

static void
do_json(struct walk *w, struct str rest)
{
	walk_send(w);
	w->expectations++;
	story_json(w, walk_text(w, rest));
	roads_expected(w);
}

/* Shows what came, for whoever writes a story. */
static void
do_show(struct walk *w, struct str rest)
{
	(void)rest;
	walk_send(w);
	printf("# %d %.*s\n%.*s\n", w->reply.status, STR_ARG(w->location), STR_ARG(w->page));
}

/* keep NAME: the answer's bytes as a file of the folder OCOP_KEEP, for suites that
 * open what a story got (test/suite/papers.sh); without that folder, nothing. Asked
 * a second time, it must be the same bytes: the same facts, the same paper. */
static void
do_keep(struct walk *w, struct str rest)
{
	const char *dir = getenv("OCOP_KEEP");
	struct str name = walk_text(w, rest), to, first;
	FILE *f;

	walk_send(w);
	w->expectations++;
	first = str_copy(w->mem, w->page);
	w->pending = true;
	walk_send(w);
	if (!str_eq(first, w->page))
		walk_fail(w, "%.*s: asked again, it is another file", STR_ARG(name));
	if (w->reply.status != 200)
		walk_fail(w, "kept as %.*s: the answer is %d", STR_ARG(name), w->reply.status);
	if (dir == NULL || w->failed)
		return;
	to = str_printf(w->mem, "%s/%.*s", dir, STR_ARG(name));
	f = fopen(str_z(w->mem, to), "wb");
	if (f == NULL || fwrite(w->page.p, 1, w->page.n, f) != w->page.n || fclose(f) != 0)
		walk_fail(w, "%.*s cannot be written", STR_ARG(to));
}

static enum rc
log_begin(void *arg)
{
	return publisher_begin(arg);
}

/* From here on the public log is kept, as a running office keeps it. */
static void
do_log(struct walk *w, struct str rest)
{
	struct stage *s = &w->stage;
	struct ctx c = { .mem = w->mem, .fault = &s->fault, .now = w->now,
		.chance = &w->chance, .law = world_law(), .blobs = s->blobs };
	bool well;

	(void)rest;
	walk_send(w);
	s->fault = (struct fault){ 0 };
	well = log_keys_make(str_c(s->dir), S("mau.ocop.vn"), S("79"), &w->chance,
	    &s->fault) == RC_OK &&
	    publisher_open(str_c(s->dir), &s->fault, &w->log) == RC_OK &&
	    publisher_first(w->log, &s->fault) == RC_OK;
	publisher_set_code_key(w->log, world_code_key());
	c.log = w->office.log = w->log;
	w->office.senders = str_printf(w->mem, "%.*s/senders", STR_ARG(str_c(s->dir)));
	if (!well || writer_inline(s->writes, &(struct writer_job){ .run = log_begin,
	    .arg = &c, .ctx = &c }) != RC_OK)
		walk_fail(w, "the log does not begin: %s", s->fault.detail);
}

static const struct {
	const char *word;
	void (*run)(struct walk *w, struct str rest);
} words[] = {
	{ "seed", do_seed }, { "clock", do_clock }, { "as", do_as }, { "nobody", walk_nobody },
	{ "GET", do_get }, { "HEAD", do_head }, { "POST", do_post }, { "PATCH", do_patch },
	{ "DELETE", do_delete }, { "bare", do_bare }, { "field", do_field },
	{ "file", do_file }, { "header", do_header }, { "body", do_body },
	{ "follow", do_follow }, { "expect", do_expect }, { "let", do_let },
	{ "json", do_json }, { "price", do_price }, { "show", do_show },
	{ "crl", walk_crl }, { "night", walk_night }, { "log", do_log }, { "sender", walk_sender }, { "keep", do_keep }, { "print", walk_print },
	{ "fields", do_fields },
};

bool
story_follow(struct walk *w)
{
	const size_t n_words = sizeof words / sizeof words[0];

	for (size_t i = 0; i < w->story->n && !w->failed; i++) {
		struct str rest = w->story->lines[i].text, word = word_next(&rest);
		size_t k = 0;

		w->line = w->story->lines[i].number;
		while (k < n_words && !str_eq(word, str_c(words[k].word)))
			k++;
		if (k == n_words) {
			walk_fail(w, "no story knows the word %.*s", STR_ARG(word));
			break;
		}
		if (w->stage.writes == NULL && words[k].run != do_seed && words[k].run != do_clock &&
		    words[k].run != do_price) {
			walk_fail(w, "a story begins with its seed");
			break;
		}
		words[k].run(w, rest);
		w->office.blobs = w->stage.blobs;
	}
	if (!w->failed)
		walk_send(w);
	return !w->failed;
}

/* After the last line: nothing may be broken in the database, and nothing may
 * have cost more than was declared. */
static void
story_settle(struct walk *w)
{
	struct buf out = buf_new(w->mem, 1 * MIB);
	int broken = 0;

	db_use(w->stage.reads, w->mem, &w->stage.fault);
	if (migrate_check_invariants(w->stage.reads, &out, &broken) != RC_OK)
		walk_fail(w, "invariants could not be asked: %s", w->stage.fault.detail);
	if (broken > 0)
		walk_fail(w, "broken afterwards: %.*s", STR_ARG(buf_str(&out)));
	if (w->sql_most > w->price_sql)
		walk_fail(w, "a request took %d statements, declared are %d (price)",
		    w->sql_most, w->price_sql);
	if (w->arena_most > w->price_arena)
		walk_fail(w, "a request took %zuK of memory, declared are %zuK (price)",
		    w->arena_most / KIB, w->price_arena / KIB);
	if (w->expectations == 0)
		walk_fail(w, "a story that expects nothing is no test");
}

bool
story_walk(const struct story *s, struct arena *mem, struct walk *w)
{
	walk_begin(w, s, mem);
	if (story_follow(w))
		story_settle(w);
	if (w->stage.writes != NULL)
		stage_close(&w->stage);
	walk_release(w);
	return !w->failed;
}
