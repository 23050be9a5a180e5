/* paper_fields: see paper_fields.h. */
#include "core/paper_fields.h"

#define M01 "QĐ 26/2026 Mẫu 01"
#define M02I "QĐ 26/2026 Mẫu 02 phần I"
#define M02II "QĐ 26/2026 Mẫu 02 phần II"
#define M02IV "QĐ 26/2026 Mẫu 02 phần IV"
#define M03 "QĐ 26/2026 Mẫu 03 phần II"
#define N(lit) { "" lit, sizeof(lit) - 1 }

const struct paper_field paper_fields[] = {
	/* name                   form     page kind       max  required  first value          clause */
	{ N("applicant_name"),    FORM_01, 1, PAPER_LINE,   200, true,  FROM_SUBJECT_NAME,  M01 ".1" },
	{ N("applicant_address"), FORM_01, 1, PAPER_LINE,   300, true,  FROM_ADDRESS,       M01 ".1" },
	{ N("rep_name"),          FORM_01, 2, PAPER_LINE,   100, true,  FROM_REP_NAME,      M01 ".1" },
	{ N("rep_position"),      FORM_01, 2, PAPER_LINE,   100, true,  FROM_REP_POSITION,  M01 ".1" },
	{ N("applicant_phone"),   FORM_01, 3, PAPER_PHONE,   30, true,  FROM_PHONE,         M01 ".1" },
	{ N("applicant_email"),   FORM_01, 3, PAPER_EMAIL,  120, false, FROM_EMAIL,         M01 ".1" },
	{ N("product_name"),      FORM_01, 4, PAPER_LINE,   200, true,  FROM_PRODUCT_NAME,  M01 ".2" },
	{ N("samples"),           FORM_01, 5, PAPER_NUMBER,   3, true,  FROM_SAMPLES,       M01 ".5, Đ6.2" },
	{ N("attachments"),       FORM_01, 5, PAPER_LINES,  500, false, FROM_NOTHING,       M01 ".5" },
	{ N("sign_place"),        FORM_01, 6, PAPER_LINE,   100, true,  FROM_NOTHING,       M01 ".7" },

	{ N("org_kind"),          FORM_02, 1, PAPER_ORG,      2, true,  FROM_KIND,          M02I ", Đ2.3" },
	{ N("reg_no"),            FORM_02, 1, PAPER_LINE,    60, false, FROM_REG_NO,        M02I },
	{ N("reg_on"),            FORM_02, 1, PAPER_DAY,     10, false, FROM_REG_ON,        M02I },
	{ N("rep_gender"),        FORM_02, 2, PAPER_GENDER,   1, false, FROM_REP_GENDER,    M02I },
	{ N("rep_ethnicity"),     FORM_02, 2, PAPER_LINE,    60, false, FROM_REP_ETHNICITY, M02I },
	{ N("rep_residence"),     FORM_02, 2, PAPER_LINE,   300, false, FROM_REP_RESIDENCE, M02I },
	{ N("spec"),              FORM_02, 3, PAPER_LINES,  500, true,  FROM_SPEC,          M02I },
	{ N("standard"),          FORM_02, 3, PAPER_LINES,  500, false, FROM_STANDARD,      M02I },
	{ N("ticks"),             FORM_02, 3, PAPER_TICKS,    5, false, FROM_TICKS,         M02I },
	{ N("history"),           FORM_02, 4, PAPER_LINES, 4000, true,  FROM_HISTORY,       M02I },
	{ N("structure"),         FORM_02, 4, PAPER_LINES, 4000, true,  FROM_STRUCTURE,     M02I },
	{ N("result_material"),   FORM_02, 5, PAPER_LINES, 4000, true,  FROM_NOTHING,       M02II },
	{ N("result_quality"),    FORM_02, 5, PAPER_LINES, 4000, true,  FROM_NOTHING,       M02II },
	{ N("result_market"),     FORM_02, 5, PAPER_LINES, 4000, true,  FROM_NOTHING,       M02II },
	{ N("result_revenue"),    FORM_02, 5, PAPER_LINES, 4000, true,  FROM_NOTHING,       M02II },
	{ N("plan_product"),      FORM_02, 6, PAPER_LINES, 4000, true,  FROM_NOTHING,       M02IV },
	{ N("plan_organisation"), FORM_02, 6, PAPER_LINES, 4000, true,  FROM_NOTHING,       M02IV },
	{ N("plan_market"),       FORM_02, 6, PAPER_LINES, 4000, true,  FROM_NOTHING,       M02IV },

	{ N("assess_material"),   FORM_03, 1, PAPER_LINES, 4000, true,  FROM_NOTHING,       M03 ".1, Đ7.2.a" },
	{ N("assess_labour"),     FORM_03, 1, PAPER_LINES, 4000, true,  FROM_NOTHING,       M03 ".2, Đ7.2.a" },
	{ N("assess_idea"),       FORM_03, 1, PAPER_LINES, 4000, true,  FROM_NOTHING,       M03 ".3, Đ7.2.a" },
	{ N("assess_identity"),   FORM_03, 1, PAPER_LINES, 4000, true,  FROM_NOTHING,       M03 ".4, Đ7.2.a" },
};
const size_t paper_fields_n = sizeof(paper_fields) / sizeof(paper_fields[0]);

bool
paper_field_personal(const struct paper_field *f)
{
	static const bool personal[] = { [FROM_PHONE] = true, [FROM_EMAIL] = true,
		[FROM_REP_NAME] = true, [FROM_REP_POSITION] = true, [FROM_REP_GENDER] = true,
		[FROM_REP_ETHNICITY] = true, [FROM_REP_RESIDENCE] = true, [FROM_SAMPLES] = false };

	return personal[f->from];
}

int
paper_pages(enum paper_form form)
{
	int most = 0;
	size_t i;

	for (i = 0; i < paper_fields_n; i++)
		if (paper_fields[i].form == form && paper_fields[i].page > most)
			most = paper_fields[i].page;
	return form == FORM_03 ? 0 : most;
}

const struct paper_field *
paper_field(struct str name)
{
	size_t i;

	for (i = 0; i < paper_fields_n; i++)
		if (str_eq(paper_fields[i].name, name))
			return &paper_fields[i];
	return NULL;
}
