/*
 * gen: what the generators share. They run on the machine that builds, read a
 * few files, write a few files and end; they never free.
 *
 * A message about somebody's file is `file:line: rule; why; way out`, so that
 * an editor jumps to the place. All mistakes of a run are told, then it ends
 * with 1. Output is written only when its bytes changed, so that make does not
 * rebuild the world for a comma.
 */
#ifndef TOOLS_GEN_H
#define TOOLS_GEN_H

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GEN_USED __attribute__((unused))

/* Bytes that grow; always followed by a zero byte. */
struct bytes {
	char *p;
	size_t n, room;
};

__attribute__((weak)) int gen_mistakes; /* told so far, in all parts of a generator */

static GEN_USED void *
gen_room(void *p, size_t size)
{
	p = realloc(p, size);
	if (p == NULL) {
		fputs("no memory\n", stderr);
		exit(3);
	}
	return p;
}

static GEN_USED void
bytes_put(struct bytes *b, const char *p, size_t n)
{
	if (b->n + n + 1 > b->room) {
		b->room = (b->n + n + 1) * 2;
		b->p = gen_room(b->p, b->room);
	}
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = 0;
}

static GEN_USED __attribute__((format(printf, 2, 3))) void
bytes_printf(struct bytes *b, const char *fmt, ...)
{
	va_list ap;
	char *z = NULL;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&z, fmt, ap);
	va_end(ap);
	if (n < 0)
		exit(3);
	bytes_put(b, z, (size_t)n);
	free(z);
}

/* A mistake in somebody's file; line 0: the whole file. */
static GEN_USED __attribute__((format(printf, 3, 4))) void
mistake(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: ", file, line);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	gen_mistakes++;
}

/* The machine's fault or a wrong call of the tool: ends it. */
static GEN_USED __attribute__((format(printf, 1, 2))) _Noreturn void
cannot(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(3);
}

static GEN_USED struct bytes
file_read(const char *path)
{
	struct bytes b = { NULL, 0, 0 };
	char piece[65536];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		cannot("%s: %s", path, strerror(errno));
	bytes_put(&b, "", 0);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		bytes_put(&b, piece, n);
	if (ferror(f))
		cannot("%s: %s", path, strerror(errno));
	fclose(f);
	return b;
}

/* Writes DIR/NAME unless it holds these bytes already. */
static GEN_USED void
file_write(const char *dir, const char *name, const struct bytes *b)
{
	struct bytes path = { NULL, 0, 0 }, old;
	FILE *f;

	bytes_printf(&path, "%s/%s", dir, name);
	f = fopen(path.p, "rb");
	if (f != NULL) {
		fclose(f);
		old = file_read(path.p);
		if (old.n == b->n && memcmp(old.p, b->p, b->n) == 0)
			return;
	}
	f = fopen(path.p, "wb");
	if (f == NULL || fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0)
		cannot("%s: %s", path.p, strerror(errno));
}

/* Text as the inside of a C string literal. Question marks are escaped: two of
 * them and another sign would be a trigraph. */
static GEN_USED void
c_literal(struct bytes *b, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '\n')
			bytes_put(b, "\\n", 2);
		else if (c == '\t')
			bytes_put(b, "\\t", 2);
		else if (c == '"' || c == '\\' || c == '?')
			bytes_printf(b, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			bytes_printf(b, "\\%03o", c);
		else
			bytes_put(b, p + i, 1);
	}
}

#endif
