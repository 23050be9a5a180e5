/*
 * council: views of the pages that prepare an evaluation; see act/council.h.
 */
#ifndef WEB_COUNCIL_H
#define WEB_COUNCIL_H

#include "act/council.h"
#include "core/rounds.h"
#include "web/field.h"
#include "web/visit.h"
#include "web/words_council.h"

struct rounds_page {
	struct q_round_list_rows rounds;
	int year;               /* proposed for the next round */
	const struct pack *pack;
	struct day today;
};

struct councils_page {
	struct q_council_list_rows councils;
};

struct council_page {
	struct council_view v;
	bool complete; /* chair, secretary, at least one vote */
	struct field_options accounts, roles, stands; /* of the form of a seat */
};
/* "m3" of a seat; "" when it is none of these. */
struct str seat_code_of(const struct q_seat_list_rows *seats, struct seat_id id);

struct meetings_page {
	struct q_meeting_list_rows meetings;
	struct q_round_list_rows rounds;
	struct q_council_list_rows councils;
};

struct agenda_page {
	struct agenda_view v;
	const struct str *set_names; /* of the candidates */
	const struct str *item_sets; /* of the items */
	const struct day *proposed;  /* when each candidate was proposed */
	const bool *late;            /* … too late for this round (Đ5) */
	bool any_late;
	bool has_kit;                /* something is concluded (act/kit.h) */
};

/* The clause of a fixed round of the reader's level: "QĐ 26/2026 Đ5.1". */
struct str round_clause_of(const struct visit *v, int64_t number);
/* Whether a candidate is ticked: all at first, then as they were sent. */
bool agenda_ticked(const struct visit *v, int64_t dossier);

#endif
