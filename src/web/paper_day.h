/*
 * paper_day: the pages where sheets of a meeting on paper are typed.
 */
#ifndef WEB_PAPER_DAY_H
#define WEB_PAPER_DAY_H

#include "act/paper_day.h"
#include "act/scan.h"
#include "web/field.h"
#include "web/out.h"

struct paper_day_page {
	struct paper_day_view v;
	struct address back;     /* the session, where its reader works on it */
};

/* A level to choose from, and a criterion with its levels. */
struct typed_level {
	struct str value, label; /* "b:3"; "3 điểm" */
	bool chosen;             /* typed before this page was refused */
};
struct typed_row {
	struct str id, field, name;
	const struct typed_level *v;
	size_t n;
	struct str one, two;     /* what each typed, where they differ */
	bool wrong;
};

struct paper_sheet_page {
	struct field_options stops; /* grounds of a knock-out, none first */
	struct str stop_said[2]; /* what each read of it */
	bool ask_remark, ask_stop;
	struct paper_sheet_view v;
	const struct typed_row *rows; /* those to be typed now */
	size_t n;
	bool picture;            /* the scan is a picture, no PDF */
	const struct q_scan_form_pages *pages; /* it came page by page, by codes */
	size_t n_pages;
	struct str there, missing; /* "1, 3": pages that came and those that did not; else empty */
};

/* The words of enum paper_step in a list. */
enum text paper_step_text(const struct q_paper_sheets *s);

#endif
