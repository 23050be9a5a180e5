/*
 * live: pages of the council room that follow their session.
 *
 * A reply that goes on (http/server.h) listens here. An act that changes what
 * others look at names its session (ctx.stirred); after its commit serve.c
 * stirs it. One thread then asks for each listener of that session what its
 * seat may see now (act/pulse.h) and, where that is another, sends one line:
 * "changed". What has changed the page asks for itself, with its own rights.
 *
 * Bounded: `most` listeners in all, LIVE_OF_ONE of one account (the oldest ends),
 * LIVE_LASTS_S each (the browser comes again, and is asked who it is). Each is
 * asked again every LIVE_BEAT_S: what another program changed is told then, and
 * who has gone is noticed.
 */
#ifndef MAIN_LIVE_H
#define MAIN_LIVE_H

#include "act/ctx.h"
#include "act/writer.h"
#include "http/server.h"

#define LIVE_OF_ONE 4
#define LIVE_BEAT_S 15
#define LIVE_LASTS_S 600
#define LIVE_PAUSE_MS 100 /* what is stirred within it is told once */

struct live;
struct listener;

/* Starts the thread; it borrows a connection of `readers` now and then. */
struct live *live_start(struct readers *readers, int most);
/* Listens until live_leave(). NULL: there are too many, or we are ending. */
struct listener *live_join(struct live *l, struct exchange *x,
    struct account_id account, struct meeting_id meeting, struct str pulse);
/* From done() of its exchange. NULL is fine. */
void live_leave(struct live *l, struct listener *who);
/* Something of this session was committed. Any thread; quick. */
void live_stir(struct live *l, struct meeting_id meeting);
/* Ends every listener and takes no more. */
void live_close(struct live *l);
/* … and ends the thread, after the server has ended. NULL is fine. */
void live_stop(struct live *l);

#endif
