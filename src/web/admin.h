/*
 * admin: views of the administrator's pages.
 */
#ifndef WEB_ADMIN_H
#define WEB_ADMIN_H

#include "act/admin.h"
#include "core/law.h"
#include "web/visit.h"

struct accounts_page {
	struct accounts_view v;
	const struct str *roles; /* per account, in words */
	struct str after;
};

struct packs_page {
	const struct law *law;
	struct day today;
};

struct criteria_page {
	const struct criteria_set *set;
	const struct str *where; /* of each doubt, in words */
};

struct holidays_page {
	int year;
	struct q_holiday_list_rows rows;
};

struct record_words {
	struct str done, thing;
};

struct records_page {
	struct records_view v;
	const struct record_words *words; /* of each row */
	struct str after;
};

#endif
