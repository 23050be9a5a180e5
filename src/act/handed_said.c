/*
 * handed_said: what a dossier from another office says, into rows: texts, points, papers and
 * their files, citations, what was found of its components below. Its first time
 * (handed_take.c) and when it comes again (handed_again.c).
 */
#include "act/handed_inside.h"
#include "act/handed_json.h"
#include "act/reasons.h"
#include "act/upload.h"

static const struct looked *
file_find(const struct handed_taking *t, struct str hash)
{
	for (size_t i = 0; i < t->n_files; i++)
		if (str_eq(t->files[i].file.hash, hash))
			return &t->files[i];
	return NULL;
}

static enum rc
files_take(struct arriving *a, struct evidence_id paper, const struct json *files)
{
	struct ctx *c = a->c;

	for (size_t i = 0; i < json_len(files); i++) {
		const struct json *j = json_at(files, i);
		const struct looked *l = file_find(a->t, in_text(j, "sha256"));
		struct q_evidence_file_add row;
		enum rc rc;

		if (l == NULL)
			return FAIL(c, WHY_HANDED_BROKEN, "%s", "papers");
		if ((rc = blob_row_add(c, l)) != RC_OK ||
		    (rc = q_evidence_file_add(c->db, paper, l->file.hash, file_name_clean(c->mem,
		    in_text(j, "name")), (int64_t)i + 1, c->now, &row)) != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* One that came before, with the same words and files: a paper is handed in once and
 * serves every dossier (Phụ lục III). 0: none. */
static enum rc
paper_known(struct arriving *a, const struct json *j, struct evidence_id *out)
{
	const struct json *files = json_get(j, S("files"));
	struct q_handed_paper_find known;
	bool found;
	enum rc rc;

	*out = (struct evidence_id){ 0 };
	if (json_len(files) == 0)
		return RC_OK;
	rc = q_handed_paper_find(a->c->db, &(struct q_handed_paper_find_in){
	    .subject = a->subject, .kind = in_text(j, "kind"), .title = in_text(j, "title"),
	    .number = in_text(j, "number"), .expires_on = in_day(j, "expires_on"),
	    .blob = in_text(json_at(files, 0), "sha256") }, &known, &found);
	if (rc == RC_OK && found && known.files == (int64_t)json_len(files))
		*out = known.id;
	return rc;
}

static enum rc
papers_take(struct arriving *a)
{
	const struct json *papers = json_get(a->t->data, S("papers"));
	struct ctx *c = a->c;

	a->papers = ARENA_ARRAY(c->mem, json_len(papers) + 1, struct evidence_id);
	for (size_t i = 0; i < json_len(papers); i++) {
		const struct json *j = json_at(papers, i);
		struct q_evidence_add row;
		enum rc rc;

		if (in_text(j, "kind").n == 0 || in_text(j, "title").n == 0)
			return FAIL(c, WHY_HANDED_BROKEN, "%s", "papers");
		if ((rc = paper_known(a, j, &a->papers[i])) != RC_OK)
			return rc;
		if (a->papers[i].v != 0)
			continue;
		rc = q_evidence_add(c->db, &(struct q_evidence_add_in){ .subject = a->subject,
		    .kind = in_text(j, "kind"), .title = in_text(j, "title"),
		    .number = in_text(j, "number"), .issuer = in_text(j, "issuer"),
		    .issued_on = in_day(j, "issued_on"), .expires_on = in_day(j, "expires_on"),
		    .now = c->now }, &row);
		if (rc != RC_OK || (rc = files_take(a, row.id, json_get(j, S("files")))) != RC_OK)
			return rc;
		a->papers[i] = row.id;
	}
	return RC_OK;
}

/* The paper here that the folder gives this number; 0: none. */
static struct evidence_id
paper_of(const struct arriving *a, int64_t n)
{
	const struct json *papers = json_get(a->t->data, S("papers"));

	for (size_t i = 0; n > 0 && i < json_len(papers); i++)
		if (in_int(json_at(papers, i), "n") == n)
			return a->papers[i];
	return (struct evidence_id){ 0 };
}

static enum rc
texts_take(struct arriving *a)
{
	const struct json *texts = json_get(a->t->data, S("texts"));
	const struct json *points = json_get(a->t->data, S("points"));
	struct ctx *c = a->c;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < json_len(texts); i++) {
		struct str body = in_text(json_at(texts, i), "body");

		rc = q_handed_text_add(c->db, a->dossier, in_text(json_at(texts, i), "field"),
		    body.p == NULL ? S("") : body, c->now);
	}
	for (size_t i = 0; rc == RC_OK && i < json_len(points); i++) {
		const struct json *j = json_at(points, i);

		rc = q_handed_point_add(c->db, &(struct q_handed_point_add_in){
		    .dossier = a->dossier, .criterion = in_text(j, "criterion"),
		    .case_id = in_text(j, "case"), .points = in_opt(j, "points"),
		    .note = in_text(j, "note"), .now = c->now });
	}
	return rc;
}

static enum rc
cites_take(struct arriving *a)
{
	const struct json *cites = json_get(a->t->data, S("cites"));
	const struct json *changes = json_get(a->t->data, S("changes"));
	const struct json *parts = json_get(a->t->data, S("parts"));
	const struct json *found = json_get(a->t->data, S("components"));
	struct ctx *c = a->c;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < json_len(cites); i++) {
		const struct json *j = json_at(cites, i);
		struct evidence_id paper = paper_of(a, in_int(j, "paper"));

		if (paper.v == 0)
			return FAIL(c, WHY_HANDED_BROKEN, "%s", "a paper under a criterion");
		rc = q_handed_cite_add(c->db, a->dossier, in_text(j, "criterion"), paper,
		    in_opt(j, "from"), in_opt(j, "to"));
	}
	for (size_t i = 0; rc == RC_OK && i < json_len(changes); i++) {
		const struct json *j = json_at(changes, i);

		rc = q_change_put(c->db, &(struct q_change_put_in){ .dossier = a->dossier,
		    .topic = in_text(j, "topic"), .changed = in_int(j, "changed") != 0,
		    .note = in_text(j, "note"), .evidence = paper_of(a, in_int(j, "paper")),
		    .now = c->now });
	}
	for (size_t i = 0; rc == RC_OK && i < json_len(found); i++) {
		const struct json *j = json_at(found, i);

		rc = q_component_put(c->db, &(struct q_component_put_in){ .dossier = a->dossier,
		    .level = in_int(j, "level"), .item = in_text(j, "item"),
		    .verdict = in_int(j, "verdict"), .note = in_text(j, "note"), .now = c->now });
	}
	for (size_t i = 0; rc == RC_OK && i < json_len(parts); i++)
		rc = q_sent_part_add(c->db, a->dossier, c->now, in_int(json_at(parts, i), "part"),
		    in_text(json_at(parts, i), "what"));
	return rc;
}

enum rc
handed_said_take(struct arriving *a)
{
	enum rc rc;

	if ((rc = texts_take(a)) != RC_OK || (rc = papers_take(a)) != RC_OK)
		return rc;
	return cites_take(a);
}
