/*
 * coded: the forms that are printed with a code on each page
 * (core/form_code.h): what they say today, and who may file a scan of each.
 *
 *   Mẫu 01, 02, list of evidence   of a dossier: who may edit, receive or check
 *                                  it now (core/workflow.h)
 *   consent of a subject           the commune it is given to
 *   score sheet on paper           who types for its session (act/paper_day.h)
 *
 * For everybody else there is no such form, whatever a code says.
 */
#ifndef ACT_CODED_H
#define ACT_CODED_H

#include "act/dossier.h"
#include "core/form_code.h"

struct coded_form {
	enum coded kind;
	int64_t thing, part;
	uint32_t edition;   /* of what it says today */
	struct str about;   /* "Mật ong Mẫu (hồ sơ 12)" */
	struct str link;    /* where its pages are seen */
};

/* A form that the actor may file a scan of; else absent. */
MUST_CHECK enum rc coded_load(struct ctx *c, enum coded kind, int64_t thing, int64_t part,
    struct coded_form *out);

/* The edition of a form of a dossier that was loaded (the kinds of a dossier). */
MUST_CHECK enum rc coded_of_dossier(struct ctx *c, const struct dossier *d,
    enum coded kind, uint32_t *edition);

#endif
