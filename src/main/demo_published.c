/*
 * demo_published: the products of Bình Dương as they were published
 * (data/products/binh-duong.csv): complete rows of companies and
 * co-operatives, with their stars and year. What was not published (a
 * decision, a date, a criteria set) stays empty and is shown so.
 */
#include "act/certificate.h"
#include "act/record.h"
#include "base/csv.h"
#include "base/embedded.h"
#include "base/text.h"
#include "core/dossier.h"
#include "main/demo.h"
#include "q.h"
#include "store/search.h"

/* The list, row by row, its columns by name. */
struct published {
	struct str rest;
	struct csv_row head, row;
};

static struct str
field(const struct published *p, struct str column)
{
	return csv_field(&p->row, csv_column(&p->head, column));
}

/* The pack whose rules recognised a product of that year. */
static const struct pack *
pack_of_year(const struct law *law, int year)
{
	const struct pack *p = law_pack_on(law, day_make(year, 12, 31));

	return p != NULL ? p : &law->packs[law->n_packs - 1];
}

static enum rc
published_subject(struct demo *d, const struct published *row, struct str unit,
    struct subject_id *out)
{
	struct str name = field(row, S("subject_name"));
	struct q_demo_subject_of there;
	struct q_demo_subject_add added;
	bool found;
	enum rc rc = q_demo_subject_of(d->c->db, name, &there, &found);

	if (rc != RC_OK)
		return rc;
	if (found) {
		*out = there.id;
		return RC_OK;
	}
	rc = q_demo_subject_add(d->c->db, &(struct q_demo_subject_add_in){
	    .name = name, .fold = text_fold(d->c->mem, name),
	    .kind = str_eq(field(row, S("subject_type")), S("cooperative"))
	        ? SUBJECT_COOPERATIVE : SUBJECT_SME,
	    .state = SUBJECT_ACTIVE, .unit_code = unit, .sample = false,
	    .at = d->c->now }, &added);
	*out = added.id;
	return rc;
}

/* A certificate that knows what was published: the star and the year. */
static enum rc
published_certificate(struct demo *d, const struct published *row,
    struct product_id product, int star, int year)
{
	struct q_certificate_add added;
	int64_t n;
	enum rc rc = series_next(d->c, d->province, "certificate", 0, &n);

	if (rc != RC_OK)
		return rc;
	rc = q_certificate_add(d->c->db, &(struct q_certificate_add_in){
	    .code = certificate_code(d->c->mem, S("79"), n), .product = product,
	    .star = star, .issued_year = year,
	    .source = str_printf(d->c->mem, "Theo báo chí, nguồn %.*s",
	        STR_ARG(field(row, S("source_id")))),
	    .at = d->c->now }, &added);
	if (rc != RC_OK)
		return rc;
	return record_add(d->c, "certificate.published", "certificate",
	    added.id.v, "{}");
}

static enum rc
published_product(struct demo *d, const struct published *row)
{
	struct str type = field(row, S("subject_type"));
	struct str name = field(row, S("product_name"));
	/* several successors: which one is not known, so none is claimed */
	struct str unit = field(row, S("successor_codes"));
	struct q_demo_product_add added;
	struct subject_id subject;
	int64_t star, year, sector;
	enum rc rc;

	if (!str_eq(field(row, S("completeness")), S("full")) ||
	    (!str_eq(type, S("company")) && !str_eq(type, S("cooperative"))) ||
	    !str_int(field(row, S("stars")), &star) ||
	    !str_int(field(row, S("year")), &year))
		return RC_OK;
	if (unit.n != 5)
		unit = S("");
	if ((rc = published_subject(d, row, unit, &subject)) != RC_OK ||
	    (rc = q_demo_product_add(d->c->db, &(struct q_demo_product_add_in){
	    .subject = subject, .name = name,
	    .fold = text_fold(d->c->mem, name),
	    .pack = pack_of_year(d->c->law, (int)year)->code,
	    .set_code = S(""), .unit_code = unit, .sample = false,
	    .at = d->c->now }, &added)) != RC_OK ||
	    (rc = published_certificate(d, row, added.id, (int)star,
	    (int)year)) != RC_OK)
		return rc;
	/* the sector is the list's own, where no set was published */
	if (!str_int(field(row, S("product_group")), &sector))
		sector = 0;
	return search_update(d->c->db, d->c->mem, added.id, (int)sector);
}

enum rc
demo_published(struct demo *d)
{
	const struct embedded *file = data_find(S("products/binh-duong.csv"));
	struct published p;
	enum rc rc = RC_OK;

	REQUIRE(file != NULL);
	p.rest = file->raw;
	REQUIRE(csv_next(d->c->mem, &p.rest, &p.head));
	while (rc == RC_OK && csv_next(d->c->mem, &p.rest, &p.row))
		rc = published_product(d, &p);
	return rc;
}
