/*
 * signup: see signup.h.
 */
#include "act/signup.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"
#include "act/subject.h"
#include "base/text.h"
#include "core/check.h"
#include "core/dossier.h"

const struct reason WHY_CONSENT_MISSING = { RC_INVALID, "consent_missing" };
const struct reason WHY_NO_OFFICE = { RC_INVALID, "no_office" };
const struct reason WHY_SIGNUP_FULL = { RC_BUSY, "signup_full" };
const struct reason WHY_SIGNUP_MANY = { RC_BUSY, "signup_many" };
const struct reason WHY_ANSWERED = { RC_CONFLICT, "signup_answered" };
const struct reason WHY_WHY_MISSING = { RC_INVALID, "why_missing" };

/* A commune answers its sign-ups; more than this unanswered is an attack or
 * an office that is asleep. The list shows as many. */
enum { SIGNUPS_WAITING_MAX = 500, SIGNUPS_HOUR_MAX = 30, HOUR_MS = 3600 * 1000 };

enum rc
signup_place_find(struct ctx *c, struct str unit_code,
    struct q_signup_place *out, bool *found)
{
	return q_signup_place(c->db, unit_code, out, found);
}

enum rc
signup_place(struct ctx *c, struct str unit_code, struct q_signup_place *out)
{
	bool found;
	enum rc rc;

	rc = q_signup_place(c->db, unit_code, out, &found);
	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_NO_OFFICE, "commune %.*s", STR_ARG(unit_code));
	return RC_OK;
}

/* One address more; an attack would fill the lists of all communes. An office
 * that helps people at its own desk sends a few in an hour. */
static enum rc
signup_count(struct ctx *c, struct str address)
{
	struct str who = str_printf(c->mem, "signup:%.*s",
	    STR_ARG(str_head(address, 80)));
	struct q_throttle_find row;
	bool found;
	enum rc rc = q_throttle_find(c->db, who, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || row.until_at.ms <= c->now.ms)
		row = (struct q_throttle_find){ 0, { c->now.ms + HOUR_MS } };
	if (row.failures >= SIGNUPS_HOUR_MAX)
		return FAIL(c, WHY_SIGNUP_MANY, "%d",
		    (int)((row.until_at.ms - c->now.ms) / 60000) + 1);
	return q_throttle_put(c->db, who, row.failures + 1, row.until_at);
}

/* Everything wrong with a sign-up at once; *phone receives its digits. */
static enum rc
signup_check(struct ctx *c, const struct signup *in, struct str *phone)
{
	const struct reason *why = check_phone(c->mem, in->phone, phone);

	if (why != NULL)
		fault_field(c->fault, S("phone"), why, S(""));
	if (!subject_kind_is(in->kind))
		fault_field(c->fault, S("subject_kind"), &WHY_KIND_WRONG, S(""));
	if (!in->consent)
		fault_field(c->fault, S("consent"), &WHY_CONSENT_MISSING, S(""));
	return fault_rc(c->fault);
}

/* The rows: account, its role, the subject, who belongs to it. *out is 0 when
 * the number was taken a moment ago. */
static enum rc
signup_write(struct ctx *c, const struct signup *in, struct str phone,
    struct subject_id *out)
{
	struct q_signup_account_add account;
	struct q_signup_subject_add subject;
	bool added;
	enum rc rc;

	*out = (struct subject_id){ 0 };
	rc = q_signup_account_add(c->db, &(struct q_signup_account_add_in){
	    .login = phone, .name = in->name, .password = in->password,
	    .lang = in->lang, .sample = c->sample, .now = c->now }, &account,
	    &added);
	if (rc != RC_OK || !added)
		return rc;
	rc = q_signup_subject_add(c->db, &(struct q_signup_subject_add_in){
	    .name = in->subject, .fold = text_fold(c->mem, in->subject),
	    .kind = in->kind, .unit_code = in->unit_code, .phone = phone,
	    .rep_name = in->name, .sample = c->sample, .now = c->now }, &subject);
	if (rc != RC_OK ||
	    (rc = q_signup_role_add(c->db, account.id, ROLE_PRODUCER)) != RC_OK ||
	    (rc = q_signup_member_add(c->db, account.id, subject.id)) != RC_OK)
		return rc;
	*out = subject.id;
	/* consent 1 names the wording of the box that was ticked (signup.consent). */
	return record_add(c, "subject.signup", "subject", subject.id.v,
	    "{\"account\":%" PRId64 ",\"commune\":\"%.*s\",\"consent\":1}",
	    account.id.v, STR_ARG(in->unit_code));
}

enum rc
signup_add(struct ctx *c, const struct signup *in)
{
	struct q_signup_waiting_count waiting;
	struct q_signup_place place;
	struct q_signup_login there;
	struct subject_id subject;
	struct str phone;
	bool known;
	enum rc rc;

	if ((rc = signup_check(c, in, &phone)) != RC_OK ||
	    (rc = signup_place(c, in->unit_code, &place)) != RC_OK ||
	    (rc = q_signup_waiting_count(c->db, in->unit_code, &waiting)) != RC_OK)
		return rc;
	if (waiting.n >= SIGNUPS_WAITING_MAX)
		return FAIL(c, WHY_SIGNUP_FULL, "%.*s", STR_ARG(place.agency_name));
	if ((rc = signup_count(c, in->address)) != RC_OK ||
	    (rc = q_signup_login(c->db, phone, &there, &known)) != RC_OK)
		return rc;
	if (!known && (rc = signup_write(c, in, phone, &subject)) != RC_OK)
		return rc;
	if (known || subject.v == 0) { /* only the count of this address changed */
		c->housekeeping = true;
		return RC_OK;
	}
	return notice_to_agency(c, place.agency, "signup_waits", in->subject,
	    str_printf(c->mem, "/xa/dang-ky/%" PRId64, subject.v));
}

/* Names with exactly the marks that were typed come first; the order of the
 * store stays among the others. */
static void
places_exact_first(struct ctx *c, struct str words,
    struct q_signup_places_rows *rows)
{
	struct str typed = text_lower(c->mem, words);
	struct q_signup_places *v = ARENA_ARRAY(c->mem, rows->n + 1,
	    struct q_signup_places);
	size_t n = 0;

	for (int exact = 1; exact >= 0; exact--)
		for (size_t i = 0; i < rows->n; i++) {
			const struct q_signup_places *r = &rows->v[i];
			bool same = str_has(text_lower(c->mem, r->name), typed) ||
			    str_has(text_lower(c->mem, r->was), typed);

			if (same == (exact == 1))
				v[n++] = *r;
		}
	rows->v = v;
}

enum rc
signup_places(struct ctx *c, struct str words, struct q_signup_places_rows *out)
{
	struct str folded = text_fold(c->mem, words);
	enum rc rc;

	*out = (struct q_signup_places_rows){ 0 };
	if (folded.n == 0)
		return RC_OK;
	if ((rc = q_signup_places(c->db, folded, out)) == RC_OK)
		places_exact_first(c, words, out);
	return rc;
}

enum rc
signup_list(struct ctx *c, struct q_signup_list_rows *out)
{
	return q_signup_list(c->db, c->actor.unit_code, out);
}

enum rc
signup_load(struct ctx *c, struct subject_id id, struct signup_view *out)
{
	enum rc rc;

	rc = q_signup_show(c->db, id, c->actor.unit_code, &out->it);
	if (rc != RC_OK)
		return rc;
	return q_signup_likes(c->db, id, c->actor.unit_code, out->it.fold,
	    out->it.reg_no, &out->likes);
}

/* Changes the state of a waiting sign-up of the actor's commune. */
static enum rc
signup_decide(struct ctx *c, struct q_signup_lock *s, int64_t version,
    enum subject_state state, struct str why)
{
	enum account_state account = state == SUBJECT_ACTIVE ?
	    ACCOUNT_ACTIVE : ACCOUNT_REFUSED;
	struct subject_id id = s->id;
	enum rc rc;

	if (!str_eq(s->unit_code, c->actor.unit_code))
		return FAIL(c, WHY_ABSENT, "sign-up %" PRId64, id.v);
	if (s->state != SUBJECT_WAITS)
		return FAIL(c, WHY_ANSWERED, "%s", "");
	if (s->version != version)
		return FAIL(c, WHY_STALE, "%s", "");
	if ((rc = q_signup_decide(c->db, id, version, state, why)) != RC_OK)
		return rc;
	return q_signup_accounts_decide(c->db, id, account);
}

enum rc
signup_approve(struct ctx *c, struct subject_id id, int64_t version)
{
	struct q_signup_lock s;
	enum rc rc;

	if ((rc = q_signup_lock(c->db, id, &s)) != RC_OK ||
	    (rc = signup_decide(c, &s, version, SUBJECT_ACTIVE, str_c(NULL))) != RC_OK ||
	    (rc = record_add(c, "subject.approve", "subject", id.v, "%s", "")) != RC_OK)
		return rc;
	return notice_to_subject(c, id, "signup_approved", s.name, S("/viec"));
}

enum rc
signup_refuse(struct ctx *c, struct subject_id id, int64_t version, struct str why)
{
	struct q_signup_lock s;
	enum rc rc;

	if (str_trim(why).n == 0) {
		fault_field(c->fault, S("why"), &WHY_WHY_MISSING, S(""));
		return fault_rc(c->fault);
	}
	if ((rc = q_signup_lock(c->db, id, &s)) != RC_OK ||
	    (rc = signup_decide(c, &s, version, SUBJECT_REFUSED, why)) != RC_OK ||
	    (rc = record_add(c, "subject.refuse", "subject", id.v, "%s", "")) != RC_OK)
		return rc;
	return notice_to_subject(c, id, "signup_refused", why, S("/chu-the"));
}

enum rc
signup_send_again(struct ctx *c)
{
	struct subject_id id = c->actor.subject;
	struct q_signup_place place;
	struct q_signup_lock s;
	enum rc rc;

	if ((rc = q_signup_lock(c->db, id, &s)) != RC_OK)
		return rc;
	if (s.state != SUBJECT_REFUSED)
		return FAIL(c, WHY_ANSWERED, "%s", "");
	if ((rc = signup_place(c, s.unit_code, &place)) != RC_OK ||
	    (rc = q_signup_again(c->db, id, s.version)) != RC_OK ||
	    (rc = q_signup_accounts_decide(c->db, id, ACCOUNT_WAITS)) != RC_OK ||
	    (rc = record_add(c, "subject.again", "subject", id.v, "%s", "")) != RC_OK)
		return rc;
	return notice_to_agency(c, place.agency, "signup_waits", s.name,
	    str_printf(c->mem, "/xa/dang-ky/%" PRId64, id.v));
}
