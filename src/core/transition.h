/*
 * transition: a dossier under rules that a newer decision has replaced
 * (QĐ 26/2026 Đ12.2).
 *
 * What was filed before the newer decision came into force goes on under the
 * old rules and has its own last day: 60 days from that day for a first time
 * and an upgrade, 30 for a re-evaluation. The number of days is a clock of the
 * newer pack ("transition", "transition_again"). What was only a draft on that
 * day is filed under the newer rules: it is opened anew.
 */
#ifndef CORE_TRANSITION_H
#define CORE_TRANSITION_H

#include "core/deadlines.h"
#include "core/law.h"

struct transition {
	bool old;      /* today another pack is in force than the dossier's */
	bool kept;     /* … and it was filed in time to keep its own */
	struct day until;  /* its last day; none: the newer pack names no clock */
	struct str clause; /* of that clock */
};

struct transition_facts {
	const struct pack *own; /* that it was opened under */
	enum dossier_kind kind;
	struct day filed;       /* handed in; none: not yet */
	struct day today;
};
struct transition transition_of(const struct law *law,
    const struct transition_facts *f, const struct day_exceptions *e);

#endif
