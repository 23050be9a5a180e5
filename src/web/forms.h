/*
 * forms: what every route takes, one macro for each form (see form.h). To add
 * one: write its FORM_name here, put F(name) into FORMS, in the order of the
 * alphabet, and a text field.NAME for each new field name.
 */
#ifndef WEB_FORMS_H
#define WEB_FORMS_H

#include "web/form.h"
#include "web/forms_admin.h"
#include "web/forms_after.h"
#include "web/forms_council.h"

/* What somebody typed before their session ended comes back as keep.NAME. */
#define FORM_sign_in(T) \
	T(LINE, login, 60, REQUIRED) \
	T(SECRET, password, 200, REQUIRED) \
	T(LINE, ve, 500, OPTIONAL) \
	T(PAIRS, keep, 300, OPTIONAL)
#define FORM_sign_in_page(T) \
	T(LINE, ve, 500, OPTIONAL)

#define FORM_prove(T) \
	T(LINE, second_code, 40, REQUIRED) \
	T(LINE, ve, 500, OPTIONAL) \
	T(PAIRS, keep, 300, OPTIONAL)
#define FORM_second_on(T) \
	T(LINE, fresh_code, 40, REQUIRED) \
	T(LINE, ve, 500, OPTIONAL) \
	T(PAIRS, keep, 300, OPTIONAL)
#define FORM_second_begin(T) \
	T(SECRET, password_now, 200, REQUIRED) \
	T(LINE, phone_code, 40, OPTIONAL)
#define FORM_second_renew(T) T(LINE, renew_code, 40, REQUIRED)
#define FORM_second_off(T) T(LINE, off_code, 40, REQUIRED)

#define FORM_password_change(T) \
	T(SECRET, password_now, 200, REQUIRED) \
	T(SECRET, password_new, 200, REQUIRED)
#define FORM_session_end(T) \
	T(LINE, session, 64, REQUIRED)

#define FORM_language(T) \
	T(LINE, ve, 500, OPTIONAL)
#define FORM_notice_list(T) \
	T(ID, after, 18, OPTIONAL)

/* ---- sign-up, subject, products, papers */
#define FORM_signup_page(T) \
	T(LINE, q, 100, OPTIONAL) \
	T(LINE, unit, 5, OPTIONAL)
#define FORM_signup(T) \
	T(LINE, unit, 5, REQUIRED) \
	T(LINE, subject_name, 200, REQUIRED) \
	T(CHOICE, subject_kind, 2, REQUIRED) \
	T(LINE, person_name, 80, REQUIRED) \
	T(PHONE, phone, 20, REQUIRED) \
	T(SECRET, password_new, 200, REQUIRED) \
	T(FLAG, consent, 1, OPTIONAL)
#define FORM_consent_new(T) \
	T(ID, subject, 20, OPTIONAL) \
	T(LINE, subject_name, 200, OPTIONAL) \
	T(CHOICE, subject_kind, 2, OPTIONAL) \
	T(LINE, said_by, 120, ASKED) \
	T(CHOICE, consent_how, 1, ASKED) \
	T(FILES, consent_paper, 20, OPTIONAL) \
	T(ID, scanned, 18, OPTIONAL) \
	T(LINE, witness, 120, OPTIONAL) \
	T(CHOICE, consent_scope, 1, ASKED) \
	T(DAY, given_on, 10, ASKED) \
	T(DAY, ends_on, 10, ASKED) \
	T(LINE, consent_note, 300, OPTIONAL)
/* Printed forms with codes, scanned (act/scan.h). */
#define FORM_scan_new(T) T(FILES, scan_pages, 40, REQUIRED)
#define FORM_scan_sort(T) \
	T(LINE, scan_to, 40, ASKED) \
	T(INT, scan_no, 4, ASKED) \
	T(FLAG, scan_replace, 1, OPTIONAL)
#define FORM_consent_ending(T) T(LINE, ending_why, 300, OPTIONAL)
#define FORM_four_eyes(T) T(FLAG, four_eyes, 1, OPTIONAL)
#define FORM_signup_answer(T) \
	T(INT, version, 12, REQUIRED)
#define FORM_signup_refusal(T) \
	T(INT, version, 12, REQUIRED) \
	T(MANY, prepared, 8, OPTIONAL) \
	T(TEXT, why, 1000, OPTIONAL)

#define FORM_subject_general(T) \
	T(LINE, mark, 16, REQUIRED) \
	T(LINE, subject_name, 200, REQUIRED) \
	T(CHOICE, subject_kind, 2, REQUIRED) \
	T(LINE, address, 300, OPTIONAL) \
	T(PHONE, phone, 20, OPTIONAL) \
	T(EMAIL, email, 120, OPTIONAL) \
	T(LINE, reg_no, 40, OPTIONAL) \
	T(DAY, reg_on, 10, OPTIONAL)
#define FORM_subject_person(T) \
	T(LINE, mark, 16, REQUIRED) \
	T(LINE, rep_name, 80, REQUIRED) \
	T(LINE, rep_position, 80, OPTIONAL) \
	T(CHOICE, rep_gender, 1, OPTIONAL) \
	T(LINE, rep_ethnicity, 40, OPTIONAL) \
	T(LINE, rep_residence, 300, OPTIONAL) \
	T(CHOICE, rep_disability, 1, OPTIONAL)
#define FORM_subject_about(T) \
	T(LINE, mark, 16, REQUIRED) \
	T(TEXT, history, 4000, OPTIONAL) \
	T(TEXT, structure, 4000, OPTIONAL) \
	T(MANY, tick, 10, OPTIONAL)

#define FORM_set_find(T) \
	T(LINE, q, 100, OPTIONAL) \
	T(ID, product, 18, OPTIONAL)
#define FORM_product_new(T) \
	T(LINE, set, 16, OPTIONAL)
#define FORM_product_add(T) \
	T(LINE, set, 16, REQUIRED) \
	T(LINE, product_name, 200, REQUIRED) \
	T(LINE, spec, 300, OPTIONAL) \
	T(LINE, standard, 300, OPTIONAL) \
	T(LINE, gtin, 40, OPTIONAL) \
	T(TEXT, story, 6000, OPTIONAL)
#define FORM_product_change(T) \
	T(INT, version, 12, REQUIRED) \
	T(LINE, product_name, 200, REQUIRED) \
	T(LINE, spec, 300, OPTIONAL) \
	T(LINE, standard, 300, OPTIONAL) \
	T(LINE, old_code, 60, OPTIONAL) \
	T(LINE, gtin, 40, OPTIONAL) \
	T(TEXT, story, 6000, OPTIONAL)
#define FORM_product_set(T) \
	T(LINE, set, 16, REQUIRED)
#define FORM_product_photo(T) \
	T(FILES, photo, 60, REQUIRED)

/* `dossier` and `criterion`: who sent the person here to add a paper. */
#define FORM_evidence_new(T) \
	T(LINE, kind, 3, OPTIONAL) \
	T(ID, renews, 18, OPTIONAL) \
	T(ID, dossier, 18, OPTIONAL) \
	T(LINE, criterion, 10, OPTIONAL)
#define FORM_evidence_page(T) \
	T(ID, dossier, 18, OPTIONAL) \
	T(LINE, criterion, 10, OPTIONAL)
#define FORM_evidence_add(T) \
	T(CHOICE, kind, 3, REQUIRED) \
	T(LINE, evidence_title, 200, REQUIRED) \
	T(LINE, number, 80, OPTIONAL) \
	T(LINE, issuer, 200, OPTIONAL) \
	T(DAY, issued, 10, OPTIONAL) \
	T(DAY, expires, 10, OPTIONAL) \
	T(ID, renews, 18, OPTIONAL) \
	T(ID, dossier, 18, OPTIONAL) \
	T(LINE, criterion, 10, OPTIONAL)
#define FORM_evidence_change(T) \
	T(INT, version, 12, REQUIRED) \
	T(CHOICE, kind, 3, REQUIRED) \
	T(LINE, evidence_title, 200, REQUIRED) \
	T(LINE, number, 80, OPTIONAL) \
	T(LINE, issuer, 200, OPTIONAL) \
	T(DAY, issued, 10, OPTIONAL) \
	T(DAY, expires, 10, OPTIONAL)
#define FORM_evidence_files(T) \
	T(ID, dossier, 18, OPTIONAL) \
	T(LINE, criterion, 10, OPTIONAL) \
	T(FILES, files, 60, REQUIRED)

/* ---- dossiers: producer and commune */
#define FORM_paper_page(T) \
	T(PAIRS, t, 40, OPTIONAL) \
	T(ID, version, 18, OPTIONAL) \
	T(PAIRS, k, 12, OPTIONAL) \
	T(CHOICE, go, 8, OPTIONAL)
#define FORM_self(T) \
	T(INT, points, 4, OPTIONAL) \
	T(TEXT, note, 4000, OPTIONAL) \
	T(ID, version, 18, OPTIONAL) \
	T(PAIRS, cite, 200, OPTIONAL) \
	T(PAIRS, from, 200, OPTIONAL) \
	T(PAIRS, to, 200, OPTIONAL) \
	T(CHOICE, go, 8, OPTIONAL)
#define FORM_opening(T) \
	T(INT,  kind, 1, OPTIONAL) \
	T(TEXT, late_why, 1000, ASKED)
#define FORM_change(T) \
	T(PAIRS, answer, 20, OPTIONAL) \
	T(PAIRS, note,   20, OPTIONAL) \
	T(PAIRS, paper,  20, OPTIONAL)
#define FORM_branch(T) \
	T(CHOICE, branch, 10, OPTIONAL) \
	T(LINE, criterion, 10, OPTIONAL)
#define FORM_dossier_submit(T) \
	T(FLAG, truthful, 1, OPTIONAL)
#define FORM_why(T) \
	T(TEXT, why, 2000, OPTIONAL)
#define FORM_supplement_answer(T) \
	T(TEXT, answer, 4000, OPTIONAL) \
	T(TEXT, late_answer, 1000, ASKED)
#define FORM_supplement_ask(T) \
	T(MANY, items, 40, OPTIONAL) \
	T(MANY, ready, 10, OPTIONAL) \
	T(TEXT, sentence, 2000, OPTIONAL) \
	T(DAY, due_on, 10, OPTIONAL)
#define FORM_commune_inbox(T) \
	T(CHOICE, o, 12, OPTIONAL)
#define FORM_component(T) \
	T(LINE, item, 20, REQUIRED) \
	T(CHOICE, verdict, 1, OPTIONAL) \
	T(LINE, note, 500, OPTIONAL) \
	T(ID, seen, 18, OPTIONAL) \
	T(ID, beside, 18, OPTIONAL)
#define FORM_component_page(T) \
	T(ID, beside, 18, OPTIONAL)
#define FORM_forward(T) \
	T(LINE, request_no, 60, OPTIONAL) \
	T(DAY, request_on, 10, OPTIONAL) \
	T(TEXT, late_forward, 1000, ASKED)

/* ---- papers out and back */
#define FORM_signed_file(T) \
	T(FILES, signed_pdf, 20, REQUIRED)
#define FORM_tool_file(T) \
	T(FILES, uploadfile, 20, REQUIRED)
#define FORM_signed_compare(T) \
	T(ID, signed_copy, 18, REQUIRED) \
	T(FLAG, same, 1, OPTIONAL) \
	T(LINE, why, 300, OPTIONAL)

#define FORMS(F) \
	FORMS_ADMIN(F) \
	FORMS_AFTER(F) \
	FORMS_COUNCIL(F) \
	F(branch) \
	F(change) \
	F(commune_inbox) \
	F(component) \
	F(component_page) \
	F(dossier_submit) \
	F(evidence_add) \
	F(evidence_change) \
	F(evidence_files) \
	F(evidence_new) \
	F(evidence_page) \
	F(forward) \
	F(language) \
	F(notice_list) \
	F(opening) \
	F(paper_page) \
	F(password_change) \
	F(product_add) \
	F(product_change) \
	F(product_new) \
	F(product_photo) \
	F(product_set) \
	F(prove) \
	F(scan_new) \
	F(scan_sort) \
	F(second_begin) \
	F(second_off) \
	F(second_on) \
	F(second_renew) \
	F(self) \
	F(session_end) \
	F(set_find) \
	F(sign_in) \
	F(sign_in_page) \
	F(signed_compare) \
	F(signed_file) \
	F(tool_file) \
	F(consent_ending) \
	F(consent_new) \
	F(four_eyes) \
	F(signup) \
	F(signup_answer) \
	F(signup_page) \
	F(signup_refusal) \
	F(subject_about) \
	F(subject_general) \
	F(subject_person) \
	F(supplement_answer) \
	F(supplement_ask) \
	F(why)

FORMS(FORM_DECLARE)

extern const struct form form_no_form; /* of routes that take nothing */
extern const struct form form_any_query; /* … a query that others wrote: not read */
extern const struct form form_raw_text; /* … a text that is no form: v->req */

#endif
