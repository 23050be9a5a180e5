/*
 * carry: `ocop export` and `ocop import`: an office whole, in open formats.
 *
 * An export is a folder that a stranger can read without this program:
 *
 *   README.txt          what this is, how to read and how to check it
 *   manifest.json       when, which program and schema, each table with its
 *                       columns, rows and hash
 *   table/NAME.jsonl    a table: a JSON object a row (store/carry.h)
 *   blob/ab/abcd…       every file that a row names, by the SHA-256 of its bytes
 *   SHA256SUMS          the hash of everything above, as sha256sum(1) reads it;
 *                       written last, so a folder without it is no export
 *
 * The same office gives the same tables from SQLite and from PostgreSQL, byte by
 * byte. What is not carried: who is signed in, and what is still arriving.
 */
#ifndef MAIN_CARRY_H
#define MAIN_CARRY_H

#include "base/hash.h"
#include "main/house.h"
#include "store/carry.h"

#define CARRY_FORMAT "ocop-export/1"

/* `ocop export DIR`: DIR must not be there. The office may go on serving. */
int export_main(int argc, char **argv);
/* `ocop import DIR --data NEW [--database URL]`: into an office without a row. */
int import_main(int argc, char **argv);

/* `dir/name`. */
struct str carry_path(struct arena *mem, struct str dir, struct str name);
/* Sets the fault: what went wrong with which file, and what to do. */
enum rc carry_fail(struct house *h, struct str path, const char *what);

#endif
