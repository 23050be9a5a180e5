/*
 * demo_steps: the steps of the road, each done as its person; see demo.h.
 */
#ifndef MAIN_DEMO_STEPS_H
#define MAIN_DEMO_STEPS_H

#include "main/demo.h"

struct demo_dossier {
	const struct commune *at;
	struct actor producer;
	struct dossier_id id;
	int good; /* of ten criteria how many get their best level */
	const char *gtin; /* of its product; NULL: none */
};

/* Subject, product, papers, every criterion answered; not yet handed in. */
MUST_CHECK enum rc demo_step_open(struct demo *d, struct str login,
    struct str product, struct str set, struct demo_dossier *out);
MUST_CHECK enum rc demo_step_submit(struct demo *d, struct demo_dossier *x);
MUST_CHECK enum rc demo_step_receive(struct demo *d, struct demo_dossier *x);
/* Check, four assessments, request letter. */
MUST_CHECK enum rc demo_step_forward(struct demo *d, struct demo_dossier *x);
MUST_CHECK enum rc demo_step_take(struct demo *d, struct demo_dossier *x);
MUST_CHECK enum rc demo_step_accept(struct demo *d, struct demo_dossier *x);
/* Opens the product; `sealed` members seal their sheets, two more have drafts. */
MUST_CHECK enum rc demo_step_score(struct demo *d, struct agenda_id id,
    int good, int sealed);
/* Closes, agrees findings, concludes. */
MUST_CHECK enum rc demo_step_conclude(struct demo *d, struct agenda_id id);

struct demo_certificate {
	struct str product, set;
	int star;
	struct day issued;
	bool revoked;
};
/* A certificate of an invented subject from earlier years. */
MUST_CHECK enum rc demo_step_certificate(struct demo *d,
    const struct demo_certificate *in, struct str *code);

#endif
