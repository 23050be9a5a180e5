/*
 * roads: whether the stories, all together, walk every row of the workflow and
 * are given every refusal.
 *
 * The linker leads each question of an act through here
 * (--wrap=workflow_decide, test/test.mk). What a request did counts once its
 * story has expected an outcome of it: a transition when it was answered well,
 * a refusal when it was not. At the end what was never seen is named. What no
 * story can reach stands in test/suite/roads.elsewhere, with the test that
 * shows it and why; a line there that a story does reach is an error too.
 */
#include "walk.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/workflow_rows.h"
#include "text.h"

#define ASKED_MAX 400
#define ELSEWHERE "test/suite/roads.elsewhere"

struct asked {
	enum deed deed;
	enum dossier_state from, next;
	const struct reason *why;
	bool secretary;
};

static struct {
	struct asked asked[ASKED_MAX]; /* by the request that is under way */
	size_t n_asked;
	bool way[DEED__COUNT][ST__COUNT][ST__COUNT]; /* walked: from, to */
	bool concluded[2][ST__COUNT];   /* by the secretary, by the chair */
	bool refused[DEED__COUNT];
	bool given[T__COUNT];           /* fault.CODE was given */
} seen;

struct verdict __real_workflow_decide(const struct actor *who,
    const struct dossier_facts *d, enum deed what);
struct verdict __wrap_workflow_decide(const struct actor *who,
    const struct dossier_facts *d, enum deed what);

struct verdict
__wrap_workflow_decide(const struct actor *who, const struct dossier_facts *d,
    enum deed what)
{
	struct verdict v = __real_workflow_decide(who, d, what);

	/* seeds that no story walks ask more: that is not counted */
	if (seen.n_asked < ASKED_MAX)
		seen.asked[seen.n_asked++] = (struct asked){ what, d->state, v.next,
		    v.why, d->secretary };
	return v;
}

void
roads_begin(void)
{
	seen.n_asked = 0;
}

static enum text
text_of_reason(const struct reason *why)
{
	char key[80];

	(void)snprintf(key, sizeof key, "fault.%s", why->code);
	return text_find(str_c(key));
}

void
roads_expected(const struct walk *w)
{
	const struct fault *f = w->visit.ctx.fault;
	const bool well = w->reply.status > 0 && w->reply.status < 400;

	if (w->failed)
		return;
	if (f != NULL && f->why != NULL)
		seen.given[text_of_reason(f->why)] = true;
	for (size_t i = 0; f != NULL && i < f->n_fields; i++)
		seen.given[text_of_reason(f->fields[i].why)] = true;
	for (size_t i = 0; i < seen.n_asked; i++) {
		const struct asked *a = &seen.asked[i];

		if (a->why != NULL && !well)
			seen.refused[a->deed] = true;
		if (a->why == NULL && well)
			seen.way[a->deed][a->from][a->next] = true;
		if (a->why == NULL && well && a->deed == DO_CONCLUDE)
			seen.concluded[!a->secretary][a->from] = true;
	}
	seen.n_asked = 0;
}

/* ---- what is missing ---------------------------------------------------------- */

/* Where a row leads besides where it says (workflow.c, next_of()). */
static const struct {
	enum deed deed;
	enum dossier_state from, to;
} forks[] = {
	{ DO_DECIDE, ST_CONCLUDED, ST_RESULT_APPROVED },
	{ DO_TAKE_OFF, ST_ON_AGENDA, ST_ASSESSED },
};

static size_t
way_missing(enum deed deed, enum dossier_state from, enum dossier_state to,
    const char *by)
{
	const bool by_chair = strcmp(by, stand_name(BY_CHAIR)) == 0;

	if (seen.way[deed][from][to] &&
	    (deed != DO_CONCLUDE || seen.concluded[by_chair][from]))
		return 0;
	printf("# no story: %s, %s -> %s, by %s\n", deed_name(deed), state_name(from),
	    state_name(to), by);
	return 1;
}

static size_t
ways_missing(void)
{
	size_t n = 0;

	for (size_t i = 0; i < ROAD_N; i++)
		for (int s = ST_DRAFT; s < ST__COUNT; s++)
			if (ROAD[i].from & ST(s))
				n += way_missing(ROAD[i].deed, (enum dossier_state)s,
				    ROAD[i].to == SAME ? (enum dossier_state)s : ROAD[i].to,
				    stand_name(ROAD[i].by));
	for (size_t i = 0; i < sizeof forks / sizeof forks[0]; i++)
		n += way_missing(forks[i].deed, forks[i].from, forks[i].to, "a fork");
	return n;
}

/* Deeds that no story sees refused, but for those of roads.elsewhere
 * ("deed.NAME"). */
static size_t
refusals_missing(struct str elsewhere)
{
	size_t n = 0;

	for (int d = DO_SEE + 1; d < DEED__COUNT; d++) {
		char key[80];
		bool away;

		(void)snprintf(key, sizeof key, "deed.%s ", deed_name((enum deed)d));
		away = str_has(elsewhere, str_c(key));
		if (seen.refused[d] == away) {
			printf(away ? "# " ELSEWHERE ": %s is refused in a story: drop the line\n"
			    : "# no story is refused: %s\n", deed_name((enum deed)d));
			n++;
		}
	}
	return n;
}

/* Whether the line of a reason in roads.elsewhere holds: its test is there and
 * speaks of it. CODE, FILE, "words that the file has", why. */
static bool
elsewhere_holds(struct arena *mem, struct str line, struct str *code)
{
	struct str rest = line, file, words;

	*code = word_next(&rest);
	file = word_next(&rest);
	words = word_next(&rest);
	if (access(str_z(mem, file), R_OK) == 0 && words.n > 0 && rest.n >= 20 &&
	    str_has(file_read(mem, str_z(mem, file)), words))
		return true;
	printf("# " ELSEWHERE ": %.*s: %.*s has no \"%.*s\", or no word why\n",
	    STR_ARG(*code), STR_ARG(file), STR_ARG(words));
	return false;
}

static size_t
reasons_missing(struct arena *mem, struct str elsewhere)
{
	bool away[T__COUNT] = { false };
	struct str line, code;
	size_t n = 0;

	while (str_cut(&elsewhere, '\n', &line)) {
		enum text t;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		n += !elsewhere_holds(mem, line, &code);
		if (str_starts(code, S("deed.")))
			continue;
		t = text_find(str_printf(mem, "fault.%.*s", STR_ARG(code)));
		if (t == T_NONE || seen.given[t]) {
			printf("# " ELSEWHERE ": %.*s is %s\n", STR_ARG(code),
			    t == T_NONE ? "no reason" : "given in a story: drop the line");
			n++;
		}
		away[t] = true;
	}
	for (int t = T_NONE + 1; t < T__COUNT; t++)
		if (str_starts(str_c(text_key((enum text)t)), S("fault.")) &&
		    !seen.given[t] && !away[t]) {
			printf("# no story is given: %s\n", text_key((enum text)t));
			n++;
		}
	return n;
}

static int
tell(const char *what, bool ok)
{
	printf("%s %s: %s\n", ok ? "ok" : "not ok", world_name(), what);
	return !ok;
}

/* What would be missed if one of each had not been seen. */
static int
controls(struct arena *mem, struct str elsewhere, size_t ways, size_t refusals,
    size_t reasons)
{
	const enum text t = text_find(S("fault.wrong_state"));
	bool ok;

	printf("# the control: three lines follow that would be missing\n");
	seen.way[DO_FORWARD][ST_COMMUNE_CHECK][ST_FORWARDED] = false;
	seen.refused[DO_RECEIVE] = seen.given[t] = false;
	ok = ways_missing() == ways + 1 && refusals_missing(elsewhere) > refusals &&
	    reasons_missing(mem, elsewhere) == reasons + 1;
	return tell("a transition and refusals that no story has are noticed", ok);
}

int
roads_check(struct arena *mem)
{
	const struct str elsewhere = file_read(mem, ELSEWHERE);
	const size_t ways = ways_missing(), refusals = refusals_missing(elsewhere);
	const size_t reasons = reasons_missing(mem, elsewhere);

	return tell("every transition has a story", ways == 0) +
	    tell("every deed has a story that is refused", refusals == 0) +
	    tell("every reason has a story that is given it", reasons == 0) +
	    controls(mem, elsewhere, ways, refusals, reasons);
}
