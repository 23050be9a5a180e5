/*
 * print: see print.h. What they print is kept in docs/made, so that a change
 * of power is a difference that anybody can read.
 */
#include "main/print.h"

#include <microhttpd.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "act/papers.h"
#include "base/buf.h"
#include "core/bylaw.h"
#include "core/permit.h"
#include "core/certificate_life.h"
#include "core/record_kind.h"
#include "core/workflow.h"
#include "main/house.h"
#include "web/form.h"
#include "web/visit.h"

#define VERSION "0.1"

static const char *const methods[METHOD__COUNT] = { [GET] = "GET",
	[POST] = "POST", [HEAD] = "HEAD", [PUT] = "PUT", [PATCH] = "PATCH",
	[DELETE] = "DELETE", [OPTIONS] = "OPTIONS" };
static const char *const accesses[] = { [READS] = "reads",
	[WRITES] = "writes", [BESIDE] = "beside",
	[SLOW] = "slow", [SLOW_READS] = "slow reads" };

int
routes_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	for (size_t i = 0; i < routes_n; i++) {
		const struct route *r = &routes[i];

		(void)printf("%-6s %-42s %-12s %-10s %-20s %s\n",
		    methods[r->method], r->pattern, right_name(r->right),
		    accesses[r->access], r->form->name, r->sentence);
	}
	return DONE;
}

static int
print_with(void (*print)(struct buf *out))
{
	struct arena mem;
	struct buf b;

	arena_init(&mem, 16 * MIB);
	b = buf_new(&mem, 8 * MIB);
	print(&b);
	(void)fwrite(b.p, 1, b.n, stdout);
	arena_release(&mem);
	return DONE;
}

static void
papers_into(struct buf *out)
{
	struct fault fault = { 0 };

	/* Our own texts: a test reads them all, so this cannot be reached wrong. */
	REQUIRE(papers_print(out->mem, &fault, out) == RC_OK);
}

int
papers_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return print_with(papers_into);
}

int
permits_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return print_with(permit_print);
}

static void
workflow_both(struct buf *out)
{
	workflow_print(out);
	workflow_print_matrix(out);
	buf_lit(out, "\n# the life of a certificate: from, and where each turn leads\n");
	certificate_life_print(out);
}

static void
draw_first(struct buf *out)
{
	workflow_draw(out, false);
}

static void
draw_again(struct buf *out)
{
	workflow_draw(out, true);
}

/* Without a word the tables; `first` or `again`: that road as a picture. */
int
workflow_main(int argc, char **argv)
{
	if (argc > 0 && strcmp(argv[argc - 1], "first") == 0)
		return print_with(draw_first);
	if (argc > 0 && strcmp(argv[argc - 1], "again") == 0)
		return print_with(draw_again);
	return print_with(workflow_both);
}

int
bylaw_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return print_with(bylaw_print);
}

int
records_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return print_with(record_kinds_print);
}

int
version_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	(void)printf("ocop %s\nlibmicrohttpd %s, libsodium %s\n", VERSION,
	    MHD_get_version(), sodium_version_string());
	return DONE;
}
