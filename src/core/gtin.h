/*
 * gtin: the number under the bars of a product (GS1 General Specifications: 8, 12, 13
 * or 14 digits, the last a check digit). Most small producers have none; nothing of
 * OCOP asks for it. With one, a code in a shop leads to what is true today
 * (GS1 Digital Link, `/01/{gtin}`), and the signed code of a certificate names it.
 */
#ifndef CORE_GTIN_H
#define CORE_GTIN_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

/* What somebody typed or scanned, blanks and dashes between the digits left out.
 * NULL and *out: the digits; else gtin_length or gtin_check (the last digit is not
 * the one that follows from the others). `out` may be NULL. */
const struct reason *gtin_read(struct arena *mem, struct str typed, struct str *out);
/* The same number in fourteen digits, as GS1 compares and writes it: zeros in front. */
struct str gtin_14(struct arena *mem, struct str digits);
/* … and as it stands under the bars: zeros that only fill are left out. */
struct str gtin_short(struct str fourteen);

extern const struct reason WHY_GTIN_LENGTH, WHY_GTIN_CHECK;

#endif
