/*
 * signed_code: the code on a certificate that can be checked without us.
 *
 * A certificate of this office is signed once, when it is issued (claims.h);
 * the letters are kept and printed from there for ever, so a reprint is the
 * same paper. Whoever holds the public keys (/c/khoa.json) and the list of what
 * stands no longer (/c/revoked.note) judges it without a network. Keys are
 * only added: a code that was signed with an old one stays good.
 */
#ifndef ACT_SIGNED_CODE_H
#define ACT_SIGNED_CODE_H

#include "act/ctx.h"
#include "ledger/claims.h"
#include "q.h"

/* Signs a certificate that was just issued, if this office has a key and no record
 * log. With a log a code names its entry, which has no place yet … */
MUST_CHECK enum rc signed_code_issued(struct ctx *c, struct certificate_id id);
/* … so it is signed when it gets one, in the same transaction and before anybody is
 * told that it was issued: `index` in the log, `at` is when it was issued. */
MUST_CHECK enum rc signed_code_placed(struct ctx *c, struct certificate_id id,
    int64_t index, struct moment at);

/* Makes the key of c known. */
MUST_CHECK enum rc signed_codes_begin(struct ctx *c);
/* Signs what was issued before there was a key, some at a time; *left: perhaps
 * there is more. Walks all certificates: for `ocop rebuild`. */
MUST_CHECK enum rc signed_codes_late(struct ctx *c, bool *left);

/* The letters of a certificate; no text when it has none. */
MUST_CHECK enum rc signed_code_of(struct ctx *c, struct certificate_id id,
    struct str *letters);

/* The claims of letters that somebody scanned. Reasons: code_mistyped (no
 * signed code at all), code_forged (not signed by a key of this office). */
MUST_CHECK enum rc signed_code_read(struct ctx *c, struct str letters,
    struct claims *out);
/* Whether letters look like a signed code rather than a short one. */
bool is_signed_code(struct str letters);

/* The keys as JSON: {"keys": [{"kid", "spki", "since"}]}. */
MUST_CHECK enum rc code_keys_print(struct ctx *c, struct buf *out);
/* The signed list of codes that are revoked, replaced or extended: docs/RECORD.md. Absent when
 * this office has no key. */
MUST_CHECK enum rc revoked_note_print(struct ctx *c, struct buf *out);

extern const struct reason WHY_CODE_FORGED;

#endif
