/*
 * permit: who may do what to what. Two tables, printed by `ocop permits`.
 *
 * A right is coarse: may this person knock at this address at all? Route rows
 * name one; roles carry them. A deed is fine: may this person do this to this
 * dossier? Acts ask permit_decide(). A reader who may not know that a thing
 * exists is answered as if it did not (RC_ABSENT).
 */
#ifndef CORE_PERMIT_H
#define CORE_PERMIT_H

#include "base/buf.h"
#include "base/fault.h"
#include "core/actor.h"

enum right {
	MAY_ANYONE = 1, /* open to the world */
	MAY_SIGNED_IN,  /* any account */
	MAY_FILE,       /* producers: subject, products, papers, dossiers */
	MAY_RECEIVE,    /* commune officers */
	MAY_MANAGE,     /* an OCOP agency: of a province, of the Ministry */
	MAY_SIT,        /* anybody with a seat in a council */
	MAY_ADVISE,     /* members of an advisory team */
	MAY_SIGN,       /* leaders of a province, of the Ministry */
	MAY_ADMIN,      /* administrators */
	MAY_REGISTER,   /* the register of certificates: those that are theirs */
	MAY_INSPECT,    /* commune and province: inspections after recognition */
	MAY_UPLOAD,     /* send a file in pieces: for a paper, a photo, an inspection */
	MAY_TYPE,       /* a council's secretary, its agency: sheets of a meeting on paper */
	MAY_SCAN,       /* hand in scans of printed forms: who files, receives, types sheets */
	MAY_ERASE,      /* asks that a name be erased, or decides it */
	MAY_SECOND,     /* officers, councils: change their second step of signing in */
	MAY_ENROL,      /* … set it up, also led there by the office before being signed in */
	MAY_PROVE,      /* give its code: after the password, and nobody else */
	RIGHT__COUNT
};

/* Whether one of the actor's roles carries the right. */
bool right_has(const struct actor *a, enum right right);

/* "file", "receive" …; "producer", "commune" … */
const char *right_name(enum right r);
const char *role_name(enum role r);
/* The table of rights and roles as text, for `ocop permits` and its test. */
void permit_print(struct buf *out);

#endif
