/*
 * init: see init.h.
 */
#include "main/init.h"

#include <stdio.h>

#include "base/buf.h"
#include "main/house.h"
#include "store/migrate.h"

int
init_main(int argc, char **argv)
{
	struct house h;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	(void)printf("office in %.*s\n", STR_ARG(h.set.data));
	house_close(&h);
	return DONE;
}

int
migrate_main(int argc, char **argv)
{
	struct house h;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	(void)printf("%d migrations applied\n", h.applied);
	house_close(&h);
	return DONE;
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
	if (migrate_check_invariants(h.db, &out, &broken) != RC_OK) {
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
