/* consent: see consent.h. */
#include "act/consent.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"
#include "act/signup.h"
#include "act/subject.h"
#include "act/upload.h"
#include "base/text.h"
#include "core/permit.h"

const struct reason WHY_CONSENT_NOBODY = { RC_INVALID, "consent_nobody" };
const struct reason WHY_CONSENT_SUBJECT = { RC_INVALID, "consent_subject" };
const struct reason WHY_CONSENT_HOW = { RC_INVALID, "consent_how" };
const struct reason WHY_CONSENT_SCAN = { RC_INVALID, "consent_scan" };
const struct reason WHY_CONSENT_WITNESS = { RC_INVALID, "consent_witness" };
const struct reason WHY_CONSENT_DAYS = { RC_INVALID, "consent_days" };
const struct reason WHY_CONSENT_AHEAD = { RC_INVALID, "consent_ahead" };
const struct reason WHY_CONSENT_OVER = { RC_CONFLICT, "consent_over" };
const struct reason WHY_FOUR_EYES = { RC_DENIED, "four_eyes" };

/* ---- writing it down ------------------------------------------------------------------ */

static enum rc
values_check(struct ctx *c, const struct consent_values *in)
{
	struct fault *f = c->fault;

	if (in->subject.v == 0 && in->subject_name.n == 0)
		fault_field(f, S("subject_name"), &WHY_CONSENT_SUBJECT, S(""));
	if (in->subject.v == 0 && !subject_kind_is(in->subject_kind))
		fault_field(f, S("subject_kind"), &WHY_KIND_WRONG, S(""));
	if (in->said_by.n == 0)
		fault_field(f, S("said_by"), &WHY_CONSENT_NOBODY, S(""));
	if (in->how < CONSENT_PAPER || in->how >= CONSENT_HOW__COUNT)
		fault_field(f, S("consent_how"), &WHY_CONSENT_HOW, S(""));
	if (in->how == CONSENT_PAPER && in->scan == NULL && in->scanned.v == 0)
		fault_field(f, S("consent_paper"), &WHY_CONSENT_SCAN, S(""));
	if (in->how == CONSENT_VOICE && in->witness.n == 0)
		fault_field(f, S("witness"), &WHY_CONSENT_WITNESS, S(""));
	if (in->scope < CONSENT_PREPARE || in->scope >= CONSENT_SCOPE__COUNT)
		fault_field(f, S("consent_scope"), &WHY_CONSENT_HOW, S(""));
	if (in->given_on.n > c->today.n)
		fault_field(f, S("given_on"), &WHY_CONSENT_AHEAD, day_text(c->mem, c->today));
	if (in->ends_on.n < c->today.n || in->ends_on.n > c->today.n + CONSENT_DAYS_MAX)
		fault_field(f, S("ends_on"), &WHY_CONSENT_DAYS, day_text(c->mem,
		    day_add(c->today, CONSENT_DAYS_MAX)));
	return fault_rc(f);
}

/* A subject of this commune, or a new one that the commune thereby lets in. */
static enum rc
subject_for(struct ctx *c, const struct consent_values *in, struct subject_id *out)
{
	struct q_consent_subjects_rows all;
	struct q_consent_subject_add added;
	enum rc rc;

	*out = in->subject;
	if (in->subject.v == 0) {
		rc = q_consent_subject_add(c->db, &(struct q_consent_subject_add_in){
		    .name = in->subject_name, .fold = text_fold(c->mem, in->subject_name),
		    .kind = in->subject_kind, .unit_code = c->actor.unit_code, .rep_name = in->said_by,
		    .sample = c->sample, .now = c->now }, &added);
		*out = added.id;
		return rc != RC_OK ? rc : record_add(c, "subject.entered", "subject", added.id.v,
		    "{\"commune\":\"%.*s\"}", STR_ARG(c->actor.unit_code));
	}
	if ((rc = q_consent_subjects(c->db, c->actor.unit_code, &all)) != RC_OK)
		return rc;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id.v == in->subject.v)
			return RC_OK;
	return FAIL(c, WHY_ABSENT, "%s", "a subject of another commune");
}

/* The bytes of the signed paper: the file that was handed in; of a page that came in
 * a pile, the file when it has no other page, else its picture. */
static enum rc
paper_for(struct ctx *c, const struct consent_values *in, struct subject_id subject,
    struct str *out)
{
	struct q_consent_scans_rows waiting;
	enum rc rc;

	*out = in->scan != NULL ? in->scan->file.hash : (struct str){ NULL, 0 };
	if (in->scan != NULL)
		return blob_row_add(c, in->scan);
	if (in->scanned.v == 0)
		return RC_OK;
	if ((rc = q_consent_scans(c->db, c->actor.agency, &waiting)) != RC_OK)
		return rc;
	for (size_t i = 0; i < waiting.n; i++)
		if (waiting.v[i].id.v == in->scanned.v && waiting.v[i].subject.v == subject.v) {
			*out = waiting.v[i].blob;
			return RC_OK;
		}
	fault_field(c->fault, S("scanned"), &WHY_CONSENT_SCAN, S(""));
	return fault_rc(c->fault);
}

enum rc
consent_add(struct ctx *c, const struct consent_values *in, struct consent_id *out)
{
	struct q_consent_add added;
	struct subject_id subject;
	struct str paper;
	enum rc rc;

	if ((rc = values_check(c, in)) != RC_OK || (rc = subject_for(c, in, &subject)) != RC_OK ||
	    (rc = paper_for(c, in, subject, &paper)) != RC_OK)
		return rc;
	rc = q_consent_add(c->db, &(struct q_consent_add_in){ .subject = subject,
	    .agency = c->actor.agency, .account = c->actor.id, .how = in->how, .scope = in->scope,
	    .said_by = in->said_by, .witness = in->witness, .note = in->note,
	    .blob = paper,
	    .given_on = in->given_on, .ends_on = in->ends_on, .at = c->now }, &added);
	if (rc != RC_OK || (rc = notice_to_subject(c, subject, "consent_given",
	    day_text(c->mem, in->ends_on), S("/chu-the/nop-ho"))) != RC_OK)
		return rc;
	*out = added.id;
	return record_add(c, "consent.add", "consent", added.id.v, "{\"subject\":%" PRId64
	    ",\"how\":%d,\"scope\":%d,\"until\":\"%.*s\",\"paper\":\"%.*s\"}", subject.v, (int)in->how,
	    (int)in->scope, STR_ARG(day_text(c->mem, in->ends_on)), STR_ARG(paper));
}

enum rc
consents_load(struct ctx *c, struct consents_view *out)
{
	enum rc rc = q_consent_list(c->db, c->actor.agency, &out->rows);

	if (rc == RC_OK)
		rc = q_consent_scans(c->db, c->actor.agency, &out->scans);
	return rc != RC_OK ? rc : q_consent_subjects(c->db, c->actor.unit_code, &out->subjects);
}

enum rc
consents_of_subject(struct ctx *c, struct q_consent_list_rows *out)
{
	return q_consent_list_of_subject(c->db, c->actor.subject, out);
}

/* ---- acting under it ------------------------------------------------------------------- */

/* One that the reader may know of. `producer`: the producer herself, not her hand. */
static enum rc
consent_find(struct ctx *c, struct consent_id id, struct q_consent_of *out, bool *producer)
{
	const struct actor *a = &c->actor;
	bool found;
	enum rc rc = q_consent_of(c->db, id, out, &found);

	if (rc != RC_OK)
		return rc;
	*producer = found && a->consent.v == 0 && a->subject.v != 0 && a->subject.v == out->subject.v;
	if (!found || !(*producer || (right_has(a, MAY_RECEIVE) && a->agency.v == out->agency.v)))
		return FAIL(c, WHY_ABSENT, "consent %" PRId64, id.v);
	return RC_OK;
}

enum rc
consent_enter(struct ctx *c, struct consent_id id, struct str token)
{
	struct q_consent_of k;
	bool producer;
	enum rc rc = consent_find(c, id, &k, &producer);

	if (rc != RC_OK)
		return rc;
	if (producer || k.account.v != c->actor.id.v)
		return FAIL(c, WHY_ABSENT, "%s", "another officer's");
	if (!consent_holds(k.ends_on, k.ended_at, c->today))
		return FAIL(c, WHY_CONSENT_OVER, "%.*s", STR_ARG(k.subject_name));
	if ((rc = q_session_consent(c->db, token, c->actor.id, id)) != RC_OK)
		return rc;
	return record_add(c, "consent.begin", "consent", id.v, "%s", "");
}

enum rc
consent_leave(struct ctx *c, struct str token)
{
	c->housekeeping = true;
	return q_session_consent(c->db, token, c->actor.id, (struct consent_id){ 0 });
}

enum rc
consent_end(struct ctx *c, struct consent_id id, struct str why)
{
	struct q_consent_of k;
	bool producer;
	enum rc rc = consent_find(c, id, &k, &producer);

	if (rc != RC_OK)
		return rc;
	if (k.ended_at.ms != 0)
		return FAIL(c, WHY_CONSENT_OVER, "%.*s", STR_ARG(k.subject_name));
	if ((rc = q_consent_end(c->db, id, c->actor.id, why, c->now)) != RC_OK ||
	    (rc = producer ? notice_to_agency(c, k.agency, "consent_ended", k.subject_name,
	    S("/xa/nop-ho")) : notice_to_subject(c, k.subject, "consent_ended", k.subject_name,
	    S("/chu-the/nop-ho"))) != RC_OK)
		return rc;
	return record_add(c, "consent.end", "consent", id.v, "{\"by_producer\":%s}",
	    producer ? "true" : "false");
}

enum rc
consent_paper(struct ctx *c, struct consent_id id, struct str *path, struct str *mime)
{
	struct q_consent_of k;
	bool producer;
	enum rc rc = consent_find(c, id, &k, &producer);

	if (rc != RC_OK)
		return rc;
	if (k.blob.n == 0)
		return FAIL(c, WHY_ABSENT, "%s", "given by voice");
	*path = blob_path(c->blobs, k.blob, c->mem);
	*mime = k.mime;
	return RC_OK;
}

/* ---- four eyes --------------------------------------------------------------------------- */

enum rc
consent_four_eyes(struct ctx *c, enum deed what)
{
	if (what != DO_RECEIVE && what != DO_CHECK_COMMUNE && what != DO_RETURN && what != DO_FORWARD)
		return RC_OK;
	return FAIL(c, WHY_FOUR_EYES, "%s", deed_name(what));
}

enum rc
four_eyes_load(struct ctx *c, bool *on)
{
	struct q_setting_find s;
	bool found;
	enum rc rc = q_setting_find(c->db, S("filing_four_eyes"), &s, &found);

	*on = rc == RC_OK && found && str_eq(s.value, S("1"));
	return rc;
}

enum rc
four_eyes_set(struct ctx *c, bool on)
{
	enum rc rc = q_setting_put(c->db, S("filing_four_eyes"), on ? S("1") : S("0"));

	return rc != RC_OK ? rc : record_add(c, "setting.four_eyes", "setting", 1, "{\"on\":%s}",
	    on ? "true" : "false");
}
