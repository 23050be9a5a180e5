/*
 * commune: what the pages of the commune's desk show.
 */
#ifndef WEB_COMMUNE_H
#define WEB_COMMUNE_H

#include "act/commune.h"
#include "core/deadlines.h"
#include "web/dossier.h"

struct inbox_page {
	struct commune_inbox in;
};

/* The check with one item that was refused a moment ago. */
struct check_line {
	const struct component_line *l;
	struct str note;          /* typed, or kept */
	struct str place;         /* "item.E1": where the summary leads to */
	struct str fault_text;
};
struct desk_page {
	struct commune_desk k;
	struct whereabouts where;
	const struct check_line *lines;
	size_t n;
	const struct cite *beside; /* the paper shown beside the check; NULL: none */
};

/* A prepared sentence for an item. */
struct ask_item {
	const struct component_line *l;
	bool chosen;
};
struct ask_page {
	struct commune_desk k;
	const struct ask_item *items;
	size_t n;
	struct str sentence, due_on;
	struct str items_fault;
};

/* One content of Mẫu 03 part II: what the subject says, what the commune
 * found. */
struct assess_row {
	struct paper_row row;
	const struct self_line *said;   /* the criterion that speaks of it; or NULL */
};
struct assess_page {
	struct commune_desk k;
	const struct assess_row *v;
	size_t n;
};

struct forward_page {
	struct commune_desk k;
	struct str request_no, request_on;
	bool numbered;     /* its letter has a number of our series already */
	bool late; /* behind its last day: a reason is asked */
};

struct return_page {
	struct commune_desk k;
	struct str why;
};

/* Prepared sentences of a request, and whether one was ticked just now. */
extern const enum text ask_sentences[];
extern const size_t ask_sentences_n;
bool ask_ready(const struct visit *v, size_t number);

/* Words and progress for the marks of the desk. */
enum text verdict_text(enum component_verdict verdict);
/* The button of what was found looks pressed. */
struct str verdict_class(const struct component_line *l, enum component_verdict verdict);
enum progress desk_progress(size_t done, size_t all);

#endif
