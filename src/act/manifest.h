/*
 * manifest: what a dossier consisted of at the moment it was handed in, as text
 * that an entry of the public log commits to: a changed text, point or file is
 * seen ever after.
 */
#ifndef ACT_MANIFEST_H
#define ACT_MANIFEST_H

#include "act/ctx.h"

/* As it was at a time: files that were put into the box later, or taken out later,
 * are as they were then. One line each, in a fixed order:
 *   ocop-dossier/1
 *   text FIELD sha256
 *   point CRITERION [CASE:]POINTS sha256-of-the-description
 *   file CRITERION KIND sha256 BYTES FROM-TO */
MUST_CHECK enum rc dossier_manifest(struct ctx *c, struct dossier_id id,
    struct moment at, struct str *out);

/* Adds it to the record that was added last, as the part `file`. */
MUST_CHECK enum rc dossier_part(struct ctx *c, struct dossier_id id);

#endif
