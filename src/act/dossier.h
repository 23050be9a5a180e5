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
#include "core/certificate.h"
#include "core/dossier.h"
#include "core/kinds.h"
#include "core/law.h"
#include "core/transition.h"
#include "core/workflow.h"

/* The certificate that an upgrade or a re-evaluation starts from. */
struct certificate_brief {
	struct certificate_id id; /* 0: none, a first time */
	struct str code;
	int star;
	struct day valid_until, revoked, extended;
	bool replaced;
};

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
	struct agency_id evaluator;    /* whose turn it is: the province's, the Ministry's */
	enum unit_level level;         /* LEVEL_PROVINCE, LEVEL_MINISTRY: of the evaluator */
	struct str commune_name, commune_code, province_name, province_code;
	struct str evaluator_name;
	struct str above_name;         /* of the Ministry's agency; empty: none in this office */
	struct str product_name, product_code, unit_code, photo;
	struct str subject_name;
	enum subject_kind subject_kind;
	int samples;
	struct str slip_no, slip2_no, request_no, note;
	struct day request_on, due_on;
	struct certificate_brief from; /* upgrade, re-evaluation: what it starts from */
	struct str late_why;           /* why it was begun after the window */
	struct str forward_late_why;   /* why the commune forwarded it late (Đ7.2) */
	struct day sent_up_on;         /* the province's request to the Ministry */
	struct transition transition;  /* under rules that were replaced (Đ12.2) */
	struct day full_on;            /* the evaluator has all of it (Đ7.6.g) */
	struct str letter_no, order_no; /* to the Ministry; its order to do it again */
	struct moment opened_at, submitted_at, received_at, forwarded_at,
	    accepted_at, concluded_at, decided_at;
	struct moment since_at;        /* the last step of its road */
	int64_t version;
	struct dossier_facts facts;    /* as the workflow wants them */
	uint64_t may;                  /* bits of deeds open to the reader now */
};

/* Whether the reader may do this to it now. */
#define DOSSIER_MAY(d, deed) (((d)->may >> (deed)) & 1u)

/* Which kinds of dossier may be opened for a product today, and why not the
 * others. */
struct dossier_choice {
	const struct reason *why[DOSSIER_KIND__COUNT]; /* NULL: may */
	struct certificate_brief from;   /* its newest certificate */
	struct dossier_id before;        /* the dossier that brought it; 0: none here */
	struct certificate_window window; /* of a re-evaluation; none without one */
	bool late;                       /* behind the window: needs a reason */
	struct dossier_id open;          /* one on its road */
};
MUST_CHECK enum rc dossier_choose(struct ctx *c, struct product_id product,
    struct dossier_choice *out);

struct opening {
	struct product_id product;
	enum dossier_kind kind;
	struct str late_why; /* a re-evaluation begun after its window (Đ7.6.a) */
};
/* Opens a dossier for a product of the actor's subject. One that starts from a
 * certificate takes along what the dossier before it said: texts, points,
 * papers that are still good. Reasons: absent, subject_waits, dossier_open
 * (one is on its road; the detail is its number), has_certificate (a first
 * time, and one stands), no_certificate, five_already (nothing above it),
 * too_early (before the window; the detail is its first day), late_why (field:
 * after its last day a reason is needed), set_outdated (choose the set again),
 * no_commune (the unit has no agency here). */
MUST_CHECK enum rc dossier_open(struct ctx *c, const struct opening *in,
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
 * rules_changed (a draft of rules that were replaced before it was filed),
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
	struct str on_behalf;   /* … for this producer, with her consent; else empty */
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
/* The producer and his commune hear where a dossier goes; the commune tells who has no
 * phone. `kind` of the notice: as for notice_to_subject. */
MUST_CHECK enum rc dossier_told(struct ctx *c, const struct dossier *d, const char *kind);

/* The deadline of the evaluating agency for a dossier in its hands: under rules
 * that were replaced the last day of Đ12.2; 45 days from the day it had all of
 * it for a re-evaluation (Đ7.6.g); none else. */
MUST_CHECK enum rc dossier_due(struct ctx *c, const struct dossier *d,
    struct day full_on, struct day *out);

extern const struct reason WHY_DOSSIER_OPEN, WHY_LATE_WHY, WHY_SET_OUTDATED, WHY_NO_COMMUNE,
    WHY_NOT_TRUTHFUL, WHY_DOSSIER_GAPS, WHY_RULES_CHANGED;

#endif
