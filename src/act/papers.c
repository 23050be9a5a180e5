/* papers: see papers.h. */
#include "act/papers.h"

#include <inttypes.h>
#include <string.h>

#include "act/papers_inside.h"
#include "act/template.h"
#include "base/embedded.h"
#include "paper/blank.h"
#include "paper/pdf.h"

const struct paper papers[] = {
	{ "chuong-trinh", "/tinh/phien/{meeting}/chuong-trinh.{layout}",
	  LAYOUT_PDF | LAYOUT_DOCX | LAYOUT_XLSX, "Chương trình phiên họp",
	  agenda_facts, agenda_table, NULL, { MAY_MANAGE }, agenda_owner },
	{ "tong-hop", "/thu-ky/phien/{meeting}/tong-hop.{layout}",
	  LAYOUT_PDF | LAYOUT_XLSX, "Bảng tổng hợp điểm", NULL, results_table, results_drawn,
	  { 0 }, NULL },
	{ "bien-ban", "/thu-ky/phien/{meeting}/bien-ban.{layout}",
	  LAYOUT_PDF | LAYOUT_DOCX, "Biên bản họp Hội đồng", minutes_facts, NULL, NULL,
	  { MAY_SIT }, minutes_owner },
	{ "to-trinh", "/thu-ky/phien/{meeting}/to-trinh.{layout}",
	  LAYOUT_PDF | LAYOUT_DOCX | LAYOUT_XLSX, "Tờ trình", submission_facts, results_table, NULL,
	  { MAY_SIT }, submission_owner },
	{ "quyet-dinh", "/thu-ky/phien/{meeting}/du-thao.{layout}",
	  LAYOUT_PDF | LAYOUT_DOCX, "Dự thảo quyết định công nhận", draft_facts, NULL, NULL,
	  { 0 }, NULL },
	{ "quyet-dinh", "/quyet-dinh/{decision}/van-ban.{layout}",
	  LAYOUT_PDF | LAYOUT_DOCX | LAYOUT_XLSX, "Quyết định và phụ lục",
	  decision_facts, decision_table, NULL, { MAY_MANAGE, MAY_SIGN }, decision_owner },
	{ "thu-hoi", "/quyet-dinh/{decision}/thu-hoi.{layout}", LAYOUT_PDF | LAYOUT_DOCX,
	  "Quyết định thu hồi và phụ lục", revocation_facts, NULL, NULL,
	  { MAY_MANAGE, MAY_SIGN }, decision_owner },
};
const size_t papers_n = sizeof(papers) / sizeof(papers[0]);

static const struct {
	enum layout layout;
	const char *word, *type;
} layouts[] = {
	{ LAYOUT_PDF, "pdf", "application/pdf" },
	{ LAYOUT_DOCX, "docx",
	  "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ LAYOUT_XLSX, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};
#define LAYOUTS (sizeof(layouts) / sizeof(layouts[0]))

const struct paper *
paper_at(const char *address)
{
	for (size_t i = 0; i < papers_n; i++)
		if (strcmp(papers[i].address, address) == 0)
			return &papers[i];
	return NULL;
}

const struct paper *
paper_issued(struct str name)
{
	for (size_t i = 0; i < papers_n; i++)
		if (papers[i].owner != NULL && str_eq(name, str_c(papers[i].name)))
			return &papers[i];
	return NULL;
}

enum rc
paper_blank(struct arena *mem, struct fault *fault, const struct paper *p, struct blank *out)
{
	const struct embedded *e = data_find(str_printf(mem, "papers/%s.txt", p->name));

	REQUIRE(e != NULL);
	return blank_read(e->raw, mem, fault, out);
}

static enum rc
from_blank(struct ctx *c, const struct paper *p, int64_t id, enum layout layout,
    struct str *bytes)
{
	struct paper_facts facts = { .values = values_new(c->mem) };
	struct blank_about about = { .sample = c->sample, .mem = c->mem };
	struct blank b;
	bool own = false;
	enum rc rc;

	if ((rc = p->facts(c, id, &facts)) != RC_OK ||
	    (rc = paper_blank(c->mem, c->fault, p, &b)) != RC_OK)
		return rc;
	if (layout == LAYOUT_DOCX &&
	    ((rc = template_make(c, p, facts.values, &own, bytes)) != RC_OK || own))
		return rc;
	about.author = facts.author;
	about.made_at = facts.made_at;
	return layout == LAYOUT_PDF ? blank_pdf(&b, facts.values, &about, c->fault, bytes) :
	    blank_docx(&b, facts.values, &about, c->fault, bytes);
}

enum rc
paper_make(struct ctx *c, const struct paper *p, int64_t id, struct str layout,
    struct printed *out)
{
	struct xlsx_table table = { .sample = c->sample };
	size_t i = 0;
	enum rc rc;

	while (i < LAYOUTS && !str_eq(layout, str_c(layouts[i].word)))
		i++;
	if (i == LAYOUTS || !(p->layouts & layouts[i].layout))
		return FAIL(c, WHY_ABSENT, "no layout %.*s", STR_ARG(layout));
	if (layouts[i].layout == LAYOUT_XLSX) {
		if ((rc = p->table(c, id, &table)) == RC_OK)
			rc = xlsx_make(&table, c->mem, c->fault, &out->bytes);
	} else if (layouts[i].layout == LAYOUT_PDF && p->drawn != NULL) {
		rc = p->drawn(c, id, out);
	} else {
		rc = from_blank(c, p, id, layouts[i].layout, &out->bytes);
	}
	out->type = str_c(layouts[i].type);
	out->name = str_printf(c->mem, "%s-%" PRId64 ".%s", p->name, id, layouts[i].word);
	return rc;
}

enum rc
paper_template(struct ctx *c, const struct paper *p, struct printed *out)
{
	struct blank_about about = { .sample = false, .mem = c->mem };
	struct blank b;
	enum rc rc;

	if (!(p->layouts & LAYOUT_DOCX))
		return FAIL(c, WHY_ABSENT, "%s is no template", p->name);
	if ((rc = paper_blank(c->mem, c->fault, p, &b)) != RC_OK)
		return rc;
	out->type = str_c(layouts[1].type);
	out->name = str_printf(c->mem, "mau-%s.docx", p->name);
	return blank_docx(&b, NULL, &about, c->fault, &out->bytes);
}

/* ---- what they are, for people ------------------------------------------------------ */

static void
layouts_print(unsigned set, struct buf *out)
{
	for (size_t i = 0; i < LAYOUTS; i++)
		if (set & layouts[i].layout)
			buf_printf(out, " %s", layouts[i].word);
}

static void
blank_print(const struct blank *b, struct buf *out)
{
	buf_printf(out, "\n%.*s: %.*s\n  căn cứ: %.*s\n  dãy số: %.*s (%.*s)\n", STR_ARG(b->name),
	    STR_ARG(b->title), STR_ARG(b->law), STR_ARG(b->series), STR_ARG(b->signs));
	for (size_t i = 0; i < b->n_keys; i++) {
		const struct blank_key *k = &b->keys[i];

		buf_printf(out, "  {{%.*s%s%.*s}}  %.*s  <- %.*s\n", STR_ARG(k->list),
		    k->list.n > 0 ? "." : "", STR_ARG(k->name), STR_ARG(k->means), STR_ARG(k->from));
	}
}

enum rc
papers_print(struct arena *mem, struct fault *fault, struct buf *out)
{
	size_t at = 0;
	const struct embedded *e;

	buf_lit(out, "Papers: address, layouts, what it is, who numbers it and brings it back signed\n\n");
	for (size_t i = 0; i < papers_n; i++) {
		buf_printf(out, "%s ", papers[i].address);
		layouts_print(papers[i].layouts, out);
		buf_printf(out, "  %s", papers[i].sentence);
		for (size_t k = 0; k < 2 && papers[i].rights[k] != 0; k++)
			buf_printf(out, "%s%s", k == 0 ? "; issued by: " : ", ", right_name(papers[i].rights[k]));
		buf_char(out, '\n');
	}
	buf_lit(out, "\nFields of each paper: what it says <- where it comes from\n");
	while ((e = data_next(S("papers/"), &at)) != NULL) {
		struct blank b;
		enum rc rc = blank_read(e->raw, mem, fault, &b);

		if (rc != RC_OK)
			return rc;
		blank_print(&b, out);
	}
	return RC_OK;
}
