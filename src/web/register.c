/*
 * register: the register of certificates, its export, and one certificate with
 * what happens next.
 */
#include "web/register.h"

#include <inttypes.h>
#include <stdio.h>

#include "act/issue.h"
#include "act/issue_number.h"
#include "core/revocation.h"
#include "html.h"
#include "web/forms.h"
#include "web/inspection.h"
#include "web/out.h"
#include "web/public.h"
#include "web/routes.h"

static const struct {
	enum text words, who;
} nexts[LIFE_NEXT__COUNT] = {
	[NEXT_WAIT] = { T_life_next_wait, T_life_by_nobody },
	[NEXT_FILE] = { T_life_next_file, T_life_by_producer },
	[NEXT_LATE] = { T_life_next_late, T_life_by_province },
	[NEXT_RUNS] = { T_life_next_runs, T_life_by_offices },
	[NEXT_LAPSES] = { T_life_next_lapses, T_life_by_offices },
	[NEXT_AGAIN] = { T_life_next_again, T_life_by_producer },
	[NEXT_FIRST] = { T_life_next_first, T_life_by_producer },
	[NEXT_NONE] = { T_life_next_none, T_life_by_nobody },
	[NEXT_UNKNOWN] = { T_life_next_unknown, T_life_by_province },
};

enum text
life_next_text(enum life_next n)
{
	return nexts[n].words;
}

struct next_box
life_next(const struct register_entry *e)
{
	const enum text who = nexts[e->next].who;

	return (struct next_box){ .words = nexts[e->next].words, .until = e->until.on,
		.clause = e->until.clause.n > 0 ? e->until.clause : S("QĐ 26/2026 Đ4.3"),
		.who = who == T_life_by_province && e->cert.c.star == 5 ?
		T_life_by_ministry : who,
		.day = e->next == NEXT_WAIT ? NEXT_FROM :
		e->until.left < 0 ? NEXT_PLAIN : NEXT_LEFT };
}

struct str
life_record_text(const struct visit *v, struct str kind)
{
	char key[80];
	enum text t;

	(void)snprintf(key, sizeof(key), "life.%.*s", STR_ARG(kind));
	t = text_find(str_c(key));
	return t == T_NONE ? kind : text_of(v->lang, t);
}

/* The filter of the address: a status that can be asked for, or all. */
static enum certificate_status
status_of(struct str name)
{
	static const enum certificate_status may[] = { CERT_VALID, CERT_DUE,
		CERT_LAPSED, CERT_REVOKED, CERT_UNKNOWN };

	for (size_t i = 0; i < sizeof(may) / sizeof(may[0]); i++)
		if (str_eq(name, str_c(certificate_status_name(may[i]))))
			return may[i];
	return (enum certificate_status)0;
}

enum rc
register_index(struct visit *v)
{
	const struct register_list_form *f = FORM_OF(v, register_list);
	struct register_page p = { .status = f->status,
	    .office = right_has(&v->ctx.actor, MAY_INSPECT) };
	enum rc rc = register_list(&v->ctx, status_of(f->status), f->after,
	    REGISTER_PAGE, &p.v);

	if (rc == RC_OK)
		html_register_index(visit_page(v), v, &p);
	return rc;
}

/* A field of a spreadsheet; what would be a formula is text. */
static void
csv_put(struct buf *b, struct str s, char end)
{
	buf_char(b, '"');
	if (s.n > 0 && (s.p[0] == '=' || s.p[0] == '+' || s.p[0] == '-' || s.p[0] == '@'))
		buf_char(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(b, '"');
		buf_char(b, s.p[i]);
	}
	buf_char(b, '"');
	buf_char(b, end);
}

enum rc
register_export(struct visit *v)
{
	static const enum text heads[] = { T_cert_code, T_province_product,
		T_cert_subject, T_cert_place, T_decision_star, T_cert_until, T_province_state };
	const struct register_list_form *f = FORM_OF(v, register_list);
	struct buf b = buf_new(v->ctx.mem, 8 * MIB);
	struct register_view rows;
	enum rc rc = register_list(&v->ctx, status_of(f->status), S(""),
	    REGISTER_ROWS_MAX, &rows);

	if (rc != RC_OK)
		return rc;
	buf_lit(&b, "\xEF\xBB\xBF"); /* spreadsheets take it for UTF-8 by this */
	csv_put(&b, visit_text(v, T_register_as_of, day_text(v->ctx.mem, v->ctx.today)), '\n');
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		csv_put(&b, text_of(v->lang, heads[i]), i + 1 < sizeof(heads) / sizeof(heads[0]) ? ',' : '\n');
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_register_list *l = rows.v[i].l;

		csv_put(&b, l->code, ',');
		csv_put(&b, l->name, ',');
		csv_put(&b, l->subject_name, ',');
		csv_put(&b, l->unit_name, ',');
		buf_printf(&b, "%d,", (int)l->star);
		csv_put(&b, day_text(v->ctx.mem, l->valid_until_on), ',');
		csv_put(&b, text_of(v->lang, certificate_status_text(rows.v[i].status)), '\n');
	}
	reply_header(v->reply, S("Content-Disposition"),
	    S("attachment; filename=\"chung-nhan.csv\""));
	return visit_bytes(v, S("text/csv; charset=utf-8"), buf_str(&b));
}

/* Its office sends the notice; the others read it once it has its number. */
static enum rc
may_notify(struct visit *v, const struct register_entry *e, bool *out)
{
	struct issued_number number;
	enum rc rc;

	*out = e->manages;
	if (e->cert.status != CERT_VALID && e->cert.status != CERT_DUE)
		*out = false;
	else if (!e->manages) {
		rc = issue_number_of(&v->ctx, "sap-het-han", e->cert.c.id.v, e->cert.c.province,
		    &number);
		*out = rc == RC_OK && number.on.n != 0;
		return rc;
	}
	return RC_OK;
}

enum rc
register_show(struct visit *v)
{
	struct register_entry_page p;
	enum rc rc = register_load(&v->ctx, v->arg[0], &p.e);

	if (rc != RC_OK || (rc = may_notify(v, &p.e, &p.may_notify)) != RC_OK)
		return rc;
	p.set_name = v->lang == LANG_EN ? p.e.cert.set_name_en : p.e.cert.set_name_vi;
	p.tone = certificate_status_tone(p.e.cert.status);
	p.grounds = ground_options(v, law_pack_on(v->ctx.law, v->ctx.today));
	p.may_plan = p.e.manages &&
	    certificate_turn_check(p.e.cert.status, TURN_REVOKE) == NULL;
	p.may_propose = p.e.inspects &&
	    certificate_turn_check(p.e.cert.status, TURN_REVOKE) == NULL &&
	    (p.e.revocation.id.v == 0 || p.e.revocation.state == REVOKE_DROPPED);
	html_register_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
register_extend_post(struct visit *v)
{
	const struct extend_form *f = FORM_OF(v, extend);
	enum rc rc = certificate_extend(&v->ctx, v->arg[0], f->until, f->why);

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_register_extended);
	return visit_go_to(v, str_printf(v->ctx.mem, "/chung-nhan/%.*s",
	    STR_ARG(v->arg[0])));
}
