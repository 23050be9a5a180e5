/* paper_blank: see paper_blank.h. */
#include "act/paper_blank.h"

#include "base/embedded.h"

enum rc
paper_blank(struct arena *mem, struct fault *fault, const char *name, struct blank *out)
{
	const struct embedded *e = data_find(str_printf(mem, "papers/%s.txt", name));

	REQUIRE(e != NULL);
	return blank_read(e->raw, mem, fault, out);
}
