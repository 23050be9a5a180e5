/*
 * ask: one POST to another office or service, bounded: http and https alone, no redirects,
 * ten seconds to connect, twenty in all, an answer of 64 KiB at most. The other
 * side is not trusted.
 */
#ifndef MAIN_ASK_H
#define MAIN_ASK_H

#include <stdatomic.h>

#include "act/cosigner.h"

struct asker {
	const atomic_bool *stop; /* true: give up at once; NULL: never */
	const char *type;        /* of what is sent; NULL: text/plain */
};

/* The `post` of a cosigner_line; `arg` is a struct asker. */
bool ask_post(void *arg, struct cosigner_question *q, struct witness_reply *out);

#endif
