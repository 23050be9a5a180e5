/*
 * paper_fields: the texts of Mẫu 01, Mẫu 02 (parts I, II, IV) and the four
 * assessments of Mẫu 03 (QĐ 26/2026, Phụ lục III), as a table.
 *
 * A row is one field: on which short page it is asked, how long it may be,
 * whether the form is incomplete without it, and where its first value comes
 * from. Pages, checks and printed papers all read this table. The label of a
 * field is the text `field.NAME`, its help `paper.hint.NAME`.
 */
#ifndef CORE_PAPER_FIELDS_H
#define CORE_PAPER_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum paper_form { FORM_01 = 1, FORM_02, FORM_03 };

enum paper_kind {
	PAPER_LINE,
	PAPER_LINES,  /* several lines */
	PAPER_PHONE,
	PAPER_EMAIL,
	PAPER_DAY,    /* kept as dd/mm/yyyy */
	PAPER_NUMBER, /* a whole number, 0 to 999 */
	PAPER_GENDER, /* enum gender, as a number */
	PAPER_ORG,    /* enum subject_kind, as a number */
	PAPER_TICKS   /* bits of enum subject_tick, as a number */
};

/* Where a field gets its value until somebody types another. */
enum paper_source {
	FROM_NOTHING, FROM_SUBJECT_NAME, FROM_ADDRESS, FROM_PHONE, FROM_EMAIL,
	FROM_REP_NAME, FROM_REP_POSITION, FROM_REP_GENDER, FROM_REP_ETHNICITY,
	FROM_REP_RESIDENCE, FROM_KIND, FROM_REG_NO, FROM_REG_ON, FROM_TICKS,
	FROM_HISTORY, FROM_STRUCTURE, FROM_PRODUCT_NAME, FROM_SPEC, FROM_STANDARD,
	FROM_SAMPLES
};

struct paper_field {
	struct str name;        /* in dossier_text and in the form */
	enum paper_form form;
	int page;               /* from 1 */
	enum paper_kind kind;
	size_t max;             /* code points */
	bool required;          /* the printed form is incomplete without it */
	enum paper_source from;
	const char *clause;     /* where the printed form asks for it */
};

extern const struct paper_field paper_fields[];
extern const size_t paper_fields_n;

/* How many short pages a form has; 0 for Mẫu 03. */
int paper_pages(enum paper_form form);
/* A field by name, or NULL. */
const struct paper_field *paper_field(struct str name);
/* Whether it speaks of a person and not of the subject or its product (Law 91/2025/QH15). */
bool paper_field_personal(const struct paper_field *f);

#define PAPER_ASSESSMENTS 4 /* contents of Mẫu 03 part II (Đ7.2.a) */

#endif
