// sheet: the score sheet as the people of a council use it: by keys alone, by
// taps alone, as a screen reader walks it, and on paper; and the producer's own
// assessment, whose ticks and pages save by themselves.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finish, launch, office, person, signIn, sizes, tell, top } from './lib.mjs';
import { who } from './people.mjs';

const { password } = who('member');

// The largest set that is printed: what is shown on it holds for all.
const criteriaOf = f => JSON.parse(fs.readFileSync(path.join(top, 'data/rules/qd26-2026', f))).parts?.flatMap(p => p.groups.flatMap(g => g.criteria)) ?? [];
const largest = Math.max(...fs.readdirSync(path.join(top, 'data/rules/qd26-2026')).filter(f => /^QD26-\d\d\.json$/.test(f)).map(f => criteriaOf(f).length));

// Controls: each walk is walked once more over a page in which one thing was spoilt for its
// people; a walk that sees nothing then sees nothing ever.
const spoilt = {
	'a criterion that no key reaches': [byKeys, page => page.evaluate(() => document.querySelectorAll('fieldset[data-criterion]')[20].addEventListener('keydown', e => { e.stopPropagation(); e.preventDefault(); }, true))],
	'a bar over what has the focus': [byKeys, page => page.evaluate(() => { document.querySelector('.scorebar').style.minHeight = '85vh'; })],
	'a target as high as a line of text': [byTaps, page => page.evaluate(() => { const o = document.querySelectorAll('form.score .option')[40]; o.style.minHeight = '0'; o.style.padding = '0'; o.style.height = '20px'; })],
	'a row that takes a tap in its ring only': [byTaps, page => page.evaluate(() => { for (const o of document.querySelectorAll('fieldset[data-criterion]')[9].querySelectorAll('.option')) o.addEventListener('click', e => { if (e.target.tagName !== 'INPUT') e.preventDefault(); }); })],
	'two criteria that changed places': [byEar, page => page.evaluate(() => { const all = document.querySelectorAll('fieldset[data-criterion]'); all[3].querySelector('legend').textContent = all[4].querySelector('legend').textContent; })],
	'an answer that does not say its points': [byEar, page => page.evaluate(() => document.querySelectorAll('fieldset[data-criterion] input[type=radio]')[7].setAttribute('aria-label', 'mức này'))],
	'a sheet of three pages': [onPaper, page => page.evaluate(() => { document.documentElement.style.fontSize = '36px'; for (const e of document.querySelectorAll('fieldset[data-criterion]')) e.style.paddingBottom = '60px'; })],
	'a criterion that is not printed': [onPaper, page => page.evaluate(() => { document.querySelectorAll('fieldset[data-criterion]')[12].style.display = 'none'; })],
};
const login = 'member8'; // has not sealed the product on the table

async function sheets(page, url) {
	const found = [];
	await page.goto(`${url}/hoi-dong`);
	for (const at of await page.locator('main a[href^="/hoi-dong/phien/"]').evaluateAll(all => [...new Set(all.map(a => a.getAttribute('href')))])) {
		await page.goto(url + at);
		found.push(...await page.locator('main a[href^="/hoi-dong/phieu/"]').evaluateAll(all => all.map(a => a.getAttribute('href').replace(/#.*/, ''))));
	}
	return [...new Set(found)].filter(at => /\/\d+$/.test(at));
}

// The sheet that may be sealed, and all that may be filled in.
async function editable(page, url) {
	const open = [];
	for (const at of await sheets(page, url)) {
		await page.goto(url + at);
		if (await page.locator('form.score').count()) open.push({ at, seals: await page.locator('[formaction$="/khoa"]').count() > 0 });
	}
	return open;
}

// What stands in the page about the element in focus: seen, not covered.
const focusSeen = page => page.evaluate(() => {
	const e = document.activeElement, box = (e.closest('label') || e).getBoundingClientRect();
	const bar = document.querySelector('.scorebar');
	if (!box.height || box.bottom > innerHeight + 1 || box.top < -1) return `focus out of sight: ${e.outerHTML.slice(0, 90)}`;
	if (bar && !bar.contains(e) && getComputedStyle(bar).position === 'sticky' && box.bottom > bar.getBoundingClientRect().top + 1) return `focus under the bar: ${e.outerHTML.slice(0, 90)}`;
	return null;
});

// Presses Tab until the focus is on what is wanted.
async function tabTo(page, want, most = 60) {
	for (let i = 0; i < most; i++) {
		if (await page.evaluate(s => document.activeElement.matches(s), want)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`${most} times Tab do not reach ${want}`);
}

async function byKeys(page, url, at, plant) {
	const faults = [];
	await page.goto(url + at);
	await plant?.(page);
	await tabTo(page, 'form.score input[type=radio]');
	const all = await page.locator('fieldset[data-criterion]').count();
	if (all !== largest) faults.push(`${all} criteria, not the ${largest} of the largest set`);
	await page.keyboard.press('ArrowDown'); // as browsers do
	if (!await page.evaluate(() => document.activeElement.checked)) faults.push('an arrow does not choose');
	for (let i = 0; i < all; i++) {
		await page.keyboard.press(String(1 + i % 2));
		const fault = await focusSeen(page);
		if (fault) faults.push(fault);
	}
	const left = await page.locator('[data-show=left]').innerText();
	if (left !== '0') faults.push(`${left} criteria are left after a key for each`);
	const chosen = await page.locator('fieldset[data-criterion]').evaluateAll(all => all.map(f => [...f.querySelectorAll('input[type=radio]')].findIndex(e => e.checked)));
	const missed = chosen.flatMap((c, i) => c === i % 2 ? [] : [`${i + 1}.: level ${c + 1}`]);
	if (missed.length) faults.push(`not what the key of each criterion says: ${missed.join(', ')}`);
	if (plant) return faults; // nothing more is done with a spoilt page
	await tabTo(page, '#f-remark');
	await page.keyboard.type('Nhãn rõ, 123.'); // digits in words choose nothing
	if (await page.locator('#f-remark').inputValue() !== 'Nhãn rõ, 123.') faults.push('digits in the remark were taken for points');
	await tabTo(page, '[name=confirmed]');
	await page.keyboard.press('Space');
	await tabTo(page, '[formaction$="/khoa"]');
	const fault = await focusSeen(page);
	if (fault) faults.push(fault);
	await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
	if (!(await page.locator('main').innerText()).includes('Phiếu đã khóa')) faults.push('the sheet is not sealed');
	return faults;
}

async function byTaps(page, url, at, plant) {
	const faults = [];
	await page.goto(url + at);
	await plant?.(page);
	const small = await page.evaluate(() => [...document.querySelectorAll('form.score .option, form.score button, form.score a.button, form.score summary, form.score textarea')]
		.filter(e => e.getClientRects().length).map(e => ({ box: e.getBoundingClientRect(), e: e.outerHTML.slice(0, 80) }))
		.filter(({ box }) => box.height < 43.5 || box.width < 43.5).map(({ e, box }) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${e}`));
	faults.push(...small.map(s => `a target of ${s}`));
	const all = page.locator('fieldset[data-criterion]');
	if (await all.count() !== largest) faults.push(`${await all.count()} criteria, not ${largest}`);
	for (let i = 0; i < await all.count(); i++) {
		const option = all.nth(i).locator('.option').last();
		await option.evaluate(e => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
		await option.locator('input').evaluate(e => { e.checked = false; }); // a draft may have it already
		const box = await option.boundingBox();
		await page.touchscreen.tap(box.x + box.width - 12, box.y + box.height / 2); // at its edge: the whole row is the target
		if (!await option.locator('input').isChecked()) faults.push(`a tap did not choose in the ${i + 1}th criterion`);
	}
	if (plant) return faults;
	await page.waitForFunction(() => document.querySelector('[data-show=left]').textContent === '0');
	await page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('[data-state]').textContent));
	await page.reload();
	if (await page.locator('fieldset[data-criterion] input:checked').count() !== await all.count()) faults.push('taps were not kept');
	return faults;
}

// The tree that a screen reader is given, in its order.
async function tree(page) {
	const session = await page.context().newCDPSession(page);
	const { nodes } = await session.send('Accessibility.getFullAXTree');
	await session.detach();
	const by = new Map(nodes.map(n => [n.nodeId, n])), out = [];
	const walk = n => {
		if (!n.ignored) out.push({ role: n.role?.value, name: (n.name?.value || '').trim(), state: Object.fromEntries((n.properties || []).map(p => [p.name, p.value.value])) });
		for (const id of n.childIds || []) if (by.has(id)) walk(by.get(id));
	};
	walk(nodes[0]);
	return out;
}

async function byEar(page, url, at, plant) {
	const faults = [];
	await page.goto(url + at);
	await plant?.(page);
	const printed = await page.locator('fieldset[data-criterion]').evaluateAll(all => all.map(e => e.dataset.criterion));
	if (printed.length !== largest) faults.push(`${printed.length} criteria, not ${largest}`);
	let nodes = await tree(page);
	const groups = nodes.filter(n => n.role === 'group' && /^\d+(\.\d+)* /.test(n.name)).map(n => n.name.split(' ')[0]);
	if (groups.join() !== printed.join()) faults.push(`criteria are said in another order or not at all: ${groups.join(' ').slice(0, 200)}`);
	for (const n of nodes.filter(n => ['radio', 'checkbox', 'button', 'link', 'textbox'].includes(n.role)))
		if (!n.name) faults.push(`a ${n.role} without a name`);
	const radios = nodes.filter(n => n.role === 'radio');
	for (const n of radios.filter(n => n.state.checked === undefined)) faults.push(`a radio without its state: ${n.name.slice(0, 60)}`);
	const scored = await page.locator('fieldset[data-criterion] input[type=radio]').count();
	if (radios.filter(n => /^\d+ điểm/.test(n.name)).length !== scored) faults.push('an answer does not say its points first');
	const levels = nodes.filter(n => n.role === 'heading').map(n => n.state.level);
	if (levels[0] !== 1 || levels.some((l, i) => i > 0 && l > levels[i - 1] + 1)) faults.push(`headings jump: ${levels.join(' ')}`);
	if (!nodes.some(n => n.role === 'status')) faults.push('what is saved is not told by itself');
	if (plant) return faults;
	await page.locator('fieldset[data-criterion]').first().locator('input').last().check();
	nodes = await tree(page);
	if (nodes.filter(n => n.role === 'radio' && n.state.checked === 'true').length < 1) faults.push('a chosen answer is not said to be chosen');
	await page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('[data-state]').textContent));
	return faults;
}

async function onPaper(page, url, at, plant) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-print-')), file = path.join(dir, 'sheet.pdf'), faults = [];
	await page.goto(url + at);
	await plant?.(page);
	for (const field of await page.locator('fieldset[data-criterion]').all()) if (!await field.locator('input:checked').count()) await field.locator('input').last().evaluate(e => { e.checked = true; });
	fs.writeFileSync(file, await page.pdf({ format: 'A4', margin: { top: '20mm', bottom: '15mm', left: '20mm', right: '15mm' } }));
	const pages = +spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout.match(/Pages:\s+(\d+)/)?.[1];
	const fonts = spawnSync('pdffonts', [file], { encoding: 'utf8' }).stdout.split('\n').slice(2).filter(Boolean);
	const words = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
	const printed = await page.locator('fieldset[data-criterion]').evaluateAll(all => all.map(e => e.dataset.criterion));
	if (!(pages >= 1 && pages <= 2)) faults.push(`${pages} pages, at most 2`);
	if (!fonts.length || fonts.some(f => !/ yes +(yes|no) +(yes|no) +\d+ +\d+$/.test(f))) faults.push(`fonts that are not in the file: ${fonts.join(' | ')}`);
	const missing = printed.filter(id => !words.includes(`${id} `));
	if (missing.length) faults.push(`criteria that are not on the paper: ${missing.join(' ')}`);
	fs.rmSync(dir, { recursive: true });
	return faults;
}

// The same sheet as the program draws it.
async function asFile(page, url, at) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-print-')), file = path.join(dir, 'sheet.pdf'), faults = [];
	await page.goto(url + at);
	const printed = await page.locator('fieldset[data-criterion]').evaluateAll(all => all.map(e => e.dataset.criterion));
	const bytes = await page.evaluate(async at => [...new Uint8Array(await (await fetch(at)).arrayBuffer())], `${at}.pdf`);
	fs.writeFileSync(file, Buffer.from(bytes));
	const pages = +spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout.match(/Pages:\s+(\d+)/)?.[1], words = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
	if (!(pages >= 1 && pages <= 2)) faults.push(`${pages} pages, at most 2`);
	if (printed.length !== largest) faults.push(`${printed.length} criteria, not ${largest}`);
	for (const id of printed) if (!words.includes(`${id} `)) faults.push(`${id} is not on the paper`);
	fs.rmSync(dir, { recursive: true });
	return faults;
}

// Mẫu 02: a tick, its pages, and the tick taken back are there after a reload.
async function ticks(page, url) {
	const faults = [], saved = () => page.waitForResponse(r => r.request().method() === 'POST' && r.url().includes('/tieu-chi/') && r.ok());
	await page.goto(`${url}/viec`);
	for (const href of await page.locator('main a[href^="/ho-so/"]').evaluateAll(all => [...new Set(all.map(a => a.getAttribute('href').match(/^\/ho-so\/\d+/)[0]))])) {
		await page.goto(`${url}${href}/tieu-chi/1.1`);
		if (await page.locator('form#score').count()) break;
	}
	const box = page.locator('[name^="cite."]').first(), paper = (await box.getAttribute('name')).slice(5);
	if (await box.isChecked()) await Promise.all([saved(), box.uncheck()]);
	await Promise.all([saved(), box.check()]);
	await page.fill(`[name="from.${paper}"]`, '2');
	await Promise.all([saved(), page.fill(`[name="to.${paper}"]`, '5')]);
	if (!/\d\d:\d\d/.test(await page.locator('[data-state]').first().innerText())) await page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('[data-state]').textContent));
	await page.reload();
	if (!await box.isChecked() || await page.inputValue(`[name="to.${paper}"]`) !== '5') faults.push('a tick and its pages are not there after a reload');
	await Promise.all([saved(), box.uncheck()]);
	await page.reload();
	if (await box.isChecked()) faults.push('a tick that was taken back is there again');
	return faults;
}

const browser = await launch();
const open = await office();
try {
	const run = async (name, size, walk, at, as = login, plant = undefined) => {
		const page = await person(browser, size);
		try {
			await signIn(page, open.url, as, password);
			const faults = [...await walk(page, open.url, at, plant), ...page.complaints];
			tell(`sheet ${size} ${sizes[size].width} px: ${name}`, !plant ? faults : faults.length ? [] : ['it is not found']);
		} catch (e) {
			tell(`sheet ${size} ${sizes[size].width} px: ${name}`, [e.message.split('\n').slice(0, 3).join(' ')]);
		}
		await page.context().close();
	};
	const first = await person(browser, 'desk');
	await signIn(first, open.url, login, password);
	const all = await editable(first, open.url), seals = all.find(s => s.seals);
	await first.context().close();
	tell('sheet: there is one to fill in and seal', seals ? [] : ['none']);
	for (const size of ['phone', 'tablet', 'desk']) await run('names, roles and states, in the order of the paper', size, byEar, seals.at);
	for (const size of ['phone', 'tablet']) await run('a tap for each criterion, at the edge of its row', size, byTaps, seals.at);
	await run('on two sheets of paper', 'desk', onPaper, seals.at);
	await run('drawn by the program, on two sheets of paper', 'desk', asFile, seals.at);
	const other = all.find(s => s !== seals);
	if (other) await run('on two sheets of paper, another set', 'desk', onPaper, other.at);
	for (const size of ['phone', 'desk']) await run('Mẫu 02: ticks and pages of papers save by themselves', size, ticks, null, 'producer');
	for (const [name, [walk, plant]] of Object.entries(spoilt)) await run(`control: ${name} is found`, walk === byTaps ? 'tablet' : 'desk', walk, seals.at, login, plant);
	await run('by keys alone, from the first Tab to the seal', 'desk', byKeys, seals.at);
} finally {
	await open.close();
	await browser.close();
}
finish();
