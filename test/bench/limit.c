/*
 * limit: see bench.h. What the machine can do when nothing stands between a
 * loop and SQLite: the same statement texts, the same pragmas, no HTTP, no
 * rights, no records of who.
 */
#include <netinet/in.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "bench.h"
#include "q.h"

double
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
	    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-4000", NULL, NULL,
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

/* One row as the catalogue shows it (web/public.html). The address holds the
 * name where ours has it without marks: as many bytes, nearly. */
static char *
limit_row(char *to, sqlite3_stmt *s)
{
	int star = sqlite3_column_int(s, 5);

	to = PUT(to, "<li>\n<div><a href=\"/san-pham/");
	to += sprintf(to, "%lld-", (long long)sqlite3_column_int64(s, 0));
	to = put_escaped(to, sqlite3_column_text(s, 3));
	to = PUT(to, "\">");
	to = put_escaped(to, sqlite3_column_text(s, 3));
	to = PUT(to, "</a>\n<p>");
	to = put_escaped(to, sqlite3_column_text(s, 4));
	to = PUT(to, " · ");
	to = put_escaped(to, sqlite3_column_text(s, 9));
	to = PUT(to, "</p>\n<p><span class=\"stars\"><svg role=\"img\" aria-label=\"");
	to += sprintf(to, "%d sao\" viewBox=\"0 0 100 20\" width=\"90\" height=\"18\">\n", star);
	for (int i = 0; i < 5; i++)
		to += sprintf(to, "<use href=\"#one-star\" x=\"%d\"%s/>", i * 20,
		    i < star ? "" : " class=\"off\"");
	to += sprintf(to, "\n</svg> <span aria-hidden=\"true\">%d sao</span></span> ", star);
	to = PUT(to, "<strong class=\"tag good\">Còn hiệu lực");
	return PUT(to, "</strong></p></div>\n</li>\n");
}

/* A connection whose other end is read by a process of its own. */
static int
drain_open(pid_t *reader)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof a;
	int door = socket(AF_INET, SOCK_STREAM, 0), fd;

	if (door < 0 || bind(door, (struct sockaddr *)&a, n) != 0 ||
	    listen(door, 1) != 0 ||
	    getsockname(door, (struct sockaddr *)&a, &n) != 0 ||
	    (*reader = fork()) < 0)
		exit(3);
	if (*reader == 0) {
		static char bytes[256 * 1024];

		fd = accept(door, NULL, NULL);
		while (recv(fd, bytes, sizeof bytes, 0) > 0)
			continue;
		_exit(0);
	}
	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(fd, (struct sockaddr *)&a, n) != 0)
		exit(3);
	close(door);
	return fd;
}

/* The page of the rows before a product; returns its end. */
static char *
limit_page(char *page, sqlite3_stmt *s, int64_t before, const struct frame *f)
{
	char *to = put(page, f->head.p, f->head.n);

	sqlite3_bind_int64(s, 1, before);
	sqlite3_bind_int64(s, 2, 21); /* the one more says that there are more */
	for (int i = 0; sqlite3_step(s) == SQLITE_ROW; i++)
		if (i < 20)
			to = limit_row(to, s);
	sqlite3_reset(s);
	return put(to, f->foot.p, f->foot.n);
}

struct limit_page
limit_page_s(const char *where, int64_t newest, int times, const struct frame *f)
{
	static char page[512 * 1024];
	sqlite3 *db = limit_open(where);
	sqlite3_stmt *s = limit_prepare(db, statement_text("listing_newest"));
	struct limit_page r = { 0 };
	double begun = 0;
	pid_t reader;
	int fd = drain_open(&reader);

	for (int sends = 0; sends < 2; sends++) {
		for (int i = -20; i < times; i++) { /* the first twenty warm up */
			char *to = limit_page(page, s, newest - i % 500 * 3, f);

			if (i == 0)
				begun = cpu_s();
			r.bytes = (size_t)(to - page);
			if (sends && send(fd, page, r.bytes, 0) != (ssize_t)r.bytes)
				exit(3);
		}
		*(sends ? &r.sent_s : &r.made_s) = (cpu_s() - begun) / times;
	}
	close(fd);
	waitpid(reader, NULL, 0);
	sqlite3_finalize(s);
	sqlite3_close(db);
	return r;
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
