/*
 * examine: a published log, checked whole by somebody who trusts nobody.
 *
 * Given its files (from a folder, from an address, from a stick) and what the
 * reader knows beforehand: the key of the log, a policy, an older checkpoint.
 * Every entry is hashed; the root is computed from the entries alone, and every
 * byte of every tile is compared with what it must be; every chain of every
 * dossier is followed. Nothing is taken from a database.
 */
#ifndef LEDGER_EXAMINE_H
#define LEDGER_EXAMINE_H

#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "ledger/policy.h"
#include "ledger/report.h"

/* The files of a log by the names it publishes them under. RC_ABSENT: there is
 * no such file; it lives in `mem`. */
struct log_files {
	enum rc (*read)(void *arg, struct str name, struct arena *mem, struct str *out);
	void *arg;
};

struct examine_in {
	struct log_files files;
	struct str vkey;       /* of the log; empty: its signature is not judged */
	struct str policy;     /* text of a tlog-policy; empty: none */
	struct str older;      /* a checkpoint of before, whole; empty: none */
	struct str roots;      /* of a time-stamping authority, PEM; empty: not judged */
	bool sample;           /* a sample office: its entries tell of invented days */
	/* Each entry in order, when it was well; NULL: nobody listens. */
	void (*entry)(void *arg, int64_t index, const struct entry *e,
	    const struct hash *leaf);
	void *arg;
};

/* What was found in the end. */
struct examined {
	bool has_head;
	struct checkpoint head;   /* as signed, or as it says when nobody judged */
	int64_t entries;          /* that were read and hashed */
	struct moment oldest_cosigned; /* of the older checkpoint; 0: none */
};

/* Asks a tlog-policy of a checkpoint. False: there is none or it cannot be read, as the
 * report now says; else the caller says what came out. */
bool examine_policy(struct report *report, struct arena *mem, struct str policy,
    const struct signed_note *note, struct policy_verdict *out);

/* Says in the report what it found; memory that grows with the log is taken
 * from `mem` (some 100 bytes an entry at most). */
void examine_log(const struct examine_in *in, struct arena *mem,
    struct report *report, struct examined *out);

#endif
