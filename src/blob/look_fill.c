/*
 * look_fill: a DOCX template of an office, filled in by ocop-look; see look.h.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/json.h"
#include "blob/look_inside.h"

#define FILLED_MAX ((int64_t)32 * 1024 * 1024)

static enum rc
fill(struct looking *l, const struct fill_in *in, struct str *out)
{
	const struct json *said;
	enum rc rc;

	l->file = look_lift(open(str_z(l->mem, in->path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
	l->clean = look_lift(memfd_create("values", MFD_CLOEXEC));
	if (l->file < 0 || l->clean < 0 ||
	    write(l->clean, in->values.p, in->values.n) != (ssize_t)in->values.n)
		return io_fault(l->fault, "open the template");
	if ((rc = look_start(l, (const char *const[3]){ "fill" })) != RC_OK ||
	    (rc = look_hear(l, ANSWER_MAX, &said)) != RC_OK)
		return rc;
	return look_written(l, FILLED_MAX, out);
}

enum rc
look_fill(const struct blobs *b, const struct fill_in *in, struct arena *mem,
    struct fault *fault, struct str *out)
{
	struct looking l = { .b = b, .mem = mem, .fault = fault, .file = -1,
		.thumb = -1, .clean = -1, .answer = -1 };
	enum rc rc = fill(&l, in, out);

	look_end(&l);
	return rc;
}
