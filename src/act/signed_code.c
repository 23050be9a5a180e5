/* signed_code: see signed_code.h. */
#include "act/signed_code.h"

#include <inttypes.h>

#include "act/certificate.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/code.h"
#include "base/json.h"

const struct reason WHY_CODE_FORGED = { RC_ABSENT, "code_forged" };

/* A short code with its dashes has ten letters, a signed one some hundred. */
#define SHORT_MAX 40

static struct str
kid_text(struct arena *mem, struct str kid)
{
	struct buf b = buf_new(mem, 64);

	for (size_t i = 0; i < kid.n; i++)
		buf_printf(&b, "%02x", (unsigned char)kid.p[i]);
	return buf_str(&b);
}

/* ---- making ------------------------------------------------------------------- */

static enum rc
key_add(struct ctx *c)
{
	struct str spki = es256_spki(c->code_key);
	struct str kid = kid_text(c->mem, es256_kid(c->mem, spki));
	struct q_code_key_there there;
	bool found;
	enum rc rc = q_code_key_there(c->db, kid, &there, &found);

	if (rc != RC_OK || found)
		return rc;
	rc = q_code_key_add(c->db, kid, base64_text(c->mem, spki), c->now);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "code_key.add", "setting", 0, "{\"kid\":\"%.*s\"}",
	    STR_ARG(kid));
}

/* `entry`: its index in the record log; -1: none. */
static enum rc
signed_code_make(struct ctx *c, struct certificate_id id, int64_t entry, struct moment at)
{
	struct q_signed_code_facts f;
	struct claims claims;
	bool found;
	enum rc rc;

	if (c->code_key == NULL)
		return RC_OK;
	if ((rc = key_add(c)) != RC_OK ||
	    (rc = q_signed_code_facts(c->db, id, &f, &found)) != RC_OK)
		return rc;
	if (!found || f.issued_on.n == 0 || f.valid_until_on.n == 0)
		return RC_OK;
	claims = (struct claims){ .issuer = f.agency, .number = f.code,
		.ends = moment_of(day_add(f.valid_until_on, 1), 0, 0),
		.made = at, .product = f.product, .producer = f.subject,
		.place = f.unit_code, .star = (int)f.star, .entry = entry,
		.gtin = f.gtin };
	return q_signed_code_add(c->db, id,
	    kid_text(c->mem, es256_kid(c->mem, es256_spki(c->code_key))),
	    claims_sign(&claims, c->code_key, c->mem), at);
}

enum rc
signed_code_issued(struct ctx *c, struct certificate_id id)
{
	return c->log == NULL ? signed_code_make(c, id, -1, c->now) : RC_OK;
}

enum rc
signed_code_placed(struct ctx *c, struct certificate_id id, int64_t index, struct moment at)
{
	struct q_signed_code_of there;
	bool found;
	enum rc rc = q_signed_code_of(c->db, id, &there, &found);

	return rc != RC_OK || found ? rc : signed_code_make(c, id, index, at);
}

enum rc
signed_codes_begin(struct ctx *c)
{
	return c->code_key == NULL ? RC_OK : key_add(c);
}

enum rc
signed_codes_late(struct ctx *c, bool *left)
{
	struct q_signed_code_missing_rows rows = { .n = 0 };
	enum rc rc = RC_OK;

	if (c->code_key != NULL)
		rc = q_signed_code_missing(c->db, &rows);
	*left = rc == RC_OK && rows.n > 0;
	for (size_t i = 0; i < rows.n && rc == RC_OK; i++)
		rc = signed_code_make(c, rows.v[i].id, rows.v[i].place.has ?
		    rows.v[i].place.v - rows.v[i].base : -1, c->now);
	return rc != RC_OK || rows.n == 0 ? rc : record_add(c, "signed_code.late",
	    "setting", 0, "{\"certificates\":%zu}", rows.n);
}

/* ---- reading ------------------------------------------------------------------ */

enum rc
signed_code_of(struct ctx *c, struct certificate_id id, struct str *letters)
{
	struct q_signed_code_of row;
	bool found;
	enum rc rc = q_signed_code_of(c->db, id, &row, &found);

	*letters = rc == RC_OK && found ? row.text : S("");
	return rc;
}

bool
is_signed_code(struct str letters)
{
	return letters.n > SHORT_MAX;
}

enum rc
signed_code_read(struct ctx *c, struct str letters, struct claims *out)
{
	struct q_code_key_there key;
	struct cose cose;
	struct str spki;
	bool found;
	enum rc rc;

	if (!claims_read(letters, c->mem, out, &cose))
		return FAIL(c, WHY_CODE_MISTYPED, "%.*s",
		    STR_ARG(str_head(letters, 40)));
	rc = q_code_key_there(c->db, kid_text(c->mem, cose.kid), &key, &found);
	if (rc != RC_OK)
		return rc;
	if (!found || !base64_read(c->mem, key.spki, &spki) ||
	    !cose_verify(&cose, spki))
		return FAIL(c, WHY_CODE_FORGED, "%.*s", STR_ARG(out->number));
	return RC_OK;
}

/* ---- what others need to judge -------------------------------------------------- */

enum rc
code_keys_print(struct ctx *c, struct buf *out)
{
	struct q_code_key_list_rows rows;
	struct json_out o = json_out(out);
	enum rc rc = q_code_key_list(c->db, &rows);

	if (rc != RC_OK)
		return rc;
	json_open(&o, '{');
	json_name(&o, S("keys"));
	json_open(&o, '[');
	for (size_t i = 0; i < rows.n; i++) {
		json_open(&o, '{');
		json_name(&o, S("kid"));
		json_put_str(&o, rows.v[i].kid);
		json_name(&o, S("spki"));
		json_put_str(&o, rows.v[i].spki);
		json_name(&o, S("since"));
		json_put_str(&o, moment_iso(c->mem, rows.v[i].since_at));
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_close(&o, '}');
	return RC_OK;
}

/* A list that is not whole would call good what is not: then none is signed. */
#define CHANGED_MAX 20000
/* An extension is at most 180 days (QĐ 26/2026 Đ12.3): what ended longer ago is
 * not in the list. */
#define LOOK_BACK_DAYS 400

static enum rc
changed_lines(struct ctx *c, struct buf *out)
{
	struct q_code_changed_rows rows;
	enum rc rc = q_code_changed(c->db, day_add(c->today, -LOOK_BACK_DAYS), &rows);

	if (rc == RC_OK && rows.n >= CHANGED_MAX)
		return FAIL(c, WHY_BROKEN, "%zu codes are not what they say: too many "
		    "for one list", rows.n);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		const struct q_code_changed *r = &rows.v[i];

		if (r->revoked_on.n != 0)
			buf_printf(out, "%.*s revoked %.*s\n", STR_ARG(r->code),
			    STR_ARG(day_iso(c->mem, r->revoked_on)));
		else if (r->replaced)
			buf_printf(out, "%.*s replaced -\n", STR_ARG(r->code));
		else
			buf_printf(out, "%.*s extended %.*s\n", STR_ARG(r->code),
			    STR_ARG(day_iso(c->mem, r->extended_until_on)));
	}
	return rc;
}

/* A signed note (c2sp.org/signed-note) whose signature is ECDSA, type 2 of that
 * paper: its key id is the first four bytes of SHA-256 of the SPKI. */
enum rc
revoked_note_print(struct ctx *c, struct buf *out)
{
	struct buf line = buf_new(c->mem, 128);
	struct str spki, signature;
	enum rc rc;

	if (c->code_key == NULL)
		return FAIL(c, WHY_ABSENT, "%s", "this office signs no codes");
	spki = es256_spki(c->code_key);
	buf_printf(out, "ocop-revoked/v1\nissued %.*s\n",
	    STR_ARG(moment_iso(c->mem, c->now)));
	if ((rc = changed_lines(c, out)) != RC_OK)
		return rc;
	signature = es256_sign(c->code_key, buf_str(out), c->mem);
	buf_put(&line, str_head(es256_kid(c->mem, spki), 4));
	buf_put(&line, es256_to_der(c->mem, signature));
	buf_printf(out, "\n— ocop-code %.*s\n",
	    STR_ARG(base64_text(c->mem, buf_str(&line))));
	return RC_OK;
}
