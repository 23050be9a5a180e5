/*
 * handed_again: a dossier that is here comes again from its province: with the answer to a
 * supplement that the Ministry asked for (QĐ 26/2026 Đ7.4.a), or sent up anew after it went
 * back (Đ7.4.g). What it says now takes the place of what it said; what was found and
 * decided here stays, and so does the record of what it said before.
 */
#include <inttypes.h>

#include "act/dossier.h"
#include "act/handed_inside.h"
#include "act/handed_json.h"
#include "act/reasons.h"
#include "core/law.h"

const struct reason WHY_HANDED_LATE = { RC_CONFLICT, "handed_late" };

/* It is that province's, later than what is here, and waited for. */
static enum rc
again_check(struct arriving *a, const struct q_handed_chain *known)
{
	struct ctx *c = a->c;
	struct q_handed_agency province;
	enum rc rc = q_handed_agency(c->db, known->province, &province);

	if (rc != RC_OK)
		return rc;
	if (!str_eq(province.unit_code, a->t->note->from) ||
	    known->ministry.v != a->ministry.v)
		return FAIL(c, WHY_HANDED_UNKNOWN, "%s", "another office's");
	if (a->t->note->epoch <= known->epoch)
		return FAIL(c, WHY_HANDED_TWICE, "%.*s", STR_ARG(known->product_name));
	if (known->state != ST_SENT_BACK && (known->state != ST_PROVINCE_ASKED ||
	    known->evaluator.v != known->ministry.v))
		return FAIL(c, WHY_HANDED_LATE, "%.*s", STR_ARG(known->product_name));
	return RC_OK;
}

static enum rc
said_drop(struct arriving *a)
{
	struct db *db = a->c->db;
	enum rc rc;

	if ((rc = q_handed_texts_drop(db, a->dossier)) != RC_OK ||
	    (rc = q_handed_points_drop(db, a->dossier)) != RC_OK ||
	    (rc = q_handed_cites_drop(db, a->dossier)) != RC_OK ||
	    (rc = q_handed_changes_drop(db, a->dossier)) != RC_OK)
		return rc;
	return q_handed_components_drop(db, a->dossier);
}

/* The request that waits has its answer, and the days of a re-evaluation run from today
 * (Đ7.6.g), as in an office where both are. */
static enum rc
answer_take(struct arriving *a, const struct q_handed_chain *known)
{
	const struct json *j = json_get(a->t->data, S("answer"));
	const struct dossier about = { .kind = (enum dossier_kind)known->kind,
		.pack = law_pack(a->c->law, known->pack) };
	struct ctx *c = a->c;
	struct q_supplements_rows all;
	struct day due;
	enum rc rc;

	if (in_text(j, "text").n == 0 || in_int(j, "at_ms") <= 0)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "answer");
	if ((rc = q_supplements(c->db, a->dossier, &all)) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < all.n; i++)
		if (all.v[i].answered_at.ms == 0 && all.v[i].closed_at.ms == 0)
			rc = q_supplement_set_answer(c->db, all.v[i].id, in_text(j, "text"),
			    in_text(j, "late_why"), (struct moment){ in_int(j, "at_ms") });
	if (rc != RC_OK || (rc = dossier_due(c, &about, c->today, &due)) != RC_OK ||
	    (rc = q_dossier_set_state(c->db, a->dossier, ST_PROVINCE_CHECK, due,
	    (struct str){ NULL, 0 })) != RC_OK)
		return rc;
	return q_dossier_set_full(c->db, a->dossier, c->today);
}

enum rc
handed_again_take(struct arriving *a, const struct q_handed_chain *known,
    enum dossier_state *next)
{
	struct ctx *c = a->c;
	enum rc rc = again_check(a, known);

	a->dossier = known->dossier;
	a->subject = known->subject;
	a->product = known->product;
	if (rc != RC_OK || (rc = said_drop(a)) != RC_OK || (rc = handed_said_take(a)) != RC_OK)
		return rc;
	*next = known->state == ST_PROVINCE_ASKED ? ST_PROVINCE_CHECK : ST_FORWARDED;
	rc = *next == ST_PROVINCE_CHECK ? answer_take(a, known) :
	    q_dossier_set_sent_up(c->db, a->dossier, ST_FORWARDED, known->ministry,
	    in_text(a->t->data, "letter"), in_day(a->t->data, "sent_up_on"));
	return rc != RC_OK ? rc :
	    q_handed_epoch(c->db, a->t->note->chain, a->t->note->epoch + 1);
}
