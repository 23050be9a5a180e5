/* erasure: the page where a name is asked to be erased, and where that is decided. */
#ifndef WEB_ERASURE_H
#define WEB_ERASURE_H

#include "act/erasure.h"
#include "web/visit.h"

struct erasure_page {
	struct q_erasure_list_rows rows;
	bool asks, decides;        /* what the reader may do */
	struct str typed;
	bool looked, unknown;      /* a code was typed; no entry of the province has it */
	struct erasable e;
	enum text type;
};

#endif
