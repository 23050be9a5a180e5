/* certificate_life: see certificate_life.h. */
#include "core/certificate_life.h"

#include <stdlib.h>

const struct reason WHY_CERT_NOT_STANDING = { RC_CONFLICT, "cert_not_standing" };
const struct reason WHY_CERT_NOT_DUE = { RC_CONFLICT, "cert_not_due" };
const struct reason WHY_CERT_REVOKED = { RC_CONFLICT, "cert_revoked" };
const struct reason WHY_CERT_REPLACED = { RC_CONFLICT, "cert_replaced" };

static const struct {
	const char *name, *clause;
} turns[TURN__COUNT] = {
	[TURN_DUE]     = { "due",     "QĐ 26/2026 Đ7.6.a" },
	[TURN_LAPSE]   = { "lapse",   "QĐ 26/2026 Đ4.3" },
	[TURN_EXTEND]  = { "extend",  "QĐ 26/2026 Đ12.3" },
	[TURN_END]     = { "end",     "QĐ 26/2026 Đ12.3" },
	[TURN_RENEW]   = { "renew",   "QĐ 26/2026 Đ7.6" },
	[TURN_UPGRADE] = { "upgrade", "QĐ 26/2026 Đ7.5" },
	[TURN_REVOKE]  = { "revoke",  "QĐ 26/2026 Đ8" },
};

/* Row: where it stands. Column: the turn. A hole: not possible.
 *
 * A certificate that has lapsed can still be revoked (a producer who has given
 * up is told so, Đ8.1.đ) and still be renewed, late. An upgrade needs one that
 * stands (Đ7.5). What was revoked or replaced is at its end. */
static const enum certificate_status life[CERT_STATUS__COUNT][TURN__COUNT] = {
	[CERT_VALID] = {
	    [TURN_DUE] = CERT_DUE, [TURN_LAPSE] = CERT_LAPSED,
	    [TURN_RENEW] = CERT_RENEWED, [TURN_UPGRADE] = CERT_REPLACED,
	    [TURN_REVOKE] = CERT_REVOKED },
	[CERT_DUE] = {
	    [TURN_LAPSE] = CERT_LAPSED, [TURN_EXTEND] = CERT_DUE, [TURN_END] = CERT_DUE,
	    [TURN_RENEW] = CERT_RENEWED, [TURN_UPGRADE] = CERT_REPLACED,
	    [TURN_REVOKE] = CERT_REVOKED },
	[CERT_EXTENDED] = {
	    [TURN_LAPSE] = CERT_LAPSED, [TURN_END] = CERT_LAPSED,
	    [TURN_RENEW] = CERT_RENEWED, [TURN_UPGRADE] = CERT_REPLACED,
	    [TURN_REVOKE] = CERT_REVOKED },
	[CERT_LAPSED] = {
	    [TURN_EXTEND] = CERT_EXTENDED, [TURN_RENEW] = CERT_RENEWED,
	    [TURN_REVOKE] = CERT_REVOKED },
	[CERT_UNKNOWN] = {
	    [TURN_RENEW] = CERT_RENEWED, [TURN_UPGRADE] = CERT_REPLACED,
	    [TURN_REVOKE] = CERT_REVOKED },
};

enum certificate_status
certificate_after(enum certificate_status from, enum certificate_turn turn)
{
	return life[from][turn];
}

const struct reason *
certificate_turn_check(enum certificate_status from, enum certificate_turn turn)
{
	if (life[from][turn] != 0)
		return NULL;
	if (from == CERT_REVOKED)
		return &WHY_CERT_REVOKED;
	if (from == CERT_REPLACED || from == CERT_RENEWED)
		return &WHY_CERT_REPLACED;
	return turn == TURN_EXTEND ? &WHY_CERT_NOT_DUE : &WHY_CERT_NOT_STANDING;
}

const char *
certificate_turn_name(enum certificate_turn t)
{
	return turns[t].name;
}

const char *
certificate_turn_clause(enum certificate_turn t)
{
	return turns[t].clause;
}

void
certificate_life_print(struct buf *out)
{
	buf_printf(out, "%-10s", "from");
	for (int t = TURN_DUE; t < TURN__COUNT; t++)
		buf_printf(out, " %-9s", turns[t].name);
	buf_lit(out, "\n");
	for (int s = CERT_VALID; s < CERT_STATUS__COUNT; s++) {
		buf_printf(out, "%-10s",
		    certificate_status_name((enum certificate_status)s));
		for (int t = TURN_DUE; t < TURN__COUNT; t++)
			buf_printf(out, " %-9s", life[s][t] == 0 ? "-" :
			    certificate_status_name(life[s][t]));
		buf_lit(out, "\n");
	}
	for (int t = TURN_DUE; t < TURN__COUNT; t++)
		buf_printf(out, "%s: %s\n", turns[t].name, turns[t].clause);
}

struct day
certificate_extension_most(const struct pack *p, struct day valid_until)
{
	if (valid_until.n == 0 || p->late_days == 0)
		return (struct day){ 0 };
	return day_add(valid_until, p->late_days);
}

/* ---- days ------------------------------------------------------------------------- */

/* What a step counts from. */
enum mark { OPENS, CLOSES, ENDS };

/* Reminders in front of the last day for filing and of the last day it
 * stands; the law asks for none (the 30 days of QĐ 148 are its nearest). */
static const struct {
	const char *step;
	enum mark mark;
	int before; /* days before the date it is about; -1: the day after */
} steps[] = {
	{ "due",       OPENS,  0 },
	{ "window-30", CLOSES, 30 },
	{ "window-7",  CLOSES, 7 },
	{ "window-0",  CLOSES, 0 },
	{ "end-90",    ENDS,   90 },
	{ "end-30",    ENDS,   30 },
	{ "end-7",     ENDS,   7 },
	{ "lapsed",    ENDS,   -1 },
};
#define STEPS_N (sizeof(steps) / sizeof(steps[0]))
_Static_assert(STEPS_N <= LIFE_DAYS_MAX, "room for every step");

static struct day
mark_day(const struct certificate_facts *c, const struct pack *p, enum mark m)
{
	const struct certificate_window w = certificate_window(p, c->valid_until);

	switch (m) {
	case OPENS: return w.first;
	case CLOSES: return w.last;
	case ENDS: break;
	}
	return certificate_end(c);
}

static int
day_order(const void *pa, const void *pb)
{
	const struct life_day *a = pa, *b = pb;

	return a->on.n < b->on.n ? -1 : a->on.n > b->on.n;
}

size_t
certificate_days(const struct certificate_facts *c, const struct pack *p,
    struct day after, struct day upto, struct life_day out[LIFE_DAYS_MAX])
{
	enum mark last = ENDS;
	size_t n = 0;

	if (c->replaced || c->revoked.n != 0 || c->valid_until.n == 0)
		return 0;
	for (size_t i = 0; i < STEPS_N; i++) {
		struct day about = mark_day(c, p, steps[i].mark);
		struct day on = day_add(about, -steps[i].before);

		if (about.n == 0 || on.n <= after.n || on.n > upto.n)
			continue;
		/* a reminder of a date that is over helps nobody */
		if (steps[i].mark != OPENS && steps[i].before >= 0 &&
		    about.n < upto.n)
			continue;
		/* a later word on the same date says it better */
		if (n > 0 && steps[i].mark == last && steps[i].mark != OPENS)
			n--;
		out[n++] = (struct life_day){ steps[i].step, on, about };
		last = steps[i].mark;
	}
	if (n > 1)
		qsort(out, n, sizeof(out[0]), day_order);
	return n;
}

struct certificate_reach
certificate_reach(const struct pack *p)
{
	struct certificate_reach r = { p->window_first_days, 1 };

	for (size_t i = 0; i < STEPS_N; i++)
		if (steps[i].mark == ENDS && steps[i].before > r.before_days)
			r.before_days = steps[i].before;
	return r;
}
