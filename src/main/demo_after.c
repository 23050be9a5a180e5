/*
 * demo_after: what comes after the star, in the sample office: a certificate
 * that was revoked, an inspection that found nothing and one that found
 * something, a report of misuse and a letter. Made by the acts that people use,
 * about invented producers; every text says that it is a sample.
 */
#include "act/complaint.h"
#include "act/decision.h"
#include "act/inspection.h"
#include "act/misuse.h"
#include "act/revocation.h"
#include "main/demo.h"

#define SAMPLE " (dữ liệu mẫu)"

static enum rc
after_revoked(struct demo *d, struct str code)
{
	struct decision_view v;
	struct revocation_id proposal;
	struct decision_id id;
	enum rc rc;

	demo_as(d, &d->province_officer, 32);
	if ((rc = revocation_propose(d->c, &(struct revocation_proposal){
	    .code = code, .ground = S("dd"),
	    .facts = S("UBND xã xác nhận cơ sở đã ngừng sản xuất" SAMPLE "."),
	    .basis_no = S("31/UBND-MẪU"), .basis_on = d->c->today },
	    &proposal)) != RC_OK ||
	    (rc = revocation_draft(d->c, &proposal, 1, &id)) != RC_OK)
		return rc;
	demo_as(d, &d->signer, 30);
	if ((rc = decision_load(d->c, id, &v)) != RC_OK)
		return rc;
	return decision_sign(d->c, id, &(struct signing){
	    .version = v.d.version, .number = S("100/QĐ-MẪU"),
	    .title = S("KT. CHỦ TỊCH – PHÓ CHỦ TỊCH"), .confirmed = true });
}

/* An inspection so many days ago; `bad` is the item that was not kept, or none. */
static enum rc
after_inspected(struct demo *d, struct str code, int days_ago, const char *bad)
{
	struct inspection_answer *answers;
	struct inspection_view v;
	struct inspection_id id;
	enum rc rc;

	demo_as(d, &d->province_officer, days_ago);
	if ((rc = inspection_plan(d->c, &(struct inspection_plan){ .code = code,
	    .kind = INSPECT_PLANNED, .plan_no = S("15/KH-MẪU"),
	    .planned_on = d->c->today }, &id)) != RC_OK ||
	    (rc = inspection_load(d->c, id, &v)) != RC_OK)
		return rc;
	answers = ARENA_ARRAY(d->c->mem, v.n_lines + 1, struct inspection_answer);
	for (size_t i = 0; i < v.n_lines; i++) {
		const bool is_bad = bad != NULL &&
		    str_eq(v.lines[i].rule->code, str_c(bad));

		answers[i] = (struct inspection_answer){ v.lines[i].rule->code,
		    is_bad ? CHECK_BAD : CHECK_GOOD, is_bad ?
		    S("Phiếu kiểm nghiệm đã hết hạn" SAMPLE) : S("") };
	}
	if ((rc = inspection_fill(d->c, id, answers, v.n_lines)) != RC_OK ||
	    (rc = inspection_load(d->c, id, &v)) != RC_OK)
		return rc;
	return inspection_conclude(d->c, id, &(struct inspection_end){
	    .version = v.i.version, .deed = bad == NULL ? INSPECT_PASS : INSPECT_DEMAND,
	    .present = S("Ông Mẫu, đại diện cơ sở"),
	    .conclusion = bad == NULL ? S("Sản phẩm đúng hồ sơ đã được công nhận" SAMPLE ".")
	        : S("Phiếu kiểm nghiệm đã hết hạn, làm lại phiếu mới" SAMPLE "."),
	    .correct_by = day_add(d->c->today, 30) });
}

/* Told by somebody at a market, inspected by nobody, answered. */
static enum rc
after_reported(struct demo *d, struct str code)
{
	static const struct actor nobody;
	struct q_misuse_list_rows rows;
	struct str number;
	enum rc rc;

	demo_as(d, &nobody, 12);
	if ((rc = misuse_send(d->c, &(struct misuse_report){ .code = code,
	    .place = S("Chợ Mẫu"), .address = S("192.0.2.1"),
	    .body = S("Hũ bán ở chợ in 5 sao" SAMPLE ".") }, &number)) != RC_OK)
		return rc;
	demo_as(d, &d->province_officer, 8);
	if ((rc = misuse_list(d->c, &rows)) != RC_OK)
		return rc;
	REQUIRE(rows.n == 1);
	return misuse_answer(d->c, rows.v[0].id, 1,
	    S("Đã xem: tem in đúng số sao của giấy chứng nhận" SAMPLE "."));
}

enum rc
demo_after(struct demo *d)
{
	struct complaint_id letter;
	enum rc rc;

	if ((rc = after_revoked(d, d->codes[3])) != RC_OK ||
	    (rc = after_inspected(d, d->codes[0], 60, NULL)) != RC_OK ||
	    (rc = after_inspected(d, d->codes[1], 20, "K4")) != RC_OK ||
	    (rc = after_reported(d, d->codes[1])) != RC_OK)
		return rc;
	demo_as(d, &d->province_officer, 2);
	return complaint_enter(d->c, &(struct complaint_letter){
	    .kind = COMPLAINT_PETITION, .sender = S("Bà Mẫu, chợ Mẫu"),
	    .body = S("Đề nghị cho biết sản phẩm này còn hiệu lực không" SAMPLE "."),
	    .received_on = d->c->today, .code = d->codes[2] }, &letter);
}
