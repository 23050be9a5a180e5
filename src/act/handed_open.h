/*
 * handed_open: what another office handed over is opened and checked, before anything of
 * it is entered: an archive that an officer brings, or a folder that an operator has.
 *
 * Believed is a key that this office's operator wrote down for the sender's unit, and
 * under it what that office signed. The file of those keys (c->senders; setting
 * `senders`) has a line for each office, its unit and the key of its log as it stands on
 * its decisions:
 *
 *   # Thành phố Hồ Chí Minh
 *   79 ocop.example.vn/log/79/1+1a2b3c4d+…
 *
 * Faults: handed_none (it is nothing that an office hands over), handed_key ({0} the
 * unit for which no key stands there), handed_unsigned (not signed by that key),
 * handed_file ({0} a file that was changed, added or taken away), handed_untrue ({0} the
 * file that says something else than the sender's record), those of opening and of
 * papers (blob/look.h). Takes seconds and needs no database.
 */
#ifndef ACT_HANDED_OPEN_H
#define ACT_HANDED_OPEN_H

#include "act/handed_take.h"

/* Checks the files; keeps the papers among them. What `t` gets for handed_take() lives in
 * c->mem; `work` holds what the check needs, *said is there its whole report. */
MUST_CHECK enum rc handed_open(struct ctx *c, struct kit_files *files, struct arena *work,
    struct handed_taking *t, struct str *said);
/* The same of an archive that was received at `path`, in memory of its own. */
MUST_CHECK enum rc handed_open_archive(struct ctx *c, struct str path,
    struct handed_taking *t);

#endif
