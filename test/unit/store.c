/* The store: the same promises on both back ends. */
#include "store/backup.h"
#include "store_help.h"

static enum rc
agency_add(struct db *db, const char *code)
{
	return db_script(db, str_printf(unit_mem(), "INSERT INTO agency (code, "
	    "name, level, unit_code, province_code, since_on) VALUES ('%s', "
	    "'Xã Mẫu', 3, '%s', '79', 0)", code, code).p);
}

static int64_t
count(struct db *db, const char *table)
{
	struct db_table t;
	int64_t n = -1;

	if (!CHECK(db_query(db, str_printf(unit_mem(), "SELECT count(*) FROM %s",
	    table).p, &t) == RC_OK) || !str_int(t.cells[0], &n))
		return -1;
	return n;
}

static enum rc
record(struct db *db, const char *body)
{
	struct q_record_add out;

	return q_record_add(db, &(struct q_record_add_in){ .at = STORE_NOW,
	    .kind = S("test"), .noun = S("dossier"), .noun_id = 7,
	    .body = str_c(body) }, &out);
}

static void
schema_of(struct str where, struct buf *out)
{
	struct db *db = store_open(where, DB_WRITES);

	if (db != NULL)
		CHECK_INT(migrate_print_schema(db, out), RC_OK);
	db_close(db);
	store_drop(where);
}

static void
schemas_are_the_same(void)
{
	struct buf a = buf_new(unit_mem(), MIB), b = buf_new(unit_mem(), MIB);
	struct str sa, sb, la, lb;

	schema_of(store_place(DB_SQLITE), &a);
	CHECK(str_has(buf_str(&a), S("index agency_unit unique (level, unit_code)"
	    " where until_on IS NULL\n")));
	CHECK(str_has(buf_str(&a), S("\nagenda\n  id int\n")));
	if (getenv("OCOP_TEST_POSTGRES") == NULL)
		return;
	schema_of(store_place(DB_POSTGRES), &b);
	sa = buf_str(&a);
	sb = buf_str(&b);
	while (str_cut(&sa, '\n', &la) && str_cut(&sb, '\n', &lb))
		if (!CHECK_STR(lb, la))
			break;
	CHECK_INT(sa.n, sb.n);
}

static void
commit_and_rollback(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);

	if (db == NULL)
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(record(db, "{}"), RC_OK);
	db_rollback(db);
	CHECK_INT(count(db, "record"), 0);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(record(db, "{\"a\":\"ắ\"}"), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(count(db, "record"), 1);
	CHECK_INT(db_cost(db).statements, 2);
	CHECK_INT(db_cost(db).changed, 2);
	db_close(db);
}

static void
values_come_back(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct q_record_list_of_rows rows;

	if (db == NULL)
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	for (int i = 0; i < 20; i++)
		CHECK_INT(record(db, i == 19 ? "Nước mắm \"Mẫu\" 'x' ? $1" : ""),
		    RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(q_record_list_of(db, S("dossier"), 7, (struct record_id){ 0 },
	    &rows), RC_OK);
	CHECK_INT(rows.n, 20);
	CHECK_STR(rows.v[0].body, S("Nước mắm \"Mẫu\" 'x' ? $1"));
	CHECK(rows.v[0].name.p == NULL);
	CHECK(rows.v[1].body.p != NULL);
	CHECK_INT(rows.v[0].actor.v, 0);
	CHECK_INT(rows.v[0].at.ms, STORE_NOW.ms);
	CHECK_INT(q_record_list_of(db, S("dossier"), 8, (struct record_id){ 0 },
	    &rows), RC_OK);
	CHECK_INT(rows.n, 0);
	db_close(db);
}

static void
savepoints_undo_one(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);

	if (db == NULL)
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	for (int i = 0; i < 4; i++) {
		CHECK_INT(db_save(db), RC_OK);
		CHECK_INT(record(db, "{}"), RC_OK);
		if (i % 2 == 1)
			db_undo(db);
		else
			CHECK_INT(db_release(db), RC_OK);
	}
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(count(db, "record"), 2);
	db_close(db);
}

static void
taken_spoils_until_undone(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct q_series_next next;

	if (db == NULL)
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(agency_add(db, "1"), RC_OK);
	CHECK_INT(db_save(db), RC_OK);
	/* A foreign key that leads nowhere. */
	CHECK_INT(q_series_next(db, (struct agency_id){ 99 }, S("slip"), 2026,
	    &next), RC_CONFLICT);
	CHECK(store_fault.why == &WHY_TAKEN);
	CHECK_INT(record(db, "{}"), RC_BROKEN); /* nothing more runs */
	db_undo(db);
	CHECK_INT(q_series_next(db, (struct agency_id){ 1 }, S("slip"), 2026,
	    &next), RC_OK);
	CHECK_INT(next.last, 1);
	CHECK_INT(q_series_next(db, (struct agency_id){ 1 }, S("slip"), 2026,
	    &next), RC_OK);
	CHECK_INT(next.last, 2);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(agency_add(db, "1"), RC_CONFLICT);
	CHECK(store_fault.why == &WHY_TAKEN);
	db_rollback(db);
	db_close(db);
}

static void
readers_cannot_write(struct str where)
{
	struct db *writer = store_open(where, DB_WRITES);
	struct db *reader = store_open(where, DB_READS);

	if (writer == NULL || reader == NULL)
		return;
	CHECK_INT(db_begin(reader, DB_READS), RC_OK);
	CHECK_INT(record(reader, "{}"), RC_BROKEN);
	db_rollback(reader);
	/* Even SQL that no guard of ours has seen. */
	CHECK(agency_add(reader, "2") != RC_OK);
	/* A page sees one moment: what is committed meanwhile stays unseen. */
	CHECK_INT(db_begin(reader, DB_READS), RC_OK);
	CHECK_INT(count(reader, "record"), 0);
	CHECK_INT(db_begin(writer, DB_WRITES), RC_OK);
	CHECK_INT(record(writer, "{}"), RC_OK);
	CHECK_INT(db_commit(writer), RC_OK);
	CHECK_INT(count(reader, "record"), 0);
	CHECK_INT(db_commit(reader), RC_OK);
	CHECK_INT(count(reader, "record"), 1);
	db_close(reader);
	db_close(writer);
}

static void
writes_need_a_transaction(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);

	if (db == NULL)
		return;
	CHECK_INT(record(db, "{}"), RC_BROKEN);
	db_close(db);
}

static void
locks_are_busy(struct str where)
{
	struct db *a = store_open(where, DB_WRITES);
	struct db *b = store_open(where, DB_WRITES);
	enum rc rc;

	if (a == NULL || b == NULL)
		return;
	CHECK_INT(db_begin(a, DB_BESIDE), RC_OK);
	CHECK_INT(agency_add(a, "1"), RC_OK);
	db_set_patience(b, 50);
	/* SQLite refuses a second writer, PostgreSQL the same row. */
	rc = db_begin(b, DB_BESIDE);
	if (rc == RC_OK)
		rc = agency_add(b, "1");
	CHECK_INT(rc, RC_BUSY);
	CHECK(store_fault.why == &WHY_STORE_BUSY);
	CHECK(str_has(str_c(store_fault.detail), S("lock")));
	db_rollback(b);
	CHECK_INT(db_commit(a), RC_OK);
	CHECK_INT(db_begin(b, DB_WRITES), RC_OK);
	CHECK_INT(agency_add(b, "2"), RC_OK);
	CHECK_INT(db_commit(b), RC_OK);
	db_close(a);
	db_close(b);
}

/* One writes at a time, also on two connections of PostgreSQL; those that said that
 * they may, beside each other there, and never beside one that has its turn. */
static void
writers_take_turns(struct str where)
{
	struct db *a = store_open(where, DB_WRITES);
	struct db *b = store_open(where, DB_WRITES);

	if (a == NULL || b == NULL)
		return;
	db_set_patience(b, 50);
	for (int first = DB_WRITES; first <= DB_BESIDE; first++)
		for (int second = DB_WRITES; second <= DB_BESIDE; second++) {
			bool both = db_kind(a) == DB_POSTGRES && first == DB_BESIDE &&
			    second == DB_BESIDE;

			CHECK_INT(db_begin(a, (enum db_access)first), RC_OK);
			CHECK_INT(db_begin(b, (enum db_access)second), both ? RC_OK : RC_BUSY);
			db_rollback(b);
			db_rollback(a);
			/* … and who was refused can go on. */
			CHECK_INT(db_begin(b, (enum db_access)second), RC_OK);
			CHECK_INT(agency_add(b, "7"), RC_OK);
			db_rollback(b);
		}
	db_close(a);
	db_close(b);
}

static void
migrations_are_held_to(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	int applied;

	if (db == NULL)
		return;
	CHECK_INT(migrate_run(db, STORE_NOW, &applied), RC_OK);
	CHECK_INT(applied, 0);
	CHECK_INT(db_script(db, "UPDATE migration SET hash = 'x' WHERE number = 1"),
	    RC_OK);
	CHECK_INT(migrate_run(db, STORE_NOW, &applied), RC_BROKEN);
	CHECK(str_starts(str_c(store_fault.detail),
	    S("0001_start.sql was edited after it was applied")));
	CHECK_INT(db_script(db, "DELETE FROM migration; INSERT INTO migration "
	    "SELECT 1, 'x.sql', '', 0"), RC_OK);
	CHECK_INT(migrate_run(db, STORE_NOW, &applied), RC_BROKEN);
	CHECK(str_has(str_c(store_fault.detail), S("made with x.sql")));
	db_close(db);
}

static void
newer_database_is_refused(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	int applied;

	if (db == NULL)
		return;
	CHECK_INT(db_script(db, "INSERT INTO migration VALUES (999, "
	    "'0999_later.sql', '', 0)"), RC_OK);
	CHECK_INT(migrate_run(db, STORE_NOW, &applied), RC_BROKEN);
	CHECK(str_has(str_c(store_fault.detail), S("newer than this program")));
	CHECK(str_has(str_c(store_fault.detail), S("0999_later.sql")));
	db_close(db);
}

static void
an_empty_store_is_sound(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct buf out = buf_new(unit_mem(), 64 * KIB);
	int broken = -1;

	if (db == NULL)
		return;
	CHECK_INT(migrate_check_invariants(db, &out, &broken), RC_OK);
	CHECK_INT(broken, 0);
	CHECK_STR(buf_str(&out), S(""));
	db_close(db);
}

/* A copy taken while another connection writes is whole, and can be used. */
static void
a_backup_is_whole(void)
{
	struct str where = store_place(DB_SQLITE), to;
	struct db *db = store_open(where, DB_WRITES), *copy;
	struct db *reader = store_open(where, DB_READS);
	int wrong = -1;
	struct buf out = buf_new(unit_mem(), KIB);

	if (db == NULL || reader == NULL)
		return;
	to = str_printf(unit_mem(), "%.*s.backup", STR_ARG(where));
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(record(db, "{}"), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(record(db, "{}"), RC_OK); /* not committed: not in the copy */
	if (!CHECK_INT(backup_write(reader, to), RC_OK))
		printf("# %s\n", store_fault.detail);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(backup_write(reader, to), RC_CONFLICT); /* never over a file */
	CHECK(store_fault.why == &WHY_BACKUP_EXISTS);
	CHECK_INT(backup_check(to, unit_mem(), &store_fault), RC_OK);
	copy = store_open(to, DB_WRITES);
	if (copy != NULL) {
		CHECK_INT(count(copy, "record"), 1);
		CHECK_INT(db_check(copy, &out, &wrong), RC_OK);
		CHECK_INT(wrong, 0);
	}
	db_close(copy);
	db_close(reader);
	db_close(db);
	store_drop(to);
	store_drop(where);
}

static void
damage_is_seen(void)
{
	struct str where = store_place(DB_SQLITE);
	struct db *db = store_open(where, DB_WRITES);
	FILE *f;

	if (db == NULL)
		return;
	CHECK_INT(backup_check(where, unit_mem(), &store_fault), RC_OK);
	db_close(db);
	f = fopen(where.p, "r+");
	if (!CHECK(f != NULL))
		return;
	(void)fseek(f, 4096 * 3, SEEK_SET);
	for (int i = 0; i < 4096 * 4; i++)
		(void)fputc('x', f);
	(void)fclose(f);
	CHECK_INT(backup_check(where, unit_mem(), &store_fault), RC_BROKEN);
	CHECK(store_fault.why == &WHY_BACKUP_DAMAGED);
	CHECK_INT(backup_check(S("/nowhere/x.db"), unit_mem(), &store_fault),
	    RC_BROKEN);
	store_drop(where);
}

static void
postgres_backs_itself_up(void)
{
	struct str where = store_place(DB_POSTGRES);
	struct db *db;

	CHECK(true);
	if (where.p == NULL)
		return;
	db = store_open(where, DB_WRITES);
	CHECK_INT(backup_write(db, S("/tmp/never")), RC_DENIED);
	CHECK(str_has(str_c(store_fault.detail), S("pg_dump")));
	db_close(db);
}

/* The server goes away and comes back: the next transaction reconnects, and
 * what was prepared is prepared again. */
static void
a_lost_server_is_found_again(void)
{
	struct str where = store_place(DB_POSTGRES);
	struct db *db, *other;

	CHECK(true);
	if (where.p == NULL)
		return;
	db = store_open(where, DB_WRITES);
	other = store_open(where, DB_WRITES);
	if (db == NULL || other == NULL)
		return;
	/* In a transaction: it is lost, and said so. */
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(record(db, "{}"), RC_OK);
	CHECK_INT(db_script(other, "SELECT pg_terminate_backend(pid, 60000) FROM "
	    "pg_stat_activity WHERE application_name = 'ocop' AND pid <> "
	    "pg_backend_pid() AND datname = current_database()"), RC_OK);
	CHECK_INT(record(db, "{}"), RC_BUSY);
	CHECK(store_fault.why == &WHY_STORE_BUSY);
	CHECK_INT(db_commit(db), RC_BUSY);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(record(db, "{}"), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	/* Between transactions: nobody notices. */
	CHECK_INT(db_script(other, "SELECT pg_terminate_backend(pid, 60000) FROM "
	    "pg_stat_activity WHERE application_name = 'ocop' AND pid <> "
	    "pg_backend_pid() AND datname = current_database()"), RC_OK);
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(record(db, "{}"), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(count(db, "record"), 2);
	db_close(other);
	db_close(db);
}

#define EACH(f) static void each_##f(void) { store_each(f); }
EACH(commit_and_rollback)
EACH(values_come_back)
EACH(savepoints_undo_one)
EACH(taken_spoils_until_undone)
EACH(readers_cannot_write)
EACH(writes_need_a_transaction)
EACH(locks_are_busy)
EACH(writers_take_turns)
EACH(migrations_are_held_to)
EACH(newer_database_is_refused)
EACH(an_empty_store_is_sound)

static const struct unit_test tests[] = {
	{ "schemas of both back ends are the same", schemas_are_the_same },
	{ "commit keeps, rollback does not", each_commit_and_rollback },
	{ "values come back as they went in", each_values_come_back },
	{ "a savepoint undoes one act", each_savepoints_undo_one },
	{ "taken spoils the act until it is undone",
	    each_taken_spoils_until_undone },
	{ "readers cannot write and see one moment", each_readers_cannot_write },
	{ "a write needs a transaction", each_writes_need_a_transaction },
	{ "a lock held elsewhere is busy", each_locks_are_busy },
	{ "writers take turns", each_writers_take_turns },
	{ "an edited migration is refused by name", each_migrations_are_held_to },
	{ "a newer database is refused", each_newer_database_is_refused },
	{ "an empty store breaks no invariant", each_an_empty_store_is_sound },
	{ "a backup is whole", a_backup_is_whole },
	{ "a damaged file is seen", damage_is_seen },
	{ "PostgreSQL backs itself up", postgres_backs_itself_up },
	{ "a lost server is found again", a_lost_server_is_found_again },
};
UNIT_MAIN(tests)
