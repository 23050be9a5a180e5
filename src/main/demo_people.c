/* demo_people: units, agencies and accounts of the sample; see demo.h. */
#include "act/record.h"
#include "act/units.h"
#include "base/csv.h"
#include "base/embedded.h"
#include "base/text.h"
#include "core/dossier.h"
#include "main/demo.h"
#include "q.h"

/* The province of today and the one whose communes file here. */
#define PROVINCE "79"
#define MINISTRY "00" /* of no province */
#define FORMER "74"
#define COMMUNE "25807"  /* Xã Thanh An */
#define COMMUNE2 "25858" /* Xã Phú Giáo */

static enum rc
demo_account(struct demo *d, const char *login, struct str name, int role,
    struct actor *out)
{
	struct q_account_add row;
	enum rc rc = q_account_add(d->c->db, &(struct q_account_add_in){
	    .login = str_c(login), .name = name, .password = d->password,
	    .state = ACCOUNT_ACTIVE, .agency = out->agency, .lang = S("vi"),
	    .sample = true, .at = d->c->now }, &row);

	if (rc != RC_OK ||
	    (rc = q_account_role_put(d->c->db, row.id, role)) != RC_OK)
		return rc;
	out->id = row.id;
	out->name = name;
	out->roles |= ROLE_BIT(role);
	out->province_code = S(PROVINCE);
	return record_add(d->c, "account.add", "account", row.id.v,
	    "{\"role\":%d}", role);
}

static enum rc
demo_agency(struct demo *d, struct str code, struct str name,
    enum unit_level level, struct agency_id *out)
{
	struct q_agency_add row;
	enum rc rc = q_agency_add(d->c->db, &(struct q_agency_add_in){
	    .code = str_printf(d->c->mem, "%s-%.*s",
	        level == LEVEL_MINISTRY ? "bo" : level == LEVEL_PROVINCE ? "tinh"
	        : "xa", STR_ARG(code)),
	    .name = name, .level = level, .unit_code = code,
	    .province_code = level == LEVEL_MINISTRY ? code : S(PROVINCE),
	    .since_on = day_make(2025, 7, 1) },
	    &row);

	if (rc != RC_OK)
		return rc;
	*out = row.id;
	return record_add(d->c, "agency.add", "agency", row.id.v,
	    "{\"code\":\"%.*s\"}", STR_ARG(code));
}

/* "Xã Thanh An" -> "UBND xã Thanh An". */
static struct str
agency_name(struct arena *mem, struct str full)
{
	struct str lower = text_lower(mem, text_cut(full, 1));

	return str_printf(mem, "UBND %.*s%.*s", STR_ARG(lower),
	    STR_ARG(str_from(full, text_cut(full, 1).n)));
}

/* One commune of today: its agency, and its officer if invented producers
 * live there. */
static enum rc
demo_commune(struct demo *d, struct str code, struct str full_name)
{
	struct str name = agency_name(d->c->mem, full_name);
	struct commune *c = str_eq(code, S(COMMUNE)) ? &d->commune
	    : str_eq(code, S(COMMUNE2)) ? &d->commune2 : NULL;
	struct agency_id id;
	enum rc rc = demo_agency(d, code, name, LEVEL_COMMUNE, &id);

	if (rc != RC_OK || c == NULL)
		return rc;
	*c = (struct commune){ .agency = id, .code = code, .name = name };
	c->officer = (struct actor){ .agency = id, .agency_level = LEVEL_COMMUNE,
	    .agency_name = name,
	    .unit_code = code };
	return RC_OK;
}

/* The communes of today that took over those of the former province, from the
 * official conversion table; it lists each of them several times. */
static enum rc
demo_communes(struct demo *d)
{
	const struct embedded *file = data_find(S("units/unit-mapping.csv"));
	struct str rest, seen[64];
	struct csv_row head, row;
	size_t n = 0, i;
	enum rc rc;

	REQUIRE(file != NULL);
	rest = file->raw;
	REQUIRE(csv_next(d->c->mem, &rest, &head));
	while (csv_next(d->c->mem, &rest, &row)) {
		struct str code = csv_field(&row, csv_column(&head, S("new_code")));

		if (!str_eq(csv_field(&row, csv_column(&head,
		    S("old_province_code"))), S(FORMER)))
			continue;
		for (i = 0; i < n && !str_eq(seen[i], code); i++)
			;
		if (i < n)
			continue;
		REQUIRE(n < 64);
		seen[n++] = code;
		rc = demo_commune(d, code, csv_field(&row,
		    csv_column(&head, S("new_full_name"))));
		if (rc != RC_OK)
			return rc;
	}
	REQUIRE(d->commune.agency.v != 0 && d->commune2.agency.v != 0);
	return RC_OK;
}

/* Nine voting seats speak for the offices that QĐ 26/2026 Đ7.3.b names. */
static enum rc
demo_council_people(struct demo *d)
{
	static const char *const logins[9] = { "chair", "member", "member2",
		"member3", "member4", "member5", "member6", "member7", "member8" };
	enum rc rc;

	for (int i = 0; i < 9; i++) {
		d->members[i].agency = d->province;
		d->members[i].agency_level = LEVEL_PROVINCE;
		rc = demo_account(d, logins[i], i == 0
		    ? S("Võ Văn Mẫu (Chủ tịch hội đồng)")
		    : str_printf(d->c->mem, "Thành viên Mẫu %d", i),
		    ROLE_COUNCIL, &d->members[i]);
		if (rc != RC_OK)
			return rc;
	}
	d->secretary.agency = d->province;
	d->secretary.agency_level = LEVEL_PROVINCE;
	return demo_account(d, "secretary", S("Đặng Thị Mẫu (Thư ký)"),
	    ROLE_COUNCIL, &d->secretary);
}

/* The Ministry, which evaluates five stars, and the council's advisory team. */
static enum rc
demo_above(struct demo *d)
{
	struct str name = S("Bộ Nông nghiệp và Môi trường");
	enum rc rc = demo_agency(d, S(MINISTRY), name, LEVEL_MINISTRY, &d->ministry);

	if (rc != RC_OK)
		return rc;
	d->ministry_officer = d->minister = (struct actor){
		.agency = d->ministry, .agency_level = LEVEL_MINISTRY, .agency_name = name,
		.unit_code = S(MINISTRY) };
	d->team[0].agency = d->province;
	if ((rc = demo_account(d, "ministry", S("Đinh Văn Mẫu Bộ"), ROLE_PROVINCE,
	    &d->ministry_officer)) != RC_OK ||
	    (rc = demo_account(d, "minister", S("Cao Thị Mẫu Bộ Trưởng"),
	    ROLE_SIGNER, &d->minister)) != RC_OK ||
	    (rc = demo_account(d, "team", S("Lý Văn Mẫu (Tổ trưởng)"), ROLE_TEAM,
	    &d->team[0])) != RC_OK ||
	    (rc = demo_account(d, "team2", S("Mai Thị Mẫu (Tổ viên)"), ROLE_TEAM,
	    &d->team[1])) != RC_OK)
		return rc;
	d->ministry_officer.province_code = d->minister.province_code = S(MINISTRY);
	return RC_OK;
}

enum rc
demo_people(struct demo *d)
{
	struct str name = S("UBND Thành phố Hồ Chí Minh");
	struct actor *const officials[] = { &d->province_officer, &d->signer,
		&d->admin };
	enum rc rc;

	if ((rc = units_load(d->c)) != RC_OK ||
	    (rc = demo_agency(d, S(PROVINCE), name, LEVEL_PROVINCE,
	    &d->province)) != RC_OK || (rc = demo_communes(d)) != RC_OK)
		return rc;
	for (size_t i = 0; i < 3; i++)
		*officials[i] = (struct actor){ .agency = d->province,
		    .agency_level = LEVEL_PROVINCE,
		    .agency_name = name, .unit_code = S(PROVINCE) };
	if ((rc = demo_account(d, "province", S("Hoàng Thị Mẫu Tỉnh"),
	    ROLE_PROVINCE, &d->province_officer)) != RC_OK ||
	    (rc = demo_account(d, "signer", S("Ngô Văn Mẫu Ký"), ROLE_SIGNER,
	    &d->signer)) != RC_OK ||
	    (rc = demo_account(d, "admin", S("Dương Thị Mẫu Quản Trị"),
	    ROLE_ADMIN, &d->admin)) != RC_OK ||
	    (rc = demo_account(d, "commune", S("Lê Thị Mẫu Xã"), ROLE_COMMUNE,
	    &d->commune.officer)) != RC_OK ||
	    (rc = demo_account(d, "commune2", S("Phạm Văn Mẫu Xã"),
	    ROLE_COMMUNE, &d->commune2.officer)) != RC_OK)
		return rc;
	if ((rc = demo_council_people(d)) != RC_OK)
		return rc;
	return demo_above(d);
}

enum rc
demo_subject(struct demo *d, const struct commune *at, struct str login,
    struct actor *out)
{
	int n = ++d->n_subjects;
	struct str name = str_printf(d->c->mem, "HTX Mẫu %d", n);
	struct q_demo_subject_add row;
	enum rc rc;

	*out = (struct actor){ .id = { 0 } };
	if (login.n == 0)
		login = str_printf(d->c->mem, "producer%d", n);
	if ((rc = demo_account(d, str_z(d->c->mem, login),
	    str_printf(d->c->mem, "Nguyễn Văn Mẫu %d", n), ROLE_PRODUCER,
	    out)) != RC_OK ||
	    (rc = q_demo_subject_add(d->c->db, &(struct q_demo_subject_add_in){
	    .name = name, .fold = text_fold(d->c->mem, name),
	    .kind = SUBJECT_COOPERATIVE, .state = SUBJECT_ACTIVE,
	    .unit_code = at->code, .sample = true, .at = d->c->now },
	    &row)) != RC_OK ||
	    (rc = q_demo_member_add(d->c->db, out->id, row.id)) != RC_OK)
		return rc;
	out->subject = row.id;
	return record_add(d->c, "subject.add", "subject", row.id.v, "{}");
}
