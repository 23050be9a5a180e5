/*
 * sample_photo: a drawn picture that stands for a photo in the sample office:
 * a jar with a label. Nobody can take it for a real product.
 */
#ifndef PAPER_SAMPLE_PHOTO_H
#define PAPER_SAMPLE_PHOTO_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

/* A PNG of 960 × 720. `kind` picks the colours. Faults: paper_letter. */
MUST_CHECK enum rc sample_photo_render(struct str name, int kind,
    struct arena *mem, struct fault *fault, struct str *png);

#endif
