/*
 * kit_inside: what a kit is made with, for the two that make one: act/kit.c a session's,
 * act/handed.c a dossier's.
 */
#ifndef ACT_KIT_INSIDE_H
#define ACT_KIT_INSIDE_H

#include "act/kit.h"
#include "act/kit_heads.h"
#include "base/json.h"
#include "q.h"

struct making {
	struct ctx *c;
	enum kit_reader reader;
	struct meeting_id meeting;
	struct kit_heads heads;
	struct kit_files *files;
	size_t room;
	struct kit_page_row *rows;
	struct json_out index;
	int64_t here;
	bool other_rules;         /* of the product at hand: this program has others */
	bool person_erased;       /* what the newest hand-in says of a person was erased */
};

/* There is always room for one more: for the manifest. */
void kit_file_put(struct making *m, struct str name, struct str bytes);
bool kit_file_there(const struct making *m, struct str name);
/* Every entry of a chain, each with its proof and what its reader may see. */
MUST_CHECK enum rc kit_chain_put(struct making *m, struct chain_id chain);
/* A product that was concluded: chain, decision, rules, its line of the index. */
MUST_CHECK enum rc kit_product_put(struct making *m, const struct q_kit_products *p);
/* The rules of a pack. */
void kit_rules_put(struct making *m, struct str pack);
/* Into the index, and the first entry of each generation but the oldest. */
MUST_CHECK enum rc kit_generations_put(struct making *m);
/* Head, keys, the page for people, the manifest; `page` names what the kit is of, the
 * rest of it is filled in. */
void kit_ends_put(struct making *m, struct kit_page_facts *page);

/* As an archive of one answer: what is too large is refused by `too_large`. */
struct kit_archive {
	enum rc (*make)(struct ctx *c, void *arg, struct kit_files *out);
	void *arg;
	struct str folder; /* in which everything lies */
	const struct reason *too_large;
};
MUST_CHECK enum rc kit_zip(struct ctx *c, const struct kit_archive *a, struct str *zip);

#endif
