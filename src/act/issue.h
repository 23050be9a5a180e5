/*
 * issue: a paper on its way out of the office and back.
 *
 *   number   the next of its series (data/papers: "series"), given once
 *   keep     its PDF, byte for byte, as it is given out to be signed
 *   signed   the file that comes back: kept byte for byte, its signatures asked
 *            (blob/signed.h), each put down in words
 *   compare  a file that does not begin with ours is laid beside it by a person
 *
 * Signing happens elsewhere, with the official's token: we ask for no PIN and
 * sign in nobody's name. What does not hold (changed after signing, broken,
 * weak) is not taken. Who may do this is the right of the paper's row in
 * act/papers.c, and whoever stands to the thing itself.
 */
#ifndef ACT_ISSUE_H
#define ACT_ISSUE_H

#include "act/issue_number.h"
#include "act/papers.h"
#include "blob/look.h"
#include "blob/signed.h"
#include "core/dossier.h"
#include "q.h"

#define SIGNED_BYTES_MAX (20 * MIB)

extern const struct reason WHY_NUMBERED;       /* it has a number already: {0} */
extern const struct reason WHY_NUMBER_FIRST;   /* a number comes before signing */
extern const struct reason WHY_KEPT;           /* its bytes were given out already */
extern const struct reason WHY_NOT_KEPT;       /* nothing was given out to be signed */
extern const struct reason WHY_SIGNED_ALREADY; /* another signed file is there */
extern const struct reason WHY_SIGNED_BROKEN;  /* changed after or while signing */
extern const struct reason WHY_SIGNED_BEHIND;  /* something stands behind the signature */
extern const struct reason WHY_SIGNED_WEAK;    /* {0} is no longer safe */
extern const struct reason WHY_NOT_PDF;        /* {0}: a signed paper is a PDF */
extern const struct reason WHY_ROOT_THERE;     /* trusted already: {0} */

struct issue_view {
	const struct paper *paper;
	int64_t id;                     /* of the thing */
	bool there;                     /* a row: numbered or kept */
	bool numbers;                   /* it gets its number here */
	struct str number, next_number; /* given; or what the next would be */
	struct q_issue_of issue;
	struct q_signed_list_rows files;
	struct q_signature_list_rows signatures;
};
/* A paper of a thing, for whoever its row and the thing let. Absent otherwise. */
MUST_CHECK enum rc issue_load(struct ctx *c, const struct paper *paper, int64_t id,
    struct issue_view *out);

/* Gives the next number, dated today. A number is given once (numbered). */
MUST_CHECK enum rc issue_number(struct ctx *c, const struct paper *paper, int64_t id);

/* Renders and keeps the PDF: slow, reads only. Then issue_keep() writes it down.
 * Faults: kept, number_first. */
MUST_CHECK enum rc issue_keep_prepare(struct ctx *c, const struct paper *paper,
    int64_t id, struct blob_kept *out);
MUST_CHECK enum rc issue_keep(struct ctx *c, const struct paper *paper, int64_t id,
    const struct blob_kept *kept);

/* What came back, looked at. */
struct signed_file {
	struct looked looked;
	struct signed_pdf found;
	struct blob_kept lists[SIGNATURES_MAX]; /* that were asked about each; hash.n == 0: none */
	enum signed_state state;
};
/* Looks at it and asks its signatures: slow, reads only. Faults: those of
 * look.h and signed.h, not_kept, not_pdf, signed_broken, signed_behind,
 * signed_weak. */
MUST_CHECK enum rc issue_signed_prepare(struct ctx *c, const struct issue_view *v,
    const struct look_at *at, struct signed_file *out);
/* Writes it down. The same file twice is one file. A file that adds signatures
 * to the one that is there is taken; another one is not: signed_already. */
MUST_CHECK enum rc issue_signed_add(struct ctx *c, const struct paper *paper,
    int64_t id, const struct signed_file *f);
/* A person laid a file beside ours: the same, or not and why. */
MUST_CHECK enum rc issue_compare(struct ctx *c, const struct paper *paper, int64_t id,
    struct signed_id file, struct str why_not);

/* Where the kept bytes lie; `file` 0: those we gave out. */
MUST_CHECK enum rc issue_file(struct ctx *c, const struct paper *paper, int64_t id,
    struct signed_id file, struct str *path);

/* A signed file as it was when its signature number `position` was made: what that one
 * covers, and nothing that was added later. Absent when there is none. */
MUST_CHECK enum rc issue_revision(struct ctx *c, const struct issue_view *v,
    struct signed_id file, int64_t position, struct str *out);

/* The roots that signatures must lead to: a setting with a record. */
MUST_CHECK enum rc roots_load(struct ctx *c, struct q_root_list_rows *out);
MUST_CHECK enum rc root_add(struct ctx *c, struct str pem);
MUST_CHECK enum rc root_drop(struct ctx *c, int64_t id);

#endif
