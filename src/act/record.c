/* record: see record.h. */
#include "act/record.h"

#include <stdarg.h>
#include <stdio.h>

#include "act/publisher.h"
#include "core/record_kind.h"

#include "q.h"

#define BODY_MAX 4096 /* ids, codes, numbers: never a text of somebody */

/* Who acts, without saying who: the office or side that the role speaks for. */
static struct str
seat_of(const struct actor *a)
{
	static const char *const words[ROLE__COUNT] = {
		[ROLE_PRODUCER] = "producer", [ROLE_COMMUNE] = "commune",
		[ROLE_PROVINCE] = "province", [ROLE_COUNCIL] = "council",
		[ROLE_SIGNER] = "signer", [ROLE_ADMIN] = "admin",
	};

	if (a->consent.v != 0)
		return S("commune for producer");
	for (int role = ROLE_PRODUCER; a->id.v != 0 && role < ROLE__COUNT; role++)
		if ((a->roles & ROLE_BIT(role)) != 0 && words[role] != NULL)
			return str_c(words[role]);
	return a->id.v == 0 ? S("program") : S("account");
}

enum rc
record_add(struct ctx *c, const char *kind, const char *noun, int64_t noun_id,
    const char *body, ...)
{
	const struct record_kind *row = record_kind_find(str_c(kind));
	char text[BODY_MAX];
	struct q_record_add added;
	bool due;
	va_list ap;
	int n;
	enum rc rc;

	if (row == NULL)
		return FAIL(c, WHY_BROKEN, "the record kind %s has no row in "
		    "core/record_kind.c; docs/ADDING.md says how to add one", kind);
	due = row->type != NULL;
	va_start(ap, body);
	n = vsnprintf(text, sizeof(text), body, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(text))
		return FAIL(c, WHY_BROKEN, "the record %s is too long", kind);
	REQUIRE(n == 0 || (text[0] == '{' && text[n - 1] == '}'));
	rc = q_record_add(c->db, &(struct q_record_add_in){
	    .at = c->now,
	    .actor = c->actor.id,
	    .kind = str_c(kind),
	    .noun = str_c(noun),
	    .noun_id = noun_id,
	    .body = n == 0 ? S("{}") : (struct str){ text, (size_t)n },
	    .seat = seat_of(&c->actor),
	    .due = { due, due },
	    .consent = c->actor.consent,
	}, &added);
	if (rc != RC_OK)
		return rc;
	c->records++;
	c->entries += due;
	c->record = added.id;
	return RC_OK;
}

enum rc
notice_to_account(struct ctx *c, struct account_id to, const char *kind,
    struct str arg, struct str link)
{
	return q_notice_add(c->db, &(struct q_notice_add_in){
	    .account = to, .kind = str_c(kind), .arg = arg, .link = link,
	    .at = c->now });
}

enum rc
notice_to_agency(struct ctx *c, struct agency_id to, const char *kind,
    struct str arg, struct str link)
{
	return q_notice_add(c->db, &(struct q_notice_add_in){
	    .agency = to, .kind = str_c(kind), .arg = arg, .link = link,
	    .at = c->now });
}

enum rc
notice_to_subject(struct ctx *c, struct subject_id to, const char *kind,
    struct str arg, struct str link)
{
	return q_notice_add_to_subject(c->db, to, str_c(kind), arg, link, c->now);
}

enum rc
series_next(struct ctx *c, struct agency_id agency, const char *kind, int year,
    int64_t *out)
{
	struct q_series_next next;
	enum rc rc = q_series_next(c->db, agency, str_c(kind), year, &next);

	*out = next.last;
	return rc;
}
