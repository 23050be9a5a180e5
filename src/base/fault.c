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

enum rc
fault_set(struct fault *f, const struct reason *why, const char *file, int line,
    const char *fmt, ...)
{
	va_list ap;

	f->why = why;
	f->file = file;
	f->line = line;
	va_start(ap, fmt);
	(void)vsnprintf(f->detail, sizeof(f->detail), fmt, ap);
	va_end(ap);
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
