/*
 * user: see user.h.
 */
#include "main/user.h"

#include <stdio.h>
#include <string.h>

#include "act/admin.h"
#include "act/password.h"
#include "act/second_step.h"
#include "core/permit.h"
#include "main/house.h"

#define PASSWORD_MAX 400

/* One run of the verb. */
struct request_user {
	struct house *house;
	struct str login, name;
	struct agency_id agency;
	struct account_id id;
	int role;
	struct str hashed;
};

static int
role_read(struct str name)
{
	for (int r = ROLE_PRODUCER; r < ROLE__COUNT; r++)
		if (str_eq(name, str_c(role_name((enum role)r))))
			return r;
	return 0;
}

/* From stdin and never from the command line: everybody on the machine can
 * read that. */
static enum rc
password_read(struct request_user *u)
{
	struct ctx *c = &u->house->ctx;
	char line[PASSWORD_MAX] = "";
	const struct reason *why;
	struct str password;

	(void)fprintf(stderr, "password, at least 12 characters: ");
	if (fgets(line, sizeof(line), stdin) == NULL)
		line[0] = '\0';
	(void)fprintf(stderr, "\n");
	password = str_head(str_c(line), str_find(str_c(line), '\n'));
	why = password_rule(password, u->login);
	if (why == &WHY_PASSWORD_SHORT)
		return FAIL(c, WHY_BAD_REQUEST, "a password has at least 12 "
		    "characters; one line on stdin");
	if (why != NULL)
		return FAIL(c, WHY_BAD_REQUEST, "this password is guessed first; "
		    "take a sentence of your own");
	return password_hash(c, password, &u->hashed);
}

static enum rc
account_find(struct request_user *u)
{
	struct ctx *c = &u->house->ctx;
	struct q_account_by_login row;
	bool found;
	enum rc rc = q_account_by_login(c->db, str_lower(c->mem, u->login),
	    &row, &found);

	if (rc == RC_OK && !found)
		return FAIL(c, WHY_BAD_REQUEST, "no account %.*s", STR_ARG(u->login));
	u->id = row.id;
	return rc;
}

static enum rc
agency_find(struct request_user *u, struct str code)
{
	struct ctx *c = &u->house->ctx;
	struct q_agency_by_code row;
	bool found;
	enum rc rc;

	if (code.n == 0)
		return RC_OK;
	rc = q_agency_by_code(c->db, code, &row, &found);
	if (rc == RC_OK && !found)
		return FAIL(c, WHY_BAD_REQUEST, "no agency %.*s; e.g. tinh-79 or "
		    "xa-25807", STR_ARG(code));
	u->agency = row.id;
	return rc;
}

static enum rc
act_add(void *arg)
{
	struct request_user *u = arg;

	return admin_account_add(&u->house->ctx, &(struct account_values){
	    .login = u->login, .name = u->name, .hashed = u->hashed,
	    .agency = u->agency, .role = u->role }, &u->id);
}

static enum rc
act_role(void *arg)
{
	struct request_user *u = arg;

	return admin_role_give(&u->house->ctx, u->id, u->role);
}

static enum rc
act_password(void *arg)
{
	struct request_user *u = arg;

	return admin_password(&u->house->ctx, u->id, u->hashed);
}

static enum rc
act_second_off(void *arg)
{
	struct request_user *u = arg;

	return second_step_reset(&u->house->ctx, u->id, S("ocop user second-off"));
}

/* What a word does, and what it needs. */
static const struct verb {
	const char *word;
	bool finds, role, password; /* an account that is there; a role; a password */
	int role_at;
	enum rc (*act)(void *arg);
} VERBS[] = {
	{ "add", false, true, true, 3, act_add },
	{ "role", true, true, false, 2, act_role },
	{ "password", true, false, true, 2, act_password },
	{ "second-off", true, false, false, 2, act_second_off },
};

static const struct verb *
verb_find(struct str word)
{
	for (size_t i = 0; i < sizeof(VERBS) / sizeof(VERBS[0]); i++)
		if (str_eq(word, str_c(VERBS[i].word)))
			return &VERBS[i];
	return NULL;
}

static enum rc
user_run(struct request_user *u, int argc, char **argv)
{
	struct ctx *c = &u->house->ctx;
	const struct verb *verb = verb_find(settings_word(argc, argv, 0));
	enum rc rc;

	u->login = settings_word(argc, argv, 1);
	u->name = settings_word(argc, argv, 2);
	if (verb == NULL || u->login.n == 0 || (!verb->finds && u->name.n == 0))
		return FAIL(c, WHY_BAD_REQUEST, "user add LOGIN NAME ROLE [AGENCY] | "
		    "user role LOGIN ROLE | user password LOGIN | user second-off LOGIN");
	u->role = role_read(settings_word(argc, argv, verb->role_at));
	if (verb->role && u->role == 0)
		return FAIL(c, WHY_BAD_REQUEST, "no such role; `ocop permits` lists "
		    "them");
	rc = verb->finds ? account_find(u) :
	    agency_find(u, settings_word(argc, argv, 4));
	if (rc == RC_OK && verb->password)
		rc = password_read(u);
	return rc == RC_OK ? house_act(u->house, verb->act, u) : rc;
}

int
user_main(int argc, char **argv)
{
	struct house h;
	struct request_user u = { .house = &h };
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	code = DONE;
	if (house_log(&h, S("")) != RC_OK || user_run(&u, argc, argv) != RC_OK) {
		if (h.fault.n_fields > 0 && h.fault.detail[0] == '\0')
			(void)snprintf(h.fault.detail, sizeof(h.fault.detail),
			    "%s", h.fault.fields[0].why->code);
		code = house_tell(&h, argv[0]);
	}
	house_close(&h);
	return code;
}
