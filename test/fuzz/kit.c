/*
 * A kit that somebody hands in to be checked: a folder of files. A forger writes a manifest that
 * fits, so that is written anew; what is behind it is his. Whatever the files are,
 * a key that did not sign them is never called right.
 */
#include "fuzz.h"

#include "folder.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	folder_try(mem, bytes, kit_check);
}
