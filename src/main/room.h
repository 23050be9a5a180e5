/*
 * room: `ocop room export SESSION DIR` and `ocop room import DIR`: one session on
 * the room's own laptop (act/away.h).
 *
 * The folder is an office of one session, served by `ocop serve --room DIR`:
 *
 *   manifest.note   what went: session, tables with rows and hash, files, the key
 *                   of the laptop's log; a note signed with the office's log key
 *   ocop.db         rows of that session alone (store/room_scope.h)
 *   blob/           its evidence, by hash
 *   log/, keys/     a public log of its own: every sheet that is sealed at the
 *                   laptop has its entry under a signed head before its member is
 *                   told, as here
 *
 * The office writes down the hash of the manifest and the laptop's key. So what
 * comes back is judged without believing the folder: signature and hash say that
 * it is ours and the newest; tables and files that nothing changes there must be
 * as they went; the log must verify with that key, begin with what was brought
 * before, and agree with the folder's database; then act/away_take.h judges sheet
 * by sheet.
 */
#ifndef MAIN_ROOM_H
#define MAIN_ROOM_H

#include "main/house.h"

/* `ocop room export SESSION DIR`, `ocop room import DIR`. */
int room_main(int argc, char **argv);

/* Before a folder is served: its manifest, its schema, what must not change.
 * False after a line on stderr. */
MUST_CHECK bool room_folder_check(struct house *h, int *code);

#endif
