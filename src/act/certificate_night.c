/*
 * certificate_night: what is said of certificates because a day has come: that
 * the window for re-evaluation opens and closes (QĐ 26/2026 Đ7.6.a), that the
 * end is near, that it has lapsed (Đ4.3). Coming due and lapsing are records
 * too; the rest are reminders, which the law does not ask for.
 */
#include <inttypes.h>
#include <string.h>

#include "act/night.h"
#include "act/night_word.h"
#include "act/record.h"
#include "core/certificate_life.h"
#include "core/law.h"
#include "q.h"

#define PROVINCES_MAX 64

/* The province is told once a night, with a count, not once a jar. */
struct tally {
	struct agency_id province[PROVINCES_MAX];
	int due[PROVINCES_MAX], lapsed[PROVINCES_MAX];
	size_t n;
};

static void
tally_add(struct tally *t, struct agency_id province, bool lapsed)
{
	size_t i = 0;

	while (i < t->n && t->province[i].v != province.v)
		i++;
	if (province.v == 0 || i == PROVINCES_MAX)
		return;
	if (i == t->n)
		t->province[t->n++] = province;
	if (lapsed)
		t->lapsed[i]++;
	else
		t->due[i]++;
}

static enum rc
tally_tell(struct ctx *c, const struct tally *t)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < t->n; i++) {
		if (t->due[i] > 0)
			rc = notice_to_agency(c, t->province[i], "certs_due",
			    str_printf(c->mem, "%d", t->due[i]),
			    S("/chung-nhan?status=due"));
		if (rc == RC_OK && t->lapsed[i] > 0)
			rc = notice_to_agency(c, t->province[i], "certs_lapsed",
			    str_printf(c->mem, "%d", t->lapsed[i]),
			    S("/chung-nhan?status=lapsed"));
	}
	return rc;
}

/* "due", "window-30" … are told in the words of their first part. */
static const char *
notice_kind(const char *step)
{
	static const struct { const char *head, *kind; } kinds[] = {
		{ "due", "cert_due" }, { "window", "cert_window" },
		{ "end", "cert_end" }, { "lapsed", "cert_lapsed" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(step, kinds[i].head, strlen(kinds[i].head)) == 0)
			return kinds[i].kind;
	return "other";
}

static enum rc
day_tell(struct ctx *c, const struct q_night_certificates *q,
    const struct life_day *d, struct tally *tally)
{
	const char *kind = notice_kind(d->step);
	const bool lapsed = strcmp(d->step, "lapsed") == 0;
	struct str arg = str_printf(c->mem, "%.*s (%.*s)", STR_ARG(q->name),
	    STR_ARG(day_text(c->mem, d->about)));
	struct str link = str_printf(c->mem, "/chung-nhan/%.*s", STR_ARG(q->code));
	bool is_new;
	enum rc rc = night_say(c, &(struct night_word){ "certificate", q->id.v,
	    d->step, d->on }, &is_new);

	if (rc != RC_OK || !is_new)
		return rc;
	if ((rc = notice_to_subject(c, q->subject, kind, arg, link)) != RC_OK)
		return rc;
	if (q->commune.v != 0 &&
	    (rc = notice_to_agency(c, q->commune, kind, arg, link)) != RC_OK)
		return rc;
	if (!lapsed && strcmp(d->step, "due") != 0)
		return RC_OK;
	tally_add(tally, q->province, lapsed);
	return record_add(c, lapsed ? "certificate.lapsed" : "certificate.due",
	    "certificate", q->id.v, "{\"code\":\"%.*s\",\"on\":\"%.*s\"}",
	    STR_ARG(q->code), STR_ARG(day_iso(c->mem, d->on)));
}

static enum rc
certificate_tell(struct ctx *c, const struct q_night_certificates *q,
    struct day after, struct tally *tally)
{
	struct life_day days[LIFE_DAYS_MAX];
	size_t n = certificate_days(&(struct certificate_facts){
	    .valid_until = q->valid_until_on, .extended = q->extended_until_on },
	    law_pack_on(c->law, c->today), after, c->today, days);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = day_tell(c, q, &days[i], tally);
	return rc;
}

/* The day of the last night is looked at once more: what was done after it, as a result that
 * ends an extension on the same day, is said now; nothing is said twice (night_say). */
enum rc
certificate_night(struct ctx *c, struct day after)
{
	const struct certificate_reach reach =
	    certificate_reach(law_pack_on(c->law, c->today));
	struct tally tally = { .n = 0 };
	struct certificate_id last = { 0 };
	struct q_night_certificates_rows rows;
	enum rc rc;

	do {
		rc = q_night_certificates(c->db,
		    day_add(after, -reach.behind_days),
		    day_add(c->today, reach.before_days), last, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
			rc = certificate_tell(c, &rows.v[i], day_add(after, -1), &tally);
		if (rc == RC_OK && rows.n > 0)
			last = rows.v[rows.n - 1].id;
	} while (rc == RC_OK && rows.n > 0);
	return rc == RC_OK ? tally_tell(c, &tally) : rc;
}
