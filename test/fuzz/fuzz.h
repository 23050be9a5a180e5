/*
 * fuzz: strange bytes into the entry points that strangers reach.
 *
 * A driver test/fuzz/NAME.c defines fuzz_one(); it calls the function that the
 * server calls, and asserts what must hold whatever the bytes are. `make
 * fuzz-NAME` looks for new inputs with clang's libFuzzer until stopped; what it
 * finds lies in build/fuzz-search, and the smallest of it belongs into
 * test/fuzz/corpus/NAME. ./check replays all corpora, and each file again in
 * many small mutations, with sanitizers on.
 */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* One input. Memory comes from `mem`, which is cleared afterwards. What must
 * hold is REQUIREd: a failure stops the program and names the place. */
void fuzz_one(struct arena *mem, struct str bytes);

#endif
