/*
 * field: what the templates of field.html need to know about a field: its
 * label, what stands in it, what is wrong with it.
 *
 * When the page is shown again after a refusal (v->again) a field holds what
 * the person typed, as it was typed, never what the database holds.
 */
#ifndef WEB_FIELD_H
#define WEB_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "web/form.h"
#include "web/out.h"
#include "web/visit.h"

/* A field on its way to a page. `id` is the target of the error summary. */
struct field_view {
	struct str name, id;
	enum text label;
	struct str label_text;  /* instead of label, for names from data */
	enum text hint;         /* T_NONE: none */
	struct str value;       /* as it is shown */
	enum field_kind kind;
	bool required;
	bool wrong;
	struct str message;     /* what is wrong and what to do */
	struct str described;   /* for aria-describedby; empty: nothing */
	struct str mode;        /* inputmode; empty: text */
	struct str type;        /* text, tel, email, password */
	struct str fill;        /* autocomplete; empty: none */
	struct str accept;      /* of files: the endings that are asked for */
	bool many;              /* … more than one of them */
};

/* A declared field. `value` is what is stored. */
struct field_view field_view(const struct visit *v, const struct field *f,
    struct str value, enum text hint);
/* A field that no form declares by itself (a row of Mẫu 01, a score sheet). */
struct field_view field_named(const struct visit *v, struct str name,
    enum text label, struct str value, enum text hint);

/* One answer of radios, boxes or a list. `text` instead of label when the
 * words come from data; `note` stands below in small letters. */
struct field_option {
	struct str value;
	enum text label;
	struct str text, note;
	bool chosen;
};
struct field_options {
	const struct field_option *v;
	size_t n;
};
/* Whether the answer is marked: what was typed wins when shown again. */
bool option_is_chosen(const struct visit *v, const struct field_view *f,
    const struct field_option *c);

/* The id of a field: "f-NAME"; other letters than a-z A-Z 0-9 - become _. */
struct str field_id(struct arena *mem, struct str name);

/* Why, in the reader's words: the text fault.<code>, {0} filled by arg. */
struct str fault_text(const struct visit *v, const struct reason *why, struct str arg);

/* How a mark looks. The words carry the meaning, the colour only helps. */
enum tone { TONE_PLAIN, TONE_INFO, TONE_GOOD, TONE_WAIT, TONE_BAD };
struct str tone_class(enum tone t);

/* One line of a list of tasks. `to.s` empty: it cannot be opened yet. */
struct task {
	struct address to;
	enum text label;
	struct str text;   /* instead of label */
	struct str note;   /* below, in small letters; may be empty */
	enum text state;   /* "Chưa làm", "Đang làm", "Xong" */
	enum tone tone;
};

/* Days from today until `d`; negative: it has passed. */
int days_left(const struct visit *v, struct day d);

#endif
