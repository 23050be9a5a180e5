/*
 * record: what was done, by whom, when. Facts are only added.
 *
 * Every act that changes a row adds at least one record in the same
 * transaction; the door that runs acts undoes an act that did not
 * (act/writer.c). Bodies hold ids, codes and numbers, no personal data.
 *
 * Each kind has a row in core/record_kind.c, which says whether it becomes an
 * entry of the public log, and as what; the entry is made when the act is
 * committed (act/entries.h), and the answer leaves after it is published.
 */
#ifndef ACT_RECORD_H
#define ACT_RECORD_H

#include "act/ctx.h"

/* Adds a record. `noun` is the table ("dossier"), `body` a printf format that
 * makes one JSON object, or "" for {}. */
MUST_CHECK enum rc record_add(struct ctx *c, const char *kind, const char *noun,
    int64_t noun_id, const char *body, ...) __attribute__((format(printf, 5, 6)));

/* Adds a part to the record that was added last: bytes that its entry commits
 * to. Name and class are in the row of the record's kind. A personal part is
 * encrypted under a key of its own before it reaches the database. */
MUST_CHECK enum rc record_part(struct ctx *c, const char *name, struct str bytes);

/* Tells a person or whoever serves an agency. `kind` makes the text key
 * notice.<kind>; arg fills {0}; link is an address of ours. */
MUST_CHECK enum rc notice_to_account(struct ctx *c, struct account_id to,
    const char *kind, struct str arg, struct str link);
MUST_CHECK enum rc notice_to_agency(struct ctx *c, struct agency_id to,
    const char *kind, struct str arg, struct str link);
/* … to all accounts of a subject. */
MUST_CHECK enum rc notice_to_subject(struct ctx *c, struct subject_id to,
    const char *kind, struct str arg, struct str link);

/* The next number of a series without gaps: slips, letters, decisions. */
MUST_CHECK enum rc series_next(struct ctx *c, struct agency_id agency,
    const char *kind, int year, int64_t *out);

#endif
