/*
 * form_code: the code in the corner of each page of a printed form, by which a
 * scan finds its place.
 *
 * It says which form of what, in which edition, and which page of how many;
 * nothing of a person and no name. Behind it stand eight bytes of a MAC under a
 * key of this office: a code that was made up, or that another office printed,
 * is no code. It is no right either: who scans it in must be allowed to file
 * there (act/scan.h).
 *
 * 38 capitals and digits, a QR of 25 modules at level M: readable on a fax.
 */
#ifndef CORE_FORM_CODE_H
#define CORE_FORM_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* In the database and on paper: never renumbered. */
enum coded {
	CODED_SLIP = 1,  /* Mẫu 01 of a dossier */
	CODED_SELF,      /* Mẫu 02 of a dossier */
	CODED_LIST,      /* the list of its evidence */
	CODED_CONSENT,   /* consent of a subject that a commune (part) files for it */
	CODED_SHEET,     /* score sheet of an agenda item, of a seat (part) */
	CODED__COUNT
};

#define FORM_CODE_LETTERS 38
#define FORM_PAGES_MAX 1023

struct form_code {
	enum coded kind;
	int64_t thing, part; /* below 2^32; part 0: none */
	uint32_t edition;    /* 24 bits: changes with what the form says */
	int page, of;        /* from 1 */
};

/* The code under a key; no text when a number has no room in it (then the page
 * carries no code, and its scan is put in its place by hand). */
struct str form_code_text(struct arena *mem, const struct form_code *c, struct str key);
/* False for everything that form_code_text() did not make under this key. */
bool form_code_read(struct arena *mem, struct str text, struct str key,
    struct form_code *out);

/* The edition of a form that says these texts, in this order. */
uint32_t form_edition(const struct str *said, size_t n);

#endif
