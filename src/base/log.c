/* log: see log.h. One write(2) for a line, so lines of threads do not mix. */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#define LINE_MAX_BYTES 1024

static _Atomic int most_level = LOG_INFO;

void
log_set_level(enum log_level most)
{
	atomic_store(&most_level, (int)most);
}

void
log_line(enum log_level level, const char *fmt, ...)
{
	static const char *const names[] = { "error", "warn", "info", "debug" };
	char line[LINE_MAX_BYTES];
	va_list ap;
	int head, n;

	if ((int)level > atomic_load(&most_level))
		return;
	head = snprintf(line, sizeof(line), "%s: ", names[level]);
	va_start(ap, fmt);
	n = vsnprintf(line + head, sizeof(line) - (size_t)head - 1, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	n += head;
	if (n > (int)sizeof(line) - 2)
		n = (int)sizeof(line) - 2;
	/* what came from outside cannot begin a line of its own */
	for (int i = 0; i < n; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			line[i] = '?';
	line[n++] = '\n';
	/* nobody can be told that the log cannot be written */
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return;
}
