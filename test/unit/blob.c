/* The file store: kept once, durable, erased; and files that are arriving. */
#include "unit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "blob/blob.h"

static struct blobs store;
static struct fault fault;

static void
begin(void)
{
	char dir[] = "/tmp/ocop-blob-XXXXXX";

	fault = (struct fault){ 0 };
	if (mkdtemp(dir) == NULL)
		abort();
	CHECK_INT(blobs_open(&store, str_c(dir), unit_mem(), &fault), RC_OK);
}

static void
end(void)
{
	const char *z = str_z(unit_mem(), str_printf(unit_mem(), "rm -r %.*s", STR_ARG(store.dir)));

	CHECK(str_starts(store.dir, S("/tmp/ocop-blob-")));
	CHECK_INT(system(z), 0);
}

static struct str
written(const char *name, struct str bytes)
{
	struct str path = str_printf(unit_mem(), "%.*s/%s", STR_ARG(store.dir), name);
	int fd = open(str_z(unit_mem(), path), O_WRONLY | O_CREAT | O_TRUNC, 0644);

	CHECK(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(fd);
	return path;
}

static void
keeps_by_hash_once(void)
{
	struct blob_kept a, b;
	int64_t size;
	int fd;

	begin();
	CHECK_INT(blob_keep_file(&store, written("x", S("giấy tờ")), unit_mem(), &fault, &a), RC_OK);
	CHECK(str_eq(a.hash, hash_hex(unit_mem(), hash_of(S("giấy tờ")))));
	CHECK(!a.was_there);
	CHECK_INT(blob_keep_bytes(&store, S("giấy tờ"), unit_mem(), &fault, &b), RC_OK);
	CHECK(str_eq(a.hash, b.hash));
	CHECK(b.was_there);
	CHECK_INT(blob_open(&store, a.hash, &fault, &fd, &size), RC_OK);
	CHECK_INT(size, (int64_t)sizeof("giấy tờ") - 1);
	close(fd);
	CHECK_INT(blob_check(&store, a.hash, &fault), RC_OK);
	end();
}

static void
notices_changed_bytes(void)
{
	struct blob_kept a;
	int fd;

	begin();
	CHECK_INT(blob_keep_bytes(&store, S("abc"), unit_mem(), &fault, &a), RC_OK);
	fd = open(str_z(unit_mem(), blob_path(&store, a.hash, unit_mem())), O_WRONLY);
	CHECK(pwrite(fd, "x", 1, 1) == 1);
	close(fd);
	CHECK_INT(blob_check(&store, a.hash, &fault), RC_BROKEN);
	end();
}

static void
erases_and_forgets(void)
{
	struct blob_kept a;
	int64_t size;
	int fd;

	begin();
	CHECK_INT(blob_keep_bytes(&store, S("abc"), unit_mem(), &fault, &a), RC_OK);
	CHECK_INT(blob_erase(&store, a.hash, &fault), RC_OK);
	CHECK_INT(blob_open(&store, a.hash, &fault, &fd, &size), RC_ABSENT);
	CHECK_INT(blob_erase(&store, a.hash, &fault), RC_OK);
	end();
}

static void
takes_only_its_own_names(void)
{
	static const char *const bad[] = { "", "../../etc/passwd", "ABCD",
		"g000000000000000000000000000000000000000000000000000000000000000",
		"../0000000000000000000000000000000000000000000000000000000000000" };
	int64_t size;
	int fd;

	begin();
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		unit_row("%s", bad[i]);
		CHECK_INT(blob_open(&store, str_c(bad[i]), &fault, &fd, &size), RC_ABSENT);
		CHECK(blob_path(&store, str_c(bad[i]), unit_mem()).p == NULL);
	}
	CHECK(arriving_path(&store, S("../x"), unit_mem()).p == NULL);
	CHECK(arriving_path(&store, S(".look-abc"), unit_mem()).p == NULL);
	end();
}

static void
says_busy_when_the_disk_is_full(void)
{
	begin();
	CHECK_INT(blob_room(&store, 1000, &fault), RC_OK);
	CHECK_INT(blob_room(&store, INT64_MAX / 4, &fault), RC_BUSY);
	CHECK(fault.why == &WHY_DISK_FULL);
	store.reserve_bytes = INT64_MAX / 4;
	CHECK_INT(blob_room(&store, 1, &fault), RC_BUSY);
	end();
}

static void
appends_only_where_it_stands(void)
{
	struct arriving_piece p = { .size_max = 6 };
	int64_t size = -1;

	begin();
	CHECK_INT(arriving_size(&store, S("t0"), &fault, &size), RC_ABSENT);
	CHECK_INT(arriving_add(&store, S("t0"), &fault), RC_OK);
	CHECK_INT(arriving_add(&store, S("t0"), &fault), RC_CONFLICT);
	p.from = written("p", S("abc"));
	CHECK_INT(arriving_append(&store, S("t0"), &p, &fault, &size), RC_OK);
	CHECK_INT(size, 3);
	/* The same piece sent twice is not written twice. */
	CHECK_INT(arriving_append(&store, S("t0"), &p, &fault, &size), RC_CONFLICT);
	p.offset = 3;
	p.from = written("p", S("defg"));
	CHECK_INT(arriving_append(&store, S("t0"), &p, &fault, &size), RC_INVALID);
	p.from = written("p", S("def"));
	CHECK_INT(arriving_append(&store, S("t0"), &p, &fault, &size), RC_OK);
	CHECK_INT(arriving_size(&store, S("t0"), &fault, &size), RC_OK);
	CHECK_INT(size, 6);
	arriving_drop(&store, S("t0"));
	CHECK_INT(arriving_size(&store, S("t0"), &fault, &size), RC_ABSENT);
	end();
}

static const struct unit_test tests[] = {
	{ "a file is kept by its hash, once", keeps_by_hash_once },
	{ "changed bytes are noticed", notices_changed_bytes },
	{ "erasing is for good and may be repeated", erases_and_forgets },
	{ "names of strangers lead nowhere", takes_only_its_own_names },
	{ "a full disk is busy, in words", says_busy_when_the_disk_is_full },
	{ "a piece is appended only where the upload stands", appends_only_where_it_stands },
};
UNIT_MAIN(tests)
