/* menu: see menu.h. Work first, then what one looks up, then oneself. */
#include "web/menu.h"

#include "http/http.h"
#include "web/visit.h"

const struct menu_row menu_rows[] = {
	{ T_menu_home, "/viec", MAY_SIGNED_IN, 0 },
	{ T_menu_my_products, "/san-pham-cua-toi", MAY_FILE, 0 },
	{ T_menu_papers, "/giay-to", MAY_FILE, 0 },
	{ T_menu_subject, "/chu-the", MAY_FILE, 0 },
	{ T_menu_commune, "/xa", MAY_RECEIVE, 0 },
	{ T_menu_signups, "/xa/dang-ky", MAY_RECEIVE, 0 },
	{ T_menu_consents, "/xa/nop-ho", MAY_RECEIVE, 0 },
	{ T_telling_menu, "/xa/bao-tin", MAY_RECEIVE, 0 },
	{ T_menu_scans, "/quet", MAY_SCAN, ROLE_BIT(ROLE_PROVINCE) | ROLE_BIT(ROLE_COUNCIL) },
	{ T_menu_dossiers, "/tinh", MAY_MANAGE, 0 },
	{ T_menu_rounds, "/tinh/dot", MAY_MANAGE, 0 },
	{ T_menu_councils, "/tinh/hoi-dong", MAY_MANAGE, 0 },
	{ T_menu_meetings, "/tinh/phien", MAY_MANAGE, 0 },
	{ T_menu_teams, "/tinh/to-tu-van", MAY_MANAGE, 0 },
	{ T_menu_opinions, "/tinh/y-kien", MAY_MANAGE, 0 },
	{ T_menu_decisions, "/tinh/quyet-dinh", MAY_MANAGE, 0 },
	{ T_menu_register, "/chung-nhan", MAY_REGISTER, 0 },
	{ T_menu_inspections, "/hau-kiem", MAY_INSPECT, 0 },
	{ T_menu_revocations, "/tinh/thu-hoi", MAY_MANAGE, 0 },
	{ T_menu_complaints, "/tinh/khieu-nai", MAY_MANAGE, 0 },
	{ T_erase_title, "/xoa-du-lieu", MAY_ERASE, 0 },
	{ T_menu_sessions, "/hoi-dong", MAY_SIT, 0 },
	{ T_menu_team_work, "/to-tu-van", MAY_ADVISE, 0 },
	{ T_menu_sign, "/ky", MAY_SIGN, 0 },
	{ T_menu_admin, "/quan-tri", MAY_ADMIN, 0 },
	{ T_menu_products, "/san-pham", MAY_ANYONE, ROLE_BIT(ROLE_PRODUCER) },
	{ T_menu_check, "/tra-cuu", MAY_ANYONE, ~0u },
	{ T_menu_places, "/dia-danh", MAY_ANYONE, ~0u },
	{ T_menu_notices, "/thong-bao", MAY_SIGNED_IN, 0 },
	{ T_menu_account, "/tai-khoan", MAY_SIGNED_IN, 0 },
};
const size_t menu_rows_n = sizeof(menu_rows) / sizeof(*menu_rows);

bool
menu_shows(const struct menu_row *m, const struct actor *a)
{
	return right_has(a, m->right) && (a->roles & m->not_for) == 0;
}

/* The longest row that fits is the one: "/xa/dang-ky" is not below "/xa". */
bool
menu_is_here(const struct menu_row *m, const struct visit *v)
{
	struct str path = v->req->path;
	size_t best = 0;

	for (size_t i = 0; i < menu_rows_n; i++) {
		struct str row = str_c(menu_rows[i].path);
		bool below = str_starts(path, row) && (path.n == row.n || path.p[row.n] == '/');

		if (below && row.n > best)
			best = row.n;
	}
	return best > 0 && str_starts(path, str_c(m->path)) && str_c(m->path).n == best;
}

struct address
menu_address(const struct menu_row *m)
{
	return address_kept(str_c(m->path));
}

struct str
menu_here(const struct visit *v)
{
	return v->req->method == GET ? address_here(v->ctx.mem, v).s : S("");
}

struct address
menu_language(const struct visit *v, enum lang to)
{
	struct buf b = buf_new(v->ctx.mem, 16 * KIB);

	buf_lit(&b, "/ngon-ngu/");
	buf_put(&b, lang_code(to));
	if (menu_here(v).n > 0) {
		buf_lit(&b, "?ve=");
		url_encode(&b, menu_here(v));
	}
	return (struct address){ buf_str(&b) };
}
