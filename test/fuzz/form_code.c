/*
 * The code of a scanned page, as a reader of QR codes gives it: any bytes. What is
 * read as a code is one that this key has made, letter by letter.
 */
#include "fuzz.h"

#include "base/fault.h"
#include "core/form_code.h"

void
fuzz_one(struct arena *mem, struct str bytes)
{
	struct form_code c = { .page = 1 };

	if (form_code_read(mem, bytes, S("key"), &c))
		REQUIRE(str_eq(bytes, form_code_text(mem, &c, S("key"))));
	/* whatever the numbers are: printed and read back, or no code */
	if (bytes.n >= 8) {
		const unsigned char *b = (const unsigned char *)bytes.p;
		struct form_code made = { .kind = (enum coded)(b[0] & 7), .thing = b[1] * 1000003L,
			.part = b[2], .edition = (uint32_t)b[3] << 16 | b[4], .page = b[5], .of = b[6] };
		struct str s = form_code_text(mem, &made, S("key"));

		REQUIRE(s.n == 0 || form_code_read(mem, s, S("key"), &c));
		REQUIRE(s.n == 0 || (c.thing == made.thing && c.page == made.page));
	}
}
