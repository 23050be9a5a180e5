/*
 * paper_blank: the text of a paper (data/papers/NAME.txt), read.
 */
#ifndef ACT_PAPER_BLANK_H
#define ACT_PAPER_BLANK_H

#include "paper/blank.h"

/* `name` is of the table of papers (act/papers.h): there is always a text. */
MUST_CHECK enum rc paper_blank(struct arena *mem, struct fault *fault, const char *name,
    struct blank *out);

#endif
