/*
 * workflow: the road of a dossier. See workflow.h.
 *
 * Two tables. SEES says in which states a dossier is visible to whom. ROAD
 * says what may be done: a row is "from one of these states, such a person may
 * do this to such a dossier, and it leads there". A change of power is a
 * change of a row.
 */
#include "core/consent.h"
#include "core/kinds.h"
#include "core/workflow_rows.h"

const struct reason WHY_WRONG_STATE = { RC_CONFLICT, "wrong_state" };
const struct reason WHY_WRONG_ROLE = { RC_DENIED, "wrong_role" };

#define WITH_PRODUCER (ST(ST_DRAFT) | ST(ST_RETURNED))
#define AT_COMMUNE (ST(ST_SUBMITTED) | ST(ST_COMMUNE_CHECK) | ST(ST_COMMUNE_ASKED))
#define WITH_TEAM (ST(ST_TEAM) | ST(ST_ASSESSED))
#define AT_AGENCY \
	(ST(ST_FORWARDED) | ST(ST_PROVINCE_CHECK) | ST(ST_PROVINCE_ASKED) | \
	    ST(ST_ACCEPTED) | WITH_TEAM)
#define AT_COUNCIL (ST(ST_ON_AGENDA) | ST(ST_OPINIONS) | ST(ST_CONCLUDED))
#define FINISHED \
	(ST(ST_RECOGNISED) | ST(ST_NOT_RECOGNISED) | ST(ST_RESULT_APPROVED))
#define BACK ST(ST_SENT_BACK)

const struct sees_row SEES[] = {
	{ BY_OWNER, ~0u, "QĐ 26/2026 Đ7.1" },
	/* a draft is nobody's business but its writer's */
	{ BY_COMMUNE, AT_COMMUNE | ST(ST_RETURNED) | ST(ST_WITHDRAWN) |
	    AT_AGENCY | AT_COUNCIL | FINISHED | BACK, "QĐ 26/2026 Đ7.2, Đ7.3.a, Đ7.3.g" },
	{ BY_AGENCY, AT_AGENCY | ST(ST_WITHDRAWN) | AT_COUNCIL | FINISHED | BACK,
	    "QĐ 26/2026 Đ7.3.a, Đ7.4.a" },
	{ BY_HOME, AT_AGENCY | ST(ST_WITHDRAWN) | AT_COUNCIL | FINISHED | BACK,
	    "QĐ 26/2026 Đ7.3, Đ7.4.g" },
	/* what a province has finished, the Ministry may look into */
	{ BY_ABOVE, FINISHED | BACK, "QĐ 26/2026 Đ10.1" },
	/* … also while what it proposed to ask for is asked and checked */
	{ BY_TEAM, WITH_TEAM | ST(ST_PROVINCE_ASKED) | ST(ST_PROVINCE_CHECK) |
	    ST(ST_ACCEPTED) | AT_COUNCIL | FINISHED | BACK,
	    "QĐ 26/2026 Đ7.3.c, Đ7.4.c" },
	{ BY_MEMBER, AT_COUNCIL | FINISHED | BACK,
	    "QĐ 26/2026 Đ7.3.d, Đ7.4.d, Đ7.6.d, Đ7.6.e" },
	{ BY_SECRETARY, AT_COUNCIL | FINISHED | BACK,
	    "QĐ 26/2026 Đ7.3.d, Đ7.4.d, Đ7.6.d, Đ7.6.e" },
	{ BY_SIGNER, ST(ST_CONCLUDED) | FINISHED | BACK,
	    "QĐ 26/2026 Đ7.3.đ, Đ7.3.e, Đ7.4.đ, Đ7.4.e" },
	{ BY_WITNESS, FINISHED | BACK, OURS_SILENT },
};
const size_t SEES_N = sizeof(SEES) / sizeof(SEES[0]);

const struct road_row ROAD[] = {
	/* DO_SEE is decided by the table above */
	{ DO_SEE, "see", 0, 0, SAME, ANY, OURS_SILENT },

	/* ---- producer and commune */
	{ DO_EDIT, "edit",
	    WITH_PRODUCER | ST(ST_COMMUNE_ASKED) | ST(ST_PROVINCE_ASKED),
	    BY_OWNER, SAME, ANY, "QĐ 26/2026 Đ6.1" },
	{ DO_SUBMIT, "submit", WITH_PRODUCER, BY_OWNER, ST_SUBMITTED, ANY,
	    "QĐ 26/2026 Đ7.1, Đ7.5.a, Đ7.6.a" },
	/* the decision is silent; an application can be taken back until the
	 * council has it before it */
	{ DO_WITHDRAW, "withdraw", WITH_PRODUCER | AT_COMMUNE | AT_AGENCY,
	    BY_OWNER, ST_WITHDRAWN, ANY, OURS_SILENT },
	{ DO_ANSWER, "answer", ST(ST_COMMUNE_ASKED), BY_OWNER,
	    ST_COMMUNE_CHECK, ANY, "QĐ 26/2026 Đ7.2.a, Đ10.4.a" },
	{ DO_ANSWER, "answer", ST(ST_PROVINCE_ASKED), BY_OWNER,
	    ST_PROVINCE_CHECK, ANY, "QĐ 26/2026 Đ7.3.a, Đ7.3.c, Đ7.4.c" },
	{ DO_RECEIVE, "receive", ST(ST_SUBMITTED), BY_COMMUNE,
	    ST_COMMUNE_CHECK, ANY, "QĐ 26/2026 Đ7.2, Mẫu 01" },
	{ DO_CHECK_COMMUNE, "check_commune", ST(ST_COMMUNE_CHECK), BY_COMMUNE,
	    SAME, ANY, "QĐ 26/2026 Đ7.2.a" },
	{ DO_ASK_COMMUNE, "ask_commune", ST(ST_COMMUNE_CHECK), BY_COMMUNE,
	    ST_COMMUNE_ASKED, ANY, "QĐ 26/2026 Đ7.2.a, Đ10.4.a" },
	/* the commune is to check (Đ7.2.a) and to guide (Đ10.4.a); that it may
	 * also give back what cannot be mended is ours */
	{ DO_RETURN, "return",
	    ST(ST_SUBMITTED) | ST(ST_COMMUNE_CHECK) | ST(ST_COMMUNE_ASKED),
	    BY_COMMUNE, ST_RETURNED, ANY, OURS_SILENT },
	{ DO_FORWARD, "forward", ST(ST_COMMUNE_CHECK), BY_COMMUNE,
	    ST_FORWARDED, ANY, "QĐ 26/2026 Đ6.2, Đ7.2.b" },

	/* ---- the OCOP agency that evaluates */
	{ DO_TAKE, "take", ST(ST_FORWARDED), BY_AGENCY, ST_PROVINCE_CHECK, ANY,
	    "QĐ 26/2026 Đ7.3.a, Đ7.4.a, Mẫu 01" },
	{ DO_CHECK_PROVINCE, "check_province", ST(ST_PROVINCE_CHECK),
	    BY_AGENCY, SAME, ANY, "QĐ 26/2026 Đ7.3.a, Đ7.4.a" },
	{ DO_ASK_PROVINCE, "ask_province", ST(ST_PROVINCE_CHECK), BY_AGENCY,
	    ST_PROVINCE_ASKED, ANY, "QĐ 26/2026 Đ7.3.a, Đ7.4.c" },
	/* what the team proposes to ask for ("đề xuất bổ sung hồ sơ"): checked
	 * again, and given to it again */
	{ DO_ASK_PROVINCE, "ask_province", WITH_TEAM, BY_AGENCY,
	    ST_PROVINCE_ASKED, NOT_AGAIN, "QĐ 26/2026 Đ7.3.c, Đ7.4.c" },
	/* its date is the agency's, so what follows when it is over is too: on with
	 * what is there, or back with a reason (act/supplement.h asks the date) */
	{ DO_RESUME, "resume", ST(ST_PROVINCE_ASKED), BY_AGENCY,
	    ST_PROVINCE_CHECK, ANY, OURS_SILENT },
	{ DO_RETURN, "return", ST(ST_PROVINCE_ASKED), BY_AGENCY, ST_RETURNED,
	    OF_PROVINCE, OURS_SILENT },
	{ DO_SURVEY, "survey", ST(ST_PROVINCE_CHECK), BY_AGENCY, SAME, AGAIN,
	    "QĐ 26/2026 Đ7.6.c, Đ7.6.e" },
	{ DO_ACCEPT, "accept", ST(ST_PROVINCE_CHECK), BY_AGENCY,
	    ST_ACCEPTED, ANY, "QĐ 26/2026 Đ7.3.a, Đ7.4.a" },

	/* ---- the advisory team: a re-evaluation knows none, the agency
	 * reports itself */
	{ DO_ASSIGN_TEAM, "assign_team", ST(ST_ACCEPTED) | WITH_TEAM, BY_AGENCY,
	    ST_TEAM, NOT_AGAIN, "QĐ 26/2026 Đ7.3.c, Đ7.4.c" },
	{ DO_ASSESS, "assess", ST(ST_TEAM), BY_TEAM, SAME, NOT_AGAIN,
	    "QĐ 26/2026 Đ7.3.c, Đ7.4.c" },
	{ DO_REPORT, "report", ST(ST_TEAM), BY_LEADER, ST_ASSESSED, NOT_AGAIN,
	    "QĐ 26/2026 Đ7.3.c, Đ7.4.c" },

	/* ---- the council: together, or in writing */
	{ DO_PUT_ON_AGENDA, "put_on_agenda", ST(ST_ACCEPTED) | ST(ST_ASSESSED),
	    BY_AGENCY, ST_ON_AGENDA, NOT_AGAIN, "QĐ 26/2026 Đ7.3.d, Đ7.4.d" },
	{ DO_TAKE_OFF, "take_off", ST(ST_ON_AGENDA), BY_AGENCY, ST_ACCEPTED,
	    NOT_AGAIN, OURS_SILENT },
	{ DO_ASK_OPINIONS, "ask_opinions", ST(ST_ACCEPTED), BY_AGENCY,
	    ST_OPINIONS, AGAIN, "QĐ 26/2026 Đ7.6.d, Đ7.6.e" },
	{ DO_MEET, "meet", ST(ST_OPINIONS), BY_SECRETARY, ST_ON_AGENDA, AGAIN,
	    "QĐ 26/2026 Đ7.6.d, Đ7.6.e" },
	/* the bylaw says which of the two (act/conclude.c) */
	{ DO_CONCLUDE, "conclude", ST(ST_ON_AGENDA), BY_SECRETARY,
	    ST_CONCLUDED, ANY, "QĐ 26/2026 Đ3.3, Đ7.3.d, Đ7.4.d" },
	{ DO_CONCLUDE, "conclude", ST(ST_OPINIONS), BY_SECRETARY,
	    ST_CONCLUDED, AGAIN, "QĐ 26/2026 Đ3.3, Đ7.6.d, Đ7.6.e" },
	{ DO_CONCLUDE, "conclude", ST(ST_ON_AGENDA), BY_CHAIR,
	    ST_CONCLUDED, ANY, "QĐ 26/2026 Đ3.3, Đ7.3.d, Đ7.4.d" },
	{ DO_CONCLUDE, "conclude", ST(ST_OPINIONS), BY_CHAIR,
	    ST_CONCLUDED, AGAIN, "QĐ 26/2026 Đ3.3, Đ7.6.d, Đ7.6.e" },
	/* printed above the forms: "loại, không đánh giá các bước tiếp theo" */
	{ DO_KNOCK_OUT, "knock_out",
	    ST(ST_PROVINCE_CHECK) | ST(ST_ACCEPTED) | ST(ST_ASSESSED), BY_AGENCY,
	    ST_NOT_RECOGNISED, ANY, "QĐ 26/2026 Phụ lục II, Đ7.3.g" },

	/* ---- the result; where a decision leads is asked of the pack: see
	 * next_of() */
	{ DO_DECIDE, "decide", ST(ST_CONCLUDED), BY_SIGNER, ST_RECOGNISED,
	    WITH_STAR | OURS, "QĐ 26/2026 Đ7.3.e, Đ7.4.e, Đ7.6.đ, Đ7.6.e" },
	{ DO_DECIDE, "decide", BACK, BY_SIGNER, ST_RECOGNISED,
	    WITH_STAR | BELOW, "QĐ 26/2026 Đ7.4.g" },
	{ DO_NOTIFY, "notify", ST(ST_CONCLUDED), BY_AGENCY,
	    ST_NOT_RECOGNISED, NO_STAR | OF_PROVINCE, "QĐ 26/2026 Đ4.1.a, Đ7.3.g" },
	{ DO_NOTIFY, "notify", BACK, BY_AGENCY, ST_NOT_RECOGNISED, NO_STAR,
	    "QĐ 26/2026 Đ4.1.a, Đ7.4.g" },

	/* ---- five stars: up to the Ministry and back */
	{ DO_SEND_UP, "send_up", ST(ST_RESULT_APPROVED), BY_AGENCY,
	    ST_FORWARDED, OF_PROVINCE, "QĐ 26/2026 Đ6.3.a, Đ7.3.e, Đ7.5.a" },
	/* the council of the province is not asked again (Đ6.3.b) */
	{ DO_SEND_UP, "send_up", ST(ST_ACCEPTED), BY_AGENCY, ST_FORWARDED,
	    AGAIN | OF_PROVINCE | FIVE_BEFORE | NEVER_UP, "QĐ 26/2026 Đ6.3.b, Đ7.6.e" },
	{ DO_SEND_BACK, "send_back", ST(ST_CONCLUDED), BY_AGENCY, ST_SENT_BACK,
	    OF_MINISTRY | BELOW, "QĐ 26/2026 Đ7.4.g" },
	{ DO_EVALUATE_SELF, "evaluate_self", BACK, BY_AGENCY, ST_ACCEPTED,
	    OF_PROVINCE, "QĐ 26/2026 Đ7.4.g" },
	{ DO_ORDER_REDO, "order_redo",
	    ST(ST_RECOGNISED) | ST(ST_NOT_RECOGNISED), BY_ABOVE, ST_ACCEPTED,
	    OF_PROVINCE, "QĐ 26/2026 Đ10.1.b" },
	{ DO_ORDER_WITHDRAW, "order_withdraw", ST(ST_RECOGNISED), BY_ABOVE, SAME,
	    OF_PROVINCE, "QĐ 26/2026 Đ10.1.b, Đ8.1.e" },
	/* "yêu cầu" of a Ministry that does not work in this office is a letter; that the
	 * province enters it is a reading, what follows is not */
	{ DO_ENTER_REDO, "enter_redo",
	    ST(ST_RECOGNISED) | ST(ST_NOT_RECOGNISED), BY_LETTER, ST_ACCEPTED,
	    OF_PROVINCE, "QĐ 26/2026 Đ10.1.b" },
	{ DO_ENTER_WITHDRAW, "enter_withdraw", ST(ST_RECOGNISED), BY_LETTER, SAME,
	    OF_PROVINCE, "QĐ 26/2026 Đ10.1.b, Đ8.1.e" },
};
const size_t ROAD_N = sizeof(ROAD) / sizeof(ROAD[0]);

enum unit_level
dossier_level(const struct dossier_facts *d)
{
	return d->ministry.v != 0 && d->evaluator.v == d->ministry.v
	    ? LEVEL_MINISTRY : LEVEL_PROVINCE;
}

static bool
has_role(const struct actor *who, enum role role)
{
	return (who->roles & ROLE_BIT(role)) != 0;
}

static bool
serves(const struct actor *who, struct agency_id agency)
{
	return who->agency.v != 0 && who->agency.v == agency.v;
}

/* Officers: by the agency they serve. */
static unsigned
stands_of_office(const struct actor *who, const struct dossier_facts *d)
{
	unsigned stands = 0;

	if (has_role(who, ROLE_COMMUNE) && serves(who, d->commune))
		stands |= BY_COMMUNE;
	if (has_role(who, ROLE_PROVINCE)) {
		stands |= serves(who, d->evaluator) ? BY_AGENCY : 0;
		stands |= serves(who, d->province) ? BY_HOME : 0;
		stands |= serves(who, d->ministry) ? BY_ABOVE : 0;
		stands |= serves(who, d->province) && d->above_away ? BY_LETTER : 0;
	}
	if (has_role(who, ROLE_SIGNER)) {
		stands |= serves(who, d->evaluator) ? BY_SIGNER : 0;
		stands |= serves(who, d->province) ? BY_WITNESS : 0;
	}
	return stands;
}

static unsigned
stands_of(const struct actor *who, const struct dossier_facts *d)
{
	unsigned stands;

	if (who->id.v == 0)
		return 0;
	stands = stands_of_office(who, d);
	if (has_role(who, ROLE_PRODUCER) && who->subject.v != 0 &&
	    who->subject.v == d->subject.v)
		stands |= BY_OWNER;
	if (has_role(who, ROLE_COUNCIL)) {
		stands |= d->seated || d->secretary ? BY_MEMBER : 0;
		stands |= d->secretary ? BY_SECRETARY : 0;
		stands |= d->sat ? BY_WITNESS : 0;
		stands |= d->seated && d->chair ? BY_CHAIR : 0;
	}
	if (has_role(who, ROLE_TEAM)) {
		stands |= d->teamed || d->leads_team ? BY_TEAM : 0;
		stands |= d->leads_team ? BY_LEADER : 0;
	}
	/* whatever else she is: an office of the province, a leader */
	return d->recused ? stands & BY_OWNER : stands;
}

/* Whether the person may know of the dossier. One that was withdrawn before it
 * reached somebody is as unknown to him as a draft. */
static bool
sees(unsigned stands, const struct dossier_facts *d)
{
	if (d->state == ST_WITHDRAWN && !d->was_submitted)
		stands &= BY_OWNER;
	if (d->state == ST_WITHDRAWN && !d->was_forwarded)
		stands &= BY_OWNER | BY_COMMUNE;
	for (size_t i = 0; i < SEES_N; i++)
		if ((stands & SEES[i].by) && (SEES[i].states & ST(d->state)))
			return true;
	return false;
}

static bool
by_ministry(const struct dossier_facts *d)
{
	return d->band != NULL && str_eq(d->band->recognised_by, S("ministry"));
}

/* Whether the dossier is one of those that a row speaks of. */
static bool
row_means(const struct road_row *row, const struct dossier_facts *d)
{
	bool again = d->kind == DOSSIER_AGAIN && !d->long_again;
	bool ministry = dossier_level(d) == LEVEL_MINISTRY;
	bool star = d->band != NULL && d->band->certificate && !d->revoked &&
	    !kind_keeps(d->kind, d->before_stands, d->star_before, d->star);
	bool known = d->star == 0 || d->band != NULL;
	unsigned is = again ? AGAIN : NOT_AGAIN;

	is |= ministry ? OF_MINISTRY : OF_PROVINCE;
	is |= star ? WITH_STAR : known ? NO_STAR : 0;
	/* a province decides on every star: five is an approval (Đ7.3.e) */
	is |= !ministry || by_ministry(d) ? OURS : 0;
	is |= known && !by_ministry(d) ? BELOW : 0;
	is |= d->star_before == 5 ? FIVE_BEFORE : 0;
	is |= !d->sent_up ? NEVER_UP : 0;
	return (row->only & ~is) == 0;
}

static enum dossier_state
next_of(const struct road_row *row, const struct dossier_facts *d)
{
	/* the Ministry recognises it, the province approves the result */
	if (row->deed == DO_DECIDE && dossier_level(d) == LEVEL_PROVINCE &&
	    d->band != NULL && !str_eq(d->band->recognised_by, S("province")))
		return ST_RESULT_APPROVED;
	/* what the team has reported stays reported */
	if (row->to == ST_ACCEPTED && d->assessed && row->deed == DO_TAKE_OFF)
		return ST_ASSESSED;
	return row->to == SAME ? d->state : row->to;
}

struct verdict
workflow_decide(const struct actor *who, const struct dossier_facts *d,
    enum deed what)
{
	unsigned stands = stands_of(who, d);
	struct verdict v = { &WHY_ABSENT, d->state };

	if (!sees(stands, d))
		return v;
	if (who->consent.v != 0 && who->scope == CONSENT_PREPARE && (what == DO_SUBMIT ||
	    what == DO_WITHDRAW || what == DO_ANSWER)) {
		v.why = &WHY_CONSENT_SCOPE;
		return v;
	}
	v.why = what == DO_SEE ? NULL : &WHY_WRONG_ROLE;
	for (size_t i = 0; i < ROAD_N; i++) {
		const struct road_row *row = &ROAD[i];

		if (row->deed != what || !(row->by & stands))
			continue;
		if (!(row->from & ST(d->state)) || !row_means(row, d)) {
			v.why = &WHY_WRONG_STATE;
			continue;
		}
		return (struct verdict){ NULL, next_of(row, d) };
	}
	return v;
}

bool
workflow_may(const struct actor *who, const struct dossier_facts *d,
    enum deed what)
{
	return workflow_decide(who, d, what).why == NULL;
}

const char *
deed_name(enum deed d)
{
	for (size_t i = 0; i < ROAD_N; i++)
		if (ROAD[i].deed == d)
			return ROAD[i].name;
	return "none";
}

const char *
state_name(enum dossier_state s)
{
	switch (s) {
	case ST_DRAFT: return "draft";
	case ST_SUBMITTED: return "submitted";
	case ST_COMMUNE_CHECK: return "commune_check";
	case ST_COMMUNE_ASKED: return "commune_asked";
	case ST_FORWARDED: return "forwarded";
	case ST_PROVINCE_CHECK: return "province_check";
	case ST_PROVINCE_ASKED: return "province_asked";
	case ST_ACCEPTED: return "accepted";
	case ST_ON_AGENDA: return "on_agenda";
	case ST_CONCLUDED: return "concluded";
	case ST_RECOGNISED: return "recognised";
	case ST_NOT_RECOGNISED: return "not_recognised";
	case ST_RESULT_APPROVED: return "result_approved";
	case ST_RETURNED: return "returned";
	case ST_WITHDRAWN: return "withdrawn";
	case ST_SENT_BACK: return "sent_back";
	case ST_OPINIONS: return "opinions";
	case ST_TEAM: return "team";
	case ST_ASSESSED: return "assessed";
	case ST__COUNT: break;
	}
	return "none";
}
