/*
 * complaint: views of the pages of petitions and complaints.
 */
#ifndef WEB_COMPLAINT_H
#define WEB_COMPLAINT_H

#include "act/complaint.h"
#include "web/field.h"
#include "web/visit.h"

/* State and kind in words; the two kinds as answers of a question. */
enum text complaint_state_text(int64_t state);
enum text complaint_kind_text(int64_t kind);
struct field_options complaint_kinds(const struct visit *v);

#endif
