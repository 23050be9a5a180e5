// lib: an office to look at, a browser to look with, and a way to say what was
// seen. Everything a test starts it ends itself, by its own process id.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { PATIENCE_MS } from '../patience.mjs';

export { PATIENCE_MS, until } from '../patience.mjs';

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const here = path.join(top, 'test/browser');
const only = process.env.CASE;
const axeSource = fs.readFileSync(path.join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const chromiumPath = process.env.CHROME_PATH || '/usr/bin/chromium';
export const chromiumFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync'];

// ---- what was seen ---------------------------------------------------------

// A page, or all pages of a browser's context, that waits as long as tests do.
export function patient(page) {
	page.setDefaultTimeout(PATIENCE_MS);
	page.setDefaultNavigationTimeout(PATIENCE_MS);
	return page;
}

let failures = 0;

// One case: prints it as ./check counts it. `faults` is a list of sentences.
export function tell(name, faults) {
	if (only && !name.includes(only)) return;
	for (const fault of faults.slice(0, 12)) console.log(`# ${name}: ${fault}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} ${name}`);
	if (faults.length) failures++;
}

export function finish() {
	process.exitCode = failures ? 1 : 0;
}

// An address without what differs from one thing to the next.
export const shapeOf = p => p.replace(/\/\d+(?=[/-]|$)/g, '/{n}').replace(/^\/c\/[^/]+/, '/c/{code}').replace(/^(\/so-cong-khai)\/[^/]+/, '$1/{code}')
	.replace(/(\/san-pham\/\{n\})-.*/, '$1-{slug}').replace(/\/[1-9]\d*\.\d+(\.\d+)*(?=\/|$)/, '/{criterion}').replace(/\/QD[\w-]+/, '/{set}');

// ---- an office --------------------------------------------------------------

// A directory with sample data, made once and copied: making it takes longer.
export function demoDirectory() {
	const source = path.join(top, 'build/check/demo');
	const program = path.join(top, 'build/ocop');
	const stamp = createHash('sha256').update(fs.readFileSync(program)).digest('hex');
	const stampFile = path.join(top, 'build/check/demo.of');
	if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, 'utf8') !== stamp) {
		fs.rmSync(source, { recursive: true, force: true });
		fs.mkdirSync(path.dirname(source), { recursive: true });
		const made = spawnSync(program, ['demo', '--data', source], { encoding: 'utf8' });
		if (made.status !== 0) throw new Error(`ocop demo: ${made.stderr}`);
		fs.writeFileSync(stampFile, stamp);
	}
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-browser-'));
	fs.cpSync(source, dir, { recursive: true });
	return dir;
}

// Serves a fresh copy of the sample office on a port that the system chooses.
export const office = () => serve(demoDirectory(), {});

// Serves an office that begins where a story of test/seed ends, on a day of its
// own: build/shift.so moves the clock of the program, and of nothing else.
export function seedOffice(seed, at) {
	const shift = path.join(top, 'build/shift.so');
	if (!fs.existsSync(shift)) throw new Error('build/shift.so is not there: the office would open today');
	const dir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-browser-')), 'office');
	const made = spawnSync(path.join(top, 'build/stories'), ['--keep', dir, seed], { cwd: top, encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`stories --keep ${seed}: ${made.stdout} ${made.stderr}`);
	return serve(dir, { LD_PRELOAD: shift,
		OCOP_SHIFT_S: `${Math.round((Date.parse(at) - Date.now()) / 1000)}` });
}

async function serve(dir, more) {
	const child = spawn(path.join(top, 'build/ocop'), ['serve', '--data', dir, '--port', '0'],
		{ stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...more } });
	let said = '';
	const url = await new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error(`the office did not open: ${said}`)), PATIENCE_MS);
		const hear = bytes => {
			said += bytes;
			const ready = said.match(/^ready (http:\S+)$/m);
			if (ready) { clearTimeout(late); resolve(ready[1].replace(/\/$/, '')); }
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', code => reject(new Error(`the office ended with ${code}: ${said}`)));
	});
	return {
		url, dir, said: () => said,
		close: () => new Promise(resolve => {
			child.removeAllListeners('exit');
			const hard = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
			child.on('exit', code => {
				clearTimeout(hard);
				fs.rmSync(dir, { recursive: true, force: true });
				resolve(code);
			});
			child.kill('SIGTERM');
		}),
	};
}

// ---- a browser ----------------------------------------------------------------

export const launch = () => chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });

export const sizes = { phone: { width: 360, height: 740 }, tablet: { width: 820, height: 1180 },
	desk: { width: 1280, height: 900 } };

// A person's browser. script: false turns JavaScript off altogether.
// Everything that the console or the content policy complains about is kept in
// page.complaints.
export async function person(browser, size, { script = true, axe = true } = {}) {
	const context = await browser.newContext({ viewport: sizes[size], locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh', javaScriptEnabled: script, hasTouch: size !== 'desk',
		serviceWorkers: 'block' });
	const page = patient(await context.newPage());
	page.size = size;
	page.script = script;
	page.complaints = [];
	page.on('console', m => {
		// A refusal (422, 404) is an answer, not a fault of the page.
		if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) page.complaints.push(m.text());
	});
	page.on('pageerror', e => page.complaints.push(String(e)));
	return page;
}

export async function signIn(page, url, login, password) {
	await page.goto(`${url}/dang-nhap`);
	await page.fill('[name=login]', login);
	await page.fill('[name=password]', password);
	await pressed(page, 'main form button[type=submit]');
	if (new URL(page.url()).pathname === '/dang-nhap') throw new Error(`${login} could not sign in`);
}

// ---- how people act ----------------------------------------------------------------

// Presses what leads to another page (a selector, or how), and waits for that one:
// a click comes back before its page does, and whoever goes on then looks at the
// old one, or takes the line from under the form that is on its way.
export const pressed = (page, press) => Promise.all([page.waitForEvent('load'), typeof press === 'string' ? page.click(press) : press()]);

export async function put(form, name, value) {
	const field = form.locator(`[name="${name}"]`);
	const kind = await field.first().evaluate(e => e.tagName === 'SELECT' ? 'select' : e.type);
	if (kind === 'select') await field.selectOption(String(value));
	else if (kind === 'checkbox' || kind === 'radio') {
		const one = typeof value === 'boolean' ? field.first() : form.locator(`[name="${name}"][value="${value}"]`);
		await one.setChecked(value !== false);
	} else if (kind === 'file') await field.setInputFiles(value);
	else await field.fill(String(value));
}

// Fills in the form that goes to `action` and sends it with its button. Waits
// for the page that comes.
export async function send(page, action, values = {}, { button, expect } = {}) {
	const form = page.locator(`form[action="${action}"]`).first();
	for (const [name, value] of Object.entries(values)) await put(form, name, value);
	const press = button ? form.locator(button).first() :
		form.locator('button[type=submit]:not([formaction]):not(.second)').first();
	const id = await form.getAttribute('id');
	const outside = !button && await press.count() === 0 && id ? page.locator(`button[form="${id}"]:not(.second)`).first() : press;
	const came = page.waitForEvent('response', r => r.request().isNavigationRequest() && r.frame() === page.mainFrame() && (r.status() < 300 || r.status() >= 400));
	const loaded = page.waitForEvent('load'); // of the page that comes: the one that stands is loaded already
	await outside.click();
	const answer = await came;
	await loaded;
	if (answer.status() >= 400 && expect !== answer.status())
		throw new Error(`${action} answers ${answer.status()}: ${(await page.locator('main').innerText()).slice(0, 300)}`);
	return answer.status();
}

// ---- looking at a page -----------------------------------------------------------

// axe is put in through the debugger, past the content policy, which stays on
// for everything that belongs to the page.
export async function axe(page) {
	const session = await page.context().newCDPSession(page);
	await session.send('Runtime.evaluate', { expression: axeSource });
	const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
		expression: `axe.run(document, { runOnly: ${JSON.stringify(axeTags)} }).then(r => JSON.stringify(
			r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | '))))`,
		awaitPromise: true, returnByValue: true });
	await session.detach();
	if (exceptionDetails) return [`axe: ${exceptionDetails.text}`];
	return JSON.parse(result.value);
}

// What no checker of others looks at.
export async function house(page) {
	const faults = await page.evaluate(() => {
		const found = [], text = document.body.innerText;
		const visible = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
		const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
		if (wide > 0) {
			const held = e => { // by a box that scrolls by itself
				for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
					if (getComputedStyle(p).overflowX !== 'visible') return true;
				return false;
			};
			const far = [...document.querySelectorAll('body *')].filter(e => visible(e) && !held(e) &&
				e.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
			found.push(`scrolls sideways by ${wide} px: ${(far[0] || document.body).outerHTML.slice(0, 120)}`);
		}
		if (document.querySelectorAll('h1').length !== 1) found.push(`has ${document.querySelectorAll('h1').length} H1`);
		if (!document.documentElement.lang) found.push('has no lang');
		// Vietnamese letters must be under lang=vi, and the page in its own language.
		const marks = (text.match(/[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/g) || []).length;
		if (document.documentElement.lang === 'en' && marks > text.length / 12) found.push('says lang=en and is Vietnamese');
		if (document.documentElement.lang === 'vi' && text.length > 300 && marks < text.length / 60) found.push('says lang=vi and is not Vietnamese');
		if (text !== text.normalize('NFC')) found.push('has text that is not NFC');
		if (/[★☆]/.test(text)) found.push('has a star as a letter');
		if (/\{\d\}|\bT_[A-Z_]+\b|%!|\bNULL\b|undefined|\[object/.test(text)) found.push('shows a hole: ' + text.match(/.{0,30}(\{\d\}|\bT_[A-Z_]+\b|%!|\bNULL\b|undefined|\[object).{0,30}/)[0]);
		// Bytes that machines read are shown as they are.
		const said = [...document.querySelectorAll('pre.bytes')].reduce((t, e) => t.replace(e.innerText, ''), text);
		if (/\b\d{4}-\d\d-\d\d\b/.test(said)) found.push('shows a date that is not dd/mm/yyyy: ' + said.match(/.{0,20}\d{4}-\d\d-\d\d.{0,20}/)[0]);
		for (const e of document.querySelectorAll('[data-next]')) // which pages have one: test/story/nexts.c
			if (!visible(e) || !e.querySelector('cite')?.innerText.trim())
				found.push('says what comes next unseen, or without its clause: ' + e.outerHTML.slice(0, 120));
		if (/không hợp lệ/i.test(text)) found.push('says “không hợp lệ”');
		const summary = document.querySelector('[data-errors], .error-summary, #errors');
		const wrong = document.querySelector('[aria-invalid="true"]');
		if ((summary || wrong) && !/^(Lỗi|Error): /.test(document.title)) found.push('has errors and its title does not say so: ' + document.title);
		for (const e of document.querySelectorAll('button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea, a.button, summary')) {
			const box = e.getBoundingClientRect();
			if (visible(e) && !e.closest('.visually-hidden, .skip') && box.width > 0 && box.height < 43.5)
				found.push(`target of ${Math.round(box.height)} px: ${e.outerHTML.slice(0, 100)}`);
		}
		return found;
	});
	return faults.concat(page.complaints.splice(0).map(c => `console: ${c}`));
}

// ---- checkers that read the HTML of the server ------------------------------------

const keep = path.join(top, 'build/check/html');

export function keepHtml(name, html) {
	fs.mkdirSync(keep, { recursive: true });
	fs.writeFileSync(path.join(keep, `${name.replace(/[^\p{L}\p{N}-]+/gu, '_').slice(0, 150)}.html`), html);
}

export function forgetHtml() {
	fs.rmSync(keep, { recursive: true, force: true });
}

// vnu over files: a list of faults by file name.
export function vnu(files) {
	const run = spawnSync('java', ['-jar', path.join(here, 'node_modules/vnu-jar/build/dist/vnu.jar'), '--Werror',
		'--also-check-css', '--also-check-svg', '--format', 'json', '--stdout', ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
	const faults = {};
	for (const file of files) faults[file] = [];
	for (const m of JSON.parse(run.stdout || '{"messages":[{"url":"","message":"vnu said nothing"}]}').messages) {
		if (m.type === 'info' && m.subType !== 'warning') continue; // says where the other half is
		const file = m.url ? fileURLToPath(m.url) : files[0];
		(faults[file] ??= []).push(`${m.message} at line ${m.lastLine}: ${(m.extract || '').trim().slice(0, 120)}`);
	}
	return faults;
}

// One rule is set looser than html-validate's own: one name may be on several
// boxes and buttons, that is how a form says "which of these".
export async function htmlValidate(files) {
	const { FileSystemConfigLoader, HtmlValidate } = await import('html-validate');
	const config = JSON.parse(fs.readFileSync(path.join(here, 'htmlvalidate.json'), 'utf8'));
	const checker = new HtmlValidate(new FileSystemConfigLoader(config));
	const faults = {};
	for (const file of files) {
		const report = await checker.validateString(fs.readFileSync(file, 'utf8'), file);
		faults[file] = report.results.flatMap(r => r.messages).map(m => `${m.ruleId}: ${m.message} at line ${m.line}`);
	}
	return faults;
}

// All pages kept so far, through both checkers, a case each.
export async function checkHtml(prefix) {
	if (!fs.existsSync(keep)) return;
	const files = fs.readdirSync(keep).filter(f => f.endsWith('.html')).sort().map(f => path.join(keep, f));
	if (!files.length) return;
	const byVnu = vnu(files), byValidate = await htmlValidate(files);
	for (const file of files)
		tell(`${prefix} ${path.basename(file, '.html')} is valid HTML`, [...byVnu[file], ...byValidate[file]]);
}
