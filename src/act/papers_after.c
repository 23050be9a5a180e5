/*
 * papers_after: what is written after the star: the notice that a certificate
 * expires, the record of an inspection. See papers.h.
 */
#include "act/inspection.h"
#include "act/issue.h"
#include "act/issue_number.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "act/record.h"
#include "act/register.h"
#include "base/text.h"

/* ---- the notice that a certificate expires (QĐ 26/2026 Đ7.6.a) -------------------------- */

/* A certificate that can still be renewed, for who sends or gets the notice. */
static enum rc
expiring_load(struct ctx *c, int64_t id, struct register_entry *e)
{
	struct q_certificate_code_of row;
	bool found;
	enum rc rc = q_certificate_code_of(c->db, (struct certificate_id){ id }, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "%s", "no such certificate");
	if ((rc = register_load(c, row.code, e)) != RC_OK)
		return rc;
	if (e->cert.status != CERT_VALID && e->cert.status != CERT_DUE)
		return FAIL(c, WHY_ABSENT, "%s", "nothing to renew in time");
	return RC_OK;
}

enum rc
expiry_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct register_entry e;
	struct issued_number number;
	struct host host;
	const struct q_certificate_of *k = &e.cert.c;
	enum rc rc = expiring_load(c, id, &e);

	if (rc != RC_OK)
		return rc;
	if ((rc = issue_number_of(c, "sap-het-han", id, e.manages ? c->actor.agency : k->province,
	    &number)) != RC_OK)
		return rc;
	if (!e.manages && number.on.n == 0) /* not yet sent: nobody has it but its office */
		return FAIL(c, WHY_ABSENT, "%s", "not yet sent");
	if ((rc = host_load(c, number.agency, &host)) != RC_OK)
		return rc;
	host_head(v, &host);
	values_put(v, "so", number.number);
	values_put(v, "noi_ngay", place_and_day(c->mem, host_place(&host), number.on));
	values_put(v, "kinh_gui", str_printf(c->mem, "%.*s; UBND %.*s", STR_ARG(k->subject),
	    STR_ARG(in_sentence(c->mem, commune_called(c, k->unit_code)))));
	values_put(v, "san_pham", k->product_code.n == 0 ? k->product_name : str_printf(c->mem,
	    "%.*s (mã số %.*s)", STR_ARG(k->product_name), STR_ARG(k->product_code)));
	values_put(v, "hang", str_printf(c->mem, "%d sao", (int)k->star));
	values_put(v, "quyet_dinh", k->decision_no.n == 0 ? DOTS : str_printf(c->mem,
	    "Quyết định số %.*s ngày %.*s", STR_ARG(k->decision_no), STR_ARG(day_text(c->mem,
	    k->issued_on))));
	values_put(v, "het_han", day_text(c->mem, k->valid_until_on));
	values_put(v, "nop_tu", day_text(c->mem, e.cert.due_from));
	values_put(v, "nop_den", day_text(c->mem, e.cert.due_until));
	values_put(v, "ma", k->code);
	host_signs(v, &host);
	out->author = host.name;
	out->made_at = made_on(number.on, moment_of(k->issued_on, 12, 0));
	return RC_OK;
}

enum rc
expiry_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct register_entry e;
	enum rc rc = expiring_load(c, id, &e);

	if (rc != RC_OK)
		return rc;
	if (!e.manages)
		return FAIL(c, WHY_ABSENT, "%s", "another office's to send");
	*out = (struct paper_owner){ .agency = c->actor.agency };
	return RC_OK;
}

/* Numbered is sent: producer and commune are told where it is. */
enum rc
expiry_issued(struct ctx *c, int64_t id)
{
	struct register_entry e;
	struct str link, arg;
	enum rc rc = expiring_load(c, id, &e);

	if (rc != RC_OK)
		return rc;
	link = str_printf(c->mem, "/chung-nhan/%.*s", STR_ARG(e.cert.c.code));
	arg = str_printf(c->mem, "%.*s (%.*s)", STR_ARG(e.cert.c.product_name),
	    STR_ARG(day_text(c->mem, e.cert.c.valid_until_on)));
	if ((rc = notice_to_subject(c, e.cert.c.subject_id, "cert_expiry_paper", arg, link)) != RC_OK ||
	    e.cert.c.commune.v == 0)
		return rc;
	return notice_to_agency(c, e.cert.c.commune, "cert_expiry_paper", arg, link);
}

/* ---- the record of an inspection (Đ9) ------------------------------------------------- */

static struct str
verdict_words(enum check_verdict v)
{
	return v == CHECK_GOOD ? S("Đúng") : v == CHECK_BAD ? S("Không đúng") :
	    v == CHECK_NOT_ASKED ? S("Không áp dụng") : S("");
}

static struct str
kind_words(int64_t kind)
{
	return kind == INSPECT_PLANNED ? S("theo kế hoạch") : kind == INSPECT_UNANNOUNCED ?
	    S("đột xuất") : S("theo phản ánh");
}

static void
inspection_end_words(struct values *v, const struct q_inspection_of *i)
{
	struct arena *mem = v->mem;
	bool done = i->done_on.n != 0;

	values_put(v, "ngay", done ? day_text(mem, i->done_on) : S("....../....../20......"));
	values_put(v, "can_bo", done ? i->done_by_name : DOTS);
	values_put(v, "co_mat", done && i->present.n > 0 ? i->present : DOTS);
	values_put(v, "ket_luan", done ? i->conclusion : str_printf(mem, "%.*s%.*s\n%.*s%.*s",
	    STR_ARG(DOTS), STR_ARG(DOTS), STR_ARG(DOTS), STR_ARG(DOTS)));
	values_put(v, "khac_phuc", i->correct_by_on.n != 0 ? day_text(mem, i->correct_by_on) : S(""));
	values_put(v, "da_khac_phuc", i->correction);
	values_put(v, "y_kien", str_printf(mem, "%.*s%.*s", STR_ARG(DOTS), STR_ARG(DOTS)));
}

static void
inspection_words(struct values *v, const struct inspection_view *s, struct str unit, struct str place)
{
	struct arena *mem = v->mem;
	const struct q_inspection_of *i = &s->i;
	struct value_list *list = values_list(v, "ds");

	values_put(v, "co_quan", is_committee(i->worker_name) ? str_printf(mem,
	    "ỦY BAN NHÂN DÂN\n%.*s", STR_ARG(text_upper(mem, unit))) : text_upper(mem, i->worker_name));
	values_put(v, "noi_ngay", place_and_day(mem, place, i->done_on));
	values_put(v, "co_quan_ten", i->worker_name);
	values_put(v, "hinh_thuc", kind_words(i->kind));
	values_put(v, "ke_hoach", i->plan_no.n == 0 ? S("") : str_printf(mem, " (Kế hoạch số %.*s)",
	    STR_ARG(i->plan_no)));
	values_put(v, "ly_do", i->why);
	values_put(v, "san_pham", i->product_name);
	values_put(v, "chu_the", i->subject);
	values_put(v, "dia_chi", or_dots(i->address));
	values_put(v, "chung_nhan", str_printf(mem, "%.*s, hạng %d sao", STR_ARG(i->code),
	    (int)i->star));
	values_put(v, "quy_cach", i->spec);
	values_put(v, "so_anh", str_printf(mem, "%zu ảnh", s->photos.n));
	for (size_t k = 0; k < s->n_lines; k++) {
		struct values *row = values_row(list);

		values_put(row, "so", s->lines[k].rule->code);
		values_put(row, "noi_dung", s->lines[k].rule->name.vi);
		values_put(row, "ket_qua", verdict_words(s->lines[k].verdict));
		values_put(row, "ghi_chu", s->lines[k].note);
	}
}

enum rc
inspection_facts_of(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct inspection_view s;
	struct issued_number number;
	struct host host;
	struct str place;
	bool commune;
	enum rc rc = inspection_load(c, (struct inspection_id){ id }, &s);

	if (rc != RC_OK)
		return rc;
	commune = s.i.worker_level == LEVEL_COMMUNE;
	if ((rc = issue_number_of(c, "bien-ban-kiem-tra", id, s.i.worker, &number)) != RC_OK ||
	    (rc = host_load(c, s.i.worker, &host)) != RC_OK ||
	    (rc = unit_called(c, s.i.worker_unit, LEVEL_COMMUNE, &place)) != RC_OK)
		return rc;
	if (!commune)
		place = host_place(&host);
	values_put(out->values, "so", number.number);
	inspection_words(out->values, &s, place, commune ? bare_name(place) : place);
	inspection_end_words(out->values, &s.i);
	out->author = s.i.worker_name;
	out->made_at = made_on(s.i.done_on, moment_of(s.i.planned_on, 12, 0));
	return RC_OK;
}

enum rc
inspection_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct inspection_view s;
	enum rc rc = inspection_load(c, (struct inspection_id){ id }, &s);

	if (rc != RC_OK)
		return rc;
	if (s.i.worker.v != c->actor.agency.v)
		return FAIL(c, WHY_ABSENT, "%s", "another office inspected");
	*out = (struct paper_owner){ .agency = s.i.worker };
	return RC_OK;
}
