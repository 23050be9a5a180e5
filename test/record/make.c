/*
 * make: logs, and every proof of them, for checkers that are not ours
 * (test/suite/record.sh). Keys are counted, entries are made up.
 *
 *   make log DIR SIZE [EVERY [OTHER [BACK]]]
 *                               a log of SIZE entries in DIR, published each EVERY
 *                               entries; DIR/vkey; DIR/cosigners with two witnesses
 *                               that have cosigned it, DIR/policy that wants both.
 *                               From OTHER on it is another log under the same key;
 *                               entry BACK says a time a year before
 *   make proofs DIR             inclusion proofs of all entries, to stdout: for
 *                               each a byte n and n hashes
 *   make links DIR              consistency proofs of all pairs, in the order
 *                               new 1 …, old 1 … new
 *   make file DIR INDEX OUT     OUT.leaf and OUT.tlog-proof of one entry
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "ledger/entry.h"
#include "ledger/log.h"

#define ORIGIN "ocop.example.vn/log/79/1"

static struct arena mem;
static struct fault fault;

_Noreturn static void
give_up(const char *what)
{
	fprintf(stderr, "make: %s: %s\n", what, fault.detail);
	exit(3);
}

static struct note_signer
signer(const char *name, enum key_type type, uint8_t secret)
{
	uint8_t seed[32];

	memset(seed, secret, sizeof(seed));
	return note_signer(&mem, str_c(name), type, seed);
}

/* Made-up entries: five for each dossier, a second apart. From `other` on they
 * are those of a forked log; entry `back` says a time a year before. */
static int64_t other = INT64_MAX, back = -1;

static struct str
entry(struct arena *to, int64_t i)
{
	struct chance chance = { chance_fill_counted, (uint64_t)(i / 5) * 977 + 5 };
	struct entry e = { .type = S("document"), .by = S("tinh-79"), .actor = S("m1"),
		.at = { (INT64_C(1795158000) + i) * 1000 }, .n = i % 5, .n_parts = 1 };
	struct str before = i % 5 > 0 ? entry(to, i - 1) : S("");

	if (i >= other)
		e.actor = S("m2");
	if (i == back)
		e.at.ms -= INT64_C(365) * 86400000;
	e.dossier = uuid_make(to, &chance);
	e.has_prev = e.n > 0;
	if (e.has_prev)
		e.prev = leaf_hash(before);
	e.parts[0] = (struct entry_part){ S("document"), leaf_hash(e.dossier), 256 };
	return entry_text(to, &e);
}

static enum rc
load(void *arg, struct log_piece *piece)
{
	const int64_t *size = arg;

	for (piece->n = 0; piece->n < piece->most &&
	    piece->from + (int64_t)piece->n < *size; piece->n++)
		piece->entries[piece->n] = entry(piece->mem, piece->from + (int64_t)piece->n);
	return RC_OK;
}

static void
write_file(const char *dir, const char *name, struct str bytes)
{
	FILE *f = fopen(str_z(&mem, str_printf(&mem, "%s%s%s", dir, *dir == '\0' ? "" : "/", name)), "w");

	if (f == NULL || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) != 0)
		give_up(name);
}

static void
open_log(const char *dir, struct log *l)
{
	const struct note_signer s = signer(ORIGIN, KEY_LOG, 7);
	struct log_place place = { str_c(dir), str_printf(&mem, "%s.private", dir) };

	(void)mkdir(dir, 0755);
	(void)mkdir(str_z(&mem, place.private_dir), 0700);
	if (log_open(l, place, &s, &mem, &fault) != RC_OK)
		give_up(dir);
}

static void
cosign(struct log *l, const char *dir)
{
	struct buf lines = buf_new(&mem, 4096), keys = buf_new(&mem, 4096);
	struct buf policy = buf_new(&mem, 4096);
	struct signed_note *note = ARENA_NEW(&mem, struct signed_note);

	if (!note_read(&mem, l->checkpoint, note))
		give_up("our own checkpoint");
	buf_printf(&policy, "log %.*s\n", STR_ARG(vkey_text(&mem, &l->signer.key)));
	for (uint8_t i = 1; i <= 2; i++) {
		struct note_signer w = signer(i == 1 ? "ocop.example.vn/witness/centre" :
		    "archive.example.vn/witness", KEY_WITNESS, i);

		buf_put(&lines, note_cosign(&mem, &w, note->text, 1795158000 + l->head.size + i));
		buf_printf(&keys, "%.*s\n", STR_ARG(vkey_text(&mem, &w.key)));
		buf_printf(&policy, "witness w%d %.*s\n", i, STR_ARG(vkey_text(&mem, &w.key)));
	}
	if (log_cosigned(l, l->checkpoint, buf_str(&lines), &mem, &fault) != RC_OK)
		give_up("cosigned");
	buf_printf(&policy, "group both all w1 w2\nquorum both\n");
	write_file(dir, "cosigners", buf_str(&keys));
	write_file(dir, "policy", buf_str(&policy));
}

static void
make_log(const char *dir, int64_t size, int64_t every)
{
	struct log l;

	open_log(dir, &l);
	for (int64_t now = every < size ? every : size;; now = now + every < size ? now + every : size) {
		struct log_source from = { load, &now };
		struct arena once;

		arena_init(&once, 256 * MIB);
		if (log_publish(&l, &from, &once, &fault) != RC_OK)
			give_up("publish");
		arena_release(&once);
		if (now == size)
			break;
	}
	write_file(dir, "vkey", str_printf(&mem, "%.*s\n", STR_ARG(vkey_text(&mem, &l.signer.key))));
	cosign(&l, dir);
}

static void
print_path(const struct path *p)
{
	(void)putchar(p->n);
	for (int i = 0; i < p->n; i++)
		(void)fwrite(p->h[i].b, 1, sizeof(p->h[i].b), stdout);
}

/* The tiles of a log as they lie there. A tree of fewer entries has the same
 * tiles, only shorter. */
struct tiles {
	const char *dir;
	int64_t size; /* of the log that lies there */
};

static enum rc
tile_load(void *arg, struct tile t, uint8_t *to)
{
	const struct tiles *from = arg;
	struct tile there = t;
	int64_t width = from->size;
	struct arena once;
	struct str bytes;
	enum rc rc;

	for (int level = 0; level < t.level; level++)
		width /= TILE_WIDTH;
	width -= t.n * TILE_WIDTH;
	there.width = width > TILE_WIDTH ? TILE_WIDTH : (int)width;
	arena_init(&once, MIB);
	rc = disk_read(str_printf(&once, "%s/%.*s", from->dir, STR_ARG(tile_path(&once, there))),
	    TILE_WIDTH * 32, &once, &fault, &bytes);
	if (rc == RC_OK && bytes.n >= (size_t)t.width * 32)
		memcpy(to, bytes.p, (size_t)t.width * 32);
	arena_release(&once);
	return rc;
}

static void
make_proofs(const char *dir)
{
	struct tree *t = ARENA_NEW(&mem, struct tree);
	struct tiles from = { .dir = dir };
	struct path p;
	struct log l;

	open_log(dir, &l);
	from.size = l.head.size;
	*t = (struct tree){ .size = from.size, .tile = tile_load, .arg = &from };
	for (int64_t i = 0; i < l.head.size; i++) {
		if (tree_path(t, (struct place_in_tree){ i, l.head.size }, &p) != RC_OK)
			give_up("path");
		print_path(&p);
	}
}

static void
make_links(const char *dir)
{
	struct tree *t = ARENA_NEW(&mem, struct tree);
	struct tiles from = { .dir = dir };
	struct path p;
	struct log l;

	open_log(dir, &l);
	from.size = l.head.size;
	for (int64_t size = 1; size <= from.size; size++) {
		*t = (struct tree){ .size = size, .tile = tile_load, .arg = &from };
		for (int64_t old = 1; old <= size; old++) {
			if (tree_link(t, old, size, &p) != RC_OK)
				give_up("link");
			print_path(&p);
		}
	}
}

static void
make_file(const char *dir, int64_t index, const char *out)
{
	struct proof p;
	struct log l;

	open_log(dir, &l);
	if (log_prove(&l, index, &mem, &fault, &p) != RC_OK)
		give_up("prove");
	write_file("", str_z(&mem, str_printf(&mem, "%s.leaf", out)), entry(&mem, index));
	write_file("", str_z(&mem, str_printf(&mem, "%s.tlog-proof", out)), proof_text(&mem, &p));
}

int
main(int argc, char **argv)
{
	const char *verb = argc > 2 ? argv[1] : "";

	arena_init(&mem, 512 * MIB);
	if (strcmp(verb, "log") == 0 && argc >= 4) {
		other = argc > 5 ? atoll(argv[5]) : other;
		back = argc > 6 ? atoll(argv[6]) : back;
		make_log(argv[2], atoll(argv[3]), argc > 4 ? atoll(argv[4]) : 1 << 20);
	} else if (strcmp(verb, "proofs") == 0)
		make_proofs(argv[2]);
	else if (strcmp(verb, "links") == 0)
		make_links(argv[2]);
	else if (strcmp(verb, "file") == 0 && argc == 5)
		make_file(argv[2], atoll(argv[3]), argv[4]);
	else
		return 2;
	arena_release(&mem);
	return fflush(stdout) == 0 ? 0 : 3;
}
