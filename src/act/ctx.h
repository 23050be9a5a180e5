/*
 * ctx: what an act is given.
 *
 * An act is one thing a person can do (submit a dossier, seal a sheet). It is
 * a function `enum rc noun_verb(struct ctx *c, …)` that runs inside a
 * transaction it neither begins nor ends: it loads, asks core whether this is
 * allowed, changes rows, and adds a record. When it fails everything it did is
 * undone by its caller. An act that changed a row and added no record is our
 * bug: it is undone and answered as broken.
 *
 * Acts that only read follow the same form and are given a connection that
 * cannot write.
 */
#ifndef ACT_CTX_H
#define ACT_CTX_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"
#include "core/actor.h"
#include "store/db.h"

struct blobs; /* blob/blob.h */
struct law;   /* core/law.h */
struct publisher; /* act/publisher.h */
struct es256_key; /* ledger/es256.h */

struct ctx {
	struct db *db;
	struct arena *mem;     /* of this request */
	struct fault *fault;
	struct moment now;     /* the only time an act knows */
	struct day today;      /* day_of(now) */
	struct chance *chance;
	struct actor actor;    /* who does it; id 0: nobody signed in */
	const struct law *law; /* all rule packs; never changes while we run */
	struct blobs *blobs;
	struct publisher *log; /* the public log; NULL: none (tests) */
	const struct es256_key *code_key; /* signs certificates; NULL: none are signed */
	struct str second_key; /* seals the secrets of second steps; empty: there are none */
	struct str senders;    /* file with the keys of other offices (act/handed_open.h);
	                          empty: none are believed */
	int records;           /* added so far by record_add() */
	int entries;           /* … of them, those that become entries of the log */
	struct record_id record; /* the last one */
	bool housekeeping;     /* set by acts that change only sessions, throttles,
	                          read marks and expired things: no record */
	struct meeting_id stirred; /* the session that somebody may be watching and
	                          that this act changed (act/pulse.h); 0: none */
	bool sample;           /* a sample office: every page says so */
	bool room;             /* one session on the room's laptop: so does every page */
};

/* Lends a connection to what follows: rows and faults go where c says. */
static inline void
ctx_use(struct ctx *c, struct db *db)
{
	c->db = db;
	db_use(db, c->mem, c->fault);
}

#endif
