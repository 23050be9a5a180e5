// handed: a dossier of five stars goes from a province's office to the Ministry's, both of
// their own, and the result comes back: once recognised, once at less than ninety points;
// and what the Ministry orders about a result comes by letter. Everything that was touched,
// is another's, or came before is refused, in words. Over HTTP and by the verbs of the
// program; no browser. OFFICE_DATABASE as in room.mjs.
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Person, ask, change, formOf, ocop, password, program, serve } from '../browser/desk.mjs';
import { filesBelow, must, scratch } from './lib.mjs';

const dir = scratch('handed'), at = (...p) => path.join(dir, ...p);
const base = process.env.OFFICE_DATABASE || '', kind = base ? 'postgres' : 'sqlite';
const tell = (name, why) => {
	if (why) { process.exitCode = 1; console.log(`# handed: ${name}: ${why}`.slice(0, 2000)); }
	console.log(`${why ? 'not ok' : 'ok'} handed: ${kind}: ${name}`);
};
// Each step stands on those before it: the first that fails ends the walk.
const step = async (name, run) => {
	try { await run(); tell(name); } catch (e) { tell(name, e.stack); process.exit(1); }
};
const sha = b => createHash('sha256').update(b).digest('hex');
const database = n => base ? base.replace('{n}', n) : path.join(at(n), 'ocop.db');
const office = n => base ? ['--data', at(n), '--database', database(n)] : ['--data', at(n)];
const one = (n, sql) => ask(database(n), sql)[0]?.[0] ?? '';
const fine = (...args) => { const r = ocop(...args); assert.equal(r.code, 0, r.said); return r.said; };
const key = n => fine('log', ...office(n)).split('\n')[0];
const sender = (n, unit, vkey) => fs.writeFileSync(at(n, 'senders'), `# keys of other offices\n${unit} ${vkey}\n`);

// ---- two offices ------------------------------------------------------------------------

fine('demo', ...office('province'));
fine('init', '00', '--log-name', 'bo.mau', ...office('ministry'));
const people = { bo: 'province', chair: 'council', m2: 'council', m3: 'council', thuky: 'council', minister: 'signer' };
for (const [login, role] of Object.entries(people)) {
	const r = spawnSync(program, ['user', 'add', login, `Người Mẫu ${login}`, role, 'bo-00', ...office('ministry')], { input: `${password}\n`, encoding: 'utf8' });
	assert.equal(r.status, 0, r.stderr);
}
for (const login of ['chair', 'minister']) // the chair of a council must sit there; the signer signs
	assert.equal(one('ministry', `SELECT count(*) FROM account WHERE login = '${login}'`), '1');
change(database('ministry'), "UPDATE setting SET value = '0' WHERE name = 'second_step'");

const servers = [];
const serving = async n => { const s = await serve(office(n)); servers.push(s); return s; };
const come = async (s, ...logins) => Object.fromEntries(await Promise.all(logins.map(async l => [l, await new Person(s.url).signIn(l)])));

// A product of a session is scored by these members, closed, concluded.
const concluded = async (desk, secretary, members, agenda, pick) => {
	const row = `/thu-ky/san-pham/${agenda}`;
	await secretary.get(row);
	if (secretary.html.includes(`${row}/mo"`)) await secretary.must(`${row}/mo`, { waived: 'Hội đồng đồng ý' });
	for (const m of members) {
		const r = await m.seal(agenda, await m.answers(agenda, pick));
		assert.equal(r.status, 303, `${m.login}: ${r.text.replace(/<[^>]*>/g, ' ').slice(0, 300)}`);
	}
	await secretary.get(row);
	await secretary.must(`${row}/dong`);
	await secretary.get(row);
	if (secretary.html.includes(`${row}/muc-thong-nhat`)) await secretary.must(`${row}/muc-thong-nhat`);
	await secretary.get(row);
	await secretary.must(`${row}/ket-luan`, { opinion: 'Nhất trí.' });
	await members[0].get(row); // by this bylaw the secretary proposes, the chair concludes
	if (members[0].html.includes(`${row}/xac-nhan`)) await members[0].must(`${row}/xac-nhan`);
};
const decided = async (desk, signer, kindOf, dossier, number) => {
	await desk.get('/tinh/quyet-dinh');
	const to = (await desk.must('/tinh/quyet-dinh', { kind: kindOf, dossier })).to, id = /\d+/.exec(to)[0];
	await signer.get(`/ky/${id}`);
	await signer.must(`/ky/${id}/ky`, { number_text: number, signer_title: 'PHÓ CHỦ TỊCH', confirmed: 1 });
};

// A session of the first council on these dossiers, open and declared for: the first
// item of its agenda.
const session = async (desk, secretary, members, dossiers, name) => {
	await desk.get('/tinh/phien');
	const meeting = /\d+/.exec((await desk.must('/tinh/phien', { round: 1, council: 1, meeting_name: name, place: 'Hà Nội', day: '20/01/2027', hour: 8, minute: 30, late_meeting: 'Chờ đủ sản phẩm.' })).to)[0];
	for (const dossier of dossiers) {
		await desk.get(`/tinh/phien/${meeting}`);
		await desk.must(`/tinh/phien/${meeting}/them`, { dossier, late_agenda: 'Chờ đủ hồ sơ.' });
	}
	await secretary.get(`/thu-ky/phien/${meeting}`);
	await secretary.must(`/thu-ky/phien/${meeting}/mo`);
	for (const who of members) {
		await who.get(`/hoi-dong/phien/${meeting}`);
		await who.must(`/hoi-dong/phien/${meeting}/khai-bao`);
	}
	await secretary.get(`/thu-ky/phien/${meeting}`);
	return Number(/\/thu-ky\/san-pham\/(\d+)/.exec(secretary.html)[1]);
};

// ---- the province: five stars, sent up --------------------------------------------------------

let s = await serving('province'), p = await come(s, 'province', 'signer', 'secretary', 'producer');
const seats = ['chair', 'member', 'member2', 'member3', 'member4', 'member5', 'member6', 'member7', 'member8'];
const council = Object.values(await come(s, ...seats));
const sent = {};
await step('four products of five stars are approved and sent up, with a letter', async () => {
	const more = await session(p.province, p.secretary, council, [6, 7], 'Phiên mẫu nữa');
	for (const [agenda, name] of [[1, 'good'], [2, 'less'], [more, 'stop'], [more + 1, 'again']]) {
		await concluded(p.province, p.secretary, council, agenda, (i, n) => n - 1);
		sent[name] = one('province', `SELECT dossier FROM agenda WHERE id = ${agenda}`);
		assert.equal(one('province', `SELECT star FROM result WHERE agenda = ${agenda}`), '5');
		await decided(p.province, p.signer, 2, sent[name], `8${agenda}`);
	}
	for (const name of ['good', 'less', 'stop', 'again']) {
		const here = `/tinh/ho-so/${sent[name]}`;
		const early = ocop('dossier', 'export', sent[name], at('early'), ...office('province'));
		assert.notEqual(early.code, 0);
		await p.province.get(here);
		assert(!p.province.html.includes(`${here}/goi"`), 'a folder is offered before it is sent up');
		await p.province.must(`${here}/len-bo`, { letter_no: '12/UBND', team_no: '7/BC' });
	}
});
await step('the desk takes the folder with two clicks; nobody else may', async () => {
	const here = `/tinh/ho-so/${sent.good}`;
	assert.equal((await p.province.get(`${here}/goi.zip`)).status, 409);
	await p.province.get(here);
	await p.province.must(`${here}/goi`);
	await p.province.get(here);
	const r = await p.province.get(`${here}/goi.zip`);
	assert.equal(r.status, 200, r.text.slice(0, 200));
	fs.writeFileSync(at('click.zip'), r.bytes);
	must('unzip', '-q', at('click.zip'), '-d', at('click'));
	fs.writeFileSync(at('key'), `${key('province')}\n`);
	const clicked = ocop('dossier', 'verify', at('click', `ocop-ho-so-${sent.good}`), '--key', at('key'));
	assert.equal(clicked.code, 0, clicked.said);
	assert.equal((await p.producer.get(`${here}/goi.zip`)).status, 404);
	assert.equal((await council[1].get(`${here}/goi.zip`)).status, 404);
});
fs.writeFileSync(at('key'), `${key('province')}\n`);
const verify = (folder, ...more) => ocop('dossier', 'verify', at(folder), ...more);
await step('the operator\'s verb makes the same folder; it verifies without a server, with the key from paper', async () => {
	fine('dossier', 'export', sent.good, at('up'), ...office('province'));
	fine('dossier', 'export', sent.less, at('up-less'), ...office('province'));
	fine('dossier', 'export', sent.stop, at('up-stop'), ...office('province'));
	fine('dossier', 'export', sent.again, at('up-again'), ...office('province'));
	const r = verify('up', '--key', at('key'));
	assert.equal(r.code, 0, r.said);
	assert.match(r.said, /^ok +dossier: texts, points and papers are those that were handed in/m);
	assert.match(r.said, /^ok +stars: 1 were computed again from 9 sheets/m);
	assert.match(r.said, /^ok +transfer: a dossier, from the office of unit 79 to that of unit 00/m);
	assert.match(r.said, /^ok +papers: [1-9]/m);
	assert.equal(must('sh', '-c', `cd "${at('up')}" && sha256sum --quiet -c MANIFEST.sha256`), '');
	const list = d => filesBelow(d).map(f => path.relative(d, f)).filter(f => /^evidence/.test(f)).join();
	assert.equal(list(at('up')), list(at('click', `ocop-ho-so-${sent.good}`)));
});
await s.stop();

// ---- refused -----------------------------------------------------------------------------------

const counts = n => ['dossier', 'subject', 'product', 'evidence', 'record', 'certificate', 'chain'].map(t => `${t} ${one(n, `SELECT count(*) FROM ${t}`)}`).join(', ');
const refuse = (n, folder, said) => {
	const before = counts(n), r = ocop('dossier', 'import', at(folder), ...office(n));
	assert.notEqual(r.code, 0, `taken: ${r.said}`);
	assert.match(r.said, said);
	assert.equal(counts(n), before);
};
await step('refused: no key of the sender is written down', async () => refuse('ministry', 'up', /names no key for unit 79/));
await step('refused: another key is', async () => {
	sender('ministry', '79', key('ministry'));
	refuse('ministry', 'up', /WRONG log[\s\S]*handed_unsigned/);
});
sender('ministry', '79', key('province'));
// What somebody does who has read how a folder is made, but has no key of the office.
const sealAgain = d => {
	const names = filesBelow(d).map(f => path.relative(d, f)).filter(f => !['MANIFEST.sha256', 'transfer.note'].includes(f)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
	fs.writeFileSync(path.join(d, 'MANIFEST.sha256'), names.map(f => `${sha(fs.readFileSync(path.join(d, f)))}  ${f}\n`).join(''));
};
// What a folder must be does not depend on where an office keeps its rows.
const touched = (name, from, change, said = /^WRONG/m) => base ? undefined : step(`refused: ${name}`, async () => {
	for (const again of [false, true]) {
		const d = at('bad');
		fs.rmSync(d, { recursive: true, force: true });
		fs.cpSync(at(from), d, { recursive: true });
		change(d);
		if (again) sealAgain(d);
		const r = verify('bad', '--key', at('key'));
		assert.equal(r.code, 1, `${again ? 'sealed again: ' : ''}${r.said}`);
		assert.match(r.said, said);
		if (from === 'up') refuse('ministry', 'bad', /nothing was taken/);
	}
});
const edit = (d, f, by) => { const b = fs.readFileSync(path.join(d, f)), n = by(b); assert.notDeepEqual(Buffer.from(n), b, `${f}: nothing was changed`); fs.writeFileSync(path.join(d, f), n); };
const first = (d, sub) => path.relative(d, filesBelow(path.join(d, sub))[0]);
const json = (d, by) => edit(d, 'dossier.json', b => { const j = JSON.parse(b); by(j); return JSON.stringify(j); });
await touched('a paper that was changed', 'up', d => edit(d, first(d, 'evidence'), b => Buffer.concat([b, Buffer.from(' ')])));
await touched('a paper that is gone', 'up', d => fs.rmSync(path.join(d, first(d, 'evidence'))));
await touched('a paper that was added', 'up', d => fs.writeFileSync(path.join(d, 'evidence', sha('x')), 'x'));
await touched('a text that was changed', 'up', d => json(d, j => { j.texts[0].body += ' thêm'; }));
await touched('a point that was raised', 'up', d => json(d, j => { j.points[0].points += 1; }));
await touched('a citation that was taken out', 'up', d => json(d, j => { j.cites.pop(); }));
await touched('another letter number', 'up', d => json(d, j => { j.letter = '13/UBND'; }));
await touched('a note to another office', 'up', d => edit(d, 'transfer.note', b => b.toString().replace('to 00', 'to 01')));
await touched('the note of another dossier', 'up', d => fs.copyFileSync(at('up-less', 'transfer.note'), path.join(d, 'transfer.note')));
await touched('a file that no folder has', 'up', d => fs.writeFileSync(path.join(d, 'them.txt'), 'x'));
await touched('a sheet that was taken out', 'up', d => {
	const n = filesBelow(path.join(d, 'entry')).find(f => f.endsWith('.leaf') && JSON.parse(fs.readFileSync(f)).type === 'score-sheet');
	for (const f of filesBelow(d).filter(f => f.includes(path.basename(n, '.leaf')))) fs.rmSync(f);
});
// A folder that the office itself has signed, with something else in it: its own key signs.
const signedAgain = (d, n) => {
	sealAgain(d);
	const [, name, id, key] = /^PRIVATE\+KEY\+(\S+?)\+([0-9a-f]{8})\+(\S+)/.exec(fs.readFileSync(at(n, 'keys/log.key'), 'utf8'));
	const seed = Buffer.from(key, 'base64').subarray(1);
	const secret = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' });
	const text = fs.readFileSync(path.join(d, 'transfer.note'), 'utf8').split('\n\n')[0].replace(/^manifest .*$/m, `manifest ${sha(fs.readFileSync(path.join(d, 'MANIFEST.sha256')))}`) + '\n';
	const line = Buffer.concat([Buffer.from(id, 'hex'), sign(null, Buffer.from(text), secret)]).toString('base64');
	fs.writeFileSync(path.join(d, 'transfer.note'), `${text}\n\u2014 ${name} ${line}\n`);
};
const signedWrong = (name, from, n, to, change, said) => step(`refused, though its sender signed it: ${name}`, async () => {
	const d = at('bad');
	fs.rmSync(d, { recursive: true, force: true });
	fs.cpSync(at(from), d, { recursive: true });
	change(d);
	signedAgain(d, n);
	refuse(to, 'bad', said);
});
await signedWrong('a criteria set that this program has not', 'up', 'province', 'ministry', d => json(d, j => { j.set = 'QD99-01'; }), /handed_rules: QD99-01/);
await signedWrong('no number of its slip', 'up', 'province', 'ministry', d => json(d, j => { delete j.slip; }), /handed_broken: kind, slip/);
await signedWrong('a producer without a name', 'up', 'province', 'ministry', d => json(d, j => { delete j.subject.name; }), /handed_broken: subject/);
await signedWrong('another province\'s dossier', 'up', 'province', 'ministry', d => json(d, j => { j.province.unit = '01'; }), /handed_broken: province/);
// An office may sign what it likes; what its own record says otherwise is found all the same.
await step('found: an office that changes a text after it was handed in, and signs that', async () => {
	fs.cpSync(at('province'), at('liar'), { recursive: true });
	const where = base ? database('province') : path.join(at('liar'), 'ocop.db'), sql = 'FROM dossier_text WHERE dossier = ' + sent.good;
	const [[field, body]] = ask(where, `SELECT field, body ${sql} AND field NOT LIKE 'commune%' ORDER BY field LIMIT 1`);
	const set = v => change(where, `UPDATE dossier_text SET body = '${v.replaceAll("'", "''")}' WHERE dossier = ${sent.good} AND field = '${field}'`);
	set(`${body} đã sửa`);
	fine('dossier', 'export', sent.good, at('lie'), ...base ? office('province') : ['--data', at('liar')]);
	if (base) set(body);
	const r = verify('lie', '--key', at('key'));
	assert.equal(r.code, 1, r.said);
	assert.match(r.said, /WRONG dossier: what was handed in is not here, or was changed: text/);
	refuse('ministry', 'lie', /nothing was taken/);
});

// ---- by a page: the same folder as one file, the same checks -----------------------------------------

const packed = folder => {
	fs.rmSync(at('packed.zip'), { force: true });
	must('python3', '-m', 'zipfile', '-c', at('packed.zip'), `${at(folder)}/`);
	return fs.readFileSync(at('packed.zip'));
};
// Brings an archive to a desk, without script: the form of the page that was shown.
const bring = async (who, bytes) => {
	await who.get('/tinh/goi-den');
	const form = new FormData();
	for (const [name, value] of formOf(who.html, '/tinh/goi-den')) if (name !== 'handed_zip') form.append(name, value);
	form.append('handed_zip', new Blob([bytes], { type: 'application/zip' }), 'goi.zip');
	return who.send('POST', '/tinh/goi-den', form);
};
const refuseAtDesk = async (who, n, bytes, said) => {
	const before = counts(n), r = await bring(who, bytes);
	assert.equal(r.status, 422, r.to || r.text.slice(0, 300));
	assert.match(r.text, said);
	assert.equal(counts(n), before);
};
const broken = (from, change) => {
	fs.rmSync(at('bad'), { recursive: true, force: true });
	fs.cpSync(at(from), at('bad'), { recursive: true });
	change(at('bad'));
	return packed('bad');
};

// ---- the Ministry ----------------------------------------------------------------------------------

s = await serving('ministry');
const b = await come(s, ...Object.keys(people));
await step('the desk refuses what was touched, and says which file; nothing is entered', async () => {
	const paper = first(at('up'), 'evidence');
	await refuseAtDesk(b.bo, 'ministry', broken('up', d => edit(d, paper, x => Buffer.concat([x, Buffer.from(' ')]))), new RegExp(`Tệp ${paper} trong gói bị sửa`));
	await refuseAtDesk(b.bo, 'ministry', broken('up', d => fs.rmSync(path.join(d, paper))), new RegExp(`Tệp ${paper} trong gói bị sửa, bị thêm hoặc bị thiếu`));
	await refuseAtDesk(b.bo, 'ministry', broken('up', d => { edit(d, paper, x => Buffer.concat([x, Buffer.from(' ')])); sealAgain(d); }), /không có chữ ký đúng của cơ quan gửi/);
	await refuseAtDesk(b.bo, 'ministry', broken('up', d => { json(d, j => { j.points[0].points += 1; }); signedAgain(d, 'province'); }), /Nội dung ở dossier.json trong gói khác với Sổ công khai/);
	await refuseAtDesk(b.bo, 'ministry', broken('up', d => fs.rmSync(path.join(d, 'transfer.note'))), /không phải gói do một cơ quan trao/);
	packed('up');
	must('python3', '-c', 'import zipfile, sys; i = zipfile.ZipInfo("up/part/link"); i.create_system = 3; i.external_attr = 0o120777 << 16; zipfile.ZipFile(sys.argv[1], "a").writestr(i, "/etc/passwd")', at('packed.zip'));
	await refuseAtDesk(b.bo, 'ministry', fs.readFileSync(at('packed.zip')), /Tệp “up\/part\/link” trong gói không nhận được/);
	assert.equal((await bring(b.chair, packed('up')).catch(e => e)) instanceof Error, true); // nobody else is shown the form
});
await step('the Ministry takes four: on its desk, complete, as they were handed in', async () => {
	const r = await bring(b.bo, fs.readFileSync(at('click.zip')));
	assert.equal(r.status, 303, r.text.replace(/<[^>]*>/g, ' ').slice(0, 600));
	assert.equal(r.to, '/tinh/ho-so/1');
	assert.match((await b.bo.get(r.to)).text, /Đã nhận hồ sơ từ tỉnh/);
	assert.match(fine('dossier', 'import', at('up-less'), ...office('ministry')), /it waits to be received, from unit 79/);
	fine('dossier', 'import', at('up-stop'), ...office('ministry'));
	fine('dossier', 'import', at('up-again'), ...office('ministry'));
	const same = sql => assert.equal(one('ministry', sql.replace('{d}', 1)), one('province', sql.replace('{d}', sent.good)), sql);
	for (const t of ['dossier_text', 'self_score', 'cite']) same(`SELECT count(*) FROM ${t} WHERE dossier = {d}`);
	same('SELECT sum(points) FROM self_score WHERE dossier = {d}');
	same('SELECT count(DISTINCT f.blob) FROM evidence_file f JOIN cite c ON c.evidence = f.evidence WHERE c.dossier = {d}');
	same('SELECT p.code FROM dossier d JOIN product p ON p.id = d.product WHERE d.id = {d}');
	same('SELECT s.rep_name FROM dossier d JOIN subject s ON s.id = d.subject WHERE d.id = {d}');
	same('SELECT uuid FROM chain WHERE dossier = {d}');
	assert.equal(one('ministry', 'SELECT epoch FROM chain WHERE dossier = 1'), '1');
	assert.equal(one('ministry', "SELECT count(*) FROM record r JOIN entry e ON e.record = r.id WHERE r.kind = 'dossier.arrived' AND e.type = 'receipt'"), '4');
	assert.equal(one('province', "SELECT count(*) FROM record r JOIN entry e ON e.record = r.id WHERE r.kind = 'dossier.handed_over' AND e.type = 'handover' AND r.noun_id = " + sent.good) > 1, true);
	for (const n of ['province', 'ministry']) { fine('check', ...office(n)); fine('verify', ...office(n)); }
});
await step('refused: the same folder a second time, by verb and at the desk', async () => {
	refuse('ministry', 'up', /handed_twice: /);
	const before = counts('ministry'), r = await bring(b.bo, fs.readFileSync(at('click.zip')));
	assert.equal(r.status, 409);
	assert.match(r.text, /Gói này đã được nhận trước đó/);
	assert.equal(counts('ministry'), before);
});
await step('refused: a folder that is for another office', async () => {
	fs.writeFileSync(at('province', 'senders'), `79 ${key('province')}\n`);
	refuse('province', 'up', /handed_elsewhere: 00/);
	fs.rmSync(at('province', 'senders'));
});
await step('the Ministry\'s own office evaluates them: one of five stars, one below ninety', async () => {
	const id = login => one('ministry', `SELECT id FROM account WHERE login = '${login}'`);
	await b.bo.get('/tinh');
	assert(b.bo.html.includes('Nước mắm chay mẫu'));
	for (const d of [1, 2, 4]) {
		const here = `/tinh/ho-so/${d}`;
		await b.bo.get(here);
		assert(b.bo.html.includes('12/UBND'));
		await b.bo.must(`${here}/nhan`);
		for (let n = 0; n < 40; n++) { // every component that is not looked at yet
			await b.bo.get(here);
			const item = [...b.bo.html.matchAll(/name="item" value="([^"]+)"/g)].map(m => m[1])
				.find(i => one('ministry', `SELECT count(*) FROM component WHERE dossier = ${d} AND level = 0 AND item = '${i}'`) === '0');
			if (!item) break;
			await b.bo.must(`${here}/thanh-phan`, { item, verdict: 1, seen_at: 0 });
		}
		await b.bo.get(here);
		await b.bo.must(`${here}/chap-nhan`);
	}
	await b.bo.get('/tinh/dot');
	await b.bo.must('/tinh/dot', { year: 2027, round_number: 2 });
	await b.bo.get('/tinh/hoi-dong');
	await b.bo.must('/tinh/hoi-dong', { council_name: 'Hội đồng Trung ương mẫu', decision_no: '1/QĐ', decision_on: '01/08/2026', quorum_num: 2, quorum_den: 3, spread_max: 10, minimums: 'findings' });
	await b.bo.get('/tinh/hoi-dong/1/quy-che');
	await b.bo.must('/tinh/hoi-dong/1/quy-che', { 'r.notice_days': 0, 'r.spread_then': 2, 'r.concludes': 2 });
	for (const [login, role] of [['chair', 1], ['m2', 3], ['m3', 3], ['thuky', 4]]) {
		await b.bo.get('/tinh/hoi-dong/1');
		await b.bo.must('/tinh/hoi-dong/1/ghe', { account: id(login), role, office: 'Đơn vị Mẫu' });
	}
	const all = [b.chair, b.m2, b.m3];
	await session(b.bo, b.thuky, all, [1, 2, 4], 'Phiên Trung ương');
	await concluded(b.bo, b.thuky, all, 1, (i, n) => n - 1);
	for (const item of [2, 3]) await concluded(b.bo, b.thuky, all, item, (i, n) => Math.max(0, n - 1 - (i % 2)));
	await decided(b.bo, b.minister, 1, 1, '78/QĐ-BNNMT');
	for (const d of [2, 4]) {
		await b.bo.get('/tinh/quyet-dinh');
		await b.bo.must(`/tinh/ho-so/${d}/chuyen-lai`);
	}
	await b.bo.get('/tinh/ho-so/3');
	await b.bo.must('/tinh/ho-so/3/nhan');
	const r = await b.bo.get('/tinh/ho-so/1');
	assert(r.text.includes('/tinh/ho-so/1/goi"'), 'no folder of the result is offered');
});

// ---- a supplement: asked for there, answered here, and the dossier goes up again ------------------------

// What the desk hands over of a dossier now: written down, then taken.
const handed = async (who, d) => {
	const here = `/tinh/ho-so/${d}`;
	await who.get(here);
	await who.must(`${here}/goi`);
	return (await who.get(`${here}/goi.zip`)).bytes;
};
const words = r => r.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const taken = async (who, bytes, d, said) => {
	const r = await bring(who, bytes);
	assert.equal(r.to, `/tinh/ho-so/${d}`, words(r).slice(0, 600));
	assert.match((await who.get(r.to)).text, said);
};
const notTaken = async (who, n, bytes, said) => {
	const before = counts(n), r = await bring(who, bytes);
	assert.equal(r.status, 409, r.to || words(r).slice(0, 300));
	assert.match(r.text, said);
	assert.equal(counts(n), before);
};
let asked, completed;
const twice = /Gói này đã được nhận trước đó/, ours = 'Bổ sung theo yêu cầu của Bộ.';
const provinceOpens = async () => {
	s = await serving('province');
	p = await come(s, 'province', 'signer', 'secretary', 'producer', 'commune', owner);
};
const owner = one('province', `SELECT a.login FROM member m JOIN account a ON a.id = m.account JOIN dossier d ON d.subject = m.subject WHERE d.id = ${sent.stop}`);
await step('the Ministry asks for a supplement: the request goes to the province, whose producer answers', async () => {
	const day = new Date(Date.now() + 20 * 86400000), item = one('ministry', 'SELECT item FROM component WHERE dossier = 3 AND level > 0 ORDER BY item LIMIT 1');
	await b.bo.get('/tinh/ho-so/3');
	assert(!b.bo.html.includes('/tinh/ho-so/3/goi"'), 'nothing is handed over while the dossier is looked at');
	await b.bo.must('/tinh/ho-so/3/bo-sung', { items: item, sentence: 'Đề nghị bổ sung kết quả kiểm nghiệm.', due_on: `${day.getDate()}/${day.getMonth() + 1}/${day.getFullYear()}` });
	assert.match((await b.bo.get('/tinh/ho-so/3')).text, /Trao yêu cầu bổ sung cho tỉnh/);
	asked = await handed(b.bo, 3);
	sender('province', '00', key('ministry'));
	await provinceOpens();
	await taken(p.province, asked, sent.stop, /Đã nhận yêu cầu bổ sung của Bộ[\s\S]*Đề nghị bổ sung kết quả kiểm nghiệm/);
	assert.equal(one('province', `SELECT state FROM dossier WHERE id = ${sent.stop}`), '7');
	assert.equal(one('province', `SELECT i.item FROM supplement_item i JOIN supplement u ON u.id = i.supplement WHERE u.dossier = ${sent.stop} AND u.level = 0`), item);
	await notTaken(p.province, 'province', asked, twice);
	assert(!p.province.html.includes(`/tinh/ho-so/${sent.stop}/goi"`), 'nothing is handed over before it is answered');
	const here = `/ho-so/${sent.stop}`, criterion = one('province', `SELECT criterion FROM self_score WHERE dossier = ${sent.stop} ORDER BY criterion LIMIT 1`);
	await p[owner].get(`${here}/tieu-chi/${criterion}`);
	await p[owner].must(`${here}/tieu-chi/${criterion}`, { note: ours });
	await p[owner].get(`${here}/bo-sung`);
	assert(p[owner].html.includes('Đề nghị bổ sung kết quả kiểm nghiệm'));
	await p[owner].must(`${here}/bo-sung`, { answer: 'Đã bổ sung phiếu kiểm nghiệm.' });
	assert.equal(one('province', `SELECT state FROM dossier WHERE id = ${sent.stop}`), '6');
});
await step('the completed dossier joins the one that is there: once, and no older one over it', async () => {
	assert.match((await p.province.get(`/tinh/ho-so/${sent.stop}`)).text, /Trao hồ sơ đã bổ sung cho cơ quan của Bộ/);
	assert.equal((await p.province.get(`/tinh/ho-so/${sent.stop}/goi.zip`)).status, 409);
	completed = await handed(p.province, sent.stop);
	const before = counts('ministry').replace(/record \d+/, ''), papers = one('ministry', 'SELECT count(*) FROM cite WHERE dossier = 3');
	await notTaken(b.bo, 'ministry', packed('up-stop'), twice);
	await taken(b.bo, completed, 3, /Đã nhận hồ sơ bổ sung từ tỉnh[\s\S]*Đã bổ sung phiếu kiểm nghiệm/);
	assert.equal(counts('ministry').replace(/record \d+/, ''), before); // neither a second dossier nor papers twice
	assert.equal(one('ministry', 'SELECT count(*) FROM cite WHERE dossier = 3'), papers);
	assert.equal(one('ministry', 'SELECT state FROM dossier WHERE id = 3'), '6');
	assert.equal(one('ministry', `SELECT count(*) FROM self_score WHERE dossier = 3 AND note = '${ours}'`), '1');
	assert.equal(one('ministry', 'SELECT epoch FROM chain WHERE dossier = 3'), '3');
	await notTaken(b.bo, 'ministry', completed, twice);
	await notTaken(b.bo, 'ministry', packed('up-stop'), twice);
	await notTaken(p.province, 'province', asked, twice);
	await b.bo.get('/tinh/ho-so/3');
	const code = /<select[^>]*name="code"[\s\S]*?<option value="([^"]+)"/.exec(b.bo.html) || /name="code" value="([^"]+)"/.exec(b.bo.html);
	await b.bo.must('/tinh/ho-so/3/loai', { code: code[1], reason: 'Giấy chứng nhận an toàn thực phẩm đã bị thu hồi.' });
	await s.stop();
	fs.rmSync(at('province', 'senders'));
});

// ---- and back ---------------------------------------------------------------------------------------

fs.writeFileSync(at('key'), `${key('ministry')}\n`);
await step('the result goes as a folder of the same kind, without names', async () => {
	fine('dossier', 'export', '1', at('back'), ...office('ministry'));
	fine('dossier', 'export', '2', at('back-less'), ...office('ministry'));
	fine('dossier', 'export', '3', at('back-stop'), ...office('ministry'));
	fine('dossier', 'export', '4', at('back-again'), ...office('ministry'));
	for (const [f, outcome] of [['back', 'recognised'], ['back-less', 'sent_back'], ['back-stop', 'stopped'], ['back-again', 'sent_back']]) {
		const r = verify(f, '--key', at('key'));
		assert.equal(r.code, 0, r.said);
		assert.match(r.said, new RegExp(`^ok +result: ${outcome}, as the sender's record has it`, 'm'));
		assert.match(r.said, outcome === 'stopped' ? /^\? +stars: .*no council has concluded/m : /^ok +stars: 1 were computed again from 3 sheets/m);
	}
	assert(!filesBelow(at('back')).some(f => /\.identity$/.test(f)));
});
await touched('a star that was raised', 'back-less', d => json(d, j => { j.result.star = 5; j.result.outcome = 'recognised'; }));
await touched('a result that says it was stopped', 'back-less', d => json(d, j => { j.result.outcome = 'stopped'; j.result.stops = [{ code: 'X', reason: 'x' }]; }));
await touched('a stop that says it was recognised', 'back-stop', d => json(d, j => { j.result.outcome = 'recognised'; j.result.star = 5; }));
await touched('another reason of a stop', 'back-stop', d => json(d, j => { j.result.stops[0].code = 'REVOKED'; }));
await touched('another decision number', 'back', d => json(d, j => { j.result.decision.number = '79/QĐ'; }));
await step('refused: a result from an office whose key is not written down', async () => refuse('province', 'back', /names no key for unit 00/));
sender('province', '00', key('ministry'));
await step('the province takes it: certificate, notices, its own record', async () => {
	await provinceOpens();
	const r = await bring(p.province, packed('back')), d = sent.good;
	assert.equal(r.to, `/tinh/ho-so/${d}`, r.text.slice(0, 300));
	assert.match((await p.province.get(r.to)).text, /Đã nhận kết quả của Bộ/);
	assert.equal(one('province', `SELECT state FROM dossier WHERE id = ${d}`), '11');
	assert.equal(one('province', `SELECT star FROM certificate WHERE dossier = ${d}`), '5');
	assert.equal(one('province', `SELECT code FROM certificate WHERE dossier = ${d}`), one('ministry', 'SELECT code FROM certificate WHERE dossier = 1'));
	assert.equal(one('province', `SELECT epoch FROM chain WHERE dossier = ${d}`), '2');
	assert.equal(one('province', "SELECT count(*) FROM record r JOIN entry e ON e.record = r.id WHERE r.kind = 'dossier.result_came' AND e.type = 'receipt'"), '1');
});
await step('refused: the same result a second time', async () => refuse('province', 'back', /handed_twice: Nước mắm/));
await step('refused: the result of a dossier that went from another office', async () => {
	fine('demo', ...office('other'));
	sender('other', '00', key('ministry'));
	refuse('other', 'back', /handed_unknown/);
});
await signedWrong('a stop without its reason', 'back-stop', 'ministry', 'province', d => json(d, j => { j.result.stops = []; }), /WRONG result[\s\S]*handed_untrue/);
await signedWrong('a stop for another reason', 'back-stop', 'ministry', 'province', d => json(d, j => { j.result.stops[0].code = 'REVOKED'; }), /WRONG result[\s\S]*handed_untrue/);
await step('stopped before the council: it ends here too, with the reason, and an extension with it; a second time it is refused', async () => {
	const d = sent.stop, today = Math.floor((Date.now() + 7 * 3600e3) / 86400e3);
	// a re-evaluation, while a certificate that has ended runs on until the result (QĐ 26/2026 Đ12.3); put back below
	const it = `product = (SELECT product FROM dossier WHERE id = ${d})`, inProvince = sql => change(database('province'), sql);
	inProvince(`CREATE TABLE kept AS SELECT * FROM listing WHERE ${it}`);
	inProvince(`INSERT INTO certificate (id, code, product, star, issued_year, valid_until_on, extended_until_on, extended_why, created_at)
		SELECT 900, '79-MAU-900', product, 5, 2023, ${today - 10}, ${today + 100}, 'Chờ kết quả.', 0 FROM dossier WHERE id = ${d}`);
	inProvince(`UPDATE dossier SET kind = 3, from_certificate = 900 WHERE id = ${d}`);
	const r = await bring(p.province, packed('back-stop'));
	assert.equal(one('province', 'SELECT extended_until_on FROM certificate WHERE id = 900'), `${today - 1}`);
	assert.equal(one('province', "SELECT count(*) FROM record WHERE kind = 'certificate.extension_end' AND noun_id = 900"), '1');
	inProvince(`DELETE FROM listing WHERE ${it}`);
	inProvince('INSERT INTO listing SELECT * FROM kept');
	inProvince('DROP TABLE kept');
	inProvince(`UPDATE dossier SET kind = 1, from_certificate = NULL WHERE id = ${d}`);
	inProvince('DELETE FROM certificate WHERE id = 900');
	assert.equal(r.to, `/tinh/ho-so/${d}`, r.text.slice(0, 300));
	assert.equal(one('province', `SELECT state FROM dossier WHERE id = ${d}`), '12');
	for (const [who, where] of [[p.province, r.to], [p.commune, `/ho-so/${d}`], [p.producer, `/ho-so/${d}`]]) {
		const page = await who.get(where);
		if (who === p.province || page.status === 200) assert.match(page.text, /Giấy chứng nhận an toàn thực phẩm đã bị thu hồi/, who.login);
	}
	assert.equal((await bring(p.province, packed('back-stop'))).status, 409);
	assert.equal(one('province', `SELECT count(*) FROM certificate WHERE dossier = ${d}`), '0');
});
await signedWrong('a result without its decision', 'back-less', 'ministry', 'province', d => json(d, j => { delete j.result.council; }), /handed_broken: result/);
await step('below ninety: it is the province\'s again, which recognises on the central result', async () => {
	fine('dossier', 'import', at('back-less'), ...office('province'));
	assert.equal(one('province', `SELECT state FROM dossier WHERE id = ${sent.less}`), '16');
	const star = one('ministry', 'SELECT star FROM result WHERE agenda = 2');
	await p.province.get(`/tinh/ho-so/${sent.less}`);
	const code = one('province', `SELECT code FROM certificate WHERE dossier = ${sent.good}`);
	assert.match((await p.producer.get(`/c/${code}`)).text, /78\/QĐ-BNNMT/);
	if (Number(star) >= 3) {
		await decided(p.province, p.signer, 1, sent.less, '90');
		assert.equal(one('province', `SELECT star FROM certificate WHERE dossier = ${sent.less}`), star);
	}
	await s.stop();
});
await step('what came back and was evaluated anew goes up again, and joins the dossier that is there', async () => {
	const here = `/tinh/ho-so/${sent.again}`;
	await provinceOpens();
	await taken(p.province, packed('back-again'), sent.again, /Đã nhận kết quả của Bộ/);
	await p.province.must(`${here}/tu-danh-gia`);
	const members = Object.values(await come(s, ...seats)), item = await session(p.province, p.secretary, members, [sent.again], 'Phiên mẫu thứ ba');
	await concluded(p.province, p.secretary, members, item, (i, n) => n - 1);
	await decided(p.province, p.signer, 2, sent.again, '95');
	await p.province.get(here);
	await p.province.must(`${here}/len-bo`, { letter_no: '14/UBND', team_no: '9/BC' });
	// what it said of a person was erased here meanwhile: it is told to nobody else, and said so
	const [[place]] = ask(database('province'), `SELECT max(e.place) FROM entry e JOIN record r ON r.id = e.record JOIN part t ON t.record = r.id WHERE r.noun = 'dossier' AND r.noun_id = ${sent.again} AND t.name = 'person'`);
	const personal = one('ministry', "SELECT count(*) FROM dossier_text WHERE dossier = 4");
	await s.stop();
	fine('log', 'erase', place, 'đơn số 12', ...office('province'));
	await provinceOpens();
	const second = await handed(p.province, sent.again), before = counts('ministry').replace(/record \d+/, '');
	await notTaken(b.bo, 'ministry', packed('up-again'), twice);
	await taken(b.bo, second, 4, /Đã nhận hồ sơ từ tỉnh[\s\S]*14\/UBND/);
	assert.equal(counts('ministry').replace(/record \d+/, ''), before);
	assert.equal(one('ministry', 'SELECT state FROM dossier WHERE id = 4'), '5');
	assert(Number(one('ministry', 'SELECT count(*) FROM dossier_text WHERE dossier = 4')) < Number(personal));
	fs.writeFileSync(at('second.zip'), second);
	must('unzip', '-q', at('second.zip'), '-d', at('second'));
	fs.writeFileSync(at('key'), `${key('province')}\n`);
	const said = ocop('dossier', 'verify', at('second', `ocop-ho-so-${sent.again}`), '--key', at('key'));
	assert.equal(said.code, 0, said.said);
	assert.match(said.said, /^\? +dossier: what it said of a person was erased at the sender/m);
	await notTaken(b.bo, 'ministry', second, twice);
	await b.bo.get('/tinh/ho-so/4');
	await b.bo.must('/tinh/ho-so/4/nhan');
	await notTaken(p.province, 'province', packed('back-again'), twice);
	await s.stop();
});
// ---- an order about a result: by letter ------------------------------------------------------------------

// The province's officer enters a letter of the Ministry on the desk's page, without script.
const entered = async (who, dossier, orders, number, why) => {
	const here = `/tinh/ho-so/${dossier}`, to = `${here}/van-ban-bo`, form = new FormData();
	await who.get(here);
	const [y, m, d] = new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10).split('-');
	const typed = { order_kind: orders, order_no: number, order_on: `${d}/${m}/${y}`, why };
	for (const [name, value] of formOf(who.html, to)) if (!(name in typed) && name !== 'order_file') form.append(name, value);
	for (const [name, value] of Object.entries(typed)) form.append(name, String(value));
	form.append('order_file', new Blob([letter], { type: 'application/pdf' }), 'van-ban.pdf');
	return who.send('POST', to, form);
};
const letter = fs.readFileSync('test/sample/paper.pdf');
await step('where the Ministry signs in too nobody enters a letter; where it does not, the province does', async () => {
	await provinceOpens();
	const here = `/tinh/ho-so/${sent.less}`, { admin } = await come(s, 'admin');
	assert.equal(formOf((await p.province.get(here)).text, `${here}/van-ban-bo`), null);
	for (const [id] of ask(database('province'), "SELECT a.id FROM account a JOIN agency g ON g.id = a.agency WHERE g.level = 0 AND a.state = 2 ORDER BY a.id")) {
		await admin.get('/quan-tri/tai-khoan');
		await admin.must('/quan-tri/tai-khoan/trang-thai', { account: id, open: [] });
	}
	assert((await p.province.get(here)).text.includes(`${here}/van-ban-bo"`));
	assert.equal((await p.producer.send('POST', `${here}/van-ban-bo`, new FormData())).status, 404);
});
await step('a letter of the Ministry: the evaluation is done again, and goes its road', async () => {
	const d = sent.less, here = `/tinh/ho-so/${d}`, of = `SELECT count(*) FROM certificate WHERE dossier = ${d} AND replaced_by IS`;
	assert.equal((await entered(p.province, d, 1, '45/BNNMT-VPĐP', 'Phiếu kiểm nghiệm không đúng lô.')).to, here);
	assert.match((await p.province.get(here)).text, /Đánh giá lại theo văn bản 45\/BNNMT-VPĐP của Bộ/);
	const own = one('province', `SELECT id FROM order_letter WHERE dossier = ${d}`);
	assert.deepEqual((await p.province.get(`${here}/van-ban-bo/${own}`)).bytes, letter);
	assert.equal((await p.signer.get(`${here}/van-ban-bo/${own}`)).status, 404);
	assert.equal(one('province', `${of} NULL`), '1'); // it stays until there is a new result
	// what everybody reads: from which letter, never why
	const code = one('province', `SELECT e.code FROM entry e JOIN record r ON r.id = e.record WHERE r.kind = 'order.enter' AND r.noun_id = ${d}`);
	const read = (await new Person(s.url).get(`/so-cong-khai/${code}`)).text;
	for (const word of ['order.enter', 'redo', '45/BNNMT-VPĐP', sha(letter)]) assert(read.includes(word), word);
	assert(!read.includes('kiểm nghiệm'));
	const members = Object.values(await come(s, ...seats)), item = await session(p.province, p.secretary, members, [d], 'Phiên mẫu thứ tư');
	await concluded(p.province, p.secretary, members, item, (i, n) => Math.max(0, n - 1 - (i % 2)));
	await decided(p.province, p.signer, 1, d, '96');
	assert.equal(one('province', `SELECT state FROM dossier WHERE id = ${d}`), '11');
	assert.deepEqual([one('province', `${of} NULL`), one('province', `${of} NOT NULL`)], ['1', '1']);
	const twice = await entered(p.province, d, 1, '45/BNNMT-VPĐP', 'Lần nữa.');
	assert.equal(twice.status, 422);
	assert.match(twice.text, /Văn bản số này của hồ sơ này đã được nhập/);
});
await step('another orders a recognition to be withdrawn: it ends on the public page', async () => {
	const d = sent.less, code = one('province', `SELECT code FROM certificate WHERE dossier = ${d} AND replaced_by IS NULL`);
	assert.equal((await entered(p.province, d, 2, '46/BNNMT-VPĐP', 'Hồ sơ kiểm nghiệm giả.')).to, `/tinh/ho-so/${d}`);
	const id = one('province', 'SELECT max(id) FROM revocation');
	assert.match((await p.province.get('/tinh/thu-hoi')).text, /Bộ yêu cầu thu hồi theo văn bản 46\/BNNMT-VPĐP/);
	const draft = /\d+/.exec((await p.province.must('/tinh/thu-hoi', { revocation: id })).to)[0];
	await p.signer.get(`/ky/${draft}`);
	await p.signer.must(`/ky/${draft}/ky`, { number_text: '97', signer_title: 'PHÓ CHỦ TỊCH', confirmed: 1 });
	assert.match((await new Person(s.url).get(`/c/${code}`)).text, /Đã bị thu hồi/);
	await s.stop();
});
await signedWrong('a later custody of a dossier that nobody waits for', 'up', 'province', 'ministry', d => edit(d, 'transfer.note', b => b.toString().replace('epoch 0', 'epoch 9')), /handed_late/);
await step('both offices keep every promise, and their records verify', async () => {
	for (const n of ['province', 'ministry']) {
		fine('check', ...office(n));
		fine('verify', ...office(n));
		fine('rebuild', '--check', ...office(n));
	}
});
for (const x of servers) await x.kill();
