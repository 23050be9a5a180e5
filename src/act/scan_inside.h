/*
 * scan_inside: what scan.c and scan_sort.c share and nobody else needs.
 */
#ifndef ACT_SCAN_INSIDE_H
#define ACT_SCAN_INSIDE_H

#include "act/scan.h"

/* Records that pages ("1,2") of a form were put in their places; a sheet of which
 * no page is missing any more is there to be typed. */
MUST_CHECK enum rc scan_placed(struct ctx *c, const struct coded_form *f,
    struct scan_id scan, struct str pages);

#endif
