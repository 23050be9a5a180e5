/*
 * decision: views of the pages that draft and sign decisions.
 */
#ifndef WEB_DECISION_H
#define WEB_DECISION_H

#include "act/decision.h"
#include "act/public_log.h"
#include "web/visit.h"

struct decisions_page {
	struct decisions_view v;
	const struct str *means;     /* per candidate: "86,60" */
	size_t n_recognise, n_approve, n_none, n_back; /* candidates by what they may get */
	bool signer;                 /* the leader's list: only what waits */
};

struct decision_page {
	struct decision_view v;
	const struct str *means, *bands; /* per item */
	bool draft, signer;
	struct receipt receipt;      /* of a signed one */
};

/* "Quyết định công nhận", … phê duyệt, … thu hồi. */
enum text decision_kind_text(int64_t kind);

#endif
