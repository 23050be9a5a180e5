/*
 * multipart: see multipart.h.
 *
 * The body is read as if a line end stood in front of it; then every boundary
 * looks the same: CR LF "--" boundary. Bytes are held back only while they
 * could still be the begin of one: at most its length. After a boundary come
 * either "--" (the end) or CR LF and the header lines of a part.
 */
#include "http/multipart.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"

#define BOUNDARY_MAX 70       /* RFC 2046 */
#define PART_HEADER_MAX 2048  /* a name of 300 letters and its type fit */
#define PARTS_MAX 512

enum at { AT_DATA, AT_BOUNDARY_END, AT_HEADER, AT_END, AT_BROKEN };

struct multipart {
	struct arena *mem;
	const struct multipart_sink *sink;
	char mark[BOUNDARY_MAX + 4]; /* CR LF - - boundary */
	size_t mark_n;
	size_t held;                 /* bytes of mark seen so far */
	enum at at;
	bool in_part;                /* false: before the first boundary */
	char tail[2];                /* what follows a boundary */
	size_t tail_n;
	char header[PART_HEADER_MAX];
	size_t header_n;
	size_t parts;
};

/* The value of `key=` in "a; key=value; b" or "a; key=\"value\"". */
static bool
param_read(struct arena *mem, struct str s, struct str key, struct str *out)
{
	size_t i = str_find(s, ';');

	while (i < s.n) {
		struct str name;
		char *p;
		size_t n = 0, eq;

		while (i < s.n && (s.p[i] == ';' || s.p[i] == ' '))
			i++;
		eq = i + str_find(str_from(s, i), '=');
		if (eq >= s.n)
			return false;
		name = str_lower(mem, str_trim((struct str){ s.p + i, eq - i }));
		p = arena_alloc(mem, s.n - eq + 1);
		i = eq + 1;
		if (i < s.n && s.p[i] == '"') {
			for (i++; i < s.n && s.p[i] != '"'; i++) {
				if (s.p[i] == '\\' && i + 1 < s.n &&
				    (s.p[i + 1] == '"' || s.p[i + 1] == '\\'))
					i++;
				p[n++] = s.p[i];
			}
			if (i++ >= s.n)
				return false;
		} else {
			while (i < s.n && s.p[i] != ';')
				p[n++] = s.p[i++];
		}
		if (str_eq(name, key)) {
			*out = (struct str){ p, n };
			return true;
		}
	}
	return false;
}

struct multipart *
multipart_new(struct arena *mem, struct str content_type,
    const struct multipart_sink *sink)
{
	struct multipart *m;
	struct str b;

	if (!param_read(mem, content_type, S("boundary"), &b))
		return NULL;
	b = str_trim(b);
	if (b.n == 0 || b.n > BOUNDARY_MAX)
		return NULL;
	for (size_t i = 0; i < b.n; i++)
		if (b.p[i] < 0x20 || b.p[i] == 0x7f)
			return NULL;
	m = ARENA_NEW(mem, struct multipart);
	m->mem = mem;
	m->sink = sink;
	memcpy(m->mark, "\r\n--", 4);
	memcpy(m->mark + 4, b.p, b.n);
	m->mark_n = b.n + 4;
	m->held = 2; /* the line end that stands in front of the body */
	m->at = AT_DATA;
	return m;
}

/* Browsers write a quote in a file name as %22 (HTML standard). Folders in
 * front of the name are an old browser's; they are nobody's business. */
static struct str
file_name_clean(struct arena *mem, struct str s)
{
	char *p = arena_alloc(mem, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '/' || s.p[i] == '\\') {
			n = 0;
			continue;
		}
		if (i + 2 < s.n && memcmp(s.p + i, "%22", 3) == 0) {
			p[n++] = '"';
			i += 2;
			continue;
		}
		p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

/* Reads the header lines of a part and announces it. */
static bool
part_begin(struct multipart *m)
{
	struct str rest = str_copy(m->mem, (struct str){ m->header, m->header_n });
	struct str line, disposition = S(""), type = S(""), name, file;
	bool has_file;

	if (++m->parts > PARTS_MAX || !text_valid(rest))
		return false;
	while (str_cut(&rest, '\n', &line)) {
		size_t colon = str_find(line, ':');
		struct str key = str_lower(m->mem, str_head(line, colon));
		struct str value = colon < line.n ?
		    str_trim(str_from(line, colon + 1)) : S("");

		if (str_eq(key, S("content-disposition")))
			disposition = value;
		else if (str_eq(key, S("content-type")))
			type = value;
	}
	if (!str_starts(disposition, S("form-data")) ||
	    !param_read(m->mem, disposition, S("name"), &name) || name.n == 0)
		return false;
	has_file = param_read(m->mem, disposition, S("filename"), &file);
	m->in_part = true;
	return m->sink->begin(m->sink->arg, name, has_file,
	    has_file ? file_name_clean(m->mem, file) : S(""), type);
}

static bool
give(struct multipart *m, const char *p, size_t n)
{
	if (n == 0 || !m->in_part) /* a preamble is skipped */
		return true;
	return m->sink->bytes(m->sink->arg, (struct str){ p, n });
}

/* Takes data up to and including a boundary; returns how many bytes. */
static size_t
take_data(struct multipart *m, struct str s)
{
	size_t i = 0, from = 0;

	while (i < s.n) {
		if (s.p[i] == m->mark[m->held]) {
			i++;
			if (++m->held < m->mark_n)
				continue;
			m->held = 0;
			m->tail_n = 0;
			m->at = AT_BOUNDARY_END;
			if (m->in_part && !m->sink->end(m->sink->arg))
				m->at = AT_BROKEN;
			m->in_part = false;
			return i;
		}
		if (m->held > 0) {
			/* Not a boundary after all: what was held back is data.
			 * The mark begins with the only CR in it, so no shorter
			 * begin of a boundary hides in what was held. */
			if (!give(m, m->mark, m->held)) {
				m->at = AT_BROKEN;
				return i;
			}
			m->held = 0;
			continue;
		}
		from = i;
		while (i < s.n && s.p[i] != '\r')
			i++;
		if (!give(m, s.p + from, i - from)) {
			m->at = AT_BROKEN;
			return i;
		}
	}
	return i;
}

/* The two bytes after a boundary: another part, or the end. */
static size_t
take_boundary_end(struct multipart *m, struct str s)
{
	size_t i = 0;

	while (i < s.n && m->tail_n < 2)
		m->tail[m->tail_n++] = s.p[i++];
	if (m->tail_n < 2)
		return i;
	if (memcmp(m->tail, "--", 2) == 0) {
		m->at = AT_END;
	} else if (memcmp(m->tail, "\r\n", 2) == 0) {
		m->header_n = 0;
		m->at = AT_HEADER;
	} else {
		m->at = AT_BROKEN;
	}
	return i;
}

/* Header lines until the empty one. */
static size_t
take_header(struct multipart *m, struct str s)
{
	size_t i = 0;

	while (i < s.n) {
		if (m->header_n == PART_HEADER_MAX) {
			m->at = AT_BROKEN;
			return i;
		}
		m->header[m->header_n++] = s.p[i++];
		if (m->header_n >= 4 &&
		    memcmp(m->header + m->header_n - 4, "\r\n\r\n", 4) == 0) {
			m->at = part_begin(m) ? AT_DATA : AT_BROKEN;
			return i;
		}
	}
	return i;
}

bool
multipart_put(struct multipart *m, struct str s)
{
	while (s.n > 0) {
		size_t n = s.n;

		switch (m->at) {
		case AT_DATA: n = take_data(m, s); break;
		case AT_BOUNDARY_END: n = take_boundary_end(m, s); break;
		case AT_HEADER: n = take_header(m, s); break;
		case AT_END: return true; /* an epilogue is skipped */
		case AT_BROKEN: return false;
		}
		s = str_from(s, n);
	}
	return m->at != AT_BROKEN;
}

bool
multipart_done(const struct multipart *m)
{
	return m->at == AT_END;
}
