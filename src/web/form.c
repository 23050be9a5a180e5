/*
 * form: see form.h. One function for each kind of field, in a table.
 *
 * Everything that enters is cleaned here, once (text.h), and everything wrong
 * is told at once: one fault for each field.
 */
#include "web/form.h"

#include <string.h>

#include "base/text.h"
#include "core/check.h"
#include "http/body.h"
#include "web/forms.h"

const struct reason WHY_FIELD_MISSING = { RC_INVALID, "field_missing" };
const struct reason WHY_FIELD_TOO_LONG = { RC_INVALID, "field_too_long" };
const struct reason WHY_TOO_MANY = { RC_INVALID, "too_many" };
const struct reason WHY_NOT_TEXT = { RC_INVALID, "not_text" };
const struct reason WHY_TWICE = { RC_INVALID, "twice" };
const struct reason WHY_FILE_MISSING = { RC_INVALID, "file_missing" };
const struct reason WHY_FILE_TOO_LARGE = { RC_INVALID, "file_too_large" };
const struct reason WHY_UNKNOWN_FIELD = { RC_INVALID, "unknown_field" };

/* One reading of a form. */
struct reading {
	struct arena *mem;
	struct fault *fault;
	struct pairs_in in;
	const struct request *req;
	struct pair_in *raw; /* what was typed, cleaned */
	size_t n_raw;
	bool no_room;        /* the disk was full when a file came */
};

static void
wrong(struct reading *r, const struct field *f, const struct reason *why)
{
	fault_field(r->fault, str_c(f->name), why,
	    str_printf(r->mem, "%zu", f->max));
}

static void
keep(struct reading *r, struct str name, struct str value)
{
	r->raw[r->n_raw++] = (struct pair_in){ name, value };
}

/* The one value of a field, cleaned; "" when it is absent. */
static struct str
value_of(struct reading *r, const struct field *f)
{
	struct str name = str_c(f->name), v = S("");
	size_t seen = 0;

	for (size_t i = 0; i < r->in.n; i++)
		if (str_eq(r->in.v[i].name, name)) {
			v = r->in.v[i].value;
			seen++;
		}
	if (seen > 1)
		wrong(r, f, &WHY_TWICE);
	if (!text_valid(v)) {
		wrong(r, f, &WHY_NOT_TEXT);
		return S("");
	}
	if (f->kind == F_SECRET)
		return v;
	v = text_clean(r->mem, v, f->kind == F_TEXT);
	if (seen > 0)
		keep(r, name, v);
	return v;
}

static void
read_text(struct reading *r, const struct field *f, void *to)
{
	struct str v = value_of(r, f);

	if (v.n == 0 && (f->flags & REQUIRED))
		wrong(r, f, &WHY_FIELD_MISSING);
	if (text_length(v) > f->max)
		wrong(r, f, &WHY_FIELD_TOO_LONG);
	*(struct str *)to = v;
}

static void
read_phone(struct reading *r, const struct field *f, void *to)
{
	const struct reason *why = NULL;
	struct str *out = to;

	read_text(r, f, to);
	if (out->n > 0)
		why = check_phone(r->mem, *out, out);
	if (why != NULL)
		wrong(r, f, why);
}

static void
read_email(struct reading *r, const struct field *f, void *to)
{
	const struct reason *why = NULL;
	struct str *out = to;

	read_text(r, f, to);
	if (out->n > 0)
		why = check_email(*out);
	if (why != NULL)
		wrong(r, f, why);
}

static void
read_day(struct reading *r, const struct field *f, void *to)
{
	struct str v = value_of(r, f);

	if (v.n == 0 && (f->flags & REQUIRED))
		wrong(r, f, &WHY_FIELD_MISSING);
	if (v.n > 0 && !day_read(v, to))
		wrong(r, f, &WHY_DATE);
}

static void
read_int(struct reading *r, const struct field *f, void *to)
{
	struct str v = value_of(r, f);
	form_INT *out = to;

	if (v.n == 0 && (f->flags & REQUIRED))
		wrong(r, f, &WHY_FIELD_MISSING);
	if (v.n == 0)
		return;
	out->has = v.n <= f->max && str_int(v, &out->v);
	if (!out->has)
		wrong(r, f, &WHY_NUMBER);
}

static void
read_id(struct reading *r, const struct field *f, void *to)
{
	form_INT v = { 0, false };

	read_int(r, f, &v);
	if (v.has && v.v < 0)
		wrong(r, f, &WHY_NUMBER);
	*(int64_t *)to = v.v;
}

static void
read_flag(struct reading *r, const struct field *f, void *to)
{
	struct str v = value_of(r, f);

	*(bool *)to = v.n > 0 && !str_eq(v, S("0"));
	if (!*(bool *)to && (f->flags & REQUIRED))
		wrong(r, f, &WHY_FIELD_MISSING);
}

static void
read_many(struct reading *r, const struct field *f, void *to)
{
	struct str name = str_c(f->name);
	struct str *v = ARENA_ARRAY(r->mem, r->in.n + 1, struct str);
	size_t n = 0;

	for (size_t i = 0; i < r->in.n; i++) {
		if (!str_eq(r->in.v[i].name, name))
			continue;
		if (!text_valid(r->in.v[i].value)) {
			wrong(r, f, &WHY_NOT_TEXT);
			return;
		}
		v[n] = text_clean(r->mem, r->in.v[i].value, false);
		keep(r, name, v[n++]);
	}
	if (n > f->max)
		wrong(r, f, &WHY_TOO_MANY);
	if (n == 0 && (f->flags & REQUIRED))
		wrong(r, f, &WHY_FIELD_MISSING);
	*(struct strs *)to = (struct strs){ v, n };
}

/* Whether `name` is "field.something". */
static bool
is_pair_of(struct str name, const struct field *f)
{
	size_t n = strlen(f->name);

	return name.n > n + 1 && name.p[n] == '.' &&
	    memcmp(name.p, f->name, n) == 0;
}

static void
read_pairs(struct reading *r, const struct field *f, void *to)
{
	struct pair_in *v = ARENA_ARRAY(r->mem, r->in.n + 1, struct pair_in);
	size_t n = 0;

	for (size_t i = 0; i < r->in.n; i++) {
		struct str name = r->in.v[i].name;

		if (!is_pair_of(name, f))
			continue;
		if (!text_valid(r->in.v[i].value)) {
			wrong(r, f, &WHY_NOT_TEXT);
			return;
		}
		v[n].name = str_from(name, strlen(f->name) + 1);
		v[n].value = text_clean(r->mem, r->in.v[i].value, true);
		keep(r, name, v[n++].value);
	}
	if (n > f->max)
		wrong(r, f, &WHY_TOO_MANY);
	*(struct pairs_in *)to = (struct pairs_in){ v, n };
}

static void
read_files(struct reading *r, const struct field *f, void *to)
{
	struct str name = str_c(f->name);
	struct file_in *v = ARENA_ARRAY(r->mem, r->req->n_files + 1,
	    struct file_in);
	size_t n = 0;

	for (size_t i = 0; i < r->req->n_files; i++) {
		const struct file_in *file = &r->req->files[i];

		if (!str_eq(file->field, name))
			continue;
		if (file->too_large ||
		    file->size_bytes > (int64_t)(f->max * MIB))
			wrong(r, f, &WHY_FILE_TOO_LARGE);
		r->no_room = r->no_room || file->no_room;
		v[n] = *file;
		v[n].name = text_clean(r->mem, file->name, false);
		n++;
	}
	if (n == 0 && (f->flags & REQUIRED))
		wrong(r, f, &WHY_FILE_MISSING);
	*(struct files_in *)to = (struct files_in){ v, n };
}

typedef void reader(struct reading *r, const struct field *f, void *to);

static reader *const readers[] = {
	[F_LINE] = read_text, [F_TEXT] = read_text, [F_SECRET] = read_text,
	[F_CHOICE] = read_text, [F_PHONE] = read_phone, [F_EMAIL] = read_email,
	[F_DAY] = read_day, [F_INT] = read_int, [F_ID] = read_id,
	[F_FLAG] = read_flag, [F_MANY] = read_many, [F_PAIRS] = read_pairs,
	[F_FILES] = read_files,
};

/* Links that are passed on carry marks of the networks they went through; on
 * a query they mean nothing to us and must not break the link. */
static bool
is_mark_of_network(struct str name)
{
	return str_starts(name, S("utm_")) || str_eq(name, S("fbclid")) ||
	    str_eq(name, S("gclid")) || str_eq(name, S("zarsrc"));
}

static bool
is_declared(const struct form *form, const struct request *req,
    struct str name)
{
	bool query = req->method == GET || req->method == HEAD;

	if (query && is_mark_of_network(name))
		return true;
	if (!query && (str_eq(name, S(FIELD_CSRF)) ||
	    str_eq(name, S(FIELD_ONCE))))
		return true;
	for (size_t i = 0; i < form->n; i++) {
		const struct field *f = &form->fields()[i];

		if (f->kind == F_PAIRS ? is_pair_of(name, f) :
		    str_eq(name, str_c(f->name)))
			return true;
	}
	return false;
}

/* Undeclared input does not exist: a form with a field we do not know was not
 * made by us, or by a page older than this program. */
static enum rc
refuse_unknown(const struct form *form, const struct request *req,
    struct pairs_in in, struct fault *fault)
{
	for (size_t i = 0; i < in.n && form != &form_any_query; i++)
		if (!is_declared(form, req, in.v[i].name))
			return fault_set(fault, &WHY_UNKNOWN_FIELD, __FILE__,
			    __LINE__, "%.*s",
			    (int)(in.v[i].name.n > 40 ? 40 : in.v[i].name.n),
			    in.v[i].name.p);
	for (size_t i = 0; i < req->n_files; i++)
		if (!is_declared(form, req, req->files[i].field))
			return fault_set(fault, &WHY_UNKNOWN_FIELD, __FILE__,
			    __LINE__, "file");
	return RC_OK;
}

enum rc
form_read(const struct form *form, const struct request *req,
    struct arena *mem, struct fault *fault, struct form_values *out)
{
	bool query = req->method == GET || req->method == HEAD;
	struct reading r = { .mem = mem, .fault = fault, .req = req,
		.in = query ? req->query : req->fields };
	const struct field *fields = form->fields();
	char *to = arena_alloc(mem, form->size);

	r.raw = ARENA_ARRAY(mem, r.in.n + form->n + 1, struct pair_in);
	for (size_t i = 0; i < form->n; i++)
		readers[fields[i].kind](&r, &fields[i], to + fields[i].offset);
	*out = (struct form_values){ to, { r.raw, r.n_raw } };
	if (refuse_unknown(form, req, r.in, fault) != RC_OK)
		return fault_rc(fault);
	if (!query && req->query.n > 0) /* what is sent stands in the body */
		return fault_set(fault, &WHY_UNKNOWN_FIELD, __FILE__, __LINE__,
		    "?");
	if (r.no_room && fault->why == NULL) /* nothing is wrong with the form */
		return fault_set(fault, &WHY_DISK, __FILE__, __LINE__, "%s", "");
	return fault_rc(fault);
}

const struct field *
form_field(const struct form *f, size_t offset)
{
	size_t i = 0;

	while (i < f->n && f->fields()[i].offset != offset)
		i++;
	REQUIRE(i < f->n);
	return &f->fields()[i];
}

/* Three bytes for a letter outside ASCII, each as %XX: nine. */
#define BYTES_OF_LETTER 9
#define BYTES_OF_NAME 120 /* name, boundary and header lines of a part */

size_t
form_body_limit(const struct form *f)
{
	size_t sum = 4 * KIB;

	for (size_t i = 0; i < f->n; i++) {
		const struct field *d = &f->fields()[i];

		sum += BYTES_OF_NAME;
		if (d->kind == F_FILES)
			sum += FORM_FILES_MAX * d->max * MIB;
		else if (d->kind == F_PAIRS)
			sum += d->max < 64 ? 256 * KIB : 1 * MIB;
		else if (d->kind == F_MANY)
			sum += d->max * (BYTES_OF_NAME + 64);
		else
			sum += d->max * BYTES_OF_LETTER;
	}
	return sum;
}

int64_t
form_file_limit(const struct form *f)
{
	size_t most = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct field *d = &f->fields()[i];

		if (d->kind == F_FILES && d->max > most)
			most = d->max;
	}
	return (int64_t)(most * MIB);
}
