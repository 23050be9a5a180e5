/*
 * sqlgen: turns named SQL statements into typed C functions.
 *
 *   sqlgen --out DIR --ids src/core/ids.h --migrations FILE… --statements FILE…
 *
 * It applies the migrations to a SQLite database in memory, prepares every
 * statement there, and compares what SQLite says with what the comment above
 * the statement declares. What does not agree is refused as
 * "src/store/x.sql:14: …", all at once, and nothing is written. What agrees
 * becomes DIR/q.h and DIR/q.c. How a statement is written is in
 * docs/decisions/0001-generators.md.
 */
#include "sqlgen.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct kind_words KIND[] = {
	[K_INT] = { "int", "INTEGER", "bigint" },
	[K_FLAG] = { "flag", "INTEGER", "bigint" },
	[K_TEXT] = { "text", "TEXT", "text" },
	[K_BYTES] = { "bytes", "BLOB", "bytea" },
	[K_DAY] = { "day", "INTEGER", "bigint" },
	[K_MOMENT] = { "moment", "INTEGER", "bigint" },
	[K_ID] = { NULL, "INTEGER", "bigint" },
};

struct statement *statements[STATEMENTS_MAX];
int n_statements;
int errors;

void
refuse(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	errors++;
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

char *
text_make(const char *fmt, ...)
{
	va_list ap;
	char *s = NULL;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		abort();
	va_end(ap);
	return s;
}

void
text_add(char **s, const char *more)
{
	*s = text_make("%s%s", *s == NULL ? "" : *s, more);
}

char *
file_read(const char *path)
{
	FILE *f = fopen(path, "r");
	char *s = NULL;
	size_t room = 0;

	if (f == NULL || (getdelim(&s, &room, '\0', f) < 0 && ferror(f))) {
		perror(path);
		exit(3);
	}
	fclose(f);
	return s == NULL ? strdup("") : s;
}

static bool
is_word(int c)
{
	return isalnum(c) || c == '_';
}

/* ---- the schema ----------------------------------------------------------- */

static const struct {
	const char *word, *sqlite, *postgres;
} WORDS[] = {
#define W(word, sqlite, postgres) { word, sqlite, postgres },
#include "../src/store/words.def"
#undef W
};

/* A migration as SQLite reads it: words spelled, the other part left out. */
static char *
migration_spell(const char *text)
{
	char *out = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&out, &n);
	bool on = true;

	for (const char *p = text, *end; *p != '\0'; p = end) {
		end = p + strcspn(p, "\n");
		end += *end == '\n';
		if (strncmp(p, "-- postgres:", 12) == 0)
			on = false;
		else if (strncmp(p, "-- both:", 8) == 0 ||
		    strncmp(p, "-- sqlite:", 10) == 0)
			on = true;
		for (const char *q = p; on && q < end;) {
			size_t i, len = 1;
			for (i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
				if (strncmp(q, WORDS[i].word, strlen(WORDS[i].word)) == 0)
					break;
			if (i < sizeof(WORDS) / sizeof(WORDS[0])) {
				len = strlen(WORDS[i].word);
				fputs(WORDS[i].sqlite, f);
			} else {
				fputc(*q, f);
			}
			q += len;
		}
		if (!on)
			fputc('\n', f);
	}
	fclose(f);
	return out;
}

/* The line in `text` of the place where SQLite stopped. */
static int
line_of_error(sqlite3 *db, const char *text)
{
	int line = 0, at = sqlite3_error_offset(db);

	for (int i = 0; i < at && text[i] != '\0'; i++)
		line += text[i] == '\n';
	return line;
}

static void
migration_apply(sqlite3 *db, const char *path)
{
	const char *rest = migration_spell(file_read(path)), *all = rest;

	while (*rest != '\0') {
		sqlite3_stmt *st = NULL;
		const char *at = rest;
		int before = 1;
		for (const char *p = all; p < at; p++)
			before += *p == '\n';
		if (sqlite3_prepare_v2(db, at, -1, &st, &rest) != SQLITE_OK) {
			refuse(path, before + line_of_error(db, at), "%s",
			    sqlite3_errmsg(db));
			return;
		}
		if (st != NULL && sqlite3_step(st) == SQLITE_ERROR)
			refuse(path, before, "%s", sqlite3_errmsg(db));
		sqlite3_finalize(st);
	}
}

/* ---- checking ------------------------------------------------------------- */

/* `text` with :name as ?1 or $1::bigint. Unknown and unused names are refused. */
static char *
parameters_number(const struct statement *st, const char *text, bool postgres)
{
	bool used[FIELDS_MAX] = { false };
	char *out = NULL, quote = '\0';
	size_t n = 0;
	int line = postgres && st->instead ? st->postgres_line : st->sql_line;
	FILE *f = open_memstream(&out, &n);

	for (const char *p = text; *p != '\0'; p++) {
		line += *p == '\n';
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '\'' || *p == '"')
			quote = *p;
		bool cast = p[0] == ':' && (p[1] == ':' || (p > text && p[-1] == ':'));
		if (quote != '\0' || *p != ':' || cast || !is_word(p[1])) {
			fputc(*p, f);
			continue;
		}
		int i = 0, len = 1;
		while (is_word(p[len]))
			len++;
		while (i < st->n_in && (strncmp(st->in[i].name, p + 1,
		    (size_t)len - 1) != 0 || st->in[i].name[len - 1] != '\0'))
			i++;
		if (i == st->n_in) {
			refuse(st->file, line, "parameter `%.*s` of `%s` is not "
			    "declared: add it to `-- in`", len, p, st->name);
		} else {
			used[i] = true;
			fprintf(f, postgres ? "$%d::%s" : "?%d", i + 1,
			    KIND[st->in[i].kind].postgres);
		}
		p += len - 1;
	}
	fclose(f);
	for (int i = 0; i < st->n_in; i++)
		if (!used[i])
			refuse(st->file, st->line, "`%s` declares `%s` and does not "
			    "use it%s", st->name, st->in[i].name,
			    postgres ? " for PostgreSQL" : "");
	return out;
}

/* Whether LIMIT stands outside quotes and brackets. */
static bool
has_limit(const char *text)
{
	int depth = 0;
	char quote = '\0';

	for (const char *p = text; *p != '\0'; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '\'' || *p == '"')
			quote = *p;
		else if (*p == '(' || *p == ')')
			depth += *p == '(' ? 1 : -1;
		else if (depth == 0 && strncasecmp(p, "limit", 5) == 0 &&
		    !is_word(p[5]) && p > text && !is_word(p[-1]))
			return true;
	}
	return false;
}

/* A column against its declaration: kind, NULL, and order. */
static void
column_check(sqlite3 *db, sqlite3_stmt *q, const struct statement *st, int i)
{
	const struct field *f = &st->out[i];
	const char *type = sqlite3_column_decltype(q, i);
	const char *table = sqlite3_column_table_name(q, i);
	const char *origin = sqlite3_column_origin_name(q, i);
	const char *name = sqlite3_column_name(q, i);
	int not_null = 1, key = 0;

	for (int j = 0; j < st->n_out; j++)
		if (j != i && strcmp(st->out[j].name, name) == 0 &&
		    strcmp(f->name, name) != 0 &&
		    strcmp(st->out[j].name, sqlite3_column_name(q, j)) != 0)
			refuse(st->file, st->line, "`%s`: column %d is `%s`, but `out` "
			    "calls it `%s`", st->name, i + 1, name, f->name);
	if (type == NULL || table == NULL)
		return;
	if (strcmp(type, KIND[f->kind].sqlite) != 0)
		refuse(st->file, st->line, "`%s`: column `%s` is %s, not `%s`",
		    st->name, f->name, type, f->type);
	sqlite3_table_column_metadata(db, NULL, table, origin, NULL, NULL,
	    &not_null, &key, NULL);
	if (!not_null && !key && !f->null)
		refuse(st->file, st->line, "`%s`: column `%s` may be NULL: declare "
		    "`%s %s?`, or use coalesce()", st->name, f->name, f->name,
		    f->type);
}

static void
shape_check(const struct statement *st, bool readonly, int columns)
{
	bool exec = st->cardinality >= C_EXEC;

	if (exec && readonly)
		refuse(st->file, st->line, "`%s` is exec but changes nothing",
		    st->name);
	if (!st->writes && !readonly)
		refuse(st->file, st->line, "`%s` is marked reads, but it writes",
		    st->name);
	if (columns != st->n_out)
		refuse(st->file, st->line, "`%s` gives %d columns, `out` names %d",
		    st->name, columns, st->n_out);
	if (!exec && columns == 0)
		refuse(st->file, st->line, "`%s` gives no rows: use exec",
		    st->name);
	if (exec && columns > 0 && !readonly)
		refuse(st->file, st->line, "`%s` is exec but gives rows: use one, "
		    "maybe or many", st->name);
	if (st->cardinality == C_MANY && readonly && !has_limit(st->text))
		refuse(st->file, st->line, "`%s` is many and has no LIMIT",
		    st->name);
	if (st->doc == NULL)
		refuse(st->file, st->line, "`%s` has no sentence that says what it "
		    "is for", st->name);
}

static void
statement_check(sqlite3 *db, struct statement *st)
{
	sqlite3_stmt *q = NULL;
	const char *rest = NULL;
	int before = errors;

	if (!st->ended || st->text == NULL || st->wrong)
		return; /* said before */
	st->sqlite = parameters_number(st, st->text, false);
	if (st->instead != NULL && !st->instead_ended)
		refuse(st->file, st->postgres_line, "`%s` for PostgreSQL does not "
		    "end with a semicolon", st->name);
	if (errors > before)
		return;
	st->postgres = parameters_number(st, st->instead != NULL ? st->instead :
	    text_make("%s%s", st->text, st->tail == NULL ? "" : st->tail), true);
	if (errors > before)
		return;
	if (sqlite3_prepare_v2(db, st->sqlite, -1, &q, &rest) != SQLITE_OK) {
		refuse(st->file, st->sql_line + line_of_error(db, st->sqlite),
		    "`%s`: %s", st->name, sqlite3_errmsg(db));
		return;
	}
	shape_check(st, sqlite3_stmt_readonly(q) != 0, sqlite3_column_count(q));
	for (int i = 0; errors == before && i < st->n_out; i++)
		column_check(db, q, st, i);
	sqlite3_finalize(q);
}

/* ---- the program ---------------------------------------------------------- */

/* The arguments behind `flag` up to the next flag; *n counts them. */
static char **
arguments_of(int argc, char **argv, const char *flag, int *n)
{
	*n = 0;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], flag) != 0)
			continue;
		while (i + 1 + *n < argc && strncmp(argv[i + 1 + *n], "--", 2) != 0)
			++*n;
		return argv + i + 1;
	}
	return NULL;
}

int
main(int argc, char **argv)
{
	int n_out, n_id, n_migrations, n_files;
	char **out = arguments_of(argc, argv, "--out", &n_out);
	char **id = arguments_of(argc, argv, "--ids", &n_id);
	char **migrations = arguments_of(argc, argv, "--migrations", &n_migrations);
	char **files = arguments_of(argc, argv, "--statements", &n_files);
	sqlite3 *db = NULL;

	if (n_out != 1 || n_id != 1 || n_migrations == 0) {
		fprintf(stderr, "usage: sqlgen --out DIR --ids FILE "
		    "--migrations FILE... --statements FILE...\n");
		return 2;
	}
	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		return 3;
	ids_read(id[0]);
	for (int i = 0; i < n_migrations; i++)
		migration_apply(db, migrations[i]);
	for (int i = 0; i < n_files; i++)
		statements_read(files[i]);
	for (int i = 0; i < n_statements; i++)
		statement_check(db, statements[i]);
	sqlite3_close(db);
	if (errors > 0)
		return 1;
	header_write(out[0]);
	source_write(out[0]);
	return 0;
}
