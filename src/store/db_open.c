/* db_open: an address says which back end; see db.h. */
#include "store/db_internal.h"

enum rc
db_open(struct str where, enum db_access access, struct fault *fault,
    struct db **out)
{
	enum rc rc;

	*out = NULL;
	if (str_starts(where, S("postgres://")) ||
	    str_starts(where, S("postgresql://")))
		rc = postgres_open(where, access, fault, out);
	else
		rc = sqlite_open(where, access, fault, out);
	return rc;
}
