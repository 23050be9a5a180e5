// guides: the officers' guides are walked. What stands in bold letters must stand on the
// page where its reader is at that point, word for word; what an arrow follows (→) must be
// something to press. Links are followed; a row says where a reader has come to when the
// guide begins with something else.
//
//   node guides.mjs [GUIDE…]     docs/huong-dan/GUIDE.md
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { finish, launch, office, patient, pressed, seedOffice, send, signIn, sizes, tell, top } from './lib.mjs';
import { who } from './people.mjs';
import { SQLITE_WAITS } from '../patience.mjs';
import { codeAt, stepOf } from '../totp.mjs';

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
		if (plain(e.textContent) !== wanted && own(e) !== wanted && plain(e.textContent).replace(/^\d+ | \(?\d+\)?$| · .*$/, '') !== wanted || !shown(e)) continue;
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
		const page = patient(await context.newPage());
		page.url0 = offices.get(name).url;
		if (login) await signIn(page, page.url0, login, password);
		pages.set(key, page);
	}
	return pages.get(key);
}

// Follows links by a part of their address, or does what a function says.
async function go(page, [first, ...parts], as) {
	await page.goto(page.url0 + first);
	for (const part of parts)
		await (typeof part === 'function' ? part(page, as) : pressed(page, () => page.locator(`main a[href*="${part}"]`).first().click()));
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
			await go(page, way, other => pageOf(seed, other));
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
		const here = page ? new URL(page.url()).pathname : 'nowhere';
		if (!found) faults.push(`line ${label.line}: “${label.said}” is not on ${here}`);
		else if (label.pressed && found === 'read') faults.push(`line ${label.line}: “${label.said}” is nothing to press on ${here}`);
		last = { ...label, found };
	}
	for (const row of left.filter(r => !r.seed)) faults.push(`no step says “${row[0]}” where it was waited for`);
	return faults;
}

// ---- where their readers are ---------------------------------------------------------------
// The words of a step, who reads them, an address, and parts of addresses to follow from it.

const at = seed => ({ seed });
const autumn = '2026-09-01T10:00:00+07:00', session = '2026-09-03T10:00:00+07:00', spring = '2029-04-03T10:00:00+07:00';
const checking = ['commune', '/xa?o=dang-xet', '/xa/ho-so/'];
const submit = action => page => pressed(page, () => page.locator(`form[action$="${action}"] button[type=submit]`).first().click());
// What somebody else has to do before, at an address, with the form that leads to it.
const before = (login, where, action, values = {}) => async (page, as) => {
	const other = await as(login), here = page.url();
	await other.goto(other.url0 + where);
	await send(other, action || where, values);
	await page.goto(here);
};
const visit = where => page => page.goto(page.url0 + where);
const takes = (action, values) => async page => {
	await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
	await send(page, action[0] === '/' ? action : `${new URL(page.url()).pathname}/${action}`, values, { button: 'button[type=submit]:not([formaction]):visible' });
};
const tomorrow = () => new Date(Date.now() + 864e5).toLocaleDateString('vi-VN', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' });
const asks = where => before('commune', `${where}/bo-sung`, null, { items: 'E12', sentence: 'Cần phiếu kiểm nghiệm.' });

const revoking = ['Lập dự thảo quyết định thu hồi', 'province', '/chung-nhan?status=due', '/chung-nhan/79', takes('thu-hoi',
	{ ground: 'dd', facts: 'Cơ sở không còn sản xuất.', basis_on: '01/09/2026' }), visit('/tinh/thu-hoi')];

const ways = {
	'cac-duong-ho-so': [
		['Hồ sơ đang ở đâu', 'producer', '/ho-so/1'],
		at(['recognised_four', session]),
		['Bắt đầu hồ sơ nâng hạng', 'producer', '/san-pham-cua-toi/1'],
		['Những gì đã thay đổi', 'producer', '/san-pham-cua-toi/1', submit('/ho-so'), '/thay-doi'],
		at(sample),
		['Kéo dài', 'province', '/chung-nhan?status=due', '/chung-nhan/79'],
		at(['again_accepted', spring]),
		['Ý kiến bằng văn bản', 'province', '/viec'],
		at(['again_sealed', '2029-04-05T10:00:00+07:00']),
		['Đóng phiếu và mở điểm', 'secretary', '/hoi-dong', '/thu-ky/phien/', '/thu-ky/san-pham/'],
		at(['five_approved', session]),
		['Gửi Bộ đề nghị công nhận 5 sao', 'province', '/tinh/ho-so/1'],
		at(['five_returned', session]),
		['Soạn quyết định theo kết quả của Trung ương', 'province', '/tinh/ho-so/1'],
		at(['recognised_four', session]),
		['Yêu cầu tỉnh đánh giá lại hoặc thu hồi', 'ministry', '/tinh/ho-so/1'],
		at(sample),
		['Trả lại hồ sơ', ...checking],
		['Rút hồ sơ', 'producer', '/ho-so/1'],
		['Sáp nhập xã', 'admin', '/quan-tri'],
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
		at(['consent_given', autumn]),
		['Nộp hộ', 'commune', '/viec'],
		['Thôi làm thay', 'commune', '/xa/nop-ho', submit('/bat-dau')],
		at(sample),
		['Giấy chứng nhận', 'commune', '/viec'],
		['Xác nhận không còn sản xuất', 'commune', '/chung-nhan', '/chung-nhan/79'],
		['Việc của tôi', 'commune', '/viec'],
		['Tài khoản', 'commune', '/viec'],
		['mã dự phòng', 'commune', '/tai-khoan/buoc-hai', takes('/tai-khoan/buoc-hai/bat-dau', { password_now: password }), async page =>
			takes('/tai-khoan/buoc-hai/bat', { fresh_code: codeAt(await page.locator('.bytes strong').innerText(), stepOf(Date.now())) })(page)],
		['Quét giấy tờ', 'commune', '/viec'],
		['Đặt vào', 'commune', '/quet', takes('/quet', { scan_pages: path.join(top, 'test/sample/paper.pdf') }), visit('/quet/trang/1')],
		['Bản in', ...checking],
		['Nộp hộ', 'commune', '/viec'],
		['Giấy đồng ý đã quét', 'commune', '/quet', async page => {
			const form = path.join(offices.get('sample').dir, 'giay-dong-y.pdf');
			fs.writeFileSync(form, await (await page.request.get(`${page.url0}/xa/nop-ho/17/giay-dong-y.pdf`)).body());
			await send(page, '/quet', { scan_pages: form });
		}, visit('/xa/nop-ho')],
		['Báo cho chủ thể', 'commune', '/viec'],
		at(['consent_filed', autumn]),
		['Ghi đã báo', 'commune', '/xa/ho-so/1', submit('/tiep-nhan'), visit('/xa/bao-tin'), '/xa/bao-tin/'],
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
		at(['council_weak', session]),
		['Thông báo kết quả', 'province', '/tinh/quyet-dinh', ...['dong', 'muc-thong-nhat', 'ket-luan'].map(step => before('secretary', '/thu-ky/san-pham/1', `/thu-ky/san-pham/1/${step}`, step === 'ket-luan' ? { opinion: 'Hội đồng nhất trí.' } : {})), visit('/tinh/quyet-dinh')],
		at(sample),
		['Lập dự thảo quyết định', 'province', '/tinh/quyet-dinh'],
		['Giấy chứng nhận', 'province', '/viec'],
		['Kéo dài', 'province', '/chung-nhan?status=due', '/chung-nhan/79'],
		['Hậu kiểm', 'province', '/viec'],
		['Thu hồi', 'province', '/viec'],
		revoking,
		['Kiến nghị, khiếu nại', 'province', '/viec'],
		at(['five_approved', session]),
		['Trao hồ sơ cho cơ quan của Bộ', 'province', '/tinh/ho-so/1', takes('/tinh/ho-so/1/len-bo', { letter_no: '125/UBND-KT', team_no: '12/BC-TTV' })],
		['Tải gói hồ sơ (.zip)', 'province', '/tinh/ho-so/1', submit('/goi')],
		at(sample),
		['Hồ sơ', 'province', '/viec'],
		['Làm tiếp, không chờ bổ sung', 'province', '/tinh/ho-so/5', takes('/tinh/ho-so/5/bo-sung', { items: 'E12', sentence: 'Thiếu phiếu kiểm nghiệm mới.' }), page => {
			const r = spawnSync('sqlite3', [...SQLITE_WAITS, path.join(offices.get('sample').dir, 'ocop.db'), 'UPDATE supplement SET due_on = due_on - 40']);
			if (r.status !== 0) throw new Error(String(r.stderr));
			return page.reload();
		}],
		['Thu hồi giấy chứng nhận', 'province', '/tinh/thu-hoi'],
		at(['ministry_away', session]),
		['Nhập văn bản yêu cầu của Bộ', 'province', '/tinh/ho-so/1'],
	],
	'chu-the': [
		['Việc của tôi', 'producer', '/viec'],
		['Đăng ký tài khoản', null, '/'],
		['Gửi đăng ký', null, '/dang-ky?q=thanh+an', '/dang-ky?'],
		['Chủ thể', 'producer', '/viec'],
		['Gửi lại đăng ký', '0900000091', '/chu-the', async (page, as) => {
			const other = await as('commune');
			await go(other, ['/xa/dang-ky', '/xa/dang-ky/'], as);
			await send(other, `${new URL(other.url()).pathname}/tu-choi`, { why: 'Tên chưa giống giấy đăng ký.' }, { button: 'button' });
			await page.reload();
		}],
		['Chủ thể', 'producer', '/viec'],
		['Sản phẩm của tôi', 'producer', '/viec'],
		['Số mã vạch (GTIN)', 'producer', '/bo-san-pham?q=banh+trang', '/san-pham-cua-toi/moi'],
		['Giấy tờ', 'producer', '/viec'],
		['Bắt đầu hồ sơ', 'producer6', '/ho-so/2/rut', submit('/rut'), visit('/san-pham-cua-toi'), '/san-pham-cua-toi/'],
		['Lưu và thêm giấy tờ mới', 'producer', '/ho-so/1/tieu-chi', '/tieu-chi/1.1'],
		['Kiểm tra và nộp', 'producer', '/ho-so/1'],
		['Bổ sung và trả lời', 'producer7', '/ho-so/3', asks('/xa/ho-so/3')],
		['Rút hồ sơ', 'producer7', '/ho-so/3'],
		['Xem kết quả và cách tính', 'producer17', '/ho-so/13'],
		at(['recognised_four', '2029-04-01T10:00:00+07:00']),
		['Bắt đầu hồ sơ đánh giá lại', 'producer', '/san-pham-cua-toi/1'],
		at(sample),
		['Chủ thể', 'producer', '/viec'],
		['Đăng xuất', 'producer', '/viec'],
		['Giấy chứng nhận', 'producer', '/viec'],
		['Tài khoản', 'producer', '/viec'],
		['Kiến nghị, khiếu nại về kết quả', 'producer17', '/ho-so/13/ket-qua'],
	],
	'hoi-dong': [
		['Chấm thử', 'province', '/tinh/phien', '/tinh/phien/'],
		['Phiên họp của tôi', 'member', '/viec'],
		['minh chứng', 'member', '/hoi-dong', '/hoi-dong/phien/', '/hoi-dong/phieu/'],
		['Đề nghị loại khỏi đánh giá', 'member6', '/hoi-dong/phieu/3'],
		['Phiên họp của tôi', 'secretary', '/viec'],
		at(['council_ready', session]),
		['Khai mạc phiên họp', 'secretary', '/thu-ky/phien/1'],
		at(sample),
		['Dự họp và rút khỏi đánh giá', 'secretary', '/thu-ky/phien/1'],
		['Đóng phiếu và mở điểm', 'secretary', '/thu-ky/san-pham/3'],
		at(['council_spread_closed', session]),
		['Chấm lại sau khi thảo luận', 'secretary', '/thu-ky/san-pham/1'],
		at(['council_best_closed', session]),
		['Lưu các mức đã thống nhất', 'secretary', '/thu-ky/san-pham/1'],
		at(sample),
		['Trả lại phiếu để sửa', 'secretary', '/thu-ky/san-pham/3'],
		['Máy của phòng họp', 'secretary', '/thu-ky/phien/1'],
		['Kết thúc phiên họp', 'secretary', '/thu-ky/phien/1'],
		at(['council_ready', session]),
		['Gọi phiên về, không cần máy', 'secretary', '/thu-ky/phien/1/may-phong', submit('/may-phong')],
		at(sample),
		['Phiếu giấy', 'secretary', '/thu-ky/phien/1'],
		['In phiếu để chấm bằng tay (có mã)', 'secretary', '/phien-giay/1', '/phieu-giay/'],
		['Số và ký số', 'secretary', '/thu-ky/phien/1'],
		at(['council_best_closed', session]),
		['Giữ bản để ký', 'secretary', '/van-ban/bien-ban/1', submit('/so')],
		at(['minutes_kept', session]),
		['tải bản đã ký lên', 'secretary', '/van-ban/bien-ban/1'],
		at(['recognised_four', session]),
		['Kết thúc phiên họp', 'secretary', '/thu-ky/phien/1'],
		['độ chặt của từng ghế', 'secretary', '/thu-ky/phien/1', submit('/phien/1/dong')],
	],
	'lanh-dao': [
		['Chờ ký', 'signer', '/viec'],
		['Quyết định kèm phụ lục để in (PDF)', 'signer', '/viec', async (page, as) => {
			const other = await as('province');
			await other.goto(`${other.url0}/tinh/quyet-dinh`);
			await other.locator('form [name=dossier]').first().check();
			await submit('/tinh/quyet-dinh')(other);
			await page.goto(`${page.url0}/ky`);
		}, '/ky/'],
	],
	'nguoi-mua': [
		['Kiểm tra giấy chứng nhận', null, '/'],
		['Sản phẩm OCOP', null, '/'],
		['Tra cứu địa danh', null, '/'],
		['Báo sai phạm về sản phẩm này', null, '/san-pham?q=mau', '/san-pham/', '/c/'],
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
	'sau-cong-nhan': [
		['Giấy chứng nhận', 'province', '/viec'],
		at(['recognised_four', '2029-04-01T10:00:00+07:00']),
		['Bắt đầu hồ sơ đánh giá lại', 'producer', '/san-pham-cua-toi/1'],
		at(sample),
		['Việc của tôi', 'producer', '/viec'],
		['Việc của tôi', 'commune', '/viec'],
		['Lưu danh mục', 'province', '/chung-nhan?status=valid', '/chung-nhan/79', takes('hau-kiem',
			{ inspection_kind: '1', planned_on: tomorrow(), plan_no: '01/KH' })],
		['Hậu kiểm', 'province', '/viec'],
		['Thu hồi', 'province', '/viec'],
		revoking,
		['Vào sổ đơn giấy', 'province', '/tinh/khieu-nai'],
		['Thông báo', 'province', '/viec'],
	],
	'to-tu-van': [
		['Tổ tư vấn', 'province', '/viec'],
		at(['team_asked', autumn]),
		['Thêm thành viên', 'province', '/tinh/to-tu-van/1'],
		at(['council_ready', autumn]),
		['Giao Tổ tư vấn', 'province', '/tinh/to-tu-van', takes('/tinh/to-tu-van', { council: '1', team_name: 'Tổ mẫu', decision_no: '05/QĐ', decision_on: '01/08/2026' }),
			visit('/tinh/to-tu-van/1'), takes('/tinh/to-tu-van/1/thanh-vien', { account: '13', role: '1', office: 'Sở' }), visit('/tinh/ho-so/1')],
		at(['team_asked', autumn]),
		['Sản phẩm giao Tổ tư vấn', 'team', '/viec'],
		['Xem toàn bộ hồ sơ', 'team', '/to-tu-van', '/to-tu-van/'],
		at(['team_reported', autumn]),
		['Số và ký số', 'team', '/to-tu-van/1'],
		at(['team_sits', session]),
		['Ý kiến của Tổ tư vấn', 'member', '/hoi-dong', '/hoi-dong/phien/', '/hoi-dong/phieu/'],
	],
};

const asked = process.argv.slice(2);
const of = name => fs.readFileSync(path.join(top, 'docs/huong-dan', `${name}.md`), 'utf8');

// What one guide does to an office the next does not find.
async function told(name, text = of(name)) {
	try {
		return await walk(text, ways[name] || []);
	} catch (e) {
		return [String(e).split('\n')[0]];
	} finally {
		for (const o of offices.values()) await o.close();
		offices.clear();
		pages.clear();
	}
}

browser = await launch();
for (const name of fs.readdirSync(path.join(top, 'docs/huong-dan')).map(f => f.replace(/\.md$/, '')))
	if (!asked.length || asked.includes(name)) tell(`guide ${name}`, await told(name));
const buyer = of('nguoi-mua');
for (const [what, wrong] of [
	['a button of another page', buyer.replace('**Tra cứu địa danh**', '**Mở đợt**')],
	['a button that is called something else', buyer.replace('**Báo sai phạm về sản phẩm này**', '**Báo sai phạm**')],
	['steps in another order', buyer.replace('**Kiểm tra giấy chứng nhận**', '**x**').replace('**Báo sai phạm về sản phẩm này**', '**Kiểm tra giấy chứng nhận**')]])
	tell(`control: ${what} is found`, wrong !== buyer && (await told('nguoi-mua', wrong)).length ? [] : ['it was not found']);
await browser.close();
finish();
