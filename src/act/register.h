/*
 * register: the register of certificates, for those whose they are: a producer's
 * own, those of a commune's territory, those of a province. It says of each what
 * is true today, what happens next, who does it, until when, under which clause.
 *
 * What everybody may know of a certificate is act/certificate.h.
 */
#ifndef ACT_REGISTER_H
#define ACT_REGISTER_H

#include "act/certificate.h"
#include "core/certificate_life.h"
#include "core/deadlines.h"

struct register_row {
	const struct q_register_list *l;
	enum certificate_status status;
};
struct register_view {
	const struct register_row *v;
	size_t n;
	struct str next;     /* cursor of the next page; empty: no more */
};
#define REGISTER_PAGE 50
#define REGISTER_ROWS_MAX 10000 /* of an export */

/* Certificates of the actor's subject, commune or province by their last day.
 * `status` 0: all; DUE holds those that are due or extended: the list of what
 * ends within 180 days. `after` is a cursor. Reasons: bad_cursor. */
MUST_CHECK enum rc register_list(struct ctx *c, enum certificate_status status,
    struct str after, size_t rows_max, struct register_view *out);

/* What happens next, and whose turn it is. */
enum life_next {
	NEXT_WAIT = 1,   /* nothing to do until the window opens */
	NEXT_FILE,       /* the producer files for re-evaluation, until … (Đ7.6.a) */
	NEXT_LATE,       /* the window is over; the province may extend (Đ12.3) */
	NEXT_RUNS,       /* a re-evaluation or upgrade is on its road */
	NEXT_LAPSES,     /* extended: ends on … unless it is recognised again */
	NEXT_AGAIN,      /* lapsed: stop using the mark; file again */
	NEXT_FIRST,      /* revoked: stop using the mark; a first dossier is needed */
	NEXT_NONE,       /* replaced, renewed */
	NEXT_UNKNOWN,    /* its days were not published: ask who issued it */
	LIFE_NEXT__COUNT
};
struct register_entry {
	struct certificate_view cert;
	struct certificate_facts facts;
	enum life_next next;
	struct deadline until;         /* of what happens next; on: none */
	struct q_certificate_stands_of running; /* dossier 0: none */
	struct q_register_records_rows records;
	struct q_inspection_of_product_rows inspections; /* a producer: told ones */
	struct q_misuse_of_product_rows reports;         /* the province only */
	struct q_revocation_of_certificate revocation;   /* id 0: none */
	bool owner, manages, inspects; /* the reader: producer, province or Ministry,
	                                  these or the commune */
	bool may_extend;
	struct day extend_most;
};
/* One certificate by its code, for a reader whose it is; else absent. */
MUST_CHECK enum rc register_load(struct ctx *c, struct str code,
    struct register_entry *out);

/* What happens next with a certificate whose status, window, facts and what is running
 * are filled in: `next` and `until`. */
void register_next(const struct ctx *c, struct register_entry *e);

/* The province lets it run on to a day (Đ12.3). Reasons: those of
 * certificate_turn_check, extend_too_far ({0}: the last possible day),
 * extend_too_short, already_extended. */
MUST_CHECK enum rc certificate_extend(struct ctx *c, struct str code,
    struct day until, struct str why);
/* A re-evaluation's result without recognition, a knock-out too, ends the extension of its
 * product's certificate with the day before, or with its own last day when that is still to
 * come; nothing when it has none, and nothing when the dossier is of another kind. */
MUST_CHECK enum rc certificate_extension_end(struct ctx *c, enum dossier_kind kind,
    struct product_id product);

extern const struct reason WHY_EXTEND_TOO_FAR, WHY_EXTEND_TOO_SHORT,
    WHY_ALREADY_EXTENDED;

#endif
