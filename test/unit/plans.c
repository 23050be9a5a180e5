/* Plans: what SQLite would do for each statement. A statement that walks a
 * whole table that grows with the years is either meant to (WALKS, with the
 * reason) or wants an index. */
#include "store_help.h"

/* Tables that stay small, or of which all rows are wanted. */
static const char *const SMALL[] = { "cosigner", "generation", "holiday", "agency", "round",
    "council", "meeting", "setting", "throttle", "series", "series_sign", "migration", "decision",
    "unit", "code_key", "hit" /* of units */,
    "watched", "fork_evidence", "trust_root", "team", "series_sign" };

/* Statements that may walk, and why. */
static const struct { const char *name, *why; } WALKS[] = {
	{ "invariant_", "asked at night and by `ocop check`" },
	{ "schema_lines", "of the schema" },
	{ "signed_code_missing", "by `ocop rebuild`, which walks everything" },
	{ "key_gone_", "an index that holds only what waits" },
	{ "chains_hand_over", "once, after a disaster" },
	{ "demo_", "once, when a sample office is made" },
	{ "listing_stars", "all of an index; the page keeps the answer" },
	{ "merge_products", "once, on the day a commune goes into another" },
	{ "record_due_list", "an index that holds only what waits" },
	{ "entry_written", "of that index whether there is one" },
	{ "entry_newest", "the last twenty of a key" },
	{ "record_newest", "the last row of a key" },
};

static bool
is_small(struct str table)
{
	for (size_t i = 0; i < sizeof(SMALL) / sizeof(SMALL[0]); i++)
		if (str_eq(table, str_c(SMALL[i])))
			return true;
	return false;
}

static bool
may_walk(struct str name)
{
	for (size_t i = 0; i < sizeof(WALKS) / sizeof(WALKS[0]); i++)
		if (str_starts(name, str_c(WALKS[i].name)))
			return true;
	return false;
}

/* The next word of *s, which moves behind it. */
static struct str
word_take(struct str *s)
{
	size_t i = 0;
	struct str word;

	*s = str_trim(*s);
	while (i < s->n && strchr(" \n,()", s->p[i]) == NULL)
		i++;
	word = str_head(*s, i);
	*s = str_from(*s, i);
	return word;
}

/* The table behind an alias, or no text: an INSERT's plan also names the tables
 * that refer to its own, which are asked only after a violation. */
static struct str
table_of(struct str sql, struct str alias)
{
	for (struct str rest = sql; rest.n > 0;) {
		struct str before = word_take(&rest), at = rest, table, second;
		if (rest.n > 0 && before.n == 0)
			rest = str_from(rest, 1); /* a bracket or a comma */
		if (!str_eq(before, S("FROM")) && !str_eq(before, S("JOIN")) &&
		    !str_eq(before, S("UPDATE")))
			continue;
		table = word_take(&at);
		second = word_take(&at);
		if (str_eq(second, S("AS")))
			second = word_take(&at);
		if (str_eq(second, alias) || str_eq(table, alias))
			return table;
	}
	return (struct str){ 0 };
}

static void
nothing_walks_what_grows(void)
{
	struct str where = store_place(DB_SQLITE);
	struct db *db = store_open(where, DB_WRITES);

	if (db == NULL)
		return;
	for (int i = 0; i < db_statements_n; i++) {
		const struct db_statement *st = &db_statements[i];
		struct db_table t;
		if (may_walk(str_c(st->name)))
			continue;
		CHECK_INT(db_query(db, str_printf(unit_mem(), "EXPLAIN QUERY PLAN %s",
		    st->sqlite).p, &t), RC_OK);
		for (size_t row = 0; row < t.rows; row++) {
			struct str plan = t.cells[row * t.columns + 3], word, table;
			if (!str_starts(plan, S("SCAN ")) ||
			    str_has(plan, S("VIRTUAL TABLE")) ||
			    str_has(plan, S("CONSTANT ROW")))
				continue;
			plan = str_from(plan, 5);
			(void)str_cut(&plan, ' ', &word);
			unit_row("%s:%d: %s", st->file, st->line, st->name);
			table = table_of(str_c(st->sqlite), word);
			if (table.p != NULL && !is_small(table))
				CHECK_STR(table, S("searched by an index"));
		}
	}
	CHECK(db_statements_n > 0);
	db_close(db);
	store_drop(where);
}

/* Whether a statement would write points of a sheet from anywhere but what it was
 * handed: an INSERT that selects, an UPDATE that does not belong to one row put twice. */
static bool
copies_points(struct str sql)
{
	static const char *const kept[] = { "choice", "paper_tick" };

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (str_has(sql, str_printf(unit_mem(), "UPDATE %s", kept[i])) ||
		    (str_has(sql, str_printf(unit_mem(), "INSERT INTO %s ", kept[i])) &&
		    str_has(sql, S("SELECT"))))
			return true;
	return false;
}

/* There is no way to copy a sheet: not in any statement. */
static void
nothing_copies_a_sheet(void)
{
	int writes = 0;

	for (int i = 0; i < db_statements_n; i++) {
		const struct db_statement *st = &db_statements[i];

		unit_row("%s:%d: %s", st->file, st->line, st->name);
		writes += str_has(str_c(st->sqlite), S("INSERT INTO choice "));
		CHECK(!copies_points(str_c(st->sqlite)));
	}
	CHECK_INT(writes, 1); /* choice_put */
	CHECK(copies_points(S("INSERT INTO choice (sheet, criterion) SELECT 2, criterion FROM choice")));
	CHECK(copies_points(S("UPDATE choice SET points = 3 WHERE sheet = 2")));
}

static const struct unit_test tests[] = {
	{ "no statement copies a sheet", nothing_copies_a_sheet },
	{ "no statement walks a table that grows", nothing_walks_what_grows },
};
UNIT_MAIN(tests)
