/* Strictness against numbers worked out on paper, and against the definition
 * computed another way: in fractions of doubles, product by product. */
#include "unit.h"

#include <math.h>

#include "core/strictness.h"

/* Three seats, two products they share, one that seat 1 scored alone. By hand:
 * seat 1: 80 − 87,5 = −7,5 and 70 − 72,5 = −2,5: mean −5, distance 5;
 * seat 2: 90 − 82,5 = 7,5 and 71 − 72 = −1: mean 3,25, distance 4,25;
 * seat 3: 85 − 85 = 0 and 74 − 70,5 = 3,5: mean 1,75, distance 1,75. */
static void
worked_by_hand(void)
{
	static const struct strict_total v[] = { { 1, 1, 80 }, { 2, 2, 71 }, { 1, 2, 90 },
		{ 1, 3, 85 }, { 3, 1, 60 }, { 2, 1, 70 }, { 2, 3, 74 } };
	static const struct { int64_t seat; int products; int64_t off, distance; } said[] = {
		{ 1, 2, -500, 500 }, { 2, 2, 325, 425 }, { 3, 2, 175, 175 }, { 4, 0, 0, 0 } };

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		struct strictness s = strictness_of(v, sizeof(v) / sizeof(v[0]), said[i].seat);

		unit_row("seat %d", (int)said[i].seat);
		CHECK_INT(s.products, said[i].products);
		CHECK_INT(s.off, said[i].off);
		CHECK_INT(s.distance, said[i].distance);
	}
}

/* A third is 0,33, two thirds 0,67, an eighth 0,13; below zero the same. */
static void
rounded_to_the_nearest(void)
{
	static const struct strict_total thirds[] = { { 1, 1, 50 }, { 1, 2, 50 }, { 1, 3, 50 },
		{ 1, 4, 51 } };
	struct strict_total eighths[9];

	CHECK_INT(strictness_of(thirds, 4, 1).off, -33);
	CHECK_INT(strictness_of(thirds, 4, 4).off, 100);
	for (int i = 0; i < 9; i++)
		eighths[i] = (struct strict_total){ 1, i, i == 8 ? 51 : 50 };
	CHECK_INT(strictness_of(eighths, 9, 0).off, -13);
	eighths[8].total = 49;
	CHECK_INT(strictness_of(eighths, 9, 0).off, 13);
	CHECK_INT(strictness_of(eighths, 9, 0).distance, 13);
}

/* The definition, in doubles; rounding twice may differ by one hundredth. */
static void
by_another_way(void)
{
	uint64_t state = 20261129;
	struct strict_total v[25 * 30];
	size_t n = 0;

	for (int product = 1; product <= 30; product++)
		for (int seat = 1; seat <= 25; seat++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			if ((state >> 60) > 3) /* a quarter did not score it */
				v[n++] = (struct strict_total){ product, seat,
					(int64_t)((state >> 33) % 101) };
		}
	for (int seat = 1; seat <= 25; seat++) {
		double off = 0, distance = 0;
		int products = 0;
		struct strictness s = strictness_of(v, n, seat);

		for (int product = 1; product <= 30; product++) {
			double own = -1, sum = 0;
			int others = 0;

			for (size_t i = 0; i < n; i++) {
				if (v[i].product != product)
					continue;
				if (v[i].seat == seat)
					own = (double)v[i].total;
				else
					sum += (double)v[i].total, others++;
			}
			if (own < 0 || others == 0)
				continue;
			products++;
			off += own - sum / others;
			distance += fabs(own - sum / others);
		}
		unit_row("seat %d", seat);
		CHECK_INT(s.products, products);
		CHECK(fabs((double)s.off - 100 * off / products) <= 1.01);
		CHECK(fabs((double)s.distance - 100 * distance / products) <= 1.01);
	}
}

static const struct unit_test tests[] = {
	{ "three seats by hand", worked_by_hand },
	{ "rounded to the nearest hundredth", rounded_to_the_nearest },
	{ "the definition in another arithmetic gives the same", by_another_way },
};
UNIT_MAIN(tests)
