/* data: see bench.h. Products are made by the store's own statements, so that
 * lists and words are what the program would have written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/text.h"
#include "bench.h"
#include "core/actor.h"
#include "core/certificate.h"
#include "core/dossier.h"
#include "q.h"
#include "store/search.h"

#define BATCH 5000

static const char *const first[] = { "Bánh tráng", "Mật ong", "Nước mắm", "Chả lụa",
	"Trà sen", "Cà phê", "Muối ớt", "Tiêu đen", "Chuối sấy", "Bưởi da xanh",
	"Dưa lưới", "Nấm mối", "Rượu nếp", "Tinh bột nghệ", "Yến sào", "Sơn mài" };
static const char *const second[] = { "Hòa Bình", "Thanh An", "Thạnh An", "Phú Giáo",
	"Bến Súc", "Long Hòa", "An Lập", "Tân Mỹ", "Lạc An", "Minh Tân", "Định An" };

/* Stops with what and where: a bench on half its data measures nothing. */
static void
must(enum rc rc, const struct fault *f, const char *what)
{
	if (rc == RC_OK)
		return;
	fprintf(stderr, "bench: %s: %s %s\n", what, f->why->code, f->detail);
	exit(3);
}

static struct db *
data_open(const char *dir, struct arena *mem, struct fault *f)
{
	struct db *db;

	must(db_open(str_printf(mem, "%s/ocop.db", dir), DB_WRITES, f, &db), f,
	    "open");
	db_use(db, mem, f);
	must(db_prepare(db), f, "prepare");
	return db;
}

/* Everywhere in the province, and a third of them of four stars: as in life,
 * a filter leaves a few. */
static void
product_make(struct db *db, struct arena *mem, struct fault *f,
    const struct q_unit_communes_rows *communes, int64_t i)
{
	struct str name = str_printf(mem, "%s %s %lld", first[i % 16],
	    second[i / 16 % 11], (long long)i);
	struct str unit = communes->v[(size_t)(i * 7919 % 1009) % communes->n].code;
	struct q_demo_product_add p;
	struct q_certificate_add c;
	struct day issued = { (int32_t)(20500 + i % 300) };

	must(q_demo_product_add(db, &(struct q_demo_product_add_in){
	    .subject = { 1 + i % 20 }, .name = name, .fold = text_fold(mem, name),
	    .pack = S("qd26-2026"), .set_code = S("QD26-06"), .unit_code = unit,
	    .sample = true, .at = { 1790000000000 } }, &p), f, "product");
	must(q_certificate_add(db, &(struct q_certificate_add_in){
	    .code = certificate_code(mem, S("79"), 1000000 + i),
	    .product = p.id, .star = 3 + (i / 16 % 3 == 0), .issued_on = issued,
	    .issued_year = 2026, .valid_until_on = day_add_months(issued, 36),
	    .at = { 1790000000000 } }, &c), f, "certificate");
	must(search_update(db, mem, p.id, 1), f, "words");
}

void
data_make(const char *dir, int64_t n)
{
	struct fault f = { 0 };
	struct stat st;
	struct q_unit_communes_rows communes;
	char command[600], done[300];
	struct arena mem, stays;
	struct db *db;

	snprintf(done, sizeof done, "%s/made", dir);
	if (stat(done, &st) == 0) { /* by an older program, perhaps */
		snprintf(command, sizeof command,
		    "build/ocop migrate --data '%s' >/dev/null", dir);
		if (system(command) != 0)
			exit(3);
		return;
	}
	snprintf(command, sizeof command,
	    "rm -rf '%s' && mkdir -p '%s' && build/ocop demo --data '%s' >/dev/null", dir, dir, dir);
	if (system(command) != 0)
		exit(3);
	printf("making %lld products…\n", (long long)n);
	arena_init(&mem, 256 * MIB);
	arena_init(&stays, 64 * MIB);
	db = data_open(dir, &stays, &f);
	must(q_unit_communes(db, S("79"), &communes), &f, "communes");
	db_use(db, &mem, &f);
	for (int64_t i = 0; i < n;) {
		must(db_begin(db, DB_WRITES), &f, "begin");
		for (int k = 0; k < BATCH && i < n; k++)
			product_make(db, &mem, &f, &communes, i++);
		must(db_commit(db), &f, "commit");
		arena_clear(&mem);
		db_use(db, &mem, &f);
	}
	(void)db_tidy(db, true); /* what the nightly job does */
	db_close(db);
	arena_release(&mem);
	arena_release(&stays);
	fclose(fopen(done, "w"));
}

static void
member_make(struct db *db, struct arena *mem, struct fault *f, int i,
    struct str cookie)
{
	struct q_account_add a;
	struct q_seat_add s;
	struct hash token = hash_of(cookie);
	struct moment now = clock_now();

	must(q_account_add(db, &(struct q_account_add_in){
	    .login = str_printf(mem, "bench%d-%lld", i, (long long)now.ms),
	    .name = S("Thành viên Mẫu"), .password = S("-"),
	    .state = ACCOUNT_ACTIVE, .lang = S("vi"), .sample = true, .at = now },
	    &a), f, "account");
	must(q_account_role_put(db, a.id, ROLE_COUNCIL), f, "role");
	must(q_seat_add(db, &(struct q_seat_add_in){ .council = { 1 },
	    .code = str_printf(mem, "b%d-%lld", i, (long long)now.ms),
	    .account = a.id, .role = SEAT_MEMBER, .office = S("Sở Mẫu"),
	    .votes = true }, &s), f, "seat");
	must(q_stake_put(db, &(struct q_stake_put_in){ .agenda = { BENCH_AGENDA },
	    .seat = s.id, .state = STAKE_NONE, .at = now }), f, "declaration");
	must(q_session_add(db, &(struct q_session_add_in){
	    .token = { (const char *)token.b, 32 }, .account = a.id, .now = now,
	    .ends_at = { now.ms + 36000000 }, .agent = S("bench"),
	    .half = HALF_NOT }), f, "session");
}

void
data_members(const char *dir, int n, char (*cookies)[65])
{
	struct chance chance = { chance_fill_system, 0 };
	struct fault f = { 0 };
	struct arena mem;
	struct db *db;

	arena_init(&mem, 64 * MIB);
	db = data_open(dir, &mem, &f);
	must(db_begin(db, DB_WRITES), &f, "begin");
	for (int i = 0; i < n; i++) {
		struct str cookie = random_hex(&mem, &chance, 32);

		memcpy(cookies[i], cookie.p, 65);
		member_make(db, &mem, &f, i, cookie);
	}
	must(db_commit(db), &f, "commit");
	db_close(db);
	arena_release(&mem);
}
