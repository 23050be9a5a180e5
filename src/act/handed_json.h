/* handed_json: one way to write and to read the values of dossier.json (act/handed.c,
 * act/handed_take.c): days as 2026-11-29, what is not there as null or not at all. */
#ifndef ACT_HANDED_JSON_H
#define ACT_HANDED_JSON_H

#include "base/clock.h"
#include "base/json.h"
#include "store/db.h"

static inline void
out_text(struct json_out *o, const char *name, struct str s)
{
	json_name(o, str_c(name));
	json_put_str(o, s.n == 0 ? (struct str){ NULL, 0 } : s);
}

static inline void
out_int(struct json_out *o, const char *name, int64_t v)
{
	json_name(o, str_c(name));
	json_put_int(o, v);
}

static inline void
out_opt(struct json_out *o, const char *name, struct opt_int v)
{
	json_name(o, str_c(name));
	if (v.has)
		json_put_int(o, v.v);
	else
		json_put_null(o);
}

static inline void
out_day(struct json_out *o, struct arena *mem, const char *name, struct day d)
{
	out_text(o, name, d.n == 0 ? S("") : day_iso(mem, d));
}

static inline void
out_list(struct json_out *o, const char *name)
{
	json_name(o, str_c(name));
	json_open(o, '[');
}

/* The rows of a statement as a list: what is written of row `i` stands last. */
#define OUT_ROWS(o, name, rows, ...) \
	do { \
		out_list(o, name); \
		for (size_t i = 0; i < (rows).n; i++) { \
			json_open(o, '{'); \
			__VA_ARGS__; \
			json_close(o, '}'); \
		} \
		json_close(o, ']'); \
	} while (0)

/* Nothing where the name is missing, or is of another kind. */
static inline struct str
in_text(const struct json *j, const char *name)
{
	return json_str(json_get(j, str_c(name)));
}

static inline int64_t
in_int(const struct json *j, const char *name)
{
	return json_int(json_get(j, str_c(name)), 0);
}

static inline struct opt_int
in_opt(const struct json *j, const char *name)
{
	struct opt_int v = { 0, false };

	v.has = json_is_int(json_get(j, str_c(name)), &v.v);
	return v;
}

static inline struct day
in_day(const struct json *j, const char *name)
{
	struct day d = { 0 };

	return day_read_iso(in_text(j, name), &d) ? d : (struct day){ 0 };
}

#endif
