/*
 * product_file: what a reader of one dossier may see of it in one place: the
 * producer's self-assessment and the papers it cites, criterion by criterion.
 * The caller has asked whether the reader may see the dossier.
 */
#ifndef ACT_PRODUCT_FILE_H
#define ACT_PRODUCT_FILE_H

#include "act/ctx.h"
#include "q.h"

struct product_file {
	struct q_file_scores_rows scores; /* self-assessment */
	struct q_file_cites_rows cites;   /* papers with pages, by criterion */
	struct q_file_files_rows files;   /* files of the papers cited */
};

/* Loads all three; a dossier without any has empty lists. */
MUST_CHECK enum rc product_file_load(struct ctx *c, struct dossier_id id,
    struct product_file *out);

#endif
