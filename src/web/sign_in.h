/*
 * sign_in: what the pages of sign_in.html are made of.
 */
#ifndef WEB_SIGN_IN_H
#define WEB_SIGN_IN_H

#include <stdbool.h>

#include "base/str.h"
#include "http/http.h"

struct sign_in_view {
	struct str login;
	struct str ve;         /* where to go on; "" home */
	struct pairs_in kept;  /* typed before the session ended */
	bool ended;            /* it ended while typing */
	bool files_lost;       /* files came with it */
};

#endif
