/* Invariants: a sound office breaks none; each kind of wrong row breaks its
 * own, by name. An invariant without a row in BREAKS fails this test. */
#include "store/search.h"
#include "store_help.h"

/* One dossier from opening to certificate, and a second one at the council. */
static const char WORLD[] = WORLD_OFFICE
    "INSERT INTO subject (id, name, fold, kind, state, unit_code, ticks, sample,"
    " created_at, version) VALUES (1, 'HTX Mẫu 1', '', 1, 2, '25001', 0, 1, 0,"
    " 1), (2, 'HTX Mẫu 2', '', 1, 2, '25001', 0, 1, 0, 1);"
    "INSERT INTO member (account, subject) VALUES (2, 1);"
    "INSERT INTO product (id, subject, name, fold, pack, set_code, unit_code,"
    " sample, created_at, version) VALUES"
    " (1, 1, 'Gạo Mẫu', '', 'qd26-2026', 'QD26-01', '25001', 1, 0, 1),"
    " (2, 1, 'Trà Mẫu', '', 'qd26-2026', 'QD26-02', '25001', 1, 0, 1);"
    "INSERT INTO evidence (id, subject, kind, title, created_at, version) VALUES"
    " (1, 1, 'E1', 'Giấy', 0, 1), (2, 2, 'E1', 'Giấy', 0, 1);"
    "INSERT INTO dossier (id, product, subject, kind, pack, set_code, state, "
    " commune, province, evaluator, samples, slip_no, opened_at, received_at, version)"
    " VALUES (1, 1, 1, 1, 'qd26-2026', 'QD26-01', 11, 2, 1, 1, 5, '1/PĐK', 0, 1, 1),"
    " (2, 2, 1, 1, 'qd26-2026', 'QD26-02', 9, 2, 1, 1, 5, '2/PĐK', 0, 1, 1);"
    "INSERT INTO cite (dossier, criterion, evidence) VALUES (1, '1.1', 1);"
    "INSERT INTO round (id, agency, pack, year, number, name, "
    " proposed_before_on, held_before_on, created_at, version) VALUES"
    " (1, 1, 'qd26-2026', 2026, 1, '', 0, 0, 0, 1),"
    " (2, 2, 'qd26-2026', 2026, 1, '', 0, 0, 0, 1);"
    "INSERT INTO council (id, agency, name, decision_no, decision_on, "
    " created_at, version) VALUES (1, 1, '', '', 0, 0, 1), (2, 1, '', '', 0, 0, 1);"
    "INSERT INTO seat (id, council, code, account, role, office, votes) VALUES"
    " (1, 1, 'm1', 1, 1, '', 1), (2, 2, 'm1', 1, 1, '', 1);"
    "INSERT INTO meeting (id, round, council, name, starts_at, state, version)"
    " VALUES (1, 1, 1, '', 0, 2, 1);"
    "INSERT INTO agenda (id, meeting, dossier, position, state, pass, version)"
    " VALUES (1, 1, 1, 1, 4, 1, 1), (2, 1, 2, 2, 2, 1, 1);"
    "INSERT INTO sheet (id, agenda, seat, pass, sealed_at, seal, saved_at, "
    " version) VALUES (1, 1, 1, 1, 5, 'x', 5, 1), (2, 2, 1, 1, NULL, NULL, 5, 1);"
    "INSERT INTO choice (sheet, criterion, points) VALUES (1, '1.1', 3);"
    "INSERT INTO result (agenda, input, output, star, sum, sheets, "
    " concluded_by, concluded_at) VALUES (1, '', '', 4, 80, 1, 1, 5);"
    "INSERT INTO decision (id, agency, kind, number, signed_on, signer, state,"
    " created_at, version) VALUES (1, 1, 1, '1/QĐ', 20000, 1, 2, 0, 1);"
    "INSERT INTO decision_item (decision, dossier, position, star) VALUES"
    " (1, 1, 1, 4);"
    "INSERT INTO certificate (id, code, product, dossier, decision, star, "
    " issued_year, valid_until_on, created_at) VALUES"
    " (1, 'C1', 1, 1, 1, 4, 2026, 21000, 0);"
    "INSERT INTO record (at, kind, noun, noun_id, body) VALUES"
    " (0, 'x', 'dossier', 1, '{}');";

/* A proposal to revoke: its state, its decision, its number. Decision 9 revokes. */
#define REVOKES(state, decision, id) \
	"INSERT INTO decision (id, agency, kind, state, created_at, version)" \
	" SELECT 9, 1, 3, 1, 0, 1 WHERE NOT EXISTS" \
	" (SELECT 1 FROM decision WHERE id = 9);" \
	"INSERT INTO revocation (id, certificate, agency, ground, facts, basis_on," \
	" state, decision, due_on, created_at, version) VALUES" \
	" (" id ", 1, 1, 'b', 'x', 1, " state ", " decision ", 1, 0, 1)"
/* An inspection of certificate 1: its number, product, state, conclusion. */
#define INSPECTS(id, product, state, said) \
	"INSERT INTO inspection (id, product, certificate, agency, worker, kind," \
	" planned_on, state, done_on, conclusion, created_at, version) VALUES" \
	" (" id ", " product ", 1, 1, 1, 1, 1, " state ", 1, " said ", 0, 1)"

/* What is done to the sound office, and what must then be named. */
static const struct { const char *name, *sql; } BREAKS[] = {
	{ "dossier_of_other_subject",
	    "UPDATE dossier SET subject = 2 WHERE id = 2" },
	{ "dossier_received_without_number",
	    "UPDATE dossier SET slip_no = NULL WHERE id = 2" },
	{ "dossier_on_no_agenda", "DELETE FROM sheet WHERE agenda = 2;"
	    "DELETE FROM agenda WHERE id = 2" },
	{ "dossier_concluded_without_result",
	    "UPDATE dossier SET state = 12 WHERE id = 2" },
	{ "dossier_evaluated_by_nobody",
	    "UPDATE dossier SET evaluator = 2 WHERE id = 2" },
	{ "dossier_from_other_certificate",
	    "UPDATE dossier SET kind = 3, from_certificate = 1 WHERE id = 2" },
	{ "dossier_recognised_without_certificate",
	    "UPDATE certificate SET dossier = NULL" },
	{ "cite_of_other_subject",
	    "INSERT INTO cite (dossier, criterion, evidence) VALUES (1, '1.2', 2)" },
	{ "supplement_of_nobody", "UPDATE dossier SET state = 7 WHERE id = 2" },
	{ "seat_of_other_council", "UPDATE sheet SET seat = 2 WHERE id = 2" },
	{ "meeting_of_other_agency", "UPDATE meeting SET round = 2" },
	{ "sheet_sealed_without_seal", "UPDATE sheet SET seal = NULL WHERE id = 1" },
	{ "sheet_of_later_pass", "UPDATE sheet SET pass = 2 WHERE id = 2" },
	{ "choice_below_zero", "UPDATE choice SET points = -1" },
	{ "agenda_concluded_without_result",
	    "UPDATE agenda SET state = 4 WHERE id = 2" },
	{ "result_of_other_sheets", "UPDATE result SET sheets = 2" },
	{ "decision_signed_without_number", "UPDATE decision SET number = NULL" },
	{ "decision_of_other_star", "UPDATE result SET star = 3" },
	{ "certificate_below_three", "UPDATE certificate SET star = 2" },
	{ "certificate_of_no_decision", "UPDATE decision SET state = 1" },
	{ "certificate_replaced_by_other_product",
	    "INSERT INTO certificate (id, code, product, star, issued_year, "
	    "created_at) VALUES (9, 'C9', 2, 3, 2026, 0);"
	    "UPDATE certificate SET replaced_by = 9 WHERE id = 1" },
	{ "certificate_extended_backwards",
	    "UPDATE certificate SET extended_until_on = 20999, extended_why = 'x'" },
	{ "certificate_stands_twice",
	    "INSERT INTO certificate (id, code, product, star, issued_year, "
	    "created_at) VALUES (9, 'C9', 1, 3, 2026, 0)" },
	{ "certificate_revoked_by_nobody",
	    "UPDATE certificate SET revoked_on = 20000, revoked_no = '1/QĐ'" },
	{ "revocation_signed_in_vain", REVOKES("3", "9", "1") },
	{ "revocation_in_no_draft", REVOKES("2", "NULL", "1") },
	{ "revocation_twice", REVOKES("1", "NULL", "1")
	    ";" REVOKES("1", "NULL", "2") },
	{ "revocation_dropped_without_reason", REVOKES("4", "NULL", "1") },
	{ "renewal_of_revoked",
	    "UPDATE certificate SET revoked_on = 20000;"
	    "UPDATE dossier SET product = 1, kind = 3, state = 6, from_certificate = 1"
	    " WHERE id = 2" },
	{ "inspection_of_other_product", INSPECTS("1", "2", "1", "NULL") },
	{ "inspection_without_conclusion", INSPECTS("1", "1", "2", "NULL") },
	{ "inspection_twice", INSPECTS("1", "1", "1", "NULL")
	    ";" INSPECTS("2", "1", "1", "NULL") },
	{ "inspection_proposed_nothing", INSPECTS("1", "1", "5", "'x'") },
	{ "misuse_without_answer",
	    "INSERT INTO misuse (product, agency, number, body, state, at, due_on, "
	    "version) VALUES (1, 1, 'A', 'x', 3, 0, 1, 1)" },
	{ "complaint_without_clock",
	    "INSERT INTO complaint (agency, kind, number, body, received_on, "
	    "accept_by_on, complex, state, created_at, version) VALUES (1, 1, "
	    "'1/KN', 'x', 1, 1, 0, 2, 0, 1)" },
	{ "mail_sent_unsent",
	    "INSERT INTO mail (account, notices, up_to, state, tries, next_at, "
	    "created_at) VALUES (1, 1, 1, 2, 1, 0, 0)" },
	{ "listing_tells_otherwise", "UPDATE certificate SET revoked_on = 20000" },
	{ "listing_missing", "DELETE FROM listing" },
	{ "listing_not_found", "DELETE FROM product_search" },
	{ "record_without_body", "UPDATE record SET body = ''" },
	{ "commune_without_successor",
	    "UPDATE unit SET until_on = 20269 WHERE id = 2" },
	{ "paper_number_beyond_series",
	    "INSERT INTO paper_issue (paper, noun_id, agency, series, year, number, created_by, "
	    "created_at) VALUES ('bien-ban', 1, 1, 'minutes', 2026, 1, 1, 0)" },
	{ "paper_numbers_with_gaps",
	    "INSERT INTO series (agency, kind, year, last) VALUES (1, 'minutes', 2026, 2);"
	    "INSERT INTO paper_issue (paper, noun_id, agency, series, year, number, created_by, "
	    "created_at) VALUES ('bien-ban', 1, 1, 'minutes', 2026, 2, 1, 0)" },
	{ "paper_signed_of_nothing",
	    "INSERT INTO blob (hash, size_bytes, mime, scan, created_at) VALUES ('p', 1, 'x', 0, 0);"
	    "INSERT INTO paper_issue (id, paper, noun_id, agency, created_by, created_at) "
	    "VALUES (1, 'bien-ban', 1, 1, 1, 0);"
	    "INSERT INTO paper_signed (issue, hash, state, size_bytes, added_by, added_at) "
	    "VALUES (1, 'p', 1, 1, 1, 0)" },
	{ "producer_in_agency", "UPDATE account SET agency = 1 WHERE id = 2" },
};
#define N_BREAKS (sizeof(BREAKS) / sizeof(BREAKS[0]))

static void
each_breaks_its_own(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct buf out = buf_new(unit_mem(), 64 * KIB);
	int broken = -1;

	if (db == NULL)
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	if (!CHECK_INT(db_script(db, WORLD), RC_OK))
		printf("# %s\n", store_fault.detail);
	for (int64_t id = 1; id <= 2; id++)
		CHECK_INT(search_update(db, unit_mem(), (struct product_id){ id }, 1),
		    RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	CHECK_INT(migrate_check_invariants(db, &out, &broken), RC_OK);
	CHECK_STR(buf_str(&out), S(""));
	for (size_t i = 0; i < N_BREAKS; i++) {
		unit_row("%s on %s", BREAKS[i].name,
		    db_kind(db) == DB_SQLITE ? "SQLite" : "PostgreSQL");
		buf_clear(&out);
		CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
		if (!CHECK_INT(db_script(db, BREAKS[i].sql), RC_OK))
			printf("# %s\n", store_fault.detail);
		CHECK_INT(migrate_check_invariants(db, &out, &broken), RC_OK);
		CHECK(broken > 0);
		CHECK(str_has(buf_str(&out), str_printf(unit_mem(),
		    "invariant_%s: ", BREAKS[i].name)));
		db_rollback(db);
	}
	db_close(db);
}

static void
all_are_tried(void)
{
	for (int i = 0; i < db_statements_n; i++) {
		struct str name = str_c(db_statements[i].name);
		size_t at = 0;
		if (!str_starts(name, S("invariant_")))
			continue;
		unit_row("%s", name.p);
		while (at < N_BREAKS && !str_eq(str_from(name, 10),
		    str_c(BREAKS[at].name)))
			at++;
		CHECK(at < N_BREAKS);
	}
}

static void each_break(void) { store_each(each_breaks_its_own); }

static const struct unit_test tests[] = {
	{ "each wrong row is named", each_break },
	{ "every invariant is tried", all_are_tried },
};
UNIT_MAIN(tests)
