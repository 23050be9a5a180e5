/*
 * pulse: a fingerprint of what one seat may see of a session.
 *
 * The live room tells a page that it has changed, never what: the page then asks
 * for itself, through its own route and rights. So that not even the telling
 * gives anything away, it is the fingerprint of what that very seat is shown
 * that is compared: whoever is recused is not stirred by the product she knows
 * nothing of, a member not by another's sheet, nobody by a number before the
 * closing.
 */
#ifndef ACT_PULSE_H
#define ACT_PULSE_H

#include "act/ctx.h"
#include "q.h"

#define PULSE_LENGTH 16 /* hex digits */

/* The pulse of this session for c->actor, PULSE_LENGTH digits. Absent without
 * a seat in its council. Reads c->actor.id only. */
MUST_CHECK enum rc pulse_of(struct ctx *c, struct meeting_id id, struct str *out);

#endif
