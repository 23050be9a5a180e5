/*
 * An office's own DOCX, filled by ocop-look: what word processors do to places,
 * what hostile files try. Every file is made here; and the program's own
 * templates, taken home and handed in unchanged, are filled as they are.
 */
#include "unit.h"

#include <libgen.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "blob/look.h"
#include "paper/blank.h"
#include "paper/zip.h"

static struct blobs store;
static struct fault fault;
static int n_files;
static char dir[] = "/tmp/ocop-template-XXXXXX";

static struct str
stored(struct str bytes)
{
	struct str path = str_printf(unit_mem(), "%s/t%d", dir, n_files++);
	FILE *f = fopen(str_z(unit_mem(), path), "w");

	CHECK(f != NULL && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fclose(f) == 0);
	return path;
}

static struct str
told(struct str bytes, const char *command)
{
	struct str path = stored(bytes);
	char *text = arena_alloc(unit_mem(), 2 * MIB);
	FILE *out = popen(str_z(unit_mem(), str_printf(unit_mem(), "f=%.*s; %s", STR_ARG(path), command)), "r");
	size_t n = fread(text, 1, 2 * MIB - 1, out);

	CHECK_INT(pclose(out), 0);
	return (struct str){ text, n };
}

#define W "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
#define END "</w:body></w:document>"
#define T(x) "<w:r><w:t>" x "</w:t></w:r>"
#define P(x) "<w:p>" x "</w:p>"
#define TYPES "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/" \
	"content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd." \
	"openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"

struct made {
	const char *document, *extra, *extra_bytes;
};

static struct str
docx(struct made m)
{
	struct zip_part parts[] = { { "[Content_Types].xml", S(TYPES) },
		{ "_rels/.rels", S("<Relationships/>") },
		{ "word/document.xml", str_c(m.document) }, { m.extra, str_c(m.extra_bytes) } };
	struct str out = { NULL, 0 };

	CHECK_INT(zip_make(parts, m.extra == NULL ? 3 : 4, unit_mem(), &fault, &out), RC_OK);
	return out;
}

static struct values *
some(void)
{
	struct values *v = values_new(unit_mem());
	struct value_list *l = values_list(v, "ds");

	values_put(v, "so", S("12/QĐ-UBND"));
	values_put(v, "trong", S(""));
	values_put(v, "dai", S("Dòng một\nDòng hai <b> & {{so}}"));
	for (int i = 1; i <= 3; i++)
		values_put(values_row(l), "ten", str_printf(unit_mem(), "Sản phẩm Mẫu %d", i));
	(void)values_list(v, "rong");
	return v;
}

/* Fills; gives the reason's code, or "" and the body's text. */
static struct str
fill(struct str file, const struct values *v, struct str *out)
{
	struct buf b = buf_new(unit_mem(), 4 * MIB);

	values_write(v, &b);
	fault = (struct fault){ 0 };
	if (look_fill(&store, &(struct fill_in){ stored(file), buf_str(&b) }, unit_mem(), &fault, out) != RC_OK)
		return str_c(fault.why->code);
	return S("");
}

static struct str
xml(struct str file, const char *part)
{
	return told(file, str_z(unit_mem(), str_printf(unit_mem(), "unzip -p $f %s", part)));
}

static void
places_are_filled(void)
{
	static const struct {
		const char *in, *out; /* of the body */
	} t[] = {
		{ P(T("Số: {{so}}.")), "Số: 12/QĐ-UBND." },
		/* cut over runs, as Word does: the first run gets it, the others stay */
		{ P(T("Số: {{") T("s") T("o}") T("} xong")), "Số: 12/QĐ-UBND xong" },
		{ P(T("{{trong}}|{{so}}|{{so}}")), "|12/QĐ-UBND|12/QĐ-UBND" },
		{ P(T("{{?trong}}mất")) P(T("{{?so}}còn")), "còn" },
		{ P(T("{{dai}}")), "Dòng mộtDòng hai &lt;b&gt; &amp; {{so}}" },
		{ "<w:tbl><w:tr><w:tc>" P(T("{{#ds}}{{") T("ten}} {{so}}")) "</w:tc></w:tr></w:tbl>",
		  "Sản phẩm Mẫu 1 12/QĐ-UBNDSản phẩm Mẫu 2 12/QĐ-UBNDSản phẩm Mẫu 3 12/QĐ-UBND" },
		{ "<w:tbl><w:tr><w:tc>" P(T("Đầu")) "</w:tc></w:tr><w:tr><w:tc>" P(T("{{#rong}}x")) "</w:tc></w:tr></w:tbl>",
		  "Đầu" },
		/* a box with text of its own inside a paragraph that goes */
		{ P(T("{{?trong}}ngoài") "<w:r><w:txbxContent>" P(T("trong {{so}}")) "</w:txbxContent></w:r>") P(T("hết")),
		  "hết" },
		{ "<w:tbl><w:tr><w:tc>" P(T("{{?trong}}ô")) "</w:tc></w:tr></w:tbl>", "" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct str out = { NULL, 0 }, text;

		unit_row("%s", t[i].in);
		CHECK_STR(fill(docx((struct made){ str_z(unit_mem(), str_printf(unit_mem(), W "%s" END, t[i].in)),
		    NULL, NULL }), some(), &out), S(""));
		text = told(out, "unzip -p $f word/document.xml | sed 's/<[^>]*>//g' | tr -d '\\n'");
		CHECK_STR(text, str_c(t[i].out));
	}
}

static void
breaks_and_faces_stay(void)
{
	struct str out = { NULL, 0 };

	CHECK_STR(fill(docx((struct made){ W P("<w:r><w:rPr><w:b/></w:rPr><w:t>Đậm {{so}}</w:t></w:r><w:r><w:rPr><w:i/>"
	    "</w:rPr><w:t> nghiêng {{dai}}</w:t></w:r>") END, "word/header1.xml",
	    "<w:hdr xmlns:w=\"urn:w\">" P(T("{{so}}")) "</w:hdr>" }), some(), &out), S(""));
	CHECK(str_has(xml(out, "word/document.xml"), S("<w:b/></w:rPr><w:t xml:space=\"preserve\">Đậm 12/QĐ-UBND</w:t>")));
	CHECK(str_has(xml(out, "word/document.xml"), S("Dòng một</w:t><w:br/><w:t xml:space=\"preserve\">Dòng hai")));
	CHECK(str_has(xml(out, "word/header1.xml"), S("12/QĐ-UBND")));
}

static void
unknown_places_are_named(void)
{
	static const char *const in[][2] = { { P(T("{{") T("khong_co}}")), "khong_co" }, { P(T("{{so")), "{{so" },
		{ P(T("{{?khong}}x")), "?khong" }, { P(T("{{#ds}}")), "#ds" }, { P(T("{{ten}}")), "ten" },
		{ "<w:tbl><w:tr><w:tc>" P(T("{{#la}}")) "</w:tc></w:tr></w:tbl>", "la" }, { P(T("{{}}")), "" } };

	for (size_t i = 0; i < sizeof(in) / sizeof(in[0]); i++) {
		struct str out = { NULL, 0 };

		unit_row("%s", in[i][0]);
		CHECK_STR(fill(docx((struct made){ str_z(unit_mem(), str_printf(unit_mem(), W "%s" END, in[i][0])),
		    NULL, NULL }), some(), &out), S("template_key"));
		CHECK_STR(str_c(fault.detail), str_c(in[i][1]));
	}
}

static void
hostile_files_are_refused(void)
{
	static const char bomb[] = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>" W
	    P(T("&b;")) END;
	static const char away[] = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" W P(T("&a;")) END;
	static const char remote[] = "<Relationships xmlns=\"urn:r\"><Relationship Id=\"a\" Type=\"http://x/attachedTemplate\" "
	    "Target=\"http://x.example/evil.dotm\" TargetMode=\"External\"/></Relationships>";
	static const char link[] = "<Relationships xmlns=\"urn:r\"><Relationship Id=\"a\" Type=\"http://x/hyperlink\" "
	    "Target=\"http://x.example/\" TargetMode=\"External\"/></Relationships>";
	static const struct {
		struct made m;
		const char *code;
	} t[] = { { { bomb, NULL, NULL }, "file_cut" }, { { away, NULL, NULL }, "file_cut" },
		{ { W P(T("cut")), NULL, NULL }, "file_cut" },
		{ { W END, "word/vbaProject.bin", "x" }, "file_program" },
		{ { W END, "word/embeddings/oleObject1.xml", "x" }, "file_program" },
		{ { W END, "word/_rels/settings.xml.rels", remote }, "template_link" },
		{ { W END, "word/_rels/document.xml.rels", link }, "" } };
	struct buf big = buf_new(unit_mem(), 80 * MIB);
	struct str out = { NULL, 0 };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		unit_row("%zu %s", i, t[i].code);
		CHECK_STR(fill(docx(t[i].m), some(), &out), str_c(t[i].code));
	}
	while (big.n < 17 * MIB)
		buf_lit(&big, "                                                                ");
	unit_row("%s", "a part of 17 MB");
	CHECK_STR(fill(docx((struct made){ W END, "word/media/a.xml", buf_str(&big).p }), some(), &out), S("file_cut"));
	CHECK_STR(fill(S("PK\3\4 nothing"), some(), &out), S("file_kind"));
}

/* Taken home and handed in as it is, each of ours says what it says by itself. */
static void
ours_come_back(void)
{
	size_t at = 0;
	const struct embedded *e;

	while ((e = data_next(S("papers/"), &at)) != NULL) {
		struct blank_about about = { .mem = unit_mem(), .author = S("Mẫu") };
		struct blank b;
		struct values *v;
		struct str empty = { NULL, 0 }, theirs = { NULL, 0 }, ours = { NULL, 0 };

		unit_row("%s", e->name);
		CHECK_INT(blank_read(e->raw, unit_mem(), &fault, &b), RC_OK);
		v = blank_trial(&b, unit_mem());
		CHECK_INT(blank_docx(&b, NULL, &about, &fault, &empty), RC_OK);
		CHECK_STR(fill(empty, v, &theirs), S(""));
		CHECK_INT(blank_docx(&b, v, &about, &fault, &ours), RC_OK);
		CHECK_STR(told(theirs, "unzip -p $f word/document.xml | sed 's/<[^>]*>//g' | tr -d '\\n'"),
		    told(ours, "unzip -p $f word/document.xml | sed 's/<[^>]*>//g' | tr -d '\\n'"));
	}
}

static const struct unit_test tests[] = {
	{ "places are filled, however they are cut", places_are_filled },
	{ "line breaks and faces stay", breaks_and_faces_stay },
	{ "unknown places are named", unknown_places_are_named },
	{ "hostile files are refused", hostile_files_are_refused },
	{ "our own templates come back as they are", ours_come_back },
};

int
main(int argc, char **argv)
{
	static char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	struct arena kept;
	int rc;

	(void)argc;
	arena_init(&unit.mem, 256 * MIB);
	arena_init(&kept, 1 * MIB);
	if (n < 0 || mkdtemp(dir) == NULL || blobs_open(&store, str_c(dir), &kept, &fault) != RC_OK)
		return 1;
	self[n] = 0;
	/* build/unit/template -> build/ocop-look */
	store.look = str_printf(&kept, "%s/ocop-look", dirname(dirname(self)));
	rc = unit_main(tests, sizeof(tests) / sizeof(tests[0]), argv[0]);
	if (system(str_z(&kept, str_printf(&kept, "rm -r %s", dir))) != 0)
		rc = 1;
	arena_release(&kept);
	return rc;
}
