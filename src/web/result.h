/*
 * result: the result as the producer reads it.
 */
#ifndef WEB_RESULT_H
#define WEB_RESULT_H

#include "act/result.h"
#include "web/visit.h"

struct result_page {
	struct result_view v;
	struct str set_name, band_text;
	const struct str *parts; /* per line: "A. …" when it begins a part, else "" */
	const struct str *names; /* per line */
	const struct str *need_names, *need_levels;
	const struct str *knock_texts;
};

#endif
