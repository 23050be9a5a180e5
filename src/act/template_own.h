/*
 * template_own: an office's own DOCX, filled. What templates there are and how one
 * is taken: act/template.h.
 */
#ifndef ACT_TEMPLATE_OWN_H
#define ACT_TEMPLATE_OWN_H

#include "act/ctx.h"
#include "paper/values.h"

/* The template of a hash, filled by ocop-look. Slow. Faults: those of look.h. */
MUST_CHECK enum rc template_own_fill(struct ctx *c, struct str hash, const struct values *values,
    struct str *out);
/* The DOCX of a paper, by its name, from the office's own template; *own false: it
 * has none. */
MUST_CHECK enum rc template_make(struct ctx *c, const char *paper, const struct values *values,
    bool *own, struct str *out);

#endif
