/*
 * subject: see subject.h.
 */
#include "act/subject.h"

#include "act/reasons.h"
#include "act/record.h"
#include "act/signup.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/text.h"
#include "core/check.h"
#include "core/dossier.h"

const struct reason WHY_SUBJECT_WAITS = { RC_CONFLICT, "subject_waits" };
const struct reason WHY_REG_LATER = { RC_INVALID, "reg_later" };

enum { TICKS_ALL = TICK_OTHER_IP * 2 - 1 };

bool
subject_kind_is(int64_t kind)
{
	return kind >= SUBJECT_COOPERATIVE && kind < SUBJECT_UNKNOWN;
}

/* A short mark of what a section says. Parts are kept apart by a byte that
 * no text has. */
static struct str
mark_of(struct ctx *c, const struct str *parts, size_t n, int64_t number)
{
	struct buf all = buf_new(c->mem, 64 * KIB);

	for (size_t i = 0; i < n; i++) {
		buf_put(&all, parts[i]);
		buf_char(&all, '\x1f');
	}
	buf_int(&all, number);
	return str_head(hash_hex(c->mem, hash_of(buf_str(&all))), 16);
}

static struct str
mark_general(struct ctx *c, const struct subject_general *g)
{
	const struct str parts[] = { g->name, g->address, g->phone, g->email,
		g->reg_no };

	return mark_of(c, parts, 5, g->kind * 1000000 + g->reg_on.n);
}

static struct str
mark_person(struct ctx *c, const struct subject_person *p)
{
	const struct str parts[] = { p->name, p->position, p->ethnicity,
		p->residence };

	return mark_of(c, parts, 4, p->gender * 10 + p->disability);
}

static struct str
mark_about(struct ctx *c, const struct subject_about *a)
{
	const struct str parts[] = { a->history, a->structure };

	return mark_of(c, parts, 2, a->ticks);
}

static int64_t
opt(struct opt_int v)
{
	return v.has ? v.v : 0;
}

static struct opt_int
opt_of(int64_t v)
{
	return (struct opt_int){ v, v != 0 };
}

/* "" is not said. */
static struct str
text_of(struct str s)
{
	return s.n == 0 ? (struct str){ NULL, 0 } : s;
}

enum rc
subject_load(struct ctx *c, struct subject_view *out)
{
	struct q_subject_load *s = &out->it;
	enum rc rc;

	if ((rc = q_subject_load(c->db, c->actor.subject, s)) != RC_OK ||
	    (rc = q_subject_counts(c->db, c->actor.subject, &out->has)) != RC_OK)
		return rc;
	out->mark_general = mark_general(c, &(struct subject_general){
	    .name = s->name, .address = s->address, .phone = s->phone,
	    .email = s->email, .reg_no = s->reg_no, .kind = s->kind,
	    .reg_on = s->reg_on });
	out->mark_person = mark_person(c, &(struct subject_person){
	    .name = s->rep_name, .position = s->rep_position,
	    .ethnicity = s->rep_ethnicity, .residence = s->rep_residence,
	    .gender = opt(s->rep_gender), .disability = opt(s->rep_disability) });
	out->mark_about = mark_about(c, &(struct subject_about){
	    .history = s->history, .structure = s->structure, .ticks = s->ticks });
	out->general_done = s->address.n != 0 && s->phone.n != 0;
	out->person_done = s->rep_name.n != 0 && s->rep_position.n != 0;
	out->about_done = s->history.n != 0;
	return RC_OK;
}

enum rc
subject_check_active(struct ctx *c)
{
	struct q_subject_state s;
	enum rc rc;

	if ((rc = q_subject_state(c->db, c->actor.subject, &s)) != RC_OK)
		return rc;
	if (s.state != SUBJECT_ACTIVE)
		return FAIL(c, WHY_SUBJECT_WAITS, "%s", "");
	return RC_OK;
}

static enum rc
general_check(struct ctx *c, const struct subject_general *in, struct str *phone)
{
	const struct reason *why = NULL;

	*phone = in->phone;
	if (in->phone.n != 0)
		why = check_phone(c->mem, in->phone, phone);
	if (why != NULL)
		fault_field(c->fault, S("phone"), why, S(""));
	if (!subject_kind_is(in->kind))
		fault_field(c->fault, S("subject_kind"), &WHY_KIND_WRONG, S(""));
	if (in->reg_on.n > c->today.n)
		fault_field(c->fault, S("reg_on"), &WHY_REG_LATER,
		    day_text(c->mem, c->today));
	return fault_rc(c->fault);
}

enum rc
subject_set_general(struct ctx *c, const struct subject_general *in)
{
	struct q_subject_lock s;
	struct str now, phone;
	enum rc rc;

	if ((rc = general_check(c, in, &phone)) != RC_OK ||
	    (rc = q_subject_lock(c->db, c->actor.subject, &s)) != RC_OK)
		return rc;
	now = mark_general(c, &(struct subject_general){ .name = s.name,
	    .address = s.address, .phone = s.phone, .email = s.email,
	    .reg_no = s.reg_no, .kind = s.kind, .reg_on = s.reg_on });
	if (!str_eq(now, in->mark))
		return FAIL(c, WHY_BOTH_WROTE, "%s", "");
	rc = q_subject_set_general(c->db, &(struct q_subject_set_general_in){
	    .subject = s.id, .name = in->name, .fold = text_fold(c->mem, in->name),
	    .kind = in->kind, .address = text_of(in->address),
	    .phone = text_of(phone), .email = text_of(in->email),
	    .reg_no = text_of(in->reg_no), .reg_on = in->reg_on });
	if (rc != RC_OK)
		return rc;
	return record_add(c, "subject.change", "subject", s.id.v,
	    "{\"section\":\"general\",\"renamed\":%s}",
	    str_eq(s.name, in->name) ? "false" : "true");
}

enum rc
subject_set_person(struct ctx *c, const struct subject_person *in)
{
	struct q_subject_lock s;
	struct str now;
	enum rc rc;

	if (in->gender < 0 || in->gender > GENDER_OTHER)
		fault_field(c->fault, S("rep_gender"), &WHY_CHOICE_WRONG, S(""));
	if (in->disability < 0 || in->disability > 2)
		fault_field(c->fault, S("rep_disability"), &WHY_CHOICE_WRONG, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_subject_lock(c->db, c->actor.subject, &s)) != RC_OK)
		return rc;
	now = mark_person(c, &(struct subject_person){ .name = s.rep_name,
	    .position = s.rep_position, .ethnicity = s.rep_ethnicity,
	    .residence = s.rep_residence, .gender = opt(s.rep_gender),
	    .disability = opt(s.rep_disability) });
	if (!str_eq(now, in->mark))
		return FAIL(c, WHY_BOTH_WROTE, "%s", "");
	rc = q_subject_set_person(c->db, &(struct q_subject_set_person_in){
	    .subject = s.id, .name = text_of(in->name),
	    .position = text_of(in->position), .gender = opt_of(in->gender),
	    .ethnicity = text_of(in->ethnicity),
	    .residence = text_of(in->residence),
	    .disability = opt_of(in->disability) });
	if (rc != RC_OK)
		return rc;
	return record_add(c, "subject.change", "subject", s.id.v,
	    "{\"section\":\"person\"}");
}

enum rc
subject_set_about(struct ctx *c, const struct subject_about *in)
{
	struct q_subject_lock s;
	struct str now;
	enum rc rc;

	if ((in->ticks & ~(int64_t)TICKS_ALL) != 0) {
		fault_field(c->fault, S("tick"), &WHY_CHOICE_WRONG, S(""));
		return fault_rc(c->fault);
	}
	if ((rc = q_subject_lock(c->db, c->actor.subject, &s)) != RC_OK)
		return rc;
	now = mark_about(c, &(struct subject_about){ .history = s.history,
	    .structure = s.structure, .ticks = s.ticks });
	if (!str_eq(now, in->mark))
		return FAIL(c, WHY_BOTH_WROTE, "%s", "");
	rc = q_subject_set_about(c->db, s.id, text_of(in->history),
	    text_of(in->structure), in->ticks);
	if (rc != RC_OK)
		return rc;
	return record_add(c, "subject.change", "subject", s.id.v,
	    "{\"section\":\"about\"}");
}
