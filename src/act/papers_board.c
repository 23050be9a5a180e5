/*
 * papers_board: a session with the points of what is closed, for all papers
 * made from it, and its table of points as a workbook. See papers.h.
 */
#include <string.h>

#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "act/result.h"
#include "base/buf.h"

#define PART_WORDS "Bản trích: chỉ ghi những sản phẩm mà người lập không rút khỏi đánh giá. " \
	"Bản đầy đủ của phiên do Chủ tịch Hội đồng lập."

/* What was scored for practice is on no paper. */
static void
board_counts(struct ctx *c, struct board *s)
{
	struct room_item *kept = ARENA_ARRAY(c->mem, s->room.n + 1, struct room_item);
	size_t n = 0;

	for (size_t i = 0; i < s->room.n; i++)
		if (s->room.items[i].a.kind == AGENDA_COUNTED)
			kept[n++] = s->room.items[i];
	s->room.items = kept;
	s->room.n = n;
}

/* What a paper of the session says when its maker withdrew from a product; else "". */
static enum rc
board_part(struct ctx *c, struct meeting_id id, struct str *out)
{
	struct q_agenda_withdrawn withdrawn;
	enum rc rc = q_agenda_withdrawn(c->db, id, c->actor.id, AGENDA_CONCLUDED, &withdrawn);

	if (rc == RC_OK)
		*out = withdrawn.n > 0 ? S(PART_WORDS) : S("");
	return rc;
}

/* Who of the team answered for which criteria of a closed product: what the team had
 * reported when the last of its sheets was sealed. */
static enum rc
board_offices(struct ctx *c, const struct closing_view *v, struct str *out)
{
	struct moment until = { 0 };
	struct str *office;
	enum rc rc;

	for (size_t i = 0; i < v->n_sheets; i++)
		if (v->sheets[i].who.sealed_at.ms > until.ms)
			until = v->sheets[i].who.sealed_at;
	rc = offices_load(c, v->a.dossier, v->set, until, &office);
	if (rc == RC_OK)
		*out = offices_words(c->mem, v->set, office);
	return rc;
}

enum rc
board_load(struct ctx *c, int64_t id, struct board *s)
{
	enum rc rc = room_load(c, (struct meeting_id){ id }, &s->room);

	if (rc != RC_OK || (rc = board_part(c, s->room.meeting.id, &s->part)) != RC_OK ||
	    (rc = host_load(c, s->room.meeting.agency, &s->host)) != RC_OK)
		return rc;
	board_counts(c, s);
	s->v = ARENA_ARRAY(c->mem, s->room.n + 1, struct closing_view);
	s->offices = ARENA_ARRAY(c->mem, s->room.n + 1, struct str);
	for (size_t i = 0; i < s->room.n; i++) {
		if (s->room.items[i].a.state < AGENDA_CLOSED)
			continue;
		if ((rc = closing_load(c, s->room.items[i].a.id, &s->v[i])) != RC_OK ||
		    (rc = board_offices(c, &s->v[i], &s->offices[i])) != RC_OK)
			return rc;
		s->secret = s->secret || s->v[i].secret;
		if (s->v[i].concluded) {
			s->concluded++;
			s->stars[s->v[i].result.knocked_out ? 0 : s->v[i].result.star]++;
		}
	}
	for (size_t i = 0; i < s->room.seats.n; i++)
		if (s->room.seats.v[i].role == SEAT_CHAIR)
			s->chair = s->room.seats.v[i].name;
	s->secretary = s->room.secretary ? c->actor.name : S("");
	return RC_OK;
}

bool
board_closed(const struct board *s, size_t i)
{
	return s->v[i].n_sheets > 0;
}

struct str
board_sheets(struct arena *mem, const struct closing_view *v)
{
	struct buf b = buf_new(mem, 8 * KIB);

	for (size_t i = 0; i < v->n_sheets; i++)
		buf_printf(&b, "%s%.*s: %d", i > 0 ? "; " : "", STR_ARG(v->sheets[i].name),
		    v->sheets[i].total);
	return buf_str(&b);
}

struct str
board_outcome(struct arena *mem, const struct closing_view *v)
{
	if (v->result.knocked_out)
		return S("Không xếp hạng");
	return str_printf(mem, "%d sao%s", v->result.star, v->concluded ? "" : " (dự kiến)");
}

struct str
board_tally(struct arena *mem, const struct board *s)
{
	struct buf b = buf_new(mem, 1 * KIB);

	for (int star = 5; star >= 0; star--)
		if (s->stars[star] > 0) {
			if (b.n > 0)
				buf_lit(&b, "; ");
			buf_printf(&b, "%d sản phẩm ", s->stars[star]);
			if (star > 0)
				buf_printf(&b, "%d sao", star);
			else
				buf_lit(&b, "không xếp hạng");
		}
	return b.n > 0 ? buf_str(&b) : S("chưa có sản phẩm nào được kết luận");
}

struct str
board_product(struct arena *mem, const struct board *s, size_t i)
{
	struct str name = s->room.items[i].a.product, code = s->v[i].a.code;

	return code.n == 0 ? name : str_printf(mem, "%.*s (%.*s)", STR_ARG(name), STR_ARG(code));
}

/* ---- the table of points --------------------------------------------------------------- */

static const struct xlsx_column *
results_columns(struct ctx *c, const struct board *s, size_t *n)
{
	static const struct xlsx_column last[] = { { "Tổng điểm", 10 }, { "Số phiếu", 9 },
		{ "Trung bình", 11 }, { "Chênh lệch", 11 }, { "Khung điểm (sao)", 10 },
		{ "Kết quả", 18 }, { "Cơ quan thẩm định trong Tổ tư vấn", 44 } };
	struct xlsx_column *v = ARENA_ARRAY(c->mem, s->room.seats.n + 11, struct xlsx_column);
	size_t at = 0;

	v[at++] = (struct xlsx_column){ "TT", 5 };
	v[at++] = (struct xlsx_column){ "Sản phẩm", 34 };
	v[at++] = (struct xlsx_column){ "Mã số", 22 };
	v[at++] = (struct xlsx_column){ "Chủ thể", 30 };
	for (size_t i = 0; i < s->room.seats.n; i++)
		v[at++] = (struct xlsx_column){ str_z(c->mem, s->secret ?
		    str_printf(c->mem, "Phiếu %zu", i + 1) : str_printf(c->mem, "%.*s %.*s",
		    STR_ARG(s->room.seats.v[i].code), STR_ARG(s->room.seats.v[i].name))), 14 };
	for (size_t i = 0; i < sizeof last / sizeof last[0]; i++)
		v[at++] = last[i];
	*n = at;
	return v;
}

static void
results_row(struct ctx *c, const struct board *s, size_t i, struct xlsx_cell *to)
{
	const struct closing_view *v = &s->v[i];
	size_t seats = s->room.seats.n;

	to[0] = XLSX_N(s->room.items[i].a.position);
	to[1] = XLSX_STR(s->room.items[i].a.product);
	if (v->a.code.n > 0)
		to[2] = XLSX_STR(v->a.code);
	to[3] = XLSX_STR(s->room.items[i].a.subject);
	to += 4;
	for (size_t k = 0; k < v->n_sheets; k++)
		for (size_t j = 0; j < seats; j++)
			if (s->secret ? j == k :
			    s->room.seats.v[j].id.v == v->sheets[k].who.seat.v)
				to[j] = XLSX_N(v->sheets[k].total);
	to += seats;
	to[5] = XLSX_STR(S("Chưa chốt phiếu"));
	if (!board_closed(s, i))
		return;
	to[0] = XLSX_N(v->result.sum);
	to[1] = XLSX_N(v->result.sheets);
	to[2] = XLSX_MEAN(v->result.sum, v->result.sheets, v->bylaw.v[BYLAW_DECIMALS]);
	to[3] = XLSX_N(v->result.spread);
	to[4] = XLSX_N(v->result.band);
	to[5] = XLSX_STR(board_outcome(c->mem, v));
	if (s->offices[i].n > 0)
		to[6] = XLSX_STR(s->offices[i]);
}

enum rc
results_table(struct ctx *c, int64_t id, struct xlsx_table *out)
{
	struct board s = { .concluded = 0 };
	struct xlsx_cell *cells;
	struct str *lines = ARENA_ARRAY(c->mem, 3, struct str);
	size_t n;
	const struct xlsx_column *columns;
	enum rc rc = board_load(c, id, &s);

	if (rc != RC_OK)
		return rc;
	if (s.room.seats.n > 50)
		return FAIL(c, WHY_TOO_LARGE, "%zu", s.room.seats.n);
	columns = results_columns(c, &s, &n);
	cells = ARENA_ARRAY(c->mem, s.room.n * n + 1, struct xlsx_cell);
	for (size_t i = 0; i < s.room.n; i++)
		results_row(c, &s, i, &cells[i * n]);
	lines[2] = s.part;
	lines[0] = s.room.meeting.council_name;
	lines[1] = str_printf(c->mem, "%.*s, %.*s", STR_ARG(s.room.meeting.name),
	    STR_ARG(moment_text(c->mem, s.room.meeting.starts_at)));
	*out = (struct xlsx_table){ .title = S("Bảng tổng hợp điểm"),
		.author = s.room.meeting.council_name, .lines = lines, .n_lines = s.part.n > 0 ? 3 : 2,
		.columns = columns, .n_columns = n, .cells = cells, .n_rows = s.room.n,
		.note = S("Hạng sao so tổng điểm với khung điểm bằng số nguyên, không theo số đã làm tròn "
		    "(QĐ 26/2026 Điều 3 khoản 3)."), .made_at = s.room.meeting.starts_at,
		.sample = c->sample };
	return RC_OK;
}
