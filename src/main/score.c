/* score: see score.h. */
#include "main/score.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "core/scoring.h"
#include "main/rules.h"

#define INPUT_MOST (MIB + 1) /* one more than score_read() accepts */
#define LAW_MEMORY (64 * MIB)
#define INPUT_MEMORY (512 * MIB)

/* Whether these bytes are something that ends a line for some reader, or that
 * changes how the rest of it looks: a control character (two bytes from U+0080
 * to U+009F), U+2028 to U+202E. */
static size_t
unprintable(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (p[0] < ' ' || p[0] == 0x7f)
		return 1;
	if (s.n >= 2 && p[0] == 0xc2 && p[1] < 0xa0)
		return 2;
	if (s.n >= 3 && p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0xa8 &&
	    p[2] <= 0xae)
		return 3;
	return 0;
}

/* One line on stderr, of whole letters, whatever was in the input. */
static int
refuse(struct str detail)
{
	char line[400] = "ocop score: ";
	size_t n = strlen(line);

	/* A parser's message may repeat bytes that are no letters. */
	while (detail.n > 0 && !text_valid(detail))
		detail.n--;
	for (size_t i = 0, bad; i < detail.n && n < sizeof(line) - 2; i += bad) {
		bad = unprintable(str_from(detail, i));
		line[n++] = bad > 0 ? '?' : detail.p[i];
		if (bad == 0)
			bad = 1;
	}
	line[n++] = '\n';
	(void)fwrite(line, 1, n, stderr);
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
