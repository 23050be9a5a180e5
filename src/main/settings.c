/*
 * settings: see settings.h.
 */
#include "main/settings.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define CONF_MAX (64 * KIB)

enum kind { TEXT, NUMBER, SWITCH };

static const struct row {
	const char *name;
	enum kind kind;
	size_t offset;
	const char *otherwise;
	int64_t least, most;
	const char *meaning;
} rows[] = {
#define AT(member) offsetof(struct settings, member)
	{ "data", TEXT, AT(data), "./data", 0, 0,
	  "directory of database, files and ocop.conf" },
	{ "database", TEXT, AT(database), "", 0, 0,
	  "postgres://user@host/name; empty: DATA/ocop.db (SQLite)" },
	{ "room", TEXT, AT(room), "", 0, 0,
	  "folder of one session (`ocop room export`) to serve instead of an office" },
	{ "address", TEXT, AT(address), "127.0.0.1", 0, 0,
	  "where to listen; only a number; a proxy stands in front" },
	{ "port", NUMBER, AT(port), "8080", 0, 65535,
	  "where to listen; 0: the system chooses" },
	{ "public-url", TEXT, AT(public_url), "", 0, 0,
	  "how people reach us, e.g. https://ocop.example.vn; https makes cookies "
	  "Secure; printed in QR codes" },
	{ "proxy", SWITCH, AT(proxy), "no", 0, 0,
	  "believe X-Forwarded-For and -Proto: only behind a proxy of ours" },
	{ "threads", NUMBER, AT(threads), "0", 0, 64,
	  "serving threads; 0: one for each core" },
	{ "slow-threads", NUMBER, AT(slow_threads), "2", 1, 4,
	  "threads for passwords, papers and big exports" },
	{ "connections", NUMBER, AT(connections), "4096", 8, 20000,
	  "open connections at most" },
	{ "streams", NUMBER, AT(streams), "1000", 0, 10000,
	  "pages of council rooms that are told of changes at once; further ones ask "
	  "every few seconds" },
	{ "timeout", NUMBER, AT(timeout), "30", 1, 600,
	  "seconds a silent connection is kept" },
	{ "clamd", TEXT, AT(clamd), "", 0, 0,
	  "socket of a virus scanner, e.g. /run/clamav/clamd.ctl; empty: none" },
	{ "tsa", TEXT, AT(tsa), "", 0, 0,
	  "time-stamping authority (RFC 3161) asked once a day for the time of the public "
	  "record, e.g. http://tsa.example.vn; empty: none" },
	{ "smtp", TEXT, AT(smtp), "", 0, 0,
	  "mail server for reminders, e.g. smtp://127.0.0.1:25; empty: no mail" },
	{ "smtp-from", TEXT, AT(smtp_from), "", 0, 0,
	  "address that mail comes from, e.g. ocop@tinh.gov.vn" },
	{ "smtp-user", TEXT, AT(smtp_user), "", 0, 0,
	  "name at the mail server; empty: none asked. With a name only over TLS" },
	{ "smtp-password-file", TEXT, AT(smtp_password_file), "", 0, 0,
	  "file that holds the password in its first line" },
	{ "key-copies", TEXT, AT(key_copies), "", 0, 0,
	  "where copies of the keys of personal parts lie, apart from copies of the "
	  "database; empty: DATA/key-copies" },
	{ "senders", TEXT, AT(senders), "", 0, 0,
	  "file with the keys of offices whose dossiers are taken (`ocop dossier import`, or "
	  "by a desk), a line each: unit and key; empty: DATA/senders" },
	{ "log-name", TEXT, AT(log_name), "", 0, 0,
	  "first part of the public log's name, used once when it begins; empty: the "
	  "host of public-url" },
	{ "clock-hold", SWITCH, AT(clock_hold), "yes", 0, 0,
	  "go by no time before what this office has written already, when the machine's "
	  "clock was set back; no: believe the machine" },
	{ "log", TEXT, AT(log), "info", 0, 0, "error, warn, info or debug" },
#undef AT
};
#define ROWS_N (sizeof(rows) / sizeof(rows[0]))

/* Where a value came from, for `ocop settings`. */
struct reading {
	struct arena *mem;
	struct fault *fault;
	struct settings *out;
	const char *origin[ROWS_N];
};

static size_t
row_of(struct str name)
{
	size_t i = 0;

	while (i < ROWS_N && !str_eq(name, str_c(rows[i].name)))
		i++;
	return i;
}

static bool
is_yes(struct str s)
{
	return str_eq(s, S("yes")) || str_eq(s, S("1")) || str_eq(s, S("true"));
}

static bool
is_no(struct str s)
{
	return str_eq(s, S("no")) || str_eq(s, S("0")) || str_eq(s, S("false"));
}

static enum rc
put(struct reading *r, size_t i, struct str value, const char *origin)
{
	void *to = (char *)r->out + rows[i].offset;
	int64_t n;

	r->origin[i] = origin;
	switch (rows[i].kind) {
	case TEXT:
		*(struct str *)to = str_copy(r->mem, value);
		return RC_OK;
	case NUMBER:
		if (!str_int(value, &n) || n < rows[i].least ||
		    n > rows[i].most)
			return fault_set(r->fault, &WHY_BAD_REQUEST, __FILE__,
			    __LINE__, "%s: %s is %.*s; write a number from %lld "
			    "to %lld", origin, rows[i].name, STR_ARG(value),
			    (long long)rows[i].least, (long long)rows[i].most);
		*(int64_t *)to = n;
		return RC_OK;
	case SWITCH:
		if (!is_yes(value) && !is_no(value))
			return fault_set(r->fault, &WHY_BAD_REQUEST, __FILE__,
			    __LINE__, "%s: %s is %.*s; write yes or no", origin,
			    rows[i].name, STR_ARG(value));
		*(bool *)to = is_yes(value);
		return RC_OK;
	}
	return RC_OK;
}

/* ---- the four sources, from the weakest ------------------------------------------ */

static enum rc
read_conf(struct reading *r, struct str data)
{
	struct str path = str_printf(r->mem, "%.*s/ocop.conf", STR_ARG(data));
	char *bytes = arena_alloc(r->mem, CONF_MAX + 1);
	FILE *f = fopen(path.p, "re");
	struct str rest = { bytes, 0 }, line;
	int number = 0;

	if (f == NULL && errno == ENOENT)
		return RC_OK;
	if (f == NULL)
		return fault_set(r->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "%.*s: cannot be read; mend its rights", STR_ARG(path));
	rest.n = fread(bytes, 1, CONF_MAX, f);
	(void)fclose(f);
	while (str_cut(&rest, '\n', &line)) {
		size_t eq = str_find(line, '=');
		struct str name = str_trim(str_head(line, eq));
		size_t i = row_of(name);
		enum rc rc;

		number++;
		if (str_trim(line).n == 0 || str_trim(line).p[0] == '#')
			continue;
		if (eq == line.n || i == ROWS_N || i == 0)
			return fault_set(r->fault, &WHY_BAD_REQUEST, __FILE__,
			    __LINE__, "%.*s line %d: no setting %.*s; `ocop "
			    "settings` lists all", STR_ARG(path), number,
			    STR_ARG(name));
		rc = put(r, i, str_trim(str_from(line, eq + 1)), path.p);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static const char *
environment_name(struct arena *mem, const char *name)
{
	char *z = arena_alloc(mem, strlen(name) + 6);

	memcpy(z, "OCOP_", 5);
	for (size_t i = 0; name[i] != '\0'; i++)
		z[5 + i] = (char)(name[i] == '-' ? '_' :
		    toupper((unsigned char)name[i]));
	return z;
}

static enum rc
read_environment(struct reading *r)
{
	for (size_t i = 0; i < ROWS_N; i++) {
		const char *name = environment_name(r->mem, rows[i].name);
		const char *value = getenv(name);
		enum rc rc = value == NULL ? RC_OK :
		    put(r, i, str_c(value), name);

		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* An option on the command line: its row, its value, how many words it took.
 * row == ROWS_N: the word is none. */
struct option {
	size_t row;
	struct str value;
	int words;
};

static enum rc
option_at(struct reading *r, int left, char **argv, struct option *o)
{
	struct str word = str_c(argv[0]), name;
	size_t eq = str_find(word, '=');

	*o = (struct option){ .row = ROWS_N, .words = 1 };
	if (!str_starts(word, S("--")))
		return RC_OK;
	name = str_from(str_head(word, eq), 2);
	o->row = row_of(name);
	if (o->row == ROWS_N)
		return fault_set(r->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "no option --%.*s; `ocop settings` lists all", STR_ARG(name));
	if (eq < word.n) {
		o->value = str_from(word, eq + 1);
		return RC_OK;
	}
	if (rows[o->row].kind == SWITCH) {
		o->value = S("yes");
		return RC_OK;
	}
	if (left == 1)
		return fault_set(r->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
		    "--%.*s has no value", STR_ARG(name));
	o->value = str_c(argv[1]);
	o->words = 2;
	return RC_OK;
}

static enum rc
read_options(struct reading *r, int argc, char **argv)
{
	struct option o;

	for (int at = 1; at < argc; at += o.words) {
		enum rc rc = option_at(r, argc - at, argv + at, &o);

		if (rc == RC_OK && o.row < ROWS_N)
			rc = put(r, o.row, o.value, "command line");
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc
read_all(struct reading *r, int argc, char **argv)
{
	enum rc rc = RC_OK;
	struct str data;

	for (size_t i = 0; i < ROWS_N && rc == RC_OK; i++)
		rc = put(r, i, str_c(rows[i].otherwise), "as built");
	if (rc == RC_OK)
		rc = read_environment(r);
	if (rc == RC_OK)
		rc = read_options(r, argc, argv);
	if (rc != RC_OK)
		return rc;
	data = r->out->data; /* ocop.conf cannot say where it lies itself */
	rc = read_conf(r, data);
	if (rc == RC_OK)
		rc = read_environment(r);
	if (rc == RC_OK)
		rc = read_options(r, argc, argv);
	return rc;
}

enum rc
settings_read(int argc, char **argv, struct arena *mem, struct fault *fault,
    struct settings *out)
{
	struct reading r = { .mem = mem, .fault = fault, .out = out };

	return read_all(&r, argc, argv);
}

struct str
settings_word(int argc, char **argv, int n)
{
	for (int at = 1; at < argc; at++) {
		struct str word = str_c(argv[at]);
		size_t i = row_of(str_from(str_head(word,
		    str_find(word, '=')), 2));

		if (!str_starts(word, S("--"))) {
			if (n-- == 0)
				return word;
		} else if (str_find(word, '=') == word.n && i < ROWS_N &&
		    rows[i].kind != SWITCH) {
			at++;
		}
	}
	return S("");
}

/* A password in a database address is nobody's business. */
static struct str
without_password(struct arena *mem, struct str s)
{
	size_t at = str_find(s, '@');
	struct str head = str_head(s, at);
	size_t slashes = str_find(head, '/'), colon;

	if (at == s.n || slashes + 2 > head.n)
		return s;
	colon = slashes + 2 + str_find(str_from(head, slashes + 2), ':');
	if (colon >= head.n)
		return s;
	return str_printf(mem, "%.*s:…%.*s", STR_ARG(str_head(s, colon)),
	    STR_ARG(str_from(s, at)));
}

int
settings_main(int argc, char **argv)
{
	struct settings out;
	struct fault fault = { .why = NULL };
	struct arena mem;
	struct reading r = { .mem = &mem, .fault = &fault, .out = &out };

	arena_init(&mem, MIB);
	if (read_all(&r, argc, argv) != RC_OK) {
		(void)fprintf(stderr, "ocop settings: %s\n", fault.detail);
		arena_release(&mem);
		return 2;
	}
	for (size_t i = 0; i < ROWS_N; i++) {
		const void *at = (const char *)&out + rows[i].offset;
		struct str v = S("");

		if (rows[i].kind == TEXT)
			v = without_password(&mem, *(const struct str *)at);
		else if (rows[i].kind == NUMBER)
			v = str_printf(&mem, "%lld",
			    (long long)*(const int64_t *)at);
		else
			v = *(const bool *)at ? S("yes") : S("no");
		(void)printf("%-12s = %.*s\n    %s\n    from: %s\n", rows[i].name,
		    STR_ARG(v), rows[i].meaning, r.origin[i]);
	}
	arena_release(&mem);
	return 0;
}
