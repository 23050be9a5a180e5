/*
 * code: bytes as letters: base64 and base32 (RFC 4648).
 *
 * Reading is strict: one text for one value. Padding must be there (base64) or
 * must not (base32); blanks, other alphabets and left-over bits are refused, so
 * nobody can write the same bytes in two ways.
 */
#ifndef BASE_CODE_H
#define BASE_CODE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* With + / and padding. */
struct str base64_text(struct arena *mem, struct str bytes);
bool base64_read(struct arena *mem, struct str text, struct str *out);

/* Capital letters and 2-7, without padding. */
struct str base32_text(struct arena *mem, struct str bytes);
bool base32_read(struct arena *mem, struct str text, struct str *out);

#endif
