/*
 * public: pages for everybody. A code on a jar is answered as of today, by
 * itself; nothing here needs a script or an account.
 */
#include "web/public.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/signed_code.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

static const struct {
	enum text word, line;
	enum tone tone;
} statuses[CERT_STATUS__COUNT] = {
	[CERT_VALID] = { T_cert_valid, T_cert_valid_line, TONE_GOOD },
	[CERT_DUE] = { T_cert_due, T_cert_due_line, TONE_WAIT },
	[CERT_LAPSED] = { T_cert_lapsed, T_cert_lapsed_line, TONE_BAD },
	[CERT_REVOKED] = { T_cert_revoked, T_cert_revoked_line, TONE_BAD },
	[CERT_REPLACED] = { T_cert_replaced, T_cert_replaced_line, TONE_WAIT },
	[CERT_EXTENDED] = { T_cert_extended, T_cert_extended_line, TONE_WAIT },
	[CERT_RENEWED] = { T_cert_renewed, T_cert_renewed_line, TONE_WAIT },
	[CERT_UNKNOWN] = { T_cert_unknown, T_cert_unknown_line, TONE_PLAIN },
};

enum text
certificate_status_text(enum certificate_status s)
{
	return statuses[s].word;
}

enum text
certificate_status_line(enum certificate_status s)
{
	return statuses[s].line;
}

enum tone
certificate_status_tone(enum certificate_status s)
{
	return statuses[s].tone;
}

enum text
sector_text(int sector)
{
	static const enum text words[] = { T_sector_1, T_sector_2, T_sector_3,
		T_sector_4, T_sector_5, T_sector_6 };

	return sector >= 1 && sector <= 6 ? words[sector - 1] : T_NONE;
}

struct str
status_name(int status)
{
	return str_c(certificate_status_name((enum certificate_status)status));
}

/* The status a filter names, or 0. */
static enum certificate_status
status_read(struct str name)
{
	for (int s = CERT_VALID; s < CERT_STATUS__COUNT; s++)
		if (str_eq(name, str_c(certificate_status_name(
		    (enum certificate_status)s))))
			return (enum certificate_status)s;
	return (enum certificate_status)0;
}

/* A number of the query that must be in a range; 0 when it was not asked. */
static int
number_of(struct visit *v, struct str field, form_INT given, int most)
{
	if (!given.has)
		return 0;
	if (given.v < 1 || given.v > most) {
		fault_field(v->ctx.fault, field, &WHY_CHOICE_WRONG, S(""));
		return 0;
	}
	return (int)given.v;
}

enum rc
catalogue_filter_of(struct visit *v, struct catalogue_filter *out)
{
	const struct catalogue_form *f = FORM_OF(v, catalogue);

	*out = (struct catalogue_filter){ .words = f->q,
	    .star = number_of(v, S("star"), f->star, 5),
	    .sector = number_of(v, S("sector"), f->sector, 6),
	    .set_code = f->set, .unit_code = f->unit,
	    .status = status_read(f->status), .after = f->after,
	    .limit = number_of(v, S("limit"), f->limit, 100) };
	if (f->status.n > 0 && out->status == 0)
		fault_field(v->ctx.fault, S("status"), &WHY_CHOICE_WRONG, S(""));
	if (out->limit == 0)
		out->limit = 20;
	return fault_rc(v->ctx.fault);
}

enum rc
catalogue_show(struct visit *v)
{
	struct catalogue_page p;
	enum rc rc;

	if ((rc = catalogue_filter_of(v, &p.f)) != RC_OK ||
	    (rc = catalogue_list(&v->ctx, &p.f, &p.v)) != RC_OK)
		return rc;
	p.pack = law_pack_on(v->ctx.law, v->ctx.today);
	p.filtered = p.f.words.n > 0 || p.f.star > 0 || p.f.sector > 0 ||
	    p.f.unit_code.n > 0 || p.f.status > 0;
	html_catalogue_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
front_show(struct visit *v)
{
	struct catalogue_page p = { .f = { .limit = 6 } };
	enum rc rc;

	if (v->ctx.room) /* people come to it for their session */
		return visit_go(v, "/viec");
	if ((rc = catalogue_list(&v->ctx, &p.f, &p.v)) == RC_OK)
		html_front_show(visit_page(v), &p);
	return rc;
}

static struct str
set_name_of(const struct visit *v, const struct certificate_view *c)
{
	return v->lang == LANG_EN ? c->set_name_en : c->set_name_vi;
}

enum rc
product_public_show(struct visit *v)
{
	struct product_public_page p;
	enum rc rc = catalogue_product(&v->ctx, (struct product_id){ v->id[0] },
	    &p.v);

	if (rc != RC_OK)
		return rc;
	p.set_name = set_name_of(v, &p.v.certificate);
	p.tone = certificate_status_tone(p.v.certificate.status);
	html_product_public(visit_page(v), &p);
	return RC_OK;
}

void
certificate_page_show(struct visit *v, struct certificate_page *p)
{
	p->set_name = set_name_of(v, &p->v);
	p->tone = certificate_status_tone(p->v.status);
	html_certificate_show(visit_page(v), v, p);
}

enum rc
certificate_entry(struct visit *v, struct certificate_page *p)
{
	return receipt_load(&v->ctx, "certificate.issue", "certificate", p->v.c.id.v, &p->entry);
}

enum rc
certificate_show(struct visit *v)
{
	struct certificate_page p = { .scanned = false };
	enum rc rc = certificate_load(&v->ctx, v->arg[0], &p.v);

	if (rc != RC_OK)
		return rc;
	/* one address for one certificate: what was typed sloppily is led there */
	if (!str_eq(p.v.c.code, v->arg[0]))
		return visit_go_to(v, str_printf(v->ctx.mem, "/c/%.*s",
		    STR_ARG(p.v.c.code)));
	if ((rc = signed_code_of(&v->ctx, p.v.c.id, &p.letters)) != RC_OK ||
	    (rc = certificate_entry(v, &p)) != RC_OK)
		return rc;
	certificate_page_show(v, &p);
	return RC_OK;
}

/* GS1 Digital Link: what stands behind the number (lot, serial number, a query of
 * others) leads to the same product. */
enum rc
gtin_show(struct visit *v)
{
	struct gtin_view g;
	enum rc rc = gtin_find(&v->ctx, v->arg[0], &g);

	if (rc != RC_OK)
		return rc;
	if (g.code.n > 0)
		return visit_go_to(v, str_printf(v->ctx.mem, "/c/%.*s", STR_ARG(g.code)));
	html_gtin_show(visit_page(v), &g);
	return RC_OK;
}

enum rc
lookup_show(struct visit *v)
{
	struct lookup_page p = { .typed = FORM_OF(v, lookup)->code };
	struct certificate_view c;

	if (p.typed.n > 0) {
		enum rc rc = certificate_load(&v->ctx, p.typed, &c);

		if (rc == RC_OK)
			return visit_go_to(v, str_printf(v->ctx.mem,
			    "/c/%.*s", STR_ARG(c.c.code)));
		if (rc != RC_ABSENT)
			return rc;
		p.mistyped = v->ctx.fault->why == &WHY_CODE_MISTYPED;
		p.unknown = !p.mistyped;
		*v->ctx.fault = (struct fault){ 0 };
	}
	html_lookup_show(visit_page(v), &p);
	return RC_OK;
}

enum rc
help_show(struct visit *v)
{
	html_help_show(visit_page(v));
	return RC_OK;
}
