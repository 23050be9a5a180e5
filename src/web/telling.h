/*
 * telling: the commune's list of producers it tells itself; see act/telling.h.
 */
#ifndef WEB_TELLING_H
#define WEB_TELLING_H

#include "act/telling.h"
#include "web/dossier.h"
#include "web/register.h"
#include "web/field.h"
#include "web/visit.h"

struct telling_page {
	struct telling_subject s;
	struct field_options ways;
	struct str words; /* what is to be told, to begin with */
};

/* "Gọi điện thoại": how it was told (enum telling_way). */
enum text telling_way_text(int64_t way);
/* What happens next with a certificate. */
enum text telling_certificate_next(const struct telling_certificate *k);

#endif
