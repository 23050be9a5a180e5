/* fault: see fault.h. */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const struct reason WHY_INVALID_FORM = { RC_INVALID, "invalid_form" };
const struct reason WHY_BROKEN = { RC_BROKEN, "broken" };
const struct reason WHY_BUSY = { RC_BUSY, "busy" };
const struct reason WHY_ABSENT = { RC_ABSENT, "absent" };
const struct reason WHY_STALE = { RC_CONFLICT, "stale" };
const struct reason WHY_TOO_LARGE = { RC_INVALID, "too_large" };
const struct reason WHY_BAD_REQUEST = { RC_INVALID, "bad_request" };

/* The detail is shown: what did not fit is cut between two letters. */
static void
cut_to_letter(char *z, size_t n)
{
	while (n > 0 && ((unsigned char)z[n - 1] & 0xc0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)z[n - 1] >= 0xc0)
		n--;
	z[n] = '\0';
}

enum rc
fault_set(struct fault *f, const struct reason *why, const char *file, int line,
    const char *fmt, ...)
{
	va_list ap;
	int n;

	f->why = why;
	f->file = file;
	f->line = line;
	va_start(ap, fmt);
	n = vsnprintf(f->detail, sizeof(f->detail), fmt, ap);
	va_end(ap);
	if (n >= (int)sizeof(f->detail))
		cut_to_letter(f->detail, sizeof(f->detail) - 1);
	return why->rc;
}

void
fault_field(struct fault *f, struct str field, const struct reason *why,
    struct str arg)
{
	if (f->why == NULL)
		f->why = &WHY_INVALID_FORM;
	if (f->n_fields == FAULT_FIELDS_MAX || fault_of(f, field) != NULL)
		return;
	f->fields[f->n_fields++] = (struct field_fault){ field, why, arg };
}

const struct field_fault *
fault_of(const struct fault *f, struct str field)
{
	for (size_t i = 0; i < f->n_fields; i++)
		if (str_eq(f->fields[i].field, field))
			return &f->fields[i];
	return NULL;
}

enum rc
fault_rc(const struct fault *f)
{
	return f->why == NULL ? RC_OK : f->why->rc;
}

_Noreturn void
require_failed(const char *what, const char *file, int line)
{
	(void)fprintf(stderr, "ocop: stopped at %s:%d: required %s\n", file,
	    line, what);
	abort();
}
