/* kinds: see kinds.h. */
#include "core/kinds.h"

const struct reason WHY_HAS_CERTIFICATE = { RC_CONFLICT, "has_certificate" };
const struct reason WHY_NO_CERTIFICATE = { RC_CONFLICT, "no_certificate" };
const struct reason WHY_FIVE_ALREADY = { RC_CONFLICT, "five_already" };
const struct reason WHY_TOO_EARLY = { RC_CONFLICT, "too_early" };

#define D6C "QĐ 26/2026 Đ6.1.c"

const struct change_topic change_topics[] = {
	{ "material", D6C }, { "technology", D6C }, { "packaging", D6C },
	{ "label", D6C }, { "quality", D6C }, { "tests", D6C },
	{ "market", D6C }, { "output", D6C }, { "revenue", D6C },
};
const size_t change_topics_n = sizeof(change_topics) / sizeof(change_topics[0]);

const struct change_topic *
change_topic(struct str code)
{
	for (size_t i = 0; i < change_topics_n; i++)
		if (str_eq(code, str_c(change_topics[i].code)))
			return &change_topics[i];
	return NULL;
}

bool
kind_keeps(enum dossier_kind kind, bool stands, int star_before, int star)
{
	return kind == DOSSIER_UPGRADE && stands && star <= star_before;
}

/* A list that names only a year does not say whether it stands: believed. */
static bool
may_stand(const struct kind_facts *f)
{
	return f->certificate && (certificate_stands(f->status) ||
	    f->status == CERT_UNKNOWN);
}

static const struct reason *
again_check(const struct kind_facts *f, bool *late)
{
	const struct certificate_window *w = &f->window;

	if (!may_stand(f))
		return &WHY_NO_CERTIFICATE;
	if (w->first.n != 0 && f->today.n < w->first.n)
		return &WHY_TOO_EARLY;
	*late = w->last.n == 0 || f->today.n > w->last.n;
	return NULL;
}

const struct reason *
kind_check(enum dossier_kind kind, const struct kind_facts *f, bool *late)
{
	*late = false;
	switch (kind) {
	case DOSSIER_FIRST:
		return f->certificate && certificate_stands(f->status)
		    ? &WHY_HAS_CERTIFICATE : NULL;
	case DOSSIER_UPGRADE:
		if (!may_stand(f))
			return &WHY_NO_CERTIFICATE;
		return f->star >= 5 ? &WHY_FIVE_ALREADY : NULL;
	case DOSSIER_AGAIN:
		return again_check(f, late);
	case DOSSIER_KIND__COUNT:
		break;
	}
	return &WHY_NO_CERTIFICATE;
}
