/*
 * record_kind: every kind of record, and what of it goes into the public log.
 *
 * A record is what was done (act/record.h). Facts become entries of the log;
 * drafts do not: what somebody is still typing is nobody's fact yet, and a line
 * for each keystroke would tell strangers when people work. A kind that is in no
 * row cannot be recorded (fault `broken`, and `make lint` says which), so nobody
 * adds an act whose trace is undecided.
 *
 * The class of each part is fixed here, in code: an operator cannot move a score
 * into the class that may be erased. `ocop records` prints the table.
 */
#ifndef CORE_RECORD_KIND_H
#define CORE_RECORD_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

enum part_class {
	PART_PUBLIC = 1, /* salt and bytes are published */
	PART_RESTRICTED, /* opened to those who take part */
	PART_PERSONAL,   /* … and can be erased: the only class that may */
	PART_CLOSED,     /* opened to nobody: a secret ballot. The office proves it (`ocop
	                  * verify`), whoever sealed it can */
	PART_CLASS__COUNT
};

/* A part that the act adds by itself (record_part), besides `act`: the record's
 * own kind, thing and body, which every entry has. */
struct record_part {
	const char *name;
	enum part_class class;
	size_t least_bytes; /* its length is published as this at least: 0, or more than all that
	                     * it can be, where the length alone would tell what is in it */
};
#define RECORD_PARTS_MAX 3

struct record_kind {
	const char *kind;
	const char *type;         /* of the entry; NULL: a draft, not in the log */
	enum part_class act;      /* class of the part `act` */
	bool after_decision;      /* public parts open when the dossier is decided */
	struct record_part parts[RECORD_PARTS_MAX];
};

extern const struct record_kind record_kinds[];
extern const size_t record_kinds_n;

/* NULL: there is no such kind. */
const struct record_kind *record_kind_find(struct str kind);
/* The table, a line a kind: `ocop records`. */
void record_kinds_print(struct buf *out);
/* The class of a part; 0: this kind has no such part. */
enum part_class record_part_class(const struct record_kind *k, struct str name);
/* The least length that is published of a part. */
size_t record_part_least(const struct record_kind *k, struct str name);

#endif
