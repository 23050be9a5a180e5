/*
 * key_copies: the keys of personal parts, copied apart from everything else.
 *
 * A copy of the database holds names only encrypted; their keys are left out of it
 * (store/backup.h) and lie in files of their own, one a day, thirty at most:
 *
 *   COPIES/2026-11-28.keys   "ocop-part-keys/1", then a line for each key:
 *                            SHA-256 of the encrypted part, the wrapped key in base64
 *   COPIES/gone              hashes of what was erased, one a line; never shortened
 *
 * A key is named by what it opens, so that a restored office finds it however its
 * rows are numbered. Erasing takes the line out of every file, and `gone` keeps a
 * copy from bringing it back. The keys are wrapped by office.key: whoever steals
 * these files alone reads nothing.
 */
#ifndef ACT_KEY_COPIES_H
#define ACT_KEY_COPIES_H

#include "act/ctx.h"

#define KEY_COPIES_DAYS 30

/* Today's file, made anew; those that are too old go. Housekeeping. */
MUST_CHECK enum rc key_copies_write(struct ctx *c, struct str dir);
/* Takes what was erased out of every file. *n: how many keys it were. Housekeeping. */
MUST_CHECK enum rc key_copies_forget(struct ctx *c, struct str dir, int64_t *n);

/* In a restored office: gives keys back from a file, and erases again what `gone`
 * names (an entry says so, when the log goes on). */
struct keys_put {
	int64_t put, erased, missing;
};
MUST_CHECK enum rc key_copies_put(struct ctx *c, struct str file, struct keys_put *out);

#endif
