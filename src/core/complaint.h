/*
 * complaint: petitions and complaints about a result (kiến nghị, khiếu nại).
 *
 * QĐ 26/2026 has no appeal of its own; a result is an administrative decision,
 * so the Law on Complaints runs: 90 days to complain, 10 to accept, 30 to settle,
 * 45 when it is complex (clocks of the pack, each with its clause).
 */
#ifndef CORE_COMPLAINT_H
#define CORE_COMPLAINT_H

#include <stdbool.h>

/* Numbers are in the database: add at the end. */
enum complaint_kind { COMPLAINT_PETITION = 1, COMPLAINT_FORMAL, COMPLAINT_KIND__COUNT };
enum complaint_state {
	COMPLAINT_RECEIVED = 1,
	COMPLAINT_ACCEPTED,
	COMPLAINT_REFUSED,  /* not accepted, with the reason */
	COMPLAINT_ANSWERED,
	COMPLAINT_WITHDRAWN,
	COMPLAINT_STATE__COUNT
};
enum complaint_deed {
	COMPLAINT_ACCEPT = 1,
	COMPLAINT_REFUSE,
	COMPLAINT_PROLONG, /* it is complex: 45 days instead of 30 */
	COMPLAINT_ANSWER,
	COMPLAINT_WITHDRAW,
	COMPLAINT_DEED__COUNT
};

/* The state a deed leads to; 0: not possible from here. */
enum complaint_state complaint_after(enum complaint_state from,
    enum complaint_deed deed);
/* While it is open the file it is about is held: nothing of it is put away. */
bool complaint_is_open(enum complaint_state s);

#endif
