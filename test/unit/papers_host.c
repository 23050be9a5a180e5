/* papers_host: who stands at the foot of a paper, by the name of the office (NĐ 30/2020
 * Đ8.2.g, Phụ lục I mục II.7). */
#include "unit.h"

#include "act/papers_host.h"

struct signed_by {
	const char *office, *letter_for, *letter, *proposal_for, *proposal;
};

static const struct signed_by offices[] = {
	{ "Sở Nông nghiệp và Môi trường Tỉnh Mẫu", "", "GIÁM ĐỐC", "", "GIÁM ĐỐC" },
	{ "Chi cục Phát triển nông thôn", "", "CHI CỤC TRƯỞNG", "", "CHI CỤC TRƯỞNG" },
	{ "Cục Kinh tế hợp tác", "", "CỤC TRƯỞNG", "", "CỤC TRƯỞNG" },
	{ "Văn phòng Điều phối nông thôn mới", "", "CHÁNH VĂN PHÒNG", "", "CHÁNH VĂN PHÒNG" },
	{ "Trung tâm Khuyến nông", "", "GIÁM ĐỐC", "", "GIÁM ĐỐC" },
	{ "Ban Quản lý Mẫu", "", "THỦ TRƯỞNG CƠ QUAN", "", "THỦ TRƯỞNG CƠ QUAN" },
	{ "Bộ Nông nghiệp và Môi trường", "", "BỘ TRƯỞNG", "", "THỦ TRƯỞNG CƠ QUAN THAM MƯU" },
	{ "Ủy ban nhân dân Tỉnh Mẫu", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "",
	    "THỦ TRƯỞNG CƠ QUAN THAM MƯU" },
	{ "UBND Tỉnh Mẫu", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "THỦ TRƯỞNG CƠ QUAN THAM MƯU" },
};

static void
foot_says(const struct values *v, const char *on_behalf, const char *head)
{
	struct str out;

	CHECK(values_find(v, S("ky_thay"), &out));
	CHECK_STR(out, str_c(on_behalf));
	CHECK(values_find(v, S("ky_chuc"), &out));
	CHECK_STR(out, str_c(head));
	CHECK(values_find(v, S("ky_ten"), &out));
	CHECK_STR(out, S(""));
}

static void
each_office_signs_by_its_head(void)
{
	for (size_t i = 0; i < sizeof(offices) / sizeof(offices[0]); i++) {
		struct host h = { .name = str_c(offices[i].office) };
		struct values *letter = values_new(unit_mem()), *proposal = values_new(unit_mem());

		host_signs(letter, &h);
		foot_says(letter, offices[i].letter_for, offices[i].letter);
		host_proposes(proposal, &h);
		foot_says(proposal, offices[i].proposal_for, offices[i].proposal);
	}
}

static const struct unit_test tests[] = {
	{ "papers: each office signs by its head", each_office_signs_by_its_head },
};
UNIT_MAIN(tests)
