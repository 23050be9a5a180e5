// pictures: the pages of the journey as their people see them, for the
// documents. `make pictures` takes them from a fresh sample office.
//
//   node pictures.mjs [NAME…]      all, or those whose name begins so
//                                  (`make pictures NAMES=producer`)
//
// What a picture shows is the first screen of a page at the size of the device
// its people hold. Nothing is painted over: what is ugly here is ugly there.
// Where the sample office stops short (a decision that waits to be signed) the
// script does what its people would do.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch, office, patient, pressed, seedOffice, signIn, sizes, top } from './lib.mjs';
import { who } from './people.mjs';
import { SQLITE_WAITS } from '../patience.mjs';

const out = path.join(top, 'docs/pictures');
const most = 120 * 1024;
const wanted = process.argv.slice(2);
const sharp = { phone: 2, tablet: 1, desk: 1 };
const { password } = who('member');

let browser, url;
const open = new Map(); // who and where → a page that stays signed in

async function page(login, size) {
	const key = `${login} ${size}`;
	if (open.has(key)) return open.get(key);
	const context = await browser.newContext({ viewport: sizes[size], deviceScaleFactor: sharp[size], locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh', hasTouch: size !== 'desk', serviceWorkers: 'block', reducedMotion: 'reduce' });
	const p = patient(await context.newPage());
	if (login) await signIn(p, url, login, password);
	open.set(key, p);
	return p;
}

// ---- ways to get somewhere -----------------------------------------------------

const at = where => p => p.goto(url + where);
// Follows links by a part of their address, one after the other.
const along = (where, ...parts) => async p => {
	await p.goto(url + where);
	for (const part of parts) await press(p, `main a[href*="${part}"]`);
};
const press = (p, selector) => pressed(p, () => p.locator(selector).first().click());
const certificate = status => async p => {
	const answer = await p.request.get(`${url}/api/v1/products?status=${status}&q=mau&limit=50`);
	const item = (await answer.json()).items.find(i => i.certificate);
	if (!item) throw new Error(`the sample office has no certificate that is ${status}`);
	await p.goto(`${url}/c/${item.certificate}`);
};

async function ticked(p) {
	await along('/hoi-dong', '/hoi-dong/phien/')(p);
	await press(p, 'main li:has-text("Cà phê rang xay mẫu") a[href^="/hoi-dong/phieu/"]');
	const groups = await p.locator('form.score input[type=radio]').evaluateAll(all => {
		const by = new Map();
		for (const e of all) by.set(e.name, [...(by.get(e.name) || []), e.value]);
		return [...by];
	});
	for (const [i, [name, values]] of groups.slice(0, 12).entries())
		await p.locator(`form.score input[name="${name}"][value="${values[(values.length - 1 + i) % values.length]}"]`).setChecked(true);
	await p.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('[data-state]').textContent)); // it says that it is kept
}

// Where the components are checked, with a little of what stands above.
async function checking(p) {
	await along('/tinh?dong=2&q=', '/tinh/ho-so/')(p);
	await p.locator('main h2').first().evaluate(e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 160));
}

// The province drafts a decision, so that one waits for its signer.
async function drafted(p) {
	await p.goto(`${url}/tinh/quyet-dinh`);
	const form = p.locator('form[action="/tinh/quyet-dinh"]:has([name=dossier])').first();
	const box = form.locator('[name=dossier][type=checkbox]');
	for (let i = 0; i < await box.count(); i++) await box.nth(i).setChecked(true);
	await pressed(p, () => form.locator('button[type=submit]').first().click());
}

async function matrix(p) {
	await along('/hoi-dong', '/thu-ky/phien/')(p);
	await pressed(p, () => p.locator('main tr, main li, main article').filter({ hasText: 'Tinh bột nghệ mẫu' }).locator('a[href*="/thu-ky/san-pham/"]').first().click());
}

async function conclusion(p) {
	await matrix(p);
	await p.locator('main h2').last().evaluate(e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 16));
}

// A heading of a page stands at the top of its picture.
const from = (get, words) => async p => {
	await get(p);
	await p.locator('main h2', { hasText: words }).first().evaluate(e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 16));
};

// The first sheet of a meeting on paper that nobody has sealed, with its scan.
async function scanned(p) {
	await p.goto(`${url}/phien-giay/1`);
	await press(p, 'main a[href^="/phieu-giay/3/"]:has-text("chưa có bản quét")');
	// What a scanner makes of the sheet that the office printed.
	const paper = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-sheet-')), 'phieu');
	fs.writeFileSync(`${paper}.pdf`, await (await p.request.get(`${p.url()}/phieu.pdf`)).body());
	const drawn = spawnSync('pdftoppm', ['-r', '120', '-gray', '-png', '-singlefile', `${paper}.pdf`, paper], { encoding: 'utf8' });
	if (drawn.status !== 0) throw new Error(drawn.stderr);
	await p.locator('input[type=file]').setInputFiles(`${paper}.png`);
	await pressed(p, () => p.locator('form[action$="/quet"] button[type=submit]').click());
	await p.locator('img.scan').evaluate(e => e.decode());
	await p.locator('main h2').first().evaluate(e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 16));
}

// A pile as a copier makes it: forms of a dossier mixed, one page twice, one that is nobody's.
async function piled(p) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-pile-'));
	const pages = [];
	for (const name of ['mau-01', 'mau-02']) {
		const file = path.join(dir, `${name}.pdf`);
		fs.writeFileSync(file, await (await p.request.get(`${url}/ho-so/1/${name}.pdf`)).body());
		pages.push(file, name === 'mau-01' ? '1-z' : '3,1,2');
	}
	const heap = path.join(dir, 'xap-giay.pdf');
	const run = spawnSync('qpdf', ['--empty', '--pages', ...pages, path.join(top, 'test/sample/paper.pdf'), '1', pages[0], '1', '--', heap], { encoding: 'utf8' });
	if (run.status !== 0) throw new Error(`qpdf: ${run.stderr}`);
	await p.goto(`${url}/quet`);
	await p.locator('input[type=file]').setInputFiles(heap);
	await pressed(p, () => p.locator('form[action="/quet"] button[type=submit]').click());
	fs.rmSync(dir, { recursive: true });
}

async function received(p) {
	await p.goto(`${url}/xa/ho-so/1`);
	await pressed(p, () => p.locator('form[action="/xa/ho-so/1/tiep-nhan"] button[type=submit]').first().click());
	await p.goto(`${url}/xa/bao-tin/1`);
}

// What the secretary and the chair see after the last product.
async function strict(p) {
	const r = spawnSync('sqlite3', [...SQLITE_WAITS, path.join(house.dir, 'ocop.db'), "UPDATE meeting SET state = 3 WHERE id = 1; INSERT INTO bylaw (council, rule, value) VALUES (1, 'sample', 2) ON CONFLICT DO NOTHING;"]);
	if (r.status !== 0) throw new Error(String(r.stderr));
	await p.goto(`${url}/hoi-dong/phien/1/do-chat`);
}

// ---- what is taken ----------------------------------------------------------------
// Name, account, size, how to get there. The order is that of the journey.

const shots = [
	['producer-home', 'producer', 'phone', at('/viec')],
	['producer-profile', 'producer', 'phone', at('/chu-the')],
	['producer-set', 'producer', 'phone', at('/bo-san-pham?q=banh+trang')],
	['producer-product', 'producer', 'phone', along('/san-pham-cua-toi', '/san-pham-cua-toi/2')],
	['producer-box', 'producer', 'phone', at('/giay-to')],
	['producer-paper', 'producer', 'phone', at('/giay-to/moi')],
	['producer-dossier', 'producer', 'phone', at('/ho-so/1')],
	['producer-form', 'producer', 'phone', at('/ho-so/1/mau-01/1')],
	['producer-criterion', 'producer', 'phone', along('/ho-so/1/tieu-chi', '/tieu-chi/1.1')],
	['producer-check', 'producer', 'phone', at('/ho-so/1/kiem-tra')],
	['producer-where', 'producer7', 'phone', at('/ho-so/3')],
	['producer-result', 'producer17', 'phone', at('/ho-so/13/ket-qua')],
	['signup', null, 'phone', at('/dang-ky?q=thanh+an')],
	['commune-inbox', 'commune', 'desk', at('/xa')],
	['commune-signups', 'commune', 'desk', along('/xa/dang-ky', '/xa/dang-ky/')],
	['commune-desk', 'commune', 'desk', along('/xa?o=dang-xet', '/xa/ho-so/')],
	['commune-components', 'commune', 'desk', along('/xa?o=dang-xet', '/xa/ho-so/', '/thanh-phan')],
	['commune-ask', 'commune', 'desk', along('/xa?o=dang-xet', '/xa/ho-so/', '/bo-sung')],
	['commune-assess', 'commune', 'desk', along('/xa?o=dang-xet', '/xa/ho-so/', '/mau-03')],
	['province-list', 'province', 'desk', at('/tinh')],
	['province-dossier', 'province', 'desk', checking],
	['province-council', 'province', 'desk', along('/tinh/hoi-dong', '/tinh/hoi-dong/')],
	['province-agenda', 'province', 'desk', along('/tinh/phien', '/tinh/phien/')],
	['member-session', 'member5', 'tablet', along('/hoi-dong', '/hoi-dong/phien/')],
	['member-sheet', 'member5', 'tablet', ticked],
	['secretary-conclusion', 'secretary', 'desk', conclusion],
	['room/table', 'secretary', 'desk', along('/hoi-dong', '/thu-ky/phien/')],
	['room/matrix', 'secretary', 'desk', from(along('/hoi-dong', '/thu-ky/phien/'), /Ai đã|phiếu/i)],
	['room/roll', 'secretary', 'desk', at('/thu-ky/phien/1/thanh-vien')],
	['room/bylaw', 'secretary', 'desk', at('/hoi-dong/phien/1/quy-che')],
	['room/sheet-tablet', 'member6', 'tablet', ticked],
	['room/sheet-phone', 'member7', 'phone', ticked],
	['room/points', 'secretary', 'desk', async p => { await matrix(p); await p.locator('main svg.plot').first().evaluate(e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 640)); }],
	['room/criteria', 'secretary', 'desk', async p => { await matrix(p); await p.locator('main svg').last().evaluate(e => { for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true; window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 500) }); }],
	['room/paper', 'secretary', 'desk', scanned],
	['room/laptop', 'secretary', 'desk', at('/thu-ky/phien/1/may-phong')],
	['room/results', 'secretary', 'desk', from(along('/hoi-dong', '/thu-ky/phien/'), 'Văn bản')],
	['room/strict', 'secretary', 'desk', strict],
	['province-decision', 'province', 'desk', drafted],
	['signer-list', 'signer', 'desk', at('/ky')],
	['signer-decision', 'signer', 'desk', along('/ky', '/ky/')],
	['after-certificate', 'province', 'desk', along('/chung-nhan?status=due', '/chung-nhan/79')],
	['after-inspection', 'province', 'phone', along('/hau-kiem', '/hau-kiem/')],
	['after-list', 'province', 'desk', at('/hau-kiem')],
	['after-revocations', 'province', 'desk', at('/tinh/thu-hoi')],
	['public-home', null, 'phone', at('/')],
	['public-catalogue', null, 'phone', at('/san-pham')],
	['public-product', null, 'phone', along('/san-pham?q=mau', '/san-pham/')],
	['public-valid', null, 'phone', certificate('valid')],
	['public-lapsed', null, 'phone', certificate('lapsed')],
	['public-revoked', null, 'phone', certificate('revoked')],
	['public-record', null, 'phone', at('/so-cong-khai')],
	['public-place', null, 'phone', at('/dia-danh?q=thu+dau+mot')],
	['admin-accounts', 'admin', 'desk', at('/quan-tri/tai-khoan')],
	['admin-sets', 'admin', 'desk', at('/quan-tri/bo-tieu-chi')],
	['admin-log', 'admin', 'desk', at('/quan-tri/nhat-ky')],
];

// What the sample office has none of: offices that begin where a story of test/seed ends.
const seeded = [
	['consent_filed', '2026-09-01T10:00:00+07:00', [
		['commune-scan', 'commune', 'desk', piled],
		['commune-paper', 'commune', 'desk', at('/ho-so/1/ban-giay')],
		['commune-told', 'commune', 'desk', received],
	]],
	['team_asked', '2026-09-01T10:00:00+07:00', [['team-work', 'team', 'desk', at('/to-tu-van/1')]]],
	['team_reported', '2026-09-01T10:00:00+07:00', [
		['team-surveys', 'team', 'desk', from(at('/to-tu-van/1'), 'Khảo sát')],
	]],
	['again_accepted', '2029-04-03T10:00:00+07:00', [
		['province-written', 'province', 'desk', at('/tinh/y-kien')],
	]],
	['trial_closed', '2026-09-03T10:00:00+07:00', [
		['room/trial', 'secretary', 'desk', at('/thu-ky/san-pham/2')],
	]],
	['five_returned', '2026-09-03T10:00:00+07:00', [
		['province-returned', 'province', 'desk', from(at('/tinh/ho-so/1'), 'Bộ đã chuyển lại')],
	]],
];

// Fewer colours are what makes a picture of a page small.
function shrink(file) {
	for (const [program, ...args] of [
		['pngquant', '--quality', '60-95', '--speed', '1', '--strip', '--skip-if-larger', '--force', '--output', file, file],
		['optipng', '-quiet', '-o2', file]]) {
		const run = spawnSync(program, args, { encoding: 'utf8' });
		if (run.status !== 0 && run.status !== 98 && run.status !== 99) throw new Error(`${program}: ${run.error || run.stderr}`);
	}
	return fs.statSync(file).size;
}

let house, bad = 0;

async function take(list) {
	for (const [name, login, size, get] of list) {
		const file = path.join(out, `${name}.png`);
		try {
			const p = await page(login, size);
			await get(p);
			await p.evaluate(() => document.fonts.ready);
			await p.screenshot({ path: file });
			const bytes = shrink(file);
			if (bytes > most) throw new Error(`${bytes} bytes, more than ${most}`);
			console.log(`${name} ${new URL(p.url()).pathname} ${bytes}`);
		} catch (e) {
			bad++;
			console.error(`${name}: ${e.message.split('\n')[0]}`);
		}
	}
}

const asked = list => list.filter(([name]) => !wanted.length || wanted.some(w => name.startsWith(w)));

fs.mkdirSync(path.join(out, 'room'), { recursive: true });
browser = await launch();
try {
	for (const [begin, list] of [[office, shots], ...seeded.map(([seed, day, all]) => [() => seedOffice(seed, day), all])]) {
		if (!asked(list).length) continue;
		house = await begin();
		url = house.url;
		open.clear();
		try { await take(asked(list)); } finally { await house.close(); }
	}
} finally {
	await browser.close();
}
process.exitCode = bad ? 1 : 0;
