/*
 * record: what the public record costs: entries a second with and without it,
 * alone and many to a commit; the proof of one entry among many; the bytes an
 * entry takes. See bench.h.
 */
#include <ftw.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "act/log_keys.h"
#include "act/publisher.h"
#include "act/record.h"
#include "act/writer.h"
#include "base/clock.h"
#include "bench.h"
#include "ledger/entry.h"
#include "ledger/examine.h"
#include "ledger/log.h"
#include "main/fetch.h"
#include "store/migrate.h"

_Noreturn static void
give_up(const char *what, const struct fault *f)
{
	fprintf(stderr, "bench: record: %s: %s\n", what, f->detail);
	exit(3);
}

static double
cpu_seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- a log of so many entries ------------------------------------------------------- */

#define CHAIN_LENGTH 40 /* entries of a dossier */

/* An entry as offices have them: two commitments, and the one before it in its
 * dossier. Asked for in order, or again from a beginning of a dossier. */
static struct str
entry_made(struct arena *mem, int64_t i)
{
	static int64_t last = -1;
	static struct hash leaf;
	struct chance chance = { chance_fill_counted, (uint64_t)(i / CHAIN_LENGTH) * 977 + 5 };
	struct entry e = { .type = S("score-sheet"), .by = S("79"), .actor = S("m3"),
		.at = { (INT64_C(1795158000) + i) * 1000 }, .n = i % CHAIN_LENGTH,
		.n_parts = 2 };
	struct str text;

	if (e.n > 0 && last != i - 1)
		(void)entry_made(mem, i - 1);
	e.has_prev = e.n > 0;
	e.prev = leaf;
	e.dossier = uuid_make(mem, &chance);
	e.parts[0] = (struct entry_part){ S("act"), leaf_hash(e.dossier), 256 };
	e.parts[1] = (struct entry_part){ S("scores"), leaf_hash(e.by), 512 };
	text = entry_text(mem, &e);
	last = i;
	leaf = leaf_hash(text);
	return text;
}

static enum rc
made_up(void *arg, struct log_piece *piece)
{
	int64_t size = *(int64_t *)arg;

	for (piece->n = 0; piece->n < piece->most; piece->n++) {
		int64_t i = piece->from + (int64_t)piece->n;

		if (i >= size)
			break;
		piece->entries[piece->n] = entry_made(piece->mem, i);
	}
	return RC_OK;
}

/* What `ocop verify` does to it: every entry hashed and read, every chain followed,
 * every tile compared. Entries a second of one core: CPU time, because others may
 * use the machine. What it finds must be nothing, or nothing was measured. */
static double
verify_rate(struct str where, const struct note_signer *signer, int64_t n)
{
	struct arena mem;
	struct buf out;
	struct report r = { .out = &out };
	struct examine_in in = { .sample = false };
	struct examined found;
	double begun;

	arena_init(&mem, 4096 * MIB);
	out = buf_new(&mem, MIB);
	in.files = fetch_files(fetch_open(&mem, where));
	in.vkey = vkey_text(&mem, &signer->key);
	begun = cpu_seconds();
	examine_log(&in, &mem, &r, &found);
	begun = cpu_seconds() - begun;
	if (r.differs > 0 || found.entries != n)
		give_up("verifying", &(struct fault){ .detail = "the log is not well" });
	arena_release(&mem);
	return (double)n / begun;
}

static int64_t folder_bytes;

static int
folder_add(const char *path, const struct stat *st, int type)
{
	(void)path;
	if (type == FTW_F)
		folder_bytes += st->st_blocks * 512;
	return 0;
}

static struct record_cost
log_cost(const char *root, int64_t n)
{
	struct record_cost cost = { 0 };
	struct arena mem, each;
	struct fault f = { 0 };
	static const uint8_t seed[32] = { 1 };
	struct note_signer signer;
	struct log_place place;
	struct log log;
	int64_t size = n, begun;
	struct log_source from = { made_up, &size };
	const int times = 201;

	arena_init(&mem, 64 * MIB);
	place.public_dir = str_printf(&mem, "%s/record-%lld", root, (long long)n);
	place.private_dir = str_printf(&mem, "%s/record-%lld-keys", root, (long long)n);
	(void)mkdir(str_z(&mem, place.public_dir), 0755);
	(void)mkdir(str_z(&mem, place.private_dir), 0700);
	signer = note_signer(&mem, S("bench/log/79/1"), KEY_LOG, seed);
	if (log_open(&log, place, &signer, &mem, &f) != RC_OK ||
	    log_publish(&log, &from, &mem, &f) != RC_OK)
		give_up("publishing", &f);
	begun = clock_ticks_us();
	for (int i = 0; i < times; i++) {
		struct proof p;

		arena_init(&each, MIB);
		if (log_prove(&log, (n / times) * i, &each, &f, &p) != RC_OK)
			give_up("proving", &f);
		arena_release(&each);
	}
	cost.proof_ms = (double)(clock_ticks_us() - begun) / 1000 / times;
	cost.verified_per_s = verify_rate(place.public_dir, &signer, n);
	folder_bytes = 0;
	(void)ftw(str_z(&mem, place.public_dir), folder_add, 16);
	cost.bytes = (double)folder_bytes / (double)n;
	arena_release(&mem);
	return cost;
}

#define TURNS 3

/* ---- acts, with and without the record ------------------------------------------------- */

/* People who change something, each the next thing as soon as the one before is
 * answered: so many changes wait at once, always. */
struct crowd {
	struct writer *writer;
	struct publisher *log;
	pthread_mutex_t lock;
	pthread_cond_t all_home;
	int left, out; /* changes not begun; people who wait for an answer */
};

struct change {
	struct crowd *crowd;
	struct writer_job job;
	struct ctx ctx;
	struct fault fault;
	struct arena mem;
	struct chance chance;
};

static enum rc
change_run(void *arg)
{
	struct change *ch = arg;

	return record_add(&ch->ctx, "holiday.put", "holiday", 1, "{\"kind\":%d}", 1);
}

static void
change_next(struct change *ch)
{
	struct crowd *c = ch->crowd;
	bool more;

	(void)pthread_mutex_lock(&c->lock);
	more = c->left > 0;
	c->left -= more;
	if (!more && --c->out == 0)
		(void)pthread_cond_signal(&c->all_home);
	(void)pthread_mutex_unlock(&c->lock);
	if (!more)
		return;
	arena_clear(&ch->mem);
	ch->ctx.now = clock_now();
	if (!writer_put(c->writer, &ch->job))
		give_up("a change", &ch->fault);
}

static void
change_done(void *arg, enum rc rc)
{
	struct change *ch = arg;

	if (rc != RC_OK)
		give_up("a change", &ch->fault);
	change_next(ch);
}

static double
changes_per_s(struct str where, struct publisher *log, int total, int at_once)
{
	struct fault f = { 0 };
	struct crowd c = { .log = log, .left = total, .out = at_once,
		.lock = PTHREAD_MUTEX_INITIALIZER, .all_home = PTHREAD_COND_INITIALIZER };
	struct change *ch = calloc((size_t)at_once, sizeof(*ch));
	int64_t begun;

	if (ch == NULL || writer_open(where, &f, &c.writer) != RC_OK ||
	    writer_publish(c.writer, log, &f) != RC_OK)
		give_up("the writer", &f);
	begun = clock_ticks_us();
	for (int i = 0; i < at_once; i++) {
		ch[i].crowd = &c;
		arena_init(&ch[i].mem, MIB);
		ch[i].chance.fill = chance_fill_system;
		ch[i].ctx = (struct ctx){ .mem = &ch[i].mem, .fault = &ch[i].fault,
			.chance = &ch[i].chance, .log = log };
		ch[i].job = (struct writer_job){ .run = change_run, .done = change_done,
			.arg = &ch[i], .ctx = &ch[i].ctx };
		change_next(&ch[i]);
	}
	(void)pthread_mutex_lock(&c.lock);
	while (c.out > 0)
		(void)pthread_cond_wait(&c.all_home, &c.lock);
	(void)pthread_mutex_unlock(&c.lock);
	begun = clock_ticks_us() - begun;
	writer_close(c.writer);
	for (int i = 0; i < at_once; i++)
		arena_release(&ch[i].mem);
	free(ch);
	return total / ((double)begun / 1e6);
}

struct record_cost
record_measure(const char *root, int64_t n)
{
	struct record_cost cost = log_cost(root, n);
	char dir[256];
	struct arena mem;
	struct fault f = { 0 };
	struct chance chance = { .fill = chance_fill_system };
	struct publisher *log;
	struct db *db;
	struct str where;
	int applied;

	arena_init(&mem, 16 * MIB);
	(void)snprintf(dir, sizeof(dir), "%s/office-XXXXXX", root);
	if (mkdtemp(dir) == NULL)
		give_up("a folder", &f);
	where = str_printf(&mem, "%s/ocop.db", dir);
	if (db_open(where, DB_WRITES, &f, &db) != RC_OK)
		give_up("a database", &f);
	db_use(db, &mem, &f);
	if (migrate_run(db, clock_now(), &applied) != RC_OK ||
	    log_keys_make(str_c(dir), S("bench"), S("79"), &chance, &f) != RC_OK ||
	    publisher_open(str_c(dir), &f, &log) != RC_OK ||
	    publisher_first(log, &f) != RC_OK)
		give_up("an office", &f);
	db_close(db);
	for (int i = 0; i < TURNS; i++) { /* in turn: others use the machine */
		cost.alone_off += changes_per_s(where, NULL, 100, 1) / TURNS;
		cost.alone_on += changes_per_s(where, log, 100, 1) / TURNS;
		cost.grouped_off += changes_per_s(where, NULL, 6400, 128) / TURNS;
		cost.grouped_on += changes_per_s(where, log, 6400, 128) / TURNS;
	}
	publisher_close(log);
	arena_release(&mem);
	return cost;
}
