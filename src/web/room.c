/*
 * room: the secretary's pages. Who is missing is seen at once; numbers only
 * after a product is closed; every step of the conclusion shows its arithmetic.
 */
#include "web/room.h"

#include <inttypes.h>

#include "act/papers.h"
#include "html.h"
#include "web/field.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

/* The names of those whose sheet a product still waits for. */
static struct str
missing_names(struct visit *v, const struct room_view *r, const struct room_item *item)
{
	struct buf b = buf_new(v->ctx.mem, 16 * KIB);

	for (size_t s = 0; s < r->seats.n; s++)
		if (item->waited_for[s])
			buf_printf(&b, "%s%.*s", b.n > 0 ? ", " : "",
			    STR_ARG(r->seats.v[s].name));
	return buf_str(&b);
}

static enum rc
next_load(struct visit *v, struct meeting_id id, int64_t position,
    struct next_row *out)
{
	struct q_agenda_list next;
	bool found;
	enum rc rc = room_next(&v->ctx, id, position, &next, &found);

	*out = (struct next_row){ .id = { 0 } };
	if (rc == RC_OK && found)
		*out = (struct next_row){ next.id, next.version, next.position,
		    next.product };
	return rc;
}

enum rc
room_show(struct visit *v)
{
	struct meeting_id id = { v->id[0] };
	struct room_page p = { .concluded = 0 };
	struct table_row *rows;
	int64_t last = 0;
	enum rc rc = room_load(&v->ctx, id, &p.v);

	if (rc != RC_OK)
		return rc;
	p.table = rows = ARENA_ARRAY(v->ctx.mem, p.v.n + 1, struct table_row);
	for (size_t i = 0; i < p.v.n; i++) {
		const struct room_item *r = &p.v.items[i];

		if (r->a.kind == AGENDA_TRIAL && r->a.state == AGENDA_CLOSED)
			continue; /* discussed, and nothing waits for it */
		p.concluded += r->a.state == AGENDA_CONCLUDED;
		p.recognises |= r->a.state == AGENDA_CONCLUDED && r->a.star.has &&
		    draft_names(p.v.meeting.level == LEVEL_MINISTRY, r->a.star.v);
		if (r->a.state != AGENDA_WAITS && r->a.position > last)
			last = r->a.position;
		if (r->a.state != AGENDA_SCORING && r->a.state != AGENDA_CLOSED)
			continue;
		rows[p.n_table++] = (struct table_row){ r->a.product, r->a.id,
		    r->a.state, r->a.position, r->sealed, r->seats,
		    missing_names(v, &p.v, r) };
	}
	if ((rc = next_load(v, id, last, &p.next)) == RC_OK)
		html_room_show(visit_page(v), v, &p);
	return rc;
}

enum rc
room_open_post(struct visit *v)
{
	enum rc rc = room_open(&v->ctx, (struct meeting_id){ v->id[0] },
	    FORM_OF(v, version)->version.v);

	return rc == RC_OK ? visit_go(v, "/thu-ky/phien/%", v->id[0]) : rc;
}

enum rc
room_close_post(struct visit *v)
{
	enum rc rc = room_close(&v->ctx, (struct meeting_id){ v->id[0] },
	    FORM_OF(v, version)->version.v);

	return rc == RC_OK ? visit_go(v, "/thu-ky/phien/%", v->id[0]) : rc;
}

struct str
band_arithmetic(struct arena *mem, const struct pack *pack,
    const struct score_result *r)
{
	int64_t above = 0;

	for (size_t i = 0; i < pack->n_bands; i++) {
		const struct band *b = &pack->bands[i];

		if (b->star != r->band) {
			above = b->min;
			continue;
		}
		if (above == 0)
			return str_printf(mem, "%" PRId64 " ≥ %d × %d = %d",
			    r->sum, b->min, r->sheets, b->min * r->sheets);
		return str_printf(mem, "%d × %d = %d ≤ %" PRId64 " < %" PRId64
		    " × %d = %" PRId64, b->min, r->sheets, b->min * r->sheets,
		    r->sum, above, r->sheets, above * r->sheets);
	}
	return S("");
}

static struct str
name_of(const struct visit *v, struct pair p)
{
	return v->lang == LANG_EN && p.en.n > 0 ? p.en : p.vi;
}

/* How many sheets ticked each level of a criterion. */
static const int *
finding_votes(struct visit *v, const struct closing_view *cv, size_t at,
    const struct finding_row *row)
{
	int *votes = ARENA_ARRAY(v->ctx.mem, row->n + 1, int);

	for (size_t s = 0; s < cv->n_sheets; s++)
		for (size_t l = 0; l < row->n; l++)
			votes[l] += cv->sheets[s].choices[at].points ==
			    row->levels[l].points;
	return votes;
}

static void
closing_findings_rows(struct visit *v, struct closing_page *p)
{
	const struct criteria_set *set = p->v.set;
	struct finding_row *rows = ARENA_ARRAY(v->ctx.mem, set->n_criteria + 1,
	    struct finding_row);

	p->findings = rows;
	for (size_t i = 0; i < set->n_criteria; i++) {
		const struct criterion *cr = &set->criteria[i];
		struct finding_row *r = &rows[p->n_findings];
		struct case_rows levels;

		if (!cr->starred)
			continue;
		levels = level_rows(v, cr->levels, (struct str){ NULL, 0 },
		    &p->v.findings[i]);
		*r = (struct finding_row){ .id = cr->id,
		    .field = str_printf(v->ctx.mem, "f.%.*s", STR_ARG(cr->id)),
		    .name = name_of(v, cr->name), .levels = levels.v,
		    .n = levels.n };
		r->votes = finding_votes(v, &p->v, i, r);
		if (p->team.there && p->team.said[i].found)
			r->team = &p->team.said[i];
		p->n_findings++;
	}
}

static void
closing_unmet_rows(struct visit *v, struct closing_page *p)
{
	struct unmet_row *rows = ARENA_ARRAY(v->ctx.mem, p->v.result.n_unmet + 1,
	    struct unmet_row);

	for (size_t i = 0; i < p->v.result.n_unmet; i++) {
		const struct unmet *u = &p->v.result.unmet[i];

		rows[i] = (struct unmet_row){ u->criterion->id,
		    name_of(v, u->criterion->name), u->star, u->needs, u->found };
	}
	p->unmet = rows;
	p->n_unmet = p->v.result.n_unmet;
}

/* Who mends what: a text for each reason that core/bylaw gives. */
static enum text
mend_text(const struct reason *why)
{
	static const struct {
		const struct reason *why;
		enum text text;
	} all[] = {
		{ &WHY_QUORUM_MISSING, T_mend_quorum_missing },
		{ &WHY_CHAIR_MISSING, T_mend_chair_missing },
		{ &WHY_SHEETS_MISSING, T_mend_sheets_missing },
		{ &WHY_NOTICE_SHORT, T_mend_notice_short },
		{ &WHY_SEAL_BROKEN, T_mend_seal_broken },
		{ &WHY_SHEET_GIVEN_BACK, T_mend_sheet_given_back },
		{ &WHY_SPREAD_EXCEEDED, T_mend_spread_exceeded },
		{ &WHY_SPREAD_AGAIN, T_mend_spread_again },
		{ &WHY_FINDINGS_MISSING, T_mend_findings_missing },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].why == why)
			return all[i].text;
	return T_NONE;
}

static void
closing_rule_rows(struct visit *v, struct closing_page *p)
{
	struct rule_row *rows = ARENA_ARRAY(v->ctx.mem, p->v.n_unmet + 1,
	    struct rule_row);

	for (size_t i = 0; i < p->v.n_unmet; i++) {
		const struct unmet_rule *u = &p->v.unmet[i];
		struct str places[] = { str_printf(v->ctx.mem, "%d", u->have),
			str_printf(v->ctx.mem, "%d", u->need) };

		rows[i] = (struct rule_row){ text_fill(v->ctx.mem, v->lang,
		    visit_reason(u->why), places, 2), text_fill(v->ctx.mem,
		    v->lang, mend_text(u->why), places, 2) };
	}
	p->rules = rows;
	p->n_rules = p->v.n_unmet;
}

#define PICTURE_LEFT 6
#define PICTURE_WIDE 108

static void
compare_row_fill(struct visit *v, const struct closing_view *cv, size_t at,
    struct compare_row *r)
{
	const struct criterion *cr = &cv->set->criteria[at];
	int *points = ARENA_ARRAY(v->ctx.mem, cv->n_sheets, int);
	int *x = ARENA_ARRAY(v->ctx.mem, cv->n_sheets, int);
	int max = cr->max > 0 ? cr->max : 1, sum = 0;

	for (size_t s = 0; s < cv->n_sheets; s++) {
		points[s] = cv->sheets[s].choices[at].points;
		x[s] = PICTURE_LEFT + points[s] * PICTURE_WIDE / max;
		sum += points[s];
	}
	*r = (struct compare_row){ .id = cr->id, .name = name_of(v, cr->name),
	    .mean = score_mean_round(v->ctx.mem, sum, (int64_t)cv->n_sheets,
	        cv->bylaw.v[BYLAW_DECIMALS]),
	    .max = cr->max, .points = points, .x = x, .n = cv->n_sheets,
	    .mean_x = PICTURE_LEFT + sum * PICTURE_WIDE /
	        (max * (int)cv->n_sheets) };
}

/* Each sheet against the mean: by criterion, and whose total stands out. */
static void
closing_compare_rows(struct visit *v, struct closing_page *p)
{
	const struct closing_view *cv = &p->v;
	struct compare_row *rows = ARENA_ARRAY(v->ctx.mem, cv->set->n_criteria,
	    struct compare_row);
	bool *outlier = ARENA_ARRAY(v->ctx.mem, cv->n_sheets, bool);
	int64_t n = (int64_t)cv->n_sheets, far = cv->input.spread_max;

	for (size_t i = 0; i < cv->set->n_criteria; i++)
		compare_row_fill(v, cv, i, &rows[i]);
	for (size_t s = 0; far >= 0 && s < cv->n_sheets; s++) {
		int64_t off = cv->sheets[s].total * n - cv->result.sum;

		/* |total - mean| > spread / 2, without dividing */
		outlier[s] = 2 * (off < 0 ? -off : off) > far * n;
	}
	p->outlier = outlier;
	p->compare = rows;
	p->n_compare = cv->set->n_criteria;
}

#define TOTALS_LEFT 10
#define TOTALS_WIDE 340

/* Where the totals lie, and how far apart the bylaw lets them. */
static void
closing_totals(struct visit *v, struct closing_page *p)
{
	const struct closing_view *cv = &p->v;
	int *x = ARENA_ARRAY(v->ctx.mem, cv->n_sheets, int);
	int far = cv->input.spread_max, n = (int)cv->n_sheets, least, most;
	int mean = (int)(cv->result.sum / n);

	least = most = cv->sheets[0].total;
	for (size_t s = 0; s < cv->n_sheets; s++) {
		if (cv->sheets[s].total < least)
			least = cv->sheets[s].total;
		if (cv->sheets[s].total > most)
			most = cv->sheets[s].total;
	}
	least -= 5;
	most += 5;
	if (far >= 0 && mean - far / 2 < least)
		least = mean - far / 2;
	if (far >= 0 && mean + far / 2 > most)
		most = mean + far / 2;
	least = least < 0 ? 0 : least; /* no sheet has less, none more */
	most = most > 100 ? 100 : most;
#define PLACE(points_n) (TOTALS_LEFT + (int)(((points_n) - (int64_t)least * n) * \
    TOTALS_WIDE / ((int64_t)(most - least) * n)))
	for (size_t s = 0; s < cv->n_sheets; s++)
		x[s] = PLACE((int64_t)cv->sheets[s].total * n);
	p->totals = (struct totals_picture){ .x = x, .least = least,
		.most = most, .mean_x = PLACE(cv->result.sum) };
	if (far >= 0) {
		p->totals.wide = TOTALS_WIDE * far / (most - least);
		p->totals.from_x = p->totals.mean_x - p->totals.wide / 2;
	}
#undef PLACE
}

/* What this seat may do at the table, and how names are shown. */
static void
closing_rights(struct closing_page *p)
{
	const struct bylaw *b = &p->v.bylaw;
	bool chair = b->v[BYLAW_REOPEN] == REOPEN_CHAIR;

	p->by_chair = b->v[BYLAW_CONCLUDES] == CONCLUDES_CHAIR;
	p->presides = p->v.presides.v != 0 && p->v.a.seat.v == p->v.presides.v;
	p->secret = p->v.secret;
	p->may_reopen = p->v.a.meeting_state == MEETING_OPEN &&
	    (chair ? p->v.a.role == SEAT_CHAIR || p->v.a.role == SEAT_VICE
	    : p->v.a.role == SEAT_SECRETARY);
}

static void
closing_page_fill(struct visit *v, struct closing_page *p)
{
	p->set_name = visit_set_name(v, p->v.a.set_code);
	closing_rule_rows(v, p);
	closing_rights(p);
	if (p->v.n_sheets == 0)
		return;
	closing_findings_rows(v, p);
	closing_unmet_rows(v, p);
	closing_compare_rows(v, p);
	closing_totals(v, p);
	p->n_stop_choices = set_stops(p->v.set, v->ctx.mem, &p->stop_choices);
	p->band_text = band_arithmetic(v->ctx.mem, p->v.set->pack, &p->v.result);
	p->mean_fraction = str_printf(v->ctx.mem, "%" PRId64 "/%d",
	    p->v.result.sum, p->v.result.sheets);
}

enum rc
closing_show(struct visit *v)
{
	struct closing_page p = { .n_findings = 0 };
	struct agenda_id id = { v->id[0] };
	struct opinion_mine opinion;
	enum rc rc;

	if ((rc = closing_load(&v->ctx, id, &p.v)) != RC_OK ||
	    (rc = closing_pasts(&v->ctx, &p.v, &p.pasts)) != RC_OK ||
	    (rc = opinion_mine(&v->ctx, id, &opinion)) != RC_OK ||
	    (rc = team_hear(&v->ctx, p.v.a.dossier, p.v.set, &p.team)) != RC_OK)
		return rc;
	p.answer_by = opinion.written ? opinion.answer_by : (struct day){ 0 };
	closing_page_fill(v, &p);
	if (p.v.concluded && (rc = next_load(v, p.v.a.meeting, p.v.a.position,
	    &p.next)) != RC_OK)
		return rc;
	html_closing_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
opened_show(struct visit *v)
{
	struct closing_page p = { .n_findings = 0 };
	struct agenda_id id = { v->id[0] };
	enum rc rc;

	if ((rc = opened_load(&v->ctx, id, &p.v)) != RC_OK ||
	    (rc = closing_pasts(&v->ctx, &p.v, &p.pasts)) != RC_OK)
		return rc;
	closing_page_fill(v, &p);
	html_opened_show(visit_page(v), &p);
	return RC_OK;
}

/* All deeds at the table end on the product's page. */
static enum rc
closing_done(struct visit *v, enum rc rc)
{
	return rc == RC_OK ? visit_go(v, "/thu-ky/san-pham/%", v->id[0]) : rc;
}

enum rc
product_open_post(struct visit *v)
{
	const struct product_open_form *f = FORM_OF(v, product_open);

	return closing_done(v, product_open(&v->ctx,
	    (struct agenda_id){ v->id[0] }, f->version.v, f->waived));
}

enum rc
product_close_post(struct visit *v)
{
	const struct product_close_form *f = FORM_OF(v, product_close);

	const struct agenda_id id = { v->id[0] };
	enum rc rc = product_close(&v->ctx, id, f->version.v, f->without);

	/* written opinions are judged as soon as they lie open (Đ7.6.d) */
	return closing_done(v, rc == RC_OK ? opinion_settle(&v->ctx, id) : rc);
}

enum rc
product_again_post(struct visit *v)
{
	const struct reason_form *f = FORM_OF(v, reason);

	return closing_done(v, product_again(&v->ctx,
	    (struct agenda_id){ v->id[0] }, f->version.v, f->again_why));
}

enum rc
sheet_reopen_post(struct visit *v)
{
	const struct reopen_form *f = FORM_OF(v, reopen);

	return closing_done(v, sheet_reopen(&v->ctx,
	    (struct agenda_id){ v->id[0] }, (struct seat_id){ f->seat }, f->why));
}

enum rc
findings_save_post(struct visit *v)
{
	const struct findings_form *f = FORM_OF(v, findings);
	struct tick *ticks = ARENA_ARRAY(v->ctx.mem, f->f.n + 1, struct tick);

	for (size_t i = 0; i < f->f.n; i++)
		ticks[i] = (struct tick){ f->f.v[i].name, f->f.v[i].value };
	return closing_done(v, findings_save(&v->ctx,
	    (struct agenda_id){ v->id[0] }, ticks, f->f.n));
}

enum rc
stop_save_post(struct visit *v)
{
	const struct stop_form *f = FORM_OF(v, stop);

	return closing_done(v, stop_save(&v->ctx,
	    (struct agenda_id){ v->id[0] }, f->code, f->reason, f->drop));
}

enum rc
product_conclude_post(struct visit *v)
{
	const struct conclude_form *f = FORM_OF(v, conclude);

	return closing_done(v, product_conclude(&v->ctx,
	    (struct agenda_id){ v->id[0] }, f->version.v, f->opinion, f->despite));
}

enum rc
product_confirm_post(struct visit *v)
{
	return closing_done(v, product_confirm(&v->ctx,
	    (struct agenda_id){ v->id[0] }, FORM_OF(v, version)->version.v));
}

enum rc
discussion_post(struct visit *v)
{
	return closing_done(v, discussion_save(&v->ctx,
	    (struct agenda_id){ v->id[0] },
	    FORM_OF(v, discussion)->discussion));
}
