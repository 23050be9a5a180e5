/*
 * secrets: of two worlds that differ in one secret, who may not know it cannot tell which is his.
 *
 * test/secret has the secrets of the council room, two stories each: a sheet is sealed or
 * is not, with these points or with others, a draft is begun or is not. Both are walked; then
 * everybody asks both worlds for every address of the routes table, and for some searches, and
 * sends every form. The answers must be the same to the last byte: status, headers (so
 * lengths, tags and how long to keep), page, paper, the pulse by which the event stream moves, and
 * the statements they ran; their steps but for what reading rows costs. Clock and chance are the
 * same in both, so nothing is masked.
 *
 * Controls: who is named in `told` must be able to tell the worlds apart, and so must a watcher
 * of each kind when something is planted for him in one of them (plants[]).
 */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/form.h"

#define SECRETS "test/secret/room.case"
#define MEMORY (2048 * MIB)     /* of one watcher */
#define STEPS_OF_ROWS 3000      /* as in silence.c */
static const struct str signed_anew = { "/c/revoked.note", 15 }; /* by a key whose chance is its own */
#define SAID_MAX 4              /* differences told of one watcher */

/* Who asks: all who have anything to do with the session, and who have not. member8 has
 * withdrawn from the product and works at the province's desk; producer14 made it. */
static const char *const watchers[] = { "member8", "admin", "secretary", "chair", "member",
	"member2", "member6", "member7", "province", "signer", "commune", "producer14",
	"ministry", "team", "nobody" };
#define SENDERS  3 /* so many of them send every form for every secret, all for the first */
#define WATCHERS (sizeof watchers / sizeof watchers[0])

/* What names a number of an address; what is not here is 3, as the product on the table. */
static const struct { const char *name, *value; } numbers[] = {
	{ "meeting", "1" }, { "council", "1" }, { "dossier", "10" }, { "product", "31" },
	{ "criterion", "1.1" }, { "lang", "en" }, { "set", "QD26-13" }, { "paper", "bien-ban" },
	{ "layout", "pdf" },
};

static const char *const searches[] = { "/tinh?q=ca+phe", "/xa?q=ca+phe", "/san-pham?q=ca+phe",
	"/api/v1/products?q=ca+phe", "/quan-tri/nhat-ky?noun=agenda&noun_id=3",
	"/quan-tri/nhat-ky?noun=sheet", "/tinh/phien/1/chuong-trinh.xlsx",
	"/tinh/phien/1/chuong-trinh.docx", "/thu-ky/phien/1/tong-hop.xlsx",
	"/thu-ky/phien/1/tong-hop.docx", "/thu-ky/phien/1/bien-ban.docx", "/phieu-giay/3/2",
	"/phieu-giay/3/7", "/phieu-giay/3/8", "/hoi-dong/phieu/3.pdf" };

/* Planted in the first of two worlds that are the same: each must be found. */
static const struct { const char *watcher, *sql; } plants[] = {
	{ "member8", "DELETE FROM stake WHERE agenda = 3 AND state = 2" },
	{ "admin", "INSERT INTO record (at, kind, noun, noun_id, body) VALUES (1, 'agenda.put', 'agenda', 3, '{}')" },
	{ "secretary", "UPDATE sheet SET sealed_at = NULL, seal = NULL WHERE agenda = 3 AND seat = 2" },
	{ "producer14", "UPDATE dossier SET state = state + 1 WHERE id = 10" },
	{ "nobody", "UPDATE listing SET star = 8 - star" },
};

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
	const struct secret *secret;
	const char *plant;      /* NULL: none */
	const char *watcher;
	struct walk *w[2];
	int asked, differ, knows;
};

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
	w->now = moment_of(day_make(2027, 3, 1), 9, 0);
	w->chance.state = 1;
	if (strcmp(p->watcher, "nobody") != 0)
		(void)walk_as(w, str_c(p->watcher));
	else
		w->at_jar = 0;
}

static void
worlds_begin(struct pair *p)
{
	arena_init(&p->mem, MEMORY);
	for (int i = 0; i < 2; i++)
		world_begin(p, i);
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
value_of(struct str name)
{
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (str_eq(name, str_c(numbers[i].name)))
			return str_c(numbers[i].value);
	return S("3");
}

static struct str
address_of(struct arena *mem, const char *pattern)
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
		buf_put(&b, value_of((struct str){ rest.p + 1, close - 1 }));
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
watch(struct pair *p, bool sends)
{
	struct arena mem;

	arena_init(&mem, 4 * MIB);
	p->asked = p->differ = p->knows = 0;
	worlds_begin(p);
	for (size_t i = 0; i < routes_n; i++) {
		struct str path = address_of(&mem, routes[i].pattern);

		if (routes[i].method != GET || str_eq(path, signed_anew))
			continue;
		compare(p, GET, path, NULL, false);
		if (routes[i].access != SLOW_READS)
			compare(p, GET, path, NULL, true);
	}
	for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++)
		compare(p, GET, str_c(searches[i]), NULL, false);
	for (size_t i = 0; sends && i < routes_n; i++)
		if (routes[i].method == POST)
			compare(p, POST, address_of(&mem, routes[i].pattern), routes[i].form, false);
	worlds_end(p);
	arena_release(&mem);
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

static int
plants_check(const struct secret *any)
{
	struct secret same = *any;
	int missed = 0;

	same.other = same.is;
	same.told = S("");
	for (size_t i = 0; i < sizeof plants / sizeof plants[0]; i++) {
		struct pair p = { .secret = &same, .watcher = plants[i].watcher };

		watch(&p, false);
		missed += p.differ > 0;
		if (p.differ > 0)
			printf("# two worlds without a difference are told apart by %s\n", p.watcher);
		p.plant = plants[i].sql;
		watch(&p, false);
		missed += p.differ == 0;
		if (p.differ == 0)
			printf("# what is planted for %s is not found: %s\n", p.watcher, p.plant);
	}
	printf("%s %s: secrets: control: what is planted for a watcher is found\n",
	    missed == 0 ? "ok" : "not ok", world_name());
	return missed;
}

static int
secret_check(const struct secret *s, bool first)
{
	bool sqlite = strcmp(world_name(), "sqlite") == 0; /* a copy of a seed costs little there */
	int wrong = 0, asked = 0;

	for (size_t i = 0; i < WATCHERS; i++) {
		struct pair p = { .secret = s, .watcher = watchers[i] };

		if (!sqlite && i >= SENDERS)
			break;
		watch(&p, sqlite && (first || i < SENDERS));
		asked += p.asked;
		wrong += p.differ;
		if (is_told(s, watchers[i], S("")) && p.knows == 0) {
			printf("# %s should be able to know, and is shown nothing\n", watchers[i]);
			wrong++;
		}
	}
	printf("%s %s: secrets: %.*s %d answers, the same to who may not know\n",
	    wrong == 0 ? "ok" : "not ok", world_name(), STR_ARG(s->is.title), asked);
	return wrong;
}

int
secrets_check(struct arena *mem)
{
	struct stories all = stories_read(mem, SECRETS);
	const char *only = getenv("SECRET");
	int wrong = 0;

	REQUIRE(all.n >= 2 && all.n % 2 == 0);
	for (size_t i = 0; i < all.n; i += 2) {
		struct secret s = { .is = all.v[i], .other = all.v[i + 1] };

		s.told = told_take(&s.is);
		if (only != NULL && !str_has(s.is.title, str_c(only)))
			continue;
		if (i == 0)
			wrong += plants_check(&s);
		wrong += secret_check(&s, i == 0);
		fflush(stdout);
	}
	return wrong;
}
