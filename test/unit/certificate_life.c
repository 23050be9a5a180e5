/*
 * The life of a certificate against a second, naive one: a diary that goes day
 * by day and switches a status, as a clerk with a card index would. The program
 * computes the status of a day from facts and never switches anything; for
 * every random life both must say the same on every day, and the night must
 * write each change once, whichever nights it missed.
 */
#include "law_help.h"

#include "core/certificate_life.h"

static uint64_t seed = 26;

static int
dice(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

/* The clerk's card. */
struct card {
	const char *status;
	int until, extended;
};

static bool
card_ended(const struct card *c)
{
	return strcmp(c->status, "revoked") == 0 || strcmp(c->status, "replaced") == 0 ||
	    strcmp(c->status, "renewed") == 0;
}

/* Every morning the clerk looks at the date and turns the card. */
static void
card_morning(struct card *c, int today)
{
	if (card_ended(c))
		return;
	if (strcmp(c->status, "valid") == 0 && today >= c->until - 180)
		c->status = "due";
	if (strcmp(c->status, "due") == 0 && today > c->until)
		c->status = c->extended >= today ? "extended" : "lapsed";
	if (strcmp(c->status, "extended") == 0 && today > c->extended)
		c->status = "lapsed";
}

/* What the clerk may do, said again from the law's words. */
static bool
card_act(struct card *c, struct certificate_facts *f, int act, int today)
{
	const char *s = c->status;
	bool over = strcmp(s, "lapsed") == 0, open = !card_ended(c);

	switch (act) {
	case TURN_EXTEND:
		if (strcmp(s, "due") != 0 && (!over || today > c->until + 180))
			return false;
		if (c->extended > 0)
			return false;
		c->extended = c->until + 180;
		f->extended.n = c->extended;
		if (over)
			c->status = "extended";
		return true;
	case TURN_END:
		if (strcmp(s, "due") == 0) { /* given ahead: taken back, its own days stay */
			if (c->extended > 0)
				c->extended = f->extended.n = c->until;
			return true;
		}
		if (strcmp(s, "extended") != 0)
			return false;
		c->extended = today - 1;
		f->extended.n = today - 1;
		c->status = "lapsed";
		return true;
	case TURN_RENEW:
		if (!open)
			return false;
		c->status = "renewed";
		f->replaced = f->renewed = true;
		return true;
	case TURN_UPGRADE:
		if (!open || over)
			return false;
		c->status = "replaced";
		f->replaced = true;
		return true;
	default:
		if (!open)
			return false;
		c->status = "revoked";
		f->revoked.n = today;
		return true;
	}
}

static const struct pack *
pack(void)
{
	return law_pack(the_law(), S("qd26-2026"));
}

/* One life: issued, then some acts on random days, walked for five years. */
static void
one_life(int number)
{
	const struct day issued = day_make(2026, 6, 1 + dice(28));
	struct certificate_facts f = { .valid_until = certificate_until(pack(), issued) };
	struct card card = { "valid", f.valid_until.n, 0 };

	for (int today = issued.n; today < issued.n + 5 * 365; today++) {
		struct day day = { today };
		enum certificate_status was;
		int act;

		card_morning(&card, today);
		was = certificate_status(&f, pack(), day);
		if (strcmp(certificate_status_name(was), card.status) != 0) {
			unit_row("life %d, day %d", number, today - issued.n);
			CHECK_STR(str_c(certificate_status_name(was)), str_c(card.status));
			return;
		}
		if (dice(400) != 0)
			continue;
		act = TURN_EXTEND + dice(TURN__COUNT - TURN_EXTEND);
		/* once, and only while some of it is left: the act's own rules */
		if (act == TURN_EXTEND && (f.extended.n != 0 ||
		    today > certificate_extension_most(pack(), f.valid_until).n))
			continue;
		unit_row("life %d, day %d, %s", number, today - issued.n,
		    certificate_turn_name((enum certificate_turn)act));
		if (!CHECK_INT(certificate_turn_check(was, (enum certificate_turn)act) == NULL,
		    card_act(&card, &f, act, today)))
			return;
		if (certificate_after(was, (enum certificate_turn)act) != 0)
			CHECK_STR(str_c(certificate_status_name(certificate_after(was,
			    (enum certificate_turn)act))), str_c(card.status));
	}
	unit_row("%s", "");
}

static void
lives_agree(void)
{
	for (int i = 0; i < 3000 && unit.failed == 0; i++)
		one_life(i);
	CHECK(unit.checks > 1000);
}

/* ---- the night ------------------------------------------------------------------- */

struct said {
	char step[16];
	int on;
};

/* What a night that never missed would have said. */
static size_t
said_nightly(const struct certificate_facts *f, int from, int to, struct said *out)
{
	const int until = f->valid_until.n;
	const int end = f->extended.n > until ? f->extended.n : until;
	size_t n = 0;

	for (int d = from + 1; d <= to; d++) {
		const struct { const char *step; int on; } all[] = {
			{ "due", until - 180 }, { "window-30", until - 150 },
			{ "window-7", until - 127 }, { "window-0", until - 120 },
			{ "end-90", end - 90 }, { "end-30", end - 30 }, { "end-7", end - 7 },
			{ "lapsed", end + 1 },
		};

		for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
			if (all[i].on == d) {
				snprintf(out[n].step, sizeof(out[n].step), "%s", all[i].step);
				out[n++].on = d;
			}
	}
	return n;
}

static bool
has(const struct said *v, size_t n, const char *step, int on)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].on == on && strcmp(v[i].step, step) == 0)
			return true;
	return false;
}

/* Nights are missed at random, once the clock goes back; what changes a status is
 * written all the same, each once, and nothing that a nightly run would not say. */
static void
one_year_of_nights(int number)
{
	const int until = day_make(2027, 1, 1).n + dice(700), from = until - 400;
	struct certificate_facts f = { .valid_until = { until } };
	struct said want[64], got[64];
	struct life_day days[LIFE_DAYS_MAX];
	size_t n_want, n_got = 0;
	int last = from, to = until + 250;

	if (dice(2) == 0)
		f.extended.n = until + 1 + dice(180);
	n_want = said_nightly(&f, from, to, want);
	for (int d = from + 1; d <= to; d += 1 + (dice(3) == 0 ? dice(120) : 0)) {
		int today = dice(50) == 0 ? d - dice(90) : d;
		size_t n = certificate_days(&f, pack(), (struct day){ last },
		    (struct day){ today }, days);

		for (size_t i = 0; i < n; i++) {
			unit_row("year %d: %s", number, days[i].step);
			CHECK(has(want, n_want, days[i].step, days[i].on.n));
			CHECK(!has(got, n_got, days[i].step, days[i].on.n));
			CHECK(days[i].about.n >= today || days[i].on.n > days[i].about.n ||
			    strcmp(days[i].step, "due") == 0);
			snprintf(got[n_got].step, sizeof(got[0].step), "%s", days[i].step);
			got[n_got++].on = days[i].on.n;
		}
		if (today > last)
			last = today;
	}
	for (size_t i = 0; i < n_want; i++)
		if (want[i].on <= last && (strcmp(want[i].step, "due") == 0 ||
		    strcmp(want[i].step, "lapsed") == 0)) {
			unit_row("year %d: %s is missing", number, want[i].step);
			CHECK(has(got, n_got, want[i].step, want[i].on));
		}
	unit_row("%s", "");
}

static void
nights_lose_nothing(void)
{
	for (int i = 0; i < 2000 && unit.failed == 0; i++)
		one_year_of_nights(i);
	CHECK(unit.checks > 4000);
}

/* The store is asked for those near their last day: the reach must hold all. */
static void
reach_holds_every_step(void)
{
	const struct certificate_facts f = { .valid_until = day_make(2028, 2, 29) };
	const struct certificate_reach r = certificate_reach(pack());
	struct life_day days[LIFE_DAYS_MAX];

	for (int d = -400; d < 400; d++) {
		struct day on = day_add(f.valid_until, d);

		if (certificate_days(&f, pack(), day_add(on, -1), on, days) > 0)
			CHECK(-d <= r.before_days && d <= r.behind_days);
	}
	CHECK_INT(r.before_days, 180);
}

static void
what_is_over_says_nothing(void)
{
	struct certificate_facts f = { .valid_until = day_make(2027, 1, 1) };
	const struct day from = day_make(2026, 1, 1), to = day_make(2028, 1, 1);
	struct life_day days[LIFE_DAYS_MAX];

	CHECK_INT(certificate_days(&f, pack(), from, to, days), 2);
	CHECK_STR(str_c(days[0].step), S("due"));
	CHECK_STR(str_c(days[1].step), S("lapsed"));
	f.revoked = day_make(2026, 2, 1);
	CHECK_INT(certificate_days(&f, pack(), from, to, days), 0);
	f = (struct certificate_facts){ .valid_until = day_make(2027, 1, 1), .replaced = true };
	CHECK_INT(certificate_days(&f, pack(), from, to, days), 0);
	f = (struct certificate_facts){ .valid_until = { 0 } };
	CHECK_INT(certificate_days(&f, pack(), from, to, days), 0);
}

/* Refusals by name, and the table as people read it. */
static void
turns_are_refused_by_name(void)
{
	struct buf b = buf_new(unit_mem(), 8 * KIB);

	CHECK(certificate_turn_check(CERT_REVOKED, TURN_RENEW) == &WHY_CERT_REVOKED);
	CHECK(certificate_turn_check(CERT_RENEWED, TURN_REVOKE) == &WHY_CERT_REPLACED);
	CHECK(certificate_turn_check(CERT_VALID, TURN_EXTEND) == &WHY_CERT_NOT_DUE);
	CHECK(certificate_turn_check(CERT_LAPSED, TURN_UPGRADE) == &WHY_CERT_NOT_STANDING);
	CHECK(certificate_turn_check(CERT_LAPSED, TURN_REVOKE) == NULL);
	certificate_life_print(&b);
	CHECK(str_has(buf_str(&b), S("revoked    -         -         -         -         -         -         -")));
	for (int t = TURN_DUE; t < TURN__COUNT; t++)
		CHECK(certificate_turn_clause((enum certificate_turn)t)[0] != '\0');
}

static const struct unit_test tests[] = {
	{ "random lives agree with a card index", lives_agree },
	{ "missed nights and a clock set back lose and double nothing", nights_lose_nothing },
	{ "the reach holds every step", reach_holds_every_step },
	{ "what is over says nothing", what_is_over_says_nothing },
	{ "turns are refused by name", turns_are_refused_by_name },
};
UNIT_MAIN(tests)
