/*
 * print: see print.h. The papers of a dossier are in print_dossier.c.
 */
#include "act/print.h"

#include "act/paper_words.h"
#include "act/papers_host.h"
#include "act/print_inside.h"
#include "act/public_log.h"
#include "act/signed_code.h"
#include "base/buf.h"
#include "base/text.h"
#include "core/certificate.h"
#include "core/gtin.h"
#include "paper/certificate.h"
#include "paper/label.h"

/* One of ours that stands, with what is printed of it. */
static enum rc
standing(struct ctx *c, struct str code, struct str base,
    struct q_print_certificate *q)
{
	bool found;
	enum rc rc = q_print_certificate(c->db, text_upper(c->mem, code), q, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || q->issued_on.n == 0 || !certificate_stands(certificate_status(
	    &(struct certificate_facts){ .valid_until = q->valid_until_on,
	    .revoked = q->revoked_on, .replaced = q->replaced_by.has,
	    .extended = q->extended_until_on }, law_pack_on(c->law, c->today),
	    c->today)))
		return FAIL(c, WHY_ABSENT, "%s", "no certificate of ours in force");
	if (base.n == 0)
		return FAIL(c, WHY_BAD_REQUEST, "%s", "the public address is not set");
	return RC_OK;
}

/* An address all in capitals is the same one when there is no path in it. */
static struct str
scanned(struct ctx *c, struct str base, struct str letters)
{
	size_t host = str_starts(base, S("http://")) ? 7 : 8;

	if (letters.n == 0 || str_find(str_from(base, host), '/') < base.n - host)
		return S("");
	return str_printf(c->mem, "%.*s/C/%.*s", STR_ARG(text_upper(c->mem, base)),
	    STR_ARG(letters));
}

enum rc
print_certificate(struct ctx *c, struct str code, struct str base, struct printed *out)
{
	struct q_print_certificate q;
	struct certificate_paper paper;
	struct host host;
	struct str province, commune, letters;
	enum rc rc;

	if ((rc = standing(c, code, base, &q)) != RC_OK ||
	    (rc = signed_code_of(c, q.id, &letters)) != RC_OK ||
	    (rc = host_load(c, q.agency, &host)) != RC_OK ||
	    (rc = unit_called(c, q.home_code, LEVEL_PROVINCE, &province)) != RC_OK ||
	    (rc = unit_called(c, q.unit_code, LEVEL_COMMUNE, &commune)) != RC_OK)
		return rc;
	paper = (struct certificate_paper){ .product = q.product, .subject = q.subject,
		.address = full_address(c->mem, q.address, commune, province), .product_code = q.product_code,
		.star = (int)q.star, .year = (int)q.issued_year, .decision_no = q.decision_no,
		.decided_on = q.signed_on.n != 0 ? q.signed_on : q.issued_on,
		.valid_until = q.valid_until_on, .place = host_place(&host),
		.signer_title = title_lines(c->mem, q.signer_title), .signer_name = q.signer_name,
		.code = q.code, .record_key = public_log_key(c),
		.made_at = made_on(q.issued_on, c->now), .sample = c->sample || q.sample };
	paper.issuer = text_upper(c->mem, host_decides(c->mem, &host));
	paper.url = str_printf(c->mem, "%.*s/c/%.*s", STR_ARG(base), STR_ARG(q.code));
	paper.scan = scanned(c, base, letters);
	if (paper.scan.n == 0)
		paper.scan = paper.url;
	out->name = str_printf(c->mem, "giay-chung-nhan-%.*s.pdf", STR_ARG(q.code));
	return certificate_render(&paper, c->mem, c->fault, &out->bytes);
}

enum rc
print_labels(struct ctx *c, struct str code, struct str base, struct printed *out)
{
	struct q_print_certificate q;
	struct label_paper paper;
	enum rc rc = standing(c, code, base, &q);

	if (rc != RC_OK)
		return rc;
	paper = (struct label_paper){ .product = q.product, .subject = q.subject,
		.star = (int)q.star, .code = q.code, .valid_until = q.valid_until_on,
		.url = scanned(c, base, q.code), .gtin = gtin_short(q.gtin),
		.made_at = made_on(q.issued_on, c->now), .sample = c->sample || q.sample };
	if (q.gtin.n > 0) /* all of it is digits: in capitals it takes as little room */
		paper.url = str_printf(c->mem, "%.*s/01/%.*s", STR_ARG(paper.url.n > 0 ?
		    text_upper(c->mem, base) : base), STR_ARG(q.gtin));
	if (paper.url.n == 0)
		paper.url = str_printf(c->mem, "%.*s/c/%.*s", STR_ARG(base), STR_ARG(q.code));
	out->name = str_printf(c->mem, "nhan-%.*s.pdf", STR_ARG(q.code));
	return label_render(&paper, c->mem, c->fault, &out->bytes);
}
