/* A log on disk: grown in steps, read back, and stopped by every contradiction. */
#include "unit.h"

#include <fcntl.h>

#include "ledger_help.h"

static struct log_place place;
static struct log l;

static void
begin(void)
{
	struct note_signer s = signer_of("example.vn/log/79/1", KEY_LOG, 1);

	place = place_make();
	CHECK_INT(log_open(&l, place, &s, unit_mem(), &fault), RC_OK);
}

static enum rc
again(void)
{
	struct note_signer s = signer_of("example.vn/log/79/1", KEY_LOG, 1);

	fault = (struct fault){ 0 };
	return log_open(&l, place, &s, unit_mem(), &fault);
}

static struct str
path_of(const char *file)
{
	return str_printf(unit_mem(), "%.*s/%s", STR_ARG(place.public_dir), file);
}

static bool
is_there(const char *file)
{
	return access(str_z(unit_mem(), path_of(file)), F_OK) == 0;
}

static void
flip(struct str path, off_t at)
{
	int fd = open(str_z(unit_mem(), path), O_RDWR);
	char c = 0;

	CHECK(fd >= 0 && pread(fd, &c, 1, at) == 1);
	c = (char)(c ^ 1);
	CHECK(pwrite(fd, &c, 1, at) == 1);
	close(fd);
}

static struct str
contents(struct str path)
{
	struct str bytes = { 0 };

	CHECK_INT(disk_read(path, MIB, unit_mem(), &fault, &bytes), RC_OK);
	return bytes;
}

static void
grows_in_steps(void)
{
	static const int64_t sizes[] = { 0, 1, 2, 3, 255, 256, 257, 700, 65535, 65536, 65537 };
	struct peaks peaks = { 0 };

	begin();
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct hash root;

		unit_row("size %d", (int)sizes[i]);
		CHECK_INT(publish(&l, sizes[i]), RC_OK);
		while (peaks.size < sizes[i]) {
			struct hash leaf = leaf_hash(entry_number(unit_mem(), peaks.size));

			peaks_add(&peaks, &leaf);
		}
		root = peaks_root(&peaks);
		CHECK_INT(l.head.size, sizes[i]);
		CHECK(memcmp(l.head.root.b, root.b, 32) == 0);
		CHECK_INT(again(), RC_OK);
		CHECK_INT(l.head.size, sizes[i]);
	}
	CHECK(is_there("tile/0/255") && is_there("tile/1/000") && is_there("tile/2/000.p/1"));
	CHECK(is_there("tile/entries/256.p/1") && is_there("tile/0/256.p/1"));
	CHECK(!is_there("tile/0/000.p") && !is_there("tile/entries/000.p"));
	CHECK_INT(log_examine(&l, unit_mem(), &fault), RC_OK);
	place_drop(place);
}

static void
proves(void)
{
	struct proof p;
	struct path link;

	begin();
	CHECK_INT(publish(&l, 600), RC_OK);
	for (int64_t i = 0; i < 600; i += 13) {
		CHECK_INT(log_prove(&l, i, unit_mem(), &fault, &p), RC_OK);
		CHECK(proof_holds(unit_mem(), &p, entry_number(unit_mem(), i), &l.signer.key));
		CHECK(!proof_holds(unit_mem(), &p, entry_number(unit_mem(), i + 1), &l.signer.key));
	}
	CHECK_INT(log_prove(&l, 600, unit_mem(), &fault, &p), RC_ABSENT);
	CHECK_INT(log_grown(&l, (struct log_span){ 257, 600 }, unit_mem(), &fault, &link), RC_OK);
	CHECK(link.n > 0);
	CHECK_INT(log_grown(&l, (struct log_span){ 601, 600 }, unit_mem(), &fault, &link), RC_BROKEN);
	place_drop(place);
}

/* How many signatures a checkpoint has. */
static int
signatures(struct str checkpoint)
{
	struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);

	return CHECK(note_read(unit_mem(), checkpoint, n)) ? n->n : 0;
}

static void
cosignatures_stay_with_their_head(void)
{
	struct note_signer w = signer_of("chung-kien", KEY_WITNESS, 5);
	struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);
	struct proof p;
	struct str line, head;
	int64_t seconds;

	begin();
	CHECK_INT(publish(&l, 5), RC_OK);
	head = str_copy(unit_mem(), l.checkpoint);
	CHECK(note_read(unit_mem(), head, n));
	line = note_cosign(unit_mem(), &w, n->text, 1764000000);
	CHECK_INT(log_cosigned(&l, head, line, unit_mem(), &fault), RC_OK);
	/* the next day, for the same head: the newer word takes the older one's place */
	CHECK_INT(log_cosigned(&l, head, note_cosign(unit_mem(), &w, n->text, 1764086400),
	    unit_mem(), &fault), RC_OK);
	CHECK_INT(signatures(contents(path_of("checkpoint"))), 2);
	CHECK_INT(log_prove(&l, 2, unit_mem(), &fault, &p), RC_OK);
	CHECK(note_read(unit_mem(), p.checkpoint, n) && n->n == 2 &&
	    note_cosigned_by(unit_mem(), n, &w.key, &seconds) && seconds == 1764086400);
	CHECK_INT(publish(&l, 5), RC_OK); /* nothing new: they stay */
	CHECK(str_has(contents(path_of("checkpoint")), S("chung-kien")));
	CHECK_INT(publish(&l, 6), RC_OK);
	CHECK_INT(log_cosigned(&l, head, line, unit_mem(), &fault), RC_OK);
	CHECK(!str_has(contents(path_of("checkpoint")), S("chung-kien")));
	place_drop(place);
}

/* Witnesses come later than the log grows: a proof is given with the newest head
 * that they have seen, where that holds the entry. */
static void
proofs_with_the_newest_cosigned_head(void)
{
	struct note_signer w = signer_of("chung-kien", KEY_WITNESS, 5);
	struct signed_note *n = ARENA_NEW(unit_mem(), struct signed_note);
	struct str head;
	struct proof p;

	begin();
	CHECK_INT(publish(&l, 300), RC_OK);
	head = str_copy(unit_mem(), l.checkpoint);
	CHECK(note_read(unit_mem(), head, n));
	CHECK_INT(publish(&l, 520), RC_OK);
	CHECK_INT(log_cosigned(&l, head, note_cosign(unit_mem(), &w, n->text, 1764000000),
	    unit_mem(), &fault), RC_OK);
	for (int64_t i = 0; i < 520; i += 7) {
		CHECK_INT(log_prove(&l, i, unit_mem(), &fault, &p), RC_OK);
		CHECK(proof_holds(unit_mem(), &p, entry_number(unit_mem(), i), &l.signer.key));
		CHECK_INT(signatures(p.checkpoint), i < 300 ? 2 : 1);
	}
	l.newest = true; /* for a kit: all under one head */
	CHECK_INT(log_prove(&l, 2, unit_mem(), &fault, &p), RC_OK);
	CHECK_INT(signatures(p.checkpoint), 1);
	CHECK(proof_holds(unit_mem(), &p, entry_number(unit_mem(), 2), &l.signer.key));
	CHECK_INT(log_cosigned(&l, S("no head"), S(""), unit_mem(), &fault), RC_BROKEN);
	place_drop(place);
}

/* ---- contradictions --------------------------------------------------------------- */

static void
a_flipped_bit_is_not_signed(void)
{
	static const char *const files[] = { "tile/0/000.p/200", "tile/entries/000.p/200" };

	for (size_t i = 0; i < 2; i++) {
		struct str was;

		unit_row("%s", files[i]);
		begin();
		CHECK_INT(publish(&l, 200), RC_OK);
		was = l.checkpoint;
		flip(path_of(files[i]), 100);
		CHECK_INT(publish(&l, 220), RC_BROKEN);
		CHECK(fault.why == &WHY_LOG_CONTRADICTS);
		CHECK_STR(contents(path_of("checkpoint")), was);
		CHECK_INT(log_examine(&l, unit_mem(), &fault), RC_BROKEN);
		place_drop(place);
	}
}

static void
an_older_database_is_noticed(void)
{
	struct made_up other = { 300, 150 };
	struct log_source from = { made_up_load, &other };

	begin();
	CHECK_INT(publish(&l, 200), RC_OK);
	CHECK_INT(publish(&l, 199), RC_BROKEN); /* restored */
	CHECK(fault.why == &WHY_LOG_BEHIND);
	/* … and grown again, otherwise */
	fault = (struct fault){ 0 };
	CHECK_INT(log_publish(&l, &from, unit_mem(), &fault), RC_BROKEN);
	CHECK(fault.why == &WHY_LOG_CONTRADICTS);
	CHECK_INT(publish(&l, 250), RC_OK); /* the true one goes on */
	place_drop(place);
}

static void
an_older_copy_of_the_files_is_noticed(void)
{
	struct str old;
	struct disk_file f;

	begin();
	CHECK_INT(publish(&l, 10), RC_OK);
	f = (struct disk_file){ str_printf(unit_mem(), "%.*s/signed",
	    STR_ARG(place.private_dir)), place.private_dir.n, 0600 };
	old = contents(f.path);
	CHECK_INT(publish(&l, 20), RC_OK);
	CHECK_INT(disk_replace(&f, old, unit_mem(), &fault), RC_OK);
	CHECK_INT(publish(&l, 20), RC_BROKEN); /* in one process */
	CHECK_INT(again(), RC_OK);
	CHECK_INT(publish(&l, 10), RC_BROKEN); /* after a restart */
	CHECK(fault.why == &WHY_LOG_BEHIND);
	place_drop(place);
}

static void
another_key_is_noticed(void)
{
	struct note_signer s = signer_of("example.vn/log/79/1", KEY_LOG, 2);

	begin();
	CHECK_INT(publish(&l, 10), RC_OK);
	fault = (struct fault){ 0 };
	CHECK_INT(log_open(&l, place, &s, unit_mem(), &fault), RC_BROKEN);
	CHECK(fault.why == &WHY_LOG_CONTRADICTS);
	place_drop(place);
}

static void
left_behind_by_a_crash_is_taken_up(void)
{
	struct str was;
	struct disk_file f;

	begin();
	CHECK_INT(publish(&l, 10), RC_OK);
	was = contents(path_of("checkpoint"));
	CHECK_INT(publish(&l, 12), RC_OK);
	/* signed, not yet published */
	f = (struct disk_file){ path_of("checkpoint"), place.public_dir.n, 0644 };
	CHECK_INT(disk_replace(&f, was, unit_mem(), &fault), RC_OK);
	CHECK_INT(again(), RC_OK);
	CHECK_INT(publish(&l, 12), RC_OK);
	CHECK_STR(contents(path_of("checkpoint")), l.checkpoint);
	/* tiles written, not yet signed: the same bytes again are fine, others not */
	f.path = path_of("tile/0/000.p/13");
	CHECK_INT(disk_keep(&f, S("not a tile"), unit_mem(), &fault), RC_OK);
	CHECK_INT(publish(&l, 13), RC_BROKEN);
	CHECK(fault.why == &WHY_LOG_CONTRADICTS);
	place_drop(place);
}

static const struct unit_test tests[] = {
	{ "log: grows in steps over every border", grows_in_steps },
	{ "log: proves what it holds", proves },
	{ "log: proofs with the newest cosigned head", proofs_with_the_newest_cosigned_head },
	{ "log: cosignatures stay with their head", cosignatures_stay_with_their_head },
	{ "log: a flipped bit is not signed", a_flipped_bit_is_not_signed },
	{ "log: an older database is noticed", an_older_database_is_noticed },
	{ "log: an older copy of the files is noticed", an_older_copy_of_the_files_is_noticed },
	{ "log: another key is noticed", another_key_is_noticed },
	{ "log: what a crash left is taken up", left_behind_by_a_crash_is_taken_up },
};
UNIT_MAIN(tests)
