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
#include "base/buf.h"
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

/* ---- the minutes -------------------------------------------------------------------- */

static struct str
sheets_of(struct arena *mem, const struct closing_view *v)
{
	struct buf b = buf_new(mem, 8 * KIB);

	for (size_t i = 0; i < v->n_sheets; i++)
		buf_printf(&b, "%s%.*s: %d", i > 0 ? "; " : "", STR_ARG(v->sheets[i].name),
		    v->sheets[i].total);
	return buf_str(&b);
}

static struct str
points_of(struct arena *mem, const struct closing_view *v)
{
	return str_printf(mem, "Tổng %" PRId64 " điểm của %d phiếu, trung bình %" PRId64 "/%d = %.*s; "
	    "chênh lệch cao nhất – thấp nhất %d điểm.", v->result.sum, v->result.sheets, v->result.sum,
	    v->result.sheets, STR_ARG(v->mean_text), v->result.spread);
}

static struct str
band_of(struct arena *mem, const struct closing_view *v)
{
	struct buf b = buf_new(mem, 16 * KIB);

	buf_printf(&b, "Khung điểm: %d sao. Yêu cầu tối thiểu: ", v->result.band);
	if (v->result.n_unmet == 0)
		buf_lit(&b, "đạt.");
	for (size_t i = 0; i < v->result.n_unmet; i++) {
		const struct unmet *u = &v->result.unmet[i];

		buf_printf(&b, "%smức %d sao tại tiêu chí %.*s cần %d, có %d", i > 0 ? "; " : "chưa đạt ",
		    u->star, STR_ARG(u->criterion->official_no), u->needs, u->found);
	}
	if (v->result.n_unmet > 0)
		buf_char(&b, '.');
	for (size_t i = 0; i < v->n_stops; i++)
		buf_printf(&b, "%s %.*s", i == 0 ? " Lý do không xếp hạng:" : ";",
		    STR_ARG(v->stops[i].reason));
	return buf_str(&b);
}

static struct str
remarks_of(struct arena *mem, const struct closing_view *v)
{
	struct buf b = buf_new(mem, 64 * KIB);

	for (size_t i = 0; i < v->n_sheets; i++)
		if (v->sheets[i].who.remark.n > 0)
			buf_printf(&b, "%s%.*s: %.*s", b.n > 0 ? "\n" : "", STR_ARG(v->sheets[i].name),
			    STR_ARG(v->sheets[i].who.remark));
	return buf_str(&b);
}

/* What the room wrote down beside sheets and results. */
struct spoken {
	struct q_minutes_attendance_rows roll;
	struct q_minutes_stakes_rows stakes;
	struct q_minutes_said_rows said;
};

static enum rc
spoken_load(struct ctx *c, struct meeting_id id, struct spoken *out)
{
	enum rc rc;

	if ((rc = q_minutes_attendance(c->db, id, &out->roll)) != RC_OK ||
	    (rc = q_minutes_stakes(c->db, id, &out->stakes)) != RC_OK)
		return rc;
	return q_minutes_said(c->db, id, &out->said);
}

/* "Võ Văn Mẫu (cùng cơ quan); …": who did not take part. */
static struct str
recused(struct arena *mem, const struct spoken *k, struct agenda_id agenda)
{
	struct buf b = buf_new(mem, 16 * KIB);

	for (size_t i = 0; i < k->stakes.n; i++) {
		const struct q_minutes_stakes *s = &k->stakes.v[i];

		if (s->agenda.v != agenda.v)
			continue;
		buf_printf(&b, "%s%.*s", b.n > 0 ? "; " : "", STR_ARG(s->name));
		if (s->why.n > 0)
			buf_printf(&b, " (%.*s)", STR_ARG(s->why));
	}
	return buf_str(&b);
}

static const struct q_minutes_said *
said_of(const struct spoken *k, struct agenda_id agenda)
{
	static const struct q_minutes_said nothing = { { 0 }, { NULL, 0 }, { NULL, 0 } };

	for (size_t i = 0; i < k->said.n; i++)
		if (k->said.v[i].id.v == agenda.v)
			return &k->said.v[i];
	return &nothing;
}

static void
minutes_product(struct values *row, const struct board *s, const struct spoken *k, size_t i)
{
	const struct closing_view *v = &s->v[i];
	const struct q_minutes_said *said = said_of(k, s->room.items[i].a.id);
	struct arena *mem = row->mem;
	struct str remarks = remarks_of(mem, v);

	values_int(row, "tt", s->room.items[i].a.position);
	values_put(row, "ten", board_product(mem, s, i));
	values_put(row, "chu_the", s->room.items[i].a.subject);
	values_put(row, "tham_dinh", s->offices[i]);
	values_put(row, "tranh", recused(mem, k, s->room.items[i].a.id));
	values_put(row, "phieu", sheets_of(mem, v));
	values_put(row, "diem", points_of(mem, v));
	values_put(row, "khung", band_of(mem, v));
	values_put(row, "thao_luan", said->discussion.n == 0 ? remarks : str_printf(mem, "%.*s%s%.*s",
	    STR_ARG(said->discussion), remarks.n > 0 ? "\n" : "", STR_ARG(remarks)));
	values_put(row, "y_kien", v->opinion);
	values_put(row, "bieu_quyet", said->despite);
	values_put(row, "ket_luan", v->concluded ? board_outcome(mem, v) : S("chưa kết luận"));
}

static bool
has_sheet(const struct board *s, struct seat_id seat)
{
	for (size_t i = 0; i < s->room.n; i++)
		for (size_t k = 0; k < s->v[i].n_sheets; k++)
			if (s->v[i].sheets[k].who.seat.v == seat.v)
				return true;
	return false;
}

/* The roll, or, before it was called, whether there is a sheet. */
static struct str
attended(struct arena *mem, const struct board *s, const struct spoken *k,
    struct seat_id seat, bool *there)
{
	for (size_t i = 0; i < k->roll.n; i++) {
		const struct q_minutes_attendance *a = &k->roll.v[i];

		if (a->seat.v != seat.v)
			continue;
		*there = a->state == ATTENDS;
		return str_printf(mem, "%s%s%.*s", *there ? "Có mặt" : a->state == ATTENDS_NOT ?
		    "Vắng có phép" : "Vắng", a->why.n > 0 ? ": " : "", STR_ARG(a->why));
	}
	*there = has_sheet(s, seat);
	return *there ? S("Có phiếu đã khóa") : S("Không có phiếu");
}

static struct str
role_called(int64_t role)
{
	return role == SEAT_CHAIR ? S("Chủ tịch") : role == SEAT_VICE ? S("Phó Chủ tịch") :
	    role == SEAT_SECRETARY ? S("Thư ký") : role == SEAT_EXPERT ? S("Chuyên gia") : S("Ủy viên");
}

static int
minutes_seats(struct value_list *list, const struct board *s, const struct spoken *k)
{
	int n = 0;

	for (size_t i = 0; i < s->room.seats.n; i++) {
		const struct q_seat_ever *seat = &s->room.seats.v[i];
		struct values *row = values_row(list);
		bool there;

		values_int(row, "tt", (int64_t)i + 1);
		values_put(row, "ten", seat->name);
		values_put(row, "chuc", role_called(seat->role));
		values_put(row, "don_vi", seat->office);
		values_put(row, "co_mat", attended(list->mem, s, k, seat->id, &there));
		n += there;
	}
	return n;
}

/* "Quyết định số 01/QĐ-MẪU ngày 02/11/2026; Quy chế số 02/QĐ-MẪU". */
static enum rc
minutes_basis(struct ctx *c, struct meeting_id id, struct values *v)
{
	struct q_minutes_basis b;
	struct buf text = buf_new(c->mem, 1 * KIB);
	enum rc rc = q_minutes_basis(c->db, id, &b);

	if (rc != RC_OK)
		return rc;
	buf_printf(&text, "Quyết định thành lập số %.*s ngày %.*s", STR_ARG(b.decision_no),
	    STR_ARG(day_text(c->mem, b.decision_on)));
	if (b.bylaw_no.n > 0)
		buf_printf(&text, "; quyết định ban hành quy chế số %.*s", STR_ARG(b.bylaw_no));
	if (b.bylaw_no.n > 0 && b.bylaw_on.n != 0)
		buf_printf(&text, " ngày %.*s", STR_ARG(day_text(c->mem, b.bylaw_on)));
	values_put(v, "quyet_dinh_hd", buf_str(&text));
	values_put(v, "ket_thuc", b.closed_at.ms == 0 ? S("") : moment_text(c->mem, b.closed_at));
	return RC_OK;
}

enum rc
minutes_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct board s = { .concluded = 0 };
	struct value_list *list;
	struct issued_number number;
	struct spoken spoken;
	int there;
	enum rc rc = board_load(c, id, &s);

	if (rc != RC_OK || (rc = spoken_load(c, s.room.meeting.id, &spoken)) != RC_OK ||
	    (rc = minutes_basis(c, s.room.meeting.id, v)) != RC_OK ||
	    (rc = issue_number_of(c, "bien-ban", id, s.room.meeting.agency, &number)) != RC_OK)
		return rc;
	values_put(v, "co_quan", text_upper(c->mem, s.room.meeting.council_name));
	values_put(v, "so", number.number);
	values_put(v, "noi_ngay", place_and_day(c->mem, host_place(&s.host), day_of(s.room.meeting.starts_at)));
	values_put(v, "phien", str_printf(c->mem, "Họp %.*s\n%.*s",
	    STR_ARG(s.room.meeting.council_name), STR_ARG(s.room.meeting.name)));
	values_put(v, "trich", s.part);
	values_put(v, "thoi_gian", moment_text(c->mem, s.room.meeting.starts_at));
	values_put(v, "dia_diem", s.room.meeting.place.n > 0 ? s.room.meeting.place : DOTS);
	values_put(v, "chu_tri", s.chair);
	values_put(v, "thu_ky", s.secretary.n > 0 ? s.secretary : DOTS);
	there = minutes_seats(values_list(v, "tv"), &s, &spoken);
	values_put(v, "so_co_mat", str_printf(c->mem, "%d/%zu", there, s.room.seats.n));
	values_int(v, "so_san_pham", s.concluded);
	values_put(v, "ket_qua_chung", board_tally(c->mem, &s));
	list = values_list(v, "ds");
	for (size_t i = 0; i < s.room.n; i++)
		if (board_closed(&s, i))
			minutes_product(values_row(list), &s, &spoken, i);
	out->author = s.room.meeting.council_name;
	out->made_at = s.room.meeting.starts_at;
	return RC_OK;
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
	values_put(row, "phieu", closed ? sheets_of(row->mem, v) : S("–"));
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

enum rc
draft_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct board s = { .concluded = 0 };
	struct decision_words w;
	struct value_list *list;
	struct str minutes;
	enum rc rc = board_load(c, id, &s);

	if (rc != RC_OK || (rc = session_whole(c, s.room.meeting.id)) != RC_OK ||
	    (rc = minutes_named(c, &s.room, &minutes)) != RC_OK)
		return rc;
	w = (struct decision_words){ .host = s.host, .council_paper = minutes,
		.year = day_date(day_of(s.room.meeting.starts_at)).year,
		.validity_months = law_pack_on(c->law, c->today)->validity_months,
		.products = (size_t)(s.host.central ? s.stars[5] : s.stars[3] + s.stars[4]) };
	if (w.products == 0) /* no decision recognises nothing */
		return FAIL(c, WHY_DRAFT_EMPTY, "meeting %" PRId64, id);
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
