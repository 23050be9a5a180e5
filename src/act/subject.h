/*
 * subject: the profile of a subject (chủ thể), Mẫu 02 part I (QĐ 26/2026
 * Phụ lục III), kept by its owner in three short sections.
 *
 * Two people of one subject may write at the same time. Each section carries a
 * mark of the values it was made from; when those are no longer the ones in
 * the store, nothing is written and the second writer sees both.
 *
 * The representative's gender, ethnicity, residence and disability are
 * personal, partly sensitive: only the owner reads them here, and the officers
 * who check a dossier of this subject read them there.
 */
#ifndef ACT_SUBJECT_H
#define ACT_SUBJECT_H

#include "act/ctx.h"
#include "q.h" /* rows are plain data; only acts call the statements */

/* Whether a kind may file at all (Đ2.3). */
bool subject_kind_is(int64_t kind);

struct subject_view {
	struct q_subject_load it;
	struct q_subject_counts has;
	/* Marks of the sections as they are now. */
	struct str mark_general, mark_person, mark_about;
	bool general_done, person_done, about_done; /* what a dossier needs */
};

/* The actor's own subject. */
MUST_CHECK enum rc subject_load(struct ctx *c, struct subject_view *out);

struct subject_general {
	struct str name, address, phone, email, reg_no;
	int64_t kind;
	struct day reg_on;
	struct str mark; /* of the values the form was made from */
};
struct subject_person {
	struct str name, position, ethnicity, residence;
	int64_t gender;     /* enum gender; 0 not said */
	int64_t disability; /* 0 not said, 1 no, 2 yes */
	struct str mark;
};
struct subject_about {
	struct str history, structure;
	int64_t ticks; /* enum subject_tick bits */
	struct str mark;
};

/* Faults: stale (with the view loaded again by the caller), field faults
 * phone, kind_wrong, reg_later, choice_wrong. */
MUST_CHECK enum rc subject_set_general(struct ctx *c, const struct subject_general *in);
MUST_CHECK enum rc subject_set_person(struct ctx *c, const struct subject_person *in);
MUST_CHECK enum rc subject_set_about(struct ctx *c, const struct subject_about *in);

/* What acts of producers ask first: the actor's subject has been approved.
 * Fault: subject_waits. */
MUST_CHECK enum rc subject_check_active(struct ctx *c);

extern const struct reason WHY_SUBJECT_WAITS, WHY_REG_LATER;

#endif
