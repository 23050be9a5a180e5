/*
 * chains: see chains.h. Two open hash tables that double; what is outgrown
 * stays in the arena (together less than once more).
 */
#include "ledger/chains.h"

#include <string.h>

struct chain {
	bool taken;
	char dossier[36];
	int64_t n, epoch;
	struct hash leaf;
};

struct chains {
	struct arena *mem;
	struct chain *chain;
	size_t chain_room, chain_n;
	uint64_t *leaf; /* the first half of a hash is as good as a name here */
	size_t leaf_room, leaf_n;
	bool goes_on;   /* after an incident */
	int64_t earlier;
};

#define ROOM_FIRST 1024

struct chains *
chains_new(struct arena *mem)
{
	struct chains *c = ARENA_NEW(mem, struct chains);

	*c = (struct chains){ .mem = mem, .chain_room = ROOM_FIRST,
		.leaf_room = ROOM_FIRST };
	c->chain = ARENA_ARRAY(mem, ROOM_FIRST, struct chain);
	c->leaf = ARENA_ARRAY(mem, ROOM_FIRST, uint64_t);
	return c;
}

static uint64_t
leaf_name(const struct hash *leaf)
{
	uint64_t v;

	memcpy(&v, leaf->b, sizeof(v));
	return v == 0 ? 1 : v; /* 0 is an empty place */
}

static uint64_t
text_name(const char *p, size_t n)
{
	uint64_t v = 14695981039346656037u; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		v = (v ^ (unsigned char)p[i]) * 1099511628211u;
	return v;
}

static bool
leaf_there(const struct chains *c, uint64_t name)
{
	for (size_t at = name % c->leaf_room; c->leaf[at] != 0; at = (at + 1) % c->leaf_room)
		if (c->leaf[at] == name)
			return true;
	return false;
}

static void
leaf_put(uint64_t *to, size_t room, uint64_t name)
{
	size_t at = name % room;

	while (to[at] != 0 && to[at] != name)
		at = (at + 1) % room;
	to[at] = name;
}

static void
leaf_add(struct chains *c, uint64_t name)
{
	if (++c->leaf_n * 2 > c->leaf_room) {
		uint64_t *more = ARENA_ARRAY(c->mem, c->leaf_room * 2, uint64_t);

		for (size_t i = 0; i < c->leaf_room; i++)
			if (c->leaf[i] != 0)
				leaf_put(more, c->leaf_room * 2, c->leaf[i]);
		c->leaf = more;
		c->leaf_room *= 2;
	}
	leaf_put(c->leaf, c->leaf_room, name);
}

/* The place of a dossier: its own, or the empty one where it belongs. */
static struct chain *
chain_place(struct chain *v, size_t room, const char *dossier)
{
	size_t at = text_name(dossier, sizeof(v->dossier)) % room;

	while (v[at].taken && memcmp(v[at].dossier, dossier, sizeof(v->dossier)) != 0)
		at = (at + 1) % room;
	return &v[at];
}

static struct chain *
chain_find(struct chains *c, struct str dossier)
{
	if (c->chain_n * 2 >= c->chain_room) {
		struct chain *more = ARENA_ARRAY(c->mem, c->chain_room * 2, struct chain);

		for (size_t i = 0; i < c->chain_room; i++)
			if (c->chain[i].taken)
				*chain_place(more, c->chain_room * 2, c->chain[i].dossier) = c->chain[i];
		c->chain = more;
		c->chain_room *= 2;
	}
	return chain_place(c->chain, c->chain_room, dossier.p);
}

static const char *
chain_follow(const struct chain *at, const struct entry *e)
{
	if (!at->taken)
		return e->n == 0 || e->epoch > 0 ? NULL : /* it may come from elsewhere */
		    "the entries of its dossier before it are missing";
	if (e->n != at->n + 1)
		return e->n > at->n + 1 ? "an entry of its dossier before it is missing" :
		    "its place in its dossier is taken";
	if (!e->has_prev || memcmp(e->prev.b, at->leaf.b, sizeof(at->leaf.b)) != 0)
		return "it does not follow the entry of its dossier before it";
	return e->epoch < at->epoch ? "its custody goes back" : NULL;
}

const char *
chains_add(struct chains *c, const struct entry *e, const struct hash *leaf)
{
	struct chain *at = chain_find(c, e->dossier);
	const char *wrong = chain_follow(at, e);

	if (c->leaf_n == 0)
		c->goes_on = str_eq(e->type, S("incident"));
	for (int i = 0; i < e->n_refs && wrong == NULL; i++)
		if (leaf_there(c, leaf_name(&e->refs[i])))
			continue;
		else if (c->goes_on)
			c->earlier++;
		else
			wrong = "it refers to a leaf that is not before it";
	if (wrong == NULL && leaf_there(c, leaf_name(leaf)))
		wrong = "it is there twice";
	leaf_add(c, leaf_name(leaf));
	c->chain_n += !at->taken;
	at->taken = true;
	memcpy(at->dossier, e->dossier.p, sizeof(at->dossier));
	at->n = e->n;
	at->epoch = e->epoch;
	at->leaf = *leaf;
	return wrong;
}

int64_t
chains_earlier(const struct chains *c)
{
	return c->earlier;
}

int64_t
chains_count(const struct chains *c)
{
	return (int64_t)c->chain_n;
}
