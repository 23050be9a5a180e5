/* reference: see reference.h. */
#include "act/reference.h"

#include "act/record.h"
#include "act/units.h"
#include "base/csv.h"
#include "base/embedded.h"
#include "core/dossier.h"
#include "q.h"

static enum rc
holiday_add(struct ctx *c, const struct csv_row *head,
    const struct csv_row *row, int *n)
{
	struct str kind = csv_field(row, csv_column(head, S("kind")));
	struct str grade = csv_field(row, csv_column(head, S("grade")));
	struct day day;

	++*n;
	REQUIRE(day_read_iso(csv_field(row, csv_column(head, S("day"))), &day));
	REQUIRE(str_eq(kind, S("rest")) || str_eq(kind, S("work")));
	return q_holiday_put(c->db, day,
	    str_eq(kind, S("rest")) ? DAY_REST : DAY_WORK,
	    csv_field(row, csv_column(head, S("name"))),
	    str_eq(grade, S("law")) ? DAY_BY_LAW : str_eq(grade, S("expected"))
	    ? DAY_EXPECTED : DAY_ANNOUNCED,
	    csv_field(row, csv_column(head, S("source"))));
}

static enum rc
holidays_load(struct ctx *c)
{
	const struct embedded *e = data_find(S("holidays/2025-2031.csv"));
	struct csv_row head, row;
	struct str rest;
	int n = 0;
	enum rc rc = RC_OK;

	REQUIRE(e != NULL);
	rest = e->raw;
	REQUIRE(csv_next(c->mem, &rest, &head));
	while (rc == RC_OK && csv_next(c->mem, &rest, &row))
		rc = holiday_add(c, &head, &row, &n);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "holidays.loaded", "holiday", 0, "{\"rows\":%d}", n);
}

enum rc
reference_load(struct ctx *c)
{
	struct q_unit_count there;
	enum rc rc;

	if ((rc = q_unit_count(c->db, LEVEL_PROVINCE, &there)) != RC_OK)
		return rc;
	if (there.n > 0)
		return RC_OK;
	if ((rc = units_load(c)) != RC_OK)
		return rc;
	return holidays_load(c);
}
