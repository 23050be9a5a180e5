/*
 * criterion: what the pages of the self-assessment show.
 */
#ifndef WEB_CRITERION_H
#define WEB_CRITERION_H

#include "act/self_score.h"
#include "web/dossier.h"

struct level_choice {
	const struct level *level; /* NULL: none of the printed levels */
	bool chosen;
};
struct box_row {
	const struct box_paper *paper;
	bool cited;
	struct str from, to;       /* pages as typed or kept */
	struct str fault_text;
};
struct criterion_page {
	struct dossier d;
	struct self_assessment self;
	const struct self_line *line;
	const struct criterion *before, *next;
	size_t position;           /* from 1 */
	bool ask_branch;           /* a case has to be chosen first */
	const struct level_choice *levels;
	size_t n_levels;
	struct str note;
	const struct box_row *box; /* cited ones first */
	size_t n_box, n_cited;
	struct str points_fault, note_fault;
};

#endif
