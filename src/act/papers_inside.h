/*
 * papers_inside: who gathers the facts of which paper; for act/papers.c.
 */
#ifndef ACT_PAPERS_INSIDE_H
#define ACT_PAPERS_INSIDE_H

#include "act/conclude.h"
#include "act/dossier.h"
#include "act/papers.h"
#include "act/papers_host.h"
#include "paper/values.h"
#include "paper/xlsx.h"

/* papers_agenda.c */
MUST_CHECK enum rc agenda_facts(struct ctx *c, int64_t meeting, struct paper_facts *out);
MUST_CHECK enum rc agenda_owner(struct ctx *c, int64_t meeting, struct paper_owner *out);
MUST_CHECK enum rc agenda_table(struct ctx *c, int64_t meeting, struct xlsx_table *out);
/* papers_minutes.c */
MUST_CHECK enum rc minutes_facts(struct ctx *c, int64_t meeting, struct paper_facts *out);
MUST_CHECK enum rc minutes_table(struct ctx *c, int64_t meeting, struct xlsx_table *out);
/* papers_council.c: of a session */
MUST_CHECK enum rc session_owner(struct ctx *c, int64_t meeting, struct paper_owner *out);
MUST_CHECK enum rc submission_facts(struct ctx *c, int64_t meeting, struct paper_facts *out);
MUST_CHECK enum rc results_table(struct ctx *c, int64_t meeting, struct xlsx_table *out);
MUST_CHECK enum rc results_facts(struct ctx *c, int64_t meeting, struct paper_facts *out);
MUST_CHECK enum rc results_drawn(struct ctx *c, int64_t meeting, struct printed *out);
MUST_CHECK enum rc draft_facts(struct ctx *c, int64_t meeting, struct paper_facts *out);
MUST_CHECK enum rc draft_table(struct ctx *c, int64_t meeting, struct xlsx_table *out);
/* papers_decision.c */
MUST_CHECK enum rc decision_facts(struct ctx *c, int64_t decision, struct paper_facts *out);
MUST_CHECK enum rc revocation_facts(struct ctx *c, int64_t decision, struct paper_facts *out);
MUST_CHECK enum rc decision_owner(struct ctx *c, int64_t decision, struct paper_owner *out);
MUST_CHECK enum rc decision_table(struct ctx *c, int64_t decision, struct xlsx_table *out);

/* papers_dossier.c */
MUST_CHECK enum rc commune_report_facts(struct ctx *c, int64_t dossier, struct paper_facts *out);
MUST_CHECK enum rc request_facts(struct ctx *c, int64_t dossier, struct paper_facts *out);
MUST_CHECK enum rc commune_owner(struct ctx *c, int64_t dossier, struct paper_owner *out);
MUST_CHECK enum rc result_facts(struct ctx *c, int64_t dossier, struct paper_facts *out);
MUST_CHECK enum rc result_owner(struct ctx *c, int64_t dossier, struct paper_owner *out);
/* papers_list.c, papers_consent.c */
MUST_CHECK enum rc list_facts(struct ctx *c, int64_t dossier, struct paper_facts *out);
MUST_CHECK enum rc consent_facts(struct ctx *c, int64_t subject, struct paper_facts *out);
/* Of a dossier that was loaded. */
MUST_CHECK enum rc list_edition(struct ctx *c, const struct dossier *d, uint32_t *edition);
/* papers_team.c */
MUST_CHECK enum rc team_report_facts(struct ctx *c, int64_t task, struct paper_facts *out);
MUST_CHECK enum rc team_report_owner(struct ctx *c, int64_t task, struct paper_owner *out);
/* papers_after.c */
MUST_CHECK enum rc expiry_facts(struct ctx *c, int64_t certificate, struct paper_facts *out);
MUST_CHECK enum rc expiry_owner(struct ctx *c, int64_t certificate, struct paper_owner *out);
MUST_CHECK enum rc expiry_issued(struct ctx *c, int64_t certificate);
MUST_CHECK enum rc inspection_facts_of(struct ctx *c, int64_t inspection,
    struct paper_facts *out);
MUST_CHECK enum rc inspection_owner(struct ctx *c, int64_t inspection,
    struct paper_owner *out);

/* papers_board.c */
struct board {
	struct room_view room;
	struct closing_view *v;      /* per product; a.agenda.v == 0: not yet closed */
	struct str *offices;         /* per product: who of the team answered for what; "" */
	struct host host;            /* the agency whose council it is */
	struct str chair, secretary;
	bool secret;                 /* columns are sheets by number, not seats */
	struct str part;             /* what the paper says when its maker withdrew from a
	                              * product, so that it is an extract; else "" */
	int concluded, stars[6];     /* concluded ones by star; [0] knocked out */
};

MUST_CHECK enum rc board_load(struct ctx *c, int64_t meeting, struct board *s);
bool board_closed(const struct board *s, size_t i);
/* "Võ Văn Mẫu: 84; …", or, of a secret ballot, "Phiếu 1: 84; …". */
struct str board_sheets(struct arena *mem, const struct closing_view *v);
/* "4 sao"; "4 sao (dự kiến)" before it is concluded. */
struct str board_outcome(struct arena *mem, const struct closing_view *v);
/* "2 sản phẩm 4 sao; 1 sản phẩm 3 sao; 1 sản phẩm không xếp hạng". */
struct str board_tally(struct arena *mem, const struct board *s);
/* Name and code of a product. */
struct str board_product(struct arena *mem, const struct board *s, size_t i);

/* What both say of a decision besides its annex. */
struct decision_words {
	struct host host;        /* the agency that prepares it */
	struct str number;       /* empty: not yet given */
	struct day on;           /* none: not yet signed */
	struct str council_paper;
	struct str signer_title, signer_name;
	struct str record;       /* newest head of the public record; may be empty */
	struct str record_key;   /* its public key; the same */
	int year, validity_months;
	bool approves;           /* results of 90 and more, instead of recognising */
	size_t products;
};
void decision_values(struct values *v, const struct decision_words *w);

/* One product of the annex of a decision, drafted or signed, for its workbook. */
struct annex_row {
	struct str name, code, subject, address, certificate; /* "" while it is a draft */
	int64_t sum, sheets, star;
	int decimals;
};
/* The columns and cells of `out`. */
void annex_table(struct ctx *c, const struct annex_row *rows, size_t n, struct xlsx_table *out);
/* Which decision it belongs to, as the line above it. `draft`: "dự thảo ", or "". */
struct str *annex_line(struct ctx *c, const char *draft, struct str number, struct day on,
    const struct host *h);

/* "Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm 2026". */
struct str place_and_day(struct arena *mem, struct str place, struct day on);

#endif
