/* kit_parts: the files, entries and opened parts of a kit, by name and by place. */
#include "parcel/kit_inside.h"

#include <string.h>

#include "ledger/part.h"
#include "ledger/checkpoint.h"

struct str
kit_bytes(const struct kit_examination *x, struct str name)
{
	const struct kit_file *f = kit_find(x->files, name);

	return f == NULL ? (struct str){ NULL, 0 } : f->bytes;
}

const struct kit_entry *
kit_entry_at(const struct kit_examination *x, int64_t place)
{
	for (size_t lo = 0, hi = x->n_entries; lo < hi;) {
		size_t middle = (lo + hi) / 2;

		if (x->entries[middle].place == place)
			return &x->entries[middle];
		if (x->entries[middle].place < place)
			lo = middle + 1;
		else
			hi = middle;
	}
	return NULL;
}

struct str
kit_part(const struct kit_examination *x, int64_t place, const char *name)
{
	return kit_bytes(x, kit_part_name(x->mem, place, str_c(name)));
}

/* The head of the generation that a place belongs to; NULL: none. */
static const struct kit_signed *
kit_signed_of(const struct kit_examination *x, int64_t place)
{
	for (size_t i = x->n_heads; i-- > 0;)
		if (x->heads[i].base <= place)
			return &x->heads[i];
	return NULL;
}

const char *
kit_entry_wrong(struct kit_examination *x, struct kit_entry *k, struct str leaf)
{
	const struct kit_signed *head = kit_signed_of(x, k->place);
	struct str bytes = kit_bytes(x, kit_entry_name(x->mem, k->place, ".tlog-proof"));
	struct proof proof;

	k->leaf = leaf_hash(leaf);
	if (!entry_read(x->mem, leaf, &k->e))
		return "its form is broken";
	if (bytes.p == NULL)
		return "it has no proof";
	if (head == NULL || !head->holds)
		return "it is of a generation of the log whose last head is not proven";
	if (!proof_read(x->mem, bytes, &proof) || proof.has_extra ||
	    proof.index != k->place - head->base || !str_eq(proof_text(x->mem, &proof), bytes))
		return "its proof is broken or of another entry";
	if (!str_eq(proof.checkpoint, head->checkpoint))
		return "its proof leads to another checkpoint";
	if (!path_holds(&proof.path, (struct place_in_tree){ proof.index,
	    head->head.head.size }, &k->leaf, &head->head.head.root))
		return "it is not in the log that was signed";
	return NULL;
}

static bool
salt_read(struct str hex, uint8_t *to)
{
	struct hash salt;

	if (hex.n != 65 || hex.p[64] != '\n' || !hash_read(str_head(hex, 64), &salt))
		return false;
	memcpy(to, salt.b, sizeof(salt.b));
	return true;
}

bool
kit_part_fits(struct kit_examination *x, int64_t place, const struct entry_part *p,
    struct str bytes)
{
	struct str name = kit_part_name(x->mem, place, p->name);
	uint8_t salt[PART_SALT_BYTES];
	struct hash made;

	if (!salt_read(kit_bytes(x, str_printf(x->mem, "%.*s.salt", STR_ARG(name))), salt))
		return false;
	made = part_commitment((struct str){ (char *)salt, sizeof(salt) }, bytes);
	return memcmp(made.b, p->commitment.b, sizeof(made.b)) == 0 &&
	    part_length_holds(p->length, bytes.n);
}
