/*
 * store_help: databases for tests of the store, on both back ends.
 *
 * Every test gets a database of its own: a new file, or on PostgreSQL a new
 * database beside OCOP_TEST_POSTGRES (test/pg.sh). Without that variable only
 * SQLite is tested; test/suite/units.sh always sets it.
 */
#ifndef TEST_STORE_HELP_H
#define TEST_STORE_HELP_H

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "q.h"
#include "store/db_internal.h"
#include "store/migrate.h"
#include "unit.h"

/* A province, a commune, their agencies; an officer (1) and a producer's account (2). */
#define WORLD_OFFICE \
    "INSERT INTO unit (id, code, level, kind, name, full_name, fold, " \
    " parent_code, province_code, since_on) VALUES " \
    " (1, '79', 1, '', '', 'Mẫu', '', NULL, '79', 0)," \
    " (2, '25001', 3, '', '', 'Xã Mẫu', '', '79', '79', 0);" \
    "INSERT INTO agency (id, code, name, level, unit_code, province_code, " \
    " since_on) VALUES (1, 'p', 'Sở Mẫu', 1, '79', '79', 0)," \
    " (2, 'c', 'UBND xã Mẫu', 3, '25001', '79', 0);" \
    "INSERT INTO account (id, login, name, password, state, agency, lang, " \
    " sample, created_at, version) VALUES (1, 'a', 'Nguyễn Văn Mẫu', '', 2, 1," \
    " 'vi', 1, 0, 1), (2, 'b', 'Trần Thị Mẫu', '', 2, NULL, 'vi', 1, 0, 1);"

static struct fault store_fault;
static const struct moment STORE_NOW = { 1790000000000 };

/* Where the next database of this kind will be; {0} when there is none. */
static inline struct str
store_place(enum db_kind kind)
{
	static int number;
	const char *server = getenv("OCOP_TEST_POSTGRES");
	const char *tmp = getenv("TMPDIR");
	struct str name = str_printf(unit_mem(), "ocop_test_%d_%d", (int)getpid(),
	    ++number);
	struct db *db;

	if (kind == DB_SQLITE)
		return str_printf(unit_mem(), "%s/%.*s.db",
		    tmp != NULL ? tmp : "/tmp", STR_ARG(name));
	if (server == NULL)
		return (struct str){ 0 };
	if (db_open(str_printf(unit_mem(), "%spostgres", server), DB_WRITES,
	    &store_fault, &db) != RC_OK ||
	    db_script(db, str_printf(unit_mem(), "CREATE DATABASE %.*s",
	    STR_ARG(name)).p) != RC_OK)
		return (struct str){ 0 };
	db_close(db);
	return str_printf(unit_mem(), "%s%.*s", server, STR_ARG(name));
}

static inline void
store_drop(struct str where)
{
	if (where.p != NULL && where.p[0] == '/') {
		(void)unlink(where.p);
		(void)unlink(str_printf(unit_mem(), "%s-wal", where.p).p);
		(void)unlink(str_printf(unit_mem(), "%s-shm", where.p).p);
	}
}

static inline struct db *
store_open(struct str where, enum db_access access)
{
	struct db *db = NULL;
	int applied;

	store_fault = (struct fault){ 0 };
	if (db_open(where, access, &store_fault, &db) != RC_OK)
		goto failed;
	db_use(db, unit_mem(), &store_fault);
	if (access == DB_WRITES &&
	    migrate_run(db, STORE_NOW, &applied) != RC_OK)
		goto failed;
	if (db_prepare(db) != RC_OK)
		goto failed;
	return db;
failed:
	CHECK(!"the database opens");
	printf("# %s\n", store_fault.detail);
	db_close(db);
	return NULL;
}

/* Runs `f` on each back end that is there, with a database of its own. */
static inline void
store_each(void (*f)(struct str where))
{
	for (enum db_kind kind = DB_SQLITE; kind <= DB_POSTGRES; kind++) {
		struct str where;
		unit_row("%s", kind == DB_SQLITE ? "SQLite" : "PostgreSQL");
		if (kind == DB_POSTGRES && getenv("OCOP_TEST_POSTGRES") == NULL)
			continue;
		where = store_place(kind);
		if (CHECK(where.p != NULL))
			f(where);
		store_drop(where);
	}
}

#endif
