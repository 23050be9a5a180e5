/*
 * signed: finding the signatures of a PDF, and how the file stands to the one
 * that was issued. What each is worth is asked in signed_cms.c. See signed.h.
 */
#include "blob/signed_inside.h"

#include <stdio.h>
#include <string.h>

const struct reason WHY_NOT_SIGNED = { RC_INVALID, "not_signed" };
const struct reason WHY_SIGNED_MANY = { RC_INVALID, "signed_many" };

#define DICTIONARY_MAX (16 * KIB) /* around a signature, without its contents */

/* ---- a scanner that cannot leave its bounds ---------------------------------------- */

/* Where a word stands in s from `at` on; s.n when nowhere. */
static size_t
find(struct str s, size_t at, struct str word)
{
	const char *hit;

	if (at >= s.n || word.n > s.n - at)
		return s.n;
	hit = memmem(s.p + at, s.n - at, word.p, word.n);
	return hit == NULL ? s.n : (size_t)(hit - s.p);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static size_t
skip_blanks(struct str s, size_t at)
{
	while (at < s.n && is_blank(s.p[at]))
		at++;
	return at;
}

/* A whole number of at most twelve digits behind blanks. */
static bool
number(struct str s, size_t *at, size_t *out)
{
	size_t i = skip_blanks(s, *at), from = i, n = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i - from < 12)
		n = n * 10 + (size_t)(s.p[i++] - '0');
	if (i == from || (i < s.n && s.p[i] >= '0' && s.p[i] <= '9'))
		return false;
	*at = i;
	*out = n;
	return true;
}

static bool
range_read(struct str pdf, size_t at, struct byte_range *r)
{
	size_t zero;

	at = skip_blanks(pdf, at);
	if (at >= pdf.n || pdf.p[at++] != '[' || !number(pdf, &at, &zero) || zero != 0 ||
	    !number(pdf, &at, &r->a) || !number(pdf, &at, &r->b) || !number(pdf, &at, &r->c))
		return false;
	at = skip_blanks(pdf, at);
	return at < pdf.n && pdf.p[at] == ']';
}

/* The gap must be <hex> and nothing else, and be the value of /Contents. */
static bool
gap_is_contents(struct str pdf, const struct byte_range *r)
{
	size_t end = r->a;

	if (r->a < 16 || r->b <= r->a + 2 || r->b > pdf.n || r->c > pdf.n - r->b ||
	    pdf.p[r->a] != '<' || pdf.p[r->b - 1] != '>')
		return false;
	for (size_t i = r->a + 1; i + 1 < r->b; i++)
		if (!strchr("0123456789abcdefABCDEF", pdf.p[i]) || pdf.p[i] == '\0')
			return false;
	while (end > 0 && is_blank(pdf.p[end - 1]))
		end--;
	return str_ends(str_head(pdf, end), S("/Contents"));
}

/* The dictionary before and behind the gap. */
static bool
kind_is_detached(struct str pdf, const struct byte_range *r)
{
	static const char *const kinds[] = { "/adbe.pkcs7.detached", "/ETSI.CAdES.detached" };
	size_t from = r->a > DICTIONARY_MAX ? r->a - DICTIONARY_MAX : 0, at = from, next;
	struct str half[2];

	/* From the beginning of its own object. */
	while ((next = find(str_head(pdf, r->a), at, S(" obj"))) < r->a) {
		from = next;
		at = next + 4;
	}
	half[0] = str_from(str_head(pdf, r->a), from);
	half[1] = str_head(str_from(pdf, r->b), DICTIONARY_MAX);
	half[1] = str_head(half[1], find(half[1], 0, S("endobj")));
	for (size_t i = 0; i < 2; i++) {
		size_t k = find(half[i], 0, S("/SubFilter"));

		if (k == half[i].n)
			continue;
		k = skip_blanks(half[i], k + strlen("/SubFilter"));
		for (size_t j = 0; j < 2; j++)
			if (str_starts(str_from(half[i], k), str_c(kinds[j])))
				return true;
	}
	return false;
}

/* ---- how it stands to what was issued -------------------------------------------------- */

/* Words of an object up to its stream or end. */
static struct str
object_words(struct str s, size_t at)
{
	struct str words = str_from(s, at);

	words = str_head(words, find(words, 0, S("endobj")));
	return str_head(words, find(words, 0, S("stream")));
}

/* The reference behind a word: "/Contents 12 0 R"; empty: none. */
static struct str
reference(struct str words, struct str word)
{
	size_t at = find(words, 0, word), end;

	if (at == words.n)
		return S("");
	at = skip_blanks(words, at + word.n);
	end = at;
	while (end < words.n && words.p[end] != '/' && words.p[end] != '>' && words.p[end] != '\n')
		end++;
	return str_trim(str_head(str_from(words, at), end - at));
}

/* An object of ours that was written again: a signature needs the catalogue
 * (its form) and a page (its mark); a page must keep what it shows. */
static bool
change_is_for_signing(struct str issued, size_t number, struct str words)
{
	char head[40];
	size_t at;
	struct str old;

	if (find(words, 0, S("/Catalog")) < words.n || find(words, 0, S("/Subtype /XML")) < words.n ||
	    find(words, 0, S("/Fields")) < words.n)
		return true;
	if (find(words, 0, S("/Page")) == words.n)
		return false;
	(void)snprintf(head, sizeof(head), "\n%zu 0 obj", number);
	at = find(issued, 0, str_c(head));
	if (at == issued.n)
		return false;
	old = reference(object_words(issued, at + 1), S("/Contents"));
	return old.n > 0 && str_eq(old, reference(words, S("/Contents")));
}

/* Goes through the objects that were added: those with a number of ours. What
 * cannot be read in the open (packed objects) counts as something else. */
static bool
only_signatures(struct str issued, struct str added)
{
	size_t ours = 0, at = 0;

	for (size_t i = 0; (i = find(issued, i, S("/Size "))) < issued.n; i++) {
		size_t from = i + 6, n;

		if (number(issued, &from, &n))
			ours = n;
	}
	if (find(added, 0, S("/ObjStm")) < added.n || find(added, 0, S("/XRef")) < added.n)
		return false;
	while ((at = find(added, at, S(" 0 obj"))) < added.n) {
		size_t from = at, n;

		while (from > 0 && added.p[from - 1] >= '0' && added.p[from - 1] <= '9')
			from--;
		at += 6;
		if (number(added, &from, &n) && n < ours &&
		    !change_is_for_signing(issued, n, object_words(added, at)))
			return false;
	}
	return true;
}

static enum signed_as
stands_to(struct str pdf, struct str issued)
{
	if (issued.n == 0 || !str_starts(pdf, issued))
		return SIGNED_OTHER;
	return only_signatures(issued, str_from(pdf, issued.n)) ? SIGNED_AS_ISSUED : SIGNED_MORE;
}

/* ---- all of them ------------------------------------------------------------------------ */

static void
one(const struct checking *c, size_t at, struct signature_found *to)
{
	struct byte_range r = { 0 };

	*to = (struct signature_found){ .state = SIGNATURE_MALFORMED };
	if (!range_read(c->pdf, at, &r) || !gap_is_contents(c->pdf, &r))
		return;
	to->covers = r.b + r.c;
	if (!kind_is_detached(c->pdf, &r))
		to->state = SIGNATURE_KIND;
	else
		signature_ask(c, &r, to);
}

static void
in_order(struct signed_pdf *s)
{
	for (size_t i = 1; i < s->n; i++)
		for (size_t k = i; k > 0 && s->v[k].covers < s->v[k - 1].covers; k--) {
			struct signature_found t = s->v[k];

			s->v[k] = s->v[k - 1];
			s->v[k - 1] = t;
		}
}

enum rc
signed_check(struct str pdf, const struct signed_trust *trust, struct arena *mem,
    struct fault *fault, struct signed_pdf *out)
{
	struct checking c = { .pdf = pdf, .trust = trust, .mem = mem, .fault = fault };
	enum rc rc = RC_OK;

	*out = (struct signed_pdf){ .as = stands_to(pdf, trust->issued) };
	if ((rc = trust_open(&c)) != RC_OK)
		return rc;
	for (size_t at = 0; rc == RC_OK && (at = find(pdf, at, S("/ByteRange"))) < pdf.n; at += 10) {
		if (out->n == SIGNATURES_MAX)
			rc = FAIL(&c, WHY_SIGNED_MANY, "%d", SIGNATURES_MAX);
		else
			one(&c, at + 10, &out->v[out->n++]);
	}
	trust_close(&c);
	if (rc == RC_OK && out->n == 0)
		rc = FAIL(&c, WHY_NOT_SIGNED, "%s", "");
	if (rc != RC_OK)
		return rc;
	in_order(out);
	out->whole = out->v[out->n - 1].covers == pdf.n;
	return RC_OK;
}

bool
signed_is_good(const struct signed_pdf *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].state != SIGNATURE_GOOD)
			return false;
	return s->n > 0 && s->whole && s->as == SIGNED_AS_ISSUED;
}
