/*
 * demo_journey: invented subjects on every step of the road, and invented
 * certificates in every state; see demo.h. Each step is the act that its
 * person uses, so the sample breaks when an act does.
 */
#include <inttypes.h>

#include "act/certificate.h"
#include "act/commune.h"
#include "act/conclude.h"
#include "act/council.h"
#include "act/decision.h"
#include "act/evidence.h"
#include "act/paper_text.h"
#include "act/product.h"
#include "act/province.h"
#include "act/record.h"
#include "act/subject.h"
#include "base/text.h"
#include "core/dossier.h"
#include "main/demo.h"
#include "main/demo_steps.h"

/* What travels, and how far it has come. */
static const struct road {
	const char *login;      /* of its producer; "": producerN */
	const char *product, *set;
	bool second_commune;
	int good;               /* of ten criteria how many get their best level */
	enum { AT_DRAFT, AT_SUBMITTED, AT_RECEIVED, AT_FORWARDED, AT_TAKEN,
	    AT_ACCEPTED, AT_SESSION, AT_SCORING, AT_CONCLUDED, AT_SIGNED } to;
	const char *gtin;       /* of the prefix that GS1 keeps for examples; NULL: none */
} roads[] = {
	{ "producer", "Bánh tráng mè mẫu",       "QD26-06", false, 7, AT_DRAFT, NULL },
	{ "",         "Mật ong hoa cà phê mẫu",  "QD26-04", false, 8, AT_SUBMITTED, NULL },
	{ "",         "Muối ớt mẫu",             "QD26-10", false, 6, AT_RECEIVED, NULL },
	{ "",         "Tiêu đen xay mẫu",        "QD26-10", true,  7, AT_FORWARDED, NULL },
	{ "",         "Trà lá sen mẫu",          "QD26-12", false, 7, AT_TAKEN, NULL },
	{ "",         "Chuối sấy dẻo mẫu",       "QD26-07", true,  8, AT_ACCEPTED, NULL },
	{ "",         "Bưởi da xanh mẫu",        "QD26-01", false, 8, AT_ACCEPTED, NULL },
	{ "",         "Nước mắm chay mẫu",       "QD26-09", false, 7, AT_SESSION, NULL },
	{ "",         "Chả lụa mẫu",             "QD26-08", true,  8, AT_SESSION, NULL },
	{ "",         "Cà phê rang xay mẫu",     "QD26-13", false, 8, AT_SCORING, NULL },
	{ "",         "Tinh bột nghệ mẫu",       "QD26-07", false, 9, AT_CONCLUDED, NULL },
	{ "",         "Bánh phồng mẫu",          "QD26-06", true,  8, AT_CONCLUDED, NULL },
	{ "",         "Nấm mối sấy mẫu",         "QD26-07", false, 9, AT_SIGNED, "9521234543213" },
};
#define ROADS_N (sizeof(roads) / sizeof(roads[0]))

/* From the empty form to wherever this one stands before the council. */
static enum rc
journey_to_council(struct demo *d, const struct road *r,
    struct demo_dossier *out)
{
	const struct commune *at = r->second_commune ? &d->commune2 : &d->commune;
	enum rc rc;

	*out = (struct demo_dossier){ .at = at, .good = r->good, .gtin = r->gtin };
	if ((rc = demo_step_open(d, str_c(r->login), str_c(r->product),
	    str_c(r->set), out)) != RC_OK || r->to == AT_DRAFT)
		return rc;
	if ((rc = demo_step_submit(d, out)) != RC_OK || r->to == AT_SUBMITTED ||
	    (rc = demo_step_receive(d, out)) != RC_OK || r->to == AT_RECEIVED ||
	    (rc = demo_step_forward(d, out)) != RC_OK || r->to == AT_FORWARDED ||
	    (rc = demo_step_take(d, out)) != RC_OK || r->to == AT_TAKEN)
		return rc;
	return demo_step_accept(d, out);
}

static enum rc
demo_seat(struct demo *d, struct account_id account, enum seat_role role,
    struct str office)
{
	return seat_give(d->c, d->council, &(struct seat_values){
	    .account = account, .role = (int)role, .office = office });
}

static enum rc
journey_council(struct demo *d)
{
	const int year = day_date(day_of(d->now)).year;
	struct council_values council = {
	    .name = S("Hội đồng đánh giá, phân hạng sản phẩm OCOP (mẫu)"),
	    .decision_no = S("01/QĐ-MẪU"),
	    .decision_on = day_add(day_of(d->now), -60),
	    .bylaw_no = S("02/QĐ-MẪU"), .bylaw_on = day_add(day_of(d->now), -50), .quorum_num = 3, .quorum_den = 4,
	    .spread_max = { 10, true }, .minimums = S("findings") };
	struct meeting_values meeting = { .name = S("Phiên mẫu 1"),
	    .place = S("Phòng họp mẫu"), .hour = 8, .minute = 0 };
	enum rc rc;

	demo_as(d, &d->province_officer, 5);
	if ((rc = round_add(d->c, &(struct round_form_values){ .year = year,
	    .number = day_date(day_of(d->now)).month <= 6 ? 1 : 2 },
	    &d->round)) != RC_OK ||
	    (rc = council_add(d->c, &council, &d->council)) != RC_OK ||
	    (rc = demo_seat(d, d->members[0].id, SEAT_CHAIR,
	    S("UBND Thành phố"))) != RC_OK)
		return rc;
	for (int i = 1; i < 9; i++) {
		rc = demo_seat(d, d->members[i].id, SEAT_MEMBER,
		    str_printf(d->c->mem, "Sở Mẫu %d", i));
		if (rc != RC_OK)
			return rc;
	}
	if ((rc = demo_seat(d, d->secretary.id, SEAT_SECRETARY,
	    S("Cơ quan tham mưu OCOP"))) != RC_OK)
		return rc;
	meeting.round = d->round;
	meeting.council = d->council;
	meeting.day = d->c->today;
	meeting.late_why = S("Dữ liệu mẫu"); /* kept only where it is late */
	return meeting_add(d->c, &meeting, &d->meeting);
}

/* The products on the agenda, each as far as its road says. */
static enum rc
journey_session(struct demo *d, const struct demo_dossier *all)
{
	struct dossier_id ids[ROADS_N];
	struct room_view room;
	size_t n = 0;
	enum rc rc;

	for (size_t i = 0; i < ROADS_N; i++)
		if (roads[i].to >= AT_SESSION)
			ids[n++] = all[i].id;
	demo_as(d, &d->province_officer, 3);
	if ((rc = agenda_put(d->c, d->meeting, ids, n,
	    S("Dữ liệu mẫu"))) != RC_OK)
		return rc;
	demo_as(d, &d->secretary, 0);
	if ((rc = room_load(d->c, d->meeting, &room)) != RC_OK ||
	    (rc = room_open(d->c, d->meeting, room.meeting.version)) != RC_OK ||
	    (rc = room_load(d->c, d->meeting, &room)) != RC_OK)
		return rc;
	for (size_t i = 0, at = 0; rc == RC_OK && i < ROADS_N; i++) {
		if (roads[i].to < AT_SESSION)
			continue;
		if (roads[i].to >= AT_SCORING)
			rc = demo_step_score(d, room.items[at].a.id,
			    roads[i].good, roads[i].to == AT_SCORING ? 5 : 9);
		if (rc == RC_OK && roads[i].to >= AT_CONCLUDED)
			rc = demo_step_conclude(d, room.items[at].a.id);
		at++;
	}
	return rc;
}

/* One decision signed: its certificate is valid from today. */
static enum rc
journey_sign(struct demo *d, const struct demo_dossier *all)
{
	struct decision_id id;
	struct decision_view v;
	enum rc rc;

	for (size_t i = 0; i < ROADS_N; i++) {
		if (roads[i].to != AT_SIGNED)
			continue;
		demo_as(d, &d->province_officer, 0);
		if ((rc = decision_draft(d->c, DECISION_RECOGNISE, &all[i].id, 1,
		    &id)) != RC_OK)
			return rc;
		demo_as(d, &d->signer, 0);
		if ((rc = decision_load(d->c, id, &v)) != RC_OK ||
		    (rc = decision_sign(d->c, id, &(struct signing){
		    .version = v.d.version, .number = S("1"),
		    .title = S("KT. CHỦ TỊCH – PHÓ CHỦ TỊCH"),
		    .confirmed = true })) != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
demo_journey(struct demo *d)
{
	struct demo_dossier all[ROADS_N];
	enum rc rc;

	for (size_t i = 0; i < ROADS_N; i++)
		if ((rc = journey_to_council(d, &roads[i], &all[i])) != RC_OK)
			return rc;
	if ((rc = journey_council(d)) != RC_OK ||
	    (rc = journey_session(d, all)) != RC_OK)
		return rc;
	return journey_sign(d, all);
}

/* ---- certificates in every state --------------------------------------------- */

enum rc
demo_certificates(struct demo *d)
{
	/* months since they were issued; revoked or not: by the acts (demo_after.c),
	 * for stories as a row */
	static const struct { const char *name, *set; int star, months; bool revoked; }
	rows[] = {
		{ "Đậu phộng rang mẫu", "QD148-07", 3, 10, false }, /* valid */
		{ "Rượu nếp mẫu",       "QD148-15", 4, 31, false }, /* due */
		{ "Tương hột mẫu",      "QD148-09", 3, 40, false }, /* lapsed */
		{ "Trà mãng cầu mẫu",   "QD148-12", 3, 14, true },  /* revoked */
	};
	enum rc rc;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		rc = demo_step_certificate(d, &(struct demo_certificate){
		    str_c(rows[i].name), str_c(rows[i].set), rows[i].star,
		    day_add_months(day_of(d->now), -rows[i].months),
		    rows[i].revoked && !d->life }, &d->codes[i]);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
