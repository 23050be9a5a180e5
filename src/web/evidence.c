/*
 * evidence: /giay-to, the evidence box.
 *
 * A paper is written down first; then its files come, each on its own: piece
 * by piece with script (web/upload.c), or whole in a form without.
 */
#include "web/evidence.h"

#include <inttypes.h>

#include "act/change.h"
#include "act/self_score.h"
#include "act/subject.h"
#include "act/upload.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

enum text
evidence_kind_text(int kind)
{
	static const enum text texts[EVIDENCE_KINDS + 1] = { T_NONE,
		T_evidence_kind_e1, T_evidence_kind_e2, T_evidence_kind_e3,
		T_evidence_kind_e4, T_evidence_kind_e5, T_evidence_kind_e6,
		T_evidence_kind_e7, T_evidence_kind_e8, T_evidence_kind_e9,
		T_evidence_kind_e10, T_evidence_kind_e11, T_evidence_kind_e12,
		T_evidence_kind_e13, T_evidence_kind_e14, T_evidence_kind_e15 };

	REQUIRE(kind >= 0 && kind <= EVIDENCE_KINDS);
	return texts[kind];
}

static enum text
evidence_kind_examples(int kind)
{
	static const enum text texts[EVIDENCE_KINDS + 1] = { T_NONE,
		T_evidence_eg_e1, T_evidence_eg_e2, T_evidence_eg_e3,
		T_evidence_eg_e4, T_evidence_eg_e5, T_evidence_eg_e6,
		T_evidence_eg_e7, T_evidence_eg_e8, T_evidence_eg_e9,
		T_evidence_eg_e10, T_evidence_eg_e11, T_evidence_eg_e12,
		T_evidence_eg_e13, T_evidence_eg_e14, T_evidence_eg_e15 };

	REQUIRE(kind >= 0 && kind <= EVIDENCE_KINDS);
	return texts[kind];
}

struct str
evidence_address(struct arena *mem, struct evidence_id id,
    const struct from_criterion *from)
{
	if (from->dossier == 0)
		return str_printf(mem, "/giay-to/%" PRId64, id.v);
	return str_printf(mem, "/giay-to/%" PRId64 "?dossier=%" PRId64
	    "&criterion=%.*s", id.v, from->dossier, STR_ARG(from->criterion));
}

struct address
from_address(struct arena *mem, const struct from_criterion *from)
{
	if (from->criterion.n == 0)
		return address_kept(str_printf(mem, "/ho-so/%" PRId64,
		    from->dossier));
	return address_kept(str_printf(mem, "/ho-so/%" PRId64 "/tieu-chi/%.*s",
	    from->dossier, STR_ARG(from->criterion)));
}

/* What a refused form said of it. */
static struct from_criterion
from_typed(const struct visit *v)
{
	struct from_criterion from = { 0, pairs_get(v->raw, S("criterion")), 0 };

	if (!str_int(pairs_get(v->raw, S("dossier")), &from.dossier))
		from.dossier = 0;
	if (!str_int(pairs_get(v->raw, S("renews")), &from.renews))
		from.renews = 0;
	return from;
}

struct str
size_text(struct arena *mem, int64_t bytes)
{
	int64_t tenths = (bytes * 10 + (int64_t)MIB / 2) / (int64_t)MIB;

	if (bytes < (int64_t)MIB)
		return str_printf(mem, "%" PRId64 " KB", (bytes + 1023) / 1024);
	return str_printf(mem, "%" PRId64 ",%" PRId64 " MB", tenths / 10,
	    tenths % 10);
}

struct field_options
evidence_kind_choices(const struct visit *v, struct str chosen)
{
	struct field_option *c = ARENA_ARRAY(v->ctx.mem, EVIDENCE_KINDS, struct field_option);

	for (int k = 1; k <= EVIDENCE_KINDS; k++) {
		struct str code = str_printf(v->ctx.mem, "E%d", k);

		c[k - 1] = (struct field_option){ .value = code,
		    .label = evidence_kind_text(k),
		    .note = text_of(v->lang, evidence_kind_examples(k)),
		    .chosen = str_eq(code, chosen) };
	}
	return (struct field_options){ c, EVIDENCE_KINDS };
}

enum rc
evidence_index(struct visit *v)
{
	struct evidence_list list;
	enum rc rc = evidence_list(&v->ctx, &list);

	if (rc == RC_OK)
		html_evidence_index(visit_page(v), &list);
	return rc;
}

enum rc
evidence_new(struct visit *v)
{
	const struct evidence_new_form *f = FORM_OF(v, evidence_new);
	struct evidence_new_page p = { f->kind, { f->dossier, f->criterion,
	    f->renews } };

	if (v->again)
		p = (struct evidence_new_page){ pairs_get(v->raw, S("kind")),
			from_typed(v) };
	html_evidence_new(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
evidence_add_post(struct visit *v)
{
	const struct evidence_add_form *f = FORM_OF(v, evidence_add);
	struct evidence_id id;
	enum rc rc = evidence_add(&v->ctx, &(struct evidence_values){
	    .kind = f->kind, .title = f->evidence_title, .number = f->number,
	    .issuer = f->issuer, .issued = f->issued, .expires = f->expires },
	    &id);

	/* The criterion that sent the person here names the paper at once. */
	if (rc == RC_OK && f->dossier != 0 && f->criterion.n > 0)
		rc = self_cite(&v->ctx, (struct dossier_id){ f->dossier },
		    f->criterion, id);
	/* It takes the place of one that ran out, wherever that was cited. */
	if (rc == RC_OK && f->dossier != 0 && f->renews != 0)
		rc = change_renew(&v->ctx, (struct dossier_id){ f->dossier },
		    (struct evidence_id){ f->renews }, id);
	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_evidence_saved_add_files);
	return visit_go_to(v, evidence_address(v->ctx.mem, id,
	    &(struct from_criterion){ f->dossier, f->criterion, 0 }));
}

static enum rc
page_load(struct visit *v, struct evidence_page *p)
{
	*p = (struct evidence_page){ .n_refused = 0 };
	return evidence_load(&v->ctx, (struct evidence_id){ v->id[0] }, &p->v);
}

enum rc
evidence_show(struct visit *v)
{
	const struct evidence_page_form *f = FORM_OF(v, evidence_page);
	struct evidence_page p;
	enum rc rc = page_load(v, &p);

	p.from = v->again ? from_typed(v) :
	    (struct from_criterion){ f->dossier, f->criterion, 0 };
	if (rc == RC_OK)
		html_evidence_show(visit_page(v), v, &p);
	return rc;
}

enum rc
evidence_change_show(struct visit *v)
{
	struct evidence_page p;
	enum rc rc = page_load(v, &p);

	if (rc == RC_OK)
		html_evidence_change(visit_page(v), v, &p);
	return rc;
}

enum rc
evidence_change_post(struct visit *v)
{
	const struct evidence_change_form *f = FORM_OF(v, evidence_change);
	enum rc rc = evidence_set(&v->ctx, (struct evidence_id){ v->id[0] },
	    &(struct evidence_values){ .kind = f->kind,
	    .title = f->evidence_title, .number = f->number,
	    .issuer = f->issuer, .issued = f->issued, .expires = f->expires,
	    .version = f->version.v });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_evidence_saved);
	return visit_go(v, "/giay-to/%", v->id[0]);
}

enum rc
evidence_put_away_post(struct visit *v)
{
	enum rc rc = evidence_put_away(&v->ctx, (struct evidence_id){ v->id[0] });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_evidence_was_put_away);
	return visit_go(v, "/giay-to");
}

enum rc
evidence_take_out_post(struct visit *v)
{
	enum rc rc = evidence_take_out(&v->ctx, (struct evidence_id){ v->id[0] });

	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_evidence_was_taken_out);
	return visit_go(v, "/giay-to/%", v->id[0]);
}

/* ---- files of a form without script --------------------------------------------- */

/* What the slow pool found of each file. */
struct files_looked {
	struct looked *looked;      /* of those that may stay */
	struct str *names;
	size_t n;
	struct file_refused *refused;
	size_t n_refused;
};

/* Looks at each file; one that is refused does not keep the others away. */
enum rc
evidence_files_prepare(struct visit *v)
{
	const struct files_in files = FORM_OF(v, evidence_files)->files;
	struct files_looked *l = ARENA_NEW(v->ctx.mem, struct files_looked);

	l->looked = ARENA_ARRAY(v->ctx.mem, files.n, struct looked);
	l->names = ARENA_ARRAY(v->ctx.mem, files.n, struct str);
	l->refused = ARENA_ARRAY(v->ctx.mem, files.n, struct file_refused);
	for (size_t i = 0; i < files.n; i++) {
		struct fault *fault = ARENA_NEW(v->ctx.mem, struct fault);
		const struct look_at at = { .path = files.v[i].path,
			.name = files.v[i].name, .purpose = LOOK_EVIDENCE };

		if (look_and_keep(v->ctx.blobs, &at, v->ctx.mem, fault,
		    &l->looked[l->n]) == RC_OK)
			l->names[l->n++] = files.v[i].name;
		else if (fault_rc(fault) == RC_BUSY) /* later, not wrong */
			return fault_set(v->ctx.fault, fault->why, __FILE__,
			    __LINE__, "%s", fault->detail);
		else
			l->refused[l->n_refused++] = (struct file_refused){
			    files.v[i].name, fault->why,
			    str_copy(v->ctx.mem, str_c(fault->detail)) };
	}
	v->prepared = l;
	return RC_OK;
}

/* Keeps what may stay. With a refused file the page answers itself, so that
 * the others are kept and each reason is read. */
enum rc
evidence_files_post(struct visit *v)
{
	const struct evidence_files_form *f = FORM_OF(v, evidence_files);
	const struct from_criterion from = { f->dossier, f->criterion, 0 };
	const struct files_looked *l = v->prepared;
	struct evidence_id id = { v->id[0] };
	struct evidence_page p;
	enum rc rc;

	for (size_t i = 0; i < l->n; i++) {
		rc = evidence_file_add(&v->ctx, id, l->names[i], &l->looked[i]);
		if (rc != RC_OK)
			return rc;
	}
	if (l->n_refused == 0) {
		visit_flash(v, T_evidence_files_saved);
		return visit_go_to(v, evidence_address(v->ctx.mem, id, &from));
	}
	if ((rc = page_load(v, &p)) != RC_OK)
		return rc;
	p.from = from;
	p.refused = l->refused;
	p.n_refused = l->n_refused;
	v->reply->status = 422;
	html_evidence_show(visit_page(v), v, &p);
	return RC_OK;
}

enum rc
evidence_file_drop_post(struct visit *v)
{
	struct evidence_view view;
	enum rc rc;

	/* The file of the address must be one of this paper. */
	rc = evidence_load(&v->ctx, (struct evidence_id){ v->id[0] }, &view);
	if (rc != RC_OK)
		return rc;
	rc = evidence_file_drop(&v->ctx, (struct evidence_file_id){ v->id[1] });
	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_evidence_file_dropped);
	return visit_go(v, "/giay-to/%", v->id[0]);
}
