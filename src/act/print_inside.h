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

/* The full name of a unit: "Xã Thanh An"; its code when it is not known. */
MUST_CHECK enum rc unit_called(struct ctx *c, struct str code, enum unit_level level,
    struct str *out);
/* "Ấp Mẫu, Xã Thanh An, Thành phố …": with commune and province when the
 * address does not name the commune. */
struct str full_address(struct arena *mem, struct str address, struct str commune,
    struct str province);
/* "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH" or with a dash is two lines on paper. */
struct str title_lines(struct arena *mem, struct str title);
/* Whether an agency is a People's Committee itself, not an office of one. */
bool is_committee(struct str agency);
/* Noon of a day, or another moment when there is none: the time in a paper. */
struct moment made_on(struct day d, struct moment otherwise);

#endif
