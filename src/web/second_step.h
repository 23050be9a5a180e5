/*
 * second_step: what the pages of second_step.html are made of.
 */
#ifndef WEB_SECOND_STEP_H
#define WEB_SECOND_STEP_H

#include "act/second_step.h"
#include "web/sign_in.h"
#include "web/visit.h"

/* Where somebody goes on afterwards is carried along as on the page of signing in. */
struct second_step_page {
	struct second_step v;
	struct sign_in_view next;
	bool led;      /* by the office, before being signed in */
};
struct codes_page {
	const struct recovery_codes *codes;
	struct sign_in_view next;
	bool led;      /* goes on to where she wanted; else back to the page */
	bool carries;  /* what was typed before the session ended is sent from here */
};

/* The page of one's second step, with what is carried from signing in. */
enum rc second_step_page_show(struct visit *v, struct sign_in_view next);

#endif
