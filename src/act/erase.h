/*
 * erase: taking personal data out of what entries speak of (Law 91/2025/QH15,
 * Art. 14), without touching the entries.
 *
 * Only parts of the class personal, which is fixed in code. First the record:
 * who erased, which entry, which part, on what legal basis; it becomes an entry
 * of its own that everybody may read. Then key and salt are destroyed and the
 * encrypted bytes with them. From then on nobody can open the part or connect it to
 * its commitment; the numbers beside it stay provable.
 */
#ifndef ACT_ERASE_H
#define ACT_ERASE_H

#include "act/ctx.h"

/* Erases the personal parts of an entry. Faults: absent (no such entry);
 * nothing_personal; erased_before; reason_missing (no legal basis). */
MUST_CHECK enum rc entry_erase(struct ctx *c, int64_t place, struct str basis);

extern const struct reason WHY_NOTHING_PERSONAL, WHY_ERASED_BEFORE;

/* The entry that says so: of `parts` parts of the entry at `place`. */
MUST_CHECK enum rc erase_said(struct ctx *c, int64_t place, struct str basis, int parts);

#endif
