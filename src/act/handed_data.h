/*
 * handed_data: dossier.json of a dossier that is handed over, and the papers that it
 * names: forms as data, points, citations, what was found of the components; coming
 * back, the result. What of it an entry of the log commits to says parcel/handed.h.
 */
#ifndef ACT_HANDED_DATA_H
#define ACT_HANDED_DATA_H

#include "act/handed.h"
#include "act/kit_inside.h"

/* Puts both among the files. A paper whose bytes are gone is a fault. */
MUST_CHECK enum rc handed_data_put(struct making *m, const struct q_handed_dossier *d,
    struct dossier_id id, enum handed_way way);

#endif
