/*
 * print_dossier: Mẫu 01 and 02 from what the dossier holds; their layout is the
 * form. See print.h. What offices write about a dossier is papers_dossier.c.
 */
#include <inttypes.h>

#include "act/coded.h"
#include "act/coded_mark.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "act/paper_text.h"
#include "act/print.h"
#include "act/print_inside.h"
#include "act/self_score.h"
#include "base/text.h"
#include "paper/forms.h"

/* ---- Mẫu 01 ------------------------------------------------------------------------ */

static void
slip_fill(const struct job *j, struct slip_paper *out)
{
	const struct dossier *d = &j->d;
	struct arena *mem = j->c->mem;
	struct day handed_in = d->submitted_at.ms == 0 ? (struct day){ 0 } : day_of(d->submitted_at);
	struct slip_paper s = { .province = text_upper(mem, j->province),
		.year = day_date(day_of(d->submitted_at.ms ? d->submitted_at : d->opened_at)).year,
		.applicant = job_text(j, "applicant_name"), .rep_name = job_text(j, "rep_name"),
		.rep_position = job_text(j, "rep_position"), .address = job_text(j, "applicant_address"),
		.phone = job_text(j, "applicant_phone"), .email = job_text(j, "applicant_email"),
		.product = job_text(j, "product_name"), .sector = str_printf(mem, "%.*s. %.*s",
		STR_ARG(d->set->sector_code), STR_ARG(d->set->sector_name.vi)),
		.group = d->set->group_name.vi, .set = str_printf(mem, "%d. %.*s", d->set->number,
		STR_ARG(d->set->name.vi)), .kind = d->kind, .samples = (int)job_number(j, "samples"),
		.attachments = job_text(j, "attachments"), .place = job_text(j, "sign_place"), .on = handed_in,
		.made_at = made_on(handed_in, d->opened_at), .sample = j->c->sample };

	s.commune.number = d->slip_no;
	if (d->received_at.ms != 0) {
		s.commune.on = day_of(d->received_at);
		s.commune.agency = str_printf(mem, "UBND %.*s", STR_ARG(text_upper(mem, j->commune)));
	}
	s.office.number = d->slip2_no;
	if (d->slip2_no.n > 0)
		s.office.agency = text_upper(mem, d->province_name);
	*out = s;
}

/* What the producer says in it; receipts are written on it later. */
static uint32_t
slip_edition(const struct slip_paper *s)
{
	const struct str said[] = { s->applicant, s->rep_name, s->rep_position, s->address,
		s->phone, s->email, s->product, s->set, s->attachments, s->place,
		{ (const char[]){ (char)s->kind, (char)s->samples }, 2 } };

	return form_edition(said, sizeof(said) / sizeof(said[0]));
}

static enum rc
print_slip(const struct job *j, struct str *pdf)
{
	struct slip_paper s;
	struct pdf_mark mark;
	enum rc rc;

	slip_fill(j, &s);
	mark = coded_mark(j->c, &(struct form_code){ .kind = CODED_SLIP, .thing = j->d.id.v,
	    .edition = slip_edition(&s) });
	s.mark = &mark;
	do
		rc = slip_render(&s, j->c->mem, j->c->fault, pdf);
	while (rc == RC_OK && pdf_mark_again(&mark));
	return rc;
}

/* ---- Mẫu 02 ------------------------------------------------------------------------ */

static struct lines
proofs(const struct job *j, const struct self_line *l)
{
	struct arena *mem = j->c->mem;
	struct str *v = ARENA_ARRAY(mem, l->cites.n + 1, struct str);

	for (size_t i = 0; i < l->cites.n; i++) {
		const struct cite *e = &l->cites.v[i];
		struct str no = e->number.n == 0 ? S("") : str_printf(mem, " số %.*s", STR_ARG(e->number));
		struct str pages = e->page_from == 0 ? S("") : e->page_to <= e->page_from ?
		    str_printf(mem, " (trang %d)", e->page_from) :
		    str_printf(mem, " (trang %d–%d)", e->page_from, e->page_to);

		v[i] = str_printf(mem, "%.*s%.*s%.*s", STR_ARG(e->title), STR_ARG(no), STR_ARG(pages));
	}
	return (struct lines){ v, l->cites.n };
}

static int
points_of(const struct self_assessment *s, size_t first, size_t n)
{
	int sum = 0;

	for (size_t i = first; i < first + n; i++)
		sum += s->lines[i].answered ? s->lines[i].points : 0;
	return sum;
}

/* Parts, groups and criteria in printed order. */
static size_t
self_rows(const struct job *j, const struct self_assessment *s, struct self_row *out)
{
	const struct part *part = NULL;
	const struct group *group = NULL;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct self_line *l = &s->lines[i];
		const struct group *g = l->criterion->group;

		if (g->part != part) {
			part = g->part;
			out[n++] = (struct self_row){ .number = part->id, .name = part->name.vi,
				.max = part->max, .points = points_of(s, part->first, part->n), .heading = true };
		}
		if (g != group && g->n > 1)
			out[n++] = (struct self_row){ .number = g->id, .name = g->name.vi, .max = g->max,
				.points = points_of(s, g->first, g->n), .heading = true };
		group = g;
		out[n++] = (struct self_row){ .number = l->criterion->official_no,
			.name = l->criterion->name.vi, .max = l->criterion->max, .points = l->points,
			.answered = l->answered, .note = l->note, .evidence = proofs(j, l) };
	}
	return n;
}

static enum rc
self_fill(const struct job *j, struct self_report_paper *out)
{
	struct ctx *c = j->c;
	const struct dossier *d = &j->d;
	struct day handed_in = d->submitted_at.ms == 0 ? (struct day){ 0 } : day_of(d->submitted_at);
	struct self_assessment self;
	struct self_report_paper s = { .subject = job_text(j, "applicant_name"),
		.org_kind = paper_subject_kind(job_number(j, "org_kind")),
		.address = job_text(j, "applicant_address"), .phone = job_text(j, "applicant_phone"),
		.email = job_text(j, "applicant_email"), .rep_name = job_text(j, "rep_name"),
		.gender = paper_gender(job_number(j, "rep_gender")), .ethnicity = job_text(j, "rep_ethnicity"),
		.residence = job_text(j, "rep_residence"), .reg_no = job_text(j, "reg_no"),
		.product = job_text(j, "product_name"), .spec = job_text(j, "spec"),
		.standard = job_text(j, "standard"), .ticks = (unsigned)job_number(j, "ticks"),
		.history = job_text(j, "history"), .structure = job_text(j, "structure"),
		.material = job_text(j, "result_material"), .quality = job_text(j, "result_quality"),
		.market = job_text(j, "result_market"), .revenue = job_text(j, "result_revenue"),
		.plan_product = job_text(j, "plan_product"),
		.plan_organisation = job_text(j, "plan_organisation"), .plan_market = job_text(j, "plan_market"),
		.place = job_text(j, "sign_place"), .on = handed_in,
		.made_at = made_on(handed_in, d->opened_at), .sample = c->sample };
	struct self_row *rows;
	enum rc rc = self_load(c, d, &self);

	if (rc != RC_OK)
		return rc;
	(void)day_read(job_text(j, "reg_on"), &s.reg_on);
	rows = ARENA_ARRAY(c->mem, self.n * 3 + 1, struct self_row);
	s.n_rows = self_rows(j, &self, rows);
	s.rows = rows;
	s.total = (int)self.score.sum;
	*out = s;
	return RC_OK;
}

static uint32_t
self_edition(const struct job *j, const struct self_report_paper *s)
{
	const struct str head[] = { s->subject, s->org_kind, s->address, s->phone, s->email,
		s->rep_name, s->gender, s->ethnicity, s->residence, s->reg_no, s->product, s->spec,
		s->standard, s->history, s->structure, s->material, s->quality, s->market,
		s->revenue, s->plan_product, s->plan_organisation, s->plan_market, s->place,
		day_text(j->c->mem, s->reg_on), str_printf(j->c->mem, "%u", s->ticks) };
	const size_t n_head = sizeof(head) / sizeof(head[0]);
	size_t n = n_head;
	struct str *said;

	for (size_t i = 0; i < s->n_rows; i++)
		n += 3 + s->rows[i].evidence.n;
	said = ARENA_ARRAY(j->c->mem, n, struct str);
	n = 0;
	for (size_t i = 0; i < n_head; i++)
		said[n++] = head[i];
	for (size_t i = 0; i < s->n_rows; i++) {
		const struct self_row *r = &s->rows[i];

		said[n++] = r->number;
		said[n++] = str_printf(j->c->mem, "%d %d", r->answered, r->points);
		said[n++] = r->note;
		for (size_t k = 0; k < r->evidence.n; k++)
			said[n++] = r->evidence.v[k];
	}
	return form_edition(said, n);
}

static enum rc
print_self_report(const struct job *j, struct str *pdf)
{
	struct self_report_paper s;
	struct pdf_mark mark;
	enum rc rc = self_fill(j, &s);

	if (rc != RC_OK)
		return rc;
	mark = coded_mark(j->c, &(struct form_code){ .kind = CODED_SELF, .thing = j->d.id.v,
	    .edition = self_edition(j, &s) });
	s.mark = &mark;
	do
		rc = self_report_render(&s, j->c->mem, j->c->fault, pdf);
	while (rc == RC_OK && pdf_mark_again(&mark));
	return rc;
}

enum rc
coded_of_dossier(struct ctx *c, const struct dossier *d, enum coded kind, uint32_t *edition)
{
	struct job j;
	struct slip_paper slip;
	struct self_report_paper self;
	enum rc rc = kind == CODED_LIST ? RC_OK : job_load(c, d->id, &j);

	if (rc != RC_OK)
		return rc;
	if (kind == CODED_LIST)
		return list_edition(c, d, edition);
	if (kind == CODED_SLIP) {
		slip_fill(&j, &slip);
		*edition = slip_edition(&slip);
	} else if ((rc = self_fill(&j, &self)) == RC_OK) {
		*edition = self_edition(&j, &self);
	}
	return rc;
}

/* ------------------------------------------------------------------------------------- */

enum rc
print_dossier(struct ctx *c, struct dossier_id id, enum dossier_paper which,
    struct printed *out)
{
	struct job j;
	enum rc rc = job_load(c, id, &j);

	if (rc != RC_OK)
		return rc;
	out->name = str_printf(c->mem, "mau-0%d-%" PRId64 ".pdf", which == PAPER_SLIP ? 1 : 2, id.v);
	return which == PAPER_SLIP ? print_slip(&j, &out->bytes) : print_self_report(&j, &out->bytes);
}
