/* keychain: see keychain.h. */
#include "ledger/keychain.h"

#include <string.h>

#include "ledger/entry.h"

#define FIRST "ocop-key/v1\n"

struct str
key_note(struct arena *mem, const struct note_signer *old, const struct note_signer *new,
    struct moment at)
{
	struct str text = str_printf(mem, FIRST "old %.*s\nnew %.*s\nat %.*s\n",
	    STR_ARG(vkey_text(mem, &old->key)), STR_ARG(vkey_text(mem, &new->key)),
	    STR_ARG(moment_iso(mem, at)));

	return str_printf(mem, "%.*s%.*s%.*s", STR_ARG(note_text(mem, text)),
	    STR_ARG(note_sign(mem, old, text)), STR_ARG(note_sign(mem, new, text)));
}

/* "WORD value" */
static bool
line_take(struct str *text, struct str word, struct str *value)
{
	struct str line;

	if (!str_cut(text, '\n', &line) || !str_starts(line, word))
		return false;
	*value = str_from(line, word.n);
	return true;
}

bool
key_note_read(struct arena *mem, struct str bytes, struct key_change *out)
{
	struct signed_note *n = ARENA_NEW(mem, struct signed_note);
	struct str text, old, new, at;

	if (!note_read(mem, bytes, n))
		return false;
	text = n->text;
	if (!str_starts(text, S(FIRST)))
		return false;
	text = str_from(text, sizeof(FIRST) - 1);
	return line_take(&text, S("old "), &old) && line_take(&text, S("new "), &new) &&
	    line_take(&text, S("at "), &at) && text.n == 0 &&
	    vkey_read(mem, old, &out->old) && vkey_read(mem, new, &out->new) &&
	    entry_moment_read(at, &out->at) &&
	    note_signed_by(n, &out->old) && note_signed_by(n, &out->new);
}

/* Cuts the next note off a file of them. */
static bool
key_note_cut(struct str *rest, struct str *note)
{
	size_t n = sizeof(FIRST) - 1;

	if (!str_starts(*rest, S(FIRST)))
		return false;
	while (n < rest->n && !str_starts(str_from(*rest, n), S(FIRST)))
		n++;
	*note = str_head(*rest, n);
	*rest = str_from(*rest, n);
	return true;
}

static bool
same_key(const struct note_key *a, const struct note_key *b)
{
	return str_eq(a->name, b->name) && a->type == b->type &&
	    memcmp(a->key, b->key, sizeof(a->key)) == 0;
}

/* In the order of the file: it only grows, so one pass is enough. */
struct note_key
keys_follow(struct arena *mem, struct str notes, struct note_key from, int *steps)
{
	struct key_change c;
	struct str note;

	*steps = 0;
	for (int i = 0; i < KEYCHAIN_MAX && key_note_cut(&notes, &note); i++)
		if (key_note_read(mem, note, &c) && same_key(&c.old, &from)) {
			from = c.new;
			++*steps;
		}
	return from;
}

bool
key_before(struct arena *mem, struct str notes, const struct note_key *key,
    struct note_key *old)
{
	const struct note_key wanted = *key;
	struct key_change c;
	struct str note;
	bool found = false;

	for (int i = 0; i < KEYCHAIN_MAX && key_note_cut(&notes, &note); i++)
		if (key_note_read(mem, note, &c) && same_key(&c.new, &wanted)) {
			*old = c.old;
			found = true;
		}
	return found;
}
