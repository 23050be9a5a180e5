/*
 * sqlgen: what its three files share. sqlgen_read.c reads statements,
 * sqlgen.c checks them on a database, sqlgen_write.c writes C.
 *
 * A program that runs for a tenth of a second: memory is never given back.
 */
#ifndef TOOLS_SQLGEN_H
#define TOOLS_SQLGEN_H

#include <stdbool.h>

#define FIELDS_MAX 64
#define STATEMENTS_MAX 2000
#define IDS_MAX 100
#define ARGS_MAX 5 /* more parameters than this travel as one struct */

enum kind { K_NONE, K_INT, K_FLAG, K_TEXT, K_BYTES, K_DAY, K_MOMENT, K_ID };
enum cardinality { C_ONE, C_MAYBE, C_MANY, C_EXEC, C_EXEC_1, C__COUNT };

/* How a kind of value is called in statements, SQLite and PostgreSQL. */
struct kind_words {
	const char *word, *sqlite, *postgres;
};
extern const struct kind_words KIND[];

struct field {
	char *name, *type;
	enum kind kind;
	bool null;
};

struct statement {
	char *name, *doc;
	char *as;                    /* whose rows these are: its own name, or of
	                                a statement above (`out as`) */
	const char *file;
	int line, sql_line, postgres_line;
	enum cardinality cardinality;
	bool writes;
	struct field in[FIELDS_MAX], out[FIELDS_MAX];
	int n_in, n_out;
	char *text, *tail, *instead; /* as written, without comments */
	char *sqlite, *postgres;     /* with ?1 and $1::bigint */
	bool ended, instead_ended;
	bool wrong;                  /* said already: not looked at further */
	struct field *listing;       /* in or out: where the list goes on */
};
extern struct statement *statements[STATEMENTS_MAX];
extern int n_statements;
extern int errors;

/* Says "file:line: …" and counts. */
void refuse(const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
char *text_make(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* `*s` with `more` behind it; *s may be NULL. */
void text_add(char **s, const char *more);
char *file_read(const char *path);

/* The ids of core/ids.h, then the statements of a file. */
void ids_read(const char *path);
void statements_read(const char *path);
/* DIR/q.h and DIR/q.c. */
void header_write(const char *dir);
void source_write(const char *dir);

#endif
