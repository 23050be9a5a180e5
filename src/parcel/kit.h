/*
 * kit: one session of a council as a folder that anybody can compute again,
 * without the server, its database or this program.
 *
 *   MANIFEST.sha256              every other file and its hash: sha256sum -c
 *   DOC-TRUOC.html               what this is and how to check it, for people
 *   kit.json                     what is here: an index, which proves nothing
 *   log/checkpoint, log/vkey     the signed head that all proofs lead to, the key
 *   log/keys                     which key followed which, if one was changed
 *   entry/PLACE.leaf             every entry of every product's chain, and of the
 *   entry/PLACE.tlog-proof       decisions; each with its proof (docs/RECORD.md)
 *   part/PLACE.NAME              what an entry speaks of, as far as the reader of
 *   part/PLACE.NAME.salt         the kit may see it; the salt in hexadecimal
 *   rules/…                      the rules by which the council scored
 *
 * A place counts on from one generation of the log to the next. Entries of one that
 * ended lead to its last head, which is the part `checkpoint` of the first entry of
 * the next; kit.json says where each begins ("generations").
 *
 * Whoever holds a kit may change every file and write a new manifest; then the
 * entries are no longer what the log signed, or no longer follow each other, or no
 * longer commit to the parts. So the key must come from elsewhere: it stands on
 * decisions and certificates.
 */
#ifndef PARCEL_KIT_H
#define PARCEL_KIT_H

#include "base/arena.h"
#include "core/record_kind.h"
#include "ledger/report.h"

/* Files are in memory; names are paths of the folder, with slashes. */
struct kit_file {
	struct str name, bytes;
};
struct kit_files {
	size_t n;
	struct kit_file *v;
};

#define KIT_MANIFEST "MANIFEST.sha256"
#define KIT_PAGE "DOC-TRUOC.html"
#define KIT_INDEX "kit.json"
#define KIT_CHECKPOINT "log/checkpoint"
#define KIT_VKEY "log/vkey"
#define KIT_KEYS "log/keys"

/* For whom a kit is made: parts of a class that this reader may not see stay
 * out of it, and only their commitments are there. */
enum kit_reader {
	KIT_PUBLIC = 1, /* everybody: what is public */
	KIT_MEMBER,     /* who has a seat in the council: sheets and dossiers, no names */
	KIT_OFFICE,     /* the office: names too */
	KIT_READER__COUNT
};
/* "public", "member", "office"; 0: none of them. */
const char *kit_reader_word(enum kit_reader r);
enum kit_reader kit_reader_find(struct str word);
bool kit_reader_may(enum kit_reader r, enum part_class class);

/* "entry/000000017.leaf" */
struct str kit_entry_name(struct arena *mem, int64_t place, const char *ending);
/* "part/000000017.scores" */
struct str kit_part_name(struct arena *mem, int64_t place, struct str part);
/* By name; afterwards kit_find() finds. */
void kit_sort(struct kit_files *files);
/* The file of a name; NULL: none. */
const struct kit_file *kit_find(const struct kit_files *files, struct str name);
/* Writes the manifest, for which there must be room, and sorts. */
void kit_seal(struct arena *mem, struct kit_files *files);

/* The lines of the part `basis`: what a conclusion rests on besides its input.
 *   ocop-basis/1 · meeting N · agenda N · dossier N · pass N · set CODE · pack CODE
 *   of a secret ballot `voted SEAT` for each counted sheet: its input names ballots
 *   then, as sha256sum writes them, the files of the rules */
#define KIT_BASIS "ocop-basis/1"

/* What the reader of a kit knows beforehand; empty: nothing. */
struct kit_known {
	struct str vkey;   /* of the log, got from elsewhere */
	struct str policy; /* whose cosignatures are wanted (tlog-policy) */
};
/* Checks everything and computes every star again. The files are
 * sorted. What it finds is said in the report. */
void kit_check(struct kit_files *files, const struct kit_known *known,
    struct arena *mem, struct report *report);

#endif
