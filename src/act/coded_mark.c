/* coded_mark: see coded_mark.h. */
#include "act/coded_mark.h"

#include <inttypes.h>

#include "base/hash.h"
#include "ledger/es256.h"

#define SEAT_BITS 24

/* "Mẫu 01" … as printed beside a code: papers are Vietnamese only. */
static const char *
coded_word(enum coded kind)
{
	static const char *const words[CODED__COUNT] = { [CODED_SLIP] = "Mẫu 01",
		[CODED_SELF] = "Mẫu 02", [CODED_LIST] = "Danh mục minh chứng",
		[CODED_CONSENT] = "Giấy đồng ý", [CODED_SHEET] = "Phiếu chấm" };

	return kind > 0 && kind < CODED__COUNT ? words[kind] : "";
}

/* Whoever holds the key of certificates holds this one: it is made of it, so a
 * folder of data that is moved or restored goes on reading its own forms. */
static struct str
form_key(struct ctx *c)
{
	struct hash h;

	if (c->code_key == NULL)
		return S("");
	h = hash_keyed(es256_pem(c->code_key, c->mem), S("ocop form key"));
	return str_copy(c->mem, (struct str){ (const char *)h.b, sizeof(h.b) });
}

struct pdf_mark
coded_mark(struct ctx *c, const struct form_code *form)
{
	return (struct pdf_mark){ .form = *form, .key = form_key(c),
		.name = form->kind == CODED_CONSENT || form->kind == CODED_SHEET ?
		    str_c(coded_word(form->kind)) : str_printf(c->mem, "%s, hồ sơ %" PRId64,
		    coded_word(form->kind), form->thing) };
}

bool
coded_read(struct ctx *c, struct str text, struct form_code *out)
{
	return form_code_read(c->mem, text, form_key(c), out);
}

int64_t
coded_sheet_part(struct seat_id seat, int64_t pass)
{
	return pass << SEAT_BITS | seat.v;
}

struct seat_id
coded_sheet_seat(int64_t part)
{
	return (struct seat_id){ part & ((1 << SEAT_BITS) - 1) };
}

