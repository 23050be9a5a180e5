/*
 * demo_signup: people who wait for their commune, so that there is something
 * to answer: a household, and one that looks like a subject that is there.
 */
#include "act/signup.h"
#include "core/dossier.h"
#include "main/demo.h"

enum rc
demo_signups(struct demo *d)
{
	static const struct { const char *phone, *name, *subject; int kind, days; }
	rows[] = {
		{ "0900000091", "Lý Thị Mẫu", "Hộ sản xuất Lý Thị Mẫu",
		  SUBJECT_HOUSEHOLD, 3 },
		{ "0900000092", "Trương Văn Mẫu", "HTX Mẫu 5",
		  SUBJECT_COOPERATIVE, 1 },
	};
	static const struct actor nobody = { .id = { 0 } };
	enum rc rc;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		demo_as(d, &nobody, rows[i].days);
		rc = signup_add(d->c, &(struct signup){
		    .phone = str_c(rows[i].phone), .name = str_c(rows[i].name),
		    .password = d->password, .subject = str_c(rows[i].subject),
		    .kind = rows[i].kind, .unit_code = d->commune.code,
		    .lang = S("vi"), .address = S("demo"), .consent = true });
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
