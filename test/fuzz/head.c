/*
 * Heads of requests: method, target and headers, each on a line; then every
 * form of the program over the query that came out.
 */
#include "fuzz.h"

#include "base/fault.h"
#include "base/text.h"
#include "http/head.h"
#include "web/forms.h"

#define FORM_POINTER(which) &form_##which,

static const struct form *const forms[] = { FORMS(FORM_POINTER) };

static void
check_request(const struct request *r)
{
	REQUIRE(r->method < METHOD__COUNT);
	REQUIRE(r->path.n > 0 && r->path.p[0] == '/');
	REQUIRE(text_valid(r->path) && !str_has(r->path, S("..")));
	REQUIRE(str_find(r->path, '\0') == r->path.n);
	REQUIRE(r->query.n <= QUERY_MAX);
}

/* Whatever a form takes, it takes within its limits, or says what is wrong. */
static void
check_forms(struct arena *mem, const struct request *r)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct form_values read;
		struct fault fault = { 0 };
		enum rc rc = form_read(forms[i], r, mem, &fault, &read);

		REQUIRE((rc == RC_OK) == (fault.why == NULL));
		for (size_t k = 0; k < read.raw.n; k++)
			REQUIRE(text_valid(read.raw.v[k].value));
	}
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct pair_in headers[HEADERS_MAX];
	struct head_in in = { .headers = { headers, 0 } };
	struct request r = { .method = GET };
	struct str rest = bytes, line;
	size_t coming;

	(void)str_cut(&rest, '\n', &in.method);
	(void)str_cut(&rest, '\n', &in.target);
	in.proxy = in.method.n % 2 == 1;
	while (in.headers.n < HEADERS_MAX && str_cut(&rest, '\n', &line)) {
		size_t colon = str_find(line, ':');
		struct pair_in *h = &headers[in.headers.n++];

		h->name = str_lower(mem, str_head(line, colon));
		h->value = colon < line.n ? str_trim(str_from(line, colon + 1)) :
		    S("");
	}
	if (head_read(mem, &in, &r, &coming) != NULL)
		return;
	check_request(&r);
	check_forms(mem, &r);
}
