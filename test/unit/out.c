/*
 * out: what a value becomes in a page: every byte, at every place of a text, is
 * compared with what a letter by itself becomes.
 */
#include "unit.h"

#include <string.h>

#include "web/out.h"

static struct str
escaped(struct str s)
{
	struct buf b = buf_new(unit_mem(), 4096);
	struct out o = { .b = &b };

	html_put_str(&o, s);
	return buf_str(&b);
}

static struct str
expected(unsigned char c)
{
	switch (c) {
	case '&': return S("&amp;");
	case '<': return S("&lt;");
	case '>': return S("&gt;");
	case '"': return S("&quot;");
	case '\'': return S("&#39;");
	default: return str_copy(unit_mem(), (struct str){ (const char *)&c, 1 });
	}
}

static void
escapes_five_letters_wherever_they_stand(void)
{
	for (unsigned c = 0; c < 256; c++)
		for (size_t at = 0; at < 27; at++) {
			struct buf want = buf_new(unit_mem(), 100);
			char text[27];

			memset(text, 'a', sizeof text);
			text[at] = (char)c;
			buf_put(&want, (struct str){ "aaaaaaaaaaaaaaaaaaaaaaaaaaa", at });
			buf_put(&want, expected((unsigned char)c));
			buf_put(&want, (struct str){ "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
			    sizeof text - 1 - at });
			unit_row("byte %u at %zu", c, at);
			CHECK_STR(escaped((struct str){ text, sizeof text }),
			    buf_str(&want));
		}
	CHECK_STR(escaped(S("")), S(""));
	CHECK_STR(escaped(S("<<<<<<<<<&&")),
	    S("&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&amp;&amp;"));
}

static const struct unit_test tests[] = {
	{ "escapes five letters wherever they stand",
	    escapes_five_letters_wherever_they_stand },
};
UNIT_MAIN(tests)
