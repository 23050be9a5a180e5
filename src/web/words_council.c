/*
 * words_council: the words of the council room's enums.
 */
#include "web/words_council.h"

#include "core/dossier.h"

enum text
meeting_state_text(int64_t state)
{
	return state == MEETING_OPEN ? T_meeting_state_open
	    : state == MEETING_AWAY ? T_meeting_state_away
	    : state == MEETING_CLOSED ? T_meeting_state_closed
	    : T_meeting_state_prepared;
}

enum text
meeting_stage_text(int64_t kind, int64_t state)
{
	return kind == MEETING_WRITTEN && state == MEETING_OPEN ? T_meeting_state_asked
	    : meeting_state_text(state);
}

enum text
agenda_state_text(int64_t state)
{
	switch (state) {
	case AGENDA_SCORING: return T_agenda_state_scoring;
	case AGENDA_CLOSED: return T_agenda_state_closed;
	case AGENDA_CONCLUDED: return T_agenda_state_concluded;
	default: return T_agenda_state_waits;
	}
}

enum text
seat_role_text(int64_t role)
{
	switch (role) {
	case SEAT_CHAIR: return T_seat_chair;
	case SEAT_VICE: return T_seat_vice;
	case SEAT_SECRETARY: return T_seat_secretary;
	case SEAT_EXPERT: return T_seat_expert;
	default: return T_seat_member;
	}
}
