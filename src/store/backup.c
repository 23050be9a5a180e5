/* backup: see backup.h. */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/db_internal.h"

const struct reason WHY_BACKUP_ELSEWHERE = { RC_DENIED, "backup_elsewhere" };
const struct reason WHY_BACKUP_DAMAGED = { RC_BROKEN, "backup_damaged" };
const struct reason WHY_BACKUP_EXISTS = { RC_CONFLICT, "backup_exists" };

/* Makes what was written to a file or a folder survive a cut of power. */
static bool
path_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		(void)close(fd);
	return ok;
}

static const char *
folder_of(struct arena *mem, struct str path)
{
	while (path.n > 1 && path.p[path.n - 1] != '/')
		path.n--;
	return path.n <= 1 && path.p[0] != '/' ? "." : str_z(mem, path);
}

/* All pages in one go: SQLite gives one moment, and writers are not held up,
 * because they write to the log. */
static enum rc
pages_copy(struct db *db, sqlite3 *to, const char *name)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", sqlite_handle(db),
	    "main");
	int result = SQLITE_ERROR;

	if (b != NULL) {
		do
			result = sqlite3_backup_step(b, -1);
		while (result == SQLITE_BUSY || result == SQLITE_LOCKED);
		if (sqlite3_backup_finish(b) != SQLITE_OK)
			result = SQLITE_ERROR;
	}
	if (result != SQLITE_DONE)
		return FAIL(db, WHY_STORE_BUSY, "the copy to %s stopped: %s", name,
		    sqlite3_errmsg(to));
	/* One file that needs no log beside it; without the keys of personal parts,
	 * not even as what was there before (act/key_copies.h). */
	if (sqlite3_exec(to, "PRAGMA secure_delete = ON; PRAGMA journal_mode = DELETE;"
	    " DELETE FROM part_key; VACUUM", NULL, NULL, NULL) !=
	    SQLITE_OK)
		return FAIL(db, WHY_STORE_BUSY, "the copy to %s stopped: %s", name,
		    sqlite3_errmsg(to));
	return RC_OK;
}

enum rc
backup_write(struct db *db, struct str to)
{
	const char *name = str_z(db->mem, to);
	const char *part = str_printf(db->mem, "%s.part", name).p;
	sqlite3 *copy = NULL;
	enum rc rc = RC_OK;
	int fd;

	if (db->kind != DB_SQLITE)
		return FAIL(db, WHY_BACKUP_ELSEWHERE, "the database is PostgreSQL: "
		    "back it up with pg_dump");
	if (access(name, F_OK) == 0)
		return FAIL(db, WHY_BACKUP_EXISTS, "%s is there already: choose "
		    "another name", name);
	(void)unlink(part);
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return FAIL(db, WHY_STORE_BUSY, "cannot write %s: %s", part,
		    strerror(errno));
	(void)close(fd);
	if (sqlite3_open_v2(part, &copy, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		rc = FAIL(db, WHY_STORE_BUSY, "cannot write %s", part);
	else
		rc = pages_copy(db, copy, name);
	(void)sqlite3_close(copy);
	if (rc == RC_OK)
		rc = backup_check(str_c(part), db->mem, db->fault);
	if (rc == RC_OK && (!path_sync(part) || rename(part, name) != 0 ||
	    !path_sync(folder_of(db->mem, to))))
		rc = FAIL(db, WHY_STORE_BUSY, "cannot keep %s: %s", name,
		    strerror(errno));
	if (rc != RC_OK)
		(void)unlink(part);
	return rc;
}

enum rc
backup_check(struct str path, struct arena *mem, struct fault *fault)
{
	struct { struct fault *fault; } ctx = { fault };
	const char *name = str_z(mem, path);
	sqlite3_stmt *q = NULL;
	sqlite3 *db = NULL;
	bool whole = false;

	if (sqlite3_open_v2(name, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT (SELECT count(*) FROM migration), "
	    "(SELECT integrity_check FROM pragma_integrity_check(1))", -1, &q,
	    NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
		whole = sqlite3_column_int(q, 0) > 0 &&
		    str_eq(str_c((const char *)sqlite3_column_text(q, 1)), S("ok"));
	(void)sqlite3_finalize(q);
	(void)sqlite3_close(db);
	return whole ? RC_OK : FAIL(&ctx, WHY_BACKUP_DAMAGED,
	    "%s is no whole database of this program", name);
}

enum rc
db_check(struct db *db, struct buf *out, int *wrong)
{
	static const char *const ASKED[] = {
		"PRAGMA integrity_check(20)",
		"SELECT 'reference of ' || \"table\" || ' row ' || coalesce(rowid, 0)"
		" || ' to ' || parent FROM pragma_foreign_key_check LIMIT 20",
	};

	*wrong = 0;
	if (db->kind != DB_SQLITE)
		return RC_OK; /* the server checks its pages when it reads them */
	for (size_t i = 0; i < sizeof(ASKED) / sizeof(ASKED[0]); i++) {
		struct db_table t;
		enum rc rc = db_query(db, ASKED[i], &t);
		if (rc != RC_OK)
			return rc;
		for (size_t row = 0; row < t.rows; row++) {
			if (str_eq(t.cells[row], S("ok")))
				continue;
			++*wrong;
			buf_put(out, t.cells[row]);
			buf_char(out, '\n');
		}
	}
	return RC_OK;
}
