/*
 * dossier: one product on its way to its star (QĐ 26/2026 Đ6, Đ7).
 *
 * Opened by the producer under the rule pack in force, which it keeps to its
 * end; who holds it and what may be done to it next is a question for
 * core/workflow. Every change goes through dossier_begin(): it locks, loads
 * and asks the workflow, so that no act forgets one of the three.
 */
#ifndef ACT_DOSSIER_H
#define ACT_DOSSIER_H

#include "act/ctx.h"
#include "core/dossier.h"
#include "core/law.h"
#include "core/workflow.h"

struct dossier {
	struct dossier_id id;
	struct product_id product;
	struct subject_id subject;
	enum dossier_kind kind;
	enum dossier_state state;
	const struct pack *pack;
	const struct criteria_set *set;
	struct str branch;             /* set 26: the case chosen; empty: not yet */
	struct agency_id commune, province;
	struct str commune_name, commune_code, province_name, province_code;
	struct str product_name, product_code, unit_code, photo;
	struct str subject_name;
	enum subject_kind subject_kind;
	int samples;
	struct str slip_no, slip2_no, request_no, note;
	struct day request_on, due_on;
	struct moment opened_at, submitted_at, received_at, forwarded_at,
	    accepted_at, concluded_at, decided_at;
	struct moment since_at;        /* the last step of its road */
	int64_t version;
	struct dossier_facts facts;    /* as the workflow wants them */
	unsigned may;                  /* bits of deeds open to the reader now */
};

/* Whether the reader may do this to it now. */
#define DOSSIER_MAY(d, deed) (((d)->may >> (deed)) & 1u)

/* Opens a first-time dossier for a product of the actor's subject. Reasons:
 * absent, subject_waits, dossier_open (one is on its road; the detail is
 * its number), has_certificate (good today: that is an upgrade), set_outdated
 * (choose the set again), no_commune (the unit has no agency here). */
MUST_CHECK enum rc dossier_open(struct ctx *c, struct product_id product,
    struct dossier_id *out);

/* One dossier, for a reader who may see it; else absent. */
MUST_CHECK enum rc dossier_load(struct ctx *c, struct dossier_id id,
    struct dossier *out);

/* Locks, loads, and asks whether the actor may do this now. On success *next
 * is the state that the deed leads to. */
MUST_CHECK enum rc dossier_begin(struct ctx *c, struct dossier_id id,
    enum deed what, struct dossier *out, enum dossier_state *next);

/* Producer → commune. `truthful`: the undertaking of Mẫu 01 was ticked.
 * Freezes the texts that came from the profile. Reasons: not_truthful,
 * dossier_gaps (the detail counts them; dossier_gaps() names them). */
MUST_CHECK enum rc dossier_submit(struct ctx *c, struct dossier_id id,
    bool truthful);

/* The producer takes it back. */
MUST_CHECK enum rc dossier_withdraw(struct ctx *c, struct dossier_id id,
    struct str why);

/* One step of its road, as recorded. */
struct dossier_step {
	struct moment at;
	struct str kind;        /* "dossier.received" */
	struct str agency_name; /* who did it; empty: the producer */
};
struct dossier_steps {
	const struct dossier_step *v;
	size_t n;
};
/* All steps of a dossier that was loaded, oldest first. */
MUST_CHECK enum rc dossier_history(struct ctx *c, const struct dossier *d,
    struct dossier_steps *out);

/* The address of a dossier, for notices. */
struct str dossier_link(struct ctx *c, struct dossier_id id);

extern const struct reason WHY_DOSSIER_OPEN,
    WHY_HAS_CERTIFICATE, WHY_SET_OUTDATED, WHY_NO_COMMUNE, WHY_NOT_TRUTHFUL,
    WHY_DOSSIER_GAPS, WHY_CHANGED_MEANWHILE;

#endif
