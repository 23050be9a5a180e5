/* province: see province.h. */
#include "act/province.h"

#include <inttypes.h>

#include "act/above.h"
#include "act/commune.h"
#include "act/record.h"
#include "act/register.h"
#include "act/result.h"
#include "base/text.h"

/* Which states lie on which heap: a run of them, and another that came later
 * into the enum. */
static const struct {
	enum dossier_state from, to, also_from, also_to;
} heaps[HEAP__COUNT] = {
	[HEAP_ALL]       = { ST_SUBMITTED,      ST_WITHDRAWN, ST_SENT_BACK, ST_ASSESSED },
	[HEAP_NEW]       = { ST_FORWARDED,      ST_FORWARDED, 0, 0 },
	[HEAP_CHECK]     = { ST_PROVINCE_CHECK, ST_PROVINCE_CHECK, 0, 0 },
	[HEAP_ASKED]     = { ST_PROVINCE_ASKED, ST_PROVINCE_ASKED, 0, 0 },
	[HEAP_ACCEPTED]  = { ST_ACCEPTED,       ST_ACCEPTED, ST_TEAM, ST_ASSESSED },
	[HEAP_AGENDA]    = { ST_ON_AGENDA,      ST_ON_AGENDA, ST_OPINIONS, ST_OPINIONS },
	[HEAP_CONCLUDED] = { ST_CONCLUDED,      ST_CONCLUDED, ST_SENT_BACK, ST_SENT_BACK },
	[HEAP_DONE]      = { ST_RECOGNISED,     ST_RESULT_APPROVED, 0, 0 },
};

static bool
heap_has(size_t h, int64_t state)
{
	return (state >= heaps[h].from && state <= heaps[h].to) ||
	    (state >= heaps[h].also_from && state <= heaps[h].also_to);
}

static enum rc
province_count(struct ctx *c, struct province_list *out)
{
	struct q_province_counts_rows rows;
	enum rc rc = q_province_counts(c->db, c->actor.agency, c->actor.id, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		for (size_t h = 0; h < HEAP__COUNT; h++)
			if (heap_has(h, rows.v[i].state))
				out->counts[h] += rows.v[i].n;
	return rc;
}

enum rc
province_list(struct ctx *c, enum province_pile pile, struct str words,
    int64_t after, struct province_list *out)
{
	struct str fold = text_fold(c->mem, words);
	enum rc rc;

	*out = (struct province_list){ .pile = pile, .words = words };
	if ((rc = province_count(c, out)) != RC_OK)
		return rc;
	rc = q_province_list(c->db, &(struct q_province_list_in){
	    .province = c->actor.agency, .from_state = heaps[pile].from,
	    .to_state = heaps[pile].to, .also_from = heaps[pile].also_from,
	    .also_to = heaps[pile].also_to,
	    .like = str_printf(c->mem, "%%%.*s%%", STR_ARG(fold)),
	    .after = after > 0 ? after : INT64_MAX,
	    .account = c->actor.id }, &out->rows);
	if (rc == RC_OK && out->rows.n > 25) {
		out->rows.n = 25;
		out->next = out->rows.v[24].id.v;
	}
	return rc;
}

/* The advisory team's part of the desk, as far as the dossier has come. */
static enum rc
desk_team(struct ctx *c, struct province_desk *out)
{
	const struct dossier *d = &out->d;
	enum rc rc = RC_OK;

	if (d->kind == DOSSIER_AGAIN && !d->facts.long_again)
		return q_surveys(c->db, d->id, &out->surveys);
	if (DOSSIER_MAY(d, DO_ASSIGN_TEAM))
		rc = q_team_list(c->db, c->actor.agency, &out->teams);
	if (rc == RC_OK && (d->state == ST_TEAM || d->state == ST_ASSESSED ||
	    d->state == ST_ON_AGENDA || d->state == ST_CONCLUDED))
		rc = team_opinion_load(c, d->id, &out->team);
	return rc;
}

enum rc
province_desk_load(struct ctx *c, struct dossier_id id, struct province_desk *out)
{
	enum rc rc;

	*out = (struct province_desk){ 0 };
	if ((rc = dossier_load(c, id, &out->d)) != RC_OK)
		return rc;
	/* its province, the Ministry it was sent up to or that looks into it */
	if (c->actor.agency.v != out->d.province.v &&
	    c->actor.agency.v != out->d.facts.ministry.v)
		return FAIL(c, WHY_ABSENT, "dossier %" PRId64, id.v);
	if ((rc = component_load(c, &out->d, out->d.level, &out->check)) != RC_OK ||
	    (rc = component_load(c, &out->d, out->d.level == LEVEL_MINISTRY ?
	    LEVEL_PROVINCE : LEVEL_COMMUNE, &out->commune)) != RC_OK ||
	    (rc = supplement_list(c, &out->d, &out->supplements)) != RC_OK ||
	    (rc = above_stopped(c, &out->d, &out->stops)) != RC_OK ||
	    (rc = result_is_open(c, &out->d, &out->concluded)) != RC_OK)
		return rc;
	if ((rc = desk_team(c, out)) != RC_OK)
		return rc;
	if (out->d.sent_up_on.n != 0 &&
	    (rc = q_sent_parts(c->db, id, &out->sent)) != RC_OK)
		return rc;
	/* about a result, or what an order made of one */
	if ((out->d.decided_at.ms != 0 || out->d.order_no.n > 0) &&
	    (rc = q_order_letters(c->db, id, &out->letters)) != RC_OK)
		return rc;
	if (DOSSIER_MAY(&out->d, DO_SEND_UP) &&
	    (rc = sent_package_load(c, &out->d, &out->package)) != RC_OK)
		return rc;
	out->may_accept = DOSSIER_MAY(&out->d, DO_ACCEPT) &&
	    out->check.n_judged == out->check.n_needed && out->check.n_bad == 0;
	return RC_OK;
}

enum rc
province_take(struct ctx *c, struct dossier_id id)
{
	const int year = day_date(c->today).year;
	struct dossier d;
	enum dossier_state next;
	struct day due;
	struct str slip;
	int64_t n;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_TAKE, &d, &next)) != RC_OK ||
	    (rc = dossier_due(c, &d, c->today, &due)) != RC_OK)
		return rc;
	/* Mẫu 01 has a block for the commune and one for the province */
	slip = d.slip2_no;
	if (slip.n == 0) {
		if ((rc = series_next(c, d.province, "slip", year, &n)) != RC_OK)
			return rc;
		slip = str_printf(c->mem, "%" PRId64 "/PĐK-%.*s-%.*s-%d", n,
		    STR_ARG(d.province_code), STR_ARG(d.commune_code), year);
	}
	if ((rc = q_dossier_set_taken(c->db, id, next, slip, due)) != RC_OK ||
	    (rc = q_dossier_set_full(c->db, id, c->today)) != RC_OK ||
	    (rc = notice_to_subject(c, d.subject, "dossier_taken", d.product_name,
	    dossier_link(c, id))) != RC_OK)
		return rc;
	return record_add(c, "dossier.taken", "dossier", id.v,
	    "{\"slip\":\"%.*s\",\"due\":\"%.*s\"}", STR_ARG(slip),
	    STR_ARG(due.n == 0 ? S("") : day_iso(c->mem, due)));
}

enum rc
province_accept(struct ctx *c, struct dossier_id id)
{
	struct component_check check;
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_ACCEPT, &d, &next)) != RC_OK ||
	    (rc = component_load(c, &d, d.level, &check)) != RC_OK)
		return rc;
	if (check.n_judged < check.n_needed)
		return FAIL(c, WHY_CHECK_UNFINISHED, "%zu",
		    check.n_needed - check.n_judged);
	if (check.n_bad > 0)
		return FAIL(c, WHY_REQUIRED_MISSING, "%zu", check.n_bad);
	if ((rc = q_dossier_set_accepted(c->db, id, next, d.due_on, c->now)) != RC_OK ||
	    (rc = dossier_told(c, &d, "dossier_accepted")) != RC_OK)
		return rc;
	return record_add(c, "dossier.accepted", "dossier", id.v, "{}");
}

enum rc
province_notify(struct ctx *c, struct dossier_id id)
{
	struct dossier d;
	enum dossier_state next;
	enum rc rc;

	if ((rc = dossier_begin(c, id, DO_NOTIFY, &d, &next)) != RC_OK ||
	    (rc = q_dossier_set_decided(c->db, id, next, c->now)) != RC_OK ||
	    (rc = notice_to_subject(c, d.subject, "dossier_result",
	    d.product_name, str_printf(c->mem, "/ho-so/%" PRId64 "/ket-qua",
	    id.v))) != RC_OK ||
	    (rc = notice_to_agency(c, d.commune, "dossier_result",
	    d.product_name, dossier_link(c, id))) != RC_OK ||
	    (rc = certificate_extension_end(c, d.kind, d.product)) != RC_OK)
		return rc;
	return record_add(c, "dossier.notified", "dossier", id.v, "{}");
}
