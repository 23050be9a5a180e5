/*
 * blank_inside: what blank_pdf.c and blank_docx.c share and nobody else needs.
 */
#ifndef PAPER_BLANK_INSIDE_H
#define PAPER_BLANK_INSIDE_H

#include "paper/blank.h"

struct blank_column {
	int width;      /* in proportion to the others */
	char align;     /* 'l', 'c', 'r' */
	struct str head;
};
/* Whether a row of a list is a heading among the others. */
bool blank_row_is_bold(const struct blank_filling *f);
/* The columns of a @table line. */
MUST_CHECK enum rc blank_columns(const struct blank_filling *f, struct str text,
    size_t max, struct blank_column *out, size_t *n);

#define DOCX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_NS \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
/* The file around the text (word/document.xml). */
MUST_CHECK enum rc docx_file(struct str document, const struct blank_about *about,
    struct fault *fault, struct str *out);

#endif
