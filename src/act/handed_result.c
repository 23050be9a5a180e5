/*
 * handed_result: the Ministry's result comes back to the province that sent a dossier up
 * (QĐ 26/2026 Đ7.4.e, g): recognised, with decision and certificate; below 90, and then
 * it is the province's again with the central result; or stopped before the council. Or
 * what comes is a request: the Ministry asks for a supplement (Đ7.4.a), which the producer
 * answers here as in one office, and then the dossier goes up again.
 *
 * Session, council, decision are rows of the Ministry's agency, concluded and signed by an
 * account for which nobody signs in: it stands for that office. The agenda item is closed,
 * not concluded: that word says that our sheets were counted.
 */
#include <inttypes.h>

#include "act/certificate.h"
#include "act/handed_inside.h"
#include "act/handed_json.h"
#include "act/reasons.h"
#include "act/record.h"
#include "act/register.h"
#include "core/law.h"

struct coming {
	struct ctx *c;
	const struct handed_taking *t;
	const struct json *j;     /* the result */
	struct q_handed_chain d;
	struct account_id office; /* stands for the sender */
	int64_t star;
};

enum rc
handed_certificate_seen(struct ctx *c, struct product_id product, struct certificate_id id,
    const struct json *said, int star)
{
	enum rc rc = q_certificate_replace(c->db, product, id);

	if (rc != RC_OK || (rc = listing_refresh(c, product)) != RC_OK)
		return rc;
	return record_add(c, "certificate.published", "certificate", id.v,
	    "{\"code\":\"%.*s\",\"star\":%d,\"until\":\"%.*s\"}",
	    STR_ARG(in_text(said, "code")), star, STR_ARG(in_text(said, "valid_until")));
}

static enum rc
office_take(struct coming *k)
{
	struct ctx *c = k->c;
	struct str login = str_printf(c->mem, "co-quan-%.*s", STR_ARG(k->t->note->from));
	struct q_handed_account known;
	struct q_handed_agency a;
	struct q_account_add added;
	bool found;
	enum rc rc;

	if ((rc = q_handed_account(c->db, login, &known, &found)) != RC_OK ||
	    (rc = q_handed_agency(c->db, k->d.ministry, &a)) != RC_OK)
		return rc;
	k->office = known.id;
	if (found)
		return RC_OK;
	rc = q_account_add(c->db, &(struct q_account_add_in){ .login = login, .name = a.name,
	    .password = S(""), .state = ACCOUNT_CLOSED, .agency = k->d.ministry,
	    .lang = S("vi"), .at = c->now }, &added);
	k->office = added.id;
	return rc;
}

static enum rc
session_take(struct coming *k, struct agenda_id *out)
{
	struct ctx *c = k->c;
	const struct pack *pack = law_pack_on(c->law, c->today);
	const struct moment starts = { in_int(k->j, "starts_ms") };
	const struct day day = day_of(starts);
	struct q_handed_round_next next;
	struct q_round_add round;
	struct q_council_add council;
	struct q_meeting_add meeting;
	struct q_agenda_add item;
	enum rc rc;

	if ((rc = q_handed_round_next(c->db, k->d.ministry, day_date(day).year, &next)) !=
	    RC_OK ||
	    (rc = q_round_add(c->db, &(struct q_round_add_in){ .agency = k->d.ministry,
	    .pack = pack->code, .year = day_date(day).year, .number = next.number,
	    .name = in_text(k->j, "session"), .proposed_before_on = day,
	    .held_before_on = day, .at = c->now }, &round)) != RC_OK ||
	    (rc = q_council_add(c->db, &(struct q_council_add_in){ .agency = k->d.ministry,
	    .name = in_text(k->j, "council"), .decision_no = in_text(k->j, "council_no"),
	    .decision_on = in_day(k->j, "council_on"), .at = c->now }, &council)) != RC_OK ||
	    (rc = q_meeting_add(c->db, &(struct q_meeting_add_in){ .round = round.id,
	    .council = council.id, .name = in_text(k->j, "session"),
	    .place = in_text(k->j, "place"), .starts_at = starts }, &meeting)) != RC_OK ||
	    (rc = q_meeting_set_state(c->db, meeting.id, 1, MEETING_CLOSED, c->now)) != RC_OK ||
	    (rc = q_agenda_add(c->db, meeting.id, k->t->dossier, 1,
	    (struct str){ NULL, 0 }, &item)) != RC_OK)
		return rc;
	*out = item.id;
	return q_agenda_set_state(c->db, item.id, 1, AGENDA_CLOSED, 1);
}

static enum rc
concluded_take(struct coming *k)
{
	struct agenda_id item;
	struct ctx *c = k->c;
	enum rc rc;

	if (k->star < 0 || k->star > 5 || in_text(k->j, "input").n == 0 ||
	    in_text(k->j, "output").n == 0 || in_text(k->j, "session").n == 0 ||
	    in_text(k->j, "council").n == 0 || in_text(k->j, "council_no").n == 0)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "result");
	if ((rc = office_take(k)) != RC_OK || (rc = session_take(k, &item)) != RC_OK)
		return rc;
	return q_result_add(c->db, &(struct q_result_add_in){ .agenda = item,
	    .input = in_text(k->j, "input"), .output = in_text(k->j, "output"),
	    .star = k->star, .sum = in_int(k->j, "sum"), .sheets = in_int(k->j, "sheets"),
	    .opinion = in_text(k->j, "opinion"), .account = k->office,
	    .at = { in_int(k->j, "concluded_ms") } });
}

static enum rc
recognised_take(struct coming *k)
{
	const struct json *y = json_get(k->j, S("decision"));
	const struct json *g = json_get(k->j, S("certificate"));
	const struct day issued = in_day(g, "issued_on");
	struct ctx *c = k->c;
	struct q_decision_add decision;
	struct q_certificate_add certificate;
	enum rc rc;

	if (in_text(y, "number").n == 0 || in_text(g, "code").n == 0 || issued.n == 0 ||
	    k->star < 3)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "decision, certificate");
	if ((rc = concluded_take(k)) != RC_OK ||
	    (rc = q_decision_add(c->db, k->d.ministry, DECISION_RECOGNISE, DECISION_DRAFT,
	    c->now, &decision)) != RC_OK ||
	    (rc = q_decision_item_add(c->db, decision.id, k->t->dossier, 1, k->star)) != RC_OK ||
	    (rc = q_decision_set_signed(c->db, &(struct q_decision_set_signed_in){
	    .id = decision.id, .version = 1, .state = DECISION_SIGNED,
	    .number = in_text(y, "number"), .signed_on = in_day(y, "signed_on"),
	    .signer = k->office, .signer_name = in_text(y, "signer"),
	    .signer_title = in_text(y, "title") })) != RC_OK ||
	    (rc = q_certificate_add(c->db, &(struct q_certificate_add_in){
	    .code = in_text(g, "code"), .product = k->d.product, .dossier = k->t->dossier,
	    .decision = decision.id, .decision_no = in_text(y, "number"), .star = k->star,
	    .issuer = in_text(g, "issuer"), .issued_on = issued,
	    .issued_year = day_date(issued).year, .valid_until_on = in_day(g, "valid_until"),
	    .at = c->now }, &certificate)) != RC_OK)
		return rc;
	return handed_certificate_seen(c, k->d.product, certificate.id, g, (int)k->star);
}

static enum rc
stopped_take(struct coming *k)
{
	const struct json *stops = json_get(k->j, S("stops"));
	struct ctx *c = k->c;
	enum rc rc = json_len(stops) > 0 ? RC_OK
	    : FAIL(c, WHY_HANDED_BROKEN, "%s", "stops");

	for (size_t i = 0; rc == RC_OK && i < json_len(stops); i++)
		rc = q_dossier_stop_put(c->db, &(struct q_dossier_stop_put_in){
		    .dossier = k->t->dossier, .code = in_text(json_at(stops, i), "code"),
		    .reason = in_text(json_at(stops, i), "reason"), .state = ST_PROVINCE_CHECK,
		    .agency = k->d.ministry, .now = c->now });
	/* it ends as any other result without recognition does (Đ12.3) */
	return rc != RC_OK ? rc : certificate_extension_end(c,
	    (enum dossier_kind)k->d.kind, k->d.product);
}

/* The Ministry asks: through the province, as it would in one office. */
static enum rc
asked_take(struct coming *k)
{
	const struct json *items = json_get(k->j, S("items"));
	const struct day due = in_day(k->j, "due_on");
	struct ctx *c = k->c;
	struct q_supplement_add added;
	enum rc rc;

	if (in_text(k->j, "sentence").n == 0 || due.n == 0 || json_len(items) == 0)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "result");
	if ((rc = office_take(k)) != RC_OK ||
	    (rc = q_supplement_add(c->db, &(struct q_supplement_add_in){
	    .dossier = k->t->dossier, .level = LEVEL_MINISTRY, .asked_by = k->office,
	    .now = c->now, .due_on = due, .sentence = in_text(k->j, "sentence") },
	    &added)) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < json_len(items); i++)
		rc = q_supplement_item_add(c->db, added.id, json_str(json_at(items, i)));
	return rc != RC_OK ? rc : q_dossier_set_state(c->db, k->t->dossier,
	    ST_PROVINCE_ASKED, due, (struct str){ NULL, 0 });
}

/* A request that was not answered is waited for no more. */
static enum rc
asking_end(struct coming *k)
{
	struct q_supplements_rows all;
	enum rc rc = q_supplements(k->c->db, k->t->dossier, &all);

	for (size_t i = 0; rc == RC_OK && i < all.n; i++)
		if (all.v[i].answered_at.ms == 0 && all.v[i].closed_at.ms == 0)
			rc = q_supplement_close(k->c->db, all.v[i].id,
			    S("Bộ đã có kết quả, không chờ bổ sung."), k->c->now);
	return rc;
}

/* It went from here to that office, and has no result yet. */
static enum rc
coming_check(struct coming *k)
{
	struct q_handed_agency province, ministry;
	struct ctx *c = k->c;
	bool found;
	enum rc rc = q_handed_chain(c->db, k->t->note->chain, &k->d, &found);

	if (rc != RC_OK)
		return rc;
	if (!found || k->d.ministry.v == 0)
		return FAIL(c, WHY_HANDED_UNKNOWN, "%s", "no such dossier went from here to the sender");
	if ((rc = q_handed_agency(c->db, k->d.province, &province)) != RC_OK ||
	    (rc = q_handed_agency(c->db, k->d.ministry, &ministry)) != RC_OK)
		return rc;
	if (!str_eq(province.unit_code, k->t->note->to) ||
	    !str_eq(ministry.unit_code, k->t->note->from) ||
	    (c->actor.id.v != 0 && k->d.province.v != c->actor.agency.v))
		return FAIL(c, WHY_HANDED_UNKNOWN, "%s", "no such dossier went from here to the sender");
	if ((k->d.state != ST_FORWARDED && k->d.state != ST_PROVINCE_CHECK &&
	    k->d.state != ST_PROVINCE_ASKED) || k->d.evaluator.v != k->d.ministry.v ||
	    k->t->note->epoch <= k->d.epoch)
		return FAIL(c, WHY_HANDED_TWICE, "%.*s",
		    STR_ARG(k->d.product_name));
	return RC_OK;
}

/* Producer, commune and the province's desk hear of it. */
static enum rc
coming_told(struct coming *k)
{
	struct ctx *c = k->c;
	const bool asks = k->t->state == ST_PROVINCE_ASKED;
	struct str link = str_printf(c->mem, "/ho-so/%" PRId64, k->t->dossier.v);
	const char *kind = k->t->state == ST_SENT_BACK ? "dossier_sent_back" :
	    asks ? "supplement_asked" : "dossier_result";
	enum rc rc;

	if ((rc = notice_to_subject(c, k->d.subject, kind, k->d.product_name, asks ?
	    str_printf(c->mem, "%.*s/bo-sung", STR_ARG(link)) : link)) != RC_OK ||
	    (rc = notice_to_agency(c, k->d.commune, kind, k->d.product_name, link)) != RC_OK)
		return rc;
	return notice_to_agency(c, k->d.province, kind, k->d.product_name, str_printf(c->mem,
	    "/tinh/ho-so/%" PRId64, k->t->dossier.v));
}

/* Each outcome by the word of dossier.json. */
static const struct outcome {
	const char *word;
	enum dossier_state state;
	enum rc (*take)(struct coming *k);
} outcomes[] = {
	{ "recognised", ST_RECOGNISED, recognised_take },
	{ "sent_back", ST_SENT_BACK, concluded_take },
	{ "stopped", ST_NOT_RECOGNISED, stopped_take },
	{ "asked", ST_PROVINCE_ASKED, asked_take },
};

static const struct outcome *
outcome_find(struct str word)
{
	for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++)
		if (str_eq(word, str_c(outcomes[i].word)))
			return &outcomes[i];
	return NULL;
}

/* Where it stands by a result. */
static enum rc
state_take(struct coming *k)
{
	const bool back = k->t->state == ST_SENT_BACK;
	enum rc rc = asking_end(k);

	return rc != RC_OK ? rc : q_handed_result_state(k->c->db, k->t->dossier, k->t->state,
	    back ? k->d.province : k->d.ministry,
	    (struct moment){ in_int(k->j, "concluded_ms") },
	    back ? (struct moment){ 0 } : k->c->now);
}

enum rc
handed_result_take(struct ctx *c, struct handed_taking *t)
{
	struct coming k = { .c = c, .t = t, .j = json_get(t->data, S("result")) };
	const struct outcome *o = outcome_find(in_text(k.j, "outcome"));
	enum rc rc = coming_check(&k);

	if (rc != RC_OK)
		return rc;
	if (o == NULL)
		return FAIL(c, WHY_HANDED_BROKEN, "%s", "result");
	k.star = in_int(k.j, "star");
	t->dossier = k.d.dossier;
	t->product = k.d.product_name;
	t->state = o->state;
	if ((rc = o->take(&k)) != RC_OK ||
	    (o->state != ST_PROVINCE_ASKED && (rc = state_take(&k)) != RC_OK) ||
	    (rc = q_handed_epoch(c->db, t->note->chain, t->note->epoch + 1)) != RC_OK ||
	    (rc = coming_told(&k)) != RC_OK ||
	    (rc = record_add(c, o->state == ST_PROVINCE_ASKED ? "dossier.request_came" :
	    "dossier.result_came", "dossier", t->dossier.v,
	    "{\"from\":\"%.*s\",\"outcome\":\"%s\",\"star\":%" PRId64 ",\"epoch\":%" PRId64 "}",
	    STR_ARG(t->note->from), o->word, k.star, t->note->epoch + 1)) != RC_OK)
		return rc;
	return record_part(c, "note", t->note_bytes);
}
