/*
 * report: what a check says: line by line what was checked, what is not as it
 * must be, and what could not be checked and why. Nothing is passed over in
 * silence: who reads "nothing differs" must know what was looked at.
 */
#ifndef LEDGER_REPORT_H
#define LEDGER_REPORT_H

#include "base/buf.h"
#include "base/str.h"

/* More differences of one kind are counted, not printed. */
#define REPORT_EACH_MAX 20

struct report {
	struct buf *out;
	int64_t checked, differs, unknown; /* lines of each */
	const char *last;                  /* private: of what the last difference was */
	int64_t of_last;
};

/* "ok    log: 1,234 entries are under the root" */
void report_ok(struct report *r, const char *what, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "WRONG log: entry 17 is not what its leaf says" */
void report_wrong(struct report *r, const char *what, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "?     log: no policy was given, so cosignatures were not judged" */
void report_unknown(struct report *r, const char *what, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The last line: how many of each. */
void report_end(struct report *r);

#endif
