/*
 * telling: who has no phone is told by her commune, and that is written down.
 *
 * Notices reach accounts. A subject that nobody signs in for, or that an officer files
 * for (act/consent.h), is told otherwise: the commune's desk lists what has happened to
 * its dossiers, and after the star to its certificates (due, lapsed, extended, inspected,
 * revoked), since it was last told, what comes next and until when, and keeps who
 * told it, on which day, in which way. The law asks that results be told (QĐ 26/2026
 * Đ7.3.g) and names no way: what is listed here is ours.
 */
#ifndef ACT_TELLING_H
#define ACT_TELLING_H

#include "act/register.h"
#include "q.h"

/* Numbers are in the database: add at the end. */
enum telling_way {
	TOLD_BY_PHONE = 1,
	TOLD_IN_PERSON,
	TOLD_ON_PAPER,
	TELLING_WAY__COUNT
};

struct telling_row {
	const struct q_telling_list *r;
	bool waits; /* something happened since it was last told */
};
/* A certificate to which something happened after it was issued. An inspection is told
 * of when it was there, never before. */
struct telling_certificate {
	const struct q_telling_certificates *r;
	enum life_next next;
	struct deadline until;
	bool waits;
};
struct telling_view {
	const struct telling_row *v; /* a row for each dossier, earliest date first */
	size_t n, n_waits;           /* n_waits: certificates too */
	const struct telling_certificate *certificates;
	size_t n_certificates;
	struct day due_on;           /* the earliest of those that wait; none */
	struct moment since;         /* the oldest step that waits */
};
/* Of the actor's commune. */
MUST_CHECK enum rc telling_load(struct ctx *c, struct telling_view *out);

/* One subject: its dossiers and what it was told. Absent: not one of those above. */
struct telling_subject {
	struct subject_id id;
	struct str name, phone;
	struct telling_view dossiers;
	struct q_tellings_rows told;
};
MUST_CHECK enum rc telling_subject_load(struct ctx *c, struct subject_id id,
    struct telling_subject *out);

struct telling_values {
	int64_t way;
	struct day on;
	struct str words;
};
/* Writes down that it was told. Field faults: bad_choice at telling_way, telling_day at
 * told_on (a day to come, or more than sixty days ago), no_sentence at told_words. */
MUST_CHECK enum rc telling_add(struct ctx *c, struct subject_id id,
    const struct telling_values *in);

extern const struct reason WHY_TELLING_DAY;
extern const struct reason WHY_TELLING_WORDS; /* nothing was written of what was told */

#endif
