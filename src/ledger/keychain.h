/*
 * keychain: from a key of a log to the one that took its place.
 *
 * When a log changes its key, or a new generation of it begins, a note says so
 * that both keys have signed: whoever trusts the old one can follow. The notes of
 * a log lie beside its checkpoint (`keys`), one behind the other:
 *
 *   ocop-key/v1
 *   old <vkey>
 *   new <vkey>
 *   at <RFC 3339, UTC>
 *
 *   — <old name> <signature>
 *   — <new name> <signature>
 */
#ifndef LEDGER_KEYCHAIN_H
#define LEDGER_KEYCHAIN_H

#include "base/clock.h"
#include "ledger/note.h"

#define KEYCHAIN_MAX 64 /* changes; more are not followed */

struct key_change {
	struct note_key old, new;
	struct moment at;
};

struct str key_note(struct arena *mem, const struct note_signer *old,
    const struct note_signer *new, struct moment at);
/* One note; true when both have signed it and both are keys of logs. */
bool key_note_read(struct arena *mem, struct str bytes, struct key_change *out);
/* Follows from a key as far as the notes go; *steps says how far. */
struct note_key keys_follow(struct arena *mem, struct str notes,
    struct note_key from, int *steps);

/* The key before this one, as a note of both says; false: no note leads to it. */
bool key_before(struct arena *mem, struct str notes, const struct note_key *key,
    struct note_key *old);

#endif
