/* away_take: see away_take.h. */
#include "act/away_take.h"

#include <inttypes.h>
#include <string.h>

#include "act/away_table.h"
#include "act/conclude.h"
#include "act/reasons.h"
#include "act/record.h"
#include "base/hash.h"


/* One sealed version on its way. */
struct brought {
	struct str lines, seal, leaf, remark, stop_why;
	struct moment at;
	int64_t place;
	struct room_id room;
	struct sheet_numbers n;        /* read from the lines */
	const struct q_seat_ever *seat;
	bool aside;                    /* the laptop set it aside: recused */
	struct q_room_past_of_rows pasts;
};

static enum rc
wrong(struct ctx *c, const struct brought *b, const char *what)
{
	return FAIL(c, WHY_ROOM_SHEET_WRONG, "entry %" PRId64 " of the laptop, seat "
	    "%.*s: %s; nothing was taken", b->place, STR_ARG(b->n.seat), what);
}

/* ---- one version, judged ---------------------------------------------------------- */

/* Whether what was written is what the lines hash. */
static bool
words_fit(struct arena *mem, const struct brought *b)
{
	struct str remark = b->remark.n == 0 ? S("") : hash_hex(mem, hash_of(b->remark));
	struct str why = b->n.stop.n == 0 ? S("") : hash_hex(mem, hash_of(b->stop_why));

	return str_eq(remark, b->n.remark) &&
	    (b->n.stop.n == 0 || str_eq(why, b->n.stop_why));
}

/* Remark and reason stand beside the version: in its sheet, or in what it was. */
static enum rc
words_find(struct ctx *c, struct ctx *room, const struct q_room_seals *s,
    struct brought *b, struct q_room_sheet_row *row)
{
	bool found;
	enum rc rc = q_room_sheet_row(room->db, s->sheet, row, &found);

	if (rc == RC_OK)
		rc = q_room_past_of(room->db, s->sheet, &b->pasts);
	if (rc != RC_OK)
		return FAIL(c, WHY_BROKEN, "%s", "the folder's database cannot be read");
	if (!found)
		return wrong(c, b, "its sheet is gone");
	b->aside = row->aside_at.ms != 0;
	if (str_eq(row->seal, b->seal)) {
		b->remark = row->remark;
		b->stop_why = row->stop_why;
		return RC_OK;
	}
	for (size_t i = 0; i < b->pasts.n; i++)
		if (str_eq(b->pasts.v[i].seal, b->seal)) {
			b->remark = b->pasts.v[i].remark;
			b->stop_why = b->pasts.v[i].stop_why;
			return RC_OK;
		}
	return wrong(c, b, "no version of its sheet has this seal");
}

static enum rc
brought_read(struct ctx *c, struct ctx *room, const struct q_room_seals *s,
    struct brought *b)
{
	struct q_room_sheet_row row;
	struct hash leaf;
	enum rc rc;

	b->place = s->place;
	b->at = s->at;
	b->lines = str_copy(c->mem, s->lines);
	if (s->leaf.n != sizeof(leaf.b))
		return wrong(c, b, "its entry has no hash");
	memcpy(leaf.b, s->leaf.p, sizeof(leaf.b));
	b->leaf = hash_hex(c->mem, leaf);
	b->seal = hash_hex(c->mem, hash_of(b->lines));
	if (!sheet_seal_read(c->mem, c->law, b->lines, &b->n))
		return wrong(c, b, "its lines are no sheet of a known set");
	if ((rc = words_find(c, room, s, b, &row)) != RC_OK)
		return rc;
	if (row.agenda.v != b->n.agenda.v || row.pass != b->n.pass)
		return wrong(c, b, "its row is of another product");
	if (!words_fit(c->mem, b))
		return wrong(c, b, "what was written is not what was sealed");
	return RC_OK;
}

/* The seat's right, by the office's own rows. */
static enum rc
brought_judge(struct ctx *c, const struct away_work *w, const struct q_room_seals *s,
    struct brought *b)
{
	struct q_agenda_of_meeting a;
	bool found;
	enum rc rc = q_agenda_of_meeting(c->db, b->n.agenda, w->t->meeting, &a, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || !str_eq(a.set_code, b->n.set->code))
		return wrong(c, b, "its product is not of this session");
	for (size_t i = 0; i < w->sat.seats.n; i++)
		if (str_eq(w->sat.seats.v[i].code, b->n.seat))
			b->seat = &w->sat.seats.v[i];
	if (b->seat == NULL || !b->seat->votes ||
	    b->seat->account.v != s->account.v)
		return wrong(c, b, "this seat hands in no sheet, or somebody else did");
	for (size_t i = 0; i < b->n.set->n_criteria; i++)
		if (!b->n.choices[i].answered)
			return wrong(c, b, "criteria are missing");
	return RC_OK;
}

/* ---- one version, taken ------------------------------------------------------------- */

/* Puts the version in its place and records it as sealed by its seat. */
static enum rc
brought_put(struct ctx *c, const struct brought *b)
{
	const struct actor program = c->actor;
	struct q_sheet_put row;
	enum rc rc = q_sheet_put(c->db, &(struct q_sheet_put_in){
	    .agenda = b->n.agenda, .seat = b->seat->id, .pass = b->n.pass,
	    .remark = b->remark, .stop = b->n.stop, .stop_why = b->stop_why,
	    .sealed_at = b->at, .seal = b->seal, .ballot = b->n.ballot,
	    .at = c->now }, &row);

	if (rc == RC_OK)
		rc = q_choice_drop_all(c->db, row.id);
	for (size_t i = 0; rc == RC_OK && i < b->n.set->n_criteria; i++)
		rc = q_choice_put(c->db, row.id, b->n.set->criteria[i].id,
		    b->n.choices[i].case_id, b->n.choices[i].points,
		    (struct str){ NULL, 0 });
	if (rc == RC_OK && b->aside)
		rc = q_sheet_set_aside(c->db, b->n.agenda, b->seat->id, c->now);
	if (rc != RC_OK)
		return rc;
	c->actor = (struct actor){ .id = b->seat->account, .name = b->seat->name,
	    .roles = ROLE_BIT(ROLE_COUNCIL) };
	rc = sheet_sealed(c, row.id, &(struct sealed_words){ b->lines, b->seal,
	    b->n.seat, b->seat->name, str_printf(c->mem, ",\"room\":%" PRId64
	    ",\"place\":%" PRId64 ",\"leaf\":\"%.*s\"", b->room.v, b->place,
	    STR_ARG(b->leaf)), b->n.ballot.n > 0 });
	c->actor = program;
	return rc;
}

/* What stands here is kept line by line, before another version takes its place. */
static enum rc
here_keep(struct ctx *c, const struct brought *b, const struct q_sheet_of_seat *h,
    struct str why)
{
	struct choice *choices = ARENA_ARRAY(c->mem, b->n.set->n_criteria,
	    struct choice);
	struct q_sheet_choices_rows rows;
	enum rc rc = q_sheet_choices(c->db, h->id, &rows);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < rows.n; i++) {
		const struct criterion *cr = set_criterion(b->n.set,
		    rows.v[i].criterion);

		REQUIRE(cr != NULL);
		choices[cr - b->n.set->criteria] = (struct choice){ true,
		    (int)rows.v[i].points, rows.v[i].case_id };
	}
	return q_sheet_past_add(c->db, &(struct q_sheet_past_add_in){
	    .sheet = h->id, .seal = h->seal, .sealed_at = h->sealed_at,
	    .lines = sheet_seal_text(c->mem, &(struct sheet_numbers){ b->n.agenda,
	    b->n.seat, b->n.pass, b->n.set, choices, h->stop, h->stop_why,
	    h->remark, h->ballot }), .remark = h->remark, .stop_why = h->stop_why,
	    .why = why, .at = c->now });
}

static enum rc
brought_keep(struct ctx *c, const struct brought *b, enum room_sheet_state state)
{
	return q_room_sheet_add(c->db, &(struct q_room_sheet_add_in){
	    .room = b->room, .place = b->place, .agenda = b->n.agenda,
	    .seat = b->seat->id, .pass = b->n.pass, .lines = b->lines,
	    .seal = b->seal, .leaf = b->leaf, .sealed_at = b->at,
	    .remark = b->remark, .stop = b->n.stop, .stop_why = b->stop_why,
	    .state = state, .at = c->now });
}

/* Why the laptop gave the version back that stands here; no text: it did not. */
static struct str
given_back_why(const struct brought *b, struct str seal)
{
	for (size_t i = 0; i < b->pasts.n; i++)
		if (str_eq(b->pasts.v[i].seal, seal))
			return b->pasts.v[i].why;
	return (struct str){ NULL, 0 };
}

/* Nothing here, or only a draft: it takes the place. A version that the laptop
 * itself gave back: the newer one follows it. Any other sealed sheet was sealed on
 * this side too: both are kept and people decide. */
static enum rc
brought_take(struct ctx *c, struct away_work *w, const struct brought *b)
{
	struct q_sheet_of_seat h;
	struct str why;
	bool found;
	enum rc rc = q_sheet_of_seat(c->db, b->n.agenda, b->seat->id, b->n.pass, &h,
	    &found);

	if (rc != RC_OK)
		return rc;
	if (found && h.sealed_at.ms != 0 && !str_eq(h.seal, b->seal)) {
		why = given_back_why(b, h.seal);
		if (why.n == 0) {
			w->t->both++;
			rc = brought_keep(c, b, ROOM_SHEET_BOTH);
			return rc == RC_OK ? record_add(c, "sheet.both", "agenda",
			    b->n.agenda.v, "{\"seat\":\"%.*s\",\"seal\":\"%.*s\","
			    "\"place\":%" PRId64 "}", STR_ARG(b->n.seat),
			    STR_ARG(b->seal), b->place) : rc;
		}
		if ((rc = here_keep(c, b, &h, why)) != RC_OK)
			return rc;
	}
	w->t->sheets++;
	if ((rc = brought_keep(c, b, ROOM_SHEET_TAKEN)) != RC_OK)
		return rc;
	return brought_put(c, b);
}

static enum rc
seals_take(struct ctx *c, struct away_work *w)
{
	struct q_room_seals_rows rows;
	struct q_room_sheet_known known;
	int64_t next = 0;
	enum rc rc;

	do {
		rc = q_room_seals(w->t->room->db, next, &rows);
		if (rc != RC_OK)
			return FAIL(c, WHY_BROKEN, "%s", "the folder's database cannot "
			    "be read");
		for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
			struct brought b = { .room = w->room.id };

			next = rows.v[i].place + 1;
			if ((rc = q_room_sheet_known(c->db, w->room.id,
			    rows.v[i].place, &known)) != RC_OK)
				return rc;
			w->t->known += known.n > 0;
			if (known.n > 0)
				continue;
			if ((rc = brought_read(c, w->t->room, &rows.v[i], &b)) != RC_OK ||
			    (rc = brought_judge(c, w, &rows.v[i], &b)) != RC_OK)
				return rc;
			rc = brought_take(c, w, &b);
		}
	} while (rc == RC_OK && rows.n > 0);
	return rc;
}

/* ---- the whole ------------------------------------------------------------------------ */

enum rc
away_take(struct ctx *c, struct away_taking *t)
{
	struct away_work w = { .t = t };
	bool found;
	enum rc rc;

	if ((rc = q_meeting_hold(c->db, t->meeting, &w.m)) != RC_OK ||
	    (rc = q_room_out_of(c->db, t->meeting, &w.room, &found)) != RC_OK)
		return rc;
	if (!found || w.room.state == ROOM_ASKED)
		return FAIL(c, WHY_MEETING_HERE, "%s", "no folder was made of this session");
	if ((rc = sat_load(c, t->meeting, &w.sat)) != RC_OK ||
	    (rc = away_people(c, &w)) != RC_OK ||
	    (rc = seals_take(c, &w)) != RC_OK ||
	    (rc = away_products(c, &w)) != RC_OK ||
	    (rc = q_room_out_brought(c->db, w.room.id, t->head, c->now)) != RC_OK ||
	    (rc = away_end(c, &w)) != RC_OK)
		return rc;
	return record_add(c, "meeting.brought", "meeting", t->meeting.v,
	    "{\"room\":%" PRId64 ",\"sheets\":%d,\"known\":%d,\"both\":%d,"
	    "\"head\":\"%.*s\"}", w.room.id.v, t->sheets, t->known, t->both,
	    STR_ARG(hash_hex(c->mem, hash_of(t->head))));
}

enum rc
away_instead(struct ctx *c, const struct q_room_sheet_of *s, struct str why)
{
	struct q_sheet_of_seat h;
	struct q_seat_ever seat = { .id = s->seat, .code = s->seat_code,
	    .account = s->account, .name = s->name };
	struct brought b = { .lines = s->lines, .seal = s->seal, .leaf = s->leaf,
	    .remark = s->remark, .stop_why = s->stop_why, .at = s->sealed_at,
	    .place = s->place, .room = s->room, .seat = &seat };
	bool found;
	enum rc rc;

	if (!sheet_seal_read(c->mem, c->law, s->lines, &b.n))
		return wrong(c, &b, "its lines are no sheet of a known set");
	if ((rc = q_sheet_of_seat(c->db, s->agenda, s->seat, s->pass, &h,
	    &found)) != RC_OK)
		return rc;
	if (found && h.sealed_at.ms != 0 &&
	    (rc = here_keep(c, &b, &h, why)) != RC_OK)
		return rc;
	if ((rc = q_agenda_unpropose(c->db, s->agenda)) != RC_OK)
		return rc;
	return brought_put(c, &b);
}
