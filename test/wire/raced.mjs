// raced: two servers on one PostgreSQL, and the same thing done on both at the same
// moment: exactly one is done, the other is told so in a way that helps, nothing is
// counted twice and nothing is our fault. Offices begin where a story of test/seed
// ends, on a clock that is set to its last day.
//
//   OCOP_TEST_POSTGRES=postgres://…/ node raced.mjs    (test/pg.sh)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hidden, person, program, psql, serve, top } from './office.mjs';

const postgres = process.env.OCOP_TEST_POSTGRES, only = process.env.CASE;
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-raced-'));
let failures = 0, offices = 0;

// ---- two servers at one office of a seed ---------------------------------------------

async function opened(seed) {
	const name = `raced${offices++}`, dir = path.join(root, name), database = `${postgres}${name}`;
	execFileSync(path.join(top, 'build/stories'), ['--keep', `${dir}.lite`, seed], { cwd: top });
	psql(`${postgres}postgres`, `CREATE DATABASE ${name}`);
	execFileSync(program, ['export', `${dir}.out`, '--data', `${dir}.lite`]);
	execFileSync(program, ['import', `${dir}.out`, '--data', `${dir}.0`, '--database', database]);
	const sql = text => psql(database, text);
	const last = Math.ceil(+sql('SELECT max(at) FROM record') / 1000) + 60;
	Object.assign(process.env, { OCOP_SHIFT_S: String(Math.round(last - Date.now() / 1000)), LD_PRELOAD: path.join(top, 'build/shift.so') });
	const servers = [await serve('--data', `${dir}.0`, '--database', database)];
	fs.cpSync(`${dir}.0`, `${dir}.1`, { recursive: true }); // its keys and files, made by now
	servers.push(await serve('--data', `${dir}.1`, '--database', database));
	delete process.env.LD_PRELOAD;
	const signedIn = async (i, login) => { const who = person(servers[i]); await who.enter(login); return who; };
	const close = async () => {
		for (const s of servers) s.child.kill('SIGTERM');
		return (await Promise.all(servers.map(s => s.ended))).every(code => code === 0);
	};
	const from = +sql('SELECT max(id) FROM record');
	const twice = () => sql(`SELECT kind FROM record WHERE id > ${from} AND kind NOT LIKE 'session.%' GROUP BY kind, noun, noun_id HAVING count(*) > 1`);
	return { servers, sql, signedIn, close, twice };
}

// A form of a page as somebody would send it: what the page hides, and her own.
async function filled(who, page, action, fields) {
	const html = await who.page(page), form = html.match(new RegExp(`<form[^>]*action="${action}"[^]*?</form>`))?.[0] ?? html;
	const body = new URLSearchParams({ csrf: hidden(form, 'csrf') || hidden(html, 'csrf'), once: hidden(form, 'once') });
	if (/name="version"/.test(form)) body.set('version', hidden(form, 'version'));
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	return { who, action, body };
}

// All at once; each answer with its text.
const raced = forms => Promise.all(forms.map(async ({ who, action, body }) => {
	const r = await who.ask('POST', action, body);
	return { status: r.status, text: await r.text() };
}));

async function story(name, seed, walk) {
	const full = `postgres: raced: ${name}`;
	if (only && !full.includes(only)) return;
	const faults = [];
	const expect = (what, got, want) => { if (got !== want) faults.push(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(want)}`); };
	// One of them did it; the other was told, at the form or on a page that says what to do.
	const oneWins = answers => {
		const [won, lost] = [...answers].sort((a, b) => a.status - b.status);
		expect('who is first', won.status, 303);
		expect(`who comes second (${lost.status}: ${lost.text.match(/<title>[^<]*/)} ${lost.text.match(/<h1>[^<]*/)})`, lost.status === 409 || lost.status === 422, true);
		expect('her page says so', /<h1|errors/.test(lost.text) && /Lỗi/.test(lost.text.match(/<title>[^<]*/)?.[0] ?? ''), true);
	};
	let office;
	try {
		office = await opened(seed);
		await walk({ ...office, expect, oneWins });
		expect('recorded twice', office.twice(), '');
		for (const s of office.servers) {
			expect('health', (await fetch(s.base + '/healthz')).status, 200);
			expect('our own fault', /broken|REQUIRE/i.test(s.said.replace(/^ready.*$/m, '')) ? s.said.slice(-300) : '', '');
		}
	} catch (e) {
		faults.push(e.stack, ...(office?.servers ?? []).map(s => s.said.slice(-1500)));
	}
	if (office) expect('both end with 0', await office.close(), true);
	for (const f of faults) console.log(`# ${f.replace(/\n/g, '\n# ')}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} ${full}`);
	failures += faults.length > 0;
}

// ---- races -----------------------------------------------------------------------------

// Everybody who takes part at both servers: [form of the first, form of the second].
const both = async (o, login, page, action, fields) => Promise.all([0, 1].map(async i => filled(await o.signedIn(i, login), page, action, fields)));

await story('one dossier handed in twice, then received twice', 'dossier_complete', async o => {
	o.oneWins(await raced(await both(o, 'producer', '/ho-so/1/kiem-tra', '/ho-so/1/nop', { truthful: '1' })));
	o.oneWins(await raced(await both(o, 'commune', '/xa/ho-so/1', '/xa/ho-so/1/tiep-nhan', {})));
	o.expect('its number', /^1\/PĐK/.test(o.sql('SELECT slip_no FROM dossier WHERE id = 1')), true);
});

const best = Object.fromEntries([...fs.readFileSync(path.join(top, 'test/seed/council_two.case'), 'utf8').split(/^as member/m)[0]
	.matchAll(/^field (c\.[\d.]+) = (\d+)/gm)].map(m => [m[1], m[2]]));

await story('one sheet sealed on two tablets', 'council_sits', async o => {
	o.oneWins(await raced(await both(o, 'member', '/hoi-dong/phieu/1', '/hoi-dong/phieu/1/khoa', { confirmed: '1', version: '0', ...best })));
	o.expect('sheets', o.sql('SELECT count(*) FROM sheet WHERE sealed_at IS NOT NULL'), '1');
});

await story('one product closed at two tables', 'council_best', async o => {
	o.oneWins(await raced(await both(o, 'secretary', '/thu-ky/san-pham/1', '/thu-ky/san-pham/1/dong', {})));
});

await story('numbers given at once: none twice, none left out', 'sample', async o => {
	const one = await o.signedIn(0, 'province'), two = await o.signedIn(1, 'province');
	const ids = [];
	for (const code of ['79-J47GT-9', '79-8N3JQ-Y', '79-NCKA6-K'])
		ids.push((await one.page(`/chung-nhan/${code}`)).match(/\/sap-het-han\/(\d+)\/thong-bao\.pdf/)[1]);
	const at = id => [`/van-ban/sap-het-han/${id}`, `/van-ban/sap-het-han/${id}/so`];
	const forms = await Promise.all([[one, ids[0]], [two, ids[1]], [one, ids[2]], [two, ids[2]]].map(([who, id]) => filled(who, ...at(id), {})));
	const answers = await raced(forms);
	o.expect('nobody is told of a fault of ours', answers.every(r => [303, 409].includes(r.status)), true);
	// Who was refused only because somebody was faster sends it again.
	for (const [i, r] of answers.slice(0, 2).entries())
		if (r.status === 409) o.expect('again', (await raced([await filled([one, two][i], ...at(ids[i]), {})]))[0].status, 303);
	const numbers = [];
	for (const id of ids) numbers.push((await one.page(at(id)[0])).match(/Số: (\d+)\/TB/)?.[1]);
	o.expect('numbers', numbers.sort().join(), '01,02,03');
});

// A draft that recognises, and one that revokes `code`.
async function drafts(o, code) {
	const province = await o.signedIn(0, 'province');
	const post = async (page, action, fields) => (await raced([await filled(province, page, action, fields)]))[0].status;
	const revocation = await post(`/chung-nhan/${code}`, `/chung-nhan/${code}/thu-hoi`, { ground: 'a', facts: 'Giấy giả.', basis_on: '25/08/2026' });
	o.expect('a proposal', revocation, 303);
	const id = o.sql('SELECT max(id) FROM revocation');
	o.expect('a draft that revokes', await post('/tinh/thu-hoi', '/tinh/thu-hoi', { revocation: id }), 303);
	return o.sql('SELECT max(id) FROM decision');
}

await story('two decisions signed at once under one number', 'sample', async o => {
	const revokes = await drafts(o, '79-8N3JQ-Y'), province = await o.signedIn(1, 'province');
	await raced([await filled(province, '/tinh/quyet-dinh', '/tinh/quyet-dinh', { kind: '1' })]);
	const recognises = o.sql('SELECT max(id) FROM decision');
	const sign = async (i, id) => filled(await o.signedIn(i, 'signer'), `/ky/${id}`, `/ky/${id}/ky`, { number_text: '90', signer_title: 'PHÓ CHỦ TỊCH', confirmed: '1' });
	o.oneWins(await raced([await sign(0, revokes), await sign(1, recognises)]));
	o.expect('decisions of that number', o.sql("SELECT count(*) FROM decision WHERE number = '90/QĐ-UBND'"), '1');
});

fs.rmSync(root, { recursive: true, force: true });
process.exit(failures ? 1 : 0);
