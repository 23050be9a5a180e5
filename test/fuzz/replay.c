/*
 * replay FILE…: every file through fuzz_one(), then many small mutations of
 * it, always the same ones. With -DFUZZER it is the entry point of libFuzzer
 * instead.
 */
#include "fuzz.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

static void
one(const uint8_t *p, size_t n)
{
	struct arena mem;

	arena_init(&mem, 64 * MIB);
	fuzz_one(&mem, (struct str){ (const char *)p, n });
	arena_release(&mem);
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	one(p, n);
	return 0;
}
#else

#define LARGEST ((size_t)256 * 1024)
#define MUTATIONS 1500

static uint64_t chance;

static uint32_t
next(uint32_t below)
{
	chance = chance * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(chance >> 33) % below;
}

/* Bytes that parsers trip over. */
static const char *const nasty[] = { "%00", "%", "%c0%af", "\xc0\xaf", "\xff", "..", "//", "\r\n",
	"--", "\"", "&", "=", ";", "{", "[", "\\u0000", "\\ud800", "99999999999999999999", "-0", "1e999",
	"\xcc\x81", "\xe2\x80\xae", "../", "<", "\t" };

static size_t
mutate(uint8_t *p, size_t n)
{
	for (uint32_t times = 1 + next(4); times > 0; times--) {
		const char *s = nasty[next(sizeof nasty / sizeof nasty[0])];
		size_t len = strlen(s), at = n == 0 ? 0 : next((uint32_t)n);

		switch (next(5)) {
		case 0: /* another byte */
			if (n > 0)
				p[at] = (uint8_t)next(256);
			break;
		case 1: /* a bit */
			if (n > 0)
				p[at] = (uint8_t)(p[at] ^ (1u << next(8)));
			break;
		case 2: /* cut off */
			n = at;
			break;
		case 3: /* something nasty put in */
			if (n + len < LARGEST) {
				memmove(p + at + len, p + at, n - at);
				memcpy(p + at, s, len);
				n += len;
			}
			break;
		default: /* the beginning once more at the end */
			if (n + at < LARGEST) {
				memmove(p + n, p, at);
				n += at;
			}
		}
	}
	return n;
}

static size_t
read_file(const char *path, uint8_t *to)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL) {
		fprintf(stderr, "replay: cannot read %s\n", path);
		exit(3);
	}
	n = fread(to, 1, LARGEST, f);
	fclose(f);
	return n;
}

int
main(int argc, char **argv)
{
	uint8_t *seed = malloc(LARGEST), *p = malloc(LARGEST);
	const char *mutations = getenv("FUZZ_MUTATIONS");
	int64_t most = mutations == NULL ? MUTATIONS : 0;

	if (mutations != NULL)
		(void)str_int(str_c(mutations), &most);
	for (int i = 1; i < argc; i++) {
		size_t n = read_file(argv[i], seed);

		printf("# %s\n", argv[i]); /* whose mutation it was, if it ends here */
		fflush(stdout);
		alarm(120);
		one(seed, n);
		chance = (uint64_t)n + 1;
		for (int64_t k = 0; k < (n > 20000 ? most / 20 : most); k++) {
			memcpy(p, seed, n);
			one(p, mutate(p, n));
		}
	}
	free(seed);
	free(p);
	return argc > 1 ? 0 : 1;
}
#endif
