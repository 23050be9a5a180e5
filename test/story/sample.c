/*
 * sample: the seed "sample" is the sample office, made as `ocop demo` makes
 * it, on 01/09/2026. So the stories of the council room begin where a session
 * is under way, and the sample itself is tried on both back ends.
 */
#include "act/writer.h"
#include "core/law.h"
#include "main/demo.h"
#include "story.h"

/* "mat khau mau 2026", as in test/seed/office.sql: hashing takes its time. */
#define HASHED "$argon2id$v=19$m=19456,t=2,p=1$4yfp69ztib21N40ZXjYU/w" \
	"$mObUkvi7m+1R8V5AU+EIQjE41oAO8cXlh4HFkHkXKdw"

bool
seed_sample(struct stage *s)
{
	struct chance chance = { chance_fill_counted, 1 };
	struct arena mem;
	struct ctx c = { .db = s->writes, .mem = &mem, .fault = &s->fault,
	    .now = moment_of(day_make(2026, 9, 1), 8, 0), .chance = &chance,
	    .law = world_law(), .blobs = s->blobs, .code_key = world_code_key(), .sample = true };
	struct demo d = { .c = &c, .now = c.now, .password = S(HASHED) };
	struct writer_job job = { .run = demo_build, .arg = &d, .ctx = &c };
	enum rc rc;

	arena_init(&mem, 512 * MIB);
	c.today = day_of(c.now);
	rc = writer_inline(s->writes, &job);
	arena_release(&mem);
	return rc == RC_OK;
}
