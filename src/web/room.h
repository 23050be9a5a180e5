/*
 * room: views of the secretary's table: the matrix of who has sealed, and one
 * product with its arithmetic.
 */
#ifndef WEB_ROOM_H
#define WEB_ROOM_H

#include "act/closing.h"
#include "web/sheet.h"

/* A product on the table: open for scoring, or opened and not concluded. */
struct table_row {
	struct str product;
	struct agenda_id id;
	int64_t state, position;
	int sealed, seats;
	struct str missing;         /* "Lê Văn Mẫu, Võ Thị Mẫu": of whom a sheet is missing */
};

/* The product to be opened next; id 0: none waits. */
struct next_row {
	struct agenda_id id;
	int64_t version, position;
	struct str product;
};

struct room_page {
	struct room_view v;
	const struct table_row *table;
	size_t n_table;
	struct next_row next;
	int concluded;
	bool recognises;            /* a draft decision would name something */
};

/* One starred criterion for the council to agree on. */
struct finding_row {
	struct str id, field;       /* field: "f.1.1" */
	struct str name;
	const struct level_row *levels;
	size_t n;
	const int *votes;           /* per level: sheets that ticked it */
	const struct team_said *team; /* what the advisory team found; NULL: nothing */
};

struct unmet_row {
	struct str criterion, name;
	int star, needs, found;
};

/* A rule of the bylaw that stands in the way, in words. */
struct rule_row {
	struct str what, mend;      /* what is wrong; who can mend it and how */
};

/* A criterion with what every sheet gave: numbers, and places in a picture
 * 120 wide. */
struct compare_row {
	struct str id, name, mean;
	int max, mean_x;
	const int *points, *x;     /* per sheet */
	size_t n;
};

/* Totals on a line from the lowest to the highest, 360 wide. */
struct totals_picture {
	const int *x;              /* per sheet */
	int mean_x, from_x, wide;  /* the mean, and how far the bylaw lets totals lie */
	int least, most;           /* at the ends */
};

struct closing_page {
	struct closing_view v;
	struct str set_name;
	struct team_opinion team;   /* for the table; not for who only reads the points */
	const struct finding_row *findings;
	size_t n_findings;
	const struct stop_choice *stop_choices;
	size_t n_stop_choices;
	const struct unmet_row *unmet;
	size_t n_unmet;
	const bool *outlier;        /* per sheet: more than half the allowed spread from the mean */
	const struct compare_row *compare;
	size_t n_compare;
	bool by_chair;              /* the chair confirms what is written here */
	bool may_reopen;            /* the bylaw lets this seat give a sheet back */
	bool presides;              /* this seat confirms the conclusion */
	bool secret;                /* seat codes instead of names */
	struct next_row next;       /* after the conclusion */
	struct day answer_by;       /* of a product that is asked in writing */
	struct totals_picture totals;
	struct q_sheet_pasts_rows pasts;
	const struct rule_row *rules;
	size_t n_rules;
	struct str band_text;       /* "778 ≥ 70 × 9 = 630 và 778 < 90 × 9 = 810" */
	struct str mean_fraction;   /* "778/9" */
};

/* The arithmetic of a result in words, for this page and the letter. */
struct str band_arithmetic(struct arena *mem, const struct pack *pack,
    const struct score_result *r);

#endif
