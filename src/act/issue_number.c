/* issue_number: see issue_number.h. */
#include "act/issue_number.h"

#include "act/paper_blank.h"
#include "core/dossier.h"
#include "q.h"

enum rc
series_signs_of(struct ctx *c, const char *paper, struct agency_id agency,
    struct series_signs *out)
{
	struct q_series_sign_of own;
	struct q_agency_named office;
	struct blank blank;
	bool found;
	enum rc rc;

	if ((rc = paper_blank(c->mem, c->fault, paper, &blank)) != RC_OK ||
	    (rc = q_series_sign_of(c->db, agency, blank.series, &own, &found)) != RC_OK)
		return rc;
	*out = (struct series_signs){ blank.series, found ? own.signs : blank.signs };
	if (found || blank.signs_central.n == 0)
		return RC_OK;
	if ((rc = q_agency_named(c->db, agency, &office)) == RC_OK && office.level == LEVEL_MINISTRY)
		out->signs = blank.signs_central;
	return rc;
}

enum rc
issue_number_of(struct ctx *c, const char *paper, int64_t id, struct agency_id agency,
    struct issued_number *out)
{
	struct series_signs signs;
	struct q_issue_of row;
	bool found;
	enum rc rc = q_issue_of(c->db, str_c(paper), id, &row, &found);

	if (rc != RC_OK)
		return rc;
	if (found && row.number_text.n > 0) {
		*out = (struct issued_number){ row.number_text, row.numbered_on, row.agency };
		return RC_OK;
	}
	if ((rc = series_signs_of(c, paper, agency, &signs)) == RC_OK)
		*out = (struct issued_number){ str_printf(c->mem, "......./%.*s", STR_ARG(signs.signs)),
			(struct day){ 0 }, agency };
	return rc;
}
