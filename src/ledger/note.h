/*
 * note: text that somebody signed (c2sp.org/signed-note), with Ed25519.
 *
 * A note is text that ends in a line end, an empty line, and a line for each
 * signature: em dash, name of the key, base64 of key id and signature. Whoever
 * reads it knows some keys; signatures of others are passed over, because a
 * note may carry more than this program understands.
 *
 * A witness signs a checkpoint together with the time (c2sp.org/tlog-cosignature);
 * its keys have another type and are used for nothing else.
 */
#ifndef LEDGER_NOTE_H
#define LEDGER_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define NOTE_SIGNATURES_MAX 64
#define NOTE_BYTES_MAX 65536

enum key_type {
	KEY_LOG = 1,     /* Ed25519 over the text */
	KEY_WITNESS = 4, /* cosignature/v1: Ed25519 over the time and the text */
};

/* Who signs: what others need to know. */
struct note_key {
	struct str name;    /* no blank, no plus */
	enum key_type type;
	uint8_t id[4];      /* of name, type and key */
	uint8_t key[32];
};

/* … and with the secret. */
struct note_signer {
	struct note_key key;
	uint8_t seed[32];
};

struct note_signature {
	struct str name;
	struct str bytes;   /* key id (4) and what the key made; at least 5 */
};

struct signed_note {
	struct str text;    /* with its last line end */
	int n;
	struct note_signature signatures[NOTE_SIGNATURES_MAX];
};

/* "name+1a2b3c4d+base64": cut at the first two plus signs only, because base64
 * has some too. False when it is none, or of another type. */
bool vkey_read(struct arena *mem, struct str text, struct note_key *out);
struct str vkey_text(struct arena *mem, const struct note_key *key);
/* Whether a name may be the name of a key. */
bool note_name_ok(struct str name);

/* A signer from 32 secret random bytes. The name must be good. */
struct note_signer note_signer(struct arena *mem, struct str name,
    enum key_type type, const uint8_t seed[32]);

/* Reads strictly; says nothing about who signed. */
bool note_read(struct arena *mem, struct str bytes, struct signed_note *out);
/* The note without signatures yet: text and the empty line. */
struct str note_text(struct arena *mem, struct str text);

/* The line that a log key makes for a text, with its line end. */
struct str note_sign(struct arena *mem, const struct note_signer *s, struct str text);
/* Whether this log key signed the text. */
bool note_signed_by(const struct signed_note *n, const struct note_key *key);
/* The note with its text and the line of this log key alone; no text when it did
 * not sign. */
struct str note_alone(struct arena *mem, const struct signed_note *n,
    const struct note_key *key);
/* The note with further lines; a line takes the place of what the same key said
 * before. What is no line of a signature is dropped; no text when `whole` is no
 * note or nothing more fits. Nothing is judged. */
struct str note_merge(struct arena *mem, struct str whole, struct str lines);

/* The line that a witness makes for the text of a checkpoint. */
struct str note_cosign(struct arena *mem, const struct note_signer *s,
    struct str text, int64_t posix_seconds);
/* Whether this witness cosigned, and the newest time it said. */
bool note_cosigned_by(struct arena *mem, const struct signed_note *n,
    const struct note_key *key, int64_t *posix_seconds);

#endif
