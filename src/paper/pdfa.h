/*
 * pdfa: makes the PDF that Cairo wrote into PDF/A-2b, which archives keep.
 *
 * Cairo's file lacks six things: a profile for its colours, metadata as XMP,
 * the language, an identity, how letters are numbered in embedded fonts, and
 * the flag that links are printed. One incremental update behind the file adds
 * them; what Cairo wrote stays byte for byte in front. Same file, same bytes:
 * the identity is a hash, the time is that of the paper.
 *
 * Reads only what Cairo 1.16 writes when it is held to PDF 1.4 (a classic
 * cross-reference table): anything else is our own fault, named at once.
 */
#ifndef PAPER_PDFA_H
#define PAPER_PDFA_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"

struct pdfa_about {
	struct str title, author, subject;
	struct moment made_at;
};
/* The file with the update behind it. A fault means that Cairo writes otherwise
 * than it did (broken). */
MUST_CHECK enum rc pdfa_finish(struct str pdf, const struct pdfa_about *about,
    struct arena *mem, struct fault *fault, struct str *out);

/* The colours of sRGB as an ICC profile of version 4, made of its published
 * constants (IEC 61966-2-1): nobody's file. */
struct str srgb_profile(struct arena *mem);

#endif
