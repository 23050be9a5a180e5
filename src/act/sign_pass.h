/*
 * sign_pass: an address for a signing tool, good for one paper and one file.
 *
 * The tool on the signer's machine (a USB token's, of the government's own authority or
 * another) fetches a PDF from one address and sends what it signed to another; it has
 * nobody's cookie. Who may sign a paper out here makes such an address: 32 random bytes
 * of which the table keeps the hash, in her name, for half an hour, until one file has
 * been taken. What comes is asked as any other signed file (act/issue.h), and her rights
 * to the paper are asked each time. A new password ends it, as all sessions.
 */
#ifndef ACT_SIGN_PASS_H
#define ACT_SIGN_PASS_H

#include "act/issue.h"

#define SIGN_PASS_MS ((int64_t)30 * 60 * 1000)

/* Makes one (writes). Faults: not_kept. */
MUST_CHECK enum rc sign_pass_make(struct ctx *c, const struct paper *paper, int64_t id,
    struct str *secret);

/* Who has the secret is its maker from here on, and this is the paper. Absent when it is
 * none, was used, is over, or its maker may no longer. */
MUST_CHECK enum rc sign_pass_enter(struct ctx *c, struct str secret, struct issue_view *out);

/* Enters, writes down what came (issue_signed_prepare() before), and the address is over.
 * *out: the paper as it was before; *file: the signed file, for its address. */
MUST_CHECK enum rc sign_pass_take(struct ctx *c, struct str secret, const struct signed_file *f,
    struct issue_view *out, struct signed_id *file);

#endif
