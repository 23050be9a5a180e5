/* handed: see handed.h. */
#include "main/handed.h"

#include <inttypes.h>
#include <stdio.h>

#include "act/handed.h"
#include "act/handed_open.h"
#include "act/publisher.h"
#include "main/house.h"
#include "main/kit_folder.h"
#include "main/words.h"

static int
usage(void)
{
	(void)fprintf(stderr, "ocop dossier export NUMBER FOLDER\n"
	    "ocop dossier verify FOLDER [--key FILE] [--policy FILE]\n"
	    "ocop dossier import FOLDER\n");
	return USAGE;
}

/* ---- export ------------------------------------------------------------------------ */

struct handing {
	struct house *h;
	struct dossier_id id;
};

static enum rc
act_over(void *arg)
{
	struct handing *x = arg;

	return handed_over(&x->h->ctx, x->id);
}

static int
export_run(struct house *h, struct dossier_id id, const char *folder)
{
	struct handing x = { h, id };
	struct kit_files files;
	enum rc rc = house_log(h, S(""));

	h->ctx.log = h->log;
	if (rc == RC_OK)
		rc = house_act(h, act_over, &x);
	if (rc == RC_OK)
		rc = handed_make(&h->ctx, id, &files);
	if (rc != RC_OK)
		return house_tell(h, "dossier export");
	if (!kit_folder_write("dossier export", folder, &files))
		return COULD_NOT;
	(void)printf("%s: %zu files, signed by %.*s; personal data is among them\n", folder,
	    files.n, STR_ARG(publisher_origin(h->log)));
	return DONE;
}

static int
hand_main(int argc, char **argv)
{
	struct str folder = settings_word(argc, argv, 2);
	struct dossier_id id;
	struct house h;
	int code;

	if (folder.n == 0 || !str_int(settings_word(argc, argv, 1), &id.v))
		return usage();
	if (!house_open(&h, argc, argv, &code) || !house_db(&h, DB_WRITES, &code))
		return code;
	code = export_run(&h, id, folder.p);
	house_close(&h);
	return code;
}

/* ---- verify ------------------------------------------------------------------------- */

static void
folder_holds(struct kit_files *files, const struct kit_known *known, struct arena *mem,
    struct report *report)
{
	const struct json *data;

	handed_check(files, known, mem, report, &data);
}

/* ---- import -------------------------------------------------------------------------- */

struct importing {
	struct house *h;
	struct arena mem;      /* the folder: it may be large */
	struct handed_taking t;
};

static enum rc
act_take(void *arg)
{
	struct importing *x = arg;

	return handed_take(&x->h->ctx, &x->t);
}

/* What an operator can do who reads this on a terminal. */
static void
advise(const struct house *h)
{
	if (str_eq(str_c(h->fault.why->code), S("handed_key")))
		(void)fprintf(stderr, "%.*s names no key for unit %s: take the one on a decision "
		    "of that office on paper, not from this folder, and write `%s KEY` on a "
		    "line there\n", STR_ARG(h->ctx.senders), h->fault.detail, h->fault.detail);
	(void)fprintf(stderr, "nothing was taken\n");
}

static enum rc
folder_take(struct importing *x, struct kit_files *files)
{
	struct house *h = x->h;
	struct str said;
	enum rc rc = handed_open(&h->ctx, files, &x->mem, &x->t, &said);

	if (rc != RC_OK)
		(void)fprintf(stderr, "%.*s", STR_ARG(said));
	if (rc != RC_OK || (rc = house_log(h, S(""))) != RC_OK)
		return rc;
	h->ctx.log = h->log;
	if ((rc = house_act(h, act_take, x)) != RC_OK)
		return rc;
	(void)printf("dossier %" PRId64 ", %.*s: %s, from unit %.*s\n", x->t.dossier.v,
	    STR_ARG(x->t.product), x->t.state != ST_FORWARDED ? state_name(x->t.state) :
	    "it waits to be received", STR_ARG(x->t.note->from));
	return RC_OK;
}

static int
import_dossier_main(int argc, char **argv)
{
	const struct str folder = settings_word(argc, argv, 1);
	struct importing x = { .t = { .n_files = 0 } };
	struct kit_files files;
	struct house h;
	int code;

	if (folder.n == 0)
		return usage();
	if (!house_open(&h, argc, argv, &code) || !house_db(&h, DB_WRITES, &code))
		return code;
	x.h = &h;
	arena_init(&x.mem, 2048 * MIB);
	if (!kit_folder_read("dossier import", folder.p, &x.mem, &files)) {
		code = COULD_NOT;
	} else if (folder_take(&x, &files) == RC_OK) {
		code = DONE;
	} else {
		code = house_tell(&h, "dossier import");
		advise(&h);
	}
	arena_release(&x.mem);
	house_close(&h);
	return code;
}

int
handed_main(int argc, char **argv)
{
	const char *key = NULL, *policy = NULL;
	const struct word_option options[] = { { "--key", &key }, { "--policy", &policy } };
	struct str what, folder;

	if (!words_take("dossier", &argc, argv, options, 2))
		return USAGE;
	what = settings_word(argc, argv, 0);
	folder = settings_word(argc, argv, 1);
	if (str_eq(what, S("export")))
		return hand_main(argc, argv);
	if (str_eq(what, S("import")))
		return import_dossier_main(argc, argv);
	if (!str_eq(what, S("verify")) || folder.n == 0)
		return usage();
	return kit_folder_verify(&(struct kit_asked){ "dossier verify", folder.p, key, policy, folder_holds });
}
