/*
 * The blanks (data/papers), each filled with a text of its own in every place
 * and with many rows: nothing is lost in the PDF, in the DOCX, in the empty
 * template; what is missing is named. And the workbook.
 */
#include "unit.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "paper/blank.h"
#include "paper/pdf.h"
#include "paper/xlsx.h"

#define ROWS 30

static struct fault fault;

/* What a command prints when it is given the file as $f. */
static struct str
told(struct str bytes, const char *command)
{
	char name[] = "/tmp/ocop-blank-XXXXXX";
	int fd = mkstemp(name);
	char *text = arena_alloc(unit_mem(), 2 * MIB);
	size_t n;
	FILE *out;

	CHECK(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(fd);
	out = popen(str_z(unit_mem(), str_printf(unit_mem(), "f=%s; %s", name, command)), "r");
	n = fread(text, 1, 2 * MIB - 1, out);
	CHECK_INT(pclose(out), 0);
	unlink(name);
	return (struct str){ text, n };
}

/* Found again whatever stands around it; no hyphen, which a line end may swallow. */
static struct str
mark(struct str name, size_t row)
{
	return str_printf(unit_mem(), "ô%.*sz%zuk", STR_ARG(name), row);
}

static struct values *
filled(const struct blank *b)
{
	struct values *v = values_new(unit_mem());

	for (size_t i = 0; i < b->n_keys; i++) {
		const struct blank_key *k = &b->keys[i];

		if (k->list.n == 0)
			values_put(v, str_z(unit_mem(), k->name), mark(k->name, 0));
		else if (values_list_find(v, k->list) == NULL)
			for (struct value_list *l = values_list(v, str_z(unit_mem(), k->list)); l->n < ROWS;)
				(void)values_row(l);
	}
	for (size_t i = 0; i < b->n_keys; i++) {
		const struct value_list *l = values_list_find(v, b->keys[i].list);

		for (size_t r = 0; l != NULL && r < l->n; r++)
			values_put(l->rows[r], str_z(unit_mem(), b->keys[i].name), mark(b->keys[i].name, r));
	}
	return v;
}

static struct blank_about
about(void)
{
	return (struct blank_about){ .author = S("Cơ quan Mẫu"), .made_at = { 1795158000000 },
		.sample = true, .mem = unit_mem() };
}

/* Does something for each blank. */
static void
each_blank(void (*test)(const struct blank *b))
{
	size_t at = 0, n = 0;
	const struct embedded *e;

	while ((e = data_next(S("papers/"), &at)) != NULL) {
		struct blank b;

		unit_row("%s", e->name);
		fault = (struct fault){ 0 };
		CHECK_INT(blank_read(e->raw, unit_mem(), &fault, &b), RC_OK);
		if (fault.why != NULL)
			printf("# %s: %s\n", e->name, fault.detail);
		else
			test(&b);
		n++;
	}
	CHECK(n >= 7);
}

/* Conditions are shown nowhere; everything else is. */
static bool
is_shown(const struct blank *b, const struct blank_key *k)
{
	struct str place = str_printf(unit_mem(), "{{%.*s}}", STR_ARG(k->name));

	for (size_t i = 0; i < b->n_lines; i++)
		if (str_has(b->lines[i].text, place))
			return true;
	return false;
}

static void
places_are_found(const struct blank *b, struct str text)
{
	for (size_t i = 0; i < b->n_keys; i++) {
		const struct blank_key *k = &b->keys[i];

		for (size_t r = 0; is_shown(b, k) && r < (k->list.n > 0 ? ROWS : 1); r++)
			if (!str_has(text, mark(k->name, r))) {
				printf("# %.*s row %zu\n", STR_ARG(k->name), r);
				CHECK(!"lost");
			}
	}
}

static void
pdf_holds_all(const struct blank *b)
{
	struct blank_about a = about();
	struct values *v = filled(b);
	struct str pdf = { NULL, 0 }, again = { NULL, 0 };

	CHECK_INT(blank_pdf(b, v, &a, &fault, &pdf), RC_OK);
	CHECK_INT(blank_pdf(b, v, &a, &fault, &again), RC_OK);
	CHECK(str_eq(pdf, again));
	/* A mark that breaks over lines is put together again. */
	places_are_found(b, told(pdf, "pdftotext -raw $f - | tr -d '\\n '"));
	CHECK(str_has(told(pdf, "pdftotext $f - | tr -s '\\n' ' '"), S("DỮ LIỆU MẪU")));
	CHECK_STR(told(pdf, "qpdf --check $f >/dev/null 2>&1 && echo well"), S("well\n"));
}

static void
docx_holds_all(const struct blank *b)
{
	struct blank_about a = about();
	struct values *v = filled(b);
	struct str docx = { NULL, 0 }, again = { NULL, 0 };

	CHECK_INT(blank_docx(b, v, &a, &fault, &docx), RC_OK);
	CHECK_INT(blank_docx(b, v, &a, &fault, &again), RC_OK);
	CHECK(str_eq(docx, again));
	places_are_found(b, told(docx, "unzip -p $f word/document.xml"));
	CHECK_STR(told(docx, "for p in word/document.xml word/styles.xml word/header1.xml word/footer1.xml "
	    "'[[]Content_Types].xml' _rels/.rels word/_rels/document.xml.rels; do unzip -p $f \"$p\" | "
	    "xmllint --noout - || echo $p; done"), S(""));
	CHECK(str_has(told(docx, "unzip -p $f word/footer1.xml"), S("DỮ LIỆU MẪU")));
}

static void
template_keeps_places(const struct blank *b)
{
	struct blank_about a = about();
	struct str docx = { NULL, 0 }, text;

	CHECK_INT(blank_docx(b, NULL, &a, &fault, &docx), RC_OK);
	text = told(docx, "unzip -p $f word/document.xml");
	for (size_t i = 0; i < b->n_keys; i++)
		if (is_shown(b, &b->keys[i]))
			CHECK(str_has(text, str_printf(unit_mem(), "{{%.*s}}", STR_ARG(b->keys[i].name))));
	for (size_t i = 0; i < b->n_keys; i++)
		if (b->keys[i].list.n > 0)
			CHECK(str_has(text, str_printf(unit_mem(), "{{#%.*s}}", STR_ARG(b->keys[i].list))));
}

static void
every_pdf(void)
{
	each_blank(pdf_holds_all);
}

static void
every_docx(void)
{
	each_blank(docx_holds_all);
}

static void
every_template(void)
{
	each_blank(template_keeps_places);
}

#define HEAD "paper x | X\nlaw y\nkey a | a | a | a\nkey ds.b | b | b | b\n---\n"

/* What is wrong with a blank is named. */
static void
wrong_blanks_are_named(void)
{
	static const struct {
		const char *text;
		const struct reason *why;
		const char *detail;
	} wrong[] = { { HEAD "p {{a}} {{c}}\n", &WHY_KEY_UNKNOWN, "c (line 6)" },
		{ HEAD "q text\n", &WHY_BLANK_WRONG, "line 6: q" },
		{ HEAD "p text\n", &WHY_BLANK_WRONG, "a is never used" },
		{ HEAD "p {{a}} {{b}}\n", &WHY_KEY_UNKNOWN, "b (line 6)" },
		{ "paperr x\n", &WHY_BLANK_WRONG, "line 1: paperr" } };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct blank b;

		unit_row("%s", wrong[i].detail);
		CHECK(blank_read(str_c(wrong[i].text), unit_mem(), &fault, &b) != RC_OK);
		CHECK(fault.why == wrong[i].why);
		CHECK_STR(str_c(fault.detail), str_c(wrong[i].detail));
	}
}

/* A place without a value is a refusal that names it, never a silent hole. */
static void
missing_values_are_named(void)
{
	struct blank_about a = about();
	struct values *v = values_new(unit_mem());
	struct blank b;
	struct str out;

	CHECK_INT(blank_read(S(HEAD "p {{a}}\n@each ds\np {{b}}\n@done\n"), unit_mem(), &fault, &b), RC_OK);
	CHECK_INT(blank_pdf(&b, v, &a, &fault, &out), RC_INVALID);
	CHECK(fault.why == &WHY_KEY_UNKNOWN);
	CHECK_STR(str_c(fault.detail), S("a"));
	values_put(v, "a", S("1 < 2 & 3"));
	CHECK_INT(blank_docx(&b, v, &a, &fault, &out), RC_OK); /* an @each without rows */
	CHECK_INT(blank_pdf(&b, v, &a, &fault, &out), RC_INVALID);
	CHECK_STR(str_c(fault.detail), S("#ds"));
	(void)values_row(values_list(v, "ds"));
	CHECK_INT(blank_docx(&b, v, &a, &fault, &out), RC_INVALID);
	CHECK_STR(str_c(fault.detail), S("b"));
}

static void
texts_of_people_stay_text(void)
{
	struct blank_about a = about();
	struct values *v = values_new(unit_mem());
	struct blank b;
	struct str out = { NULL, 0 };

	CHECK_INT(blank_read(S(HEAD "p **Đậm** {{a}}\n@each ds\np {{b}}\n@done\n"), unit_mem(), &fault,
	    &b), RC_OK);
	values_put(v, "a", S("</w:t><w:evil/>\n**{{b}}**&amp;\x01"));
	(void)values_list(v, "ds");
	CHECK_INT(blank_docx(&b, v, &a, &fault, &out), RC_OK);
	CHECK(str_has(told(out, "unzip -p $f word/document.xml | xmllint --xpath 'string(//*[local-name()=\"body\"])' -"),
	    S("Đậm </w:t><w:evil/>**{{b}}**&amp;")));
}

/* ---- the workbook ----------------------------------------------------------------- */

static void
workbook(void)
{
	static const struct xlsx_column columns[] = { { "TT", 5 }, { "Tên", 30 }, { "Trung bình", 12 },
		{ "Ngày", 12 } };
	struct xlsx_cell cells[8] = { XLSX_N(1), XLSX_STR(S("=HYPERLINK(\"x\")")),
		XLSX_MEAN(779, 9, 2), { .kind = XLSX_DAY, .day = day_make(2026, 11, 20) },
		XLSX_N(2), XLSX_STR(S("Mật ong <Mẫu> & bạn")), { .kind = XLSX_EMPTY }, { .kind = XLSX_DAY } };
	struct str lines[] = { S("Phiên họp Mẫu") };
	struct xlsx_table t = { .title = S("Bảng Mẫu"), .author = S("Mẫu"), .lines = lines, .n_lines = 1,
		.columns = columns, .n_columns = 4, .cells = cells, .n_rows = 2, .made_at = { 1795158000000 },
		.note = S("Ghi chú."), .sample = true };
	struct str a = { NULL, 0 }, b = { NULL, 0 }, sheet, texts;

	CHECK_INT(xlsx_make(&t, unit_mem(), &fault, &a), RC_OK);
	CHECK_INT(xlsx_make(&t, unit_mem(), &fault, &b), RC_OK);
	CHECK(str_eq(a, b));
	sheet = told(a, "unzip -p $f xl/worksheets/sheet1.xml");
	texts = told(a, "unzip -p $f xl/sharedStrings.xml");
	CHECK(str_has(texts, S("=HYPERLINK")) && !str_has(sheet, S("<f>"))); /* a text, no formula */
	CHECK(str_has(texts, S("Mật ong &lt;Mẫu&gt; &amp; bạn")));
	CHECK(str_has(sheet, S("86.55555")) && str_has(sheet, S("<v>46346</v>")));
	CHECK(str_has(texts, S("DỮ LIỆU MẪU")));
}

/* A cell holds so many letters; the library would leave the text out. */
static void
a_text_too_long_is_cut_and_says_so(void)
{
	static const struct xlsx_column columns[] = { { "Lời", 60 } };
	struct xlsx_cell whole[1], cut[1];
	const struct xlsx_table second = { .sheet = "Hai", .title = S("Trang hai"), .columns = columns,
		.n_columns = 1, .cells = cut, .n_rows = 1 };
	struct xlsx_table t = { .title = S("Mẫu"), .columns = columns, .n_columns = 1, .cells = whole,
		.n_rows = 1, .made_at = { 1795158000000 }, .next = &second };
	struct buf text = buf_new(unit_mem(), 100 * 1024);
	struct str a = { NULL, 0 }, texts;

	for (int i = 0; i < XLSX_TEXT_MAX; i++)
		buf_lit(&text, "ế");
	whole[0] = XLSX_STR(buf_str(&text));
	buf_lit(&text, "x");
	cut[0] = XLSX_STR(buf_str(&text));
	CHECK_INT(xlsx_make(&t, unit_mem(), &fault, &a), RC_OK);
	/* title, head, whole; title, cut */
	texts = told(a, "unzip -p $f xl/sharedStrings.xml | xmllint --xpath \"concat("
	    "string-length((//*[local-name()='t'])[3]), ' ', string-length((//*[local-name()='t'])[5]))\" -");
	CHECK(str_starts(texts, S("32767 32767")));
	texts = told(a, "unzip -p $f xl/sharedStrings.xml | grep -c 'toàn văn ở bản PDF'");
	CHECK(str_starts(texts, S("1")));
	CHECK(str_has(told(a, "unzip -p $f xl/workbook.xml"), S("name=\"Hai\"")));
}

/* LibreOffice leaves a row as high as one line when nobody says how high it is. */
static void
rows_are_as_high_as_their_text(void)
{
	static const struct xlsx_column columns[] = { { "TT", 5 }, { "Tên của một cột hẹp", 12 } };
	struct xlsx_cell cells[6] = { XLSX_N(1), XLSX_STR(S("một dòng")),
		XLSX_N(2), XLSX_STR(S("năm sáu chữ nữa thì phải hai ba dòng")), XLSX_N(3), XLSX_STR(S("hai\ndòng")) };
	struct xlsx_table t = { .title = S("Mẫu"), .columns = columns, .n_columns = 2, .cells = cells,
		.n_rows = 3, .made_at = { 1795158000000 } };
	struct str a = { NULL, 0 }, sheet;

	CHECK_INT(xlsx_make(&t, unit_mem(), &fault, &a), RC_OK);
	sheet = told(a, "unzip -p $f xl/worksheets/sheet1.xml | grep -o '<row [^>]*>'");
	CHECK(str_has(sheet, S("<row r=\"1\" spans=\"1:2\">")));
	CHECK(str_has(sheet, S("<row r=\"2\" spans=\"1:2\" ht=\"50\"")));
	CHECK(str_has(sheet, S("<row r=\"3\" spans=\"1:2\">")));
	CHECK(str_has(sheet, S("<row r=\"4\" spans=\"1:2\" ht=\"82\"")));
	CHECK(str_has(sheet, S("<row r=\"5\" spans=\"1:2\" ht=\"34\"")));
}

static const struct unit_test tests[] = {
	{ "every blank as PDF holds every place", every_pdf },
	{ "every blank as DOCX holds every place", every_docx },
	{ "every template keeps its places", every_template },
	{ "what is wrong with a blank is named", wrong_blanks_are_named },
	{ "a place without a value is named", missing_values_are_named },
	{ "texts of people stay text", texts_of_people_stay_text },
	{ "a workbook keeps numbers, days and texts", workbook },
	{ "a text that no cell holds is cut and says so", a_text_too_long_is_cut_and_says_so },
	{ "rows of a workbook are as high as their text", rows_are_as_high_as_their_text },
};
UNIT_MAIN(tests)
