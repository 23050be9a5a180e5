/*
 * forms: the tables that the parser and the templates read, made from the
 * lists of forms.h. Nothing to write here when a form is added.
 *
 * Each table stands in a function of its own, because only a block can give
 * the form's struct the short name that the row macro needs for its offsets.
 */
#include "web/forms.h"

#define FORM_ROW(kind, name, max, flags) \
	{ #name, F_##kind, max, flags, offsetof(self, name), T_field_##name },
#define FORM_COUNT(kind, name, max, flags) + 1

#define FORM_DEFINE(which) \
	static const struct field * \
	fields_of_##which(void) \
	{ \
		typedef struct which##_form self; \
		static const struct field rows[] = { FORM_##which(FORM_ROW) }; \
		return rows; \
	} \
	const struct form form_##which = { #which, fields_of_##which, \
		0 FORM_##which(FORM_COUNT), sizeof(struct which##_form) };

FORMS(FORM_DEFINE)

static const struct field *
fields_of_none(void)
{
	return NULL;
}

const struct form form_no_form = { "no_form", fields_of_none, 0, 1 };
const struct form form_any_query = { "any_query", fields_of_none, 0, 1 };
const struct form form_raw_text = { "raw_text", fields_of_none, 0, 1 };
