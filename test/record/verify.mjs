// verify: `ocop verify` as an auditor uses it: from a folder, from an address, on
// both back ends. Each kind of change that it promises to find is done once and
// named. usage: verify.mjs; OCOP_TEST_POSTGRES names a server (test/pg.sh).
import { spawn } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { filesBelow, maker, must, ocop, run, scratch, serve, suite } from './lib.mjs';

const root = scratch('verify'), at = (...p) => path.join(root, ...p), { tell, end } = suite('verify');
const postgres = process.env.OCOP_TEST_POSTGRES;
const saysWrong = (r, word, what) => r.status === 1 && new RegExp(`^WRONG ${word}`, 'm').test(r.stdout) ? [] : [`${what}: exit ${r.status}\n${r.stdout}${r.stderr}`];
const saysWell = (r, what = '') => r.status === 0 && !/^WRONG/m.test(r.stdout) ? [] : [`${what}: exit ${r.status}\n${r.stdout}${r.stderr}`];
// Servers of this process answer while the program asks: it must not be waited for in a block.
const runBeside = (...args) => new Promise(resolve => {
	const child = spawn(ocop, args, { stdio: ['ignore', 'pipe', 'pipe'] }), r = { stdout: '', stderr: '' };
	child.stdout.on('data', d => { r.stdout += d; });
	child.stderr.on('data', d => { r.stderr += d; });
	child.on('close', status => resolve({ ...r, status }));
});
const flip = (f, place) => { const b = fs.readFileSync(f); b[place ?? b.length >> 1] ^= 1; fs.writeFileSync(f, b); };
const newest = dir => filesBelow(path.join(dir, 'tile')).filter(f => !f.includes('.p/')).concat(path.join(dir, 'checkpoint'));

// The reader of codes that browsers have, by its text: a .js file is no module for every node.
globalThis.crypto ??= webcrypto;
const { read: claimsOf } = await import(`data:text/javascript,${encodeURIComponent(fs.readFileSync('src/web/assets/check.js', 'utf8'))}`);
// An entry by its place, from the bundles alone (fewer than 1,000 of them).
const entryOf = (log, index) => {
	const bundle = path.join(log, 'tile/entries', String(index >> 8).padStart(3, '0')), part = `${bundle}.p`;
	let rest = fs.readFileSync(fs.existsSync(bundle) ? bundle : path.join(part, String(Math.max(...fs.readdirSync(part).map(Number)))));
	for (let i = index & 255; i > 0; i--) rest = rest.subarray(2 + rest.readUInt16BE(0));
	return rest.subarray(2, 2 + rest.readUInt16BE(0)).toString();
};

// ---- an office, on each back end -----------------------------------------------------

async function officeOn(name, words, sql) {
	const data = at(name), own = path.join(data, 'log');
	must(ocop, 'demo', '--data', data, ...words);
	fs.copyFileSync(path.join(own, 'checkpoint'), at(`${name}.older`));
	must('sh', '-c', `echo 'mat khau mau 2026' | "${ocop}" user add nguoi.moi 'Người Mẫu' province tinh-79 --data "${data}" ${words.join(' ')}`);
	fs.writeFileSync(at(`${name}.vkey`), `${must(ocop, 'log', '--data', data, ...words).split('\n')[0]}\n`);
	const known = ['--key', at(`${name}.vkey`), '--older', at(`${name}.older`)];
	const verify = () => run(ocop, 'verify', '--data', data, ...known, ...words);
	const found = (what, word, change, back) => {
		change();
		const faults = saysWrong(verify(), word, what);
		back();
		tell(`${name}: ${what} is found`, faults);
	};
	const row = (what, word, there, back) => found(what, word, () => sql(there), () => sql(back));
	tell(`${name}: an untouched office is well`, saysWell(verify()));
	// The code on a certificate names its entry: found by whoever has nothing but the code and the log.
	const codes = sql("SELECT s.text FROM signed_code s JOIN record r ON r.kind = 'certificate.issue' AND r.noun_id = s.certificate JOIN entry e ON e.record = r.id").split('\n').filter(Boolean);
	tell(`${name}: a signed code names the entry of its certificate`, codes.length === 0 ? ['there is none'] : codes.flatMap(letters => {
		const said = claimsOf(letters), leaf = said.entry === undefined ? null : JSON.parse(entryOf(own, said.entry));
		return leaf?.type === 'certificate' ? [] : [`${said.number}: entry ${said.entry} is ${leaf?.type}`];
	}));

	for (const f of newest(own)) {
		const before = fs.readFileSync(f), mode = fs.statSync(f).mode;
		found(`one flipped byte of ${path.relative(data, f)}`, 'log', () => { fs.chmodSync(f, 0o644); flip(f); }, () => { fs.writeFileSync(f, before); fs.chmodSync(f, mode); });
	}
	const blob = filesBelow(path.join(data, 'blob')).find(f => path.basename(f).length === 64), bytes = fs.readFileSync(blob);
	found('one flipped byte of a document', 'files', () => { fs.chmodSync(blob, 0o644); flip(blob); }, () => fs.writeFileSync(blob, bytes));
	const choice = "(SELECT h.id FROM sheet h JOIN result r ON r.agenda = h.agenda ORDER BY h.id LIMIT 1) AND criterion = '1.1'";
	const points = sql(`SELECT points FROM choice WHERE sheet = ${choice}`);
	row('an edited row: a point of a sealed sheet', 'sheets', `UPDATE choice SET points = 3 - points WHERE sheet = ${choice}`, `UPDATE choice SET points = ${points} WHERE sheet = ${choice}`);
	const entry = 'place = (SELECT max(place) / 2 FROM entry)';
	sql(`CREATE TABLE aside AS SELECT * FROM entry WHERE ${entry}`);
	row('a removed entry', 'entries', `DELETE FROM entry WHERE place = (SELECT place FROM aside)`, 'INSERT INTO entry SELECT * FROM aside');
	sql('DROP TABLE aside');
	const paper = sql('SELECT min(f.id) FROM evidence_file f JOIN cite c ON c.evidence = f.evidence JOIN agenda a ON a.dossier = c.dossier JOIN result r ON r.agenda = a.id');
	const was = sql(`SELECT blob FROM evidence_file WHERE id = ${paper}`);
	row('a swapped document', 'entries', `UPDATE evidence_file SET blob = (SELECT max(hash) FROM blob WHERE hash <> '${was}') WHERE id = ${paper}`, `UPDATE evidence_file SET blob = '${was}' WHERE id = ${paper}`);
	const ours = '(SELECT max(id) FROM certificate WHERE decision IS NOT NULL)';
	row('a certificate dated back', 'certificates', `UPDATE certificate SET issued_on = issued_on - 366, valid_until_on = valid_until_on - 366 WHERE id = ${ours}`,
		`UPDATE certificate SET issued_on = issued_on + 366, valid_until_on = valid_until_on + 366 WHERE id = ${ours}`);
	row('a certificate dated back together with its decision', 'codes', `UPDATE certificate SET issued_on = issued_on - 366, valid_until_on = valid_until_on - 366 WHERE id = ${ours};
		UPDATE decision SET signed_on = signed_on - 366 WHERE id = (SELECT decision FROM certificate WHERE id = ${ours})`,
		`UPDATE certificate SET issued_on = issued_on + 366, valid_until_on = valid_until_on + 366 WHERE id = ${ours};
		UPDATE decision SET signed_on = signed_on + 366 WHERE id = (SELECT decision FROM certificate WHERE id = ${ours})`);
	{ // the record of another office in its place, with its own key
		const aside = at(`${name}.log`);
		found('the record taken away', 'log', () => fs.renameSync(own, aside), () => { fs.rmSync(own, { recursive: true, force: true }); fs.renameSync(aside, own); });
	}

	// what an auditor asks over the line, of the office as it serves
	const office = await serve('--data', data, ...words);
	try {
		tell(`${name}: the record as it is served is well, from its address`, saysWell(await runBeside('verify', `${office.url}/log`, ...known, '--sample', 'yes')));
		const tile = filesBelow(path.join(own, 'tile/0')).find(f => !f.includes('.p/')), before = fs.readFileSync(tile), mode = fs.statSync(tile).mode;
		fs.chmodSync(tile, 0o644);
		flip(tile);
		tell(`${name}: one flipped byte is found from its address`, saysWrong(await runBeside('verify', `${office.url}/log/`, ...known, '--sample', 'yes'), 'log', 'served'));
		fs.writeFileSync(tile, before);
		fs.chmodSync(tile, mode);
		fs.writeFileSync(at('another.vkey'), 'ocop.example.vn/log/79/1+1b1b5c55+AdZ2YTFnZLAtGfbXJNXCnkAXhtCqzoQeC7Ak3DTHBZYh\n');
		tell(`${name}: another key is refused from its address`, saysWrong(await runBeside('verify', `${office.url}/log`, '--key', at('another.vkey'), '--sample', 'yes'), 'log', 'another key'));
	} finally { await office.close(); }
	tell(`${name}: put back, the office is well again`, saysWell(verify()));
}

const sqlite = text => must('sqlite3', '-bail', at('sqlite', 'ocop.db'), `PRAGMA foreign_keys = OFF; ${text}`).trim();
await officeOn('sqlite', [], sqlite);
if (postgres) {
	must('psql', '-q', `${postgres}postgres`, '-c', 'CREATE DATABASE verified');
	const url = `${postgres}verified`;
	await officeOn('postgres', ['--database', url], text => must('psql', '-qAt', '-v', 'ON_ERROR_STOP=1', url, '-c', text).trim());
}

// ---- a record with witnesses, at an address that does what it likes ----------------------

must(maker, 'log', at('whole'), '700', '150');
must(maker, 'log', at('first'), '300');
must(maker, 'log', at('forked'), '700', '1000', '120');
must(maker, 'log', at('back'), '700', '1000', '100000', '450');
must(maker, 'log', at('short'), '200');
const known = ['--key', at('whole/vkey'), '--policy', at('whole/policy'), '--older', at('first/checkpoint')];
let mood = null; // what the server does instead of answering
const served = http.createServer((q, a) => {
	const file = at(q.url.slice(1));
	if (mood && mood(q, a)) return;
	if (!fs.existsSync(file)) { a.writeHead(404).end(); return; }
	a.end(fs.readFileSync(file));
});
await new Promise(resolve => served.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${served.address().port}`;
for (const [where, open] of [['a folder', name => at(name)], ['an address', name => `${base}/${name}`]]) {
	const verify = (name, ...more) => runBeside('verify', open(name), ...known, ...more);
	tell(`${where}: a whole record is well`, saysWell(await verify('whole')));
	tell(`${where}: a forked log is found`, saysWrong(await verify('forked'), 'older', 'forked'));
	tell(`${where}: an entry dated back is found`, saysWrong(await verify('back'), 'time', 'dated back'));
	tell(`${where}: a log that lost entries is found`, saysWrong(await verify('short'), 'older', 'short'));
	fs.cpSync(at('whole'), at('bad'), { recursive: true });
	const bundle = at('bad/tile/entries/001'), b = fs.readFileSync(bundle), first = 2 + b.readUInt16BE(0);
	fs.writeFileSync(bundle, b.subarray(first));
	tell(`${where}: a removed entry is found`, saysWrong(await verify('bad'), 'log', 'removed'));
	fs.rmSync(bundle);
	tell(`${where}: a missing file is found`, saysWrong(await verify('bad'), 'log', 'missing'));
	fs.rmSync(at('bad'), { recursive: true });
}
const moody = async (name, f, word) => {
	mood = f;
	const r = await runBeside('verify', `${base}/whole`, ...known);
	mood = null;
	tell(`an address ${name}`, saysWrong(r, 'log', name).concat(word && !r.stdout.includes(word) ? [`it does not say "${word}"`] : []));
};
const tile = q => q.url.includes('/tile/entries/001');
await moody('that breaks off in the middle of a file is not believed', (q, a) => tile(q) && (a.writeHead(200, { 'content-length': '99999' }), a.write('x'), setTimeout(() => a.destroy(), 50), true), 'could not be fetched');
await moody('that answers with errors is not believed', (q, a) => tile(q) && (a.writeHead(500).end(), true), 'could not be fetched');
await moody('that sends elsewhere is not followed', (q, a) => tile(q) && (a.writeHead(302, { location: q.url.replace('whole', 'forked') }).end(), true), 'could not be fetched');
await moody('that never stops sending is left', (q, a) => {
	if (!tile(q)) return false;
	const more = () => { while (!a.destroyed && a.write(Buffer.alloc(1 << 20))); if (!a.destroyed) a.once('drain', more); };
	a.on('error', () => {});
	more();
	return true;
}, 'could not be fetched');
served.close();
served.closeAllConnections?.();
{
	const r = await runBeside('verify', 'http://127.0.0.1:1/log');
	tell('an address where nobody is gives no verdict that it is well', r.status !== 0 ? [] : ['exit 0']);
}
fs.rmSync(root, { recursive: true, force: true });
end();
