/*
 * policy: whose word is enough (c2sp.org/tlog-policy).
 *
 * A file of lines: logs, witnesses, groups of them with how many are needed,
 * and the quorum. A checkpoint is accepted when one of the logs signed it and
 * the quorum cosigned it.
 */
#ifndef LEDGER_POLICY_H
#define LEDGER_POLICY_H

#include "ledger/note.h"

#define POLICY_LOGS_MAX 32
#define POLICY_NAMES_MAX 64   /* witnesses and groups */
#define POLICY_BYTES_MAX 65536

/* A witness, or a group of what stands before it. */
struct policy_name {
	struct str name;
	bool group;
	struct note_key key;  /* of a witness */
	struct str url;
	int needs;            /* of a group */
	uint64_t members;     /* bits: positions in names[] */
};

struct policy {
	int n_logs, n_names;
	struct note_key logs[POLICY_LOGS_MAX];
	struct str log_urls[POLICY_LOGS_MAX];
	struct policy_name names[POLICY_NAMES_MAX];
	int quorum;           /* position in names[]; -1: none is needed */
};

/* Reads; on error *line is the line that is wrong (counted from 1; behind the
 * last when the quorum is missing) and *why says what. */
struct policy_error {
	int line;
	const char *why;
};
bool policy_read(struct arena *mem, struct str text, struct policy *out,
    struct policy_error *error);

/* What a checkpoint has of what the policy wants. */
struct policy_verdict {
	int log;            /* which log signed; -1: none */
	uint64_t cosigned;  /* bits of names[]: witnesses and groups that did */
	int witnesses;      /* how many witnesses */
	int64_t oldest, newest; /* their times; 0 without any */
	bool holds;
};
struct policy_verdict policy_ask(struct arena *mem, const struct policy *p,
    const struct signed_note *note);

#endif
