/*
 * province: the desk of the provincial OCOP agency (QĐ 26/2026 Đ7.3.a, g).
 *
 * Take in and number, check components and content, ask for completion
 * through the commune, accept for the council; tell results that bring no
 * certificate. The decision of recognition is act/decision.h.
 */
#ifndef ACT_PROVINCE_H
#define ACT_PROVINCE_H

#include "act/above.h"
#include "act/component.h"
#include "act/dossier.h"
#include "act/supplement.h"
#include "act/team_heard.h"
#include "q.h"

enum province_pile {
	HEAP_ALL, HEAP_NEW, HEAP_CHECK, HEAP_ASKED, HEAP_ACCEPTED, HEAP_AGENDA,
	HEAP_CONCLUDED, HEAP_DONE, HEAP__COUNT
};

struct province_list {
	enum province_pile pile;
	struct str words;
	struct q_province_list_rows rows; /* at most 25 */
	int64_t next;                     /* cursor of the next page; 0: none */
	int64_t counts[HEAP__COUNT];
};
/* All dossiers of the actor's province; `words` in any spelling. */
MUST_CHECK enum rc province_list(struct ctx *c, enum province_pile pile,
    struct str words, int64_t after, struct province_list *out);

struct province_desk {
	struct dossier d;
	struct component_check check;     /* our own */
	struct component_check commune;   /* what the commune found; the province, for the Ministry */
	struct supplements supplements;
	struct team_opinion team;         /* what the advisory team says */
	struct q_team_list_rows teams;    /* to give it to; when that may be done */
	struct q_surveys_rows surveys;    /* of a re-evaluation */
	struct stopped_list stops;        /* that ended it before the council */
	struct sent_package package;      /* for the Ministry, when it may go up */
	struct q_sent_parts_rows sent;    /* what went up with it */
	struct q_order_letters_rows letters; /* that the Ministry sent about it */
	bool may_accept;
	bool concluded;                   /* … and there is a result that its reader may open */
};
MUST_CHECK enum rc province_desk_load(struct ctx *c, struct dossier_id id,
    struct province_desk *out);

/* Receives and numbers it (second block of Mẫu 01). */
MUST_CHECK enum rc province_take(struct ctx *c, struct dossier_id id);
/* Accepts it for the council. Reasons: check_unfinished, required_missing. */
MUST_CHECK enum rc province_accept(struct ctx *c, struct dossier_id id);
/* Tells the producer and the commune a result without a certificate: one or
 * two stars, or knocked out (Đ4.1.a, Đ7.3.g). */
MUST_CHECK enum rc province_notify(struct ctx *c, struct dossier_id id);

#endif
