/*
 * papers_decision: the facts of a decision and of its annex. See papers.h.
 */
#include <string.h>

#include "act/decision.h"
#include "act/paper_words.h"
#include "act/public_log.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "base/text.h"
#include "core/inspection.h"
#include "core/scoring.h"
#include "paper/pdf.h"
#include "core/bylaw.h"

struct str
place_and_day(struct arena *mem, struct str place, struct day on)
{
	return str_printf(mem, "%.*s, %.*s", STR_ARG(place), STR_ARG(day_words(mem, on)));
}

/* A number as the paper says it: dots before the signs when not yet given. */
static struct str
number_or_dots(struct arena *mem, struct str number, const char *signs)
{
	return number.n > 0 ? number : str_printf(mem, ".......%s", signs);
}

static struct str
about(const struct decision_words *w, struct arena *mem)
{
	return str_printf(mem, w->approves ?
	    "Về việc phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP năm %d đạt từ 90 điểm trở lên" :
	    "Về việc công nhận và cấp Giấy chứng nhận sản phẩm OCOP năm %d", w->year);
}

/* Who decides: the chair of a provincial committee, or the Minister (Đ7.3.e, Đ7.4). */
static void
authority_put(struct values *v, const struct host *h, struct day on)
{
	struct arena *mem = v->mem;
	bool up = h->central;

	values_put(v, "co_quan", up ? text_upper(mem, host_ministry(h)) :
	    str_printf(mem, "ỦY BAN NHÂN DÂN\n%.*s", STR_ARG(text_upper(mem, h->province))));
	values_put(v, "noi_ngay", place_and_day(mem, host_place(h), on));
	values_put(v, "tham_quyen", text_upper(mem, host_decides(mem, h)));
	/* Luật 63/2025/QH15, Luật 72/2025/QH15; a law is named with its day, not its number */
	values_put(v, "luat_to_chuc", up ? S("Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025") :
	    S("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"));
	values_put(v, "cap_hd", host_council(h));
	values_put(v, "noi_thi_hanh", up ? S("Chủ tịch UBND cấp tỉnh") : S("Chủ tịch UBND cấp xã"));
	values_put(v, "noi_nhan_kia", up ? S("UBND cấp tỉnh") : S("Bộ Nông nghiệp và Môi trường"));
}

/* Which decision an annex belongs to, and whose it is (NĐ 30/2020 Phụ lục I, III.1). */
static struct str
annex_of(struct arena *mem, struct str number, struct day on, const struct host *h)
{
	return str_printf(mem, "(Kèm theo Quyết định số %.*s %.*s của %.*s)", STR_ARG(number),
	    STR_ARG(day_words(mem, on)), STR_ARG(host_decides(mem, h)));
}

/* Who proposes and carries out, in a sentence; at the head of a line with a large letter. */
static void
proposer_put(struct values *v, const struct host *h)
{
	struct str name = host_office(h);

	values_put(v, "co_quan_trinh", name);
	values_put(v, "co_quan_nhan", !str_starts(name, S("cơ quan")) ? name :
	    str_printf(v->mem, "C%.*s", STR_ARG(str_from(name, 1))));
}

/* What stands behind a number that was not given yet. */
static const char *
signs_of(const struct host *h)
{
	return h->central ? "/QĐ-BNNMT" : "/QĐ-UBND";
}

static struct str
signs_as(struct arena *mem, struct str title, const struct host *h)
{
	return title.n > 0 ? title_lines(mem, title) : h->central ? S("BỘ TRƯỞNG") : S("CHỦ TỊCH");
}

void
decision_values(struct values *v, const struct decision_words *w)
{
	struct arena *mem = v->mem;
	struct str number = number_or_dots(mem, w->number, signs_of(&w->host));

	authority_put(v, &w->host, w->on);
	values_put(v, "so", number);
	values_put(v, "nhan_de", about(w, mem));
	values_put(v, "can_cu_hd", w->council_paper);
	proposer_put(v, &w->host);
	values_put(v, "cong_nhan", w->approves ? S("") : S("1"));
	values_put(v, "phe_duyet", w->approves ? S("1") : S(""));
	values_put(v, "dot", str_printf(mem, "năm %d", w->year));
	values_int(v, "so_san_pham", (int64_t)w->products);
	values_int(v, "thoi_han", w->validity_months);
	values_put(v, "kem_theo", annex_of(mem, number, w->on, &w->host));
	values_put(v, "ky_chuc", signs_as(mem, w->signer_title, &w->host));
	values_put(v, "ky_ten", w->signer_name);
	values_put(v, "so_cong_khai", w->record);
	values_put(v, "khoa_so", w->record_key);
}

static void
annex_row(struct values *row, size_t i, const struct q_decision_items *d)
{
	struct arena *mem = row->mem;

	values_int(row, "tt", (int64_t)i + 1);
	values_put(row, "ten", d->code.n == 0 ? d->name : str_printf(mem, "%.*s\n(%.*s)",
	    STR_ARG(d->name), STR_ARG(d->code)));
	values_put(row, "chu_the", d->subject);
	values_put(row, "dia_chi", d->address);
	values_put(row, "diem", score_mean_round(mem, d->sum,
	    d->sheets > 0 ? d->sheets : 1, bylaw_decimals(d->decimals.has, d->decimals.v)));
	values_put(row, "sao", str_printf(mem, "%d sao", (int)d->star));
}

/* What every decision of the committee's chair says besides its articles. */
static void
revocation_words(struct values *v, const struct decision_view *d, const struct host *h)
{
	struct arena *mem = v->mem;
	struct str number = number_or_dots(mem, d->d.number, signs_of(h));

	authority_put(v, h, d->d.signed_on);
	values_put(v, "so", number);
	values_put(v, "nhan_de", S("Về việc thu hồi Giấy chứng nhận sản phẩm OCOP"));
	proposer_put(v, h);
	values_int(v, "so_san_pham", (int64_t)d->revoked.n);
	values_put(v, "kem_theo", annex_of(mem, number, d->d.signed_on, h));
	values_put(v, "ky_chuc", signs_as(mem, d->d.signer_title, h));
	values_put(v, "ky_ten", d->d.signer_name);
}

static void
revocation_row(const struct ctx *c, struct values *row, size_t i,
    const struct q_revocation_items *r)
{
	const struct ground_rule *g = pack_ground(law_pack_on(c->law, c->today), r->ground);
	struct arena *mem = row->mem;

	values_int(row, "tt", (int64_t)i + 1);
	values_put(row, "ten", r->product_code.n == 0 ? r->name : str_printf(mem, "%.*s\n(%.*s)",
	    STR_ARG(r->name), STR_ARG(r->product_code)));
	values_put(row, "chu_the", r->address.n == 0 ? r->subject : str_printf(mem, "%.*s\n%.*s",
	    STR_ARG(r->subject), STR_ARG(r->address)));
	values_put(row, "cap_theo", str_printf(mem, "%d sao, Quyết định số %.*s ngày %.*s", (int)r->star,
	    STR_ARG(r->decision_no), STR_ARG(day_text(mem, r->issued_on))));
	values_put(row, "ly_do", g == NULL ? r->facts : str_printf(mem, "%.*s (%.*s). %.*s",
	    STR_ARG(g->name.vi), STR_ARG(g->clause), STR_ARG(r->facts)));
}

/* Whose decision it is, for the file's own "author". */
static struct str
decision_author(struct ctx *c, const struct host *h)
{
	return h->central ? host_ministry(h) : str_printf(c->mem, "UBND %.*s",
	    STR_ARG(h->province));
}

enum rc
revocation_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct decision_view v;
	struct value_list *list;
	struct str record;
	struct host host;
	enum rc rc = decision_load(c, (struct decision_id){ id }, &v);

	if (rc != RC_OK ||
	    (rc = host_load(c, c->actor.agency, &host)) != RC_OK ||
	    (rc = public_log_line(c, &record)) != RC_OK)
		return rc;
	if (v.d.kind != DECISION_REVOKE)
		return FAIL(c, WHY_ABSENT, "%s", "this decision revokes nothing");
	revocation_words(out->values, &v, &host);
	values_put(out->values, "so_cong_khai", record);
	values_put(out->values, "khoa_so", public_log_key(c));
	list = values_list(out->values, "ds");
	for (size_t i = 0; i < v.revoked.n; i++)
		revocation_row(c, values_row(list), i, &v.revoked.v[i]);
	out->author = decision_author(c, &host);
	out->made_at = made_on(v.d.signed_on, v.d.created_at);
	return RC_OK;
}

enum rc
decision_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct decision_view v;
	struct decision_words w;
	struct value_list *list;
	enum rc rc = decision_load(c, (struct decision_id){ id }, &v);

	if (rc != RC_OK)
		return rc;
	if (v.d.kind == DECISION_REVOKE) /* this blank recognises */
		return FAIL(c, WHY_ABSENT, "%s", "no blank of a revocation");
	w = (struct decision_words){ 
		.number = v.d.number, .on = v.d.signed_on, .signer_title = v.d.signer_title,
		.signer_name = v.d.signer_name, .products = v.items.n,
		.approves = v.d.kind == DECISION_APPROVE,
		.year = day_date(v.d.signed_on.n != 0 ? v.d.signed_on : day_of(v.d.created_at)).year,
		.validity_months = law_pack_on(c->law, c->today)->validity_months };
	if ((rc = host_load(c, c->actor.agency, &w.host)) != RC_OK)
		return rc;
	if ((rc = public_log_line(c, &w.record)) != RC_OK)
		return rc;
	w.record_key = public_log_key(c);
	decision_values(out->values, &w);
	list = values_list(out->values, "ds");
	for (size_t i = 0; i < v.items.n; i++)
		annex_row(values_row(list), i, &v.items.v[i]);
	out->author = decision_author(c, &w.host);
	out->made_at = made_on(v.d.signed_on, v.d.created_at);
	return RC_OK;
}

enum rc
decision_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct q_decision_of d;
	enum rc rc = q_decision_of(c->db, (struct decision_id){ id }, c->actor.agency, c->actor.id, &d);

	if (rc == RC_OK)
		*out = (struct paper_owner){ .agency = c->actor.agency, .number = d.number.n > 0 ?
			d.number : S("") };
	return rc;
}

void
annex_table(struct ctx *c, const struct annex_row *rows, size_t n, struct xlsx_table *out)
{
	static const struct xlsx_column columns[] = { { "TT", 5 }, { "Sản phẩm", 36 },
		{ "Mã số", 20 }, { "Chủ thể", 32 }, { "Địa chỉ", 40 }, { "Tổng điểm", 10 },
		{ "Số phiếu", 9 }, { "Điểm trung bình", 11 }, { "Hạng sao", 9 },
		{ "Mã giấy chứng nhận", 22 } };
	enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };
	struct xlsx_cell *cells = ARENA_ARRAY(c->mem, n * COLUMNS + 1, struct xlsx_cell);

	for (size_t i = 0; i < n; i++) {
		const struct annex_row *d = &rows[i];
		const struct xlsx_cell row[COLUMNS] = { XLSX_N((int64_t)i + 1),
			XLSX_STR(d->name), XLSX_STR(d->code), XLSX_STR(d->subject),
			XLSX_STR(d->address), XLSX_N(d->sum), XLSX_N(d->sheets),
			XLSX_MEAN(d->sum, d->sheets, d->decimals), XLSX_N(d->star),
			XLSX_STR(d->certificate) };

		memcpy(&cells[i * COLUMNS], row, sizeof(row));
	}
	out->columns = columns;
	out->n_columns = COLUMNS;
	out->cells = cells;
	out->n_rows = n;
}

struct str *
annex_line(struct ctx *c, const char *draft, struct str number, struct day on,
    const struct host *h)
{
	struct str *line = ARENA_NEW(c->mem, struct str);

	*line = str_printf(c->mem, "Kèm theo %sQuyết định số %.*s, %.*s", draft,
	    STR_ARG(number_or_dots(c->mem, number, signs_of(h))), STR_ARG(day_words(c->mem, on)));
	return line;
}

enum rc
decision_table(struct ctx *c, int64_t id, struct xlsx_table *out)
{
	struct decision_view v;
	struct annex_row *rows;
	struct host host;
	enum rc rc = decision_load(c, (struct decision_id){ id }, &v);

	if (rc != RC_OK || (rc = host_load(c, c->actor.agency, &host)) != RC_OK)
		return rc;
	if (v.d.kind == DECISION_REVOKE) /* this blank recognises */
		return FAIL(c, WHY_ABSENT, "%s", "no blank of a revocation");
	rows = ARENA_ARRAY(c->mem, v.items.n + 1, struct annex_row);
	for (size_t i = 0; i < v.items.n; i++) {
		const struct q_decision_items *d = &v.items.v[i];

		rows[i] = (struct annex_row){ .name = d->name, .code = d->code,
			.subject = d->subject, .address = d->address,
			.certificate = d->certificate, .sum = d->sum, .sheets = d->sheets,
			.decimals = bylaw_decimals(d->decimals.has, d->decimals.v),
			.star = d->star };
	}
	*out = (struct xlsx_table){ .title = S("Danh sách sản phẩm OCOP"), .author = v.d.agency_name,
		.lines = annex_line(c, "", v.d.number, v.d.signed_on, &host), .n_lines = 1,
		.made_at = made_on(v.d.signed_on, v.d.created_at), .sample = c->sample };
	annex_table(c, rows, v.items.n, out);
	return RC_OK;
}
