/*
 * fetch: the files of a published log, from a folder or from an address.
 *
 * Over the line only http and https are spoken, redirects are not followed, and
 * a file is at most as large as a bundle may be: the other side is not trusted.
 */
#ifndef MAIN_FETCH_H
#define MAIN_FETCH_H

#include <stdatomic.h>

#include "ledger/examine.h"

struct fetch;

/* `where` is a folder or begins with http:// or https://. Lives in `mem`. */
struct fetch *fetch_open(struct arena *mem, struct str where);
/* Gives up soon after *stop has become true. */
void fetch_until(struct fetch *f, const atomic_bool *stop);
struct log_files fetch_files(struct fetch *f);
/* How often the other side could not be asked at all, and the last reason. */
int64_t fetch_failures(const struct fetch *f, const char **why);

#endif
