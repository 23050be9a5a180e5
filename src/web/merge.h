/* merge: the page on which one commune goes into another; see act/merge.h. */
#ifndef WEB_MERGE_H
#define WEB_MERGE_H

#include "act/merge.h"
#include "web/visit.h"

struct merge_page {
	struct q_merge_communes_rows communes;
	int64_t from, to; /* chosen before, when it was refused */
};

#endif
