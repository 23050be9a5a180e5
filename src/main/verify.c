/* verify: see verify.h. */
#include "main/verify.h"

#include <stdio.h>
#include <unistd.h>

#include "act/generation.h"
#include "act/office.h"
#include "act/publisher.h"
#include "act/recompute.h"
#include "act/replay.h"
#include "main/house.h"
#include "main/verify_log.h"
#include "main/words.h"
#include "q.h"
#include "store/backup.h"
#include "store/migrate.h"

/* What was asked for besides the settings. */
struct wanted {
	struct log_wanted given;
	const char *log, *sample;
	struct str word; /* a log alone */
};

static bool
wanted_take(int *argc, char **argv, struct wanted *w)
{
	const struct word_option options[] = { { "--log", &w->log },
		{ "--key", &w->given.key }, { "--policy", &w->given.policy },
		{ "--older", &w->given.older }, { "--sample", &w->sample },
		{ "--tsa-roots", &w->given.roots } };

	if (!words_take("verify", argc, argv, options, 6))
		return false;
	w->word = settings_word(*argc, argv, 0);
	return true;
}

/* Every promise of the database, as `ocop check` asks them. */
static enum rc
promises_verify(struct house *h, struct report *r)
{
	struct buf out = buf_new(&h->mem, 1 * MIB);
	struct str rest, line;
	int wrong = 0, broken = 0;
	enum rc rc = db_check(h->db, &out, &wrong);

	if (rc == RC_OK)
		rc = migrate_check_invariants(h->db, &out, &broken);
	rest = buf_str(&out);
	while (rc == RC_OK && str_cut(&rest, '\n', &line))
		report_wrong(r, "database", "%.*s", STR_ARG(line));
	if (rc == RC_OK && wrong + broken == 0)
		report_ok(r, "database", "it is whole and keeps every promise");
	return rc;
}

/* The tables against what their entries have committed to. */
static enum rc
entries_verify(struct house *h, struct report *r)
{
	struct buf out = buf_new(&h->mem, 1 * MIB);
	struct str rest, line;
	int wrong = 0;
	enum rc rc = publisher_open(h->set.data, &h->fault, &h->log);

	if (rc == RC_ABSENT) {
		h->fault = (struct fault){ .why = NULL };
		report_unknown(r, "entries", "this office has no log of its own here");
		return RC_OK;
	}
	if (rc == RC_BROKEN) { /* what was signed last, or the keys, were edited */
		report_wrong(r, "entries", "the log does not open: %s %s", h->fault.why->code,
		    h->fault.detail);
		h->fault = (struct fault){ .why = NULL };
		return RC_OK;
	}
	if (rc == RC_BUSY) {
		report_unknown(r, "entries", "the log is closed: %s", h->fault.detail);
		h->fault = (struct fault){ .why = NULL };
		return RC_OK;
	}
	h->ctx.log = h->log;
	if (rc == RC_OK)
		rc = publisher_at(h);
	if (rc == RC_OK)
		rc = replay_check(&h->ctx, &out, &wrong);
	rest = buf_str(&out);
	while (rc == RC_OK && str_cut(&rest, '\n', &line))
		report_wrong(r, "entries", "%.*s", STR_ARG(line));
	if (rc == RC_OK && wrong == 0)
		report_ok(r, "entries", "the database says what its entries have committed to");
	return rc;
}

static enum rc
office_recompute(struct house *h, struct report *r)
{
	enum rc rc = promises_verify(h, r);

	if (rc == RC_OK)
		rc = entries_verify(h, r);
	if (rc == RC_OK)
		rc = recompute_scores(&h->ctx, r);
	if (rc == RC_OK)
		rc = recompute_decisions(&h->ctx, r);
	if (rc == RC_OK)
		rc = recompute_certificates(&h->ctx, r);
	return rc == RC_OK ? recompute_files(&h->ctx, r) : rc;
}

/* Generations that ended: each a log of its own, with the last head that the
 * database has kept of it. */
static bool
generations_verify(struct house *h, const struct wanted *w, bool sample,
    struct report *r)
{
	struct log_wanted given = { .key = w->given.key, .policy = w->given.policy };
	struct q_generation_list_rows rows;
	struct fault quiet = { 0 };

	if (disk_read(str_printf(&h->mem, "%.*s/log/keys", STR_ARG(h->set.data)), 64 * KIB,
	    &h->mem, &quiet, &given.later) != RC_OK)
		given.later = S("");
	if (generations_load(&h->ctx, &rows) != RC_OK)
		return false;
	for (size_t i = 0; i < rows.n; i++) {
		struct str where = str_printf(&h->mem, "%.*s/log-%lld",
		    STR_ARG(h->set.data), (long long)rows.v[i].n);

		if (rows.v[i].checkpoint.n == 0)
			continue;
		report_ok(r, "log", "generation %lld of this log has ended; it follows",
		    (long long)rows.v[i].n);
		if (access(str_printf(&h->mem, "%.*s/tile", STR_ARG(where)).p, F_OK) != 0)
			report_unknown(r, "log", "its files are not in %.*s: nobody had a copy",
			    STR_ARG(where));
		else if (!log_verify(&given, where, sample, r))
			return false;
	}
	return true;
}

/* No files of a log: an office from before there were any, a copy that was restored
 * and waits, or somebody took them away. */
static void
log_missing(struct house *h, struct str where, struct report *r)
{
	struct str restored = str_printf(&h->mem, "%.*s/keys/restored", STR_ARG(h->set.data));
	struct q_setting_find row;
	bool had = false;

	if (q_setting_find(h->db, S("log"), &row, &had) == RC_OK && had &&
	    access(restored.p, F_OK) != 0)
		report_wrong(r, "log", "the record %.*s is not in %.*s", STR_ARG(row.value),
		    STR_ARG(where));
	else
		report_unknown(r, "log", "this office publishes no log in %.*s", STR_ARG(where));
}

/* The log of an office, where it publishes it or where we are told. */
static bool
office_log(struct house *h, const struct wanted *w, struct report *r)
{
	struct office_facts facts = { .sample = false };
	struct str where = w->log != NULL ? str_c(w->log) :
	    str_printf(&h->mem, "%.*s/log", STR_ARG(h->set.data));
	struct str head = str_printf(&h->mem, "%.*s/checkpoint", STR_ARG(where));

	if (office_load(&h->ctx, &facts) != RC_OK)
		return false;
	if (w->log == NULL && access(head.p, F_OK) != 0) {
		log_missing(h, where, r);
		return true;
	}
	if (!log_verify(&w->given, where, facts.sample, r))
		return false;
	return w->log != NULL || generations_verify(h, w, facts.sample, r);
}

static int
ended(const struct report *r)
{
	struct str text = buf_str(r->out);

	(void)fwrite(text.p, 1, text.n, stdout);
	return r->differs > 0 ? ANSWER_NO : DONE;
}

static int
verify_log_alone(const struct wanted *w)
{
	struct arena mem;
	struct buf out;
	struct report r = { .out = &out };
	int code = COULD_NOT;

	arena_init(&mem, 16 * MIB);
	out = buf_new(&mem, 8 * MIB);
	if (log_verify(&w->given, w->word, w->sample != NULL, &r)) {
		report_end(&r);
		code = ended(&r);
	}
	arena_release(&mem);
	return code;
}

int
verify_main(int argc, char **argv)
{
	struct wanted w = { .log = NULL };
	struct house h;
	struct buf out;
	struct report r = { .out = &out };
	int code;

	if (!wanted_take(&argc, argv, &w))
		return USAGE;
	if (w.word.n > 0)
		return verify_log_alone(&w);
	if (!house_open(&h, argc, argv, &code) || !house_db(&h, DB_READS, &code))
		return code;
	out = buf_new(&h.mem, 8 * MIB);
	if (!office_log(&h, &w, &r) || office_recompute(&h, &r) != RC_OK) {
		code = h.fault.why == NULL ? COULD_NOT : house_tell(&h, argv[0]);
	} else {
		report_end(&r);
		code = ended(&r);
	}
	house_close(&h);
	return code;
}
