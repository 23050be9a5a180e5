/* papers_host: see papers_host.h. */
#include "act/papers_host.h"

#include "act/paper_words.h"
#include "act/print_inside.h"
#include "base/text.h"

/* Named by the decision itself (QĐ 26/2026 Đ7.4). */
#define THE_MINISTRY S("Bộ Nông nghiệp và Môi trường")

enum rc
host_load(struct ctx *c, struct agency_id id, struct host *out)
{
	struct q_agency_named q;
	enum rc rc = q_agency_named(c->db, id, &q);

	if (rc != RC_OK)
		return rc;
	*out = (struct host){ .id = id, .name = q.name, .province = S(""),
		.central = q.level == LEVEL_MINISTRY };
	return out->central ? RC_OK
	    : unit_called(c, q.province_code, LEVEL_PROVINCE, &out->province);
}

/* The agency is the Ministry, not an office of it. */
static bool
is_ministry(const struct host *h)
{
	return str_starts(h->name, S("Bộ "));
}

struct str
host_place(const struct host *h)
{
	return h->central ? S("Hà Nội") : h->province;
}

struct str
host_ministry(const struct host *h)
{
	return !h->central ? S("") : is_ministry(h) ? h->name : THE_MINISTRY;
}

struct str
host_office(const struct host *h)
{
	if (h->central && is_ministry(h))
		return S("cơ quan tham mưu quản lý OCOP của Bộ");
	return is_committee(h->name) ? S("cơ quan tham mưu quản lý OCOP cấp tỉnh") : h->name;
}

struct str
host_decides(struct arena *mem, const struct host *h)
{
	return h->central ? str_printf(mem, "Bộ trưởng %.*s", STR_ARG(host_ministry(h))) :
	    str_printf(mem, "Chủ tịch Ủy ban nhân dân %.*s", STR_ARG(h->province));
}

struct str
host_council(const struct host *h)
{
	return h->central ? S("Trung ương") : S("cấp tỉnh");
}

static void
central_head(struct values *v, const struct host *h)
{
	struct arena *mem = v->mem;
	bool own = is_ministry(h);

	values_put(v, "cap_tren", own ? S("") : text_upper(mem, THE_MINISTRY));
	values_put(v, "co_quan", text_upper(mem, h->name));
	values_put(v, "co_quan_ten", own ? S("Cơ quan tham mưu quản lý OCOP của Bộ") : h->name);
}

void
host_head(struct values *v, const struct host *h)
{
	struct arena *mem = v->mem;
	struct str upper = text_upper(mem, h->province), name = text_upper(mem, h->name);
	struct str committee = str_printf(mem, "ỦY BAN NHÂN DÂN\n%.*s", STR_ARG(upper));
	bool own = is_committee(h->name);

	if (h->central) {
		central_head(v, h);
		return;
	}
	/* Under the committee of its own province the office need not name it again. */
	if (name.n > upper.n && str_eq(str_from(name, name.n - upper.n), upper))
		name = str_trim(str_head(name, name.n - upper.n));
	values_put(v, "cap_tren", own ? S("") : committee);
	values_put(v, "co_quan", own ? committee : name);
	values_put(v, "co_quan_ten", own ? str_printf(mem, "Cơ quan tham mưu quản lý OCOP %.*s",
	    STR_ARG(h->province)) : h->name);
}

static void
foot(struct values *v, const char *on_behalf, const char *head)
{
	values_put(v, "ky_thay", str_c(on_behalf));
	values_put(v, "ky_chuc", str_c(head));
	values_put(v, "ky_ten", S(""));
}

void
host_signs(struct values *v, const struct host *h)
{
	/* How the name begins, and who stands at its head. */
	static const struct { const char *begins, *on_behalf, *head; } kinds[] = {
		{ "Ủy ban nhân dân", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH" },
		{ "UBND", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH" },
		{ "Bộ", "", "BỘ TRƯỞNG" },
		{ "Sở", "", "GIÁM ĐỐC" },
		{ "Trung tâm", "", "GIÁM ĐỐC" },
		{ "Chi cục", "", "CHI CỤC TRƯỞNG" },
		{ "Cục", "", "CỤC TRƯỞNG" },
		{ "Vụ", "", "VỤ TRƯỞNG" },
		{ "Văn phòng", "", "CHÁNH VĂN PHÒNG" },
		{ "", "", "THỦ TRƯỞNG CƠ QUAN" },
	};
	size_t i = 0;

	while (!str_starts(h->name, str_c(kinds[i].begins)))
		i++;
	foot(v, kinds[i].on_behalf, kinds[i].head);
}

void
host_proposes(struct values *v, const struct host *h)
{
	if (is_ministry(h) || is_committee(h->name))
		foot(v, "", "THỦ TRƯỞNG CƠ QUAN THAM MƯU");
	else
		host_signs(v, h);
}
