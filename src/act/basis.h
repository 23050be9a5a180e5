/*
 * basis: what a conclusion rests on besides its sheets, as text that its entry
 * commits to: which session, which product, which pass, and the rules, file by
 * file, as sha256sum writes them. Who exchanges the rules later is found.
 */
#ifndef ACT_BASIS_H
#define ACT_BASIS_H

#include "act/ctx.h"
#include "core/criteria.h"

struct basis {
	struct meeting_id meeting;
	struct agenda_id agenda;
	struct dossier_id dossier;
	int64_t pass;
	const struct criteria_set *set;
	const struct str *voted; /* of a secret ballot: the seats whose sheets were counted,
	                          * by their codes; NULL: the sheets name their seats */
	size_t n_voted;
};

/* Adds it to the record that was added last, as the part `basis`. */
MUST_CHECK enum rc basis_part(struct ctx *c, const struct basis *b);

#endif
