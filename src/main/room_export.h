/* room_export: writes the folder of a session; see room.h. */
#ifndef MAIN_ROOM_EXPORT_H
#define MAIN_ROOM_EXPORT_H

#include "main/house.h"

/* Hands the session over when nobody did, and writes DIR, which must not be there.
 * A folder that could not be finished is of no use: take it away and call again. */
MUST_CHECK enum rc room_export(struct house *h, struct meeting_id meeting,
    struct str dir);

#endif
