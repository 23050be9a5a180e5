/* demo_steps: see demo_steps.h. */
#include "main/demo_steps.h"

#include <inttypes.h>

#include "act/certificate.h"
#include "act/closing.h"
#include "act/commune.h"
#include "act/evidence.h"
#include "act/gap.h"
#include "act/paper_text.h"
#include "act/product.h"
#include "act/province.h"
#include "act/record.h"
#include "act/seats.h"
#include "act/subject.h"
#include "base/text.h"
#include "core/dossier.h"

void
demo_as(struct demo *d, const struct actor *who, int days_ago)
{
	d->c->actor = *who;
	d->c->now.ms = d->now.ms - (int64_t)days_ago * 86400000;
	d->c->today = day_of(d->c->now);
}

/* ---- the producer -------------------------------------------------------------- */

static enum rc
step_profile(struct demo *d)
{
	struct subject_view v;
	enum rc rc;

	if ((rc = subject_load(d->c, &v)) != RC_OK ||
	    (rc = subject_set_general(d->c, &(struct subject_general){
	    .name = v.it.name, .address = S("Ấp Mẫu"), .phone = S("0900000000"),
	    .kind = SUBJECT_COOPERATIVE, .reg_no = S("4600000000"),
	    .reg_on = day_make(2021, 3, 15), .mark = v.mark_general })) != RC_OK ||
	    (rc = subject_set_person(d->c, &(struct subject_person){
	    .name = d->c->actor.name, .position = S("Giám đốc"),
	    .mark = v.mark_person })) != RC_OK)
		return rc;
	return subject_set_about(d->c, &(struct subject_about){
	    .history = S("Dữ liệu mẫu: hợp tác xã thành lập năm 2021."),
	    .structure = S("Dữ liệu mẫu: giám đốc, kế toán, tổ sản xuất."),
	    .ticks = TICK_BUSINESS | TICK_QUALITY | TICK_FOOD_SAFETY,
	    .mark = v.mark_about });
}

/* One paper of each kind that the pack requires, and a few more. */
static enum rc
step_papers(struct demo *d, const struct dossier *x, struct evidence_id *first)
{
	const struct pack *pack = x->pack;
	struct evidence_id id;
	struct str title;
	enum rc rc;

	for (size_t i = 0; i < pack->n_components; i++) {
		const struct component *k = &pack->components[i];

		if (k->code.n < 2 || k->code.p[0] != 'E' ||
		    (!k->required && !str_eq(k->code, S("E10")) &&
		    !str_eq(k->code, S("E12"))))
			continue;
		title = str_printf(d->c->mem, "%.*s (mẫu)",
		    STR_ARG(text_cut(k->name.vi, 100)));
		rc = evidence_add(d->c, &(struct evidence_values){
		    .kind = k->code, .title = title,
		    .number = S("01/MẪU"), .issuer = S("Cơ quan mẫu"),
		    .issued = day_add(d->c->today, -200),
		    .expires = day_add(d->c->today, 700) }, &id);
		if (rc == RC_OK)
			rc = demo_paper(d, id, title);
		if (rc != RC_OK)
			return rc;
		if (first->v == 0)
			*first = id;
	}
	return RC_OK;
}

static enum rc
step_texts(struct demo *d, const struct dossier *x)
{
	struct paper_values values;
	struct paper_input *in;
	size_t n = 0;
	enum rc rc;

	if ((rc = paper_text_load(d->c, x, &values)) != RC_OK)
		return rc;
	in = ARENA_ARRAY(d->c->mem, values.n, struct paper_input);
	for (size_t i = 0; i < values.n; i++) {
		const struct paper_field *f = values.v[i].field;

		if (f->form == FORM_03 || !f->required || values.v[i].value.n > 0)
			continue;
		in[n++] = (struct paper_input){ .name = f->name, .seen = d->c->now,
		    .value = str_eq(f->name, S("sign_place")) ? S("Thanh An")
		        : S("Dữ liệu mẫu: nội dung minh họa cho trường này.") };
	}
	return paper_text_save(d->c, x->id, in, n);
}

/* The level that the i-th criterion gets when so many of ten are good. */
static int
level_points(const struct criterion *cr, size_t i, int good)
{
	struct levels l = cr->levels;
	size_t at;

	if (l.n == 0)
		return 0;
	at = (int)(i * 7 % 10) < good ? l.n - 1 : l.n / 2;
	return l.v[at].points;
}

static enum rc
step_scores(struct demo *d, const struct dossier *x, struct evidence_id paper,
    int good)
{
	const struct cite_typed cite = { .evidence = paper, .with_named = true, .named = true };

	for (size_t i = 0; i < x->set->n_criteria; i++) {
		const struct criterion *cr = &x->set->criteria[i];
		enum rc rc = self_save(d->c, x->id, &(struct self_input){
		    .criterion = cr->id, .answered = true,
		    .points = level_points(cr, i, good),
		    .note = S("Dữ liệu mẫu: mô tả ngắn của chủ thể."),
		    .with_points = true, .with_note = true,
		    .cites = { &cite, 1, false } });

		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
demo_step_open(struct demo *d, struct str login, struct str product,
    struct str set, struct demo_dossier *out)
{
	struct evidence_id paper = { 0 };
	struct product_id id;
	struct dossier x;
	enum rc rc;

	demo_as(d, &d->province_officer, 40);
	if ((rc = demo_subject(d, out->at, login, &out->producer)) != RC_OK)
		return rc;
	demo_as(d, &out->producer, 38);
	if ((rc = step_profile(d)) != RC_OK ||
	    (rc = product_add(d->c, &(struct product_values){ .name = product,
	    .spec = S("Gói 500 g"), .standard = S("TCCS 01:2026/MẪU"),
	    .story = S("Dữ liệu mẫu: câu chuyện về sản phẩm và vùng đất."),
	    .gtin = out->gtin == NULL ? S("") : str_c(out->gtin), .set_code = set },
	    &id)) != RC_OK ||
	    (rc = demo_photo(d, id, product)) != RC_OK ||
	    (rc = dossier_open(d->c, &(struct opening){ .product = id,
	    .kind = DOSSIER_FIRST }, &out->id)) != RC_OK ||
	    (rc = dossier_load(d->c, out->id, &x)) != RC_OK ||
	    (rc = step_papers(d, &x, &paper)) != RC_OK ||
	    (rc = step_texts(d, &x)) != RC_OK)
		return rc;
	return step_scores(d, &x, paper, out->good);
}

enum rc
demo_step_submit(struct demo *d, struct demo_dossier *x)
{
	demo_as(d, &x->producer, 33);
	return dossier_submit(d->c, x->id, true);
}

/* ---- the offices ---------------------------------------------------------------- */

enum rc
demo_step_receive(struct demo *d, struct demo_dossier *x)
{
	demo_as(d, &x->at->officer, 32);
	return commune_receive(d->c, x->id);
}

/* Every needed item is found fine. */
static enum rc
step_check(struct demo *d, struct dossier_id id, enum unit_level level)
{
	struct component_check check;
	struct dossier x;
	enum rc rc;

	if ((rc = dossier_load(d->c, id, &x)) != RC_OK ||
	    (rc = component_load(d->c, &x, level, &check)) != RC_OK)
		return rc;
	for (size_t i = 0; i < check.n; i++) {
		if (!check.v[i].needed)
			continue;
		rc = component_set(d->c, id, level, &(struct component_input){
		    .item = check.v[i].item->code, .verdict = COMPONENT_OK,
		    .seen_at = check.v[i].saved_at });
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
demo_step_forward(struct demo *d, struct demo_dossier *x)
{
	struct paper_input in[PAPER_ASSESSMENTS];
	size_t n = 0;
	enum rc rc;

	demo_as(d, &x->at->officer, 28);
	if ((rc = step_check(d, x->id, LEVEL_COMMUNE)) != RC_OK)
		return rc;
	for (size_t i = 0; i < paper_fields_n; i++)
		if (paper_fields[i].form == FORM_03)
			in[n++] = (struct paper_input){ .name = paper_fields[i].name,
			    .value = S("Dữ liệu mẫu: xã đã kiểm tra thực tế, phù hợp."),
			    .seen = d->c->now };
	if ((rc = paper_text_save(d->c, x->id, in, n)) != RC_OK)
		return rc;
	return commune_forward(d->c, x->id, &(struct request_letter){
	    S("12/UBND-MẪU"), d->c->today, S("Dữ liệu mẫu") });
}

enum rc
demo_step_take(struct demo *d, struct demo_dossier *x)
{
	demo_as(d, &d->province_officer, 20);
	return province_take(d->c, x->id);
}

enum rc
demo_step_accept(struct demo *d, struct demo_dossier *x)
{
	enum rc rc;

	demo_as(d, &d->province_officer, 15);
	if ((rc = step_check(d, x->id, LEVEL_PROVINCE)) != RC_OK)
		return rc;
	return province_accept(d->c, x->id);
}

/* ---- the council ----------------------------------------------------------------- */

/* One member's sheet: close to the others', never the same. */
static enum rc
step_sheet(struct demo *d, struct agenda_id id, int seat, int good, bool seal)
{
	struct sheet_view v, saved;
	struct tick *ticks;
	size_t n = 0;
	enum rc rc;

	demo_as(d, &d->members[seat], 0);
	if ((rc = declare_save(d->c, d->meeting, &(struct declaration){
	    .n = 0 })) != RC_OK ||
	    (rc = sheet_load(d->c, id, &v)) != RC_OK)
		return rc;
	ticks = ARENA_ARRAY(d->c->mem, v.set->n_criteria, struct tick);
	for (size_t i = 0; i < v.set->n_criteria; i++) {
		const struct criterion *cr = &v.set->criteria[i];
		int points = level_points(cr, i, good);

		/* every member is a little stricter somewhere */
		if (!cr->starred && (int)(i % 9) == seat && cr->levels.n > 1)
			points = cr->levels.v[0].points;
		if (!seal && i > v.set->n_criteria / 2)
			break;
		ticks[n++] = (struct tick){ cr->id,
		    str_printf(d->c->mem, "%d", points) };
	}
	rc = sheet_save(d->c, id, &(struct sheet_input){ .ticks = ticks, .n = n },
	    &saved);
	if (rc != RC_OK || !seal)
		return rc;
	return sheet_seal(d->c, id, &(struct confirmation){ .confirmed = true });
}

enum rc
demo_step_score(struct demo *d, struct agenda_id id, int good, int sealed)
{
	struct closing_view v;
	enum rc rc;

	demo_as(d, &d->secretary, 0);
	if ((rc = closing_load(d->c, id, &v)) != RC_OK ||
	    (rc = product_open(d->c, id, v.a.version, S("Dữ liệu mẫu"))) != RC_OK)
		return rc;
	for (int i = 0; rc == RC_OK && i < 9; i++)
		if (i < sealed || i < sealed + 2)
			rc = step_sheet(d, id, i, good, i < sealed);
	return rc;
}

enum rc
demo_step_conclude(struct demo *d, struct agenda_id id)
{
	struct closing_view v;
	struct tick *ticks;
	size_t n = 0;
	enum rc rc;

	demo_as(d, &d->secretary, 0);
	if ((rc = closing_load(d->c, id, &v)) != RC_OK ||
	    (rc = product_close(d->c, id, v.a.version, false)) != RC_OK ||
	    (rc = closing_load(d->c, id, &v)) != RC_OK)
		return rc;
	ticks = ARENA_ARRAY(d->c->mem, v.set->n_criteria, struct tick);
	for (size_t i = 0; i < v.set->n_criteria; i++)
		if (v.set->criteria[i].starred)
			ticks[n++] = (struct tick){ v.set->criteria[i].id,
			    str_printf(d->c->mem, "%d", v.findings[i].points) };
	if ((rc = findings_save(d->c, id, ticks, n)) != RC_OK ||
	    (rc = closing_load(d->c, id, &v)) != RC_OK)
		return rc;
	if ((rc = product_conclude(d->c, id, v.a.version,
	    S("Dữ liệu mẫu: ý kiến của hội đồng."), S(""))) != RC_OK)
		return rc;
	demo_as(d, &d->members[0], 0); /* the chair */
	if ((rc = closing_load(d->c, id, &v)) != RC_OK)
		return rc;
	return product_confirm(d->c, id, v.a.version);
}

/* ---- a certificate from earlier years ---------------------------------------------- */

enum rc
demo_step_certificate(struct demo *d, const struct demo_certificate *in,
    struct str *code)
{
	const struct criteria_set *s = law_set(d->c->law, in->set);
	struct q_demo_product_add p;
	struct q_certificate_add row;
	struct actor producer;
	int64_t n;
	enum rc rc;

	REQUIRE(s != NULL);
	demo_as(d, &d->province_officer, 0);
	if ((rc = demo_subject(d, &d->commune2, S(""), &producer)) != RC_OK ||
	    (rc = q_demo_product_add(d->c->db, &(struct q_demo_product_add_in){
	    .subject = producer.subject, .name = in->product,
	    .fold = text_fold(d->c->mem, in->product), .pack = s->pack->code,
	    .set_code = in->set, .unit_code = d->commune2.code, .sample = true,
	    .at = d->c->now }, &p)) != RC_OK ||
	    (rc = series_next(d->c, d->province, "certificate", 0, &n)) != RC_OK)
		return rc;
	*code = certificate_code(d->c->mem, S("79"), n);
	rc = q_certificate_add(d->c->db, &(struct q_certificate_add_in){
	    .code = *code, .product = p.id,
	    .decision_no = S("99/QĐ-MẪU"), .star = in->star,
	    .issuer = S("Cơ quan mẫu"), .issued_on = in->issued,
	    .issued_year = day_date(in->issued).year,
	    .valid_until_on = certificate_until(s->pack, in->issued),
	    .source = S("Dữ liệu mẫu"), .at = d->c->now }, &row);
	if (rc == RC_OK && in->revoked)
		rc = q_certificate_revoke(d->c->db, row.id,
		    day_add(d->c->today, -30),
		    S("Không còn sản xuất (dữ liệu mẫu)"), S("100/QĐ-MẪU"));
	demo_as(d, &producer, 0);
	if (rc != RC_OK || (rc = demo_photo(d, p.id, in->product)) != RC_OK ||
	    (rc = record_add(d->c, "certificate.sample", "certificate",
	    row.id.v, "{}")) != RC_OK)
		return rc;
	return listing_refresh(d->c, p.id);
}
