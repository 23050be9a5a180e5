/*
 * mark: the code of a form (core/form_code.h) in the lower right corner of each
 * page, with a line that people sort by. How many pages there are is known only at
 * the end, so a paper with codes is made twice:
 *
 *   do rc = slip_render(…); while (rc == RC_OK && pdf_mark_again(&mark));
 */
#ifndef PAPER_MARK_H
#define PAPER_MARK_H

#include "core/form_code.h"
#include "paper/pdf.h"

struct pdf_mark {
	struct form_code form; /* page and of: filled in here */
	struct str key;        /* empty: no codes */
	struct str name;       /* "Mẫu 01, hồ sơ 12" */
	int pages;             /* set by pdf_end() */
};
bool pdf_mark_again(struct pdf_mark *m);

#endif
