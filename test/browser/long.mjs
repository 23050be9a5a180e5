// long: two roads that take years, walked by the people whose they are.
//
//   node long.mjs [again] [five]
//
// again  a re-evaluation by written opinion, in 2029: of five papers three have
//        run out; the renewal asks for three files and nothing else, each of
//        them warns where it is cited until a new one stands there, and the new
//        certificate takes the place of the old one.
// five   five stars of the province; the central council comes to 88,4 points,
//        the Ministry gives it back, the province recognises four stars on that.
//
// The office begins where a story of test/seed ends, on the day of that story
// (build/shift.so). Pages are looked at by axe and by the rules of the house.
import fs from 'node:fs';
import path from 'node:path';
import { axe, finish, house, launch, person, pressed, seedOffice, send, signIn, tell, top } from './lib.mjs';

const secret = 'mat khau mau 2026';
const shots = process.env.SHOTS;
const sheet = name => Object.fromEntries(fs.readFileSync(path.join(top, 'test/sample/sheet', name), 'utf8').trim().split('\n').map(l => l.split(' = ')));

let faults, step;
const must = (ok, what) => { if (!ok) throw new Error(what); };

async function come(browser, place, login, size) {
	const page = await person(browser, size);
	page.office = place.url;
	if (login) await signIn(page, place.url, login, secret);
	return page;
}

async function go(page, where, name) {
	step = name || where;
	const answer = await page.goto(page.office + where);
	must(answer.ok(), `${where} answers ${answer.status()}`);
	if (name) await look(page, name);
}

async function look(page, name) {
	step = name;
	for (const f of [...await house(page), ...await axe(page)]) faults.push(`${name}: ${f}`);
	if (shots) await page.screenshot({ path: path.join(shots, `long-${name.replace(/\W+/g, '-')}.png`), fullPage: true });
}

const says = async (page, words) => must((await page.locator('main').textContent()).includes(words), `the page does not say “${words}”: ${(await page.locator('main').innerText()).slice(0, 300)}`);
const saysNot = async (page, words) => must(!(await page.locator('main').textContent()).includes(words), `the page says “${words}”`);

// Marks every criterion and hands the sheet in.
async function seal(page, agenda, points, stance) {
	await go(page, `/hoi-dong/phieu/${agenda}`);
	const missing = await page.evaluate(all => Object.entries(all).filter(([name, n]) => {
		const choice = document.querySelector(`input[type=radio][name="${name}"][data-points="${n}"]`);
		choice?.click();
		return !choice;
	}).map(([name]) => name), points);
	must(missing.length === 0, `no choice for ${missing}`);
	if (stance) await page.locator(`[name=stance][value="${stance}"]`).setChecked(true);
	await page.locator('[name=confirmed]').setChecked(true);
	await pressed(page, () => page.locator('button[formaction$="/khoa"]').click());
	must(await page.locator('button[formaction$="/khoa"]').count() === 0, `not sealed: ${(await page.locator('main').innerText()).slice(0, 400)}`);
}

async function declare(page, meeting) {
	await go(page, `/hoi-dong/phien/${meeting}`);
	const form = `/hoi-dong/phien/${meeting}/khai-bao`;
	if (await page.locator(`form[action="${form}"]`).count()) await send(page, form, {}, { button: 'button[type=submit]' });
}

// Every item of a list of components is there.
async function check(page, action) {
	const items = await page.locator(`form[action="${action}"] [name=item]`).evaluateAll(all => all.map(e => e.value));
	for (const item of items)
		await pressed(page, () => page.locator(`form[action="${action}"]:has([name=item][value="${item}"]) button[value="1"]`).first().click());
}

async function conclude(page, agenda, found) {
	const at = `/thu-ky/san-pham/${agenda}`;
	await go(page, at);
	await send(page, `${at}/dong`, {}, { button: 'button[type=submit]' });
	await look(page, `the table, agenda ${agenda}`);
	await send(page, `${at}/muc-thong-nhat`, found, { button: 'button[type=submit]' });
	await send(page, `${at}/ket-luan`, { opinion: 'Hội đồng nhất trí.' }, { button: 'button[type=submit]' });
}

async function decide(province, signer, dossier, number) {
	await go(province, '/tinh/quyet-dinh');
	const form = province.locator(`form[action="/tinh/quyet-dinh"]:has([name=dossier][value="${dossier}"])`).first();
	must(await form.count() > 0, `dossier ${dossier} is not among those to decide`);
	await pressed(province, () => form.locator('button[type=submit]').click());
	const id = new URL(province.url()).pathname.split('/').pop();
	await go(signer, `/ky/${id}`, `decision ${number}`);
	await send(signer, `/ky/${id}/ky`, { number_text: number, confirmed: true });
}

// ---- a renewal in writing, with three papers that have run out ----------------------------

async function again(browser, place) {
	const producer = await come(browser, place, 'producer', 'phone');
	await go(producer, '/chung-nhan', 'own certificates');
	const old = (await producer.locator('main a[href^="/chung-nhan/"]').first().getAttribute('href')).split('/').pop();
	await go(producer, '/viec', 'what waits: papers that have run out');
	for (const title of ['Phiếu kiểm nghiệm mật ong', 'Giấy chứng nhận cơ sở đủ điều kiện', 'Chứng nhận HACCP']) await says(producer, title);
	await go(producer, '/san-pham-cua-toi/1', 'own product');
	await pressed(producer, () => producer.locator('form[action="/san-pham-cua-toi/1/ho-so"]:has([name=kind][value="3"]) button[type=submit]').click());
	must(new URL(producer.url()).pathname === '/ho-so/2', 'no dossier was opened');
	await look(producer, 'renewal, what is asked for');
	// three files and nothing else
	const asked = () => producer.locator('main a[href*="renews="]').evaluateAll(all => [...new Set(all.map(a => a.getAttribute('href')))]);
	let links = await asked();
	must(links.length === 3, `${links.length} papers are asked for: ${links}`);
	await go(producer, '/ho-so/2/kiem-tra', 'renewal, what is missing');
	for (const title of ['Phiếu kiểm nghiệm mật ong', 'Giấy chứng nhận cơ sở đủ điều kiện', 'Chứng nhận HACCP']) await says(producer, title);
	await saysNot(producer, 'Giấy chứng nhận nhãn hiệu: hết hạn');
	for (let i = 0; links.length > 0 && i < 3; i++) {
		await go(producer, links[0], i === 0 && 'a new paper for an old one');
		await send(producer, '/giay-to/moi', { evidence_title: `Giấy mới ${i + 1}`, expires: '01/12/2031' });
		await go(producer, '/ho-so/2');
		links = await asked();
		must(links.length === 2 - i, `${links.length} papers are asked for after ${i + 1} new ones`);
	}
	await go(producer, '/ho-so/2/thay-doi', 'what has changed');
	const answers = {};
	for (const name of await producer.locator('form[action="/ho-so/2/thay-doi"] [name^="answer."]').evaluateAll(all => [...new Set(all.map(e => e.name))])) answers[name] = 'same';
	await send(producer, '/ho-so/2/thay-doi', answers);
	await go(producer, '/ho-so/2/kiem-tra', 'nothing is missing');
	await send(producer, '/ho-so/2/nop', { truthful: true });

	const commune = await come(browser, place, 'commune', 'desk');
	await go(commune, '/xa/ho-so/2', 'commune, the renewal');
	await send(commune, '/xa/ho-so/2/tiep-nhan');
	await go(commune, '/xa/ho-so/2/thanh-phan');
	await check(commune, '/xa/ho-so/2/thanh-phan');
	await go(commune, '/xa/ho-so/2/mau-03');
	const assess = {};
	for (const name of await commune.locator('form[action="/xa/ho-so/2/mau-03"] [name^="t."]').evaluateAll(all => all.map(e => e.name))) assess[name] = 'Đúng thực tế tại xã.';
	await send(commune, '/xa/ho-so/2/mau-03', assess);
	await go(commune, '/xa/ho-so/2/chuyen');
	await send(commune, '/xa/ho-so/2/chuyen', { request_no: '123/UBND-KT' });

	const province = await come(browser, place, 'province', 'desk');
	await go(province, '/tinh/ho-so/2');
	await send(province, '/tinh/ho-so/2/nhan');
	await go(province, '/tinh/ho-so/2', 'province, the renewal with its 45 days');
	await says(province, 'Đ7.6.g');
	await check(province, '/tinh/ho-so/2/thanh-phan');
	await send(province, '/tinh/ho-so/2/chap-nhan');
	await go(province, '/tinh/y-kien', 'the council is asked in writing');
	await province.locator('form[action="/tinh/y-kien"] [name=dossier][value="2"]').setChecked(true);
	await send(province, '/tinh/y-kien', { answer_by: '13/04/2029' });

	const best = sheet('best');
	for (const login of ['chair', 'member', 'member2']) {
		const member = await come(browser, place, login, 'tablet');
		await declare(member, 2);
		if (login === 'member') await go(member, '/hoi-dong/phieu/2', 'a sheet with an opinion');
		await seal(member, 2, best, 1);
		await member.context().close();
	}
	await conclude(await come(browser, place, 'secretary', 'desk'), 2, { 'f.1.3': '2' });
	await decide(province, await come(browser, place, 'signer', 'desk'), 2, '15');

	const anybody = await come(browser, place, null, 'phone');
	await go(anybody, `/c/${old}`, 'the old code');
	await says(anybody, 'Đã được công nhận lại');
	await pressed(anybody, () => anybody.locator('main a[href^="/c/"]').first().click());
	await look(anybody, 'the new code');
	await says(anybody, 'Còn hiệu lực');
	await says(anybody, '2032');
}

// ---- five stars that come back at 88,4 ------------------------------------------------------

async function five(browser, place) {
	const points = sheet('below-five');
	for (const [login, more] of [['minister', 0], ['member', 0], ['member2', 0], ['member4', 1], ['member5', 1]]) {
		const member = await come(browser, place, login, 'tablet');
		if (login === 'member') await go(member, '/hoi-dong/phieu/2', 'a sheet of the central council');
		await seal(member, 2, { ...points, 'c.11': `${more}` }); // 88 three times, 89 twice
		await member.context().close();
	}
	await conclude(await come(browser, place, 'member3', 'desk'), 2, {});
	const ministry = await come(browser, place, 'ministry', 'desk');
	await go(ministry, '/tinh/quyet-dinh', 'the Ministry, below ninety points');
	await says(ministry, '88,40');
	must(await ministry.locator('form[action="/tinh/quyet-dinh"]').count() === 0, 'the Ministry can recognise it');
	await pressed(ministry, () => ministry.locator('form[action="/tinh/ho-so/1/chuyen-lai"] button').click());
	await look(ministry, 'the Ministry, given back');

	const producer = await come(browser, place, 'producer', 'phone');
	await go(producer, '/ho-so/1', 'the producer, meanwhile');
	const province = await come(browser, place, 'province', 'desk');
	await go(province, '/viec', 'the province, what waits');
	await go(province, '/tinh/ho-so/1', 'the province, what came back');
	await go(province, '/ho-so/1/ket-qua', 'the central result');
	await says(province, '88,40');
	await decide(province, await come(browser, place, 'signer', 'desk'), 1, '16');

	await go(producer, '/ho-so/1/ket-qua', 'the producer, the result');
	await says(producer, '88,40');
	const code = await producer.locator('main a[href^="/c/"]').first().getAttribute('href');
	const anybody = await come(browser, place, null, 'phone');
	await go(anybody, code, 'four stars in public');
	await says(anybody, 'Còn hiệu lực');
	const facts = await (await anybody.request.get(`${place.url}/api/v1/certificates/${code.split('/').pop()}`)).json();
	must(facts.star === 4 && facts.status === 'valid', `the interface says ${JSON.stringify(facts)}`);
}

// ---- all of it --------------------------------------------------------------------------------

const all = {
	again: ['wallet', '2029-04-02T08:00:00+07:00', again, 'a renewal in writing with three changed papers'],
	five: ['five_votes', '2026-09-02T09:00:00+07:00', five, 'five stars come back at 88,4'],
};
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(all);
const browser = await launch();
for (const name of wanted) {
	const [seed, at, walk, title] = all[name];
	const begun = Date.now();
	let place;
	faults = [];
	step = 'the office';
	try {
		place = await seedOffice(seed, at);
		await walk(browser, place);
	} catch (e) {
		const page = browser.contexts().flatMap(c => c.pages()).pop();
		if (page) await page.screenshot({ path: path.join(top, `build/check/long-${name}.png`), fullPage: true }).catch(() => {});
		faults.push(`at “${step}”: ${String(e.message).split('\n').slice(0, 5).join(' ')}`);
	}
	for (const c of browser.contexts()) await c.close();
	await place?.close();
	console.log(`# ${name}: ${Math.round((Date.now() - begun) / 1000)} s`);
	tell(`journey: ${title}`, faults);
}
await browser.close();
finish();
