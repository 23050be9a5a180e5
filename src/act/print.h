/*
 * print: papers of what is stored, as PDF.
 *
 * Each loads what its page would show, asks the same question about the
 * reader (who may not see it is told that there is nothing), fills a plain
 * struct and hands it to src/paper. The time inside a paper is that of the
 * fact: printed again, it is the same file. Slow: for SLOW_READS routes.
 */
#ifndef ACT_PRINT_H
#define ACT_PRINT_H

#include "act/ctx.h"

struct printed {
	struct str bytes;
	struct str type; /* empty: application/pdf */
	struct str name; /* what to save it as: "mau-01-12.pdf" */
};

/* The certificate of a code, for anybody; absent when this office did not
 * issue it, gone (revoked, replaced) included. `base` is the address that
 * people reach us by: "https://ocop.example.vn"; empty is bad_request. */
MUST_CHECK enum rc print_certificate(struct ctx *c, struct str code,
    struct str base, struct printed *out);

/* Labels of the same certificate with its short code, a sheet of A4. */
MUST_CHECK enum rc print_labels(struct ctx *c, struct str code, struct str base,
    struct printed *out);

enum dossier_paper { PAPER_SLIP, PAPER_SELF_REPORT };
/* Mẫu 01 or 02 of a dossier the reader may see. */
MUST_CHECK enum rc print_dossier(struct ctx *c, struct dossier_id id,
    enum dossier_paper which, struct printed *out);

/* A sheet to be filled in by hand, with a code on its pages, for who types for its
 * session (act/paper_day.h). */
MUST_CHECK enum rc print_paper_sheet(struct ctx *c, struct agenda_id id,
    struct seat_id seat, struct printed *out);

/* The reader's own score sheet; absent without a voting seat. */
MUST_CHECK enum rc print_sheet(struct ctx *c, struct agenda_id id, struct printed *out);
/* Products × members of a session, for secretary and chair; numbers only of
 * what is closed. */
MUST_CHECK enum rc print_room(struct ctx *c, struct meeting_id id, struct printed *out);

#endif
