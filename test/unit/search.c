/* Finding products: marks, beginnings of words, filters, pages; on both. */
#include "act/rebuild.h"
#include "core/law.h"
#include "store/search.h"
#include "store_help.h"

/* Nine products of three communes; the later, the newer. */
static const struct {
	const char *name, *unit;
	int star, until; /* day of 2026-01-01 + until; 0: not published */
	int revoked;
} PRODUCTS[] = {
	{ "Gạo Thạnh An", "25001", 3, 400, 0 },
	{ "Gạo Thanh An", "25002", 4, 100, 0 },
	{ "Bánh tráng Phú Hòa Đông", "25001", 3, 0, 0 },
	{ "Mật ong rừng", "25003", 5, 400, 0 },
	{ "Nước mắm Thanh Ân", "25002", 3, -100, 0 },
	{ "Đường thốt nốt", "25001", 4, 400, 1 },
	{ "Gạo nếp", "25003", 4, 400, 0 },
	{ "Rượu gạo \"Mẫu\" 'an' & (x) | * : !", "25003", 3, 400, 0 },
	{ "Muối ớt", "25001", 3, -2000, 0 },
};
#define N (sizeof(PRODUCTS) / sizeof(PRODUCTS[0]))

static struct db *
products_make(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct buf b = buf_new(unit_mem(), MIB);
	struct day first = day_make(2026, 1, 1);
	enum rc rc;

	if (db == NULL)
		return NULL;
	buf_lit(&b, "INSERT INTO unit (code, level, kind, name, full_name, fold, "
	    "parent_code, province_code, since_on) VALUES "
	    "('79', 1, '', '', 'Thành phố Hồ Chí Minh', '', NULL, '79', 0),"
	    "('25001', 3, '', '', 'Xã Mẫu Một', '', '79', '79', 0),"
	    "('25002', 3, '', '', 'Xã Mẫu Hai', '', '79', '79', 0),"
	    "('25003', 3, '', '', 'Xã Mẫu Ba', '', '80', '80', 0);"
	    "INSERT INTO subject (name, fold, kind, state, unit_code, ticks, "
	    "sample, created_at, version) VALUES ('HTX Mẫu 3', '', 1, 2, '25001',"
	    " 0, 1, 0, 1);");
	for (size_t i = 0; i < N; i++) {
		struct buf name = buf_new(unit_mem(), 500);
		for (const char *p = PRODUCTS[i].name; *p != '\0'; p++) {
			if (*p == '\'')
				buf_char(&name, '\'');
			buf_char(&name, *p);
		}
		buf_printf(&b, "INSERT INTO product (subject, name, fold, pack, "
		    "set_code, unit_code, sample, created_at, version) VALUES "
		    "(1, '%.*s', '', 'qd26-2026', 'QD26-0%d', '%s', 1, 0, 1);"
		    "INSERT INTO certificate (code, product, star, issued_year, "
		    "valid_until_on, revoked_on, created_at) VALUES ('C%zu', %zu, "
		    "%d, 2026, ", STR_ARG(buf_str(&name)), PRODUCTS[i].star == 3 ? 1
		    : 2, PRODUCTS[i].unit, i, i + 1, PRODUCTS[i].star);
		if (PRODUCTS[i].until == 0)
			buf_lit(&b, "NULL");
		else
			buf_int(&b, first.n + PRODUCTS[i].until);
		buf_printf(&b, ", %s, 0);", PRODUCTS[i].revoked ? "20000" : "NULL");
	}
	buf_lit(&b, "INSERT INTO product (subject, name, fold, pack, set_code, "
	    "unit_code, sample, created_at, version) VALUES (1, 'Gạo chưa công "
	    "nhận', '', 'qd26-2026', 'QD26-01', '25001', 1, 0, 1);");
	rc = db_begin(db, DB_WRITES);
	if (rc == RC_OK)
		rc = db_script(db, buf_str(&b).p);
	for (int64_t i = 1; rc == RC_OK && i <= (int64_t)N + 1; i++)
		rc = search_update(db, unit_mem(), (struct product_id){ i }, 1);
	if (rc == RC_OK)
		rc = db_commit(db);
	if (!CHECK_INT(rc, RC_OK))
		printf("# %s\n", store_fault.detail);
	return db;
}

/* The products found, as "9 8 7", all pages of `n` rows joined. */
static struct str
found(struct db *db, struct search_filter f, size_t n)
{
	struct buf b = buf_new(unit_mem(), 1000);
	struct search_page page = { .rows_max = n, .more = true };

	for (int pages = 0; page.more && pages < 30; pages++) {
		if (!CHECK_INT(search_listing(db, unit_mem(), &f, &page), RC_OK)) {
			printf("# %s\n", store_fault.detail);
			break;
		}
		CHECK(page.rows.n <= n);
		for (size_t i = 0; i < page.rows.n; i++)
			buf_printf(&b, "%s%lld", b.n > 0 ? " " : "",
			    (long long)page.rows.v[i].product.v);
		/* A cursor survives its way through an address. */
		CHECK(!page.more || search_cursor_read(search_cursor_text(unit_mem(),
		    page.cursor), &page.cursor));
	}
	return buf_str(&b);
}

#define FOUND(want, ...) do { \
	struct search_filter f_ = { __VA_ARGS__ }; \
	CHECK_STR(found(db, f_, 20), S(want)); \
	CHECK_STR(found(db, f_, 1), S(want)); \
	CHECK_STR(found(db, f_, 2), S(want)); \
} while (0)

static void
words_find(struct str where)
{
	struct db *db = products_make(where);

	if (db == NULL)
		return;
	/* Without marks: all spellings, the one typed first. */
	FOUND("2 5 1", .words = S("Thanh An"));
	FOUND("1 5 2", .words = S("Thạnh An"));
	FOUND("5 2 1", .words = S("thanh ân"));
	FOUND("8 7 2 1", .words = S("gạo"));
	FOUND("8 7 2 1", .words = S("GAO"));
	FOUND("6", .words = S("duong thot not"));
	FOUND("6", .words = S("đường thốt nốt"));
	FOUND("3", .words = S("banh tr")); /* the last word may go on */
	FOUND("3", .words = S("hoa banh")); /* any order */
	FOUND("", .words = S("ban trang")); /* the others may not */
	FOUND("8 2 1", .words = S("gạo an t")); /* one letter more may come */
	FOUND("8 7 4", .words = S("mau ba htx")); /* subject and commune */
	FOUND("8", .words = S("\"mẫu\" 'an' & (x) | * : ! rượu"));
	FOUND("", .words = S("không có gì"));
	FOUND("9 8 7 6 5 4 3 2 1", .words = S("  !!! "));
	/* Whole words before newer ones that only begin so. */
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(db_script(db, "UPDATE product SET name = 'Gạo nếpthơm' "
	    "WHERE id = 8"), RC_OK);
	CHECK_INT(search_update(db, unit_mem(), (struct product_id){ 8 }, 1), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	FOUND("7 8", .words = S("gạo nếp"));
	FOUND("7 8", .words = S("gao nep"));
	db_close(db);
}

static void
filters_find(struct str where)
{
	struct db *db = products_make(where);
	struct day today = day_make(2026, 1, 1);

	if (db == NULL)
		return;
	FOUND("9 8 7 6 5 4 3 2 1", .star = 0);
	FOUND("7 6 2", .star = 4);
	FOUND("4", .star = 5);
	FOUND("", .star = 1);
	FOUND("9 6 3 1", .unit_code = S("25001"));
	FOUND("9 6 5 3 2 1", .province_code = S("79"));
	FOUND("7 6 4 2", .set_code = S("QD26-02"));
	FOUND("9 8 7 6 5 4 3 2 1", .sector = 1);
	FOUND("", .sector = 2);
	FOUND("6", .revoked = { 1, true });
	FOUND("6 2", .star = 4, .province_code = S("79"));
	FOUND("8 7", .words = S("gao"), .province_code = S("80"));
	/* Valid on that day, lapsed, due within 180 days, not published. */
	FOUND("8 7 4 2 1", .until_from = today, .revoked = { 0, true });
	FOUND("9 5", .until_to = day_add(today, -1));
	FOUND("2", .until_from = today, .until_to = day_add(today, 180));
	FOUND("3", .unpublished = true);
	db_close(db);
}

static void
words_follow_changes(struct str where)
{
	struct db *db = products_make(where);

	if (db == NULL)
		return;
	CHECK_INT(db_begin(db, DB_WRITES), RC_OK);
	CHECK_INT(db_script(db, "UPDATE product SET name = 'Cà phê' WHERE id = 7;"
	    "INSERT INTO certificate (code, product, star, issued_year, created_at)"
	    " VALUES ('D7', 7, 5, 2027, 0);"
	    "UPDATE certificate SET replaced_by = (SELECT max(id) FROM certificate)"
	    " WHERE code = 'C6'"), RC_OK);
	CHECK_INT(search_update(db, unit_mem(), (struct product_id){ 7 }, 3), RC_OK);
	CHECK_INT(db_commit(db), RC_OK);
	FOUND("8 2 1", .words = S("gạo"));
	FOUND("7", .words = S("ca phe"));
	FOUND("7 4", .star = 5);
	FOUND("7", .sector = 3);
	db_close(db);
}

/* Made again, nothing differs; what was changed in silence is named. */
static void
rebuilding_finds_no_difference(struct str where)
{
	struct db *db = products_make(where);
	const struct law law = { 0 };
	struct ctx c = { .db = db, .mem = unit_mem(), .fault = &store_fault,
	    .law = &law };
	struct buf out = buf_new(unit_mem(), KIB);
	int64_t different = -1;

	if (db == NULL)
		return;
	/* No law here knows these sets: the sector that was told stays. */
	CHECK_INT(rebuild_derived(&c, true, &out, &different), RC_OK);
	CHECK_INT(different, 0);
	CHECK_INT(db_script(db, "UPDATE listing SET star = 5 WHERE product = 3;"
	    "DELETE FROM product_search WHERE rowid = 4;"), RC_OK);
	buf_clear(&out);
	CHECK_INT(rebuild_derived(&c, true, &out, &different), RC_OK);
	CHECK_STR(buf_str(&out), S("product 3\nproduct 4\n"));
	CHECK_INT(rebuild_derived(&c, false, &out, &different), RC_OK);
	CHECK_INT(different, 2);
	CHECK_INT(rebuild_derived(&c, true, &out, &different), RC_OK);
	CHECK_INT(different, 0);
	db_close(db);
}

static void
cursors_are_checked(void)
{
	static const char *const BAD[] = { "x", "0", "0-", "4-5", "0-0", "0--5",
	    "0-5x", "0-99999999999999999999", "1_5", "-1" };
	struct search_cursor c;

	CHECK(search_cursor_read(S(""), &c) && c.phase == 0 && c.before.v == 0);
	CHECK(search_cursor_read(S("1-77"), &c) && c.phase == 1 && c.before.v == 77);
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
		unit_row("%s", BAD[i]);
		CHECK(!search_cursor_read(str_c(BAD[i]), &c));
	}
}

static void each_words(void) { store_each(words_find); }
static void each_filters(void) { store_each(filters_find); }
static void each_changes(void) { store_each(words_follow_changes); }

static void each_rebuild(void) { store_each(rebuilding_finds_no_difference); }

static const struct unit_test tests[] = {
	{ "words find, exact marks first", each_words },
	{ "filters find", each_filters },
	{ "words follow changes", each_changes },
	{ "rebuilding finds no difference", each_rebuild },
	{ "cursors are checked", cursors_are_checked },
};
UNIT_MAIN(tests)
