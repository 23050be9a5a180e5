// guides: the officers' guides are walked. What stands in bold letters must stand on the
// page where its reader is at that point, word for word; what an arrow follows (→) must be
// something to press. Links are followed; a row says where a reader has come to when the
// guide begins with something else.
//
//   node guides.mjs [GUIDE…]     docs/huong-dan/GUIDE.md
import fs from 'node:fs';
import path from 'node:path';
import { finish, launch, office, patient, pressed, seedOffice, signIn, sizes, tell, top } from './lib.mjs';
import { who } from './people.mjs';

const { password } = who('member');
const sample = ['sample'];

// ---- a guide ---------------------------------------------------------------------------

const plain = s => s.replace(/\s+/g, ' ').trim().replace(/[ .:]+$/, '').toLowerCase();

// Its words in bold, in order, and whether the reader is told to press them.
function labelsOf(text) {
	const found = [...text.matchAll(/\*\*(.+?)\*\*/gs)];
	return found.map((m, i) => ({ word: plain(m[1]), said: m[1].replace(/\s+/g, ' '), line: text.slice(0, m.index).split('\n').length,
		pressed: /^\W{0,3}→/u.test(text.slice(m.index + m[0].length)) }));
}

// What stands on a page under exactly that name: "press", "read" or nothing. What a closed
// <details> holds is a press away.
const standing = (page, word) => page.evaluate(wanted => {
	const plain = s => s.replace(/\s+/g, ' ').trim().replace(/[ .:]+$/, '').toLowerCase();
	const shown = e => { for (let p = e; p; p = p.parentElement) if (getComputedStyle(p).display === 'none' || p.hidden) return false; return true; };
	const own = e => plain([...e.childNodes].filter(n => n.nodeType === 3 || !/^(SMALL|SPAN|SVG|INPUT|OUTPUT)$/i.test(n.nodeName)).map(n => n.textContent).join(''));
	let best = '';
	const mark = e => { document.querySelectorAll('[data-at]').forEach(x => delete x.dataset.at); if (e) e.dataset.at = 'here'; };
	for (const e of document.querySelectorAll('a, button, summary, h1, h2, h3, h4, label, legend, th, dt, dd, td, strong, b, p, li, span, option, figcaption')) {
		if (plain(e.textContent) !== wanted && own(e) !== wanted && plain(e.textContent).replace(/ \(?\d+\)?$/, '') !== wanted || !shown(e)) continue;
		const press = e.closest('a, button, summary');
		if (press) { mark(press); return 'press'; }
		best = best === 'part' || /^(H\d|LEGEND)$/.test(e.nodeName) ? 'part' : 'read';
	}
	if (best) mark();
	return best;
}, word);

// ---- a walk ----------------------------------------------------------------------------

let browser;
const offices = new Map(), pages = new Map();

async function pageOf(seed, login) {
	const name = seed.join(' ');
	if (!offices.has(name)) offices.set(name, await (seed[0] === 'sample' ? office() : seedOffice(...seed)));
	const key = `${name} ${login}`;
	if (!pages.has(key)) {
		const context = await browser.newContext({ viewport: sizes.desk, locale: 'vi-VN', serviceWorkers: 'block' });
		const page = patient(await context.newPage()); if (process.env.WALK) page.setDefaultTimeout(6000);
		page.url0 = offices.get(name).url;
		if (login) await signIn(page, page.url0, login, password);
		pages.set(key, page);
	}
	return pages.get(key);
}

// Follows links by a part of their address, or does what a function says.
async function go(page, [first, ...parts]) {
	await page.goto(page.url0 + first);
	for (const part of parts)
		await (typeof part === 'function' ? part(page) : pressed(page, () => page.locator(`main a[href*="${part}"]`).first().click()));
}

async function walk(text, rows) {
	const faults = [], left = [...rows];
	let seed = sample, page, last;
	for (const label of labelsOf(text)) {
		while (left[0]?.seed) seed = left.shift().seed;
		let found = '';
		if (left[0] && plain(left[0][0]) === label.word) {
			const [, login, ...way] = left.shift();
			page = await pageOf(seed, login);
			await go(page, way);
			found = await standing(page, label.word);
		} else if (page) {
			const stays = !last?.pressed;
			if (stays) found = await standing(page, label.word);
			if (!found && await page.locator('a[data-at]').evaluateAll(all => all.some(e => e.pathname !== location.pathname && !/\.\w+$/.test(e.pathname)))) {
				await pressed(page, () => page.locator('a[data-at]').evaluate(e => e.click()));
				found = await standing(page, label.word);
			}
			if (!found && !stays) found = await standing(page, label.word);
		}
		const at = page ? new URL(page.url()).pathname : 'nowhere';
		if (process.env.WALK) console.log(`# ${label.line} ${label.said}: ${found || 'NOT THERE'} at ${at}`);
		if (!found) faults.push(`line ${label.line}: “${label.said}” is not on ${at}`);
		else if (label.pressed && found === 'read') faults.push(`line ${label.line}: “${label.said}” is nothing to press on ${at}`);
		last = { ...label, found };
	}
	for (const row of left.filter(r => !r.seed)) faults.push(`no step says “${row[0]}” where it was waited for`);
	return faults;
}

// ---- where their readers are ---------------------------------------------------------------
// The words of a step, who reads them, an address, and parts of addresses to follow from it.

const submit = action => page => pressed(page, () => page.locator(`form[action$="${action}"] button[type=submit]`).first().click());
const day = at => ({ seed: at });
const autumn = '2026-09-01T10:00:00+07:00', spring = '2029-04-03T10:00:00+07:00';
const checking = ['commune', '/xa?o=dang-xet', '/xa/ho-so/'];

const ways = {
	'chu-the': [
		['Việc của tôi', 'producer', '/viec'],
		['Đăng ký tài khoản', null, '/'],
		['Gửi đăng ký', null, '/dang-ky?q=thanh+an', '/dang-ky?'],
		['Chủ thể', 'producer', '/viec'],
		['Gửi lại đăng ký', 'producer', '/chu-the'],
		['Chủ thể', 'producer', '/viec'],
		['Sản phẩm của tôi', 'producer', '/viec'],
		['Số mã vạch (GTIN)', 'producer', '/bo-san-pham?q=banh+trang', '/san-pham-cua-toi/moi'],
		['Giấy tờ', 'producer', '/viec'],
		['Bắt đầu hồ sơ', 'producer', '/san-pham-cua-toi', '/san-pham-cua-toi/'],
		['Lưu và thêm giấy tờ mới', 'producer', '/ho-so/1/tieu-chi', '/tieu-chi/1.1'],
		['Kiểm tra và nộp', 'producer', '/ho-so/1'],
		['Bổ sung và trả lời', 'producer', '/ho-so/1'],
		['Rút hồ sơ', 'producer7', '/ho-so/3'],
		['Kết quả', 'producer17', '/ho-so/13'],
		['Bắt đầu hồ sơ đánh giá lại', 'producer', '/viec'],
		['Chủ thể', 'producer', '/viec'],
		['Đăng xuất', 'producer', '/viec'],
		['Giấy chứng nhận', 'producer', '/viec'],
		['Tài khoản', 'producer', '/viec'],
		['Kiến nghị, khiếu nại', 'producer17', '/ho-so/13/ket-qua'],
	],
	'nguoi-mua': [
		['Kiểm tra giấy chứng nhận', null, '/'],
		['Sản phẩm OCOP', null, '/'],
		['Tra cứu địa danh', null, '/'],
		['Báo sai phạm về sản phẩm này', null, '/san-pham?q=mau', '/san-pham/', '/c/'],
	],
	'lanh-dao': [
		['Chờ ký', 'signer', '/viec'],
		['Quyết định kèm phụ lục để in (PDF)', 'signer', '/ky', '/ky/'],
	],
	'quan-tri': [
		['Thêm tài khoản', 'admin', '/quan-tri/tai-khoan'],
		['Bước hai khi đăng nhập', 'admin', '/quan-tri'],
		['Cần đối chiếu', 'admin', '/quan-tri/bo-tieu-chi', '/quan-tri/bo-tieu-chi/QD'],
		['Ngày nghỉ', 'admin', '/quan-tri/ngay-nghi'],
		['Mẫu văn bản', 'admin', '/quan-tri'],
		['Chứng thư gốc tin cậy', 'admin', '/quan-tri'],
		['Ký hiệu văn bản', 'admin', '/quan-tri'],
	],
	'to-tu-van': [
		['Tổ tư vấn', 'province', '/viec'],
		day(['team_asked', autumn]),
		['Thêm thành viên', 'province', '/tinh/to-tu-van/1'],
		day(['council_ready', autumn]),
		['Giao Tổ tư vấn', 'province', '/tinh/ho-so/1'],
		day(['team_asked', autumn]),
		['Sản phẩm giao Tổ tư vấn', 'team', '/viec'],
		['Phân công theo nhóm tiêu chí', 'team', '/to-tu-van', '/to-tu-van/'],
		['Ý kiến của Tổ tư vấn', 'member', '/hoi-dong'],
	],
	'can-bo-xa': [
		['Đăng ký mới', 'commune', '/viec'],
		['Duyệt đăng ký', 'commune', '/xa/dang-ky', '/xa/dang-ky/'],
		['Hồ sơ của xã', 'commune', '/viec'],
		['Tiếp nhận và cấp số phiếu', 'commune', '/xa', '/xa/ho-so/'],
		['Đủ', ...checking, '/thanh-phan'],
		['Đang xét', 'commune', '/xa'],
		['Trả lại hồ sơ', ...checking],
		['Chuyển hồ sơ lên tỉnh', ...checking],
		['Bản in', 'commune', '/xa?o=da-chuyen', '/xa/ho-so/'],
		day(['consent_given', autumn]),
		['Nộp hộ', 'commune', '/viec'],
		['Thôi làm thay', 'commune', '/xa/nop-ho', submit('/bat-dau')],
		day(sample),
		['Giấy chứng nhận', 'commune', '/viec'],
		['Xác nhận không còn sản xuất', 'commune', '/chung-nhan', '/chung-nhan/79'],
		['Việc của tôi', 'commune', '/viec'],
		['Tài khoản', 'commune', '/viec'],
		['Quét giấy tờ', 'commune', '/viec'],
		['Bản in', ...checking],
		['Nộp hộ', 'commune', '/viec'],
		['Giấy đồng ý đã quét', 'commune', '/xa/nop-ho'],
		['Báo cho chủ thể', 'commune', '/viec'],
	],
	'sau-cong-nhan': [
		['Giấy chứng nhận', 'province', '/viec'],
		['Bắt đầu hồ sơ đánh giá lại', 'producer', '/viec'],
		['Việc của tôi', 'producer', '/viec'],
		['Việc của tôi', 'commune', '/viec'],
		['Lưu', 'province', '/hau-kiem', '/hau-kiem/'],
		['Hậu kiểm', 'province', '/viec'],
		['Thu hồi', 'province', '/viec'],
		['Vào sổ đơn giấy', 'province', '/tinh/khieu-nai'],
		['Thông báo', 'province', '/viec'],
	],
	'cap-tinh': [
		['Hồ sơ', 'province', '/viec'],
		['Tiếp nhận và đánh số', 'province', '/tinh?dong=1&q=', '/tinh/ho-so/'],
		['Đạt', 'province', '/tinh?dong=2&q=', '/tinh/ho-so/'],
		['Đợt đánh giá', 'province', '/viec'],
		['Hội đồng', 'province', '/viec'],
		['Xem và sửa quy chế làm việc', 'province', '/tinh/hoi-dong', '/tinh/hoi-dong/'],
		['Phiên họp', 'province', '/viec'],
		['Đưa vào chương trình', 'province', '/tinh/phien', '/tinh/phien/'],
		['Quyết định', 'province', '/viec'],
		['Giấy chứng nhận', 'province', '/viec'],
		['Kéo dài', 'province', '/chung-nhan?status=due', '/chung-nhan/79'],
		['Hậu kiểm', 'province', '/viec'],
		['Thu hồi', 'province', '/viec'],
		['Kiến nghị, khiếu nại', 'province', '/viec'],
		['Hồ sơ', 'province', '/viec'],
	],
	'cac-duong-ho-so': [
		['Hồ sơ đang ở đâu', 'producer', '/ho-so/1'],
		['Kéo dài', 'province', '/chung-nhan?status=due', '/chung-nhan/79'],
		day(['again_accepted', spring]),
		['Ý kiến bằng văn bản', 'province', '/viec'],
		day(['five_approved', '2026-09-03T10:00:00+07:00']),
		['Gửi Bộ đề nghị công nhận 5 sao', 'province', '/tinh/ho-so/1'],
		day(['five_returned', '2026-09-03T10:00:00+07:00']),
		['Soạn quyết định theo kết quả của Trung ương', 'province', '/tinh/ho-so/1'],
		day(sample),
		['Sáp nhập xã', 'admin', '/quan-tri'],
	],
	'hoi-dong': [
		['Phiên họp của tôi', 'member', '/viec'],
		['minh chứng', 'member', '/hoi-dong', '/hoi-dong/phien/', '/hoi-dong/phieu/'],
		['Phiên họp của tôi', 'secretary', '/viec'],
	],
};

const asked = process.argv.slice(2);
browser = await launch();
try {
	for (const name of fs.readdirSync(path.join(top, 'docs/huong-dan')).map(f => f.replace(/\.md$/, ''))) {
		if (asked.length && !asked.includes(name)) continue;
		const text = fs.readFileSync(path.join(top, 'docs/huong-dan', `${name}.md`), 'utf8');
		tell(`guide ${name}`, await walk(text, ways[name] || []).catch(e => [String(e).split('\n')[0]]));
	}
} finally {
	await browser.close();
	for (const o of offices.values()) await o.close();
}
finish();
