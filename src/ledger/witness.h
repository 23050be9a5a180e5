/*
 * witness: watching that another's log only grows (c2sp.org/tlog-witness).
 *
 * The other sends its newest checkpoint and the path from the one we know; we
 * answer with a cosignature, or say why not. Pure: what we know is given, what
 * to keep is told; storing it, before answering and in one piece, is the
 * caller's. Whole signed checkpoints are kept, because two that contradict each
 * other prove a fork to everybody.
 */
#ifndef LEDGER_WITNESS_H
#define LEDGER_WITNESS_H

#include "ledger/checkpoint.h"

#define WITNESS_BODY_MAX (NOTE_BYTES_MAX + 4096)

struct witness_request {
	int64_t older;         /* the size that the asker thinks we know */
	struct path path;
	struct str bytes;      /* the checkpoint as it came, with signatures */
	struct signed_note note;
	struct checkpoint checkpoint;
};

/* Reads the body of add-checkpoint, from the line or from a file. */
bool witness_read(struct arena *mem, struct str body, struct witness_request *out);
/* Makes one: for our own log, or for a stick. */
struct str witness_body(struct arena *mem, int64_t older, const struct path *path,
    struct str checkpoint);

/* Answers are the statuses of the protocol. */
enum witness_answer {
	WITNESS_COSIGN = 200,
	WITNESS_OLD_TOO_LARGE = 400,
	WITNESS_NOT_SIGNED = 403,   /* by the key we know for this origin */
	WITNESS_UNKNOWN = 404,      /* we do not watch this log */
	WITNESS_OTHER_SIZE = 409,   /* we know another size (or another root) */
	WITNESS_NOT_GROWN = 422,    /* the path does not hold: perhaps a fork */
};

/* What we know of the log of this origin. */
struct witnessed {
	bool known;               /* we watch it */
	struct note_key key;      /* of the log */
	struct tree_head head;    /* last cosigned; size 0: nothing yet */
};

/* Decides. `*fork` is true when the request, signed by the log, contradicts
 * what we know: keep it beside the checkpoint we have, as evidence. */
enum witness_answer witness_judge(const struct witnessed *w,
    const struct witness_request *r, bool *fork);

#endif
