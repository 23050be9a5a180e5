/* law_read: see law_read.h. */
#include "core/law_read.h"

#include <stdarg.h>
#include <string.h>

static bool
is_known(const struct reading *r, struct str where, struct str what)
{
	const struct pack *p = r->pack;

	for (size_t i = 0; p != NULL && i < p->n_irregular; i++)
		if (str_eq(p->irregular[i].set, r->set) &&
		    str_eq(p->irregular[i].where, where) &&
		    str_eq(p->irregular[i].what, what))
			return true;
	return false;
}

void
problem(struct reading *r, struct str where, const char *kind, const char *fmt,
    ...)
{
	struct law_problems *all = r->problems;
	struct str text;
	va_list ap;

	if (all->n == LAW_PROBLEMS_MAX)
		return;
	va_start(ap, fmt);
	text = str_vprintf(r->mem, fmt, ap);
	va_end(ap);
	text = str_printf(r->mem, "%s: %.*s", kind, STR_ARG(text));
	all->v[all->n++] = (struct law_problem){ r->file,
		str_copy(r->mem, where), text, is_known(r, where, text) };
}

void
known_names(struct reading *r, const struct json *j, struct str where,
    const char *const *names)
{
	for (size_t i = 0; i < json_len(j); i++) {
		struct str name = json_key(j, i);
		bool found = false;

		for (size_t k = 0; names[k] != NULL && !found; k++)
			found = str_eq(name, str_c(names[k]));
		if (!found)
			problem(r, where, "name", "nobody reads \"%.*s\"",
			    STR_ARG(str_head(name, 60)));
	}
}

struct str
may_text(struct reading *r, const struct json *j, const char *name,
    struct str where)
{
	const struct json *v = json_get(j, str_c(name));

	if (v == NULL)
		return S("");
	if (json_str(v).p == NULL) {
		problem(r, where, "kind", "%s must be a text", name);
		return S("");
	}
	/* the file's tree goes when the next file is read */
	return str_copy(r->mem, json_str(v));
}

struct str
need_text(struct reading *r, const struct json *j, const char *name,
    struct str where)
{
	struct str s = may_text(r, j, name, where);

	if (json_get(j, str_c(name)) == NULL)
		problem(r, where, "missing", "%s is not there", name);
	else if (s.n == 0)
		problem(r, where, "empty", "%s is empty", name);
	return s;
}

struct pair
need_pair(struct reading *r, const struct json *j, const char *name,
    struct str where)
{
	size_t n = strlen(name);
	char vi[40], en[40];

	REQUIRE(n + sizeof("_vi") <= sizeof(vi));
	memcpy(vi, name, n);
	memcpy(en, name, n);
	memcpy(vi + n, "_vi", sizeof("_vi"));
	memcpy(en + n, "_en", sizeof("_en"));
	return (struct pair){ need_text(r, j, vi, where),
		need_text(r, j, en, where) };
}

int
need_int(struct reading *r, const struct json *j, const char *name,
    struct str where, struct range range)
{
	int64_t v;

	if (json_get(j, str_c(name)) == NULL) {
		problem(r, where, "missing", "%s is not there", name);
		return range.least;
	}
	if (!json_is_int(json_get(j, str_c(name)), &v) || v < range.least ||
	    v > range.most) {
		problem(r, where, "number", "%s must be a whole number from %d "
		    "to %d", name, range.least, range.most);
		return range.least;
	}
	return (int)v;
}

int
may_int(struct reading *r, const struct json *j, const char *name,
    struct str where, int most)
{
	if (json_get(j, str_c(name)) == NULL)
		return 0;
	return need_int(r, j, name, where, (struct range){ 0, most });
}

const struct json *
need_list(struct reading *r, const struct json *j, const char *name,
    struct str where)
{
	const struct json *v = json_get(j, str_c(name));

	if (json_kind(v) != JSON_LIST) {
		problem(r, where, "missing", "%s must be a list", name);
		return NULL;
	}
	return v;
}

struct day
read_day(struct reading *r, const struct json *j, const char *name,
    struct str where, bool must)
{
	struct str s = must ? need_text(r, j, name, where)
	                    : may_text(r, j, name, where);
	struct day d = { 0 };

	if (s.n > 0 && !day_read_iso(s, &d))
		problem(r, where, "day", "%s must be a day as 2026-05-22", name);
	return d;
}
