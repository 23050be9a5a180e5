/* pulse: see pulse.h. */
#include "act/pulse.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/hash.h"
#include "core/dossier.h"
#include "core/quorum.h"

#define PULSE_TEXT_MAX (1 * MIB)

static bool
is_shown(const struct q_pulse_items_rows *items, struct agenda_id id)
{
	for (size_t i = 0; i < items->n; i++)
		if (items->v[i].id.v == id.v)
			return true;
	return false;
}

/* Products as this seat sees them. What was said and written of one belongs to
 * all seats once its sheets lie open. */
static void
put_items(struct buf *b, const struct q_pulse_items_rows *items)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct q_pulse_items *a = &items->v[i];

		buf_printf(b, "a %" PRId64 " %" PRId64 " %" PRId64 " %d %" PRId64
		    "\n", a->id.v, a->state, a->pass, a->sealed_at.ms != 0,
		    a->stake.has ? a->stake.v : 0);
		if (a->state >= AGENDA_CLOSED)
			buf_printf(b, "o %" PRId64 " %.*s\n", a->version,
			    STR_ARG(a->discussion));
	}
}

/* The table: who has begun, who has sealed, who is there and who withdrew, of
 * the products that this seat is shown. */
static enum rc
put_table(struct ctx *c, struct meeting_id id, struct buf *b,
    const struct q_pulse_items_rows *items)
{
	struct q_attendance_list_rows there;
	struct q_sheet_states_rows sheets;
	struct q_stake_list_rows stakes;
	enum rc rc;

	if ((rc = q_sheet_states(c->db, id, &sheets)) != RC_OK ||
	    (rc = q_attendance_list(c->db, id, &there)) != RC_OK ||
	    (rc = q_stake_list(c->db, id, &stakes)) != RC_OK)
		return rc;
	for (size_t i = 0; i < sheets.n; i++)
		if (is_shown(items, sheets.v[i].agenda))
			buf_printf(b, "s %" PRId64 " %" PRId64 " %d\n",
			    sheets.v[i].agenda.v, sheets.v[i].seat.v,
			    sheets.v[i].sealed);
	for (size_t i = 0; i < stakes.n; i++)
		if (is_shown(items, stakes.v[i].agenda))
			buf_printf(b, "k %" PRId64 " %" PRId64 " %" PRId64 "\n",
			    stakes.v[i].agenda.v, stakes.v[i].seat.v,
			    stakes.v[i].state);
	for (size_t i = 0; i < there.n; i++)
		buf_printf(b, "t %" PRId64 " %" PRId64 "\n", there.v[i].seat.v,
		    there.v[i].state);
	return RC_OK;
}

enum rc
pulse_of(struct ctx *c, struct meeting_id id, struct str *out)
{
	struct buf b = buf_new(c->mem, PULSE_TEXT_MAX);
	struct q_pulse_items_rows items;
	struct q_meeting_seat m;
	bool found;
	enum rc rc = q_meeting_seat(c->db, id, c->actor.id, &m, &found);

	if (rc != RC_OK)
		return rc;
	if (!found)
		return FAIL(c, WHY_ABSENT, "%s", "meeting");
	rc = q_pulse_items(c->db, id, m.seat, c->actor.id, &items);
	if (rc != RC_OK)
		return rc;
	buf_printf(&b, "m %" PRId64 " %" PRId64 "\n", m.seat.v, m.state);
	put_items(&b, &items);
	if (seat_runs_table((enum seat_role)m.role) &&
	    (rc = put_table(c, id, &b, &items)) != RC_OK)
		return rc;
	REQUIRE(buf_ok(&b));
	*out = str_head(hash_hex(c->mem, hash_of(buf_str(&b))), PULSE_LENGTH);
	return RC_OK;
}
