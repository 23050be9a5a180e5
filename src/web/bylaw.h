/*
 * bylaw: the page of a council's bylaw: articles made of the rules of
 * core/bylaw, as sentences to read and, for the office, as answers to give.
 */
#ifndef WEB_BYLAW_H
#define WEB_BYLAW_H

#include "act/bylaw.h"
#include "web/field.h"

/* One rule: the clause as it holds now, and the field that changes it. */
struct bylaw_line {
	struct str clause;
	struct field_view field;
	struct field_options options; /* of a choice; n == 0: a number */
};

struct bylaw_article {
	enum text title;
	const struct bylaw_line *lines;
	size_t n;
};

struct bylaw_page {
	struct str council, bylaw_no;
	struct day bylaw_on;
	const struct bylaw_article *articles;
	size_t n;
	struct council_id id;   /* of the office's page */
	struct meeting_id meeting; /* of a seat's page; 0: the office's */
	int64_t version;
	bool editable;
};

#endif
