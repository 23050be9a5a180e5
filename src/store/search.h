/*
 * search: how products are found, by words and by filters.
 *
 * With or without marks: "Thanh An" finds Thanh An and Thạnh An, and what has
 * exactly the marks that were typed comes first. The last word may be the
 * beginning of one; what has it whole comes before. Newest first, by cursor, at the same price at any depth.
 *
 * Each product has one row of words (product_search): its name, its subject's,
 * its commune's and province's, exact and folded, and tags for what can be
 * filtered. One index therefore answers words and filters together.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/db.h"
#include "q.h"

#define SEARCH_ROWS_MAX 100
#define SEARCH_WORDS_MAX 8 /* further words are left out */

/* What the public asks for. Empty, 0: not asked. */
struct search_filter {
	struct str words;          /* as typed, cleaned */
	int star;                  /* 1 … 5 */
	int sector;                /* 1 … 6 */
	struct str set_code;
	struct str unit_code;      /* a commune */
	struct str province_code;
	/* The certificate's last day is in this range; 0 leaves an end open, both
	 * 0: any day or none. `unpublished`: only those without a last day. */
	struct day until_from, until_to;
	bool unpublished;
	struct opt_int revoked;    /* 0 or 1 */
};

/* Where a list goes on: first hits of whole words, exact (phase 0), then folded;
 * then of beginnings, exact, folded. All 0 begins. In an address "0-12345". */
struct search_cursor {
	int phase;
	struct product_id before;
};

/* One page of what a filter finds. */
struct search_page {
	size_t rows_max;             /* asked for; at most SEARCH_ROWS_MAX */
	struct search_cursor cursor; /* where it begins; then, where the next does */
	struct q_listing_search_rows rows;
	bool more;                   /* there is a next page */
};

/* Finds a page. `page` comes with rows_max and cursor and is filled. */
MUST_CHECK enum rc search_listing(struct db *db, struct arena *mem,
    const struct search_filter *f, struct search_page *page);

/* A cursor as it stands in an address. */
struct str search_cursor_text(struct arena *mem, struct search_cursor c);
/* "" begins. False for what is no cursor. */
bool search_cursor_read(struct str s, struct search_cursor *out);

/* Brings listing and words of a product up to date: after its name, subject,
 * unit, photo or certificate changed. `sector` is that of its set (law_set). */
MUST_CHECK enum rc search_update(struct db *db, struct arena *mem,
    struct product_id product, int sector);

#endif
