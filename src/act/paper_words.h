/*
 * paper_words: how a paper names places, people and offices, and the day it is of.
 * Papers are Vietnamese only.
 */
#ifndef ACT_PAPER_WORDS_H
#define ACT_PAPER_WORDS_H

#include "act/ctx.h"
#include "core/dossier.h"

/* The full name of a unit: "Xã Thanh An"; its code when it is not known. */
MUST_CHECK enum rc unit_called(struct ctx *c, struct str code, enum unit_level level,
    struct str *out);
/* "Ấp Mẫu, Xã Thanh An, Thành phố …": with commune and province when the
 * address does not name the commune. */
struct str full_address(struct arena *mem, struct str address, struct str commune,
    struct str province);
/* "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH" or with a dash is two lines on paper. */
struct str title_lines(struct arena *mem, struct str title);
/* Whether an agency is a People's Committee itself, not an office of one. */
bool is_committee(struct str agency);
/* Noon of a day, or another moment when there is none: the time in a paper. */
struct moment made_on(struct day d, struct moment otherwise);

/* The full name of a commune; its code when it is not known. */
struct str commune_called(struct ctx *c, struct str code);
/* "Thanh An" of "Xã Thanh An": where a commune's letters are written. */
struct str bare_name(struct str name);
/* "xã Thanh An" inside a sentence. */
struct str in_sentence(struct arena *mem, struct str name);
#define DOTS S("........................") /* to be filled in by hand */

/* The text, or dots where there is none. */
struct str or_dots(struct str s);

#endif
