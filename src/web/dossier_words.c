/*
 * dossier_words: the words for states, holders and next steps, as one table:
 * what a producer reads on the page "where is my dossier".
 */
#include "web/dossier.h"

#include <inttypes.h>
#include <stdio.h>

#include "act/calendar.h"

#define UNMET_SHOWN 3 /* criteria named in the reason of a star */

enum holder { BY_PRODUCER, BY_COMMUNE, BY_PROVINCE, BY_TEAM, BY_COUNCIL, BY_NOBODY };

static const struct {
	enum text state, next, clause;
	enum holder holder;
} words[ST__COUNT] = {
	[ST_DRAFT] = { T_dossier_state_draft, T_dossier_next_draft, T_dossier_clause_draft, BY_PRODUCER },
	[ST_SUBMITTED] = { T_dossier_state_submitted, T_dossier_next_submitted, T_dossier_clause_commune, BY_COMMUNE },
	[ST_COMMUNE_CHECK] = { T_dossier_state_commune_check, T_dossier_next_commune_check, T_dossier_clause_commune, BY_COMMUNE },
	[ST_COMMUNE_ASKED] = { T_dossier_state_commune_asked, T_dossier_next_asked, T_dossier_clause_asked, BY_PRODUCER },
	[ST_FORWARDED] = { T_dossier_state_forwarded, T_dossier_next_forwarded, T_dossier_clause_round, BY_PROVINCE },
	[ST_PROVINCE_CHECK] = { T_dossier_state_province_check, T_dossier_next_province_check, T_dossier_clause_round, BY_PROVINCE },
	[ST_PROVINCE_ASKED] = { T_dossier_state_province_asked, T_dossier_next_asked, T_dossier_clause_asked, BY_PRODUCER },
	[ST_ACCEPTED] = { T_dossier_state_accepted, T_dossier_next_accepted, T_dossier_clause_round, BY_PROVINCE },
	[ST_ON_AGENDA] = { T_dossier_state_on_agenda, T_dossier_next_on_agenda, T_dossier_clause_round, BY_COUNCIL },
	[ST_CONCLUDED] = { T_dossier_state_concluded, T_dossier_next_concluded, T_dossier_clause_concluded, BY_PROVINCE },
	[ST_RECOGNISED] = { T_dossier_state_recognised, T_dossier_next_recognised, T_dossier_clause_validity, BY_NOBODY },
	[ST_NOT_RECOGNISED] = { T_dossier_state_not_recognised, T_dossier_next_not_recognised, T_dossier_clause_not_recognised, BY_NOBODY },
	[ST_RESULT_APPROVED] = { T_dossier_state_result_approved, T_dossier_next_result_approved, T_dossier_clause_ministry, BY_PROVINCE },
	[ST_RETURNED] = { T_dossier_state_returned, T_dossier_next_returned, T_dossier_clause_returned, BY_PRODUCER },
	[ST_WITHDRAWN] = { T_dossier_state_withdrawn, T_dossier_next_withdrawn, T_dossier_clause_withdrawn, BY_NOBODY },
	[ST_SENT_BACK] = { T_dossier_state_sent_back, T_dossier_next_sent_back, T_dossier_clause_back, BY_PROVINCE },
	[ST_OPINIONS] = { T_dossier_state_opinions, T_dossier_next_opinions, T_dossier_clause_opinions, BY_COUNCIL },
	[ST_TEAM] = { T_dossier_state_team, T_dossier_next_team, T_dossier_clause_team, BY_TEAM },
	[ST_ASSESSED] = { T_dossier_state_assessed, T_dossier_next_assessed, T_dossier_clause_round, BY_PROVINCE },
};

/* By the province, and by the Ministry in the same place (Đ7.4). */
static const enum text holders[][2] = {
	[BY_PRODUCER] = { T_dossier_holder_producer, T_dossier_holder_producer },
	[BY_COMMUNE] = { T_dossier_holder_commune, T_dossier_holder_commune },
	[BY_PROVINCE] = { T_dossier_holder_province, T_dossier_holder_ministry },
	[BY_TEAM] = { T_dossier_holder_team, T_dossier_holder_team },
	[BY_COUNCIL] = { T_dossier_holder_council, T_dossier_holder_council_up },
	[BY_NOBODY] = { T_dossier_holder_nobody, T_dossier_holder_nobody },
};

/* What comes next says "you" to the producer, and "the province" below the
 * Ministry. */
static const struct {
	enum dossier_state state;
	enum text theirs, up;
} others[] = {
	{ ST_COMMUNE_ASKED, T_dossier_next_asked_theirs, T_NONE },
	{ ST_PROVINCE_ASKED, T_dossier_next_asked_theirs, T_dossier_next_asked_theirs },
	{ ST_RETURNED, T_dossier_next_returned_theirs, T_NONE },
	{ ST_FORWARDED, T_NONE, T_dossier_next_forwarded_up },
	{ ST_PROVINCE_CHECK, T_NONE, T_dossier_next_province_check_up },
	{ ST_ACCEPTED, T_NONE, T_dossier_next_accepted_up },
	{ ST_CONCLUDED, T_NONE, T_dossier_next_concluded_up },
};

enum text
dossier_state_text(enum dossier_state s)
{
	return s > 0 && s < ST__COUNT ? words[s].state : T_NONE;
}

enum text
dossier_state_at(enum dossier_state s, enum unit_level level)
{
	/* what its province did before is not said of the Ministry */
	if (level == LEVEL_MINISTRY && s == ST_FORWARDED)
		return T_dossier_state_arrived;
	if (level == LEVEL_MINISTRY && s == ST_PROVINCE_CHECK)
		return T_dossier_state_ministry_check;
	return dossier_state_text(s);
}

enum text
dossier_next_text(enum dossier_state s, enum unit_level level)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (others[i].state != s)
			continue;
		if (level == LEVEL_MINISTRY && others[i].up != T_NONE)
			return others[i].up;
		if (others[i].theirs != T_NONE)
			return others[i].theirs;
	}
	return s > 0 && s < ST__COUNT ? words[s].next : T_NONE;
}

enum tone
dossier_state_tone(enum dossier_state s)
{
	switch (s) {
	case ST_RECOGNISED:
	case ST_RESULT_APPROVED:
		return TONE_GOOD;
	case ST_COMMUNE_ASKED:
	case ST_PROVINCE_ASKED:
	case ST_RETURNED:
	case ST_SENT_BACK:
		return TONE_WAIT;
	case ST_NOT_RECOGNISED:
		return TONE_BAD;
	case ST_SUBMITTED:
	case ST_COMMUNE_CHECK:
	case ST_FORWARDED:
	case ST_PROVINCE_CHECK:
	case ST_ACCEPTED:
	case ST_ON_AGENDA:
	case ST_CONCLUDED:
	case ST_OPINIONS:
	case ST_TEAM:
	case ST_ASSESSED:
		return TONE_INFO;
	case ST_DRAFT:
	case ST_WITHDRAWN:
	case ST__COUNT:
		break;
	}
	return TONE_PLAIN;
}

enum text
dossier_step_text(struct str kind)
{
	char key[80];

	(void)snprintf(key, sizeof(key), "step.%.*s",
	    STR_ARG(str_from(kind, sizeof("dossier.") - 1)));
	return text_find(str_c(key));
}

enum text
dossier_kind_text(enum dossier_kind k)
{
	switch (k) {
	case DOSSIER_FIRST: return T_dossier_kind_first;
	case DOSSIER_UPGRADE: return T_dossier_kind_upgrade;
	case DOSSIER_AGAIN: return T_dossier_kind_again;
	case DOSSIER_KIND__COUNT: break;
	}
	return T_NONE;
}

enum text
dossier_progress_text(enum progress p)
{
	switch (p) {
	case NOT_BEGUN: return T_dossier_task_not_begun;
	case IN_PROGRESS: return T_dossier_task_in_progress;
	case DONE: return T_dossier_task_done;
	}
	return T_NONE;
}

enum text
paper_page_title(enum paper_form form, int page)
{
	static const enum text first[] = {
		T_NONE, T_paper_form01_1, T_paper_form01_2, T_paper_form01_3,
		T_paper_form01_4, T_paper_form01_5, T_paper_form01_6,
	};
	static const enum text second[] = {
		T_NONE, T_paper_form02_1, T_paper_form02_2, T_paper_form02_3,
		T_paper_form02_4, T_paper_form02_5, T_paper_form02_6,
	};
	if (page < 1 || page > paper_pages(form) || page > 6)
		return T_NONE;
	return form == FORM_01 ? first[page] : second[page];
}

enum text
paper_choice_text(enum paper_kind kind, int64_t value)
{
	return kind == PAPER_GENDER ? gender_text(value) : subject_kind_text(value);
}

int64_t
paper_number(struct str value)
{
	int64_t n;

	return str_int(value, &n) ? n : 0;
}

enum text
paper_label(const struct paper_field *f)
{
	char key[80];

	(void)snprintf(key, sizeof(key), "field.%.*s", STR_ARG(f->name));
	return text_find(str_c(key));
}

/* One text with a number in its place. */
static void
put_text(struct buf *b, const struct visit *v, enum text t, int64_t n)
{
	const struct str a = str_printf(v->ctx.mem, "%" PRId64, n);

	buf_put(b, text_fill(v->ctx.mem, v->lang, t, &a, 1));
}

struct str
self_total_text(const struct visit *v, const struct self_assessment *s)
{
	const struct score_result *r = &s->score;
	struct buf b = buf_new(v->ctx.mem, 4 * KIB);
	size_t i;

	put_text(&b, v, T_self_points_of_100, r->sum);
	buf_lit(&b, " → ");
	put_text(&b, v, T_self_stars, r->band);
	if (r->star == r->band)
		return buf_str(&b);
	for (i = 0; i < r->n_unmet && i < UNMET_SHOWN; i++) {
		const struct str a[] = { r->unmet[i].criterion->id,
			str_printf(v->ctx.mem, "%d", r->unmet[i].star) };

		buf_lit(&b, "; ");
		buf_put(&b, text_fill(v->ctx.mem, v->lang, T_self_unmet, a, 2));
	}
	if (r->n_unmet > UNMET_SHOWN) {
		buf_lit(&b, "; ");
		put_text(&b, v, T_self_unmet_more, (int64_t)(r->n_unmet - UNMET_SHOWN));
	}
	buf_lit(&b, " → ");
	put_text(&b, v, T_self_stars, r->star);
	return buf_str(&b);
}

struct str
field_fault_text(struct visit *v, struct str field)
{
	const struct field_fault *f = fault_of(v->ctx.fault, field);

	return f == NULL ? S("") : fault_text(v, f->why, f->arg);
}

/* The seven stations; the one with the newest date is where it is. */
static void
stations_fill(const struct dossier *d, struct station *s)
{
	static const enum text names[STATIONS] = {
		T_dossier_station_opened, T_dossier_station_submitted,
		T_dossier_station_received, T_dossier_station_forwarded,
		T_dossier_station_accepted, T_dossier_station_concluded,
		T_dossier_station_decided,
	};
	const struct moment at[STATIONS] = {
		d->opened_at, d->submitted_at, d->received_at, d->forwarded_at,
		d->accepted_at, d->concluded_at, d->decided_at,
	};
	int i, here = 0;

	for (i = 0; i < STATIONS; i++) {
		s[i] = (struct station){ names[i], at[i], false };
		if (at[i].ms != 0)
			here = i;
	}
	s[here].here = d->state != ST_WITHDRAWN;
}

/* Which clause and which next step differ by kind, level and reader. */
struct next_box
dossier_next(const struct visit *v, const struct dossier *d)
{
	const bool up = d->level == LEVEL_MINISTRY;
	const bool evaluated = words[d->state].clause == T_dossier_clause_round;
	const bool again = d->kind == DOSSIER_AGAIN && !d->facts.long_again;
	const bool working = state_in_working_days(d->state) && !d->transition.kept;
	struct next_box out = { .words = words[d->state].next, .until = d->due_on,
		.rule = words[d->state].clause, .day = working ? NEXT_PLAIN : NEXT_LEFT };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].state == d->state && up && others[i].up != T_NONE)
			out.words = others[i].up;
		else if (others[i].state == d->state && others[i].theirs != T_NONE &&
		    v->ctx.actor.subject.v != d->subject.v)
			out.words = others[i].theirs;
	/* a re-evaluation has days of its own and no round (Đ7.6.g) */
	if (again && (evaluated || d->state == ST_OPINIONS))
		out.rule = T_dossier_clause_again;
	else if (up && evaluated)
		out.rule = T_dossier_clause_central;
	if (d->state == ST_ACCEPTED && again)
		out.words = T_dossier_next_opinions;
	if (d->transition.kept && d->due_on.n != 0 && words[d->state].holder != BY_PRODUCER)
		out.rule = T_dossier_clause_old;
	return out;
}

struct next_box
dossier_next_submitted(void)
{
	return (struct next_box){ .words = T_next_submit, .rule = T_dossier_clause_commune };
}

/* The round that it goes into, or went into (Đ5): none for a re-evaluation, for
 * rules that were replaced, and after the end. */
static void
whereabouts_round(const struct visit *v, const struct dossier *d, struct whereabouts *out)
{
	const bool up = d->level == LEVEL_MINISTRY || d->state == ST_RESULT_APPROVED;
	struct day proposed = up ? d->sent_up_on : day_of(d->forwarded_at);

	if ((up && proposed.n == 0) || (!up && d->forwarded_at.ms == 0) ||
	    d->state == ST_RESULT_APPROVED)
		proposed = v->ctx.today;
	if ((d->kind == DOSSIER_AGAIN && !d->facts.long_again) || d->transition.kept ||
	    words[d->state].holder == BY_NOBODY || d->state == ST_CONCLUDED ||
	    d->state == ST_SENT_BACK ||
	    !round_for(d->pack, up ? LEVEL_MINISTRY : LEVEL_PROVINCE, proposed, &out->round))
		return;
	out->round_is = up ? T_dossier_round_up : T_dossier_round_is;
	out->round_left = before_left(v->ctx.today, out->round.held_before);
}

enum rc
whereabouts_fill(struct visit *v, const struct dossier *d, struct whereabouts *out)
{
	const enum holder holder = words[d->state].holder;
	struct day_exceptions calendar;
	enum rc rc;

	*out = (struct whereabouts){
		.state = dossier_state_at(d->state, d->level), .next = dossier_next(v, d),
		.holder = holders[holder][d->level == LEVEL_MINISTRY], .since = d->since_at,
		.up = d->level == LEVEL_MINISTRY && holder != BY_NOBODY,
	};
	if (holder == BY_COMMUNE)
		out->holder_name = d->commune_name;
	else if (holder == BY_PROVINCE)
		out->holder_name = d->evaluator_name;
	else if (holder == BY_PRODUCER)
		out->holder_name = d->subject_name;
	out->says_itself = str_starts(out->holder_name, visit_text(v, out->holder, S("")));
	whereabouts_round(v, d, out);
	stations_fill(d, out->stations);
	if (out->next.day != NEXT_PLAIN)
		return RC_OK;
	if ((rc = calendar_load(&v->ctx, &calendar)) != RC_OK)
		return rc;
	out->next.left = calendar_left(&calendar, v->ctx.today, d->due_on);
	out->next.day = NEXT_WORKING;
	return RC_OK;
}
