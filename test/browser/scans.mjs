// scans: the commune's desk on a day when paper comes in, and a secretary with the
// sheets of a meeting on paper.
//
// What is printed here is printed by the program, gathered into piles as a copier
// makes them (qpdf), and handed in; so is a folder that an office hands over. Each page that is met on the way is looked at in
// four browsers (telephone and desk, with script and without) and kept for vnu and
// html-validate: these pages stand behind a pile of paper, where pages.mjs, which
// follows links of the sample office, does not come.
//
//   SHOTS=DIR node scans.mjs      keeps a picture of each
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { axe, checkHtml, finish, forgetHtml, house, keepHtml, launch, person, pressed, put, seedOffice, signIn, tell, top } from './lib.mjs';

const secret = 'mat khau mau 2026';
const shots = process.env.SHOTS;
const views = [['phone', true], ['phone', false], ['desk', true], ['desk', false]];
const must = (ok, what) => { if (!ok) throw new Error(what); };
const sample = name => path.join(top, 'test/sample', name);

let browser, place, dir, faults, step;

// Four browsers of one person.
async function come(login) {
	const first = await person(browser, 'phone', { script: false });
	if (login) await signIn(first, place.url, login, secret);
	const cookies = await first.context().cookies();
	const all = [];
	for (const [size, script] of views) {
		const page = await person(browser, size, { script });
		await page.context().addCookies(cookies);
		all.push(page);
	}
	await first.context().close();
	return all;
}

const leave = async who => { for (const page of who) await page.context().close(); };

// A browser without script cannot be asked by axe: the same bytes are shown in one
// with script whose scripts of ours are kept away, as pages.mjs does; here only the
// rules of the house are asked of it.
async function look(who, name, already = false, where = null) {
	step = name;
	for (const page of who) {
		if (!already) {
			const answer = await page.goto(place.url + where);
			must(answer.ok(), `${where} answers ${answer.status()}`);
			if (page === who[0]) keepHtml(`scans ${name}`, await answer.text());
		}
		const view = `${page.size}${page.script ? '' : ', no script'}`;
		for (const f of [...await house(page), ...(page.script ? await axe(page) : [])]) faults.push(`${name} (${view}): ${f}`);
		if (shots) await page.screenshot({ path: path.join(shots, `scan-${name.replace(/\W+/g, '-')}-${page.size}${page.script ? '' : '-plain'}.png`), fullPage: true });
	}
}

const at = (who, where, name) => look(who, name, false, where);
const says = async (who, words) => must((await who[0].locator('main').innerText()).includes(words), `the page does not say “${words}”: ${(await who[0].locator('main').innerText()).slice(0, 400)}`);

// The button may stand outside its form.
const buttonOf = (page, action) => page.locator(`form[action="${action}"] button[type=submit], form[action="${action}"] ~ .actions > button[form]`).first();

// Sends a form in each browser and looks at what all of them answer: for mistakes,
// which change nothing. What each had typed must still be there.
async function wrong(who, where, form, values, name) {
	step = name;
	for (const page of who) {
		await page.goto(place.url + where);
		const box = page.locator(`form[action="${form}"]`).first();
		for (const [field, value] of Object.entries(values)) await put(box, field, value);
		const answer = page.waitForEvent('response', r => r.request().isNavigationRequest() && r.request().method() === 'POST');
		await pressed(page, () => buttonOf(page, form).click());
		const came = await answer;
		must(came.status() === 422, `${name}: ${came.status()}`);
		if (page === who[0]) keepHtml(`scans ${name}`, await came.text());
	}
	await look(who, name, true);
}

// Sends a form once.
async function send(page, where, form, values = {}) {
	step = `${form} of ${where}`;
	await page.goto(place.url + where);
	const box = page.locator(`form[action="${form}"]`).first();
	for (const [field, value] of Object.entries(values)) await put(box, field, value);
	await pressed(page, () => buttonOf(page, form).click());
	must(await page.locator('[aria-invalid=true], .fault').count() === 0, `${form} is refused: ${(await page.locator('main').innerText()).slice(0, 300)}`);
	return new URL(page.url()).pathname;
}

async function printed(page, where, name) {
	step = where;
	const answer = await page.request.get(place.url + where);
	must(answer.status() === 200, `${where} answers ${answer.status()}`);
	const file = path.join(dir, `${name}.pdf`);
	fs.writeFileSync(file, await answer.body());
	return file;
}

function pile(name, ...pages) {
	const file = path.join(dir, name);
	const run = spawnSync('qpdf', ['--empty', '--pages', ...pages, '--', file], { encoding: 'utf8' });
	must(run.status === 0, `qpdf: ${run.stderr}`);
	return file;
}

// ---- the commune --------------------------------------------------------------------

async function commune() {
	const producer = await come('producer'), officer = await come('commune');
	const [phone] = officer;
	await at(officer, '/xa/nop-ho', 'consents');
	const consent = await phone.locator('main a[href$="giay-dong-y.pdf"]').first().getAttribute('href');
	const one = await printed(producer[0], '/ho-so/1/mau-01.pdf', 'mau-01');
	const two = await printed(producer[0], '/ho-so/1/mau-02.pdf', 'mau-02');
	const list = await printed(producer[0], '/ho-so/1/danh-muc.pdf', 'danh-muc');
	const three = await printed(phone, consent, 'dong-y');
	await at(officer, '/quet', 'hand in');
	await wrong(officer, '/quet', '/quet', { scan_pages: sample('template.docx') }, 'hand in, what is no scan');
	// Mixed, in the wrong order, one page twice, one that is nobody's.
	const heap = pile('xap-giay.pdf', two, '2,1', one, '1', three, '1', sample('paper.pdf'), '1', one, '1', list, '1');
	const scan = await send(officer[1], '/quet', '/quet', { scan_pages: heap });
	await at(officer, scan, 'sorted, with what waits');
	await says(officer, '5 trên 7 trang đã ở đúng chỗ');
	const waiting = await phone.locator('main form[action$="/dat"]:has(select)').first().getAttribute('action');
	await wrong(officer, scan, waiting, { scan_no: '1' }, 'sorted, no place was chosen');
	await says(officer, 'Chọn giấy tờ mà trang này thuộc về.');
	for (const page of officer) { // the list of what is wrong leads to the field, and what was typed is there
		const to = await page.locator('.faults a').first().getAttribute('href');
		must(await page.locator(`select${to}[aria-invalid=true]`).count() === 1, `${to} is no field that is wrong`);
		must(await page.locator('[name=scan_no]').first().inputValue() === '1', 'the number of the page is lost');
	}
	await send(officer[3], scan, waiting.replace(/dat$/, 'bo'));
	await at(officer, scan, 'sorted, one put aside');
	await send(officer[1], scan, waiting.replace(/dat$/, 'lai'));
	await send(officer[1], scan, waiting, { scan_to: '2:1:0', scan_no: '3' });
	const twice = await phone.goto(place.url + scan).then(() => phone.locator('main form[action$="/dat"]').first().getAttribute('action'));
	await send(officer[0], scan, twice);
	await at(officer, scan, 'sorted, all done');
	await at(officer, '/quet', 'hand in, with an earlier pile');
	await at(officer, '/ho-so/1/ban-giay', 'paper of a dossier, as the commune');
	await says(officer, 'xếp bằng tay');
	await at(producer, '/ho-so/1/ban-giay', 'paper of a dossier, as its producer');
	await at(officer, '/xa/nop-ho', 'consents, with a scanned paper');
	await says(officer, 'Giấy đồng ý đã quét');
	await at(producer, '/chu-the/nop-ho', 'who files for me');
	await send(officer[0], '/xa/ho-so/1', '/xa/ho-so/1/tiep-nhan');
	await at(officer, '/xa/bao-tin', 'whom to tell');
	await at(officer, '/xa/bao-tin/1', 'what to tell');
	await wrong(officer, '/xa/bao-tin/1', '/xa/bao-tin/1', { told_words: '' }, 'what to tell, nothing written');
	const enter = await phone.goto(place.url + '/xa/nop-ho').then(() => phone.locator('main form[action$="/bat-dau"]').first().getAttribute('action'));
	await send(officer[1], '/xa/nop-ho', enter);
	await at(officer, '/viec', 'acting for a producer');
	await at(officer, '/ho-so/1', 'acting for a producer, her dossier');
	await leave([...producer, ...officer]);
}

// ---- a meeting on paper ---------------------------------------------------------------

async function sheets() {
	const secretary = await come('secretary');
	await at(secretary, '/phieu-giay/1/2', 'sheet of a seat, nothing scanned');
	const a = await printed(secretary[0], '/phieu-giay/1/2/phieu.pdf', 'm2');
	const b = await printed(secretary[0], '/phieu-giay/1/3/phieu.pdf', 'm3');
	const scan = await send(secretary[1], '/quet', '/quet', { scan_pages: pile('phieu.pdf', b, '1-z', a, '2-z') });
	await at(secretary, scan, 'sheets, one page is missing');
	await says(secretary, 'Thiếu trang 1');
	await at(secretary, '/phieu-giay/1/2', 'sheet of a seat, a page is missing');
	await says(secretary, 'còn thiếu trang 1.');
	await at(secretary, '/phieu-giay/1/3', 'sheet of a seat, to be typed');
	await says(secretary, 'Nhập lần thứ nhất');
	await leave(secretary);
}

// ---- a folder of another office --------------------------------------------------------

async function offices() {
	const officer = await come('province'), folder = path.join(dir, 'goi.zip');
	await send(officer[1], '/tinh/ho-so/1', '/tinh/ho-so/1/len-bo', { letter_no: '125/UBND-KT', team_no: '12/BC-TTV' });
	await send(officer[1], '/tinh/ho-so/1', '/tinh/ho-so/1/goi');
	await at(officer, '/tinh/ho-so/1', 'a dossier that is handed over');
	const answer = await officer[0].request.get(`${place.url}/tinh/ho-so/1/goi.zip`);
	must(answer.status() === 200, `the folder answers ${answer.status()}`);
	fs.writeFileSync(folder, await answer.body());
	await at(officer, '/tinh/goi-den', 'where a folder is brought');
	await wrong(officer, '/tinh/goi-den', '/tinh/goi-den', { handed_zip: sample('paper.pdf') }, 'a folder, what is none');
	await says(officer, 'Tệp này không phải tệp .zip');
	await wrong(officer, '/tinh/goi-den', '/tinh/goi-den', { handed_zip: folder }, 'a folder, of an office whose key nobody wrote down');
	await says(officer, 'Chưa có khóa của cơ quan gửi (mã đơn vị');
	await leave(officer);
}

// ---- all ---------------------------------------------------------------------------------

browser = await launch();
forgetHtml();
for (const [title, seed, day, walk] of [
	['a pile of paper at the commune, as its officer and its producer see it', 'consent_filed', '2026-09-01T10:00:00+07:00', commune],
	['sheets of a meeting on paper, as its secretary sees them', 'council_sits', '2026-09-02T09:00:00+07:00', sheets],
	['a folder of another office at the province\'s desk', 'five_approved', '2026-09-10T09:00:00+07:00', offices]]) {
	faults = [];
	dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-scans-'));
	step = 'the office';
	try {
		place = await seedOffice(seed, day);
		await walk();
	} catch (e) {
		faults.push(`at “${step}”: ${String(e.message).split('\n').slice(0, 5).join(' ')}`);
	}
	for (const c of browser.contexts()) await c.close();
	await place?.close();
	fs.rmSync(dir, { recursive: true, force: true });
	tell(`scans: ${title}`, faults);
}
await browser.close();
await checkHtml('html');
finish();
