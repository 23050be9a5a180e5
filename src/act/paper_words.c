/* paper_words: see paper_words.h. */
#include "act/paper_words.h"

#include "base/buf.h"
#include "base/text.h"
#include "q.h"

enum rc
unit_called(struct ctx *c, struct str code, enum unit_level level, struct str *out)
{
	struct q_print_unit unit;
	bool found;
	enum rc rc = q_print_unit(c->db, code, level, &unit, &found);

	*out = rc == RC_OK && found ? unit.full_name : code;
	return rc;
}

struct str
title_lines(struct arena *mem, struct str title)
{
	struct buf b = buf_new(mem, title.n * 3 + 64);
	struct str rest = text_upper(mem, title);

	/* A deputy signs in the place of the head: NĐ 30/2020 Phụ lục I, II.7. */
	if (str_starts(rest, S("PHÓ CHỦ TỊCH")))
		buf_lit(&b, "KT. CHỦ TỊCH");
	else if (str_starts(rest, S("THỨ TRƯỞNG")))
		buf_lit(&b, "KT. BỘ TRƯỞNG");
	while (rest.n > 0) {
		size_t comma = str_find(rest, ','), n = 0;

		while (n < comma && !str_starts(str_from(rest, n), S(" – ")))
			n++;
		if (b.n > 0)
			buf_char(&b, '\n');
		buf_put(&b, str_trim(str_head(rest, n)));
		rest = str_trim(str_from(rest, n == rest.n ? n : n + (n == comma ? 1 : sizeof(" – ") - 1)));
	}
	return buf_str(&b);
}

struct str
full_address(struct arena *mem, struct str address, struct str commune, struct str province)
{
	struct str name = commune, kind;

	(void)str_cut(&name, ' ', &kind);
	if (address.n == 0)
		return str_printf(mem, "%.*s, %.*s", STR_ARG(commune), STR_ARG(province));
	if (str_has(text_fold(mem, address), text_fold(mem, name)))
		return address;
	return str_printf(mem, "%.*s, %.*s, %.*s", STR_ARG(address), STR_ARG(commune),
	    STR_ARG(province));
}

bool
is_committee(struct str agency)
{
	return str_starts(agency, S("UBND")) || str_starts(agency, S("Ủy ban nhân dân"));
}

struct moment
made_on(struct day d, struct moment otherwise)
{
	return d.n == 0 ? otherwise : moment_of(d, 12, 0);
}

struct str
commune_called(struct ctx *c, struct str code)
{
	struct str name;

	return unit_called(c, code, LEVEL_COMMUNE, &name) == RC_OK ? name : code;
}

struct str
in_sentence(struct arena *mem, struct str name)
{
	static const char *const kinds[][2] = { { "Xã ", "xã " }, { "Phường ", "phường " },
		{ "Đặc khu ", "đặc khu " } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_starts(name, str_c(kinds[i][0])))
			return str_printf(mem, "%s%.*s", kinds[i][1],
			    STR_ARG(str_from(name, str_c(kinds[i][0]).n)));
	return name;
}

struct str
bare_name(struct str name)
{
	struct str rest = name, first;

	if (!str_cut(&rest, ' ', &first))
		return name;
	if (str_eq(first, S("Đặc")))
		(void)str_cut(&rest, ' ', &first);
	return rest.n > 0 ? rest : name;
}

struct str
or_dots(struct str s)
{
	return s.n > 0 ? s : DOTS;
}
