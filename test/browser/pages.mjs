// pages: every page that anybody can reach, looked at with every checker.
//
// Starts from the home of each role and follows every link; of addresses that
// differ only in a number or a code, the first three are visited. Each page:
//   axe at 360x740 and 1280x900, with script and with app.js blocked
//   the house's own rules (lib.mjs, house())
//   vnu --Werror and html-validate over the bytes that the server sent
//   by Tab alone, at 1280x900 (keys.mjs): the first page of each role, and each page once
// First, the control: a page full of mistakes must fail every checker.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { axe, checkHtml, finish, forgetHtml, house, htmlValidate, keepHtml, launch, office, person,
	shapeOf, signIn, tell, top, vnu } from './lib.mjs';
import { keys } from './keys.mjs';
import { people } from './people.mjs';

const skip = /\/(dang-xuat|ngon-ngu)\b|\.(pdf|xlsx|csv|json|webp|jpg|png|woff2|docx|leaf|tlog-proof)$|^\/(s|anh|api)\//;

async function control(browser) {
	const page = await person(browser, 'phone');
	const file = path.join(top, 'test/browser/control/bad.html');
	await page.goto(`file://${file}`);
	const seen = { axe: await axe(page), house: await house(page), vnu: vnu([file])[file],
		'html-validate': (await htmlValidate([file]))[file] };
	for (const [checker, faults] of Object.entries(seen)) {
		const least = { axe: 3, house: 4, vnu: 2, 'html-validate': 3 }[checker];
		tell(`control: ${checker} fails the page full of mistakes`,
			faults.length >= least ? [] : [`only ${faults.length} faults found: ${faults.join('; ')}`]);
	}
	await page.goto(`file://${path.join(top, 'test/browser/control/keys.html')}`);
	const found = await keys(page);
	for (const part of ['the first Tab is not on the skip link', 'the focus is not seen on', 'are not reached by Tab'])
		tell(`control: keys say that ${part}`, found.some(f => f.includes(part)) ? [] : [`only: ${found.join('; ')}`]);
	await page.context().close();
}

// All addresses that one role can reach by links, in the order found.
async function crawl(page, url, start) {
	const queue = start.map(at => ({ at, from: 'the menu' })), seen = new Set(), shapes = new Map(), found = [];
	while (queue.length && found.length < 120) {
		const { at, from } = queue.shift();
		const shape = shapeOf(at.replace(/\?.*/, ''));
		const query = at.includes('?') ? '?' : '';
		if (seen.has(at) || (shapes.get(shape + query) ?? 0) >= (query ? 1 : 2)) continue;
		seen.add(at);
		// The office closes lines that were quiet for long: then once more.
		const ask = () => page.request.get(url + at, { maxRedirects: 0 });
		const answer = await ask().catch(ask);
		if (answer.status() !== 200 || !/text\/html/.test(answer.headers()['content-type'])) {
			if (answer.status() >= 400 && !shapes.has(`dead ${shape}`)) found.push({ at, shape, from, dead: answer.status() });
			if (answer.status() >= 400) shapes.set(`dead ${shape}`, 1);
			continue;
		}
		shapes.set(shape + query, (shapes.get(shape + query) ?? 0) + 1);
		const html = await answer.text();
		found.push({ at, shape, html, size: (await answer.body()).length });
		for (const [, href] of html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)) {
			const next = href.replaceAll('&amp;', '&').replace(/#.*/, '');
			if (next.startsWith('/') && !skip.test(next.replace(/\?.*/, ''))) queue.push({ at: next, from: at });
		}
	}
	return found;
}

// Looks at each page of one role; a page that another role has been seen on is
// looked at again only if the shape is new or its own.
async function look(browser, office, role, known) {
	const plain = await person(browser, 'phone'); // fetches; renders
	if (role.login) await signIn(plain, office.url, role.login, role.password);
	const cookies = await plain.context().cookies();
	const found = await crawl(plain, office.url, role.start);
	await plain.context().close();
	const views = [];
	for (const [size, blocked] of [['phone', false], ['phone', true], ['desk', false], ['desk', true]]) {
		const page = await person(browser, size);
		if (blocked) await page.context().route(/\/s\/app.*\.js$/, r => r.abort());
		await page.context().addCookies(cookies);
		views.push({ page, name: `${size}${blocked ? ', script blocked' : ''}`, blocked });
	}
	for (const { at, shape, html, dead, from } of found) {
		const name = `${role.name} ${shape}`;
		if (dead) { tell(`${name} is there`, [`${at} answers ${dead}; ${from} leads there`]); continue; }
		// Public pages look the same to everybody but for the menu; a page with a
		// query is another page than the one without.
		if (known.has(name) || (role.login && known.has(`public ${shape}`))) continue;
		known.add(name);
		keepHtml(name, html);
		const faults = [];
		await Promise.all(views.map(async ({ page, name: view, blocked }) => {
			await page.goto(office.url + at);
			for (const f of await axe(page)) faults.push(`${at} (${view}): ${f}`);
			for (const f of await house(page))
				if (!(blocked && /Failed to load resource/.test(f))) faults.push(`${at} (${view}): ${f}`);
			if (view !== 'desk' || (walked.has(shape) && at !== found[0].at)) return;
			walked.add(shape);
			const begun = Date.now();
			for (const f of await keys(page)) faults.push(`${at} (by keys): ${f}`);
			spent += Date.now() - begun;
		}));
		tell(`page ${name}`, faults);
		tell(`size ${name}`, zlib.gzipSync(html, { level: 6 }).length <= 12 * 1024 ? [] :
			[`${at}: ${zlib.gzipSync(html).length} bytes packed, at most 12 KB`]);
	}
	const { page: desk } = views.find(v => v.name === 'desk'), unread = [];
	for (const link of await desk.locator('.head a, .head .link').all()) {
		await link.hover();
		const [ink, ground] = await link.evaluate(e => [getComputedStyle(e).color, getComputedStyle(e.closest('.head')).backgroundColor]);
		if (ink === ground) unread.push(await link.innerText());
	}
	tell(`${role.name}: what the pointer is on at the head of a page can be read`, unread);
	for (const { page } of views) await page.context().close();
	return found.length;
}

// What the first visit costs on the line, everything with it; producers' photos
// by themselves: 25 KB each, 250 KB with the page.
async function weight(browser, office) {
	for (const at of ['/', '/san-pham', '/tra-cuu', '/dang-nhap']) {
		const page = await person(browser, 'phone');
		const session = await page.context().newCDPSession(page);
		const photos = new Set();
		let bytes = 0, requests = 0, photoBytes = 0;
		const faults = [];
		await session.send('Network.enable');
		session.on('Network.responseReceived', e => { if (new URL(e.response.url).pathname.startsWith('/anh/')) photos.add(e.requestId); });
		session.on('Network.loadingFinished', e => {
			if (!photos.has(e.requestId)) { bytes += e.encodedDataLength; requests++; return; }
			photoBytes += e.encodedDataLength;
			if (e.encodedDataLength > 25 * 1024) faults.push(`a photo of ${Math.round(e.encodedDataLength / 1024)} KB, at most 25`);
		});
		await page.goto(office.url + at, { waitUntil: 'networkidle' });
		if (bytes + photoBytes > 250 * 1024) faults.push(`${Math.round((bytes + photoBytes) / 1024)} KB with photos, at most 250`);
		if (bytes > 75 * 1024) faults.push(`${Math.round(bytes / 1024)} KB, at most 75`);
		if (requests > 7) faults.push(`${requests} requests, at most 7`);
		tell(`weight of the first visit to ${at}`, faults);
		await page.context().close();
	}
}

let spent = 0; // by keys
const walked = new Set();
const browser = await launch();
try {
	forgetHtml();
	await control(browser);
	const open = await office();
	try {
		const known = new Set();
		for (const role of people) {
			const n = await look(browser, open, role, known);
			tell(`crawl ${role.name} found pages`, n >= role.least ? [] : [`${n} pages, at least ${role.least}`]);
		}
		console.log(`# all Tabs of all pages took ${Math.round(spent / 1000)} s`);
		await weight(browser, open);
		await checkHtml('html');
	} finally {
		const code = await open.close();
		tell('the office ends cleanly at TERM', code === 0 ? [] : [`status ${code}: ${open.said().slice(-500)}`]);
	}
} finally {
	await browser.close();
}
finish();
