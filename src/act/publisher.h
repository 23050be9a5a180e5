/*
 * publisher: the public log of this office: its keys, its files, and the one
 * door through which records become published entries.
 *
 * The order (ledger/log.h): what was done is committed together with what its
 * entry commits to; then entries are numbered, written, read back, signed and
 * published; only then is anybody answered. On SQLite the numbering is in the
 * same commit; on PostgreSQL it is a transaction of its own under a lock that all
 * servers share. When publishing fails nobody is told that it was done, further
 * acts that belong into the log are refused, and the next try (the next act, a
 * restart) takes up from the tables. Nothing is ever repaired.
 *
 *   DIR/log/    what everybody may read: checkpoint, tiles, notes of new keys
 *   DIR/log-N/  the same of generation N, which ended
 *   DIR/keys/   what nobody may: log.key, witness.key, office.key, signed
 *
 * Any thread may use a publisher.
 */
#ifndef ACT_PUBLISHER_H
#define ACT_PUBLISHER_H

#include "act/ctx.h"
#include "ledger/log.h"


struct publisher;

/* Opens the log of an office. RC_ABSENT: there are no keys (yet). After a restore
 * WHY_LOG_CLOSED, until keys/restored was taken away (`ocop log reopen`). */
MUST_CHECK enum rc publisher_open(struct str dir, struct fault *fault,
    struct publisher **out);
/* The same for whoever changes its keys: alone (log_in_use). */
MUST_CHECK enum rc publisher_open_alone(struct str dir, struct fault *fault,
    struct publisher **out);
/* A log that cannot be used now (no keys, restored): acts that belong into it are
 * refused, everything else goes on. */
struct publisher *publisher_closed(void);
void publisher_close(struct publisher *p);
/* After a restore: the newest head that a witness or a parent has, as a file. When
 * the database holds that tree whole, the log goes on from there: its files are
 * made again from the entries and published. Otherwise it is refused (log_behind):
 * what was signed and is not here cannot be signed again. `p` was opened in a
 * directory without a signed head. */
MUST_CHECK enum rc publisher_reopen(struct publisher *p, struct db *db,
    struct str checkpoint, struct fault *fault);
/* Where the entries of this generation begin in the database; 0 until it is told. */
void publisher_set_base(struct publisher *p, int64_t base);
int64_t publisher_base(const struct publisher *p);
/* What signs the codes of certificates from here on, when their entries are placed
 * (act/signed_code.h). It must live as long as `p`. NULL: none are signed. */
void publisher_set_code_key(struct publisher *p, const struct es256_key *key);
/* The data directory. */
struct str publisher_dir(const struct publisher *p);
/* Whether the database has every entry of a head of this generation, with its root:
 * *whole. */
MUST_CHECK enum rc publisher_whole(const struct publisher *p, struct db *db,
    const struct tree_head *head, struct fault *fault, bool *whole);
/* Adds the signature of the key that comes next to the newest head. */
MUST_CHECK enum rc publisher_sign_also(struct publisher *p,
    const struct note_signer *next, struct fault *fault);
/* Whether a head was ever signed here. */
bool publisher_begun(const struct publisher *p);
/* Signs the head of the empty tree, before there is anything else. */
MUST_CHECK enum rc publisher_first(struct publisher *p, struct fault *fault);

/* Inside a writing transaction: gives every record that waits its entry. */
MUST_CHECK enum rc publisher_number(struct publisher *p, struct db *db,
    struct fault *fault);
/* After the commit: publishes every entry that is not published; `number` gives
 * waiting records their entries first, in a transaction of its own. */
MUST_CHECK enum rc publisher_run(struct publisher *p, struct db *db, bool number,
    struct fault *fault);
/* Whether the last run failed: then an act that adds entries is not begun. */
bool publisher_stuck(struct publisher *p);
/* Begins the log in a new database, or in one that had none: an entry that
 * commits to every record so far (docs/decisions). Once. */
MUST_CHECK enum rc publisher_begin(struct ctx *c);

/* ---- what others are given ------------------------------------------------------- */

struct str publisher_origin(const struct publisher *p);
struct str publisher_vkey(const struct publisher *p, struct arena *mem);
/* A note of this text, signed with the log's key. The text must not begin as a
 * checkpoint does, with the origin: that key speaks for the log first. */
struct str publisher_note(const struct publisher *p, struct arena *mem, struct str text);
struct str publisher_witness_vkey(const struct publisher *p, struct arena *mem);
const struct note_signer *publisher_witness(const struct publisher *p);
/* The agency of the origin: `by` in entries. */
struct str publisher_agency(const struct publisher *p);
/* Wraps the keys of personal parts. */
struct str publisher_office_key(const struct publisher *p);
/* The newest head that this process knows, and its bytes as published. */
MUST_CHECK enum rc publisher_head(struct publisher *p, struct arena *mem,
    struct fault *fault, struct tree_head *head, struct str *checkpoint);
/* The log as it was signed last, for who proves many entries from one head; it may
 * be used without a lock, for log_prove() alone. *checkpoint is its head as
 * published. */
MUST_CHECK enum rc publisher_snapshot(struct publisher *p, struct arena *mem,
    struct fault *fault, struct log *out, struct str *checkpoint);
/* The proof file of an entry, by its place in the log of this generation. RC_ABSENT:
 * not in the signed tree (yet). */
MUST_CHECK enum rc publisher_proof(struct publisher *p, int64_t place,
    struct arena *mem, struct fault *fault, struct str *out);
/* The request to a witness that knows `older` entries, to travel as a file: what it
 * asks about is kept (keys/asked), because the answer may take days. */
MUST_CHECK enum rc publisher_request(struct publisher *p, int64_t older,
    struct arena *mem, struct fault *fault, struct str *out);
/* The same for a head that was published before; `checkpoint` is that, whole. */
struct publisher_asked {
	int64_t older;
	struct tree_head head;
	struct str checkpoint;
};
MUST_CHECK enum rc publisher_request_for(struct publisher *p,
    const struct publisher_asked *a, struct arena *mem, struct fault *fault,
    struct str *out);
/* What was asked about last, by file; false: nothing. */
bool publisher_asked_last(struct publisher *p, struct arena *mem,
    struct tree_head *head, struct str *checkpoint);
/* Keeps the lines that witnesses have said of a checkpoint of ours (log_cosigned). */
MUST_CHECK enum rc publisher_cosigned(struct publisher *p, struct str checkpoint,
    struct str lines, struct arena *mem, struct fault *fault);
/* Reads the whole log again. */
MUST_CHECK enum rc publisher_examine(struct publisher *p, struct arena *mem,
    struct fault *fault);
/* Where a file of the log lies: "checkpoint", "keys" or the path of a tile; behind
 * "N/" of a generation that ended. RC_ABSENT for every other path. */
MUST_CHECK enum rc publisher_file(const struct publisher *p, struct str path,
    struct arena *mem, struct fault *fault, struct str *out);

#endif
