/*
 * next: what happens next, who does it, until when, under which clause: one box for the
 * pages of sessions, the team, signers, revocations (dossiers: dossier_next_text(),
 * certificates: life_next_text()). Who does it is in the sentence.
 */
#ifndef WEB_NEXT_H
#define WEB_NEXT_H

#include "core/dossier.h"
#include "web/visit.h"

struct next_box {
	enum text words;
	struct day until;    /* none: the law and the office name no day */
	struct str clause;
};
/* A session; `until`: its own day while it is prepared, later the last day of its
 * round, where the page knows it. */
struct next_box next_of_meeting(const struct visit *v, int64_t state, struct day until);
/* A product before a council, by its agenda_state; `mine_sealed`: the reader has sealed
 * her sheet of it; `until`: by when the council answers in writing. */
struct next_box next_of_product(const struct visit *v, int64_t state, bool mine_sealed,
    struct day until);
/* A product with the advisory team. */
struct next_box next_of_team(bool reported, struct day due);
/* A decision; `due`: the earliest of the certificates that it revokes. */
struct next_box next_of_decision(const struct visit *v, int64_t kind, bool draft,
    struct day due);
/* Proposals to revoke. */
struct next_box next_of_revocations(const struct visit *v, struct day due);
/* Whether the reader's desk is the Ministry's. */
bool next_is_ministry(const struct visit *v);

#endif
