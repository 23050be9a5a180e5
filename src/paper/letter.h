/*
 * letter: what is the same on every state paper (NĐ 30/2020/NĐ-CP, Phụ lục I):
 * the head with the motto, number and date; the title; who receives it and who
 * signs. An empty number or date is left as dots, to be filled in by hand.
 */
#ifndef PAPER_LETTER_H
#define PAPER_LETTER_H

#include "paper/pdf.h"

struct letterhead {
	struct str superior; /* "ỦY BAN NHÂN DÂN TỈNH …"; may be empty */
	struct str agency;   /* in capitals, ruled below */
	struct str number;   /* "12/QĐ-UBND"; "/BC-UBND" when not yet given */
	struct str place;    /* "Thanh An" */
	struct day on;
	struct str when;     /* the line of place and day itself; empty: made of them */
	struct str about;    /* of letters without a title: "V/v …" */
};

struct signature {
	struct str on_behalf; /* "TM. ỦY BAN NHÂN DÂN"; may be empty */
	struct str title;     /* "CHỦ TỊCH" */
	struct str name;      /* empty: dots */
	struct str note;      /* "(Ký, đóng dấu, ghi rõ họ tên)"; may be empty */
};

struct lines {
	const struct str *v;
	size_t n;
};

#define TYPE_BODY ((struct type){ .size_pt = 13, .align = ALIGN_JUSTIFY, \
	.indent_mm = 10, .after_pt = 5, .leading = 1.08 })
#define TYPE_PLAIN ((struct type){ .size_pt = 13, .align = ALIGN_JUSTIFY, \
	.after_pt = 4, .leading = 1.08 })
#define TYPE_TITLE ((struct type){ .size_pt = 14, .bold = true, .align = ALIGN_CENTER })
#define TYPE_HEAD ((struct type){ .size_pt = 13, .bold = true, .before_pt = 5, \
	.after_pt = 4, .leading = 1.08, .with_next = true })
#define TYPE_SMALL ((struct type){ .size_pt = 11, .italic = true, .align = ALIGN_JUSTIFY, \
	.before_pt = 6, .after_pt = 4 })

/* Agency and motto, number, place and date. */
void letter_head(struct pdf *p, const struct letterhead *h);
/* Motto alone: papers that a citizen writes. */
void letter_motto(struct pdf *p);
/* Kind of paper in capitals, what it is about below, a short rule. */
void letter_title(struct pdf *p, struct str kind, struct str about);
/* "Nơi nhận" left, the signature right, kept together. */
void letter_foot(struct pdf *p, struct lines receives, const struct signature *s);
/* Place and date, and a signature below them at the right; papers of citizens. */
void letter_signed(struct pdf *p, struct str place, struct day on,
    const struct signature *s);
/* "1. Tên đơn vị: value": dots when there is no value. */
void letter_field(struct pdf *p, struct str label, struct str value);
/* Text with its line breaks as paragraphs; dots when there is none. */
void letter_long(struct pdf *p, struct str text);
/* "☑ name" / "☐ name" drawn as boxes: fonts lack them. */
void letter_box(struct pdf *p, bool ticked, struct str name);

#endif
