/*
 * admin: accounts, criteria sets with their marks to verify, rest days, the
 * record. See act/admin.h.
 */
#include "web/admin.h"

#include <inttypes.h>

#include "act/password.h"
#include "base/buf.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

static const enum text role_words[ROLE__COUNT] = {
	[ROLE_PRODUCER] = T_role_producer, [ROLE_COMMUNE] = T_role_commune,
	[ROLE_PROVINCE] = T_role_province, [ROLE_COUNCIL] = T_role_council,
	[ROLE_SIGNER] = T_role_signer, [ROLE_ADMIN] = T_role_admin,
	[ROLE_TEAM] = T_role_team,
};

/* "cán bộ xã, thành viên hội đồng"; an officer of the Ministry's agency is called so. */
static struct str
roles_text(struct visit *v, int64_t roles, bool central)
{
	struct buf b = buf_new(v->ctx.mem, KIB);

	for (int r = ROLE_PRODUCER; r < ROLE__COUNT; r++) {
		if ((roles & (int64_t)ROLE_BIT(r)) == 0)
			continue;
		if (b.n > 0)
			buf_lit(&b, ", ");
		buf_put(&b, text_of(v->lang, r == ROLE_PROVINCE && central ?
		    T_role_central : role_words[r]));
	}
	return buf_str(&b);
}

enum rc
admin_home(struct visit *v)
{
	html_admin_home(visit_page(v), v);
	return RC_OK;
}

enum rc
accounts_show(struct visit *v)
{
	const struct accounts_find_form *f = v->values;
	struct accounts_page p = { .after = { NULL, 0 } };
	struct str *roles;
	enum rc rc;

	/* after a refused write v->values is the write's form: show all */
	rc = admin_accounts(&v->ctx, v->again ? S("") : f->q,
	    v->again ? 0 : f->after, &p.v);
	if (rc != RC_OK)
		return rc;
	roles = ARENA_ARRAY(v->ctx.mem, p.v.rows.n + 1, struct str);
	for (size_t i = 0; i < p.v.rows.n; i++)
		roles[i] = roles_text(v, p.v.rows.v[i].roles,
		    p.v.rows.v[i].level.has && p.v.rows.v[i].level.v == LEVEL_MINISTRY);
	p.roles = roles;
	if (p.v.next > 0)
		p.after = str_printf(v->ctx.mem, "%" PRId64, p.v.next);
	html_accounts_show(visit_page(v), v, &p);
	return RC_OK;
}

/* On the slow pool: the password's rule, then its hash. */
static enum rc
password_made(struct visit *v, struct str password, struct str login)
{
	struct str *hashed = ARENA_NEW(v->ctx.mem, struct str);
	const struct reason *why = password_rule(password, login);

	v->prepared = hashed;
	if (why != NULL) {
		fault_field(v->ctx.fault, S("password"), why, S(""));
		return fault_rc(v->ctx.fault);
	}
	return password_hash(&v->ctx, password, hashed);
}

enum rc
account_add_prepare(struct visit *v)
{
	const struct account_add_form *f = FORM_OF(v, account_add);

	return password_made(v, f->password, f->login);
}

enum rc
account_add_post(struct visit *v)
{
	const struct account_add_form *f = FORM_OF(v, account_add);
	const struct str *hashed = v->prepared;
	struct account_id id;
	enum rc rc = admin_account_add(&v->ctx, &(struct account_values){
	    .login = f->login, .name = f->name, .hashed = *hashed,
	    .agency = { f->agency }, .role = (int)f->role.v }, &id);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_admin_account_added);
	return visit_go(v, "/quan-tri/tai-khoan");
}

enum rc
account_role_post(struct visit *v)
{
	const struct account_role_form *f = FORM_OF(v, account_role);
	enum rc rc = admin_role_give(&v->ctx, (struct account_id){ f->account },
	    (int)f->role.v);

	return rc == RC_OK ? visit_go(v, "/quan-tri/tai-khoan") : rc;
}

enum rc
account_state_post(struct visit *v)
{
	const struct account_state_form *f = FORM_OF(v, account_state);
	enum rc rc = admin_account_state(&v->ctx,
	    (struct account_id){ f->account }, f->open);

	return rc == RC_OK ? visit_go(v, "/quan-tri/tai-khoan") : rc;
}

enum rc
account_password_prepare(struct visit *v)
{
	return password_made(v, FORM_OF(v, account_password)->password, S(""));
}

enum rc
account_password_post(struct visit *v)
{
	const struct str *hashed = v->prepared;
	enum rc rc = admin_password(&v->ctx,
	    (struct account_id){ FORM_OF(v, account_password)->account }, *hashed);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_admin_password_set);
	return visit_go(v, "/quan-tri/tai-khoan");
}

enum rc
packs_show(struct visit *v)
{
	html_packs_show(visit_page(v), &(struct packs_page){
	    .law = v->ctx.law, .today = v->ctx.today });
	return RC_OK;
}

/* "2.3", "Phần C", "Mẫu phiếu" */
static struct str
doubt_where(struct visit *v, struct str where)
{
	if (str_eq(where, S("form")))
		return text_of(v->lang, T_admin_doubt_form);
	if (str_starts(where, S("part ")))
		return visit_text(v, T_admin_doubt_part, str_from(where, 5));
	return where;
}

enum rc
pack_set_show(struct visit *v)
{
	struct criteria_page p = { .set = law_set(v->ctx.law, v->arg[0]) };
	struct str *where;

	if (p.set == NULL)
		return FAIL(&v->ctx, WHY_ABSENT, "%s", "set");
	where = ARENA_ARRAY(v->ctx.mem, p.set->n_doubts + 1, struct str);
	for (size_t i = 0; i < p.set->n_doubts; i++)
		where[i] = doubt_where(v, p.set->doubts[i].where);
	p.where = where;
	html_pack_set_show(visit_page(v), &p);
	return RC_OK;
}

enum rc
holidays_show(struct visit *v)
{
	const struct holidays_form *f = v->values;
	struct holidays_page p = { .year = day_date(v->ctx.today).year };
	enum rc rc;

	if (!v->again && f->year.has && f->year.v >= 2020 && f->year.v <= 2100)
		p.year = (int)f->year.v;
	rc = admin_holidays(&v->ctx, p.year, &p.rows);
	if (rc == RC_OK)
		html_holidays_show(visit_page(v), v, &p);
	return rc;
}

enum rc
holiday_put_post(struct visit *v)
{
	const struct holiday_put_form *f = FORM_OF(v, holiday_put);
	enum rc rc = admin_holiday_put(&v->ctx, f->day, (int)f->kind.v,
	    f->holiday_name, f->day_source);

	return rc == RC_OK ? visit_go(v, "/quan-tri/ngay-nghi") : rc;
}

enum rc
holiday_confirm_post(struct visit *v)
{
	const struct holiday_confirm_form *f = FORM_OF(v, holiday_confirm);
	enum rc rc = admin_holiday_confirm(&v->ctx, f->day, f->day_source);

	return rc == RC_OK ? visit_go_to(v, str_printf(v->ctx.mem,
	    "/quan-tri/ngay-nghi?year=%d", day_date(f->day).year)) : rc;
}

enum rc
holiday_drop_post(struct visit *v)
{
	enum rc rc = admin_holiday_drop(&v->ctx,
	    FORM_OF(v, holiday_drop)->day);

	return rc == RC_OK ? visit_go(v, "/quan-tri/ngay-nghi") : rc;
}

/* The text head + name in the reader's language; the name itself where there is no text. */
static struct str
word_of(struct visit *v, const char *head, struct str name)
{
	enum text t = text_find(str_printf(v->ctx.mem, "%s%.*s", head,
	    STR_ARG(name)));

	return t == T_NONE ? name : text_of(v->lang, t);
}

/* What was done and to what, in words. Steps of a dossier have the words that
 * its own page uses. */
static const struct record_words *
records_words(struct visit *v, const struct q_record_list_rows *rows)
{
	struct record_words *w = ARENA_ARRAY(v->ctx.mem, rows->n + 1,
	    struct record_words);

	for (size_t i = 0; i < rows->n; i++) {
		struct str kind = rows->v[i].kind;
		bool step = str_starts(kind, S("dossier."));

		w[i].done = step ? word_of(v, "step.", str_from(kind,
		    sizeof("dossier.") - 1)) : word_of(v, "done.", kind);
		w[i].thing = word_of(v, "thing.", rows->v[i].noun);
	}
	return w;
}

enum rc
records_show(struct visit *v)
{
	const struct records_form *f = FORM_OF(v, records);
	struct records_page p = { .after = { NULL, 0 } };
	enum rc rc = admin_records(&v->ctx, f->after, f->noun, f->id, &p.v);

	if (rc != RC_OK)
		return rc;
	p.words = records_words(v, &p.v.rows);
	if (p.v.next > 0)
		p.after = str_printf(v->ctx.mem, "%" PRId64, p.v.next);
	html_records_show(visit_page(v), v, &p);
	return RC_OK;
}
