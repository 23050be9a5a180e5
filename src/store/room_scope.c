/*
 * room_scope: see room_scope.h. Conditions are SQL for both back ends; `{m}` is
 * the session's number. Made into statements by carry.c and nowhere else.
 */
#include "store/room_scope.h"

#include <inttypes.h>
#include <string.h>

#include "store/db_internal.h"

#define COUNCIL "(SELECT council FROM meeting WHERE id = {m})"
#define DOSSIERS "(SELECT dossier FROM agenda WHERE meeting = {m})"
#define PRODUCTS "(SELECT product FROM dossier WHERE id IN " DOSSIERS ")"
#define ITEMS "(SELECT id FROM agenda WHERE meeting = {m})"
#define SHEETS "(SELECT id FROM sheet WHERE agenda IN " ITEMS ")"
#define EVIDENCE "(SELECT evidence FROM cite WHERE dossier IN " DOSSIERS ")"
#define TEAMS "(SELECT id FROM team WHERE council IN " COUNCIL ")"
#define TASKS "(SELECT id FROM team_task WHERE dossier IN " DOSSIERS " AND team IN " TEAMS ")"
#define SITS "(SELECT account FROM seat WHERE council IN " COUNCIL " AND until_at IS NULL)"
#define SAT "(SELECT account FROM seat WHERE council IN " COUNCIL ")"
#define IF_SITS(column, otherwise) \
	"CASE WHEN id IN " SITS " THEN " column " ELSE " otherwise " END"

static const struct {
	const char *table;
	bool fixed;
	const char *only;
} SCOPE[] = {
	{ "agency", true, "id IN (SELECT agency FROM council WHERE id IN " COUNCIL ")"
	  " OR id IN (SELECT agency FROM round WHERE id IN (SELECT round FROM meeting WHERE id = {m}))"
	  " OR id IN (SELECT agency FROM account WHERE id IN " SAT ")"
	  " OR id IN (SELECT commune FROM dossier WHERE id IN " DOSSIERS ")"
	  " OR id IN (SELECT province FROM dossier WHERE id IN " DOSSIERS ")"
	  " OR id IN (SELECT evaluator FROM dossier WHERE id IN " DOSSIERS ")"
	  " OR id IN (SELECT ministry FROM dossier WHERE id IN " DOSSIERS ")" },
	{ "account", false, "id IN " SAT
	  " OR id IN (SELECT account FROM team_seat WHERE team IN " TEAMS ")"
	  " OR id IN (SELECT asked_by FROM survey WHERE dossier IN " DOSSIERS ")"
	  " OR id IN (SELECT done_by FROM survey WHERE dossier IN " DOSSIERS ")"
	  " OR id IN (SELECT concluded_by FROM result WHERE agenda IN " ITEMS ")" },
	{ "role_grant", true, "role = 4 AND account IN " SITS },
	{ "unit", false, "1 = 1" },
	{ "unit_successor", false, "1 = 1" },
	{ "holiday", false, "1 = 1" },
	{ "setting", false, "name IN ('sample', 'place', 'province')" },
	{ "subject", true, "id IN (SELECT subject FROM dossier WHERE id IN " DOSSIERS ")" },
	{ "member", true, "account IN " SITS " AND subject IN (SELECT subject FROM dossier WHERE id IN " DOSSIERS ")" },
	{ "product", true, "id IN " PRODUCTS },
	{ "blob", false, "hash IN (SELECT photo FROM product WHERE id IN " PRODUCTS ")"
	  " OR hash IN (SELECT f.blob FROM evidence_file f WHERE f.dropped_at IS NULL AND f.evidence IN " EVIDENCE ")" },
	{ "evidence", true, "id IN " EVIDENCE },
	{ "evidence_file", true, "dropped_at IS NULL AND evidence IN " EVIDENCE },
	{ "dossier", false, "id IN " DOSSIERS },
	{ "self_score", true, "dossier IN " DOSSIERS },
	{ "cite", true, "dossier IN " DOSSIERS },
	{ "round", true, "id IN (SELECT round FROM meeting WHERE id = {m})" },
	{ "council", true, "id IN " COUNCIL },
	{ "bylaw", true, "council IN " COUNCIL },
	{ "seat", true, "council IN " COUNCIL },
	{ "meeting", false, "id = {m}" },
	{ "agenda", false, "meeting = {m}" },
	{ "attendance", false, "meeting = {m}" },
	{ "stake", false, "agenda IN " ITEMS },
	{ "sheet", false, "agenda IN " ITEMS },
	{ "choice", false, "sheet IN " SHEETS },
	{ "sheet_past", false, "sheet IN " SHEETS },
	{ "finding", false, "agenda IN " ITEMS },
	{ "stop", false, "agenda IN " ITEMS },
	{ "result", false, "agenda IN " ITEMS },
	{ "team", true, "id IN (SELECT team FROM team_task WHERE id IN " TASKS ")" },
	{ "team_seat", true, "team IN (SELECT team FROM team_task WHERE id IN " TASKS ")" },
	{ "team_task", true, "id IN " TASKS },
	{ "team_share", true, "task IN " TASKS },
	{ "team_finding", true, "task IN " TASKS },
	{ "team_stop", true, "task IN " TASKS },
	{ "team_condition", true, "task IN " TASKS },
	{ "survey", true, "dossier IN " DOSSIERS },
};
#define SCOPE_N (sizeof(SCOPE) / sizeof(SCOPE[0]))

/* What a column says there instead. */
static const struct {
	const char *table, *column, *as;
} LEFT_OUT[] = {
	{ "account", "email", "NULL" },
	/* a name stands under what was said; nobody but a seat signs in */
	{ "account", "login", IF_SITS("login", "'ghe-' || id") },
	{ "account", "password", IF_SITS("password", "''") },
	{ "account", "state", IF_SITS("state", "4") },
	{ "subject", "address", "NULL" }, { "subject", "phone", "NULL" },
	{ "subject", "email", "NULL" }, { "subject", "reg_no", "NULL" },
	{ "subject", "reg_on", "NULL" }, { "subject", "rep_name", "NULL" },
	{ "subject", "rep_position", "NULL" }, { "subject", "rep_gender", "NULL" },
	{ "subject", "rep_ethnicity", "NULL" }, { "subject", "rep_residence", "NULL" },
	{ "subject", "rep_disability", "NULL" }, { "subject", "history", "NULL" },
	{ "subject", "structure", "NULL" }, { "subject", "why", "NULL" },
	{ "dossier", "from_certificate", "NULL" }, { "dossier", "note", "NULL" },
	{ "evidence", "renews", "NULL" },
	{ "sheet", "scan", "NULL" },
	/* the session is here now */
	{ "meeting", "state", "(SELECT r.meeting_state FROM room_out r"
	  " WHERE r.meeting = {m} AND r.state = 1)" },
};

/* The text with the session's number in it. */
static const char *
numbered(struct db *db, const char *text, struct meeting_id meeting)
{
	struct buf b = buf_new(db->mem, 64 * KIB);
	struct str rest = str_c(text);
	size_t at;

	for (; (at = str_find(rest, '{')) < rest.n; rest = str_from(rest, at + 3)) {
		buf_put(&b, str_head(rest, at));
		buf_printf(&b, "%" PRId64, meeting.v);
	}
	buf_put(&b, rest);
	buf_char(&b, '\0');
	REQUIRE(buf_ok(&b));
	return buf_str(&b).p;
}

static void
columns_narrow(struct db *db, struct carry_table *t, struct meeting_id meeting)
{
	struct carry_column *columns = ARENA_ARRAY(db->mem, t->n_columns,
	    struct carry_column);

	memcpy(columns, t->columns, t->n_columns * sizeof(columns[0]));
	for (size_t i = 0; i < t->n_columns; i++)
		for (size_t k = 0; k < sizeof(LEFT_OUT) / sizeof(LEFT_OUT[0]); k++)
			if (str_eq(t->name, str_c(LEFT_OUT[k].table)) &&
			    str_eq(columns[i].name, str_c(LEFT_OUT[k].column)))
				columns[i].as = numbered(db, LEFT_OUT[k].as, meeting);
	t->columns = columns;
}

enum rc
room_scope(struct db *db, struct meeting_id meeting, bool there,
    const struct room_table **out, size_t *n)
{
	struct room_table *v = ARENA_ARRAY(db->mem, SCOPE_N, struct room_table);
	const struct carry_table *all;
	size_t n_all;
	enum rc rc = carry_tables(db, &all, &n_all);

	*n = 0;
	for (size_t k = 0; rc == RC_OK && k < SCOPE_N; k++) {
		size_t i = 0;

		while (i < n_all && !str_eq(all[i].name, str_c(SCOPE[k].table)))
			i++;
		if (i == n_all)
			return FAIL(db, WHY_BROKEN, "no table %s", SCOPE[k].table);
		v[*n] = (struct room_table){ all[i], SCOPE[k].fixed };
		if (!there) {
			v[*n].t.only = numbered(db, SCOPE[k].only, meeting);
			columns_narrow(db, &v[*n].t, meeting);
		}
		++*n;
	}
	*out = v;
	return rc;
}
