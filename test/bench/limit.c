/*
 * limit: see bench.h. What the machine can do when nothing stands between a
 * loop and SQLite: the same statement texts, the same pragmas, no HTTP, no
 * rights, no records of who.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "bench.h"
#include "q.h"

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sqlite3 *
limit_open(const char *where)
{
	sqlite3 *db;

	if (sqlite3_open(where, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000", NULL, NULL,
	    NULL) != SQLITE_OK) {
		fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
		exit(3);
	}
	return db;
}

static sqlite3_stmt *
limit_prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s,
	    NULL) != SQLITE_OK) {
		fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
		exit(3);
	}
	return s;
}

static const char *
statement_text(const char *name)
{
	for (int i = 0; i < db_statements_n; i++)
		if (strcmp(db_statements[i].name, name) == 0)
			return db_statements[i].sqlite;
	fprintf(stderr, "bench: no statement %s\n", name);
	exit(3);
}

static char *
put(char *to, const char *p, size_t n)
{
	memcpy(to, p, n);
	return to + n;
}
#define PUT(to, lit) put((to), lit, sizeof(lit) - 1)

static char *
put_escaped(char *to, const unsigned char *s)
{
	for (; s != NULL && *s != '\0'; s++) {
		if (*s == '<')
			to = PUT(to, "&lt;");
		else if (*s == '&')
			to = PUT(to, "&amp;");
		else if (*s == '"')
			to = PUT(to, "&quot;");
		else
			*to++ = (char)*s;
	}
	return to;
}

/* One row as the catalogue shows it: picture left out, stars as drawn. */
static char *
limit_row(char *to, sqlite3_stmt *s)
{
	static const char star[] = "<use href=\"#one-star\" x=\"20\"/>";

	to = PUT(to, "<li>\n<div><a href=\"/san-pham/");
	to += sprintf(to, "%lld-", (long long)sqlite3_column_int64(s, 0));
	to = put_escaped(to, sqlite3_column_text(s, 3));
	to = PUT(to, "\">");
	to = put_escaped(to, sqlite3_column_text(s, 3));
	to = PUT(to, "</a>\n<p>");
	to = put_escaped(to, sqlite3_column_text(s, 4));
	to = PUT(to, " · ");
	to = put_escaped(to, sqlite3_column_text(s, 9));
	to = PUT(to, "</p>\n<p><span class=\"stars\"><svg>");
	for (int i = 0; i < 5; i++)
		to = put(to, star, sizeof star - 1);
	to = PUT(to, "</svg></span> <strong class=\"tag good\">");
	to = put_escaped(to, sqlite3_column_text(s, 1));
	return PUT(to, "</strong></p></div>\n</li>\n");
}

double
limit_page_s(const char *where, int64_t newest, int times)
{
	static char page[512 * 1024];
	sqlite3 *db = limit_open(where);
	sqlite3_stmt *s = limit_prepare(db, statement_text("listing_newest"));
	double begun = 0;

	for (int i = -20; i < times; i++) { /* the first twenty warm up */
		char *to = page;

		if (i == 0)
			begun = cpu_s();
		sqlite3_bind_int64(s, 1, newest - i % 500 + 20);
		sqlite3_bind_int64(s, 2, 20);
		while (sqlite3_step(s) == SQLITE_ROW)
			to = limit_row(to, s);
		sqlite3_reset(s);
		if (to - page < 2000) {
			fprintf(stderr, "bench: the limit page is empty\n");
			exit(3);
		}
	}
	begun = (cpu_s() - begun) / times;
	sqlite3_finalize(s);
	sqlite3_close(db);
	return begun;
}

double
limit_saves_per_s(const char *where, int times)
{
	sqlite3 *db = limit_open(where);
	sqlite3_stmt *choice, *touch, *record;
	int64_t begun;

	sqlite3_exec(db, "INSERT INTO sheet (id, agenda, seat, pass, saved_at, version)"
	    " SELECT 999999, 1, min(id), 99, 0, 1 FROM seat WHERE true"
	    " ON CONFLICT DO NOTHING", NULL, NULL, NULL);
	choice = limit_prepare(db, "INSERT INTO choice (sheet, criterion, points)"
	    " VALUES (999999, '1.1', ?1) ON CONFLICT (sheet, criterion)"
	    " DO UPDATE SET points = excluded.points");
	touch = limit_prepare(db, "UPDATE sheet SET saved_at = ?1, version = version + 1"
	    " WHERE id = 999999");
	record = limit_prepare(db, "INSERT INTO record (at, kind, noun, noun_id, body)"
	    " VALUES (?1, 'sheet.save', 'sheet', 999999, '{\"changed\":1}')");
	begun = clock_ticks_us();
	for (int i = 0; i < times; i++) {
		sqlite3_stmt *all[] = { choice, touch, record };

		sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		for (int k = 0; k < 3; k++) {
			sqlite3_bind_int64(all[k], 1, i);
			if (sqlite3_step(all[k]) != SQLITE_DONE) {
				fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
				exit(3);
			}
			sqlite3_reset(all[k]);
		}
		sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	}
	begun = clock_ticks_us() - begun;
	sqlite3_finalize(choice);
	sqlite3_finalize(touch);
	sqlite3_finalize(record);
	sqlite3_close(db);
	return times / ((double)begun / 1e6);
}
