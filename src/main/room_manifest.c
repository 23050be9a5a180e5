/* room_manifest: see room_manifest.h. */
#include "main/room_manifest.h"

#include <inttypes.h>

#include "ledger/disk.h"
#include "main/carry.h"

#define MANIFEST_MAX (8 * MIB)

/* The value of a line "NAME VALUE" that must come now. */
static bool
line_take(struct str *rest, const char *name, struct str *value)
{
	struct str line, word;

	if (!str_cut(rest, '\n', &line) || !str_cut(&line, ' ', &word) ||
	    !str_eq(word, str_c(name)))
		return false;
	*value = line;
	return true;
}

enum rc
manifest_read(struct house *h, struct str dir, struct room_manifest *out)
{
	struct str path = carry_path(&h->mem, dir, S("manifest.note")), rest, line;
	struct str meeting;
	enum rc rc = disk_read(path, MANIFEST_MAX, &h->mem, &h->fault, &out->bytes);

	if (rc == RC_ABSENT)
		return carry_fail(h, path, "is not there: this is no folder made by "
		    "`ocop room export`");
	if (rc != RC_OK)
		return rc;
	out->hash = hash_hex(&h->mem, hash_of(out->bytes));
	if (!note_read(&h->mem, out->bytes, &out->note))
		return carry_fail(h, path, "is no signed note; it was touched");
	rest = out->note.text;
	if (!str_cut(&rest, '\n', &line) || !str_eq(line, S("ocop-room/1")) ||
	    !line_take(&rest, "office", &out->office) ||
	    !line_take(&rest, "session", &meeting) ||
	    !str_int(meeting, &out->meeting.v) ||
	    !line_take(&rest, "schema", &out->schema) ||
	    !line_take(&rest, "key", &out->key))
		return carry_fail(h, path, "does not begin as a manifest does; it was "
		    "touched, or made by another program");
	out->rest = rest;
	return RC_OK;
}

/* ---- what must not change ------------------------------------------------------ */

struct hashing {
	struct hasher *hasher;
	const struct table_lines *to;
};

static enum rc
hash_line(void *arg, struct str line)
{
	struct hashing *x = arg;

	hasher_put(x->hasher, line.p, line.n);
	return x->to->line == NULL ? RC_OK : x->to->line(x->to->arg, line);
}

enum rc
table_hash(struct house *h, struct db *db, struct table_lines *x)
{
	struct hashing hashing = { hasher_new(), x };
	enum rc rc = carry_read(db, x->t, hash_line, &hashing, &x->rows);

	x->hash = hash_hex(&h->mem, hasher_end(hashing.hasher));
	return rc;
}

static enum rc
table_compare(struct house *h, struct db *db, const struct room_table *tables,
    size_t n, struct str line)
{
	struct str name, want_rows;
	int64_t want;
	enum rc rc;

	if (!str_cut(&line, ' ', &name) || !str_cut(&line, ' ', &want_rows) ||
	    !str_int(want_rows, &want))
		return carry_fail(h, S("manifest.note"), "has a line that no export "
		    "writes");
	for (size_t i = 0; i < n; i++) {
		struct table_lines x = { .t = &tables[i].t };

		if (!str_eq(tables[i].t.name, name))
			continue;
		if ((rc = table_hash(h, db, &x)) != RC_OK)
			return rc;
		if (x.rows != want || !str_eq(x.hash, line))
			return carry_fail(h, name, "is not as it was exported: the "
			    "folder was touched");
		return RC_OK;
	}
	return carry_fail(h, name, "is a table that no folder has");
}

enum rc
manifest_compare(struct house *h, struct str dir, struct db *db,
    const struct room_manifest *m)
{
	const struct room_table *tables;
	struct str rest = m->rest, line, word;
	struct blobs blobs = { .dir = dir };
	size_t n;
	enum rc rc = room_scope(db, m->meeting, true, &tables, &n);

	while (rc == RC_OK && str_cut(&rest, '\n', &line)) {
		if (!str_cut(&line, ' ', &word))
			return carry_fail(h, S("manifest.note"), "has a line that no "
			    "export writes");
		if (str_eq(word, S("table"))) {
			rc = table_compare(h, db, tables, n, line);
		} else if (blob_check(&blobs, line, &h->fault) != RC_OK) {
			h->fault = (struct fault){ 0 };
			return carry_fail(h, line, "is a file that is missing or not "
			    "as it was exported: the folder was touched");
		}
	}
	return rc;
}
