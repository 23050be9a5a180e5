/*
 * walk: one story on its way: who is at the browser, what is being sent, what
 * came back, what it cost.
 */
#ifndef TEST_WALK_H
#define TEST_WALK_H

#include "story.h"

/* ---- walk.c ---------------------------------------------------------------- */

struct jar { /* the cookies of one browser */
	struct str login;
	struct fields cookies;
};

struct walk {
	const struct story *story;
	struct arena *mem;      /* of the story */
	struct arena turn;      /* of one request */
	struct stage stage;
	struct office office;
	struct publisher *log;  /* NULL until the word `log` */
	struct moment now;
	struct chance chance;
	struct jar jars[32];
	size_t n_jars, at_jar;
	struct fields vars;
	/* the request being built */
	bool pending, bare;
	enum method method;
	struct str path;
	struct fields fields, headers;
	struct file_in prints[6]; /* names and paths of what was printed */
	size_t n_prints;
	struct file_in files[12];
	size_t n_files;
	struct str body;
	/* what came of the last one */
	struct visit visit;
	struct request request;
	struct reply reply;
	struct str page, page_path, location;
	int64_t records, records_before;
	int sql, sql_most;
	size_t arena, arena_most;
	int price_sql;
	size_t price_arena;
	int expectations;
	bool failed;
	int line;
};

/* Walks a story; prints what fails. True when everything was as expected. */
bool story_walk(const struct story *s, struct arena *mem, struct walk *w);
void walk_release(struct walk *w);
/* Walks the commands only, on a stage that is there (seeds). */
bool story_follow(struct walk *w);
/* The clock goes on from the last record of the stage. */
void walk_catch_up(struct walk *w);
void walk_begin(struct walk *w, const struct story *s, struct arena *mem);
/* Says what is wrong, with the place. */
__attribute__((format(printf, 2, 3))) void walk_fail(struct walk *w, const char *fmt, ...);

/* The words of a story with {variables} filled in, and @repeat, @file. */
struct str walk_text(struct walk *w, struct str s);
struct str walk_value(struct walk *w, struct str s);
/* @code:[STEPS:]LOGIN (send.c). */
struct str walk_code(struct walk *w, struct str how);
/* print NAME: remembers the answer under a name; @pages:NAME=2,1+NAME=1: those pages of
 * them, in this order, as one PDF; @photo:NAME=2:ANGLE: a page as a photograph (print.c). */
void walk_print(struct walk *w, struct str rest);
struct str walk_printed(struct walk *w, struct str how);
void walk_sender(struct walk *w, struct str unit);
struct str walk_pages(struct walk *w, struct str how);
/* @signed:WHO[:PATH], @tampered:WHO (sign.c). */
struct str walk_sign(struct walk *w, struct str how);
/* night [WATCH]: the night comes by, or one watch of it (night.c). */
void walk_night(struct walk *w, struct str rest);
/* crl PATH: a list of revoked certificates lies in the folder of the office from here on. */
void walk_crl(struct walk *w, struct str rest);
/* A file in the upload folder of the stage with these bytes; its path. */
struct str put_aside(struct walk *w, struct str bytes);

/* An address of a route with `number` for its first number, 1 for others (matrix.c). */
struct str route_path(const char *pattern, struct stage *s, struct arena *mem, const char *number);

/* ---- send.c: one request ---- */

/* Sends what was built, if anything, and begins another. */
void request_begin(struct walk *w, enum method m, struct str path);
/* Sends the request that was built, if any. */
void walk_send(struct walk *w);
/* Makes `login` the person whose browser is used; signs in the first time. */
bool walk_as(struct walk *w, struct str login);
/* A fresh browser; `rest`: the cookie of a session that it shows, if any. */
void walk_nobody(struct walk *w, struct str rest);

/* ---- expect.c --------------------------------------------------------------- */

/* Takes one `expect …`, `let …` or `json …` line, without its first word. */
void story_expect(struct walk *w, struct str rest);
void story_let(struct walk *w, struct str rest);
void story_json(struct walk *w, struct str rest);

/* ---- matrix.c ---------------------------------------------------------------- */

/* Every route as every role, against test/golden/routes.txt. */
bool matrix_check(struct arena *mem, bool write_golden);

/* ---- copies.c ---------------------------------------------------------------- */

/* No request gives a sheet points that nobody typed. */
bool copies_check(struct arena *mem);

/* ---- roads.c ------------------------------------------------------------------ */

/* A request begins; its story has expected an outcome of it. */
void roads_begin(void);
void roads_expected(const struct walk *w);
/* After all stories: prints what none of them reached. The number of failures. */
int roads_check(struct arena *mem);

/* ---- nexts.c ---- */

/* Whether an answer says what comes next, if its page is one that does (src/web/next.def). */
bool nexts_look(const struct visit *v, struct str html);
/* The table against the routes, with a control; after all stories: what none of them
 * read. The number of failures. */
int nexts_table_check(void);
int nexts_seen_check(void);

/* ---- silence.c ---- */

/* How many faults; tells them. */
int silence_check(struct arena *mem);
/* Fills the request with a field of each kind that passes the reading of a form. */
void form_of_machine(struct walk *w, const struct form *f);

/* ---- secrets.c ---- */

/* How many faults; tells them. */
int secrets_check(struct arena *mem);

#endif
