/* admin: see admin.h. */
#include "act/admin.h"

#include <inttypes.h>

#include "act/record.h"
#include "base/text.h"
#include "core/dossier.h"

const struct reason WHY_LOGIN_TAKEN = { RC_CONFLICT, "login_taken" };
const struct reason WHY_ROLE_UNKNOWN = { RC_INVALID, "role_unknown" };
const struct reason WHY_ROLE_NEEDS_AGENCY = { RC_INVALID, "role_needs_agency" };
const struct reason WHY_OWN_ACCOUNT = { RC_CONFLICT, "own_account" };
const struct reason WHY_DAY_KIND = { RC_INVALID, "day_kind" };

#define ACCOUNTS_SHOWN 50

/* Whether an account is meant by these words: a part of its name or sign-in,
 * with or without marks and capitals. Signs are no letters: "%" is nobody. */
static bool
account_is_meant(struct ctx *c, const struct q_account_list *a,
    struct str words)
{
	if (words.n == 0)
		return true;
	words = text_fold(c->mem, words);
	return words.n > 0 && (str_has(text_fold(c->mem, a->name), words) ||
	    str_has(text_fold(c->mem, a->login), words));
}

enum rc
admin_accounts(struct ctx *c, struct str words, int64_t after,
    struct accounts_view *out)
{
	struct q_account_list *v = ARENA_ARRAY(c->mem, ACCOUNTS_SHOWN + 1,
	    struct q_account_list);
	struct q_account_list_rows rows;
	enum rc rc;

	*out = (struct accounts_view){ .words = words };
	do {
		if ((rc = q_account_list(c->db, after, &rows)) != RC_OK)
			return rc;
		for (size_t i = 0; i < rows.n && out->rows.n <= ACCOUNTS_SHOWN; i++)
			if (account_is_meant(c, &rows.v[i], words))
				v[out->rows.n++] = rows.v[i];
		if (rows.n > 0)
			after = rows.v[rows.n - 1].id.v;
	} while (rows.n > 0 && out->rows.n <= ACCOUNTS_SHOWN);
	out->rows.v = v;
	if (out->rows.n > ACCOUNTS_SHOWN) {
		out->rows.n = ACCOUNTS_SHOWN;
		out->next = v[ACCOUNTS_SHOWN - 1].id.v;
	}
	return q_agency_list(c->db, &out->agencies);
}

/* Roles that an administrator gives; producers sign up themselves. */
static bool
role_is_given(int role)
{
	return role > ROLE_PRODUCER && role < ROLE__COUNT;
}

static bool
agency_listed(const struct q_agency_list_rows *all, struct agency_id id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id.v == id.v)
			return true;
	return false;
}

/* Experts from outside sit in councils and advisory teams. */
static bool
role_without_agency(int role)
{
	return role == ROLE_COUNCIL || role == ROLE_TEAM || role == ROLE_ADMIN;
}

enum rc
admin_account_add(struct ctx *c, const struct account_values *in,
    struct account_id *out)
{
	struct q_agency_list_rows agencies;
	struct q_account_add row;
	enum rc rc = q_agency_list(c->db, &agencies);

	if (rc != RC_OK)
		return rc;
	if (!role_is_given(in->role))
		fault_field(c->fault, S("role"), &WHY_ROLE_UNKNOWN, S(""));
	if (in->agency.v == 0 ? !role_without_agency(in->role)
	    : !agency_listed(&agencies, in->agency))
		fault_field(c->fault, S("agency"), &WHY_ROLE_NEEDS_AGENCY, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK)
		return rc;
	rc = q_account_add(c->db, &(struct q_account_add_in){
	    .login = str_lower(c->mem, in->login), .name = in->name,
	    .password = in->hashed, .state = ACCOUNT_ACTIVE,
	    .agency = in->agency, .lang = S("vi"), .sample = c->sample,
	    .at = c->now }, &row);
	if (rc == RC_CONFLICT)
		return FAIL(c, WHY_LOGIN_TAKEN, "%.*s", STR_ARG(in->login));
	if (rc != RC_OK ||
	    (rc = q_account_role_put(c->db, row.id, in->role)) != RC_OK)
		return rc;
	*out = row.id;
	return record_add(c, "account.add", "account", row.id.v, "{\"role\":%d}",
	    in->role);
}

enum rc
admin_role_give(struct ctx *c, struct account_id id, int role)
{
	struct q_account_of a;
	enum rc rc;

	if ((rc = q_account_of(c->db, id, &a)) != RC_OK)
		return rc;
	/* who gives powers takes none: she would see dossiers and scores */
	if (id.v == c->actor.id.v)
		return FAIL(c, WHY_OWN_ACCOUNT, "%s", "");
	if (!role_is_given(role))
		fault_field(c->fault, S("role"), &WHY_ROLE_UNKNOWN, S(""));
	else if (a.agency.v == 0 && !role_without_agency(role))
		fault_field(c->fault, S("role"), &WHY_ROLE_NEEDS_AGENCY, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_account_role_put(c->db, id, role)) != RC_OK)
		return rc;
	return record_add(c, "account.role", "account", id.v, "{\"role\":%d}", role);
}

enum rc
admin_account_state(struct ctx *c, struct account_id id, bool open)
{
	struct q_account_of a;
	enum rc rc;

	if ((rc = q_account_of(c->db, id, &a)) != RC_OK)
		return rc;
	if (id.v == c->actor.id.v)
		return FAIL(c, WHY_OWN_ACCOUNT, "%s", "");
	if ((rc = q_account_set_state(c->db, id, a.version,
	    open ? ACCOUNT_ACTIVE : ACCOUNT_CLOSED)) != RC_OK ||
	    (!open && (rc = q_account_sessions_end(c->db, id)) != RC_OK))
		return rc;
	return record_add(c, open ? "account.open" : "account.close", "account",
	    id.v, "{}");
}

enum rc
admin_password(struct ctx *c, struct account_id id, struct str hashed)
{
	struct q_account_of a;
	enum rc rc;

	if ((rc = q_account_of(c->db, id, &a)) != RC_OK ||
	    (rc = q_account_set_password(c->db, id, hashed)) != RC_OK ||
	    (rc = q_account_sessions_end(c->db, id)) != RC_OK)
		return rc;
	return record_add(c, "account.password", "account", id.v, "{}");
}

enum rc
admin_holidays(struct ctx *c, int year, struct q_holiday_list_rows *out)
{
	return q_holiday_list(c->db, day_make(year, 1, 1),
	    day_make(year + 1, 1, 1), out);
}

enum rc
admin_holiday_put(struct ctx *c, struct day day, int kind, struct str name,
    struct str source)
{
	enum rc rc;

	if (kind != DAY_REST && kind != DAY_WORK)
		fault_field(c->fault, S("kind"), &WHY_DAY_KIND, S(""));
	if ((rc = fault_rc(c->fault)) != RC_OK ||
	    (rc = q_holiday_put(c->db, day, kind, name, DAY_ANNOUNCED,
	    source)) != RC_OK)
		return rc;
	return record_add(c, "holiday.put", "holiday", day.n, "{\"kind\":%d}", kind);
}

enum rc
admin_holiday_confirm(struct ctx *c, struct day day, struct str source)
{
	enum rc rc = q_holiday_confirm(c->db, day, source);

	return rc == RC_OK ? record_add(c, "holiday.confirm", "holiday", day.n, "{}")
	                   : rc;
}

enum rc
admin_holiday_drop(struct ctx *c, struct day day)
{
	enum rc rc = q_holiday_drop(c->db, day);

	return rc == RC_OK ? record_add(c, "holiday.drop", "holiday", day.n, "{}")
	                   : rc;
}

enum rc
admin_records(struct ctx *c, int64_t before, struct str noun, int64_t noun_id,
    struct records_view *out)
{
	enum rc rc;

	*out = (struct records_view){ 0 };
	rc = q_record_list(c->db, before > 0 ? before : INT64_MAX,
	    noun.n == 0 ? S("") : noun, noun_id, &out->rows);
	if (rc == RC_OK && out->rows.n > 50) {
		out->rows.n = 50;
		out->next = out->rows.v[49].id.v;
	}
	return rc;
}
