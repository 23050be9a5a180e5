/*
 * secrets: of two worlds that differ in one secret, who may not know it cannot tell which is his.
 *
 * test/secret has the secrets of the council room, in a session and in writing, two stories each:
 * a sheet is sealed or is not, with these points or with others, a draft is begun or is not. Both are walked; then
 * everybody asks both worlds for every address of the routes table, and for some searches, and
 * sends every form. The answers must be the same to the last byte: status, headers (so
 * lengths, tags and how long to keep), page, paper, the pulse by which the event stream moves, and
 * the statements they ran; their steps but for what reading rows costs; and the letters that wait for them. Clock and chance are the
 * same in both, so nothing is masked.
 *
 * Controls: who is named in `told` must be able to tell the worlds apart, and so must a watcher
 * of each kind when something is planted for him in one of them (plants[]).
 */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/mail.h"
#include "act/writer.h"
#include "web/form.h"

#define MEMORY (2048 * MIB)     /* of one watcher */
#define STEPS_OF_ROWS 3000      /* as in silence.c */
static const struct str signed_anew = { "/c/revoked.note", 15 }; /* by a key whose chance is its own */
#define SAID_MAX 4              /* differences told of one watcher */

#define SENDERS  3 /* so many watchers send every form for every secret, or for the first */
#define NEAREST  5 /* where a copy of a seed is dear: those who watch every secret, all watch the first */
#define PLANTS   9

/* A file of secrets: who watches, what they ask beside every address, and what is planted for
 * a watcher in the first of two worlds that are the same: it must be found. */
static const struct scene {
	const char *file;
	/* All who have anything to do with the product, and who have not. */
	const char *watchers[18], *searches[20];
	/* What names a number of an address; what is not here is `other`, the product on the table. */
	struct { const char *name, *value; } numbers[9];
	const char *other;
	bool all_send;      /* for the first secret every watcher sends, for every secret some do */
	struct { const char *watcher, *sql; } plants[PLANTS];
} scenes[] = {
	/* member8 has withdrawn from the product and works at the province's desk; producer14
	 * made it; expert is invited and has no vote. */
	{ "test/secret/room.case",
	    { "member8", "admin", "secretary", "chair", "member", "member2", "member6",
	    "member7", "expert", "province", "signer", "commune", "producer14", "ministry", "team",
	    "nobody" },
	    { "/tinh?q=ca+phe", "/xa?q=ca+phe", "/san-pham?q=ca+phe", "/api/v1/products?q=ca+phe",
	    "/quan-tri/nhat-ky?noun=agenda&noun_id=3", "/quan-tri/nhat-ky?noun=sheet",
	    "/tinh/phien/1/chuong-trinh.xlsx", "/tinh/phien/1/chuong-trinh.docx",
	    "/thu-ky/phien/1/tong-hop.xlsx", "/thu-ky/phien/1/tong-hop.docx",
	    "/thu-ky/phien/1/bien-ban.docx", "/thu-ky/phien/1/bien-ban.xlsx", "/phieu-giay/3/2", "/phieu-giay/3/7",
	    "/phieu-giay/3/8", "/hoi-dong/phieu/3.pdf" },
	    { { "meeting", "1" }, { "council", "1" }, { "dossier", "10" }, { "product", "31" },
	    { "criterion", "1.1" }, { "lang", "en" }, { "set", "QD26-13" }, { "paper", "bien-ban" },
	    { "layout", "pdf" } }, "3", true,
	    { { "member8", "DELETE FROM stake WHERE agenda = 3 AND state = 2" },
	    { "admin", "INSERT INTO record (at, kind, noun, noun_id, body) VALUES (1, 'agenda.put', 'agenda', 3, '{}')" },
	    { "secretary", "UPDATE sheet SET sealed_at = NULL, seal = NULL WHERE agenda = 3 AND seat = 2" },
	    { "expert", "UPDATE agenda SET state = 3 WHERE id = 3" },
	    { "producer14", "UPDATE dossier SET state = state + 1 WHERE id = 10" },
	    { "nobody", "UPDATE listing SET star = 8 - star" } } },
	/* member3 has withdrawn and works at the province's desk; team2 is invited, without a
	 * vote; 3 would be the session that follows when opinions differ. */
	{ "test/secret/opinion.case",
	    { "member3", "admin", "secretary", "chair", "member", "member2", "team2", "province",
	    "signer", "commune", "producer", "ministry", "team", "nobody" },
	    { "/tinh?q=mat+ong", "/xa?q=mat+ong", "/api/v1/products?q=mat+ong",
	    "/quan-tri/nhat-ky?noun=agenda&noun_id=2", "/quan-tri/nhat-ky?noun=sheet",
	    "/quan-tri/nhat-ky?noun=meeting", "/quan-tri/nhat-ky?noun=dossier&noun_id=2",
	    "/hoi-dong/phien/3", "/thu-ky/phien/3", "/tinh/phien/3", "/thu-ky/phien/2/tong-hop.xlsx",
	    "/thu-ky/phien/2/bien-ban.docx", "/thu-ky/phien/2/bien-ban.xlsx", "/phieu-giay/2/2", "/phieu-giay/2/5",
	    "/hoi-dong/phieu/2.pdf" },
	    { { "meeting", "2" }, { "council", "1" }, { "dossier", "2" }, { "product", "1" },
	    { "criterion", "1.1" }, { "lang", "en" }, { "set", "QD26-13" }, { "paper", "bien-ban" },
	    { "layout", "pdf" } }, "2", false,
	    { { "member3", "DELETE FROM stake WHERE agenda = 2 AND state = 2" },
	    { "member3", "INSERT INTO mail (account, notices, up_to, state, tries, next_at, created_at) VALUES (10, 1, 1, 1, 0, 0, 0)" },
	    { "admin", "INSERT INTO record (at, kind, noun, noun_id, body) VALUES (1, 'opinions.agree', 'agenda', 2, '{}')" },
	    { "secretary", "UPDATE sheet SET sealed_at = NULL, seal = NULL WHERE agenda = 2" },
	    { "chair", "UPDATE sheet SET sealed_at = NULL, seal = NULL WHERE agenda = 2" },
	    { "team2", "UPDATE agenda SET state = 3 WHERE id = 2" },
	    { "signer", "UPDATE decision SET state = 1" },
	    { "producer", "UPDATE dossier SET state = state + 1 WHERE id = 2" },
	    { "nobody", "UPDATE listing SET star = 8 - star + 1" } } },
};
#define EACH(p, list) (p) < (list) + sizeof(list) / sizeof((list)[0])

/* What an answer gives away. */
struct trace {
	int status, statements;
	int64_t steps;
	struct str headers, page;
};

struct secret {
	struct story is, other;
	struct str told;
};

struct pair {
	struct arena mem;
	const struct scene *scene;
	const struct secret *secret;
	const char *plant;      /* NULL: none */
	const char *watcher;
	struct walk *w[2];
	int asked, differ, knows;
};

/* ---- mail ------------------------------------------------------------------------------- */

static enum rc
errand_gather(void *arg)
{
	return mail_gather(arg);
}

/* What main/post.c does when its time has come. */
static void
letters_gather(struct walk *w)
{
	struct fault fault = { .why = NULL };
	struct ctx c = { .mem = w->mem, .fault = &fault, .now = w->now,
	    .today = day_of(w->now), .chance = &w->chance, .law = world_law() };

	REQUIRE(writer_inline(w->stage.writes, &(struct writer_job){ .run = errand_gather,
	    .arg = &c, .ctx = &c, .housekeeping = true }) == RC_OK);
}

/* What leaves the house for one person: a letter has no more (post_letter). */
static struct trace
letters_of(struct walk *w, const char *login)
{
	return (struct trace){ .headers = S(""), .page = stage_ask(&w->stage, w->mem,
	    str_printf(w->mem, "SELECT count(*) || ' ' || coalesce(sum(m.notices), 0) || ' ' || "
	    "coalesce(min(m.created_at), 0) || ' ' || coalesce(max(m.created_at), 0) FROM mail m "
	    "JOIN account a ON a.id = m.account WHERE a.login = '%s'", login)) };
}

/* ---- two worlds ------------------------------------------------------------------------ */

static void
world_begin(struct pair *p, int i)
{
	/* Sessions and chance begin alike: a story is counted from its title. */
	struct story s = i == 0 ? p->secret->is : p->secret->other;
	struct walk *w = p->w[i] = ARENA_NEW(&p->mem, struct walk);
	struct story *kept = ARENA_NEW(&p->mem, struct story);

	s.title = p->secret->is.title;
	*kept = s;
	walk_begin(w, kept, &p->mem);
	if (!story_follow(w)) {
		fprintf(stderr, "stories: a secret does not come about\n");
		exit(3);
	}
	if (i == 0 && p->plant != NULL)
		(void)stage_ask(&w->stage, &p->mem, str_c(p->plant));
	letters_gather(w);
	w->now = moment_of(day_add(day_of(w->now), 1), 9, 0);
}

static void
watcher_in(struct pair *p, int i)
{
	p->w[i]->chance.state = 1; /* whatever who came before was shown */
	if (strcmp(p->watcher, "nobody") != 0)
		(void)walk_as(p->w[i], str_c(p->watcher));
	else
		p->w[i]->at_jar = 0;
}

/* Without a watcher yet: they are everybody's. */
static void
worlds_begin(struct pair *p)
{
	arena_init(&p->mem, MEMORY);
	for (int i = 0; i < 2; i++) {
		world_begin(p, i);
		if (p->watcher != NULL)
			watcher_in(p, i);
	}
}

static void
worlds_end(struct pair *p)
{
	for (int i = 0; i < 2; i++) {
		stage_close(&p->w[i]->stage);
		walk_release(p->w[i]);
	}
	arena_release(&p->mem);
}

/* ---- one question ------------------------------------------------------------------------ */

static struct str
value_of(const struct scene *s, struct str name)
{
	for (size_t i = 0; i < sizeof s->numbers / sizeof s->numbers[0]; i++)
		if (str_eq(name, str_c(s->numbers[i].name)))
			return str_c(s->numbers[i].value);
	return str_c(s->other);
}

static struct str
address_of(const struct scene *s, struct arena *mem, const char *pattern)
{
	struct buf b = buf_new(mem, 4 * KIB);
	struct str rest = str_c(pattern);

	while (rest.n > 0) {
		size_t open = str_find(rest, '{'), close;

		buf_put(&b, str_head(rest, open));
		rest = str_from(rest, open);
		if (rest.n == 0)
			break;
		close = str_find(rest, '}');
		buf_put(&b, value_of(s, (struct str){ rest.p + 1, close - 1 }));
		rest = str_from(rest, close + 1);
	}
	return buf_str(&b);
}

static struct str
headers_of(struct arena *mem, const struct reply *r)
{
	struct buf b = buf_new(mem, 64 * KIB);

	buf_printf(&b, "%.*s\n", STR_ARG(r->type));
	for (size_t i = 0; i < r->n_headers; i++)
		buf_printf(&b, "%.*s: %.*s\n", STR_ARG(r->headers[i].name),
		    STR_ARG(r->headers[i].value));
	return buf_str(&b);
}

static struct trace
ask(struct walk *w, enum method method, struct str path, const struct form *form, bool json)
{
	struct db_cost a, b;

	request_begin(w, method, path);
	w->bare = true;
	if (json)
		fields_set(&w->headers, S("accept"), S("application/json"));
	if (form != NULL)
		form_of_machine(w, form);
	w->page = S("");
	walk_send(w);
	a = db_cost(w->stage.reads);
	b = db_cost(w->stage.writes);
	return (struct trace){ .status = w->reply.status,
	    .statements = a.statements + b.statements, .steps = a.steps + b.steps,
	    .headers = headers_of(w->mem, &w->reply), .page = w->page };
}

/* `told secretary province@/phieu`: everywhere, or at addresses that begin so. */
static bool
is_told(const struct secret *s, const char *watcher, struct str path)
{
	struct str rest = s->told, word, who;

	while ((word = word_next(&rest)).n > 0) {
		who = str_head(word, str_find(word, '@'));
		if (str_eq(who, str_c(watcher)) && (who.n == word.n ||
		    str_starts(path, str_from(word, who.n + 1))))
			return true;
	}
	return false;
}

/* What two answers differ in; no text: in nothing. */
static const char *
difference(const struct trace *a, const struct trace *b)
{
	if (a->status != b->status)
		return "status";
	if (!str_eq(a->headers, b->headers))
		return "headers";
	if (a->page.n != b->page.n)
		return "size";
	if (!str_eq(a->page, b->page))
		return "page";
	if (a->statements != b->statements)
		return "number of statements";
	if (llabs(a->steps - b->steps) > STEPS_OF_ROWS)
		return "work of its statements";
	return "";
}

static void
tell(struct pair *p, const char *what, const char *method, struct str path, const struct trace t[2])
{
	size_t at = 0, from;

	if (is_told(p->secret, p->watcher, path)) {
		p->knows++;
		return;
	}
	if (p->differ++ >= SAID_MAX || p->plant != NULL)
		return;
	while (at < t[0].page.n && at < t[1].page.n && t[0].page.p[at] == t[1].page.p[at])
		at++;
	from = at > 60 ? at - 60 : 0;
	printf("# %s %.*s tells %s by the %s: %d, %d; %zu bytes, %zu; %d statements, %d; %lld steps, "
	    "%lld: …%.*s\n", method, STR_ARG(path), p->watcher, what, t[0].status, t[1].status,
	    t[0].page.n, t[1].page.n, t[0].statements, t[1].statements, (long long)t[0].steps,
	    (long long)t[1].steps, STR_ARG(str_head(str_from(t[0].page, from), 120)));
}

/* Asks both worlds; new ones when what was asked is done. */
static void
compare(struct pair *p, enum method method, struct str path, const struct form *form, bool json)
{
	struct trace t[2];
	const char *what;

	for (int i = 0; i < 2; i++)
		t[i] = ask(p->w[i], method, path, form, json);
	p->asked++;
	what = difference(&t[0], &t[1]);
	if (*what != '\0')
		tell(p, what, method == GET ? "GET" : "POST", path, t);
	if (method != GET && (t[0].status < 400 || t[1].status < 400)) {
		worlds_end(p);
		worlds_begin(p);
	}
}

/* ---- everything that one watcher can ask ---------------------------------------------------- */

static void
letters_compare(struct pair *p)
{
	struct trace t[2];

	for (int i = 0; i < 2; i++)
		t[i] = letters_of(p->w[i], p->watcher);
	p->asked++;
	if (*difference(&t[0], &t[1]) != '\0')
		tell(p, "letters", "mail", S("mail"), t);
}

/* In two worlds that are there. */
static void
watch_here(struct pair *p, bool sends)
{
	struct arena mem;

	arena_init(&mem, 4 * MIB);
	p->asked = p->differ = p->knows = 0;
	letters_compare(p);
	for (size_t i = 0; i < routes_n; i++) {
		struct str path = address_of(p->scene, &mem, routes[i].pattern);

		if (routes[i].method != GET || str_eq(path, signed_anew))
			continue;
		compare(p, GET, path, NULL, false);
		if (sends && routes[i].access != SLOW_READS)
			compare(p, GET, path, NULL, true);
	}
	for (const char *const *at = p->scene->searches; EACH(at, p->scene->searches) && *at != NULL; at++)
		compare(p, GET, str_c(*at), NULL, false);
	for (size_t i = 0; sends && i < routes_n; i++)
		if (routes[i].method == POST)
			compare(p, POST, address_of(p->scene, &mem, routes[i].pattern),
			    routes[i].form, false);
	arena_release(&mem);
}

static void
watch(struct pair *p, bool sends)
{
	worlds_begin(p);
	watch_here(p, sends);
	worlds_end(p);
}

/* ---- the file, and all of it ----------------------------------------------------------------- */

/* `told` is a word of this file alone. */
static struct str
told_take(struct story *s)
{
	struct str rest = s->lines[0].text, word = word_next(&rest);

	if (!str_eq(word, S("told")))
		return S("");
	s->lines++;
	s->n--;
	return rest;
}

static bool
is_dear(void)
{
	return strcmp(world_name(), "sqlite") != 0;
}

static int
plants_check(const struct scene *scene, const struct secret *any)
{
	struct secret same = *any;
	int missed = 0;

	same.other = same.is;
	same.told = S("");
	for (size_t i = 0; i < (is_dear() ? 2 : PLANTS) && scene->plants[i].watcher != NULL; i++) {
		struct pair p = { .scene = scene, .secret = &same,
		    .watcher = scene->plants[i].watcher };

		watch(&p, false);
		missed += p.differ > 0;
		if (p.differ > 0)
			printf("# two worlds without a difference are told apart by %s\n", p.watcher);
		p.plant = scene->plants[i].sql;
		watch(&p, false);
		missed += p.differ == 0;
		if (p.differ == 0)
			printf("# what is planted for %s is not found: %s\n", p.watcher, p.plant);
	}
	printf("%s %s: secrets: control: what is planted for a watcher is found (%s)\n",
	    missed == 0 ? "ok" : "not ok", world_name(), scene->file);
	return missed;
}

/* Who only asks changes nothing: they share two worlds. */
static int
secret_check(const struct scene *scene, const struct secret *s, bool first)
{
	struct pair shared = { .scene = scene, .secret = s };
	int wrong = 0, asked = 0;

	worlds_begin(&shared);
	for (size_t i = 0; EACH(scene->watchers + i, scene->watchers) && scene->watchers[i] != NULL; i++) {
		struct pair own = { .scene = scene, .secret = s, .watcher = scene->watchers[i] }, *p;

		if (is_dear() && getenv("OCOP_SECRETS") == NULL && !first && i >= NEAREST)
			break;
		if (!is_dear() && (scene->all_send ? first || i < SENDERS : first && i < SENDERS)) {
			watch(p = &own, true);
		} else {
			(p = &shared)->watcher = scene->watchers[i];
			for (int k = 0; k < 2; k++)
				watcher_in(p, k);
			watch_here(p, false);
		}
		asked += p->asked;
		wrong += p->differ;
		if (is_told(s, p->watcher, S("")) && p->knows == 0) {
			printf("# %s should be able to know, and is shown nothing\n", p->watcher);
			wrong++;
		}
	}
	worlds_end(&shared);
	printf("%s %s: secrets: %.*s %d answers, the same to who may not know\n",
	    wrong == 0 ? "ok" : "not ok", world_name(), STR_ARG(s->is.title), asked);
	return wrong;
}

static int
scene_check(struct arena *mem, const struct scene *scene)
{
	struct stories all = stories_read(mem, scene->file);
	const char *only = getenv("SECRET");
	int wrong = 0;

	REQUIRE(all.n >= 2 && all.n % 2 == 0);
	for (size_t i = 0; i < all.n; i += 2) {
		struct secret s = { .is = all.v[i], .other = all.v[i + 1] };

		s.told = told_take(&s.is);
		if (only != NULL && !str_has(s.is.title, str_c(only)))
			continue;
		if (i == 0)
			wrong += plants_check(scene, &s);
		wrong += secret_check(scene, &s, i == 0);
		fflush(stdout);
	}
	return wrong;
}

int
secrets_check(struct arena *mem)
{
	int wrong = 0;

	for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++)
		wrong += scene_check(mem, &scenes[i]);
	return wrong;
}
