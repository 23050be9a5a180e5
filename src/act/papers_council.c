/*
 * papers_council: the papers of a session, from the points to what is laid
 * before the chair of the People's Committee: table of points,
 * minutes, submission, draft decision. They are there as soon as the first
 * product is concluded and whole when the last one is. See papers.h.
 *
 * No number is computed here: totals, means and stars are those of
 * core/scoring that the page shows too.
 */
#include <inttypes.h>

#include "act/issue.h"
#include "act/issue_number.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "base/text.h"


const struct reason WHY_PAPER_PART = { RC_CONFLICT, "paper_part" };

/* Whether this person sees the whole session: whoever withdrew from a product makes no
 * paper that speaks for all of it. */
static enum rc
session_whole(struct ctx *c, struct meeting_id id)
{
	struct q_agenda_withdrawn withdrawn;
	enum rc rc = q_agenda_withdrawn(c->db, id, c->actor.id, AGENDA_CONCLUDED, &withdrawn);

	return rc == RC_OK && withdrawn.n > 0 ? FAIL(c, WHY_PAPER_PART, "%s", "") : rc;
}

/* A session's papers are issued by its secretary and its chair. */
enum rc
session_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct q_meeting_seat m;
	bool found;
	enum rc rc = q_meeting_seat(c->db, (struct meeting_id){ id }, c->actor.id, &m, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || (m.role != SEAT_SECRETARY && m.role != SEAT_CHAIR))
		return FAIL(c, WHY_ABSENT, "%s", "neither secretary nor chair");
	if ((rc = session_whole(c, m.id)) != RC_OK)
		return rc;
	*out = (struct paper_owner){ .agency = m.agency };
	return RC_OK;
}

/* "Biên bản họp số 3/BB-HĐ ngày 24/11/2026" as other papers name it. */
static enum rc
minutes_named(struct ctx *c, const struct room_view *room, struct str *out)
{
	struct issued_number number;
	enum rc rc = issue_number_of(c, "bien-ban", room->meeting.id.v, room->meeting.agency,
	    &number);

	*out = str_printf(c->mem, "Biên bản họp số %.*s%s%.*s", STR_ARG(number.number),
	    number.on.n != 0 ? " ngày " : "", STR_ARG(day_text(c->mem, number.on)));
	return rc;
}

/* ---- the table of points as text ------------------------------------------------------- */

static void
results_text_row(struct values *row, const struct board *s, size_t i)
{
	const struct closing_view *v = &s->v[i];
	bool closed = board_closed(s, i);

	values_int(row, "tt", s->room.items[i].a.position);
	values_put(row, "ten", board_product(row->mem, s, i));
	values_put(row, "chu_the", s->room.items[i].a.subject);
	values_put(row, "tham_dinh", s->offices[i].n == 0 ? S("") : str_printf(row->mem,
	    "(Thẩm định trong Tổ tư vấn: %.*s)", STR_ARG(s->offices[i])));
	values_put(row, "phieu", closed ? board_sheets(row->mem, v) : S("–"));
	values_put(row, "tong", closed ? str_printf(row->mem, "%" PRId64, v->result.sum) : S("–"));
	values_put(row, "diem", closed ? v->mean_text : S("–"));
	values_put(row, "lech", closed ? str_printf(row->mem, "%d", v->result.spread) : S("–"));
	values_put(row, "sao", closed ? board_outcome(row->mem, v) : S("Chưa chốt phiếu"));
}

enum rc
results_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct board s = { .concluded = 0 };
	struct value_list *list;
	enum rc rc = board_load(c, id, &s);

	if (rc != RC_OK)
		return rc;
	values_put(v, "co_quan", text_upper(c->mem, s.room.meeting.council_name));
	values_put(v, "so", S("......./BTH-HĐ"));
	values_put(v, "noi_ngay", place_and_day(c->mem, host_place(&s.host), day_of(s.room.meeting.starts_at)));
	values_put(v, "phien", s.room.meeting.name);
	values_put(v, "trich", s.part);
	values_put(v, "thanh_vien", str_printf(c->mem, "%zu thành viên có quyền chấm điểm.",
	    s.room.seats.n));
	list = values_list(v, "ds");
	for (size_t i = 0; i < s.room.n; i++)
		results_text_row(values_row(list), &s, i);
	values_put(v, "thu_ky", or_dots(s.secretary));
	values_put(v, "chu_tich", or_dots(s.chair));
	out->author = s.room.meeting.council_name;
	out->made_at = s.room.meeting.starts_at;
	return RC_OK;
}

/* ---- the submission and the draft decision ------------------------------------------- */

static struct str
count_or_none(struct arena *mem, int n)
{
	return n == 0 ? S("") : str_printf(mem, "%d", n);
}

/* What the submission proposes, by who decides: a province recognises three and four
 * stars and sends five up (Đ7.3.đ, Đ7.3.e), the Minister recognises five, and what
 * is below goes back to its province (Đ7.4.g). */
static void
submission_asks(struct values *v, const struct board *s)
{
	struct arena *mem = v->mem;
	const int below = s->stars[0] + s->stars[1] + s->stars[2];
	const int provincial = s->stars[3] + s->stars[4];
	const bool up = s->host.central;
	const bool drafts = s->stars[5] > 0 || (!up && provincial > 0);

	values_put(v, "hang_cong_nhan", up ? S("5 sao") : S("3 sao, 4 sao"));
	values_put(v, "dieu_cong_nhan", up ? S("khoản 4") : S("khoản 3"));
	values_put(v, "so_cong_nhan", count_or_none(mem, up ? s->stars[5] : provincial));
	values_put(v, "so_phe_duyet", count_or_none(mem, up ? 0 : s->stars[5]));
	values_put(v, "so_chuyen_lai", count_or_none(mem, up ? below + provincial : 0));
	values_put(v, "so_khong", count_or_none(mem, up ? 0 : below));
	/* nothing to recognise or approve: no draft goes along (draft_empty) */
	values_put(v, "kem", drafts ? S("dự thảo Quyết định, ") : S(""));
	values_put(v, "nhan_de", str_printf(mem, "Về %s sản phẩm OCOP%s", drafts ?
	    "việc công nhận và cấp Giấy chứng nhận" : "kết quả đánh giá, phân hạng",
	    !up ? "" : drafts ? " 5 sao" : " dưới 90 điểm"));
}

static struct str
submission_ask(const struct board *s, const struct closing_view *p)
{
	const int star = p->result.knocked_out ? 0 : p->result.star;

	if (s->host.central)
		return star == 5 ? S("Công nhận") : S("Chuyển lại tỉnh");
	return star < 3 ? S("Thông báo kết quả") : star == 5 ? S("Phê duyệt, trình Bộ") :
	    S("Công nhận");
}

static void
submission_rows(struct values *v, const struct board *s)
{
	struct value_list *list = values_list(v, "ds");

	for (size_t i = 0; i < s->room.n; i++) {
		const struct closing_view *p = &s->v[i];
		struct values *row;

		if (!p->concluded)
			continue;
		row = values_row(list);
		values_int(row, "tt", (int64_t)list->n);
		values_put(row, "ten", board_product(v->mem, s, i));
		values_put(row, "chu_the", s->room.items[i].a.subject);
		values_put(row, "diem", p->mean_text);
		values_put(row, "sao", board_outcome(v->mem, p));
		values_put(row, "de_nghi", submission_ask(s, p));
	}
}

enum rc
submission_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct board s = { .concluded = 0 };
	struct issued_number number;
	struct str minutes;
	enum rc rc = board_load(c, id, &s);

	if (rc != RC_OK || (rc = session_whole(c, s.room.meeting.id)) != RC_OK ||
	    (rc = minutes_named(c, &s.room, &minutes)) != RC_OK ||
	    (rc = issue_number_of(c, "to-trinh", id, s.room.meeting.agency, &number)) != RC_OK)
		return rc;
	host_head(v, &s.host);
	values_put(v, "so", number.number);
	values_put(v, "noi_ngay", place_and_day(c->mem, host_place(&s.host), number.on));
	values_put(v, "kinh_gui", host_decides(c->mem, &s.host));
	values_put(v, "phien", s.room.meeting.name);
	values_put(v, "bien_ban", minutes);
	values_int(v, "so_san_pham", s.concluded);
	values_put(v, "ket_qua_chung", board_tally(c->mem, &s));
	submission_asks(v, &s);
	host_proposes(v, &s.host);
	submission_rows(v, &s);
	out->author = s.host.name;
	out->made_at = s.room.meeting.starts_at;
	return RC_OK;
}

bool
draft_names(bool central, int64_t star)
{
	return central ? star == 5 : star == 3 || star == 4;
}

static bool
is_drafted(const struct host *h, const struct closing_view *p)
{
	return p->concluded && !p->result.knocked_out && draft_names(h->central, p->result.star);
}

const struct reason WHY_DRAFT_EMPTY = { RC_CONFLICT, "draft_empty" };

/* A session whose draft decision names at least one product. */
static enum rc
draft_load(struct ctx *c, int64_t id, struct board *s, size_t *products)
{
	enum rc rc = board_load(c, id, s);

	if (rc != RC_OK || (rc = session_whole(c, s->room.meeting.id)) != RC_OK)
		return rc;
	*products = (size_t)(s->host.central ? s->stars[5] : s->stars[3] + s->stars[4]);
	if (*products == 0) /* no decision recognises nothing */
		return FAIL(c, WHY_DRAFT_EMPTY, "meeting %" PRId64, id);
	return RC_OK;
}

enum rc
draft_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct board s = { .concluded = 0 };
	struct decision_words w = { .approves = false };
	struct value_list *list;
	enum rc rc = draft_load(c, id, &s, &w.products);

	if (rc != RC_OK || (rc = minutes_named(c, &s.room, &w.council_paper)) != RC_OK)
		return rc;
	w.host = s.host;
	w.year = day_date(day_of(s.room.meeting.starts_at)).year;
	w.validity_months = law_pack_on(c->law, c->today)->validity_months;
	decision_values(out->values, &w);
	list = values_list(out->values, "ds");
	for (size_t i = 0; i < s.room.n; i++) {
		const struct closing_view *p = &s.v[i];
		struct values *row;

		if (!is_drafted(&s.host, p))
			continue;
		row = values_row(list);
		values_int(row, "tt", (int64_t)list->n);
		values_put(row, "ten", board_product(c->mem, &s, i));
		values_put(row, "chu_the", s.room.items[i].a.subject);
		values_put(row, "dia_chi", commune_called(c, s.room.items[i].a.unit_code));
		values_put(row, "diem", p->mean_text);
		values_put(row, "sao", board_outcome(c->mem, p));
	}
	out->author = s.host.name;
	out->made_at = s.room.meeting.starts_at;
	return RC_OK;
}

enum rc
draft_table(struct ctx *c, int64_t id, struct xlsx_table *out)
{
	struct board s = { .concluded = 0 };
	struct annex_row *rows;
	size_t products, n = 0;
	enum rc rc = draft_load(c, id, &s, &products);

	if (rc != RC_OK)
		return rc;
	rows = ARENA_ARRAY(c->mem, products, struct annex_row);
	for (size_t i = 0; i < s.room.n; i++) {
		const struct closing_view *p = &s.v[i];

		if (is_drafted(&s.host, p))
			rows[n++] = (struct annex_row){ .name = s.room.items[i].a.product,
				.code = p->a.code, .subject = s.room.items[i].a.subject,
				.address = commune_called(c, s.room.items[i].a.unit_code),
				.sum = p->result.sum, .sheets = p->result.sheets,
				.decimals = p->bylaw.v[BYLAW_DECIMALS], .star = p->result.star };
	}
	*out = (struct xlsx_table){ .title = S("Dự thảo danh sách sản phẩm OCOP"),
		.author = s.host.name, .lines = annex_line(c, "dự thảo ", S(""), (struct day){ 0 },
		&s.host), .n_lines = 1, .made_at = s.room.meeting.starts_at, .sample = c->sample };
	annex_table(c, rows, n, out);
	return RC_OK;
}
