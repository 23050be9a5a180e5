/*
 * merge: a commune goes into another one while it holds dossiers.
 *
 * One act, from the day it is in force: the old unit and its office end and
 * stay findable; dossiers, people, notices, producers and products go to the
 * office that follows. Numbers and codes that were given are not touched; new
 * ones come from the follower's own series. Producers with a dossier on its
 * road and the follower are told. The administrator who does it
 * sees no dossier: not how many there are, nor whose.
 */
#ifndef ACT_MERGE_H
#define ACT_MERGE_H

#include "act/ctx.h"
#include "q.h"

/* The communes of today, to choose from. */
MUST_CHECK enum rc merge_choices(struct ctx *c, struct q_merge_communes_rows *out);

struct merge_values {
	struct agency_id from, to;
	struct day on;            /* the first day of the new one */
	struct str decision_no;   /* that merges them */
};
/* Merges. Field faults: merge_gone at from_agency (ended meanwhile, or none),
 * merge_follower at to_agency (the same, gone, or of another province),
 * merge_day at merged_on (ahead of today, or before the unit was). */
MUST_CHECK enum rc merge_communes(struct ctx *c, const struct merge_values *in);

extern const struct reason WHY_MERGE_GONE, WHY_MERGE_FOLLOWER, WHY_MERGE_DAY;

#endif
