/*
 * calibrate: views of how strict seats were; see act/calibrate.h.
 */
#ifndef WEB_CALIBRATE_H
#define WEB_CALIBRATE_H

#include "act/calibrate.h"
#include "web/field.h"

struct strict_line {
	const struct strict_row *r;
	struct str off, distance;  /* "−1,25", "2,00" */
	int x;                     /* in the picture, 200 wide; the middle is none */
};
struct strict_page {
	struct strict_view v;
	const struct strict_line *lines;
	bool any;                  /* somebody has scored enough */
};

#endif
