/*
 * lives_draw: what comes next in a walk: mostly what may be done, sometimes what
 * tempts somebody, sometimes anything by anybody; a night, or days up to one that
 * matters. See lives.h.
 */
#include "lives.h"

#include <string.h>

const char *const life_people[LIFE_PEOPLE] = { "producer", "producer2", "commune", "commune2",
	"province", "province3", "ministry", "signer", "minister", "secretary", "member3", "chair",
	"member", "member2", "team", "team2" };

static uint32_t
dice(struct chance *c, uint32_t sides)
{
	uint32_t v;

	c->fill(c, &v, sizeof v);
	return v % sides;
}

static bool
decided(const struct life *l)
{
	return life_is(l, "recognised not_recognised");
}

/* Days to one on which something changes; 0 when that is behind. */
static int
days_to_note(const struct life *l, struct chance *c)
{
	const int end = l->n == 0 ? 0 : l->c[l->n - 1].until;
	const int open = life_is(l, "province_asked commune_asked") ? l->answer_by : 0;
	const int soon[] = { open, open + 1 };
	const int complain = decided(l) && l->complaint == 0 ? l->decided + 90 : 0;
	const int late[] = { complain, complain + 16, complain + 16, end - 181, end - 180, end - 171,
		end - 180, end - 90, end - 90, end, end + 1, end + 2, end + 179, end + 180, end + 181 };
	const int day = open > 0 ? soon[dice(c, 2)] : late[dice(c, sizeof late / sizeof late[0])];

	/* what is on its road does not often rest for a year */
	return day > l->today && (decided(l) || day < l->today + 60 || dice(c, 3) == 0) ?
	    day - l->today : 0;
}

/* How likely an act is: the likelier the further it leads; and a certificate is revoked
 * most gladly while what lives on it is before its council. */
static uint32_t
weight_of(const struct life *l, const struct life_act *a)
{
	const bool lives_on = l->kind != 1 && life_is(l, "on_agenda opinions concluded");

	return (uint32_t)(a->weight * a->weight) *
	    (lives_on && life_word("propose draft_revoke sign_revoke", a->name) ? 3 : 1);
}

/* Of what may be done, one. */
static bool
draw_lawful(const struct life *l, struct chance *c, struct life_step *s)
{
	uint8_t act[LIFE_ACTS_MAX * LIFE_PEOPLE], who[LIFE_ACTS_MAX * LIFE_PEOPLE];
	uint32_t upto[LIFE_ACTS_MAX * LIFE_PEOPLE], all = 0, at;
	size_t n = 0;

	for (size_t a = 0; a < life_acts_n; a++)
		for (size_t p = 0; p < LIFE_PEOPLE; p++)
			if (life_may(l, life_acts[a].name, life_people[p], NULL) == MAY) {
				act[n] = (uint8_t)a;
				who[n] = (uint8_t)p;
				upto[n++] = all += weight_of(l, &life_acts[a]);
			}
	if (n == 0)
		return false;
	at = dice(c, all);
	for (n = 0; at >= upto[n]; n++)
		;
	s->act = act[n];
	s->who = who[n];
	return true;
}

/* What somebody would like to do in this state, not yet, no more, or all the same. */
static const char *
temptation(const struct life *l, struct chance *c)
{
	static const struct { const char *state, *act; } near[] = {
		{ "accepted", "put_on_agenda" }, { "province_asked", "resume" },
		{ "province_asked", "give_back" }, { "commune_check", "forward" },
		{ "province_check", "accept" }, { "concluded", "draft" },
		{ "recognised", "complain" }, { "not_recognised", "complain" },
		{ "not_recognised", "begin_again" }, { "recognised", "begin_again" },
		{ "recognised", "begin_first" }, { "not_recognised", "begin_upgrade" },
		{ "draft", "begin_first" }, { "returned", "begin_upgrade" },
		{ "on_agenda", "close" }, { "on_agenda", "conclude" }, { "opinions", "close" },
		{ "sent_back", "sign" }, { "concluded", "notify" }, { "result_approved", "draft" },
		{ "submitted", "receive" }, { "submitted", "return" },
		{ "recognised", "enter_redo" },
	};
	const size_t n = sizeof near / sizeof near[0];
	size_t at = dice(c, (uint32_t)n);

	if (decided(l) && l->complaint == 0 && l->today > l->decided + 90 &&
	    l->today <= l->decided + 120)
		return "complain";
	if (l->proposed == 1 && l->ordered)
		return "drop_revoke";
	if (l->complaint == 1 && dice(c, 2) == 0)
		return "reply";
	if (l->kind == 3 && !decided(l) && dice(c, 2) == 0)
		return l->c[l->n - 1].extended > 0 ? "extend" : "extend_far";
	for (int tries = 0; tries < 200 && !life_is(l, near[at].state); tries++)
		at = dice(c, (uint32_t)n);
	return near[at].act;
}

static bool
draw_tempting(const struct life *l, struct chance *c, struct life_step *s)
{
	const char *act = temptation(l, c);

	for (s->act = 0; strcmp(life_acts[s->act].name, act) != 0; s->act++)
		;
	for (s->who = 0; !life_usual(l, act, life_people[s->who]); s->who++)
		;
	/* a neighbour: another producer, commune or province */
	if (s->who < 6 && dice(c, 6) == 0)
		s->who |= 1;
	return life_may(l, act, life_people[s->who], NULL) != SILENT;
}

/* Anything by anybody, mostly by somebody who could at another time. */
static bool
draw_any(const struct life *l, struct chance *c, struct life_step *s)
{
	for (int tries = 0; tries < 80; tries++) {
		const char *act, *who;
		enum may may;

		s->act = (uint8_t)dice(c, (uint32_t)life_acts_n);
		s->who = (uint8_t)dice(c, LIFE_PEOPLE);
		act = life_acts[s->act].name;
		who = life_people[s->who];
		if (tries < 40 && dice(c, 3) > 0 && !life_usual(l, act, who))
			continue;
		may = life_may(l, act, who, NULL);
		/* what is over too soon shows little */
		if (may == MAY && dice(c, 4) > 0 && life_word("withdraw return knock_out propose ceased", act))
			continue;
		if (may != SILENT)
			return true;
	}
	return false;
}

struct life_step
life_draw(const struct life *l, struct chance *c)
{
	struct life_step s = { .wish = (uint8_t)dice(c, LIFE_WISHES) };
	struct life then = *l;
	uint32_t kind;

	/* a renewal that fails; an upgrade that comes to what it came from */
	if (l->kind == 3 && dice(c, 3) == 0)
		s.wish = 0;
	if (l->kind == 2 && dice(c, 4) > 0)
		while (life_star(s.wish) != l->c[l->from].star)
			s.wish = (uint8_t)((s.wish + 1) % LIFE_WISHES);
	s.days = dice(c, 8) == 0 ? 1 + (int)dice(c, 9) :
	    dice(c, decided(l) ? 2 : life_is(l, "province_asked") ? 3 : 6) == 0 ? days_to_note(l, c) : 0;
	then.today += s.days;
	/* on the day that matters somebody tries */
	kind = s.days > 9 && dice(c, 2) == 0 ? 12 : dice(c, 16);
	s.night = kind == 0 ||
	    !((kind < 12 && draw_lawful(&then, c, &s)) ||
	    (kind < 14 && draw_tempting(&then, c, &s)) || draw_any(&then, c, &s));
	return s;
}
