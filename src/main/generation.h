/*
 * generation: `ocop log rotate` and `ocop log next`: another key for the public
 * record, and a new generation of it after an incident (act/generation.h).
 *
 * Both want the office stopped, and both can be killed anywhere and run again:
 *
 *   DIR/keys/log.next   the key that is to take over
 *   DIR/keys/log.note   what both keys have signed
 *   DIR/keys/begin      the name of a generation that may sign its first head
 */
#ifndef MAIN_GENERATION_H
#define MAIN_GENERATION_H

#include "main/house.h"

/* After house_log() with h->alone. */
MUST_CHECK enum rc log_rotate(struct house *h);
/* `head`: a file with the last head of the generation that ends. `files`: where its
 * files can be had, a folder or an address (a mirror); empty: nowhere. */
MUST_CHECK enum rc log_next(struct house *h, struct str head, struct str files);
/* After a restore: the notes of changed keys that stand in the database and no longer
 * beside the log are put there again. */
MUST_CHECK enum rc log_notes_again(struct house *h);

#endif
