/*
 * codes: the numbers on papers: products, slips, documents.
 *
 * A product's code is (T)-(X)-(STT)-year: province, commune, running number
 * kept by the commune, year of evaluation (QĐ 26/2026 Phụ lục II, heading of
 * the sheets; codes of QĐ 19/2025/QĐ-TTg). Before July 2025 there was a
 * district between; such codes are kept word for word. Patterns are data of
 * the pack.
 */
#ifndef CORE_CODES_H
#define CORE_CODES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "core/law.h"

/* What a pattern's places are filled with. */
struct code_values {
	struct str province, district, commune;
	int64_t number; /* {sequence} and {number} */
	int year;
};

/* Fills {province} {district} {commune} {sequence} {number} {year}; any other
 * place is a mistake of the pack and stays as it is. Without a district its
 * place and the dash behind it are left out. */
struct str code_fill(struct arena *mem, struct str pattern,
    const struct code_values *v);

/* "79-25843-7-2026" */
struct str product_code(struct arena *mem, const struct pack *p,
    const struct code_values *v);
/* "12/PĐK-79-25843-2026" (Mẫu 01, block of the receiving office). */
struct str slip_number(struct arena *mem, const struct pack *p,
    const struct code_values *v);
/* "123/QĐ-UBND": number, kind of paper, issuing office (Decree 30/2020). */
struct str document_number(struct arena *mem, int64_t number, struct str kind,
    struct str office);

struct product_code_parts {
	struct str province, district, commune; /* district empty: two levels */
	int64_t sequence;
	int year;
};

/* Reads a product code of either pattern; false for anything else. */
bool product_code_read(struct str code, struct product_code_parts *out);

#endif
