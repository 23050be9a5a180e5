/*
 * scan_form: what lies in the places of one printed form, and which pages are
 * missing. How pages come there: act/scan.h.
 */
#ifndef ACT_SCAN_FORM_H
#define ACT_SCAN_FORM_H

#include "act/coded.h"
#include "q.h"

/* A form with what lies in its places. */
struct scan_form {
	struct coded_form form;
	struct q_scan_form_pages_rows pages;
	int of;               /* pages of the whole form; 0: not known */
	const int *missing;   /* their numbers */
	size_t n_missing;
	size_t n_old;         /* placed pages of an earlier edition */
};
/* Of a form that its reader may file. */
MUST_CHECK enum rc scan_form_load(struct ctx *c, const struct coded_form *form,
    struct scan_form *out);

#endif
