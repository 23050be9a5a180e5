/*
 * closing: loads one product as the secretary's table shows it. Split from
 * conclude.c, which changes things.
 */
#ifndef ACT_CLOSING_H
#define ACT_CLOSING_H

#include "act/conclude.h"

/* The codes and words of a set's knock-outs, for a list to choose from. */
struct stop_choice {
	struct str code;
	struct pair text;
	struct str criterion; /* that it is printed at; "": the line above the form */
};
size_t set_stops(const struct criteria_set *set, struct arena *mem,
    const struct stop_choice **out);
/* One of them with its words, and where the law says it: "Quyết định
 * 26/2026/QĐ-TTg, Phụ lục II, bộ 4, tiêu chí 1.1". A code that the set does not
 * know has neither. */
struct stop_words {
	struct pair text;
	struct str clause;
};
struct stop_words stop_words_of(const struct criteria_set *set, struct arena *mem,
    struct str code);

#endif
