/*
 * commune: the desk of the commune's officer: inbox, receive, check, ask,
 * assess, return, forward.
 */
#include "web/commune.h"

#include <inttypes.h>

#include "act/issue.h"
#include "act/issue_number.h"
#include "html.h"
#include "web/forms.h"
#include "web/routes.h"

/* ---- inbox ------------------------------------------------------------------------- */

static const struct {
	const char *word;
	enum commune_pile pile;
} pile_words[] = {
	{ "moi", PILE_NEW }, { "dang-xet", PILE_CHECK }, { "cho-bo-sung", PILE_ASKED },
	{ "da-chuyen", PILE_DONE }, { "da-tra", PILE_RETURNED },
};

static enum commune_pile
pile_of(struct str word)
{
	size_t i;

	for (i = 0; i < sizeof(pile_words) / sizeof(pile_words[0]); i++)
		if (str_eq(word, str_c(pile_words[i].word)))
			return pile_words[i].pile;
	return PILE__COUNT;
}

enum rc
commune_show(struct visit *v)
{
	struct inbox_page p;
	enum commune_pile pile = pile_of(FORM_OF(v, commune_inbox)->o);
	enum rc rc;

	/* Without a choice: what waits to be received, else what is being checked. */
	if (pile != PILE__COUNT) {
		rc = commune_inbox(&v->ctx, pile, &p.in);
	} else {
		rc = commune_inbox(&v->ctx, PILE_NEW, &p.in);
		if (rc == RC_OK && p.in.n == 0)
			rc = commune_inbox(&v->ctx, PILE_CHECK, &p.in);
	}
	if (rc != RC_OK)
		return rc;
	html_commune_show(visit_page(v), &p);
	return RC_OK;
}

/* ---- one desk ------------------------------------------------------------------------ */

static enum rc
desk_load(struct visit *v, struct commune_desk *k)
{
	return commune_desk_load(&v->ctx, (struct dossier_id){ v->id[0] }, k);
}

static void
check_lines(struct visit *v, struct desk_page *p)
{
	const struct component_check *check = &p->k.check;
	struct check_line *rows = ARENA_ARRAY(v->ctx.mem, check->n, struct check_line);
	const struct str again = v->again ? pairs_get(v->raw, S("item")) : S("");
	size_t i;

	for (i = 0; i < check->n; i++) {
		const struct component_line *l = &check->v[i];

		if (!l->needed)
			continue;
		rows[p->n] = (struct check_line){ .l = l, .note = l->note,
			.place = str_printf(v->ctx.mem, "item.%.*s", STR_ARG(l->item->code)) };
		if (str_eq(again, l->item->code))
			rows[p->n].note = pairs_get(v->raw, S("note"));
		rows[p->n].fault_text = field_fault_text(v, rows[p->n].place);
		p->n++;
	}
	p->lines = rows;
}

enum rc
commune_desk_show(struct visit *v)
{
	struct desk_page p = { .n = 0 };
	enum rc rc;

	if ((rc = desk_load(v, &p.k)) != RC_OK)
		return rc;
	if ((rc = whereabouts_fill(v, &p.k.d, &p.where)) != RC_OK)
		return rc;
	html_commune_desk(visit_page(v), &p);
	return RC_OK;
}

enum rc
commune_receive_post(struct visit *v)
{
	const struct dossier_id id = { v->id[0] };
	enum rc rc = commune_receive(&v->ctx, id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_commune_received_flash);
	return visit_go(v, "/xa/ho-so/%", id.v);
}

/* The paper of this check that is to be shown beside it: no other. */
static const struct cite *
paper_beside(const struct desk_page *p, int64_t file)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->lines[i].l->papers.n; k++)
			if (file != 0 && p->lines[i].l->papers.v[k].file.v == file)
				return &p->lines[i].l->papers.v[k];
	return NULL;
}

enum rc
component_show(struct visit *v)
{
	struct desk_page p = { .n = 0 };
	enum rc rc;

	if ((rc = desk_load(v, &p.k)) != RC_OK)
		return rc;
	check_lines(v, &p);
	p.beside = paper_beside(&p, v->again ?
	    ((const struct component_form *)v->values)->beside :
	    FORM_OF(v, component_page)->beside);
	html_commune_check(visit_page(v), &p);
	return RC_OK;
}

enum rc
component_post(struct visit *v)
{
	const struct component_form *f = FORM_OF(v, component);
	const struct dossier_id id = { v->id[0] };
	struct component_input in = { .item = f->item, .note = f->note,
		.seen_at = { f->seen } };
	int64_t verdict;
	enum rc rc;

	if (str_int(f->verdict, &verdict) && verdict > 0 && verdict < 10)
		in.verdict = (int)verdict;
	if ((rc = component_set(&v->ctx, id, LEVEL_COMMUNE, &in)) != RC_OK)
		return rc;
	if (f->beside != 0)
		return visit_go_to(v, str_printf(v->ctx.mem, "/xa/ho-so/%" PRId64
		    "/thanh-phan?beside=%" PRId64 "#f-item_%.*s", id.v, f->beside,
		    STR_ARG(f->item)));
	return visit_go_to(v, str_printf(v->ctx.mem,
	    "/xa/ho-so/%" PRId64 "/thanh-phan#f-item_%.*s", id.v, STR_ARG(f->item)));
}

enum text
verdict_text(enum component_verdict verdict)
{
	switch (verdict) {
	case COMPONENT_OK: return T_commune_ok;
	case COMPONENT_MISSING: return T_commune_missing;
	case COMPONENT_WRONG: return T_commune_wrong;
	}
	return T_NONE;
}

struct str
verdict_class(const struct component_line *l, enum component_verdict verdict)
{
	return l->judged && l->verdict == verdict ? S("chosen") : S("second");
}

enum progress
desk_progress(size_t done, size_t all)
{
	if (done >= all)
		return DONE;
	return done == 0 ? NOT_BEGUN : IN_PROGRESS;
}

/* ---- asking, returning ---------------------------------------------------------------- */

/* Whether an item is among those that were ticked a moment ago. */
static bool
item_again(const struct visit *v, struct str code)
{
	size_t i;

	for (i = 0; i < v->raw.n; i++)
		if (str_eq(v->raw.v[i].name, S("items")) &&
		    str_eq(v->raw.v[i].value, code))
			return true;
	return false;
}

const enum text ask_sentences[] = {
	T_commune_ask_1, T_commune_ask_2, T_commune_ask_3, T_commune_ask_4,
	T_commune_ask_5,
};
const size_t ask_sentences_n = sizeof(ask_sentences) / sizeof(ask_sentences[0]);

bool
ask_ready(const struct visit *v, size_t number)
{
	const struct str word = str_printf(v->ctx.mem, "%zu", number);
	size_t i;

	for (i = 0; v->again && i < v->raw.n; i++)
		if (str_eq(v->raw.v[i].name, S("ready")) &&
		    str_eq(v->raw.v[i].value, word))
			return true;
	return false;
}

/* The letter: the sentences that were ticked, then the officer's own words.
 * In Vietnamese: it goes to the producer. */
static struct str
ask_letter(struct visit *v, struct strs ready, struct str own)
{
	struct buf b = buf_new(v->ctx.mem, 16 * KIB);
	int64_t n;
	size_t i;

	for (i = 0; i < ready.n; i++) {
		if (!str_int(ready.v[i], &n) || n < 1 || n > (int64_t)ask_sentences_n)
			continue;
		buf_put(&b, text_of(LANG_VI, ask_sentences[n - 1]));
		buf_char(&b, '\n');
	}
	buf_put(&b, own);
	return str_trim(buf_str(&b));
}

static void
ask_items(struct visit *v, struct ask_page *p)
{
	const struct component_check *check = &p->k.check;
	struct ask_item *rows = ARENA_ARRAY(v->ctx.mem, check->n, struct ask_item);
	size_t i;

	for (i = 0; i < check->n; i++) {
		const struct component_line *l = &check->v[i];

		rows[i] = (struct ask_item){ l, v->again
		    ? item_again(v, l->item->code)
		    : l->judged && l->verdict != COMPONENT_OK };
	}
	p->items = rows;
	p->n = check->n;
}

enum rc
commune_ask_show(struct visit *v)
{
	struct ask_page p = { .n = 0 };
	enum rc rc;

	if ((rc = desk_load(v, &p.k)) != RC_OK)
		return rc;
	ask_items(v, &p);
	p.due_on = day_text(v->ctx.mem, day_add(v->ctx.today, 10));
	p.items_fault = field_fault_text(v, S("items"));
	html_commune_ask(visit_page(v), &p);
	return RC_OK;
}

enum rc
commune_ask_post(struct visit *v)
{
	const struct supplement_ask_form *f = FORM_OF(v, supplement_ask);
	const struct dossier_id id = { v->id[0] };
	const struct supplement_input in = {
		.level = LEVEL_COMMUNE, .items = f->items.v, .n_items = f->items.n,
		.sentence = ask_letter(v, f->ready, f->sentence),
		.due_on = f->due_on,
	};
	enum rc rc = supplement_ask(&v->ctx, id, &in);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_supplement_asked_flash);
	return visit_go(v, "/xa/ho-so/%", id.v);
}

enum rc
commune_return_show(struct visit *v)
{
	struct return_page p = { .why = S("") };
	enum rc rc;

	if ((rc = desk_load(v, &p.k)) != RC_OK)
		return rc;
	html_commune_return(visit_page(v), &p);
	return RC_OK;
}

enum rc
commune_return_post(struct visit *v)
{
	const struct dossier_id id = { v->id[0] };
	enum rc rc = commune_return(&v->ctx, id, FORM_OF(v, why)->why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_commune_returned_flash);
	return visit_go(v, "/xa/ho-so/%", id.v);
}

/* ---- Mẫu 03, forwarding ------------------------------------------------------------------ */

/* The criterion in which the subject speaks of a content of Mẫu 03 part II:
 * the first of these keys that its set has. */
static const struct self_line *
assess_said(const struct self_assessment *s, struct str field)
{
	static const struct {
		const char *field, *keys[3];
	} rows[] = {
		{ "assess_material", { "raw_material", "product_origin", NULL } },
		{ "assess_labour", { "local_labour", NULL, NULL } },
		{ "assess_idea", { "idea_origin", "t_idea", NULL } },
		{ "assess_identity", { "local_identity", "story", NULL } },
	};
	size_t i, k, n;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (k = 0; str_eq(field, str_c(rows[i].field)) && k < 3; k++)
			for (n = 0; n < s->n; n++)
				if (str_eq(s->lines[n].criterion->key, str_c(rows[i].keys[k])))
					return &s->lines[n];
	return NULL;
}

enum rc
assess_show(struct visit *v)
{
	struct assess_page p = { .n = 0 };
	struct self_assessment self;
	struct paper_rows rows;
	struct assess_row *out;
	enum rc rc;
	size_t i;

	if ((rc = desk_load(v, &p.k)) != RC_OK)
		return rc;
	if ((rc = self_load(&v->ctx, &p.k.d, &self)) != RC_OK)
		return rc;
	if ((rc = paper_rows(v, &p.k.d, FORM_03, 1, &rows)) != RC_OK)
		return rc;
	p.n = rows.n;
	out = ARENA_ARRAY(v->ctx.mem, p.n, struct assess_row);
	for (i = 0; i < p.n; i++)
		out[i] = (struct assess_row){ rows.v[i],
			assess_said(&self, rows.v[i].field->name) };
	p.v = out;
	html_commune_assess(visit_page(v), &p);
	return RC_OK;
}

enum rc
assess_post(struct visit *v)
{
	const struct paper_page_form *f = FORM_OF(v, paper_page);
	const struct paper_inputs in = paper_typed(v, f);
	const struct dossier_id id = { v->id[0] };
	enum rc rc = paper_text_save(&v->ctx, id, in.v, in.n);

	if (rc != RC_OK)
		return rc;
	if (v->wants_json)
		return saved_answer(v, v->ctx.now.ms);
	visit_flash(v, T_commune_assessed_flash);
	return visit_go(v, "/xa/ho-so/%", id.v);
}

enum rc
commune_forward_show(struct visit *v)
{
	struct forward_page p = { .request_no = S("") };
	struct issued_number letter;
	enum rc rc;

	if ((rc = desk_load(v, &p.k)) != RC_OK ||
	    (rc = issue_number_of(&v->ctx, "de-nghi", p.k.d.id.v, p.k.d.commune, &letter)) != RC_OK)
		return rc;
	p.numbered = letter.on.n != 0;
	if (p.numbered)
		p.request_no = letter.number;
	p.request_on = day_text(v->ctx.mem, p.numbered ? letter.on : v->ctx.today);
	p.late = commune_is_late(&v->ctx, &p.k.d);
	html_commune_forward(visit_page(v), &p);
	return RC_OK;
}

enum rc
commune_forward_post(struct visit *v)
{
	const struct forward_form *f = FORM_OF(v, forward);
	const struct dossier_id id = { v->id[0] };
	enum rc rc = commune_forward(&v->ctx, id, &(struct request_letter){
	    f->request_no, f->request_on, f->late_forward });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_commune_forwarded_flash);
	return visit_go(v, "/xa/ho-so/%", id.v);
}
