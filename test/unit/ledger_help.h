/* What the tests of the record log share: a folder of their own, entries from
 * memory, counted keys. */
#ifndef TEST_LEDGER_HELP_H
#define TEST_LEDGER_HELP_H

#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "ledger/log.h"

static struct fault fault;

static inline struct note_signer
signer_of(const char *name, enum key_type type, uint8_t secret)
{
	uint8_t seed[32];

	memset(seed, secret, sizeof(seed));
	return note_signer(unit_mem(), str_c(name), type, seed);
}

/* Entry i of a made-up log. */
static inline struct str
entry_number(struct arena *mem, int64_t i)
{
	return str_printf(mem, "{\"v\":1,\"number\":%lld}", (long long)i);
}

/* A source of the first `size` of them; from `other` on they differ. */
struct made_up {
	int64_t size, other;
};

static inline enum rc
made_up_load(void *arg, struct log_piece *piece)
{
	const struct made_up *m = arg;

	for (piece->n = 0; piece->n < piece->most; piece->n++) {
		int64_t i = piece->from + (int64_t)piece->n;

		if (i >= m->size)
			break;
		piece->entries[piece->n] = entry_number(piece->mem,
		    m->other > 0 && i >= m->other ? -i : i);
	}
	return RC_OK;
}

static inline struct log_place
place_make(void)
{
	char dir[] = "/tmp/ocop-ledger-XXXXXX";
	struct log_place place;

	fault = (struct fault){ 0 };
	if (mkdtemp(dir) == NULL)
		abort();
	place.public_dir = str_printf(unit_mem(), "%s/log", dir);
	place.private_dir = str_printf(unit_mem(), "%s/keys", dir);
	CHECK(mkdir(str_z(unit_mem(), place.public_dir), 0755) == 0);
	CHECK(mkdir(str_z(unit_mem(), place.private_dir), 0700) == 0);
	return place;
}

static inline void
place_drop(struct log_place place)
{
	struct str dir = str_head(place.public_dir, place.public_dir.n - 4);

	CHECK(str_starts(dir, S("/tmp/ocop-ledger-")));
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(), "rm -r %.*s",
	    STR_ARG(dir)))), 0);
}

static inline enum rc
publish(struct log *l, int64_t size)
{
	struct made_up m = { size, 0 };
	struct log_source from = { made_up_load, &m };
	struct arena mem;
	enum rc rc;

	arena_init(&mem, 16 * MIB);
	fault = (struct fault){ 0 };
	rc = log_publish(l, &from, &mem, &fault);
	arena_release(&mem);
	return rc;
}

#endif
