/*
 * stories [--postgres URL] [--write-golden] [FILE…]: walks all stories of
 * test/case, or those named, and then the matrix of routes and roles. CASE in
 * the environment: only what has this word in its file name or title.
 */
#include "lives.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The .case files of test/case, in the order of their names. */
static size_t
find_files(struct arena *mem, const char **out, size_t most)
{
	DIR *d = opendir("test/case");
	struct dirent *e;
	size_t n = 0;

	REQUIRE(d != NULL);
	while ((e = readdir(d)) != NULL)
		if (str_ends(str_c(e->d_name), S(".case")) && n < most)
			out[n++] = str_z(mem, str_printf(mem, "test/case/%s", e->d_name));
	closedir(d);
	qsort(out, n, sizeof *out, by_name);
	return n;
}

static bool
is_wanted(const char *only, const char *file, struct str title)
{
	return only == NULL || strstr(file, only) != NULL || str_has(title, str_c(only));
}

static int
walk_file(const char *file, const char *only)
{
	struct arena all_mem, mem;
	struct stories all;
	int failed = 0;

	arena_init(&all_mem, 64 * MIB);
	all = stories_read(&all_mem, file);
	for (size_t i = 0; i < all.n; i++) {
		struct walk *w;
		bool ok;

		if (!is_wanted(only, file, all.v[i].title))
			continue;
		arena_init(&mem, 512 * MIB);
		w = ARENA_NEW(&mem, struct walk);
		ok = story_walk(&all.v[i], &mem, w);
		printf("%s %s: %s: %.*s (sql %d, arena %zuK)\n", ok ? "ok" : "not ok",
		    world_name(), file + strlen("test/case/"), STR_ARG(all.v[i].title),
		    w->sql_most, w->arena_most / KIB);
		fflush(stdout);
		failed += !ok;
		arena_release(&mem);
	}
	arena_release(&all_mem);
	return failed;
}

static int
check_matrix(bool write_golden)
{
	struct arena mem;
	bool same;

	arena_init(&mem, 2048 * MIB);
	same = matrix_check(&mem, write_golden);
	printf("%s %s: every route as every role\n", same ? "ok" : "not ok", world_name());
	arena_release(&mem);
	return !same;
}

static int
check_copies(void)
{
	struct arena mem;
	bool well;

	arena_init(&mem, 2048 * MIB);
	well = copies_check(&mem);
	printf("%s %s: no request copies a sheet\n", well ? "ok" : "not ok", world_name());
	arena_release(&mem);
	return !well;
}

/* A check that tells its own lines, in memory of its own; how many of them are red. */
static int
check_in(size_t bytes, int (*check)(struct arena *mem))
{
	struct arena mem;
	int faults;

	arena_init(&mem, bytes);
	faults = check(&mem);
	arena_release(&mem);
	return faults;
}

/* A directory for the databases: in TMPDIR, or in /tmp. */
static void
make_dir(char *dir, size_t size)
{
	const char *in = getenv("TMPDIR");

	snprintf(dir, size, "%s/ocop-stories.XXXXXX", in == NULL ? "/tmp" : in);
	REQUIRE(mkdtemp(dir) != NULL);
}

/* An office as a seed leaves it, for tests that serve one: a directory. */
static int
keep(const char *dir, const char *seed)
{
	char all[120];
	struct arena mem;
	bool made;

	arena_init(&mem, 2048 * MIB);
	log_set_level(LOG_ERROR);
	make_dir(all, sizeof all);
	world_open(all, NULL);
	made = stage_keep(dir, str_c(seed), &mem);
	world_close();
	arena_release(&mem);
	return made ? 0 : 1;
}

/* The control of what every page is looked at for: a planted form and a planted id are found. */
static int
check_enter(struct arena *mem)
{
	static const struct { const char *page; bool harmless; } rows[] = {
		{ "<form action=\"/a\"><button type=\"submit\" name=\"x\" value=\"1\">A</button>"
		  "<button type=\"submit\">B</button></form>", false },
		{ "<form action=\"/a\"><button formaction=\"/b\">A</button>"
		  "<button>B</button></form>", false },
		{ "<form action=\"/a\"><button type=\"submit\">B</button>"
		  "<button type=\"submit\" name=\"x\" value=\"1\">A</button></form>", true },
		{ "<form action=\"/a\"><button type=\"submit\" disabled hidden>0</button>"
		  "<button type=\"submit\" name=\"x\" value=\"1\">A</button></form>", true },
		{ "<form action=\"/a\"><button name=\"x\">A</button></form>", true },
	};
	struct str action;
	int wrong = page_id_twice(mem, S("<p id=\"a\"><i id=\"b\"><b id=\"a\">")).n != 1 ||
	    page_id_twice(mem, S("<p id=\"a\"><i id=\"ab\"><b class=\"a\">")).n != 0;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		wrong += page_enter_is_harmless(mem, str_c(rows[i].page), &action) != rows[i].harmless;
	printf("%s stories: control: Enter that presses a button of several, and an id that stands twice, are found\n",
	    wrong == 0 ? "ok" : "not ok");
	return wrong;
}

int
main(int argc, char **argv)
{
	const char *only = getenv("CASE"), *url = NULL, *files[500];
	char dir[120];
	bool write_golden = false, all;
	struct arena mem;
	size_t n = 0;
	int failed = 0;

	arena_init(&mem, 16 * MIB);
	if (argc == 4 && strcmp(argv[1], "--keep") == 0)
		return keep(argv[2], argv[3]);
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--postgres") == 0 && i + 1 < argc)
			url = argv[++i];
		else if (strcmp(argv[i], "--write-golden") == 0)
			write_golden = true;
		else if (n < 500)
			files[n++] = argv[i];
	}
	all = n == 0 && !write_golden && only == NULL;
	if (n == 0 && !write_golden)
		n = find_files(&mem, files, 500);
	log_set_level(LOG_ERROR);
	make_dir(dir, sizeof dir);
	world_open(dir, url);
	failed += check_enter(&mem) > 0;
	failed += nexts_table_check();
	for (size_t i = 0; i < n; i++)
		failed += walk_file(files[i], only);
	if (all)
		failed += roads_check(&mem) + nexts_seen_check();
	if (write_golden || only == NULL || strstr("routes", only) != NULL)
		failed += check_matrix(write_golden);
	if (!write_golden && n > 50 && (only == NULL || strstr("copies", only) != NULL))
		failed += check_copies();
	if (!write_golden && n > 50 && (only == NULL || strstr("silence", only) != NULL))
		failed += check_in(2048 * MIB, silence_check);
	if (!write_golden && n > 50 && (only == NULL || strstr("secrets", only) != NULL))
		failed += check_in(16 * MIB, secrets_check);
	if (!write_golden && n > 50 && (only == NULL || strstr("lives", only) != NULL))
		failed += check_in(16 * MIB, lives_check);
	world_close();
	arena_release(&mem);
	return failed > 0;
}
