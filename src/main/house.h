/*
 * house: what every verb that touches the office needs: settings, the rules,
 * the files, where the database is.
 */
#ifndef MAIN_HOUSE_H
#define MAIN_HOUSE_H

#include "act/ctx.h"
#include "blob/blob.h"
#include "core/law.h"
#include "main/settings.h"

/* Exit codes of the program. */
enum { DONE = 0, ANSWER_NO = 1, USAGE = 2, COULD_NOT = 3 };

struct house {
	bool makes;           /* the verb may make an office where none is */
	bool alone;           /* the verb changes keys: nobody else may have the log open */
	bool takes;           /* … and fills it itself, from an export */
	struct arena mem;     /* lives as long as the verb */
	struct fault fault;
	struct settings set;
	struct str where;     /* the database: a path or postgres://… */
	struct law law;
	struct blobs blobs;
	struct chance chance;
	struct db *db;        /* one connection; NULL until house_db() */
	struct publisher *log; /* the public log; NULL until house_log() */
	int applied;          /* migrations, just now */
	struct ctx ctx;       /* for acts of the command line; nobody signed in */
};

/* Reads the settings and loads the rules. On failure it has said why, in one
 * line on stderr, and *exit is the code to end with. */
MUST_CHECK bool house_open(struct house *h, int argc, char **argv, int *code);
/* The same, and a migrated database with its statements prepared. */
MUST_CHECK bool house_db(struct house *h, enum db_access access, int *code);
/* The public log of this office, published up to now: after house_db(). Makes its
 * keys where the office is new or had no log; `agency` is used then alone. When it
 * fails (restored, keys missing, a contradiction) the log is closed: everything
 * that belongs into it is refused, the rest goes on. */
MUST_CHECK enum rc house_log(struct house *h, struct str agency);
/* Where copies of keys lie (act/key_copies.h). */
struct str house_key_copies(struct house *h);
/* Tells the log where its entries begin in the database. */
MUST_CHECK enum rc publisher_at(struct house *h);
/* Closes the connection alone. */
void house_db_end(struct house *h);
void house_close(struct house *h);

/* One line on stderr: verb, what, where, what to do; returns the exit code
 * that fits the fault. */
int house_tell(const struct house *h, const char *verb);

/* Runs one act of the command line in a transaction of its own, recorded as
 * done by the program itself. */
MUST_CHECK enum rc house_act(struct house *h, enum rc (*act)(void *arg),
    void *arg);

#endif
