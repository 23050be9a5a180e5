/*
 * cosigner: the witnesses of this office's own log.
 *
 * Each is asked for its word on the newest head soon after the log has grown,
 * and once a day when it has not, so that its word is never older than a day.
 * Whoever does not answer is asked again, ever more seldom, and nothing waits
 * for them: a head counts as soon as this office has signed it. What a witness
 * said last is kept with its whole checkpoint.
 *
 * Asking by line is split in three, because it may take long: what is due
 * (database), the dialogue (no database), what came of it (database).
 */
#ifndef ACT_COSIGNER_H
#define ACT_COSIGNER_H

#include "act/ctx.h"
#include "act/witness.h"
#include "ledger/tree.h"
#include "q.h"

#define COSIGNERS_MAX 32
#define COSIGN_PAUSE_S 60         /* between two questions to one witness */
#define COSIGN_PAUSE_MOST_S 3600  /* … that does not answer */
#define COSIGN_DAILY_S 82800      /* 23 hours: a day never passes without a word */

extern const struct reason WHY_OWN_KEY;      /* invalid: nobody is his own witness */

/* ---- who they are ------------------------------------------------------------ */

/* One as people see it. */
struct cosigner_view {
	struct q_cosigner_list row;
	int64_t behind;         /* entries that its word does not cover; -1: no word yet */
	int64_t age_hours;      /* of its word; -1: none yet */
};
struct cosigners_view {
	size_t n;
	struct cosigner_view v[COSIGNERS_MAX];
};
MUST_CHECK enum rc cosigners_load(struct ctx *c, struct cosigners_view *out);
/* Asks this witness from now on; the same key again: at another address. */
MUST_CHECK enum rc cosigner_put(struct ctx *c, struct str vkey, struct str url);
/* No longer. Absent: it is none. */
MUST_CHECK enum rc cosigner_drop(struct ctx *c, struct str name);

/* ---- asking by line ------------------------------------------------------------ */

struct cosigner_task {
	struct str name, vkey, url;
	int64_t known;          /* how many entries it knew last */
};
struct cosigner_tasks {
	size_t n;
	struct cosigner_task v[COSIGNERS_MAX];
	struct tree_head head;  /* about which all are asked */
	struct str checkpoint;
};
/* Those whose turn it is (`all`: everybody); from here on they count as asked. An
 * act without a record: housekeeping. None while the log is closed. */
MUST_CHECK enum rc cosigners_due(struct ctx *c, bool all, struct cosigner_tasks *out);

/* How a body is sent: bounded in time and size. False: no answer, and q->why says
 * why. */
struct cosigner_question {
	struct arena *mem;
	struct str url, body;
	const char *why;
};
struct cosigner_line {
	bool (*post)(void *arg, struct cosigner_question *q, struct witness_reply *out);
	void *arg;
};
/* What came of it. */
struct cosigner_said {
	struct str name;
	bool cosigned;
	struct str lines;       /* good ones of this witness */
	int64_t seconds;        /* the time they say, POSIX */
	int64_t known;          /* what it knows now */
	struct str why;         /* in vain: one line of English */
};
/* The dialogue: asks, and once more when it knows another size. No database. */
struct cosigner_talk {
	struct publisher *log;
	const struct cosigner_line *line;
	struct arena *mem;
};
void cosigner_talk(const struct cosigner_talk *with, const struct cosigner_tasks *all,
    size_t which, struct cosigner_said *out);
/* Keeps what came of it; the lines go into the published head. */
MUST_CHECK enum rc cosigner_told(struct ctx *c, const struct cosigner_tasks *all,
    const struct cosigner_said *said);

/* ---- by file --------------------------------------------------------------------- */

/* Takes the lines that a witness answered to the request that was made last, or
 * about the newest head. */
MUST_CHECK enum rc cosigner_take(struct ctx *c, struct str lines, struct str vkey);

#endif
