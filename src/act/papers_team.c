/*
 * papers_team: the report of an advisory team on one product (QĐ 26/2026 Đ7.3.c), for the
 * team and for the agency of its council. See papers.h.
 */
#include <inttypes.h>

#include "act/issue.h"
#include "act/issue_number.h"
#include "act/paper_words.h"
#include "act/papers_inside.h"
#include "act/print_inside.h"
#include "act/self_score.h"
#include "act/supplement.h"
#include "act/team.h"
#include "base/buf.h"
#include "base/text.h"

/* What the report is made of. */
struct report {
	struct q_team_report_of r;
	struct dossier d;
	struct self_assessment self;
	struct supplements supplements;
	struct q_team_findings_rows findings;
	struct q_team_stops_rows stops;
	struct q_surveys_rows surveys;
};

static enum rc
report_find(struct ctx *c, int64_t id, struct q_team_report_of *out)
{
	bool found;
	enum rc rc = q_team_report_of(c->db, (struct team_task_id){ id }, c->actor.id,
	    c->actor.agency, out, &found);

	return rc == RC_OK && !found ? FAIL(c, WHY_ABSENT, "task %" PRId64, id) : rc;
}

static enum rc
report_load(struct ctx *c, int64_t id, struct report *s)
{
	const struct team_task_id task = { id };
	enum rc rc;

	if ((rc = report_find(c, id, &s->r)) != RC_OK ||
	    (rc = dossier_load(c, s->r.dossier, &s->d)) != RC_OK ||
	    (rc = self_load(c, &s->d, &s->self)) != RC_OK ||
	    (rc = supplement_list(c, &s->d, &s->supplements)) != RC_OK ||
	    (rc = q_team_findings(c->db, task, &s->findings)) != RC_OK ||
	    (rc = q_team_stops(c->db, task, &s->stops)) != RC_OK)
		return rc;
	return q_surveys(c->db, s->d.id, &s->surveys);
}

/* ---- in words -------------------------------------------------------------------------- */

static struct str
asked_words(struct arena *mem, const struct report *s)
{
	struct buf b = buf_new(mem, 64 * KIB);

	for (size_t i = 0; i < s->supplements.n; i++) {
		const struct supplement *a = &s->supplements.v[i];

		buf_printf(&b, "%sNgày %.*s: %.*s ", i > 0 ? "\n" : "",
		    STR_ARG(day_text(mem, day_of(a->asked_at))), STR_ARG(a->sentence));
		if (a->answered_at.ms == 0)
			buf_lit(&b, "Chưa bổ sung.");
		else
			buf_printf(&b, "Bổ sung ngày %.*s: %.*s", STR_ARG(day_text(mem,
			    day_of(a->answered_at))), STR_ARG(a->answer));
	}
	return b.n > 0 ? buf_str(&b) : S("Không yêu cầu bổ sung.");
}

static struct str
survey_words(struct arena *mem, const struct report *s, bool tests)
{
	struct buf b = buf_new(mem, 64 * KIB);

	for (size_t i = 0; i < s->surveys.n; i++) {
		const struct q_surveys *k = &s->surveys.v[i];

		/* papers that were proposed stand above, as they were asked for */
		if (k->kind == SURVEY_PAPERS || (k->kind == SURVEY_TEST) != tests)
			continue;
		buf_printf(&b, "%s%.*s ", b.n > 0 ? "\n" : "", STR_ARG(k->why));
		if (k->done_on.n == 0)
			buf_lit(&b, "Chưa có kết quả.");
		else
			buf_printf(&b, "Kết quả ngày %.*s: %.*s", STR_ARG(day_text(mem, k->done_on)), STR_ARG(k->found));
	}
	return b.n > 0 ? buf_str(&b) : tests ? S("Không yêu cầu.") : S("Không tổ chức.");
}

static struct str
proposal_words(struct arena *mem, const struct report *s)
{
	struct buf b = buf_new(mem, 64 * KIB);

	buf_put(&b, or_dots(s->r.report));
	for (size_t i = 0; i < s->stops.n; i++)
		buf_printf(&b, "\nĐề nghị Hội đồng xem xét không xếp hạng: %.*s (%.*s).",
		    STR_ARG(s->stops.v[i].reason), STR_ARG(s->stops.v[i].name));
	return buf_str(&b);
}

static const struct q_team_findings *
finding_of(const struct report *s, const struct criterion *cr)
{
	for (size_t i = 0; i < s->findings.n; i++)
		if (str_eq(s->findings.v[i].criterion, cr->id))
			return &s->findings.v[i];
	return NULL;
}

static void
report_rows(struct values *v, const struct report *s)
{
	struct value_list *list = values_list(v, "ds");

	for (size_t i = 0; i < s->self.n; i++) {
		const struct self_line *l = &s->self.lines[i];
		const struct q_team_findings *f = finding_of(s, l->criterion);
		struct values *row = values_row(list);

		values_put(row, "so", l->criterion->official_no);
		values_put(row, "ten", l->criterion->name.vi);
		values_put(row, "tu_cham", l->answered ? str_printf(v->mem, "%d", l->points) : S("–"));
		values_put(row, "to", f == NULL ? S("–") : str_printf(v->mem, "%d", (int)f->points));
		values_put(row, "nhan_xet", f == NULL ? S("") : str_printf(v->mem, "%.*s%s%.*s, %.*s",
		    STR_ARG(f->note), f->note.n > 0 ? "\n" : "", STR_ARG(f->name), STR_ARG(f->office)));
	}
}

static void
report_head(struct values *v, const struct report *s, struct str province)
{
	struct arena *mem = v->mem;

	values_put(v, "co_quan", text_upper(mem, s->r.team_name));
	values_put(v, "kinh_gui", str_printf(mem, "Chủ tịch %.*s", STR_ARG(s->r.council)));
	values_put(v, "san_pham", str_printf(mem, "%.*s%s%.*s%s", STR_ARG(s->d.product_name),
	    s->d.product_code.n > 0 ? " (mã số " : "", STR_ARG(s->d.product_code),
	    s->d.product_code.n > 0 ? ")" : ""));
	values_put(v, "chu_the", str_printf(mem, "%.*s, %.*s", STR_ARG(s->d.subject_name),
	    STR_ARG(in_sentence(mem, province))));
	values_put(v, "ho_so", str_printf(mem, "Tổ tư vấn đã thẩm định hồ sơ theo bộ tiêu chí số %d (%.*s): "
	    "có nhận xét về %zu trên %zu tiêu chí. Mức Tổ xác nhận để Hội đồng tham khảo, không phải "
	    "điểm của Hội đồng.", s->d.set->number, STR_ARG(s->d.set->name.vi), s->findings.n, s->self.n));
	values_put(v, "bo_sung", asked_words(mem, s));
	values_put(v, "thuc_dia", survey_words(mem, s, false));
	values_put(v, "kiem_nghiem", survey_words(mem, s, true));
	values_put(v, "de_nghi", proposal_words(mem, s));
	values_put(v, "ky_chuc", S("TỔ TRƯỞNG"));
	values_put(v, "ky_ten", s->r.leader);
}

enum rc
team_report_facts(struct ctx *c, int64_t id, struct paper_facts *out)
{
	struct report s;
	struct issued_number number;
	struct host host;
	struct str commune, province;
	struct day on;
	enum rc rc;

	if ((rc = report_load(c, id, &s)) != RC_OK ||
	    (rc = issue_number_of(c, "bao-cao-to", id, s.r.agency, &number)) != RC_OK ||
	    (rc = host_load(c, s.r.agency, &host)) != RC_OK ||
	    (rc = unit_called(c, s.d.commune_code, LEVEL_COMMUNE, &commune)) != RC_OK ||
	    (rc = unit_called(c, s.d.province_code, LEVEL_PROVINCE, &province)) != RC_OK)
		return rc;
	on = number.on.n != 0 || s.r.reported_at.ms == 0 ? number.on : day_of(s.r.reported_at);
	values_put(out->values, "so", number.number);
	values_put(out->values, "noi_ngay", place_and_day(c->mem, host_place(&host), on));
	report_head(out->values, &s, full_address(c->mem, S(""), commune, province));
	report_rows(out->values, &s);
	out->author = s.r.team_name;
	out->made_at = made_on(on, s.d.submitted_at);
	return RC_OK;
}

/* The leader signs and numbers it; the number is of the council's agency. */
enum rc
team_report_owner(struct ctx *c, int64_t id, struct paper_owner *out)
{
	struct q_team_report_of r;
	enum rc rc = report_find(c, id, &r);

	if (rc != RC_OK)
		return rc;
	if (r.role != TEAM_LEADER || r.reported_at.ms == 0)
		return FAIL(c, WHY_ABSENT, "%s", "not reported, or not the leader");
	*out = (struct paper_owner){ .agency = r.agency };
	return RC_OK;
}
