/*
 * export: see carry.h. The tables are read in one transaction, so they are of one
 * moment; files are durable before a row names them and are never changed, so
 * every file that the tables name is there when its turn comes.
 */
#include "main/carry.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "q.h"

static const char README[] =
"OCOP: một văn phòng, toàn bộ dữ liệu / an office, everything it holds\n"
"=====================================================================\n"
"\n"
"Thư mục này đọc được mà không cần chương trình đã tạo ra nó.\n"
"This folder can be read without the program that made it.\n"
"\n"
"SHA256SUMS        kiểm tra / check:  sha256sum -c SHA256SUMS\n"
"manifest.json     lúc nào, phiên bản, các bảng, số dòng / when, which version,\n"
"                  tables, columns, rows\n"
"table/NAME.jsonl  mỗi dòng một bản ghi, JSON, UTF-8 / a row a line: JSON, UTF-8.\n"
"                  *_at: mili giây từ 1970-01-01 UTC / milliseconds since then\n"
"                  *_on: số ngày từ 1970-01-01, giờ Việt Nam / days since then\n"
"                  bytes: hex; thiếu / absent: null\n"
"blob/ab/abcd...   tệp, tên là SHA-256 của nội dung / files by their SHA-256\n"
"\n"
"Có dữ liệu cá nhân và mật khẩu đã băm: giữ kín như chính cơ sở dữ liệu.\n"
"It holds personal data and hashed passwords: guard it like the database.\n"
"\n"
"Xong việc thì hủy: tên đã xóa sau ngày này vẫn còn ở đây, mở được bằng office.key.\n"
"Destroy it when done: names erased after this day are still here, for who has office.key.\n";

/* An export while it is written. */
struct export {
	struct house *h;
	struct arena mem;     /* of a table, or of a page of files */
	struct str dir;
	FILE *sums;           /* SHA256SUMS.part */
	struct buf manifest;
	struct json_out json;
	FILE *file;           /* the table that is written */
	struct hasher *hasher;
	int64_t rows, files;
};

struct str
carry_path(struct arena *mem, struct str dir, struct str name)
{
	return str_printf(mem, "%.*s/%.*s", STR_ARG(dir), STR_ARG(name));
}

enum rc
carry_fail(struct house *h, struct str path, const char *what)
{
	return fault_set(&h->fault, &WHY_BROKEN, __FILE__, __LINE__, "%.*s: %s",
	    STR_ARG(path), what);
}

static enum rc
folder_make(struct export *x, struct str path)
{
	if (mkdir(str_z(&x->mem, path), 0700) == 0)
		return RC_OK;
	return fault_set(&x->h->fault, &WHY_BAD_REQUEST, __FILE__, __LINE__,
	    "%.*s: %s; give a directory that is not there yet", STR_ARG(path),
	    strerror(errno));
}

/* A new file of the export, readable by its owner alone. */
static FILE *
file_new(struct export *x, struct str name)
{
	struct str path = carry_path(&x->mem, x->dir, name);
	int fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	return fd < 0 ? NULL : fdopen(fd, "w");
}

static enum rc
sums_add(struct export *x, struct str name, struct hash hash)
{
	struct str hex = hash_hex(&x->mem, hash);

	if (fprintf(x->sums, "%.*s  %.*s\n", STR_ARG(hex), STR_ARG(name)) < 0)
		return carry_fail(x->h, x->dir, strerror(errno));
	return RC_OK;
}

/* A small file, whole. */
static enum rc
file_whole(struct export *x, struct str name, struct str bytes)
{
	FILE *f = file_new(x, name);
	bool well = f != NULL && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;

	if (f != NULL && fclose(f) != 0)
		well = false;
	if (!well)
		return carry_fail(x->h, carry_path(&x->mem, x->dir, name),
		    strerror(errno));
	return sums_add(x, name, hash_of(bytes));
}

/* ---- tables ------------------------------------------------------------------ */

static enum rc
line_write(void *arg, struct str line)
{
	struct export *x = arg;

	hasher_put(x->hasher, line.p, line.n);
	if (fwrite(line.p, 1, line.n, x->file) != line.n)
		return carry_fail(x->h, x->dir, strerror(errno));
	return RC_OK;
}

static const char *const KINDS[] = {
	[CARRY_INT] = "int", [CARRY_TEXT] = "text", [CARRY_BYTES] = "bytes",
};

static void
table_tell(struct export *x, const struct carry_table *t, int64_t rows,
    struct str hash)
{
	json_open(&x->json, '{');
	json_name(&x->json, S("name"));
	json_put_str(&x->json, t->name);
	json_name(&x->json, S("rows"));
	json_put_int(&x->json, rows);
	json_name(&x->json, S("sha256"));
	json_put_str(&x->json, hash);
	json_name(&x->json, S("columns"));
	json_open(&x->json, '[');
	for (size_t i = 0; i < t->n_columns; i++)
		json_put_str(&x->json, str_printf(&x->mem, "%.*s %s%s",
		    STR_ARG(t->columns[i].name), KINDS[t->columns[i].kind],
		    t->columns[i].may_be_null ? "?" : ""));
	json_close(&x->json, ']');
	json_close(&x->json, '}');
	buf_char(&x->manifest, '\n');
}

static enum rc
table_write(struct export *x, const struct carry_table *t)
{
	struct str name = str_printf(&x->mem, "table/%.*s.jsonl",
	    STR_ARG(t->name));
	struct hash hash;
	int64_t rows = 0;
	enum rc rc;

	x->file = file_new(x, name);
	if (x->file == NULL)
		return carry_fail(x->h, carry_path(&x->mem, x->dir, name),
		    strerror(errno));
	x->hasher = hasher_new();
	rc = carry_read(x->h->db, t, line_write, x, &rows);
	hash = hasher_end(x->hasher);
	if (fclose(x->file) != 0 && rc == RC_OK)
		rc = carry_fail(x->h, x->dir, strerror(errno));
	if (rc != RC_OK)
		return rc;
	x->rows += rows;
	table_tell(x, t, rows, hash_hex(&x->mem, hash));
	return sums_add(x, name, hash);
}

static enum rc
tables_write(struct export *x)
{
	const struct carry_table *tables;
	size_t n;
	enum rc rc = carry_tables(x->h->db, &tables, &n);

	json_name(&x->json, S("tables"));
	json_open(&x->json, '[');
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = table_write(x, &tables[i]);
	json_close(&x->json, ']');
	return rc;
}

/* ---- files --------------------------------------------------------------------- */

/* Copies and takes the hash of what it copies. */
static bool
bytes_copy(int from, FILE *to, struct hasher *hasher)
{
	char piece[65536];
	ssize_t n;

	while ((n = read(from, piece, sizeof(piece))) > 0) {
		hasher_put(hasher, piece, (size_t)n);
		if (fwrite(piece, 1, (size_t)n, to) != (size_t)n)
			return false;
	}
	return n == 0;
}

static enum rc
blob_write(struct export *x, struct str hash)
{
	struct str folder, name;
	struct hasher *hasher;
	struct hash found;
	int64_t size;
	FILE *to;
	bool well;
	int from;
	enum rc rc;

	if (hash.n == 0)
		return RC_OK;
	folder = str_printf(&x->mem, "blob/%.*s", STR_ARG(str_head(hash, 2)));
	name = carry_path(&x->mem, folder, hash);
	if (access(carry_path(&x->mem, x->dir, name).p, F_OK) == 0)
		return RC_OK; /* a picture can be its own clean copy */
	if ((rc = blob_open(&x->h->blobs, hash, &x->h->fault, &from, &size)) != RC_OK)
		return rc;
	(void)mkdir(carry_path(&x->mem, x->dir, folder).p, 0700);
	to = file_new(x, name);
	hasher = hasher_new();
	well = to != NULL && bytes_copy(from, to, hasher);
	found = hasher_end(hasher);
	(void)close(from);
	if ((to != NULL && fclose(to) != 0) || !well)
		return carry_fail(x->h, name, strerror(errno));
	if (!str_eq(hash_hex(&x->mem, found), hash))
		return carry_fail(x->h, name, "is not what its name says; ocop "
		    "check names all such files, the last backup has them whole");
	x->files++;
	return sums_add(x, name, found);
}

/* Every file that a row names, some hundred rows at a time. */
static enum rc
blobs_write(struct export *x)
{
	char last[65] = "";
	struct q_blob_names_rows rows;
	enum rc rc;

	do {
		arena_clear(&x->mem);
		rc = q_blob_names(x->h->db, str_c(last), &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			(void)snprintf(last, sizeof(last), "%.*s",
			    STR_ARG(rows.v[i].hash));
			if ((rc = blob_write(x, rows.v[i].hash)) == RC_OK &&
			    (rc = blob_write(x, rows.v[i].thumb)) == RC_OK)
				rc = blob_write(x, rows.v[i].clean);
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

/* ---- the whole ------------------------------------------------------------------ */

static enum rc
manifest_begin(struct export *x)
{
	struct carry_schema schema;
	enum rc rc = carry_schema(x->h->db, &schema);

	if (rc != RC_OK)
		return rc;
	json_open(&x->json, '{');
	json_name(&x->json, S("format"));
	json_put_str(&x->json, S(CARRY_FORMAT));
	json_name(&x->json, S("made_at"));
	json_put_str(&x->json, moment_iso(&x->h->mem, x->h->ctx.now));
	json_name(&x->json, S("schema"));
	json_put_str(&x->json, schema.name);
	json_name(&x->json, S("schema_sha256"));
	json_put_str(&x->json, schema.hash);
	return RC_OK;
}

/* Everything on the disk first, then the name that says it is whole. */
static enum rc
sums_close(struct export *x, struct str part, struct str name)
{
	int fd = fileno(x->sums);
	bool well = fflush(x->sums) == 0 && syncfs(fd) == 0;

	if (fclose(x->sums) != 0)
		well = false;
	x->sums = NULL;
	if (!well || rename(part.p, name.p) != 0)
		return carry_fail(x->h, name, strerror(errno));
	return RC_OK;
}

static enum rc
export_write(struct export *x)
{
	enum rc rc;

	if ((rc = file_whole(x, S("README.txt"), str_c(README))) != RC_OK ||
	    (rc = manifest_begin(x)) != RC_OK ||
	    (rc = tables_write(x)) != RC_OK ||
	    (rc = blobs_write(x)) != RC_OK)
		return rc;
	json_name(&x->json, S("files"));
	json_put_int(&x->json, x->files);
	json_close(&x->json, '}');
	buf_char(&x->manifest, '\n');
	REQUIRE(buf_ok(&x->manifest));
	return file_whole(x, S("manifest.json"), buf_str(&x->manifest));
}

static enum rc
export_folder(struct export *x)
{
	struct arena *own = &x->h->mem;
	struct str part = carry_path(own, x->dir, S("SHA256SUMS.part"));
	enum rc rc;

	if ((rc = folder_make(x, x->dir)) != RC_OK ||
	    (rc = folder_make(x, carry_path(own, x->dir, S("table")))) != RC_OK ||
	    (rc = folder_make(x, carry_path(own, x->dir, S("blob")))) != RC_OK)
		return rc;
	x->sums = file_new(x, S("SHA256SUMS.part"));
	if (x->sums == NULL)
		return carry_fail(x->h, part, strerror(errno));
	if ((rc = db_begin(x->h->db, DB_READS)) != RC_OK)
		return rc;
	db_use(x->h->db, &x->mem, &x->h->fault);
	rc = export_write(x);
	db_rollback(x->h->db);
	db_use(x->h->db, own, &x->h->fault);
	if (rc == RC_OK)
		return sums_close(x, part, carry_path(own, x->dir, S("SHA256SUMS")));
	(void)fclose(x->sums);
	return rc;
}

int
export_main(int argc, char **argv)
{
	struct house h;
	struct export x = { .h = &h, .dir = settings_word(argc, argv, 0) };
	enum rc rc;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_READS, &code))
		return code;
	arena_init(&x.mem, 64 * MIB);
	x.manifest = buf_new(&h.mem, MIB);
	x.json = json_out(&x.manifest);
	rc = x.dir.n > 0 ? export_folder(&x) : fault_set(&h.fault,
	    &WHY_BAD_REQUEST, __FILE__, __LINE__, "export DIR: where to put it");
	code = rc == RC_OK ? DONE : house_tell(&h, argv[0]);
	if (rc == RC_OK)
		(void)printf("%" PRId64 " rows and %" PRId64 " files in %.*s\n",
		    x.rows, x.files, STR_ARG(x.dir));
	arena_release(&x.mem);
	house_close(&h);
	return code;
}
