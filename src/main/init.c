/*
 * init: see init.h.
 */
#include "main/init.h"

#include <stdio.h>

#include "act/office.h"
#include "act/units.h"
#include "base/buf.h"
#include "main/house.h"
#include "store/backup.h"
#include "store/migrate.h"

/* What a new office begins with, in one transaction. */
struct founding {
	struct ctx *ctx;
	struct str province;
};

static enum rc
found(void *arg)
{
	struct founding *f = arg;
	enum rc rc = units_load(f->ctx);

	if (rc == RC_OK && f->province.n > 0)
		rc = office_found(f->ctx, f->province);
	return rc;
}

int
init_main(int argc, char **argv)
{
	struct office_facts facts;
	struct founding f;
	struct house h;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	f = (struct founding){ .ctx = &h.ctx,
	    .province = settings_word(argc, argv, 0) };
	code = DONE;
	if (office_load(&h.ctx, &facts) == RC_OK && facts.province.n > 0)
		f.province = S(""); /* it was founded before */
	if (fault_rc(&h.fault) != RC_OK ||
	    house_log(&h, f.province) != RC_OK || house_act(&h, found, &f) != RC_OK)
		code = house_tell(&h, argv[0]);
	else
		(void)printf("office in %.*s; next: ocop user add LOGIN NAME "
		    "admin --data %.*s\n", STR_ARG(h.set.data),
		    STR_ARG(h.set.data));
	house_close(&h);
	return code;
}

int
migrate_main(int argc, char **argv)
{
	struct house h;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	code = house_log(&h, S("")) == RC_OK ? DONE : house_tell(&h, argv[0]);
	if (code == DONE)
		(void)printf("%d migrations applied\n", h.applied);
	house_close(&h);
	return code;
}

/* Every promise of the database: its own (pages, indexes, references), then
 * ours; then every file against its name. */
static enum rc
check_all(struct house *h, struct buf *out, int *broken)
{
	int wrong = 0, files = 0;
	enum rc rc = db_check(h->db, out, &wrong);

	if (rc == RC_OK)
		rc = migrate_check_invariants(h->db, out, broken);
	if (rc == RC_OK)
		rc = files_check(&h->ctx, out, &files);
	*broken += wrong + files;
	return rc;
}

int
check_main(int argc, char **argv)
{
	struct house h;
	struct buf out;
	int code, broken = 0;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_READS, &code))
		return code;
	out = buf_new(&h.mem, 1 * MIB);
	if (check_all(&h, &out, &broken) != RC_OK) {
		code = house_tell(&h, argv[0]);
	} else if (broken > 0) {
		(void)fprintf(stderr, "%.*s", STR_ARG(buf_str(&out)));
		code = ANSWER_NO;
	} else {
		(void)printf("every promise is kept\n");
		code = DONE;
	}
	house_close(&h);
	return code;
}
