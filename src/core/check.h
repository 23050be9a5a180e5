/*
 * check: the small things people type, each with its own answer: telephone
 * numbers and addresses. A check says what is wrong (a reason with an example in its text), or NULL.
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
extern const struct reason WHY_PHONE, WHY_EMAIL, WHY_DATE, WHY_NUMBER;

#endif
