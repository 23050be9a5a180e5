/* lives: walks random lives and compares them with the model; see lives.h.
 *
 * A walk that goes wrong is walked again with steps left out while it still goes wrong,
 * and told: its number draws it again (OCOP_LIFE=number). OCOP_LIVES says how many
 * walks; without it a few, so that every check has time for them. */
#include "lives.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED S("lives")
#define STEPS 300
#define WALKS_SQLITE 24
#define WALKS_POSTGRES 2
#define PLANTS_MAX 40
#define AWAY 4 /* in each so manieth walk the Ministry has an office of its own */

/* What the program says after a step. */
struct seen {
	bool done, asked;  /* asked: what everybody is told, too */
	const char *state;
	int n, lapsed, star, until, revoked, extended, replaced;
	struct str status[2]; /* public, of the newest certificate and the one before */
};

struct lives {
	struct arena *mem;
	int steps, went, walks;
	int found[PLANTS_MAX];
	int done[LIFE_ACTS_MAX], refused[LIFE_ACTS_MAX];
	uint64_t number; /* of the walk under way */
	bool drawn;      /* its steps are drawn, not given */
	bool tell;       /* what differs */
};

/* ---- looking ------------------------------------------------------------------- */

static int
number_of(struct walk *w, const char *sql)
{
	int64_t n = 0;

	(void)str_int(life_ask(w, sql), &n);
	return (int)n;
}

/* What everybody is told of a certificate: the newest, or the one before it. */
static struct str
status_of(struct walk *w, int back)
{
	struct str code = stage_ask(&w->stage, w->mem, str_printf(w->mem,
	    "SELECT code FROM certificate ORDER BY id DESC LIMIT 1 OFFSET %d", back)), rest;
	const struct str mark = S("\"status\":\"");

	if (code.n == 0)
		return S("");
	walk_send(w);
	w->at_jar = 0;
	request_begin(w, GET, str_printf(w->mem, "/api/v1/certificates/%.*s", STR_ARG(code)));
	walk_send(w);
	for (rest = w->page; rest.n > 0 && !str_starts(rest, mark); rest = str_from(rest, 1))
		;
	rest = str_from(rest, mark.n);
	return str_head(rest, str_find(rest, '"'));
}

static void
look(struct walk *w, struct seen *s, bool publicly)
{
	int *const to[] = { &s->n, &s->lapsed, &s->star, &s->until, &s->revoked, &s->extended,
		&s->replaced };
	struct str all = life_ask(w, "SELECT (SELECT state FROM dossier ORDER BY id DESC LIMIT 1) || '|' || "
	    "(SELECT count(*) FROM certificate) || '|' || "
	    "(SELECT count(*) FROM record WHERE kind = 'certificate.lapsed') || '|' || "
	    "coalesce((SELECT star || '|' || valid_until_on || '|' || coalesce(revoked_on, 0) || '|' || "
	    "coalesce(extended_until_on, 0) FROM certificate ORDER BY id DESC LIMIT 1), '0|0|0|0') || '|' || "
	    "(SELECT count(*) FROM certificate WHERE replaced_by IS NOT NULL) || '|'"), part;
	int64_t n = 0;

	if (str_cut(&all, '|', &part) && str_int(part, &n))
		s->state = life_state_name((int)n);
	for (size_t i = 0; i < sizeof to / sizeof to[0] && str_cut(&all, '|', &part); i++)
		if (str_int(part, &n))
			*to[i] = (int)n;
	s->asked = publicly;
	s->status[0] = publicly ? status_of(w, 0) : S("");
	s->status[1] = publicly && s->n > 1 ? status_of(w, 1) : S("");
}

/* What must hold whatever was done; "" when it does. */
static const char *
broken(struct walk *w)
{
	static const struct { const char *what, *sql; } laws[] = {
		{ "a star without a signed decision", "SELECT count(*) FROM certificate c LEFT JOIN decision d"
		    " ON d.id = c.decision WHERE d.signed_on IS NULL OR d.signed_on > c.issued_on" },
		{ "two certificates stand for one product", "SELECT count(*) FROM certificate a JOIN certificate b"
		    " ON a.product = b.product AND a.id < b.id WHERE a.replaced_by IS NULL AND"
		    " a.revoked_on IS NULL AND b.revoked_on IS NULL AND"
		    " coalesce(a.extended_until_on, a.valid_until_on) >= b.issued_on" },
		{ "two dossiers of one product on their road", "SELECT count(*) FROM dossier a JOIN dossier b"
		    " ON a.product = b.product AND a.id < b.id WHERE a.state NOT IN (11, 12, 15)" },
		{ "received before it was handed in, decided before it was received", "SELECT count(*) FROM"
		    " dossier WHERE received_at < submitted_at AND state IN (3, 4, 5, 6, 7)" },
		{ "the record goes back in time", "SELECT count(*) FROM record a JOIN record b"
		    " ON b.id = a.id + 1 WHERE b.at < a.at" },
	};

	for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++)
		if (number_of(w, laws[i].sql) != 0)
			return laws[i].what;
	return "";
}

/* ---- comparing ------------------------------------------------------------------- */

static int
replaced_in(const struct life *l)
{
	int n = 0;

	for (int i = 0; i < l->n; i++)
		n += l->c[i].replaced;
	return n;
}

static bool
status_is(const struct life *l, int back, struct str said, const struct plant *p)
{
	const char *law = l->n > back ? life_status(l, l->n - 1 - back, p) : "";

	return law == NULL || str_eq(said, str_c(law));
}

/* What the model expects and the program does not show; "" for nothing. */
static const char *
differs(const struct life *l, const struct seen *s, const struct plant *p)
{
	const struct life_certificate none = { 0 }, *c = l->n == 0 ? &none : &l->c[l->n - 1];

	if (strcmp(l->state, s->state) != 0)
		return "the state of the dossier";
	if (l->n != s->n || c->star != s->star || c->until != s->until)
		return "the certificates";
	if (c->revoked != s->revoked)
		return "what is revoked";
	if (c->extended != s->extended)
		return "how long the certificate was extended";
	if (replaced_in(l) != s->replaced)
		return "what is replaced";
	if (l->told_lapsed != s->lapsed)
		return "what the night recorded";
	if (s->asked && (!status_is(l, 0, s->status[0], p) || !status_is(l, 1, s->status[1], p)))
		return "what everybody is told";
	return "";
}

/* Each planted error: does it foretell something else than what came? */
static void
plants_try(struct lives *all, const struct life *before, const struct life_step *st,
    const struct seen *s)
{
	const char *act = life_acts[st->act].name, *who = life_people[st->who];

	for (size_t i = 0; i < plants_n; i++) {
		struct life l = *before;
		const enum may m = st->night ? MAY : life_may(before, act, who, &plants[i]);

		if (m == SILENT)
			continue;
		if ((m == MAY) != s->done) {
			all->found[i]++;
			continue;
		}
		if (st->night)
			life_night(&l, &plants[i]);
		else if (s->done)
			life_go(&l, act, who, &plants[i]);
		all->found[i] += *differs(&l, s, &plants[i]) != '\0';
	}
}

/* ---- walking ---------------------------------------------------------------------- */

static void
days_pass(struct walk *w, struct life *l, int days)
{
	walk_send(w);
	l->today += days;
	w->now = moment_of((struct day){ l->today }, 9, 0);
	w->n_jars = days > 5 ? 1 : w->n_jars; /* everybody signs in anew */
}

static bool
night_passes(struct walk *w)
{
	walk_night(w, S(""));
	return !w->failed;
}

/* Who has nothing to do with it is told nothing. */
static const char *
told_stranger(const struct walk *w, const struct life_step *st)
{
	/* 422: what she sent is no such form, whatever it is about */
	if (!life_stranger(life_people[st->who]) || w->reply.status == 404 || w->reply.status == 403 ||
	    (w->reply.status == 422 && !str_has(w->page, S("hoa tràm"))))
		return "";
	return "a stranger is not answered as one";
}

/* One step of both; what went wrong, or "". */
static const char *
step_walk(struct lives *all, struct walk *w, struct life *l, struct life_step *st)
{
	const struct life_act *act = &life_acts[st->act];
	const char *who = life_people[st->who], *why = "";
	const enum may m = st->night ? MAY : life_may(l, act->name, who, NULL);
	struct life before;
	struct seen s = { .done = true };

	if (m == SILENT)
		return "";
	if (l->sealed == 0)
		l->wish = st->wish;
	before = *l;
	if (!(st->night ? night_passes(w) : life_do(w, l, act, who)))
		return "the program broke";
	if (!st->night) {
		s.done = w->reply.status == 303 && w->records > w->records_before;
		why = s.done ? "" : told_stranger(w, st);
	}
	if (!s.done && w->records != w->records_before)
		why = "refused, and yet recorded";
	if (all->tell && s.done != (m == MAY) && !st->night)
		printf("#   the program: %d %s\n", w->reply.status, w->visit.ctx.fault->why == NULL ? "" :
		    w->visit.ctx.fault->why->code);
	if (!st->night && s.done != (m == MAY))
		return s.done ? "done against the law" : "refused against the law";
	if (st->night)
		life_night(l, NULL);
	else if (s.done)
		life_go(l, act->name, who, NULL);
	/* what was refused on the same day changed nothing that everybody is told */
	look(w, &s, s.done || st->days > 0);
	if (*why == '\0')
		why = differs(l, &s, NULL);
	if (all->tell && *why != '\0')
		printf("#   model %s, program %s; certificates %d/%d, %s %.*s %.*s; lapsed %d/%d\n", l->state,
		    s.state, l->n, s.n, l->n > 0 ? life_status(l, l->n - 1, NULL) : "",
		    STR_ARG(s.status[0]), STR_ARG(s.status[1]), l->told_lapsed, s.lapsed);
	if (*why == '\0' && s.done)
		why = broken(w);
	plants_try(all, &before, st, &s);
	all->steps++;
	all->went += s.done && !st->night;
	if (!st->night)
		(s.done ? all->done : all->refused)[st->act]++;
	return why;
}

/* Walks; steps are drawn, or those given. The number of the step that went
 * wrong, or -1; *why says how. */
static int
walk_life(struct lives *all, struct life_step *steps, int n, const char **why)
{
	static const struct line no_lines[1];
	static const struct story story = { "lives", { "lives", 5 }, no_lines, 0 };
	struct chance c = { chance_fill_counted, all->number * 1000003 };
	struct life l = { .state = "draft", .kind = 1, .from = -1 };
	struct arena mem;
	struct walk *w;
	int i, wrong = -1;

	arena_init(&mem, 1024 * MIB);
	w = ARENA_NEW(&mem, struct walk);
	walk_begin(w, &story, &mem);
	if (!stage_open(&w->stage, SEED, &mem)) {
		fprintf(stderr, "stories: the seed of the lives cannot be made\n");
		exit(3);
	}
	w->office.blobs = w->stage.blobs;
	l.away = all->number % AWAY == 0;
	if (l.away)
		(void)life_ask(w, "UPDATE account SET state = 4 WHERE agency = 5 RETURNING id");
	walk_catch_up(w);
	l.today = day_of(w->now).n;
	*why = "";
	(void)night_passes(w);
	for (i = 0; i < n && wrong < 0; i++) {
		if (all->drawn)
			steps[i] = life_draw(&l, &c);
		if (steps[i].days > 0)
			days_pass(w, &l, steps[i].days);
		*why = step_walk(all, w, &l, &steps[i]);
		wrong = **why == '\0' ? -1 : i;
	}
	stage_close(&w->stage);
	walk_release(w);
	arena_release(&mem);
	return wrong;
}

/* The same walk with steps left out, as long as it still goes wrong in the same way. */
static void
shrink(const struct lives *all, struct life_step *steps, int n)
{
	struct lives aside = { .mem = all->mem, .number = all->number };
	struct life_step less[STEPS];
	const char *why = "";

	for (int size = n / 2, tries = 0; size > 0; size /= 2)
		for (int at = n - 1 - size; at >= 0 && tries < 60; at -= size, tries++) {
			memcpy(less, steps, sizeof less);
			memmove(&less[at], &less[at + size], (size_t)(n - at - size) * sizeof less[0]);
			for (int i = at; i < at + size; i++)
				less[at].days += steps[i].days;
			if (walk_life(&aside, less, n - size, &why) == n - size - 1) {
				memcpy(steps, less, sizeof less);
				n -= size;
			}
		}
	printf("# walk %llu, the steps that matter (OCOP_LIFE=%llu walks it again):\n",
	    (unsigned long long)all->number, (unsigned long long)all->number);
	for (int i = 0; i < n; i++)
		printf("#   +%d %s %s\n", steps[i].days, steps[i].night ? "a night" :
		    life_people[steps[i].who], steps[i].night ? "" : life_acts[steps[i].act].name);
	aside.tell = true;
	(void)walk_life(&aside, steps, n, &why);
}

static int
walks_all(struct lives *all, uint64_t from, int walks)
{
	struct life_step steps[STEPS];
	const char *why;
	int faults = 0;

	for (int i = 0; i < walks && faults < 3; i++) {
		int wrong;

		all->number = from + (uint64_t)i;
		wrong = walk_life(all, steps, STEPS, &why);
		all->walks++;
		if (wrong < 0)
			continue;
		faults++;
		printf("# walk %llu, step %d: %s: %s %s\n", (unsigned long long)all->number, wrong, why,
		    life_people[steps[wrong].who], life_acts[steps[wrong].act].name);
		fflush(stdout);
		shrink(all, steps, wrong + 1);
	}
	return faults;
}

/* Each planted error was noticed, each act done and refused; the one that may never be, tried. */
static int
control(const struct lives *all)
{
	const bool tell = getenv("OCOP_LIVES_TELL") != NULL;
	int missed = 0;

	for (size_t i = 0; i < plants_n; i++) {
		if (all->found[i] == 0 || tell)
			printf("# noticed %d times: %s\n", all->found[i], plants[i].name);
		missed += all->found[i] == 0;
	}
	for (size_t i = 0; i < life_acts_n; i++) {
		const bool never = strcmp(life_acts[i].name, "extend_far") == 0;
		const bool well = all->refused[i] > 0 && (all->done[i] > 0) != never;

		if (!well || tell)
			printf("# %s: done %d times, refused %d\n", life_acts[i].name, all->done[i],
			    all->refused[i]);
		missed += !well;
	}
	return missed;
}

int
lives_check(struct arena *mem)
{
	const char *number = getenv("OCOP_LIFE"), *many = getenv("OCOP_LIVES");
	const bool quick = strcmp(world_name(), "sqlite") != 0;
	struct lives all = { .mem = mem, .drawn = true };
	int walks = number != NULL ? 1 : many != NULL ? atoi(many) : quick ? WALKS_POSTGRES : WALKS_SQLITE;
	int faults = walks_all(&all, number != NULL ? strtoull(number, NULL, 10) : 1, walks);
	int missed;

	printf("%s %s: lives: %d walks, %d steps, %d acts done: as the second model says\n",
	    faults == 0 ? "ok" : "not ok", world_name(), all.walks, all.steps, all.went);
	if (quick || number != NULL)
		return faults; /* too few to have met everything */
	missed = control(&all);
	printf("%s %s: lives: control: %zu planted errors and %zu kinds of acts, %d of them never seen\n",
	    missed == 0 ? "ok" : "not ok", world_name(), plants_n, life_acts_n, missed);
	return faults + missed;
}
