/*
 * bylaw: see bylaw.h. The order of the articles is that of a written bylaw; a
 * new rule of core/bylaw needs a row in `words` and a place in `articles`.
 */
#include "web/bylaw.h"

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

#define CHOICES_MAX 3

/* The clause of a number ({0} is its value, {1} that of the rule after it),
 * the label of its field; or a clause for each choice. */
static const struct rule_words {
	enum text says, label, choices[CHOICES_MAX + 1];
} words[BYLAW__COUNT] = {
	[BYLAW_QUORUM_NUM] = { T_bylaw_quorum, T_bylaw_label_quorum_num, { 0 } },
	[BYLAW_QUORUM_DEN] = { T_NONE, T_bylaw_label_quorum_den, { 0 } },
	[BYLAW_CHAIR] = { T_NONE, T_bylaw_label_chair,
	    { 0, T_bylaw_chair_1, T_bylaw_chair_2 } },
	[BYLAW_NOTICE_DAYS] = { T_bylaw_notice, T_bylaw_label_notice, { 0 } },
	[BYLAW_DECLARE] = { T_NONE, T_bylaw_label_declare,
	    { 0, T_bylaw_declare_1, T_bylaw_declare_2 } },
	[BYLAW_ABSENCE] = { T_NONE, T_bylaw_label_absence,
	    { 0, T_bylaw_absence_1, T_bylaw_absence_2 } },
	[BYLAW_BALLOT] = { T_NONE, T_bylaw_label_ballot,
	    { 0, T_bylaw_ballot_1, T_bylaw_ballot_2 } },
	[BYLAW_CONFIRM] = { T_NONE, T_bylaw_label_confirm,
	    { 0, T_bylaw_confirm_1, T_bylaw_confirm_2 } },
	[BYLAW_SPREAD_MAX] = { T_bylaw_spread, T_bylaw_label_spread, { 0 } },
	[BYLAW_SPREAD_THEN] = { T_NONE, T_bylaw_label_spread_then,
	    { 0, T_bylaw_spread_then_1, T_bylaw_spread_then_2 } },
	[BYLAW_MINIMUMS] = { T_NONE, T_bylaw_label_minimums,
	    { 0, T_bylaw_minimums_1, T_bylaw_minimums_2, T_bylaw_minimums_3 } },
	[BYLAW_REOPEN] = { T_NONE, T_bylaw_label_reopen,
	    { 0, T_bylaw_reopen_1, T_bylaw_reopen_2 } },
	[BYLAW_CONCLUDES] = { T_NONE, T_bylaw_label_concludes,
	    { 0, T_bylaw_concludes_1, T_bylaw_concludes_2 } },
	[BYLAW_DECIMALS] = { T_bylaw_decimals, T_bylaw_label_decimals, { 0 } },
	[BYLAW_DIVERGE] = { T_NONE, T_bylaw_label_diverge,
	    { 0, T_bylaw_diverge_1, T_bylaw_diverge_2, T_bylaw_diverge_3 } },
	[BYLAW_MEET_DAYS] = { T_bylaw_meet_days, T_bylaw_label_meet_days, { 0 } },
	[BYLAW_EXTRA_ROUNDS] = { T_NONE, T_bylaw_label_extra_rounds,
	    { 0, T_bylaw_extra_rounds_1, T_bylaw_extra_rounds_2 } },
	[BYLAW_SAMPLE] = { T_bylaw_sample, T_bylaw_label_sample, { 0 } },
};

static const struct {
	enum text title;
	enum bylaw_rule from, to; /* both included */
} articles[] = {
	{ T_bylaw_article_quorum, BYLAW_QUORUM_NUM, BYLAW_CHAIR },
	{ T_bylaw_article_notice, BYLAW_NOTICE_DAYS, BYLAW_NOTICE_DAYS },
	{ T_bylaw_article_declare, BYLAW_DECLARE, BYLAW_DECLARE },
	{ T_bylaw_article_absence, BYLAW_ABSENCE, BYLAW_ABSENCE },
	{ T_bylaw_article_ballot, BYLAW_BALLOT, BYLAW_CONFIRM },
	{ T_bylaw_article_spread, BYLAW_SPREAD_MAX, BYLAW_SPREAD_THEN },
	{ T_bylaw_article_minimums, BYLAW_MINIMUMS, BYLAW_MINIMUMS },
	{ T_bylaw_article_reopen, BYLAW_REOPEN, BYLAW_REOPEN },
	{ T_bylaw_article_concludes, BYLAW_CONCLUDES, BYLAW_DECIMALS },
	{ T_bylaw_article_written, BYLAW_DIVERGE, BYLAW_MEET_DAYS },
	{ T_bylaw_article_extra, BYLAW_EXTRA_ROUNDS, BYLAW_EXTRA_ROUNDS },
	{ T_bylaw_article_sample, BYLAW_SAMPLE, BYLAW_SAMPLE },
};
#define ARTICLES_N (sizeof(articles) / sizeof(articles[0]))

static struct str
number_text(struct arena *mem, int n)
{
	return n < 0 ? S("") : str_printf(mem, "%d", n);
}

static struct str
clause_of(struct visit *v, const struct bylaw *b, enum bylaw_rule rule)
{
	const struct rule_words *w = &words[rule];
	struct arena *mem = v->ctx.mem;

	if (bylaw_rows[rule].choice)
		return text_of(v->lang, w->choices[b->v[rule]]);
	if (rule == BYLAW_SPREAD_MAX && b->v[rule] < 0)
		return text_of(v->lang, T_bylaw_no_spread);
	if (w->says == T_NONE)
		return S("");
	return text_fill(mem, v->lang, w->says, (struct str[]){
	    number_text(mem, b->v[rule]), rule + 1 < BYLAW__COUNT ?
	    number_text(mem, b->v[rule + 1]) : S("") }, 2);
}

static struct field_options
options_of(struct visit *v, const struct bylaw *b, enum bylaw_rule rule)
{
	const struct bylaw_row *row = &bylaw_rows[rule];
	struct field_option *all = ARENA_ARRAY(v->ctx.mem, CHOICES_MAX,
	    struct field_option);
	size_t n = 0;

	for (int value = row->least; row->choice && value <= row->most; value++)
		all[n++] = (struct field_option){
		    .value = str_printf(v->ctx.mem, "%d", value),
		    .label = words[rule].choices[value],
		    .chosen = b->v[rule] == value };
	return (struct field_options){ all, n };
}

static const struct bylaw_line *
lines_of(struct visit *v, const struct bylaw *b, enum bylaw_rule from,
    enum bylaw_rule to)
{
	struct bylaw_line *lines = ARENA_ARRAY(v->ctx.mem,
	    (size_t)(to - from) + 1, struct bylaw_line);

	for (int r = (int)from; r <= (int)to; r++) {
		struct field_view f = field_named(v, str_printf(v->ctx.mem,
		    "r.%s", bylaw_rows[r].name), words[r].label,
		    number_text(v->ctx.mem, b->v[r]), T_NONE);

		f.type = bylaw_rows[r].choice ? S("radio") : S("text");
		f.mode = S("numeric");
		lines[r - (int)from] = (struct bylaw_line){
		    clause_of(v, b, (enum bylaw_rule)r), f,
		    options_of(v, b, (enum bylaw_rule)r) };
	}
	return lines;
}

static void
page_fill(struct visit *v, const struct bylaw *b, struct bylaw_page *p)
{
	struct bylaw_article *all = ARENA_ARRAY(v->ctx.mem, ARTICLES_N,
	    struct bylaw_article);

	for (size_t i = 0; i < ARTICLES_N; i++)
		all[i] = (struct bylaw_article){ articles[i].title,
		    lines_of(v, b, articles[i].from, articles[i].to),
		    (size_t)(articles[i].to - articles[i].from) + 1 };
	p->articles = all;
	p->n = ARTICLES_N;
}

enum rc
bylaw_show(struct visit *v)
{
	struct bylaw_view b;
	struct bylaw_page p = { .id = { v->id[0] } };
	enum rc rc = bylaw_view(&v->ctx, p.id, &b);

	if (rc != RC_OK)
		return rc;
	p.council = b.council.name;
	p.bylaw_no = b.council.bylaw_no;
	p.bylaw_on = b.council.bylaw_on;
	p.version = b.council.version;
	p.editable = !b.in_use;
	page_fill(v, &b.bylaw, &p);
	html_bylaw_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
bylaw_sitting_show(struct visit *v)
{
	struct q_meeting_seat m;
	struct bylaw b;
	struct bylaw_page p = { .meeting = { v->id[0] } };
	enum rc rc = bylaw_read(&v->ctx, p.meeting, &m, &b);

	if (rc != RC_OK)
		return rc;
	p.council = m.council_name;
	page_fill(v, &b, &p);
	html_bylaw_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
bylaw_save_post(struct visit *v)
{
	const struct bylaw_form *f = FORM_OF(v, bylaw);
	struct bylaw_answer *all = ARENA_ARRAY(v->ctx.mem, f->r.n + 1,
	    struct bylaw_answer);
	enum rc rc;

	for (size_t i = 0; i < f->r.n; i++)
		all[i] = (struct bylaw_answer){ f->r.v[i].name, f->r.v[i].value };
	rc = bylaw_save(&v->ctx, (struct council_id){ v->id[0] },
	    &(struct bylaw_answers){ f->version.v, f->bylaw_no, f->bylaw_on,
	    all, f->r.n });
	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_bylaw_saved);
	return visit_go(v, "/tinh/hoi-dong/%/quy-che", v->id[0]);
}
