/* papers: see papers.h. */
#include "act/papers.h"

#include <inttypes.h>
#include <string.h>

#include "act/coded_mark.h"
#include "act/paper_blank.h"
#include "act/papers_inside.h"
#include "act/template_own.h"
#include "paper/pdf.h"

#define ALL_LAYOUTS (LAYOUT_PDF | LAYOUT_DOCX | LAYOUT_XLSX)
#define TEXT_LAYOUTS (LAYOUT_PDF | LAYOUT_DOCX)

/* In the order of a dossier's road. */
const struct paper papers[] = {
	{ .name = "danh-muc", .address = "/ho-so/{dossier}/danh-muc.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Danh mục minh chứng của hồ sơ",
	  .facts = list_facts },
	{ .name = "giay-dong-y", .address = "/xa/nop-ho/{id}/giay-dong-y.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Giấy đồng ý nộp hồ sơ thay",
	  .facts = consent_facts },
	{ .name = "mau-03", .address = "/ho-so/{dossier}/mau-03.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Mẫu số 03: Báo cáo của UBND cấp xã",
	  .facts = commune_report_facts, .rights = { MAY_RECEIVE }, .owner = commune_owner },
	{ .name = "de-nghi", .address = "/ho-so/{dossier}/de-nghi.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Văn bản đề nghị của UBND cấp xã",
	  .facts = request_facts, .rights = { MAY_RECEIVE }, .owner = commune_owner },
	{ .name = "bao-cao-to", .address = "/to-tu-van/{id}/bao-cao.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Báo cáo thẩm định của Tổ tư vấn",
	  .facts = team_report_facts, .rights = { MAY_ADVISE }, .owner = team_report_owner },
	{ .name = "chuong-trinh", .address = "/tinh/phien/{meeting}/chuong-trinh.{layout}",
	  .layouts = ALL_LAYOUTS, .sentence = "Chương trình phiên họp", .facts = agenda_facts,
	  .table = agenda_table, .rights = { MAY_MANAGE }, .owner = agenda_owner },
	{ .name = "tong-hop", .address = "/thu-ky/phien/{meeting}/tong-hop.{layout}",
	  .layouts = ALL_LAYOUTS, .sentence = "Bảng tổng hợp điểm", .facts = results_facts,
	  .table = results_table, .drawn = results_drawn },
	{ .name = "bien-ban", .address = "/thu-ky/phien/{meeting}/bien-ban.{layout}",
	  .layouts = ALL_LAYOUTS, .sentence = "Biên bản họp Hội đồng", .facts = minutes_facts,
	  .table = minutes_table, .rights = { MAY_SIT }, .owner = session_owner },
	{ .name = "to-trinh", .address = "/thu-ky/phien/{meeting}/to-trinh.{layout}",
	  .layouts = ALL_LAYOUTS, .sentence = "Tờ trình", .facts = submission_facts,
	  .table = results_table, .rights = { MAY_SIT }, .owner = session_owner },
	{ .name = "quyet-dinh", .address = "/thu-ky/phien/{meeting}/du-thao.{layout}",
	  .layouts = ALL_LAYOUTS, .sentence = "Dự thảo quyết định công nhận",
	  .facts = draft_facts, .table = draft_table },
	{ .name = "quyet-dinh", .address = "/quyet-dinh/{decision}/van-ban.{layout}",
	  .layouts = ALL_LAYOUTS, .sentence = "Quyết định và phụ lục", .facts = decision_facts,
	  .table = decision_table, .rights = { MAY_MANAGE, MAY_SIGN }, .owner = decision_owner },
	{ .name = "ket-qua", .address = "/ho-so/{dossier}/ket-qua.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Thông báo kết quả đánh giá", .facts = result_facts,
	  .rights = { MAY_MANAGE }, .owner = result_owner },
	{ .name = "sap-het-han", .address = "/sap-het-han/{id}/thong-bao.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Thông báo giấy chứng nhận sắp hết hạn",
	  .facts = expiry_facts, .rights = { MAY_MANAGE }, .owner = expiry_owner,
	  .issued = expiry_issued },
	{ .name = "bien-ban-kiem-tra", .address = "/hau-kiem/{id}/bien-ban.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Biên bản kiểm tra sau công nhận",
	  .facts = inspection_facts_of, .rights = { MAY_INSPECT }, .owner = inspection_owner },
	{ .name = "thu-hoi", .address = "/quyet-dinh/{decision}/thu-hoi.{layout}",
	  .layouts = TEXT_LAYOUTS, .sentence = "Quyết định thu hồi và phụ lục",
	  .facts = revocation_facts, .rights = { MAY_MANAGE, MAY_SIGN }, .owner = decision_owner },
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

static enum rc
from_blank(struct ctx *c, const struct paper *p, int64_t id, enum layout layout,
    struct str *bytes)
{
	struct paper_facts facts = { .values = values_new(c->mem) };
	struct blank_about about = { .sample = c->sample, .mem = c->mem };
	struct pdf_mark mark;
	struct blank b;
	bool own = false;
	enum rc rc;

	if ((rc = p->facts(c, id, &facts)) != RC_OK ||
	    (rc = paper_blank(c->mem, c->fault, p->name, &b)) != RC_OK)
		return rc;
	if (layout == LAYOUT_DOCX &&
	    ((rc = template_make(c, p->name, facts.values, &own, bytes)) != RC_OK || own))
		return rc;
	about.author = facts.author;
	about.made_at = facts.made_at;
	if (layout == LAYOUT_DOCX)
		return blank_docx(&b, facts.values, &about, c->fault, bytes);
	mark = coded_mark(c, &facts.form);
	about.mark = facts.form.kind != 0 ? &mark : NULL;
	do
		rc = blank_pdf(&b, facts.values, &about, c->fault, bytes);
	while (rc == RC_OK && about.mark != NULL && pdf_mark_again(&mark));
	return rc;
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
	if ((rc = paper_blank(c->mem, c->fault, p->name, &b)) != RC_OK)
		return rc;
	out->type = str_c(layouts[1].type);
	out->name = str_printf(c->mem, "mau-%s.docx", p->name);
	return blank_docx(&b, NULL, &about, c->fault, &out->bytes);
}
