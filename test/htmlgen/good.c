/* Writes the page good.html with values that try to break out of it. */
#include <stdio.h>

#include "base/arena.h"
#include "core/dossier.h"
#include "html.h"

int
main(void)
{
	struct arena mem;
	struct buf b;
	struct out o = { .lang = LANG_VI, .csrf = S("c\"s"), .nonce = S("n") };

	arena_init(&mem, MIB);
	b = buf_new(&mem, MIB);
	o.b = &b;
	html_good(&o, S("<b>\"Nước\" & 'mắm'/</b>"), 2, day_make(2026, 7, 1), moment_of(day_make(2026, 7, 1), 14, 32),
	    T_dossier_submit, address_kept(S("/san-pham?a=1&b=2")), ST_DRAFT);
	fwrite(b.p, 1, b.n, stdout);
	arena_release(&mem);
	return buf_ok(&b) ? 0 : 1;
}
