/*
 * revocation: taking a certificate back (QĐ 26/2026 Đ8): what can be done to a
 * proposal, and what becomes of a dossier of the product that is on its road.
 */
#ifndef CORE_REVOCATION_H
#define CORE_REVOCATION_H

#include "core/dossier.h"

/* Numbers are in the database: add at the end. */
enum revocation_state {
	REVOKE_PROPOSED = 1, /* verified, waits for a draft (Đ8.3) */
	REVOKE_DRAFTED,      /* stands in a draft decision */
	REVOKE_SIGNED,       /* the decision was signed: the certificate is gone */
	REVOKE_DROPPED,      /* with a reason */
	REVOCATION_STATE__COUNT
};

/* What a revocation does to a renewal or upgrade of the product. */
enum running_end {
	RUNNING_NONE = 0,  /* there is none, or it is at its end */
	RUNNING_ENDS,      /* not yet before a council: it ends at once */
	RUNNING_NO_STAR,   /* a council has it: its work is kept, its result is told,
	                      and nothing is recognised by it */
};
/* A renewal or an upgrade lives on the certificate that is gone; a first
 * dossier does not, and is left alone. */
enum running_end revocation_ends(enum dossier_kind kind, enum dossier_state state);

#endif
