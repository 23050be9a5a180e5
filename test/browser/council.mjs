// Eleven members, thirty products, one session, and everything that goes wrong in
// one: two recusals, an absence, a spread that is scored again, a tablet that dies, a
// tablet without a line for twenty products (its browser closed in between), a server
// killed twice. In the end every sealed sheet is there exactly once, totals are those
// that this file added up from what it ticked, and the minutes say what happened.
//
// Who does what, honestly: each of the eleven has a browser context of its own.
// Three drive real pages: the tablet without a line (m02: every tick and every seal, its
// own service worker), the member whose device is lost (m03: product 4 on real pages of
// two devices), and m04 (products 1 to 3 by clicks). The other sheets go by fetch
// from inside their member's page, with the form and cookies of that page. Secretary,
// chair and province work over HTTP without a browser (desk.mjs).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Person, ask, change, ocop, password, serve } from './desk.mjs';
import { chromiumFlags, chromiumPath, demoDirectory, patient, pressed, until } from './lib.mjs';
import { bookOf, docxLines, meanText, minutesFaults, pdfText, xlsxRows } from './minutes.mjs';
import { SQLITE_WAITS } from '../patience.mjs';

const PRODUCTS = 30, MEMBERS = 11, OFF_FROM = 6, OFF_TO = 25, SPREAD = 27;
const ABSENT = 'm11', RECUSED = { m05: 2, m06: 28 }; // who, from which product
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-council-'));
const home = demoDirectory(), db = path.join(home, 'ocop.db');
const names = Array.from({ length: MEMBERS }, (_, i) => `m${String(i + 1).padStart(2, '0')}`);
let failed = 0;
const tell = (name, well, why) => {
	if (!well) { failed++; console.log(`# council: ${name}: ${why}`.slice(0, 2000)); }
	console.log(`${well ? 'ok' : 'not ok'} council: ${name}`);
};
const step = async (name, run) => {
	const from = Date.now();
	try { await run(); tell(name, true); } catch (e) { tell(name, false, e.stack); throw e; } finally { if (process.env.TIMES) console.log(`# ${name}: ${Date.now() - from} ms`); }
};
const one = sql => ask(db, sql)[0][0];

// ---- an office with thirty products --------------------------------------------------

const columns = (table, instead) => ask(db, `SELECT name FROM pragma_table_info('${table}')`).map(([c]) => [c, instead[c] ?? c]);
const duplicate = (table, from, instead) => {
	const all = columns(table, instead);
	return `INSERT INTO ${table} (${all.map(a => a[0])}) SELECT ${all.map(a => a[1])} FROM ${table} WHERE id = ${from};`;
};
// Copies of three products of the sample, as if they had come the same way, and an
// account for each member: the only rows that this test writes by itself.
const base = ask(db, 'SELECT d.id, d.product FROM dossier d JOIN agenda a ON a.dossier = d.id WHERE d.branch IS NULL ORDER BY d.id LIMIT 3');
let made = '';
for (let i = 1; i <= PRODUCTS; i++) {
	const [dossier, product] = base[i % base.length], id = 90000 + i;
	made += duplicate('product', product, { id, name: `'Sản phẩm Mẫu số ${i}.'`, fold: `'san pham mau so ${i}.'`, code: 'NULL', photo: 'NULL' });
	made += duplicate('dossier', dossier, { id, product: id, state: 8, concluded_at: 'NULL', decided_at: 'NULL' });
}
names.forEach((login, i) => {
	made += duplicate('account', "(SELECT id FROM account WHERE login = 'member')", { id: 8000 + i, login: `'${login}'`, name: `'Thành viên Mẫu ${login}'`, email: 'NULL', agency: 'NULL' });
	made += `INSERT INTO role_grant (account, role) VALUES (${8000 + i}, 4);`;
});
change(db, made);

let server = await serve(['--data', home]);
const port = server.port, url = server.url;
const killed = async () => { await server.kill(); server = await serve(['--data', home], port); };
const province = await new Person(url).signIn('province'), secretary = await new Person(url).signIn('secretary');
let meeting, council;
const items = []; // agenda numbers, by position
await step('a council of eleven, a session of thirty products', async () => {
	await province.get('/tinh/hoi-dong');
	council = (await province.must('/tinh/hoi-dong', { council_name: 'Hội đồng mười một', decision_no: '11/QĐ-MẪU', decision_on: '01/08/2026', quorum_num: 2, quorum_den: 3, spread_max: 10, minimums: 'majority' })).to.match(/\d+$/)[0];
	await province.get(`/tinh/hoi-dong/${council}/quy-che`);
	await province.must(`/tinh/hoi-dong/${council}/quy-che`, { 'r.notice_days': 0 });
	const seat = async (account, role, office) => {
		await province.get(`/tinh/hoi-dong/${council}`);
		await province.must(`/tinh/hoi-dong/${council}/ghe`, { account, role, office });
	};
	for (let i = 0; i < MEMBERS; i++) await seat(8000 + i, i === 0 ? 1 : 3, `Sở Mẫu ${i + 1}`);
	await seat(one("SELECT id FROM account WHERE login = 'secretary'"), 4, 'Cơ quan tham mưu');
	await province.get('/tinh/phien');
	const soon = new Date(Date.now() + 86400000), day = [soon.getDate(), soon.getMonth() + 1].map(n => String(n).padStart(2, '0')).join('/') + `/${soon.getFullYear()}`;
	meeting = (await province.must('/tinh/phien', { round: one('SELECT max(id) FROM round'), council, meeting_name: 'Phiên ba mươi sản phẩm', place: 'Phòng họp', day, hour: 8, minute: 0, late_meeting: 'Đợt mẫu họp muộn' })).to.match(/\d+$/)[0];
	await province.get(`/tinh/phien/${meeting}`);
	await province.must(`/tinh/phien/${meeting}/them`, { dossier: Array.from({ length: PRODUCTS }, (_, i) => 90001 + i), late_agenda: 'Hồ sơ mẫu vào muộn' });
	items.push(...ask(db, `SELECT id FROM agenda WHERE meeting = ${meeting} ORDER BY position`).map(r => r[0]));
	assert.equal(items.length, PRODUCTS);
	await secretary.get(`/thu-ky/phien/${meeting}`);
	await secretary.must(`/thu-ky/phien/${meeting}/mo`);
	await secretary.get(`/thu-ky/phien/${meeting}/thanh-vien`);
	await secretary.must(`/thu-ky/phien/${meeting}/thanh-vien`, { seat: one(`SELECT s.id FROM seat s JOIN account a ON a.id = s.account WHERE a.login = '${ABSENT}'`), attends: 2, why: 'Đi công tác nước ngoài' });
});

// ---- eleven browsers ------------------------------------------------------------------

// The tablet's line is a proxy of ours that can be cut.
const sockets = new Set();
let up = true;
const proxy = net.createServer(client => {
	if (!up) return client.destroy();
	const far = net.connect(port, '127.0.0.1');
	for (const s of [client, far]) { sockets.add(s); s.on('close', () => sockets.delete(s)); s.on('error', () => {}); }
	client.pipe(far).pipe(client);
	client.on('close', () => far.destroy());
	far.on('close', () => client.destroy());
	return undefined;
});
await new Promise(done => proxy.listen(0, '127.0.0.1', done));
const tabletUrl = `http://127.0.0.1:${proxy.address().port}`;
const cut = () => { up = false; for (const s of sockets) s.destroy(); };
const restore = () => { up = true; };

const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
const profile = path.join(dir, 'tablet');
const tablet = async () => patient(await chromium.launchPersistentContext(profile, { executablePath: chromiumPath, args: chromiumFlags, viewport: { width: 820, height: 1180 }, locale: 'vi-VN' }));
const contexts = {}, pages = {};
const signIn = async (page, at, login) => {
	await page.goto(`${at}/dang-nhap`);
	await page.fill('[name=login]', login);
	await page.fill('[name=password]', password);
	await Promise.all([page.waitForURL(u => !u.pathname.startsWith('/dang-nhap')), page.click('main form button[type=submit]')]);
};
const newDevice = async login => {
	const context = patient(await browser.newContext({ viewport: { width: 820, height: 1180 }, locale: 'vi-VN', serviceWorkers: 'block' }));
	const page = await context.newPage();
	await signIn(page, url, login);
	return { context, page };
};
const declare = async (page, at, login) => {
	await page.goto(`${at}/hoi-dong/phien/${meeting}`);
	if (RECUSED[login]) {
		await page.check(`[name=stake][value="${items[RECUSED[login] - 1]}"]`);
		await page.selectOption('[name=stake_kind]', '1').catch(() => page.check('[name=stake_kind][value="1"]'));
		await page.fill('[name=stake_why]', `Người nhà của chủ thể (${login})`);
	}
	await pressed(page, 'form[action$="/khai-bao"] button[type=submit]');
};
await step('eleven browsers sign in and declare; two are recused', async () => {
	await Promise.all(names.filter(n => n !== 'm02').map(async login => {
		const { context, page } = await newDevice(login);
		contexts[login] = context;
		pages[login] = page;
		await declare(page, url, login);
	}));
	contexts.m02 = await tablet();
	pages.m02 = contexts.m02.pages()[0] || await contexts.m02.newPage();
	await signIn(pages.m02, tabletUrl, 'm02');
	await declare(pages.m02, tabletUrl, 'm02');
	assert.equal(one(`SELECT count(*) FROM stake k JOIN agenda a ON a.id = k.agenda WHERE a.meeting = ${meeting} AND k.state = 2`), '2');
});

// ---- what is ticked, and its sum, known here alone -------------------------------------

const typed = new Map(); // "position login pass" -> total
// The n-th printed level: near the top, another one for each member and product.
const pick = (position, who, i, n, low) => low ? 0 : Math.max(0, n - 1 - ((position + who * 3 + i) % 17 === 0 ? 1 : 0));
const keep = (position, login, pass, values) => typed.set(`${position} ${login} ${pass}`, values.reduce((sum, v) => sum + Number(v.split(':').pop()), 0));

// By fetch from inside the member's own page: the sheet's form as the server shows it.
const sealByFetch = async (position, login, pass = 1, low = false) => {
	const who = names.indexOf(login);
	const levels = await pages[login].evaluate(async at => {
		const answer = await fetch(at);
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		if (answer.ok && !page.querySelector('form.score')) return 'sealed';
		const all = {};
		for (const e of page.querySelectorAll('form.score input[type=radio][name^="c."]')) (all[e.name] ??= []).push(e.value);
		return all;
	}, `/hoi-dong/phieu/${items[position - 1]}`).catch(() => null);
	if (!levels) return 'lost'; // the server was killed: asked again
	if (levels === 'sealed' && typed.has(`${position} ${login} ${pass}`)) return 'sealed'; // and killed before it said so
	assert(Object.keys(levels).length >= 25, `${login} has no sheet of product ${position}`);
	const chosen = Object.fromEntries(Object.entries(levels).map(([name, all], i) => [name, all[pick(position, who, i, all.length, low)]]));
	keep(position, login, pass, Object.values(chosen));
	return pages[login].evaluate(async ([at, chosen]) => {
		try {
			const page = new DOMParser().parseFromString(await (await fetch(at)).text(), 'text/html');
			const form = page.querySelector('form.score');
			if (!form) return 'sealed';
			const body = new URLSearchParams(new FormData(form));
			for (const [k, v] of Object.entries(chosen)) body.set(k, v);
			body.set('confirmed', '1');
			const r = await fetch(`${at}/khoa`, { method: 'POST', body });
			const after = new DOMParser().parseFromString(await r.text(), 'text/html');
			return r.ok && !after.querySelector('form.score') ? 'sealed' : `status ${r.status}`;
		} catch (e) { return `lost: ${e}`; }
	}, [`/hoi-dong/phieu/${items[position - 1]}`, chosen]);
};
// On the page, by clicks.
const tickOnPage = async (page, position, login, pass = 1) => {
	const who = names.indexOf(login);
	const fields = await page.$$eval('form.score [data-criterion]', all => all.map(f => [...f.querySelectorAll('input[type=radio]')].map(e => e.value)));
	const at = fields.map((all, i) => pick(position, who, i, all.length));
	await page.$$eval('form.score [data-criterion]', (all, at) => all.forEach((f, i) => f.querySelectorAll('input[type=radio]')[at[i]].click()), at);
	keep(position, login, pass, fields.map((all, i) => all[at[i]]));
};
// All that was ticked on this device was answered for.
const nothingWaits = page => page.evaluate(() => !Object.keys(localStorage).some(k => k.startsWith('ocop.save.') && localStorage[k] !== '{}'));
const sealOnPage = async (page, at, position) => {
	await page.goto(`${at}/hoi-dong/phieu/${items[position - 1]}`);
	await page.check('[name=confirmed]');
	await page.click('button[formaction$="/khoa"]');
	await page.waitForFunction(() => !document.querySelector('form.score'));
};

// ---- the secretary's and the chair's hand ------------------------------------------------

const chair = await new Person(url).signIn('m01');
const at = position => `/thu-ky/san-pham/${items[position - 1]}`;
const openProduct = async position => { await secretary.get(at(position)); await secretary.must(`${at(position)}/mo`); };
const closeProduct = async position => { await secretary.get(at(position)); await secretary.must(`${at(position)}/dong`); };
const conclude = async position => {
	await secretary.get(at(position));
	await secretary.must(`${at(position)}/ket-luan`, { opinion: `Ý kiến hội đồng số ${position}` });
	await chair.get(at(position));
	await chair.must(`${at(position)}/xac-nhan`);
};
const scorers = position => names.filter(n => n !== ABSENT && RECUSED[n] !== position);
const others = async (position, except = [], pass = 1, low = []) => {
	const all = scorers(position).filter(n => !except.includes(n));
	const said = await Promise.all(all.map(n => sealByFetch(position, n, pass, low.includes(n))));
	return all.filter((n, i) => said[i] !== 'sealed');
};
const settle = async (position, except) => assert.deepEqual(await others(position, except), []);

try {
	await step('products 1 to 3: one member by clicks, the others by fetch', async () => {
		for (let p = 1; p <= 3; p++) {
			await openProduct(p);
			await pages.m04.goto(`${url}/hoi-dong/phieu/${items[p - 1]}`);
			await tickOnPage(pages.m04, p, 'm04');
			await sealOnPage(pages.m04, url, p);
			await settle(p, ['m04']);
			await closeProduct(p);
			await conclude(p);
		}
	});
	await step('two devices of one member show both values; then one is lost and another takes over', async () => {
		await openProduct(4);
		const second = await newDevice('m03'), where = `${url}/hoi-dong/phieu/${items[3]}`;
		await pages.m03.goto(where);
		await second.page.goto(where);
		const saved = page => page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('[data-state]').textContent));
		await pages.m03.locator('[name="c.1.1"]').first().check();
		await saved(pages.m03);
		await second.page.locator('[name="c.1.1"]').last().check();
		await second.page.waitForSelector('.conflict');
		assert.equal(await second.page.locator('.conflict button').count(), 2);
		await second.page.locator('.conflict button').first().click();
		await saved(second.page);
		await pages.m03.reload();
		assert(await pages.m03.locator('[name="c.1.1"]').last().isChecked());
		await tickOnPage(pages.m03, 4, 'm03');
		await pages.m03.waitForFunction(() => document.querySelector('[data-show=left]').textContent === '0' && /\d\d:\d\d/.test(document.querySelector('[data-state]').textContent));
		await until(() => nothingWaits(pages.m03));
		await contexts.m03.close(); // lost
		await second.page.reload();
		assert.equal(await second.page.locator('form.score [data-criterion]:not(:has(input:checked))').count(), 0);
		await sealOnPage(second.page, url, 4);
		contexts.m03 = second.context;
		pages.m03 = second.page;
		await settle(4, ['m03']);
		await closeProduct(4);
		await conclude(4);
	});
	const t = () => pages.m02;
	await step('a tablet keeps the sheets of its session', async () => {
		await t().goto(`${tabletUrl}/hoi-dong/phien/${meeting}`);
		await t().waitForFunction(n => new RegExp(`\\b${n}\\b`).test(document.querySelector('[data-kept]')?.textContent || ''), PRODUCTS);
		await openProduct(5);
		await t().goto(`${tabletUrl}/hoi-dong/phieu/${items[4]}`);
		await tickOnPage(t(), 5, 'm02');
		await sealOnPage(t(), tabletUrl, 5);
		await settle(5, ['m02']);
		await closeProduct(5);
		await conclude(5);
		for (let p = OFF_FROM; p <= OFF_TO; p++) await openProduct(p);
	});
	await step('without a line it goes on for twenty products, says so, and its browser is closed in between', async () => {
		await t().goto(`${tabletUrl}/hoi-dong/phieu/${items[OFF_TO - 1]}`); // opened by now: it can be handed in
		await t().waitForFunction(async at => (await caches.open('sheets')).match(at).then(r => r?.text()).then(page => /khoa"/.test(page || '')), `/hoi-dong/phieu/${items[OFF_TO - 1]}`);
		cut();
		for (let p = OFF_FROM; p <= OFF_TO; p++) {
			if (p === OFF_FROM + 10) {
				await contexts.m02.close();
				contexts.m02 = await tablet();
				pages.m02 = contexts.m02.pages()[0] || await contexts.m02.newPage();
			}
			await t().goto(`${tabletUrl}/hoi-dong/phieu/${items[p - 1]}`);
			await tickOnPage(t(), p, 'm02');
		}
		await t().waitForFunction(() => /Không có đường truyền/.test(document.querySelector('[data-line]').textContent));
		assert.match(await t().textContent('[data-line]'), /20/);
		await t().check('[name=confirmed]');
		await t().click('button[formaction$="/khoa"]');
		const refused = t().locator('[data-no-line]', { hasText: 'chưa khóa' });
		await refused.waitFor();
		// What is kept and tried again meanwhile does not speak over it.
		await t().$$eval('form.score [data-criterion]', all => { const on = all[0].querySelector('input:checked'); on.dispatchEvent(new Event('change', { bubbles: true })); });
		await t().waitForFunction(() => /trên máy/.test(document.querySelector('[data-state]').textContent));
		assert.ok(await refused.isVisible());
		assert.equal(one(`SELECT count(*) FROM sheet h JOIN seat s ON s.id = h.seat WHERE s.code = 'm2' AND h.agenda IN (${items.slice(OFF_FROM - 1, OFF_TO)})`), '0');
	});
	await step('meanwhile the others seal; the server is killed among their seals and nothing is lost or twice', async () => {
		for (let p = OFF_FROM; p <= OFF_TO; p++) {
			if (p !== OFF_FROM + 2) { await settle(p, ['m02']); continue; }
			const going = others(p, ['m02']);
			await new Promise(done => setTimeout(done, 60));
			await killed();
			await going;
			await settle(p, ['m02']); // those not answered try again; those sealed are so
		}
	});
	await step('the line is back: the server is killed in the middle of what arrives; all of it arrives', async () => {
		restore();
		// The browser was closed, so the member is signed out: the page says so, also the
		// sheet that stands on it, which asked again and was refused; and nothing is lost.
		await t().evaluate(() => dispatchEvent(new Event('online')));
		await t().waitForFunction(() => /đăng nhập/i.test(document.querySelector('[data-state]').textContent));
		await t().waitForFunction(() => /đăng nhập lại/.test(document.querySelector('[data-line]').textContent));
		await signIn(t(), tabletUrl, 'm02');
		await t().goto(`${tabletUrl}/hoi-dong/phien/${meeting}`);
		const some = () => Number(one(`SELECT count(*) FROM sheet h JOIN seat s ON s.id = h.seat WHERE s.code = 'm2' AND h.agenda IN (${items.slice(OFF_FROM - 1, OFF_TO)})`));
		await until(() => some() >= 4);
		await killed();
		await until(() => nothingWaits(t()), 'nothing waits on the tablet');
		assert.equal(some(), OFF_TO - OFF_FROM + 1);
		for (let p = OFF_FROM; p <= OFF_TO; p++)
			assert.equal(Number(one(`SELECT coalesce(sum(c.points), -1) FROM choice c JOIN sheet h ON h.id = c.sheet JOIN seat s ON s.id = h.seat WHERE s.code = 'm2' AND h.agenda = ${items[p - 1]}`)), typed.get(`${p} m02 1`), `product ${p}`);
		for (let p = OFF_FROM; p <= OFF_TO; p++) await sealOnPage(t(), tabletUrl, p);
		for (let p = OFF_FROM; p <= OFF_TO; p++) { await closeProduct(p); await conclude(p); }
	});
	await step('a spread above the bylaw is scored again, and both passes stay', async () => {
		for (let p = OFF_TO + 1; p <= PRODUCTS; p++) {
			await openProduct(p);
			assert.deepEqual(await others(p, [], 1, p === SPREAD ? ['m07'] : []), []);
			await closeProduct(p);
			if (p === SPREAD) {
				await secretary.get(at(p));
				assert.equal((await secretary.post(`${at(p)}/ket-luan`, { opinion: 'x' })).status, 409);
				await secretary.get(at(p));
				await secretary.must(`${at(p)}/cham-lai`, { again_why: 'Ghế m7 hiểu khác mức thấp nhất' });
				assert.deepEqual(await others(p, [], 2), []);
				await closeProduct(p);
			}
			await conclude(p);
		}
		await secretary.get(`/thu-ky/phien/${meeting}`);
		await secretary.must(`/thu-ky/phien/${meeting}/dong`);
	});
	await step('every sealed sheet is there exactly once, with the total that was ticked', async () => {
		const rows = ask(db, `SELECT a.position, p.login, h.pass, sum(c.points), (SELECT count(*) FROM record r WHERE r.kind = 'sheet.seal' AND r.noun_id = h.id)
			FROM sheet h JOIN agenda a ON a.id = h.agenda JOIN seat s ON s.id = h.seat JOIN account p ON p.id = s.account JOIN choice c ON c.sheet = h.id
			WHERE a.meeting = ${meeting} AND h.sealed_at IS NOT NULL GROUP BY h.id, a.position, p.login, h.pass`);
		assert.equal(rows.length, typed.size);
		assert.equal(typed.size, PRODUCTS * 10 - 2 + 10);
		for (const [position, login, pass, sum, seals] of rows) {
			assert.equal(Number(sum), typed.get(`${position} ${login} ${pass}`), `product ${position} ${login}`);
			assert.equal(seals, '1', `product ${position} ${login} was sealed ${seals} times`);
		}
		for (const verb of [['check'], ['log', 'check']]) {
			const c = ocop(...verb, '--data', home);
			assert.equal(c.code, 0, c.said);
		}
	});
	const sums = Array.from({ length: PRODUCTS }, (_, i) => {
		const p = i + 1, pass = p === SPREAD ? 2 : 1, all = scorers(p).map(n => typed.get(`${p} ${n} ${pass}`));
		return { p, sum: all.reduce((a, b) => a + b, 0), n: all.length };
	});
	await step('conclusions rest on those totals', async () => {
		for (const { p, sum, n } of sums)
			assert.deepEqual(ask(db, `SELECT sum, sheets FROM result WHERE agenda = ${items[p - 1]}`), [[String(sum), String(n)]], `product ${p}`);
	});
	// The papers, read as they come out, against the database computed a second time
	// (minutes.mjs), and against what only this file knows: who was away and why, who
	// withdrew and why, what was typed as the council's opinion, the sums of what was ticked.
	const objects = sql => { const r = spawnSync('sqlite3', ['-json', ...SQLITE_WAITS, db, sql], { encoding: 'utf8', maxBuffer: 1 << 26 }); assert.equal(r.status, 0, r.stderr); return JSON.parse(r.stdout.trim() || '[]'); };
	const paper = async name => { const r = await secretary.get(`/thu-ky/phien/${meeting}/${name}`); assert.equal(r.status, 200, name); return r.bytes; };
	let papers;
	await step('the minutes, the table and the workbook agree with the facts, word by word', async () => {
		papers = { docx: docxLines(await paper('bien-ban.docx')), pdf: pdfText(await paper('bien-ban.pdf')), xlsx: xlsxRows(await paper('tong-hop.xlsx')), book: bookOf(await paper('bien-ban.xlsx')) };
		assert.deepEqual(minutesFaults(objects, meeting, papers), []);
		for (const [layout, text] of [['DOCX', papers.docx.join(' ')], ['PDF', papers.pdf]]) {
			const all = text.normalize('NFC').replace(/\s+/g, '');
			const says = what => assert(all.includes(what.replace(/\s+/g, '')), `the minutes as ${layout} do not say ${what}`);
			for (const n of names) says(`Thành viên Mẫu ${n}`);
			says('Vắng có phép: Đi công tác nước ngoài');
			says(`có mặt: ${MEMBERS - 1}/${MEMBERS}.`);
			for (const n of Object.keys(RECUSED)) says(`Không tham gia chấm điểm: Thành viên Mẫu ${n} (Người nhà của chủ thể (${n}))`);
			for (const { p, sum, n } of sums) {
				says(`Sản phẩm Mẫu số ${p}.`);
				says(`Ý kiến hội đồng số ${p}`);
				says(`Tổng ${sum} điểm của ${n} phiếu, trung bình ${sum}/${n} = ${meanText(sum, n, 2)};`);
			}
		}
	});
	await step('control: minutes that differ in one total, one recusal, one absence or one mean are found', async () => {
		const changed = (re, by) => {
			const i = papers.docx.findIndex(l => re.test(l));
			assert(i >= 0, `${re} is in no line`);
			assert.notEqual(papers.docx[i].replace(re, by), papers.docx[i], `${re} changes nothing`);
			return { ...papers, docx: papers.docx.map((l, k) => k === i ? l.replace(re, by) : l) };
		};
		for (const [re, by] of [[/^Tổng\s(\d)/, (all, d) => `Tổng ${(Number(d) + 1) % 10}`], [/^Không\stham\sgia\schấm\sđiểm:.*$/, 'Không tham gia chấm điểm: không'], [/Vắng\scó\sphép/, 'Có mặt'], [/=\s(\d\d),/, '= 1$1,']])
			assert.notDeepEqual(minutesFaults(objects, meeting, changed(re, by)), [], String(re));
		assert.notDeepEqual(minutesFaults(objects, meeting, { ...papers, pdf: papers.pdf.replace(/Kết luận:/g, 'Kết:') }), []);
		assert.notDeepEqual(minutesFaults(objects, meeting, { ...papers, xlsx: papers.xlsx.slice(0, -5) }), []);
	});
} catch { /* told above; what follows rests on it */ }
for (const c of Object.values(contexts)) await c.close().catch(() => {});
await browser.close();
proxy.close();
await server.stop();
for (const d of [dir, home]) fs.rmSync(d, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
