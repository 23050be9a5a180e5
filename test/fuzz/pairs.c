/* Queries, form bodies and cookies; then the form that most fields have. */
#include "fuzz.h"

#include "base/fault.h"
#include "base/text.h"
#include "http/http.h"
#include "web/forms.h"

static void
check_pairs(struct pairs_in p, size_t most)
{
	REQUIRE(p.n <= most);
	for (size_t i = 0; i < p.n; i++) {
		REQUIRE(text_valid(p.v[i].name));
		REQUIRE(text_valid(p.v[i].value));
	}
}

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct request req = { .method = POST };
	struct form_values read;
	struct fault fault = { 0 };
	struct pairs_in p;

	if (cookies_read(mem, bytes, &p))
		REQUIRE(p.n <= bytes.n);
	(void)prefers_english(bytes);
	if (!pairs_read(mem, bytes, 64, &p))
		return;
	check_pairs(p, 64);
	req.fields = p;
	if (form_read(&form_sign_in, &req, mem, &fault, &read) == RC_OK) {
		const struct sign_in_form *f = read.values;

		REQUIRE(text_length(f->login) <= 60 && f->login.n > 0);
		REQUIRE(text_length(f->password) <= 200);
	} else {
		REQUIRE(fault.why != NULL);
	}
}
