// raced: two servers on one PostgreSQL, and the same thing done on both at the same
// moment: exactly one is done, the other is told so in a way that helps, nothing is
// counted twice and nothing is our fault. Offices begin where a story of test/seed
// ends, on a clock that is set to its last day.
//
//   OCOP_TEST_POSTGRES=postgres://…/ node raced.mjs    (test/pg.sh)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kept, person, sent, top } from './office.mjs';
import { until } from '../patience.mjs';

const postgres = process.env.OCOP_TEST_POSTGRES, only = process.env.CASE;
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-raced-'));
let failures = 0, offices = 0;

// ---- two servers at one office of a seed ---------------------------------------------

async function opened(seed, day) {
	const at = path.join(root, `raced${offices++}`);
	const { database, sql, open } = kept(seed, at, postgres, day);
	const servers = [await open(), await open(`${at}.1`)]; // the second has the keys and files that the first has made
	const signedIn = async (i, login) => { const who = person(servers[i]); await who.enter(login); return who; };
	const close = async () => {
		for (const s of servers) s.child.kill('SIGTERM');
		return (await Promise.all(servers.map(s => s.ended))).every(code => code === 0);
	};
	const from = +sql('SELECT max(id) FROM record');
	const twice = () => sql(`SELECT kind FROM record WHERE id > ${from} AND kind NOT LIKE 'session.%' GROUP BY kind, noun, noun_id HAVING count(*) > 1`);
	return { servers, database, sql, signedIn, close, twice };
}

// A form of a page as somebody would send it: what the page has in it, and her own.
async function filled(who, page, action, fields) {
	const html = await who.page(page), form = (html.match(/<form\b[^]*?<\/form>/g) ?? []).find(f => f.includes(`action="${action}"`));
	if (!form) throw new Error(`${page} has no form that goes to ${action}: ${html.match(/<title>[^<]*/)}`);
	const body = sent(form);
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	return { who, action, body };
}

async function send({ who, action, body }) {
	const r = await who.ask('POST', action, body);
	return { status: r.status, text: await r.text() };
}

// All at once; each answer with its text. So that they do meet, whatever the machine is busy
// with, the records are held until both servers stand before them: every act has by then asked
// all that it asks. Whoever waited too long is told to send again, and does.
async function raced(o, forms) {
	const holder = spawn('psql', ['-qAtX', o.database], { stdio: ['pipe', 'pipe', 'inherit'] });
	holder.stdin.write("BEGIN; LOCK TABLE record IN SHARE ROW EXCLUSIVE MODE; SELECT 'held';\n");
	await once(holder.stdout, 'data');
	let answered = 0;
	const first = forms.map(async form => { const r = await send(form); answered++; return r; });
	await until(() => answered === forms.length ||
		+o.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") >= 2, 'both servers wait');
	holder.stdin.end('ROLLBACK;\n');
	await once(holder, 'exit');
	return Promise.all(first.map(async (answer, i) => {
		let r = await answer;
		await until(async () => r.status !== 503 || ((r = await send(forms[i])).status !== 503), 'it can be written');
		return r;
	}));
}

async function story(name, seed, walk, day = null) {
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
		office = await opened(seed, day);
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
	o.oneWins(await raced(o, await both(o, 'producer', '/ho-so/1/kiem-tra', '/ho-so/1/nop', { truthful: '1' })));
	o.oneWins(await raced(o, await both(o, 'commune', '/xa/ho-so/1', '/xa/ho-so/1/tiep-nhan', {})));
	o.expect('its number', /^1\/PĐK/.test(o.sql('SELECT slip_no FROM dossier WHERE id = 1')), true);
});

const best = Object.fromEntries([...fs.readFileSync(path.join(top, 'test/seed/council_two.case'), 'utf8').split(/^as member/m)[0]
	.matchAll(/^field (c\.[\d.]+) = (\d+)/gm)].map(m => [m[1], m[2]]));

await story('one sheet sealed on two tablets', 'council_sits', async o => {
	o.oneWins(await raced(o, await both(o, 'member', '/hoi-dong/phieu/1', '/hoi-dong/phieu/1/khoa', { confirmed: '1', version: '0', ...best })));
	o.expect('sheets', o.sql('SELECT count(*) FROM sheet WHERE sealed_at IS NOT NULL'), '1');
});

await story('one product closed, then concluded, at two tables', 'council_best', async o => {
	const at = '/thu-ky/san-pham/1';
	o.oneWins(await raced(o, await both(o, 'secretary', at, `${at}/dong`, {})));
	const agreed = await send(await filled(await o.signedIn(0, 'secretary'), at, `${at}/muc-thong-nhat`, { 'f.1.3': '2' }));
	o.expect('what was agreed', agreed.status, 303);
	// Each table has its own words; those of the one that concluded stand.
	const forms = await Promise.all([0, 1].map(async i => filled(await o.signedIn(i, 'secretary'), at, `${at}/ket-luan`, { opinion: `Lời của bàn ${i}.` })));
	const answers = await raced(o, forms);
	o.oneWins(answers);
	o.expect('conclusions', o.sql('SELECT count(*) FROM result'), '1');
	o.expect('whose words', o.sql('SELECT opinion FROM result'), `Lời của bàn ${answers.findIndex(r => r.status === 303)}.`);
});

// What a member locks at the moment at which the table goes on without her is counted or was never locked.
await story('one sheet sealed while its product is closed without it', 'council_two', async o => {
	const seal = await filled(await o.signedIn(0, 'member2'), '/hoi-dong/phieu/1', '/hoi-dong/phieu/1/khoa', { confirmed: '1', version: '0', ...best });
	const close = await filled(await o.signedIn(1, 'secretary'), '/thu-ky/san-pham/1', '/thu-ky/san-pham/1/dong', { without: '1' });
	const [sealed, closed] = await raced(o, [seal, close]);
	o.expect('closed', closed.status, 303);
	o.expect(`sealed or told: ${sealed.status}`, sealed.status === 303 || sealed.status === 409, true);
	const counted = +o.sql("SELECT (body::json ->> 'sealed')::int FROM record WHERE kind = 'product.close'");
	o.expect('counted', counted, sealed.status === 303 ? 3 : 2);
	o.expect('locked', +o.sql('SELECT count(*) FROM sheet WHERE sealed_at IS NOT NULL'), counted);
});

await story('what may be open once is opened once: an inspection, a revocation', 'sample', async o => {
	const at = '/chung-nhan/79-8N3JQ-Y', open = table => o.sql(`SELECT count(*) FROM ${table} t JOIN certificate c ON c.id = t.certificate WHERE c.code = '79-8N3JQ-Y' AND t.state IN (1, 2)`);
	const day = o.sql("SELECT to_char(to_timestamp(max(at) / 1000.0) + interval '3 days', 'DD/MM/YYYY') FROM record");
	o.oneWins(await raced(o, await both(o, 'province', at, `${at}/hau-kiem`, { inspection_kind: '1', planned_on: day })));
	o.expect('inspections', open('inspection'), '1');
	o.oneWins(await raced(o, await both(o, 'province', at, `${at}/thu-hoi`, { ground: 'a', facts: 'Giấy giả.', basis_on: '25/08/2026' })));
	o.expect('proposals', open('revocation'), '1');
});

await story('numbers given at once: none twice, none left out', 'sample', async o => {
	const one = await o.signedIn(0, 'province'), two = await o.signedIn(1, 'province');
	const ids = [];
	for (const code of ['79-J47GT-9', '79-8N3JQ-Y', '79-NCKA6-K'])
		ids.push((await one.page(`/chung-nhan/${code}`)).match(/\/sap-het-han\/(\d+)\/thong-bao\.pdf/)[1]);
	const at = id => [`/van-ban/sap-het-han/${id}`, `/van-ban/sap-het-han/${id}/so`];
	const forms = await Promise.all([[one, ids[0]], [two, ids[1]], [one, ids[2]], [two, ids[2]]].map(([who, id]) => filled(who, ...at(id), {})));
	const answers = await raced(o, forms);
	o.expect('nobody is told of a fault of ours', answers.every(r => [303, 409].includes(r.status)), true);
	// Who was refused only because somebody was faster sends it again.
	for (const [i, r] of answers.slice(0, 2).entries())
		if (r.status === 409) o.expect('again', (await send(await filled([one, two][i], ...at(ids[i]), {}))).status, 303);
	const numbers = [];
	for (const id of ids) numbers.push((await one.page(at(id)[0])).match(/Số: (\d+)\/TB/)?.[1]);
	o.expect('numbers', numbers.sort().join(), '01,02,03');
});

// A draft that recognises, and one that revokes `code`.
async function drafts(o, code) {
	const province = await o.signedIn(0, 'province');
	const post = async (page, action, fields) => (await send(await filled(province, page, action, fields))).status;
	const revocation = await post(`/chung-nhan/${code}`, `/chung-nhan/${code}/thu-hoi`, { ground: 'a', facts: 'Giấy giả.', basis_on: '25/08/2026' });
	o.expect('a proposal', revocation, 303);
	const id = o.sql('SELECT max(id) FROM revocation');
	o.expect('a draft that revokes', await post('/tinh/thu-hoi', '/tinh/thu-hoi', { revocation: id }), 303);
	return o.sql('SELECT max(id) FROM decision');
}

await story('two decisions signed at once under one number', 'sample', async o => {
	const revokes = await drafts(o, '79-8N3JQ-Y'), province = await o.signedIn(1, 'province');
	await send(await filled(province, '/tinh/quyet-dinh', '/tinh/quyet-dinh', { kind: '1' }));
	const recognises = o.sql('SELECT max(id) FROM decision');
	const sign = async (i, id) => filled(await o.signedIn(i, 'signer'), `/ky/${id}`, `/ky/${id}/ky`, { number_text: '90', signer_title: 'PHÓ CHỦ TỊCH', confirmed: '1' });
	o.oneWins(await raced(o, [await sign(0, revokes), await sign(1, recognises)]));
	o.expect('decisions of that number', o.sql("SELECT count(*) FROM decision WHERE number = '90/QĐ-UBND'"), '1');
});

await story('one decision signed twice at once', 'sample', async o => {
	await send(await filled(await o.signedIn(1, 'province'), '/tinh/quyet-dinh', '/tinh/quyet-dinh', { kind: '1' }));
	const id = o.sql('SELECT max(id) FROM decision'), before = +o.sql('SELECT count(*) FROM certificate');
	const products = +o.sql(`SELECT count(*) FROM decision_item WHERE decision = ${id}`);
	const sign = async (i, number) => filled(await o.signedIn(i, 'signer'), `/ky/${id}`, `/ky/${id}/ky`, { number_text: number, signer_title: 'PHÓ CHỦ TỊCH', confirmed: '1' });
	const answers = await raced(o, [await sign(0, '91'), await sign(1, '92')]);
	o.oneWins(answers);
	o.expect('its number', o.sql(`SELECT number FROM decision WHERE id = ${id}`), `${91 + answers.findIndex(r => r.status === 303)}/QĐ-UBND`);
	o.expect('certificates', +o.sql('SELECT count(*) FROM certificate') - before, products);
	o.expect('products', products > 0, true);
});

// A certificate on the day on which it may be let run on.
const late = '2027-01-15T09:00:00+07:00', runsOut = '79-J47GT-9';
const extend = async (o, i, until) => filled(await o.signedIn(i, 'province'), `/chung-nhan/${runsOut}`, `/chung-nhan/${runsOut}/keo-dai`, { until, why: 'Chờ kết quả.' });

await story('a certificate let run on twice at once', 'sample', async o => {
	const answers = await raced(o, [await extend(o, 0, '01/06/2027'), await extend(o, 1, '01/05/2027')]);
	o.oneWins(answers);
	const day = ['01/06/2027', '01/05/2027'][answers.findIndex(r => r.status === 303)];
	for (const i of [0, 1]) o.expect('until when', (await (await o.signedIn(i, 'province')).page(`/chung-nhan/${runsOut}`)).match(/kéo dài đến hết ngày[^\d]*([\d/]+)/)?.[1], day);
}, late);

await story('a certificate revoked while it is let run on is revoked, whoever was faster', 'sample', async o => {
	const id = await drafts(o, runsOut);
	const sign = async () => filled(await o.signedIn(0, 'signer'), `/ky/${id}`, `/ky/${id}/ky`, { number_text: '7', signer_title: 'PHÓ CHỦ TỊCH', confirmed: '1' });
	const [signed, extended] = await raced(o, [await sign(), await extend(o, 1, '01/06/2027')]);
	o.expect(`each is done or told: ${signed.status} ${extended.status}`, [signed, extended].every(r => r.status === 303 || r.status === 409 && /Lỗi/.test(r.text)), true);
	// Both can be done, one after the other. Who signs and was told to look again does so.
	if (signed.status !== 303) o.expect('signed again', (await send(await sign())).status, 303);
	for (const s of o.servers)
		o.expect('what its code says', (await (await fetch(`${s.base}/api/v1/certificates/${runsOut}`)).json()).status, 'revoked');
	o.expect('it ended once', o.sql(`SELECT count(*) FROM record WHERE kind = 'certificate.revoke'`), '1');
	const later = await extend(o, 1, '01/05/2027').catch(() => null);
	o.expect('its page offers no more time', later, null);
}, late);

fs.rmSync(root, { recursive: true, force: true });
process.exit(failures ? 1 : 0);
