/* csv: see csv.h. */
#include "base/csv.h"

/* A quoted field; `rest` stands behind its first quote, and is left at what
 * follows the last one. */
static struct str
quoted(struct arena *mem, struct str *rest)
{
	size_t end = 0, doubled = 0, n = 0;
	struct str raw;
	char *p;

	for (; end < rest->n; end++) {
		if (rest->p[end] != '"')
			continue;
		if (end + 1 >= rest->n || rest->p[end + 1] != '"')
			break;
		doubled++;
		end++;
	}
	raw = str_head(*rest, end);
	*rest = str_from(*rest, end + 1);
	if (doubled == 0)
		return raw;
	p = arena_alloc(mem, raw.n + 1);
	for (size_t i = 0; i < raw.n; i++) {
		p[n++] = raw.p[i];
		if (raw.p[i] == '"')
			i++;
	}
	return (struct str){ p, n };
}

/* A field without quotes: up to the comma or the end of the line. */
static struct str
plain(struct str *rest)
{
	size_t end = 0;
	struct str s;

	while (end < rest->n && rest->p[end] != ',' && rest->p[end] != '\n')
		end++;
	s = str_head(*rest, end);
	*rest = str_from(*rest, end);
	if (s.n > 0 && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}

bool
csv_next(struct arena *mem, struct str *rest, struct csv_row *out)
{
	out->n = 0;
	while (rest->n > 0 && (rest->p[0] == '\n' || rest->p[0] == '\r'))
		*rest = str_from(*rest, 1);
	if (rest->n == 0)
		return false;
	for (;;) {
		struct str field;

		if (rest->n > 0 && rest->p[0] == '"') {
			*rest = str_from(*rest, 1);
			field = quoted(mem, rest);
			/* what stands between the quote and the comma is no
			 * part of the field */
			(void)plain(rest);
		} else {
			field = plain(rest);
		}
		if (out->n < CSV_FIELDS_MAX)
			out->v[out->n++] = field;
		if (rest->n == 0 || rest->p[0] == '\n')
			break;
		*rest = str_from(*rest, 1);
	}
	*rest = str_from(*rest, 1);
	return true;
}

size_t
csv_column(const struct csv_row *header, struct str name)
{
	for (size_t i = 0; i < header->n; i++)
		if (str_eq(header->v[i], name))
			return i;
	return CSV_FIELDS_MAX;
}

struct str
csv_field(const struct csv_row *row, size_t column)
{
	return column < row->n ? row->v[column] : S("");
}
