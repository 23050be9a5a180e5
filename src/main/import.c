/*
 * import: see carry.h. Nothing of the office is touched before the whole export
 * was read and found as it was written; then its files are kept, then its rows,
 * in one transaction; then the rows are read back, and their hashes must be those
 * of the export. Until the commit there is no row.
 */
#include "main/carry.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/rebuild.h"
#include "base/json.h"
#include "store/migrate.h"

#define CHUNK_LINES 200
#define CHUNK_BYTES (4 * MIB)
#define MANIFEST_BYTES (4 * MIB)
#define SUMS_BYTES ((size_t)200 * MIB)

struct import {
	struct house *h;
	struct arena mem;  /* of the export itself, from before there is an office */
	struct str dir;
	struct str sums;   /* SHA256SUMS */
	const struct json *manifest;
	int64_t rows, files;
};

/* ---- the folder ------------------------------------------------------------------ */

/* A file in memory while it is looked at; release with file_let(). */
struct file {
	struct str bytes;
};

static enum rc
file_see(struct import *m, struct str name, struct file *out)
{
	struct str path = carry_path(&m->mem, m->dir, name);
	int fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	void *p = NULL;
	bool well = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);

	if (well && st.st_size > 0) {
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		well = p != MAP_FAILED;
	}
	if (fd >= 0)
		(void)close(fd);
	if (!well)
		return carry_fail(m->h, path, "cannot be read; take the export "
		    "again, or copy it again from where it was made");
	out->bytes = p == NULL ? S("") : (struct str){ p, (size_t)st.st_size };
	return RC_OK;
}

static void
file_let(struct file *f)
{
	if (f->bytes.n > 0)
		(void)munmap((void *)(uintptr_t)f->bytes.p, f->bytes.n);
	f->bytes = S("");
}

/* A line of SHA256SUMS: 64 letters, two blanks, a name of ours. */
static bool
sum_read(struct str line, struct hash *hash, struct str *name)
{
	*name = str_from(line, 66);
	if (line.n < 67 || line.p[64] != ' ' || line.p[65] != ' ' ||
	    !hash_read(str_head(line, 64), hash))
		return false;
	if (name->p[0] == '/' || str_has(*name, S("..")))
		return false;
	return str_starts(*name, S("table/")) || str_starts(*name, S("blob/")) ||
	    str_eq(*name, S("manifest.json")) || str_eq(*name, S("README.txt"));
}

static enum rc
file_verify(struct import *m, struct str line)
{
	struct str name, hash;
	struct hash want;
	struct file f;
	enum rc rc;

	if (!sum_read(line, &want, &name))
		return carry_fail(m->h, S("SHA256SUMS"), "has a line that no export "
		    "writes; it was edited");
	if ((rc = file_see(m, name, &f)) != RC_OK)
		return rc;
	hash = hash_hex(&m->mem, hash_of(f.bytes));
	file_let(&f);
	if (!str_eq(hash, hash_hex(&m->mem, want)))
		return carry_fail(m->h, name, "is not as it was exported: its "
		    "SHA-256 is another; copy the export again");
	return RC_OK;
}

/* Each file against its hash, before anything is taken from it. */
static enum rc
folder_verify(struct import *m)
{
	struct str rest, line;
	struct file f;
	enum rc rc;

	if (access(carry_path(&m->mem, m->dir, S("SHA256SUMS")).p, R_OK) != 0)
		return carry_fail(m->h, m->dir, "there is no SHA256SUMS in it: it is "
		    "no export, or one that was cut off");
	if ((rc = file_see(m, S("SHA256SUMS"), &f)) != RC_OK)
		return rc;
	m->sums = f.bytes.n < SUMS_BYTES ? str_copy(&m->mem, f.bytes) : S("");
	file_let(&f);
	if (m->sums.n == 0 || m->sums.p[m->sums.n - 1] != '\n')
		return carry_fail(m->h, m->dir, "its SHA256SUMS was cut off");
	rest = m->sums;
	while (rc == RC_OK && str_cut(&rest, '\n', &line))
		rc = file_verify(m, line);
	return rc;
}

static enum rc
manifest_see(struct import *m)
{
	struct str error = S("");
	struct file f;
	enum rc rc;

	if (!str_has(m->sums, S("  manifest.json\n")))
		return carry_fail(m->h, m->dir, "its SHA256SUMS names no "
		    "manifest.json; it was edited");
	if ((rc = file_see(m, S("manifest.json"), &f)) != RC_OK)
		return rc;
	if (f.bytes.n <= MANIFEST_BYTES)
		m->manifest = json_read(&m->mem, f.bytes, &error);
	file_let(&f);
	if (!str_eq(json_str(json_get(m->manifest, S("format"))),
	    S(CARRY_FORMAT)))
		return carry_fail(m->h, S("manifest.json"), "does not say "
		    CARRY_FORMAT "; use the program that made it");
	return RC_OK;
}

/* ---- rows ------------------------------------------------------------------------ */

/* What the manifest says of a table; NULL: nothing. */
static const struct json *
table_told(const struct import *m, struct str name)
{
	const struct json *tables = json_get(m->manifest, S("tables"));

	for (size_t i = 0; i < json_len(tables); i++)
		if (str_eq(json_str(json_get(json_at(tables, i), S("name"))), name))
			return json_at(tables, i);
	return NULL;
}

/* The database must have the export's schema and no row. */
static enum rc
office_fits(struct import *m, const struct carry_table *tables, size_t n)
{
	struct carry_schema schema;
	int64_t rows;
	enum rc rc = carry_schema(m->h->db, &schema);

	if (rc != RC_OK)
		return rc;
	if (!str_eq(schema.hash, json_str(json_get(m->manifest,
	    S("schema_sha256")))))
		return carry_fail(m->h, S("manifest.json"), "was made with another "
		    "schema: import it with the program that made it, then "
		    "`ocop migrate` with this one");
	if (json_len(json_get(m->manifest, S("tables"))) != n)
		return carry_fail(m->h, S("manifest.json"), "has other tables");
	for (size_t i = 0; i < n; i++) {
		if (table_told(m, tables[i].name) == NULL)
			return carry_fail(m->h, tables[i].name, "is not in the "
			    "manifest");
		if ((rc = carry_count(m->h->db, &tables[i], &rows)) != RC_OK)
			return rc;
		if (rows > 0)
			return carry_fail(m->h, tables[i].name, "has rows already: "
			    "an export goes into a new office only");
	}
	return RC_OK;
}

/* The next whole lines, a statement's worth. */
static struct str
lines_take(struct str *rest)
{
	struct str lines = *rest;
	size_t n = 0;

	for (int i = 0; i < CHUNK_LINES && n < rest->n && n < CHUNK_BYTES; i++)
		n += str_find(str_from(*rest, n), '\n') + 1;
	n = n > rest->n ? rest->n : n;
	*rest = str_from(*rest, n);
	return str_head(lines, n);
}

static enum rc
hash_line(void *arg, struct str line)
{
	hasher_put(arg, line.p, line.n);
	return RC_OK;
}

/* Reads back what was written: as many rows, and the same bytes. */
static enum rc
table_verify(struct import *m, const struct carry_table *t)
{
	const struct json *told = table_told(m, t->name);
	struct hasher *hasher = hasher_new();
	int64_t rows = 0;
	enum rc rc = carry_read(m->h->db, t, hash_line, hasher, &rows);
	struct str hash = hash_hex(&m->mem, hasher_end(hasher));

	if (rc != RC_OK)
		return rc;
	if (rows != json_int(json_get(told, S("rows")), -1) ||
	    !str_eq(hash, json_str(json_get(told, S("sha256")))))
		return carry_fail(m->h, t->name, "was not taken as it was exported: "
		    "rows or their hash differ; nothing was kept");
	m->rows += rows;
	return RC_OK;
}

static enum rc
table_take(struct import *m, const struct carry_table *t)
{
	struct str name = str_printf(&m->mem, "table/%.*s.jsonl",
	    STR_ARG(t->name)), rest;
	struct file f;
	int64_t rows;
	enum rc rc = file_see(m, name, &f);

	if (rc != RC_OK)
		return rc;
	rest = f.bytes;
	while (rc == RC_OK && rest.n > 0)
		rc = carry_write(m->h->db, t, lines_take(&rest), &rows);
	file_let(&f);
	if (rc == RC_OK)
		rc = carry_done(m->h->db, t);
	return rc == RC_OK ? table_verify(m, t) : rc;
}

static enum rc
rows_take(struct import *m)
{
	const struct carry_table *tables;
	size_t n;
	enum rc rc;

	if ((rc = db_begin(m->h->db, DB_WRITES)) != RC_OK)
		return rc;
	if ((rc = carry_tables(m->h->db, &tables, &n)) == RC_OK)
		rc = office_fits(m, tables, n);
	if (rc == RC_OK)
		rc = carry_begin(m->h->db);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = table_take(m, &tables[i]);
	if (rc == RC_OK)
		rc = carry_end(m->h->db);
	if (rc == RC_OK)
		return db_commit(m->h->db);
	db_rollback(m->h->db);
	return rc;
}

/* ---- files ----------------------------------------------------------------------- */

static enum rc
blob_take(struct import *m, struct str name)
{
	struct blob_kept kept;
	struct file f;
	enum rc rc = file_see(m, name, &f);

	if (rc != RC_OK)
		return rc;
	rc = blob_keep_bytes(&m->h->blobs, f.bytes, &m->mem, &m->h->fault, &kept);
	file_let(&f);
	if (rc == RC_OK && !str_ends(name, kept.hash))
		return carry_fail(m->h, name, "is not named by its hash");
	m->files++;
	return rc;
}

static enum rc
blobs_take(struct import *m)
{
	struct str rest = m->sums, line, name;
	struct hash hash;
	enum rc rc = RC_OK;

	while (rc == RC_OK && str_cut(&rest, '\n', &line))
		if (sum_read(line, &hash, &name) &&
		    str_starts(name, S("blob/")))
			rc = blob_take(m, name);
	return rc;
}

/* ---- the whole --------------------------------------------------------------------- */

/* What is derived is made again, and every promise is asked for. */
static enum rc
office_finish(struct import *m, struct buf *out, int *broken)
{
	int64_t different;
	enum rc rc = rebuild_derived(&m->h->ctx, false, out, &different);

	buf_clear(out); /* word tables are not carried: all of them differed */
	if (rc == RC_OK)
		rc = migrate_check_invariants(m->h->db, out, broken);
	return rc;
}

static int
office_take(struct import *m)
{
	struct buf out = buf_new(&m->mem, MIB);
	int broken = 0;
	enum rc rc;

	if ((rc = blobs_take(m)) != RC_OK || (rc = rows_take(m)) != RC_OK ||
	    (rc = office_finish(m, &out, &broken)) != RC_OK)
		return house_tell(m->h, "import");
	(void)printf("%" PRId64 " rows and %" PRId64 " files, as they were "
	    "exported\n", m->rows, m->files);
	if (broken == 0)
		return DONE;
	(void)fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
	return ANSWER_NO;
}

int
import_main(int argc, char **argv)
{
	struct house h;
	struct import m = { .h = &h, .dir = settings_word(argc, argv, 0) };
	enum rc rc;
	int code;

	if (!house_open(&h, argc, argv, &code))
		return code;
	arena_init(&m.mem, 512 * MIB);
	rc = m.dir.n > 0 ? folder_verify(&m) : fault_set(&h.fault,
	    &WHY_BAD_REQUEST, __FILE__, __LINE__, "import DIR --data NEW: DIR was "
	    "made by `ocop export`");
	if (rc == RC_OK)
		rc = manifest_see(&m);
	if (rc != RC_OK) {
		code = house_tell(&h, argv[0]);
		house_close(&h);
	} else if (house_db(&h, DB_WRITES, &code)) {
		code = office_take(&m);
		house_close(&h);
	}
	arena_release(&m.mem);
	return code;
}
