/*
 * unit: what a test of one module needs, and no more.
 *
 * A file test/unit/NAME.c is one program, linked with the objects it uses. It
 * has a table of tests and ends with UNIT_MAIN(tests):
 *
 *   #include "unit.h"
 *
 *   static void
 *   splits_at_the_first(void)
 *   {
 *           CHECK_INT(str_find(S("a,b"), ','), 1);
 *   }
 *
 *   static const struct unit_test tests[] = {
 *           { "splits at the first", splits_at_the_first },
 *   };
 *   UNIT_MAIN(tests)
 *
 * A failed check prints its place and the test goes on, so one run shows
 * everything. In a loop over a table, unit_row("row %zu", i) names the row that
 * the next failures belong to. Each test gets an empty arena: unit_mem().
 *
 * Prints `ok NAME` or `not ok NAME` for each test, as ./check counts them.
 */
#ifndef TEST_UNIT_H
#define TEST_UNIT_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

struct unit_test {
	const char *name;
	void (*run)(void);
};

static struct {
	struct arena mem;
	char row[160];
	int checks, failed; /* of the test that runs */
} unit;

/* Memory that goes when the test ends. */
static inline struct arena *
unit_mem(void)
{
	return &unit.mem;
}

/* Names what the next checks are about: shown when one of them fails. */
__attribute__((format(printf, 1, 2))) static inline void
unit_row(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(unit.row, sizeof unit.row, fmt, ap);
	va_end(ap);
}

__attribute__((format(printf, 4, 5))) static inline bool
unit_check(bool ok, const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	unit.checks++;
	if (ok)
		return true;
	unit.failed++;
	printf("# %s:%d: %s%s", file, line, unit.row, unit.row[0] ? ": " : "");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	return false;
}

static inline bool
unit_check_int(int64_t got, int64_t want, const char *what, const char *file, int line)
{
	return unit_check(got == want, file, line, "%s is %" PRId64 ", not %" PRId64,
	    what, got, want);
}

static inline bool
unit_check_str(struct str got, struct str want, const char *what, const char *file,
    int line)
{
	return unit_check(str_eq(got, want), file, line, "%s is \"%.*s\", not \"%.*s\"",
	    what, STR_ARG(got), STR_ARG(want));
}

/* Each gives whether it held, so that a test can leave early. */
#define CHECK(x) unit_check((x), __FILE__, __LINE__, "%s", #x)
#define CHECK_INT(got, want) \
	unit_check_int((int64_t)(got), (int64_t)(want), #got, __FILE__, __LINE__)
#define CHECK_STR(got, want) unit_check_str((got), (want), #got, __FILE__, __LINE__)

/* CASE in the environment: only tests whose program or name contains it. */
static inline int
unit_main(const struct unit_test *tests, size_t n, const char *program)
{
	const char *only = getenv("CASE"), *base = strrchr(program, '/');
	int failed = 0;

	base = base != NULL ? base + 1 : program;
	for (size_t i = 0; i < n; i++) {
		if (only != NULL && strstr(base, only) == NULL &&
		    strstr(tests[i].name, only) == NULL)
			continue;
		arena_init(&unit.mem, 256 * MIB);
		unit.row[0] = '\0';
		unit.checks = unit.failed = 0;
		tests[i].run();
		arena_release(&unit.mem);
		if (unit.checks == 0) /* a test that asks nothing is no test */
			unit.failed++, printf("# %s: no check was made\n", tests[i].name);
		printf("%s %s: %s\n", unit.failed > 0 ? "not ok" : "ok", base, tests[i].name);
		failed += unit.failed > 0;
	}
	return failed > 0;
}

#define UNIT_MAIN(tests) \
	int \
	main(int argc, char **argv) \
	{ \
		(void)argc; \
		return unit_main(tests, sizeof(tests) / sizeof((tests)[0]), argv[0]); \
	}

#endif
