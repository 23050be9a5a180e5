/* buf: see buf.h. The invariant: p is NULL or p[n] is a zero byte. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"

#define ROOM_FIRST 256

struct buf
buf_new(struct arena *mem, size_t max_bytes)
{
	return (struct buf){ .mem = mem, .max_bytes = max_bytes };
}

bool
buf_room(struct buf *b, size_t n)
{
	size_t room = b->room == 0 ? ROOM_FIRST : b->room;
	char *p;

	if (b->over || n > b->max_bytes || b->n > b->max_bytes - n) {
		b->over = true;
		return false;
	}
	if (b->n + n + 1 <= b->room)
		return true;
	while (room < b->n + n + 1)
		room *= 2;
	if (room > b->max_bytes) /* what fits into the room is allowed */
		room = b->max_bytes + 1;
	p = arena_bytes(b->mem, room);
	if (b->n > 0)
		memcpy(p, b->p, b->n);
	p[b->n] = '\0';
	b->p = p;
	b->room = room;
	return true;
}

void
buf_int(struct buf *b, int64_t v)
{
	char s[24];
	size_t at = sizeof(s);
	uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do {
		s[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (v < 0)
		s[--at] = '-';
	buf_put(b, (struct str){ s + at, sizeof(s) - at });
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	REQUIRE(n >= 0);
	if (!buf_room(b, (size_t)n))
		return;
	va_start(ap, fmt);
	(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

struct str
buf_str(const struct buf *b)
{
	return b->p == NULL ? S("") : (struct str){ b->p, b->n };
}

bool
buf_ok(const struct buf *b)
{
	return !b->over && !b->mem->over;
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->over = false;
	if (b->p != NULL)
		b->p[0] = '\0';
}
