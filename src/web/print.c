/*
 * print: papers. They run on the slow pool (SLOW_READS); a PDF is shown in the
 * browser, which prints; files to be edited are saved. Papers of the table in
 * act/papers.c share one handler: their address says which.
 */
#include "act/papers.h"
#include "web/routes.h"
#include "web/serve_one.h"

static enum rc
send_paper(struct visit *v, enum rc rc, const struct printed *p)
{
	if (rc != RC_OK)
		return rc;
	reply_header(v->reply, S("Content-Disposition"), str_printf(v->ctx.mem,
	    "%s; filename=\"%.*s\"", p->type.n == 0 || str_eq(p->type, S("application/pdf")) ?
	    "inline" : "attachment", STR_ARG(p->name)));
	reply_header(v->reply, S("Cache-Control"), S("private, no-cache"));
	return visit_bytes(v, p->type.n > 0 ? p->type : S("application/pdf"), p->bytes);
}

enum rc
certificate_print(struct visit *v)
{
	struct printed p = { .type = S("") };

	return send_paper(v, print_certificate(&v->ctx, v->arg[0], visit_base(v), &p), &p);
}

enum rc
label_print(struct visit *v)
{
	struct printed p = { .type = S("") };

	return send_paper(v, print_labels(&v->ctx, v->arg[0], visit_base(v), &p), &p);
}

static enum rc
dossier_paper_print(struct visit *v, enum dossier_paper which)
{
	struct printed p = { .type = S("") };

	return send_paper(v, print_dossier(&v->ctx, (struct dossier_id){ v->id[0] }, which, &p), &p);
}

enum rc
slip_print(struct visit *v)
{
	return dossier_paper_print(v, PAPER_SLIP);
}

enum rc
self_report_print(struct visit *v)
{
	return dossier_paper_print(v, PAPER_SELF_REPORT);
}

enum rc
sheet_print(struct visit *v)
{
	struct printed p = { .type = S("") };

	return send_paper(v, print_sheet(&v->ctx, (struct agenda_id){ v->id[0] }, &p), &p);
}

enum rc
paper_sheet_print(struct visit *v)
{
	struct printed p = { .type = S("") };

	return send_paper(v, print_paper_sheet(&v->ctx, (struct agenda_id){ v->id[0] },
	    (struct seat_id){ v->id[1] }, &p), &p);
}

enum rc
room_print(struct visit *v)
{
	struct printed p = { .type = S("") };

	return send_paper(v, print_room(&v->ctx, (struct meeting_id){ v->id[0] }, &p), &p);
}

enum rc
decision_print(struct visit *v)
{
	const struct paper *paper = paper_at("/quyet-dinh/{decision}/van-ban.{layout}");
	struct printed p = { .type = S("") };

	REQUIRE(paper != NULL);
	return send_paper(v, paper_make(&v->ctx, paper, v->id[0], S("pdf"), &p), &p);
}

enum rc
paper_print(struct visit *v)
{
	const struct paper *paper = paper_at(v->route->pattern);
	struct printed p = { .name = { NULL, 0 } };

	REQUIRE(paper != NULL);
	return send_paper(v, paper_make(&v->ctx, paper, v->id[0], v->arg[0], &p), &p);
}
