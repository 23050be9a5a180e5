/*
 * register: views of the register of certificates.
 */
#ifndef WEB_REGISTER_H
#define WEB_REGISTER_H

#include "act/register.h"
#include "web/field.h"
#include "web/next.h"
#include "web/visit.h"

struct register_page {
	struct register_view v;
	struct str status;   /* the filter, as in the address; empty: all */
	bool office;         /* the reader is an officer: filters, export */
};

struct register_entry_page {
	struct register_entry e;
	struct str set_name;
	enum tone tone;
	struct field_options grounds; /* of Đ8.1 */
	bool may_plan;                /* an inspection: it is neither revoked nor replaced */
	bool may_propose;             /* it can be revoked, and nobody proposed it */
	bool may_notify;              /* the notice that it expires can be read */
};

/* What happens next, as a sentence: T_life_next_…; whose turn it is. */
enum text life_next_text(enum life_next n);
/* … with who does it: of five stars the Ministry (Đ7.4), not the province. */
struct next_box life_next(const struct register_entry *e);
/* What was done, in words: text life.<record kind>. */
struct str life_record_text(const struct visit *v, struct str kind);

#endif
