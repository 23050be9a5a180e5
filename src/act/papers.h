/*
 * papers: the papers of the office that are made from a blank (data/papers) or
 * a table, as one table: what each is called, where it is asked for, in which
 * layouts it is made, and who gathers its facts.
 *
 * Who may ask is the right of its address (web/routes.def) and, behind that,
 * the question that its page asks too: the facts are loaded by the same
 * functions as the page's. `ocop papers` prints the table with every field of
 * every paper and where it comes from.
 */
#ifndef ACT_PAPERS_H
#define ACT_PAPERS_H

#include "act/print.h"
#include "base/buf.h"
#include "core/form_code.h"
#include "core/permit.h"

struct values;
struct xlsx_table;

enum layout { LAYOUT_PDF = 1, LAYOUT_DOCX = 2, LAYOUT_XLSX = 4 };

/* The facts of one paper of one thing. */
struct paper_facts {
	struct values *values;
	struct str author;
	struct moment made_at; /* of what it states: the same facts, the same bytes */
	struct form_code form; /* of a form that comes back as a scan; kind 0: none */
};

/* Whose paper it is, for whoever may issue it. */
struct paper_owner {
	struct agency_id agency;
	struct str number;        /* numbered elsewhere (a decision); empty: not yet;
	                           * p == NULL: it gets its number here */
};

struct paper {
	const char *name;      /* of its blank and of the file: "bien-ban" */
	const char *address;   /* the row of web/routes.def, with {layout} last */
	unsigned layouts;      /* of enum layout */
	const char *sentence;  /* what it is; Vietnamese, as offices call it */
	/* PDF and DOCX from the blank … */
	enum rc (*facts)(struct ctx *c, int64_t id, struct paper_facts *out);
	/* … and the table as a workbook; NULL: none. */
	enum rc (*table)(struct ctx *c, int64_t id, struct xlsx_table *out);
	/* A PDF that is drawn by C instead of from a blank; NULL: from the blank. */
	enum rc (*drawn)(struct ctx *c, int64_t id, struct printed *out);
	/* Issued, numbered, signed (act/issue.h): who may, and whose it is; absent
	 * for who does not stand to it. NULL: never issued by itself. */
	enum right rights[2];
	enum rc (*owner)(struct ctx *c, int64_t id, struct paper_owner *out);
	/* What happens when it has its number: who is told; NULL: nobody. */
	enum rc (*issued)(struct ctx *c, int64_t id);
};
extern const struct paper papers[];
extern const size_t papers_n;

/* The paper of an address; NULL: none. */
const struct paper *paper_at(const char *address);

/* The paper of a name that is issued; NULL: none. */
const struct paper *paper_issued(struct str name);

/* Makes it. Absent when there is no such layout ("pdf", "docx", "xlsx") or the
 * reader may not see the thing. Slow: for SLOW_READS routes. */
MUST_CHECK enum rc paper_make(struct ctx *c, const struct paper *paper, int64_t id,
    struct str layout, struct printed *out);
/* The empty DOCX of its blank, to be changed by the office. */
MUST_CHECK enum rc paper_template(struct ctx *c, const struct paper *paper,
    struct printed *out);

/* Every field of every paper: what asks for it, where it comes from; as `ocop papers`
 * prints it, for docs/made/papers.md. */
MUST_CHECK enum rc papers_print(struct arena *mem, struct fault *fault, struct buf *out);

/* Whether a draft decision recognises a product of this star: those that its level
 * gives (QĐ 26/2026 Đ3.3). One that names none is refused. */
bool draft_names(bool central, int64_t star);
extern const struct reason WHY_DRAFT_EMPTY; /* conflict: the session recognises nothing */

#endif
