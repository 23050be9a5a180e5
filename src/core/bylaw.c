/* bylaw: see bylaw.h. */
#include "core/bylaw.h"

const struct reason WHY_QUORUM_MISSING = { RC_CONFLICT, "quorum_missing" };
const struct reason WHY_CHAIR_MISSING = { RC_CONFLICT, "chair_missing" };
const struct reason WHY_SHEETS_MISSING = { RC_CONFLICT, "sheets_missing" };
const struct reason WHY_NOTICE_SHORT = { RC_CONFLICT, "notice_short" };
const struct reason WHY_SEAL_BROKEN = { RC_CONFLICT, "seal_broken" };
const struct reason WHY_SHEET_GIVEN_BACK = { RC_CONFLICT, "sheet_given_back" };
const struct reason WHY_SPREAD_EXCEEDED = { RC_CONFLICT, "spread_exceeded" };
const struct reason WHY_SPREAD_AGAIN = { RC_CONFLICT, "spread_again" };
const struct reason WHY_FINDINGS_MISSING = { RC_INVALID, "findings_missing" };

/* Thái Nguyên and Đồng Tháp wrote three quarters, ten points and the mean of
 * those present into their bylaws; Decision 148/2024 asked for one working day
 * with the electronic dossier. The rest is the careful answer. */
const struct bylaw_row bylaw_rows[BYLAW__COUNT] = {
	[BYLAW_QUORUM_NUM] = { "quorum_num", 1, 100, 3, false,
	    "provincial bylaws: three quarters" },
	[BYLAW_QUORUM_DEN] = { "quorum_den", 1, 100, 4, false,
	    "provincial bylaws: three quarters" },
	[BYLAW_CHAIR] = { "chair", CHAIR_ONLY, CHAIR_OR_VICE, CHAIR_OR_VICE, true,
	    "provincial bylaws: the chair or whom the chair authorised" },
	[BYLAW_NOTICE_DAYS] = { "notice_days", 0, 30, 1, false,
	    "QĐ 148/2024: at least one working day before the session" },
	[BYLAW_DECLARE] = { "declare", BYLAW_YES, BYLAW_NO, BYLAW_YES, true,
	    "no source: careful default" },
	[BYLAW_ABSENCE] = { "absence", ABSENT_OUT, ABSENT_WRITES, ABSENT_OUT, true,
	    "provincial bylaws: the mean of the members present" },
	[BYLAW_BALLOT] = { "ballot", BALLOT_OPEN, BALLOT_SECRET, BALLOT_OPEN, true,
	    "no source: sheets are signed with full names (Phụ lục II)" },
	[BYLAW_CONFIRM] = { "confirm", CONFIRM_HAND, CONFIRM_CODE, CONFIRM_HAND,
	    true, "Phụ lục II: the evaluator signs the sheet" },
	[BYLAW_SPREAD_MAX] = { "spread_max", -1, 100, 10, false,
	    "provincial bylaws: at most ten points" },
	[BYLAW_SPREAD_THEN] = { "spread_then", SPREAD_AGAIN, SPREAD_REASON,
	    SPREAD_AGAIN, true,
	    "provincial bylaws: discuss, then score again" },
	[BYLAW_MINIMUMS] = { "minimums", JUDGE_FINDINGS, JUDGE_MAJORITY,
	    JUDGE_FINDINGS, true, "no source: the council's own finding" },
	[BYLAW_REOPEN] = { "reopen", REOPEN_SECRETARY, REOPEN_CHAIR,
	    REOPEN_SECRETARY, true, "no source" },
	[BYLAW_CONCLUDES] = { "concludes", CONCLUDES_CHAIR, CONCLUDES_SECRETARY,
	    CONCLUDES_CHAIR, true, "provincial bylaws: the chair concludes" },
	[BYLAW_DECIMALS] = { "decimals", 0, 4, 2, false,
	    "the law knows no rounding; for the eye only" },
	[BYLAW_DIVERGE] = { "diverge", DIVERGES_IN_POINTS, DIVERGES_IN_WORDS,
	    DIVERGES_IN_POINTS, true, "QĐ 26/2026 Đ7.6.d does not say: careful default" },
	[BYLAW_MEET_DAYS] = { "meet_days", 1, 30, 5, false,
	    "QĐ 26/2026 Đ7.6.d does not say: time to read again" },
	[BYLAW_EXTRA_ROUNDS] = { "extra_rounds", BYLAW_YES, BYLAW_NO, BYLAW_NO,
	    true, "QĐ 26/2026 Đ5: only where the bylaw says so" },
	[BYLAW_SAMPLE] = { "sample", 2, 50, 5, false, "no source" },
};

struct bylaw
bylaw_default(void)
{
	struct bylaw b;

	for (int i = 0; i < BYLAW__COUNT; i++)
		b.v[i] = bylaw_rows[i].otherwise;
	return b;
}

enum bylaw_rule
bylaw_find(struct str name)
{
	int i = 0;

	while (i < BYLAW__COUNT && !str_eq(name, str_c(bylaw_rows[i].name)))
		i++;
	return (enum bylaw_rule)i;
}

bool
bylaw_put(struct bylaw *b, enum bylaw_rule rule, int64_t value)
{
	const struct bylaw_row *r = &bylaw_rows[rule];

	if (value < r->least || value > r->most)
		return false;
	b->v[rule] = (int)value;
	return true;
}

bool
bylaw_fits(const struct bylaw *b)
{
	return b->v[BYLAW_QUORUM_NUM] <= b->v[BYLAW_QUORUM_DEN];
}

int
bylaw_decimals(bool says, int64_t value)
{
	struct bylaw b = bylaw_default();

	if (says)
		(void)bylaw_put(&b, BYLAW_DECIMALS, value);
	return b.v[BYLAW_DECIMALS];
}

void
bylaw_print(struct buf *out)
{
	buf_printf(out, "%-14s %8s %8s %8s  %s\n", "rule", "least", "most",
	    "silent", "where the default comes from");
	for (int i = 0; i < BYLAW__COUNT; i++) {
		const struct bylaw_row *r = &bylaw_rows[i];

		buf_printf(out, "%-14s %8d %8d %8d  %s\n", r->name, r->least,
		    r->most, r->otherwise, r->source);
	}
}

/* ---- what stands in the way -------------------------------------------------- */

struct found {
	struct unmet_rule *v;
	size_t n;
};

static void
unmet(struct found *f, const struct reason *why, int have, int need)
{
	REQUIRE(f->n < UNMET_RULES_MAX);
	f->v[f->n++] = (struct unmet_rule){ why, have, need };
}

static void
unmet_people(const struct table_facts *f, struct found *out)
{
	if (!f->quorum.chaired)
		unmet(out, &WHY_CHAIR_MISSING, 0, 1);
	if (f->quorum.present < f->quorum.needed || f->quorum.present == 0)
		unmet(out, &WHY_QUORUM_MISSING, f->quorum.present,
		    f->quorum.needed);
	if (f->missing > 0 && !f->without)
		unmet(out, &WHY_SHEETS_MISSING, f->missing, 0);
}

static void
unmet_result(const struct bylaw *b, const struct table_facts *f,
    struct found *out)
{
	if (f->broken > 0)
		unmet(out, &WHY_SEAL_BROKEN, f->broken, 0);
	if (f->given_back > 0)
		unmet(out, &WHY_SHEET_GIVEN_BACK, f->given_back, 0);
	if (f->spread_exceeded && !f->knocked_out) {
		if (b->v[BYLAW_SPREAD_THEN] == SPREAD_AGAIN && f->pass < 2)
			unmet(out, &WHY_SPREAD_AGAIN, f->spread,
			    b->v[BYLAW_SPREAD_MAX]);
		else if (!f->despite)
			unmet(out, &WHY_SPREAD_EXCEEDED, f->spread,
			    b->v[BYLAW_SPREAD_MAX]);
	}
	if (b->v[BYLAW_MINIMUMS] == JUDGE_FINDINGS && !f->findings_saved)
		unmet(out, &WHY_FINDINGS_MISSING, 0, 0);
}

size_t
bylaw_unmet(const struct bylaw *b, enum table_step step,
    const struct table_facts *f, struct unmet_rule out[UNMET_RULES_MAX])
{
	struct found found = { out, 0 };

	switch (step) {
	case STEP_OPEN:
		if (f->notice_days < b->v[BYLAW_NOTICE_DAYS] && !f->waived)
			unmet(&found, &WHY_NOTICE_SHORT, f->notice_days,
			    b->v[BYLAW_NOTICE_DAYS]);
		break;
	case STEP_CLOSE:
		unmet_people(f, &found);
		break;
	case STEP_CONCLUDE:
		unmet_result(b, f, &found);
		break;
	}
	return found.n;
}
