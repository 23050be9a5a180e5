/* strictness: see strictness.h. For the eye only: hundredths, rounded. */
#include "core/strictness.h"

#include "base/fault.h"

/* num/den rounded to the nearest, half away from zero. */
static int64_t
nearest(int64_t num, int64_t den)
{
	REQUIRE(den > 0);
	return num < 0 ? -((-2 * num + den) / (2 * den)) : (2 * num + den) / (2 * den);
}

struct strictness
strictness_of(const struct strict_total *v, size_t n, int64_t seat)
{
	struct strictness s = { 0 };
	int64_t off = 0, distance = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t others = 0, sum = 0, by;

		if (v[i].seat != seat)
			continue;
		for (size_t k = 0; k < n; k++)
			if (v[k].product == v[i].product && v[k].seat != seat) {
				others++;
				sum += v[k].total;
			}
		if (others == 0)
			continue;
		by = nearest(100 * (v[i].total * others - sum), others);
		off += by;
		distance += by < 0 ? -by : by;
		s.products++;
	}
	if (s.products > 0) {
		s.off = nearest(off, s.products);
		s.distance = nearest(distance, s.products);
	}
	return s;
}
