/* report: see report.h. */
#include "ledger/report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX 600

/* Longer than LINE_MAX is cut: a line is for reading. */
__attribute__((format(printf, 4, 0)))
static void
line(struct report *r, const char *mark, const char *what, const char *fmt,
    va_list ap)
{
	char text[LINE_MAX];

	(void)vsnprintf(text, sizeof(text), fmt, ap);
	buf_printf(r->out, "%-5s %s: %s\n", mark, what, text);
}

static void
more_of_last(struct report *r)
{
	if (r->of_last > REPORT_EACH_MAX)
		buf_printf(r->out, "%-5s %s: and %" PRId64 " more like it\n", "WRONG",
		    r->last, r->of_last - REPORT_EACH_MAX);
	r->last = NULL;
	r->of_last = 0;
}

void
report_ok(struct report *r, const char *what, const char *fmt, ...)
{
	va_list ap;

	more_of_last(r);
	r->checked++;
	va_start(ap, fmt);
	line(r, "ok", what, fmt, ap);
	va_end(ap);
}

void
report_wrong(struct report *r, const char *what, const char *fmt, ...)
{
	va_list ap;

	if (r->last == NULL || strcmp(r->last, what) != 0)
		more_of_last(r);
	r->last = what;
	r->differs++;
	va_start(ap, fmt);
	if (++r->of_last <= REPORT_EACH_MAX)
		line(r, "WRONG", what, fmt, ap);
	va_end(ap);
}

void
report_unknown(struct report *r, const char *what, const char *fmt, ...)
{
	va_list ap;

	more_of_last(r);
	r->unknown++;
	va_start(ap, fmt);
	line(r, "?", what, fmt, ap);
	va_end(ap);
}

void
report_end(struct report *r)
{
	more_of_last(r);
	buf_printf(r->out, "%" PRId64 " checked, %" PRId64 " wrong, %" PRId64
	    " could not be checked\n", r->checked, r->differs, r->unknown);
}
