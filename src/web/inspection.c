/*
 * inspection: the pages of inspections, made for a phone on site: one long list,
 * big answers, photos with the camera, nothing that needs a script.
 */
#include "web/inspection.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"
#include "web/upload.h"

static const struct {
	enum text words;
	enum tone tone;
} states[INSPECTION_STATE__COUNT] = {
	[INSPECTION_OPEN] = { T_inspection_state_open, TONE_WAIT },
	[INSPECTION_GOOD] = { T_inspection_state_good, TONE_GOOD },
	[INSPECTION_CORRECT] = { T_inspection_state_correct, TONE_WAIT },
	[INSPECTION_CORRECTED] = { T_inspection_state_corrected, TONE_GOOD },
	[INSPECTION_PROPOSED] = { T_inspection_state_proposed, TONE_BAD },
	[INSPECTION_CANCELLED] = { T_inspection_state_cancelled, TONE_PLAIN },
};

enum text
inspection_state_text(int64_t state)
{
	return states[state].words;
}

enum tone
inspection_state_tone(int64_t state)
{
	return states[state].tone;
}

enum text
inspection_kind_text(int64_t kind)
{
	return kind == INSPECT_PLANNED ? T_inspection_kind_planned :
	    kind == INSPECT_UNANNOUNCED ? T_inspection_kind_unannounced :
	    T_inspection_kind_reported;
}

struct field_options
inspection_kinds(const struct visit *v)
{
	struct field_option *o = ARENA_ARRAY(v->ctx.mem, 2, struct field_option);

	o[0] = (struct field_option){ .value = S("1"),
	    .label = T_inspection_kind_planned, .chosen = true };
	o[1] = (struct field_option){ .value = S("2"),
	    .label = T_inspection_kind_unannounced,
	    .note = text_of(v->lang, T_inspection_unannounced_note) };
	return (struct field_options){ o, 2 };
}

enum text
check_verdict_text(int verdict)
{
	return verdict == CHECK_GOOD ? T_inspection_yes :
	    verdict == CHECK_BAD ? T_inspection_no : T_inspection_not_asked;
}

struct field_options
ground_options(const struct visit *v, const struct pack *p)
{
	struct field_option *o = ARENA_ARRAY(v->ctx.mem, p->n_grounds + 1,
	    struct field_option);

	for (size_t i = 0; i < p->n_grounds; i++)
		o[i] = (struct field_option){ .value = p->grounds[i].code,
		    .text = v->lang == LANG_EN ? p->grounds[i].name.en : p->grounds[i].name.vi,
		    .note = p->grounds[i].clause };
	return (struct field_options){ o, p->n_grounds };
}

bool
line_is(const struct visit *v, const struct inspection_line *l, int verdict)
{
	struct str typed = v->again ? pairs_get(v->raw, str_printf(v->ctx.mem,
	    "verdict.%.*s", STR_ARG(l->rule->code))) : S("");
	int64_t n;

	return typed.n > 0 ? str_int(typed, &n) && n == verdict :
	    (int)l->verdict == verdict;
}

struct str
line_note(const struct visit *v, const struct inspection_line *l)
{
	struct str typed = v->again ? pairs_get(v->raw, str_printf(v->ctx.mem,
	    "note.%.*s", STR_ARG(l->rule->code))) : S("");

	return typed.n > 0 ? typed : l->note;
}

int
choice_number(struct str s)
{
	int64_t n;

	return str_int(s, &n) && n > 0 && n < 100 ? (int)n : 0;
}

enum rc
inspection_index(struct visit *v)
{
	struct q_inspection_list_rows rows;
	enum rc rc = inspection_list(&v->ctx, &rows);

	if (rc == RC_OK)
		html_inspection_index(visit_page(v), v, &rows);
	return rc;
}

enum rc
inspection_show(struct visit *v)
{
	struct inspection_page p;
	enum rc rc = inspection_load(&v->ctx, (struct inspection_id){ v->id[0] },
	    &p.v);

	if (rc != RC_OK)
		return rc;
	p.grounds = ground_options(v, p.v.pack);
	p.set_name = visit_set_name(v, p.v.i.set_code);
	p.open = p.v.facts.state == INSPECTION_OPEN;
	p.correcting = p.v.facts.state == INSPECTION_CORRECT;
	html_inspection_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
inspection_plan_post(struct visit *v)
{
	const struct inspection_plan_form *f = FORM_OF(v, inspection_plan);
	struct inspection_id id;
	enum rc rc = inspection_plan(&v->ctx, &(struct inspection_plan){
	    .code = v->arg[0], .kind = (enum inspection_kind)choice_number(f->inspection_kind),
	    .by_commune = f->by_commune, .planned_on = f->planned_on,
	    .plan_no = f->plan_no, .why = f->inspection_why }, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_inspection_planned_now);
	return visit_go(v, "/hau-kiem/%", id.v);
}

/* The list comes as pairs: verdict.K1 = 2, note.K1 = words. */
enum rc
inspection_fill_post(struct visit *v)
{
	const struct inspection_fill_form *f = FORM_OF(v, inspection_fill);
	struct inspection_answer *a = ARENA_ARRAY(v->ctx.mem, f->verdict.n + 1,
	    struct inspection_answer);
	enum rc rc;

	for (size_t i = 0; i < f->verdict.n; i++) {
		int64_t n = 0;

		if (!str_int(f->verdict.v[i].value, &n) || n < 0 || n >= CHECK_VERDICT__COUNT)
			n = CHECK_VERDICT__COUNT;
		a[i] = (struct inspection_answer){ .item = f->verdict.v[i].name,
		    .verdict = (enum check_verdict)n,
		    .note = pairs_get(f->note, f->verdict.v[i].name) };
	}
	rc = inspection_fill(&v->ctx, (struct inspection_id){ v->id[0] }, a, f->verdict.n);
	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_inspection_saved);
	return visit_go(v, "/hau-kiem/%", v->id[0]);
}

enum rc
inspection_photo_prepare(struct visit *v)
{
	return photo_prepare(v, FORM_OF(v, inspection_photo)->photo_site.v);
}

enum rc
inspection_photo_post(struct visit *v)
{
	enum rc rc = inspection_photo_add(&v->ctx, (struct inspection_id){ v->id[0] },
	    FORM_OF(v, inspection_photo)->photo_site.v[0].name, v->prepared);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_inspection_photo_saved);
	return visit_go(v, "/hau-kiem/%", v->id[0]);
}

enum rc
inspection_end_post(struct visit *v)
{
	const struct inspection_end_form *f = FORM_OF(v, inspection_end);
	enum rc rc = inspection_conclude(&v->ctx, (struct inspection_id){ v->id[0] },
	    &(struct inspection_end){ .version = f->version.v,
	    .deed = f->deed.v > 0 && f->deed.v < INSPECTION_DEED__COUNT ?
	        (enum inspection_deed)f->deed.v : INSPECT_FILL,
	    .present = f->present, .conclusion = f->conclusion,
	    .correct_by = f->correct_by, .ground = f->ground,
	    .basis_no = f->basis_no });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_inspection_concluded);
	return visit_go(v, "/hau-kiem/%", v->id[0]);
}

enum rc
inspection_confirm_post(struct visit *v)
{
	const struct inspection_confirm_form *f = FORM_OF(v, inspection_confirm);
	enum rc rc = inspection_confirm(&v->ctx, (struct inspection_id){ v->id[0] },
	    f->version.v, f->correction);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_inspection_confirmed);
	return visit_go(v, "/hau-kiem/%", v->id[0]);
}

static enum rc
photo_send(struct visit *v, bool thumb)
{
	struct str path, mime;
	enum rc rc = inspection_photo_load(&v->ctx,
	    (struct inspection_photo_id){ v->id[0] }, thumb, &path, &mime);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, max-age=600"));
	return visit_file(v, mime, path, S(""));
}

enum rc
inspection_photo_show(struct visit *v)
{
	return photo_send(v, false);
}

enum rc
inspection_thumb_show(struct visit *v)
{
	return photo_send(v, true);
}
