/*
 * Examining a log: the quick reader of entries takes nothing that the careful
 * one refuses and reads the same from it; chains notice every kind of hole.
 */
#include "unit.h"

#include "base/fault.h"
#include "ledger/chains.h"
#include "ledger/report.h"

static struct entry
sample(int64_t n, const struct hash *prev)
{
	struct chance chance = { chance_fill_counted, 7 };
	struct entry e = { .type = S("score-sheet"), .at = { INT64_C(1795158000000) },
		.by = S("tinh-79"), .dossier = uuid_make(unit_mem(), &chance),
		.n = n, .has_prev = n > 0, .actor = S("m3"), .n_parts = 2, .n_refs = n > 0 };

	if (n > 0)
		e.prev = e.refs[0] = *prev;
	e.parts[0] = (struct entry_part){ S("scores"), leaf_hash(S("a")), 512 };
	e.parts[1] = (struct entry_part){ S("identity"), leaf_hash(S("b")), 256 };
	return e;
}

static bool
same(const struct entry *a, const struct entry *b)
{
	bool well = str_eq(a->type, b->type) && a->at.ms == b->at.ms && str_eq(a->by, b->by) &&
	    str_eq(a->dossier, b->dossier) && a->epoch == b->epoch && a->n == b->n &&
	    a->has_prev == b->has_prev && str_eq(a->actor, b->actor) &&
	    a->n_parts == b->n_parts && a->n_refs == b->n_refs &&
	    memcmp(&a->prev, &b->prev, sizeof(a->prev)) == 0 &&
	    memcmp(a->refs, b->refs, (size_t)a->n_refs * sizeof(a->refs[0])) == 0;

	for (int i = 0; well && i < a->n_parts; i++)
		well = str_eq(a->parts[i].name, b->parts[i].name) &&
		    a->parts[i].length == b->parts[i].length &&
		    memcmp(&a->parts[i].commitment, &b->parts[i].commitment, 32) == 0;
	return well;
}

/* One letter put in, taken out, or changed into one that means something. */
static struct str
mutated(struct arena *mem, struct str s, struct chance *chance)
{
	static const char letters[] = "{}[]\",:0123456789abckleninvT-Z= \\\n\x80";
	uint8_t r[8];
	size_t at, n = 0;
	char *p = arena_alloc(mem, s.n + 2);

	chance->fill(chance, r, sizeof(r));
	at = ((size_t)r[0] << 8 | r[1]) % s.n;
	memcpy(p, s.p, at);
	n = at;
	if (r[2] % 3 != 0)
		p[n++] = letters[r[3] % (sizeof(letters) - 1)];
	if (r[2] % 3 != 1)
		at++;
	memcpy(p + n, s.p + at, s.n - at);
	return (struct str){ p, n + s.n - at };
}

static void
quick_is_not_less_strict(void)
{
	struct hash prev = leaf_hash(S("before"));
	struct entry e = sample(3, &prev), quick, careful;
	struct str text = entry_text(unit_mem(), &e);
	struct chance chance = { chance_fill_counted, 99 };
	int taken = 0;

	CHECK(entry_scan(unit_mem(), text, &quick) && same(&quick, &e));
	CHECK(entry_read(unit_mem(), text, &careful) && same(&careful, &e));
	for (int i = 0; i < 60000; i++) {
		struct arena mem;
		struct str other;

		arena_init(&mem, MIB);
		other = mutated(&mem, text, &chance);
		if (i % 4 == 0)
			other = mutated(&mem, other, &chance);
		if (entry_scan(&mem, other, &quick)) {
			taken++;
			unit_row("%.*s", STR_ARG(other));
			CHECK(entry_read(&mem, other, &careful) && same(&quick, &careful));
		}
		arena_release(&mem);
	}
	CHECK(taken > 1000); /* other digits and letters are entries too */
}

static void
chains_notice_holes(void)
{
	struct chains *c = chains_new(unit_mem());
	struct hash leaf[4], none = leaf_hash(S("none"));
	struct entry e;

	for (int n = 0; n < 4; n++) {
		e = sample(n, n > 0 ? &leaf[n - 1] : NULL);
		leaf[n] = leaf_hash(entry_text(unit_mem(), &e));
		CHECK(chains_add(c, &e, &leaf[n]) == NULL);
	}
	CHECK_INT(chains_count(c), 1);
	e = sample(6, &leaf[3]);
	CHECK(str_has(str_c(chains_add(c, &e, &none)), S("missing")));
	c = chains_new(unit_mem());
	e = sample(1, &none);
	CHECK(chains_add(c, &e, &leaf[1]) != NULL); /* its first is missing */
	c = chains_new(unit_mem());
	e = sample(0, NULL);
	CHECK(chains_add(c, &e, &leaf[0]) == NULL);
	e = sample(1, &leaf[2]);
	CHECK(str_has(str_c(chains_add(c, &e, &leaf[1])), S("does not follow")));
	e = sample(1, &leaf[1]);
	CHECK(str_has(str_c(chains_add(c, &e, &leaf[3])), S("taken")));
	e = sample(2, &leaf[3]);
	e.refs[0] = none;
	CHECK(str_has(str_c(chains_add(c, &e, &leaf[2])), S("refers")));
}

static void
many_chains(void)
{
	struct chains *c = chains_new(unit_mem());
	struct chance chance = { chance_fill_counted, 3 };

	for (int i = 0; i < 5000; i++) {
		struct entry e = sample(0, NULL);
		struct hash leaf;

		e.dossier = uuid_make(unit_mem(), &chance);
		leaf = leaf_hash(e.dossier);
		CHECK(chains_add(c, &e, &leaf) == NULL);
		CHECK(str_has(str_c(chains_add(c, &e, &leaf)), S(" ")));
	}
	CHECK_INT(chains_count(c), 5000);
}

static void
a_report_counts_all_and_prints_some(void)
{
	struct buf b = buf_new(unit_mem(), 64 * KIB);
	struct report r = { .out = &b };

	report_ok(&r, "log", "%d entries", 3);
	for (int i = 0; i < 50; i++)
		report_wrong(&r, "chains", "entry %d", i);
	report_unknown(&r, "older", "none was given");
	report_end(&r);
	CHECK_INT(r.differs, 50);
	CHECK(str_has(buf_str(&b), S("ok    log: 3 entries\n")));
	CHECK(str_has(buf_str(&b), S("WRONG chains: entry 19\n")));
	CHECK(!str_has(buf_str(&b), S("entry 20\n")));
	CHECK(str_has(buf_str(&b), S("WRONG chains: and 30 more like it\n?     older")));
	CHECK(str_ends(buf_str(&b), S("1 checked, 50 wrong, 1 could not be checked\n")));
}

static const struct unit_test tests[] = {
	{ "the quick reader is not less strict than the careful one", quick_is_not_less_strict },
	{ "chains notice holes, forks and references to nothing", chains_notice_holes },
	{ "five thousand chains", many_chains },
	{ "a report counts all and prints some", a_report_counts_all_and_prints_some },
};
UNIT_MAIN(tests)
