/*
 * workflow_rows: the two tables of workflow.c, for those that print them.
 * Nobody else includes this.
 */
#ifndef CORE_WORKFLOW_ROWS_H
#define CORE_WORKFLOW_ROWS_H

#include "core/workflow.h"

#define ST(s) (1u << (s))
#define SAME ST__COUNT /* the state does not change */

/* How somebody stands to one dossier: one person may stand in several ways. */
enum stand {
	BY_OWNER = 1 << 0,     /* an account of its subject */
	BY_COMMUNE = 1 << 1,   /* an officer of the commune that has it */
	BY_AGENCY = 1 << 2,    /* of the OCOP agency that evaluates it now */
	BY_HOME = 1 << 3,      /* of its province's OCOP agency, whoever evaluates */
	BY_ABOVE = 1 << 4,     /* of the Ministry's, above that province */
	BY_MEMBER = 1 << 5,    /* has a seat where it is on the newest agenda */
	BY_SECRETARY = 1 << 6, /* … the secretary's */
	BY_TEAM = 1 << 7,      /* assesses it for the advisory team */
	BY_LEADER = 1 << 8,    /* … and leads the team */
	BY_SIGNER = 1 << 9,    /* a leader of the level that evaluates it now */
	BY_WITNESS = 1 << 10,  /* sat over it once, or leads its province */
	BY_CHAIR = 1 << 11,    /* has the chair where it is on the newest agenda, or a vice's */
	BY_LETTER = 1 << 12    /* of its province's, when what the Ministry orders comes by letter */
};

/* Of which dossiers a row speaks; all that are named must hold. */
enum only {
	ANY = 0,
	NOT_AGAIN = 1 << 0,      /* first time and upgrade */
	AGAIN = 1 << 1,          /* re-evaluation */
	OF_PROVINCE = 1 << 2,    /* the province evaluates it now */
	OF_MINISTRY = 1 << 3,    /* the Ministry does */
	WITH_STAR = 1 << 4,      /* the conclusion brings a certificate … */
	NO_STAR = 1 << 5,        /* … brings none */
	OURS = 1 << 6,           /* … of a star that this level recognises or approves */
	BELOW = 1 << 7,          /* … that the Ministry does not recognise */
	FIVE_BEFORE = 1 << 8,    /* it renews a certificate of five stars */
	NEVER_UP = 1 << 9        /* it has never been at the Ministry */
};

struct sees_row {
	enum stand by;
	unsigned states;
	const char *clause; /* what he needs it for */
};

struct road_row {
	enum deed deed;
	const char *name;
	unsigned from;
	enum stand by;
	enum dossier_state to;
	unsigned only;
	const char *clause;
};

/* Instead of a clause, where the decision says nothing: the rule is ours. */
#define OURS_SILENT "ours: QĐ 26/2026 is silent"

extern const struct sees_row SEES[];
extern const size_t SEES_N;
extern const struct road_row ROAD[];
extern const size_t ROAD_N;

/* "certificate; below five stars": which dossiers a row speaks of. */
void road_only_print(struct buf *out, unsigned only);
/* "owner", "agency", "home" … */
const char *stand_name(enum stand by);

#endif
