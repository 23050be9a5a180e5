/*
 * revocation: words of the pages that revoke.
 */
#ifndef WEB_REVOCATION_H
#define WEB_REVOCATION_H

#include "act/revocation.h"
#include "core/inspection.h"
#include "web/field.h"
#include "web/visit.h"

/* Where a proposal stands, in words. */
enum text revocation_state_text(int64_t state);
/* "Không còn sản xuất … (QĐ 26/2026 Đ8.1.đ)". */
struct str ground_name(const struct visit *v, struct str code);

#endif
