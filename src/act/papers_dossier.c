/*
 * papers_dossier: what offices write about a dossier: the commune's report (Mẫu
 * 03) and letter, there from its receipt on; the province's letter with the
 * result, there once it was told. See papers.h.
 */
#include <inttypes.h>

#include "act/issue.h"
#include "act/issue_number.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "act/result.h"
#include "act/self_score.h"
#include "base/buf.h"
#include "base/text.h"
#include "paper/forms.h"

/* ---- the commune ---------------------------------------------------------------------- */

/* The dossier, once the commune has received it. */
static enum rc
received_load(struct ctx *c, int64_t id, struct job *j)
{
	enum rc rc = job_load(c, (struct dossier_id){ id }, j);

	if (rc == RC_OK && j->d.received_at.ms == 0)
		return FAIL(c, WHY_ABSENT, "%s", "not yet received");
	return rc;
}

static void
commune_head(const struct job *j, struct values *v, const struct issued_number *n)
{
	struct arena *mem = j->c->mem;

	values_put(v, "co_quan", str_printf(mem, "ỦY BAN NHÂN DÂN\n%.*s",
	    STR_ARG(text_upper(mem, j->commune))));
	values_put(v, "so", n->number);
	values_put(v, "noi_ngay", place_and_day(mem, bare_name(j->commune),
	    n->on.n != 0 ? n->on : j->d.request_on));
	values_put(v, "xa", in_sentence(mem, j->commune));
	values_put(v, "tinh", j->province);
	values_put(v, "ky_thay", S("TM. ỦY BAN NHÂN DÂN"));
	values_put(v, "ky_chuc", S("CHỦ TỊCH"));
	values_put(v, "ky_ten", S(""));
}

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

enum rc
commune_report_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	static const char *const asked[4][5] = {
		{ "raw_material", "product_origin", "assess_material", "nl_mo_ta", "nl_danh_gia" },
		{ "local_labour", "local_labour", "assess_labour", "ld_mo_ta", "ld_danh_gia" },
		{ "idea_origin", "t_idea", "assess_idea", "yt_mo_ta", "yt_danh_gia" },
		{ "local_identity", "t_identity_kit", "assess_identity", "bs_mo_ta", "bs_danh_gia" } };
	struct values *v = out->values;
	struct self_assessment self;
	struct issued_number number;
	struct job j;
	enum rc rc;

	if ((rc = received_load(c, id, &j)) != RC_OK || (rc = self_load(c, &j.d, &self)) != RC_OK ||
	    (rc = issue_number_of(c, "mau-03", id, j.d.commune, &number)) != RC_OK)
		return rc;
	commune_head(&j, v, &number);
	values_put(v, "chu_the", or_dots(job_text(&j, "applicant_name")));
	values_put(v, "loai_hinh", or_dots(paper_subject_kind(job_number(&j, "org_kind"))));
	values_put(v, "dia_chi", or_dots(job_text(&j, "applicant_address")));
	values_put(v, "dai_dien", or_dots(job_text(&j, "rep_name")));
	values_put(v, "gioi_tinh", or_dots(paper_gender(job_number(&j, "rep_gender"))));
	values_put(v, "dan_toc", or_dots(job_text(&j, "rep_ethnicity")));
	values_put(v, "thuong_tru", or_dots(job_text(&j, "rep_residence")));
	values_put(v, "san_pham", or_dots(job_text(&j, "product_name")));
	for (size_t i = 0; i < 4; i++) {
		values_put(v, asked[i][3], or_dots(own_words(&self, asked[i][0], asked[i][1])));
		values_put(v, asked[i][4], or_dots(job_text(&j, asked[i][2])));
	}
	out->author = str_printf(c->mem, "UBND %.*s", STR_ARG(j.commune));
	out->made_at = made_on(number.on.n != 0 ? number.on : j.d.request_on, j.d.received_at);
	return RC_OK;
}

enum rc
request_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct issued_number number, report;
	struct job j;
	enum rc rc;

	if ((rc = received_load(c, id, &j)) != RC_OK ||
	    (rc = issue_number_of(c, "mau-03", id, j.d.commune, &report)) != RC_OK ||
	    (rc = issue_number_of(c, "de-nghi", id, j.d.commune, &number)) != RC_OK)
		return rc;
	if (number.on.n == 0 && j.d.request_no.n > 0) /* numbered in the office's own book */
		number.number = j.d.request_no;
	commune_head(&j, v, &number);
	values_put(v, "ve_viec", str_printf(c->mem, "V/v đề nghị đánh giá, phân hạng sản phẩm %.*s",
	    STR_ARG(j.d.product_name)));
	values_put(v, "ngay_nhan", day_text(c->mem, day_of(j.d.received_at)));
	values_put(v, "san_pham", j.d.product_name);
	values_put(v, "chu_the", j.d.subject_name);
	values_put(v, "so_phieu", or_dots(j.d.slip_no));
	values_put(v, "bao_cao", str_printf(c->mem,
	    "Báo cáo đánh giá sản phẩm của UBND cấp xã (Mẫu số 03)%s%.*s", report.on.n != 0 ? " số " : "",
	    STR_ARG(report.on.n != 0 ? report.number : S(""))));
	values_put(v, "mau", j.d.samples > 0 ? str_printf(c->mem, "%02d", j.d.samples) : S(""));
	out->author = str_printf(c->mem, "UBND %.*s", STR_ARG(j.commune));
	out->made_at = made_on(number.on.n != 0 ? number.on : j.d.request_on, j.d.received_at);
	return RC_OK;
}

enum rc
commune_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct dossier d;
	enum rc rc = dossier_load(c, (struct dossier_id){ id }, &d);

	if (rc != RC_OK)
		return rc;
	if (d.received_at.ms == 0 || d.commune.v != c->actor.agency.v)
		return FAIL(c, WHY_ABSENT, "%s", "not this commune's to write");
	*out = (struct paper_owner){ .agency = d.commune };
	return RC_OK;
}

/* ---- the result -------------------------------------------------------------------- */

static void
result_rows(struct values *v, const struct result_view *r)
{
	struct value_list *list = values_list(v, "ds");
	const struct part *part = NULL;

	for (size_t i = 0; i < r->n_lines; i++) {
		const struct criterion *cr = r->lines[i].criterion;
		int low = r->lines[i].best;
		struct values *row;

		if (cr->group->part != part) {
			part = cr->group->part;
			row = values_row(list);
			values_put(row, "dam", S("1"));
			values_put(row, "so", part->id);
			values_put(row, "ten", part->name.vi);
			values_int(row, "toi_da", part->max);
			values_put(row, "khoang", S(""));
			values_put(row, "diem", S(""));
		}
		for (size_t k = 0; k < r->input.n_sheets; k++) {
			const struct choice *ch = &r->input.sheets[k].choices[i];
			int points = ch->answered ? ch->points : 0;

			low = points < low ? points : low;
		}
		row = values_row(list);
		values_put(row, "so", cr->official_no);
		values_put(row, "ten", cr->name.vi);
		values_int(row, "toi_da", cr->max);
		values_put(row, "khoang", low == r->lines[i].best ? str_printf(v->mem, "%d", low) :
		    str_printf(v->mem, "%d – %d", low, r->lines[i].best));
		values_put(row, "diem", r->lines[i].mean);
	}
}

static struct str
outcome_words(struct arena *mem, const struct result_view *v)
{
	const struct score_result *r = &v->r;

	if (r->knocked_out)
		return str_printf(mem, "Sản phẩm không được xếp hạng. Lý do: %.*s",
		    STR_ARG(v->n_knocks > 0 ? v->knocks[0].text.vi : S("")));
	if (r->star < r->band)
		return str_printf(mem, "Điểm thuộc khung %d sao nhưng có tiêu chí chưa đạt yêu cầu tối thiểu "
		    "(nêu dưới đây), nên sản phẩm đạt mức %d sao%s", r->band, r->star, r->star >= 3 ? "." :
		    "; mức này không được cấp giấy chứng nhận (điểm a khoản 1 Điều 4).");
	return str_printf(mem, r->star >= 3 ? "Sản phẩm đạt hạng %d sao." :
	    "Sản phẩm đạt mức %d sao. Theo điểm a khoản 1 Điều 4 Quyết định số 26/2026/QĐ-TTg, mức này "
	    "không được cấp giấy chứng nhận.", r->star);
}

static int
band_min(const struct pack *pack, int star)
{
	for (size_t i = 0; i < pack->n_bands; i++)
		if (pack->bands[i].star == star)
			return pack->bands[i].min;
	return 0;
}

static void
result_needs(struct values *v, const struct result_view *r, const struct pack *pack)
{
	struct value_list *list = values_list(v, "kn");

	values_put(v, "con_thieu", r->n_needs > 0 || r->missing_sum > 0 ? S("1") : S(""));
	values_put(v, "thieu_diem", r->next_star == 0 || r->missing_sum == 0 ? S("") :
	    str_printf(v->mem, "Hạng %d sao cần điểm trung bình từ %d; sản phẩm còn thiếu %.*s điểm.",
	    r->next_star, band_min(pack, r->next_star), STR_ARG(r->missing_mean)));
	for (size_t i = 0; i < r->n_needs; i++)
		values_put(values_row(list), "thieu", str_printf(v->mem, "Tiêu chí %.*s %.*s: hạng %d sao yêu "
		    "cầu ít nhất %d điểm, sản phẩm đạt %d điểm.",
		    STR_ARG(r->needs[i].criterion->official_no), STR_ARG(r->needs[i].criterion->name.vi),
		    r->next_star, r->needs[i].needs, r->needs[i].found));
}

static void
result_words(const struct job *j, struct values *v, const struct result_view *r,
    const struct host *council)
{
	struct arena *mem = v->mem;

	values_put(v, "chu_the", j->d.subject_name);
	values_put(v, "xa", in_sentence(mem, j->commune));
	values_put(v, "hoi_dong", str_printf(mem, "Hội đồng đánh giá, phân hạng sản phẩm OCOP %.*s",
	    STR_ARG(council->central ? host_council(council) : council->province)));
	values_put(v, "san_pham", j->d.product_name);
	values_put(v, "ma_so", j->d.product_code.n == 0 ? S("") : str_printf(mem, " (mã số %.*s)",
	    STR_ARG(j->d.product_code)));
	values_int(v, "so_phieu", r->r.sheets);
	values_int(v, "tong", r->r.sum);
	values_put(v, "trung_binh", r->mean_text);
	values_int(v, "khung", r->r.band);
	values_put(v, "ket_qua", outcome_words(mem, r));
	values_put(v, "y_kien", r->stored.opinion);
	values_put(v, "tham_dinh", r->offices);
}

/* Who tells it: the province (Đ7.3.g); what the Minister has recognised, the Ministry
 * (Đ7.4). While the Ministry evaluates, the province's result stays the province's. */
static struct agency_id
result_teller(const struct result_view *r)
{
	return r->d.level == LEVEL_MINISTRY &&
	    r->stored.council_agency.v == r->d.evaluator.v ? r->d.evaluator : r->d.province;
}

enum rc
result_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct result_view r;
	struct issued_number number;
	struct host teller, council, home = { .central = false };
	struct job j;
	enum rc rc;

	if ((rc = job_load(c, (struct dossier_id){ id }, &j)) != RC_OK ||
	    (rc = result_load(c, j.d.id, &r)) != RC_OK ||
	    (rc = issue_number_of(c, "ket-qua", id, result_teller(&r), &number)) != RC_OK ||
	    (rc = host_load(c, number.agency, &teller)) != RC_OK ||
	    (rc = host_load(c, r.stored.council_agency, &council)) != RC_OK ||
	    (teller.central && (rc = host_load(c, j.d.province, &home)) != RC_OK))
		return rc;
	/* the Ministry tells the province's committee first of all (Đ7.4.g) */
	values_put(v, "tinh", !teller.central ? S("") : str_printf(c->mem, "UBND %.*s, ",
	    STR_ARG(in_sentence(c->mem, home.province))));
	host_head(v, &teller);
	values_put(v, "so", number.number);
	values_put(v, "noi_ngay", place_and_day(c->mem, host_place(&teller), number.on));
	result_words(&j, v, &r, &council);
	host_signs(v, &teller);
	result_needs(v, &r, j.d.pack);
	result_rows(v, &r);
	out->author = teller.name;
	out->made_at = made_on(number.on, r.stored.concluded_at);
	return RC_OK;
}

enum rc
result_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct result_view r;
	enum rc rc = result_load(c, (struct dossier_id){ id }, &r);

	if (rc != RC_OK)
		return rc;
	if (result_teller(&r).v != c->actor.agency.v)
		return FAIL(c, WHY_ABSENT, "%s", "another office's to tell");
	*out = (struct paper_owner){ .agency = result_teller(&r) };
	return RC_OK;
}
