// journey: one product from a phone to a star, as the people who do it.
//
//   node journey.mjs phone|tablet|desk|plain [--pictures DIR]
//   node journey.mjs measured
//
// A producer signs up and is approved, describes a product, fills in Mẫu 01 and
// Mẫu 02 with their papers, hands in; the commune receives, asks for a
// supplement and gets it, assesses, forwards; the province accepts and puts it
// on an agenda; nine members score; the secretary concludes; a leader signs;
// the public scans the code. Each page on the way is looked at (axe, the
// house's own rules, and afterwards vnu and html-validate). `plain` is the same
// without any script on the producer's and the public side. `measured` walks the
// same way with Lighthouse: every kind of page (who, which address) that anybody
// comes to, whether this file gives it a name or not.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { axe, checkHtml, finish, forgetHtml, house, keepHtml, launch, office, person, pressed, put, send, shapeOf, signIn, tell, top } from './lib.mjs';
import { measurer } from './lighthouse.mjs';
import { who } from './people.mjs';

const mode = process.argv[2] || 'phone';
const size = { plain: 'phone', measured: 'phone' }[mode] ?? mode;
const lighthouse = mode === 'measured' ? await measurer() : null;
const opened = new Map(); // kinds of pages that somebody came to, and where
const pictures = process.argv[3] === '--pictures' ? process.argv[4] : null;
const sample = path.join(top, 'test/sample');
const phone = '0912345678', secret = 'bon tu khong lien quan';
const productName = 'Mật ong rừng tràm thử';
let step = '', n = 0;

// ---- how people act ----------------------------------------------------------------

// Looks at the page as it is now.
async function look(page, name) {
	step = name;
	if (lighthouse) return measure(page, name);
	const faults = await house(page);
	if (page.script) faults.push(...await axe(page)); // without script it looks the same
	if (page.lastHtml) keepHtml(`${mode} ${String(++n).padStart(2, '0')} ${name}`, await page.lastHtml);
	if (pictures) {
		fs.mkdirSync(pictures, { recursive: true });
		await page.screenshot({ path: path.join(pictures, `${String(n).padStart(2, '0')}-${name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${size}.png`) });
	}
	tell(`journey ${mode}: ${name}`, faults);
}

// Who comes to what: an address without its numbers, and whether it was refused.
function kindOf(page, url, status) {
	const at = new URL(url), asked = [...at.searchParams.keys()].sort().join('&');
	const role = at.pathname === '/dang-nhap' ? 'public' : page.role;
	return `${role} ${shapeOf(at.pathname).replace('/tieu-chi/{n}', '/tieu-chi/{criterion}')}${asked && `?${asked}`}${status >= 400 ? ' refused' : ''}`;
}

async function measure(page, name) {
	if (page.last) await lighthouse.see(page, kindOf(page, page.url(), page.last.status), name, page.last);
}

async function begin(browser, url, login, password, options) {
	const page = await person(browser, size, options);
	page.office = url;
	page.role = login ? login.replace(/\d+$/, '') : 'public';
	page.on('response', r => {
		if (r.request().isNavigationRequest() && r.frame() === page.mainFrame() && /text\/html/.test(r.headers()['content-type'] || '')) {
			page.lastHtml = r.text().catch(() => null);
			page.last = { method: r.request().method(), status: r.status(), headers: r.headers(), html: page.lastHtml };
			if (r.status() < 300 || r.status() >= 400) opened.set(kindOf(page, r.url(), r.status()), r.url());
		}
	});
	if (lighthouse && login) {
		await page.goto(`${url}/dang-nhap`);
		await measure(page);
	}
	if (login) await signIn(page, url, login, password);
	if (lighthouse && login) await measure(page);
	return page;
}

async function go(page, at, name) {
	step = name || at;
	const answer = await page.goto(page.office + at);
	if (!answer.ok()) throw new Error(`${at} answers ${answer.status()}`);
	if (name) await look(page, name);
	else if (lighthouse) await measure(page);
}

const must = (ok, what) => { if (!ok) throw new Error(`${step}: ${what}`); };
const text = page => page.locator('main').innerText();
async function says(page, words) { must((await text(page)).includes(words), `the page does not say “${words}”: ${(await text(page)).slice(0, 400)}`); }
const hrefs = (page, part) => page.locator(`main a[href*="${part}"]`).evaluateAll(all => [...new Set(all.map(a => a.getAttribute('href').replace(/#.*/, '')))]);

// ---- the producer --------------------------------------------------------------------

async function signUp(producer, commune) {
	await go(producer, '/', 'home');
	await go(producer, '/dang-ky', 'sign up, the commune');
	await put(producer.locator('form[action="/dang-ky"]').first(), 'q', 'thanh an');
	await pressed(producer, () => producer.locator('form[action="/dang-ky"] button[type=submit]').first().click());
	await look(producer, 'sign up, found');
	await pressed(producer, () => producer.locator('main a[href*="unit="]').first().click());
	await look(producer, 'sign up, who');
	// A mistake first: everything typed stays, and the page says what to do.
	const form = { subject_name: 'HTX Mẫu thử', subject_kind: 1, person_name: 'Lý Thị Mẫu', phone: '09123', password_new: secret, consent: true };
	const status = await send(producer, '/dang-ky', form, { expect: 422 });
	must(status === 422, 'a wrong telephone number was taken');
	must(await producer.locator('[name=subject_name]').inputValue() === 'HTX Mẫu thử', 'what was typed is lost');
	await look(producer, 'sign up, a mistake');
	await send(producer, '/dang-ky', { phone, password_new: secret, consent: true });
	await look(producer, 'sign up, done');
	await go(commune, '/xa/dang-ky', 'commune, sign-ups');
	await pressed(commune, () => commune.locator('main a[href^="/xa/dang-ky/"]', { hasText: 'HTX Mẫu thử' }).first().click());
	await look(commune, 'commune, one sign-up');
	await send(commune, `${new URL(commune.url()).pathname}/duyet`);
	producer.role = 'producer';
	await signIn(producer, producer.office, phone, secret);
	await look(producer, 'producer, what waits');
}

async function profile(producer) {
	await go(producer, '/chu-the', 'subject');
	await go(producer, '/chu-the/chung', 'subject, general');
	await send(producer, '/chu-the/chung', { address: 'Ấp Mẫu, xã Thanh An', reg_no: '4607000003', reg_on: '1/7/2021' });
	await go(producer, '/chu-the/dai-dien', 'subject, who speaks');
	await send(producer, '/chu-the/dai-dien', { rep_position: 'Giám đốc' });
	await go(producer, '/chu-the/gioi-thieu', 'subject, about');
	await send(producer, '/chu-the/gioi-thieu', { history: 'Thành lập năm 2021.', structure: 'Giám đốc, kế toán, tổ nuôi ong.' });
}

// As phones take them: upright.
function phonePhoto() {
	const png = new PNG({ width: 900, height: 1200 });
	for (let i = 0; i < png.data.length; i += 4) png.data.set([200, 140 + (i / 65536 | 0), 60, 255], i);
	const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-photo-')), 'mật ong.png');
	fs.writeFileSync(file, PNG.sync.write(png));
	return file;
}

async function product(producer) {
	await go(producer, '/san-pham-cua-toi', 'own products');
	await go(producer, '/bo-san-pham?q=mat+ong', 'set found by plain words');
	const [set] = await hrefs(producer, '/san-pham-cua-toi/moi?set=');
	await go(producer, set, 'new product');
	await send(producer, '/san-pham-cua-toi/moi', { product_name: productName, spec: 'Chai 500 ml', standard: 'TCCS 01:2026', story: 'Ong nuôi trong rừng tràm của xã.' });
	const own = new URL(producer.url()).pathname;
	await look(producer, 'own product');
	const photo = phonePhoto();
	if (producer.script) { // goes by itself; then the page comes again and shows it
		await producer.setInputFiles(`form[action="${own}/anh"] [name=photo]`, photo);
		await producer.locator('main img[src*="/anh/"]').first().waitFor();
	} else {
		await send(producer, `${own}/anh`, { photo }, { button: 'button[type=submit]' });
	}
	fs.rmSync(path.dirname(photo), { recursive: true });
	await go(producer, own, 'own product, with photo');
	return own;
}

async function paper(producer, kind, title) {
	await go(producer, `/giay-to/moi?kind=${kind}`, `new paper ${kind}`);
	await send(producer, '/giay-to/moi', { kind, evidence_title: title, number: `${kind}-01/2026`, issuer: 'Cơ quan Mẫu', issued: '05/01/2026', expires: '05/01/2028' });
	const at = new URL(producer.url()).pathname;
	const form = producer.locator(`form[action="${at}/tep"]`);
	await form.locator('input[type=file]').setInputFiles([path.join(sample, 'paper.pdf')]);
	if (producer.script) { // sent in pieces, with a bar; then the page shows it
		await producer.locator(`a[href^="/giay-to/tep/"]`).first().waitFor();
	} else {
		await pressed(producer, () => form.locator('button[type=submit]').click());
	}
	must((await hrefs(producer, '/giay-to/tep/')).length > 0, 'the paper has no file');
	await look(producer, `paper ${kind} with its file`);
}

const longTexts = { history: 'Thành lập năm 2021.', structure: 'Giám đốc, kế toán, tổ nuôi ong.' };

// Pages of Mẫu 01 or 02: whatever is empty and asked for gets a word.
async function formPages(producer, dossier, form) {
	let at = `/ho-so/${dossier}/${form}/1`;
	for (let i = 1; i < 12; i++) {
		await go(producer, at, `${form}, page ${i}`);
		const values = {};
		for (const field of await producer.locator(`form[action="${at}"] [name^="t."]`).evaluateAll(all => all.map(e => ({ name: e.name, value: e.value, type: e.type, tag: e.tagName, mode: e.inputMode, hint: e.closest('.field')?.innerText || '' })))) {
			if (field.value || field.type === 'radio' || field.type === 'checkbox' || field.tag === 'SELECT') continue;
			const name = field.name.slice(2);
			if (/email|fax|web|code|phone|tax|gtin|number|no$/.test(name)) continue;
			values[field.name] = longTexts[name] ?? (/_on$|date|day/.test(name) ? '01/07/2021' : field.mode === 'numeric' ? '12' : 'Xã Thanh An, 200 thùng ong.');
		}
		await send(producer, at, values);
		const next = new URL(producer.url()).pathname;
		if (!next.includes(`/${form}/`)) break;
		at = next;
	}
}

async function criteria(producer, dossier) {
	await go(producer, `/ho-so/${dossier}`, 'dossier, task list');
	await go(producer, `/ho-so/${dossier}/tieu-chi`);
	let at = new URL(producer.url()).pathname, seen = 0;
	if (!/tieu-chi\/./.test(at)) [at] = await hrefs(producer, `/ho-so/${dossier}/tieu-chi/`);
	for (; seen < 60 && /tieu-chi\/./.test(at); seen++) {
		if (new URL(producer.url()).pathname !== at) await go(producer, at);
		step = `criterion ${at}`;
		if (seen === 0 || seen === 12) await look(producer, `criterion ${at.split('/').pop()}`);
		const points = await producer.locator('#score [name=points]').evaluateAll(all => all.map(e => e.value));
		const values = { points: String(Math.max(...points.map(Number))) };
		if (seen === 0) values.note = 'Ong nuôi tại xã, 200 thùng.';
		if (await producer.locator('#score [name^="cite."]').count() > 0 && seen % 9 === 0)
			values[await producer.locator('#score [name^="cite."]').first().getAttribute('name')] = true;
		await send(producer, at, values, { button: undefined });
		at = new URL(producer.url()).pathname;
		if (process.env.DEBUG) console.log('# next', at, values);
	}
	return seen;
}

async function handIn(producer, dossier) {
	await go(producer, `/ho-so/${dossier}/kiem-tra`, 'check answers');
	await send(producer, `/ho-so/${dossier}/nop`, { truthful: true });
	must(new URL(producer.url()).pathname === `/ho-so/${dossier}`, `not handed in: ${(await text(producer)).slice(0, 600)}`);
	await look(producer, 'dossier, handed in');
}

// ---- the commune and the province ------------------------------------------------------

async function receive(commune, producer, dossier) {
	const at = `/xa/ho-so/${dossier}`;
	await go(commune, '/xa', 'commune, inbox');
	await go(commune, at, 'commune, one dossier');
	await send(commune, `${at}/tiep-nhan`);
	await go(commune, `${at}/bo-sung`, 'commune asks for more');
	const form = commune.locator(`form[action="${at}/bo-sung"]`);
	await form.locator('[name=items]').first().setChecked(true);
	await send(commune, `${at}/bo-sung`, { sentence: 'Bổ sung bản chụp rõ hơn.' });
	await go(producer, '/viec', 'producer, asked');
	await go(producer, `/ho-so/${dossier}/bo-sung`, 'producer answers');
	await send(producer, `/ho-so/${dossier}/bo-sung`, { answer: 'Đã chụp lại giấy đăng ký.' });
	await go(commune, `${at}/thanh-phan`, 'commune, component check');
	for (let i = 0; i < 30; i++) {
		const open = commune.locator(`form[action="${at}/thanh-phan"]`);
		const items = await open.locator('[name=item]').evaluateAll(all => all.map(e => e.value));
		if (i >= items.length) break;
		await pressed(commune, () => commune.locator(`form[action="${at}/thanh-phan"]:has([name=item][value="${items[i]}"]) button[value="1"]`).first().click());
	}
	await go(commune, `${at}/mau-03`, 'commune, Mẫu 03');
	const assess = {};
	for (const name of await commune.locator(`form[action="${at}/mau-03"] [name^="t."]`).evaluateAll(all => all.map(e => e.name))) assess[name] = 'Đúng thực tế tại xã.';
	await send(commune, `${at}/mau-03`, assess);
	await go(commune, `${at}/chuyen`, 'commune forwards');
	await send(commune, `${at}/chuyen`, { request_no: '123/UBND-KT' });
	await look(commune, 'commune, forwarded');
}

async function accept(province, dossier) {
	const at = `/tinh/ho-so/${dossier}`;
	await go(province, '/tinh?q=mat+ong', 'province, search');
	await go(province, at, 'province, one dossier');
	await send(province, `${at}/nhan`);
	await go(province, at);
	const items = await province.locator(`form[action="${at}/thanh-phan"] [name=item]`).evaluateAll(all => all.map(e => e.value));
	for (const item of items) {
		await pressed(province, () => province.locator(`form[action="${at}/thanh-phan"]:has([name=item][value="${item}"]) button[value="1"]`).first().click());
	}
	await look(province, 'province, checked');
	await send(province, `${at}/chap-nhan`);
	await go(province, '/tinh/phien', 'province, sessions');
	const [session] = (await hrefs(province, '/tinh/phien/')).slice(-1);
	await go(province, session, 'province, agenda');
	await put(province.locator(`form[action="${session}/them"]`), 'dossier', String(dossier));
	// On some days of the year the round has taken its last proposal: then it asks why.
	const late = province.locator(`form[action="${session}/them"] [name=late_agenda]`);
	if (await late.count()) await late.fill('Xã gửi trước hạn, văn bản đến sau');
	await send(province, `${session}/them`);
	return session.split('/').pop();
}

// ---- the council -------------------------------------------------------------------------

// Scores one product: the best level almost everywhere, so that it is a good
// product and not a perfect one.
async function score(page, meeting, first) {
	await go(page, `/hoi-dong/phien/${meeting}`, first && 'member, session');
	const declare = `/hoi-dong/phien/${meeting}/khai-bao`;
	if (await page.locator(`form[action="${declare}"]`).count()) await send(page, declare, {}, { button: 'button[type=submit]' });
	await pressed(page, () => page.locator(`main a[href^="/hoi-dong/phieu/"]`, { hasText: productName }).or(
		page.locator(`main li:has-text("${productName}") a[href^="/hoi-dong/phieu/"], main tr:has-text("${productName}") a[href^="/hoi-dong/phieu/"], main article:has-text("${productName}") a[href^="/hoi-dong/phieu/"]`)).first().click());
	const at = new URL(page.url()).pathname;
	if (first) await look(page, 'member, empty sheet');
	else if (lighthouse) await measure(page);
	const choices = await page.locator('form.score input[type=radio][data-points]').evaluateAll(all => {
		const by = new Map();
		for (const e of all) by.set(e.name, [...(by.get(e.name) || []), { value: e.value, points: +e.dataset.points }]);
		return [...by];
	});
	let total = choices.reduce((sum, [, levels]) => sum + Math.max(...levels.map(l => l.points)), 0);
	for (const [name, levels] of choices) {
		const sorted = [...levels].sort((a, b) => b.points - a.points);
		const less = total > 84 && sorted.length > 3 && sorted[1].points > 1;
		const pick = sorted[less ? 1 : 0];
		total -= sorted[0].points - pick.points;
		await page.locator(`form.score input[name="${name}"][value="${pick.value}"]`).setChecked(true);
	}
	await page.locator('form.score input[name="confirmed"]').setChecked(true);
	if (first) await look(page, 'member, full sheet');
	await send(page, `${at.replace(/\/$/, '')}/luu`, {}, { button: 'button[formaction$="/khoa"]' });
	if (first) await look(page, 'member, sealed');
}

async function council(browser, url, meeting) {
	const { password } = who('member');
	const secretary = await begin(browser, url, 'secretary', password);
	await go(secretary, `/thu-ky/phien/${meeting}`, 'secretary, session');
	const row = secretary.locator('main a[href^="/thu-ky/san-pham/"]', { hasText: productName }).first();
	const at = (await row.getAttribute('href')).replace(/#.*/, '');
	await go(secretary, at, 'secretary, product');
	if (await secretary.locator(`form[action="${at}/mo"]`).count()) await send(secretary, `${at}/mo`, { waived: 'Hội đồng đồng ý họp sớm.' }, { button: 'button[type=submit]' });
	const logins = ['chair', 'member', ...[2, 3, 4, 5, 6, 7, 8].map(i => `member${i}`)];
	for (const login of logins) {
		const member = await begin(browser, url, login, password);
		await score(member, meeting, login === 'member');
		await member.context().close();
	}
	await go(secretary, at, 'secretary, all sealed');
	await send(secretary, `${at}/dong`, {}, { button: 'button[type=submit]' });
	await look(secretary, 'secretary, sheets opened');
	const findings = secretary.locator(`form[action="${at}/muc-thong-nhat"]`);
	if (await findings.count()) {
		for (const name of await findings.locator('[name^="f."]').evaluateAll(all => [...new Set(all.map(e => e.name))])) {
			const values = await findings.locator(`[name="${name}"]`).evaluateAll(all => all.flatMap(e => e.tagName === 'SELECT' ? [...e.options].map(o => o.value) : [e.value]).filter(v => v !== ''));
			await put(findings, name, values[values.length - 1]);
		}
		await send(secretary, `${at}/muc-thong-nhat`, {}, { button: 'button[type=submit]' });
	}
	await send(secretary, `${at}/ket-luan`, { opinion: 'Sản phẩm có câu chuyện rõ ràng.' }, { button: 'button[type=submit]' });
	await look(secretary, 'secretary, conclusion written');
	const chair = await begin(browser, url, 'chair', password);
	await go(chair, at, 'chair, conclusion to confirm');
	await send(chair, `${at}/xac-nhan`, {}, { button: 'button[type=submit]' });
	await look(chair, 'chair, concluded');
	await chair.context().close();
	await secretary.context().close();
}

async function decide(province, signer, dossier) {
	await go(province, '/tinh/quyet-dinh', 'province, decisions');
	const form = province.locator(`form[action="/tinh/quyet-dinh"]:has([name=dossier][value="${dossier}"])`).first();
	must(await form.count() > 0, `dossier ${dossier} is not among those to decide: ${(await text(province)).slice(0, 600)}`);
	await pressed(province, () => form.locator('button[type=submit]').click());
	await look(province, 'province, draft decision');
	const id = new URL(province.url()).pathname.split('/').pop();
	await go(signer, '/ky', 'signer, what waits');
	await go(signer, `/ky/${id}`, 'signer, decision');
	await send(signer, `/ky/${id}/ky`, { confirmed: true });
	await look(signer, 'signer, signed');
}

// ---- the public -----------------------------------------------------------------------------

async function scan(anybody, producer, dossier) {
	await go(producer, `/ho-so/${dossier}/ket-qua`, 'producer, result letter');
	await go(anybody, '/san-pham', 'public, list');
	await go(anybody, `/san-pham?q=${encodeURIComponent('mat ong rung tram thu')}`, 'public, search');
	await pressed(anybody, () => anybody.locator('main a', { hasText: productName }).first().click());
	await look(anybody, 'public, product');
	const [code] = await hrefs(anybody, '/c/');
	await go(anybody, code, 'public, code');
	await says(anybody, 'Còn hiệu lực');
	const pdf = await anybody.request.get(`${anybody.office}/giay-chung-nhan/${code.split('/').pop()}.pdf`);
	tell(`journey ${mode}: certificate as PDF`, pdf.ok() && (await pdf.body()).subarray(0, 5).toString() === '%PDF-' && (await pdf.body()).length <= 60 * 1024 ? [] : [`${pdf.status()}, ${(await pdf.body()).length} bytes`]);
}

// ---- all of it ---------------------------------------------------------------------------------

async function walk(browser, url) {
	const script = mode !== 'plain';
	const anybody = await begin(browser, url, null, null, { script });
	const producer = await begin(browser, url, null, null, { script });
	const [commune, province, signer] = await Promise.all(['commune', 'province', 'signer'].map(name => begin(browser, url, name, who(name).password)));
	await signUp(producer, commune);
	await profile(producer);
	const own = await product(producer);
	await paper(producer, 'E1', 'Giấy đăng ký hợp tác xã');
	await paper(producer, 'E12', 'Phiếu kiểm nghiệm mật ong');
	await go(producer, '/giay-to', 'evidence box');
	await go(producer, own);
	await send(producer, `${own}/ho-so`);
	const dossier = new URL(producer.url()).pathname.split('/')[2];
	await formPages(producer, dossier, 'mau-01');
	await formPages(producer, dossier, 'mau-02');
	const n = await criteria(producer, dossier);
	must(n > 20, `only ${n} criteria were asked for`);
	await handIn(producer, dossier);
	await receive(commune, producer, dossier);
	const meeting = await accept(province, dossier);
	await council(browser, url, meeting);
	await decide(province, signer, dossier);
	await scan(anybody, producer, dossier);
}

const browser = await launch();
try {
	forgetHtml();
	const open = await office();
	try {
		await walk(browser, open.url);
		tell(`journey ${mode}: from a phone to a star`, []);
		if (lighthouse) tell('lighthouse: no page of the journey is left out',
			[...opened].filter(([kind]) => !lighthouse.seen.has(kind)).map(([kind, at]) => `${kind} was opened and not measured: ${at}`));
	} catch (e) {
		const page = browser.contexts().flatMap(c => c.pages()).pop();
		if (page) await page.screenshot({ path: path.join(top, `build/check/journey-${mode}.png`), fullPage: true }).catch(() => {});
		tell(`journey ${mode}: from a phone to a star`, [`at “${step}”: ${e.message.split('\n').slice(0, 6).join(' ')}`]);
	} finally {
		await open.close();
	}
	if (!lighthouse) await checkHtml(`journey ${mode}`);
} finally {
	await lighthouse?.close();
	await browser.close();
}
finish();
