/*
 * arena: see arena.h. Blocks double from 8 KiB to 256 KiB; a request larger
 * than a block gets a block of its own. One block is kept by arena_clear(),
 * so a connection that serves many requests asks the system only once.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#define BLOCK_FIRST (8 * KIB)
#define BLOCK_MOST (256 * KIB)

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena_deferred {
	struct arena_deferred *next;
	void (*f)(void *);
	void *arg;
};

void
arena_init(struct arena *a, size_t ceiling_bytes)
{
	*a = (struct arena){ .ceiling_bytes = ceiling_bytes };
}

static struct arena_block *
arena_grow(struct arena *a, size_t need)
{
	size_t size = a->block == NULL ? BLOCK_FIRST : a->block->size * 2;
	struct arena_block *b;

	if (size > BLOCK_MOST)
		size = BLOCK_MOST;
	if (size < need)
		size = need;
	b = malloc(sizeof(*b) + size);
	REQUIRE(b != NULL);
	b->size = size;
	b->used = 0;
	b->next = a->block;
	a->block = b;
	return b;
}

void *
arena_bytes(struct arena *a, size_t size)
{
	const size_t step = alignof(max_align_t);
	struct arena_block *b = a->block;
	void *p;

	REQUIRE(size <= SIZE_MAX / 2);
	size = (size + step - 1) / step * step;
	if (size == 0)
		size = step;
	a->used_bytes += size;
	if (a->used_bytes > a->ceiling_bytes) {
		a->over = true;
		REQUIRE(a->used_bytes / 4 <= a->ceiling_bytes);
	}
	if (b == NULL || b->size - b->used < size)
		b = arena_grow(a, size);
	p = b->bytes + b->used;
	b->used += size;
	return p;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_bytes(a, size), 0, size);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	REQUIRE(size == 0 || n <= SIZE_MAX / 2 / size);
	return arena_alloc(a, n * size);
}

void *
arena_sorted(struct arena *a, const void *v, size_t n, size_t size,
    int (*order)(const void *, const void *))
{
	void *out = arena_array(a, n + 1, size);

	if (n == 0)
		return out;
	memcpy(out, v, n * size);
	qsort(out, n, size, order);
	return out;
}

void
arena_defer(struct arena *a, void (*f)(void *), void *arg)
{
	struct arena_deferred *d = ARENA_NEW(a, struct arena_deferred);

	d->f = f;
	d->arg = arg;
	d->next = a->deferred;
	a->deferred = d;
}

static void
arena_run_deferred(struct arena *a)
{
	while (a->deferred != NULL) {
		struct arena_deferred *d = a->deferred;

		a->deferred = d->next;
		d->f(d->arg);
	}
}

void
arena_clear(struct arena *a)
{
	arena_run_deferred(a);
	while (a->block != NULL && a->block->next != NULL) {
		struct arena_block *b = a->block;

		a->block = b->next;
		free(b);
	}
	if (a->block != NULL)
		a->block->used = 0;
	a->used_bytes = 0;
	a->over = false;
}

void
arena_release(struct arena *a)
{
	arena_clear(a);
	free(a->block);
	a->block = NULL;
}
