/* handed: see handed.h. */
#include "main/handed.h"

#include <inttypes.h>
#include <stdio.h>

#include "act/handed.h"
#include "act/handed_take.h"
#include "act/publisher.h"
#include "ledger/disk.h"
#include "ledger/note.h"
#include "main/carry.h"
#include "main/house.h"
#include "main/kit_folder.h"
#include "main/words.h"

#define SENDERS_MAX (256 * KIB)

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
	if (!kit_folder_write(folder, &files))
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
	struct str dir;
	struct kit_files files;
	struct handed_note note;
	struct handed_taking t;
};

/* The key that stands beside a unit. */
static enum rc
sender_find(struct house *h, struct str unit, struct str *vkey)
{
	struct str path = h->set.senders.n > 0 ? h->set.senders :
	    carry_path(&h->mem, h->set.data, S("senders")), text = S(""), line, first;
	struct note_key key;
	enum rc rc = disk_read(path, SENDERS_MAX, &h->mem, &h->fault, &text);

	if (rc == RC_ABSENT)
		h->fault = (struct fault){ .why = NULL };
	else if (rc != RC_OK)
		return rc;
	while (text.n > 0 && str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (!str_cut(&line, ' ', &first) || !str_eq(first, unit))
			continue;
		*vkey = str_trim(line);
		if (vkey_read(&h->mem, *vkey, &key) && key.type == KEY_LOG)
			return RC_OK;
		return carry_fail(h, path, "has a line that is no key of a record");
	}
	return carry_fail(h, path, str_printf(&h->mem, "names no key for unit %.*s; take the "
	    "one on a decision of that office on paper, not from this folder, and write "
	    "`%.*s KEY` on a line there", STR_ARG(unit), STR_ARG(unit)).p);
}

static enum rc
folder_check(struct importing *x)
{
	struct kit_known known = { .policy = S("") };
	struct buf out = buf_new(&x->mem, 8 * MIB);
	struct report r = { .out = &out };
	enum rc rc;

	if (!kit_folder_read(x->dir.p, &x->mem, &x->files))
		return carry_fail(x->h, x->dir, "cannot be read");
	kit_sort(&x->files);
	if (!handed_note_read(&x->mem, &x->files, &x->note))
		return carry_fail(x->h, x->dir, "holds no dossier that was handed over: "
		    HANDED_NOTE " is missing or broken");
	if ((rc = sender_find(x->h, x->note.from, &known.vkey)) != RC_OK)
		return rc;
	handed_check(&x->files, &known, &x->mem, &r, &x->t.data);
	if (r.differs == 0)
		return RC_OK;
	(void)fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
	return carry_fail(x->h, x->dir, "is not what the office signed whose key is written "
	    "down here: it was touched, or it is another office's; nothing was taken");
}

/* Strangers' files are looked at and kept like those that producers bring. */
static enum rc
papers_keep(struct importing *x)
{
	struct looked *v = ARENA_ARRAY(&x->mem, x->files.n + 1, struct looked);
	enum rc rc;

	for (size_t i = 0; i < x->files.n; i++) {
		struct str name = x->files.v[i].name;
		struct look_at at = { .purpose = LOOK_EVIDENCE };

		if (!str_starts(name, S(HANDED_FILES)))
			continue;
		at.path = carry_path(&x->mem, x->dir, name);
		rc = look_and_keep(&x->h->blobs, &at, &x->h->mem, &x->h->fault,
		    &v[x->t.n_files]);
		if (rc != RC_OK)
			return rc;
		if (!str_eq(v[x->t.n_files++].file.hash, str_from(name,
		    sizeof(HANDED_FILES) - 1)))
			return carry_fail(x->h, at.path, "was changed meanwhile");
	}
	x->t.files = v;
	return RC_OK;
}

static enum rc
act_take(void *arg)
{
	struct importing *x = arg;

	return handed_take(&x->h->ctx, &x->t);
}

static enum rc
folder_take(struct importing *x)
{
	struct house *h = x->h;
	enum rc rc;

	if ((rc = folder_check(x)) != RC_OK || (rc = papers_keep(x)) != RC_OK ||
	    (rc = house_log(h, S(""))) != RC_OK)
		return rc;
	h->ctx.log = h->log;
	x->t.note = &x->note;
	x->t.note_bytes = kit_find(&x->files, S(HANDED_NOTE))->bytes;
	if ((rc = house_act(h, act_take, x)) != RC_OK)
		return rc;
	(void)printf("dossier %" PRId64 ", %.*s: %s, from unit %.*s\n", x->t.dossier.v,
	    STR_ARG(x->t.product), x->note.result ? state_name(x->t.state) :
	    "it waits to be received", STR_ARG(x->note.from));
	return RC_OK;
}

static int
import_dossier_main(int argc, char **argv)
{
	struct importing x = { .dir = settings_word(argc, argv, 1) };
	struct house h;
	int code;

	if (x.dir.n == 0)
		return usage();
	if (!house_open(&h, argc, argv, &code) || !house_db(&h, DB_WRITES, &code))
		return code;
	x.h = &h;
	arena_init(&x.mem, 2048 * MIB);
	code = folder_take(&x) == RC_OK ? DONE : house_tell(&h, "dossier import");
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
