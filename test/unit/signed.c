/*
 * Signed PDFs, made by two other programs (poppler with NSS, OpenSSL's command)
 * on a paper of ours, and what is done to them: a byte changed, text behind, a
 * page exchanged before signing, another root, weak algorithms, signed twice.
 */
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "blob/signed.h"
#include "paper/pdf.h"

static struct fault fault;
static char dir[] = "/tmp/ocop-signed-XXXXXX";
static struct str issued; /* what we gave out; in `kept` */
static struct arena kept;

static struct moment
today(void)
{
	return clock_now();
}

static int
run(const char *fmt, ...)
{
	va_list ap;
	struct str s;

	va_start(ap, fmt);
	s = str_vprintf(unit_mem(), fmt, ap);
	va_end(ap);
	return system(str_z(unit_mem(), str_printf(unit_mem(), "cd %s && { %.*s; } >>log 2>&1", dir,
	    STR_ARG(s))));
}

static struct str
file_of(const char *name)
{
	FILE *f = fopen(str_z(unit_mem(), str_printf(unit_mem(), "%s/%s", dir, name)), "r");
	char *p = arena_bytes(unit_mem(), 4 * MIB);
	size_t n = f == NULL ? 0 : fread(p, 1, 4 * MIB, f);

	CHECK(f != NULL && n > 0);
	if (f != NULL)
		fclose(f);
	return (struct str){ p, n };
}

static void
write_file(const char *name, struct str s)
{
	FILE *f = fopen(str_z(unit_mem(), str_printf(unit_mem(), "%s/%s", dir, name)), "w");

	CHECK(f != NULL && fwrite(s.p, 1, s.n, f) == s.n && fclose(f) == 0);
}

static struct str
paper(struct arena *mem, const char *text)
{
	struct pdf *p = pdf_begin(mem, &fault, &(struct pdf_head){ .title = S("Quyết định Mẫu"),
	    .author = S("Mẫu"), .made_at = { 1795158000000 } });
	struct str s = { NULL, 0 };

	pdf_text(p, (struct type){ .size_pt = 13 }, str_c(text));
	CHECK_INT(pdf_end(p, &s), RC_OK);
	return s;
}

/* ---- the second producer: an update of ours, signed by OpenSSL's command --------- */

#define GAP 12000 /* hexadecimal digits kept free */

struct making {
	const char *by, *md, *kind; /* "rsa", "sha256", "adbe.pkcs7.detached" */
	const char *objects;        /* put before the signature, or "" */
};

static struct str
signed_by_openssl(struct str pdf, struct making m)
{
	struct buf b = buf_new(unit_mem(), 8 * MIB);
	size_t open, close, range, from;
	struct str der;
	char line[64];

	buf_put(&b, pdf);
	buf_printf(&b, "%s900 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /%s /ByteRange ",
	    m.objects, m.kind);
	range = b.n;
	buf_printf(&b, "%60s /Contents ", "");
	open = b.n;
	buf_char(&b, '<');
	for (int i = 0; i < GAP; i++)
		buf_char(&b, '0');
	buf_char(&b, '>');
	close = b.n;
	buf_lit(&b, " >>\nendobj\n%%EOF\n");
	from = (size_t)snprintf(line, sizeof(line), "[0 %zu %zu %zu]", open, close, b.n - close);
	memcpy(b.p + range, line, from);
	{
		struct buf both = buf_new(unit_mem(), 8 * MIB);

		buf_put(&both, (struct str){ b.p, open });
		buf_put(&both, (struct str){ b.p + close, b.n - close });
		write_file("covered", buf_str(&both));
	}
	CHECK_INT(run("openssl cms -sign -binary -in covered -outform DER -out sig -signer %s.pem -inkey %s.key "
	    "-md %s -cades", m.by, m.by, m.md), 0);
	der = file_of("sig");
	CHECK(der.n * 2 < GAP);
	for (size_t i = 0; i < der.n; i++) {
		(void)snprintf(line, sizeof(line), "%02x", (unsigned char)der.p[i]);
		memcpy(b.p + open + 1 + i * 2, line, 2);
	}
	return buf_str(&b);
}

static struct str
plain(void)
{
	return signed_by_openssl(issued, (struct making){ "rsa", "sha256", "adbe.pkcs7.detached", "\n" });
}

/* Bytes with a text behind them; a PDF has zero bytes in it. */
static struct str
joined(struct str pdf, const char *text)
{
	struct buf b = buf_new(unit_mem(), 8 * MIB);

	buf_put(&b, pdf);
	buf_put(&b, str_c(text));
	return buf_str(&b);
}

static struct str list; /* of revoked certificates; empty: none is there */

static struct signed_pdf
asked(struct str pdf, const char *root, struct moment at)
{
	struct signed_trust trust = { .lists = &list, .n_lists = list.n > 0,
		 .issued = issued, .pem = root == NULL ? S("") : file_of(root), .at = at };
	struct signed_pdf s = { .n = 0 };

	fault = (struct fault){ 0 };
	CHECK_INT(signed_check(pdf, &trust, unit_mem(), &fault, &s), RC_OK);
	return s;
}

/* ---- what is asked ------------------------------------------------------------------ */

static void
of_openssl_is_good(void)
{
	struct signed_pdf s = asked(plain(), "A.pem", today());

	CHECK_INT((int)s.n, 1);
	CHECK_INT(s.v[0].state, SIGNATURE_GOOD);
	CHECK(s.whole && s.as == SIGNED_AS_ISSUED && signed_is_good(&s));
	CHECK_STR(s.v[0].signer, S("Người ký rsa"));
	CHECK_STR(s.v[0].issuer, S("Gốc Mẫu A"));
	CHECK_STR(s.v[0].algorithm, S("SHA256, rsaEncryption 2048"));
	CHECK(s.v[0].claimed_at.ms > today().ms - 3600000 && s.v[0].claimed_at.ms < today().ms + 3600000);
	CHECK_INT((int)s.v[0].fingerprint.n, 64);
	s = asked(signed_by_openssl(issued, (struct making){ "curve", "sha256", "ETSI.CAdES.detached", "\n" }),
	    "A.pem", today());
	CHECK(signed_is_good(&s));
	CHECK_STR(s.v[0].algorithm, S("SHA256, prime256v1 256"));
}

/* Poppler appends, as signing tools should. A second official signs the same
 * file: both stand, the first as an earlier revision. */
static void
of_poppler_are_good(void)
{
	struct signed_pdf s;

	CHECK_INT(run("pdfsig -nssdir sql:nss -add-signature issued.pdf once.pdf -nick rsa -kpw '' -new-signature-field-name 'S1'"), 0);
	s = asked(file_of("once.pdf"), "A.pem", today());
	CHECK_INT((int)s.n, 1);
	CHECK_INT(s.v[0].state, SIGNATURE_GOOD);
	CHECK(s.whole);
	CHECK_INT(s.as, SIGNED_AS_ISSUED);
	CHECK_INT(run("pdfsig -nssdir sql:nss -add-signature once.pdf twice.pdf -nick second -kpw '' -new-signature-field-name 'S2'"), 0);
	s = asked(file_of("twice.pdf"), "A.pem", today());
	CHECK_INT((int)s.n, 2);
	CHECK(signed_is_good(&s));
	CHECK_STR(s.v[0].signer, S("Người ký rsa"));
	CHECK_STR(s.v[1].signer, S("Người ký second"));
	CHECK(s.v[0].covers < s.v[1].covers);
	CHECK(str_eq(str_head(file_of("twice.pdf"), s.v[0].covers), file_of("once.pdf")));
}

static void
a_changed_byte_is_seen(void)
{
	struct str pdf = plain();
	struct signed_pdf s;
	char *p = arena_bytes(unit_mem(), pdf.n);

	for (size_t at = 20; at + 1 < pdf.n; at += 4999) { /* here and there, the gap too */
		memcpy(p, pdf.p, pdf.n);
		p[at] = (char)(p[at] ^ 1);
		unit_row("byte %zu", at);
		s = asked((struct str){ p, pdf.n }, "A.pem", today());
		/* In the zeros behind the CMS it is malformed; elsewhere broken. */
		CHECK(s.v[0].state == SIGNATURE_BROKEN || s.v[0].state == SIGNATURE_MALFORMED);
		CHECK(!signed_is_good(&s));
	}
}

static void
what_stands_behind_is_seen(void)
{
	struct str pdf = plain();
	struct signed_pdf s = asked(joined(pdf, "\n% added\n"), "A.pem", today());

	CHECK_INT(s.v[0].state, SIGNATURE_GOOD);
	CHECK(!s.whole && !signed_is_good(&s));
	CHECK_INT((int)s.v[0].covers, (int)pdf.n);
}

static void
trust_is_asked(void)
{
	struct str pdf = plain();
	struct signed_pdf s = asked(pdf, "B.pem", today());

	CHECK_INT(s.v[0].state, SIGNATURE_UNTRUSTED);
	CHECK(s.whole && s.v[0].detail.n > 0);
	CHECK_INT(asked(pdf, NULL, today()).v[0].state, SIGNATURE_UNTRUSTED);
	CHECK_INT(asked(pdf, "A.pem", moment_of(day_make(2061, 1, 1), 9, 0)).v[0].state, SIGNATURE_EXPIRED);
	CHECK_INT(asked(pdf, "A.pem", moment_of(day_make(2001, 1, 1), 9, 0)).v[0].state, SIGNATURE_EXPIRED);
}

static void
weak_ones_are_named(void)
{
	struct signed_pdf s = asked(signed_by_openssl(issued, (struct making){ "rsa", "sha1",
	    "adbe.pkcs7.detached", "\n" }), "A.pem", today());

	CHECK_INT(s.v[0].state, SIGNATURE_WEAK);
	s = asked(signed_by_openssl(issued, (struct making){ "short", "sha256", "adbe.pkcs7.detached", "\n" }),
	    "A.pem", today());
	CHECK_INT(s.v[0].state, SIGNATURE_WEAK);
	s = asked(signed_by_openssl(issued, (struct making){ "rsa", "sha256", "adbe.pkcs7.sha1", "\n" }),
	    "A.pem", today());
	CHECK_INT(s.v[0].state, SIGNATURE_KIND);
}

/* A right signature under another paper, or under ours with a page exchanged
 * before the official signed. */
static void
another_paper_is_seen(void)
{
	struct str other = paper(unit_mem(), "Một văn bản khác");
	struct making m = { "rsa", "sha256", "adbe.pkcs7.detached", "\n" };
	struct signed_pdf s = asked(signed_by_openssl(other, m), "A.pem", today());

	CHECK_INT(s.v[0].state, SIGNATURE_GOOD);
	CHECK_INT(s.as, SIGNED_OTHER);
	m.objects = "\n3 0 obj\n<< /Length 4 >>\nstream\n0 0 \nendstream\nendobj\n";
	s = asked(signed_by_openssl(issued, m), "A.pem", today());
	CHECK_INT(s.v[0].state, SIGNATURE_GOOD);
	CHECK_INT(s.as, SIGNED_MORE);
	m.objects = "\n2 0 obj\n<< /Type /Page /Contents 777 0 R >>\nendobj\n";
	CHECK_INT(asked(signed_by_openssl(issued, m), "A.pem", today()).as, SIGNED_MORE);
	m.objects = "\n801 0 obj\n<< /Type /ObjStm /N 1 >>\nstream\nx\nendstream\nendobj\n";
	CHECK_INT(asked(signed_by_openssl(issued, m), "A.pem", today()).as, SIGNED_MORE);
}

/* Ranges that leave out more than the signature, or lie about it. */
static void
wrong_ranges_are_malformed(void)
{
	static const char *const ranges[] = { "[1 2 3 4]", "[0 10 5 99]", "[0 999999999999 1 1]", "[0 1]", "[]",
		"0 1 2 3", "[0 20 40 999999999999]", "[0 99999999999999999999 1 1]", "[0 18446744073709551615 2 3]" };

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		struct signed_pdf s = asked(joined(issued, str_z(unit_mem(), str_printf(unit_mem(),
		    "<< /ByteRange %s /Contents <30> >>", ranges[i]))), "A.pem", today());

		unit_row("%s", ranges[i]);
		CHECK_INT(s.v[0].state, SIGNATURE_MALFORMED);
	}
}

static void
unsigned_ones_are_refused(void)
{
	struct signed_trust trust = { .issued = issued, .pem = S("not PEM"), .at = today() };
	struct signed_pdf s;
	struct buf b = buf_new(unit_mem(), 1 * MIB);

	CHECK_INT(signed_check(issued, &trust, unit_mem(), &fault, &s), RC_INVALID);
	CHECK(fault.why == &WHY_NOT_PEM);
	trust.pem = S("");
	CHECK_INT(signed_check(issued, &trust, unit_mem(), &fault, &s), RC_INVALID);
	CHECK(fault.why == &WHY_NOT_SIGNED);
	for (int i = 0; i < 20; i++)
		buf_lit(&b, "/ByteRange [0 1 2 3]");
	CHECK_INT(signed_check(buf_str(&b), &trust, unit_mem(), &fault, &s), RC_INVALID);
	CHECK(fault.why == &WHY_SIGNED_MANY);
}

static void
roots_are_read(void)
{
	struct root_found r;
	struct str both = str_printf(unit_mem(), "%.*s%.*s", STR_ARG(file_of("A.pem")), STR_ARG(file_of("B.pem")));

	CHECK_INT(root_read(file_of("A.pem"), unit_mem(), &fault, &r), RC_OK);
	CHECK_STR(r.name, S("Gốc Mẫu A"));
	CHECK(r.fingerprint.n == 64 && r.until.n > day_of(today()).n + 3000);
	CHECK_INT(root_read(both, unit_mem(), &fault, &r), RC_INVALID);
	CHECK_INT(root_read(file_of("rsa.pem"), unit_mem(), &fault, &r), RC_INVALID); /* signs nobody */
	CHECK_INT(root_read(S("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), unit_mem(),
	    &fault, &r), RC_INVALID);
	CHECK(fault.why == &WHY_NOT_PEM);
}

static void
lists_are_asked(void)
{
	const struct moment later = { today().ms + 60LL * 24 * 3600 * 1000 };
	struct str pdf = plain();
	struct signed_pdf s = asked(pdf, "A.pem", today());
	char *spoilt;

	CHECK_INT(s.v[0].revocation, REVOCATION_NOT_ASKED);
	CHECK(signed_is_good(&s) && s.v[0].list.n == 0);
	list = file_of("clear.der");
	s = asked(pdf, "A.pem", today());
	CHECK_INT(s.v[0].revocation, REVOCATION_CLEAR);
	CHECK(signed_is_good(&s) && str_eq(s.v[0].list, list));
	CHECK(s.v[0].list_at.ms > today().ms - 3600000 && s.v[0].list_at.ms < today().ms + 3600000);
	s = asked(pdf, "A.pem", later);
	CHECK_INT(s.v[0].revocation, REVOCATION_OLD);
	list = file_of("named.crl"); /* PEM is read too */
	s = asked(pdf, "A.pem", today());
	CHECK_INT(s.v[0].revocation, REVOCATION_REVOKED);
	CHECK_INT(s.v[0].state, SIGNATURE_REVOKED);
	CHECK(!signed_is_good(&s) && s.v[0].revoked_at.ms > 0);
	s = asked(pdf, "A.pem", later); /* a list behind its day still names whom it names */
	CHECK_INT(s.v[0].revocation, REVOCATION_REVOKED);
	list = file_of("other.der"); /* another authority's says nothing */
	s = asked(pdf, "A.pem", today());
	CHECK_INT(s.v[0].revocation, REVOCATION_NOT_ASKED);
	list = file_of("named.der"); /* nor does one that its authority did not sign so */
	spoilt = memcpy(arena_bytes(unit_mem(), list.n), list.p, list.n);
	spoilt[list.n - 9] = (char)(spoilt[list.n - 9] ^ 1);
	list = (struct str){ spoilt, list.n };
	s = asked(pdf, "A.pem", today());
	CHECK_INT(s.v[0].revocation, REVOCATION_NOT_ASKED);
	list = S("no list");
	s = asked(pdf, "A.pem", today());
	CHECK_INT(s.v[0].revocation, REVOCATION_NOT_ASKED);
	list = S("");
}

static const struct unit_test tests[] = {
	{ "a signature by OpenSSL is good", of_openssl_is_good },
	{ "signatures by poppler are good, two of them too", of_poppler_are_good },
	{ "a changed byte is seen", a_changed_byte_is_seen },
	{ "what stands behind the signature is seen", what_stands_behind_is_seen },
	{ "trust is asked, at the time the file came", trust_is_asked },
	{ "weak algorithms and kinds are named", weak_ones_are_named },
	{ "another paper is seen, and a page exchanged before signing", another_paper_is_seen },
	{ "wrong ranges are malformed", wrong_ranges_are_malformed },
	{ "what is not signed is refused", unsigned_ones_are_refused },
	{ "roots are read", roots_are_read },
	{ "lists of revoked certificates are asked, and what was not asked is said", lists_are_asked },
};

int
main(int argc, char **argv)
{
	int rc;

	(void)argc;
	arena_init(&unit.mem, 256 * MIB);
	arena_init(&kept, 64 * MIB);
	if (mkdtemp(dir) == NULL || system(str_z(&kept, str_printf(&kept,
	    "bash test/unit/signed.sh %s >%s/log 2>&1 || { cat %s/log; exit 1; }", dir, dir, dir))) != 0) {
		printf("not ok signed: certificates for the test\n");
		return 1;
	}
	issued = paper(&kept, "Quyết định Mẫu, một trang.");
	write_file("issued.pdf", issued);
	arena_release(&unit.mem); /* the cases begin with one of their own */
	rc = unit_main(tests, sizeof(tests) / sizeof(tests[0]), argv[0]);
	if (system(str_z(&kept, str_printf(&kept, "rm -rf %s", dir))) != 0)
		rc = 1;
	arena_release(&kept);
	return rc;
}
