/*
 * workflow_print: the tables of workflow.c and what follows from them, as text
 * that people read line by line against the law.
 */
#include "core/workflow_rows.h"

const char *
stand_name(enum stand by)
{
	switch (by) {
	case BY_OWNER: return "owner";
	case BY_COMMUNE: return "commune";
	case BY_AGENCY: return "agency";
	case BY_HOME: return "home";
	case BY_ABOVE: return "above";
	case BY_MEMBER: return "member";
	case BY_SECRETARY: return "secretary";
	case BY_TEAM: return "team";
	case BY_LEADER: return "leader";
	case BY_SIGNER: return "signer";
	case BY_WITNESS: return "witness";
	case BY_CHAIR: return "chair";
	case BY_LETTER: return "letter";
	}
	return "nobody";
}

static const struct {
	enum only only;
	const char *words;
} ONLY[] = {
	{ NOT_AGAIN, "first time, upgrade" },
	{ AGAIN, "re-evaluation" },
	{ OF_PROVINCE, "at the province" },
	{ OF_MINISTRY, "at the Ministry" },
	{ WITH_STAR, "certificate" },
	{ NO_STAR, "no certificate" },
	{ OURS, "star of this level" },
	{ BELOW, "below five stars" },
	{ FIVE_BEFORE, "had five stars" },
	{ NEVER_UP, "never sent up" },
};
#define ONLY_N (sizeof(ONLY) / sizeof(ONLY[0]))

void
road_only_print(struct buf *out, unsigned only)
{
	const char *comma = "";

	if (only == ANY)
		buf_lit(out, "any");
	for (size_t i = 0; i < ONLY_N; i++)
		if (only & ONLY[i].only) {
			buf_printf(out, "%s%s", comma, ONLY[i].words);
			comma = "; ";
		}
}

void
workflow_print(struct buf *out)
{
	buf_printf(out, "%-15s %-15s %-10s %-15s %-45s %s\n", "deed", "from",
	    "by", "to", "which dossiers", "clause");
	for (size_t i = 0; i < ROAD_N; i++) {
		const struct road_row *row = &ROAD[i];
		struct buf only = *out; /* measured where it will stand */

		for (int s = ST_DRAFT; s < ST__COUNT; s++) {
			if (!(row->from & ST(s)))
				continue;
			buf_printf(out, "%-15s %-15s %-10s %-15s ", row->name,
			    state_name((enum dossier_state)s),
			    stand_name(row->by), row->to == SAME ? "(same)"
			    : state_name(row->to));
			only = *out;
			road_only_print(out, row->only);
			for (size_t n = out->n - only.n; n < 45; n++)
				buf_lit(out, " ");
			buf_printf(out, " %s\n", row->clause);
		}
	}
	buf_lit(out, "\nThe agency is whoever evaluates the dossier now: the "
	    "province's or, after send_up, the Ministry's.\ndecide leads to "
	    "result_approved when a province decides on a star that the "
	    "Ministry recognises;\ntake_off leads to assessed when the team "
	    "has reported.\n\n");
	buf_printf(out, "%-10s sees it when it is\n", "who");
	for (size_t i = 0; i < SEES_N; i++) {
		buf_printf(out, "%-10s", stand_name(SEES[i].by));
		for (int s = ST_DRAFT; s < ST__COUNT; s++)
			if (SEES[i].states & ST(s))
				buf_printf(out, " %s",
				    state_name((enum dossier_state)s));
		buf_printf(out, " (%s)\n", SEES[i].clause);
	}
}

/* ---- the matrix ----------------------------------------------------------- */

/* One person of each kind; agency 1 is the commune of the dossier, 2 the
 * province, 3 the Ministry, 9 another office; subject 1 has it, 9 is another. */
static const struct somebody {
	const char *name;
	struct actor actor;
	bool seated, secretary, sat, teamed, leads;
} SOMEBODY[] = {
	{ "owner", { .roles = ROLE_BIT(ROLE_PRODUCER), .subject = { 1 } }, 0, 0, 0, 0, 0 },
	{ "other_prod", { .roles = ROLE_BIT(ROLE_PRODUCER), .subject = { 9 } }, 0, 0, 0, 0, 0 },
	{ "commune", { .roles = ROLE_BIT(ROLE_COMMUNE), .agency = { 1 } }, 0, 0, 0, 0, 0 },
	{ "other_comm", { .roles = ROLE_BIT(ROLE_COMMUNE), .agency = { 9 } }, 0, 0, 0, 0, 0 },
	{ "province", { .roles = ROLE_BIT(ROLE_PROVINCE), .agency = { 2 } }, 0, 0, 0, 0, 0 },
	{ "other_prov", { .roles = ROLE_BIT(ROLE_PROVINCE), .agency = { 9 } }, 0, 0, 0, 0, 0 },
	{ "ministry", { .roles = ROLE_BIT(ROLE_PROVINCE), .agency = { 3 } }, 0, 0, 0, 0, 0 },
	{ "team", { .roles = ROLE_BIT(ROLE_TEAM), .agency = { 9 } }, 0, 0, 0, 1, 0 },
	{ "team_lead", { .roles = ROLE_BIT(ROLE_TEAM), .agency = { 9 } }, 0, 0, 0, 1, 1 },
	{ "no_team", { .roles = ROLE_BIT(ROLE_TEAM), .agency = { 9 } }, 0, 0, 0, 0, 0 },
	{ "member", { .roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 9 } }, 1, 0, 0, 0, 0 },
	{ "sat_once", { .roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 9 } }, 0, 0, 1, 0, 0 },
	{ "no_seat", { .roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 9 } }, 0, 0, 0, 0, 0 },
	{ "secretary", { .roles = ROLE_BIT(ROLE_COUNCIL), .agency = { 9 } }, 1, 1, 0, 0, 0 },
	{ "signer", { .roles = ROLE_BIT(ROLE_SIGNER), .agency = { 2 } }, 0, 0, 0, 0, 0 },
	{ "min_signer", { .roles = ROLE_BIT(ROLE_SIGNER), .agency = { 3 } }, 0, 0, 0, 0, 0 },
	{ "admin", { .roles = ROLE_BIT(ROLE_ADMIN), .agency = { 2 } }, 0, 0, 0, 0, 0 },
};

#define SOMEBODY_N (sizeof(SOMEBODY) / sizeof(SOMEBODY[0]))

/* One part of the matrix: a kind of dossier with a kind of result. */
struct scene {
	const char *title;
	enum dossier_kind kind;
	bool up;               /* at the Ministry */
	int star, star_before;
	const struct band *band;
	unsigned states;
	bool away;             /* the Ministry has an office of its own */
};

static void
print_cell(struct buf *out, const struct somebody *who, const struct scene *scene,
    int state, int deed)
{
	struct actor actor = who->actor;
	struct dossier_facts d = { .state = (enum dossier_state)state,
		.kind = scene->kind, .subject = { 1 }, .commune = { 1 },
		.province = { 2 }, .ministry = { 3 }, .above_away = scene->away,
		.evaluator = { scene->up ? 3 : 2 }, .sent_up = scene->up ||
		    state == ST_SENT_BACK,
		.seated = who->seated, .secretary = who->secretary,
		.sat = who->sat, .teamed = who->teamed, .leads_team = who->leads,
		.star = scene->star, .band = scene->band,
		.star_before = scene->star_before,
		.was_submitted = true, .was_forwarded = true };
	struct verdict v;

	actor.id.v = 1;
	v = workflow_decide(&actor, &d, (enum deed)deed);
	buf_printf(out, " %-15s", v.why == &WHY_ABSENT ? "." :
	    v.why == &WHY_WRONG_ROLE ? "role" :
	    v.why == &WHY_WRONG_STATE ? "state" : state_name(v.next));
}

/* Where the law says it, for a deed that has a row from this state. */
static const char *
clause_at(int state, int deed)
{
	if (deed == DO_SEE)
		return "the table of who sees it";
	for (size_t i = 0; i < ROAD_N; i++)
		if (ROAD[i].deed == (enum deed)deed && (ROAD[i].from & ST(state)))
			return ROAD[i].clause;
	return "no row: nobody";
}

static void
print_scene(struct buf *out, const struct scene *scene)
{
	buf_printf(out, "\n%s\n%-15s %-15s", scene->title, "state", "deed");
	for (size_t i = 0; i < SOMEBODY_N; i++)
		buf_printf(out, " %-15s", SOMEBODY[i].name);
	buf_lit(out, " clause\n");
	for (int s = ST_DRAFT; s < ST__COUNT; s++)
		for (int d = DO_SEE; (scene->states & ST(s)) && d < DEED__COUNT;
		    d++) {
			buf_printf(out, "%-15s %-15s",
			    state_name((enum dossier_state)s),
			    deed_name((enum deed)d));
			for (size_t i = 0; i < SOMEBODY_N; i++)
				print_cell(out, &SOMEBODY[i], scene, s, d);
			buf_printf(out, " %s\n", clause_at(s, d));
		}
}

void
workflow_print_matrix(struct buf *out)
{
	static const struct band four = { 4, 70, true, { "province", 8 },
		{ "", 0 }, { 0 } };
	static const struct band five = { 5, 90, true, { "ministry", 8 },
		{ "", 0 }, { 0 } };
	static const struct scene scenes[] = {
		{ "A first-time dossier that comes to four stars.",
		    DOSSIER_FIRST, false, 4, 0, &four, ~0u, false },
		{ "… that comes to five stars.", DOSSIER_FIRST, false, 5, 0,
		    &five, ST(ST_CONCLUDED) | ST(ST_RESULT_APPROVED), false },
		{ "… that brings no certificate.", DOSSIER_FIRST, false, 0, 0,
		    NULL, ST(ST_CONCLUDED) | ST(ST_SENT_BACK), false },
		{ "A re-evaluation of four stars.", DOSSIER_AGAIN, false, 4, 4,
		    &four, ST(ST_PROVINCE_CHECK) | ST(ST_ACCEPTED) |
		    ST(ST_OPINIONS) | ST(ST_ON_AGENDA) | ST(ST_CONCLUDED), false },
		{ "A re-evaluation of five stars.", DOSSIER_AGAIN, false, 0, 5,
		    NULL, ST(ST_ACCEPTED), false },
		{ "At the Ministry, five stars.", DOSSIER_FIRST, true, 5, 0,
		    &five, ST(ST_FORWARDED) | ST(ST_PROVINCE_CHECK) |
		    ST(ST_PROVINCE_ASKED) | ST(ST_ACCEPTED) | ST(ST_TEAM) |
		    ST(ST_ASSESSED) | ST(ST_ON_AGENDA) | ST(ST_CONCLUDED) |
		    ST(ST_RECOGNISED), false },
		{ "At the Ministry, four stars.", DOSSIER_FIRST, true, 4, 0,
		    &four, ST(ST_CONCLUDED), false },
		{ "At the Ministry, no certificate.", DOSSIER_FIRST, true, 0, 0,
		    NULL, ST(ST_CONCLUDED), false },
		{ "The Ministry works in an office of its own.", DOSSIER_FIRST, false,
		    4, 0, &four, ST(ST_RECOGNISED) | ST(ST_NOT_RECOGNISED), true },
	};

	buf_lit(out, "A cell is the state after the deed; . = does not exist for "
	    "him, role = not his to do, state = not now.\n");
	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++)
		print_scene(out, &scenes[i]);
}
