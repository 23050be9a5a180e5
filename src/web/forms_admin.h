/*
 * forms_admin: what the administrator's routes take (see form.h).
 */
#ifndef WEB_FORMS_ADMIN_H
#define WEB_FORMS_ADMIN_H

#define FORM_accounts_find(T) \
	T(LINE, q,     100, OPTIONAL) \
	T(ID,   after, 20,  OPTIONAL)
#define FORM_account_add(T) \
	T(LINE,   login,    60,  REQUIRED) \
	T(LINE,   name,     120, REQUIRED) \
	T(ID,     agency,   20,  OPTIONAL) \
	T(INT,    role,     1,   REQUIRED) \
	T(SECRET, password, 200, REQUIRED)
#define FORM_account_role(T) \
	T(ID,  account, 20, REQUIRED) \
	T(INT, role,    1,  REQUIRED)
#define FORM_account_state(T) \
	T(ID,   account, 20, REQUIRED) \
	T(FLAG, open,    1,  OPTIONAL)
#define FORM_account_password(T) \
	T(ID,     account,  20,  REQUIRED) \
	T(SECRET, password, 200, REQUIRED)
#define FORM_second_rule(T) T(FLAG, second_asked, 1, OPTIONAL)
#define FORM_second_reset(T) \
	T(ID,   account,   20,  REQUIRED) \
	T(LINE, reset_why, 300, REQUIRED)
#define FORM_holidays(T) T(INT, year, 4, OPTIONAL)
#define FORM_holiday_put(T) \
	T(DAY,  day,  10,  REQUIRED) \
	T(LINE, holiday_name, 120, REQUIRED) \
	T(LINE, day_source, 200, OPTIONAL) \
	T(INT,  kind, 1,   REQUIRED)
#define FORM_holiday_confirm(T) T(DAY, day, 10, REQUIRED) \
	T(LINE, day_source, 200, REQUIRED)
#define FORM_holiday_drop(T) T(DAY, day, 10, REQUIRED)
#define FORM_merge(T) \
	T(ID,   from_agency, 20, REQUIRED) \
	T(ID,   to_agency,   20, REQUIRED) \
	T(DAY,  merged_on,   10, REQUIRED) \
	T(LINE, merge_no,    60, REQUIRED)
#define FORM_series_sign(T) \
	T(ID,   agency, 20, REQUIRED) \
	T(LINE, series, 40, REQUIRED) \
	T(LINE, signs,  60, OPTIONAL)
#define FORM_root_add(T) T(TEXT, pem, 20000, REQUIRED)
#define FORM_root_drop(T) T(ID, root, 18, REQUIRED)
#define FORM_template_file(T) T(FILES, template_docx, 20, REQUIRED)
#define FORM_erasure_ask(T) \
	T(LINE, code,         40,   REQUIRED) \
	T(LINE, erase_basis,  300,  REQUIRED) \
	T(TEXT, erase_reason, 1000, REQUIRED)
#define FORM_erasure_decide(T) \
	T(FLAG, erase_approve, 1,   OPTIONAL) \
	T(LINE, erase_answer,  500, OPTIONAL)
#define FORM_witness_put(T) \
	T(LINE, witness_key, 400, REQUIRED) \
	T(LINE, witness_url, 300, REQUIRED)
#define FORM_witness_drop(T) T(LINE, witness_name, 200, REQUIRED)
#define FORM_watch(T) \
	T(LINE, log_vkey, 400, REQUIRED) \
	T(LINE, log_url,  300, OPTIONAL)
#define FORM_log_follow(T) T(TEXT, log_notes, 16000, REQUIRED)
#define FORM_records(T) \
	T(ID,   after, 20, OPTIONAL) \
	T(LINE, noun,  40, OPTIONAL) \
	T(ID,   id,    20, OPTIONAL)

#define FORMS_ADMIN(F) \
	F(account_add) \
	F(account_password) \
	F(account_role) \
	F(account_state) \
	F(accounts_find) \
	F(holiday_confirm) \
	F(erasure_ask) \
	F(erasure_decide) \
	F(holiday_drop) \
	F(holiday_put) \
	F(holidays) \
	F(log_follow) \
	F(merge) \
	F(records) \
	F(second_reset) \
	F(second_rule) \
	F(series_sign) \
	F(root_add) \
	F(root_drop) \
	F(template_file) \
	F(watch) \
	F(witness_drop) \
	F(witness_put)

#endif
