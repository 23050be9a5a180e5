/*
 * product: see product.h.
 */
#include "act/product.h"

#include "act/reasons.h"
#include "act/record.h"
#include "act/subject.h"
#include "base/text.h"
#include "core/dossier.h"
#include "core/gtin.h"

const struct reason WHY_SET_UNKNOWN = { RC_INVALID, "set_unknown" };
const struct reason WHY_PRODUCTS_FULL = { RC_CONFLICT, "products_full" };
const struct reason WHY_GTIN_TAKEN = { RC_INVALID, "gtin_taken" };

static struct str
text_of(struct str s)
{
	return s.n == 0 ? (struct str){ NULL, 0 } : s;
}

enum rc
product_list(struct ctx *c, struct product_list *out)
{
	struct q_product_mine_rows rows;
	struct q_subject_state subject;
	struct product_row *v;
	enum rc rc;

	if ((rc = q_subject_state(c->db, c->actor.subject, &subject)) != RC_OK ||
	    (rc = q_product_mine(c->db, c->actor.subject, &rows)) != RC_OK)
		return rc;
	v = ARENA_ARRAY(c->mem, rows.n, struct product_row);
	for (size_t i = 0; i < rows.n; i++) {
		const struct criteria_set *set = law_set(c->law, rows.v[i].set_code);

		v[i].it = &rows.v[i];
		if (set != NULL)
			v[i].set_name = set->name;
	}
	*out = (struct product_list){ v, rows.n, subject.state };
	return RC_OK;
}

static enum rc
product_standing(struct ctx *c, struct product_id id, struct product_standing *out)
{
	struct q_product_standing s;
	enum rc rc;

	if ((rc = q_product_standing(c->db, id, &s)) == RC_OK)
		*out = (struct product_standing){ s.drafts, s.sent };
	return rc;
}

enum rc
product_load(struct ctx *c, struct product_id id, struct product_view *out)
{
	struct q_subject_state subject;
	enum rc rc;

	if ((rc = q_product_own(c->db, id, c->actor.subject, &out->it)) != RC_OK ||
	    (rc = q_product_dossiers(c->db, id, &out->dossiers)) != RC_OK ||
	    (rc = product_standing(c, id, &out->standing)) != RC_OK ||
	    (rc = q_subject_state(c->db, c->actor.subject, &subject)) != RC_OK)
		return rc;
	out->set = law_set(c->law, out->it.set_code);
	out->rename = product_may_rename(&out->standing);
	out->reclass = product_may_reclass(&out->standing);
	out->subject_state = subject.state;
	out->may_begin = subject.state == SUBJECT_ACTIVE && out->standing.drafts == 0;
	return RC_OK;
}

const struct criteria_set *
set_find_code(struct ctx *c, struct str code)
{
	const struct criteria_set *set = law_set(c->law, code);

	return set != NULL && set->pack == law_pack_on(c->law, c->today) ?
	    set : NULL;
}

enum rc
set_load(struct ctx *c, struct str code, const struct criteria_set **out)
{
	const struct criteria_set *set = set_find_code(c, code);

	if (set == NULL)
		return FAIL(c, WHY_SET_UNKNOWN, "%.*s", STR_ARG(str_head(code, 40)));
	*out = set;
	return RC_OK;
}

enum rc
set_find(struct ctx *c, struct str words, struct set_search *out)
{
	const struct pack *pack = law_pack_on(c->law, c->today);
	const struct criteria_set **v = ARENA_ARRAY(c->mem, SETS_FOUND_MAX,
	    const struct criteria_set *);

	if (pack == NULL)
		return FAIL(c, WHY_ABSENT, "%s", "no rule pack today");
	*out = (struct set_search){ .pack = pack, .v = v,
	    .searched = str_trim(words).n != 0 };
	if (out->searched) {
		out->n = law_find_sets(pack, words, c->mem, v, SETS_FOUND_MAX);
		return RC_OK;
	}
	for (size_t i = 0; i < pack->n_sets && out->n < SETS_FOUND_MAX; i++)
		v[out->n++] = &pack->sets[i];
	return RC_OK;
}

/* The number under the bars in fourteen digits, or none. `besides`: the product it is
 * for. Whose else it is said to be is not told: only one's own are looked at. */
static enum rc
product_gtin(struct ctx *c, struct str typed, struct product_id besides, struct str *out)
{
	const struct reason *why;
	struct q_product_of_gtin other;
	bool found;
	enum rc rc;

	*out = text_of(S(""));
	if (typed.n == 0)
		return RC_OK;
	if ((why = gtin_read(c->mem, typed, out)) != NULL) {
		fault_field(c->fault, S("gtin"), why, str_head(typed, 40));
		return fault_rc(c->fault);
	}
	*out = gtin_14(c->mem, *out);
	rc = q_product_of_gtin(c->db, c->actor.subject, *out, besides, &other, &found);
	if (rc == RC_OK && found) {
		fault_field(c->fault, S("gtin"), &WHY_GTIN_TAKEN, other.name);
		return fault_rc(c->fault);
	}
	return rc;
}

enum rc
product_add(struct ctx *c, const struct product_values *in, struct product_id *out)
{
	const struct criteria_set *set;
	struct q_subject_counts has;
	struct q_subject_state subject;
	struct q_product_add row;
	struct str gtin;
	enum rc rc;

	if ((rc = subject_check_active(c)) != RC_OK ||
	    (rc = set_load(c, in->set_code, &set)) != RC_OK ||
	    (rc = q_subject_counts(c->db, c->actor.subject, &has)) != RC_OK ||
	    (rc = q_subject_state(c->db, c->actor.subject, &subject)) != RC_OK)
		return rc;
	if (has.products >= PRODUCTS_MAX)
		return FAIL(c, WHY_PRODUCTS_FULL, "%d", PRODUCTS_MAX);
	if ((rc = product_gtin(c, in->gtin, (struct product_id){ 0 }, &gtin)) != RC_OK)
		return rc;
	rc = q_product_add(c->db, &(struct q_product_add_in){
	    .subject = c->actor.subject, .name = in->name,
	    .fold = text_fold(c->mem, in->name), .spec = text_of(in->spec),
	    .standard = text_of(in->standard), .story = text_of(in->story), .gtin = gtin,
	    .pack = set->pack->code, .set_code = set->code,
	    .unit_code = subject.unit_code, .sample = c->sample,
	    .now = c->now }, &row);
	if (rc != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "product.add", "product", row.id.v,
	    "{\"set\":\"%.*s\"}", STR_ARG(set->code));
}

enum rc
product_set(struct ctx *c, struct product_id id, const struct product_values *in)
{
	struct product_standing standing;
	struct q_product_lock p;
	const struct reason *why;
	struct str gtin;
	bool renamed;
	enum rc rc;

	if ((rc = q_product_lock(c->db, id, c->actor.subject, &p)) != RC_OK ||
	    (rc = product_standing(c, id, &standing)) != RC_OK)
		return rc;
	if (p.version != in->version)
		return FAIL(c, WHY_BOTH_WROTE, "%s", "");
	renamed = !str_eq(p.name, in->name);
	if (renamed && (why = product_may_rename(&standing)) != NULL) {
		fault_field(c->fault, S("product_name"), why, p.name);
		return fault_rc(c->fault);
	}
	if ((rc = product_gtin(c, in->gtin, id, &gtin)) != RC_OK)
		return rc;
	rc = q_product_set_texts(c->db, &(struct q_product_set_texts_in){
	    .product = id, .name = in->name, .fold = text_fold(c->mem, in->name),
	    .spec = text_of(in->spec), .standard = text_of(in->standard),
	    .story = text_of(in->story), .old_code = text_of(in->old_code),
	    .gtin = gtin });
	if (rc != RC_OK)
		return rc;
	return record_add(c, "product.change", "product", id.v,
	    "{\"renamed\":%s,\"gtin\":\"%.*s\"}", renamed ? "true" : "false",
	    STR_ARG(gtin));
}

enum rc
product_set_set(struct ctx *c, struct product_id id, struct str set_code)
{
	const struct criteria_set *set;
	struct product_standing standing;
	struct q_product_lock p;
	const struct reason *why;
	enum rc rc;

	if ((rc = q_product_lock(c->db, id, c->actor.subject, &p)) != RC_OK ||
	    (rc = product_standing(c, id, &standing)) != RC_OK ||
	    (rc = set_load(c, set_code, &set)) != RC_OK)
		return rc;
	if ((why = product_may_reclass(&standing)) != NULL)
		return fault_set(c->fault, why, __FILE__, __LINE__, "%.*s",
		    STR_ARG(p.name));
	if ((rc = q_product_set_set(c->db, id, set->pack->code, set->code)) != RC_OK)
		return rc;
	return record_add(c, "product.set", "product", id.v,
	    "{\"from\":\"%.*s\",\"to\":\"%.*s\"}", STR_ARG(p.set_code),
	    STR_ARG(set->code));
}
