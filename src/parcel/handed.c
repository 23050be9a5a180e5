/* handed: see handed.h: the note, and what dossier.json is held against. */
#include "parcel/handed.h"

#include <inttypes.h>
#include <string.h>

#include "ledger/entry.h"
#include "ledger/keychain.h"
#include "ledger/note.h"

#define TEXT_MAX (4 * MIB)

struct examination {
	const struct kit_files *files;
	struct arena *mem;
	struct report *report;
	const struct json *data;
	struct str lines;      /* dossier.json as lines of a manifest (act/manifest.h) */
};

static struct str
bytes_of(const struct kit_files *files, struct str name)
{
	const struct kit_file *f = kit_find(files, name);

	return f == NULL ? (struct str){ NULL, 0 } : f->bytes;
}

/* ---- the note ---------------------------------------------------------------------- */

struct str
handed_note_text(struct arena *mem, const struct handed_note *n)
{
	return str_printf(mem, "ocop-transfer/1\nwhat %s\nfrom %.*s\nto %.*s\nchain %.*s\n"
	    "epoch %" PRId64 "\nsent %.*s\nmanifest %.*s\n", n->result ? "result" : "dossier",
	    STR_ARG(n->from), STR_ARG(n->to), STR_ARG(n->chain), n->epoch, STR_ARG(n->sent),
	    STR_ARG(n->manifest));
}

static bool
line_take(struct str *rest, const char *word, struct str *value)
{
	struct str line, first;

	if (!str_cut(rest, '\n', &line) || !str_cut(&line, ' ', &first) ||
	    !str_eq(first, str_c(word)))
		return false;
	*value = line;
	return true;
}

bool
handed_note_read(struct arena *mem, const struct kit_files *files, struct handed_note *out)
{
	struct signed_note *note = ARENA_NEW(mem, struct signed_note);
	struct str rest, line, what, epoch;

	*out = (struct handed_note){ .epoch = -1 };
	if (!note_read(mem, bytes_of(files, S(HANDED_NOTE)), note))
		return false;
	rest = note->text;
	if (!str_cut(&rest, '\n', &line) || !str_eq(line, S("ocop-transfer/1")) ||
	    !line_take(&rest, "what", &what) || !line_take(&rest, "from", &out->from) ||
	    !line_take(&rest, "to", &out->to) || !line_take(&rest, "chain", &out->chain) ||
	    !line_take(&rest, "epoch", &epoch) || !line_take(&rest, "sent", &out->sent) ||
	    !line_take(&rest, "manifest", &out->manifest) || rest.n > 0)
		return false;
	out->result = str_eq(what, S("result"));
	return (out->result || str_eq(what, S("dossier"))) && str_int(epoch, &out->epoch) &&
	    out->epoch >= 0 && uuid_ok(out->chain) &&
	    str_eq(handed_note_text(mem, out), note->text);
}

/* By the key that was given, or by one that followed it. */
static bool
note_holds(struct examination *x, struct str vkey)
{
	struct signed_note *note = ARENA_NEW(x->mem, struct signed_note);
	struct note_key key;
	int steps;

	if (!note_read(x->mem, bytes_of(x->files, S(HANDED_NOTE)), note) ||
	    !vkey_read(x->mem, vkey, &key) || key.type != KEY_LOG)
		return false;
	if (note_signed_by(note, &key))
		return true;
	key = keys_follow(x->mem, bytes_of(x->files, S(KIT_KEYS)), key, &steps);
	return steps > 0 && note_signed_by(note, &key);
}

static void
note_check(struct examination *x, struct str vkey)
{
	struct handed_note n;
	struct str own = str_trim(bytes_of(x->files, S(KIT_VKEY))), said;
	const struct json *index, *line;

	if (!handed_note_read(x->mem, x->files, &n)) {
		report_wrong(x->report, "transfer", "%s is missing or broken", HANDED_NOTE);
		return;
	}
	if (!note_holds(x, vkey.n > 0 ? vkey : own)) {
		report_wrong(x->report, "transfer", "the note is not signed by the key %.*s",
		    STR_ARG(vkey.n > 0 ? vkey : own));
		return;
	}
	if (!str_eq(n.manifest, hash_hex(x->mem, hash_of(bytes_of(x->files,
	    S(KIT_MANIFEST)))))) {
		report_wrong(x->report, "transfer", "the note was signed over other files: "
		    "something was changed, added or taken away");
		return;
	}
	index = json_read(x->mem, bytes_of(x->files, S(KIT_INDEX)), &said);
	line = json_at(json_get(index, S("products")), 0);
	if (!str_eq(json_str(json_get(line, S("chain"))), n.chain) ||
	    json_len(json_get(index, S("products"))) != 1)
		report_wrong(x->report, "transfer", "the note speaks of another dossier than "
		    "the folder");
	else
		report_ok(x->report, "transfer", "a %s, from the office of unit %.*s to that of "
		    "unit %.*s, signed over these files", n.result ? "result" : "dossier",
		    STR_ARG(n.from), STR_ARG(n.to));
}

/* ---- the data, as lines ------------------------------------------------------------- */

static struct str
text_hash(struct arena *mem, const struct json *j)
{
	struct str s = json_str(j);

	return hash_hex(mem, hash_of(s.p == NULL ? S("") : s));
}

static const struct json *
paper_find(const struct json *data, int64_t n)
{
	const struct json *papers = json_get(data, S("papers"));

	for (size_t i = 0; i < json_len(papers); i++)
		if (json_int(json_get(json_at(papers, i), S("n")), -1) == n)
			return json_at(papers, i);
	return NULL;
}

static void
point_line(struct examination *x, struct buf *b, const struct json *p)
{
	struct str case_id = json_str(json_get(p, S("case")));
	int64_t points;

	buf_printf(b, "point %.*s ", STR_ARG(json_str(json_get(p, S("criterion")))));
	if (case_id.n > 0)
		buf_printf(b, "%.*s:", STR_ARG(case_id));
	if (json_is_int(json_get(p, S("points")), &points))
		buf_int(b, points);
	else
		buf_char(b, '-');
	buf_printf(b, " %.*s\n", STR_ARG(text_hash(x->mem, json_get(p, S("note")))));
}

static void
cite_lines(struct examination *x, struct buf *b, const struct json *cite)
{
	const struct json *paper = paper_find(x->data, json_int(json_get(cite, S("paper")), -1));
	const struct json *files = json_get(paper, S("files"));

	for (size_t i = 0; i < json_len(files); i++) {
		struct str hash = json_str(json_get(json_at(files, i), S("sha256")));

		buf_printf(b, "file %.*s %.*s %.*s %zu %" PRId64 "-%" PRId64 "\n",
		    STR_ARG(json_str(json_get(cite, S("criterion")))),
		    STR_ARG(json_str(json_get(paper, S("kind")))), STR_ARG(hash),
		    bytes_of(x->files, str_printf(x->mem, HANDED_FILES "%.*s",
		    STR_ARG(hash))).n, json_int(json_get(cite, S("from")), 0),
		    json_int(json_get(cite, S("to")), 0));
	}
}

static void
lines_make(struct examination *x)
{
	struct buf b = buf_new(x->mem, TEXT_MAX);
	const struct json *texts = json_get(x->data, S("texts"));
	const struct json *points = json_get(x->data, S("points"));
	const struct json *cites = json_get(x->data, S("cites"));

	buf_char(&b, '\n');
	for (size_t i = 0; i < json_len(texts); i++)
		buf_printf(&b, "text %.*s %.*s\n", STR_ARG(json_str(json_get(json_at(texts, i),
		    S("field")))), STR_ARG(text_hash(x->mem, json_get(json_at(texts, i),
		    S("body")))));
	for (size_t i = 0; i < json_len(points); i++)
		point_line(x, &b, json_at(points, i));
	for (size_t i = 0; i < json_len(cites); i++)
		cite_lines(x, &b, json_at(cites, i));
	x->lines = buf_ok(&b) ? buf_str(&b) : S("\n");
}

/* ---- … against what the log commits to ------------------------------------------------ */

/* The newest part of a name; p == NULL: none is open here. kit_check() has held every
 * part against its entry. */
static struct str
part_newest(const struct examination *x, const char *name)
{
	struct str end = str_printf(x->mem, ".%s", name), out = { NULL, 0 };

	for (size_t i = 0; i < x->files->n; i++)
		if (str_starts(x->files->v[i].name, S("part/")) &&
		    str_ends(x->files->v[i].name, end))
			out = x->files->v[i].bytes;
	return out;
}

static bool
line_is_in(struct examination *x, struct str line, struct str text)
{
	return str_has(text, str_printf(x->mem, "\n%.*s\n", STR_ARG(line)));
}

/* What a part says below its first line, which names its form. */
static struct str
below_head(struct str part)
{
	struct str head;

	return str_cut(&part, '\n', &head) ? part : S("");
}

/* Every line that the entry commits to is here, to the letter. */
static int64_t
lines_missing(struct examination *x, struct str committed)
{
	struct str line;
	int64_t wrong = 0;

	while (committed.n > 0 && str_cut(&committed, '\n', &line))
		if (line.n > 0 && !line_is_in(x, line, x->lines)) {
			report_wrong(x->report, "dossier", "what was handed in is not here, or was "
			    "changed: %.*s", STR_ARG(str_head(line, 60)));
			wrong++;
		}
	return wrong;
}

/* … and nothing else. */
static int64_t
lines_added(struct examination *x, struct str committed)
{
	struct str rest = str_from(x->lines, 1), line;
	int64_t wrong = 0;

	while (rest.n > 0 && str_cut(&rest, '\n', &line)) {
		if (line.n == 0 || line_is_in(x, line, committed))
			continue;
		report_wrong(x->report, "dossier", "this was never handed in: %.*s",
		    STR_ARG(str_head(line, 60)));
		wrong++;
	}
	return wrong;
}

/* What a person said of herself was erased at the sender (Law 91/2025/QH15 Art. 14): the
 * entry still commits to it, and nobody can open it, or say the texts. */
static bool
person_erased(const struct examination *x)
{
	return str_eq(json_str(json_at(json_get(x->data, S("erased")), 0)), S("person"));
}

static void
dossier_check(struct examination *x)
{
	struct str file = part_newest(x, "file"), all;
	struct buf b = buf_new(x->mem, TEXT_MAX);

	lines_make(x);
	if (file.p == NULL) {
		report_unknown(x->report, "dossier", "what was handed in is closed to the reader "
		    "of this folder, so forms and papers rest on the note alone");
		return;
	}
	buf_char(&b, '\n');
	buf_put(&b, below_head(file));
	if (person_erased(x))
		report_unknown(x->report, "dossier", "what it said of a person was erased at the "
		    "sender, as a record of its own says there: these texts are not here");
	else
		buf_put(&b, part_newest(x, "person"));
	buf_put(&b, below_head(part_newest(x, "report")));
	all = buf_ok(&b) ? buf_str(&b) : S("\n");
	if (lines_missing(x, all) + lines_added(x, all) == 0)
		report_ok(x->report, "dossier", "texts, points and papers are those that were "
		    "handed in, and the commune's report is the one it sent on");
}

static bool
is_named(const struct examination *x, struct str hash)
{
	const struct json *papers = json_get(x->data, S("papers"));

	for (size_t i = 0; i < json_len(papers); i++) {
		const struct json *files = json_get(json_at(papers, i), S("files"));

		for (size_t k = 0; k < json_len(files); k++)
			if (str_eq(json_str(json_get(json_at(files, k), S("sha256"))), hash))
				return true;
	}
	return false;
}

/* A file is the one of its name, and a paper names it; every one that is named is here. */
static void
evidence_check(struct examination *x)
{
	const struct json *papers = json_get(x->data, S("papers"));
	int64_t n = 0, wrong = 0;

	for (size_t i = 0; i < x->files->n; i++) {
		struct str name = x->files->v[i].name, hash;

		if (!str_starts(name, S(HANDED_FILES)))
			continue;
		hash = str_from(name, sizeof(HANDED_FILES) - 1);
		n++;
		if (str_eq(hash, hash_hex(x->mem, hash_of(x->files->v[i].bytes))) &&
		    is_named(x, hash))
			continue;
		wrong++;
		report_wrong(x->report, "papers", "%.*s is not what its name says, or no paper "
		    "names it", STR_ARG(name));
	}
	for (size_t i = 0; i < json_len(papers); i++) {
		const struct json *files = json_get(json_at(papers, i), S("files"));

		for (size_t k = 0; k < json_len(files); k++)
			if (bytes_of(x->files, str_printf(x->mem, HANDED_FILES "%.*s",
			    STR_ARG(json_str(json_get(json_at(files, k), S("sha256")))))).p == NULL) {
				wrong++;
				report_wrong(x->report, "papers", "a file of a paper is missing");
			}
	}
	if (wrong == 0)
		report_ok(x->report, "papers", "%" PRId64 " files are what their names say", n);
}

/* ---- a result --------------------------------------------------------------------------- */

/* Whether an act of a kind is in the chain; *body is the newest one's. No later act of
 * another outcome follows it: what ended once may have come and gone again. */
static bool
act_find(const struct examination *x, const char *kind, const struct json **body)
{
	static const char *const outcomes[] = { "certificate.issue", "dossier.sent_back",
		"dossier.knocked_out", "dossier.asked_province" };
	bool found = false;
	struct str error;

	for (size_t i = 0; i < x->files->n; i++) {
		const struct json *act;

		if (!str_starts(x->files->v[i].name, S("part/")) ||
		    !str_ends(x->files->v[i].name, S(".act")))
			continue;
		act = json_read(x->mem, x->files->v[i].bytes, &error);
		for (size_t o = 0; o < sizeof(outcomes) / sizeof(outcomes[0]); o++)
			if (str_eq(json_str(json_get(act, S("kind"))), str_c(outcomes[o])))
				found = strcmp(kind, outcomes[o]) == 0;
		if (str_eq(json_str(json_get(act, S("kind"))), str_c(kind)))
			*body = json_get(act, S("body"));
	}
	return found;
}

/* Recognised: the certificate of the data is the one that the log has. */
static bool
recognised_holds(const struct examination *x, const struct json *result)
{
	const struct json *issued = NULL, *certificate = json_get(result, S("certificate"));
	const struct json *decision = json_get(result, S("decision"));
	struct str error, signed_text = part_newest(x, "decision");

	return act_find(x, "certificate.issue", &issued) &&
	    str_eq(json_str(json_get(issued, S("code"))), json_str(json_get(certificate,
	    S("code")))) &&
	    json_int(json_get(issued, S("star")), -1) == json_int(json_get(result,
	    S("star")), -2) &&
	    str_eq(json_str(json_get(issued, S("until"))), json_str(json_get(certificate,
	    S("valid_until")))) && signed_text.p != NULL &&
	    str_eq(json_str(json_get(json_read(x->mem, signed_text, &error), S("number"))),
	    json_str(json_get(decision, S("number"))));
}

/* Stopped before the council: for the reason that the log has. */
static bool
stopped_holds(const struct examination *x, const struct json *result)
{
	const struct json *body = NULL, *stops = json_get(result, S("stops"));

	if (!act_find(x, "dossier.knocked_out", &body))
		return false;
	for (size_t i = 0; i < json_len(stops); i++)
		if (str_eq(json_str(json_get(json_at(stops, i), S("code"))),
		    json_str(json_get(body, S("code")))))
			return true;
	return false;
}

/* Asked for: by the date and for as many items as the log has. */
static bool
asked_holds(const struct examination *x, const struct json *result)
{
	const struct json *body = NULL;

	return act_find(x, "dossier.asked_province", &body) &&
	    str_eq(json_str(json_get(body, S("due"))), json_str(json_get(result, S("due_on")))) &&
	    json_int(json_get(body, S("items")), -1) ==
	    (int64_t)json_len(json_get(result, S("items")));
}

static void
result_check(struct examination *x)
{
	const struct json *result = json_get(x->data, S("result")), *body = NULL;
	const struct json *index, *line;
	struct str outcome = json_str(json_get(result, S("outcome"))), error;
	bool holds;

	index = json_read(x->mem, bytes_of(x->files, S(KIT_INDEX)), &error);
	line = json_at(json_get(index, S("products")), 0);
	if (str_eq(outcome, S("recognised")))
		holds = recognised_holds(x, result);
	else if (str_eq(outcome, S("sent_back")))
		holds = act_find(x, "dossier.sent_back", &body);
	else if (str_eq(outcome, S("asked")))
		holds = asked_holds(x, result);
	else
		holds = str_eq(outcome, S("stopped")) && stopped_holds(x, result);
	if (str_eq(outcome, S("recognised")) || str_eq(outcome, S("sent_back")))
		holds = holds && json_int(json_get(line, S("star")), -1) ==
		    json_int(json_get(result, S("star")), -2);
	if (holds)
		report_ok(x->report, "result", "%.*s, as the sender's record has it",
		    STR_ARG(outcome));
	else
		report_wrong(x->report, "result", "the sender's record says something else");
}

void
handed_check(struct kit_files *files, const struct kit_known *known, struct arena *mem,
    struct report *report, const struct json **data)
{
	struct examination x = { .files = files, .mem = mem, .report = report };
	struct str error;

	kit_check(files, known, mem, report);
	note_check(&x, known->vkey);
	*data = x.data = json_read(mem, bytes_of(files, S(HANDED_DATA)), &error);
	if (x.data == NULL || json_int(json_get(x.data, S("v")), 0) != 1) {
		report_wrong(report, "dossier", "%s is missing or broken", HANDED_DATA);
		return;
	}
	evidence_check(&x);
	if (json_get(x.data, S("result")) != NULL)
		result_check(&x);
	else
		dossier_check(&x);
}
