/* lives_law: the second, naive model of the law; see lives.h.
 *
 * Written from the order of the decision (QĐ 26/2026 Đ4 to Đ12), sentence by
 * sentence, not from the tables of the program. A sentence: who may do this, from
 * which states, where it leads, and under which condition. What the law does not
 * say is SILENT and not tried, or is what an office of this test has chosen.
 */
#include "lives.h"

#include <string.h>

const struct plant plants[] = {
	{ "a commune forwards to nobody", "forward", "commune_check", 0 },
	{ "an answer leads to the other office", "answer", "commune_check", 0 },
	{ "nobody withdraws", "withdraw", NULL, 0 },
	{ "a return is the end", "return", "withdrawn", 0 },
	{ "a knock-out goes on", "knock_out", "accepted", 0 },
	{ "the team's report is no step", "report", "team", 0 },
	{ "the council is not asked in writing", "ask_opinions", NULL, 0 },
	{ "what the Ministry gives back is over", "send_back", "not_recognised", 0 },
	{ "an order to do it again begins at the commune", "order_redo", "commune_check", 0 },
	{ "nothing is revoked because production has ended", "ceased", NULL, 0 },
	{ "a certificate has 35 months", NULL, NULL, P_MONTHS },
	{ "the window opens ten days later", NULL, NULL, P_WINDOW },
	{ "a certificate lapses on its last day", NULL, NULL, P_DAY },
	{ "a new certificate leaves the old one", NULL, NULL, P_KEEPS },
	{ "the council does not hear the team", NULL, NULL, P_TEAM },
	{ "a province need not wait for the date it set", NULL, NULL, P_OVERDUE },
	{ "a complaint has 120 days", NULL, NULL, P_COMPLAINT },
	{ "two dossiers at a time", NULL, NULL, P_TWO },
	{ "a revoked certificate is renewed", NULL, NULL, P_RENEW },
	{ "an upgrade to the same star replaces", NULL, NULL, P_EQUAL },
	{ "two stars are recognised", NULL, NULL, P_WEAK },
	{ "a province recognises five stars", NULL, NULL, P_FIVE },
	{ "a night that was missed is lost", NULL, NULL, P_NIGHT },
	{ "an extension is given twice", NULL, NULL, P_TWICE },
	{ "an extension has 181 days", NULL, NULL, P_FAR },
	{ "an extension outlives its result", NULL, NULL, P_OUTLIVES },
	{ "another commune receives", NULL, NULL, P_STRANGER },
	{ "one sheet is enough", NULL, NULL, P_ALONE },
	{ "it is concluded before it is closed", NULL, NULL, P_OPEN },
	{ "a complaint is answered unheard", NULL, NULL, P_UNHEARD },
	{ "an order of the Ministry is dropped", NULL, NULL, P_DROP },
	{ "a letter of a Ministry that works here is entered", NULL, NULL, P_LETTER },
	{ "nobody enters a letter", "enter_redo", NULL, 0 },
	{ "what a letter orders begins at the commune", "enter_redo", "commune_check", 0 },
	{ "a renewal outlives its certificate", NULL, NULL, P_GOES_ON },
};
const size_t plants_n = sizeof plants / sizeof plants[0];

static const char *const states[] = { "none", "draft", "submitted", "commune_check",
	"commune_asked", "forwarded", "province_check", "province_asked", "accepted", "on_agenda",
	"concluded", "recognised", "not_recognised", "result_approved", "returned", "withdrawn",
	"sent_back", "opinions", "team", "assessed" };

const char *
life_state_name(int number)
{
	return states[number > 0 && (size_t)number < sizeof states / sizeof states[0] ? number : 0];
}

bool
life_planted(const struct plant *p, enum planted kind)
{
	return p != NULL && p->kind == (int)kind;
}

bool
life_word(const char *words, const char *word)
{
	const size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)) != NULL; p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == 0))
			return true;
	return false;
}

bool life_is(const struct life *l, const char *words) { return life_word(words, l->state); }
static enum may may_if(bool yes) { return yes ? MAY : MAY_NOT; }

/* ---- conditions ------------------------------------------------------------------ */

/* The result brings no certificate: too few stars, nothing left to renew, or an upgrade
 * that brought nothing higher while the old one stands. */
static bool
brings_none(const struct life *l, const struct plant *p)
{
	if (l->star < (life_planted(p, P_WEAK) ? 1 : 3))
		return true;
	if (l->from >= 0 && l->c[l->from].revoked > 0 && !life_planted(p, P_RENEW))
		return true;
	return l->kind == 2 && life_stands(l, l->from, p) && l->star <= l->c[l->from].star &&
	    !(life_planted(p, P_EQUAL) && l->star == l->c[l->from].star);
}

static bool
free_now(const struct life *l, const struct plant *p)
{
	return life_is(l, "recognised not_recognised withdrawn") || life_planted(p, P_TWO);
}

static enum may
when_begin(const struct life *l, const char *act, const struct plant *p)
{
	const bool there = l->n > 0 && life_stands(l, l->n - 1, p);
	const struct life_certificate *c = l->n == 0 ? NULL : &l->c[l->n - 1];

	if (!free_now(l, p))
		return MAY_NOT;
	if (l->n == LIFE_CERTIFICATES)
		return SILENT;
	if (strcmp(act, "begin_first") == 0)
		return may_if(!there);
	if (strcmp(act, "begin_upgrade") == 0)
		return may_if(there && c->star < 5);
	if (!there) /* late is late, but of what has lapsed little is said (Đ12.3) */
		return c != NULL && c->revoked == 0 && !c->replaced && l->today <= c->until + 180 ?
		    SILENT : MAY_NOT;
	return may_if(l->today >= c->until - (life_planted(p, P_WINDOW) ? 170 : 180));
}

static enum may
when_extend(const struct life *l, const char *act, const struct plant *p)
{
	const struct life_certificate *c = &l->c[l->n > 0 ? l->n - 1 : 0];

	/* until the result, at most 180 days; when that has come it is over, and is not given anew */
	if (l->n == 0 || c->revoked > 0 || c->replaced || (c->extended > 0 && !life_planted(p, P_TWICE)) ||
	    (strcmp(act, "extend_far") == 0 && !life_planted(p, P_FAR)) || l->today < c->until - 180 || l->today > c->until + 180)
		return MAY_NOT;
	return l->kind == 3 && !life_is(l, "recognised not_recognised withdrawn draft") ? MAY : SILENT;
}

bool
life_live(const struct life *l)
{
	return l->n > 0 && l->c[l->n - 1].revoked == 0 && !l->c[l->n - 1].replaced;
}

static int
seats_of(unsigned bits)
{
	return (int)((bits & 1) + (bits >> 1 & 1) + (bits >> 2 & 1));
}

int
life_seat(const struct life *l, const char *who)
{
	const char *const seats[] = { l->up ? "minister" : "chair", "member", "member2" };

	for (int i = 0; i < LIFE_SEATS; i++)
		if (strcmp(seats[i], who) == 0)
			return i;
	return -1;
}

static enum may
when_table(const struct life *l, const char *act, const char *who, const struct plant *p)
{
	const bool closed = l->closed || life_planted(p, P_OPEN);

	if (strcmp(act, "open_session") == 0)
		return may_if(!l->session && !l->written);
	if (strcmp(act, "open_product") == 0)
		return may_if(l->session && !l->table);
	if (strcmp(act, "take_off") == 0)
		return may_if(!l->table && !l->written && l->kind != 3);
	if (strcmp(act, "seal") == 0)
		return may_if(l->table && !l->closed && !(l->sealed >> life_seat(l, who) & 1));
	if (strcmp(act, "close") == 0)
		return !l->table || l->closed ? MAY_NOT : seats_of((unsigned)l->sealed) < 2 ?
		    may_if(l->sealed > 0 && life_planted(p, P_ALONE)) : l->sealed == 7 ? MAY : SILENT;
	if (strcmp(act, "agree") == 0)
		return !l->closed ? MAY_NOT : l->agreed ? SILENT : MAY;
	return !closed ? MAY_NOT : l->agreed || !l->closed ? MAY : l->wish == 0 ? SILENT : MAY_NOT;
}

static enum may
when_result(const struct life *l, const char *act, const struct plant *p)
{
	const bool none = brings_none(l, p), back = life_is(l, "sent_back");

	if (strcmp(act, "draft") == 0)
		return may_if(!l->drafted && !none && (!l->up || l->star == 5));
	if (strcmp(act, "sign") == 0)
		return may_if(l->drafted && !none);
	if (strcmp(act, "notify") == 0)
		return l->drafted ? SILENT : may_if(none && (!l->up || back));
	if (strcmp(act, "send_back") == 0)
		return may_if(l->up && l->star < 5);
	return l->drafted ? SILENT : may_if(!l->up); /* evaluate_self */
}

static enum may
when_up(const struct life *l)
{
	if (life_is(l, "result_approved"))
		return MAY;
	if (l->kind != 3 || l->up || l->was_up || !l->c[l->from].ministry)
		return MAY_NOT;
	return l->c[l->from].revoked > 0 ? SILENT : MAY;
}

static enum may
when_revoke(const struct life *l, const char *act, const struct plant *p)
{
	if (strcmp(act, "propose") == 0 || strcmp(act, "ceased") == 0)
		return may_if(life_live(l) && l->proposed == 0);
	if (strcmp(act, "drop_revoke") == 0)
		return l->proposed == 1 ? may_if(!l->ordered || life_planted(p, P_DROP)) : l->proposed == 2 ? MAY_NOT : SILENT;
	if (strcmp(act, "draft_revoke") == 0)
		return may_if(life_live(l) && l->proposed == 1);
	/* sign_revoke; what it does to an upgrade that is done again by order nobody says */
	if (l->kind != 1 && l->from != l->n - 1 && !life_is(l, "recognised not_recognised withdrawn"))
		return l->proposed == 2 ? SILENT : MAY_NOT;
	return may_if(life_live(l) && l->proposed == 2);
}

static enum may
when_order(const struct life *l, const char *act, const struct plant *p)
{
	const bool revoked = l->n > 0 && l->c[l->n - 1].revoked > 0;

	if (l->up || (life_word("enter_redo enter_withdraw", act) && !l->away && !life_planted(p, P_LETTER)))
		return MAY_NOT;
	if (life_word("order_redo enter_redo", act))
		return revoked || l->n == LIFE_CERTIFICATES ? SILENT : MAY;
	return l->proposed > 0 ? SILENT : may_if(!revoked);
}

static enum may
when_complaint(const struct life *l, const char *act, const struct plant *p)
{
	const int days = l->today - l->decided;

	/* ninety days, and on to the next working day when the last is none (BLDS Đ148) */
	if (strcmp(act, "complain") == 0)
		return l->decided == 0 ? MAY_NOT : l->complaint == 3 ||
		    !life_is(l, "recognised not_recognised") ? SILENT : l->complaint > 0 ? MAY_NOT :
		    days <= (life_planted(p, P_COMPLAINT) ? 120 : 90) ? MAY : days <= 105 ? SILENT : MAY_NOT;
	if (l->complaint == 0)
		return SILENT;
	if (strcmp(act, "reply") == 0 && l->complaint == 1)
		return may_if(life_planted(p, P_UNHEARD));
	return may_if(l->complaint == (strcmp(act, "hear") == 0 ? 1 : 2));
}

/* What stands beside the state. */
static enum may
when_step(const struct life *l, const char *act, const struct plant *p)
{
	const bool over = l->today > l->answer_by || life_planted(p, P_OVERDUE);

	if (strcmp(act, "submit") == 0)
		return l->from >= 0 && !life_stands(l, l->from, p) ? SILENT : MAY;
	if (strcmp(act, "check_commune") == 0)
		return l->whole[0] ? SILENT : MAY;
	if (strcmp(act, "forward") == 0)
		return may_if(l->whole[0] && l->assessed);
	if (strcmp(act, "check_province") == 0)
		return l->whole[l->up ? 2 : 1] ? SILENT : MAY;
	if (strcmp(act, "accept") == 0)
		return may_if(l->whole[l->up ? 2 : 1]);
	if (strcmp(act, "resume") == 0)
		return may_if(over);
	if (strcmp(act, "give_back") == 0)
		return may_if(over && !l->up);
	if (strcmp(act, "assign_team") == 0)
		return l->kind == 3 ? MAY_NOT : l->up || !life_is(l, "accepted") ? SILENT : MAY;
	if (strcmp(act, "report") == 0)
		return may_if(l->found); /* every finding, or a reason to stop */
	if (strcmp(act, "put_on_agenda") == 0)
		return may_if(l->kind != 3 && (l->up || l->reported || life_is(l, "assessed") ||
		    life_planted(p, P_TEAM)));
	if (strcmp(act, "ask_opinions") == 0)
		return l->kind != 3 ? MAY_NOT : l->c[l->from].ministry && !l->up && !l->was_up ?
		    SILENT : MAY;
	return MAY;
}

/* ---- the sentences ------------------------------------------------------------------ */

enum about { STEP, TABLE, RESULT, UP, BEGIN, LIFE, ORDER, COMPLAINT };

static const struct sentence {
	const char *act, *who, *from, *to; /* from NULL: whatever the dossier's state is; to "=": stays */
	enum about about;
	const char *clause;
} law[] = {
	{ "edit", "owner", "draft returned commune_asked province_asked", "=", STEP, "Đ6.1" },
	{ "submit", "owner", "draft returned", "submitted", STEP, "Đ7.1" },
	{ "withdraw", "owner", "draft returned submitted commune_check commune_asked forwarded "
	    "province_check province_asked accepted team assessed", "withdrawn", STEP, "silent" },
	{ "answer", "owner", "commune_asked", "commune_check", STEP, "Đ7.2" },
	{ "answer", "owner", "province_asked", "province_check", STEP, "Đ7.3.a" },
	{ "receive", "officer", "submitted", "commune_check", STEP, "Đ7.2" },
	{ "check_commune", "officer", "commune_check", "=", STEP, "Đ7.2.a" },
	{ "assess_commune", "officer", "commune_check", "=", STEP, "Đ7.2.a" },
	{ "ask_commune", "officer", "commune_check", "commune_asked", STEP, "Đ7.2" },
	{ "return", "officer", "submitted commune_check commune_asked", "returned", STEP, "Đ7.2" },
	{ "forward", "officer", "commune_check", "forwarded", STEP, "Đ6.2, Đ7.2.b" },
	{ "take", "desk", "forwarded", "province_check", STEP, "Đ7.3.a, Đ7.4.a" },
	{ "check_province", "desk", "province_check", "=", STEP, "Đ7.3.a" },
	{ "ask_province", "desk", "province_check", "province_asked", STEP, "Đ7.3.a" },
	{ "ask_province", "desk", "team assessed", "province_asked", STEP, "Đ7.3.c, Đ7.4.c" },
	{ "resume", "desk", "province_asked", "province_check", STEP, "silent" },
	{ "give_back", "desk", "province_asked", "returned", STEP, "silent" },
	{ "accept", "desk", "province_check", "accepted", STEP, "Đ7.3.a" },
	{ "assign_team", "desk", "accepted team assessed", "team", STEP, "Đ7.3.c" },
	{ "find", "team", "team", "=", STEP, "Đ7.3.c" },
	{ "stop", "team", "team", "=", STEP, "Đ7.3.c" },
	{ "report", "leader", "team", "assessed", STEP, "Đ7.3.c" },
	{ "put_on_agenda", "desk", "accepted assessed", "on_agenda", STEP, "Đ7.3.d" },
	{ "ask_opinions", "desk", "accepted", "opinions", STEP, "Đ7.6.d" },
	{ "knock_out", "desk", "province_check accepted assessed", "not_recognised", STEP, "Phụ lục II" },
	{ "take_off", "desk", "on_agenda", "back", TABLE, "silent" },
	{ "open_session", "secretary", "on_agenda", "=", TABLE, "Đ7.3.d" },
	{ "open_product", "secretary", "on_agenda", "=", TABLE, "Đ7.3.d" },
	{ "seal", "seat", "on_agenda opinions", "=", TABLE, "Đ3, Đ7.6.d" },
	{ "close", "secretary", "on_agenda opinions", "=", TABLE, "Đ3" },
	{ "agree", "secretary", "on_agenda opinions", "=", TABLE, "Đ3" },
	{ "conclude", "secretary", "on_agenda opinions", "concluded", TABLE, "Đ7.3.d" },
	{ "draft", "desk", "concluded sent_back", "=", RESULT, "Đ7.3.đ" },
	{ "sign", "signs", "concluded sent_back", "result", RESULT, "Đ7.3.đ, e, Đ7.4.e, g" },
	{ "notify", "desk", "concluded sent_back", "not_recognised", RESULT, "Đ4.1.a, Đ7.3.g" },
	{ "send_back", "desk", "concluded", "sent_back", RESULT, "Đ7.4.g" },
	{ "evaluate_self", "desk", "sent_back", "accepted", RESULT, "Đ7.4.g" },
	{ "send_up", "desk", "result_approved accepted", "forwarded", UP, "Đ6.3, Đ7.3.e" },
	{ "order_redo", "ministry", "recognised not_recognised", "accepted", ORDER, "Đ10.1.b" },
	{ "order_withdraw", "ministry", "recognised", "=", ORDER, "Đ10.1.b" },
	{ "enter_redo", "home", "recognised not_recognised", "accepted", ORDER, "Đ10.1.b" },
	{ "enter_withdraw", "home", "recognised", "=", ORDER, "Đ10.1.b" },
	{ "begin_first", "owner", NULL, "draft", BEGIN, "Đ6.1.a" },
	{ "begin_upgrade", "owner", NULL, "draft", BEGIN, "Đ6.1.b, Đ7.5" },
	{ "begin_again", "owner", NULL, "draft", BEGIN, "Đ6.1.c, Đ7.6.a" },
	{ "extend", "home", NULL, "=", LIFE, "Đ12.3" },
	{ "extend", "keeper", NULL, "=", LIFE, "Đ12.3" },
	{ "extend_far", "keeper", NULL, "=", LIFE, "Đ12.3" },
	{ "propose", "keeper", NULL, "=", LIFE, "Đ8.3" },
	{ "ceased", "officer", NULL, "=", LIFE, "Đ8.1.đ, Đ8.4" },
	{ "ceased", "keeper", NULL, "=", LIFE, "Đ8.1.đ, Đ8.3" },
	{ "drop_revoke", "keeper", NULL, "=", LIFE, "Đ8.3" },
	{ "draft_revoke", "keeper", NULL, "=", LIFE, "Đ8.3" },
	{ "sign_revoke", "revokes", NULL, "=", LIFE, "Đ8.2" },
	{ "complain", "owner", NULL, "=", COMPLAINT, "Luật Khiếu nại" },
	{ "hear", "home", NULL, "=", COMPLAINT, "Luật Khiếu nại" },
	{ "reply", "home", NULL, "=", COMPLAINT, "Luật Khiếu nại" },
};
#define LAW_N (sizeof law / sizeof law[0])

static bool
person_is(const struct life *l, const char *who, const char *word, const struct plant *p)
{
	const bool kept_above = l->n > 0 && l->c[l->n - 1].ministry;
	const struct { const char *word, *who; } is_one[] = {
		{ "owner", "producer" }, { "officer", "commune" },
		{ "desk", l->up ? "ministry" : "province" }, { "home", "province" },
		{ "ministry", "ministry" }, { "signs", l->up ? "minister" : "signer" },
		{ "secretary", l->up ? "member3" : "secretary" }, { "leader", "team" },
		{ "team", "team" }, { "team", "team2" },
		{ "keeper", kept_above ? "ministry" : "province" },
		{ "revokes", kept_above ? "minister" : "signer" },
	};

	if (life_planted(p, P_STRANGER) && strcmp(word, "officer") == 0 && strcmp(who, "commune2") == 0)
		return true;
	if (strcmp(word, "seat") == 0)
		return life_seat(l, who) >= 0;
	for (size_t i = 0; i < sizeof is_one / sizeof is_one[0]; i++)
		if (strcmp(is_one[i].word, word) == 0 && strcmp(is_one[i].who, who) == 0)
			return true;
	return false;
}

bool
life_stranger(const char *who)
{
	return life_word("producer2 commune2 province3", who);
}

static enum may
when(const struct life *l, const struct sentence *s, const char *who, const struct plant *p)
{
	switch (s->about) {
	case STEP: return when_step(l, s->act, p);
	case TABLE: return when_table(l, s->act, who, p);
	case RESULT: return when_result(l, s->act, p);
	case UP: return when_up(l);
	case BEGIN: return when_begin(l, s->act, p);
	case LIFE: return strncmp(s->act, "extend", 6) == 0 ? when_extend(l, s->act, p) :
	    when_revoke(l, s->act, p);
	case ORDER: return when_order(l, s->act, p);
	case COMPLAINT: return when_complaint(l, s->act, p);
	default: return SILENT;
	}
}

/* The sentence under which it may be done; NULL: none, *out says why. */
static const struct sentence *
sentence_of(const struct life *l, const char *act, const char *who, const struct plant *p,
    enum may *out)
{
	*out = MAY_NOT;
	for (size_t i = 0; i < LAW_N; i++) {
		const struct sentence *s = &law[i];

		if (strcmp(s->act, act) != 0 || !person_is(l, who, s->who, p) ||
		    (s->from != NULL && !life_is(l, s->from)))
			continue;
		if (p != NULL && p->act != NULL && p->to == NULL && strcmp(p->act, act) == 0)
			continue;
		*out = when(l, s, who, p);
		return s;
	}
	return NULL;
}

/* What others than those of the law are told is not asked here of everybody: the home
 * office of what the Ministry keeps, the desk of a product that is not its turn. */
static bool
unsaid(const struct life *l, const char *act, const char *who)
{
	return l->n > 0 && l->c[l->n - 1].ministry && strcmp(who, "province") == 0 &&
	    life_word("propose ceased drop_revoke draft_revoke extend", act);
}

bool
life_usual(const struct life *l, const char *act, const char *who)
{
	for (size_t i = 0; i < LAW_N; i++)
		if (strcmp(law[i].act, act) == 0 && person_is(l, who, law[i].who, NULL))
			return true;
	return false;
}

enum may
life_may(const struct life *l, const char *act, const char *who, const struct plant *p)
{
	enum may m;

	if (unsaid(l, act, who) || (l->away && life_word("ministry minister", who)))
		return SILENT;
	(void)sentence_of(l, act, who, p, &m);
	return m;
}

const char *
life_to(const struct life *l, const char *act, const char *who, const struct plant *p)
{
	enum may m;

	return p != NULL && p->act != NULL && p->to != NULL && strcmp(p->act, act) == 0 ? p->to :
	    sentence_of(l, act, who, NULL, &m)->to;
}
