/*
 * log_keys: the secrets of an office's public log, in DIR/keys, outside of the
 * database: what signs heads, what cosigns others' heads, and what wraps the keys
 * of personal parts. Whoever has them can speak for the office: mode 0600, backed
 * up apart from the database.
 */
#ifndef ACT_LOG_KEYS_H
#define ACT_LOG_KEYS_H

#include "base/clock.h"
#include "ledger/disk.h"
#include "ledger/note.h"

extern const struct reason WHY_LOG_NO_KEY;  /* broken: keys are missing */

struct log_keys {
	struct note_signer log, witness;
	struct str office_key;  /* 32 bytes */
	struct str agency;      /* of the log's name */
};

/* A file of DIR/keys. */
struct disk_file log_key_file(struct arena *mem, struct str dir, const char *name);
/* Makes the keys of a new log, where there are none: `name` is a host or other
 * name without a blank, `agency` the id of the agency. Generation 1. */
MUST_CHECK enum rc log_keys_make(struct str dir, struct str name,
    struct str agency, struct chance *chance, struct fault *fault);
/* Reads them. RC_ABSENT: there is no key of a log. */
MUST_CHECK enum rc log_keys_load(struct arena *mem, struct str dir,
    struct log_keys *out, struct fault *fault);

/* ---- another key ------------------------------------------------------------- */

/* The key that is to take the place of log.key: keys/log.next. Made when there is
 * none; one that is there must have this name (else RC_CONFLICT). */
struct log_key_wish {
	struct str dir, origin;
	struct chance *chance;
};
MUST_CHECK enum rc log_key_next(struct arena *mem, const struct log_key_wish *wish,
    struct fault *fault, struct note_signer *out);
/* From here on it is log.key; the secret of the old one is gone. */
MUST_CHECK enum rc log_key_swap(struct arena *mem, struct str dir, struct fault *fault);

/* Whether the generation `origin` may begin in DIR: it was made by `ocop log next`. */
bool log_may_begin(struct arena *mem, struct str dir, struct str origin);

/* Everybody who uses the keys of an office holds keys/open together; who changes
 * them holds it alone. RC_BUSY: somebody else has it; the office is open. */
MUST_CHECK enum rc log_keys_hold(struct str dir, bool alone, struct fault *fault,
    int *lock);

extern const struct reason WHY_LOG_IN_USE;  /* busy: stop the office first */

#endif
