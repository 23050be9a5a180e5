/*
 * sign: a story's official signs the PDF that the program has just sent, as a
 * signing tool does: an update behind the file, with a CMS over all other
 * bytes. The keys are those of test/sample/sign, made for these stories.
 */
#include "walk.h"

#include <errno.h>
#include <openssl/cms.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define GAP 6000 /* hexadecimal digits kept free for the signature */
#define RANGE 60

static BIO *
key_file(struct walk *w, struct str who, const char *ending)
{
	BIO *in = BIO_new_file(str_z(w->mem, str_printf(w->mem, "test/sample/sign/%.*s.%s",
	    STR_ARG(who), ending)), "r");

	REQUIRE(in != NULL);
	return in;
}

/* The signature of some bytes, DER. */
static struct str
cms_of(struct walk *w, struct str who, struct str bytes)
{
	BIO *pem = key_file(w, who, "pem"), *key = key_file(w, who, "key");
	BIO *data = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	X509 *cert = PEM_read_bio_X509(pem, NULL, NULL, NULL);
	EVP_PKEY *private = PEM_read_bio_PrivateKey(key, NULL, NULL, NULL);
	CMS_ContentInfo *cms = CMS_sign(cert, private, NULL, data,
	    CMS_DETACHED | CMS_BINARY | CMS_CADES);
	unsigned char *der = NULL;
	int n = cms == NULL ? -1 : i2d_CMS_ContentInfo(cms, &der);
	struct str out;

	REQUIRE(n > 0 && n * 2 < GAP);
	out = str_copy(w->mem, (struct str){ (const char *)der, (size_t)n });
	OPENSSL_free(der);
	CMS_ContentInfo_free(cms);
	EVP_PKEY_free(private);
	X509_free(cert);
	BIO_free(data);
	BIO_free(key);
	BIO_free(pem);
	return out;
}

/* The number behind the last such word. */
static int64_t
last_number(struct str s, struct str word)
{
	for (size_t at = s.n; at-- > 0;)
		if (str_starts(str_from(s, at), word))
			return strtoll(s.p + at + word.n, NULL, 10);
	return 0;
}

/* The file with an unsigned update: gives where the gap is. */
static struct buf
unsigned_update(struct walk *w, struct str pdf, size_t *range, size_t *gap)
{
	struct buf b = buf_new(w->mem, pdf.n + 64 * KIB);
	int64_t number = last_number(pdf, S("/Size "));
	size_t object, table;

	buf_put(&b, pdf);
	buf_char(&b, '\n');
	object = b.n;
	buf_printf(&b, "%lld 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
	    "/ByteRange ", (long long)number);
	*range = b.n;
	buf_printf(&b, "%*s /Contents ", RANGE, "");
	*gap = b.n;
	buf_char(&b, '<');
	for (int i = 0; i < GAP; i++)
		buf_char(&b, '0');
	buf_lit(&b, "> >>\nendobj\n");
	table = b.n;
	buf_printf(&b, "xref\n%lld 1\n%010zu 00000 n \ntrailer\n<< /Size %lld /Root %lld 0 R /Prev %lld >>\n"
	    "startxref\n%zu\n%%%%EOF\n", (long long)number, object, (long long)number + 1,
	    (long long)last_number(pdf, S("/Root ")), (long long)last_number(pdf, S("startxref\n")), table);
	return b;
}

static struct str
signed_pdf_of(struct walk *w, struct str who, struct str pdf)
{
	size_t range, gap, behind;
	struct buf b = unsigned_update(w, pdf, &range, &gap), covered = buf_new(w->mem, b.n);
	struct str der;
	char text[RANGE + 1];
	int n;

	behind = gap + GAP + 2;
	n = snprintf(text, sizeof(text), "[0 %zu %zu %zu]", gap, behind, b.n - behind);
	memcpy(b.p + range, text, (size_t)n);
	buf_put(&covered, (struct str){ b.p, gap });
	buf_put(&covered, (struct str){ b.p + behind, b.n - behind });
	der = cms_of(w, who, buf_str(&covered));
	for (size_t i = 0; i < der.n; i++) {
		(void)snprintf(text, sizeof(text), "%02x", (unsigned char)der.p[i]);
		memcpy(b.p + gap + 1 + i * 2, text, 2);
	}
	return buf_str(&b);
}

/* The file with a line that nobody signed, and its own last lines again. */
static struct str
more_behind(struct walk *w, struct str pdf)
{
	struct buf b = buf_new(w->mem, pdf.n + 4 * KIB);
	size_t at = pdf.n;

	while (at > 0 && !str_starts(str_from(pdf, at), S("startxref")))
		at--;
	buf_put(&b, pdf);
	buf_lit(&b, "% one more line\n");
	buf_put(&b, str_from(pdf, at));
	return buf_str(&b);
}

/* @signed:WHO[:PATH]: the PDF that was sent last, or the one at PATH, signed by
 * WHO. @tampered:WHO: … and a byte of it changed; @behind:WHO: … and something
 * written behind the signature. */
struct str
walk_sign(struct walk *w, struct str how)
{
	bool tampered = str_starts(how, S("@tampered:"));
	struct str who, rest = str_from(how, str_find(how, ':') + 1), pdf;
	char *p;

	(void)str_cut(&rest, ':', &who);
	if (rest.n == 0 && w->reply.file_path.n == 0) {
		walk_fail(w, "nothing was sent that could be signed");
		return S("");
	}
	pdf = file_read(w->mem, str_z(w->mem, rest.n > 0 ? rest : w->reply.file_path));
	pdf = signed_pdf_of(w, who, pdf);
	if (str_starts(how, S("@behind:")))
		return more_behind(w, pdf);
	if (!tampered)
		return pdf;
	p = memcpy(arena_bytes(w->mem, pdf.n), pdf.p, pdf.n);
	p[pdf.n / 4] = (char)(p[pdf.n / 4] ^ 1);
	return (struct str){ p, pdf.n };
}

/* A list of revoked certificates, as whoever runs the office brings it. */
void
walk_crl(struct walk *w, struct str rest)
{
	struct str bytes = file_read(w->mem, str_z(w->mem, walk_text(w, rest)));
	const char *folder = str_z(w->mem, str_printf(w->mem, "%s/crl", w->stage.dir));
	FILE *f;

	walk_send(w);
	REQUIRE(mkdir(folder, 0700) == 0 || errno == EEXIST);
	f = fopen(str_z(w->mem, str_printf(w->mem, "%s/one.crl", folder)), "wb");
	REQUIRE(f != NULL && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fclose(f) == 0);
}
