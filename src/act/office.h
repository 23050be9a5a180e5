/*
 * office: the few facts about this office itself, told once by `ocop init`.
 */
#ifndef ACT_OFFICE_H
#define ACT_OFFICE_H

#include "act/ctx.h"
#include "base/buf.h"

struct office_facts {
	bool sample;          /* everything in it is made up */
	struct str place;     /* "TP. Hồ Chí Minh": in titles; "" not told */
	struct str province;  /* code of the province it serves; "" not told */
	struct str log;       /* origin of its public log; "" none yet */
};

MUST_CHECK enum rc office_load(struct ctx *c, struct office_facts *out);
/* Tells it; recorded as office.told. */
MUST_CHECK enum rc office_tell(struct ctx *c, const struct office_facts *in);

/* A new office for a province: its agency and one for each commune. Fault
 * bad_request when there is no such province today. */
MUST_CHECK enum rc office_found(struct ctx *c, struct str province_code);

/* Reads every kept file that a row names and compares it with its name: a line
 * of `out` for each that is missing or another (the first hundred); *wrong
 * counts them. Takes as long as reading them all. */
MUST_CHECK enum rc files_check(struct ctx *c, struct buf *out, int *wrong);

#endif
