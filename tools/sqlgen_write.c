/*
 * sqlgen_write: checked statements become C. See sqlgen.h; what the generated
 * functions promise is in docs/decisions/0001-generators.md.
 */
#include "sqlgen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const WANT[C__COUNT] = {
	"DB_ONE", "DB_MAYBE", "DB_MANY", "DB_EXEC", "DB_EXEC_1"
};

static char *written;
static size_t written_n;

static FILE *
out_open(void)
{
	FILE *f = open_memstream(&written, &written_n);

	if (f == NULL)
		abort();
	fprintf(f, "/* Made by tools/sqlgen.c from src/store/. Do not edit: the next"
	    " build writes it anew. */\n");
	return f;
}

/* Writes the file only when its bytes changed: a comma in a comment does not
 * rebuild the world. */
static void
out_close(FILE *f, const char *dir, const char *name)
{
	char *path = text_make("%s/%s", dir, name);

	fclose(f);
	if (access(path, R_OK) == 0 && strcmp(file_read(path), written) == 0)
		return;
	f = fopen(path, "w");
	if (f == NULL || fwrite(written, 1, written_n, f) != written_n ||
	    fclose(f) != 0) {
		perror(path);
		exit(3);
	}
}

/* "struct day ", ready for a name behind it. */
static const char *
c_type(const struct field *d)
{
	switch (d->kind) {
	case K_INT:
	case K_FLAG:
		return d->null ? "struct opt_int " :
		    d->kind == K_FLAG ? "bool " : "int64_t ";
	case K_TEXT:
	case K_BYTES:
		return "struct str ";
	case K_DAY:
		return "struct day ";
	case K_MOMENT:
		return "struct moment ";
	case K_NONE:
	case K_ID:
		break;
	}
	return text_make("struct %s ", d->type);
}

/* The expression that reads column i of the run. */
static char *
column_read(const struct field *d, int i)
{
	const char *none = d->null ? "_or_none" : "";

	switch (d->kind) {
	case K_INT:
	case K_FLAG:
		if (d->null)
			return text_make("db_opt_int(&run_, %d)", i);
		return text_make("db_int(&run_, %d)%s", i,
		    d->kind == K_FLAG ? " != 0" : "");
	case K_TEXT:
		return text_make("db_text%s(&run_, %d)", none, i);
	case K_BYTES:
		return text_make("db_blob%s(&run_, %d)", none, i);
	case K_DAY:
		return text_make("{ (int32_t)db_int%s(&run_, %d) }", none, i);
	case K_MOMENT:
	case K_NONE:
	case K_ID:
		break;
	}
	return text_make("{ db_int%s(&run_, %d) }", none, i);
}

/* The call that gives parameter i to the run. */
static char *
parameter_put(const struct field *d, int i, const char *from)
{
	const char *none = d->null ? "_or_none" : "";
	const char *member = d->kind == K_DAY ? ".n" :
	    d->kind == K_MOMENT ? ".ms" : d->kind == K_ID ? ".v" : "";
	const char *call = d->kind == K_TEXT ? "text" :
	    d->kind == K_BYTES ? "blob" : "int";

	if ((d->kind == K_INT || d->kind == K_FLAG) && d->null)
		return text_make("db_put_opt_int(&run_, %d, %s%s)", i, from, d->name);
	return text_make("db_put_%s%s(&run_, %d, %s%s%s)", call, none, i, from,
	    d->name, member);
}

static void
struct_write(FILE *f, const struct field *v, int n)
{
	for (int i = 0; i < n; i++)
		fprintf(f, "\t%s%s;\n", c_type(&v[i]), v[i].name);
	fprintf(f, "};\n");
}

/* enum rc q_name(struct db *db, …) without what follows. */
static void
signature_write(FILE *f, const struct statement *st)
{
	fprintf(f, "q_%s(struct db *db", st->name);
	if (st->n_in > ARGS_MAX)
		fprintf(f, ", const struct q_%s_in *in", st->name);
	else
		for (int i = 0; i < st->n_in; i++)
			fprintf(f, ", %s%s", c_type(&st->in[i]), st->in[i].name);
	if (st->cardinality == C_MANY)
		fprintf(f, ", struct q_%s_rows *out", st->as);
	else if (st->n_out > 0)
		fprintf(f, ", struct q_%s *out", st->as);
	if (st->cardinality == C_MAYBE)
		fprintf(f, ", bool *found");
	fprintf(f, ")");
}

static void
declaration_write(FILE *f, const struct statement *st)
{
	fprintf(f, "\n/* %s:%d\n%s */\n", st->file, st->line, st->doc);
	if (st->n_in > ARGS_MAX) {
		fprintf(f, "struct q_%s_in {\n", st->name);
		struct_write(f, st->in, st->n_in);
	}
	if (st->n_out > 0 && st->as == st->name) {
		fprintf(f, "struct q_%s {\n", st->name);
		struct_write(f, st->out, st->n_out);
	}
	if (st->cardinality == C_MANY && st->as == st->name)
		fprintf(f, "struct q_%s_rows {\n\tconst struct q_%s *v;\n"
		    "\tsize_t n;\n};\n", st->name, st->name);
	fprintf(f, "MUST_CHECK enum rc ");
	signature_write(f, st);
	fprintf(f, ";\n");
}

void
header_write(const char *dir)
{
	FILE *f = out_open();

	fprintf(f, "#ifndef GEN_Q_H\n#define GEN_Q_H\n\n"
	    "#include \"store/db.h\"\n");
	for (int i = 0; i < n_statements; i++)
		declaration_write(f, statements[i]);
	fprintf(f, "\n#endif\n");
	out_close(f, dir, "q.h");
}

/* Text as a C literal, one line of it on each line. */
static void
literal_write(FILE *f, const char *s)
{
	fprintf(f, "\n\t    \"");
	for (; *s != '\0'; s++) {
		if (*s == '\n')
			fprintf(f, s[1] == '\0' ? "\\n" : "\\n\"\n\t    \"");
		else if (*s == '"' || *s == '\\')
			fprintf(f, "\\%c", *s);
		else if (*s == '?')
			fprintf(f, "\\?"); /* ??) would be a trigraph */
		else if (*s == '\t')
			fprintf(f, "\\t");
		else
			fputc(*s, f);
	}
	fprintf(f, "\"");
}

static void
table_write(FILE *f)
{
	fprintf(f, "\nconst struct db_statement db_statements[] = {\n");
	for (int i = 0; i < n_statements; i++) {
		const struct statement *st = statements[i];
		fprintf(f, "\t{ \"%s\",", st->name);
		literal_write(f, st->sqlite);
		fprintf(f, ",");
		literal_write(f, st->postgres);
		fprintf(f, ",\n\t    %s, %d, %d, \"%s\", %d },\n",
		    st->writes ? "true" : "false", st->n_in, st->n_out, st->file,
		    st->line);
	}
	if (n_statements == 0)
		fprintf(f, "\t{ NULL, NULL, NULL, false, 0, 0, NULL, 0 },\n");
	fprintf(f, "};\nconst int db_statements_n = %d;\n", n_statements);
}

static void
function_write(FILE *f, const struct statement *st, int number)
{
	bool many = st->cardinality == C_MANY;

	fprintf(f, "\nenum rc\n");
	signature_write(f, st);
	fprintf(f, "\n{\n\tstruct db_run run_ = db_run(db, %d);\n", number);
	if (many)
		fprintf(f, "\tstruct q_%s *rows_ = NULL;\n\tsize_t n_ = 0;\n", st->as);
	fprintf(f, "\n");
	for (int i = 0; i < st->n_in; i++)
		fprintf(f, "\t%s;\n", parameter_put(&st->in[i], i + 1,
		    st->n_in > ARGS_MAX ? "in->" : ""));
	if (many)
		fprintf(f, "\twhile (db_step(&run_)) {\n"
		    "\t\trows_ = db_room(&run_, rows_, n_, sizeof(*rows_));\n"
		    "\t\trows_[n_++] = (struct q_%s){\n", st->as);
	else if (st->n_out > 0)
		fprintf(f, "\t*out = (struct q_%s){ 0 };\n\tif (db_step(&run_))\n"
		    "\t\t*out = (struct q_%s){\n", st->as, st->as);
	else
		fprintf(f, "\t(void)db_step(&run_);\n");
	for (int i = 0; i < st->n_out; i++)
		fprintf(f, "\t\t\t.%s = %s,\n", st->out[i].name,
		    column_read(&st->out[i], i));
	if (many)
		fprintf(f, "\t\t};\n\t}\n\t*out = (struct q_%s_rows){ rows_, n_ };\n",
		    st->as);
	else if (st->n_out > 0)
		fprintf(f, "\t\t};\n");
	if (st->cardinality == C_MAYBE)
		fprintf(f, "\t*found = run_.rows > 0;\n");
	fprintf(f, "\treturn db_end(&run_, %s);\n}\n", WANT[st->cardinality]);
}

void
source_write(const char *dir)
{
	FILE *f = out_open();

	fprintf(f, "#include \"q.h\"\n");
	table_write(f);
	for (int i = 0; i < n_statements; i++)
		function_write(f, statements[i], i);
	out_close(f, dir, "q.c");
}
