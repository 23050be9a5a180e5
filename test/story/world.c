/*
 * world: a database for each story.
 *
 * A seed is made once and then copied: on SQLite its directory is copied, on
 * PostgreSQL the server copies a template database. A seed is either
 * test/seed/NAME.sql, rows put into an empty office, or test/seed/NAME.case,
 * a story that starts from another seed and is walked once; so what stories
 * start from was made by the same acts that people use.
 */
#include "walk.h"

#include <libpq-fe.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/embedded.h"
#include "blob/blob.h"
#include "core/law.h"
#include "ledger/es256.h"
#include "store/migrate.h"

#define SEEDS_MAX 100

static struct {
	char dir[160];
	const char *url; /* NULL: SQLite */
	PGconn *server;  /* for CREATE and DROP DATABASE */
	int made;        /* stages so far */
	struct arena mem;
	struct law law;
	const struct es256_key *code_key;
	char seeds[SEEDS_MAX][60];
	size_t n_seeds;
} world;

_Noreturn static void
give_up(const char *what, const char *why)
{
	fprintf(stderr, "stories: %s: %s\n", what, why);
	exit(3);
}

static void
run_program(char *const argv[])
{
	extern char **environ;
	pid_t pid;
	int status;

	if (posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ) != 0 ||
	    waitpid(pid, &status, 0) != pid || status != 0)
		give_up(argv[0], "could not run");
}

const struct law *
world_law(void)
{
	return &world.law;
}

const struct es256_key *
world_code_key(void)
{
	return world.code_key;
}

static void
load_law(void)
{
	struct law_file files[400];
	const struct embedded *e;
	struct fault fault = { 0 };
	size_t n = 0, at = 0;

	while ((e = data_next(S("rules/"), &at)) != NULL) {
		REQUIRE(n < sizeof files / sizeof files[0]);
		files[n++] = (struct law_file){ str_from(str_c(e->name), 6), e->raw, S("") };
	}
	if (law_load(files, n, &world.mem, &fault, &world.law) != RC_OK)
		give_up("rule packs", fault.detail);
}

const char *
world_name(void)
{
	return world.url == NULL ? "sqlite" : "postgres";
}

static void
server_run(const char *sql)
{
	PGresult *r = PQexec(world.server, sql);
	ExecStatusType status = PQresultStatus(r);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		give_up(sql, PQresultErrorMessage(r));
	PQclear(r);
}

void
world_open(const char *dir, const char *url)
{
	char where[260];

	memset(&world, 0, sizeof world);
	arena_init(&world.mem, 256 * MIB);
	snprintf(world.dir, sizeof world.dir, "%s", dir);
	world.url = url;
	load_law();
	world.code_key = es256_make(&world.mem);
	if (url == NULL)
		return;
	snprintf(where, sizeof where, "%spostgres", url);
	world.server = PQconnectdb(where);
	if (PQstatus(world.server) != CONNECTION_OK)
		give_up(where, PQerrorMessage(world.server));
	PQsetNoticeProcessor(world.server, NULL, NULL);
	server_run("SET client_min_messages = error");
}

void
world_close(void)
{
	char *remove[] = { (char *)(uintptr_t)"rm", (char *)(uintptr_t)"-rf", world.dir, NULL };

	if (world.server != NULL)
		PQfinish(world.server);
	run_program(remove);
	arena_release(&world.mem);
}

static void
stage_name(struct stage *s, const char *name)
{
	snprintf(s->name, sizeof s->name, "ocop_%s", name);
	snprintf(s->dir, sizeof s->dir, "%s/%s", world.dir, name);
	if (world.url == NULL)
		snprintf(s->where, sizeof s->where, "%s/ocop.db", s->dir);
	else
		snprintf(s->where, sizeof s->where, "%s%s", world.url, s->name);
}

/* ---- questions past the door, for seeds and for what stories ask ------------ */

static void
raw_open(struct stage *s)
{
	if (world.url == NULL) {
		sqlite3 *db;

		if (sqlite3_open(s->where, &db) != SQLITE_OK)
			give_up(s->where, sqlite3_errmsg(db));
		sqlite3_busy_timeout(db, 5000);
		s->raw = db;
	} else {
		PGconn *db = PQconnectdb(s->where);

		if (PQstatus(db) != CONNECTION_OK)
			give_up(s->where, PQerrorMessage(db));
		s->raw = db;
	}
}

static void
raw_close(struct stage *s)
{
	if (s->raw == NULL)
		return;
	if (world.url == NULL)
		sqlite3_close(s->raw);
	else
		PQfinish(s->raw);
	s->raw = NULL;
}

static struct str
ask_sqlite(sqlite3 *db, struct arena *mem, const char *sql)
{
	struct str out = S("");
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		return str_printf(mem, "error: %s", sqlite3_errmsg(db));
	if (sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0) != NULL)
		out = str_copy(mem, str_c((const char *)sqlite3_column_text(q, 0)));
	sqlite3_finalize(q);
	return out;
}

struct str
stage_ask(struct stage *s, struct arena *mem, struct str sql)
{
	struct str out = S("");
	PGresult *r;

	if (s->raw == NULL)
		raw_open(s);
	if (world.url == NULL)
		return ask_sqlite(s->raw, mem, str_z(mem, sql));
	r = PQexec(s->raw, str_z(mem, sql));
	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		out = str_printf(mem, "error: %s", PQresultErrorMessage(r));
	else if (PQntuples(r) > 0)
		out = str_copy(mem, str_c(PQgetvalue(r, 0, 0)));
	PQclear(r);
	return out;
}

/* Keys that were given go on after the greatest. */
static const char pg_after[] =
	"DO $$ DECLARE c record; m bigint; BEGIN"
	" FOR c IN SELECT table_name t FROM information_schema.columns"
	"  WHERE table_schema = 'public' AND column_name = 'id' AND is_identity = 'YES' LOOP"
	"  EXECUTE format('SELECT max(id) FROM %I', c.t) INTO m;"
	"  IF m IS NOT NULL THEN PERFORM setval(pg_get_serial_sequence(c.t, 'id'), m); END IF;"
	" END LOOP; END $$";

static void
raw_run(struct stage *s, const char *sql)
{
	char *why = NULL;
	PGresult *r;

	raw_open(s);
	if (world.url == NULL) {
		if (sqlite3_exec(s->raw, sql, NULL, NULL, &why) != SQLITE_OK)
			give_up(s->name, why);
	} else {
		for (int i = 0; i < 2; i++) {
			r = PQexec(s->raw, i == 0 ? sql : pg_after);
			if (PQresultStatus(r) != PGRES_COMMAND_OK)
				give_up(s->name, PQresultErrorMessage(r));
			PQclear(r);
		}
	}
	raw_close(s);
}

/* ---- stages ------------------------------------------------------------------ */

static void
connect_stage(struct stage *s, struct arena *mem)
{
	if (db_open(str_c(s->where), DB_WRITES, &s->fault, &s->writes) != RC_OK ||
	    db_prepare(s->writes) != RC_OK ||
	    db_open(str_c(s->where), DB_READS, &s->fault, &s->reads) != RC_OK ||
	    db_prepare(s->reads) != RC_OK)
		give_up(s->where, s->fault.detail);
	s->blobs = ARENA_NEW(mem, struct blobs);
	if (blobs_open(s->blobs, str_c(s->dir), mem, &s->fault) != RC_OK)
		give_up(s->dir, s->fault.detail);
	s->blobs->look = S("build/ocop-look");
}

static void
disconnect_stage(struct stage *s)
{
	raw_close(s);
	db_close(s->reads);
	db_close(s->writes);
	s->reads = s->writes = NULL;
}

static void
stage_drop(const struct stage *s)
{
	char *remove[] = { "rm", "-rf", (char *)(uintptr_t)s->dir, NULL };
	char sql[160];

	run_program(remove);
	if (world.url != NULL) {
		snprintf(sql, sizeof sql, "DROP DATABASE %s WITH (FORCE)", s->name);
		server_run(sql);
	}
}

void
stage_close(struct stage *s)
{
	disconnect_stage(s);
	stage_drop(s);
}

/* An office with nothing in it. */
static void
make_empty(struct stage *s)
{
	struct arena mem;
	char sql[160];
	int applied;

	if (mkdir(s->dir, 0700) != 0)
		give_up(s->dir, "cannot make this directory");
	if (world.url != NULL) {
		snprintf(sql, sizeof sql, "CREATE DATABASE %s", s->name);
		server_run(sql);
	}
	arena_init(&mem, 16 * MIB);
	if (db_open(str_c(s->where), DB_WRITES, &s->fault, &s->writes) != RC_OK)
		give_up(s->where, s->fault.detail);
	db_use(s->writes, &mem, &s->fault);
	if (migrate_run(s->writes, (struct moment){ 1 }, &applied) != RC_OK)
		give_up(s->where, s->fault.detail);
	db_close(s->writes);
	s->writes = NULL;
	arena_release(&mem);
}

static void
copy_stage(const struct stage *from, const struct stage *to)
{
	char *copy[] = { "cp", "-a", (char *)(uintptr_t)from->dir,
		(char *)(uintptr_t)to->dir, NULL };
	char sql[240];

	run_program(copy);
	if (world.url != NULL) {
		snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy",
		    to->name, from->name);
		server_run(sql);
	}
}

static bool seed_make(struct str seed, struct arena *mem);

/* A stage of this name from a seed, not yet connected. */
static bool
stage_make(struct stage *s, const char *name, struct str seed, struct arena *mem)
{
	struct stage from = { 0 };

	memset(s, 0, sizeof *s);
	stage_name(s, name);
	if (seed.n == 0 || str_eq(seed, S("empty"))) {
		make_empty(s);
		return true;
	}
	if (!seed_make(seed, mem))
		return false;
	stage_name(&from, str_z(mem, str_printf(mem, "seed_%.*s", STR_ARG(seed))));
	copy_stage(&from, s);
	return true;
}

/* A seed that is a story: walked on a stage that stays. */
static bool
seed_walk(const char *path, const char *name, struct arena *mem)
{
	struct stories all = stories_read(mem, path);
	struct walk *w = ARENA_NEW(mem, struct walk);
	struct str text, word;
	bool ok;

	REQUIRE(all.n == 1 && all.v[0].n > 0);
	text = all.v[0].lines[0].text;
	word = word_next(&text);
	REQUIRE(str_eq(word, S("seed")));
	walk_begin(w, &all.v[0], mem);
	if (!stage_make(&w->stage, name, text, mem))
		return false;
	connect_stage(&w->stage, mem);
	ok = story_follow(w);
	disconnect_stage(&w->stage);
	walk_release(w);
	return ok;
}

static bool
seed_make(struct str seed, struct arena *mem)
{
	const char *name = str_z(mem, str_printf(mem, "seed_%.*s", STR_ARG(seed)));
	const char *sql = str_z(mem, str_printf(mem, "test/seed/%.*s.sql", STR_ARG(seed)));
	const char *walk = str_z(mem, str_printf(mem, "test/seed/%.*s.case", STR_ARG(seed)));
	struct stage s;

	for (size_t i = 0; i < world.n_seeds; i++)
		if (strcmp(world.seeds[i], name) == 0)
			return true;
	REQUIRE(strlen(name) < sizeof world.seeds[0]);
	if (str_eq(seed, S("sample"))) {
		bool made;

		if (!stage_make(&s, name, S(""), mem))
			return false;
		connect_stage(&s, mem);
		made = seed_sample(&s);
		if (!made)
			fprintf(stderr, "sample: %s\n", s.fault.detail);
		disconnect_stage(&s);
		if (!made)
			return false;
	} else if (access(sql, R_OK) == 0) {
		if (!stage_make(&s, name, S(""), mem))
			return false;
		raw_run(&s, str_z(mem, file_read(mem, sql)));
	} else if (access(walk, R_OK) == 0) {
		if (!seed_walk(walk, name, mem))
			return false;
	} else {
		return false;
	}
	/* Asked here: a seed makes the seeds that it stands on. */
	REQUIRE(world.n_seeds < SEEDS_MAX);
	snprintf(world.seeds[world.n_seeds++], sizeof world.seeds[0], "%s", name);
	return true;
}

bool
stage_open(struct stage *s, struct str seed, struct arena *mem)
{
	char name[40];

	snprintf(name, sizeof name, "stage_%d", ++world.made);
	if (!stage_make(s, name, seed, mem))
		return false;
	connect_stage(s, mem);
	return true;
}

bool
stage_keep(const char *dir, struct str seed, struct arena *mem)
{
	struct stage s;
	char *move[] = { (char *)(uintptr_t)"mv", s.dir, (char *)(uintptr_t)dir, NULL };

	if (!stage_make(&s, "kept", seed, mem))
		return false;
	run_program(move);
	return true;
}
