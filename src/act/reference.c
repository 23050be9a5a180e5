/* reference: see reference.h. */
#include "act/reference.h"

#include "act/record.h"
#include "act/units.h"
#include "base/csv.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "core/dossier.h"
#include "q.h"

/* A row of the table. */
struct holiday_row {
	struct day day;
	enum day_kind kind;
	enum day_grade grade;
	struct str name, source;
};

static const struct embedded *
holiday_table(void)
{
	const struct embedded *e = data_find(S("holidays/2025-2031.csv"));

	REQUIRE(e != NULL);
	return e;
}

static struct holiday_row
holiday_read(const struct csv_row *head, const struct csv_row *row)
{
	struct str kind = csv_field(row, csv_column(head, S("kind")));
	struct str grade = csv_field(row, csv_column(head, S("grade")));
	struct holiday_row out = {
		.kind = str_eq(kind, S("rest")) ? DAY_REST : DAY_WORK,
		.grade = str_eq(grade, S("law")) ? DAY_BY_LAW :
		    str_eq(grade, S("expected")) ? DAY_EXPECTED : DAY_ANNOUNCED,
		.name = csv_field(row, csv_column(head, S("name"))),
		.source = csv_field(row, csv_column(head, S("source"))) };

	REQUIRE(day_read_iso(csv_field(row, csv_column(head, S("day"))), &out.day));
	REQUIRE(str_eq(kind, S("rest")) || str_eq(kind, S("work")));
	return out;
}

/* Each row to `put`; *n counts them. */
static enum rc
holidays_each(struct ctx *c, enum rc (*put)(struct ctx *, const struct holiday_row *, int *),
    int *n)
{
	struct csv_row head, row;
	struct str rest = holiday_table()->raw;
	enum rc rc = RC_OK;

	*n = 0;
	REQUIRE(csv_next(c->mem, &rest, &head));
	while (rc == RC_OK && csv_next(c->mem, &rest, &row)) {
		struct holiday_row h = holiday_read(&head, &row);

		rc = put(c, &h, n);
	}
	return rc;
}

static struct str
table_hash(struct ctx *c)
{
	return hash_hex(c->mem, hash_of(holiday_table()->raw));
}

static enum rc
holiday_add(struct ctx *c, const struct holiday_row *h, int *n)
{
	++*n;
	return q_holiday_put(c->db, h->day, h->kind, h->name, h->grade, h->source);
}

static enum rc
holidays_load(struct ctx *c)
{
	int n;
	enum rc rc = holidays_each(c, holiday_add, &n);

	if (rc != RC_OK || (rc = q_setting_put(c->db, S("calendar.table"),
	    table_hash(c))) != RC_OK)
		return rc;
	return record_add(c, "holidays.loaded", "holiday", 0, "{\"rows\":%d}", n);
}

static enum rc
holiday_new(struct ctx *c, const struct holiday_row *h, int *n)
{
	struct q_holiday_take taken;
	bool is_new = false;
	enum rc rc = RC_OK;

	if (h->day.n > c->today.n)
		rc = q_holiday_take(c->db, h->day, h->kind, h->name, h->grade, h->source,
		    &taken, &is_new);
	*n += is_new;
	return rc;
}

enum rc
holidays_renew(struct ctx *c)
{
	struct q_setting_find known;
	struct str hash = table_hash(c);
	bool found;
	int n;
	enum rc rc = q_setting_find(c->db, S("calendar.table"), &known, &found);

	if (rc != RC_OK || (found && str_eq(known.value, hash)))
		return rc;
	if ((rc = holidays_each(c, holiday_new, &n)) != RC_OK ||
	    (rc = q_setting_put(c->db, S("calendar.table"), hash)) != RC_OK)
		return rc;
	return n == 0 ? RC_OK
	    : record_add(c, "holidays.loaded", "holiday", 0, "{\"rows\":%d}", n);
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
