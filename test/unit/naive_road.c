/*
 * naive_road: random walks of dossiers, decided twice: by the table of
 * core/workflow and by a second model that was written for this test alone,
 * from the order of the decision, as sentences in words. Where the two differ
 * one of them has misread the law. The last test plants errors in the second
 * one and wants each of them found.
 */
#include "base/clock.h"
#include "core/kinds.h"
#include "core/workflow.h"
#include "law_help.h"

#define SUBJECT 11
#define COMMUNE 21
#define PROVINCE 31
#define MINISTRY 41

enum person { OWNER, OTHER_OWNER, OFFICER, OTHER_OFFICER, AGENCY, OTHER_AGENCY,
	MINISTRY_DESK, LEADER, MINISTER, SEAT, SECRETARY, CHAIR, TEAM, TEAM_HEAD,
	RECUSED, SAT_ONCE, ADMIN, PERSONS };

static const struct {
	const char *name;
	unsigned roles;
	int64_t agency, subject;
} people[PERSONS] = {
	[OWNER] = { "owner", ROLE_BIT(ROLE_PRODUCER), 0, SUBJECT },
	[OTHER_OWNER] = { "other owner", ROLE_BIT(ROLE_PRODUCER), 0, 99 },
	[OFFICER] = { "officer", ROLE_BIT(ROLE_COMMUNE), COMMUNE, 0 },
	[OTHER_OFFICER] = { "other officer", ROLE_BIT(ROLE_COMMUNE), 98, 0 },
	[AGENCY] = { "agency", ROLE_BIT(ROLE_PROVINCE), PROVINCE, 0 },
	[OTHER_AGENCY] = { "other agency", ROLE_BIT(ROLE_PROVINCE), 97, 0 },
	[MINISTRY_DESK] = { "ministry", ROLE_BIT(ROLE_PROVINCE), MINISTRY, 0 },
	[LEADER] = { "leader", ROLE_BIT(ROLE_SIGNER), PROVINCE, 0 },
	[MINISTER] = { "minister", ROLE_BIT(ROLE_SIGNER), MINISTRY, 0 },
	[SEAT] = { "seat", ROLE_BIT(ROLE_COUNCIL), 0, 0 },
	[SECRETARY] = { "secretary", ROLE_BIT(ROLE_COUNCIL), 0, 0 },
	[CHAIR] = { "chair", ROLE_BIT(ROLE_COUNCIL), PROVINCE, 0 },
	[TEAM] = { "team", ROLE_BIT(ROLE_TEAM), 0, 0 },
	[TEAM_HEAD] = { "team leader", ROLE_BIT(ROLE_TEAM), 0, 0 },
	[RECUSED] = { "recused", ROLE_BIT(ROLE_COUNCIL) | ROLE_BIT(ROLE_PROVINCE),
	    PROVINCE, 0 },
	[SAT_ONCE] = { "sat once", ROLE_BIT(ROLE_COUNCIL), 0, 0 },
	[ADMIN] = { "admin", ROLE_BIT(ROLE_ADMIN), PROVINCE, 0 },
};

/* What is true of one dossier. */
struct world {
	struct dossier_facts d;
	bool five_stars, certificate; /* what the conclusion would bring */
	bool letters; /* the Ministry has an office of its own and writes */
};

/* ---- the second model ------------------------------------------------------- */

static bool is_short(const struct world *w) { return w->d.kind == DOSSIER_AGAIN && !w->d.long_again; }
static bool is_long(const struct world *w) { return !is_short(w); }
static bool is_up(const struct world *w) { return w->d.evaluator.v == MINISTRY; }
static bool is_down(const struct world *w) { return !is_up(w); }
static bool brings_none(const struct world *w) { return !w->certificate; }
static bool none_here(const struct world *w) { return !w->certificate && is_down(w); }
static bool below_up(const struct world *w) { return is_up(w) && !w->five_stars; }
static bool below_star(const struct world *w) { return w->certificate && !w->five_stars; }
static bool may_decide(const struct world *w) { return w->certificate && (is_down(w) || w->five_stars); }
static bool five_again(const struct world *w)
{
	return is_short(w) && is_down(w) && w->d.star_before == 5 && !w->d.sent_up;
}

/* "desk" is whoever evaluates: the province, or the Ministry after it was sent
 * up; "signs" its leader. "=": the state stays. */
static const struct sentence {
	const char *who, *deed, *from, *to;
	bool (*when)(const struct world *w);
} sentences[] = {
	{ "owner", "edit", "draft returned commune_asked province_asked", "=", NULL },
	{ "owner", "submit", "draft returned", "submitted", NULL },
	{ "owner", "withdraw", "draft returned submitted commune_check commune_asked "
	    "forwarded province_check province_asked accepted team assessed",
	    "withdrawn", NULL },
	{ "owner", "answer", "commune_asked", "commune_check", NULL },
	{ "owner", "answer", "province_asked", "province_check", NULL },
	{ "officer", "receive", "submitted", "commune_check", NULL },
	{ "officer", "check_commune", "commune_check", "=", NULL },
	{ "officer", "ask_commune", "commune_check", "commune_asked", NULL },
	{ "officer", "return", "submitted commune_check commune_asked", "returned", NULL },
	{ "officer", "forward", "commune_check", "forwarded", NULL },
	{ "desk", "take", "forwarded", "province_check", NULL },
	{ "desk", "check_province", "province_check", "=", NULL },
	{ "desk", "ask_province", "province_check", "province_asked", NULL },
	{ "desk", "ask_province", "team assessed", "province_asked", is_long },
	{ "desk", "resume", "province_asked", "province_check", NULL },
	{ "desk", "return", "province_asked", "returned", is_down },
	{ "desk", "survey", "province_check", "=", is_short },
	{ "desk", "accept", "province_check", "accepted", NULL },
	{ "desk", "assign_team", "accepted team assessed", "team", is_long },
	{ "desk", "put_on_agenda", "accepted assessed", "on_agenda", is_long },
	{ "desk", "take_off", "on_agenda", "back", is_long },
	{ "desk", "ask_opinions", "accepted", "opinions", is_short },
	{ "desk", "knock_out", "province_check accepted assessed", "not_recognised", NULL },
	{ "desk", "notify", "concluded", "not_recognised", none_here },
	{ "desk", "notify", "sent_back", "not_recognised", brings_none },
	{ "desk", "send_up", "result_approved", "forwarded", is_down },
	{ "desk", "send_up", "accepted", "forwarded", five_again },
	{ "desk", "send_back", "concluded", "sent_back", below_up },
	{ "desk", "evaluate_self", "sent_back", "accepted", is_down },
	{ "team", "assess", "team", "=", is_long },
	{ "team leader", "assess", "team", "=", is_long },
	{ "team leader", "report", "team", "assessed", is_long },
	{ "secretary", "meet", "opinions", "on_agenda", is_short },
	{ "secretary", "conclude", "on_agenda", "concluded", NULL },
	{ "secretary", "conclude", "opinions", "concluded", is_short },
	{ "chair", "conclude", "on_agenda", "concluded", NULL },
	{ "chair", "conclude", "opinions", "concluded", is_short },
	{ "signs", "decide", "concluded", "star", may_decide },
	{ "signs", "decide", "sent_back", "recognised", below_star },
	{ "ministry", "order_redo", "recognised not_recognised", "accepted", is_down },
	{ "ministry", "order_withdraw", "recognised", "=", is_down },
	{ "postroom", "enter_redo", "recognised not_recognised", "accepted", is_down },
	{ "postroom", "enter_withdraw", "recognised", "=", is_down },
};
#define SENTENCES_N (sizeof(sentences) / sizeof(sentences[0]))

static bool
has_word(const char *words, const char *word)
{
	const size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)) != NULL; p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == 0))
			return true;
	return false;
}

static bool
person_is(const struct world *w, enum person who, const char *word)
{
	const bool up = is_up(w);

	if (strcmp(word, "desk") == 0)
		return who == (up ? MINISTRY_DESK : AGENCY);
	/* what a Ministry elsewhere wants of a province, the province writes down */
	if (strcmp(word, "postroom") == 0)
		return who == AGENCY && w->letters;
	if (strcmp(word, "signs") == 0)
		return who == (up ? MINISTER : LEADER);
	return strcmp(people[who].name, word) == 0;
}

/* Who may know of it at all. */
static bool
naive_sees(const struct world *w, enum person who)
{
	const char *s = state_name(w->d.state);
	const bool over = has_word("recognised not_recognised result_approved sent_back", s);
	const bool council = over || has_word("on_agenda opinions concluded", s);
	const bool desk = council || has_word("forwarded province_check province_asked "
	    "accepted team assessed", s) || (w->d.was_forwarded &&
	    w->d.was_submitted && has_word("withdrawn", s));

	switch (who) {
	case OWNER: return true;
	case OFFICER:
		return has_word("withdrawn", s) ? w->d.was_submitted : !has_word("draft", s);
	case AGENCY: return desk;
	case MINISTRY_DESK: return is_up(w) ? desk : over;
	case TEAM: case TEAM_HEAD:
		return council || has_word("team assessed province_asked "
		    "province_check accepted", s);
	case SEAT: case SECRETARY: case CHAIR: return council;
	case LEADER: return over || (is_down(w) && has_word("concluded", s));
	case MINISTER: return is_up(w) && (over || has_word("concluded", s));
	case SAT_ONCE: return over;
	case OTHER_OWNER: case OTHER_OFFICER: case OTHER_AGENCY: case RECUSED:
	case ADMIN: case PERSONS: break;
	}
	return false;
}

struct answer {
	const char *why; /* NULL: may */
	const char *next;
};

/* `broken`: the sentence that was spoilt, or -1. */
static struct answer
naive_answer(const struct world *w, enum person who, const char *deed, int broken)
{
	struct answer a = { "wrong_role", NULL };

	if (!naive_sees(w, who))
		return (struct answer){ "absent", NULL };
	for (size_t i = 0; i < SENTENCES_N; i++) {
		const struct sentence *s = &sentences[i];
		const char *to = s->to;

		if (strcmp(s->deed, deed) != 0 || !person_is(w, who, s->who))
			continue;
		if ((int)i == broken || !has_word(s->from, state_name(w->d.state)) ||
		    (s->when != NULL && !s->when(w))) {
			a.why = "wrong_state";
			continue;
		}
		if (strcmp(to, "=") == 0)
			to = state_name(w->d.state);
		else if (strcmp(to, "back") == 0)
			to = w->d.assessed ? "assessed" : "accepted";
		else if (strcmp(to, "star") == 0)
			to = is_down(w) && w->five_stars ? "result_approved" : "recognised";
		return (struct answer){ NULL, to };
	}
	return a;
}

/* ---- the walk ----------------------------------------------------------------- */

static uint32_t
dice(struct chance *c, uint32_t sides)
{
	uint32_t v;

	c->fill(c, &v, sizeof(v));
	return v % sides;
}

/* What a council could conclude, with the facts that follow. */
static void
conclude(struct world *w, struct chance *c)
{
	const struct pack *p = law_pack(the_law(), S("qd26-2026"));

	w->d.star = (int)dice(c, 6);
	w->d.band = pack_band(p, w->d.star);
	w->five_stars = w->d.star == 5;
	w->certificate = w->d.star >= 3 && !w->d.revoked &&
	    !(w->d.kind == DOSSIER_UPGRADE && w->d.before_stands &&
	    w->d.star <= w->d.star_before);
}

static void
world_somewhere(struct world *w, struct chance *c)
{
	w->d.state = (enum dossier_state)(1 + dice(c, ST__COUNT - 1));
	w->d.was_submitted = w->d.state != ST_WITHDRAWN || dice(c, 2) == 0;
	w->d.was_forwarded = w->d.was_submitted && dice(c, 4) > 0;
	w->d.assessed = dice(c, 2) == 0;
	w->d.sent_up = dice(c, 2) == 0;
	if (w->d.sent_up && dice(c, 2) == 0)
		w->d.evaluator.v = MINISTRY;
}

static struct world
world_begin(struct chance *c)
{
	struct world w = { .d = { .state = ST_DRAFT,
		.kind = (enum dossier_kind)(1 + dice(c, 3)),
		.subject = { SUBJECT }, .commune = { COMMUNE },
		.province = { PROVINCE }, .evaluator = { PROVINCE },
		.ministry = { MINISTRY }, .long_again = dice(c, 4) == 0 } };

	w.letters = w.d.above_away = dice(c, 2) == 0;
	if (w.d.kind != DOSSIER_FIRST) {
		w.d.star_before = 3 + (int)dice(c, 3);
		w.d.before_stands = dice(c, 3) > 0;
		w.d.revoked = !w.d.before_stands && dice(c, 2) > 0;
	}
	conclude(&w, c);
	if (dice(c, 2) == 0) /* half begin somewhere on the road */
		world_somewhere(&w, c);
	return w;
}

/* How the person who asks stands to it: the store would say so. */
static struct dossier_facts
facts_for(const struct world *w, enum person who)
{
	struct dossier_facts d = w->d;

	d.seated = who == SEAT || who == CHAIR || who == RECUSED;
	d.secretary = who == SECRETARY;
	d.chair = who == CHAIR;
	d.recused = who == RECUSED;
	d.sat = who == SAT_ONCE || d.seated;
	d.teamed = who == TEAM || who == TEAM_HEAD;
	d.leads_team = who == TEAM_HEAD;
	return d;
}

static void
world_go(struct world *w, enum deed deed, enum dossier_state next, struct chance *c)
{
	w->d.state = next;
	w->d.was_submitted |= next == ST_SUBMITTED;
	w->d.was_forwarded |= next == ST_FORWARDED;
	w->d.assessed |= next == ST_ASSESSED;
	if (deed == DO_SEND_UP) {
		w->d.evaluator.v = MINISTRY;
		w->d.sent_up = true;
	}
	if (deed == DO_SEND_BACK || deed == DO_ORDER_REDO || deed == DO_ENTER_REDO)
		w->d.evaluator.v = PROVINCE;
	if (deed == DO_CONCLUDE)
		conclude(w, c);
}

static bool
same(const struct verdict *v, const struct answer *a)
{
	if (v->why != NULL || a->why != NULL)
		return v->why != NULL && a->why != NULL &&
		    strcmp(v->why->code, a->why) == 0;
	return strcmp(state_name(v->next), a->next) == 0;
}

struct tally {
	int steps, went, differ;
	bool deeds[DEED__COUNT], states[ST__COUNT];
	char first[160]; /* the first difference */
};

/* One act tried by one person, decided both ways. */
static struct verdict
try_both(const struct world *w, int what, int broken, struct tally *t)
{
	const enum person who = (enum person)(what % PERSONS);
	const enum deed deed = (enum deed)(DO_EDIT + what / PERSONS);
	const struct actor actor = { .id = { 1 + (int64_t)who },
		.roles = people[who].roles, .agency = { people[who].agency },
		.subject = { people[who].subject } };
	const struct dossier_facts d = facts_for(w, who);
	const struct verdict v = workflow_decide(&actor, &d, deed);
	const struct answer a = naive_answer(w, who, deed_name(deed), broken);

	t->steps++;
	if (!same(&v, &a) && t->differ++ == 0)
		(void)snprintf(t->first, sizeof(t->first), "%s %s at %s: %s, %s",
		    people[who].name, deed_name(deed), state_name(w->d.state),
		    v.why == NULL ? state_name(v.next) : v.why->code,
		    a.why == NULL ? a.next : a.why);
	return v;
}

/* Few give up, go back or stay: most walks should get far. */
static bool
is_idle(const struct world *w, enum deed deed, enum dossier_state next,
    struct chance *c)
{
	const bool idle = next == w->d.state || deed == DO_WITHDRAW ||
	    deed == DO_RETURN || deed == DO_KNOCK_OUT || deed == DO_TAKE_OFF;

	return idle && dice(c, 5) > 0;
}

/* An order in which everything comes once, another each time. */
static int
stride_draw(int all, struct chance *c)
{
	int a, b;
	const int stride = 1 + (int)dice(c, (uint32_t)all - 1);

	for (a = all, b = stride; b != 0;) {
		const int rest = a % b;

		a = b;
		b = rest;
	}
	return a == 1 ? stride : 1;
}

/* Dossiers walk on: from a drawn place on, everybody tries every act until one
 * of them may. */
static struct tally
walk(uint64_t seed, int dossiers, int broken)
{
	const int all = PERSONS * (DEED__COUNT - DO_EDIT);
	struct chance c = { chance_fill_counted, seed };
	struct tally t = { 0 };

	for (int n = 0; n < dossiers && (broken < 0 || t.differ == 0); n++) {
		struct world w = world_begin(&c);

		for (int step = 0; step < 20; step++) {
			const int from = (int)dice(&c, (uint32_t)all);
			const int stride = stride_draw(all, &c);

			for (int i = 0; i < all; i++) {
				const int what = (from + i * stride) % all;
				const enum deed deed = (enum deed)(DO_EDIT + what / PERSONS);
				const struct verdict v = try_both(&w, what, broken, &t);

				if (v.why != NULL || is_idle(&w, deed, v.next, &c))
					continue;
				t.went++;
				t.deeds[deed] = t.states[v.next] = true;
				world_go(&w, deed, v.next, &c);
				break;
			}
		}
	}
	return t;
}

static void
walks_agree_with_the_second_model(void)
{
	const struct tally t = walk(26, 400, -1);

	unit_row("%s", t.first);
	CHECK_INT(t.differ, 0);
	/* a walk that goes nowhere proves nothing */
	CHECK(t.went > 2000);
	for (int deed = DO_EDIT; deed < DEED__COUNT; deed++) {
		unit_row("%s was never done", deed_name((enum deed)deed));
		CHECK(t.deeds[deed]);
	}
	for (int s = ST_SUBMITTED; s < ST__COUNT; s++) {
		unit_row("%s was never reached", state_name((enum dossier_state)s));
		CHECK(t.states[s]);
	}
}

/* The control: each sentence left out of the second model is noticed. */
static void
a_planted_error_is_found(void)
{
	for (size_t i = 0; i < SENTENCES_N; i++) {
		unit_row("sentence %zu: %s %s", i, sentences[i].who,
		    sentences[i].deed);
		CHECK(walk(26, 400, (int)i).differ > 0);
	}
}

static const struct unit_test tests[] = {
	{ "random walks agree with a second model", walks_agree_with_the_second_model },
	{ "an error planted in the second model is found", a_planted_error_is_found },
};
UNIT_MAIN(tests)
