/* paper_text: see paper_text.h. */
#include "act/paper_text.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"
#include "base/text.h"
#include "core/check.h"
#include "q.h"

const struct reason WHY_FIELD_FULL = { RC_INVALID, "field_full" };

/* ---- reading ----------------------------------------------------------------------- */

static struct str
number_text(struct ctx *c, struct opt_int v)
{
	return v.has ? str_printf(c->mem, "%" PRId64, v.v) : S("");
}

/* What the profile and the product say of a field. */
static struct str
paper_first_value(struct ctx *c, const struct dossier *d,
    const struct q_dossier_subject *s, enum paper_source from)
{
	switch (from) {
	case FROM_NOTHING: return S("");
	case FROM_SUBJECT_NAME: return s->subject_name;
	case FROM_ADDRESS: return s->address;
	case FROM_PHONE: return s->phone;
	case FROM_EMAIL: return s->email;
	case FROM_REP_NAME: return s->rep_name;
	case FROM_REP_POSITION: return s->rep_position;
	case FROM_REP_GENDER: return number_text(c, s->rep_gender);
	case FROM_REP_ETHNICITY: return s->rep_ethnicity;
	case FROM_REP_RESIDENCE: return s->rep_residence;
	case FROM_KIND: return str_printf(c->mem, "%" PRId64, s->kind);
	case FROM_REG_NO: return s->reg_no;
	case FROM_REG_ON: return day_text(c->mem, s->reg_on);
	case FROM_TICKS: return str_printf(c->mem, "%" PRId64, s->ticks);
	case FROM_HISTORY: return s->history;
	case FROM_STRUCTURE: return s->structure;
	case FROM_PRODUCT_NAME: return s->product_name;
	case FROM_SPEC: return s->spec;
	case FROM_STANDARD: return s->standard;
	case FROM_SAMPLES: return str_printf(c->mem, "%d", d->samples);
	}
	return S("");
}

enum rc
paper_text_load(struct ctx *c, const struct dossier *d, struct paper_values *out)
{
	struct paper_value *v = ARENA_ARRAY(c->mem, paper_fields_n, struct paper_value);
	struct q_dossier_subject subject;
	struct q_dossier_texts_rows rows;
	enum rc rc;
	size_t i, k;

	if ((rc = q_dossier_subject(c->db, d->id, &subject)) != RC_OK)
		return rc;
	if ((rc = q_dossier_texts(c->db, d->id, &rows)) != RC_OK)
		return rc;
	for (i = 0; i < paper_fields_n; i++) {
		v[i].field = &paper_fields[i];
		for (k = 0; k < rows.n; k++) {
			if (!str_eq(rows.v[k].field, paper_fields[i].name))
				continue;
			v[i].typed = true;
			v[i].value = rows.v[k].body;
			v[i].saved_at = rows.v[k].saved_at;
		}
		if (!v[i].typed)
			v[i].value = paper_first_value(c, d, &subject, paper_fields[i].from);
	}
	*out = (struct paper_values){ v, paper_fields_n };
	return RC_OK;
}

struct str
paper_value(const struct paper_values *v, struct str name)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (str_eq(v->v[i].field->name, name))
			return v->v[i].value;
	return S("");
}

enum rc
paper_text_assessed(struct ctx *c, const struct dossier *d, int *out)
{
	struct q_dossier_texts_rows rows;
	const struct paper_field *f;
	enum rc rc;
	size_t i;

	*out = 0;
	if ((rc = q_dossier_texts(c->db, d->id, &rows)) != RC_OK)
		return rc;
	for (i = 0; i < rows.n; i++) {
		f = paper_field(rows.v[i].field);
		*out += f != NULL && f->form == FORM_03 && rows.v[i].body.n > 0;
	}
	return RC_OK;
}

/* ---- keeping ------------------------------------------------------------------------ */

static const struct reason *
number_check(struct str s, int64_t most, const struct reason *why)
{
	int64_t n;

	return str_int(s, &n) && n >= 0 && n <= most ? NULL : why;
}

/* Whether a value may stand in a field; an empty one always may, because a
 * draft need not be complete. A day is kept in one spelling. */
static const struct reason *
paper_check(struct ctx *c, const struct paper_field *f, struct str *value)
{
	struct day d;

	if (value->n == 0)
		return NULL;
	if (text_length(*value) > f->max)
		return &WHY_FIELD_FULL;
	switch (f->kind) {
	case PAPER_LINE:
	case PAPER_LINES:
		return NULL;
	case PAPER_PHONE:
		return check_phone(NULL, *value, NULL);
	case PAPER_EMAIL:
		return check_email(*value);
	case PAPER_DAY:
		if (!day_read(*value, &d))
			return &WHY_DATE;
		*value = day_text(c->mem, d);
		return NULL;
	case PAPER_NUMBER:
		return number_check(*value, 999, &WHY_NUMBER);
	case PAPER_GENDER:
		return number_check(*value, GENDER_OTHER, &WHY_BAD_CHOICE);
	case PAPER_ORG:
		return number_check(*value, SUBJECT_KIND__COUNT - 1, &WHY_BAD_CHOICE);
	case PAPER_TICKS:
		return number_check(*value, TICK_OTHER_IP * 2 - 1, &WHY_BAD_CHOICE);
	}
	return NULL;
}

/* Keeps one field, or says why not at its place. What the profile says
 * already is not kept, so that it goes on following the profile. *changed: a
 * row was written. */
static enum rc
paper_put(struct ctx *c, struct dossier_id id, const struct paper_value *kept,
    const struct paper_input *in, bool *changed)
{
	const struct str place = str_printf(c->mem, "t.%.*s", STR_ARG(in->name));
	struct str value = in->value;
	const struct reason *why = paper_check(c, kept->field, &value);

	if (why != NULL) {
		fault_field(c->fault, place, why,
		    str_printf(c->mem, "%zu", kept->field->max));
		return RC_OK; /* the other fields are looked at too */
	}
	if (str_eq(kept->value, value))
		return RC_OK;
	if (kept->typed && kept->saved_at.ms > in->seen.ms) {
		(void)FAIL(c, WHY_STALE, "%" PRId64, c->now.ms);
		fault_field(c->fault, place, &WHY_CHANGED_MEANWHILE,
		    kept->value.n > 0 ? kept->value : S("–"));
		return RC_OK;
	}
	*changed = true;
	return q_dossier_text_put(c->db, id, in->name, value, c->now);
}

enum rc
paper_text_save(struct ctx *c, struct dossier_id id, const struct paper_input *in,
    size_t n)
{
	const struct paper_field *f;
	struct paper_values kept;
	struct dossier d;
	enum dossier_state next;
	enum deed deed;
	bool changed = false;
	enum rc rc;
	size_t i;

	for (i = 0; i < n; i++)
		if (paper_field(in[i].name) == NULL)
			return FAIL(c, WHY_ABSENT, "field %.*s", STR_ARG(in[i].name));
	deed = n > 0 && paper_field(in[0].name)->form == FORM_03
	    ? DO_CHECK_COMMUNE : DO_EDIT;
	if ((rc = dossier_begin(c, id, deed, &d, &next)) != RC_OK ||
	    (rc = paper_text_load(c, &d, &kept)) != RC_OK)
		return rc;
	for (i = 0; i < n; i++) {
		f = paper_field(in[i].name);
		if ((f->form == FORM_03) != (deed == DO_CHECK_COMMUNE))
			return FAIL(c, WHY_ABSENT, "field %.*s", STR_ARG(in[i].name));
		rc = paper_put(c, id, &kept.v[f - paper_fields], &in[i], &changed);
		if (rc != RC_OK)
			return rc;
	}
	if ((rc = fault_rc(c->fault)) != RC_OK || !changed)
		return rc;
	return record_add(c, "paper.saved", "dossier", id.v,
	    "{\"field\":\"%.*s\",\"fields\":%zu}", STR_ARG(in[0].name), n);
}

enum rc
paper_text_freeze(struct ctx *c, const struct dossier *d)
{
	struct paper_values all;
	enum rc rc;
	size_t i;

	if ((rc = paper_text_load(c, d, &all)) != RC_OK)
		return rc;
	for (i = 0; i < all.n; i++) {
		if (all.v[i].typed || all.v[i].value.n == 0)
			continue;
		rc = q_dossier_text_put(c->db, d->id, all.v[i].field->name,
		    all.v[i].value, c->now);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
