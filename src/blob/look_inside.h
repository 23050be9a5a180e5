/*
 * look_inside: one run of ocop-look, for the files that start it (look.c,
 * look_fill.c, look_codes.c, look_unpack.c) and nobody else.
 *
 *   look_open()    opens what was received
 *   look_start()   gives it its file and two places to write to
 *   look_hear()    its answer, judged: a refusal is a fault of ours
 *   look_judge()   the same of an answer that was heard (a stranger's bytes too:
 *                  test/fuzz/look_said.c), look_understand(), look_codes_take() and
 *                  look_unpacked() read on
 *   look_written() the bytes it wrote at its first place
 *   look_end()     in every case
 */
#ifndef BLOB_LOOK_INSIDE_H
#define BLOB_LOOK_INSIDE_H

#include <sys/types.h>

#include "blob/inside.h"
#include "blob/look.h"

#define ANSWER_MAX ((size_t)2048)

struct json;

/* Everything one look holds; look_end() lets go of it. */
struct looking {
	const struct blobs *b;
	struct arena *mem;
	struct fault *fault;
	int file, thumb, clean, answer; /* -1: not open */
	struct place thumb_at, clean_at;
	pid_t pid;                      /* 0: not running */
};
#define LOOKING(blobs, arena, why) { .b = (blobs), .mem = (arena), .fault = (why), \
	.file = -1, .thumb = -1, .clean = -1, .answer = -1 }
void look_end(struct looking *l);

/* A descriptor that dup2 in the child cannot trample on: above 4. Closes fd. */
int look_lift(int fd);
/* A received file as what it reads: not empty, not larger than LOOK_FILE_MAX. */
MUST_CHECK enum rc look_open(struct looking *l, struct str path, int64_t *size_bytes);
/* `task`: its words; those that are not needed are NULL. */
MUST_CHECK enum rc look_start(struct looking *l, const char *const task[3]);
/* The whole answer, at most `most` bytes, after it has ended well. */
MUST_CHECK enum rc look_hear(struct looking *l, size_t most, const struct json **out);
MUST_CHECK enum rc look_judge(struct looking *l, struct str said, const struct json **out);
/* What it says that a file is, held against the name and what the file is for. */
MUST_CHECK enum rc look_understand(struct looking *l, const struct look_at *at,
    const struct json *said, struct looked *out);
/* What it says of n pages of a scan; their pictures are kept. */
MUST_CHECK enum rc look_codes_take(struct looking *l, const struct json *said,
    struct scanned_page *v, size_t n);
/* The files that it wrote one behind the other. */
MUST_CHECK enum rc look_unpacked(struct looking *l, struct str all, struct unpacked *out);
/* The bytes of what it wrote, when they are no more than can honestly be. */
MUST_CHECK enum rc look_written(struct looking *l, int64_t most, struct str *out);

#endif
