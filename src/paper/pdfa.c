/* pdfa: see pdfa.h. */
#include "paper/pdfa.h"

#include <cairo.h>
#include <inttypes.h>

#include "base/buf.h"
#include "base/hash.h"

#define OBJECTS_MAX 100000
#define CHANGED_MAX 600

struct changed {
	int64_t number;
	size_t at; /* in the finished file */
};

struct finishing {
	struct arena *mem;
	struct fault *fault;
	struct str pdf;
	struct buf out;
	struct str table;      /* the lines of the cross-reference table */
	size_t table_at;
	int64_t n_objects;     /* further ones are numbered from here */
	int64_t root, info;
	struct changed changed[CHANGED_MAX];
	size_t n_changed;
};

static enum rc
unlike(struct finishing *f, const char *what)
{
	return FAIL(f, WHY_BROKEN, "pdfa: %s is not as Cairo writes it", what);
}

/* ---- reading what Cairo wrote ------------------------------------------------------ */

/* The number behind a word, from the last place where it stands. */
static bool
number_behind(struct str s, struct str word, int64_t *out)
{
	for (size_t at = s.n; at-- > 0;) {
		struct str here = str_from(s, at);

		if (!str_starts(here, word))
			continue;
		here = str_trim(str_from(here, word.n));
		*out = 0;
		if (here.n == 0 || here.p[0] < '0' || here.p[0] > '9')
			return false;
		for (size_t i = 0; i < here.n && here.p[i] >= '0' && here.p[i] <= '9'; i++)
			if ((*out = *out * 10 + (here.p[i] - '0')) > 1000000000000)
				return false;
		return true;
	}
	return false;
}

static enum rc
table_read(struct finishing *f)
{
	struct str tail = str_from(f->pdf, f->pdf.n > 400 ? f->pdf.n - 400 : 0), head;
	int64_t at, n;

	if (!number_behind(tail, S("startxref"), &at) || (size_t)at >= f->pdf.n)
		return unlike(f, "startxref");
	f->table_at = (size_t)at;
	f->table = str_from(f->pdf, f->table_at);
	if (!str_starts(f->table, S("xref\n0 ")) || !number_behind(str_head(f->table, 20), S("xref\n0 "), &n) ||
	    n < 2 || n > OBJECTS_MAX)
		return unlike(f, "xref");
	f->n_objects = n;
	(void)str_cut(&f->table, '\n', &head);
	(void)str_cut(&f->table, '\n', &head);
	if (f->table.n < (size_t)n * 20)
		return unlike(f, "the table");
	if (!number_behind(str_from(f->table, (size_t)n * 20), S("/Root "), &f->root) ||
	    !number_behind(str_from(f->table, (size_t)n * 20), S("/Info "), &f->info))
		return unlike(f, "the trailer");
	f->table = str_head(f->table, (size_t)n * 20);
	return RC_OK;
}

/* Where an object is, up to its "endobj"; empty when it is free. Streams are cut
 * off at their "stream": only dictionaries are looked at. */
static struct str
object(const struct finishing *f, int64_t number)
{
	struct str line = str_head(str_from(f->table, (size_t)number * 20), 20), s;
	int64_t at;

	if (!str_int(str_head(line, 10), &at)) {
		at = 0;
		for (size_t i = 0; i < 10; i++)
			at = at * 10 + (line.p[i] - '0');
	}
	if (line.p[17] != 'n' || at < 0 || (size_t)at >= f->table_at)
		return S("");
	s = str_from(f->pdf, (size_t)at);
	for (size_t i = 0; i + 6 < s.n && i < 64 * KIB; i++)
		if (s.p[i] == '\n' && (str_starts(str_from(s, i + 1), S("endobj")) ||
		    str_starts(str_from(s, i + 1), S("stream"))))
			return str_head(s, i + 1);
	return S("");
}

/* ---- writing behind it -------------------------------------------------------------- */

static void
begin(struct finishing *f, int64_t number)
{
	REQUIRE(f->n_changed < CHANGED_MAX);
	f->changed[f->n_changed++] = (struct changed){ number, f->out.n };
	buf_printf(&f->out, "%" PRId64 " 0 obj\n", number);
}

/* An object again, with some words more in its dictionary. */
static enum rc
extend(struct finishing *f, int64_t number, struct str more)
{
	struct str s = object(f, number), body = s, first;
	size_t end = 0;

	if (!str_cut(&body, '\n', &first))
		return unlike(f, "an object");
	for (size_t i = 0; i + 1 < body.n; i++)
		if (body.p[i] == '>' && body.p[i + 1] == '>')
			end = i;
	if (end == 0 || f->n_changed >= CHANGED_MAX)
		return unlike(f, "a dictionary");
	begin(f, number);
	buf_put(&f->out, str_head(body, end));
	buf_put(&f->out, more);
	buf_lit(&f->out, ">>\nendobj\n");
	return RC_OK;
}

/* Fonts and links lack a word each. */
static enum rc
mend_objects(struct finishing *f)
{
	enum rc rc = RC_OK;

	for (int64_t i = 1; i < f->n_objects && rc == RC_OK; i++) {
		struct str s = object(f, i);

		if (str_has(s, S("/Subtype /CIDFontType2")) && !str_has(s, S("/CIDToGIDMap")))
			rc = extend(f, i, S("   /CIDToGIDMap /Identity\n"));
		else if (str_has(s, S("/Subtype /Link")) && !str_has(s, S("/F ")))
			rc = extend(f, i, S("   /F 4\n"));
	}
	return rc;
}

static void
put_xml(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '<': buf_lit(b, "&lt;"); break;
		case '>': buf_lit(b, "&gt;"); break;
		case '&': buf_lit(b, "&amp;"); break;
		default: buf_char(b, s.p[i]);
		}
}

#define PRODUCER "cairo %s (https://cairographics.org)"

static struct str
xmp(struct finishing *f, const struct pdfa_about *a)
{
	struct buf b = buf_new(f->mem, 64 * KIB);

	buf_lit(&b, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-"
	    "syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
	    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
	    "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>2</pdfaid:part>"
	    "<pdfaid:conformance>B</pdfaid:conformance><dc:format>application/pdf</dc:format>"
	    "<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	put_xml(&b, a->title);
	buf_lit(&b, "</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>");
	put_xml(&b, a->author);
	buf_lit(&b, "</rdf:li></rdf:Seq></dc:creator><dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	put_xml(&b, a->subject);
	buf_printf(&b, "</rdf:li></rdf:Alt></dc:description><xmp:CreatorTool>ocop</xmp:CreatorTool>"
	    "<xmp:CreateDate>%.*s</xmp:CreateDate><pdf:Producer>" PRODUCER "</pdf:Producer>"
	    "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
	    STR_ARG(moment_iso(f->mem, a->made_at)), cairo_version_string());
	return buf_str(&b);
}

static void
put_stream(struct finishing *f, int64_t number, const char *words, struct str bytes)
{
	begin(f, number);
	buf_printf(&f->out, "<< %s /Length %zu >>\nstream\n", words, bytes.n);
	buf_put(&f->out, bytes);
	buf_lit(&f->out, "\nendstream\nendobj\n");
}

/* A text as PDF keeps it beyond ASCII: UTF-16 in hexadecimal. */
static void
put_utf16(struct buf *b, const char *word, struct str s)
{
	buf_printf(b, "   /%s <FEFF", word);
	for (size_t i = 0; i < s.n;) {
		unsigned char c = (unsigned char)s.p[i];
		size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		uint32_t v = n == 1 ? c : c & (0xffu >> (n + 1));

		for (size_t k = 1; k < n && i + k < s.n; k++)
			v = v << 6 | ((unsigned char)s.p[i + k] & 0x3f);
		if (v >= 0x10000)
			buf_printf(b, "%04X%04X", 0xd7c0 + (v >> 10), 0xdc00 + (v & 0x3ff));
		else
			buf_printf(b, "%04X", v);
		i += n;
	}
	buf_lit(b, ">\n");
}

/* Cairo writes its time without the "D:" that readers look for. */
static void
put_info(struct finishing *f, const struct pdfa_about *a)
{
	struct str iso = moment_iso(f->mem, a->made_at);

	begin(f, f->info);
	buf_printf(&f->out, "<< /Producer (" PRODUCER ")\n", cairo_version_string());
	put_utf16(&f->out, "Title", a->title);
	put_utf16(&f->out, "Author", a->author);
	put_utf16(&f->out, "Subject", a->subject);
	buf_lit(&f->out, "   /Creator (ocop)\n   /CreationDate (D:");
	for (size_t i = 0; i < iso.n; i++)
		if ((iso.p[i] >= '0' && iso.p[i] <= '9') || iso.p[i] == 'Z')
			buf_char(&f->out, iso.p[i]);
	buf_lit(&f->out, ")\n>>\nendobj\n");
}

static void
put_trailer(struct finishing *f, int64_t size, size_t prev)
{
	size_t at = f->out.n;
	struct str id = str_head(hash_hex(f->mem, hash_of(f->pdf)), 32);

	buf_lit(&f->out, "xref\n");
	for (size_t i = 0; i < f->n_changed; i++)
		buf_printf(&f->out, "%" PRId64 " 1\n%010zu 00000 n \n", f->changed[i].number,
		    f->changed[i].at);
	buf_printf(&f->out, "trailer\n<< /Size %" PRId64 "\n   /Root %" PRId64 " 0 R\n   /Info %" PRId64
	    " 0 R\n   /Prev %zu\n   /ID [<%.*s> <%.*s>]\n>>\nstartxref\n%zu\n%%%%EOF\n", size, f->root,
	    f->info, prev, STR_ARG(id), STR_ARG(id), at);
}

enum rc
pdfa_finish(struct str pdf, const struct pdfa_about *about, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct finishing *f = ARENA_NEW(mem, struct finishing);
	int64_t n;
	enum rc rc;

	*f = (struct finishing){ .mem = mem, .fault = fault, .pdf = pdf,
		.out = buf_new(mem, pdf.n + 1 * MIB) };
	if ((rc = table_read(f)) != RC_OK)
		return rc;
	n = f->n_objects;
	buf_put(&f->out, pdf);
	if ((rc = mend_objects(f)) != RC_OK)
		return rc;
	put_stream(f, n, "/Type /Metadata /Subtype /XML", xmp(f, about));
	put_stream(f, n + 1, "/N 3", srgb_profile(mem));
	if ((rc = extend(f, f->root, str_printf(mem, "   /Metadata %" PRId64 " 0 R\n   /Lang (vi-VN)\n   "
	    "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
	    "/Info (sRGB) /DestOutputProfile %" PRId64 " 0 R >>]\n", n, n + 1))) != RC_OK)
		return rc;
	put_info(f, about);
	put_trailer(f, n + 2, f->table_at);
	if (!buf_ok(&f->out))
		return FAIL(f, WHY_TOO_LARGE, "%s", "pdfa");
	*out = buf_str(&f->out);
	return RC_OK;
}
