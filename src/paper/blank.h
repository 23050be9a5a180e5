/*
 * blank: the text of a paper with places to be filled in, as data
 * (data/papers/NAME.txt), and what is made of it.
 *
 * One text gives three things, so that they cannot say different things: the
 * PDF in the layout of NĐ 30/2020, the DOCX that officials edit, and the empty
 * DOCX template that an office takes home, changes in Word and hands in again.
 *
 * A blank has a head (one word and its value a line) and, behind a line "---",
 * a body. Head:
 *
 *   paper   bien-ban | Biên bản họp Hội đồng
 *   law     the clause that asks for it, or what it follows when none does
 *   series  minutes | BB-HĐ      the series of its number, and its signs; behind
 *                                one more | those of the Ministry, when it has others
 *   across                       A4 across
 *   column  Sản phẩm | where it comes from | what asks for it
 *                                a column of its workbook, by its head; "*": one for each member
 *   key     so | meaning | where it comes from | what asks for it
 *   key     ds.ten | meaning | where | what            of a list's rows
 *   drawn   slip_paper slip_receipt    no body: C draws it (data/forms) from these
 *                                structs; a key is a member, "-" none of them
 *
 * Body, one paragraph a line: `p` text, `l` text without indent, `h` heading,
 * `c` centred, `i` italic, `s` small, `t` long text of a person, with
 * {{key}} for what is filled in and **words** in bold. "?key p …" is there only
 * when key is not empty. Blocks:
 *
 *   @head                 agency, motto, number, place and day
 *   @motto                the motto alone
 *   @title KIND | ABOUT
 *   @table 9c TT | 45 Sản phẩm        widths; c, r: centred, right
 *   @row ds | {{tt}} | {{ten}}        a row for each of the list; "@row |": one.
 *                         Bold when the row was given a key "dam" that is not empty
 *   @end
 *   @each ds … @done      the lines between, for each row of the list
 *   @sides THƯ KÝ | {{thu_ky}} | CHỦ TỊCH | {{chu_tich}}   two signatures
 *   @foot a | b | c       "Nơi nhận", and the signature ky_thay, ky_chuc, ky_ten
 *   @page                 a new page
 *
 * A key that the head does not name or that says too little, a list that is not
 * there, a word that is none of these: a fault that names it. Nothing here does I/O.
 */
#ifndef PAPER_BLANK_H
#define PAPER_BLANK_H

#include "base/clock.h"
#include "base/fault.h"
#include "paper/values.h"

extern const struct reason WHY_BLANK_WRONG; /* our own text is wrong: {0} where */
extern const struct reason WHY_KEY_UNKNOWN; /* {0} is no key of this paper */

enum blank_kind {
	LINE_BODY, LINE_PLAIN, LINE_HEADING, LINE_CENTRED, LINE_ITALIC, LINE_SMALL,
	LINE_LONG, LINE_HEAD, LINE_MOTTO, LINE_TITLE, LINE_TABLE, LINE_ROW, LINE_END,
	LINE_EACH, LINE_DONE, LINE_SIDES, LINE_FOOT, LINE_PAGE, LINE_KIND__COUNT
};

struct blank_line {
	enum blank_kind kind;
	struct str when;       /* only when this key is not empty; empty: always */
	struct str text;       /* behind the word, as it stands */
	int no;                /* of the file: for faults */
};

struct blank_key {
	struct str list, name; /* list empty: of the paper itself */
	struct str means, from;
	struct str asked; /* the clause that asks for it, or that none does */
};

struct blank {
	struct str name, title, law, series, signs, signs_central;
	struct str drawn;      /* the structs of a drawn form; empty: of a body */
	bool across;
	const struct blank_key *keys;
	size_t n_keys;
	const struct blank_key *columns; /* of its workbook: `means` is the head */
	size_t n_columns;
	const struct blank_line *lines;
	size_t n_lines;
};

struct pdf_mark; /* paper/pdf.h */

/* What a paper says of itself besides its text. */
struct blank_about {
	struct str author, subject;
	struct moment made_at;
	bool sample;
	struct pdf_mark *mark; /* codes on the pages of the PDF; NULL: none */
	struct arena *mem;   /* what is made lives here */
};

/* Reads a blank; views of `text`, which must live as long. Every key used in
 * the body must be named in the head and every named one used. */
MUST_CHECK enum rc blank_read(struct str text, struct arena *mem,
    struct fault *fault, struct blank *out);

/* Something for every place, one row for every list: to try a template. */
struct values *blank_trial(const struct blank *b, struct arena *mem);

/* A cell or word of a line: cuts the part before the next " | ". */
bool blank_cut(struct str *rest, struct str *part);

/* A stretch of text in one face, filled in. */
struct blank_run {
	struct str text;
	bool bold;
};
#define BLANK_RUNS_MAX 64
/* What fills the places of a line: the row first, then the paper. All NULL:
 * the places stay as they are ({{key}}): a template. */
struct blank_filling {
	const struct values *all, *row;
	struct arena *mem;
	struct fault *fault;
};
/* Cuts a text into runs and fills it in. Faults: key_unknown. */
MUST_CHECK enum rc blank_runs(const struct blank_filling *f, struct str text,
    struct blank_run *out, size_t *n);
/* The same as one text. */
MUST_CHECK enum rc blank_text(const struct blank_filling *f, struct str text,
    struct str *out);
/* Whether the line is there; a fault when its key is unknown. */
MUST_CHECK enum rc blank_when(const struct blank_filling *f,
    const struct blank_line *line, bool *out);

/* The PDF. Faults of pdf.h, and key_unknown. */
MUST_CHECK enum rc blank_pdf(const struct blank *b, const struct values *v,
    const struct blank_about *about, struct fault *fault, struct str *out);
/* The DOCX; without values: the template. The same values give the same
 * bytes. */
MUST_CHECK enum rc blank_docx(const struct blank *b, const struct values *v,
    const struct blank_about *about, struct fault *fault, struct str *out);

#endif
