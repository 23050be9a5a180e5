/*
 * publisher_inside: what publisher.c and publisher_own.c share and nobody else needs.
 */
#ifndef ACT_PUBLISHER_INSIDE_H
#define ACT_PUBLISHER_INSIDE_H

#include <pthread.h>
#include <stdatomic.h>

#include "act/publisher.h"

struct publisher {
	struct arena own;
	pthread_mutex_t lock;     /* of log */
	struct log log;
	struct note_signer witness;
	struct str dir, agency, office_key;
	int64_t base;             /* the place of the first entry in the database */
	const struct es256_key *code_key;
	bool closed;
	atomic_bool stuck;        /* asked by who must not wait for a slow disk */
	int held;                 /* keys/open: nobody changes the keys meanwhile */
};

#endif
