/* kit_page: the page in a kit that people open first. It stands alone, without a
 * server, script or picture; so it is written here and not by a template. */
#include "act/kit.h"

#include <inttypes.h>

static void
text_put(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '<': buf_lit(b, "&lt;"); break;
		case '>': buf_lit(b, "&gt;"); break;
		case '&': buf_lit(b, "&amp;"); break;
		case '"': buf_lit(b, "&quot;"); break;
		default: buf_char(b, s.p[i]);
		}
}

static void
element_put(struct buf *b, const char *name, struct str s)
{
	buf_printf(b, "<%s>", name);
	text_put(b, s);
	buf_printf(b, "</%s>", name);
}

static const char TOP[] =
    "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width\">"
    "<title>%s</title><style>"
    "body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%%}"
    "td,th{border:1px solid #888;padding:.4rem;text-align:left}"
    "pre,code{font:14px monospace;white-space:pre-wrap;overflow-wrap:anywhere}"
    "</style></head><body>\n<h1>%s</h1>\n";

static const char HANDED_WHO[] = "Gói này do một cơ quan OCOP trao cho cơ quan khác, có chữ ký "
    "của cơ quan gửi trong tệp <code>transfer.note</code>. Trong gói có dữ liệu cá nhân và giấy "
    "tờ của chủ thể: chỉ cơ quan nhận được dùng. Cơ quan nhận kiểm tra và đưa vào hệ thống của "
    "mình bằng <code>ocop dossier verify</code> và <code>ocop dossier import</code>; "
    "<code>dossier.json</code> là các mẫu biểu, <code>evidence</code> là giấy tờ.";

static const char *const WHO[KIT_READER__COUNT] = {
	[KIT_PUBLIC] = "Bộ này dành cho mọi người: có điểm từng ghế, không có phiếu gốc, hồ sơ "
	    "và họ tên.",
	[KIT_MEMBER] = "Bộ này dành cho người có ghế trong Hội đồng: có phiếu gốc và bảng kê hồ "
	    "sơ, không có họ tên. Không chuyển cho người khác.",
	[KIT_OFFICE] = "Bộ này dành cho cơ quan tổ chức: có phiếu gốc, bảng kê hồ sơ và họ tên "
	    "người chấm. Không chuyển cho người khác.",
};

static const char ENDED[] =
    "<p>Sau một sự cố, cơ quan này đã mở sổ mới. Một số dòng trong bộ này nằm ở sổ trước, "
    "không bị sửa: dòng đầu của sổ mới cam kết với bản chốt cuối của sổ trước. Khóa in trên "
    "giấy từ thời sổ trước vẫn dùng được: tệp <code>log/keys</code> có chữ ký của cả khóa cũ "
    "và khóa mới.</p>\n";

static const char CHECK[] =
    "<h2>Kiểm tra thế nào?</h2>\n<ol>\n"
    "<li>Kiểm tra từng tệp có còn nguyên (Linux, macOS, hoặc Git Bash trên Windows): "
    "<code>sha256sum -c MANIFEST.sha256</code></li>\n"
    "<li>Tính lại mọi kết quả sao và kiểm tra mọi bằng chứng, không cần mạng, không cần máy "
    "chủ: <code>ocop %s verify THƯ-MỤC-NÀY --key KHÓA</code>. Tệp KHÓA chứa dòng khóa của "
    "Sổ công khai; chép lấy từ quyết định hoặc giấy chứng nhận bằng giấy, đừng lấy từ bộ này."
    "</li>\n"
    "<li>Không muốn tin chương trình của chúng tôi? Cách ghi từng tệp có trong tài liệu "
    "<code>docs/RECORD.md</code>; mỗi tệp <code>.leaf</code> và <code>.tlog-proof</code> kiểm "
    "tra được bằng phần mềm của người khác.</li>\n</ol>\n"
    "<h2>Trong bộ có gì?</h2>\n<ul>\n"
    "<li><code>entry</code>: các dòng của Sổ công khai về từng hồ sơ, mỗi dòng kèm bằng chứng"
    "</li>\n"
    "<li><code>part</code>: nội dung mà dòng đó đã cam kết, cùng số ngẫu nhiên (salt) để mở; "
    "phần nào người đọc không được xem thì không có ở đây, chỉ còn cam kết</li>\n"
    "<li><code>rules</code>: bộ tiêu chí và quy tắc tính sao mà Hội đồng đã dùng</li>\n"
    "<li><code>log</code>: bản chốt có chữ ký và khóa của Sổ</li>\n</ul>\n"
    "<h2>Bộ này không chứng minh điều gì?</h2>\n"
    "<p>Rằng điểm thành viên cho là đúng, rằng giấy tờ trong hồ sơ là thật, và rằng không có "
    "sản phẩm nào bị bỏ ngoài sổ ngay từ đầu.</p>\n</body></html>\n";

static void
products_put(struct buf *b, const struct kit_page_facts *f)
{
	buf_lit(b, "<h2>Kết quả</h2>\n<table><tr><th>Sản phẩm</th><th>Chủ thể</th>"
	    "<th>Sao</th><th>Quyết định</th></tr>\n");
	for (size_t i = 0; i < f->n; i++) {
		buf_lit(b, "<tr>");
		element_put(b, "td", f->rows[i].name);
		element_put(b, "td", f->rows[i].subject);
		buf_printf(b, "<td>%" PRId64 "</td><td>%s</td></tr>\n", f->rows[i].star,
		    f->rows[i].decided ? "có trong bộ" : "chưa có");
	}
	buf_lit(b, "</table>\n");
}

struct str
kit_page(struct arena *mem, const struct kit_page_facts *f)
{
	struct buf b = buf_new(mem, MIB);

	const char *title = f->handed ? "Hồ sơ trao cho cơ quan khác" :
	    "Bộ kiểm chứng phiên họp";

	buf_printf(&b, TOP, title, title);
	buf_lit(&b, "<p>");
	text_put(&b, f->meeting);
	buf_lit(&b, " · ");
	text_put(&b, f->council);
	buf_printf(&b, " · %.*s</p>\n<p>%s</p>\n", STR_ARG(day_text(mem, day_of(f->starts_at))),
	    f->handed ? HANDED_WHO : WHO[f->reader]);
	if (f->n > 0)
		products_put(&b, f);
	buf_lit(&b, "<h2>Bản chốt của Sổ công khai</h2>\n");
	element_put(&b, "pre", f->checkpoint);
	buf_lit(&b, "<p>Khóa của Sổ (so với khóa in trên giấy): ");
	element_put(&b, "code", f->vkey);
	buf_lit(&b, "</p>\n");
	if (f->ended)
		buf_put(&b, str_c(ENDED));
	buf_printf(&b, CHECK, f->handed ? "dossier" : "kit");
	REQUIRE(buf_ok(&b));
	return buf_str(&b);
}
