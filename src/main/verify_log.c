/* verify_log: see verify_log.h. */
#include "main/verify_log.h"

#include "main/fetch.h"
#include "main/words.h"

#define LOG_MEMORY ((size_t)4096 * MIB) /* some 100 bytes for each entry */

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
	well = word_file("verify", &mem, w->key, &in.vkey) &&
	    word_file("verify", &mem, w->policy, &in.policy) &&
	    word_file("verify", &mem, w->older, &in.older) &&
	    word_file("verify", &mem, w->roots, &in.roots);
	in.vkey = str_trim(in.vkey);
	if (well) {
		examine_log(&in, &mem, r, &found);
		if (fetch_failures(f, &why) > 0)
			report_unknown(r, "log", "some files could not be fetched: %s", why);
	}
	arena_release(&mem);
	return well;
}
