/*
 * rounds: the two rounds of a year (QĐ 26/2026 Đ5): a province's are held
 * before 30/06 for dossiers that communes proposed before 30/04, and before
 * 30/12 for those before 30/10; the Ministry's before 30/09 for what provinces
 * sent before 30/07, and before 30/03 for what came before 30/01. "Before" is read strictly: on the day itself it is late, but
 * a clerk may let it pass with a reason, so that day has an answer of its own.
 */
#ifndef CORE_ROUNDS_H
#define CORE_ROUNDS_H

#include "base/clock.h"
#include "core/dossier.h"
#include "core/law.h"

struct round_dates {
	int year, number;
	struct day proposed_before, held_before;
	struct str clause;
};

enum before { BEFORE_EARLY = 1, BEFORE_ON_THE_DAY, BEFORE_LATE };

/* How `day` stands to a limit that is written as "before `limit`". */
enum before before_judge(struct day day, struct day limit);

/* Whether the office that evaluates must say why it still takes a dossier into
 * a round: it was proposed on the day of the limit or behind it. */
bool round_is_late(struct day proposed, struct day proposed_before);

/* Days left until the last day that is still before the limit; 0 on it. */
int before_left(struct day today, struct day limit);

/* One round of a level in a year; false when the pack has none of that number. */
bool round_dates(const struct pack *p, enum unit_level level, int year,
    int number, struct round_dates *out);

/* The first round of a level that a dossier proposed on `day` can go into;
 * false when the pack knows no rounds of it. */
bool round_for(const struct pack *p, enum unit_level level, struct day day,
    struct round_dates *out);

#endif
