/*
 * words: options of one verb that are no settings, and small files that its user
 * names.
 */
#ifndef MAIN_WORDS_H
#define MAIN_WORDS_H

#include "base/arena.h"
#include "base/str.h"

struct word_option {
	const char *name; /* "--key" */
	const char **to;  /* its value goes here */
};
/* Takes them out of the words before settings are read. False after a line on
 * stderr: one has no value. */
bool words_take(const char *verb, int *argc, char **argv, const struct word_option *options,
    size_t n);
/* A small file that the user gave us; no text without a path. False after a line
 * on stderr. */
bool word_file(const char *verb, struct arena *mem, const char *path, struct str *out);

#endif
