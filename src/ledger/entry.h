/*
 * entry: one line of the log, as bytes.
 *
 * One JSON object in UTF-8 on one line, at most 4,096 bytes. It is written once;
 * those bytes are kept and hashed for ever. Nobody writes it again from what was
 * read: there is no canonical form to argue about.
 *
 * Entries of one chain (one dossier, or the office itself) are numbered from 0
 * and each names the leaf before it, so that a hole is seen without the rest of
 * the log.
 */
#ifndef LEDGER_ENTRY_H
#define LEDGER_ENTRY_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"
#include "ledger/tree.h"

#define ENTRY_BYTES_MAX 4096
#define ENTRY_PARTS_MAX 16
#define ENTRY_REFS_MAX 16
#define BUNDLE_ENTRY_MAX 65535 /* what the format of bundles can hold */

struct entry_part {
	struct str name;
	struct hash commitment;
	int64_t length;        /* a multiple of 256 */
};

struct entry {
	struct str type;       /* a word of entry_type_known() */
	struct moment at;      /* what the office says; cosignatures prove time */
	struct str by;         /* agency */
	struct str dossier;    /* UUID v4 of the chain */
	int64_t epoch, n;      /* custody; position in the chain */
	bool has_prev;         /* all but the first */
	struct hash prev;
	struct str actor;      /* a seat, never a person */
	int n_parts, n_refs;
	struct entry_part parts[ENTRY_PARTS_MAX];
	struct hash refs[ENTRY_REFS_MAX];
};

/* The words of the format, and no others. */
bool entry_type_known(struct str type);
/* A random UUID (version 4). */
struct str uuid_make(struct arena *mem, struct chance *chance);
bool uuid_ok(struct str s);

/* The bytes. What does not fit or is not a word of the format is our bug. */
struct str entry_text(struct arena *mem, const struct entry *e);
/* Reads one; strict about what it knows, members it does not know are refused. */
bool entry_read(struct arena *mem, struct str bytes, struct entry *out);

/* The same for the one spelling of entry_text(), several times quicker: texts
 * are views of `bytes`. False says nothing: ask entry_read(). */
bool entry_scan(struct arena *mem, struct str bytes, struct entry *out);
/* "2026-11-28T18:05:00Z" and nothing else. */
bool entry_moment_read(struct str s, struct moment *out);

/* ---- bundles ----------------------------------------------------------------- */

/* Appends an entry to a bundle: two bytes of length, then the entry. */
void bundle_put(struct buf *b, struct str entry);
/* Cuts the next entry off; false at the end and where the bytes are broken
 * (then *rest is not empty). */
bool bundle_cut(struct str *rest, struct str *entry);

#endif
