/*
 * entries: from records to entries of the public log, and back to what they
 * speak of.
 *
 * An entry holds commitments, not facts (ledger/part.h). Every entry has the
 * part `act`: kind, thing and body of its record, made again from the record's
 * own row whenever it is wanted, so that a row that was edited in the database no
 * longer fits. Other parts were added by the act (record_part).
 */
#ifndef ACT_ENTRIES_H
#define ACT_ENTRIES_H

#include "act/ctx.h"
#include "core/record_kind.h"
#include "ledger/entry.h"
#include "ledger/log.h"
#include "q.h"

/* Gives the records that wait their entries: some hundred at a time; *numbered
 * says how many. Inside a writing transaction; c->log must be there. */
MUST_CHECK enum rc entries_number(struct ctx *c, int *numbered);
/* The source of the log: `arg` is this; the first entry of the log has the place
 * `base` in the database (act/generation.h). */
struct entries_from {
	struct db *db;
	int64_t base;
};
MUST_CHECK enum rc entries_load(void *arg, struct log_piece *piece);

/* The bytes of the part `act`. */
struct act_words {
	struct str kind, noun;
	int64_t noun_id;
	struct str body;
};

/* A part with what opens it. */
struct opened_part {
	struct str name;
	enum part_class class;
	struct str salt, bytes; /* no text when erased */
	bool erased;
};
struct opened_parts {
	size_t n;
	struct opened_part v[ENTRY_PARTS_MAX];
};
/* All parts of a record's entry; who may see which is the caller's matter. A part
 * that cannot be opened though it was not erased is a fault. */
MUST_CHECK enum rc parts_open(struct ctx *c, struct record_id record,
    struct opened_parts *out);
/* Compares each opened part with what the entry commits to. *wrong counts those
 * that do not fit; an erased one cannot be compared and fits. */
MUST_CHECK enum rc parts_compare(struct ctx *c, struct str entry,
    const struct opened_parts *parts, int *wrong);

/* One entry, as asked for by place or code. */
struct entry_view {
	int64_t place;
	struct str type, code, body;
	struct record_id record;
	struct moment at;
};
MUST_CHECK enum rc entry_load(struct ctx *c, int64_t place, struct entry_view *out);

#endif
