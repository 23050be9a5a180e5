/* next: see next.h. Clauses stand beside the words. */
#include "web/next.h"

#include "act/paper_day.h"
#include "core/complaint.h"
#include "core/inspection.h"
#include "web/routes.h"

/* ---- pages that say the same whatever they are about ------------------------------ */

#define NEXT(page, said, law, whose) \
	{ .run = page, .words = said, .clause = law, .rule = whose },
#define NEXT_OF_IT(page)
#define NO_NEXT(page, why)
static const struct {
	handler *run;
	enum text words;
	const char *clause;
	enum text rule;
} rows[] = {
#include "web/next.def"
};

struct next_box
next_of_page(const struct visit *v, struct day until)
{
	/* a form that is refused, or taken in part, is shown by the handler of its page */
	handler *const page = v->route->again != NULL ? v->route->again : v->route->run;
	size_t i = 0;

	while (i < sizeof(rows) / sizeof(rows[0]) && rows[i].run != page)
		i++;
	REQUIRE(i < sizeof(rows) / sizeof(rows[0]));
	return (struct next_box){ .words = rows[i].words, .until = until,
		.clause = str_c(rows[i].clause), .rule = rows[i].rule, .day = NEXT_PLAIN };
}

/* ---- pages that say it of a state ------------------------------------------------- */

static bool
is_ministry(const struct visit *v)
{
	return v->ctx.actor.agency.v != 0 && v->ctx.actor.agency_level == LEVEL_MINISTRY;
}

static struct next_box
says(enum text words, struct day until, struct str clause)
{
	return (struct next_box){ .words = words, .until = until, .clause = clause };
}

/* … where the decision names no day, or is silent. */
static struct next_box
says_rule(enum text words, const char *clause, enum text rule)
{
	return (struct next_box){ .words = words, .clause = str_c(clause), .rule = rule };
}

struct next_box
next_of_meeting(const struct visit *v, int64_t state, struct day until)
{
	const bool up = is_ministry(v);
	const struct str council = up ? S("QĐ 26/2026 Đ3, Đ7.4") : S("QĐ 26/2026 Đ3, Đ7.3.d");

	switch (state) {
	case MEETING_PREPARED: return says(T_next_meeting_prepared, until, council);
	case MEETING_OPEN: return says(T_next_meeting_open, until, council);
	case MEETING_AWAY: return says(T_next_meeting_away, until, council);
	default: break;
	}
	return says(T_next_meeting_closed, until, up ? S("QĐ 26/2026 Đ7.4.e, Đ7.4.g")
	    : S("QĐ 26/2026 Đ7.3.đ, Đ7.3.e, Đ7.3.g"));
}

struct next_box
next_of_product(const struct visit *v, int64_t state, bool mine_sealed, struct day until)
{
	const bool up = is_ministry(v), written = until.n != 0;
	const struct str council = written ? up ? S("QĐ 26/2026 Đ3.3, Đ7.6.e")
	    : S("QĐ 26/2026 Đ3.3, Đ7.6.d") : up ? S("QĐ 26/2026 Đ3.3, Đ7.4.d")
	    : S("QĐ 26/2026 Đ3.3, Đ7.3.d");

	switch (state) {
	case AGENDA_WAITS: return says(T_next_product_waits, until, council);
	case AGENDA_SCORING: return says(mine_sealed ? T_next_product_sealed :
	    T_next_product_scoring, until, council);
	case AGENDA_CLOSED: return says(T_next_product_closed, (struct day){ 0 }, council);
	default: break;
	}
	return says(T_next_product_concluded, (struct day){ 0 },
	    up ? S("QĐ 26/2026 Đ7.4.đ, Đ7.4.e, Đ7.4.g")
	    : S("QĐ 26/2026 Đ7.3.đ, Đ7.3.e, Đ7.3.g"));
}

struct next_box
next_of_team(bool reported, struct day due)
{
	if (reported)
		return says(T_next_team_reported, (struct day){ 0 }, S("QĐ 26/2026 Đ7.3.d"));
	return says(T_next_team_works, due, S("QĐ 26/2026 Đ7.3.c"));
}

struct next_box
next_of_decision(const struct visit *v, int64_t kind, bool draft, struct day due)
{
	const bool up = is_ministry(v);

	if (kind == DECISION_REVOKE)
		return draft ? says(T_next_revoke_draft, due,
		    S("QĐ 26/2026 Đ8.2, Đ8.4"))
		    : says(T_next_revoke_signed, (struct day){ 0 }, S("QĐ 26/2026 Đ8.3"));
	if (kind == DECISION_APPROVE)
		return draft ? says(T_next_approve_draft, (struct day){ 0 },
		    S("QĐ 26/2026 Đ7.3.e"))
		    : says(T_next_approve_signed, (struct day){ 0 },
		    S("QĐ 26/2026 Đ6.3.a, Đ7.3.e"));
	return draft ? says(T_next_recognise_draft, (struct day){ 0 },
	    up ? S("QĐ 26/2026 Đ7.4.e") : S("QĐ 26/2026 Đ7.3.đ"))
	    : says(T_next_recognise_signed, (struct day){ 0 },
	    up ? S("QĐ 26/2026 Đ7.4.e") : S("QĐ 26/2026 Đ7.3.e, Đ7.3.g"));
}

struct next_box
next_of_revocations(const struct visit *v, struct day due)
{
	return says(is_ministry(v) ? T_next_revoke_ministry :
	    T_next_revoke_province, due, S("QĐ 26/2026 Đ8.2, Đ8.3, Đ8.4"));
}

struct next_box
next_of_lending(const struct visit *v)
{
	return says_rule(T_next_away, is_ministry(v) ? "QĐ 26/2026 Đ7.4.d" :
	    "QĐ 26/2026 Đ7.3.d", T_next_rule_bylaw);
}

struct next_box
next_of_inspections(const struct visit *v)
{
	return says_rule(is_ministry(v) ? T_inspection_hint_ministry : T_inspection_hint,
	    "QĐ 26/2026 Đ9.2, Đ9.4", T_next_rule_no_days);
}

struct next_box
next_of_trial(void)
{
	return says_rule(T_next_trial, "", T_next_rule_trial);
}

struct next_box
next_of_written(const struct visit *v, int64_t state, struct day until)
{
	if (state == MEETING_CLOSED)
		return next_of_meeting(v, state, (struct day){ 0 });
	return says(T_next_written, until, is_ministry(v) ? S("QĐ 26/2026 Đ7.6.d, Đ7.6.e") :
	    S("QĐ 26/2026 Đ7.6.d"));
}

struct next_box
next_of_subject(int64_t state)
{
	return says_rule(state == SUBJECT_WAITS ? T_subject_waits_next :
	    state == SUBJECT_REFUSED ? T_subject_refused_next : T_next_subject,
	    "QĐ 26/2026 Đ2.3, Đ7.1", T_next_rule_no_days);
}

struct next_box
next_of_signup(int64_t state)
{
	return says_rule(state == SUBJECT_WAITS ? T_next_signup_waits : T_next_signup_answered,
	    "QĐ 26/2026 Đ2.3, Đ7.1", T_next_rule_no_days);
}

struct next_box
next_of_scan(bool waits)
{
	return says_rule(waits ? T_next_scan_waits : T_next_scan_done, "",
	    T_next_rule_office);
}

struct next_box
next_of_paper_sheet(const struct visit *v, int64_t step)
{
	static const enum text words[] = {
		[PAPER_SCAN] = T_next_paper_scan, [PAPER_FIRST] = T_next_paper_first,
		[PAPER_SECOND] = T_next_paper_second, [PAPER_WAITS] = T_next_paper_second,
		[PAPER_DIFFERS] = T_next_paper_differs, [PAPER_SEALED] = T_next_product_sealed,
	};

	REQUIRE(step >= 0 && (size_t)step < sizeof(words) / sizeof(words[0]));
	return says_rule(words[step], is_ministry(v) ? "QĐ 26/2026 Đ7.4.d" :
	    "QĐ 26/2026 Đ7.3.d", T_next_rule_bylaw);
}

struct next_box
next_of_issue(bool may_number, bool may_keep, bool may_sign, bool came_back)
{
	return says_rule(came_back ? T_next_issue_done : may_number ? T_next_issue_number :
	    may_keep ? T_next_issue_keep : may_sign ? T_next_issue_sign : T_next_issue_others,
	    "Nghị định 30/2020/NĐ-CP", T_next_rule_no_days);
}

struct next_box
next_of_inspection(int64_t state, struct str name, struct day until, struct str clause)
{
	struct next_box n = says(T_inspection_next_done, until, S("QĐ 26/2026 Đ9"));

	switch (state) {
	case INSPECTION_OPEN: n.words = T_inspection_next_open; break;
	case INSPECTION_CORRECT: n.words = T_inspection_next_correct; break;
	case INSPECTION_PROPOSED: return says(T_inspection_next_proposed, (struct day){ 0 },
	    S("QĐ 26/2026 Đ8.4"));
	default: n.until = (struct day){ 0 }; return n;
	}
	n.name = name;
	n.clause = clause;
	return n;
}

struct next_box
next_of_misuse(int64_t state, struct day due)
{
	struct next_box n = says_rule(T_misuse_next, "QĐ 26/2026 Đ9", T_next_rule_receiver);

	if (state == MISUSE_ANSWERED)
		return says(T_inspection_next_done, (struct day){ 0 }, S("QĐ 26/2026 Đ9"));
	n.until = due;
	return n;
}

struct next_box
next_of_complaint(int64_t state, struct str agency, struct day until, struct str clause)
{
	static const enum text words[COMPLAINT_STATE__COUNT] = {
		[COMPLAINT_RECEIVED] = T_complaint_next_accept,
		[COMPLAINT_ACCEPTED] = T_complaint_next_settle,
		[COMPLAINT_REFUSED] = T_complaint_next_second,
		[COMPLAINT_ANSWERED] = T_complaint_next_second,
		[COMPLAINT_WITHDRAWN] = T_complaint_next_none,
	};
	struct next_box n = says(words[state], until, clause.n > 0 ? clause :
	    S("Luật Khiếu nại 2011"));

	n.name = agency;
	return n;
}
