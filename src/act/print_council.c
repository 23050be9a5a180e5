/*
 * print_council: a member's own sheet, and the table of a session. See print.h.
 * No number is printed that its page would not show: a sheet to its owner
 * alone, totals once a product is closed.
 */
#include <inttypes.h>

#include "act/bylaw.h"
#include "act/coded.h"
#include "act/coded_mark.h"
#include "act/paper_words.h"
#include "act/public_log.h"
#include "act/conclude.h"
#include "act/paper_day.h"
#include "act/print.h"
#include "act/papers_inside.h"
#include "act/papers_host.h"
#include "act/print_inside.h"
#include "base/text.h"
#include "paper/results.h"

/* ---- a sheet ------------------------------------------------------------------------ */

/* The words of the level that was chosen. */
static struct str
level_words(const struct criterion *cr, const struct choice *ch)
{
	struct levels l = criterion_levels(cr, ch->case_id);

	for (size_t i = 0; ch->answered && i < l.n; i++)
		if (l.v[i].points == ch->points)
			return l.v[i].label.vi;
	return ch->answered ? S("Không đạt mức nào") : S("");
}

static int
part_points(const struct part *p, const struct choice *choices)
{
	int sum = 0;

	for (size_t i = p->first; i < p->first + p->n; i++)
		sum += choices[i].answered ? choices[i].points : 0;
	return sum;
}

static const struct sheet_row *
sheet_rows(struct ctx *c, const struct sheet_view *v, size_t *n_rows)
{
	const struct criteria_set *set = v->set;
	struct sheet_row *rows = ARENA_ARRAY(c->mem, set->n_criteria + set->n_parts + 1,
	    struct sheet_row);
	const struct part *part = NULL;
	size_t n = 0;

	for (size_t i = 0; i < set->n_criteria; i++) {
		const struct criterion *cr = &set->criteria[i];

		if (cr->group->part != part) {
			part = cr->group->part;
			rows[n++] = (struct sheet_row){ .number = part->id, .name = part->name.vi,
				.max = part->max, .points = part_points(part, v->choices), .heading = true };
		}
		rows[n++] = (struct sheet_row){ .number = cr->official_no, .name = cr->name.vi,
			.max = cr->max, .points = v->choices[i].points,
			.answered = v->choices[i].answered, .level = level_words(cr, &v->choices[i]) };
	}
	*n_rows = n;
	return rows;
}

/* The producer's phone and address; of one without an address, her commune. */
static enum rc
contact(struct ctx *c, struct agenda_id id, struct str unit_code, struct q_print_sheet_head *out)
{
	enum rc rc = q_print_sheet_head(c->db, id, out);

	if (rc != RC_OK || out->address.n > 0)
		return rc;
	return unit_called(c, unit_code, LEVEL_COMMUNE, &out->address);
}

enum rc
print_sheet(struct ctx *c, struct agenda_id id, struct printed *out)
{
	struct sheet_view v;
	struct sheet_set_words set;
	struct score_sheet_paper s;
	struct receipt receipt;
	struct q_print_sheet_head who;
	enum rc rc = sheet_load(c, id, &v);

	if (rc != RC_OK)
		return rc;
	if (!v.a.votes)
		return FAIL(c, WHY_ABSENT, "%s", "a seat without a sheet");
	if (v.undeclared)
		return FAIL(c, WHY_UNDECLARED, "%s", "");
	if ((rc = contact(c, id, v.a.unit_code, &who)) != RC_OK)
		return rc;
	set = sheet_set_words(c->mem, v.set);
	s = (struct score_sheet_paper){ .set = set.name, .sector = set.sector, .product = v.a.product,
		.product_code = v.a.code, .subject = v.a.subject, .phone = who.phone,
		.address = who.address, .knockouts = set.knockouts, .total = (int)v.result.sum, .remark = v.a.remark,
		.member = c->actor.name, .sample = c->sample,
		.made_at = v.a.sealed_at.ms != 0 ? v.a.sealed_at : v.a.saved_at };
	s.rows = sheet_rows(c, &v, &s.n_rows);
	if (v.a.sealed_at.ms != 0) {
		s.on = day_of(v.a.sealed_at);
		s.sealed = moment_text(c->mem, v.a.sealed_at);
		s.seal = sheet_seal_of(c->mem, &(struct sheet_numbers){ id,
		    v.a.seat_code, v.a.pass, v.set, v.choices, v.a.stop,
		    v.a.stop_why, v.a.remark, v.a.ballot });
		if ((rc = receipt_load(c, "sheet.seal", "sheet", v.a.sheet.v,
		    &receipt)) != RC_OK || (rc = receipt_prove(c, &receipt)) != RC_OK)
			return rc;
		s.receipt = receipt.published ? receipt.code : S("");
		s.entry = receipt.entry;
		s.leaf = receipt.leaf;
		s.proof = receipt.proof;
	}
	out->name = str_printf(c->mem, "phieu-%" PRId64 ".pdf", id.v);
	return score_sheet_render(&s, c->mem, c->fault, &out->bytes);
}

/* ---- a sheet on paper -------------------------------------------------------------------- */

enum rc
print_paper_sheet(struct ctx *c, struct agenda_id id, struct seat_id seat, struct printed *out)
{
	struct paper_sheet_view v;
	struct hand_sheet_paper s;
	struct pdf_mark mark;
	struct q_print_sheet_head who;
	enum rc rc;

	if ((rc = paper_sheet_load(c, id, seat, &v)) != RC_OK ||
	    (rc = contact(c, id, v.s.unit_code, &who)) != RC_OK)
		return rc;
	mark = coded_mark(c, &(struct form_code){ .kind = CODED_SHEET, .thing = id.v,
	    .part = coded_sheet_part(seat, v.s.pass), .edition = form_edition(&v.s.set_code, 1) });
	/* Whose the second side is, when somebody has copied the leaf onto two. */
	mark.name = str_printf(c->mem, "%.*s, ghế %.*s%s%.*s", STR_ARG(mark.name), STR_ARG(v.s.seat_code),
	    v.s.product_code.n > 0 ? ", " : "", STR_ARG(v.s.product_code));
	s = (struct hand_sheet_paper){ .set = v.set, .branch = v.s.branch, .product = v.s.product,
		.product_code = v.s.product_code, .subject = v.s.subject, .phone = who.phone,
		.address = who.address, .member = v.s.name, .sample = c->sample,
		.made_at = v.s.starts_at, .mark = &mark };
	out->name = str_printf(c->mem, "phieu-giay-%" PRId64 "-%" PRId64 ".pdf", id.v, seat.v);
	do
		rc = hand_sheet_render(&s, c->mem, c->fault, &out->bytes);
	while (rc == RC_OK && pdf_mark_again(&mark));
	return rc;
}

/* ---- the table of a session --------------------------------------------------------------- */

static struct score_table_row
table_row_of(struct arena *mem, const struct board *s, size_t at)
{
	const struct closing_view *v = &s->v[at];
	struct str *totals = ARENA_ARRAY(mem, s->room.seats.n + 1, struct str);
	struct score_table_row row = { .product = board_product(mem, s, at),
		.subject = s->room.items[at].a.subject, .offices = s->offices[at], .totals = totals,
		.sum = S("–"), .mean = S("–"), .spread = S("–"), .outcome = S("Chưa chốt phiếu") };

	if (!board_closed(s, at))
		return row;
	for (size_t i = 0; i < v->n_sheets; i++)
		for (size_t k = 0; k < s->room.seats.n; k++)
			if (v->secret ? k == i :
			    s->room.seats.v[k].id.v == v->sheets[i].who.seat.v)
				totals[k] = str_printf(mem, "%d", v->sheets[i].total);
	row.sum = str_printf(mem, "%" PRId64, v->result.sum);
	row.mean = v->mean_text;
	row.spread = str_printf(mem, "%d", v->result.spread);
	row.outcome = board_outcome(mem, v);
	return row;
}

/* "m1: Bùi Văn Mẫu Một; …" */
static struct str
legend(struct arena *mem, const struct room_view *room)
{
	struct buf b = buf_new(mem, 8 * KIB);

	for (size_t i = 0; i < room->seats.n; i++)
		buf_printf(&b, "%s%.*s: %.*s", i > 0 ? "; " : "", STR_ARG(room->seats.v[i].code),
		    STR_ARG(room->seats.v[i].name));
	return buf_str(&b);
}

enum rc
print_room(struct ctx *c, struct meeting_id id, struct printed *out)
{
	struct score_table_paper t = { .sample = c->sample };
	struct score_table_row *rows;
	struct board s = { .concluded = 0 };
	struct str *members;
	struct bylaw bylaw;
	bool secret;
	enum rc rc = board_load(c, id.v, &s);

	if (rc != RC_OK || (rc = bylaw_load(c, s.room.meeting.council, &bylaw)) != RC_OK)
		return rc;
	rows = ARENA_ARRAY(c->mem, s.room.n + 1, struct score_table_row);
	for (size_t i = 0; i < s.room.n; i++)
		rows[t.n_rows++] = table_row_of(c->mem, &s, i);
	members = ARENA_ARRAY(c->mem, s.room.seats.n + 1, struct str);
	secret = bylaw.v[BYLAW_BALLOT] == BALLOT_SECRET;
	for (size_t i = 0; i < s.room.seats.n; i++)
		members[i] = secret ? str_printf(c->mem, "P%zu", i + 1)
		    : s.room.seats.v[i].code;
	t.head = (struct letterhead){ .agency = text_upper(c->mem, s.room.meeting.council_name),
		.number = S("/BTH-HĐ"), .place = host_place(&s.host),
		.on = day_of(s.room.meeting.starts_at) };
	t.meeting = s.room.meeting.name;
	t.members = members;
	t.n_members = s.room.seats.n;
	t.rows = rows;
	t.present = str_printf(c->mem, "%zu thành viên có quyền chấm điểm", s.room.seats.n);
	t.legend = secret ? S("Bỏ phiếu kín: P1, P2 … là số thứ tự của phiếu, không phải của ghế.") :
	    legend(c->mem, &s.room);
	if (s.part.n > 0)
		t.legend = str_printf(c->mem, "%.*s %.*s", STR_ARG(s.part), STR_ARG(t.legend));
	t.secretary = (struct signature){ .title = S("THƯ KÝ"), .name = s.secretary };
	t.chair = (struct signature){ .title = S("CHỦ TỊCH HỘI ĐỒNG"), .name = s.chair };
	t.made_at = s.room.meeting.starts_at;
	out->name = str_printf(c->mem, "tong-hop-%" PRId64 ".pdf", id.v);
	return score_table_render(&t, c->mem, c->fault, &out->bytes);
}

enum rc
results_drawn(struct ctx *c, int64_t id, struct printed *out)
{
	return print_room(c, (struct meeting_id){ id }, out);
}
