/*
 * house: see house.h.
 */
#include "main/house.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/clock_watch.h"
#include "act/office.h"
#include "act/generation.h"
#include "act/log_keys.h"
#include "act/publisher.h"
#include "act/reasons.h"
#include "act/reference.h"
#include "act/signed_code.h"
#include "act/writer.h"
#include "base/log.h"
#include "main/generation.h"
#include "main/keys.h"
#include "main/rules.h"
#include "q.h"
#include "store/migrate.h"

#define HOUSE_MEMORY (256 * MIB) /* the rules of three decisions: 20 MB */

int
house_tell(const struct house *h, const char *verb)
{
	(void)fprintf(stderr, "ocop %s: %s%s%s\n", verb, h->fault.why->code,
	    h->fault.detail[0] != '\0' ? ": " : "", h->fault.detail);
	for (size_t i = 0; i < h->fault.n_fields; i++)
		(void)fprintf(stderr, "  %.*s: %s\n",
		    STR_ARG(h->fault.fields[i].field),
		    h->fault.fields[i].why->code);
	return h->fault.why->rc == RC_INVALID ? USAGE : COULD_NOT;
}

/* ocop-look lies beside us, wherever that is. */
static struct str
look_path(struct arena *mem)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (n <= 0)
		return S("ocop-look");
	path[n] = '\0';
	return str_printf(mem, "%s/ocop-look", dirname(path));
}

static void
log_level_set(struct str name)
{
	static const char *const names[] = { "error", "warn", "info", "debug" };

	for (int i = 0; i < 4; i++)
		if (str_eq(name, str_c(names[i])))
			log_set_level((enum log_level)i);
}

bool
house_open(struct house *h, int argc, char **argv, int *code)
{
	*h = (struct house){ .takes = strcmp(argv[0], "import") == 0 };
	h->makes = h->takes || strcmp(argv[0], "init") == 0 ||
	    strcmp(argv[0], "demo") == 0;
	arena_init(&h->mem, HOUSE_MEMORY);
	h->chance.fill = chance_fill_system;
	*code = USAGE;
	if (settings_read(argc, argv, &h->mem, &h->fault, &h->set) != RC_OK) {
		(void)house_tell(h, argv[0]);
		house_close(h);
		return false;
	}
	log_level_set(h->set.log);
	if (h->set.room.n > 0) { /* a session on a laptop: always its own files */
		h->set.data = h->set.room;
		h->set.database = S("");
	}
	h->where = h->set.database.n > 0 ? h->set.database :
	    str_printf(&h->mem, "%.*s/ocop.db", STR_ARG(h->set.data));
	if (rules_embedded(&h->mem, &h->fault, &h->law) != RC_OK) {
		*code = house_tell(h, argv[0]);
		house_close(h);
		return false;
	}
	return true;
}

/* The directory and its files. Only init and demo make them: a misspelt --data
 * must not open an empty office in silence. */
static enum rc
files_open(struct house *h)
{
	const char *dir = str_z(&h->mem, h->set.data);

	if (!h->makes && access(dir, F_OK) != 0)
		return fault_set(&h->fault, &WHY_BROKEN, __FILE__, __LINE__,
		    "no office in %s; make one with `ocop init --data %s`", dir,
		    dir);
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return fault_set(&h->fault, &WHY_BROKEN, __FILE__, __LINE__,
		    "cannot make %s: %s; choose another place with --data", dir,
		    strerror(errno));
	return blobs_open(&h->blobs, h->set.data, &h->mem, &h->fault);
}

/* Units and rest days, for an office that has none yet. */
static enum rc
house_fill(void *ctx)
{
	return reference_load(ctx);
}

/* ---- the public log -------------------------------------------------------------- */

/* The name of the log: a setting, else the host that people use. It is a name, not
 * an address, and stays when the host goes. */
static struct str
log_name(const struct house *h)
{
	struct str host = h->set.public_url;

	if (h->set.log_name.n > 0)
		return h->set.log_name;
	if (str_starts(host, S("https://")))
		host = str_from(host, 8);
	else if (str_starts(host, S("http://")))
		host = str_from(host, 7);
	host = str_head(host, str_find(host, '/'));
	return host.n > 0 ? host : S("ocop.local");
}

static enum rc
log_begin(void *arg)
{
	return publisher_begin(arg);
}

/* The keys of an office that never had a log. */
static enum rc
log_make(struct house *h, const struct office_facts *facts, struct str agency)
{
	enum rc rc = log_keys_make(h->set.data, log_name(h), agency.n > 0 ? agency :
	    facts->province.n > 0 ? facts->province : S("0"), &h->chance, &h->fault);

	return rc == RC_OK ? publisher_open(h->set.data, &h->fault, &h->log) : rc;
}

struct str
house_key_copies(struct house *h)
{
	return h->set.key_copies.n > 0 ? h->set.key_copies :
	    str_printf(&h->mem, "%.*s/key-copies", STR_ARG(h->set.data));
}

enum rc
publisher_at(struct house *h)
{
	struct generation_now now;
	enum rc rc = generation_now(&h->ctx, &now);

	if (rc == RC_OK)
		publisher_set_base(h->log, now.base);
	return rc;
}

/* A database that has a log, and no keys or no signed head for it, comes from
 * somewhere else: nobody knows here how far its log has gone. */
static enum rc
log_open_or_make(struct house *h, struct str agency)
{
	struct office_facts facts = { 0 };
	enum rc rc = office_load(&h->ctx, &facts);

	if (rc != RC_OK)
		return rc;
	rc = h->alone ? publisher_open_alone(h->set.data, &h->fault, &h->log) :
	    publisher_open(h->set.data, &h->fault, &h->log);
	if (rc == RC_OK)
		rc = publisher_at(h);
	if (rc == RC_ABSENT && facts.log.n == 0) {
		h->fault = (struct fault){ 0 };
		rc = log_make(h, &facts, agency);
	}
	if (rc == RC_OK && publisher_begun(h->log))
		return RC_OK;
	if (rc == RC_OK && (facts.log.n == 0 || (log_may_begin(&h->mem, h->set.data, facts.log) &&
	    str_eq(facts.log, publisher_origin(h->log)))))
		return publisher_first(h->log, &h->fault);
	if (rc == RC_OK || rc == RC_ABSENT)
		rc = fault_set(&h->fault, &WHY_LOG_CLOSED, __FILE__, __LINE__, "the log "
		    "%.*s goes on where its keys and its signed head are, and here "
		    "they are not; a restored copy: ocop log reopen HEAD", STR_ARG(facts.log));
	return rc;
}

enum rc
house_log(struct house *h, struct str agency)
{
	enum rc rc = log_open_or_make(h, agency);

	if (rc == RC_OK) {
		h->ctx.log = h->log;
		publisher_set_code_key(h->log, h->ctx.code_key);
		rc = house_act(h, log_begin, &h->ctx);
	}
	if (rc == RC_OK)
		rc = publisher_run(h->log, h->db, true, &h->fault);
	db_use(h->db, &h->mem, &h->fault);
	if (rc == RC_OK)
		return RC_OK;
	if (h->log == NULL || !publisher_begun(h->log)) {
		/* whatever was opened must not begin to sign */
		publisher_close(h->log);
		h->log = publisher_closed();
	}
	h->ctx.log = h->log;
	return rc;
}

/* ---- signed codes ----------------------------------------------------------------- */

static enum rc
codes_begin(void *ctx)
{
	return signed_codes_begin(ctx);
}

/* The key of signed codes, known to the database (act/signed_code.h); part of
 * house_db() when it is opened for writing. */
static enum rc
house_codes(struct house *h)
{
	enum rc rc = code_key_open(h, &h->ctx.code_key);

	if (rc == RC_OK)
		rc = second_key_open(h, &h->ctx.second_key);
	return rc == RC_OK ? house_act(h, codes_begin, &h->ctx) : rc;
}

/* No earlier time than that of the newest fact: what has lapsed, ended, expired
 * stays so when a machine wakes up in the past. Told here, and to the
 * administrators by the watch of the jobs (act/clock_watch.h). */
static void
time_hold(struct house *h)
{
	struct q_record_newest newest = { .at = { 0 } };
	const struct moment machine = clock_machine();
	bool found;

	if (db_begin(h->db, DB_READS) != RC_OK)
		return;
	if (q_record_newest(h->db, &newest, &found) != RC_OK || !found)
		newest.at.ms = 0;
	db_rollback(h->db);
	clock_hold(newest.at);
	if (newest.at.ms > machine.ms + CLOCK_SLACK_MS)
		log_error("the machine's clock says %.*s and this office has written at "
		    "%.*s: time stands still until then. Set the clock right; if the "
		    "later time was the wrong one: clock-hold = no",
		    STR_ARG(moment_iso(&h->mem, machine)),
		    STR_ARG(moment_iso(&h->mem, newest.at)));
}

bool
house_db(struct house *h, enum db_access access, int *code)
{
	enum rc rc = files_open(h);

	h->blobs.look = look_path(&h->mem);
	h->blobs.clamd = h->set.clamd;
	if (rc == RC_OK)
		rc = db_open(h->where, DB_WRITES, &h->fault, &h->db);
	if (rc == RC_OK) {
		db_use(h->db, &h->mem, &h->fault);
		rc = migrate_run(h->db, clock_now(), &h->applied);
	}
	if (rc == RC_OK && access == DB_READS) {
		db_close(h->db);
		rc = db_open(h->where, DB_READS, &h->fault, &h->db);
		if (rc == RC_OK)
			db_use(h->db, &h->mem, &h->fault);
	}
	if (rc == RC_OK)
		rc = db_prepare(h->db);
	if (rc != RC_OK) {
		*code = house_tell(h, "database");
		house_close(h);
		return false;
	}
	if (h->set.clock_hold)
		time_hold(h);
	h->ctx = (struct ctx){ .db = h->db, .mem = &h->mem, .fault = &h->fault,
	    .now = clock_now(), .chance = &h->chance, .law = &h->law,
	    .blobs = &h->blobs, .senders = h->set.senders.n > 0 ? h->set.senders :
	    str_printf(&h->mem, "%.*s/senders", STR_ARG(h->set.data)) };
	h->ctx.today = day_of(h->ctx.now);
	if (access == DB_WRITES && !h->takes &&
	    (house_act(h, house_fill, &h->ctx) != RC_OK || house_codes(h) != RC_OK)) {
		*code = house_tell(h, "init");
		house_close(h);
		return false;
	}
	return true;
}

void
house_db_end(struct house *h)
{
	db_close(h->db);
	h->db = NULL;
	h->ctx.db = NULL;
}

void
house_close(struct house *h)
{
	house_db_end(h);
	publisher_close(h->log);
	arena_release(&h->mem);
}

enum rc
house_act(struct house *h, enum rc (*act)(void *arg), void *arg)
{
	return writer_inline(h->db, &(struct writer_job){ .run = act,
	    .arg = arg, .ctx = &h->ctx });
}
