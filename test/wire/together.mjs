// together: two servers on one PostgreSQL, and another program that holds its
// rows. The same thing decided on both at once is done once, and the second
// hears it; what cannot be written now is 503 with Retry-After and the page as it
// was typed, on both; old names and names without marks are found on both.
//
//   OCOP_TEST_DATABASE=postgres://…/NAME node together.mjs    (test/pg.sh)
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from '../patience.mjs';
import { hidden, person, program, psql, sent, serve } from './office.mjs';

const database = process.env.OCOP_TEST_DATABASE;
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-together-'));
let failures = 0;

const sql = text => psql(database, text);

async function story(name, walk) {
	const faults = [];
	const expect = (what, got, want) => { if (got !== want) faults.push(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(want)}`); };
	const holds = (what, text, want) => { if (!text.includes(want)) faults.push(`${what} lacks “${want}”: ${text.replace(/^[^]*<main/, '').slice(0, 400)}`); };
	try {
		await walk({ expect, holds });
		// A record that could not be published while the database was away goes on with the next change, or the next minute.
		for (const s of servers) await until(async () => (await fetch(s.base + '/healthz')).status === 200);
	} catch (e) {
		faults.push(e.stack);
	}
	for (const f of faults) console.log(`# ${f.replace(/\n/g, '\n# ')}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} postgres: together: ${name}`);
	failures += faults.length > 0;
}

const made = spawnSync(program, ['demo', '--data', path.join(root, 'office0'), '--database', database], { encoding: 'utf8' });
if (made.status !== 0) {
	console.log(`# ${made.stderr}\nnot ok postgres: together: a sample office`);
	process.exit(1);
}
fs.cpSync(path.join(root, 'office0'), path.join(root, 'office1'), { recursive: true }); // its keys and files
const opened = i => serve('--data', path.join(root, `office${i}`), '--database', database);
const servers = [await opened(0), await opened(1)];
const [one, two] = servers.map(s => person(s));
await one.enter('commune');
await two.enter('commune');

await story('names without marks and names of old are found on both', async t => {
	for (const who of [one, two]) {
		const names = async q => (await (await who.ask('GET', `/api/v1/products?q=${encodeURIComponent(q)}`)).json()).items.map(i => i.name);
		const [first] = await names(''), plain = first.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
		t.expect('without marks', (await names(plain)).includes(first), true);
		t.expect('with its marks, first', (await names(first))[0], first);
		t.holds('an old name', await who.page('/dang-ky?q=' + encodeURIComponent('tân vĩnh hiệp')), 'unit=');
		t.holds('an old name without marks', await who.page('/dang-ky?q=tan+vinh+hiep'), 'unit=');
	}
});

await story('a sign-up approved on both at once becomes one account, and is recorded once', async t => {
	const anybody = person(servers[0]);
	const units = await anybody.page('/dang-ky?q=thanh+an');
	const unit = sql("SELECT g.unit_code FROM account a JOIN agency g ON g.id = a.agency WHERE a.login = 'commune'");
	const page = await anybody.page(`/dang-ky?unit=${unit}`);
	const signed = await anybody.ask('POST', '/dang-ky', new URLSearchParams({ csrf: hidden(page, 'csrf'), once: hidden(page, 'once'), unit,
		subject_name: 'HTX Mẫu cùng lúc', subject_kind: '1', person_name: 'Lý Thị Mẫu', phone: '0912345679', password_new: 'bon tu khong lien quan', consent: '1' }));
	t.expect('the sign-up', [200, 303].includes(signed.status), true);
	t.expect('units', units.includes('unit='), true);
	const at = (await one.page('/xa/dang-ky')).match(/href="(\/xa\/dang-ky\/\d+)"[^>]*>[^<]*HTX Mẫu cùng lúc/)?.[1];
	if (!at) throw new Error('the sign-up is not in the list');
	const bodies = await Promise.all([one, two].map(async who => { const p = await who.page(at); return new URLSearchParams({ csrf: hidden(p, 'csrf'), once: hidden(p, 'once'), version: hidden(p, 'version') }); }));
	const before = +sql('SELECT count(*) FROM record');
	const answers = await Promise.all([one.ask('POST', `${at}/duyet`, bodies[0]), two.ask('POST', `${at}/duyet`, bodies[1])]);
	const codes = answers.map(r => r.status).sort().join();
	t.expect('one is done, one is told', codes, '303,409');
	t.expect('accounts', +sql("SELECT count(*) FROM account WHERE login = '0912345679'"), 1);
	t.expect('records', +sql('SELECT count(*) FROM record') - before, 1);
});

// Another program that holds a table.
async function lock(table) {
	const holder = spawn('psql', ['-qAtX', database], { stdio: ['pipe', 'pipe', 'inherit'] });
	holder.stdin.write(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n`);
	await new Promise(r => holder.stdout.once('data', r));
	return async () => { holder.stdin.end('ROLLBACK;\n'); await new Promise(r => holder.once('exit', r)); };
}

await story('rows that another program holds: 503, when to come back, all that was typed; later it is kept once', async t => {
	const producer = person(servers[0]), again = person(servers[1]);
	await producer.enter('producer');
	await again.enter('producer');
	const sheet = async who => {
		const p = await who.page('/giay-to/moi?kind=E12');
		return new URLSearchParams({ csrf: hidden(p, 'csrf'), once: hidden(p, 'once'), kind: 'E12', evidence_title: 'Giấy lúc kho bị giữ' });
	};
	const [a, b] = [await sheet(producer), await sheet(again)];
	const release = await lock('record');
	try {
		const answers = await Promise.all([producer.ask('POST', '/giay-to/moi', a), again.ask('POST', '/giay-to/moi', b)]);
		for (const r of answers) {
			const text = await r.text();
			t.expect('the answer', r.status, 503);
			t.expect('when to come back', /^\d+$/.test(r.headers.get('retry-after') ?? ''), true);
			t.holds('the page', text, 'Nội dung bạn vừa gửi chưa được lưu');
			t.holds('the page', text, 'value="Giấy lúc kho bị giữ"');
			t.expect('a word of the database', /postgres|SQLSTATE|lock timeout/i.test(text), false);
		}
		t.expect('reading', (await producer.ask('GET', '/giay-to')).status, 200);
	} finally {
		await release();
	}
	const kept = () => +sql("SELECT count(*) FROM evidence WHERE title = 'Giấy lúc kho bị giữ'");
	t.expect('kept meanwhile', kept(), 0);
	t.expect('again', (await producer.ask('POST', '/giay-to/moi', a)).status, 303);
	t.expect('once more', (await producer.ask('POST', '/giay-to/moi', a)).status, 303);
	t.expect('kept', kept(), 1);
});

await story('a third server without the keys of the record says so, and the others go on', async t => {
	fs.cpSync(path.join(root, 'office0'), path.join(root, 'office2'), { recursive: true });
	fs.rmSync(path.join(root, 'office2', 'keys'), { recursive: true });
	const third = await opened(2), answer = await fetch(third.base + '/healthz');
	t.expect('its health', `${answer.status} ${await answer.text()}`, '503 {"ok":false,"why":"record"}');
	t.expect('reading there', (await fetch(third.base + '/san-pham')).status, 200);
	third.child.kill('SIGTERM');
	t.expect('its end', await third.ended, 0);
});

await story('a database that lets nobody in: what was typed is on the page, and its button sends it when the database is back', async t => {
	const producer = person(servers[0]), [, at, name] = database.match(/^(.*\/)([^/]+)$/);
	const lets = yes => psql(`${at}postgres`, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${yes}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
	await producer.enter('producer');
	const page = await producer.page('/giay-to/moi?kind=E12');
	const body = new URLSearchParams({ csrf: hidden(page, 'csrf'), once: hidden(page, 'once'), kind: 'E12', evidence_title: 'Giấy khi kho mất' });
	let text;
	lets(false);
	try {
		const r = await producer.ask('POST', '/giay-to/moi', body);
		text = await r.text();
		t.expect('the answer', r.status, 503);
		t.expect('when to come back', /^\d+$/.test(r.headers.get('retry-after') ?? ''), true);
		t.holds('the page', text, 'value="Giấy khi kho mất"');
		t.holds('the page', text, 'Gửi lại');
		const foreign = await (await producer.ask('POST', '/giay-to/moi', body, { origin: 'https://other.example', 'sec-fetch-site': 'cross-site' })).text();
		t.expect('a form of somebody else gets our word', /name="csrf" value="[^"]/.test(foreign), false);
		t.expect('… or is kept', foreign.includes('Giấy khi kho mất'), false);
	} finally {
		lets(true);
	}
	const held = text.slice(text.indexOf('<form method="post" action="/giay-to/moi"'));
	await until(async () => (await fetch(servers[0].base + '/san-pham')).status === 200);
	t.expect('its own button', (await producer.ask('POST', '/giay-to/moi', sent(held.slice(0, held.indexOf('</form>'))))).status, 303);
	t.expect('kept', +sql("SELECT count(*) FROM evidence WHERE title = 'Giấy khi kho mất'"), 1);
});

for (const s of servers) s.child.kill('SIGTERM');
const ends = await Promise.all(servers.map(s => s.ended));
console.log(`${ends.every(c => c === 0) ? 'ok' : 'not ok'} postgres: together: both end with 0`);
failures += !ends.every(c => c === 0);
fs.rmSync(root, { recursive: true, force: true });
process.exit(failures ? 1 : 0);
