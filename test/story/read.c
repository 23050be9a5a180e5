/*
 * read: files of stories into stories and lines.
 *
 * A paragraph that begins with `# ` begins a story; that line is its title.
 * Further lines with # are remarks.
 */
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str
file_read(struct arena *mem, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b = buf_new(mem, 64 * MIB);
	char piece[8192];
	size_t n;

	if (f == NULL) {
		fprintf(stderr, "stories: cannot read %s\n", path);
		exit(3);
	}
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_put(&b, (struct str){ piece, n });
	fclose(f);
	return buf_str(&b);
}

static size_t
count_lines(struct str s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

struct stories
stories_read(struct arena *mem, const char *path)
{
	struct str rest = file_read(mem, path), text;
	size_t most = count_lines(rest), n_lines = 0;
	struct line *lines = ARENA_ARRAY(mem, most, struct line);
	struct stories all = { ARENA_ARRAY(mem, most, struct story), 0 };
	bool fresh = true; /* a paragraph begins */
	int number = 0;

	while (str_cut(&rest, '\n', &text)) {
		struct str s = str_trim(text);

		number++;
		if (s.n > 0 && s.p[0] == '#') {
			if (fresh)
				all.v[all.n++] = (struct story){ path,
					str_trim(str_from(s, 1)), lines + n_lines, 0 };
			fresh = false;
			continue;
		}
		fresh = s.n == 0;
		if (s.n == 0)
			continue;
		if (all.n == 0) {
			fprintf(stderr, "%s:%d: a story begins with a line `# title`\n",
			    path, number);
			exit(3);
		}
		lines[n_lines++] = (struct line){ s, number };
		all.v[all.n - 1].n++;
	}
	return all;
}

struct str
word_next(struct str *rest)
{
	struct str s = str_trim(*rest), word;
	size_t n = 0;

	if (s.n > 0 && s.p[0] == '"') {
		s = str_from(s, 1);
		n = str_find(s, '"');
		word = str_head(s, n);
		*rest = str_trim(str_from(s, n + 1));
		return word;
	}
	while (n < s.n && s.p[n] != ' ' && s.p[n] != '\t')
		n++;
	word = str_head(s, n);
	*rest = str_trim(str_from(s, n));
	return word;
}
