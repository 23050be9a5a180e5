/*
 * coded_mark: the code on the pages of a printed form (core/form_code.h), under this
 * office's key.
 */
#ifndef ACT_CODED_MARK_H
#define ACT_CODED_MARK_H

#include "act/ctx.h"
#include "core/form_code.h"
#include "paper/mark.h"

/* Marks the pages of a form that is being printed. */
struct pdf_mark coded_mark(struct ctx *c, const struct form_code *form);
/* The code that a scanned page carries; false: none of this office. */
bool coded_read(struct ctx *c, struct str text, struct form_code *out);

/* The part of a sheet's code: a seat in one pass of its product. */
int64_t coded_sheet_part(struct seat_id seat, int64_t pass);
struct seat_id coded_sheet_seat(int64_t part);

#endif
