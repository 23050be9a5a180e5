/* verify_log: see verify_log.h. */
#include "main/verify_log.h"

#include "ledger/keychain.h"
#include "main/fetch.h"
#include "main/words.h"

#define LOG_MEMORY ((size_t)4096 * MIB) /* some 100 bytes for each entry */

/* The keys that were given, and those before them, as notes of both say. */
static struct str
keys_before(struct arena *mem, struct str keys, struct str notes)
{
	struct buf b = buf_new(mem, 256 * KIB);
	struct str rest = keys, line;
	struct note_key key, old;

	buf_put(&b, keys);
	while (str_cut(&rest, '\n', &line)) {
		if (!vkey_read(mem, str_trim(line), &key))
			continue;
		for (int i = 0; i < KEYCHAIN_MAX && key_before(mem, notes, &key, &old); i++) {
			key = old;
			buf_printf(&b, "\n%.*s", STR_ARG(vkey_text(mem, &key)));
		}
	}
	return buf_ok(&b) ? buf_str(&b) : keys;
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
	well = word_file("verify", &mem, w->key, &in.vkey) &&
	    word_file("verify", &mem, w->policy, &in.policy) &&
	    word_file("verify", &mem, w->older, &in.older) &&
	    word_file("verify", &mem, w->roots, &in.roots);
	in.vkey = str_trim(in.vkey);
	if (w->later.n > 0)
		in.vkey = keys_before(&mem, in.vkey, w->later);
	if (well) {
		examine_log(&in, &mem, r, &found);
		if (fetch_failures(f, &why) > 0)
			report_unknown(r, "log", "some files could not be fetched: %s", why);
	}
	arena_release(&mem);
	return well;
}
