/*
 * misuse: views of reports of misuse: the public form, what became of one, the
 * province's list.
 */
#ifndef WEB_MISUSE_H
#define WEB_MISUSE_H

#include "act/certificate.h"
#include "act/misuse.h"
#include "web/field.h"
#include "web/visit.h"

struct misuse_form_page {
	struct certificate_view cert;
};

/* Where a report stands, in words. */
enum text misuse_state_text(int64_t state);

#endif
