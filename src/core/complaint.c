/* complaint: see complaint.h. */
#include "core/complaint.h"

static const enum complaint_state
road[COMPLAINT_STATE__COUNT][COMPLAINT_DEED__COUNT] = {
	[COMPLAINT_RECEIVED] = {
	    [COMPLAINT_ACCEPT] = COMPLAINT_ACCEPTED,
	    [COMPLAINT_REFUSE] = COMPLAINT_REFUSED,
	    [COMPLAINT_WITHDRAW] = COMPLAINT_WITHDRAWN },
	[COMPLAINT_ACCEPTED] = {
	    [COMPLAINT_PROLONG] = COMPLAINT_ACCEPTED,
	    [COMPLAINT_ANSWER] = COMPLAINT_ANSWERED,
	    [COMPLAINT_WITHDRAW] = COMPLAINT_WITHDRAWN },
};

enum complaint_state
complaint_after(enum complaint_state from, enum complaint_deed deed)
{
	return road[from][deed];
}

bool
complaint_is_open(enum complaint_state s)
{
	return s == COMPLAINT_RECEIVED || s == COMPLAINT_ACCEPTED;
}
