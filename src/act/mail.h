/*
 * mail: letters that say that notices wait. A letter has no text of its own and
 * no personal data: it says that something waits and gives the link. It waits in
 * a queue in the database; main/post.c sends it. The page of notices stays first:
 * who has read there gets no letter.
 */
#ifndef ACT_MAIL_H
#define ACT_MAIL_H

#include "act/ctx.h"
#include "q.h"

enum mail_state { MAIL_WAITS = 1, MAIL_SENT, MAIL_FAILED };
#define MAIL_TRIES 5

/* Queues one letter for each person with unread notices that came since the last
 * time. What was there before mail was switched on is not mailed. Housekeeping. */
MUST_CHECK enum rc mail_gather(struct ctx *c);
/* Letters whose turn it is, at most twenty. */
MUST_CHECK enum rc mail_due(struct ctx *c, struct q_mail_due_rows *out);
/* What came of a try; `why` empty: it was taken. After MAIL_TRIES it is given up.
 * Housekeeping. */
MUST_CHECK enum rc mail_tried(struct ctx *c, struct mail_id id, int64_t tries,
    struct str why);
/* The wait behind the n-th failure, from 1. */
int64_t mail_wait_ms(int64_t tries);

/* Where the actor wants mail; empty: none. */
MUST_CHECK enum rc mail_address_set(struct ctx *c, struct str address);
MUST_CHECK enum rc mail_address(struct ctx *c, struct str *out);

#endif
