/* lives_go: what is so after an act, in the second model; see lives.h. */
#include "lives.h"

#include <string.h>

int
life_star(int wish)
{
	static const int stars[LIFE_WISHES] = { 1, 3, 4, 5, 4 };

	return stars[wish];
}

/* ---- certificates ------------------------------------------------------------- */

static int
end_of(const struct life_certificate *c)
{
	return c->extended > 0 ? c->extended : c->until;
}

bool
life_stands(const struct life *l, int i, const struct plant *p)
{
	const struct life_certificate *c;

	if (i < 0)
		return false;
	c = &l->c[i];
	return c->revoked == 0 && !c->replaced &&
	    l->today <= end_of(c) - (life_planted(p, P_DAY) ? 1 : 0);
}

const char *
life_status(const struct life *l, int i, const struct plant *p)
{
	const struct life_certificate *c = &l->c[i];

	if (c->revoked > 0)
		return "revoked";
	if (c->replaced)
		return c->renewed ? "renewed" : "replaced";
	if (!life_stands(l, i, p))
		return "lapsed";
	if (l->today > c->until)
		return "extended";
	return l->today >= c->until - (life_planted(p, P_WINDOW) ? 170 : 180) ? "due" : "valid";
}

static int
months_later(int day, int months)
{
	struct date d = day_date((struct day){ day });
	const int of_year = d.year * 12 + d.month - 1 + months;
	struct day found = { 0 };

	for (int back = 0; found.n == 0; back++)
		found = day_make(of_year / 12, of_year % 12 + 1, d.day - back);
	return found.n;
}

/* ---- what follows --------------------------------------------------------------------- */

static void
issue(struct life *l, const struct plant *p)
{
	struct life_certificate *c = &l->c[l->n];

	if (life_live(l) && !life_planted(p, P_KEEPS)) {
		c[-1].replaced = true;
		c[-1].renewed = l->kind == 3;
	}
	*c = (struct life_certificate){ .star = l->star, .issued = l->today, .ministry = l->up,
	    .until = months_later(l->today, life_planted(p, P_MONTHS) ? 35 : 36) };
	l->n++;
	l->proposed = 0;
	l->ordered = false;
}

static void
begin(struct life *l, int kind)
{
	struct life was = *l;

	*l = (struct life){ .today = was.today, .away = was.away, .state = "draft", .kind = kind,
	    .from = kind == 1 ? -1 : was.n - 1, .n = was.n, .proposed = was.proposed,
	    .ordered = was.ordered, .told_lapsed = was.told_lapsed, .night = was.night };
	memcpy(l->c, was.c, sizeof l->c);
}

/* An extension runs until the result (Đ12.3); what the certificate has of its own is left. */
static void
extension_over(const struct life *l, struct life_certificate *c)
{
	const int last = l->today - 1 > c->until ? l->today - 1 : c->until;

	if (c->revoked == 0 && c->extended > last)
		c->extended = last;
}

static void
go_result(struct life *l, const char *act, const struct plant *p)
{
	if (strcmp(act, "draft") == 0)
		l->drafted = true;
	if (strcmp(act, "sign") == 0) {
		const bool approved = !l->up && l->star == 5 && !life_planted(p, P_FIVE);

		l->state = approved ? "result_approved" : "recognised";
		l->drafted = false;
		l->decided = l->today;
		if (!approved)
			issue(l, p);
	}
	if (strcmp(act, "notify") == 0 || strcmp(act, "knock_out") == 0) {
		l->decided = l->today;
		if (l->kind == 3 && !life_planted(p, P_OUTLIVES))
			extension_over(l, &l->c[l->n - 1]);
	}
	if (life_word("send_back order_redo enter_redo", act))
		l->up = false;
	if (strcmp(act, "send_up") == 0) {
		l->up = l->was_up = true;
		l->drafted = false;
	}
}

static void
go_table(struct life *l, const char *act, const char *who)
{
	if (life_word("put_on_agenda ask_opinions", act)) {
		l->written = l->table = strcmp(act, "ask_opinions") == 0;
		l->session = l->closed = l->agreed = false;
		l->sealed = 0;
	}
	l->session |= strcmp(act, "open_session") == 0;
	l->table |= strcmp(act, "open_product") == 0;
	l->closed |= strcmp(act, "close") == 0;
	l->agreed |= strcmp(act, "agree") == 0;
	if (strcmp(act, "seal") == 0)
		l->sealed |= 1 << life_seat(l, who);
	if (strcmp(act, "conclude") == 0) {
		l->star = life_star(l->wish);
		l->drafted = false;
	}
}

static void
go_life(struct life *l, const char *act, const struct plant *p)
{
	struct life_certificate *c = l->n == 0 ? NULL : &l->c[l->n - 1];

	if (life_word("propose ceased order_withdraw enter_withdraw", act)) {
		l->proposed = 1;
		l->ordered = life_word("order_withdraw enter_withdraw", act);
	}
	if (strcmp(act, "drop_revoke") == 0)
		l->proposed = 0;
	if (strcmp(act, "draft_revoke") == 0)
		l->proposed = 2;
	if (strcmp(act, "sign_revoke") == 0) {
		c->revoked = l->today;
		l->proposed = 0;
		/* what would renew or pass it and is not before a council yet has nothing left to
		 * live on (the law is silent: our office ends it) */
		if (l->kind != 1 && l->from == l->n - 1 && !life_planted(p, P_GOES_ON) && !life_is(l, "on_agenda opinions concluded sent_back "
		    "result_approved recognised not_recognised withdrawn"))
			l->state = "withdrawn";
	}
	if (strncmp(act, "extend", 6) == 0)
		c->extended = c->until + 180;
	if (strcmp(act, "complain") == 0)
		l->complaint = 1;
	if (strcmp(act, "hear") == 0)
		l->complaint = 2;
	if (strcmp(act, "reply") == 0)
		l->complaint = 3;
}

void
life_go(struct life *l, const char *act, const char *who, const struct plant *p)
{
	const char *to = life_to(l, act, who, p);

	go_table(l, act, who);
	go_life(l, act, p);
	if (strncmp(act, "begin_", 6) == 0)
		begin(l, strcmp(act, "begin_first") == 0 ? 1 : strcmp(act, "begin_upgrade") == 0 ? 2 : 3);
	else if (strcmp(to, "back") == 0)
		l->state = l->reported && !l->up ? "assessed" : "accepted";
	else if (strcmp(to, "=") != 0 && strcmp(to, "result") != 0)
		l->state = to;
	go_result(l, act, p);
	l->submitted |= strcmp(act, "submit") == 0;
	l->forwarded |= strcmp(act, "forward") == 0;
	l->whole[0] |= strcmp(act, "check_commune") == 0;
	l->whole[l->up ? 2 : 1] |= strcmp(act, "check_province") == 0;
	l->assessed |= strcmp(act, "assess_commune") == 0;
	l->found |= strcmp(act, "stop") == 0;
	/* given to the team again: it is heard again */
	l->reported = strcmp(act, "report") == 0 || (l->reported && strcmp(act, "assign_team") != 0);
	if (life_word("ask_commune ask_province", act))
		l->answer_by = l->today + 10;
}

void
life_night(struct life *l, const struct plant *p)
{
	if (l->night == l->today) /* a night that has been is not had again */
		return;
	l->night = l->today;
	for (int i = 0; i < l->n; i++) {
		struct life_certificate *c = &l->c[i];

		if (c->revoked > 0 || c->replaced || l->today <= end_of(c) || c->told == end_of(c) ||
		    (life_planted(p, P_NIGHT) && l->today > end_of(c) + 1))
			continue;
		c->told = end_of(c);
		l->told_lapsed++;
	}
}
