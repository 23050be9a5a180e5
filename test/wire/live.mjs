// live: pages of the council room that follow their session, over real sockets.
// An event is there no later than the page of somebody who asks every two
// seconds, in the same run; it says nothing; who listens holds no thread; who is
// one too many is told to ask; the office ends cleanly while many listen.
import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pause as wait, PATIENCE_MS, waited as until } from '../patience.mjs';
import { cookieKept } from './cookie.mjs';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(top, process.env.OCOP_PROGRAM || 'build/ocop');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-live-'));
const POLL_MS = 2000, STREAMS = 7, ROUNDS = 3;
let status = 0;
function tell(name, faults) {
	for (const f of faults) console.log(`# ${f}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} live: ${name}`);
	if (faults.length) status = 1;
}

execFileSync(path.join(top, 'build/ocop'), ['demo', '--data', dir], { stdio: 'ignore' });
const child = spawn(program, ['serve', '--data', dir, '--port', '0', '--threads', '1', '--streams', `${STREAMS}`], { stdio: ['ignore', 'pipe', 'inherit'] });
const port = await new Promise((resolve, reject) => {
	let said = '';
	child.stdout.on('data', d => { said += d; const m = said.match(/ready http:\/\/[\d.]+:(\d+)/); if (m) resolve(+m[1]); });
	child.on('exit', () => reject(new Error(`ended: ${said}`)));
});
const base = `http://127.0.0.1:${port}`;

async function signIn(login) {
	const who = { cookie: '' };
	who.ask = async (method, at, body) => {
		const r = await fetch(base + at, { method, redirect: 'manual', body: body && new URLSearchParams(body), headers: { cookie: who.cookie } });
		who.cookie = cookieKept(who.cookie, r.headers);
		return r;
	};
	who.page = async at => (await who.ask('GET', at)).text();
	await who.ask('POST', '/dang-nhap', { login, password: 'mat khau mau 2026' });
	return who;
}

// A listener: what it heard, each with its moment; open until it is closed.
function listen(who, at = '/hoi-dong/phien/1/theo-doi') {
	return new Promise(resolve => {
		const heard = { events: [], said: '', ended: false, status: 0 };
		const r = http.get({ port, path: at, headers: { cookie: who.cookie }, agent: false }, a => {
			heard.status = a.statusCode;
			heard.headers = a.headers;
			a.on('data', d => {
				heard.said += d;
				for (const m of String(d).matchAll(/event: (\w+)/g)) heard.events.push({ name: m[1], at: performance.now() });
				resolve(heard);
			});
			a.on('end', () => { heard.ended = true; resolve(heard); });
			a.on('close', () => { heard.ended = true; resolve(heard); });
		});
		r.on('error', () => { heard.ended = true; resolve(heard); });
		heard.close = () => r.destroy();
	});
}
const rooms = heard => heard.events.filter(e => e.name === 'room').length;

const secretary = await signIn('secretary'), member = await signIn('member');
const table = '/thu-ky/phien/1', roll = `${table}/thanh-vien`;
const matrix = html => html.match(/<table class="matrix"[\s\S]*?<\/table>/)?.[0];

// What changes: a seat is away, is there again.
const seats = [...(await secretary.page(roll)).matchAll(/name="seat" value="(\d+)"|<option value="(\d+)"/g)].map(m => m[1] || m[2]);
const seat = seats.at(-2);
async function deed(there) {
	const html = await secretary.page(roll);
	const form = html.slice(html.indexOf(`action="${roll}"`));
	const r = await secretary.ask('POST', roll, { csrf: form.match(/name="csrf" value="([^"]+)"/)[1], once: form.match(/name="once" value="([^"]+)"/)?.[1] || '',
		seat, attends: there ? '1' : '2', why: there ? '' : 'đi công tác' });
	return r.status;
}

// ---- an event against asking every two seconds
{
	const faults = [], ms = { told: [], asked: [] };
	const heard = await listen(secretary), other = await listen(member);
	if (heard.status !== 200 || !/text\/event-stream/.test(heard.headers['content-type'])) faults.push(`status ${heard.status}, ${heard.headers['content-type']}`);
	let seen = matrix(await secretary.page(table)), asking = true, saw = null;
	const asker = (async () => {
		while (asking) {
			await wait(POLL_MS);
			const now = matrix(await secretary.page(table));
			if (now !== seen) { seen = now; saw?.(performance.now()); }
		}
	})();
	for (let i = 0; i < ROUNDS; i++) {
		const before = rooms(heard), polled = new Promise(done => { saw = done; });
		const done = await deed(i % 2 === 1), at = performance.now();
		if (done !== 303) { faults.push(`the deed was answered ${done}`); break; }
		if (!await until(() => rooms(heard) > before)) { faults.push('no event'); break; }
		const told = heard.events.at(-1).at, asked = await polled;
		ms.told.push(Math.round(told - at));
		ms.asked.push(Math.round(asked - at));
		await wait(Math.random() * 500);
	}
	asking = false;
	await asker;
	console.log(`# after the answer to a deed: told ${ms.told.join(', ')} ms; asking every ${POLL_MS} ms sees it after ${ms.asked.join(', ')} ms`);
	const all = list => list.reduce((a, b) => a + b, 0); // one round may lose by chance
	if (all(ms.told) > all(ms.asked)) faults.push(`told ${ms.told} ms after the answers, asked ${ms.asked} ms`);
	tell('an event is there before who asks every two seconds sees it', faults);

	const told = [];
	if (rooms(other)) told.push(`the member was told ${rooms(other)} times of what her page does not show`);
	const words = new Set((heard.said + other.said).split('\n').filter(Boolean).map(l => l.replace(/[0-9a-f]{16}$/, '#')));
	for (const w of words) if (!['retry: 2000', 'event: begin', 'event: room', 'data: #', ':'].includes(w)) told.push(`the stream says: ${w}`);
	tell('the stream says that something changed and nothing else, and only to who may see it', told);
	heard.close();
	other.close();
}

// ---- bounds
{
	const faults = [], all = [];
	for (let i = 0; i < 5; i++) all.push(await listen(secretary));
	if (!await until(() => all[0].ended)) faults.push('the oldest of five listeners of one person goes on');
	if (all.slice(1).some(h => h.ended)) faults.push('a younger one ended');
	// Who left is noticed when the server next has something to say.
	let refused = null;
	const chair = await signIn('chair');
	for (const who of [member, member, member, member, chair, chair, chair, chair]) {
		const h = await listen(who);
		if (h.status === 503) refused = h;
		else all.push(h);
	}
	if (!refused) faults.push(`more than ${STREAMS} listeners`);
	else if (!refused.headers['retry-after']) faults.push('503 without Retry-After');
	const page = await secretary.ask('GET', table);
	if (page.status !== 200) faults.push(`with every place taken the page is ${page.status}`);
	tell('listeners are bounded and hold no thread: pages are served beside them', faults);

	const ended = new Promise(resolve => child.on('exit', (code, signal) => resolve(code ?? signal)));
	child.kill('SIGTERM');
	const code = await Promise.race([ended, wait(PATIENCE_MS).then(() => 'still there')]);
	const end = code === 0 ? [] : [`it ended with ${code}`];
	if (!await until(() => all.every(h => h.ended))) end.push('a listener was not ended');
	tell('the office ends cleanly while people listen', end);
	if (code !== 0) child.kill('SIGKILL');
}
fs.rmSync(dir, { recursive: true, force: true });
process.exit(status);
