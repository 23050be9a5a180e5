/* telling: see telling.h. */
#include "act/telling.h"

#include <inttypes.h>

#include "act/reasons.h"
#include "act/record.h"

const struct reason WHY_TELLING_DAY = { RC_INVALID, "telling_day" };
const struct reason WHY_TELLING_WORDS = { RC_INVALID, "telling_words" };

#define DAYS_AGO_MAX 60

static void
waits_count(struct telling_view *v, struct day due_on, struct moment step_at)
{
	v->n_waits++;
	if (due_on.n != 0 && (v->due_on.n == 0 || due_on.n < v->due_on.n))
		v->due_on = due_on;
	if (v->since.ms == 0 || step_at.ms < v->since.ms)
		v->since = step_at;
}

static void
telling_fill(struct telling_view *v, struct telling_row *rows, const struct q_telling_list *r)
{
	struct telling_row *row = &rows[v->n++];

	*row = (struct telling_row){ .r = r, .waits = r->step_at.ms > r->told_at.ms };
	if (row->waits)
		waits_count(v, r->due_on, r->step_at);
}

/* What happens next with it: as its page says (act/register.h); after an inspection that
 * found something, what is to be corrected comes first. */
static void
certificate_fill(struct ctx *c, struct telling_view *v, struct telling_certificate *rows,
    const struct q_telling_certificates *r)
{
	const struct pack *pack = law_pack_on(c->law, c->today);
	const struct certificate_window window = certificate_window(pack, r->valid_until_on);
	struct register_entry e = { .facts = { .valid_until = r->valid_until_on,
		.revoked = r->revoked_on, .extended = r->extended_until_on } };
	struct telling_certificate *row = &rows[v->n_certificates++];

	e.cert.status = certificate_status(&e.facts, pack, c->today);
	e.cert.due_from = window.first;
	e.cert.due_until = window.last;
	e.running.dossier = r->running;
	register_next(c, &e);
	*row = (struct telling_certificate){ .r = r, .next = e.next, .until = e.until,
		.waits = r->step_at.ms > r->told_at.ms };
	if (r->correct_by_on.n != 0)
		row->until = deadline_kept(r->correct_by_on, false, S("QĐ 26/2026 Đ9"), NULL,
		    c->today);
	if (row->waits)
		waits_count(v, row->until.on, r->step_at);
}

static enum rc
certificates_of(struct ctx *c, struct subject_id id, struct telling_view *out)
{
	struct q_telling_certificates_rows rows;
	struct telling_certificate *v;
	enum rc rc = q_telling_certificates(c->db, c->actor.unit_code, c->actor.agency,
	    c->today, &rows);

	if (rc != RC_OK)
		return rc;
	out->certificates = v = ARENA_ARRAY(c->mem, rows.n + 1, struct telling_certificate);
	for (size_t i = 0; i < rows.n; i++)
		if (id.v == 0 || rows.v[i].subject.v == id.v)
			certificate_fill(c, out, v, &rows.v[i]);
	return RC_OK;
}

/* Of one subject; 0: of all. */
static enum rc
telling_of(struct ctx *c, struct subject_id id, struct telling_view *out)
{
	struct q_telling_list_rows rows;
	struct telling_row *v;
	enum rc rc = q_telling_list(c->db, c->actor.unit_code, c->actor.agency, c->today, &rows);

	*out = (struct telling_view){ .n = 0 };
	if (rc != RC_OK)
		return rc;
	out->v = v = ARENA_ARRAY(c->mem, rows.n + 1, struct telling_row);
	for (size_t i = 0; i < rows.n; i++)
		if (id.v == 0 || rows.v[i].subject.v == id.v)
			telling_fill(out, v, &rows.v[i]);
	return certificates_of(c, id, out);
}

enum rc
telling_load(struct ctx *c, struct telling_view *out)
{
	return telling_of(c, (struct subject_id){ 0 }, out);
}

enum rc
telling_subject_load(struct ctx *c, struct subject_id id, struct telling_subject *out)
{
	enum rc rc;

	*out = (struct telling_subject){ .id = id };
	if (id.v == 0 || (rc = telling_of(c, id, &out->dossiers)) != RC_OK)
		return id.v == 0 ? FAIL(c, WHY_ABSENT, "%s", "no subject") : rc;
	if (out->dossiers.n + out->dossiers.n_certificates == 0)
		return FAIL(c, WHY_ABSENT, "subject %" PRId64, id.v);
	out->name = out->dossiers.n > 0 ? out->dossiers.v[0].r->name
	    : out->dossiers.certificates[0].r->name;
	out->phone = out->dossiers.n > 0 ? out->dossiers.v[0].r->phone
	    : out->dossiers.certificates[0].r->phone;
	return q_tellings(c->db, id, &out->told);
}

enum rc
telling_add(struct ctx *c, struct subject_id id, const struct telling_values *in)
{
	struct telling_subject s;
	enum rc rc;

	if ((rc = telling_subject_load(c, id, &s)) != RC_OK)
		return rc;
	if (in->way <= 0 || in->way >= TELLING_WAY__COUNT)
		fault_field(c->fault, S("telling_way"), &WHY_BAD_CHOICE, S(""));
	if (in->on.n > c->today.n || in->on.n < c->today.n - DAYS_AGO_MAX)
		fault_field(c->fault, S("told_on"), &WHY_TELLING_DAY, day_text(c->mem, c->today));
	if (in->words.n == 0)
		fault_field(c->fault, S("told_words"), &WHY_TELLING_WORDS, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_telling_add(c->db, &(struct q_telling_add_in){ .subject = id,
	    .agency = c->actor.agency, .way = in->way, .told_on = in->on, .words = in->words,
	    .account = c->actor.id, .at = c->now })) != RC_OK)
		return rc;
	return record_add(c, "subject.told", "subject", id.v, "{\"way\":%" PRId64 "}", in->way);
}
