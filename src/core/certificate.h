/*
 * certificate: what is true of it today, and its code.
 *
 * Nothing is switched: the status is computed for the day that is asked, so a
 * certificate is due, lapsed, revoked on the day it happens, by itself.
 */
#ifndef CORE_CERTIFICATE_H
#define CORE_CERTIFICATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "core/law.h"

/* Numbers are used by the API and the database's queries: only add. */
enum certificate_status {
	CERT_VALID = 1,
	CERT_DUE,      /* valid, and the window for re-evaluation has opened */
	CERT_LAPSED,   /* from the day after its last day */
	CERT_REVOKED,  /* Đ8 */
	CERT_REPLACED, /* a newer certificate of the product stands for it */
	CERT_UNKNOWN,  /* published without its days: we cannot say */
	CERT_EXTENDED, /* its own days are over; it runs on until a result (Đ12.3) */
	CERT_RENEWED,  /* the one that stands for it came from a re-evaluation */
	CERT_STATUS__COUNT
};

struct certificate_facts {
	struct day valid_until; /* last day; none: not published */
	struct day revoked;     /* none: not revoked */
	bool replaced;
	bool renewed;           /* … by a re-evaluation (Đ7.6), not by an upgrade */
	struct day extended;    /* last day of an extension (Đ12.3); none: not extended */
};

/* Its status on a day. A revocation or replacement counts before the calendar.
 * Without a published last day it is UNKNOWN for ever: a list that names only
 * a year must not make a real producer look lapsed. `p` is the pack in force
 * today: when a dossier for re-evaluation may be filed is today's law. */
enum certificate_status certificate_status(const struct certificate_facts *c,
    const struct pack *p, struct day today);
/* "valid", "due", "lapsed", "revoked", "replaced", "unknown", "extended",
 * "renewed": text keys, API. */
const char *certificate_status_name(enum certificate_status s);
/* Whether its owner may call himself recognised, and use the mark, today: VALID,
 * DUE or EXTENDED. */
bool certificate_stands(enum certificate_status s);

/* The last day it stands: of its extension, else its own; none: not published. */
struct day certificate_end(const struct certificate_facts *c);

/* The last day of a certificate: so many months later (QĐ 26/2026 Đ4.3). */
struct day certificate_until(const struct pack *p, struct day issued);

/* The days between which the dossier for re-evaluation is filed: not earlier
 * than 180 and not later than 120 days before the last day (Đ7.6.a). Both none
 * when the pack has no window. */
struct certificate_window {
	struct day first, last;
};
struct certificate_window certificate_window(const struct pack *p,
    struct day valid_until);

/* ---- code: 79-K4W7T-Q ------------------------------------------------------
 * Province, five signs, a check sign. The alphabet has 29 signs without those
 * that people mix up (no 0 O 1 I L U V), and 29 is prime: one wrong sign or
 * two swapped neighbours are always noticed. The code identifies, it is no
 * secret and not part of the law. */
#define CERTIFICATE_NUMBERS 20511149 /* 29 to the 5th: numbers 0 … less one */

/* The code of a number; neighbouring numbers get codes that look unalike. */
struct str certificate_code(struct arena *mem, struct str province,
    int64_t number);
/* Reads what people type or scan: any case, blanks or dashes anywhere, or a
 * whole address that ends in /c/CODE. *out is the code as we write it. */
bool certificate_code_read(struct arena *mem, struct str typed,
    struct str *out);

#endif
