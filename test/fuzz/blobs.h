/* blobs: a file store of a driver's own, in a folder that goes with the driver. */
#ifndef TEST_FUZZ_BLOBS_H
#define TEST_FUZZ_BLOBS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "blob/blob.h"

static char blobs_folder[] = "/tmp/ocop-fuzz-XXXXXX";
static struct blobs blobs;

static inline void
blobs_remove(void)
{
	char command[100];

	(void)snprintf(command, sizeof(command), "rm -rf %s", blobs_folder);
	(void)!system(command);
}

/* Made at the first input, then kept. */
static inline void
blobs_make(void)
{
	static struct arena mem;
	struct fault fault = { 0 };

	if (blobs.dir.n > 0)
		return;
	arena_init(&mem, MIB);
	REQUIRE(mkdtemp(blobs_folder) != NULL);
	REQUIRE(blobs_open(&blobs, str_c(blobs_folder), &mem, &fault) == RC_OK);
	(void)atexit(blobs_remove);
}

#endif
