/*
 * subject: /chu-the, the profile that Mẫu 01 and Mẫu 02 are filled from.
 */
#include "web/subject.h"

#include <inttypes.h>

#include "core/dossier.h"
#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

const struct tick_text tick_texts[TICK_TEXTS] = {
	{ TICK_BUSINESS, T_subject_tick_business },
	{ TICK_QUALITY, T_subject_tick_quality },
	{ TICK_FOOD_SAFETY, T_subject_tick_food_safety },
	{ TICK_OTHER_CERT, T_subject_tick_other_cert },
	{ TICK_TRADEMARK, T_subject_tick_trademark },
	{ TICK_GI, T_subject_tick_gi },
	{ TICK_PATENT, T_subject_tick_patent },
	{ TICK_DESIGN, T_subject_tick_design },
	{ TICK_COPYRIGHT, T_subject_tick_copyright },
	{ TICK_OTHER_IP, T_subject_tick_other_ip },
};

enum text
subject_kind_text(int64_t kind)
{
	static const enum text texts[SUBJECT_KIND__COUNT] = {
		[SUBJECT_COOPERATIVE] = T_subject_kind_cooperative,
		[SUBJECT_COOPERATIVE_GROUP] = T_subject_kind_cooperative_group,
		[SUBJECT_SME] = T_subject_kind_sme,
		[SUBJECT_FARM] = T_subject_kind_farm,
		[SUBJECT_HOUSEHOLD] = T_subject_kind_household,
		[SUBJECT_HOUSEHOLD_BUSINESS] = T_subject_kind_household_business,
		[SUBJECT_ASSOCIATION] = T_subject_kind_association,
		[SUBJECT_FEDERATION] = T_subject_kind_federation,
		[SUBJECT_CENTRE] = T_subject_kind_centre,
		[SUBJECT_UNKNOWN] = T_subject_kind_unknown,
	};

	return kind < 1 || kind >= SUBJECT_KIND__COUNT ?
	    T_subject_kind_unknown : texts[kind];
}

/* One answer of radios or boxes. */
static struct field_option
choice_of(struct arena *mem, int64_t number, enum text label, bool chosen)
{
	return (struct field_option){ .value = str_printf(mem, "%" PRId64, number),
	    .label = label, .chosen = chosen };
}

struct field_options
subject_kind_choices(struct arena *mem, int64_t kind)
{
	struct field_option *v = ARENA_ARRAY(mem, SUBJECT_UNKNOWN, struct field_option);
	size_t n = 0;

	for (int64_t k = 1; k < SUBJECT_UNKNOWN; k++)
		v[n++] = choice_of(mem, k, subject_kind_text(k), k == kind);
	return (struct field_options){ v, n };
}

enum text
gender_text(int64_t gender)
{
	static const enum text texts[] = { T_subject_gender_none,
		T_subject_gender_female, T_subject_gender_male,
		T_subject_gender_other };

	return gender < 0 || gender > GENDER_OTHER ? texts[0] : texts[gender];
}

struct field_options
gender_choices(struct arena *mem, int64_t gender)
{
	struct field_option *v = ARENA_ARRAY(mem, GENDER_OTHER + 1, struct field_option);

	for (int64_t g = 0; g <= GENDER_OTHER; g++)
		v[g] = choice_of(mem, g, gender_text(g), g == gender);
	return (struct field_options){ v, GENDER_OTHER + 1 };
}

enum text
disability_text(int64_t disability)
{
	static const enum text texts[] = { T_subject_disability_none,
		T_subject_disability_no, T_subject_disability_yes };

	return disability < 0 || disability > 2 ? texts[0] : texts[disability];
}

struct field_options
disability_choices(struct arena *mem, int64_t disability)
{
	struct field_option *v = ARENA_ARRAY(mem, 3, struct field_option);

	for (int64_t d = 0; d < 3; d++)
		v[d] = choice_of(mem, d, disability_text(d), d == disability);
	return (struct field_options){ v, 3 };
}

struct field_options
tick_choices(struct arena *mem, int64_t ticks)
{
	struct field_option *v = ARENA_ARRAY(mem, TICK_TEXTS, struct field_option);

	for (size_t i = 0; i < TICK_TEXTS; i++)
		v[i] = choice_of(mem, tick_texts[i].bit, tick_texts[i].text,
		    (ticks & tick_texts[i].bit) != 0);
	return (struct field_options){ v, TICK_TEXTS };
}

/* A choice that the form gave as a number; 0 when it is none. */
static int64_t
number_of(struct str choice)
{
	int64_t n;

	return str_int(choice, &n) ? n : 0;
}

/* Loads the profile for one of the pages. */
static enum rc
page_load(struct visit *v, struct subject_page *p)
{
	return subject_load(&v->ctx, &p->v);
}

enum rc
subject_show(struct visit *v)
{
	struct subject_page p;
	enum rc rc = page_load(v, &p);

	if (rc == RC_OK)
		html_subject_show(visit_page(v), &p);
	return rc;
}

enum rc
subject_general_show(struct visit *v)
{
	struct subject_page p;
	enum rc rc = page_load(v, &p);

	if (rc == RC_OK)
		html_subject_general(visit_page(v), v, &p);
	return rc;
}

enum rc
subject_person_show(struct visit *v)
{
	struct subject_page p;
	enum rc rc = page_load(v, &p);

	if (rc == RC_OK)
		html_subject_person(visit_page(v), v, &p);
	return rc;
}

enum rc
subject_about_show(struct visit *v)
{
	struct subject_page p;
	enum rc rc = page_load(v, &p);

	if (rc == RC_OK)
		html_subject_about(visit_page(v), v, &p);
	return rc;
}

static enum rc
saved(struct visit *v, enum rc rc)
{
	if (rc != RC_OK)
		return rc;
	visit_flash(v, T_subject_saved);
	return visit_go(v, "/chu-the");
}

enum rc
subject_general_post(struct visit *v)
{
	const struct subject_general_form *f = FORM_OF(v, subject_general);

	return saved(v, subject_set_general(&v->ctx, &(struct subject_general){
	    .name = f->subject_name, .kind = number_of(f->subject_kind),
	    .address = f->address, .phone = f->phone, .email = f->email,
	    .reg_no = f->reg_no, .reg_on = f->reg_on, .mark = f->mark }));
}

enum rc
subject_person_post(struct visit *v)
{
	const struct subject_person_form *f = FORM_OF(v, subject_person);

	return saved(v, subject_set_person(&v->ctx, &(struct subject_person){
	    .name = f->rep_name, .position = f->rep_position,
	    .gender = number_of(f->rep_gender),
	    .ethnicity = f->rep_ethnicity, .residence = f->rep_residence,
	    .disability = number_of(f->rep_disability), .mark = f->mark }));
}

enum rc
subject_about_post(struct visit *v)
{
	const struct subject_about_form *f = FORM_OF(v, subject_about);
	int64_t ticks = 0;

	for (size_t i = 0; i < f->tick.n; i++)
		ticks |= number_of(f->tick.v[i]);
	return saved(v, subject_set_about(&v->ctx, &(struct subject_about){
	    .history = f->history, .structure = f->structure, .ticks = ticks,
	    .mark = f->mark }));
}
