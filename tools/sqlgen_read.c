/*
 * sqlgen_read: statements as people write them, line by line. See sqlgen.h
 * and docs/decisions/0001-generators.md.
 */
#include "sqlgen.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const CARDINALITY[C__COUNT] = {
	"one", "maybe", "many", "exec", "exec 1"
};

static char *ids[IDS_MAX];
static int n_ids;

/* A name at *s: lower case, digits, _; moves *s behind it. NULL: none. */
static char *
name_take(const char **s)
{
	const char *p = *s;

	if (!islower((unsigned char)*p))
		return NULL;
	while (islower((unsigned char)*p) || isdigit((unsigned char)*p) || *p == '_')
		p++;
	char *name = strndup(*s, (size_t)(p - *s));
	*s = p;
	return name;
}

static const char *
blanks_skip(const char *s)
{
	return s + strspn(s, " \t");
}

/* struct dossier_id { int64_t v; }; -> "dossier_id" */
void
ids_read(const char *path)
{
	for (const char *p = file_read(path); (p = strstr(p, "struct ")) != NULL;) {
		p += strlen("struct ");
		char *name = name_take(&p);
		if (name != NULL && n_ids < IDS_MAX &&
		    strncmp(p, " { int64_t v; }", 15) == 0)
			ids[n_ids++] = name;
	}
}

static enum kind
kind_of(const char *type)
{
	for (enum kind k = K_INT; k < K_ID; k++)
		if (strcmp(type, KIND[k].word) == 0)
			return k;
	for (int i = 0; i < n_ids; i++)
		if (strcmp(type, ids[i]) == 0)
			return K_ID;
	return K_NONE;
}

/* Names that every generated function has. */
static bool
name_is_ours(const char *name)
{
	return strcmp(name, "db") == 0 || strcmp(name, "in") == 0 ||
	    strcmp(name, "out") == 0 || strcmp(name, "found") == 0;
}

/* "id dossier_id, note text?" put behind the fields that are there. */
static void
fields_parse(struct statement *st, const char *s, int line)
{
	struct field *list = st->listing;
	int *n = list == st->in ? &st->n_in : &st->n_out;

	for (s = blanks_skip(s); *s != '\0'; s = blanks_skip(s)) {
		struct field f = { .name = name_take(&s) };
		s = blanks_skip(s);
		f.type = name_take(&s);
		if (f.name == NULL || f.type == NULL) {
			refuse(st->file, line, "`in` and `out` list `name type, "
			    "name type`; found \"%s\"", s);
			return;
		}
		if ((f.kind = kind_of(f.type)) == K_NONE) {
			refuse(st->file, line, "unknown type `%s` of `%s`: int, text, "
			    "bytes, flag, day, moment or an id of core/ids.h",
			    f.type, f.name);
			f.kind = K_INT;
		}
		f.null = *s == '?';
		s = blanks_skip(s + f.null);
		for (int i = 0; i < *n; i++)
			if (strcmp(list[i].name, f.name) == 0)
				refuse(st->file, line, "`%s` is declared twice", f.name);
		if (list == st->in && name_is_ours(f.name))
			refuse(st->file, line, "a parameter cannot be called `%s`: "
			    "the C function has one already", f.name);
		if (*n == FIELDS_MAX) {
			refuse(st->file, line, "more than %d names", FIELDS_MAX);
			return;
		}
		list[(*n)++] = f;
		if (*s != '\0' && *s != ',') {
			refuse(st->file, line, "a comma is missing before \"%s\"", s);
			return;
		}
		s += *s == ',';
	}
}

static void
fields_read(struct statement *st, const char *s, int line)
{
	int before = errors;

	fields_parse(st, s, line);
	st->wrong = st->wrong || errors > before;
}

/* "out as listing_search": the same rows as a statement above, so that one
 * caller can take either. What they really are is compared as ever. */
static void
fields_as(struct statement *st, const char *s, int line)
{
	for (int i = 0; i + 1 < n_statements; i++) {
		const struct statement *from = statements[i];

		if (strcmp(from->name, s) != 0 || st->n_out > 0 ||
		    from->cardinality != st->cardinality)
			continue;
		memcpy(st->out, from->out, sizeof(st->out));
		st->n_out = from->n_out;
		st->as = from->as;
		return;
	}
	refuse(st->file, line, "`out as %s`: no statement above is called so and "
	    "has as many rows, or `out` was listed already", s);
	st->wrong = true;
}

/* "dossier_lock: one, writes" begins a statement; false: it is no head. */
static bool
head_read(const char *s, const char *file, int line)
{
	char *name = name_take(&s);
	struct statement *st;
	enum cardinality c;

	if (name == NULL || strncmp(s, ": ", 2) != 0)
		return false;
	s = blanks_skip(s + 1);
	for (c = C_EXEC_1; c > C_ONE; c--) /* "exec 1" before "exec" */
		if (strncmp(s, CARDINALITY[c], strlen(CARDINALITY[c])) == 0)
			break;
	if (strncmp(s, CARDINALITY[c], strlen(CARDINALITY[c])) != 0)
		c = C__COUNT;
	const char *access = c == C__COUNT ? "" : s + strlen(CARDINALITY[c]);
	bool reads = strcmp(access, ", reads") == 0;
	bool writes = strcmp(access, ", writes") == 0;
	if (!reads && !writes) {
		if (strstr(s, ", reads") != NULL || strstr(s, ", writes") != NULL)
			refuse(file, line, "`%s: %s`: expected one, maybe, many, exec "
			    "or exec 1, then `, reads` or `, writes`", name, s);
		return false;
	}
	for (int i = 0; i < n_statements; i++)
		if (strcmp(statements[i]->name, name) == 0)
			refuse(file, line, "`%s` is already at %s:%d", name,
			    statements[i]->file, statements[i]->line);
	if (n_statements == STATEMENTS_MAX)
		exit(3);
	st = calloc(1, sizeof(*st));
	*st = (struct statement){ .name = name, .as = name, .file = file, .line = line,
	    .cardinality = c, .writes = writes };
	statements[n_statements++] = st;
	return true;
}

/* A line of SQL: copied without its comment; notes a closing semicolon. */
static void
sql_read(struct statement *st, const char *s, int line)
{
	bool twin = st->ended;
	char quote = '\0';
	char *copy = strdup(s), *to = copy;
	bool *ended = twin ? &st->instead_ended : &st->ended;

	for (; *s != '\0'; s++) {
		if (quote == '\0' && s[0] == '-' && s[1] == '-')
			break;
		if (quote != '\0')
			quote = *s == quote ? '\0' : quote;
		else if (*s == '\'' || *s == '"')
			quote = *s;
		else if (*ended && !isspace((unsigned char)*s)) {
			refuse(st->file, line, "only one statement under a head");
			return;
		} else if (*s == ';') {
			*ended = true;
			continue;
		}
		*to++ = *s;
	}
	*to = '\0';
	if (quote != '\0') {
		refuse(st->file, line, "a quote is not closed on its line");
		st->wrong = true;
	}
	text_add(twin ? &st->instead : &st->text, copy);
	text_add(twin ? &st->instead : &st->text, "\n");
}

/* A comment line: a head, a list, a sentence, or a tail for PostgreSQL. */
static struct statement *
comment_read(struct statement *st, const char *s, const char *file, int line)
{
	bool open = st != NULL && st->text == NULL;

	s = blanks_skip(s + 2);
	if (st != NULL && st->ended && strncmp(s, "postgres: ", 10) == 0) {
		text_add(&st->tail, s + 10);
		text_add(&st->tail, "\n");
	} else if (st != NULL && st->ended &&
	    strcmp(s, "postgres-instead:") == 0) {
		text_add(&st->instead, "");
		st->postgres_line = line + 1;
	} else if (st != NULL && st->text != NULL && !st->ended) {
		text_add(&st->text, "\n"); /* keeps the count of lines */
	} else if (head_read(s, file, line)) {
		if (open)
			refuse(st->file, st->line, "`%s` has no SQL", st->name);
		st = statements[n_statements - 1];
	} else if (open && strncmp(s, "out as ", 7) == 0) {
		fields_as(st, blanks_skip(s + 7), line);
	} else if (open && (strncmp(s, "in ", 3) == 0 ||
	    strncmp(s, "out ", 4) == 0)) {
		st->listing = *s == 'i' ? st->in : st->out;
		fields_read(st, strchr(s, ' '), line);
	} else if (open && st->listing != NULL) {
		fields_read(st, s, line);
	} else if (open) {
		if (strstr(s, "*/") != NULL || strstr(s, "/*") != NULL)
			refuse(file, line, "a sentence must not hold /* or */");
		text_add(&st->doc, " * ");
		text_add(&st->doc, s);
		text_add(&st->doc, "\n");
	}
	return st;
}

void
statements_read(const char *path)
{
	struct statement *st = NULL;
	char *rest = file_read(path), *s;
	bool lost = false; /* among lines that no head covers; said once */

	for (int line = 1; (s = strsep(&rest, "\n")) != NULL; line++) {
		bool blank = *blanks_skip(s) == '\0';
		if (strncmp(s, "--", 2) == 0) {
			st = comment_read(st, s, path, line);
		} else if (blank && (st == NULL || st->text == NULL)) {
			continue;
		} else if (st == NULL || (st->ended && (st->instead == NULL ||
		    st->instead_ended))) {
			if (!blank && !lost)
				refuse(path, line, "SQL without a head line "
				    "`-- name: one, reads` above it");
			lost = !blank;
		} else {
			if (st->text == NULL)
				st->sql_line = line;
			sql_read(st, s, line);
		}
	}
	if (st != NULL && !st->ended && !st->wrong)
		refuse(path, st->line, "`%s` does not end with a semicolon",
		    st->name);
}
