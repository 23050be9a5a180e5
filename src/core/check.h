/*
 * check: the small things people type, each with its own answer: telephone
 * numbers, addresses, registration and goods numbers. A check says what is
 * wrong (a reason with an example in its text), or NULL.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

/* A Vietnamese telephone number as people write it: 0912 345 678,
 * +84 912.345.678, (0274) 3822 956. *out: digits with a leading 0; mem and
 * out may be NULL when only the answer is wanted. */
const struct reason *check_phone(struct arena *mem, struct str s,
    struct str *out);
/* Somebody@somewhere.tld; nothing more can be known without sending. */
const struct reason *check_email(struct str s);
/* Tax or enterprise number: 10 digits with the check digit of Circular
 * 105/2020/TT-BTC, or 13 with a branch (0123456789-001); or the 12 digits of a
 * personal identity number, which household businesses use from 01/07/2025. */
const struct reason *check_tax_number(struct str s);
/* Registration number of a cooperative, household or enterprise: 5 to 20
 * letters, digits, points, dashes, slashes; formats differ by province. */
const struct reason *check_reg_number(struct str s);
/* GTIN-8, -12, -13 or -14 with its check digit; blanks are skipped. */
const struct reason *check_gtin(struct str s);

extern const struct reason WHY_PHONE, WHY_EMAIL, WHY_TAX_NUMBER,
    WHY_REG_NUMBER, WHY_GTIN, WHY_DATE, WHY_NUMBER;

#endif
