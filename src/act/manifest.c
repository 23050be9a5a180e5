/* manifest: see manifest.h. */
#include "act/manifest.h"

#include <inttypes.h>

#include "act/record.h"
#include "base/buf.h"
#include "base/hash.h"
#include "core/paper_fields.h"
#include "q.h"

#define MANIFEST_MAX (512 * KIB)

static struct str
digest(struct ctx *c, struct str s)
{
	return hash_hex(c->mem, hash_of(s));
}

static void
score_line(struct ctx *c, struct buf *b, const struct q_manifest_scores *s)
{
	buf_printf(b, "point %.*s ", STR_ARG(s->criterion));
	if (s->case_id.n > 0)
		buf_printf(b, "%.*s:", STR_ARG(s->case_id));
	if (s->points.has)
		buf_int(b, s->points.v);
	else
		buf_char(b, '-');
	buf_printf(b, " %.*s\n", STR_ARG(digest(c, s->note)));
}

static void
file_line(struct buf *b, const struct q_manifest_files *f)
{
	buf_printf(b, "file %.*s %.*s %.*s %" PRId64 " %" PRId64 "-%" PRId64 "\n",
	    STR_ARG(f->criterion), STR_ARG(f->kind), STR_ARG(f->blob),
	    f->size_bytes, f->page_from.v, f->page_to.v);
}

enum rc
dossier_manifest(struct ctx *c, struct dossier_id id, struct moment at, struct manifest *out)
{
	struct buf b = buf_new(c->mem, MANIFEST_MAX), person = buf_new(c->mem, 4 * KIB);
	struct q_manifest_texts_rows texts;
	struct q_manifest_scores_rows scores;
	struct q_manifest_files_rows files;
	enum rc rc;

	if ((rc = q_manifest_texts(c->db, id, &texts)) != RC_OK ||
	    (rc = q_manifest_scores(c->db, id, &scores)) != RC_OK ||
	    (rc = q_manifest_files(c->db, id, at, &files)) != RC_OK)
		return rc;
	buf_lit(&b, "ocop-dossier/1\n");
	for (size_t i = 0; i < texts.n; i++) {
		const struct paper_field *f = paper_field(texts.v[i].field);

		buf_printf(f != NULL && paper_field_personal(f) ? &person : &b,
		    "text %.*s %.*s\n", STR_ARG(texts.v[i].field),
		    STR_ARG(digest(c, texts.v[i].body)));
	}
	for (size_t i = 0; i < scores.n; i++)
		score_line(c, &b, &scores.v[i]);
	for (size_t i = 0; i < files.n; i++)
		file_line(&b, &files.v[i]);
	*out = (struct manifest){ buf_str(&b), buf_str(&person) };
	return buf_ok(&b) && buf_ok(&person) ? RC_OK : FAIL(c, WHY_TOO_LARGE,
	    "manifest of dossier %" PRId64, id.v);
}

enum rc
dossier_part(struct ctx *c, struct dossier_id id)
{
	struct manifest m;
	enum rc rc;

	if (c->log == NULL) /* a test without a log */
		return RC_OK;
	if ((rc = dossier_manifest(c, id, c->now, &m)) != RC_OK ||
	    (rc = record_part(c, "file", m.file)) != RC_OK)
		return rc;
	return m.person.n > 0 ? record_part(c, "person", m.person) : RC_OK;
}

enum rc
report_manifest(struct ctx *c, struct dossier_id id, struct str *out)
{
	struct buf b = buf_new(c->mem, 64 * KIB);
	struct q_manifest_texts_rows texts;
	enum rc rc = q_manifest_texts(c->db, id, &texts);

	buf_lit(&b, "ocop-report/1\n");
	for (size_t i = 0; rc == RC_OK && i < texts.n; i++) {
		const struct paper_field *f = paper_field(texts.v[i].field);

		if (f != NULL && f->form == FORM_03)
			buf_printf(&b, "text %.*s %.*s\n", STR_ARG(texts.v[i].field),
			    STR_ARG(digest(c, texts.v[i].body)));
	}
	*out = buf_str(&b);
	return rc;
}

enum rc
report_part(struct ctx *c, struct dossier_id id)
{
	struct str text;
	enum rc rc;

	if (c->log == NULL) /* a test without a log */
		return RC_OK;
	rc = report_manifest(c, id, &text);
	return rc == RC_OK ? record_part(c, "report", text) : rc;
}

/* ---- comparing ------------------------------------------------------------------------ */

bool
has_line(struct str text, struct str line)
{
	struct str one;

	while (str_cut(&text, '\n', &one))
		if (str_eq(one, line))
			return true;
	return false;
}

bool
lines_stand(struct arena *mem, struct str these, struct str in, bool fields_may_be_more)
{
	struct str line, word, field;

	while (str_cut(&these, '\n', &line)) {
		struct str rest = line;

		if (has_line(in, line))
			continue;
		if (!fields_may_be_more || !str_cut(&rest, ' ', &word) ||
		    !str_eq(word, S("text")) || !str_cut(&rest, ' ', &field) ||
		    str_has(in, str_printf(mem, "\ntext %.*s ", STR_ARG(field))))
			return false;
	}
	return true;
}
