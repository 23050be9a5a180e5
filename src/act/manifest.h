/*
 * manifest: what a dossier consisted of at the moment it was handed in, as text
 * that an entry of the public log commits to: a changed text, point or file is
 * seen ever after.
 */
#ifndef ACT_MANIFEST_H
#define ACT_MANIFEST_H

#include "act/ctx.h"

/* Of two parts, because what is known of a person can be erased (a name or a telephone
 * number is soon guessed from its hash) and the rest stays provable. One line each, in
 * a fixed order. `file`:
 *   ocop-dossier/1
 *   text FIELD sha256
 *   point CRITERION [CASE:]POINTS sha256-of-the-description
 *   file CRITERION KIND sha256 BYTES FROM-TO
 * `person`: the texts that speak of a person, without a first line of its own:
 *   text FIELD sha256 */
struct manifest {
	struct str file, person;
};
/* As it was at a time: files that were put into the box later, or taken out later,
 * are as they were then. */
MUST_CHECK enum rc dossier_manifest(struct ctx *c, struct dossier_id id,
    struct moment at, struct manifest *out);

/* Adds them to the record that was added last, as the parts of these names. */
MUST_CHECK enum rc dossier_part(struct ctx *c, struct dossier_id id);

/* What the commune wrote of it in Mẫu 03 (QĐ 26/2026 Đ7.2.a), as it stands:
 *   ocop-report/1
 *   text FIELD sha256 */
MUST_CHECK enum rc report_manifest(struct ctx *c, struct dossier_id id, struct str *out);
/* Adds it to the record that was added last, as the part `report`. */
MUST_CHECK enum rc report_part(struct ctx *c, struct dossier_id id);

/* Whether a line stands in a text. */
bool has_line(struct str text, struct str line);
/* Whether each line of one stands in the other; fields that somebody else fills in
 * later (the commune's report) may be more. */
bool lines_stand(struct arena *mem, struct str these, struct str in, bool fields_may_be_more);

#endif
