/*
 * signup: what the pages of sign-up show (signup.html).
 */
#ifndef WEB_SIGNUP_H
#define WEB_SIGNUP_H

#include "act/signup.h"
#include "web/subject.h"

/* Step 1: words that were searched, and the communes found by them. */
struct signup_place_page {
	struct str words;
	struct q_signup_places_rows found;
};

/* Step 2: the commune chosen, then subject and account. */
struct signup_form_page {
	struct q_signup_place place;
	struct str unit_code;
};

struct signup_answer_page {
	struct signup_view v;
};

/* Prepared reasons of a refusal: the field `prepared` carries their number. */
#define SIGNUP_SENTENCES 5
struct field_options signup_sentence_choices(struct arena *mem);

#endif
