// silence: what the council room tells whom before a product is closed.
//
// One sample office is copied. In the copies nothing differs but what must not
// show: the points and words of the sheets of a product that is being scored, and
// (for who may not even know that) whether sheets are sealed at all. Then every
// GET route that can name the session, its product, dossier, seats or sheets is
// asked from each seat, as page and as data: status, size and every byte must be
// the same in all copies. A seat that may see its own points is the control: for
// it the copies must differ.
import { spawnSync, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PATIENCE_MS, waited, SQLITE_WAITS } from '../patience.mjs';
import { hidden, person, program, serve } from './office.mjs';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-silence-'));
let failures = 0;
const tell = (name, faults) => {
	for (const f of faults.slice(0, 8)) console.log(`# ${f}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} silence: ${name}`);
	failures += faults.length > 0;
};
const sql = (dir, text) => execFileSync('sqlite3', [...SQLITE_WAITS, path.join(dir, 'ocop.db')], { input: text }).toString().trim();

const stop = async server => { server.child.kill('SIGTERM'); await server.ended; };

// What each request makes anew, and the minute it was made in.
const plain = text => text.replace(/name="(csrf|once)" value="[^"]*"/g, '').replace(/data-csrf="[^"]*"/g, '')
	.replace(/\b\d\d:\d\d(:\d\d)?\b/g, 'HH:MM').replace(/"number":"?\w+"?/g, '')
	.replace(/Số yêu cầu: \d+/g, '').replace(/"\d{13}"/g, '"a moment in milliseconds"');

async function seen(who, at, accept) {
	const stop = new AbortController(), late = setTimeout(() => stop.abort(), PATIENCE_MS);
	try {
		const r = await who.ask('GET', at, undefined, { accept });
		if (/event-stream/.test(r.headers.get('content-type') || '')) { await r.body.cancel(); return { status: r.status, heads: '', text: '', size: 0 }; }
		const bytes = Buffer.from(await r.arrayBuffer()), said = bytes.toString('latin1');
		// A tag, a date of a file, how long to keep, the length: all but the moment and the cookie. The
		// page of a fault has the number of its request, and that may be longer.
		const heads = [...r.headers].filter(([k]) => !/^(date|set-cookie)$/.test(k) && !(k === 'content-length' && said.includes('u c\xe1\xba\xa7u: '))).map(h => h.join(': ')).join('\n'), isText = /text|json|csv/.test(r.headers.get('content-type') || '');
		return { status: r.status, heads, to: r.headers.get('location') ?? '', size: isText ? plain(bytes.toString()).length : bytes.length,
			text: isText ? plain(bytes.toString()) : bytes.toString('latin1').replace(/\/(CreationDate|ModDate)[^)]*\)|\/ID[^\]]*\]/g, '') };
	} finally { clearTimeout(late); }
}

// ---- the office, one member recused, and its copies ---------------------------------

const first = path.join(root, 'a');
const made = spawnSync(program, ['demo', '--data', first], { encoding: 'utf8' });
if (made.status !== 0) { console.log(`# ${made.stderr}\nnot ok silence: a sample office`); process.exit(1); }
const [agenda, meeting, council, dossier] = sql(first, `SELECT a.id, a.meeting, m.council, a.dossier FROM agenda a JOIN meeting m ON m.id = a.meeting
	WHERE a.state = 2 ORDER BY (SELECT count(*) FROM sheet s WHERE s.agenda = a.id AND s.sealed_at IS NOT NULL) DESC LIMIT 1`).split('|');
if (!agenda) { console.log('not ok silence: a product that is being scored'); process.exit(1); }
const product = sql(first, `SELECT product FROM dossier WHERE id = ${dossier}`);
let server = await serve('--data', first);
const recused = person(server);
await recused.enter('member8');
const page = await (await recused.ask('GET', `/hoi-dong/san-pham/${agenda}`)).text();
const left = await recused.ask('POST', `/hoi-dong/san-pham/${agenda}/rut`, new URLSearchParams({ csrf: hidden(page, 'csrf'), once: hidden(page, 'once'), stake_kind: '1', stake_why: 'Người thân trong hợp tác xã.' }));
tell('a member withdraws from the product', left.status === 303 ? [] : [`${left.status}`]);
// … and has another role besides: she also works at the desk of the province.
await stop(server);
const roleOf = login => `(SELECT id FROM account WHERE login = '${login}')`;
sql(first, `INSERT OR IGNORE INTO role_grant (account, role) SELECT ${roleOf('member8')}, role FROM role_grant WHERE account = ${roleOf('province')};
	UPDATE account SET agency = (SELECT agency FROM account WHERE login = 'province') WHERE login = 'member8';`);
for (const name of ['b', 'c']) fs.cpSync(first, path.join(root, name), { recursive: true });
const points = `UPDATE choice SET points = CASE points WHEN 0 THEN 1 ELSE 0 END WHERE sheet IN (SELECT id FROM sheet WHERE agenda = ${agenda});
	UPDATE sheet SET remark = 'Một nhận xét dài hơn nhiều, để kích thước cũng khác đi.' WHERE agenda = ${agenda};`;
sql(path.join(root, 'b'), points);
sql(path.join(root, 'c'), `${points} UPDATE sheet SET sealed_at = NULL, seal = NULL WHERE agenda = ${agenda} AND sealed_at IS NOT NULL;`);
const servers = await Promise.all(['a', 'b', 'c'].map(n => serve('--data', path.join(root, n))));

// ---- every address that can name it ----------------------------------------------------

const ids = { agenda, meeting, council, dossier, product, id: agenda, layout: 'pdf', criterion: '1.1' };
const routes = execFileSync(program, ['routes']).toString().split('\n').map(l => l.match(/^GET\s+(\S+)/)?.[1]).filter(Boolean)
	.filter(at => /\{(agenda|meeting|council|dossier|product)\}/.test(at) || ['/hoi-dong', '/viec', '/tinh', '/tinh/phien', '/quan-tri/nhat-ky', '/thong-bao', '/tai-khoan', '/san-pham', '/api/v1/products', '/tinh?q=ca+phe', '/xa', '/ky'].includes(at));
const addresses = [...new Set(routes.flatMap(at => (at.includes('{layout}') ? ['pdf', 'docx', 'xlsx'] : ['']).map(layout =>
	at.replace(/\{(\w+)\}/g, (all, name) => name === 'layout' ? layout : ids[name] ?? '1'))).concat(['/tinh?q=ca+phe', `/quan-tri/nhat-ky?q=${agenda}`]))];
tell('there are routes to ask', addresses.length >= 40 ? [] : [`only ${addresses.length}`]);

// [who, where she may know who has sealed]: a secretary everywhere, and who types the
// sheets of a meeting on paper on those pages, for what is sealed is not typed. There the
// copy in which nobody has sealed may look another way; the points show to none of them.
const nowhere = () => false, everywhere = () => true, typing = at => /^\/phi(en|eu)-giay\//.test(at);
const seats = [['member8', nowhere, 'a recused member who also has a desk'], ['admin', nowhere, 'the administrator'], ['secretary', everywhere, 'the secretary before closing'],
	['province', typing, 'the provincial desk'], ['signer', nowhere, 'the signer'], ['commune', nowhere, 'the commune'], ['producer', nowhere, 'the producer'], [null, nowhere, 'anybody']];
for (const [login, knows, name] of seats) {
	const there = await Promise.all(servers.map(async s => { const p = person(s); if (login) await p.enter(login); return p; }));
	const faults = [];
	let met = 0;
	for (const at of addresses) for (const accept of ['text/html', 'application/json']) {
		const was = await seen(there[0], at, accept);
		met += was.status === 200;
		for (const i of knows(at) ? [1] : [1, 2]) {
			const is = await seen(there[i], at, accept);
			if (is.status !== was.status || is.to !== was.to) faults.push(`${at} (${accept}) answers ${was.status} or ${is.status}`);
			else if (is.heads !== was.heads) faults.push(`${at} (${accept}) has other headers: ${was.heads.split('\n').filter(h => !is.heads.includes(h))} / ${is.heads.split('\n').filter(h => !was.heads.includes(h))}`);
			else if (is.size !== was.size) faults.push(`${at} (${accept}) has ${was.size} or ${is.size} bytes`);
			else if (is.text !== was.text) { let k = 0; while (is.text[k] === was.text[k]) k++; faults.push(`${at} (${accept}) differs: ${was.text.slice(Math.max(0, k - 60), k + 60)}`); }
		}
	}
	tell(`${name}: ${addresses.length} addresses, ${met} answers, none gives anything away`, faults);
}

// The control: who gave the points sees that they are others.
const [own, other] = await Promise.all(servers.slice(0, 2).map(async s => { const p = person(s); await p.enter('member'); return seen(p, `/hoi-dong/phieu/${agenda}`, 'text/html'); }));
tell('control: the one who gave the points does see the difference', own.status === 200 && own.text !== other.text ? [] : [`${own.status}, and the copies look the same`]);

// 404 against 403: a recused member's answers are those for what never was.
const out = person(servers[0]);
await out.enter('member8');
const never = [];
for (const at of addresses.filter(a => a.startsWith('/hoi-dong/phieu/') || /^\/thu-ky\/san-pham\//.test(a))) {
	const is = await seen(out, at, 'text/html'), none = await seen(out, at.replace(agenda, '999999'), 'text/html');
	if (is.status !== none.status && is.status !== 303) never.push(`${at} answers ${is.status}, what never was ${none.status}`);
}
tell('a recused member: her closed doors answer as doors that never were', never);
// The stream: in the first copy a sheet is sealed, in the second its member only looks at it; then another
// product comes on the table, which all seats are told. Whoever may not know of the seal has heard
// the same in both, as often, to the byte; the secretary has heard one thing more.
async function listen(server, login) {
	const who = person(server), heard = { said: '' };
	await who.enter(login);
	const r = await who.ask('GET', `/hoi-dong/phien/${meeting}/theo-doi`), reader = r.body.getReader();
	heard.status = r.status;
	heard.done = (async () => { for (;;) { const { value, done } = await reader.read(); if (done) return; heard.said += Buffer.from(value).toString(); } })().catch(() => {});
	heard.close = () => reader.cancel().catch(() => {});
	heard.rooms = () => heard.said.split('event: room').length - 1;
	return heard;
}
const [other_product] = sql(first, `SELECT id FROM agenda WHERE meeting = ${meeting} AND state = 1 ORDER BY position LIMIT 1`).split('|');
const listeners = {};
for (const login of ['secretary', 'member8', 'member2', 'chair']) listeners[login] = await Promise.all(servers.slice(0, 2).map(s => listen(s, login)));
for (const [i, server] of servers.slice(0, 2).entries()) {
	const member = person(server), secretary = person(server);
	await member.enter('member6');
	const sheet = await member.page(`/hoi-dong/phieu/${agenda}`);
	if (i === 0) {
		const choices = [...sheet.matchAll(/name="(c\.[\d.]+)" value="(\d+)"/g)].map(m => [m[1], m[2]]);
		const r = await member.ask('POST', `/hoi-dong/phieu/${agenda}/khoa`, new URLSearchParams({ csrf: hidden(sheet, 'csrf'), once: hidden(sheet, 'once'), version: hidden(sheet, 'version'), confirmed: '1', ...Object.fromEntries(choices) }));
		tell('a sheet is sealed in the first copy', r.status === 303 ? [] : [`${r.status} ${(await r.text()).match(/<main[^]*/)?.[0].slice(0, 300)}`]);
		if (r.status === 303) await waited(() => ['secretary', 'chair'].every(l => listeners[l][0].rooms() === 1));
	} else await member.page(`/hoi-dong/phieu/${agenda}`);
	await secretary.enter('secretary');
	const table = await secretary.page(`/thu-ky/san-pham/${other_product}`);
	const r = await secretary.ask('POST', `/thu-ky/san-pham/${other_product}/mo`, new URLSearchParams({ csrf: hidden(table, 'csrf'), once: hidden(table, 'once'), version: hidden(table, 'version') }));
	tell('another product comes on the table', r.status === 303 ? [] : [`${r.status}`]);
	await waited(() => ['secretary', 'chair'].every(l => listeners[l][i].rooms() === 2 - i) && ['member8', 'member2'].every(l => listeners[l][i].rooms() > 0));
}
for (const login of ['member8', 'member2']) {
	const [a, b] = listeners[login].map(h => h.said.replace(/^:\n\n/gm, ''));
	tell(`the stream of ${login === 'member8' ? 'a recused member' : 'another member'} is not moved by a seal`, a === b && listeners[login][0].rooms() === 1 ? [] : [`${JSON.stringify(a)} and ${JSON.stringify(b)}`]);
}
tell('control: the secretary’s and the chair’s are', ['secretary', 'chair'].every(l => listeners[l][0].rooms() === 2 && listeners[l][1].rooms() === 1) ? [] : [JSON.stringify(listeners.chair.map(h => h.said))]);
for (const both of Object.values(listeners)) for (const h of both) await h.close();

const codes = [];
for (const s of servers) { await stop(s); codes.push(await s.ended); }
tell('the offices end well', codes.every(c => c === 0) ? [] : [codes.join()]);
fs.rmSync(root, { recursive: true, force: true });
process.exit(failures ? 1 : 0);
