/*
 * dossier: what the pages of a dossier show. Loaded completely by the
 * handlers; templates decide nothing.
 */
#ifndef WEB_DOSSIER_H
#define WEB_DOSSIER_H

#include "act/above.h"
#include "act/change.h"
#include "act/component.h"
#include "act/dossier.h"
#include "act/gap.h"
#include "act/self_score.h"
#include "act/supplement.h"
#include "core/rounds.h"
#include "web/next.h"
#include "web/out.h"
#include "web/paper_page.h"
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
	enum text state, holder;
	struct next_box next;
	struct str holder_name;    /* the agency; empty: by role only */
	bool says_itself;            /* the name begins with what its holder is */
	struct moment since;
	bool up;                   /* at the Ministry */
	enum text round_is;        /* the round it goes into (Đ5); T_NONE: none */
	struct round_dates round;
	int round_left;            /* days to the last day of its session */
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
	struct dossier_steps history;
	struct stopped_list stops; /* what ended it before the council */
	bool producer;             /* the reader files it */
	bool commune, province;    /* the reader has a desk there */
	bool result;               /* there is one to read */
};

struct check_page {
	struct dossier d;
	struct self_assessment self;
	struct paper_values texts;
	struct gaps gaps;
	enum text titles[2][12];   /* of the pages of Mẫu 01 and 02 */
};

/* What has changed since the certificate. */
struct change_page {
	struct dossier d;
	struct change_view v;
	struct box box;            /* papers to choose from */
	const struct str *answers; /* per topic: "same", "new", "" */
	const struct str *notes;   /* … as kept, or as typed a moment ago */
	const struct str *faults;
};
enum text change_topic_text(const struct change_topic *t);

struct supplement_page {
	struct dossier d;
	struct supplements all;
	struct str answer;         /* typed */
	bool late;                 /* its date is over: a reason is asked */
	struct str fault_text;
};

struct withdraw_page {
	struct dossier d;
	struct str why;
};

/* ---- shared by the pages of producer, commune and province ------------------ */

/* Words for enums: "dossier.state_submitted", … */
enum text dossier_state_text(enum dossier_state s);
/* The same as it is called at the level that evaluates it now. */
enum text dossier_state_at(enum dossier_state s, enum unit_level level);
/* A step of the road in words; T_NONE: none that people need. */
enum text dossier_step_text(struct str kind);
/* What comes next, as it is said of a producer to others. */
enum text dossier_next_text(enum dossier_state s, enum unit_level level);
/* How the state looks as a mark. */
enum tone dossier_state_tone(enum dossier_state s);
enum text dossier_kind_text(enum dossier_kind k);
enum text dossier_progress_text(enum progress p);
/* What comes next on the pages and forms of a dossier, as its reader is told. */
struct next_box dossier_next(const struct visit *v, const struct dossier *d);
/* … and once it is handed in. */
struct next_box dossier_next_submitted(void);
MUST_CHECK enum rc whereabouts_fill(struct visit *v, const struct dossier *d,
    struct whereabouts *out);
/* The sentence of a field that is wrong, "" when it is right. */
struct str field_fault_text(struct visit *v, struct str field);

/* "91 điểm → 5 sao; tiêu chí 1.3 chưa đạt mức tối thiểu 5 sao → 4 sao" */
struct str self_total_text(const struct visit *v, const struct self_assessment *s);

#endif
