/*
 * seats: the pages of attendance, declaration and recusal; see act/seats.h.
 */
#include "web/seats.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

static enum text
stake_kind_text(int64_t kind)
{
	switch (kind) {
	case STAKE_KIN: return T_stake_kin;
	case STAKE_OFFICE: return T_stake_office;
	case STAKE_MONEY: return T_stake_money;
	default: return T_stake_other;
	}
}

enum text
attends_text(int64_t state)
{
	switch (state) {
	case ATTENDS: return T_presence_there;
	case ATTENDS_NOT: return T_presence_leave;
	case ATTENDS_NOT_AT_ALL: return T_presence_away;
	default: return T_presence_unknown;
	}
}

struct field_options
stake_kinds(struct visit *v)
{
	struct field_option *all = ARENA_ARRAY(v->ctx.mem, STAKE_KIND__COUNT,
	    struct field_option);
	size_t n = 0;

	for (int k = STAKE_KIN; k < STAKE_KIND__COUNT; k++)
		all[n++] = (struct field_option){
		    .value = str_printf(v->ctx.mem, "%d", k),
		    .label = stake_kind_text(k) };
	return (struct field_options){ all, n };
}

static int
kind_of(struct str typed)
{
	int64_t n;

	return str_int(typed, &n) && n > 0 && n < STAKE_KIND__COUNT ? (int)n : 0;
}

enum rc
declare_post(struct visit *v)
{
	const struct declare_form *f = FORM_OF(v, declare);
	struct agenda_id *ids = ARENA_ARRAY(v->ctx.mem, f->stake.n + 1,
	    struct agenda_id);
	enum rc rc;

	for (size_t i = 0; i < f->stake.n; i++)
		if (!str_int(f->stake.v[i], &ids[i].v))
			return FAIL(&v->ctx, WHY_ABSENT, "%s", "agenda");
	rc = declare_save(&v->ctx, (struct meeting_id){ v->id[0] },
	    &(struct declaration){ ids, f->stake.n, kind_of(f->stake_kind),
	    f->stake_why });
	return rc == RC_OK ? visit_go(v, "/hoi-dong/phien/%", v->id[0]) : rc;
}

enum rc
recuse_post(struct visit *v)
{
	const struct recuse_form *f = FORM_OF(v, recuse);
	enum rc rc = recuse(&v->ctx, (struct agenda_id){ v->id[0] },
	    kind_of(f->stake_kind), f->stake_why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_stake_done);
	return visit_go(v, "/hoi-dong");
}

/* ---- the secretary's list -------------------------------------------------- */

static struct str
product_of(const struct presence_view *p, struct agenda_id id)
{
	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.v[i].id.v == id.v)
			return p->items.v[i].product;
	return (struct str){ NULL, 0 }; /* the reader is recused from it too */
}

static void
row_stakes(struct visit *v, const struct presence_view *p, struct presence_row *r)
{
	struct buf b = buf_new(v->ctx.mem, 8 * KIB);

	for (size_t i = 0; i < p->sat.stakes.n; i++) {
		const struct q_stake_list *k = &p->sat.stakes.v[i];
		struct str product = product_of(p, k->agenda);

		if (k->seat.v != r->seat->id.v || product.n == 0)
			continue;
		r->declared++;
		if (k->state != STAKE_RECUSED)
			continue;
		buf_printf(&b, "%s%.*s (%.*s: %.*s)", b.n > 0 ? "; " : "",
		    STR_ARG(product), STR_ARG(text_of(v->lang,
		    stake_kind_text(k->kind))), STR_ARG(k->why));
	}
	r->recused = buf_str(&b);
}

static void
row_fill(struct visit *v, const struct presence_view *p, struct presence_row *r)
{
	const struct sat *sat = &p->sat;

	for (size_t i = 0; i < sat->attends.n; i++)
		if (sat->attends.v[i].seat.v == r->seat->id.v) {
			r->attends = sat->attends.v[i].state;
			r->why = sat->attends.v[i].why;
		}
	for (size_t i = 0; i < sat->seats.n; i++)
		if (sat->seats.v[i].id.v == r->seat->stands_for.v)
			r->stands_for = sat->seats.v[i].code;
	row_stakes(v, p, r);
}

enum rc
presence_show(struct visit *v)
{
	struct presence_page p = { .n = 0 };
	struct presence_row *rows;
	enum rc rc = presence_load(&v->ctx, (struct meeting_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	rows = ARENA_ARRAY(v->ctx.mem, p.v.sat.seats.n + 1, struct presence_row);
	for (size_t i = 0; i < p.v.sat.seats.n; i++) {
		if (p.v.sat.seats.v[i].over)
			continue;
		rows[p.n] = (struct presence_row){ .seat = &p.v.sat.seats.v[i] };
		row_fill(v, &p.v, &rows[p.n++]);
	}
	p.rows = rows;
	p.writes = p.v.meeting.role == SEAT_SECRETARY &&
	    p.v.meeting.state != MEETING_CLOSED && p.v.meeting.state != MEETING_AWAY;
	html_presence_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
presence_post(struct visit *v)
{
	const struct presence_form *f = FORM_OF(v, presence);
	enum rc rc = presence_save(&v->ctx, (struct meeting_id){ v->id[0] },
	    (struct seat_id){ f->seat }, (int)f->attends.v, f->why);

	return rc == RC_OK ? visit_go(v, "/thu-ky/phien/%/thanh-vien", v->id[0])
	    : rc;
}
