/*
 * signup: /dang-ky for people who come in, /xa/dang-ky for the commune that
 * answers them.
 *
 * The commune comes first and by itself, so that nothing typed is lost while
 * it is searched, with or without script.
 */
#include "web/signup.h"

#include "act/password.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

static enum text
signup_sentence(int number)
{
	static const enum text texts[SIGNUP_SENTENCES + 1] = { T_NONE,
		T_signup_sentence_1, T_signup_sentence_2, T_signup_sentence_3,
		T_signup_sentence_4, T_signup_sentence_5 };

	return number < 1 || number > SIGNUP_SENTENCES ? T_NONE : texts[number];
}

struct field_options
signup_sentence_choices(struct arena *mem)
{
	struct field_option *v = ARENA_ARRAY(mem, SIGNUP_SENTENCES, struct field_option);

	for (int i = 0; i < SIGNUP_SENTENCES; i++)
		v[i] = (struct field_option){ .value = str_printf(mem, "%d", i + 1),
		    .label = signup_sentence(i + 1) };
	return (struct field_options){ v, SIGNUP_SENTENCES };
}

/* Step 2, when a commune of this office was chosen. */
static enum rc
signup_form_show(struct visit *v, struct str unit_code)
{
	struct signup_form_page p = { .unit_code = unit_code };
	enum rc rc = signup_place(&v->ctx, unit_code, &p.place);

	if (rc == RC_OK)
		html_signup_form(visit_page(v), v, &p);
	return rc;
}

/* The form once more, with what was typed. Without a commune that this office
 * serves there is only step 1 to show. */
static enum rc
signup_show_again(struct visit *v)
{
	struct signup_form_page form = { .unit_code = pairs_get(v->raw, S("unit")) };
	struct signup_place_page first = { 0 };
	bool found;
	enum rc rc;

	rc = signup_place_find(&v->ctx, form.unit_code, &form.place, &found);
	if (rc != RC_OK)
		return rc;
	if (found)
		html_signup_form(visit_page(v), v, &form);
	else
		html_signup_place(visit_page(v), v, &first);
	return RC_OK;
}

enum rc
signup_show(struct visit *v)
{
	const struct signup_page_form *f = FORM_OF(v, signup_page);
	struct signup_place_page p = { .words = f->q };
	enum rc rc;

	if (v->ctx.room) /* nobody's sign-up would come to the office from there */
		return FAIL(&v->ctx, WHY_ABSENT, "%s", "a sign-up in the room");
	if (v->again)
		return signup_show_again(v);
	if (f->unit.n > 0)
		return signup_form_show(v, f->unit);
	if ((rc = signup_places(&v->ctx, f->q, &p.found)) != RC_OK)
		return rc;
	html_signup_place(visit_page(v), v, &p);
	return RC_OK;
}

/* The heavy part: a password is hashed whether or not the phone number is
 * known, so that the time says nothing. */
enum rc
signup_prepare(struct visit *v)
{
	const struct signup_form *f = FORM_OF(v, signup);
	const struct reason *why = password_rule(f->password_new, f->phone);
	struct str *hashed = ARENA_NEW(v->ctx.mem, struct str);

	if (v->ctx.room)
		return FAIL(&v->ctx, WHY_ABSENT, "%s", "a sign-up in the room");
	if (why != NULL) {
		fault_field(v->ctx.fault, S("password_new"), why, S("12"));
		return fault_rc(v->ctx.fault);
	}
	v->prepared = hashed;
	return password_hash(&v->ctx, f->password_new, hashed);
}

enum rc
signup_post(struct visit *v)
{
	const struct signup_form *f = FORM_OF(v, signup);
	const struct str *hashed = v->prepared;
	int64_t kind = 0;
	enum rc rc;

	if (!str_int(f->subject_kind, &kind))
		kind = 0;
	rc = signup_add(&v->ctx, &(struct signup){ .phone = f->phone,
	    .name = f->person_name, .password = *hashed,
	    .subject = f->subject_name, .kind = kind, .unit_code = f->unit,
	    .lang = v->lang == LANG_EN ? S("en") : S("vi"),
	    .address = v->req->address, .consent = f->consent });
	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_signup_sent);
	return visit_go(v, "/dang-nhap");
}

/* ---- the commune's side ------------------------------------------------------ */

enum rc
signup_list_show(struct visit *v)
{
	struct q_signup_list_rows rows;
	enum rc rc = signup_list(&v->ctx, &rows);

	if (rc == RC_OK)
		html_signup_list(visit_page(v), v, &rows);
	return rc;
}

enum rc
signup_answer_show(struct visit *v)
{
	struct signup_answer_page p;
	enum rc rc = signup_load(&v->ctx, (struct subject_id){ v->id[0] }, &p.v);

	if (rc == RC_OK)
		html_signup_answer(visit_page(v), v, &p);
	return rc;
}

enum rc
signup_approve_post(struct visit *v)
{
	enum rc rc = signup_approve(&v->ctx, (struct subject_id){ v->id[0] },
	    FORM_OF(v, signup_answer)->version.v);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_signup_was_approved);
	return visit_go(v, "/xa/dang-ky");
}

/* The prepared sentences that were ticked, then the officer's own words. */
static struct str
refusal_text(struct visit *v, const struct signup_refusal_form *f)
{
	struct buf b = buf_new(v->ctx.mem, 8 * KIB);

	for (size_t i = 0; i < f->prepared.n; i++) {
		int64_t number;

		if (!str_int(f->prepared.v[i], &number) ||
		    signup_sentence((int)number) == T_NONE)
			continue;
		if (b.n > 0)
			buf_char(&b, ' ');
		/* The refusal is kept as it was sent: in Vietnamese. */
		buf_put(&b, text_of(LANG_VI, signup_sentence((int)number)));
	}
	if (b.n > 0 && f->why.n > 0)
		buf_char(&b, ' ');
	buf_put(&b, f->why);
	return buf_str(&b);
}

enum rc
signup_refuse_post(struct visit *v)
{
	const struct signup_refusal_form *f = FORM_OF(v, signup_refusal);
	enum rc rc = signup_refuse(&v->ctx, (struct subject_id){ v->id[0] },
	    f->version.v, refusal_text(v, f));

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_signup_was_refused);
	return visit_go(v, "/xa/dang-ky");
}

enum rc
signup_again_post(struct visit *v)
{
	enum rc rc = signup_send_again(&v->ctx);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_subject_sent_again);
	return visit_go(v, "/chu-the");
}
