/* The public record as a whole, on both back ends: what was done becomes entries
 * that are published before anybody is told; an edited row is seen; a part is
 * erased and the rest stays provable. */
#include "publisher_help.h"

#include "act/entries.h"
#include "act/erase.h"
#include "act/reasons.h"

static int64_t erase_place;

static enum rc
act_erase(struct ctx *c)
{
	return entry_erase(c, erase_place, S("yêu cầu số 5 ngày 01/12/2026"));
}

/* ---- becoming an entry ------------------------------------------------------------------ */

static void
is_published_before_the_answer(struct str where)
{
	struct note_key key;
	struct entry_view e;
	struct tree_head head;
	struct proof p;
	struct office o;
	struct str checkpoint, bytes;

	if (!office_make(&o, where))
		return;
	head = head_of(&o, &checkpoint);
	CHECK_INT(head.size, 1); /* log.begun */
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(act(&o, act_draft), RC_OK);
	head = head_of(&o, &checkpoint);
	CHECK_INT(head.size, 2); /* a draft is nobody's fact */
	CHECK_INT(publisher_proof(o.log, 1, unit_mem(), &o.fault, &bytes), RC_OK);
	CHECK(proof_read(unit_mem(), bytes, &p));
	CHECK(vkey_read(unit_mem(), publisher_vkey(o.log, unit_mem()), &key));
	db_use(o.db, &o.mem, &o.fault);
	CHECK_INT(entry_load(&o.ctx, 1, &e), RC_OK);
	CHECK(proof_holds(unit_mem(), &p, e.body, &key));
	CHECK(str_has(e.body, S("\"type\":\"score-sheet\"")) &&
	    str_has(e.body, S("\"actor\":\"m3\"")) && !str_has(e.body, S("Mẫu")));
	CHECK_INT(differences(&o, &bytes), 0);
	office_drop(&o);
}

static void
an_edited_row_is_seen(struct str where)
{
	static const struct { const char *edit, *back, *said; } rows[] = {
		{ "UPDATE record SET body = '{\"seat\":\"m4\"}' WHERE kind = 'sheet.seal'",
		  "UPDATE record SET body = '{\"seat\":\"m3\"}' WHERE kind = 'sheet.seal'",
		  "does not fit" },
		{ "UPDATE part SET name = 'skores' WHERE name = 'scores'",
		  "UPDATE part SET name = 'scores' WHERE name = 'skores'", "does not fit" },
		{ "UPDATE part SET class = 2 WHERE name = 'identity'",
		  "UPDATE part SET class = 3 WHERE name = 'identity'", "has no salt" },
		{ "UPDATE record SET kind = 'sheet.save' WHERE kind = 'sheet.seal'",
		  "UPDATE record SET kind = 'sheet.seal' WHERE kind = 'sheet.save'",
		  "does not fit" },
		{ "INSERT INTO record (at, kind, noun, noun_id, body) "
		  "VALUES (1, 'sheet.seal', 'sheet', 78, '{}')",
		  "DELETE FROM record WHERE noun_id = 78", "has no entry" },
	};
	struct office o;
	struct str said;

	if (!office_make(&o, where))
		return;
	CHECK_INT(act(&o, act_seal), RC_OK);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		edit(&o, rows[i].edit);
		CHECK(differences(&o, &said) > 0);
		CHECK(str_has(said, str_c(rows[i].said)));
		edit(&o, rows[i].back);
		CHECK_INT(differences(&o, &said), 0);
	}
	office_drop(&o);
}

static void
erased_and_still_provable(struct str where)
{
	struct opened_parts parts;
	struct entry_view e;
	struct office o;
	struct str said;
	int wrong;

	if (!office_make(&o, where))
		return;
	CHECK_INT(act(&o, act_seal), RC_OK);
	erase_place = 0;
	CHECK_INT(act(&o, act_erase), RC_INVALID); /* nothing personal there */
	CHECK(o.fault.why == &WHY_NOTHING_PERSONAL);
	erase_place = 1;
	CHECK_INT(act(&o, act_erase), RC_OK);
	CHECK_INT(act(&o, act_erase), RC_CONFLICT);
	db_use(o.db, &o.mem, &o.fault);
	o.fault = (struct fault){ 0 };
	CHECK_INT(entry_load(&o.ctx, 1, &e), RC_OK);
	CHECK_INT(parts_open(&o.ctx, e.record, &parts), RC_OK);
	CHECK_INT(parts.n, 3);
	for (size_t i = 0; i < parts.n; i++)
		CHECK(parts.v[i].erased == str_eq(parts.v[i].name, S("identity")));
	CHECK_INT(parts_compare(&o.ctx, e.body, &parts, &wrong), RC_OK);
	CHECK_INT(wrong, 0); /* the numbers still fit */
	CHECK_INT(entry_load(&o.ctx, 2, &e), RC_OK);
	CHECK(str_has(e.body, S("\"type\":\"erase\"")) && str_has(e.body, S("\"ref\":[")));
	CHECK_INT(differences(&o, &said), 0);
	/* A key that went without an entry saying so is an alarm. */
	CHECK_INT(act(&o, act_seal), RC_OK);
	edit(&o, "DELETE FROM part_key");
	CHECK_INT(differences(&o, &said), 1);
	CHECK(str_has(said, S("does not open and was not erased")));
	office_drop(&o);
}

static void
an_older_database_is_not_signed(void)
{
	struct office o;
	struct str checkpoint;
	struct tree_head head;

	if (!office_make(&o, store_place(DB_SQLITE)))
		return;
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(act(&o, act_seal), RC_OK);
	head = head_of(&o, &checkpoint);
	/* restored: the newest entry is not there, another takes its place */
	edit(&o, "DELETE FROM entry WHERE place = 2");
	CHECK_INT(act(&o, act_seal), RC_BROKEN);
	CHECK_INT(act(&o, act_seal), RC_BUSY); /* refused, and undone */
	CHECK(o.fault.why == &WHY_LOG_CLOSED);
	CHECK(publisher_stuck(o.log));
	CHECK_INT(head_of(&o, &checkpoint).size, head.size);
	CHECK_INT(act(&o, act_draft), RC_OK); /* the rest goes on */
	office_drop(&o);
	store_drop(o.where);
}

/* Served from a directory that has no keys (house.c): others may work, nobody seals. */
static void
without_keys_nothing_is_sealed(void)
{
	struct office o;

	if (!office_make(&o, store_place(DB_SQLITE)))
		return;
	publisher_close(o.log);
	o.ctx.log = o.log = publisher_closed();
	CHECK_INT(act(&o, act_seal), RC_BUSY);
	CHECK(o.fault.why == &WHY_LOG_CLOSED);
	CHECK_INT(act(&o, act_draft), RC_OK);
	office_drop(&o);
	store_drop(o.where);
}

/* Restored: entries and keys, and no head that was signed. */
static void
restored_and_reopened(struct str where)
{
	struct office o;
	struct str newest;
	const char *rm;

	if (!office_make(&o, where))
		return;
	CHECK_INT(act(&o, act_seal), RC_OK);
	(void)head_of(&o, &newest);
	publisher_close(o.log);
	rm = str_z(unit_mem(), str_printf(unit_mem(), "rm -r %s/log %s/keys/signed",
	    o.dir, o.dir));
	CHECK_INT(system(rm), 0);
	CHECK_INT(publisher_open(str_c(o.dir), &o.fault, &o.log), RC_OK);
	CHECK(!publisher_begun(o.log));
	edit(&o, "UPDATE entry SET place = 7 WHERE place = 1"); /* one is missing */
	o.fault = (struct fault){ 0 };
	CHECK_INT(publisher_reopen(o.log, o.db, S("no head"), &o.fault), RC_BUSY);
	edit(&o, "UPDATE entry SET place = 1 WHERE place = 7");
	edit(&o, "UPDATE entry SET n = 5, body = leaf WHERE place = 1");
	CHECK_INT(publisher_reopen(o.log, o.db, newest, &o.fault), RC_BROKEN);
	CHECK(o.fault.why == &WHY_LOG_CONTRADICTS && !publisher_begun(o.log));
	office_drop(&o);
}

static void
reopened_from_a_witness(struct str where)
{
	struct office o;
	struct str newest, said;
	struct tree_head head;

	if (!office_make(&o, where))
		return;
	CHECK_INT(act(&o, act_seal), RC_OK);
	head = head_of(&o, &newest);
	publisher_close(o.log);
	CHECK_INT(system(str_z(unit_mem(), str_printf(unit_mem(),
	    "rm -r %s/log %s/keys/signed", o.dir, o.dir))), 0);
	CHECK_INT(publisher_open(str_c(o.dir), &o.fault, &o.log), RC_OK);
	o.ctx.log = o.log;
	CHECK_INT(publisher_reopen(o.log, o.db, newest, &o.fault), RC_OK);
	CHECK_INT(head_of(&o, &said).size, head.size);
	CHECK_STR(said, newest); /* the same bytes: Ed25519 has no chance in it */
	CHECK_INT(act(&o, act_seal), RC_OK);
	CHECK_INT(differences(&o, &said), 0);
	office_drop(&o);
}

#define EACH(name) static void name##_each(void) { store_each(name); }
EACH(is_published_before_the_answer)
EACH(an_edited_row_is_seen)
EACH(erased_and_still_provable)
EACH(restored_and_reopened)
EACH(reopened_from_a_witness)

static const struct unit_test tests[] = {
	{ "record: is published before the answer", is_published_before_the_answer_each },
	{ "record: an edited row is seen", an_edited_row_is_seen_each },
	{ "record: erased and still provable", erased_and_still_provable_each },
	{ "record: a restored copy that is not what was signed", restored_and_reopened_each },
	{ "record: reopened from the head of a witness", reopened_from_a_witness_each },
	{ "record: an older database is not signed", an_older_database_is_not_signed },
	{ "record: without keys nothing is sealed", without_keys_nothing_is_sealed },
};
UNIT_MAIN(tests)
