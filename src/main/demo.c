/* demo: the verb; see demo.h. */
#include "main/demo.h"

#include <stdio.h>

#include "act/office.h"
#include "act/password.h"
#include "act/units.h"
#include "main/house.h"
#include "q.h"

static const struct reason WHY_NOT_EMPTY = { RC_CONFLICT, "not_empty" };

/* In one transaction: half an office is none. */
enum rc
demo_build(void *arg)
{
	struct demo *d = arg;
	struct q_demo_empty there;
	enum rc rc;

	if ((rc = q_demo_empty(d->c->db, &there)) != RC_OK)
		return rc;
	if (there.accounts > 0)
		return FAIL(d->c, WHY_NOT_EMPTY, "%s",
		    "this office has accounts already; give another --data DIR");
	d->c->sample = true;
	if ((rc = office_tell(d->c, &(struct office_facts){ .sample = true,
	    .place = S("TP. Hồ Chí Minh"), .province = S("79") })) != RC_OK ||
	    (rc = demo_people(d)) != RC_OK ||
	    (rc = demo_published(d)) != RC_OK ||
	    (rc = demo_certificates(d)) != RC_OK ||
	    (rc = demo_journey(d)) != RC_OK)
		return rc;
	if (d->life && (rc = demo_after(d)) != RC_OK)
		return rc;
	return demo_signups(d);
}

/* The list that `./start` shows. */
static void
demo_print(void)
{
	static const char *const lines[][2] = {
		{ "producer", "chủ thể (HTX Mẫu 5)" },
		{ "commune", "cán bộ xã Thanh An" },
		{ "province", "cơ quan OCOP cấp tỉnh" },
		{ "member", "thành viên hội đồng" },
		{ "chair", "Chủ tịch hội đồng" },
		{ "secretary", "Thư ký hội đồng" },
		{ "signer", "lãnh đạo ký quyết định" },
		{ "team", "Tổ trưởng Tổ tư vấn" },
		{ "ministry", "cơ quan OCOP của Bộ" },
		{ "admin", "quản trị" },
	};

	(void)printf("dữ liệu mẫu / sample data; password of all: %s\n",
	    DEMO_PASSWORD);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		(void)printf("  %-10s %s\n", lines[i][0], lines[i][1]);
}

int
demo_main(int argc, char **argv)
{
	struct demo d = { 0 };
	struct house h;
	int code;

	if (!house_open(&h, argc, argv, &code) ||
	    !house_db(&h, DB_WRITES, &code))
		return code;
	d.c = &h.ctx;
	d.now = h.ctx.now;
	d.life = true;
	if (house_log(&h, S("79")) != RC_OK ||
	    password_hash(&h.ctx, S(DEMO_PASSWORD), &d.password) != RC_OK ||
	    house_act(&h, demo_build, &d) != RC_OK) {
		code = house_tell(&h, argv[0]);
		house_close(&h);
		return code;
	}
	demo_print();
	house_close(&h);
	return DONE;
}
