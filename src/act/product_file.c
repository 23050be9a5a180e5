/* product_file: see product_file.h. */
#include "act/product_file.h"

enum rc
product_file_load(struct ctx *c, struct dossier_id id, struct product_file *out)
{
	enum rc rc;

	if ((rc = q_file_scores(c->db, id, &out->scores)) != RC_OK ||
	    (rc = q_file_cites(c->db, id, &out->cites)) != RC_OK)
		return rc;
	return q_file_files(c->db, id, &out->files);
}
