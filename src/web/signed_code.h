/*
 * signed_code: the page of a code that was scanned from a certificate, and what
 * a browser needs to judge one without us (act/signed_code.h).
 */
#ifndef WEB_SIGNED_CODE_H
#define WEB_SIGNED_CODE_H

#include "act/signed_code.h"
#include "web/field.h"
#include "web/visit.h"

/* A day as the script reads it: 2026-09-01. */
struct str code_today(const struct visit *v);

#endif
