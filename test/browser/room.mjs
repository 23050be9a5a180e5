// One session on the room's own laptop: there, and back (docs/OPERATING.md, "One
// laptop"). The office keeps its database where OFFICE_DATABASE says, or in a file.
// Everything here goes over HTTP and the verbs of the program; no browser.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Person, ask, change, ocop, pointsOf, serve } from './desk.mjs';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-room-'));
const at = name => path.join(dir, name);
const base = process.env.OFFICE_DATABASE || '';
const kind = base ? 'postgres' : 'sqlite';
let failed = 0, number = 0;
const tell = (name, well, why = '') => {
	if (!well) { failed++; console.log(`# room: ${name}: ${why}`.slice(0, 1500)); }
	console.log(`${well ? 'ok' : 'not ok'} room: ${kind}: ${name}`);
};
const step = async (name, run) => {
	try { await run(); tell(name, true); } catch (e) { tell(name, false, e.stack); }
};

// The office: of SQLite a folder that can be copied, so that each refusal has its own.
const database = n => base ? base.replace('{n}', n) : path.join(at(n), 'ocop.db');
const office = n => base ? ['--data', at(n), '--database', database(n)] : ['--data', at(n)];
const room = (folder, n = 'office') => ocop('room', 'import', at(folder), ...office(n));
const copy = (from, to) => fs.cpSync(at(from), at(to), { recursive: true });
const one = (where, sql) => ask(where, sql)[0][0];
const folderDb = name => path.join(at(name), 'ocop.db');

const sheetsOf = where => ask(where, `SELECT h.agenda || ' ' || s.code || ' ' || h.pass || ' ' || h.seal FROM sheet h
	JOIN seat s ON s.id = h.seat WHERE h.sealed_at IS NOT NULL ORDER BY 1`).map(r => r[0]);
const members = ['chair', 'member', 'member2', 'member3', 'member4', 'member5', 'member6', 'member7', 'member8'];

assert.equal(ocop('demo', ...office('office')).code, 0);
assert.equal(ocop('demo', ...office('other')).code, 0);
const before = sheetsOf(database('office'));

// ---- there ----------------------------------------------------------------------

await step('the folder holds one session and nothing else of the office', async () => {
	const r = ocop('room', 'export', '1', at('out'), ...office('office'));
	assert.equal(r.code, 0, r.said);
	const db = folderDb('out'), has = (sql, n) => assert.equal(Number(one(db, sql)), n, sql);
	has('SELECT count(*) FROM agenda', 6);
	has('SELECT count(*) FROM dossier WHERE id NOT IN (SELECT dossier FROM agenda)', 0);
	has('SELECT count(*) FROM subject WHERE phone IS NOT NULL OR email IS NOT NULL OR rep_name IS NOT NULL OR rep_gender IS NOT NULL', 0);
	has('SELECT count(*) FROM account WHERE email IS NOT NULL', 0);
	has("SELECT count(*) FROM account WHERE password <> '' AND id NOT IN (SELECT account FROM seat)", 0);
	for (const table of ['certificate', 'decision', 'dossier_text', 'notice', 'complaint', 'misuse', 'part_key', 'session', 'consent'])
		if (table !== 'part_key') has(`SELECT count(*) FROM ${table}`, 0);
	has('SELECT count(*) FROM record WHERE actor IS NOT NULL', 0);
	assert.deepEqual(sheetsOf(db), before);
	assert.equal(one(database('office'), 'SELECT state FROM meeting WHERE id = 1'), '4');
});
await step('a second folder of the same session is refused', async () => {
	const r = ocop('room', 'export', '1', at('second'), ...office('office'));
	assert.notEqual(r.code, 0);
	assert.match(r.said, /already/);
});
copy('out', 'fresh');

const servers = [];
const serving = async (...how) => { const s = await serve(...how); servers.push(s); return s; };
let laptop = await serving(['--room', at('out')]);
const people = {};
const arrive = async () => {
	for (const login of [...members, 'secretary']) people[login] = await new Person(laptop.url).signIn(login);
};
await arrive();
await step('every page says where one is', async () => assert.match((await people.member.get('/viec')).text, /Máy của phòng họp/));
await step('one comes to the session at once, and nobody signs up there', async () => {
	const p = new Person(laptop.url);
	assert.equal((await p.get('/')).status, 303);
	assert.equal((await p.get('/dang-ky')).status, 404);
});
await step('an account of the office that has no seat does not sign in', async () => {
	const p = new Person(laptop.url);
	await p.get('/dang-nhap');
	assert.notEqual((await p.post('/dang-nhap', { login: 'province', password: 'mat khau mau 2026' })).status, 303);
});

const totals = {};
const score = async (agenda, who, shift = 0) => {
	const p = people[who], answers = await p.answers(agenda, (i, n) => (i + shift) % 3 === 0 ? n - 1 : Math.max(0, n - 2));
	const r = await p.seal(agenda, answers);
	assert.equal(r.status, 303, `${who} ${agenda} ${r.status}`);
	totals[`${agenda} ${who}`] = pointsOf(answers);
};
const open = async (s, agenda) => {
	await s.get(`/thu-ky/san-pham/${agenda}`);
	if (s.html.includes(`/thu-ky/san-pham/${agenda}/mo"`)) await s.must(`/thu-ky/san-pham/${agenda}/mo`, { waived: 'Hội đồng đồng ý' });
};
await step('those who had not sealed do so; one sheet is given back and sealed again', async () => {
	const sealed = ask(folderDb('out'), 'SELECT a.login FROM sheet h JOIN seat s ON s.id = h.seat JOIN account a ON a.id = s.account WHERE h.agenda = 3 AND h.sealed_at IS NOT NULL').map(r => r[0]);
	assert.equal(sealed.length, 5);
	for (const who of members.filter(m => !sealed.includes(m))) await score(3, who);
	await people.secretary.get('/thu-ky/san-pham/3');
	await people.secretary.must('/thu-ky/san-pham/3/mo-lai', { seat: 2, why: 'Nhầm mức' });
	await score(3, 'member', 1);
});
await laptop.stop();
copy('out', 'day1'); // a copy on a stick in the evening of the first day
laptop = await serving(['--room', at('out')], laptop.port);
await step('a recusal, a closing and a conclusion at the laptop', async () => {
	await people.member3.get('/hoi-dong/san-pham/2');
	await people.member3.must('/hoi-dong/san-pham/2/rut', { stake_kind: 1, stake_why: 'Anh em' });
	const s = people.secretary;
	await s.get('/thu-ky/san-pham/3');
	await s.must('/thu-ky/san-pham/3/dong');
	await s.get('/thu-ky/san-pham/3');
});

// ---- back -----------------------------------------------------------------------

const take = (folder, said) => {
	const r = room(folder);
	assert.equal(r.code, 0, r.said);
	assert.match(r.said, said);
};
await step('what was sealed arrives while the laptop goes on; each sheet once', async () => {
	take('out', /^5 sealed sheets taken, 0 were here already/);
	assert.deepEqual(sheetsOf(database('office')), sheetsOf(folderDb('out')));
});
await step('again, and an older copy of the folder afterwards: nothing twice', async () => {
	take('out', /^0 sealed sheets taken, 5 were here/);
	const r = room('day1');
	assert.match(r.said, /0 sealed sheets taken, 5 were here|older/, r.said);
});
await step('each became an entry of the office\'s own log, with its place in the laptop\'s', async () => {
	const rows = ask(database('office'), `SELECT r.body FROM record r JOIN entry e ON e.record = r.id
		WHERE r.kind = 'sheet.seal' AND r.body LIKE '%"place":%'`);
	assert.equal(rows.length, 5);
	const kept = ask(database('office'), 'SELECT seal FROM room_sheet').map(r => r[0]);
	for (const [body] of rows) assert(kept.includes(JSON.parse(body).seal));
	const check = ocop('log', 'check', ...office('office'));
	assert.equal(check.code, 0, check.said);
	const promises = ocop('check', ...office('office'));
	assert.equal(promises.code, 0, promises.said);
});
await step('the sheet that was given back keeps what it was', async () => {
	const [[lines, seal]] = ask(database('office'), 'SELECT lines, seal FROM sheet_past ORDER BY id DESC LIMIT 1');
	assert(lines.startsWith('ocop-sheet/1'));
	assert(before.some(s => s.endsWith(seal)));
});
await step('who was recused there is recused here; the closing came along', async () => {
	assert.equal(one(database('office'), "SELECT count(*) FROM stake k JOIN seat s ON s.id = k.seat WHERE k.agenda = 2 AND k.state = 2 AND s.code = 'm4'"), '1');
	assert.equal(one(database('office'), 'SELECT state FROM agenda WHERE id = 3'), '3');
});
await step('the laptop was killed: it goes on, and the rest arrives', async () => {
	await laptop.kill();
	laptop = await serving(['--room', at('out')], laptop.port);
	await open(people.secretary, 1);
	for (const who of members) await score(1, who);
	take('out', /^9 sealed sheets taken, 5 were here/);
	for (const who of members) {
		const [[sum]] = ask(database('office'), `SELECT sum(c.points) FROM choice c JOIN sheet h ON h.id = c.sheet JOIN seat s ON s.id = h.seat JOIN account a ON a.id = s.account WHERE h.agenda = 1 AND a.login = '${who}'`);
		assert.equal(Number(sum), totals[`1 ${who}`]);
	}
});

// ---- refused --------------------------------------------------------------------

await laptop.stop();
// What a folder must be does not depend on where the office keeps its rows.
const refused = async (name, touch, said) => base && number > 1 ? undefined : step(`refused: ${name}`, async () => {
	const f = `bad${++number}`;
	copy('out', f);
	await touch(f);
	const sheets = sheetsOf(database('office')), records = one(database('office'), 'SELECT count(*) FROM record');
	const r = room(f);
	assert.notEqual(r.code, 0, r.said);
	assert.match(r.said, said);
	assert.deepEqual(sheetsOf(database('office')), sheets);
	assert.equal(one(database('office'), 'SELECT count(*) FROM record'), records);
	fs.rmSync(at(f), { recursive: true });
});
const edit = (f, name, by) => {
	fs.chmodSync(path.join(at(f), name), 0o600);
	fs.writeFileSync(path.join(at(f), name), by(fs.readFileSync(path.join(at(f), name))));
};
const blob = f => { const d = fs.readdirSync(path.join(at(f), 'blob'))[0]; return `blob/${d}/${fs.readdirSync(path.join(at(f), 'blob', d))[0]}`; };
await refused('no folder of ours', f => fs.rmSync(path.join(at(f), 'manifest.note')), /made by .ocop room export/);
await refused('a manifest that was edited', f => edit(f, 'manifest.note', b => b.toString().replace('session 1', 'session 2')), /another office|touched/);
await refused('evidence that was changed', f => edit(f, blob(f), b => Buffer.concat([b, Buffer.from('x')])), /touched/);
await refused('evidence that is gone', f => fs.rmSync(path.join(at(f), blob(f))), /missing or not/);
await refused('a product that was renamed', f => change(folderDb(f), "UPDATE product SET name = 'Khác' WHERE id = (SELECT min(id) FROM product)"), /product: is not as it was exported/);
await refused('a seat that was given a vote', f => change(folderDb(f), "UPDATE seat SET votes = 1 WHERE code = 'm10'"), /seat: is not as it was exported/);
await refused('a point that was changed', f => change(folderDb(f), "UPDATE choice SET points = points - 1 WHERE criterion = '1.1' AND sheet IN (SELECT id FROM sheet WHERE agenda = 3 AND seat = 7)"), /not what was sealed|not what its log says/);
await refused('a sealed text that was changed', f => change(folderDb(f), "UPDATE part SET body = CAST(replace(CAST(body AS TEXT), '1.1 ', '1.2 ') AS BLOB) WHERE name = 'scores'"), /touched/);
await refused('an entry that was taken out', f => change(folderDb(f), "DELETE FROM entry WHERE record = (SELECT max(id) FROM record WHERE kind = 'sheet.seal')"), /touched/);
await refused('a log that was shortened', f => fs.rmSync(path.join(at(f), 'log', 'checkpoint')), /does not verify/);
await refused('a log under another key', f => {
	for (const name of ['log', 'keys']) {
		fs.rmSync(path.join(at(f), name), { recursive: true });
		fs.cpSync(path.join(at('other'), name), path.join(at(f), name), { recursive: true });
	}
}, /does not verify/);
await step('a folder that was touched is not even served', async () => {
	copy('out', 'bad');
	change(folderDb('bad'), "UPDATE product SET name = 'Khác' WHERE id = (SELECT min(id) FROM product)");
	await assert.rejects(serve(['--room', at('bad')]), /product: is not as it was exported/);
});
await step('refused: two laptops that went two ways from one folder', async () => {
	const other = await serving(['--room', at('fresh')]);
	const p = await new Person(other.url).signIn('member7');
	assert.equal((await p.seal(3, await p.answers(3, (i, n) => n - 1))).status, 303);
	await other.stop();
	const r = room('fresh');
	assert.notEqual(r.code, 0);
	assert.match(r.said, /does not verify|two ways/);
});

// ---- called back, both sides, another office --------------------------------------

await step('called back: scored here; the laptop is found again; both are kept, people choose', async () => {
	const here = await serving(office('office'));
	const s = await new Person(here.url).signIn('secretary');
	await s.get('/thu-ky/phien/1/may-phong');
	await s.must('/thu-ky/phien/1/may-phong/goi-ve', { why: 'Máy hỏng' });
	await open(s, 2);
	const m = await new Person(here.url).signIn('member');
	assert.equal((await m.seal(2, await m.answers(2, (i, n) => n - 1))).status, 303);
	laptop = await serving(['--room', at('out')]);
	people.secretary = await new Person(laptop.url).signIn('secretary');
	people.member = await new Person(laptop.url).signIn('member');
	await open(people.secretary, 2);
	await score(2, 'member');
	await laptop.stop();
	const r = room('out');
	assert.equal(r.code, 0, r.said);
	assert.match(r.said, /^0 sealed sheets taken, 14 were here already, 1 sealed on both/);
	const page = (await s.get('/thu-ky/phien/1/may-phong')).text;
	assert.match(page, /Khóa phiếu ở cả hai nơi/);
	assert(!page.includes(`>${totals['2 member']}<`), 'a total is shown before the closing');
	const sheet = page.match(/name="sheet" value="(\d+)"/)[1];
	assert.equal((await s.post('/thu-ky/phien/1/may-phong/chon', { sheet, side: 2, why: '' })).status, 422);
	await s.get('/thu-ky/phien/1/may-phong');
	await s.must('/thu-ky/phien/1/may-phong/chon', { sheet, side: 2, why: 'Thành viên xác nhận phiếu trên máy phòng' });
	const sum = one(database('office'), "SELECT sum(c.points) FROM choice c JOIN sheet h ON h.id = c.sheet JOIN seat s ON s.id = h.seat WHERE h.agenda = 2 AND s.code = 'm2'");
	assert.equal(Number(sum), totals['2 member']);
	assert.match(one(database('office'), 'SELECT why FROM sheet_past ORDER BY id DESC LIMIT 1'), /Thành viên xác nhận/);
	await here.stop();
	const check = ocop('log', 'check', ...office('office'));
	assert.equal(check.code, 0, check.said);
});
await step('refused: an older export of the session', async () => {
	const r = ocop('room', 'export', '1', at('newer'), ...office('office'));
	assert.equal(r.code, 0, r.said);
	const old = room('out');
	assert.notEqual(old.code, 0);
	assert.match(old.said, /older export/);
});
await step('refused: another office\'s folder', async () => {
	assert.equal(ocop('room', 'export', '1', at('theirs'), ...office('other')).code, 0);
	const r = room('theirs');
	assert.notEqual(r.code, 0);
	assert.match(r.said, /another office/);
});
await step('the session is closed at the laptop: it is here again, concluded by our own computation', async () => {
	laptop = await serving(['--room', at('newer')]);
	await arrive();
	const s = people.secretary, chair = people.chair;
	for (const agenda of [1, 2, 3]) {
		await open(s, agenda);
		for (const who of members) {
			await people[who].get(`/hoi-dong/phieu/${agenda}`);
			if (people[who].html.includes(`/hoi-dong/phieu/${agenda}/khoa`)) await score(agenda, who);
		}
		await s.get(`/thu-ky/san-pham/${agenda}`);
		if (s.html.includes(`/thu-ky/san-pham/${agenda}/dong"`)) { await s.must(`/thu-ky/san-pham/${agenda}/dong`); await s.get(`/thu-ky/san-pham/${agenda}`); }
		for (let pass = 2; s.html.includes(`/thu-ky/san-pham/${agenda}/cham-lai"`) && pass < 4; pass++) {
			await s.must(`/thu-ky/san-pham/${agenda}/cham-lai`, { again_why: 'Chênh lệch' });
			for (const who of members) {
				await people[who].get(`/hoi-dong/phieu/${agenda}`);
				if (people[who].html.includes(`/hoi-dong/phieu/${agenda}/khoa`)) await score(agenda, who);
			}
			await s.get(`/thu-ky/san-pham/${agenda}`);
			await s.must(`/thu-ky/san-pham/${agenda}/dong`);
			await s.get(`/thu-ky/san-pham/${agenda}`);
		}
		await s.must(`/thu-ky/san-pham/${agenda}/muc-thong-nhat`, {});
		await s.get(`/thu-ky/san-pham/${agenda}`);
		await s.must(`/thu-ky/san-pham/${agenda}/ket-luan`, { opinion: 'Đồng ý' });
		await chair.get(`/thu-ky/san-pham/${agenda}`);
		await chair.must(`/thu-ky/san-pham/${agenda}/xac-nhan`);
	}
	await s.get('/thu-ky/phien/1');
	await s.must('/thu-ky/phien/1/dong');
	await laptop.stop();
	const r = room('newer');
	assert.equal(r.code, 0, r.said);
	assert.match(r.said, /3 products concluded, 0 left to be concluded here; the session is back/);
	const result = "SELECT agenda || ' ' || star || ' ' || sum || ' ' || sheets FROM result ORDER BY agenda";
	assert.deepEqual(ask(database('office'), result), ask(folderDb('newer'), result));
	assert.equal(one(database('office'), 'SELECT state FROM meeting WHERE id = 1'), '3');
	for (const verb of [['log', 'check'], ['check']]) {
		const c = ocop(...verb, ...office('office'));
		assert.equal(c.code, 0, c.said);
	}
});

for (const s of servers) await s.kill();
fs.rmSync(dir, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
