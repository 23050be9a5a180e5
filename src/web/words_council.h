/*
 * words_council: the words of the council room's enums.
 */
#ifndef WEB_WORDS_COUNCIL_H
#define WEB_WORDS_COUNCIL_H

#include <stdint.h>

#include "base/str.h"
#include "text.h"

/* The words of a value. */
enum text meeting_state_text(int64_t state);
/* … of a session that may be one in writing, where nobody sits. */
enum text meeting_stage_text(int64_t kind, int64_t state);
enum text agenda_state_text(int64_t state);
enum text seat_role_text(int64_t role);

#endif
