/* permit: the table of rights. See permit.h. */
#include "core/permit.h"

#define OFFICERS (ROLE_BIT(ROLE_COMMUNE) | ROLE_BIT(ROLE_PROVINCE) | ROLE_BIT(ROLE_COUNCIL) | \
	ROLE_BIT(ROLE_SIGNER) | ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_TEAM))

/* A right and the roles that carry it. The administrator has no dossiers: who
 * gives out accounts must not be able to read or change a result. */
static const struct right_row {
	enum right right;
	const char *name;
	unsigned roles;
	const char *sentence;
	unsigned half; /* HALF_BIT()s that carry it too */
} RIGHTS[] = {
	{ MAY_ANYONE, "anyone", ~0u, "open to the world", ~0u },
	{ MAY_SIGNED_IN, "signed_in", ~0u, "any account", 0 },
	{ MAY_FILE, "file", ROLE_BIT(ROLE_PRODUCER),
	    "keep a subject, its products, papers and dossiers", 0 },
	{ MAY_RECEIVE, "receive", ROLE_BIT(ROLE_COMMUNE),
	    "receive, check and forward dossiers (QĐ 26/2026 Đ7.2)", 0 },
	{ MAY_MANAGE, "manage", ROLE_BIT(ROLE_PROVINCE),
	    "check and accept dossiers, hold rounds and councils (Đ7.3)", 0 },
	{ MAY_SIT, "sit", ROLE_BIT(ROLE_COUNCIL),
	    "score in a council in which one has a seat (Đ7.3.d)", 0 },
	{ MAY_TYPE, "type", ROLE_BIT(ROLE_COUNCIL) | ROLE_BIT(ROLE_PROVINCE),
	    "type sheets of a meeting on paper: its secretary, its agency", 0 },
	{ MAY_ADVISE, "advise", ROLE_BIT(ROLE_TEAM),
	    "assess products for the advisory team one belongs to (Đ7.3.c)", 0 },
	{ MAY_SIGN, "sign", ROLE_BIT(ROLE_SIGNER),
	    "sign decisions and certificates (Đ7.3.e, Đ8.2)", 0 },
	{ MAY_ADMIN, "admin", ROLE_BIT(ROLE_ADMIN),
	    "accounts and settings; no dossiers", 0 },
	{ MAY_REGISTER, "register", ROLE_BIT(ROLE_PRODUCER) |
	    ROLE_BIT(ROLE_COMMUNE) | ROLE_BIT(ROLE_PROVINCE) |
	    ROLE_BIT(ROLE_SIGNER),
	    "follow certificates: one's own, the commune's, the province's", 0 },
	{ MAY_INSPECT, "inspect", ROLE_BIT(ROLE_COMMUNE) |
	    ROLE_BIT(ROLE_PROVINCE),
	    "inspect what was recognised (QĐ 26/2026 Đ9)", 0 },
	{ MAY_UPLOAD, "upload", ROLE_BIT(ROLE_PRODUCER) | ROLE_BIT(ROLE_COMMUNE) |
	    ROLE_BIT(ROLE_PROVINCE),
	    "send a file in pieces: a paper or a photo of one's own, a photo taken on site", 0 },
	{ MAY_SCAN, "scan", ROLE_BIT(ROLE_PRODUCER) | ROLE_BIT(ROLE_COMMUNE) |
	    ROLE_BIT(ROLE_PROVINCE) | ROLE_BIT(ROLE_COUNCIL),
	    "hand in scans of printed forms; each page only where one may file it", 0 },
	{ MAY_ERASE, "erase", ROLE_BIT(ROLE_PROVINCE) | ROLE_BIT(ROLE_SIGNER),
	    "ask that a name be erased, or decide it (Law 91/2025/QH15)", 0 },
	{ MAY_SECOND, "second", OFFICERS, "change or switch off one's second step of signing in", 0 },
	{ MAY_ENROL, "enrol", OFFICERS, "set up one's second step", HALF_BIT(HALF_SETUP) },
	{ MAY_PROVE, "prove", 0, "give the code of the second step, after the password",
	    HALF_BIT(HALF_CODE) },
};

#define RIGHTS_N (sizeof(RIGHTS) / sizeof(RIGHTS[0]))

static const struct right_row *
right_row(enum right r)
{
	for (size_t i = 0; i < RIGHTS_N; i++)
		if (RIGHTS[i].right == r)
			return &RIGHTS[i];
	return NULL;
}

bool
right_has(const struct actor *a, enum right right)
{
	const struct right_row *row = right_row(right);

	if (row == NULL)
		return false;
	if (right == MAY_ANYONE)
		return true;
	if (a->half != HALF_NOT)
		return (row->half & HALF_BIT(a->half)) != 0;
	if (a->id.v == 0)
		return false;
	return right == MAY_SIGNED_IN || (a->roles & row->roles) != 0;
}

const char *
right_name(enum right r)
{
	const struct right_row *row = right_row(r);

	return row == NULL ? "none" : row->name;
}

const char *
role_name(enum role r)
{
	switch (r) {
	case ROLE_PRODUCER: return "producer";
	case ROLE_COMMUNE: return "commune";
	case ROLE_PROVINCE: return "province";
	case ROLE_COUNCIL: return "council";
	case ROLE_SIGNER: return "signer";
	case ROLE_ADMIN: return "admin";
	case ROLE_TEAM: return "team";
	case ROLE__COUNT: break;
	}
	return "none";
}

void
permit_print(struct buf *out)
{
	buf_printf(out, "%-10s", "right");
	for (int r = ROLE_PRODUCER; r < ROLE__COUNT; r++)
		buf_printf(out, " %-8s", role_name((enum role)r));
	buf_lit(out, " nobody  code    setup   what it opens\n");
	for (size_t i = 0; i < RIGHTS_N; i++) {
		const struct right_row *row = &RIGHTS[i];
		struct actor nobody = { .roles = 0 };

		buf_printf(out, "%-10s", row->name);
		for (int r = ROLE_PRODUCER; r < ROLE__COUNT; r++) {
			struct actor a = { .id = { 1 }, .roles = ROLE_BIT(r) };

			buf_printf(out, " %-8s",
			    right_has(&a, row->right) ? "yes" : "-");
		}
		buf_printf(out, " %-7s", right_has(&nobody, row->right) ? "yes" : "-");
		for (int h = HALF_CODE; h < HALF__COUNT; h++) {
			struct actor a = { .half = (enum half)h, .half_id = { 1 } };

			buf_printf(out, " %-7s", right_has(&a, row->right) ? "yes" : "-");
		}
		buf_printf(out, " %s\n", row->sentence);
	}
}
