/*
 * dossier: what the pages of a dossier show. Loaded completely by the
 * handlers; templates decide nothing.
 */
#ifndef WEB_DOSSIER_H
#define WEB_DOSSIER_H

#include "act/component.h"
#include "act/dossier.h"
#include "act/gap.h"
#include "act/paper_text.h"
#include "act/self_score.h"
#include "act/supplement.h"
#include "web/field.h"
#include "web/out.h"
#include "web/subject.h"
#include "web/visit.h"

/* The words of a pair in the reader's language. */
static inline struct str
pair_in(const struct out *o, struct pair p)
{
	return o->lang == LANG_EN && p.en.n > 0 ? p.en : p.vi;
}

/* One station of the road, for the timeline. */
struct station {
	enum text name;
	struct moment at;    /* 0: not there yet */
	bool here;           /* where it is now */
};
#define STATIONS 7

/* Where a dossier is: who has it, since when, until when, what comes next. */
struct whereabouts {
	enum text state, holder, next;
	struct str holder_name;    /* the agency; empty: by role only */
	struct moment since;
	struct day due_on;
	int days_left;             /* calendar days */
	bool late;
	enum text clause;          /* where the deadline comes from; T_NONE */
	struct station stations[STATIONS];
};

struct task_page {
	int page;
	enum text name;
	enum progress progress;
};
struct task_pages {
	enum paper_form form;
	const struct task_page *v;
	size_t n;
};

struct dossier_page {
	struct dossier d;
	struct whereabouts where;
	struct task_pages form01, form02;
	enum progress criteria;
	struct self_assessment self;
	struct gaps gaps;
	struct supplements supplements;
	bool producer;             /* the reader files it */
	bool commune;              /* the reader's desk */
};

/* One field of a page of Mẫu 01, 02 or 03. */
struct paper_row {
	const struct paper_field *field;
	struct field_view f;       /* named "t.NAME" */
	int64_t number;            /* of its value, for boxes and choices */
	bool prefilled;            /* comes from the profile */
};
struct paper_page {
	struct dossier d;
	enum paper_form form;
	int page, pages;
	enum text title;
	const struct paper_row *v;
	size_t n;
	struct moment seen;        /* now: changes behind it are somebody else's */
	bool autosaves;            /* boxes are only kept with the page */
};

struct level_choice {
	const struct level *level; /* NULL: none of the printed levels */
	bool chosen;
};
struct box_row {
	const struct box_paper *paper;
	bool cited;
	struct str from, to;       /* pages as typed or kept */
	struct str fault_text;
};
struct criterion_page {
	struct dossier d;
	struct self_assessment self;
	const struct self_line *line;
	const struct criterion *before, *next;
	size_t position;           /* from 1 */
	bool ask_branch;           /* a case has to be chosen first */
	const struct level_choice *levels;
	size_t n_levels;
	struct str note;
	const struct box_row *box; /* cited ones first */
	size_t n_box, n_cited;
	struct str points_fault, note_fault;
};

struct check_page {
	struct dossier d;
	struct self_assessment self;
	struct paper_values texts;
	struct gaps gaps;
	enum text titles[2][12];   /* of the pages of Mẫu 01 and 02 */
};

struct supplement_page {
	struct dossier d;
	struct supplements all;
	struct str answer;         /* typed */
	struct str fault_text;
};

struct withdraw_page {
	struct dossier d;
	struct str why;
};

/* ---- shared by the pages of producer, commune and province ------------------ */

/* "dossier.state.submitted", … */
enum text dossier_state_text(enum dossier_state s);
/* How the state looks as a mark. */
enum tone dossier_state_tone(enum dossier_state s);
enum text dossier_kind_text(enum dossier_kind k);
enum text dossier_progress_text(enum progress p);
enum text paper_page_title(enum paper_form form, int page);
void whereabouts_fill(const struct visit *v, const struct dossier *d,
    struct whereabouts *out);
/* The rows of one page; after a refused write with what was typed. */
MUST_CHECK enum rc paper_rows(struct visit *v, const struct dossier *d,
    enum paper_form form, int page, const struct paper_row **out, size_t *n);
/* The fields of a posted page as the act takes them. */
struct paper_inputs {
	struct paper_input *v;
	size_t n;
};
struct paper_inputs paper_typed(struct visit *v, struct pairs_in texts,
    struct pairs_in boxes);
/* What our script is told after an autosave: {"version", "saved"}. */
enum rc saved_answer(struct visit *v, int64_t version);
/* The sentence of a field that is wrong, "" when it is right. */
struct str field_fault_text(struct visit *v, struct str field);

/* "91 điểm → 5 sao; tiêu chí 1.3 chưa đạt mức tối thiểu 5 sao → 4 sao" */
struct str self_total_text(const struct visit *v, const struct self_assessment *s);

/* Where a paper's file is seen, its small picture, and where a new paper is
 * put into the box for this dossier. */
struct address paper_file_address(const struct out *o, int64_t file);
struct address paper_thumb_address(const struct out *o, int64_t file);
struct address paper_new_address(const struct out *o, struct dossier_id id);

/* Choices of PAPER_GENDER and PAPER_ORG: names, and the first number that is
 * none of them. */
enum text paper_choice_text(enum paper_kind kind, int64_t value);
int64_t paper_choices(enum paper_kind kind);
int64_t paper_number(struct str value);
/* field.NAME */
enum text paper_label(const struct paper_field *f);

#endif
