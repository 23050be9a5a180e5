/*
 * api: the same facts as the public pages, as JSON, for shops and inspectors.
 * Read only, open to everybody, as of today. openapi.json is made from the
 * routes table, so it cannot name an address that is not there.
 */
#include <inttypes.h>

#include "base/json.h"
#include "web/forms.h"
#include "web/public.h"
#include "web/routes.h"

static void
put_day(struct visit *v, struct json_out *o, struct str name, struct day d)
{
	json_name(o, name);
	if (d.n == 0)
		json_put_null(o);
	else
		json_put_str(o, day_iso(v->ctx.mem, d));
}

static void
put_str(struct json_out *o, struct str name, struct str s)
{
	json_name(o, name);
	json_put_str(o, s.n == 0 ? (struct str){ NULL, 0 } : s);
}

static void
put_product(struct visit *v, struct json_out *o, const struct catalogue_row *r)
{
	const struct q_listing_search *l = r->l;

	json_open(o, '{');
	json_name(o, S("id"));
	json_put_int(o, l->product.v);
	put_str(o, S("code"), l->code);
	put_str(o, S("name"), l->name);
	put_str(o, S("subject"), l->subject_name);
	put_str(o, S("set"), l->set_code);
	json_name(o, S("star"));
	json_put_int(o, l->star);
	put_str(o, S("unit"), l->unit_code);
	put_str(o, S("unit_name"), l->unit_name);
	put_str(o, S("status"), str_c(certificate_status_name(r->status)));
	put_str(o, S("certificate"), l->certificate_code);
	put_day(v, o, S("valid_until"), l->valid_until_on);
	put_str(o, S("url"), str_printf(v->ctx.mem, "/san-pham/%" PRId64 "-%.*s",
	    l->product.v, STR_ARG(r->slug)));
	json_close(o, '}');
}

enum rc
api_products(struct visit *v)
{
	struct catalogue_filter f;
	struct catalogue_view view;
	struct json_out o;
	enum rc rc;

	if ((rc = catalogue_filter_of(v, &f)) != RC_OK ||
	    (rc = catalogue_list(&v->ctx, &f, &view)) != RC_OK)
		return rc;
	o = json_out(visit_json(v));
	json_open(&o, '{');
	json_name(&o, S("items"));
	json_open(&o, '[');
	for (size_t i = 0; i < view.n; i++)
		put_product(v, &o, &view.v[i]);
	json_close(&o, ']');
	put_str(&o, S("next"), view.next);
	json_close(&o, '}');
	return RC_OK;
}

enum rc
api_certificate(struct visit *v)
{
	struct certificate_view c;
	struct json_out o;
	enum rc rc = certificate_load(&v->ctx, v->arg[0], &c);

	if (rc != RC_OK)
		return rc;
	o = json_out(visit_json(v));
	json_open(&o, '{');
	put_str(&o, S("code"), c.c.code);
	put_str(&o, S("status"), str_c(certificate_status_name(c.status)));
	json_name(&o, S("star"));
	json_put_int(&o, c.c.star);
	put_str(&o, S("product"), c.c.product_name);
	put_str(&o, S("product_code"), c.c.product_code);
	json_name(&o, S("product_id"));
	json_put_int(&o, c.c.product.v);
	put_str(&o, S("subject"), c.c.subject);
	put_str(&o, S("unit"), c.c.unit_code);
	put_str(&o, S("unit_name"), c.unit_name);
	put_str(&o, S("set"), c.c.set_code);
	put_str(&o, S("decision"), c.c.decision_no);
	put_str(&o, S("issuer"), c.c.issuer);
	put_day(v, &o, S("issued"), c.c.issued_on);
	json_name(&o, S("issued_year"));
	if (c.c.issued_year > 0)
		json_put_int(&o, c.c.issued_year);
	else
		json_put_null(&o);
	put_day(v, &o, S("valid_until"), c.c.valid_until_on);
	put_day(v, &o, S("revoked"), c.c.revoked_on);
	put_str(&o, S("replaced_by"), c.c.replaced_by);
	json_name(&o, S("sample"));
	json_put_bool(&o, c.c.sample);
	put_day(v, &o, S("as_of"), v->ctx.today);
	json_close(&o, '}');
	return RC_OK;
}

/* One operation of openapi.json: its sentence, its parameters. */
static void
put_operation(struct json_out *o, const struct route *r)
{
	json_name(o, r->method == GET ? S("get") : S("post"));
	json_open(o, '{');
	put_str(o, S("summary"), str_c(r->sentence));
	json_name(o, S("parameters"));
	json_open(o, '[');
	for (struct str p = str_c(r->pattern); str_find(p, '{') < p.n;) {
		p = str_from(p, str_find(p, '{') + 1);
		json_open(o, '{');
		put_str(o, S("name"), str_head(p, str_find(p, '}')));
		put_str(o, S("in"), S("path"));
		json_name(o, S("required"));
		json_put_bool(o, true);
		json_name(o, S("schema"));
		json_open(o, '{');
		put_str(o, S("type"), S("string"));
		json_close(o, '}');
		json_close(o, '}');
	}
	for (size_t i = 0; i < r->form->n; i++) {
		json_open(o, '{');
		put_str(o, S("name"), str_c(r->form->fields()[i].name));
		put_str(o, S("in"), S("query"));
		json_name(o, S("schema"));
		json_open(o, '{');
		put_str(o, S("type"), r->form->fields()[i].kind == F_INT
		    ? S("integer") : S("string"));
		json_close(o, '}');
		json_close(o, '}');
	}
	json_close(o, ']');
	json_name(o, S("responses"));
	json_open(o, '{');
	json_name(o, S("200"));
	json_open(o, '{');
	put_str(o, S("description"), S("as of today"));
	json_close(o, '}');
	json_close(o, '}');
	json_close(o, '}');
}

enum rc
api_description(struct visit *v)
{
	struct json_out o = json_out(visit_json(v));

	json_open(&o, '{');
	put_str(&o, S("openapi"), S("3.1.0"));
	json_name(&o, S("info"));
	json_open(&o, '{');
	put_str(&o, S("title"), S("ocop"));
	put_str(&o, S("version"), S("1"));
	json_close(&o, '}');
	json_name(&o, S("paths"));
	json_open(&o, '{');
	for (size_t i = 0; i < routes_n; i++) {
		if (!str_starts(str_c(routes[i].pattern), S("/api/")))
			continue;
		json_name(&o, str_c(routes[i].pattern));
		json_open(&o, '{');
		put_operation(&o, &routes[i]);
		json_close(&o, '}');
	}
	json_close(&o, '}');
	json_close(&o, '}');
	return RC_OK;
}
