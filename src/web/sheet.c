/*
 * sheet: the council member's pages. One tap per criterion; each tick is saved
 * at once on the device and within two seconds here (assets/app.js); without
 * script the whole sheet is one form. Handlers only read, act, answer.
 */
#include "web/sheet.h"

#include "act/password.h"
#include "act/reasons.h"
#include "base/json.h"
#include "html.h"
#include "web/dossier.h"
#include "web/field.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum rc
sitting_index(struct visit *v)
{
	struct sittings_page p;
	enum rc rc = meeting_mine(&v->ctx, &p.meetings);

	if (rc == RC_OK)
		html_sitting_index(visit_page(v), &p);
	return rc;
}

enum rc
sitting_show(struct visit *v)
{
	struct sitting_page p = { .n_table = 0 };
	struct declare_view declare;
	struct str *names;
	struct meeting_id id = { v->id[0] };
	enum rc rc;

	if ((rc = sitting_load(&v->ctx, id, &p.v)) != RC_OK ||
	    (rc = declare_load(&v->ctx, id, &declare)) != RC_OK)
		return rc;
	p.undeclared = declare.items;
	p.kinds = stake_kinds(v);
	p.has_kit = false;
	names = ARENA_ARRAY(v->ctx.mem, p.v.items.n + 1, struct str);
	for (size_t i = 0; i < p.v.items.n; i++) {
		int64_t state = p.v.items.v[i].state;

		names[i] = visit_set_name(v, p.v.items.v[i].set_code);
		p.n_table += state == AGENDA_SCORING || state == AGENDA_CLOSED;
		p.has_kit |= v->ctx.log != NULL && state == AGENDA_CONCLUDED;
	}
	p.set_names = names;
	html_sitting_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
council_product_show(struct visit *v)
{
	struct sheet_view s;
	struct product_page_view p;
	enum rc rc = sheet_load(&v->ctx, (struct agenda_id){ v->id[0] }, &s);

	if (rc != RC_OK)
		return rc;
	if (s.undeclared) /* nothing opens before she has declared */
		return visit_go(v, "/hoi-dong/phien/%", s.a.meeting.v);
	if ((rc = product_file_load(&v->ctx, s.a.dossier, &p.file)) != RC_OK ||
	    (rc = team_hear(&v->ctx, s.a.dossier, s.set, &p.team)) != RC_OK)
		return rc;
	p.set = s.set;
	p.may_recuse = s.a.state != AGENDA_CONCLUDED;
	p.kinds = stake_kinds(v);
	p.a = s.a;
	p.votes = s.a.votes;
	p.set_name = visit_set_name(v, s.a.set_code);
	html_council_product(visit_page(v), v, &p);
	return RC_OK;
}

/* What was saved elsewhere meanwhile is told in words: a fault knows a ground for
 * knocking out by its code and an answer by its number. */
static void
faults_in_words(struct visit *v, const struct sheet_page *p)
{
	static const enum text stances[OPINION__COUNT] = { [OPINION_AGREE] = T_opinion_agree,
		[OPINION_DIFFERS] = T_opinion_differs, [OPINION_COMPLEX] = T_opinion_complex };
	struct fault *f = v->ctx.fault;

	for (size_t i = 0; i < f->n_fields; i++) {
		struct field_fault *ff = &f->fields[i];
		int64_t said;

		if (str_eq(ff->field, S("stance")) && str_int(ff->arg, &said) && said > 0 &&
		    said < OPINION__COUNT)
			ff->arg = text_of(v->lang, stances[said]);
		for (size_t k = 0; str_eq(ff->field, S("stop")) && k < p->n_stops; k++)
			if (str_eq(ff->arg, p->stops[k].code))
				ff->arg = v->lang == LANG_EN ? p->stops[k].text.en :
				    p->stops[k].text.vi;
	}
}

/* Which answer was given elsewhere meanwhile, in its words; hers stays chosen. */
static struct str
stance_fault(struct visit *v, struct opinion_mine *mine)
{
	static const enum text words[OPINION__COUNT] = {
		[OPINION_AGREE] = T_opinion_agree, [OPINION_DIFFERS] = T_opinion_differs,
		[OPINION_COMPLEX] = T_opinion_complex };
	const struct field_fault *f = fault_of(v->ctx.fault, S("stance"));
	const enum opinion stored = mine->said;
	int64_t said;

	if (v->again && str_int(pairs_get(v->raw, S("stance")), &said) &&
	    said > 0 && said < OPINION__COUNT)
		mine->said = (enum opinion)said;
	if (f == NULL || f->why != &WHY_CHANGED_MEANWHILE)
		return field_fault_text(v, S("stance"));
	return visit_text(v, visit_reason(f->why), text_of(v->lang, words[stored]));
}

enum rc
sheet_show(struct visit *v)
{
	struct sheet_page p = { .set_name = { NULL, 0 } };
	struct product_file file;
	enum rc rc = sheet_load(&v->ctx, (struct agenda_id){ v->id[0] }, &p.v);

	if (rc != RC_OK)
		return rc;
	if (!p.v.a.votes) /* a secretary has no sheet, and need not know of one */
		return FAIL(&v->ctx, WHY_ABSENT, "%s", "sheet");
	if (p.v.undeclared)
		return visit_go(v, "/hoi-dong/phien/%", p.v.a.meeting.v);
	if ((rc = product_file_load(&v->ctx, p.v.a.dossier, &file)) != RC_OK ||
	    (rc = sheet_confirm_by(&v->ctx, p.v.a.council, &p.by_password)) != RC_OK)
		return rc;
	if ((rc = team_hear(&v->ctx, p.v.a.dossier, p.v.set, &p.team)) != RC_OK)
		return rc;
	if (p.v.a.sealed_at.ms != 0 && ((rc = receipt_load(&v->ctx, "sheet.seal",
	    "sheet", p.v.a.sheet.v, &p.receipt)) != RC_OK ||
	    (rc = receipt_prove(&v->ctx, &p.receipt)) != RC_OK))
		return rc;
	if (p.v.a.ballot.n > 0)
		p.ballot = sheet_ballot_name(v->ctx.mem, &(struct sheet_numbers){
		    p.v.a.agenda, p.v.a.seat_code, p.v.a.pass, p.v.set, p.v.choices,
		    p.v.a.stop, p.v.a.stop_why, p.v.a.remark, p.v.a.ballot });
	p.set_name = visit_set_name(v, p.v.a.set_code);
	p.conflict = v->again && v->ctx.fault->why == &WHY_SHEET_STALE;
	p.remark = v->again ? pairs_get(v->raw, S("remark")) : p.v.a.remark;
	p.stop = v->again ? pairs_get(v->raw, S("stop")) : p.v.a.stop;
	p.stop_why = v->again ? pairs_get(v->raw, S("stop_why")) : p.v.a.stop_why;
	p.remark_fault = field_fault_text(v, S("remark"));
	p.stop_why_fault = field_fault_text(v, S("stop_why"));
	p.n_stops = set_stops(p.v.set, v->ctx.mem, &p.stops);
	faults_in_words(v, &p);
	p.stop_fault = field_fault_text(v, S("stop"));
	sheet_rows(v, &p.v, &file, &p);
	p.total = total_line_of(v, p.v.set, p.v.choices, &p.v.result);
	if ((rc = opinion_mine(&v->ctx, p.v.a.agenda, &p.opinion)) != RC_OK)
		return rc;
	p.opinion_fault = stance_fault(v, &p.opinion);
	html_sheet_show(visit_page(v), v, &p);
	return RC_OK;
}

/* What app.js puts in place of its own guess after a save. Made of what was
 * just written: on the night of the councils nothing is asked for oftener. */
static enum rc
sheet_answer(struct visit *v, const struct sheet_view *s)
{
	struct score_result result;
	struct total_line t;
	struct json_out o = json_out(visit_json(v));

	score_one(s->set, s->choices, v->ctx.mem, &result);
	t = total_line_of(v, s->set, s->choices, &result);
	json_open(&o, '{');
	json_name(&o, S("version"));
	json_put_int(&o, s->a.sheet_version.v);
	json_name(&o, S("saved"));
	json_put_str(&o, str_head(moment_text(v->ctx.mem, v->ctx.now), 5));
	json_name(&o, S("total"));
	json_put_int(&o, t.total);
	json_name(&o, S("star"));
	json_put_int(&o, t.star);
	json_name(&o, S("star_text"));
	json_put_str(&o, text_fill(v->ctx.mem, v->lang, T_site_stars,
	    (struct str[]){ str_printf(v->ctx.mem, "%d", t.star) }, 1));
	json_name(&o, S("why"));
	json_put_str(&o, t.why.n > 0 ? t.why : S(""));
	json_name(&o, S("left"));
	json_put_int(&o, t.left);
	json_close(&o, '}');
	return RC_OK;
}

/* A field that came, or no text: an autosave sends only what changed. */
static struct str
if_sent(const struct visit *v, struct str name, struct str value)
{
	for (size_t i = 0; i < v->req->fields.n; i++)
		if (str_eq(v->req->fields.v[i].name, name))
			return value.p == NULL ? S("") : value;
	return (struct str){ NULL, 0 };
}

static struct sheet_input
sheet_input_of(struct visit *v, const struct sheet_form *f)
{
	struct tick *ticks = ARENA_ARRAY(v->ctx.mem, f->c.n + 1, struct tick);

	for (size_t i = 0; i < f->c.n; i++)
		ticks[i] = (struct tick){ f->c.v[i].name, f->c.v[i].value };
	return (struct sheet_input){ ticks, f->c.n,
	    if_sent(v, S("remark"), f->remark), if_sent(v, S("stop"), f->stop),
	    if_sent(v, S("stop_why"), f->stop_why), f->version.v,
	    f->stance.has ? f->stance.v : 0 };
}

enum rc
sheet_save_post(struct visit *v)
{
	const struct sheet_form *f = FORM_OF(v, sheet);
	struct sheet_input in = sheet_input_of(v, f);
	struct sheet_view saved;
	enum rc rc = sheet_save(&v->ctx, (struct agenda_id){ v->id[0] }, &in,
	    &saved);

	if (rc == RC_OK && f->stance.has)
		rc = opinion_say(&v->ctx, &saved, in.version, (int)f->stance.v, false);
	if (rc != RC_OK)
		return rc;
	if (v->wants_json)
		return sheet_answer(v, &saved);
	visit_flash(v, T_sheet_saved);
	return visit_go(v, "/hoi-dong/phieu/%", v->id[0]);
}

/* On the slow pool: the password, where the bylaw asks for one. */
enum rc
sheet_seal_prepare(struct visit *v)
{
	const struct seal_form *f = FORM_OF(v, seal);
	struct confirmation *how = ARENA_NEW(v->ctx.mem, struct confirmation);

	v->prepared = how;
	how->confirmed = f->confirmed;
	if (f->password_now.n == 0)
		return RC_OK;
	return password_confirm(&v->ctx, f->password_now, &how->password_right);
}

enum rc
sheet_seal_post(struct visit *v)
{
	const struct seal_form *f = FORM_OF(v, seal);
	struct sheet_input in = sheet_input_of(v, &(struct sheet_form){
	    .version = f->version, .c = f->c, .remark = f->remark,
	    .stop = f->stop, .stance = f->stance, .stop_why = f->stop_why });
	struct sheet_view saved;
	enum rc rc;

	/* what is on the screen is what is sealed: save it, then lock it */
	if ((rc = sheet_save(&v->ctx, (struct agenda_id){ v->id[0] }, &in,
	    &saved)) != RC_OK ||
	    (rc = opinion_say(&v->ctx, &saved, in.version, f->stance.has ?
	    (int)f->stance.v : 0, true)) != RC_OK ||
	    (rc = sheet_seal(&v->ctx, (struct agenda_id){ v->id[0] },
	    v->prepared)) != RC_OK)
		return rc;
	visit_flash(v, T_sheet_sealed_now);
	return visit_go(v, "/hoi-dong/phieu/%", v->id[0]);
}
