/*
 * papers_minutes: what the minutes of a session say, as text and as a workbook: who was
 * there, and of each product who withdrew, its sheets, its points, what was said and
 * concluded. See papers.h. No number is computed here.
 */
#include <inttypes.h>
#include <string.h>

#include "act/issue_number.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "base/buf.h"
#include "base/text.h"

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
	values_put(row, "phieu", board_sheets(mem, v));
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

/* All that the minutes say, of a session that is loaded into `s` besides. */
static enum rc
minutes_gather(struct ctx *c, int64_t id, struct board *s, struct paper_facts *out)
{
	struct values *v = out->values;
	struct value_list *list;
	struct issued_number number;
	struct spoken spoken;
	int there;
	enum rc rc = board_load(c, id, s);

	if (rc != RC_OK || (rc = spoken_load(c, s->room.meeting.id, &spoken)) != RC_OK ||
	    (rc = minutes_basis(c, s->room.meeting.id, v)) != RC_OK ||
	    (rc = issue_number_of(c, "bien-ban", id, s->room.meeting.agency, &number)) != RC_OK)
		return rc;
	values_put(v, "co_quan", text_upper(c->mem, s->room.meeting.council_name));
	values_put(v, "so", number.number);
	values_put(v, "noi_ngay", place_and_day(c->mem, host_place(&s->host), day_of(s->room.meeting.starts_at)));
	values_put(v, "phien", str_printf(c->mem, "Họp %.*s\n%.*s",
	    STR_ARG(s->room.meeting.council_name), STR_ARG(s->room.meeting.name)));
	values_put(v, "trich", s->part);
	values_put(v, "thoi_gian", moment_text(c->mem, s->room.meeting.starts_at));
	values_put(v, "dia_diem", s->room.meeting.place.n > 0 ? s->room.meeting.place : DOTS);
	values_put(v, "chu_tri", s->chair);
	values_put(v, "thu_ky", s->secretary.n > 0 ? s->secretary : DOTS);
	there = minutes_seats(values_list(v, "tv"), s, &spoken);
	values_put(v, "so_co_mat", str_printf(c->mem, "%d/%zu", there, s->room.seats.n));
	values_int(v, "so_san_pham", s->concluded);
	values_put(v, "ket_qua_chung", board_tally(c->mem, s));
	list = values_list(v, "ds");
	for (size_t i = 0; i < s->room.n; i++)
		if (board_closed(s, i))
			minutes_product(values_row(list), s, &spoken, i);
	out->author = s->room.meeting.council_name;
	out->made_at = s->room.meeting.starts_at;
	return RC_OK;
}

enum rc
minutes_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct board s = { .concluded = 0 };

	return minutes_gather(c, id, &s, out);
}

/* ---- the minutes as a workbook: products, members -------------------------------------- */

static struct str
value_of(const struct values *v, const char *key)
{
	struct str text;

	REQUIRE(values_find(v, str_c(key), &text));
	return text;
}

/* What stands above the products: whatever the minutes say of the session. */
static size_t
minutes_lines(struct values *v, struct str **out)
{
	static const struct {
		const char *before, *key;
	} said[] = {
		{ "", "phien" }, { "", "trich" }, { "Số: ", "so" },
		{ "Thời gian bắt đầu: ", "thoi_gian" }, { "Thời gian kết thúc: ", "ket_thuc" },
		{ "Địa điểm: ", "dia_diem" }, { "Căn cứ: ", "quyet_dinh_hd" },
		{ "Chủ trì: ", "chu_tri" }, { "Thư ký: ", "thu_ky" },
		{ "Thành viên có quyền chấm điểm có mặt: ", "so_co_mat" },
		{ "Đã kết luận: ", "ket_qua_chung" },
	};
	struct str *lines = ARENA_ARRAY(v->mem, sizeof(said) / sizeof(said[0]), struct str);
	size_t n = 0;

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		struct str text = value_of(v, said[i].key);

		if (text.n > 0)
			lines[n++] = str_printf(v->mem, "%s%.*s", said[i].before, STR_ARG(text));
	}
	*out = lines;
	return n;
}

#define MEMBER_COLUMNS 5

/* The roll. */
static const struct xlsx_table *
minutes_members(struct values *v)
{
	static const struct xlsx_column columns[MEMBER_COLUMNS] = { { "TT", 5 },
		{ "Họ và tên", 30 }, { "Vai trò", 16 }, { "Đơn vị", 44 }, { "Điểm danh", 34 } };
	static const char *const keys[MEMBER_COLUMNS] = { "tt", "ten", "chuc", "don_vi", "co_mat" };
	const struct value_list *list = values_list_find(v, S("tv"));
	struct xlsx_cell *cells = ARENA_ARRAY(v->mem, list->n * MEMBER_COLUMNS + 1, struct xlsx_cell);
	struct xlsx_table *t = ARENA_NEW(v->mem, struct xlsx_table);

	for (size_t i = 0; i < list->n; i++) {
		cells[i * MEMBER_COLUMNS] = XLSX_N((int64_t)i + 1);
		for (size_t k = 1; k < MEMBER_COLUMNS; k++)
			cells[i * MEMBER_COLUMNS + k] = XLSX_STR(value_of(list->rows[i], keys[k]));
	}
	*t = (struct xlsx_table){ .sheet = "Thành viên", .title = S("Thành viên Hội đồng"),
		.columns = columns, .n_columns = MEMBER_COLUMNS, .cells = cells, .n_rows = list->n };
	return t;
}

enum rc
minutes_table(struct ctx *c, int64_t id, struct xlsx_table *out)
{
	static const struct xlsx_column columns[] = { { "TT", 5 }, { "Sản phẩm", 20 },
		{ "Mã số", 18 }, { "Chủ thể", 20 }, { "Thẩm định trong Tổ tư vấn", 18 },
		{ "Không tham gia chấm điểm", 18 }, { "Điểm các phiếu", 26 }, { "Tổng điểm", 8 },
		{ "Số phiếu", 8 }, { "Trung bình", 9 }, { "Chênh lệch", 9 },
		{ "Khung điểm, yêu cầu tối thiểu", 28 }, { "Ý kiến thành viên", 34 },
		{ "Ý kiến của Hội đồng", 26 }, { "Kết luận dù quy chế chưa đạt đủ, vì", 18 },
		{ "Kết luận", 12 } };
	enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };
	struct paper_facts facts = { .values = values_new(c->mem) };
	struct board s = { .concluded = 0 };
	const struct value_list *list;
	struct xlsx_cell *cells;
	struct str *lines;
	size_t n = 0, n_lines;
	enum rc rc = minutes_gather(c, id, &s, &facts);

	if (rc != RC_OK)
		return rc;
	list = values_list_find(facts.values, S("ds"));
	cells = ARENA_ARRAY(c->mem, list->n * COLUMNS + 1, struct xlsx_cell);
	for (size_t i = 0; i < s.room.n; i++) {
		const struct closing_view *v = &s.v[i];
		const struct values *row;

		if (!board_closed(&s, i))
			continue;
		row = list->rows[n];
		memcpy(&cells[n++ * COLUMNS], (const struct xlsx_cell[COLUMNS]){
		    XLSX_N(s.room.items[i].a.position), XLSX_STR(s.room.items[i].a.product),
		    XLSX_STR(v->a.code), XLSX_STR(s.room.items[i].a.subject),
		    XLSX_STR(value_of(row, "tham_dinh")), XLSX_STR(value_of(row, "tranh")),
		    XLSX_STR(value_of(row, "phieu")), XLSX_N(v->result.sum), XLSX_N(v->result.sheets),
		    XLSX_MEAN(v->result.sum, v->result.sheets, v->bylaw.v[BYLAW_DECIMALS]),
		    XLSX_N(v->result.spread), XLSX_STR(value_of(row, "khung")),
		    XLSX_STR(value_of(row, "thao_luan")), XLSX_STR(value_of(row, "y_kien")),
		    XLSX_STR(value_of(row, "bieu_quyet")), XLSX_STR(value_of(row, "ket_luan")) },
		    COLUMNS * sizeof(cells[0]));
	}
	n_lines = minutes_lines(facts.values, &lines);
	*out = (struct xlsx_table){ .sheet = "Biên bản", .title = S("Biên bản họp Hội đồng"),
		.author = facts.author, .lines = lines, .n_lines = n_lines, .columns = columns,
		.n_columns = COLUMNS, .cells = cells, .n_rows = n, .made_at = facts.made_at,
		.sample = c->sample, .next = minutes_members(facts.values) };
	return RC_OK;
}
