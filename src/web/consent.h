/*
 * consent: the pages of filing for a producer; see act/consent.h.
 */
#ifndef WEB_CONSENT_H
#define WEB_CONSENT_H

#include "act/consent.h"
#include "web/field.h"
#include "web/subject.h"
#include "web/visit.h"

struct consents_page {
	struct consents_view v;
	struct field_options how, scope, kinds;
};

enum text consent_how_text(int64_t how);
enum text consent_scope_text(int64_t scope);
/* Whether it can be used today. */
bool consent_open(const struct visit *v, const struct q_consent_list *k);

#endif
