/* lives_acts: how each act of a life is done by hand; see lives.h.
 *
 * {d} is the newest dossier, {a} and {m} its place on an agenda and the session,
 * {k} the decision that names it, {t} the team's task, {r} and {rk} the newest
 * proposal to revoke and its decision, {code} the newest certificate. `vars` looks
 * again. A word of the table below says who may usually do it. */
#include "lives.h"

#include <string.h>

#define CHECK(path, item, seen) "GET " path "\nPOST " path "/thanh-phan\nbare\n" \
	"field csrf = {csrf}\nfield item = " item "\nfield verdict = 1\nfield " seen " = 0\n"
#define CHECKS(path, seen) CHECK(path, "form01", seen) CHECK(path, "form02", seen) \
	CHECK(path, "E1", seen) CHECK(path, "E12", seen) CHECK(path, "samples", seen)
#define LETTER(orders) "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/van-ban-bo\nbare\n" \
	"field csrf = {csrf}\nfield order_kind = " orders "\nfield order_no = {n}/BNNMT\n" \
	"field order_on = {today}\nfield why = Lý do {n}.\n" \
	"file order_file = test/sample/photo.png image/png van-ban.png\n"

const struct life_act life_acts[] = {
	{ "edit", "owner", "GET /ho-so/{d}/mau-02/4\nPOST /ho-so/{d}/mau-02/4\n"
	    "field t.history = Lần {n}.\nfield t.structure = Giám đốc, kế toán.\n", 1 },
	{ "submit", "owner", "GET /ho-so/{d}/kiem-tra\nPOST /ho-so/{d}/nop\nfield truthful = 1\n", 8 },
	{ "withdraw", "owner", "GET /ho-so/{d}/rut\nPOST /ho-so/{d}/rut\nfield why = Lý do {n}.\n", 1 },
	{ "answer", "owner", "GET /ho-so/{d}/bo-sung\nPOST /ho-so/{d}/bo-sung\n"
	    "field answer = Đã bổ sung {n}.\nfield late_answer = Đi xa.\n", 6 },
	{ "receive", "officer", "GET /xa/ho-so/{d}\nPOST /xa/ho-so/{d}/tiep-nhan\n", 8 },
	{ "check_commune", "officer", CHECKS("/xa/ho-so/{d}", "seen"), 8 },
	{ "assess_commune", "officer", "GET /xa/ho-so/{d}/mau-03\nPOST /xa/ho-so/{d}/mau-03\n"
	    "field t.assess_material = Đúng {n}.\nfield t.assess_labour = Đúng.\n"
	    "field t.assess_idea = Đúng.\nfield t.assess_identity = Đúng.\n", 6 },
	{ "ask_commune", "officer", "GET /xa/ho-so/{d}/bo-sung\nPOST /xa/ho-so/{d}/bo-sung\n"
	    "field items = E12\nfield sentence = Bổ sung {n}.\nfield due_on = {soon}\n", 5 },
	{ "return", "officer", "GET /xa/ho-so/{d}/tra-lai\nPOST /xa/ho-so/{d}/tra-lai\n"
	    "field why = Lý do {n}.\n", 1 },
	{ "forward", "officer", "GET /xa/ho-so/{d}/chuyen\nPOST /xa/ho-so/{d}/chuyen\n"
	    "field request_no = {n}/UBND-KT\nfield request_on = {today}\nfield late_forward = Chờ.\n", 8 },
	{ "take", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/nhan\n", 8 },
	{ "check_province", "desk", CHECKS("/tinh/ho-so/{d}", "seen_at"), 8 },
	{ "ask_province", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/bo-sung\n"
	    "field items = E12\nfield sentence = Bổ sung {n}.\nfield due_on = {soon}\n", 5 },
	{ "resume", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/lam-tiep\nfield why = Lý do {n}.\n", 5 },
	{ "give_back", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/tra-lai\nfield back_why = Lý do {n}.\n", 6 },
	{ "accept", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/chap-nhan\n", 8 },
	{ "assign_team", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/to-tu-van\n"
	    "field team = 1\nfield due_on = {soon}\n", 5 },
	{ "find", "team", "GET /to-tu-van/{t}\nPOST /to-tu-van/{t}/tieu-chi\nbare\n"
	    "field csrf = {csrf}\nfield criterion = 1.1\nfield points = 3\nfield note = Đã xem {n}.\n", 4 },
	{ "stop", "team", "GET /to-tu-van/{t}\nPOST /to-tu-van/{t}/loai\nbare\nfield csrf = {csrf}\n"
	    "field code = ELIM_FORGED\nfield reason = Lý do {n}.\n", 6 },
	{ "report", "leader", "GET /to-tu-van/{t}\nPOST /to-tu-van/{t}/bao-cao\n"
	    "field report = Tổ đề nghị {n}.\n", 8 },
	{ "put_on_agenda", "desk", "GET /tinh/dot\nPOST /tinh/dot\nfield year = {year}\nfield round_number = 2\n"
	    "vars\nGET /tinh/phien\nPOST /tinh/phien\nfield round = {round}\nfield council = {council}\n"
	    "field meeting_name = Phiên {n}\nfield place = Phòng họp\nfield day = {today}\nfield hour = 8\n"
	    "field minute = 30\nfield late_meeting = Hoãn.\nvars\nGET /tinh/phien/{mine}\n"
	    "POST /tinh/phien/{mine}/them\nfield dossier = {d}\nfield late_agenda = Chờ.\n", 8 },
	{ "take_off", "desk", "GET /tinh/phien/{m}\nPOST /tinh/phien/{m}/bo\nbare\n"
	    "field csrf = {csrf}\nfield item = {a}\n", 4 },
	{ "ask_opinions", "desk", "GET /tinh/y-kien\nPOST /tinh/y-kien\nfield council = {council}\n"
	    "field dossier = {d}\nfield answer_by = {tomorrow}\n", 8 },
	{ "open_session", "secretary", "GET /thu-ky/phien/{m}\nPOST /thu-ky/phien/{m}/mo\n", 9 },
	{ "open_product", "secretary", "GET /thu-ky/san-pham/{a}\nPOST /thu-ky/san-pham/{a}/mo\n", 9 },
	{ "seal", "seat", "GET /hoi-dong/phien/{m}\nPOST /hoi-dong/phien/{m}/khai-bao\n"
	    "GET /hoi-dong/phieu/{a}\nPOST /hoi-dong/phieu/{a}/khoa\nbare\nfield confirmed = 1\n"
	    "field csrf = {csrf}\nfield version = 0\nfield stance = 1\nfields {sheet}\n", 12 },
	{ "close", "secretary", "GET /thu-ky/san-pham/{a}\nPOST /thu-ky/san-pham/{a}/dong\n", 9 },
	{ "agree", "secretary", "GET /thu-ky/san-pham/{a}\nPOST /thu-ky/san-pham/{a}/muc-thong-nhat\n"
	    "field f.{criterion} = {points}\n", 9 },
	{ "conclude", "secretary", "GET /thu-ky/san-pham/{a}\nPOST /thu-ky/san-pham/{a}/ket-luan\n"
	    "field opinion = Nhất trí {n}.\n", 9 },
	{ "knock_out", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/loai\n"
	    "field code = ELIM_FORGED\nfield reason = Lý do {n}.\n", 1 },
	{ "draft", "desk", "GET /tinh/quyet-dinh\nPOST /tinh/quyet-dinh\nbare\nfield csrf = {csrf}\n"
	    "field kind = {approve}\nfield dossier = {d}\n", 9 },
	{ "sign", "signs", "GET /ky/{k}\nPOST /ky/{k}/ky\nfield number_text = {n}/QĐ-MẪU\n"
	    "field signer_title = NGƯỜI KÝ\nfield confirmed = 1\n", 9 },
	{ "notify", "desk", "GET /tinh/quyet-dinh\nPOST /tinh/ho-so/{d}/thong-bao\n", 9 },
	{ "send_up", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/len-bo\nfield letter_no = {n}/UBND\n"
	    "field team_no = {n}/BC\nfield agency_no = {n}/BC\nfield samples_up = 5\n", 9 },
	{ "send_back", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/chuyen-lai\n", 9 },
	{ "evaluate_self", "desk", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/tu-danh-gia\n", 8 },
	{ "order_redo", "ministry", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/yeu-cau\n"
	    "field order_kind = 1\nfield order_no = {n}/BNNMT\nfield order_on = {today}\nfield why = Lý do {n}.\n", 4 },
	{ "order_withdraw", "ministry", "GET /tinh/ho-so/{d}\nPOST /tinh/ho-so/{d}/yeu-cau\n"
	    "field order_kind = 2\nfield order_no = {n}/BNNMT\nfield order_on = {today}\nfield why = Lý do {n}.\n", 5 },
	{ "enter_redo", "home", LETTER("1"), 4 },
	{ "enter_withdraw", "home", LETTER("2"), 5 },
	{ "begin_first", "owner", "GET /san-pham-cua-toi/1\nPOST /san-pham-cua-toi/1/ho-so\nbare\n"
	    "field csrf = {csrf}\nfield kind = 1\n", 6 },
	{ "begin_upgrade", "owner", "GET /san-pham-cua-toi/1\nPOST /san-pham-cua-toi/1/ho-so\nbare\n"
	    "field csrf = {csrf}\nfield kind = 2\n", 5 },
	{ "begin_again", "owner", "GET /san-pham-cua-toi/1\nPOST /san-pham-cua-toi/1/ho-so\nbare\n"
	    "field csrf = {csrf}\nfield kind = 3\nfield late_why = Đi xa.\n", 9 },
	{ "extend", "desk", "GET /chung-nhan/{code}\nPOST /chung-nhan/{code}/keo-dai\nbare\n"
	    "field csrf = {csrf}\nfield until = {end180}\nfield why = Chờ kết quả.\n", 5 },
	{ "extend_far", "desk", "GET /chung-nhan/{code}\nPOST /chung-nhan/{code}/keo-dai\nbare\n"
	    "field csrf = {csrf}\nfield until = {end181}\nfield why = Chờ kết quả.\n", 1 },
	{ "propose", "keeper", "GET /chung-nhan/{code}\nPOST /chung-nhan/{code}/thu-hoi\nbare\n"
	    "field csrf = {csrf}\nfield ground = b\nfield facts = Kết luận {n}.\nfield basis_on = {today}\n", 1 },
	{ "ceased", "officer", "GET /chung-nhan/{code}\nPOST /chung-nhan/{code}/thu-hoi\nbare\n"
	    "field csrf = {csrf}\nfield ground = dd\nfield facts = Đã nghỉ {n}.\nfield basis_on = {today}\n", 1 },
	{ "drop_revoke", "keeper", "GET /tinh/thu-hoi\nPOST /tinh/thu-hoi/{r}/khong\nbare\n"
	    "field csrf = {csrf}\nfield why = Lý do {n}.\n", 3 },
	{ "draft_revoke", "keeper", "GET /tinh/thu-hoi\nPOST /tinh/thu-hoi\nbare\n"
	    "field csrf = {csrf}\nfield revocation = {r}\n", 4 },
	{ "sign_revoke", "revokes", "GET /ky/{rk}\nPOST /ky/{rk}/ky\nfield number_text = {n}/QĐ-MẪU\n"
	    "field signer_title = NGƯỜI KÝ\nfield confirmed = 1\n", 5 },
	{ "complain", "owner", "GET /ho-so/{d}/khieu-nai\nPOST /ho-so/{d}/khieu-nai\n"
	    "field complaint_kind = 2\nfield complaint_body = Nội dung {n}.\n", 3 },
	{ "hear", "home", "GET /khieu-nai/{c}\nPOST /khieu-nai/{c}/buoc\nfield step = 1\n", 8 },
	{ "reply", "home", "GET /khieu-nai/{c}\nPOST /khieu-nai/{c}/buoc\nfield step = 4\n"
	    "field complaint_answer = Trả lời {n}.\nfield answer_no = {n}/SNNMT\n", 8 },
};
const size_t life_acts_n = sizeof life_acts / sizeof life_acts[0];

/* What the five ways to fill in sheets come to: one, three, four, five stars, and 88 points. */
static const struct { const char *sheet, *criterion, *points; } wishes[LIFE_WISHES] = {
	{ "weak", "1.3", "0" }, { "best", "1.5", "1" }, { "best", "1.3", "2" },
	{ "best", "1.3", "3" }, { "below-five", "1.3", "3" },
};

struct str
life_ask(struct walk *w, const char *sql)
{
	return stage_ask(&w->stage, w->mem, str_c(sql));
}

static void
set(struct walk *w, const char *name, struct str value)
{
	fields_set(&w->vars, str_c(name), value);
}

static void
set_day(struct walk *w, const char *name, int n)
{
	set(w, name, day_text(w->mem, (struct day){ n }));
}

/* Numbers of what is newest. */
static void
vars_load(struct walk *w, const struct life *l)
{
	static const char *const names[] = { "d", "a", "m", "k", "t", "r", "rk", "c", "mine", "round" };
	struct str all, part;
	size_t i = 0;

	all = stage_ask(&w->stage, w->mem, str_printf(w->mem,
	    "SELECT (SELECT coalesce(max(id), 0) FROM dossier) || '|' || "
	    "(SELECT coalesce(max(id), 0) FROM agenda WHERE dossier = (SELECT max(id) FROM dossier)) || '|' || "
	    "(SELECT coalesce(max(meeting), 0) FROM agenda WHERE id = (SELECT max(id) FROM agenda "
	    "WHERE dossier = (SELECT max(id) FROM dossier))) || '|' || "
	    "(SELECT coalesce(max(decision), 0) FROM decision_item WHERE dossier = (SELECT max(id) FROM dossier)) || '|' || "
	    "(SELECT coalesce(max(id), 0) FROM team_task) || '|' || "
	    "(SELECT coalesce(max(id), 0) FROM revocation) || '|' || "
	    "(SELECT coalesce(max(decision), 0) FROM revocation WHERE id = (SELECT max(id) FROM revocation)) || '|' || "
	    "(SELECT coalesce(max(id), 0) FROM complaint) || '|' || "
	    "(SELECT coalesce(max(id), 0) FROM meeting WHERE council = %d) || '|' || "
	    "(SELECT coalesce(max(id), 0) FROM round WHERE number = 2 AND agency = %d) || '|'",
	    l->up ? 2 : 1, l->up ? 5 : 1));
	while (i < sizeof names / sizeof names[0] && str_cut(&all, '|', &part))
		set(w, names[i++], part);
	set(w, "code", life_ask(w, "SELECT code FROM certificate ORDER BY id DESC LIMIT 1"));
}

static void
vars_of(struct walk *w, const struct life *l)
{
	static int n;
	const struct life_certificate *c = l->n == 0 ? NULL : &l->c[l->n - 1];
	const int end = c == NULL ? l->today : c->until;

	vars_load(w, l);
	set(w, "n", str_printf(w->mem, "%d", ++n));
	set(w, "year", str_printf(w->mem, "%d", day_date((struct day){ l->today }).year + (l->up ? 1 : 0)));
	set(w, "council", str_c(l->up ? "2" : "1"));
	set(w, "approve", str_c(l->star == 5 && !l->up ? "2" : "1"));
	set(w, "sheet", str_printf(w->mem, "test/sample/sheet/%s", wishes[l->wish].sheet));
	set(w, "criterion", str_c(wishes[l->wish].criterion));
	set(w, "points", str_c(wishes[l->wish].points));
	set_day(w, "today", l->today);
	set_day(w, "tomorrow", l->today + 1);
	set_day(w, "soon", l->today + 10);
	set_day(w, "end180", end + 180);
	set_day(w, "end181", end + 181);
}

/* The lines of a script, done as lines of a story are. */
static bool
follow(struct walk *w, struct str script)
{
	struct story story = *w->story;
	struct str line;
	struct line *lines = ARENA_ARRAY(w->mem, 600, struct line);
	const struct story *mine = w->story;
	bool well;

	story.n = 0;
	while (str_cut(&script, '\n', &line))
		lines[story.n++] = (struct line){ walk_text(w, line), (int)story.n + 1 };
	story.lines = lines;
	w->story = &story;
	well = story_follow(w);
	w->story = mine;
	return well;
}

/* A first dossier that was begun anew is filled in as the first one was. */
static bool
fill_in(struct walk *w)
{
	struct str all = file_read(w->mem, "test/seed/dossier_complete.case"), line;
	struct buf b = buf_new(w->mem, 64 * KIB);

	while (str_cut(&all, '\n', &line)) {
		const size_t at = str_starts(line, S("GET /ho-so/1/")) ? 13 :
		    str_starts(line, S("POST /ho-so/1/")) ? 14 : 0;

		if (str_starts(line, S("#")) || str_starts(line, S("seed")))
			continue;
		if (at > 0)
			buf_printf(&b, "%.*s{d}/%.*s\n", (int)at - 2, line.p, STR_ARG(str_from(line, at)));
		else if (!str_starts(line, S("expect")))
			buf_printf(&b, "%.*s\n", STR_ARG(line));
	}
	return follow(w, buf_str(&b));
}

/* What a dossier that was just begun still lacks. */
static bool
complete(struct walk *w, const struct life *l, const char *name)
{
	const struct str said = str_c(strcmp(name, "begin_upgrade") == 0 ?
	    "GET /ho-so/{d}/thay-doi\nPOST /ho-so/{d}/thay-doi\nfield answer.technology = new\n"
	    "field note.technology = Dây chuyền mới.\nfield paper.technology = 2\n" :
	    "GET /ho-so/{d}/thay-doi\nPOST /ho-so/{d}/thay-doi\nfield answer.material = same\n"
	    "field answer.technology = same\nfield answer.packaging = same\nfield answer.label = same\n"
	    "field answer.quality = same\nfield answer.tests = same\nfield answer.market = same\n"
	    "field answer.output = same\nfield answer.revenue = same\n");
	const struct reply kept = w->reply;
	const int64_t before = w->records_before, after = w->records;
	bool well;

	vars_load(w, l);
	well = strcmp(name, "begin_first") == 0 ? fill_in(w) : follow(w, said);
	w->reply.status = kept.status;
	w->records_before = before;
	w->records = after;
	return well;
}

bool
life_do(struct walk *w, const struct life *l, const struct life_act *act, const char *who)
{
	struct str script = str_c(act->script), line, part;
	struct buf b = buf_new(w->mem, 16 * KIB);

	vars_of(w, l);
	if (!walk_as(w, str_c(who)))
		return false;
	while (str_cut(&script, '\n', &line)) {
		if (!str_eq(line, S("vars"))) {
			buf_printf(&b, "%.*s\n", STR_ARG(line));
			continue;
		}
		part = buf_str(&b);
		if (!follow(w, part))
			return false;
		b = buf_new(w->mem, 16 * KIB);
		vars_load(w, l);
	}
	if (!follow(w, buf_str(&b)))
		return false;
	return strncmp(act->name, "begin_", 6) != 0 || w->reply.status != 303 ||
	    complete(w, l, act->name);
}
