/* handed_open: see handed_open.h. */
#include "act/handed_open.h"

#include "act/handed_json.h"
#include "base/log.h"
#include "ledger/disk.h"
#include "ledger/note.h"

#define SENDERS_MAX (256 * KIB)
#define ARCHIVE_WORK_MAX (512 * MIB) /* while it is opened; goes when that is done */

static const struct reason WHY_HANDED_NONE = { RC_INVALID, "handed_none" };
static const struct reason WHY_HANDED_KEY = { RC_INVALID, "handed_key" };
static const struct reason WHY_HANDED_UNSIGNED = { RC_INVALID, "handed_unsigned" };
static const struct reason WHY_HANDED_FILE = { RC_INVALID, "handed_file" };
static const struct reason WHY_HANDED_UNTRUE = { RC_INVALID, "handed_untrue" };

/* ---- whom we believe --------------------------------------------------------------- */

/* The key that stands beside a unit. */
static enum rc
sender_find(struct ctx *c, struct arena *work, struct str unit, struct str *vkey)
{
	struct str text = S(""), line, first;
	struct note_key key;
	enum rc rc = c->senders.n == 0 ? RC_ABSENT :
	    disk_read(c->senders, SENDERS_MAX, work, c->fault, &text);

	if (rc != RC_OK && rc != RC_ABSENT)
		return rc;
	while (text.n > 0 && str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (!str_cut(&line, ' ', &first) || !str_eq(first, unit))
			continue;
		*vkey = str_trim(line);
		if (vkey_read(work, *vkey, &key) && key.type == KEY_LOG)
			return RC_OK;
		log_error("the file of senders has a line that is no key of a record: unit %.*s",
		    STR_ARG(unit));
	}
	return FAIL(c, WHY_HANDED_KEY, "%.*s", STR_ARG(str_head(unit, 20)));
}

/* ---- what is wrong, in a word for people ---------------------------------------------- */

/* The first difference: of what, and its sentence. */
static bool
wrong_first(struct str said, struct str *what, struct str *sentence)
{
	struct str line;

	while (said.n > 0 && str_cut(&said, '\n', &line))
		if (str_starts(line, S("WRONG ")) && str_cut(&line, ':', what)) {
			*what = str_from(*what, sizeof("WRONG ") - 1);
			*sentence = str_trim(line);
			return true;
		}
	return false;
}

/* Which file says it, for each of what a check speaks of. */
static enum rc
wrong_told(struct ctx *c, struct str said)
{
	static const struct {
		const char *what, *file;
	} of[] = { { "dossier", HANDED_DATA }, { "result", HANDED_DATA },
		{ "entries", "entry/" }, { "chains", "entry/" }, { "sheets", "entry/" },
		{ "parts", "part/" }, { "rules", "rules/" }, { "index", KIT_INDEX }, { "stars", KIT_INDEX } };
	struct str what = S(""), sentence = S(""), name;

	(void)wrong_first(said, &what, &sentence);
	if (str_eq(what, S("transfer")) || str_eq(what, S("log")))
		return FAIL(c, WHY_HANDED_UNSIGNED, "%.*s", STR_ARG(sentence));
	if (str_eq(what, S("files")) || str_eq(what, S("papers"))) {
		(void)str_cut(&sentence, ' ', &name);
		return FAIL(c, WHY_HANDED_FILE, "%.*s", STR_ARG(name));
	}
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++)
		if (str_eq(what, str_c(of[i].what)))
			return FAIL(c, WHY_HANDED_UNTRUE, "%s", of[i].file);
	return FAIL(c, WHY_HANDED_UNTRUE, "%.*s", STR_ARG(what));
}

/* ---- checking -------------------------------------------------------------------------- */

/* Strangers' files are looked at and kept like those that producers bring. Each has the
 * hash it is named by: that was checked. */
static enum rc
papers_keep(struct ctx *c, const struct kit_files *files, struct handed_taking *t)
{
	struct looked *v = ARENA_ARRAY(c->mem, files->n + 1, struct looked);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < files->n; i++)
		if (str_starts(files->v[i].name, S(HANDED_FILES)))
			rc = look_and_keep_bytes(c->blobs, files->v[i].bytes, c->mem, c->fault,
			    &v[t->n_files++]);
	t->files = v;
	return rc;
}

/* Note and data, in memory that stays. */
static enum rc
said_keep(struct ctx *c, const struct kit_files *files, struct handed_taking *t)
{
	struct str note = str_copy(c->mem, kit_find(files, S(HANDED_NOTE))->bytes), error;
	struct handed_note *read = ARENA_NEW(c->mem, struct handed_note);

	if (!handed_note_read(c->mem, &(struct kit_files){ 1, &(struct kit_file){
	    S(HANDED_NOTE), note } }, read))
		return FAIL(c, WHY_HANDED_NONE, "%s", HANDED_NOTE);
	t->note = read;
	t->note_bytes = note;
	t->data = json_read(c->mem, str_copy(c->mem, kit_find(files, S(HANDED_DATA))->bytes),
	    &error);
	return RC_OK;
}

enum rc
handed_open(struct ctx *c, struct kit_files *files, struct arena *work,
    struct handed_taking *t, struct str *said)
{
	struct buf out = buf_new(work, 8 * MIB);
	struct report r = { .out = &out };
	struct kit_known known = { .policy = S("") };
	struct handed_note note;
	const struct json *data;
	enum rc rc;

	*said = S("");
	kit_sort(files);
	for (size_t i = 1; i < files->n; i++)
		if (str_eq(files->v[i].name, files->v[i - 1].name))
			return FAIL(c, WHY_HANDED_FILE, "%.*s", STR_ARG(files->v[i].name));
	if (!handed_note_read(work, files, &note))
		return FAIL(c, WHY_HANDED_NONE, "%s", HANDED_NOTE);
	if ((rc = sender_find(c, work, note.from, &known.vkey)) != RC_OK)
		return rc;
	handed_check(files, &known, work, &r, &data);
	*said = buf_str(&out);
	if (r.differs > 0)
		return wrong_told(c, *said);
	rc = said_keep(c, files, t);
	return rc == RC_OK ? papers_keep(c, files, t) : rc;
}

static enum rc
archive_open(struct ctx *c, struct str path, struct arena *work, struct handed_taking *t)
{
	struct unpacked u;
	struct kit_files files;
	struct str said;
	enum rc rc = look_unpack(c->blobs, path, work, c->fault, &u);

	if (rc != RC_OK)
		return rc;
	files = (struct kit_files){ u.n, ARENA_ARRAY(work, u.n + 1, struct kit_file) };
	for (size_t i = 0; i < u.n; i++)
		files.v[i] = (struct kit_file){ u.v[i].name, u.v[i].bytes };
	rc = handed_open(c, &files, work, t, &said);
	return rc == RC_OK && work->over ? FAIL(c, WHY_TOO_LARGE, "%s", "") : rc;
}

enum rc
handed_open_archive(struct ctx *c, struct str path, struct handed_taking *t)
{
	struct arena work;
	enum rc rc;

	if (c->log == NULL)
		return FAIL(c, WHY_ABSENT, "%s", "this office publishes no record");
	arena_init(&work, ARCHIVE_WORK_MAX);
	rc = archive_open(c, path, &work, t);
	arena_release(&work);
	return rc;
}
