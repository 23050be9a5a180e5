/* witnesses: whom this office asks about its record, and whose it watches. */
#ifndef WEB_WITNESSES_H
#define WEB_WITNESSES_H

#include "act/cosigner.h"
#include "act/public_log.h"
#include "act/witness.h"
#include "web/visit.h"

struct witnesses_page {
	bool open;                  /* the record of this office itself */
	struct str vkey, witness_vkey;
	struct cosigners_view *ours;
	struct watched_logs logs;
	struct q_fork_list_rows forks;
	struct str stamp_why;       /* why there is no time stamp of today; no text: well */
};

/* "3 giờ trước", "2 ngày trước"; a word for none. */
struct str age_text(struct visit *v, int64_t hours);

#endif
