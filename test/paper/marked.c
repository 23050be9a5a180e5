/*
 * marked: every paper of the office with something to be recognised in each of its
 * places, for the suite `papers`: what was put into a member must be found on the
 * paper under its label (test/suite/marked.py reads them back).
 *
 *   marked DIRECTORY
 *
 * NAME.pdf (and .docx of a text) with NAME.marks beside it, a line for each place: its
 * key, a tab, what was put there. What is drawn and not written (a ticked box, stars, a QR
 * code) is put once more, otherwise: NAME~KEY.pdf.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "core/criteria.h"
#include "paper/blank.h"
#include "paper/certificate.h"
#include "paper/forms.h"
#include "paper/label.h"
#include "paper/results.h"

#define MADE { 1795158000000 }

static struct arena *mem;
static struct fault fault;
static const char *directory;

static struct {
	struct buf lines;
	int n;
} marks;

static void
must(enum rc rc, const char *what)
{
	if (rc != RC_OK) {
		fprintf(stderr, "marked: %s: %s %s\n", what, fault.why != NULL ? fault.why->code : "?", fault.detail);
		exit(1);
	}
}

static void
keep(const char *name, const char *ending, struct str bytes)
{
	char path[500];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s%s", directory, name, ending);
	f = fopen(path, "wb");
	if (f == NULL || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static void
begin(void)
{
	marks.lines = buf_new(mem, 64 * KIB);
	marks.n = 0;
}

static void
note(const char *key, struct str value)
{
	buf_printf(&marks.lines, "%s\t%.*s\n", key, STR_ARG(value));
}

/* Short, so that no narrow column breaks it, and of capitals: some places are. */
static struct str
mark(const char *key)
{
	struct str s = str_printf(mem, "J%02d", ++marks.n);

	note(key, s);
	return s;
}

static int
number(const char *key, int n)
{
	note(key, str_printf(mem, "%d", n));
	return n;
}

static struct day
on(const char *key, int d, int m)
{
	struct day day = day_make(2031, m, d);

	note(key, day_text(mem, day));
	return day;
}

static void
finish(const char *name, struct str pdf)
{
	keep(name, ".pdf", pdf);
	keep(name, ".marks", buf_str(&marks.lines));
}

/* ---- those that C draws ------------------------------------------------------------ */

static struct slip_receipt
receipt(const char *whose, int d)
{
	return (struct slip_receipt){ .number = mark(whose), .on = on("slip_receipt.on", d, 3),
		.receiver = mark("slip_receipt.receiver"), .agency = mark("slip_receipt.agency") };
}

static void
slip(void)
{
	struct slip_paper s;
	struct str pdf;

	begin();
	s = (struct slip_paper){ .province = mark("province"), .year = number("year", 2031),
		.applicant = mark("applicant"), .rep_name = mark("rep_name"), .rep_position = mark("rep_position"),
		.address = mark("address"), .phone = mark("phone"), .email = mark("email"),
		.product = mark("product"), .sector = mark("sector"), .group = mark("group"), .set = mark("set"),
		.kind = DOSSIER_FIRST, .samples = number("samples", 37), .attachments = mark("attachments"),
		.commune = receipt("commune", 21), .office = receipt("office", 22), .place = mark("place"),
		.on = on("on", 17, 10), .made_at = MADE };
	note("slip_receipt.number", s.commune.number);
	must(slip_render(&s, mem, &fault, &pdf), "mau-01");
	finish("mau-01", pdf);
	s.kind = DOSSIER_UPGRADE;
	must(slip_render(&s, mem, &fault, &pdf), "mau-01~kind");
	keep("mau-01", "~kind.pdf", pdf);
}

static void
self_report(void)
{
	struct self_report_paper s;
	struct self_row row;
	struct str evidence, pdf;

	begin();
	evidence = mark("self_row.evidence");
	row = (struct self_row){ .number = mark("self_row.number"), .name = mark("self_row.name"),
		.max = number("self_row.max", 9), .points = number("self_row.points", 7), .answered = true,
		.note = mark("self_row.note"), .evidence = { &evidence, 1 } };
	s = (struct self_report_paper){ .subject = mark("subject"), .org_kind = mark("org_kind"),
		.address = mark("address"), .phone = mark("phone"), .email = mark("email"),
		.rep_name = mark("rep_name"), .gender = mark("gender"), .ethnicity = mark("ethnicity"),
		.residence = mark("residence"), .reg_no = mark("reg_no"), .reg_on = on("reg_on", 18, 11),
		.product = mark("product"), .spec = mark("spec"), .standard = mark("standard"),
		.history = mark("history"), .structure = mark("structure"), .material = mark("material"),
		.quality = mark("quality"), .market = mark("market"), .revenue = mark("revenue"),
		.rows = &row, .n_rows = 1, .total = number("total", 83), .plan_product = mark("plan_product"),
		.plan_organisation = mark("plan_organisation"), .plan_market = mark("plan_market"),
		.place = mark("place"), .on = on("on", 17, 10), .made_at = MADE };
	must(self_report_render(&s, mem, &fault, &pdf), "mau-02");
	finish("mau-02", pdf);
	s.ticks = TICK_BUSINESS;
	must(self_report_render(&s, mem, &fault, &pdf), "mau-02~ticks");
	keep("mau-02", "~ticks.pdf", pdf);
}

static void
score_sheet(void)
{
	struct score_sheet_paper s;
	struct sheet_row row;
	struct str pdf;

	begin();
	row = (struct sheet_row){ .number = mark("sheet_row.number"), .name = mark("sheet_row.name"),
		.max = number("sheet_row.max", 9), .points = number("sheet_row.points", 7), .answered = true,
		.level = mark("sheet_row.level") };
	s = (struct score_sheet_paper){ .set = mark("set"), .sector = mark("sector"), .product = mark("product"),
		.product_code = mark("product_code"), .subject = mark("subject"), .phone = mark("phone"),
		.address = mark("address"), .knockouts = mark("knockouts"), .rows = &row, .n_rows = 1,
		.total = number("total", 83), .remark = mark("remark"), .member = mark("member"),
		.place = mark("place"), .on = on("on", 17, 10), .sealed = mark("sealed"), .seal = mark("seal"),
		.receipt = mark("receipt"), .leaf = mark("leaf"), .entry = mark("entry"), .proof = mark("proof"), .made_at = MADE };
	must(score_sheet_render(&s, mem, &fault, &pdf), "phieu");
	finish("phieu", pdf);
}

/* Of a set with one criterion, which has two cases: one of them is to be scored. */
static void
hand_sheet(void)
{
	const struct level levels[] = { { 1, { S("Một"), S("One") }, 0 }, { 5, { S("Năm"), S("Five") }, 0 } };
	const struct part part = { S("A"), { S("Phần"), S("Part") }, 40, 0, 1 };
	const struct group group = { .id = S("1"), .max = 5, .part = &part, .n = 1 };
	struct criterion_case cases[] = { { S("khac"), { S("Trường hợp khác"), S("Other") }, { levels, 2 } },
		{ S(""), { S("Trường hợp được chấm"), S("Scored") }, { levels, 2 } } };
	struct criterion cr = { .id = S("1.1"), .official_no = S("1.1"), .name = { S("Vùng nguyên liệu"),
		S("Material") }, .max = 5, .cases = cases, .n_cases = 2, .group = &group };
	struct criteria_set set = { .number = 4, .criteria = &cr, .n_criteria = 1, .parts = &part, .n_parts = 1 };
	struct hand_sheet_paper s;
	struct str pdf;

	begin();
	set.name.vi = mark("set");
	cases[1].id = mark("branch");
	s = (struct hand_sheet_paper){ .set = &set, .branch = cases[1].id, .product = mark("product"),
		.product_code = mark("product_code"), .subject = mark("subject"), .phone = mark("phone"),
		.address = mark("address"), .member = mark("member"), .made_at = MADE };
	must(hand_sheet_render(&s, mem, &fault, &pdf), "phieu-giay");
	finish("phieu-giay", pdf);
}

static void
score_table(void)
{
	struct score_table_paper t;
	struct score_table_row row;
	struct str members[2], totals[2], pdf;

	begin();
	members[0] = mark("members.one");
	members[1] = mark("members.two");
	totals[0] = mark("score_table_row.totals.one");
	totals[1] = mark("score_table_row.totals.two");
	row = (struct score_table_row){ .product = mark("score_table_row.product"),
		.subject = mark("score_table_row.subject"), .totals = totals, .mean = mark("score_table_row.mean"),
		.spread = mark("score_table_row.spread"), .outcome = mark("score_table_row.outcome") };
	t = (struct score_table_paper){ .head = { .superior = mark("head.superior"), .agency = mark("head.agency"),
		.number = mark("head.number"), .place = mark("head.place"), .on = on("head.on", 17, 10) },
		.meeting = mark("meeting"), .members = members, .n_members = 2, .rows = &row, .n_rows = 1,
		.present = mark("present"), .legend = mark("legend"),
		.secretary = { .title = mark("secretary.title"), .name = mark("secretary.name") },
		.chair = { .title = mark("chair.title"), .name = mark("chair.name") }, .made_at = MADE };
	row.sum = mark("score_table_row.sum");
	row.offices = mark("score_table_row.offices");
	must(score_table_render(&t, mem, &fault, &pdf), "tong-hop-pdf");
	finish("tong-hop-pdf", pdf);
}

static void
certificate(void)
{
	struct certificate_paper c;
	struct str pdf;

	begin();
	c = (struct certificate_paper){ .issuer = mark("issuer"), .product = mark("product"),
		.subject = mark("subject"), .address = mark("address"), .product_code = mark("product_code"),
		.star = number("star", 4), .year = number("year", 2031), .decision_no = mark("decision_no"),
		.decided_on = on("decided_on", 17, 10), .valid_until = on("valid_until", 18, 11),
		.place = mark("place"), .signer_title = mark("signer_title"), .signer_name = mark("signer_name"),
		.code = mark("code"), .url = mark("url"), .scan = S("HTTPS://MAU.EXAMPLE/C/MOT"),
		.record_key = mark("record_key"), .made_at = MADE };
	must(certificate_render(&c, mem, &fault, &pdf), "giay-chung-nhan");
	finish("giay-chung-nhan", pdf);
	c.scan = S("HTTPS://MAU.EXAMPLE/C/HAI");
	must(certificate_render(&c, mem, &fault, &pdf), "giay-chung-nhan~scan");
	keep("giay-chung-nhan", "~scan.pdf", pdf);
}

static void
label(void)
{
	struct label_paper l;
	struct str pdf;

	begin();
	l = (struct label_paper){ .product = mark("product"), .subject = mark("subject"), .star = number("star", 3),
		.code = mark("code"), .url = S("https://mau.example/c/mot"),
		.valid_until = on("valid_until", 18, 11), .made_at = MADE };
	l.gtin = mark("gtin");
	must(label_render(&l, mem, &fault, &pdf), "nhan");
	finish("nhan", pdf);
	l.url = S("https://mau.example/c/hai");
	must(label_render(&l, mem, &fault, &pdf), "nhan~url");
	keep("nhan", "~url.pdf", pdf);
}

/* ---- those that have a text ----------------------------------------------------------- */

static void
text(const char *name)
{
	const struct blank_about about = { .made_at = MADE, .mem = mem };
	const struct embedded *e = data_find(str_printf(mem, "papers/%s.txt", name));
	struct values *v = values_new(mem);
	struct blank b;
	struct str out;

	begin();
	if (e == NULL) {
		fprintf(stderr, "marked: no text %s\n", name);
		exit(1);
	}
	must(blank_read(e->raw, mem, &fault, &b), name);
	for (size_t i = 0; i < b.n_keys; i++) {
		const struct blank_key *k = &b.keys[i];
		const struct value_list *l = values_list_find(v, k->list);
		struct values *to = k->list.n == 0 ? v : l != NULL ? l->rows[0] :
		    values_row(values_list(v, str_z(mem, k->list)));

		values_put(to, str_z(mem, k->name), mark(str_z(mem, k->list.n == 0 ? k->name :
		    str_printf(mem, "%.*s.%.*s", STR_ARG(k->list), STR_ARG(k->name)))));
	}
	must(blank_pdf(&b, v, &about, &fault, &out), name);
	finish(name, out);
	must(blank_docx(&b, v, &about, &fault, &out), name);
	keep(name, ".docx", out);
}

int
main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "marked DIRECTORY NAME…: the names are those of data/papers\n");
		return 2;
	}
	static struct arena all;

	arena_init(&all, 256 * MIB);
	mem = &all;
	directory = argv[1];
	slip();
	self_report();
	score_sheet();
	hand_sheet();
	score_table();
	certificate();
	label();
	for (int i = 2; i < argc; i++)
		text(argv[i]);
	arena_release(mem);
	return 0;
}
