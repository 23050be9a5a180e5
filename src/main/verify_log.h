/*
 * verify_log: the part of `ocop verify` that looks at a published log.
 */
#ifndef MAIN_VERIFY_LOG_H
#define MAIN_VERIFY_LOG_H

#include "ledger/report.h"

/* Paths of what the reader knows beforehand; NULL: nothing. */
struct log_wanted {
	const char *key, *policy, *older, *roots;
	struct str later; /* of a generation that ended: notes of the keys after it */
};

/* Examines the log in a folder or at an address; its memory goes with it. False
 * after a line on stderr when a file of the reader's could not be read. */
bool log_verify(const struct log_wanted *w, struct str where, bool sample,
    struct report *r);

#endif
