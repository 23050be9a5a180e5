/*
 * issue: the page of one paper on its way out and back; see act/issue.h.
 */
#ifndef WEB_ISSUE_H
#define WEB_ISSUE_H

#include "act/issue.h"
#include "act/series.h"
#include "act/template.h"
#include "web/out.h"
#include "web/visit.h"

struct issue_page {
	struct issue_view v;
	struct str name;       /* as in its address: "bien-ban" */
	bool may_number, may_keep, may_sign;
	bool came_back;        /* a signed file that holds */
	struct address back;   /* the thing it is a paper of */
};

/* The addresses of a signing tool, shown once (act/sign_pass.h). */
struct sign_pass_page {
	const struct paper *paper;
	int64_t id;
	struct str name;
	struct str from, to;
	struct moment until;
};

/* The words of states kept in the database. */
enum text signed_state_text(int64_t state);
enum text signature_state_text(int64_t state);

/* The papers that take numbers from a series. */
struct str series_called(const struct series_view *all, struct str series);

struct roots_page {
	struct q_root_list_rows rows;
};

#endif
