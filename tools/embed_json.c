/*
 * embed_json: JSON files become bytes that the program reads without parsing
 * (src/base/json_packed.c): FOLDER/a/b.json becomes DIR/a/b.json. What is no JSON
 * ends the build with its place. The files themselves are embedded too: `ocop
 * rules check` reads those, and a test holds both to the same values.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "base/json.h"
#include "embed.h"
#include "gen.h"

#define PACKED_MAX (8 * MIB)

static void
pack_file(const char *from, const char *dir, const char *name)
{
	struct bytes text = file_read(from), out = { NULL, 0, 0 };
	struct str error = S("");
	const struct json *j;
	struct arena mem;
	struct buf b;

	arena_init(&mem, 64 * MIB);
	j = json_read(&mem, (struct str){ text.p, text.n }, &error);
	if (j == NULL) {
		mistake(from, 1, "%.*s; it cannot become part of the program; mend it", STR_ARG(error));
	} else {
		b = buf_new(&mem, PACKED_MAX);
		json_packed_put(&b, j);
		if (!buf_ok(&b))
			cannot("%s: too large", from);
		bytes_put(&out, b.p, b.n);
		file_write(dir, name, &out);
	}
	arena_release(&mem);
}

void
pack_folder(const char *from, const char *to)
{
	DIR *d = opendir(from);
	struct dirent *e;

	if (d == NULL || (mkdir(to, 0777) != 0 && errno != EEXIST))
		cannot("%s: %s", d == NULL ? from : to, strerror(errno));
	while ((e = readdir(d)) != NULL) {
		struct bytes path = { NULL, 0, 0 }, below = { NULL, 0, 0 };
		const char *end = strrchr(e->d_name, '.');

		bytes_printf(&path, "%s/%s", from, e->d_name);
		bytes_printf(&below, "%s/%s", to, e->d_name);
		if (end != NULL && strcmp(end, ".json") == 0)
			pack_file(path.p, to, e->d_name);
		else if (end == NULL)
			pack_folder(path.p, below.p);
	}
	closedir(d);
}
