/*
 * clock_watch: a machine's clock that was set back.
 *
 * Nothing goes back with it: the program goes by no time before what it has
 * told (base/clock.h), nights that were said are not said again (act/night.h).
 * But time stands still meanwhile, so somebody must know: the administrators,
 * once a day, and the record.
 */
#ifndef ACT_CLOCK_WATCH_H
#define ACT_CLOCK_WATCH_H

#include "act/ctx.h"

/* So far machines are corrected by their time servers without anybody's help. */
#define CLOCK_SLACK_MS ((int64_t)120 * 1000)

/* Compares the machine's time with c->now and with the newest fact. *behind says
 * whether it is back by more than the slack. Run by nobody: c->actor is empty. */
MUST_CHECK enum rc clock_watch(struct ctx *c, struct moment machine, bool *behind);

#endif
