/* next: see next.h. Clauses stand beside the words. */
#include "web/next.h"

bool
next_is_ministry(const struct visit *v)
{
	return v->ctx.actor.agency.v != 0 && v->ctx.actor.agency_level == LEVEL_MINISTRY;
}

struct next_box
next_of_meeting(const struct visit *v, int64_t state, struct day until)
{
	const bool up = next_is_ministry(v);
	const struct str council = up ? S("QĐ 26/2026 Đ3, Đ7.4") : S("QĐ 26/2026 Đ3, Đ7.3.d");

	switch (state) {
	case MEETING_PREPARED: return (struct next_box){ T_next_meeting_prepared, until, council };
	case MEETING_OPEN: return (struct next_box){ T_next_meeting_open, until, council };
	case MEETING_AWAY: return (struct next_box){ T_next_meeting_away, until, council };
	default: break;
	}
	return (struct next_box){ T_next_meeting_closed, until, up ? S("QĐ 26/2026 Đ7.4.e, Đ7.4.g")
	    : S("QĐ 26/2026 Đ7.3.đ, Đ7.3.e, Đ7.3.g") };
}

struct next_box
next_of_product(const struct visit *v, int64_t state, bool mine_sealed, struct day until)
{
	const bool up = next_is_ministry(v), written = until.n != 0;
	const struct str council = written ? up ? S("QĐ 26/2026 Đ3.3, Đ7.6.e")
	    : S("QĐ 26/2026 Đ3.3, Đ7.6.d") : up ? S("QĐ 26/2026 Đ3.3, Đ7.4.d")
	    : S("QĐ 26/2026 Đ3.3, Đ7.3.d");

	switch (state) {
	case AGENDA_WAITS: return (struct next_box){ T_next_product_waits, until, council };
	case AGENDA_SCORING: return (struct next_box){ mine_sealed ? T_next_product_sealed :
	    T_next_product_scoring, until, council };
	case AGENDA_CLOSED: return (struct next_box){ T_next_product_closed, { 0 }, council };
	default: break;
	}
	return (struct next_box){ T_next_product_concluded, { 0 },
	    up ? S("QĐ 26/2026 Đ7.4.đ, Đ7.4.e, Đ7.4.g")
	    : S("QĐ 26/2026 Đ7.3.đ, Đ7.3.e, Đ7.3.g") };
}

struct next_box
next_of_team(bool reported, struct day due)
{
	if (reported)
		return (struct next_box){ T_next_team_reported, { 0 }, S("QĐ 26/2026 Đ7.3.d") };
	return (struct next_box){ T_next_team_works, due, S("QĐ 26/2026 Đ7.3.c") };
}

struct next_box
next_of_decision(const struct visit *v, int64_t kind, bool draft, struct day due)
{
	const bool up = next_is_ministry(v);

	if (kind == DECISION_REVOKE)
		return draft ? (struct next_box){ T_next_revoke_draft, due,
		    S("QĐ 26/2026 Đ8.2, Đ8.4") }
		    : (struct next_box){ T_next_revoke_signed, { 0 }, S("QĐ 26/2026 Đ8.3") };
	if (kind == DECISION_APPROVE)
		return draft ? (struct next_box){ T_next_approve_draft, { 0 },
		    S("QĐ 26/2026 Đ7.3.e") }
		    : (struct next_box){ T_next_approve_signed, { 0 },
		    S("QĐ 26/2026 Đ6.3.a, Đ7.3.e") };
	return draft ? (struct next_box){ T_next_recognise_draft, { 0 },
	    up ? S("QĐ 26/2026 Đ7.4.e") : S("QĐ 26/2026 Đ7.3.đ") }
	    : (struct next_box){ T_next_recognise_signed, { 0 },
	    up ? S("QĐ 26/2026 Đ7.4.e") : S("QĐ 26/2026 Đ7.3.e, Đ7.3.g") };
}

struct next_box
next_of_revocations(const struct visit *v, struct day due)
{
	return (struct next_box){ next_is_ministry(v) ? T_next_revoke_ministry :
	    T_next_revoke_province, due, S("QĐ 26/2026 Đ8.2, Đ8.3, Đ8.4") };
}
