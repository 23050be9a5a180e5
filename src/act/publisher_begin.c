/* publisher_begin: see publisher.h. The first entry of an office that had worked before
 * it had a log commits to everything it had recorded. */
#include "act/log_keys.h"
#include "act/publisher.h"
#include "act/record.h"
#include "q.h"

/* The digest of what was recorded before there was a log: a line for each record
 * in order. Whoever has the records can make it again. */
static enum rc
past_digest(struct ctx *c, int64_t *n, struct str *hex)
{
	struct hasher *h = hasher_new();
	struct q_record_past_rows rows = { 0 };
	struct record_id after = { 0 };
	enum rc rc;

	*n = 0;
	do {
		struct arena mem;

		arena_init(&mem, 16 * MIB);
		db_use(c->db, &mem, c->fault);
		rc = q_record_past(c->db, after, &rows);
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			const struct q_record_past *r = &rows.v[i];
			struct str line = str_printf(&mem, "%lld %lld %lld %.*s %.*s "
			    "%lld %.*s\n", (long long)r->id.v, (long long)r->at.ms,
			    (long long)r->actor.v, STR_ARG(r->kind), STR_ARG(r->noun),
			    (long long)r->noun_id, STR_ARG(r->body));

			hasher_put(h, line.p, line.n);
			after = r->id;
		}
		*n += (int64_t)rows.n;
		arena_release(&mem);
	} while (rc == RC_OK && rows.n > 0);
	db_use(c->db, c->mem, c->fault);
	*hex = hash_hex(c->mem, hasher_end(h));
	return rc;
}

enum rc
publisher_begin(struct ctx *c)
{
	struct q_setting_find row;
	struct str hex, origin = publisher_origin(c->log);
	int64_t n;
	bool found;
	enum rc rc = q_setting_find(c->db, S("log"), &row, &found);

	if (rc != RC_OK)
		return rc;
	if (found)
		return str_eq(row.value, origin) ? RC_OK : FAIL(c, WHY_LOG_NO_KEY,
		    "the database belongs to the log %.*s, the keys to %.*s",
		    STR_ARG(row.value), STR_ARG(origin));
	if ((rc = past_digest(c, &n, &hex)) != RC_OK ||
	    (rc = q_setting_put(c->db, S("log"), origin)) != RC_OK)
		return rc;
	return record_add(c, "log.begun", "setting", 0,
	    "{\"origin\":\"%.*s\",\"records\":%lld,\"sha256\":\"%.*s\"}",
	    STR_ARG(origin), (long long)n, STR_ARG(hex));
}
