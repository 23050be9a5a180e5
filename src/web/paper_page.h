/*
 * paper_page: Mẫu 01, 02 and 03 as fields on pages; the table behind them is
 * core/paper_fields.
 */
#ifndef WEB_PAPER_PAGE_H
#define WEB_PAPER_PAGE_H

#include "act/paper_text.h"
#include "web/field.h"
#include "web/forms.h"
#include "web/subject.h"

/* One field of a page of Mẫu 01, 02 or 03. */
struct paper_row {
	const struct paper_field *field;
	struct field_view f;       /* named "t.NAME" */
	int64_t number;            /* of its value, for boxes and choices */
	int64_t choices;           /* of PAPER_GENDER, PAPER_ORG: below this number */
	bool prefilled;            /* comes from the profile */
};
struct paper_rows {
	const struct paper_row *v;
	size_t n;
};
struct paper_page {
	struct dossier d;
	enum paper_form form;
	int page, pages;
	enum text title;
	struct paper_rows rows;
	struct moment seen;        /* now: changes behind it are somebody else's */
	bool prefilled;            /* some field comes from the profile */
	bool autosaves;            /* boxes are only kept with the page */
};

/* "Đơn vị đăng ký", …; T_NONE: no such page. */
enum text paper_page_title(enum paper_form form, int page);

/* The rows of one page; after a refused write with what was typed. */
MUST_CHECK enum rc paper_rows(struct visit *v, const struct dossier *d,
    enum paper_form form, int page, struct paper_rows *out);
/* The fields of a posted page as the act takes them. */
struct paper_inputs {
	struct paper_input *v;
	size_t n;
};
struct paper_inputs paper_typed(struct visit *v, const struct paper_page_form *f);
/* What our script is told after an autosave: {"version", "saved"}. */
enum rc saved_answer(struct visit *v, int64_t version);

/* The name of a choice of PAPER_GENDER or PAPER_ORG. */
enum text paper_choice_text(enum paper_kind kind, int64_t value);
int64_t paper_number(struct str value);
/* field.NAME */
enum text paper_label(const struct paper_field *f);

#endif
