/* Text of people: cleaning is done once, and folding never leaves UTF-8. */
#include "fuzz.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/text.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct str a, b;
	struct day d;

	if (day_read(bytes, &d)) {
		struct day again;

		REQUIRE(day_read(day_text(mem, d), &again) && again.n == d.n);
	}
	if (!text_valid(bytes))
		return;
	for (int lines = 0; lines < 2; lines++) {
		a = text_clean(mem, bytes, lines == 1);
		REQUIRE(text_valid(a));
		b = text_clean(mem, a, lines == 1);
		REQUIRE(str_eq(a, b));
		REQUIRE(text_length(a) <= bytes.n);
	}
	b = text_fold(mem, a);
	REQUIRE(text_valid(b) && str_eq(text_fold(mem, b), b));
	REQUIRE(text_valid(text_lower(mem, a)));
	REQUIRE(text_slug(mem, a).n <= 80);
	REQUIRE(text_valid(text_cut(a, 5)) && text_length(text_cut(a, 5)) <= 5);
	(void)text_sort_key(mem, a);
}
