/* verify_log: see verify_log.h. */
#include "main/verify_log.h"

#include <stdio.h>

#include "main/fetch.h"

#define LOG_MEMORY ((size_t)4096 * MIB) /* some 100 bytes for each entry */
#define TEXT_MAX (64 * KIB)

/* A small file that the reader gave us; no text without one. */
static bool
file_given(struct arena *mem, const char *path, struct str *out)
{
	char *bytes = arena_alloc(mem, TEXT_MAX);
	FILE *f = path == NULL ? NULL : fopen(path, "re");

	*out = S("");
	if (path == NULL)
		return true;
	if (f != NULL) {
		*out = (struct str){ bytes, fread(bytes, 1, TEXT_MAX, f) };
		(void)fclose(f);
	}
	if (out->n == 0)
		(void)fprintf(stderr, "ocop verify: %s cannot be read or is empty\n", path);
	return out->n > 0;
}

bool
log_verify(const struct log_wanted *w, struct str where, bool sample, struct report *r)
{
	struct examine_in in = { .sample = sample };
	struct examined found;
	struct arena mem;
	struct fetch *f;
	const char *why;
	bool well;

	arena_init(&mem, LOG_MEMORY);
	f = fetch_open(&mem, where);
	in.files = fetch_files(f);
	well = file_given(&mem, w->key, &in.vkey) &&
	    file_given(&mem, w->policy, &in.policy) &&
	    file_given(&mem, w->older, &in.older);
	in.vkey = str_trim(in.vkey);
	if (well) {
		examine_log(&in, &mem, r, &found);
		if (fetch_failures(f, &why) > 0)
			report_unknown(r, "log", "some files could not be fetched: %s", why);
	}
	arena_release(&mem);
	return well;
}
