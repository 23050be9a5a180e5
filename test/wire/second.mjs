// second: the second step of signing in over the wire, on a clock that stands until
// this test moves it: a wrong code, a used one, the code of the half minute before
// and after, recovery codes, waiting after wrong ones; and what somebody between
// password and code is shown at every address: what nobody is shown.
//
//   node second.mjs     OCOP_TEST_DATABASE=postgres://…/NAME (test/pg.sh): else SQLite
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { codeAt, stepOf } from '../totp.mjs';
import { hidden, person, program, psql, serve, top } from './office.mjs';
import { SQLITE_WAITS } from '../patience.mjs';

const database = process.env.OCOP_TEST_DATABASE, kind = database ? 'postgres' : 'sqlite';
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-second-'));
const where = ['--data', path.join(root, 'office'), ...(database ? ['--database', database] : [])];
let failures = 0;

// ---- a clock that stands -----------------------------------------------------------

const clockFile = path.join(root, 'clock');
let now = Math.ceil(Date.now() / 30000) * 30; // the first second of a half minute
const clock = seconds => {
	now += seconds;
	fs.writeFileSync(`${clockFile}.new`, String(now));
	fs.renameSync(`${clockFile}.new`, clockFile);
};
const code = (secret, away = 0) => codeAt(secret, stepOf(now * 1000) + away);

// ---- an office ---------------------------------------------------------------------

const made = spawnSync(program, ['demo', ...where], { encoding: 'utf8' });
if (made.status !== 0) throw new Error(made.stderr);
clock(0);
process.env.OCOP_STILL = clockFile;
process.env.LD_PRELOAD = path.join(top, 'build/shift.so');
const server = await serve(...where);
delete process.env.LD_PRELOAD;

const sql = text => (database ? psql(database, text)
	: execFileSync('sqlite3', [...SQLITE_WAITS, path.join(root, 'office', 'ocop.db')], { input: text }).toString().trim());
const records = () => +sql('SELECT count(*) FROM record');

async function story(name, walk) {
	const faults = [];
	const expect = (what, got, want) => { if (got !== want) faults.push(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(want)}`); };
	try {
		clock(3600); // what was counted before is forgiven
		await walk(expect);
		expect('health', (await fetch(server.base + '/healthz')).status, 200);
	} catch (e) {
		faults.push(e.stack);
	}
	for (const f of faults.slice(0, 12)) console.log(`# ${f.replace(/\n/g, '\n# ')}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} ${kind}: second step: ${name}`);
	failures += faults.length > 0;
}

// ---- people ------------------------------------------------------------------------

// Sends a form of the page at `page`; what came and where it leads.
async function post(who, page, at, fields) {
	const html = await who.page(page);
	const r = await who.ask('POST', at, new URLSearchParams({ csrf: hidden(html, 'csrf'), once: hidden(html, 'once'), ...fields }));
	return { status: r.status, to: r.headers.get('location') ?? '', text: await r.text(), after: r.headers.get('retry-after') };
}

// Switches it on: the secret, and the ten recovery codes.
async function switchOn(login) {
	const who = person(server), at = '/tai-khoan/buoc-hai';
	await who.enter(login);
	await post(who, at, `${at}/bat-dau`, { password_now: 'mat khau mau 2026' });
	const secret = (await who.page(at)).match(/<strong>([A-Z2-7 ]{39})</)[1];
	const on = await post(who, at, `${at}/bat`, { fresh_code: code(secret) });
	return { secret, spare: [...on.text.matchAll(/<li>([A-Z2-7]{4}-[A-Z2-7-]{14})</g)].map(m => m[1]) };
}

// By the password, up to the code.
async function half(login) {
	const who = person(server), r = await who.enter(login);
	if (!(r.headers.get('location') ?? '').startsWith('/dang-nhap/ma')) throw new Error(`${login} is led to ${r.headers.get('location')}, not to the code`);
	return who;
}
const prove = (who, typed) => post(who, '/dang-nhap/ma', '/dang-nhap/ma', { second_code: typed });
const isIn = async who => (await who.ask('GET', '/viec')).status === 200;

const officer = await switchOn('commune');
const signer = await switchOn('signer');

await story('ten recovery codes are given', async expect => {
	expect('codes', new Set(officer.spare).size, 10);
	expect('kept as they are', sql('SELECT count(*) FROM recovery_code'), '20');
	expect('sealed', sql("SELECT count(*) FROM second_step WHERE secret IS NOT NULL"), '2');
});

await story('a wrong code is refused, says so and lets nobody in', async expect => {
	const before = records();
	for (const typed of ['', '000000', '12345', '1234567', 'abcdef', '１２３４５６', "' OR 1=1 --", code(signer.secret)]) {
		const who = await half('commune');
		expect(`the answer to ${typed}`, (await prove(who, typed)).status, 422);
		expect(`in by ${typed}`, await isIn(who), false);
		clock(1800);
	}
	expect('records', records() - before, 0);
});

await story('a code works once, in whichever browser', async expect => {
	const first = await half('commune'), early = await half('commune'), used = code(officer.secret);
	expect('first', (await prove(first, used)).status, 303);
	expect('first is in', await isIn(first), true);
	expect('who stood at the same door', (await prove(early, used)).status, 401); // and starts anew
	const second = await half('commune');
	expect('again', (await prove(second, used)).status, 422);
	expect('second is in', await isIn(second), false);
	clock(30);
	expect('the next code', (await prove(second, code(officer.secret))).status, 303);
	expect('second is in now', await isIn(second), true);
});

await story('one code sent twice at once opens one session', async expect => {
	const both = [await half('commune'), await half('commune')];
	const bodies = await Promise.all(both.map(async who => { const p = await who.page('/dang-nhap/ma'); return { csrf: hidden(p, 'csrf'), once: hidden(p, 'once'), second_code: code(officer.secret) }; }));
	const answers = await Promise.all(both.map((who, i) => who.ask('POST', '/dang-nhap/ma', new URLSearchParams(bodies[i]))));
	// The other one is told that it was used, that somebody was faster, or to begin anew.
	const told = answers.map(r => r.status).sort().join();
	expect('answers', told, /^303,(401|409|422)$/.test(told) ? told : '303 and a refusal');
	expect('who is in', (await Promise.all(both.map(isIn))).filter(Boolean).length, 1);
});

await story('the half minute before and after is right, two away is not', async expect => {
	for (const [away, want] of [[-2, 422], [2, 422], [-1, 303], [1, 303]]) {
		clock(300);
		expect(`${away}`, (await prove(await half('commune'), code(officer.secret, away))).status, want);
	}
	// What lies behind the last that was taken is used, too.
	expect('behind the last', (await prove(await half('commune'), code(officer.secret))).status, 422);
});

await story('a recovery code lets in once, and its owner hears how many are left', async expect => {
	const who = await half('commune'), spare = officer.spare[0];
	expect('first', (await prove(who, spare.toLowerCase())).status, 303);
	expect('told', (await who.page('/thong-bao')).includes('Số mã còn lại: 9'), true);
	expect('again', (await prove(await half('commune'), spare)).status, 422);
	expect('of somebody else', (await prove(await half('commune'), signer.spare[0])).status, 422);
	expect('left', sql('SELECT count(*) FROM recovery_code'), '19');
});

await story('wrong codes make wait; a right password forgives none of them', async expect => {
	let who = await half('commune');
	for (let i = 1; i <= 5; i++) {
		if (i === 4) who = await half('commune');
		expect(`wrong ${i}`, (await prove(who, `00000${i}`)).status, 422);
	}
	const r = await prove(who, code(officer.secret));
	expect('the sixth, though right', r.status, 429);
	expect('in', await isIn(who), false);
	expect('a recovery code meanwhile', (await prove(who, officer.spare[1])).status, 429);
	clock(60);
	expect('later', (await prove(who, code(officer.secret))).status, 303);
});

// Every address of the program with numbers that exist, as somebody between the two
// steps and as nobody. Full sign-in is the control: it must see many more.
const routes = execFileSync(program, ['routes']).toString().trim().split('\n').map(l => l.split(/\s+/)).filter(r => !/healthz|\/s\/|dang-xuat|ngon-ngu|^\/dang-nhap/.test(r[1]));
const filled = at => at.replace(/\{(\w+)\}/g, (_, name) => ({ code: '79-J47GT-9', file: '1.pdf', criterion: '1.1', kind: 'E1' })[name] ?? '1');
const plain = text => text.replace(/name="(csrf|once)" value="[^"]*"/g, '').replace(/data-csrf="[^"]*"/g, '').replace(/Số yêu cầu: \d+/g, '');

async function answerOf(who, method, at) {
	const body = /GET|HEAD/.test(method) ? undefined : new URLSearchParams({ csrf: hidden(await who.page('/san-pham'), 'csrf') });
	const r = await who.ask(method, at, body);
	if (method !== 'GET') return r.status === 403 ? '401' : `${r.status}`; // 403: the form is not hers; 401: who is it?
	if (/event-stream/.test(r.headers.get('content-type') ?? '')) { await r.body.cancel(); return `${r.status} stream`; }
	const to = (r.headers.get('location') ?? '').replace('/dang-nhap/ma', '/dang-nhap');
	return `${r.status} ${to} ${plain(await r.text())}`;
}

await story('between password and code every address answers as it answers nobody', async expect => {
	const whole = person(server);
	await whole.enter('commune').then(() => prove(whole, code(officer.secret)));
	const nobody = person(server), who = await half('commune');
	let same = 0, more = 0;
	for (const [method, shape] of routes) {
		const at = filled(shape);
		if (method === 'GET' && /revoked\.note/.test(shape)) continue; // signed anew for each
		const [a, b] = [await answerOf(nobody, method, at), await answerOf(who, method, at)];
		if (a !== b) expect(`${method} ${at}`, b.slice(0, 160), a.slice(0, 160));
		else same++;
		if (method === 'GET') more += (await answerOf(whole, method, at)).slice(0, 3) !== a.slice(0, 3);
	}
	expect('addresses', same > 200, true);
	expect(`who is in is shown more (${more})`, more >= 8, true);
	expect('in by then', await isIn(who), false);
});

await story('ten minutes after the password it is over', async expect => {
	const who = await half('commune');
	clock(599);
	expect('the page', (await who.ask('GET', '/dang-nhap/ma')).status, 200);
	clock(2);
	expect('the page later', (await who.ask('GET', '/dang-nhap/ma')).status, 303);
	expect('the code', [401, 403].includes((await who.ask('POST', '/dang-nhap/ma', new URLSearchParams({ second_code: code(officer.secret) }))).status), true);
	expect('in', await isIn(who), false);
});

server.child.kill('SIGTERM');
const end = await server.ended;
console.log(`${end === 0 ? 'ok' : 'not ok'} ${kind}: second step: ends with 0`);
fs.rmSync(root, { recursive: true, force: true });
process.exit(failures || end !== 0 ? 1 : 0);
