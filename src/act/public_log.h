/*
 * public_log: the public record as people see it: the newest head, an entry by
 * its short code, a receipt for what somebody has just done.
 *
 * Everybody may see every entry: it holds commitments and no facts. Salt and bytes
 * of a part are shown to everybody only when its class is public, and, where the
 * row of its kind says so, only once the dossier is decided.
 */
#ifndef ACT_PUBLIC_LOG_H
#define ACT_PUBLIC_LOG_H

#include "act/entries.h"
#include "act/generation.h"
#include "q.h"

/* The page about the log itself. */
struct public_log {
	bool open;              /* false: closed, nothing below is filled */
	struct str origin, vkey, witness_vkey, checkpoint, root;
	int64_t size;
	struct q_generation_list_rows generations; /* none: there is only the first */
	struct moment stamped_at; /* by an authority; 0: none was asked */
	struct str stamp_tsr, stamp_head; /* its files below /log/stamp/ */
	struct q_entry_newest_rows newest;
};
MUST_CHECK enum rc public_log_load(struct ctx *c, struct public_log *out);

/* One entry. */
struct public_entry {
	struct q_entry_by_code e;
	int64_t index;          /* its place in the log of its generation */
	struct str leaf;        /* its hash, base64 */
	bool published;         /* a proof can be had */
	int cosigned;           /* … whose head so many witnesses have signed */
	struct opened_parts parts; /* those that everybody may see */
	struct meeting_id meeting; /* whose kit everybody may have; 0: none */
	struct str salts[ENTRY_PARTS_MAX]; /* … in hexadecimal */
};
/* `code` as typed: small letters, blanks and dashes are taken. Faults: absent;
 * entry_code_wrong when it is none. */
MUST_CHECK enum rc public_entry_load(struct ctx *c, struct str code,
    struct public_entry *out);
/* A code as typed, made plain. */
MUST_CHECK enum rc entry_code_clean(struct ctx *c, struct str typed, struct str *out);
/* The two files of a receipt. */
MUST_CHECK enum rc public_leaf(struct ctx *c, struct str code, struct str *out);
MUST_CHECK enum rc public_proof(struct ctx *c, struct str code, struct str *out);

/* What somebody is told who has just done something: the entry of the newest
 * record of that kind about that thing. */
struct receipt {
	bool has;               /* an entry is there */
	bool published;         /* … and in a signed tree: only then it counts */
	struct str code;
	struct generation_entry at;
	struct str entry, leaf; /* its bytes, and their hash in base64 */
	struct str proof;       /* receipt_prove(): the proof file; no text until published */
	int cosigned;           /* … how many witnesses have signed the head in it */
};
MUST_CHECK enum rc receipt_load(struct ctx *c, const char *kind, const char *noun,
    int64_t noun_id, struct receipt *out);
/* What is given into somebody's hand with it: the proof, and whose signatures it has. */
MUST_CHECK enum rc receipt_prove(struct ctx *c, struct receipt *r);
/* "ocop.example.vn/log/79/1 · 1204 · hyQ…=": what is printed on decisions. No
 * text without a log. */
MUST_CHECK enum rc public_log_line(struct ctx *c, struct str *out);
/* The public key of the log, as printed on decisions and certificates: whoever checks
 * has it from paper, not from us. No text without a log. */
struct str public_log_key(struct ctx *c);

/* A file of the log by its path below /log/: "checkpoint", a tile. */
MUST_CHECK enum rc public_log_file(struct ctx *c, struct str path, struct str *out);

/* Why an authority's time stamp could not be had, as the last try left it (DIR/stamp.why,
 * main/stamp.c); no text: nothing went wrong, or none is asked for. */
MUST_CHECK enum rc stamp_trouble(struct ctx *c, struct str *out);

/* A small text that the server has put into a file. */
MUST_CHECK enum rc public_text_read(struct ctx *c, struct str path, struct str *out);

extern const struct reason WHY_ENTRY_CODE_WRONG;

#endif
