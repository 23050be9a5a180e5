/*
 * template: an office's own DOCX of a paper instead of the program's.
 *
 * It is taken only when ocop-look has opened it, filled every place in it with
 * something and found no place that the paper does not know. It is kept by
 * hash; put away, the program's own is used again. Every change is recorded.
 */
#ifndef ACT_TEMPLATE_H
#define ACT_TEMPLATE_H

#include "act/papers.h"
#include "blob/look.h"
#include "q.h"

struct template_view {
	const struct paper *paper;
	struct str title, places;   /* of its text; a line for each place it has */
	bool own;                   /* the office has its own */
	struct q_template_of row;
};
struct templates_view {
	const struct template_view *v;
	size_t n;
};
/* All papers that have a template. */
MUST_CHECK enum rc templates_load(struct ctx *c, struct templates_view *out);

/* The paper of a template by its name; NULL: none such. */
const struct paper *template_paper(struct str name);

/* Looks at a template and fills it for trial: slow. Faults: those of look.h,
 * file_kind when it is no DOCX. */
MUST_CHECK enum rc template_prepare(struct ctx *c, const struct paper *paper,
    const struct look_at *at, struct looked *out);
/* Uses it from now on (writes); the one before is put away. */
MUST_CHECK enum rc template_set(struct ctx *c, const struct paper *paper,
    struct str name, const struct looked *looked);
/* The program's own again (writes). Absent when there is no other. */
MUST_CHECK enum rc template_drop(struct ctx *c, const struct paper *paper);

#endif
