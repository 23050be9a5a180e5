/*
 * qr: a QR code for a page: the dark squares as the path of an SVG.
 */
#ifndef PAPER_QR_H
#define PAPER_QR_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#define QR_QUIET 4 /* squares of white around: readers need them */

/* "M4 4h7v1h-7z…": one rectangle for each run of dark squares, for a viewBox of
 * `side` squares a side, the white around it included. Reason: paper_long. */
MUST_CHECK enum rc qr_path(struct arena *mem, struct str text, struct fault *fault,
    struct str *out, int *side);

#endif
