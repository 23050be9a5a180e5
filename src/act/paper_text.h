/*
 * paper_text: what stands in the fields of Mẫu 01, 02 and 03 of one dossier.
 *
 * The fields are core/paper_fields. Until somebody types something, a field
 * shows what the profile and the product say; handing in freezes that, so that
 * a later change of the profile does not change a dossier on its road.
 */
#ifndef ACT_PAPER_TEXT_H
#define ACT_PAPER_TEXT_H

#include "act/dossier.h"
#include "core/paper_fields.h"

struct paper_value {
	const struct paper_field *field;
	struct str value;     /* as typed, or from the profile */
	bool typed;           /* kept in this dossier */
	struct moment saved_at; /* when typed */
};
struct paper_values {
	const struct paper_value *v; /* one per row of paper_fields, in its order */
	size_t n;
};

MUST_CHECK enum rc paper_text_load(struct ctx *c, const struct dossier *d,
    struct paper_values *out);
/* The value of a field; "" when there is none. */
struct str paper_value(const struct paper_values *v, struct str name);

/* One field as it was typed; `seen`: when its writer last saw what is kept. */
struct paper_input {
	struct str name, value;
	struct moment seen;
};
/* Keeps the fields of one page, whichever are given. Mẫu 03 belongs to the
 * commune, the others to the producer. Reasons, each at its field (t.NAME): field_full, phone, email,
 * date, number, bad_choice; stale with changed_meanwhile at the fields that
 * somebody else has changed since (the detail is the moment to go on from);
 * absent: no such field. */
MUST_CHECK enum rc paper_text_save(struct ctx *c, struct dossier_id id,
    const struct paper_input *in, size_t n);

/* Writes what came from the profile into the dossier. */
MUST_CHECK enum rc paper_text_freeze(struct ctx *c, const struct dossier *d);

/* How many of the four assessments of Mẫu 03 are written. */
MUST_CHECK enum rc paper_text_assessed(struct ctx *c, const struct dossier *d,
    int *out);

extern const struct reason WHY_FIELD_FULL;

#endif
