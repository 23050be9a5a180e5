/* A copy of another's log: grows with it, and stops at every head that is not true. */
#include "unit.h"

#include "ledger/keychain.h"
#include "ledger/mirror.h"
#include "ledger_help.h"

static struct log_place theirs, ours;
static struct log l;
static struct mirror m;
static const char *away; /* a file that cannot be had now */

static enum rc
file_get(void *arg, struct str name, struct arena *mem, struct str *out)
{
	struct fault quiet = { 0 };
	const struct log_place *at = arg;

	if (away != NULL && str_has(name, str_c(away)))
		return RC_BROKEN;
	return disk_read(str_printf(mem, "%.*s/%.*s", STR_ARG(at->public_dir),
	    STR_ARG(name)), 20 * MIB, mem, &quiet, out);
}

static void
begin(void)
{
	struct note_signer s = signer_of("example.vn/log/79/1", KEY_LOG, 1);

	theirs = place_make();
	ours = place_make();
	away = NULL;
	CHECK_INT(log_open(&l, theirs, &s, unit_mem(), &fault), RC_OK);
	m = (struct mirror){ { file_get, &theirs }, s.key, ours, { 0 } };
}

static void
end(void)
{
	place_drop(theirs);
	place_drop(ours);
}

static struct mirrored
visit(void)
{
	struct mirrored out = { .why = "" };
	struct arena mem;

	arena_init(&mem, 64 * MIB);
	fault = (struct fault){ 0 };
	CHECK_INT(mirror_visit(&m, &mem, &fault, &out), RC_OK);
	out.checkpoint = str_copy(unit_mem(), out.checkpoint);
	arena_release(&mem);
	return out;
}

/* Their log with other entries from `other` on, signed by the same key. */
static void
publish_other(int64_t size, int64_t other)
{
	struct made_up made = { size, other };
	struct log_source from = { made_up_load, &made };
	struct note_signer s = signer_of("example.vn/log/79/1", KEY_LOG, 1);

	place_drop(theirs);
	theirs = place_make();
	CHECK_INT(log_open(&l, theirs, &s, unit_mem(), &fault), RC_OK);
	CHECK_INT(log_publish(&l, &from, unit_mem(), &fault), RC_OK);
}

static void
grows_with_it(void)
{
	static const int64_t sizes[] = { 0, 1, 3, 255, 256, 257, 700, 1500 };

	begin();
	CHECK_INT(visit().answer, MIRROR_AWAY); /* not published yet */
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct mirrored got;

		unit_row("size %d", (int)sizes[i]);
		CHECK_INT(publish(&l, sizes[i]), RC_OK);
		got = visit();
		CHECK_INT(got.answer, MIRROR_GROWN);
		CHECK_INT(got.size, sizes[i]);
		CHECK_INT(visit().answer, MIRROR_SAME);
	}
	/* the copy is their files, byte for byte */
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(),
	    "cd %.*s/tile && find . -type f -exec cmp -s {} %.*s/tile/{} \\; -o -type f -print "
	    "| grep -q . && exit 1; cmp -s ../checkpoint %.*s/checkpoint",
	    STR_ARG(ours.public_dir), STR_ARG(theirs.public_dir),
	    STR_ARG(theirs.public_dir)))), 0);
	end();
}

static void
a_fork_is_proven(void)
{
	struct mirrored got;

	begin();
	CHECK_INT(publish(&l, 300), RC_OK);
	CHECK_INT(visit().answer, MIRROR_GROWN);
	publish_other(300, 200); /* the same size */
	got = visit();
	CHECK_INT(got.answer, MIRROR_FORKED);
	CHECK(got.checkpoint.n > 0 && got.size == 300);
	publish_other(250, 200); /* smaller */
	CHECK_INT(visit().answer, MIRROR_FORKED);
	publish_other(600, 299); /* larger */
	CHECK_INT(visit().answer, MIRROR_FORKED);
	CHECK_INT(access(str_z(unit_mem(), str_printf(unit_mem(), "%.*s/fork-600",
	    STR_ARG(ours.private_dir))), F_OK), 0); /* the entries that prove it */
	publish_other(250, 0); /* older and true: no fork */
	CHECK_INT(visit().answer, MIRROR_SAME);
	publish_other(700, 0);
	got = visit();
	CHECK_INT(got.answer, MIRROR_GROWN); /* the true one goes on */
	CHECK_INT(got.size, 700);
	end();
}

/* `keys` beside their log: `old` hands over to `new`. */
static void
keys_publish(const struct note_signer *old, const struct note_signer *new)
{
	struct disk_file f = { str_printf(unit_mem(), "%.*s/keys",
	    STR_ARG(theirs.public_dir)), theirs.public_dir.n, 0644 };

	CHECK_INT(disk_replace(&f, key_note(unit_mem(), old, new, (struct moment){ INT64_C(1795158000000) }),
	    unit_mem(), &fault), RC_OK);
}

static void
a_key_that_was_changed(void)
{
	const char *name = "example.vn/log/79/1";
	struct note_signer old = signer_of(name, KEY_LOG, 1), new = signer_of(name, KEY_LOG, 7),
		other = signer_of(name, KEY_LOG, 8);
	struct mirrored got;

	begin();
	CHECK_INT(publish(&l, 300), RC_OK);
	CHECK_INT(visit().answer, MIRROR_GROWN);
	CHECK_INT(log_sign_also(&l, &new, unit_mem(), &fault), RC_OK);
	CHECK_INT(log_open(&l, theirs, &new, unit_mem(), &fault), RC_OK);
	CHECK_INT(publish(&l, 310), RC_OK);
	CHECK_INT(visit().answer, MIRROR_FALSE); /* the old key is what we know */
	m.key = new.key;
	fault = (struct fault){ 0 };
	CHECK_INT(mirror_visit(&m, unit_mem(), &fault, &got), RC_BROKEN); /* no note */
	keys_publish(&other, &new);
	fault = (struct fault){ 0 };
	CHECK_INT(mirror_visit(&m, unit_mem(), &fault, &got), RC_BROKEN); /* of others */
	keys_publish(&old, &new);
	got = visit();
	CHECK_INT(got.answer, MIRROR_GROWN);
	CHECK_INT(got.size, 310);
	CHECK_INT(visit().answer, MIRROR_SAME);
	end();
}

static void
a_head_that_was_cosigned_counts(void)
{
	begin();
	CHECK_INT(publish(&l, 400), RC_OK);
	m.known = (struct tree_head){ 150, { { 9 } } }; /* we signed another root */
	CHECK_INT(visit().answer, MIRROR_FORKED);
	m.known = (struct tree_head){ 0 };
	CHECK_INT(visit().answer, MIRROR_GROWN);
	end();
}

static void
what_is_false_is_not_kept(void)
{
	struct disk_file f;
	struct str bytes;

	begin();
	CHECK_INT(publish(&l, 300), RC_OK);
	away = "tile/entries/001";
	CHECK_INT(visit().answer, MIRROR_AWAY);
	away = NULL;
	/* an entry that is not what was signed */
	f = (struct disk_file){ str_printf(unit_mem(), "%.*s/tile/entries/000",
	    STR_ARG(theirs.public_dir)), theirs.public_dir.n, 0644 };
	CHECK_INT(disk_read(f.path, MIB, unit_mem(), &fault, &bytes), RC_OK);
	((char *)(uintptr_t)bytes.p)[500] ^= 1;
	CHECK_INT(disk_replace(&f, bytes, unit_mem(), &fault), RC_OK);
	CHECK_INT(visit().answer, MIRROR_FALSE);
	CHECK_INT(access(str_z(unit_mem(), str_printf(unit_mem(), "%.*s/checkpoint",
	    STR_ARG(ours.public_dir))), F_OK), -1);
	((char *)(uintptr_t)bytes.p)[500] ^= 1;
	CHECK_INT(disk_replace(&f, bytes, unit_mem(), &fault), RC_OK);
	CHECK_INT(visit().answer, MIRROR_GROWN); /* nothing false was in its way */
	/* a bundle that is cut off */
	CHECK_INT(publish(&l, 301), RC_OK);
	f.path = str_printf(unit_mem(), "%.*s/tile/entries/001.p/45",
	    STR_ARG(theirs.public_dir));
	CHECK_INT(disk_replace(&f, S("x"), unit_mem(), &fault), RC_OK);
	CHECK_INT(visit().answer, MIRROR_FALSE);
	/* a head of another key */
	m.key = signer_of("example.vn/log/79/1", KEY_LOG, 2).key;
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(), "rm %.*s/signed",
	    STR_ARG(ours.private_dir)))), 0);
	CHECK_INT(visit().answer, MIRROR_FALSE);
	end();
}

static const struct unit_test tests[] = {
	{ "mirror: grows with the log, byte for byte", grows_with_it },
	{ "mirror: a fork is proven, the true log goes on", a_fork_is_proven },
	{ "mirror: a key that was changed", a_key_that_was_changed },
	{ "mirror: a head that was cosigned counts", a_head_that_was_cosigned_counts },
	{ "mirror: what is false is not kept", what_is_false_is_not_kept },
};
UNIT_MAIN(tests)
