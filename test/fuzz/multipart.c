/*
 * Multipart bodies, in pieces of every length: the same parts must come out
 * however the bytes were cut. The first line of the input is the content type.
 */
#include "fuzz.h"

#include "base/buf.h"
#include "base/fault.h"
#include "base/text.h"
#include "http/multipart.h"

struct seen {
	struct buf all;
	bool open;
};

static bool
begin(void *arg, struct str name, bool file, struct str file_name, struct str type)
{
	struct seen *s = arg;

	REQUIRE(!s->open);
	REQUIRE(text_valid(name) && text_valid(file_name) && text_valid(type));
	s->open = true;
	buf_printf(&s->all, "<%.*s|%d|%.*s|%.*s>", STR_ARG(name), file, STR_ARG(file_name),
	    STR_ARG(type));
	return true;
}

static bool
bytes_of(void *arg, struct str piece)
{
	struct seen *s = arg;

	REQUIRE(s->open);
	buf_put(&s->all, piece);
	return true;
}

static bool
end(void *arg)
{
	struct seen *s = arg;

	REQUIRE(s->open);
	s->open = false;
	return true;
}

static bool
parse(struct arena *mem, struct str type, struct str body, size_t step, struct seen *seen)
{
	struct multipart_sink sink = { seen, begin, bytes_of, end };
	struct multipart *m = multipart_new(mem, type, &sink);

	*seen = (struct seen){ buf_new(mem, 2 * MIB), false };
	if (m == NULL)
		return false;
	while (body.n > 0) {
		if (!multipart_put(m, str_head(body, step)))
			return false;
		body = str_from(body, step);
	}
	return multipart_done(m);
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct str type = str_head(bytes, str_find(bytes, '\n'));
	struct str body = str_from(bytes, type.n + 1);
	struct seen whole, pieces;
	bool a = parse(mem, type, body, body.n + 1, &whole);
	bool b = parse(mem, type, body, 1 + body.n % 7, &pieces);

	REQUIRE(a == b);
	if (a)
		REQUIRE(str_eq(buf_str(&whole.all), buf_str(&pieces.all)));
}
