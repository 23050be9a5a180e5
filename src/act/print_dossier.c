/*
 * print_dossier: Mẫu 01, 02, 03, the commune's letter and the result, from what
 * the dossier holds. See print.h.
 */
#include <inttypes.h>

#include "act/dossier.h"
#include "act/paper_text.h"
#include "act/print.h"
#include "act/print_inside.h"
#include "act/result.h"
#include "act/self_score.h"
#include "base/text.h"
#include "paper/forms.h"
#include "paper/results.h"

/* What all papers of a dossier need. */
struct job {
	struct ctx *c;
	struct dossier d;
	struct paper_values texts;
	struct str commune, province; /* "Xã Thanh An", "Thành phố Hồ Chí Minh" */
};

static struct str
text(const struct job *j, const char *name)
{
	return paper_value(&j->texts, str_c(name));
}

static int64_t
number(const struct job *j, const char *name)
{
	int64_t n = 0;

	return str_int(text(j, name), &n) ? n : 0;
}

/* "xã Thanh An" inside a sentence. */
static struct str
in_sentence(struct arena *mem, struct str name)
{
	static const char *const kinds[][2] = { { "Xã ", "xã " }, { "Phường ", "phường " },
		{ "Đặc khu ", "đặc khu " } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_starts(name, str_c(kinds[i][0])))
			return str_printf(mem, "%s%.*s", kinds[i][1],
			    STR_ARG(str_from(name, str_c(kinds[i][0]).n)));
	return name;
}

/* "Thanh An": where a commune's letters are written. */
static struct str
bare_name(struct str name)
{
	struct str rest = name, first;

	if (!str_cut(&rest, ' ', &first))
		return name;
	if (str_eq(first, S("Đặc")))
		(void)str_cut(&rest, ' ', &first);
	return rest.n > 0 ? rest : name;
}

static struct letterhead
commune_head(const struct job *j, struct str no, struct day on)
{
	return (struct letterhead){ .agency = str_printf(j->c->mem, "ỦY BAN NHÂN DÂN\n%.*s",
	    STR_ARG(text_upper(j->c->mem, j->commune))), .number = no,
	    .place = bare_name(j->commune), .on = on };
}

static struct letterhead
province_head(const struct job *j, struct str no, struct day on)
{
	struct arena *mem = j->c->mem;
	struct letterhead h = { .number = no, .place = j->province, .on = on };

	h.agency = is_committee(j->d.province_name) ? str_printf(mem, "ỦY BAN NHÂN DÂN\n%.*s",
	    STR_ARG(text_upper(mem, j->province))) : text_upper(mem, j->d.province_name);
	if (!is_committee(j->d.province_name))
		h.superior = str_printf(mem, "UBND %.*s", STR_ARG(text_upper(mem, j->province)));
	return h;
}

static struct signature
commune_signature(void)
{
	return (struct signature){ .on_behalf = S("TM. ỦY BAN NHÂN DÂN"), .title = S("CHỦ TỊCH") };
}

/* ---- Mẫu 01 ------------------------------------------------------------------------ */

static enum rc
print_slip(const struct job *j, struct str *pdf)
{
	const struct dossier *d = &j->d;
	struct arena *mem = j->c->mem;
	struct day handed_in = d->submitted_at.ms == 0 ? (struct day){ 0 } : day_of(d->submitted_at);
	struct slip_paper s = { .province = text_upper(mem, j->province),
		.year = day_date(day_of(d->submitted_at.ms ? d->submitted_at : d->opened_at)).year,
		.applicant = text(j, "applicant_name"), .rep_name = text(j, "rep_name"),
		.rep_position = text(j, "rep_position"), .address = text(j, "applicant_address"),
		.phone = text(j, "applicant_phone"), .email = text(j, "applicant_email"),
		.product = text(j, "product_name"), .sector = str_printf(mem, "%.*s. %.*s",
		STR_ARG(d->set->sector_code), STR_ARG(d->set->sector_name.vi)),
		.group = d->set->group_name.vi, .set = str_printf(mem, "%d. %.*s", d->set->number,
		STR_ARG(d->set->name.vi)), .kind = d->kind, .samples = (int)number(j, "samples"),
		.attachments = text(j, "attachments"), .place = text(j, "sign_place"), .on = handed_in,
		.made_at = made_on(handed_in, d->opened_at), .sample = j->c->sample };

	s.commune.number = d->slip_no;
	if (d->received_at.ms != 0) {
		s.commune.on = day_of(d->received_at);
		s.commune.agency = str_printf(mem, "UBND %.*s", STR_ARG(text_upper(mem, j->commune)));
	}
	s.office.number = d->slip2_no;
	if (d->slip2_no.n > 0)
		s.office.agency = text_upper(mem, d->province_name);
	return slip_render(&s, mem, j->c->fault, pdf);
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
print_self_report(const struct job *j, struct str *pdf)
{
	struct ctx *c = j->c;
	const struct dossier *d = &j->d;
	struct day handed_in = d->submitted_at.ms == 0 ? (struct day){ 0 } : day_of(d->submitted_at);
	struct self_assessment self;
	struct self_report_paper s = { .subject = text(j, "applicant_name"),
		.org_kind = paper_subject_kind(number(j, "org_kind")),
		.address = text(j, "applicant_address"), .phone = text(j, "applicant_phone"),
		.email = text(j, "applicant_email"), .rep_name = text(j, "rep_name"),
		.gender = paper_gender(number(j, "rep_gender")), .ethnicity = text(j, "rep_ethnicity"),
		.residence = text(j, "rep_residence"), .reg_no = text(j, "reg_no"),
		.product = text(j, "product_name"), .spec = text(j, "spec"),
		.standard = text(j, "standard"), .ticks = (unsigned)number(j, "ticks"),
		.history = text(j, "history"), .structure = text(j, "structure"),
		.material = text(j, "result_material"), .quality = text(j, "result_quality"),
		.market = text(j, "result_market"), .revenue = text(j, "result_revenue"),
		.plan_product = text(j, "plan_product"),
		.plan_organisation = text(j, "plan_organisation"), .plan_market = text(j, "plan_market"),
		.place = text(j, "sign_place"), .on = handed_in,
		.made_at = made_on(handed_in, d->opened_at), .sample = c->sample };
	struct self_row *rows;
	enum rc rc = self_load(c, d, &self);

	if (rc != RC_OK)
		return rc;
	(void)day_read(text(j, "reg_on"), &s.reg_on);
	rows = ARENA_ARRAY(c->mem, self.n * 3 + 1, struct self_row);
	s.n_rows = self_rows(j, &self, rows);
	s.rows = rows;
	s.total = (int)self.score.sum;
	return self_report_render(&s, c->mem, c->fault, pdf);
}

/* ---- the commune's papers ---------------------------------------------------------- */

/* What the subject itself says of a content: its note at the criterion that
 * asks for the same (QĐ 26/2026 Phụ lục II; the keys are the same in all sets). */
static struct str
own_words(const struct self_assessment *s, const char *key, const char *or_key)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->lines[i].criterion->key, str_c(key)) ||
		    str_eq(s->lines[i].criterion->key, str_c(or_key)))
			return s->lines[i].note;
	return S("");
}

static enum rc
print_commune_report(const struct job *j, struct str *pdf)
{
	static const char *const asked[4][3] = {
		{ "raw_material", "product_origin", "assess_material" },
		{ "local_labour", "local_labour", "assess_labour" },
		{ "idea_origin", "t_idea", "assess_idea" },
		{ "local_identity", "t_identity_kit", "assess_identity" } };
	struct ctx *c = j->c;
	struct self_assessment self;
	struct commune_report_paper r = { .head = commune_head(j, S("/BC-UBND"), j->d.request_on),
		.commune = in_sentence(c->mem, j->commune), .province = j->province,
		.subject = text(j, "applicant_name"), .org_kind = paper_subject_kind(number(j, "org_kind")),
		.address = text(j, "applicant_address"), .rep_name = text(j, "rep_name"),
		.gender = paper_gender(number(j, "rep_gender")), .ethnicity = text(j, "rep_ethnicity"),
		.residence = text(j, "rep_residence"), .product = text(j, "product_name"),
		.sign = commune_signature(), .made_at = made_on(j->d.request_on, j->d.received_at),
		.sample = c->sample };
	enum rc rc = self_load(c, &j->d, &self);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < 4; i++) {
		r.part[i].own = own_words(&self, asked[i][0], asked[i][1]);
		r.part[i].found = text(j, asked[i][2]);
	}
	return commune_report_render(&r, c->mem, c->fault, pdf);
}

static enum rc
print_request(const struct job *j, struct str *pdf)
{
	const struct dossier *d = &j->d;
	struct ctx *c = j->c;
	struct request_letter_paper r = { .head = commune_head(j, d->request_no.n > 0 ?
		d->request_no : S("/UBND"), d->request_on), .commune = in_sentence(c->mem, j->commune),
		.province = j->province, .product = d->product_name, .subject = d->subject_name,
		.slip_no = d->slip_no, .received_on = day_of(d->received_at), .samples = d->samples,
		.sign = commune_signature(), .made_at = made_on(d->request_on, d->received_at),
		.sample = c->sample };

	r.head.about = str_printf(c->mem, "V/v đề nghị đánh giá, phân hạng sản phẩm %.*s",
	    STR_ARG(d->product_name));
	return request_letter_render(&r, c->mem, c->fault, pdf);
}

/* ---- the result -------------------------------------------------------------------- */

static const struct result_row *
result_rows(struct ctx *c, const struct result_view *v, size_t *n_rows)
{
	struct result_row *rows = ARENA_ARRAY(c->mem, v->n_lines * 2 + 1, struct result_row);
	const struct part *part = NULL;
	size_t n = 0;

	for (size_t i = 0; i < v->n_lines; i++) {
		const struct criterion *cr = v->lines[i].criterion;
		int low = v->lines[i].best;

		if (cr->group->part != part) {
			part = cr->group->part;
			rows[n++] = (struct result_row){ .number = part->id, .name = part->name.vi,
				.max = part->max, .heading = true };
		}
		for (size_t k = 0; k < v->input.n_sheets; k++) {
			const struct choice *ch = &v->input.sheets[k].choices[i];
			int points = ch->answered ? ch->points : 0;

			low = points < low ? points : low;
		}
		rows[n++] = (struct result_row){ .number = cr->official_no, .name = cr->name.vi,
			.max = cr->max, .low = low, .high = v->lines[i].best, .mean = v->lines[i].mean };
	}
	*n_rows = n;
	return rows;
}

static int
band_min(const struct pack *pack, int star)
{
	for (size_t i = 0; i < pack->n_bands; i++)
		if (pack->bands[i].star == star)
			return pack->bands[i].min;
	return 0;
}

static enum rc
print_result(const struct job *j, struct str *pdf)
{
	struct ctx *c = j->c;
	struct result_view v;
	struct result_unmet *unmet;
	struct result_letter_paper r;
	enum rc rc = result_load(c, j->d.id, &v);

	if (rc != RC_OK)
		return rc;
	unmet = ARENA_ARRAY(c->mem, v.n_needs + 1, struct result_unmet);
	for (size_t i = 0; i < v.n_needs; i++)
		unmet[i] = (struct result_unmet){ .criterion = str_printf(c->mem, "%.*s %.*s",
		    STR_ARG(v.needs[i].criterion->official_no), STR_ARG(v.needs[i].criterion->name.vi)),
		    .star = v.next_star, .needs = v.needs[i].needs, .found = v.needs[i].found };
	r = (struct result_letter_paper){ .head = province_head(j, S("/TB"),
		(struct day){ 0 }), .subject = j->d.subject_name,
		.commune = in_sentence(c->mem, j->commune), .product = j->d.product_name,
		.product_code = j->d.product_code, .council = str_printf(c->mem,
		"Hội đồng đánh giá, phân hạng sản phẩm OCOP %.*s", STR_ARG(j->province)),
		.sheets = v.r.sheets, .sum = str_printf(c->mem, "%" PRId64, v.r.sum), .mean = v.mean_text,
		.band = v.r.band, .star = v.r.star, .knocked_out = v.r.knocked_out,
		.knockout = v.n_knocks > 0 ? v.knocks[0].text.vi : S(""), .unmet = unmet,
		.n_unmet = v.n_needs, .next_star = v.next_star,
		.next_points = band_min(j->d.pack, v.next_star),
		.next_missing = v.missing_sum > 0 ? v.missing_mean : S(""), .opinion = v.stored.opinion,
		.sign = { .title = S("THỦ TRƯỞNG CƠ QUAN") }, .made_at = v.stored.concluded_at,
		.sample = c->sample };
	r.rows = result_rows(c, &v, &r.n_rows);
	return result_letter_render(&r, c->mem, c->fault, pdf);
}

/* ------------------------------------------------------------------------------------- */

enum rc
print_dossier(struct ctx *c, struct dossier_id id, enum dossier_paper which,
    struct printed *out)
{
	static const struct {
		const char *name;
		enum rc (*print)(const struct job *j, struct str *pdf);
		bool received; /* there from the commune's receipt on */
	} papers[] = { [PAPER_SLIP] = { "mau-01", print_slip, false },
		[PAPER_SELF_REPORT] = { "mau-02", print_self_report, false },
		[PAPER_COMMUNE_REPORT] = { "mau-03", print_commune_report, true },
		[PAPER_REQUEST] = { "de-nghi", print_request, true },
		[PAPER_RESULT] = { "ket-qua", print_result, true } };
	struct job j = { .c = c };
	enum rc rc;

	if ((rc = dossier_load(c, id, &j.d)) != RC_OK ||
	    (rc = paper_text_load(c, &j.d, &j.texts)) != RC_OK ||
	    (rc = unit_called(c, j.d.commune_code, LEVEL_COMMUNE, &j.commune)) != RC_OK ||
	    (rc = unit_called(c, j.d.province_code, LEVEL_PROVINCE, &j.province)) != RC_OK)
		return rc;
	if (papers[which].received && j.d.received_at.ms == 0)
		return FAIL(c, WHY_ABSENT, "%s", "not yet received");
	out->name = str_printf(c->mem, "%s-%" PRId64 ".pdf", papers[which].name, id.v);
	return papers[which].print(&j, &out->bytes);
}
