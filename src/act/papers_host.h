/*
 * papers_host: whose paper it is. The agency that holds a council, tells a result
 * or decides writes in the words of its level: a province's committee has a
 * chair and its own place, the Ministry a Minister and Hà Nội (QĐ 26/2026 Đ7.3,
 * Đ7.4). It follows from the agency, never from who reads.
 */
#ifndef ACT_PAPERS_HOST_H
#define ACT_PAPERS_HOST_H

#include "act/ctx.h"
#include "paper/values.h"

struct host {
	struct agency_id id;
	struct str name;     /* of the agency */
	struct str province; /* "Thành phố Hồ Chí Minh"; empty at the Ministry */
	bool central;        /* the Ministry's */
};
MUST_CHECK enum rc host_load(struct ctx *c, struct agency_id id, struct host *out);

/* Where it writes: "Hà Nội", or its province. */
struct str host_place(const struct host *h);
/* What it does in a sentence: "cơ quan tham mưu quản lý OCOP của Bộ", or its name. */
struct str host_office(const struct host *h);
/* Who decides there: "Bộ trưởng Bộ …", "Chủ tịch Ủy ban nhân dân …". */
struct str host_decides(struct arena *mem, const struct host *h);
/* The Ministry's name in full at the Ministry; empty elsewhere. */
struct str host_ministry(const struct host *h);
/* Which council: "cấp tỉnh", "Trung ương". */
struct str host_council(const struct host *h);
/* Head of its paper: cap_tren, co_quan, co_quan_ten. A committee, and the Ministry
 * itself, has nobody above it. */
void host_head(struct values *v, const struct host *h);
/* Its foot: ky_thay, ky_chuc, ky_ten (signed by hand): "GIÁM ĐỐC" of a department, "TM. ỦY
 * BAN NHÂN DÂN, CHỦ TỊCH" of a committee (NĐ 30/2020 Đ8.2.g, Phụ lục I mục II.7). */
void host_signs(struct values *v, const struct host *h);
/* The same of what it proposes to who decides there: a committee, or the Ministry, does
 * not write to itself, its advisers do. */
void host_proposes(struct values *v, const struct host *h);

#endif
