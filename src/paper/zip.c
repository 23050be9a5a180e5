/* zip: see zip.h. */
#include "paper/zip.h"

#include <zip.h>

#define MIDNIGHT 0      /* of the first day that a ZIP can name */
#define YEAR_1980 0x21

struct making {
	struct fault *fault;
	struct arena *mem;
	zip_source_t *source; /* where the finished bytes appear */
	zip_t *zip;
};

static enum rc
broken(struct making *m, const char *what)
{
	return FAIL(m, WHY_BROKEN, "zip: %s", what);
}

static enum rc
part_add(struct making *m, const struct zip_part *part)
{
	zip_source_t *s = zip_source_buffer(m->zip, part->bytes.p, part->bytes.n, 0);
	zip_int64_t at;

	if (s == NULL)
		return broken(m, part->name);
	if ((at = zip_file_add(m->zip, part->name, s, ZIP_FL_ENC_UTF_8)) < 0) {
		zip_source_free(s);
		return broken(m, part->name);
	}
	if (zip_set_file_compression(m->zip, (zip_uint64_t)at, ZIP_CM_DEFLATE, 9) != 0 ||
	    zip_file_set_dostime(m->zip, (zip_uint64_t)at, MIDNIGHT, YEAR_1980, 0) != 0)
		return broken(m, part->name);
	return RC_OK;
}

static enum rc
bytes_take(struct making *m, struct str *out)
{
	zip_stat_t st;
	char *to;

	zip_stat_init(&st);
	if (zip_source_stat(m->source, &st) != 0 || !(st.valid & ZIP_STAT_SIZE) ||
	    zip_source_open(m->source) != 0)
		return broken(m, "reading it back");
	to = arena_bytes(m->mem, st.size + 1);
	if (zip_source_read(m->source, to, st.size) != (zip_int64_t)st.size) {
		zip_source_close(m->source);
		return broken(m, "reading it back");
	}
	zip_source_close(m->source);
	*out = (struct str){ to, st.size };
	return RC_OK;
}

enum rc
zip_make(const struct zip_part *parts, size_t n, struct arena *mem, struct fault *fault,
    struct str *out)
{
	struct making m = { .fault = fault, .mem = mem };
	enum rc rc = RC_OK;

	if ((m.source = zip_source_buffer_create(NULL, 0, 0, NULL)) == NULL)
		return broken(&m, "no memory");
	if ((m.zip = zip_open_from_source(m.source, ZIP_TRUNCATE, NULL)) == NULL) {
		zip_source_free(m.source);
		return broken(&m, "beginning");
	}
	zip_source_keep(m.source); /* closing the archive would take it along */
	for (size_t i = 0; i < n && rc == RC_OK; i++)
		rc = part_add(&m, &parts[i]);
	if (rc != RC_OK) {
		zip_discard(m.zip);
	} else if (zip_close(m.zip) != 0) {
		zip_discard(m.zip);
		rc = broken(&m, "writing");
	}
	if (rc == RC_OK)
		rc = bytes_take(&m, out);
	zip_source_free(m.source);
	return rc;
}
