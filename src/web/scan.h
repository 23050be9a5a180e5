/*
 * scan: the pages where a scan of printed forms is handed in and sorted.
 */
#ifndef WEB_SCAN_H
#define WEB_SCAN_H

#include "act/scan.h"
#include "web/field.h"

#define WAITING_SHOWN 20 /* at a time: each has a picture and a list of places */

/* A place that a page may be put in by hand. */
struct scan_choice {
	struct str value, label; /* "2:12:0"; "Mẫu 02: Mật ong (hồ sơ 12)" */
};

struct scan_page_view {
	const struct q_scan_pages *p;
	struct str wrong;            /* why it was refused just now; empty: not, or said at a field */
	struct field_view to, no;    /* with what was typed before that */
	bool refused;
	const struct scan_form *form; /* where its code says; NULL: not known */
};

struct scan_page {
	struct scan_view v;
	const struct scan_page_view *waiting;
	size_t n_waiting, n_more;
	const struct scan_page_view *away; /* put aside, or replaced */
	size_t n_away;
	const struct scan_choice *choices;
	size_t n_choices;
};

struct scans_page {
	struct q_scan_mine_rows rows;
};

enum text coded_text(enum coded kind);
/* "2, 5, 7" */
struct str numbers_text(struct arena *mem, const int *v, size_t n);

#endif
