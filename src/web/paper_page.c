/*
 * paper_page: Mẫu 01 and Mẫu 02 (parts I, II, IV) in short pages, and the rows
 * that Mẫu 03 is made of. Fields, pages and lengths are core/paper_fields.
 */
#include "web/dossier.h"

#include <inttypes.h>

#include "base/json.h"
#include "html.h"
#include "web/forms.h"
#include "web/routes.h"

#define TOURISM 6 /* sector VI of Phụ lục I */

/* The boxes of Mẫu 02 part I come as k.BIT fields and are kept as a sum. */
static int64_t
boxes_sum(struct pairs_in boxes)
{
	int64_t sum = 0, bit;
	size_t i;

	for (i = 0; i < boxes.n; i++)
		if (str_int(boxes.v[i].name, &bit) && bit > 0 && bit <= TICK_OTHER_IP &&
		    (bit & (bit - 1)) == 0)
			sum |= bit;
	return sum;
}

struct paper_inputs
paper_typed(struct visit *v, const struct paper_page_form *f)
{
	const struct pairs_in texts = f->t;
	struct paper_inputs out = {
		ARENA_ARRAY(v->ctx.mem, texts.n, struct paper_input), texts.n };
	size_t i;

	for (i = 0; i < texts.n; i++) {
		out.v[i] = (struct paper_input){ .name = texts.v[i].name,
			.value = texts.v[i].value, .seen = { f->version } };
		if (str_eq(texts.v[i].name, S("ticks")))
			out.v[i].value = str_printf(v->ctx.mem, "%" PRId64, boxes_sum(f->k));
	}
	return out;
}

/* The boxes ticked a moment ago. */
static int64_t
boxes_again(const struct visit *v)
{
	const struct str head = S("k.");
	struct pairs_in raw = v->raw;
	int64_t bit, sum = 0;
	size_t i;

	for (i = 0; i < raw.n; i++)
		if (str_starts(raw.v[i].name, head) &&
		    str_int(str_from(raw.v[i].name, head.n), &bit))
			sum |= bit;
	return sum;
}

static void
paper_row_fill(struct visit *v, const struct dossier *d,
    const struct paper_value *value, struct paper_row *r)
{
	const struct paper_field *f = value->field;
	struct arena *mem = v->ctx.mem;

	r->field = f;
	r->prefilled = !v->again && !value->typed && value->value.n > 0;
	r->f = field_named(v, str_printf(mem, "t.%.*s", STR_ARG(f->name)),
	    text_find(str_printf(mem, "field.%.*s", STR_ARG(f->name))),
	    value->value,
	    text_find(str_printf(mem, "paper.hint.%.*s", STR_ARG(f->name))));
	r->f.required = f->required;
	if (f->kind == PAPER_GENDER)
		r->choices = GENDER_OTHER + 1;
	if (f->kind == PAPER_ORG) /* Đ2.3: the last three for tourism only */
		r->choices = d->set->sector == TOURISM ? SUBJECT_UNKNOWN : SUBJECT_ASSOCIATION;
	if (f->kind == PAPER_PHONE)
		r->f.type = r->f.mode = S("tel");
	if (f->kind == PAPER_EMAIL)
		r->f.mode = S("email");
	if (f->kind == PAPER_DAY || f->kind == PAPER_NUMBER)
		r->f.mode = S("numeric");
	if (v->again && f->kind == PAPER_TICKS)
		r->number = boxes_again(v);
	else if (!str_int(r->f.value, &r->number))
		r->number = 0;
}

enum rc
paper_rows(struct visit *v, const struct dossier *d, enum paper_form form, int page,
    struct paper_rows *out)
{
	struct paper_row *rows = ARENA_ARRAY(v->ctx.mem, paper_fields_n, struct paper_row);
	struct paper_values texts;
	enum rc rc;
	size_t i, n = 0;

	if ((rc = paper_text_load(&v->ctx, d, &texts)) != RC_OK)
		return rc;
	for (i = 0; i < texts.n; i++)
		if (texts.v[i].field->form == form && texts.v[i].field->page == page)
			paper_row_fill(v, d, &texts.v[i], &rows[n++]);
	*out = (struct paper_rows){ rows, n };
	return RC_OK;
}

static enum rc
paper_page_show(struct visit *v, enum paper_form form)
{
	struct paper_page p = { .form = form, .pages = paper_pages(form) };
	enum rc rc;
	size_t i;

	if (v->id[1] < 1 || v->id[1] > p.pages)
		return FAIL(&v->ctx, WHY_ABSENT, "page %" PRId64, v->id[1]);
	p.page = (int)v->id[1];
	rc = dossier_load(&v->ctx, (struct dossier_id){ v->id[0] }, &p.d);
	if (rc != RC_OK)
		return rc;
	if ((rc = paper_rows(v, &p.d, form, p.page, &p.rows)) != RC_OK)
		return rc;
	p.title = paper_page_title(form, p.page);
	p.seen = v->ctx.now;
	p.autosaves = true;
	for (i = 0; i < p.rows.n; i++) {
		p.autosaves = p.autosaves && p.rows.v[i].field->kind != PAPER_TICKS;
		p.prefilled = p.prefilled || p.rows.v[i].prefilled;
	}
	html_paper_page(visit_page(v), &p);
	return RC_OK;
}

enum rc
form01_show(struct visit *v)
{
	return paper_page_show(v, FORM_01);
}

enum rc
form02_show(struct visit *v)
{
	return paper_page_show(v, FORM_02);
}

enum rc
saved_answer(struct visit *v, int64_t version)
{
	struct json_out o = json_out(visit_json(v));

	json_open(&o, '{');
	json_name(&o, S("version"));
	json_put_int(&o, version);
	json_name(&o, S("saved"));
	json_put_str(&o, str_head(moment_text(v->ctx.mem, v->ctx.now), 5));
	json_close(&o, '}');
	return RC_OK;
}

/* Keeps a page; what follows is the next one, or the list of tasks. */
static enum rc
paper_page_save(struct visit *v, enum paper_form form)
{
	const struct paper_page_form *f = FORM_OF(v, paper_page);
	const struct paper_inputs in = paper_typed(v, f);
	enum rc rc = paper_text_save(&v->ctx, (struct dossier_id){ v->id[0] }, in.v, in.n);

	if (rc != RC_OK)
		return rc;
	if (v->wants_json)
		return saved_answer(v, v->ctx.now.ms);
	if (str_eq(f->go, S("list")) || v->id[1] >= paper_pages(form))
		return visit_go(v, "/ho-so/%", v->id[0]);
	return form == FORM_01 ? visit_go(v, "/ho-so/%/mau-01/%", v->id[0], v->id[1] + 1)
	    : visit_go(v, "/ho-so/%/mau-02/%", v->id[0], v->id[1] + 1);
}

enum rc
form01_post(struct visit *v)
{
	return paper_page_save(v, FORM_01);
}

enum rc
form02_post(struct visit *v)
{
	return paper_page_save(v, FORM_02);
}
