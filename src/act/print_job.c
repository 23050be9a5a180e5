/* print_job: what all papers of a dossier need. See print_inside.h. */
#include "act/print_inside.h"
#include "act/paper_words.h"

enum rc
job_load(struct ctx *c, struct dossier_id id, struct job *j)
{
	enum rc rc;

	j->c = c;
	if ((rc = dossier_load(c, id, &j->d)) != RC_OK ||
	    (rc = paper_text_load(c, &j->d, &j->texts)) != RC_OK ||
	    (rc = unit_called(c, j->d.commune_code, LEVEL_COMMUNE, &j->commune)) != RC_OK)
		return rc;
	return unit_called(c, j->d.province_code, LEVEL_PROVINCE, &j->province);
}

struct str
job_text(const struct job *j, const char *name)
{
	return paper_value(&j->texts, str_c(name));
}

int64_t
job_number(const struct job *j, const char *name)
{
	int64_t n = 0;

	return str_int(job_text(j, name), &n) ? n : 0;
}
