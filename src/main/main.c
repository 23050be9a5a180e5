/*
 * main: the verbs of the program, as a table. To add one: a function
 * `int NAME_main(int argc, char **argv)` in src/main/NAME.c (argv[0] is the
 * verb) and a row here.
 *
 * Exit codes: 0 done, 1 the answer is no (a check failed), 2 usage, 3 could
 * not. Errors go to stderr in one line: what, where, what to do.
 */
#include <stdio.h>
#include <string.h>

#include "main/carry.h"
#include "main/demo.h"
#include "main/handed.h"
#include "main/house.h"
#include "main/init.h"
#include "main/keep.h"
#include "main/key_copies.h"
#include "main/kit.h"
#include "main/log.h"
#include "main/print.h"
#include "main/room.h"
#include "main/rules.h"
#include "main/score.h"
#include "main/serve.h"
#include "main/user.h"
#include "main/verify.h"
#include "main/witness.h"

static const struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *sentence;
} verbs[] = {
	{ "serve", serve_main, "serve until TERM; prints `ready http://…`" },
	{ "init", init_main, "init [PROVINCE]: make an office in --data DIR" },
	{ "demo", demo_main, "make the sample office in --data DIR" },
	{ "migrate", migrate_main, "bring the database to this program's schema" },
	{ "check", check_main, "whether database and files keep every promise" },
	{ "user", user_main, "user add|role|password|second-off LOGIN …" },
	{ "log", log_main, "log [check|rotate|erase|reopen|next …]: the public record" },
	{ "witness", witness_main, "witness [add|run|watch|mirror …]: heads of logs, by line and as files" },
	{ "keys", key_copies_main, "keys copy|forget|put FILE: keys of names, apart from copies" },
	{ "backup", backup_main, "backup DIR: a copy, while the office serves" },
	{ "restore", restore_main, "restore DIR --data NEW: an office from a copy" },
	{ "export", export_main, "export DIR: all rows and files, in open formats" },
	{ "import", import_main, "import DIR --data NEW: an office from an export" },
	{ "room", room_main, "room export SESSION DIR | import DIR: a session on a laptop" },
	{ "rebuild", rebuild_main, "rebuild [--check]: derived tables again" },
	{ "verify", verify_main, "verify [LOG]: office or log, by who trusts nobody" },
	{ "kit", kit_main, "kit export SESSION FOLDER | kit verify FOLDER: one session, to compute again" },
	{ "dossier", handed_main, "dossier export NUMBER FOLDER | verify FOLDER | import FOLDER: to another office, with proof" },
	{ "score", score_main, "the star of one product from its sheets (stdin)" },
	{ "rules", rules_main, "rules check [DIR]: the rule packs" },
	{ "routes", routes_main, "every address, who may knock, what it takes" },
	{ "permits", permits_main, "who may do what" },
	{ "workflow", workflow_main, "the road of a dossier" },
	{ "papers", papers_main, "every paper, and where each of its fields comes from" },
	{ "bylaw", bylaw_main, "rules a council's bylaw may answer, with defaults" },
	{ "records", records_main, "what is recorded, and what of it is in the public log" },
	{ "settings", settings_main, "all settings, meaning and origin" },
	{ "version", version_main, "of the program and its libraries" },
};
#define VERBS_N (sizeof(verbs) / sizeof(verbs[0]))

static int
usage(FILE *to, int code)
{
	(void)fprintf(to, "usage: ocop VERB [--setting value …]\n\n");
	for (size_t i = 0; i < VERBS_N; i++)
		(void)fprintf(to, "  %-9s %s\n", verbs[i].name,
		    verbs[i].sentence);
	return code;
}

int
main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr, USAGE);
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)
		return usage(stdout, DONE);
	for (size_t i = 0; i < VERBS_N; i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(argc - 1, argv + 1);
	(void)fprintf(stderr, "ocop: no verb %s; `ocop help` lists them\n",
	    argv[1]);
	return USAGE;
}
