/* JSON: what was read can be walked to the end; an error names its place. */
#include "fuzz.h"

#include "base/fault.h"
#include "base/json.h"
#include "base/text.h"

static void
walk(const struct json *j, int depth)
{
	REQUIRE(depth <= 33);
	if (json_kind(j) == JSON_STR)
		REQUIRE(text_valid(json_str(j)));
	for (size_t i = 0; i < json_len(j); i++)
		if (json_kind(j) == JSON_LIST) {
			walk(json_at(j, i), depth + 1);
		} else {
			REQUIRE(json_get(j, json_key(j, i)) == json_value(j, i));
			walk(json_value(j, i), depth + 1);
		}
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct str error = S("");
	const struct json *j = json_read(mem, bytes, &error);

	if (j == NULL)
		REQUIRE(error.n > 0);
	else
		walk(j, 0);
}
