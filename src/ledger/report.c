/* report: see report.h. */
#include "ledger/report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX 600

static void
line(struct report *r, const char *mark, const char *what, const char *text)
{
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
	char text[LINE_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	more_of_last(r);
	r->checked++;
	line(r, "ok", what, text);
}

void
report_wrong(struct report *r, const char *what, const char *fmt, ...)
{
	char text[LINE_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (r->last == NULL || strcmp(r->last, what) != 0)
		more_of_last(r);
	r->last = what;
	r->differs++;
	if (++r->of_last <= REPORT_EACH_MAX)
		line(r, "WRONG", what, text);
}

void
report_unknown(struct report *r, const char *what, const char *fmt, ...)
{
	char text[LINE_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	more_of_last(r);
	r->unknown++;
	line(r, "?", what, text);
}

void
report_end(struct report *r)
{
	more_of_last(r);
	buf_printf(r->out, "%" PRId64 " checked, %" PRId64 " wrong, %" PRId64
	    " could not be checked\n", r->checked, r->differs, r->unknown);
}
