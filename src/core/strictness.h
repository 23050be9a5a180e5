/*
 * strictness: how a seat scores beside the others, as advice.
 *
 * Strictness is the mean, over the products a seat scored, of its total less the
 * mean of the others' totals: below zero it gives fewer points than they do. How
 * far it lies from them either way is its distance. Nothing is decided by it and
 * no result is changed; it is shown from a minimum number of products on (the
 * bylaw's `sample`), because two products say nothing of anybody.
 */
#ifndef CORE_STRICTNESS_H
#define CORE_STRICTNESS_H

#include <stddef.h>
#include <stdint.h>

/* A total of one seat for one product. */
struct strict_total {
	int64_t product, seat;
	int64_t total;
};

struct strictness {
	int products;        /* scored together with somebody else */
	int64_t off;         /* hundredths of a point: mean of total less the others' mean */
	int64_t distance;    /* hundredths: mean of the same without its sign */
};

/* Of one seat, among totals of any order. */
struct strictness strictness_of(const struct strict_total *v, size_t n, int64_t seat);

#endif
