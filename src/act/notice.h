/*
 * notice: what somebody should know when they come back. Written by the acts
 * that cause them (notice_to_… in act/record.h), read here.
 *
 * A notice to an agency is for the officers of its desk (commune, province):
 * who signs, sits in a council or administers there is not told about dossiers.
 * It is read for everybody at the desk once one of them has.
 */
#ifndef ACT_NOTICE_H
#define ACT_NOTICE_H

#include "act/ctx.h"

#define NOTICES_PAGE 30

struct notice {
	struct notice_id id;
	struct str kind;   /* text notice.<kind> */
	struct str arg;    /* fills {0} */
	struct str link;   /* an address of ours */
	struct moment at;
	bool read;
};
struct notices {
	const struct notice *v;
	size_t n;
	struct notice_id next; /* older ones begin behind this; 0: no more */
};

/* The actor's notices, newest first; `after` 0 begins at the newest. */
MUST_CHECK enum rc notice_list(struct ctx *c, struct notice_id after,
    struct notices *out);
/* Marks all that the actor can see as read. Housekeeping. */
MUST_CHECK enum rc notice_read_all(struct ctx *c);

#endif
