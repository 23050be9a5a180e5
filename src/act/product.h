/*
 * product: the products of a subject, as their owner keeps them.
 *
 * A product belongs to one set (bộ sản phẩm) of the rule pack in force on the
 * day it is chosen (QĐ 26/2026 Phụ lục I); the set is found by plain words.
 * What may still change is core/product.h.
 */
#ifndef ACT_PRODUCT_H
#define ACT_PRODUCT_H

#include "act/ctx.h"
#include "core/law.h"
#include "core/product.h"
#include "q.h" /* rows are plain data; only acts call the statements */

enum { PRODUCTS_MAX = 200 }; /* of one subject: the list shows them all */

struct product_row {
	const struct q_product_mine *it;
	struct pair set_name;
};
struct product_list {
	const struct product_row *v;
	size_t n;
	int64_t subject_state; /* enum subject_state */
};
MUST_CHECK enum rc product_list(struct ctx *c, struct product_list *out);

struct product_view {
	struct q_product_own it;
	const struct criteria_set *set;
	struct q_product_dossiers_rows dossiers;
	struct product_standing standing;
	const struct reason *rename, *reclass; /* NULL: may */
	bool may_begin;       /* no dossier under way; the subject is approved */
	int64_t subject_state;
};
/* One product of the actor's subject; another's is absent. */
MUST_CHECK enum rc product_load(struct ctx *c, struct product_id id,
    struct product_view *out);

struct product_values {
	struct str name, spec, standard, story;
	struct str gtin;       /* as typed: core/gtin.h; empty: none */
	struct str old_code;   /* word for word, of a pattern of before; on a change */
	struct str set_code;   /* of a new product */
	int64_t version;       /* of the one being changed */
};
/* Faults: subject_waits, products_full; field faults set_unknown (field
 * `set`); gtin_length, gtin_check, gtin_taken (by another product of hers) at `gtin`. */
MUST_CHECK enum rc product_add(struct ctx *c, const struct product_values *in,
    struct product_id *out);
/* Faults: both_wrote (the version is old); field faults product_sent at `name`
 * or `spec`, and those of `gtin` above. */
MUST_CHECK enum rc product_set(struct ctx *c, struct product_id id,
    const struct product_values *in);
/* Puts it in another set. Faults: product_sent, product_draft, set_unknown. */
MUST_CHECK enum rc product_set_set(struct ctx *c, struct product_id id,
    struct str set_code);

/* ---- finding a set ---------------------------------------------------------- */

enum { SETS_FOUND_MAX = 40 };
struct set_search {
	const struct pack *pack;          /* in force today */
	const struct criteria_set *const *v; /* best first; all of them without words */
	size_t n;
	bool searched;
};
/* Sets of the pack in force, by words or all in printed order. */
MUST_CHECK enum rc set_find(struct ctx *c, struct str words, struct set_search *out);
/* A set of the pack in force, or NULL. */
const struct criteria_set *set_find_code(struct ctx *c, struct str code);
/* The same. Fault: set_unknown. */
MUST_CHECK enum rc set_load(struct ctx *c, struct str code,
    const struct criteria_set **out);

extern const struct reason WHY_SET_UNKNOWN, WHY_PRODUCTS_FULL, WHY_GTIN_TAKEN;

#endif
