/*
 * buf: bytes that grow, up to a maximum that must be given.
 *
 * Passing the maximum (or the arena's ceiling) raises `over`; what is put
 * after that is dropped. The flag is asked once, before the bytes are used:
 * buf_ok().
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"

struct buf {
	struct arena *mem;
	char *p;
	size_t n, room, max_bytes;
	bool over;
};

/* An empty buffer that may grow to max_bytes in `mem`. */
struct buf buf_new(struct arena *mem, size_t max_bytes);

/* Makes room for n more bytes and the zero behind; false, and `over`, when that
 * passes the maximum. */
bool buf_room(struct buf *b, size_t n);

/* Each puts something behind what is there. Nearly always there is room, and
 * pages are made of thousands of pieces: so that is asked in line. */
static inline void
buf_put(struct buf *b, struct str s)
{
	if (s.n == 0 ||
	    ((b->over || s.n >= b->room - b->n) && !buf_room(b, s.n)))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
	b->p[b->n] = '\0';
}

static inline void
buf_char(struct buf *b, char c)
{
	buf_put(b, (struct str){ &c, 1 });
}

/* In decimal. */
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
#define buf_lit(b, lit) buf_put((b), S(lit))

/* The bytes so far: a view that ends in a zero byte and is good until the
 * next put. */
struct str buf_str(const struct buf *b);
bool buf_ok(const struct buf *b);
/* Forgets the bytes, keeps the room. */
void buf_clear(struct buf *b);

#endif
