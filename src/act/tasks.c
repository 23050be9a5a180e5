/*
 * tasks: see tasks.h.
 */
#include "act/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "act/calendar.h"
#include "core/dossier.h"
#include "act/telling.h"
#include "q.h"

/* ---- dossiers ------------------------------------------------------------------ */

/* What a dossier in this state asks of whoever holds it, and where. */
static const struct {
	enum dossier_state state;
	const char *kind, *link; /* %: the id */
	const char *up;          /* its kind at the Ministry; NULL: the same */
} waits[] = {
	{ ST_DRAFT, "draft", "/ho-so/%", NULL },
	{ ST_RETURNED, "returned", "/ho-so/%", NULL },
	{ ST_COMMUNE_ASKED, "asked", "/ho-so/%/bo-sung", NULL },
	{ ST_PROVINCE_ASKED, "asked", "/ho-so/%/bo-sung", NULL },
	{ ST_SUBMITTED, "receive", "/xa/ho-so/%", NULL },
	{ ST_COMMUNE_CHECK, "check_commune", "/xa/ho-so/%", NULL },
	{ ST_FORWARDED, "take", "/tinh/ho-so/%", "take_up" },
	{ ST_PROVINCE_CHECK, "check_province", "/tinh/ho-so/%", "check_ministry" },
	{ ST_ACCEPTED, "put_on_agenda", "/tinh/ho-so/%", NULL },
	{ ST_ASSESSED, "put_on_agenda", "/tinh/ho-so/%", NULL },
	{ ST_RESULT_APPROVED, "send_up", "/tinh/ho-so/%", NULL },
	{ ST_SENT_BACK, "sent_back", "/tinh/ho-so/%", NULL },
};

static struct str
link_to(struct ctx *c, const char *head, int64_t id, const char *tail)
{
	return str_printf(c->mem, "%s%lld%s", head, (long long)id, tail);
}

static void
dossier_add(struct ctx *c, struct tasks *t, struct dossier_id id,
    enum dossier_state state, struct task_item item)
{
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		struct str link = str_c(waits[i].link);
		size_t at = str_find(link, '%');

		if (waits[i].state != state)
			continue;
		item.kind = waits[i].up != NULL && c->actor.agency_level ==
		    LEVEL_MINISTRY ? waits[i].up : waits[i].kind;
		item.working = state_in_working_days(state);
		item.link = str_printf(c->mem, "%.*s%lld%s",
		    STR_ARG(str_head(link, at)), (long long)id.v,
		    waits[i].link + at + 1);
		tasks_add(t, &item);
	}
}

static enum rc
tasks_of_producer(struct ctx *c, struct tasks *t)
{
	struct q_task_of_producer_rows rows;
	enum rc rc = q_task_of_producer(c->db, c->actor.subject, &rows);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++)
		dossier_add(c, t, rows.v[i].id,
		    (enum dossier_state)rows.v[i].state, (struct task_item){
		    .about = rows.v[i].name, .due_on = rows.v[i].due_on,
		    .since = rows.v[i].since });
	return RC_OK;
}

static enum rc
tasks_of_commune(struct ctx *c, struct tasks *t)
{
	struct q_task_of_commune_rows rows;
	struct q_task_of_commune_signups s;
	struct telling_view tell;
	enum rc rc = q_task_of_commune(c->db, c->actor.agency, &rows);

	if (rc == RC_OK)
		rc = q_task_of_commune_signups(c->db, c->actor.unit_code, &s);
	if (rc == RC_OK)
		rc = telling_load(c, &tell);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++)
		dossier_add(c, t, rows.v[i].id,
		    (enum dossier_state)rows.v[i].state, (struct task_item){
		    .about = rows.v[i].name, .due_on = rows.v[i].due_on,
		    .since = rows.v[i].since });
	if (s.n > 0)
		tasks_add(t, &(struct task_item){ .kind = "signups",
		    .about = str_printf(c->mem, "%lld", (long long)s.n),
		    .link = S("/xa/dang-ky"), .since = s.since });
	if (tell.n_waits > 0)
		tasks_add(t, &(struct task_item){ .kind = "tell",
		    .about = str_printf(c->mem, "%zu", tell.n_waits),
		    .link = S("/xa/bao-tin"), .due_on = tell.due_on, .since = tell.since });
	return RC_OK;
}

static enum rc
tasks_of_province(struct ctx *c, struct tasks *t)
{
	struct q_task_of_province_rows rows;
	struct q_task_of_province_concluded done;
	enum rc rc;

	if ((rc = q_task_of_province(c->db, c->actor.agency, c->actor.id,
	    &rows)) != RC_OK ||
	    (rc = q_task_of_province_concluded(c->db, c->actor.agency,
	    c->actor.id, &done)) != RC_OK)
		return rc;
	if (done.n > 0)
		tasks_add(t, &(struct task_item){ .kind = "decide",
		    .about = str_printf(c->mem, "%lld", (long long)done.n),
		    .link = S("/tinh/quyet-dinh"), .since = done.since });
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.v[i].state == ST_PROVINCE_CHECK && rows.v[i].answered > 0) {
			tasks_add(t, &(struct task_item){ .kind = "answered",
			    .about = rows.v[i].name, .since = rows.v[i].since,
			    .link = link_to(c, "/tinh/ho-so/", rows.v[i].id.v,
				"") });
			continue;
		}
		dossier_add(c, t, rows.v[i].id,
		    (enum dossier_state)rows.v[i].state, (struct task_item){
		    .about = rows.v[i].name, .due_on = rows.v[i].due_on,
		    .since = rows.v[i].since });
	}
	return RC_OK;
}

/* ---- councils, decisions ---------------------------------------------------------- */

/* A session that is not open: its day, or, when that is over, no day that would read
 * as a deadline missed by whoever only waits for it. */
static struct task_item
session_task(struct ctx *c, const char *kind, struct str name, struct moment starts_at)
{
	bool past = day_of(starts_at).n < c->today.n;

	return (struct task_item){ .kind = kind, .since = starts_at,
	    .due_on = past ? (struct day){ 0 } : day_of(starts_at),
	    .about = past ? str_printf(c->mem, "%.*s, %.*s", STR_ARG(name),
		STR_ARG(moment_text(c->mem, starts_at))) :
	    str_printf(c->mem, "%.*s, %.*s", STR_ARG(name),
		STR_ARG(str_head(moment_text(c->mem, starts_at), 5))) };
}

/* What is coming, for whoever scores there; a session under way only when none of
 * its products waits for her, as then each of them is a task. */
static enum rc
tasks_of_session(struct ctx *c, struct tasks *t)
{
	struct q_task_of_session_rows rows;
	enum rc rc = q_task_of_session(c->db, c->actor.id, &rows);
	bool scores = false;

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < t->n; i++)
		scores |= strcmp(t->v[i].kind, "score") == 0;
	for (size_t i = 0; i < rows.n; i++) {
		const struct q_task_of_session *m = &rows.v[i];
		struct task_item item = session_task(c, day_of(m->starts_at).n < c->today.n ?
		    "meeting_late" : "meeting_soon", m->name, m->starts_at);

		if (m->state == MEETING_OPEN)
			item = (struct task_item){ .kind = "meeting_on", .about = m->name,
			    .since = m->starts_at };
		item.link = link_to(c, "/hoi-dong/phien/", m->id.v, "");
		if (m->state != MEETING_OPEN || !scores)
			tasks_add(t, &item);
	}
	return RC_OK;
}

/* Sessions to open and to close. */
static enum rc
tasks_of_secretary(struct ctx *c, struct tasks *t)
{
	struct q_task_of_secretary_rows rows;
	enum rc rc = q_task_of_secretary(c->db, c->actor.id, &rows);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		struct task_item item = rows.v[i].state == MEETING_OPEN ?
		    (struct task_item){ .kind = "meeting_close", .about = rows.v[i].name,
			.since = rows.v[i].since } :
		    session_task(c, "meeting_open", rows.v[i].name, rows.v[i].since);

		item.link = link_to(c, "/thu-ky/phien/", rows.v[i].id.v, "");
		tasks_add(t, &item);
	}
	return RC_OK;
}

static enum rc
tasks_of_seat(struct ctx *c, struct tasks *t)
{
	struct q_task_of_seat_rows rows;
	enum rc rc = q_task_of_seat(c->db, c->actor.id, &rows);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		bool score = rows.v[i].role != SEAT_SECRETARY;

		tasks_add(t, &(struct task_item){
		    .kind = score ? "score"
		        : rows.v[i].state == AGENDA_WAITS ? "product_open"
		        : rows.v[i].state == AGENDA_SCORING ? "product_close"
		        : "conclude",
		    .about = rows.v[i].name, .since = rows.v[i].since,
		    .link = link_to(c, score ? "/hoi-dong/phieu/" :
			"/thu-ky/san-pham/", rows.v[i].id.v, "") });
	}
	return RC_OK;
}

static enum rc
tasks_of_signer(struct ctx *c, struct tasks *t)
{
	struct q_task_of_signer_rows rows;
	enum rc rc = q_task_of_signer(c->db, c->actor.agency, c->actor.id, &rows);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++)
		tasks_add(t, &(struct task_item){ .kind = "sign",
		    .about = str_printf(c->mem, "%lld",
			(long long)rows.v[i].items),
		    .since = rows.v[i].since,
		    .link = link_to(c, "/ky/", rows.v[i].id.v, "") });
	return RC_OK;
}

static enum rc
tasks_of_team(struct ctx *c, struct tasks *t)
{
	struct q_team_mine_rows rows;
	enum rc rc = q_team_mine(c->db, c->actor.id, &rows);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		if (rows.v[i].reported_at.ms == 0)
			tasks_add(t, &(struct task_item){ .kind = "assess",
			    .about = rows.v[i].product,
			    .due_on = rows.v[i].due_on,
			    .since = rows.v[i].assigned_at,
			    .link = link_to(c, "/to-tu-van/", rows.v[i].id.v,
				"") });
	return rc;
}

/* ---- all of them --------------------------------------------------------------------- */

static const struct task_source task_sources[] = {
	{ ROLE_BIT(ROLE_PRODUCER), tasks_of_producer },
	{ ROLE_BIT(ROLE_PRODUCER), tasks_of_subject },
	{ ROLE_BIT(ROLE_PRODUCER), tasks_of_corrections },
	{ ROLE_BIT(ROLE_COMMUNE) | ROLE_BIT(ROLE_PROVINCE), tasks_of_inspections },
	{ ROLE_BIT(ROLE_PROVINCE), tasks_of_care },
	{ ROLE_BIT(ROLE_COMMUNE), tasks_of_commune },
	{ ROLE_BIT(ROLE_PROVINCE), tasks_of_province },
	{ ROLE_BIT(ROLE_COUNCIL), tasks_of_seat },
	{ ROLE_BIT(ROLE_COUNCIL), tasks_of_session }, /* behind the products */
	{ ROLE_BIT(ROLE_COUNCIL), tasks_of_secretary },
	{ ROLE_BIT(ROLE_SIGNER), tasks_of_signer },
	{ ROLE_BIT(ROLE_TEAM), tasks_of_team },
};

static int
task_order(const void *pa, const void *pb)
{
	const struct task_item *a = pa, *b = pb;
	bool no_a = a->due_on.n == 0, no_b = b->due_on.n == 0;

	if (no_a != no_b)
		return no_a ? 1 : -1;
	if (a->due_on.n != b->due_on.n)
		return a->due_on.n < b->due_on.n ? -1 : 1;
	if (a->since.ms != b->since.ms)
		return a->since.ms < b->since.ms ? -1 : 1;
	return str_cmp(a->link, b->link);
}

/* What is left of each, in the unit of its period. */
static enum rc
tasks_left(struct ctx *c, struct tasks *t)
{
	struct day_exceptions calendar;
	bool loaded = false;
	enum rc rc;

	for (size_t i = 0; i < t->n; i++) {
		struct task_item *it = &t->v[i];

		it->left = it->due_on.n - c->today.n;
		if (!it->working)
			continue;
		if (!loaded && (rc = calendar_load(c, &calendar)) != RC_OK)
			return rc;
		loaded = true;
		it->left = calendar_left(&calendar, c->today, it->due_on);
	}
	return RC_OK;
}

enum rc
tasks_load(struct ctx *c, struct tasks *out)
{
	*out = (struct tasks){ .v = ARENA_ARRAY(c->mem, TASKS_MAX,
	    struct task_item) };
	for (size_t i = 0; i < sizeof(task_sources) / sizeof(task_sources[0]);
	    i++) {
		enum rc rc = RC_OK;

		if (c->actor.roles & task_sources[i].roles)
			rc = task_sources[i].load(c, out);
		if (rc != RC_OK)
			return rc;
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(out->v[0]), task_order);
	return tasks_left(c, out);
}
