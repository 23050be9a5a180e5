/* rules: see rules.h. */
#include "main/rules.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "core/law_examine.h"

#define FILES_MAX 512
#define FILE_MAX_BYTES (4 * MIB)
#define LAW_MEMORY (256 * MIB)

struct law_files {
	struct law_file v[FILES_MAX];
	size_t n;
};

/* What is part of the program. A start takes the packed form, which the build
 * made of these very files; `ocop rules check` reads the files. */
static void
files_embedded(struct arena *mem, bool packed, struct law_files *out)
{
	const struct str head = S("rules/");
	const struct embedded *e, *p;
	size_t at = 0;

	while ((e = data_next(head, &at)) != NULL && out->n < FILES_MAX) {
		struct str name = str_from(str_c(e->name), head.n);

		p = !packed ? NULL : data_find(str_printf(mem, "packed/%.*s",
		    STR_ARG(name)));
		out->v[out->n++] = (struct law_file){ name, e->raw,
			p == NULL ? S("") : p->raw };
	}
}

enum rc
rules_embedded(struct arena *mem, struct fault *fault, struct law *out)
{
	struct law_files *files = ARENA_NEW(mem, struct law_files);

	files_embedded(mem, true, files);
	return law_load(files->v, files->n, mem, fault, out);
}

/* ---- from a folder -------------------------------------------------------- */

static int
cannot(const char *what, const char *path)
{
	(void)fprintf(stderr, "ocop rules check: %s: %s: %s\n", path, what,
	    strerror(errno));
	return 3;
}

static int
file_read(struct arena *mem, const char *path, struct str name,
    struct law_files *out)
{
	FILE *f = fopen(path, "rbe");
	char *p = arena_alloc(mem, FILE_MAX_BYTES + 1);
	size_t n;

	if (f == NULL)
		return cannot("cannot be opened", path);
	n = fread(p, 1, FILE_MAX_BYTES + 1, f);
	if (ferror(f) != 0 || fclose(f) != 0)
		return cannot("cannot be read", path);
	if (n > FILE_MAX_BYTES || out->n == FILES_MAX) {
		errno = EFBIG;
		return cannot("too large, or too many files", path);
	}
	/* the room that was not needed stays empty: a check runs once */
	out->v[out->n++] = (struct law_file){ name, { p, n }, S("") };
	return 0;
}

/* What a folder holds, by name. */
struct names {
	const char *v[FILES_MAX];
	size_t n;
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
folder_names(struct arena *mem, const char *path, struct names *out)
{
	DIR *dir = opendir(path);
	const struct dirent *e;

	if (dir == NULL)
		return false;
	while ((e = readdir(dir)) != NULL && out->n < FILES_MAX)
		if (e->d_name[0] != '.')
			out->v[out->n++] = str_z(mem, str_c(e->d_name));
	(void)closedir(dir);
	qsort(out->v, out->n, sizeof(out->v[0]), by_name);
	return true;
}

/* The .json files of a folder, and of the folders in it. */
static int
folder_read(struct arena *mem, const char *path, struct str head,
    struct law_files *out)
{
	struct names *names = ARENA_NEW(mem, struct names);
	int status = 0;

	if (!folder_names(mem, path, names))
		return cannot("cannot be listed", path);
	for (size_t i = 0; status == 0 && i < names->n; i++) {
		struct str name = str_c(names->v[i]);
		struct str below = str_printf(mem, "%s/%s", path, name.p);
		struct str key = str_printf(mem, "%.*s%s", STR_ARG(head), name.p);

		if (str_ends(name, S(".json")))
			status = file_read(mem, below.p, key, out);
		else if (head.n == 0 && str_find(name, '.') == name.n)
			status = folder_read(mem, below.p,
			    str_printf(mem, "%s/", key.p), out);
	}
	return status;
}

/* ---- the check ------------------------------------------------------------ */

static size_t
levels_of(const struct criterion *c)
{
	size_t n = c->levels.n;

	for (size_t i = 0; i < c->n_cases; i++)
		n += c->cases[i].levels.n;
	return n;
}

static void
print_pack(const struct pack *p)
{
	size_t criteria = 0, levels = 0;

	for (size_t i = 0; i < p->n_sets; i++) {
		criteria += p->sets[i].n_criteria;
		for (size_t k = 0; k < p->sets[i].n_criteria; k++)
			levels += levels_of(&p->sets[i].criteria[k]);
	}
	(void)printf("%.*s: %zu sets, %zu criteria, %zu levels\n",
	    STR_ARG(p->code), p->n_sets, criteria, levels);
	for (size_t i = 0; i < p->n_sets; i++)
		for (size_t k = 0; k < p->sets[i].n_doubts; k++)
			(void)printf("verify %.*s %.*s: %.*s\n",
			    STR_ARG(p->sets[i].code),
			    STR_ARG(p->sets[i].doubts[k].where),
			    STR_ARG(p->sets[i].doubts[k].what.en));
}

static int
rules_check(const struct law_files *files, struct arena *mem)
{
	struct law_problems all;
	struct law law;
	size_t wrong = 0, sets = 0;

	law_examine(files->v, files->n, mem, &law, &all);
	for (size_t i = 0; i < law.n_packs; i++) {
		print_pack(&law.packs[i]);
		sets += law.packs[i].n_sets;
	}
	for (size_t i = 0; i < all.n; i++) {
		const struct law_problem *p = &all.v[i];

		wrong += !p->known;
		(void)printf("%s %.*s: %.*s%s%.*s\n",
		    p->known ? "known" : "wrong", STR_ARG(p->file),
		    STR_ARG(p->where), p->where.n > 0 ? ": " : "",
		    STR_ARG(p->what));
	}
	(void)printf("%zu sets, %zu known irregular places, %zu wrong\n", sets,
	    all.n - wrong, wrong);
	if (fflush(stdout) != 0)
		return cannot("cannot be written", "output");
	return wrong > 0 ? 1 : 0;
}

int
rules_main(int argc, char **argv)
{
	struct law_files *files;
	struct arena mem;
	int status = 0;

	if (argc < 2 || argc > 3 || strcmp(argv[1], "check") != 0) {
		(void)fputs("usage: ocop rules check [DIR]\n", stderr);
		return 2;
	}
	arena_init(&mem, LAW_MEMORY);
	files = ARENA_NEW(&mem, struct law_files);
	if (argc == 3)
		status = folder_read(&mem, argv[2], S(""), files);
	else
		files_embedded(&mem, false, files);
	if (status == 0)
		status = rules_check(files, &mem);
	arena_release(&mem);
	return status;
}
