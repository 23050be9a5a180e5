// lighthouse: a page as a phone on a slow line sees it: performance 95 at least,
// everything else 100; nothing jumps, nothing blocks. journey.mjs calls it on every
// page that somebody comes to, so no page of the journey can be left out.
//
// One Chromium of its own serves all measurements. Of Lighthouse's audits those run
// that weigh in one of the four categories; the rest moves no figure. Time is
// measured, and whatever else the machine does makes it worse, never better: what
// misses is measured again, and of each figure its best counts.
//
// Lighthouse stretches the time of the processor four times, to be the phone from a
// strong desk. A machine that is weaker, or has other work, would be a weaker phone than
// is meant: Lighthouse measures how strong it is with every report (benchmarkIndex), and
// says that 4 is meant for 1,533. When a page missed, it is stretched by what makes the
// same phone of the strongest that this machine was meanwhile: never by more than 4, so a
// strong and quiet machine judges as before, and never by less than it was strong.
//
// Lighthouse asks for a page by its address. What was the answer to a form (a
// mistake and what to do) has none: its bytes are handed out again at an address.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import lighthouse, { defaultConfig } from 'lighthouse';
import { until } from '../patience.mjs';
import { PATIENCE_MS, chromiumFlags, chromiumPath, tell, top } from './lib.mjs';

const TRIES = 6;
const STRETCH = 4, STRENGTH = 1533; // Lighthouse's, and the benchmarkIndex that they belong together at
const every = process.env.OCOP_LIGHTHOUSE === 'every'; // all pages with a name, not all kinds
const judged = ['performance', 'accessibility', 'best-practices', 'seo'];
const weighing = judged.flatMap(name => defaultConfig.categories[name].auditRefs).filter(ref => ref.weight > 0).map(ref => ref.id);
const phone = { width: 412, height: 823 }; // Lighthouse's

// A Chromium that Lighthouse can speak to; the port is the system's choice.
async function ownChromium() {
	const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-lighthouse-'));
	const child = spawn(chromiumPath, ['--headless=new', ...chromiumFlags, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
		{ stdio: ['ignore', 'ignore', 'pipe'] });
	const ended = new Promise(done => child.on('exit', done));
	process.on('exit', () => child.kill()); // only a test that broke leaves one
	const port = await new Promise((found, failed) => {
		let said = '';
		const late = setTimeout(() => failed(new Error(`chromium says no port: ${said.slice(-400)}`)), PATIENCE_MS);
		child.stderr.on('data', bytes => {
			said = (said + bytes).slice(-4000);
			const port = said.match(/^DevTools listening on ws:\/\/[^:]+:(\d+)/m)?.[1];
			if (port) { clearTimeout(late); found(Number(port)); }
		});
		ended.then(code => failed(new Error(`chromium ended with ${code}: ${said.slice(-400)}`)));
	});
	// Processes of its own still put things down after it has ended: what was not empty is emptied again.
	const removed = () => {
		try { fs.rmSync(profile, { recursive: true, force: true }); return true; } catch (e) { if (e.code !== 'ENOTEMPTY') throw e; return false; }
	};
	return { port, close: async () => { child.kill(); await ended; await until(removed, `${profile} is removed`); } };
}

// Hands out one page again, and what it asks for from where it came.
async function handedOut({ url, html, headers }) {
	const at = new URL(url);
	const server = http.createServer((ask, answer) => {
		if (new URL(ask.url, url).pathname === at.pathname) {
			const kept = Object.entries(headers).filter(([name]) => !/^(content-(length|encoding)|transfer-encoding|connection|date|set-cookie)$/.test(name));
			answer.writeHead(200, Object.fromEntries(kept));
			answer.end(html);
			return;
		}
		ask.pipe(http.request(new URL(ask.url, url), { method: ask.method, headers: { ...ask.headers, host: at.host } }, from => {
			answer.writeHead(from.statusCode, from.headers);
			from.pipe(answer);
		}).on('error', () => answer.writeHead(502).end()));
	});
	await new Promise(ready => server.listen(0, '127.0.0.1', ready));
	return { url: `http://127.0.0.1:${server.address().port}${at.pathname}`, close: () => { server.closeAllConnections(); server.close(); } };
}

// A bar that stays in sight covers a part of whatever is scrolled beneath it:
// that part is not a small target, it is one to be scrolled up. (Lighthouse
// measures what is left uncovered in one position. Whole targets are measured by
// sheet.mjs: at least 44 px, each tapped; and no focus lies under the bar.)
const isBeneath = (rect, bar) => bar && rect && rect.top < bar.bottom && rect.bottom > bar.top;

async function barOf(page) {
	const size = page.viewportSize();
	await page.setViewportSize(phone);
	const bar = await page.evaluate(() => {
		const e = document.querySelector('.scorebar');
		return e && { top: e.getBoundingClientRect().top, bottom: e.getBoundingClientRect().bottom };
	});
	await page.setViewportSize(size);
	return bar;
}

// What is wrong, by what was judged.
function faultsOf(report, signedIn, bar) {
	const faults = new Map();
	for (const [name, c] of Object.entries(report.categories)) {
		const least = name === 'performance' ? 95 : 100, is = Math.round(c.score * 100);
		if (is >= least) continue;
		const lost = c.auditRefs.map(r => report.audits[r.id])
			.filter(a => a.score !== null && a.score < 1 && a.scoreDisplayMode !== 'informative')
			.map(a => ({ id: a.id, nodes: [a.details?.items ?? []].flat().map(i => i.node).filter(Boolean) }))
			.filter(a => !(a.id === 'target-size' && a.nodes.length && a.nodes.every(node => isBeneath(node.boundingRect, bar))));
		if (name === 'accessibility' && lost.length === 0) continue;
		// A page behind the sign-in asks not to be listed, which costs it here.
		if (signedIn && name === 'seo' && lost.length && lost.every(a => a.id === 'is-crawlable')) continue;
		faults.set(name, `${name} ${is}, at least ${least}: ${lost.map(a => [a.id, ...a.nodes.slice(0, 2).map(node => node.snippet)].join(' ')).join('; ')}`);
	}
	for (const [id, most, word] of [['largest-contentful-paint', 1800, 'ms until the largest paint'],
		['total-blocking-time', 100, 'ms blocked'], ['cumulative-layout-shift', 0.02, 'of jumping']]) {
		const is = report.audits[id]?.numericValue;
		if (!(is <= most)) faults.set(id, `${is} ${word}, at most ${most}`);
	}
	return faults;
}

// The settings that make the same phone of a machine of that strength.
export const phoneOf = (throttling, strength) => ({ ...throttling, cpuSlowdownMultiplier: Math.min(STRETCH, Math.max(1, STRETCH * strength / STRENGTH)) });

async function report(port, url, cookie, throttling) {
	const run = await lighthouse(url, { port, locale: 'vi', logLevel: 'silent', onlyAudits: weighing, disableFullPageScreenshot: true, ...(throttling ? { throttling } : {}),
		extraHeaders: { 'Accept-Language': 'vi', ...(cookie ? { Cookie: cookie } : {}) } });
	return run.lhr;
}

async function measure(port, url, cookie, signedIn, bar, tries = TRIES) {
	let faults = null, strength = 0, throttling = null;
	for (let i = 0; i < tries && faults?.size !== 0; i++) {
		await new Promise(quieter => setTimeout(quieter, i * 2000));
		const lhr = await report(port, url, cookie, throttling), now = faultsOf(lhr, signedIn, bar);
		strength = Math.max(strength, lhr.environment.benchmarkIndex);
		throttling = phoneOf(lhr.configSettings.throttling, strength);
		if (process.env.DEBUG) console.log(`# try ${i}: strength ${lhr.environment.benchmarkIndex}, stretched ${lhr.configSettings.throttling.cpuSlowdownMultiplier}: ${[...now.values()].join('; ') || 'good'}`);
		faults = new Map([...now].filter(([what]) => faults?.has(what) ?? true));
	}
	return [...faults.values()];
}

// The page full of mistakes must fail, or a green run means nothing.
async function control(port) {
	const html = fs.readFileSync(path.join(top, 'test/browser/control/bad.html'));
	const bad = await handedOut({ url: 'http://127.0.0.1:9/bad', html, headers: { 'content-type': 'text/html; charset=utf-8' } });
	const faults = await measure(port, bad.url, '', false, null, 1);
	bad.close();
	const missed = ['accessibility', 'seo'].filter(name => !faults.some(f => f.startsWith(name)));
	const stretched = strength => phoneOf({}, strength).cpuSlowdownMultiplier;
	tell('control: a strong machine stretches four times, a weaker one by what it is weaker', [[3000, 4], [STRENGTH, 4], [STRENGTH / 2, 2], [10, 1]]
		.filter(([strength, is]) => stretched(strength) !== is).map(([strength]) => `${strength}: ${stretched(strength)}`));
	tell('control: lighthouse fails the page full of mistakes', missed.map(name => `finds nothing in ${name}: ${faults.join('; ')}`));
}

// What measures pages: `see(page, kind, name)` where somebody stands, once for
// each kind (or each name, when every page is asked for); `answer` is what came.
export async function measurer() {
	const own = await ownChromium(), seen = new Set();
	let before = control(own.port); // one at a time
	return {
		seen,
		see(page, kind, name, answer) {
			const what = every ? `${kind} ${name}` : kind;
			if (!seen.has(what)) before = before.then(() => this.one(page, kind, name, answer));
			seen.add(what).add(kind);
			return before;
		},
		async one(page, kind, name, answer) {
			const cookie = (await page.context().cookies()).map(c => `${c.name}=${c.value}`).join('; ');
			const title = `lighthouse ${kind}${name ? `: ${name}` : ''}`;
			if (process.env.CASE && !title.includes(process.env.CASE)) return;
			const isAnswer = answer.method !== 'GET' || answer.status >= 400;
			const again = isAnswer ? await handedOut({ url: page.url(), html: await answer.html, headers: answer.headers }) : null;
			const begun = Date.now();
			const faults = await measure(own.port, again?.url ?? page.url(), cookie, !kind.startsWith('public '), await barOf(page));
			again?.close();
			if (process.env.DEBUG) console.log(`# ${kind}: ${Date.now() - begun} ms`);
			tell(title, faults);
		},
		close: own.close,
	};
}
