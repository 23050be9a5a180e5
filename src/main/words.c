/* words: see words.h. */
#include "main/words.h"

#include <stdio.h>
#include <string.h>

#define TEXT_MAX (64 * KIB)

bool
words_take(const char *verb, int *argc, char **argv, const struct word_option *options,
    size_t n_options)
{
	int n = 0;

	for (int i = 0; i < *argc; i++) {
		size_t k = 0;

		while (k < n_options && strcmp(argv[i], options[k].name) != 0)
			k++;
		if (k == n_options) {
			argv[n++] = argv[i];
			continue;
		}
		if (i + 1 == *argc) {
			(void)fprintf(stderr, "ocop %s: %s has no value\n", verb, argv[i]);
			return false;
		}
		*options[k].to = argv[++i];
	}
	*argc = n;
	return true;
}

bool
word_file(const char *verb, struct arena *mem, const char *path, struct str *out)
{
	char *bytes = arena_alloc(mem, TEXT_MAX);
	FILE *f = path == NULL ? NULL : fopen(path, "re");

	*out = S("");
	if (path == NULL)
		return true;
	if (f != NULL) {
		*out = (struct str){ bytes, fread(bytes, 1, TEXT_MAX, f) };
		(void)fclose(f);
	}
	if (out->n == 0)
		(void)fprintf(stderr, "ocop %s: %s cannot be read or is empty\n", verb, path);
	return out->n > 0;
}
