/* score: see score.h. */
#include "main/score.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/scoring.h"
#include "main/rules.h"

#define INPUT_MOST (MIB + 1) /* one more than score_read() accepts */
#define LAW_MEMORY (64 * MIB)
#define INPUT_MEMORY (512 * MIB)

/* One line on stderr, whatever was in the input. */
static int
refuse(struct str detail)
{
	char line[400];
	int n = snprintf(line, sizeof(line) - 1, "ocop score: %.*s",
	    STR_ARG(detail));

	if (n > (int)sizeof(line) - 2)
		n = (int)sizeof(line) - 2;
	for (int i = 0; i < n; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			line[i] = '?';
	line[n++] = '\n';
	(void)fwrite(line, 1, (size_t)n, stderr);
	return 3;
}

/* Everything on stdin, up to INPUT_MOST bytes; false when reading fails. */
static bool
read_input(struct arena *mem, struct str *out)
{
	char *p = arena_alloc(mem, INPUT_MOST);
	size_t n = 0;

	while (n < INPUT_MOST) {
		ssize_t got = read(STDIN_FILENO, p + n, INPUT_MOST - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*out = (struct str){ p, n };
	return true;
}

static int
score_input(const struct law *law, struct arena *mem, struct fault *fault)
{
	struct buf b = buf_new(mem, 64 * MIB);
	struct score_input in;
	struct score_result result;
	struct str json;

	if (!read_input(mem, &json))
		return refuse(S("input: cannot be read"));
	if (score_read(law, json, mem, fault, &in) != RC_OK)
		return refuse(str_c(fault->detail));
	score_compute(&in, mem, &result);
	score_write(&in, &result, &b);
	buf_char(&b, '\n');
	if (!buf_ok(&b))
		return refuse(S("input: too much to hold in memory"));
	if (fwrite(b.p, 1, b.n, stdout) != b.n || fflush(stdout) != 0)
		return refuse(S("output: cannot be written"));
	return 0;
}

int
score_main(int argc, char **argv)
{
	struct arena law_mem, mem;
	struct fault fault = { 0 };
	struct law law;
	int status;

	(void)argv;
	if (argc != 1) {
		(void)fputs("usage: ocop score < sheets.json\n", stderr);
		return 2;
	}
	arena_init(&law_mem, LAW_MEMORY);
	arena_init(&mem, INPUT_MEMORY);
	if (rules_embedded(&law_mem, &fault, &law) != RC_OK)
		status = refuse(str_c(fault.detail));
	else
		status = score_input(&law, &mem, &fault);
	arena_release(&mem);
	arena_release(&law_mem);
	return status;
}
