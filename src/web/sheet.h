/*
 * sheet: views of the council member's pages: my sessions, one session, one
 * product with its evidence, the score sheet.
 */
#ifndef WEB_SHEET_H
#define WEB_SHEET_H

#include "act/public_log.h"
#include "act/product_file.h"
#include "act/closing.h"
#include "act/opinion.h"
#include "act/sheet.h"
#include "act/team_heard.h"
#include "web/seats.h"
#include "web/visit.h"
#include "web/words_council.h"

/* One printed level, as a row to tap. */
struct level_row {
	struct str value;    /* "3", "b:3" */
	struct str label;
	int points, key;     /* key: the digit that picks it; 0 beyond nine */
	int min_for_star;
	bool chosen, stored; /* stored: what the server has, when it differs */
};

struct case_rows {
	struct str name;     /* "" when the criterion has no cases */
	const struct level_row *v;
	size_t n;
};

struct criterion_row {
	struct str id, field;  /* field: "c.1.1" */
	struct str name;
	struct str part, group; /* "" unless the first of its part or group */
	int max;
	const struct case_rows *cases;
	size_t n_cases;
	const struct str *hints;
	size_t n_hints;
	bool answered;
	int64_t self_points;   /* the producer's own score; -1: none */
	struct str self_note;
	int evidence;          /* papers cited */
	const struct team_said *team; /* what the advisory team found; NULL: nothing */
	bool wrong;            /* the fault of this save names it */
};

/* Total, band and star with the reason, as the sticky bar shows it. */
struct total_line {
	int64_t total;
	int band, star;
	bool minimums;         /* something is missed */
	struct str reason;     /* "tiêu chí 1.3 chưa đạt mức tối thiểu 5 sao" */
	struct str why;        /* "91 điểm → 5 sao; … → 4 sao"; "" when nothing holds it down */
	int left;
	struct str first_empty; /* anchor, "" when nothing is left */
};

struct sheet_page {
	struct str ballot;      /* the name of a sealed sheet in a secret ballot; else "" */
	struct receipt receipt;   /* of the public record, of a sealed sheet */
	struct sheet_view v;
	bool by_password;      /* the bylaw asks for it when sealing */
	struct str set_name;
	const struct criterion_row *rows;
	size_t n;
	struct total_line total;
	struct str remark, stop, stop_why;
	const struct stop_choice *stops; /* the grounds printed on the form */
	size_t n_stops;
	struct str remark_fault, stop_fault, stop_why_fault; /* "": none */
	struct team_opinion team; /* beside the sheet, closed until it is asked for */
	struct opinion_mine opinion; /* of a product that is asked in writing */
	struct str opinion_fault;
	bool conflict;         /* somebody saved meanwhile: both values are shown */
};

struct sittings_page {
	struct q_meeting_mine_rows meetings;
};

struct sitting_page {
	size_t n_table;             /* products on the table now */
	struct sitting_view v;
	struct q_stake_open_rows undeclared; /* asked before anything opens */
	struct field_options kinds;
	const struct str *set_names;
	bool has_kit;                /* something is concluded (act/kit.h) */
};

struct product_page_view {
	struct q_agenda_seat a;
	struct str set_name;
	struct product_file file;
	struct team_opinion team; /* what the advisory team says */
	const struct criteria_set *set;
	bool votes;
	bool may_recuse;
	struct field_options kinds;
};

/* Rows of a set for a sheet: levels as rows, notes as hints. `typed` are the
 * raw fields of a refused save, or empty. */
void sheet_rows(struct visit *v, const struct sheet_view *s,
    const struct product_file *file, struct sheet_page *out);
/* The levels of one criterion or case as rows, the chosen one marked. */
struct case_rows level_rows(struct visit *v, struct levels levels,
    struct str case_id, const struct choice *chosen);
/* The line for the bar, from a result of one person's choices. */
struct total_line total_line_of(struct visit *v, const struct criteria_set *set,
    const struct choice *choices, const struct score_result *r);

#endif
