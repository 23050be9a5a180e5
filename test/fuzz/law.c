/*
 * A rule pack that somebody wrote by hand: a criteria set, or behind a first
 * line "#pack" the pack itself.
 */
#include "fuzz.h"

#include "base/embedded.h"
#include "base/fault.h"
#include "core/law.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	const struct embedded *pack = data_find(S("rules/qd26-2026/pack.json"));
	const struct embedded *set = data_find(S("rules/qd26-2026/QD26-01.json"));
	const struct str mark = S("#pack\n");
	bool is_pack = str_starts(bytes, mark);
	struct law_file files[2];
	struct fault fault = { 0 };
	struct law law;

	REQUIRE(pack != NULL && set != NULL);
	files[0] = (struct law_file){ S("qd26-2026/pack.json"),
		is_pack ? str_from(bytes, mark.n) : pack->raw, S("") };
	files[1] = (struct law_file){ S("qd26-2026/QD26-01.json"),
		is_pack ? set->raw : bytes, S("") };
	if (law_load(files, 2, mem, &fault, &law) != RC_OK)
		REQUIRE(fault.why != NULL && fault.detail[0] != '\0');
}
