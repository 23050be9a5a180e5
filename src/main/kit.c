/* kit: see kit.h. */
#include "main/kit.h"

#include <stdio.h>
#include <string.h>

#include "act/kit.h"
#include "act/publisher.h"
#include "main/house.h"
#include "main/kit_folder.h"
#include "main/words.h"

static int
usage(void)
{
	(void)fprintf(stderr, "ocop kit export SESSION FOLDER [--as public|member|office]\n"
	    "ocop kit verify FOLDER [--key FILE] [--policy FILE]\n");
	return USAGE;
}

/* ---- export -------------------------------------------------------------------- */

static int
export_run(struct house *h, struct meeting_id id, enum kit_reader reader, const char *folder)
{
	struct kit_files files;
	enum rc rc = publisher_open(h->set.data, &h->fault, &h->log);

	h->ctx.log = h->log;
	if (rc == RC_OK)
		rc = publisher_at(h);
	if (rc == RC_OK)
		rc = kit_make(&h->ctx, id, reader, &files);
	if (rc != RC_OK)
		return house_tell(h, "kit export");
	if (!kit_folder_write("kit export", folder, &files))
		return COULD_NOT;
	(void)printf("%s: %zu files, for the reader %s\n", folder, files.n,
	    kit_reader_word(reader));
	return DONE;
}

static int
export_main(int argc, char **argv, const char *as)
{
	enum kit_reader reader = as == NULL ? KIT_PUBLIC : kit_reader_find(str_c(as));
	struct str folder = settings_word(argc, argv, 2);
	struct meeting_id id;
	struct house h;
	int code;

	if (reader == 0 || folder.n == 0 || !str_int(settings_word(argc, argv, 1), &id.v))
		return usage();
	if (!house_open(&h, argc, argv, &code) || !house_db(&h, DB_READS, &code))
		return code;
	code = export_run(&h, id, reader, folder.p);
	house_close(&h);
	return code;
}

int
kit_main(int argc, char **argv)
{
	const char *as = NULL, *key = NULL, *policy = NULL;
	const struct word_option options[] = { { "--as", &as }, { "--key", &key },
		{ "--policy", &policy } };
	struct str what, folder;

	if (!words_take("kit", &argc, argv, options, 3))
		return USAGE;
	what = settings_word(argc, argv, 0);
	folder = settings_word(argc, argv, 1);
	if (str_eq(what, S("export")))
		return export_main(argc, argv, as);
	if (!str_eq(what, S("verify")) || folder.n == 0)
		return usage();
	return kit_folder_verify(&(struct kit_asked){ "kit verify", folder.p, key, policy, kit_check });
}
