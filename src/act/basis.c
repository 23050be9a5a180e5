/* basis: see basis.h. The files are those that the program was built with: it
 * knows no others. */
#include "act/basis.h"

#include <inttypes.h>

#include "act/record.h"
#include "base/buf.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "core/law.h"
#include "parcel/kit.h"

static void
rule_line(struct arena *mem, struct buf *b, struct str name)
{
	const struct embedded *e = data_find(str_printf(mem, "rules/%.*s", STR_ARG(name)));

	REQUIRE(e != NULL);
	buf_printf(b, "%.*s  %.*s\n", STR_ARG(hash_hex(mem, hash_of(e->raw))), STR_ARG(name));
}

/* The text (docs/RECORD.md). */
static struct str
basis_text(struct arena *mem, const struct basis *in)
{
	struct buf b = buf_new(mem, 4 * KIB);
	struct str pack = in->set->pack->code;

	buf_printf(&b, KIT_BASIS "\nmeeting %" PRId64 "\nagenda %" PRId64 "\ndossier %" PRId64
	    "\npass %" PRId64 "\nset %.*s\npack %.*s\n", in->meeting.v, in->agenda.v,
	    in->dossier.v, in->pass, STR_ARG(in->set->code), STR_ARG(pack));
	for (size_t i = 0; i < in->n_voted; i++)
		buf_printf(&b, "voted %.*s\n", STR_ARG(in->voted[i]));
	rule_line(mem, &b, S("notes.json"));
	rule_line(mem, &b, S("elimination.json"));
	rule_line(mem, &b, str_printf(mem, "%.*s/pack.json", STR_ARG(pack)));
	rule_line(mem, &b, str_printf(mem, "%.*s/%.*s.json", STR_ARG(pack),
	    STR_ARG(in->set->code)));
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}

enum rc
basis_part(struct ctx *c, const struct basis *b)
{
	if (c->log == NULL) /* a test without a log */
		return RC_OK;
	return record_part(c, "basis", basis_text(c->mem, b));
}
