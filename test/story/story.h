/*
 * story: the tests that read like what people do. docs/STORIES.md describes
 * the words of a .case file; this is how they are run.
 *
 * A story walks in this process through web/serve_one.h: no socket, no sleep,
 * a fixed clock, counted chance, and a database of its own, copied from a
 * seed. The same stories run on SQLite and on PostgreSQL.
 */
#ifndef TEST_STORY_H
#define TEST_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/http.h"
#include "store/db.h"
#include "web/serve_one.h"

/* ---- read.c: what is written -------------------------------------------- */

struct line {
	struct str text;
	int number;
};

struct story {
	const char *file;
	struct str title;
	const struct line *lines;
	size_t n;
};

struct stories {
	struct story *v;
	size_t n;
};

/* All stories of a file; stops the program when it cannot be read. */
struct stories stories_read(struct arena *mem, const char *path);
/* The first word of *rest, and what follows it; quotes hold a word together
 * (then without them). Empty at the end. */
struct str word_next(struct str *rest);
struct str file_read(struct arena *mem, const char *path);

/* ---- world.c: databases --------------------------------------------------- */

/* One database with its directory, made from a seed. */
struct stage {
	char dir[200], where[240], name[80];
	struct db *reads, *writes;
	struct blobs *blobs;
	struct fault fault;
	void *raw; /* a connection for questions that stories ask */
};

/* Prepares a place for databases: below `dir` (removed by world_close), or on the PostgreSQL server at
 * `url` (postgres://…/), or SQLite when url is NULL. */
void world_open(const char *dir, const char *url);
void world_close(void);
const char *world_name(void);
/* A fresh stage from the seed of that name; false: there is none such. */
bool stage_open(struct stage *s, struct str seed, struct arena *mem);
void stage_close(struct stage *s);
/* Makes a directory that holds the office of a seed (SQLite). */
bool stage_keep(const char *dir, struct str seed, struct arena *mem);
/* Runs one question; the first column of the first row, "" if none. */
struct str stage_ask(struct stage *s, struct arena *mem, struct str sql);
const struct law *world_law(void);
const struct es256_key *world_code_key(void); /* one for all stories */
/* sample.c: fills a connected, empty stage with the sample office. */
bool seed_sample(struct stage *s);

/* ---- page.c: what a browser would send ------------------------------------ */

struct fields {
	struct pair_in v[400];
	size_t n;
};

void fields_set(struct fields *f, struct str name, struct str value);
void fields_drop(struct fields *f, struct str name);
/* Takes over everything that the form of that action would send untouched.
 * False when the page has no such form. */
bool form_of_page(struct arena *mem, struct str html, struct str action,
    struct fields *out);
/* Enter in a field presses the first submit button of its form: whether that is a
 * harmless one in every form of the page; if not, *action names the form. */
bool page_enter_is_harmless(struct arena *mem, struct str html, struct str *action);
/* Where a part of a page begins; the end of it: nowhere. */
size_t page_find(struct str s, const char *part);
/* An id that stands twice in the page, so that a link to it leads elsewhere; else no text. */
struct str page_id_twice(struct arena *mem, struct str html);
/* The text with &amp; and the like resolved. */
struct str unescape(struct arena *mem, struct str s);

#endif
