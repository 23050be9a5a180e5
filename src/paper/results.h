/*
 * results: the papers of a council that are drawn, from plain structs.
 *
 *   score_sheet    one member's sheet (Phụ lục II of QĐ 26/2026, as scored)
 *   hand_sheet     the same to be filled in by hand: two sides of one leaf, whatever the set
 *   score_table    bảng tổng hợp điểm: products × members
 *
 * The law gives no form for the table; what it holds is what offices
 * have used (domain notes in docs/WORDS.md) in the shape of NĐ 30/2020. No
 * number is computed here: means and stars come from core/scoring.h.
 */
#ifndef PAPER_RESULTS_H
#define PAPER_RESULTS_H

#include "paper/letter.h"

struct criteria_set;

struct sheet_row {
	struct str number, name;
	int max, points;
	bool answered, heading;
	struct str level;        /* words of the level that was chosen */
};

/* What a sheet says of its set, above the criteria: "Bộ sản phẩm 4: …", its sector with
 * its group, and when a product is not evaluated at all; may be empty. */
struct sheet_set_words {
	struct str name, sector, knockouts;
};
struct sheet_set_words sheet_set_words(struct arena *mem, const struct criteria_set *set);

struct score_sheet_paper {
	struct str set;          /* "Bộ sản phẩm 4: Mật ong, …" */
	struct str sector;       /* "Ngành Thực phẩm, nhóm …" */
	struct str product, product_code, subject, phone, address;
	struct str knockouts;    /* the line above the form; may be empty */
	const struct sheet_row *rows;
	size_t n_rows;
	int total;
	struct str remark, member;
	struct str place;
	struct day on;
	struct str sealed;       /* "14:32 20/11/2026"; empty: a draft */
	struct str seal;         /* hash of what was sealed */
	struct str receipt;      /* code of its entry in the public record; may be empty */
	struct str entry, leaf, proof; /* … the entry, its hash in base64, its proof file */
	struct moment made_at;
	bool sample;
};
MUST_CHECK enum rc score_sheet_render(const struct score_sheet_paper *s,
    struct arena *mem, struct fault *fault, struct str *pdf);

struct hand_sheet_paper {
	struct pdf_mark *mark;   /* codes on its pages; NULL: none */
	const struct criteria_set *set;
	struct str branch;       /* the one case to be scored; empty: each is printed */
	struct str product, product_code, subject, phone, address, member;
	struct moment made_at;
	bool sample;
};
MUST_CHECK enum rc hand_sheet_render(const struct hand_sheet_paper *s,
    struct arena *mem, struct fault *fault, struct str *pdf);

#define TABLE_MEMBERS 15 /* beside each other; of more there are several tables */
struct score_table_row {
	struct str product, subject; /* with its code */
	struct str offices;       /* who of the advisory team answered for what; may be empty */
	const struct str *totals; /* one a member; empty: no sheet */
	struct str sum, mean, spread, outcome; /* "433", "86,60", "7", "4 sao" */
};
struct score_table_paper {
	struct letterhead head;
	struct str meeting;       /* "phiên họp ngày …" */
	const struct str *members; /* "Ủy viên 1" or short names */
	size_t n_members;
	const struct score_table_row *rows;
	size_t n_rows;
	struct str present;       /* "9 thành viên có quyền chấm điểm" */
	struct str legend;        /* who M1, M2 … are; may be empty */
	struct signature secretary, chair;
	struct moment made_at;
	bool sample;
};
MUST_CHECK enum rc score_table_render(const struct score_table_paper *t,
    struct arena *mem, struct fault *fault, struct str *pdf);

#endif
