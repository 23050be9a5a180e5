/*
 * arena: the memory of one request.
 *
 * Everything a request builds lives in its arena and goes when the request
 * goes. Handlers and acts never free. What must be let go earlier than memory
 * (a file, a temporary name) is tied to the arena with arena_defer().
 *
 * An arena has a ceiling. Passing it does not fail the allocation: it raises
 * `over`, which the one door that every request passes asks before anything
 * is committed or sent. So no caller has an error path for memory, and no
 * request can take more than its share. Past four ceilings, or when the
 * system has no memory, the process stops: that is our bug, not the visitor's.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#define KIB ((size_t)1024)
#define MIB (KIB * 1024)

struct arena_block;
struct arena_deferred;

struct arena {
	struct arena_block *block;       /* newest block; private */
	struct arena_deferred *deferred; /* newest first; private */
	size_t used_bytes;               /* handed out since init or clear */
	size_t ceiling_bytes;
	bool over;                       /* the ceiling was passed */
};

/* Makes an empty arena in the caller's storage. Takes no memory yet. */
void arena_init(struct arena *a, size_t ceiling_bytes);

/* Runs the deferred calls, newest first, and gives all memory back. The arena
 * may be used again after arena_clear(), not after arena_release(). */
void arena_clear(struct arena *a);
void arena_release(struct arena *a);

/* `size` bytes set to zero, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* … not set to anything: for bytes that are all written at once. */
void *arena_bytes(struct arena *a, size_t size);

/* Room for `n` things of `size` bytes; a product that overflows stops us. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* A copy of `n` things of `size` bytes, in this order (as for qsort). What the store
 * gave is not changed. */
void *arena_sorted(struct arena *a, const void *v, size_t n, size_t size,
    int (*order)(const void *, const void *));

/* Calls `f(arg)` when the arena is cleared or released. */
void arena_defer(struct arena *a, void (*f)(void *), void *arg);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

#endif
