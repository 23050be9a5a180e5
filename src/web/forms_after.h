/*
 * forms_after: what the routes after the star take: the register, inspections,
 * revocation, complaints, filing for somebody (see form.h).
 */
#ifndef WEB_FORMS_AFTER_H
#define WEB_FORMS_AFTER_H

#define FORM_register_list(T) \
	T(LINE, status, 12, OPTIONAL) \
	T(LINE, after,  30, OPTIONAL)
#define FORM_extend(T) \
	T(DAY,  until, 10,   REQUIRED) \
	T(TEXT, why,   1000, REQUIRED)

/* ---- inspections, reports of misuse */
#define FORM_inspection_plan(T) \
	T(CHOICE, inspection_kind, 1,  REQUIRED) \
	T(DAY,  planned_on,      10,   REQUIRED) \
	T(FLAG, by_commune,      1,    OPTIONAL) \
	T(LINE, plan_no,         60,   OPTIONAL) \
	T(TEXT, inspection_why,  1000, OPTIONAL)
#define FORM_inspection_fill(T) \
	T(PAIRS, verdict, 40, OPTIONAL) \
	T(PAIRS, note, 40, OPTIONAL)
#define FORM_inspection_photo(T) T(FILES, photo_site, 20, REQUIRED)
#define FORM_inspection_end(T) \
	T(INT,    version,    12,   REQUIRED) \
	T(INT,    deed,       1,    REQUIRED) \
	T(LINE,   present,    200,  OPTIONAL) \
	T(TEXT,   conclusion, 4000, REQUIRED) \
	T(DAY,    correct_by, 10,   OPTIONAL) \
	T(CHOICE, ground,     4,    OPTIONAL) \
	T(LINE,   basis_no,   60,   OPTIONAL)
#define FORM_inspection_confirm(T) \
	T(INT,  version,    12,   REQUIRED) \
	T(TEXT, correction, 2000, REQUIRED)
#define FORM_misuse(T) \
	T(TEXT,  misuse_body,  4000, REQUIRED) \
	T(LINE,  misuse_place, 200,  OPTIONAL) \
	T(LINE,  contact,      120,  OPTIONAL) \
	T(FILES, photo_seen,   20,   OPTIONAL)
#define FORM_misuse_answer(T) \
	T(INT,  version,       12,   REQUIRED) \
	T(TEXT, misuse_answer, 2000, REQUIRED)
#define FORM_misuse_inspect(T) \
	T(DAY,  planned_on, 10, REQUIRED) \
	T(FLAG, by_commune, 1,  OPTIONAL)

/* ---- telling */
#define FORM_telling(T) \
	T(CHOICE, telling_way, 1,   REQUIRED) \
	T(DAY,  told_on,     10,   REQUIRED) \
	T(TEXT, told_words,  2000, ASKED)

/* ---- revocation */
#define FORM_revoke_propose(T) \
	T(CHOICE, ground,   4,    REQUIRED) \
	T(TEXT,   facts,    4000, REQUIRED) \
	T(LINE,   basis_no, 60,   OPTIONAL) \
	T(DAY,    basis_on, 10,   REQUIRED)
#define FORM_revoke_draft(T) T(MANY, revocation, 200, OPTIONAL)
#define FORM_revoke_drop(T) T(TEXT, why, 1000, REQUIRED)
#define FORM_revoke_take_out(T) T(ID, revocation, 20, REQUIRED)

/* ---- petitions and complaints */
#define FORM_complaint(T) \
	T(CHOICE, complaint_kind, 1,  REQUIRED) \
	T(TEXT, complaint_body, 4000, REQUIRED)
#define FORM_complaint_letter(T) \
	T(CHOICE, complaint_kind, 1,  REQUIRED) \
	T(LINE, sender,         200,  REQUIRED) \
	T(DAY,  received_on,    10,   REQUIRED) \
	T(TEXT, complaint_body, 4000, REQUIRED) \
	T(LINE, about_code,     40,   OPTIONAL)
#define FORM_complaint_step(T) \
	T(INT,  version,          12,   REQUIRED) \
	T(INT,  step,             1,    REQUIRED) \
	T(TEXT, complaint_answer, 4000, ASKED) \
	T(LINE, answer_no,        60,   OPTIONAL)

/* ---- where one wants mail */
#define FORM_mail_address(T) T(EMAIL, mail_address, 120, OPTIONAL)

#define FORMS_AFTER(F) \
	F(mail_address) \
	F(complaint) \
	F(complaint_letter) \
	F(complaint_step) \
	F(extend) \
	F(inspection_confirm) \
	F(inspection_end) \
	F(inspection_fill) \
	F(inspection_photo) \
	F(inspection_plan) \
	F(misuse) \
	F(misuse_answer) \
	F(misuse_inspect) \
	F(register_list) \
	F(revoke_draft) \
	F(revoke_drop) \
	F(revoke_propose) \
	F(telling) \
	F(revoke_take_out)

#endif
