/*
 * text: what Vietnamese text needs. GLib does the Unicode work (it is below
 * Pango anyway).
 *
 * All text that enters the program passes text_clean() once: valid UTF-8,
 * NFC (some phones send NFD: thirteen code points for "Suối Giàng" where ten
 * are meant), no control characters.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* False when the bytes are not UTF-8 (overlong forms and surrogates
 * included). */
bool text_valid(struct str s);

/* NFC, line ends as \n, blanks trimmed at both ends; control characters are
 * dropped. `lines`: keep line breaks and tabs (a tab becomes a blank);
 * otherwise runs of white space become one blank. */
struct str text_clean(struct arena *mem, struct str s, bool lines);

/* NFC and nothing else: for passwords. */
struct str text_nfc(struct arena *mem, struct str s);

/* How people count: code points, not bytes. */
size_t text_length(struct str s);
/* The first n code points. */
struct str text_cut(struct str s, size_t n);

/* For searching: lower case, marks dropped, đ as d, words of letters and
 * digits with one blank between. "Nước mắm Phú-Quốc" -> "nuoc mam phu quoc". */
struct str text_fold(struct arena *mem, struct str s);
/* The same with marks kept (NFC): "nước mắm phú quốc". */
struct str text_lower(struct arena *mem, struct str s);
/* Capitals, marks and blanks as they are: "XÃ THANH AN". */
struct str text_upper(struct arena *mem, struct str s);
/* For addresses: "nuoc-mam-phu-quoc", at most 80 bytes. */
struct str text_slug(struct arena *mem, struct str s);
/* A key whose byte order is the Vietnamese dictionary order
 * (a ă â b c d đ …; then tone: none ` ? ~ ' .). */
struct str text_sort_key(struct arena *mem, struct str s);

/* 1234567 -> "1.234.567". */
struct str text_number(struct arena *mem, int64_t v);

#endif
