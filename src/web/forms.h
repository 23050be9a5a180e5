/*
 * forms: what every route takes, one macro for each form (see form.h). To add
 * one: write its FORM_name here, put F(name) into FORMS, in the order of the
 * alphabet, and a text field.NAME for each new field name.
 */
#ifndef WEB_FORMS_H
#define WEB_FORMS_H

#include "web/form.h"

/* What somebody typed before their session ended comes back as keep.NAME. */
#define FORM_sign_in(T) \
	T(LINE, login, 60, REQUIRED) \
	T(SECRET, password, 200, REQUIRED) \
	T(LINE, ve, 500, OPTIONAL) \
	T(PAIRS, keep, 300, OPTIONAL)
#define FORM_sign_in_page(T) \
	T(LINE, ve, 500, OPTIONAL)

#define FORM_password_change(T) \
	T(SECRET, password_now, 200, REQUIRED) \
	T(SECRET, password_new, 200, REQUIRED)
#define FORM_session_end(T) \
	T(LINE, session, 64, REQUIRED)

#define FORM_language(T) \
	T(LINE, ve, 500, OPTIONAL)
#define FORM_notice_list(T) \
	T(ID, after, 18, OPTIONAL)

#define FORMS(F) \
	F(language) \
	F(notice_list) \
	F(password_change) \
	F(session_end) \
	F(sign_in) \
	F(sign_in_page)

FORMS(FORM_DECLARE)

extern const struct form form_no_form; /* of routes that take nothing */

#endif
