/*
 * kit_check: what of a kit is checked before anything is computed: every file
 * against the manifest, the heads against the key (kit_signed.c), every entry against
 * its head and against the entry before it, every opened part against its entry.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/chains.h"
#include "ledger/part.h"
#include "parcel/handed.h"
#include "parcel/kit_inside.h"

#define PLACE_DIGITS 9

/* ---- names -------------------------------------------------------------------------- */

/* The whole number of a file's name, "entry/000000017.leaf": -1 for none. */
static int64_t
kit_place(struct str name, size_t at)
{
	int64_t place;
	struct str digits = str_head(str_from(name, at), PLACE_DIGITS);

	for (size_t i = 0; i < digits.n; i++)
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return -1;
	return digits.n == PLACE_DIGITS && str_int(digits, &place) ? place : -1;
}

static bool
is_kit_name(const struct kit_examination *x, struct str name)
{
	if (x->handed && (str_eq(name, S(HANDED_NOTE)) || str_eq(name, S(HANDED_DATA)) ||
	    str_starts(name, S(HANDED_FILES))))
		return true; /* parcel/handed.c judges them */
	if (str_starts(name, S("entry/")))
		return kit_place(name, 6) >= 0 && (str_eq(str_from(name, 15), S(".leaf")) ||
		    str_eq(str_from(name, 15), S(".tlog-proof")));
	if (str_starts(name, S("part/")))
		return kit_place(name, 5) >= 0 && name.n > 15 && name.p[14] == '.';
	return str_eq(name, S(KIT_MANIFEST)) || str_eq(name, S(KIT_PAGE)) ||
	    str_eq(name, S(KIT_INDEX)) || str_eq(name, S(KIT_CHECKPOINT)) ||
	    str_eq(name, S(KIT_VKEY)) || str_eq(name, S(KIT_KEYS)) || str_starts(name, S("rules/"));
}

/* ---- the manifest --------------------------------------------------------------------- */

/* A line of it: a hash in small letters, two blanks, a name. */
static bool
line_read(struct str line, struct hash *hash, struct str *name)
{
	struct str hex = str_head(line, 64);

	for (size_t i = 0; i < hex.n; i++)
		if (hex.p[i] >= 'A' && hex.p[i] <= 'F')
			return false;
	*name = str_from(line, 66);
	return line.n > 66 && hash_read(hex, hash) && line.p[64] == ' ' &&
	    line.p[65] == ' ';
}

static int
line_check(struct kit_examination *x, struct str line, struct str *before)
{
	struct hash said, is;
	struct str name;
	const struct kit_file *f;

	if (!line_read(line, &said, &name) || str_cmp(*before, name) >= 0) {
		report_wrong(x->report, "files", "a line of %s is broken", KIT_MANIFEST);
		return 1;
	}
	*before = name;
	if ((f = kit_find(x->files, name)) == NULL) {
		report_wrong(x->report, "files", "%.*s is missing", STR_ARG(name));
		return 1;
	}
	is = hash_of(f->bytes);
	if (memcmp(is.b, said.b, sizeof(is.b)) == 0)
		return 0;
	report_wrong(x->report, "files", "%.*s was changed", STR_ARG(name));
	return 1;
}

static bool
is_listed(struct str manifest, struct str name)
{
	struct hash hash;
	struct str line, listed;

	while (str_cut(&manifest, '\n', &line))
		if (line_read(line, &hash, &listed) && str_eq(listed, name))
			return true;
	return false;
}

static void
manifest_check(struct kit_examination *x)
{
	struct str manifest = kit_bytes(x, S(KIT_MANIFEST)), rest = manifest, line;
	struct str before = S("");
	size_t lines = 0;
	int wrong = 0;

	if (manifest.n == 0 || manifest.p[manifest.n - 1] != '\n') {
		report_wrong(x->report, "files", "%s is missing or cut off", KIT_MANIFEST);
		return;
	}
	for (; rest.n > 0 && str_cut(&rest, '\n', &line); lines++)
		wrong += line_check(x, line, &before);
	for (size_t i = 0; i < x->files->n; i++) {
		struct str name = x->files->v[i].name;
		/* as many lines as files, in order, each found: all are listed; the note of a
		 * dossier that is handed over is signed over the manifest */
		bool listed = str_eq(name, S(KIT_MANIFEST)) ||
		    (x->handed && str_eq(name, S(HANDED_NOTE))) ||
		    (wrong == 0 && lines + 1 + x->handed == x->files->n) ||
		    is_listed(manifest, name);

		if (is_kit_name(x, name) && listed)
			continue;
		wrong++;
		report_wrong(x->report, "files", "%.*s %s", STR_ARG(name), listed ?
		    "is no file of a kit" : "is not in the manifest");
	}
	if (wrong == 0)
		report_ok(x->report, "files", "%zu are what the manifest says", lines);
}

/* ---- entries ------------------------------------------------------------------------------ */

static void
entries_check(struct kit_examination *x)
{
	size_t wrong = 0;

	x->entries = ARENA_ARRAY(x->mem, x->files->n + 1, struct kit_entry);
	for (size_t i = 0; i < x->files->n; i++) {
		const struct kit_file *f = &x->files->v[i];
		struct kit_entry *k = &x->entries[x->n_entries];
		const char *why;

		if (!str_starts(f->name, S("entry/")))
			continue;
		k->place = kit_place(f->name, 6);
		if (!str_ends(f->name, S(".leaf"))) {
			if (kit_find(x->files, kit_entry_name(x->mem, k->place, ".leaf")) == NULL)
				report_wrong(x->report, "entries", "%.*s has no entry", STR_ARG(f->name));
			continue;
		}
		if ((why = kit_entry_wrong(x, k, f->bytes)) == NULL) {
			x->n_entries++;
			continue;
		}
		wrong++;
		report_wrong(x->report, "entries", "entry %" PRId64 ": %s", k->place, why);
	}
	if (wrong == 0)
		report_ok(x->report, "entries", "%zu are in the log that was signed, each by its "
		    "proof", x->n_entries);
}

/* Whose chain it is: a product's, or none of this kit's. */
static bool
chain_is_here(const struct kit_examination *x, struct str chain)
{
	const struct json *products = json_get(x->index, S("products"));

	for (size_t i = 0; i < json_len(products); i++)
		if (str_eq(json_str(json_get(json_at(products, i), S("chain"))), chain))
			return true;
	return false;
}

/* Products' chains are here from their first entry on, without a hole; of the
 * office's own chain only the decisions are, and what begins a generation. */
static void
chains_check(struct kit_examination *x)
{
	struct chains *chains = chains_new(x->mem);
	size_t wrong = 0;

	for (size_t i = 0; i < x->n_entries; i++) {
		struct kit_entry *k = &x->entries[i];
		const char *why = NULL;

		k->follows = chain_is_here(x, k->e.dossier);
		if (k->follows)
			why = chains_add(chains, &k->e, &k->leaf);
		else if (!str_eq(k->e.type, S("decision")) && !kit_begins(x, k->place))
			why = "it belongs to no product of this kit";
		if (why == NULL)
			continue;
		wrong++;
		report_wrong(x->report, "chains", "entry %" PRId64 " (%.*s): %s", k->place,
		    STR_ARG(k->e.type), why);
	}
	if (wrong == 0)
		report_ok(x->report, "chains", "%" PRId64 " were followed from their first entry",
		    chains_count(chains));
}

/* ---- parts ---------------------------------------------------------------------------------- */

static int
parts_of(struct kit_examination *x, const struct kit_entry *k)
{
	int wrong = 0;

	for (int i = 0; i < k->e.n_parts; i++) {
		const struct entry_part *p = &k->e.parts[i];
		struct str bytes = kit_bytes(x, kit_part_name(x->mem, k->place, p->name));

		if (bytes.p == NULL) {
			x->closed++;
			continue;
		}
		x->opened++;
		if (kit_part_fits(x, k->place, p, bytes))
			continue;
		wrong++;
		report_wrong(x->report, "parts", "entry %" PRId64 ": the part %.*s is not what "
		    "the entry commits to", k->place, STR_ARG(p->name));
	}
	return wrong;
}

static void
parts_check(struct kit_examination *x)
{
	int64_t files = 0;
	int wrong = 0;

	for (size_t i = 0; i < x->n_entries; i++)
		wrong += parts_of(x, &x->entries[i]);
	for (size_t i = 0; i < x->files->n; i++)
		files += str_starts(x->files->v[i].name, S("part/"));
	if (files != 2 * x->opened) {
		wrong++;
		report_wrong(x->report, "parts", "%" PRId64 " files of parts, %" PRId64 " parts "
		    "and their salts belong to entries", files, x->opened);
	}
	if (wrong == 0)
		report_ok(x->report, "parts", "%" PRId64 " are what their entries commit to",
		    x->opened);
	if (x->closed > 0)
		report_unknown(x->report, "parts", "%" PRId64 " are closed to the reader of this "
		    "kit: their commitments are here, their contents are not", x->closed);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void
index_read(struct kit_examination *x)
{
	struct str error, bytes = kit_bytes(x, S(KIT_INDEX));

	if (bytes.p != NULL)
		x->index = json_read(x->mem, bytes, &error);
	x->handed = json_get(x->index, S("handed")) != NULL;
	if (json_len(json_get(x->index, S("products"))) == 0)
		report_wrong(x->report, "index", "%s is missing, broken or names no product",
		    KIT_INDEX);
}

void
kit_check(struct kit_files *files, const struct kit_known *known, struct arena *mem,
    struct report *report)
{
	struct kit_examination x = { .files = files, .known = known, .mem = mem,
		.report = report };

	kit_sort(files);
	index_read(&x);
	manifest_check(&x);
	if (!kit_signed_check(&x))
		return;
	entries_check(&x);
	chains_check(&x);
	parts_check(&x);
	kit_stars_check(&x);
}
