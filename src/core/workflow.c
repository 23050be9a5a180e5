/*
 * workflow: the road of a dossier. See workflow.h.
 *
 * Two tables. SEES says in which states a dossier is visible to whom. ROAD
 * says what may be done: a row is "from one of these states, by such a person,
 * this deed leads there". A change of power is a change of a row.
 */
#include "core/workflow.h"

const struct reason WHY_WRONG_STATE = { RC_CONFLICT, "wrong_state" };
const struct reason WHY_WRONG_ROLE = { RC_DENIED, "wrong_role" };

#define ST(s) (1u << (s))
#define SAME ST__COUNT /* the state does not change */

/* How somebody stands to one dossier: one person may stand in several ways. */
enum stand {
	BY_OWNER = 1 << 0,     /* an account of its subject */
	BY_COMMUNE = 1 << 1,   /* an officer of the commune that has it */
	BY_PROVINCE = 1 << 2,  /* of the provincial OCOP agency that has it */
	BY_MEMBER = 1 << 3,    /* has a seat where it is on the agenda */
	BY_SECRETARY = 1 << 4, /* … the secretary's */
	BY_SIGNER = 1 << 5     /* a leader of that province */
};

#define WITH_PRODUCER (ST(ST_DRAFT) | ST(ST_RETURNED))
#define AT_COMMUNE (ST(ST_SUBMITTED) | ST(ST_COMMUNE_CHECK) | ST(ST_COMMUNE_ASKED))
#define AT_PROVINCE \
	(ST(ST_FORWARDED) | ST(ST_PROVINCE_CHECK) | ST(ST_PROVINCE_ASKED) | ST(ST_ACCEPTED))
#define AT_COUNCIL (ST(ST_ON_AGENDA) | ST(ST_CONCLUDED))
#define FINISHED \
	(ST(ST_RECOGNISED) | ST(ST_NOT_RECOGNISED) | ST(ST_RESULT_APPROVED))

static const struct sees_row {
	enum stand by;
	unsigned states;
} SEES[] = {
	{ BY_OWNER, ~0u },
	/* a draft is nobody's business but its writer's */
	{ BY_COMMUNE, AT_COMMUNE | ST(ST_RETURNED) | ST(ST_WITHDRAWN) |
	    AT_PROVINCE | AT_COUNCIL | FINISHED },
	{ BY_PROVINCE, AT_PROVINCE | ST(ST_WITHDRAWN) | AT_COUNCIL | FINISHED },
	{ BY_MEMBER, AT_COUNCIL | FINISHED },
	{ BY_SECRETARY, AT_COUNCIL | FINISHED },
	{ BY_SIGNER, ST(ST_CONCLUDED) | FINISHED },
};

static const struct road_row {
	enum deed deed;
	const char *name;
	unsigned from;
	enum stand by;
	enum dossier_state to;
	const char *clause;
} ROAD[] = {
	/* DO_SEE is decided by the table above */
	{ DO_SEE, "see", 0, 0, SAME, "" },
	{ DO_EDIT, "edit",
	    WITH_PRODUCER | ST(ST_COMMUNE_ASKED) | ST(ST_PROVINCE_ASKED),
	    BY_OWNER, SAME, "QĐ 26/2026 Đ6.1" },
	{ DO_SUBMIT, "submit", WITH_PRODUCER, BY_OWNER, ST_SUBMITTED,
	    "QĐ 26/2026 Đ7.1" },
	/* the decision is silent; an application can be taken back until the
	 * council has it before it */
	{ DO_WITHDRAW, "withdraw", WITH_PRODUCER | AT_COMMUNE | AT_PROVINCE,
	    BY_OWNER, ST_WITHDRAWN, "" },
	{ DO_ANSWER, "answer", ST(ST_COMMUNE_ASKED), BY_OWNER,
	    ST_COMMUNE_CHECK, "QĐ 26/2026 Đ7.2" },
	{ DO_ANSWER, "answer", ST(ST_PROVINCE_ASKED), BY_OWNER,
	    ST_PROVINCE_CHECK, "QĐ 26/2026 Đ7.3.a" },
	{ DO_RECEIVE, "receive", ST(ST_SUBMITTED), BY_COMMUNE,
	    ST_COMMUNE_CHECK, "QĐ 26/2026 Đ7.2, Mẫu 01" },
	{ DO_CHECK_COMMUNE, "check_commune", ST(ST_COMMUNE_CHECK), BY_COMMUNE,
	    SAME, "QĐ 26/2026 Đ7.2.a" },
	{ DO_ASK_COMMUNE, "ask_commune", ST(ST_COMMUNE_CHECK), BY_COMMUNE,
	    ST_COMMUNE_ASKED, "QĐ 26/2026 Đ7.2" },
	{ DO_RETURN, "return",
	    ST(ST_SUBMITTED) | ST(ST_COMMUNE_CHECK) | ST(ST_COMMUNE_ASKED),
	    BY_COMMUNE, ST_RETURNED, "QĐ 26/2026 Đ7.2" },
	{ DO_FORWARD, "forward", ST(ST_COMMUNE_CHECK), BY_COMMUNE,
	    ST_FORWARDED, "QĐ 26/2026 Đ6.2, Đ7.2.b" },
	{ DO_TAKE, "take", ST(ST_FORWARDED), BY_PROVINCE, ST_PROVINCE_CHECK,
	    "QĐ 26/2026 Đ7.3.a" },
	{ DO_CHECK_PROVINCE, "check_province", ST(ST_PROVINCE_CHECK),
	    BY_PROVINCE, SAME, "QĐ 26/2026 Đ7.3.a" },
	{ DO_ASK_PROVINCE, "ask_province", ST(ST_PROVINCE_CHECK), BY_PROVINCE,
	    ST_PROVINCE_ASKED, "QĐ 26/2026 Đ7.3.a" },
	{ DO_ACCEPT, "accept", ST(ST_PROVINCE_CHECK), BY_PROVINCE,
	    ST_ACCEPTED, "QĐ 26/2026 Đ7.3.a" },
	{ DO_PUT_ON_AGENDA, "put_on_agenda", ST(ST_ACCEPTED), BY_PROVINCE,
	    ST_ON_AGENDA, "QĐ 26/2026 Đ7.3.d" },
	{ DO_TAKE_OFF, "take_off", ST(ST_ON_AGENDA), BY_PROVINCE, ST_ACCEPTED,
	    "QĐ 26/2026 Đ7.3.d" },
	{ DO_CONCLUDE, "conclude", ST(ST_ON_AGENDA), BY_SECRETARY,
	    ST_CONCLUDED, "QĐ 26/2026 Đ3, Đ7.3.d" },
	/* where it leads is asked of the pack: see next_of() */
	{ DO_DECIDE, "decide", ST(ST_CONCLUDED), BY_SIGNER, ST_RECOGNISED,
	    "QĐ 26/2026 Đ7.3.đ, Đ7.3.e" },
	{ DO_NOTIFY, "notify", ST(ST_CONCLUDED), BY_PROVINCE,
	    ST_NOT_RECOGNISED, "QĐ 26/2026 Đ4.1.a, Đ7.3.g" },
};

#define SEES_N (sizeof(SEES) / sizeof(SEES[0]))
#define ROAD_N (sizeof(ROAD) / sizeof(ROAD[0]))

static unsigned
stands_of(const struct actor *who, const struct dossier_facts *d)
{
	bool commune = who->agency.v != 0 && who->agency.v == d->commune.v;
	bool province = who->agency.v != 0 && who->agency.v == d->province.v;
	unsigned stands = 0;

	if (who->id.v == 0)
		return 0;
	if ((who->roles & ROLE_BIT(ROLE_PRODUCER)) && who->subject.v != 0 &&
	    who->subject.v == d->subject.v)
		stands |= BY_OWNER;
	if ((who->roles & ROLE_BIT(ROLE_COMMUNE)) && commune)
		stands |= BY_COMMUNE;
	if ((who->roles & ROLE_BIT(ROLE_PROVINCE)) && province)
		stands |= BY_PROVINCE;
	if ((who->roles & ROLE_BIT(ROLE_SIGNER)) && province)
		stands |= BY_SIGNER;
	if ((who->roles & ROLE_BIT(ROLE_COUNCIL)) && (d->seated || d->secretary))
		stands |= BY_MEMBER;
	if ((who->roles & ROLE_BIT(ROLE_COUNCIL)) && d->secretary)
		stands |= BY_SECRETARY;
	return stands;
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

/* Whether the star of the conclusion lets the deed be done: a certificate is
 * decided on, everything else is notified (QĐ 26/2026 Đ4.1.a). */
static bool
star_allows(const struct dossier_facts *d, enum deed what)
{
	bool certificate = d->band != NULL && d->band->certificate;

	if (what == DO_DECIDE)
		return certificate;
	if (what == DO_NOTIFY)
		return !certificate && (d->star == 0 || d->band != NULL);
	return true;
}

static enum dossier_state
next_of(const struct road_row *row, const struct dossier_facts *d)
{
	/* the Ministry recognises it, the province approves the result */
	if (row->deed == DO_DECIDE && d->band != NULL &&
	    !str_eq(d->band->recognised_by, S("province")))
		return ST_RESULT_APPROVED;
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
	v.why = what == DO_SEE ? NULL : &WHY_WRONG_ROLE;
	for (size_t i = 0; i < ROAD_N; i++) {
		const struct road_row *row = &ROAD[i];

		if (row->deed != what || !(row->by & stands))
			continue;
		if (!(row->from & ST(d->state)) || !star_allows(d, what)) {
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
deed_clause(enum deed d)
{
	for (size_t i = 0; i < ROAD_N; i++)
		if (ROAD[i].deed == d)
			return ROAD[i].clause;
	return "";
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
	case ST__COUNT: break;
	}
	return "none";
}

/* ---- printing ------------------------------------------------------------- */

static const char *
stand_name(enum stand by)
{
	switch (by) {
	case BY_OWNER: return "owner";
	case BY_COMMUNE: return "commune";
	case BY_PROVINCE: return "province";
	case BY_MEMBER: return "member";
	case BY_SECRETARY: return "secretary";
	case BY_SIGNER: return "signer";
	}
	return "nobody";
}

void
workflow_print(struct buf *out)
{
	buf_printf(out, "%-15s %-15s %-10s %-15s %s\n", "deed", "from", "by",
	    "to", "clause");
	for (size_t i = 0; i < ROAD_N; i++) {
		const struct road_row *row = &ROAD[i];

		for (int s = ST_DRAFT; s < ST__COUNT; s++)
			if (row->from & ST(s))
				buf_printf(out, "%-15s %-15s %-10s %-15s %s\n",
				    row->name, state_name((enum dossier_state)s),
				    stand_name(row->by),
				    row->to == SAME ? "(same)"
				                    : state_name(row->to),
				    row->clause);
	}
	buf_lit(out, "\ndecide leads to result_approved when the pack says that "
	    "the Ministry recognises the star.\n\n");
	buf_printf(out, "%-10s sees it when it is\n", "who");
	for (size_t i = 0; i < SEES_N; i++) {
		buf_printf(out, "%-10s", stand_name(SEES[i].by));
		for (int s = ST_DRAFT; s < ST__COUNT; s++)
			if (SEES[i].states & ST(s))
				buf_printf(out, " %s",
				    state_name((enum dossier_state)s));
		buf_lit(out, "\n");
	}
}

/* One person of each kind; agency 1 is the commune of the dossier, 2 the
 * province, 9 another office; subject 1 has it, 9 is another. */
static const struct somebody {
	const char *name;
	struct actor actor;
	bool seated, secretary;
} SOMEBODY[] = {
	{ "owner", { .roles = ROLE_BIT(ROLE_PRODUCER), .subject = { 1 } }, false, false },
	{ "other_prod", { .roles = ROLE_BIT(ROLE_PRODUCER), .subject = { 9 } }, false, false },
	{ "commune", { .roles = ROLE_BIT(ROLE_COMMUNE), .agency = { 1 } }, false, false },
	{ "other_comm", { .roles = ROLE_BIT(ROLE_COMMUNE), .agency = { 9 } }, false, false },
	{ "province", { .roles = ROLE_BIT(ROLE_PROVINCE), .agency = { 2 } }, false, false },
	{ "other_prov", { .roles = ROLE_BIT(ROLE_PROVINCE), .agency = { 9 } }, false, false },
	{ "member", { .roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 9 } }, true, false },
	{ "no_seat", { .roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 9 } }, false, false },
	{ "secretary", { .roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 9 } }, true, true },
	{ "signer", { .roles = ROLE_BIT(ROLE_SIGNER), .agency = { 2 } }, false, false },
	{ "admin", { .roles = ROLE_BIT(ROLE_ADMIN), .agency = { 2 } }, false, false },
};

#define SOMEBODY_N (sizeof(SOMEBODY) / sizeof(SOMEBODY[0]))

static void
print_cell(struct buf *out, const struct somebody *who, int state, int deed,
    const struct band *band)
{
	struct actor actor = who->actor;
	struct dossier_facts d = { .state = (enum dossier_state)state,
		.subject = { 1 }, .commune = { 1 }, .province = { 2 },
		.seated = who->seated, .secretary = who->secretary,
		.star = band == NULL ? 0 : band->star, .band = band,
		.was_submitted = true, .was_forwarded = true };
	struct verdict v;

	actor.id.v = 1;
	v = workflow_decide(&actor, &d, (enum deed)deed);
	buf_printf(out, " %-15s", v.why == &WHY_ABSENT ? "." :
	    v.why == &WHY_WRONG_ROLE ? "role" :
	    v.why == &WHY_WRONG_STATE ? "state" : state_name(v.next));
}

static void
print_matrix(struct buf *out, const struct band *band, int first_state,
    int last_state)
{
	for (int s = first_state; s <= last_state; s++)
		for (int d = DO_SEE; d < DEED__COUNT; d++) {
			buf_printf(out, "%-15s %-15s",
			    state_name((enum dossier_state)s),
			    deed_name((enum deed)d));
			for (size_t i = 0; i < SOMEBODY_N; i++)
				print_cell(out, &SOMEBODY[i], s, d, band);
			buf_lit(out, "\n");
		}
}

void
workflow_print_matrix(struct buf *out)
{
	static const struct band by_province = { 4, 70, true,
		{ "province", 8 }, { "", 0 }, { 0 } };
	static const struct band by_ministry = { 5, 90, true,
		{ "ministry", 8 }, { "", 0 }, { 0 } };

	buf_lit(out, "A cell is the state after the deed; . = does not exist for "
	    "him, role = not his to do, state = not now.\n");
	buf_printf(out, "%-15s %-15s", "state", "deed");
	for (size_t i = 0; i < SOMEBODY_N; i++)
		buf_printf(out, " %-15s", SOMEBODY[i].name);
	buf_lit(out, "\n");
	print_matrix(out, &by_province, ST_DRAFT, ST__COUNT - 1);
	buf_lit(out, "\nconcluded with five stars\n");
	print_matrix(out, &by_ministry, ST_CONCLUDED, ST_CONCLUDED);
	buf_lit(out, "\nconcluded without a certificate\n");
	print_matrix(out, NULL, ST_CONCLUDED, ST_CONCLUDED);
}
