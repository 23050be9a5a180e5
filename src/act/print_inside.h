/*
 * print_inside: what print_*.c and papers_*.c share and nobody else needs.
 */
#ifndef ACT_PRINT_INSIDE_H
#define ACT_PRINT_INSIDE_H

#include "act/dossier.h"
#include "act/paper_text.h"
#include "core/dossier.h"
#include "q.h"

/* What all papers of a dossier need. */
struct job {
	struct ctx *c;
	struct dossier d;
	struct paper_values texts;
	struct str commune, province; /* "Xã Thanh An", "Thành phố Hồ Chí Minh" */
};
MUST_CHECK enum rc job_load(struct ctx *c, struct dossier_id id, struct job *j);
/* A field of Mẫu 01, 02 or 03 as it was typed; as a number, 0 when it is none. */
struct str job_text(const struct job *j, const char *name);
int64_t job_number(const struct job *j, const char *name);

#endif
