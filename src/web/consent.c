/*
 * consent: an officer writes down that a producer wants her to file, and acts for
 * her; the producer and the commune see it and end it.
 */
#include "web/consent.h"

#include "html.h"
#include "web/forms.h"
#include "web/inspection.h"
#include "web/out.h"
#include "web/routes.h"

enum text
consent_how_text(int64_t how)
{
	return how == CONSENT_PAPER ? T_consent_how_paper : T_consent_how_voice;
}

enum text
consent_scope_text(int64_t scope)
{
	return scope == CONSENT_FILE ? T_consent_scope_file : T_consent_scope_prepare;
}

bool
consent_open(const struct visit *v, const struct q_consent_list *k)
{
	return consent_holds(k->ends_on, k->ended_at, v->ctx.today);
}

static struct field_options
two(const struct visit *v, enum text first, enum text second)
{
	struct field_option *o = ARENA_ARRAY(v->ctx.mem, 2, struct field_option);

	o[0] = (struct field_option){ .value = S("1"), .label = first };
	o[1] = (struct field_option){ .value = S("2"), .label = second };
	return (struct field_options){ o, 2 };
}

enum rc
consents_show(struct visit *v)
{
	struct consents_page p;
	enum rc rc = consents_load(&v->ctx, &p.v);

	if (rc != RC_OK)
		return rc;
	p.how = two(v, T_consent_how_paper, T_consent_how_voice);
	p.scope = two(v, T_consent_scope_prepare, T_consent_scope_file);
	p.kinds = subject_kind_choices(v->ctx.mem, 0);
	html_consents_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
consent_prepare(struct visit *v)
{
	const struct files_in files = FORM_OF(v, consent_new)->consent_paper;
	struct looked *looked = NULL;

	v->prepared = NULL;
	if (files.n == 0)
		return RC_OK;
	v->prepared = looked = ARENA_NEW(v->ctx.mem, struct looked);
	return look_and_keep(v->ctx.blobs, &(struct look_at){ .path = files.v[0].path,
	    .name = files.v[0].name, .purpose = LOOK_EVIDENCE }, v->ctx.mem, v->ctx.fault, looked);
}

enum rc
consent_post(struct visit *v)
{
	const struct consent_new_form *f = FORM_OF(v, consent_new);
	struct consent_id id;
	enum rc rc = consent_add(&v->ctx, &(struct consent_values){ .subject = { f->subject },
	    .subject_name = f->subject_name, .subject_kind = choice_number(f->subject_kind),
	    .how = choice_number(f->consent_how), .scope = choice_number(f->consent_scope),
	    .said_by = f->said_by, .witness = f->witness, .note = f->consent_note,
	    .given_on = f->given_on, .ends_on = f->ends_on, .scan = v->prepared,
	    .scanned = { f->scanned } }, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_consent_kept);
	return visit_go(v, "/xa/nop-ho");
}

enum rc
consent_enter_post(struct visit *v)
{
	enum rc rc = consent_enter(&v->ctx, (struct consent_id){ v->id[0] }, v->token_hash);

	return rc == RC_OK ? visit_go(v, "/chu-the") : rc;
}

enum rc
consent_leave_post(struct visit *v)
{
	enum rc rc = consent_leave(&v->ctx, v->token_hash);

	return rc == RC_OK ? visit_go(v, "/xa/nop-ho") : rc;
}

enum rc
consent_end_post(struct visit *v)
{
	enum rc rc = consent_end(&v->ctx, (struct consent_id){ v->id[0] },
	    FORM_OF(v, consent_ending)->ending_why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_consent_ended_now);
	return visit_go(v, "/xa/nop-ho");
}

enum rc
consents_own_show(struct visit *v)
{
	struct q_consent_list_rows rows;
	enum rc rc = consents_of_subject(&v->ctx, &rows);

	if (rc == RC_OK)
		html_consents_own(visit_page(v), v, &rows);
	return rc;
}

enum rc
consent_own_end_post(struct visit *v)
{
	enum rc rc = consent_end(&v->ctx, (struct consent_id){ v->id[0] },
	    FORM_OF(v, consent_ending)->ending_why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_consent_ended_now);
	return visit_go(v, "/chu-the/nop-ho");
}

enum rc
consent_paper_show(struct visit *v)
{
	struct str path, mime;
	enum rc rc = consent_paper(&v->ctx, (struct consent_id){ v->id[0] }, &path, &mime);

	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Cache-Control"), S("private, no-cache"));
	return visit_file(v, mime, path, S(""));
}

/* ---- four eyes --------------------------------------------------------------------------- */

enum rc
four_eyes_show(struct visit *v)
{
	bool on;
	enum rc rc = four_eyes_load(&v->ctx, &on);

	if (rc == RC_OK)
		html_four_eyes_show(visit_page(v), v, on);
	return rc;
}

enum rc
four_eyes_post(struct visit *v)
{
	enum rc rc = four_eyes_set(&v->ctx, FORM_OF(v, four_eyes)->four_eyes);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_consent_setting_kept);
	return visit_go(v, "/quan-tri/nop-ho");
}
