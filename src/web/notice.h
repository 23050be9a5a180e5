/*
 * notice: what the page of notices is made of.
 */
#ifndef WEB_NOTICE_H
#define WEB_NOTICE_H

#include "act/notice.h"

/* The words of a notice: text notice.<kind>, {0} filled. */
struct visit;
struct str notice_words(const struct visit *v, const struct notice *n);

#endif
