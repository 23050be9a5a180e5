/*
 * papers_agenda: the agenda of a session, before it. See papers.h.
 */
#include <inttypes.h>
#include <string.h>

#include "act/council.h"
#include "act/issue.h"
#include "act/issue_number.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "base/text.h"
#include "core/law.h"
#include "paper/pdf.h"

static struct str
set_called(const struct ctx *c, struct str pack, struct str code)
{
	const struct pack *p = law_pack(c->law, pack);
	const struct criteria_set *set = p == NULL ? NULL : law_set(c->law, code);

	return set == NULL ? code : str_printf(c->mem, "%d. %.*s", set->number,
	    STR_ARG(set->name.vi));
}

/* What was proposed, or is held, behind the days of the round, and why all the same
 * (QĐ 26/2026 Đ5): who reads the agenda judges it. */
static void
late_fill(struct values *v, const struct agenda_view *a)
{
	struct value_list *list = values_list(v, "tre");
	int64_t n = 0;

	for (size_t i = 0; i < a->items.n; i++) {
		const struct q_agenda_list *d = &a->items.v[i];
		struct values *row;

		if (d->late_why.n == 0)
			continue;
		row = values_row(list);
		n++;
		values_int(row, "tt", d->position);
		values_put(row, "ten", d->product);
		values_put(row, "ly_do", d->late_why);
	}
	values_put(v, "co_tre", n == 0 ? S("") : str_printf(v->mem, "%" PRId64, n));
	values_put(v, "phien_tre", a->meeting.late_why);
}

/* "08 giờ 30 phút, ngày 10 tháng 9 năm 2026", as a paper writes it. */
static struct str
hour_and_day(struct arena *mem, struct moment m)
{
	struct str clock = moment_text(mem, m);

	return str_printf(mem, "%.*s giờ %.*s phút, %.*s", STR_ARG(str_head(clock, 2)),
	    STR_ARG(str_head(str_from(clock, 3), 2)), STR_ARG(day_words(mem, day_of(m))));
}

enum rc
agenda_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct values *v = out->values;
	struct agenda_view a;
	struct council_view council;
	struct value_list *list;
	struct issued_number number;
	struct host host;
	struct str chair = S("");
	enum rc rc;

	if ((rc = agenda_load(c, (struct meeting_id){ id }, &a)) != RC_OK ||
	    (rc = issue_number_of(c, "chuong-trinh", id, c->actor.agency, &number)) != RC_OK ||
	    (rc = council_load(c, a.meeting.council, &council)) != RC_OK ||
	    (rc = host_load(c, c->actor.agency, &host)) != RC_OK)
		return rc;
	for (size_t i = 0; i < council.seats.n; i++)
		if (council.seats.v[i].role == SEAT_CHAIR)
			chair = council.seats.v[i].name;
	values_put(v, "co_quan", text_upper(c->mem, a.meeting.council_name));
	values_put(v, "so", number.number);
	values_put(v, "noi_ngay", place_and_day(c->mem, host_place(&host), number.on));
	values_put(v, "phien", a.meeting.name);
	values_put(v, "bat_dau", hour_and_day(c->mem, a.meeting.starts_at));
	values_put(v, "dia_diem", a.meeting.place.n > 0 ? a.meeting.place : DOTS);
	values_put(v, "dot", a.meeting.round_name);
	values_int(v, "so_san_pham", (int64_t)a.items.n);
	values_put(v, "ky_chuc", S("CHỦ TỊCH HỘI ĐỒNG"));
	values_put(v, "ky_ten", chair);
	list = values_list(v, "ds");
	late_fill(v, &a);
	for (size_t i = 0; i < a.items.n; i++) {
		const struct q_agenda_list *d = &a.items.v[i];
		struct values *row = values_row(list);

		values_int(row, "tt", d->position);
		values_put(row, "ten", d->product);
		values_put(row, "chu_the", d->subject);
		values_put(row, "xa", commune_called(c, d->unit_code));
		values_put(row, "bo", set_called(c, a.meeting.pack, d->set_code));
	}
	out->author = a.meeting.council_name;
	out->made_at = a.meeting.starts_at;
	return RC_OK;
}

enum rc
agenda_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct q_meeting_of m;
	enum rc rc = q_meeting_of(c->db, (struct meeting_id){ id }, c->actor.agency, c->actor.id, &m);

	if (rc == RC_OK)
		*out = (struct paper_owner){ .agency = c->actor.agency };
	return rc;
}

enum rc
agenda_table(struct ctx *c, int64_t id, struct xlsx_table *out)
{
	static const struct xlsx_column columns[] = { { "TT", 5 }, { "Sản phẩm", 38 },
		{ "Chủ thể", 34 }, { "Xã, phường", 26 }, { "Bộ sản phẩm", 34 }, { "Lý do đề nghị muộn", 40 } };
	struct agenda_view a;
	struct xlsx_cell *cells;
	struct str *lines = ARENA_ARRAY(c->mem, 2, struct str);
	enum rc rc = agenda_load(c, (struct meeting_id){ id }, &a);

	if (rc != RC_OK)
		return rc;
	cells = ARENA_ARRAY(c->mem, a.items.n * 6 + 1, struct xlsx_cell);
	for (size_t i = 0; i < a.items.n; i++) {
		const struct q_agenda_list *d = &a.items.v[i];
		const struct xlsx_cell row[6] = { XLSX_N(d->position), XLSX_STR(d->product),
			XLSX_STR(d->subject), XLSX_STR(commune_called(c, d->unit_code)),
			XLSX_STR(set_called(c, a.meeting.pack, d->set_code)), XLSX_STR(d->late_why) };

		memcpy(&cells[i * 6], row, sizeof(row));
	}
	lines[0] = a.meeting.name;
	lines[1] = str_printf(c->mem, "%.*s, %.*s", STR_ARG(moment_text(c->mem, a.meeting.starts_at)),
	    STR_ARG(a.meeting.place.n > 0 ? a.meeting.place : DOTS));
	*out = (struct xlsx_table){ .title = S("Chương trình phiên họp Hội đồng"),
		.author = a.meeting.council_name, .lines = lines, .n_lines = 2, .columns = columns,
		.n_columns = 6, .cells = cells, .n_rows = a.items.n, .made_at = a.meeting.starts_at,
		.sample = c->sample };
	return RC_OK;
}
