// dishonest: an administrator with the disk, the database and a bad intention.
// Edits one thing at random, asks `ocop verify`, and puts it back; every edit
// must be found (exit 1), and an untouched office must be well before and after.
//
// usage: dishonest.mjs SECONDS [SEED]. Prints a case for each kind of edit and
// the seed, so that what was not found can be walked again.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ocop = path.join(top, 'build/ocop'), maker = path.join(top, 'build/record');
const seconds = Number(process.argv[2] ?? 60), seed = Number(process.argv[3] ?? Date.now() % 1e9);
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-dishonest-'));
const data = path.join(root, 'office'), log = path.join(root, 'log'), db = path.join(data, 'ocop.db');
const copy = path.join(root, 'ocop.db');

let state = seed | 1;
const random = n => { // xorshift: the same walk for the same seed
	state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
	return (state >>> 0) % n;
};
const pick = list => list[random(list.length)];
const run = (program, ...args) => {
	const r = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
	if (r.error) throw r.error;
	return r;
};
const must = (program, ...args) => {
	const r = run(program, ...args);
	if (r.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${r.stderr}${r.stdout}`);
	return r.stdout;
};
const sql = text => must('sqlite3', '-bail', db, `PRAGMA foreign_keys = OFF; ${text}`).trim();
const verify = () => run(ocop, 'verify', '--data', data, '--log', log, '--key', path.join(root, 'vkey'),
	'--policy', path.join(root, 'policy'), '--older', path.join(root, 'older'));

// ---- an office that has scored and decided, and a log that witnesses have seen --------

must(ocop, 'demo', '--data', data);
must(maker, 'log', path.join(root, 'first'), '300');
must(maker, 'log', log, '700', '150');
fs.copyFileSync(path.join(root, 'first/checkpoint'), path.join(root, 'older'));
for (const name of ['vkey', 'policy', 'cosigners']) fs.renameSync(path.join(log, name), path.join(root, name));
sql('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
fs.copyFileSync(db, copy);

const filesBelow = dir => fs.readdirSync(dir, { withFileTypes: true, recursive: true })
	.filter(e => e.isFile()).map(e => path.join(e.parentPath ?? e.path, e.name));
// Partial tiles that a longer one has followed are served to nobody who asks for
// the newest head; the newest of each are what is looked at.
const newest = new Map();
for (const f of filesBelow(path.join(log, 'tile'))) {
	const [, name, width] = /^(.*?)(?:\.p\/(\d+))?$/.exec(f);
	const w = Number(width ?? 256);
	if (!newest.has(name) || newest.get(name).w < w) newest.set(name, { f, w });
}
const published = [...newest.values()].map(v => v.f).concat(path.join(log, 'checkpoint'));
// Files that the office names; what lies there besides is surplus.
const kept = filesBelow(path.join(data, 'blob')).filter(f => f.split('/').pop().length === 64);

// ---- what she does; each gives what it did, or nothing when there was nothing to do -------

const changed = (table, column, where, to) => () => {
	const id = pick(sql(`SELECT rowid FROM ${table} WHERE ${where}`).split('\n'));
	if (!id) return null;
	sql(`UPDATE ${table} SET ${column} = ${to} WHERE rowid = ${id}`);
	return `${table}.${column} of row ${id} is now ${to}`;
};
const restoreDb = () => fs.copyFileSync(copy, db);
const inFile = (name, list, change) => ({ name, go: () => {
	const f = pick(list), before = fs.readFileSync(f), mode = fs.statSync(f).mode;
	const did = change(f, before);
	return [`${path.relative(root, f)}: ${did}`, () => { fs.rmSync(f, { force: true }); fs.writeFileSync(f, before, { mode }); }];
} });
const write = (f, bytes) => { fs.chmodSync(f, 0o644); fs.writeFileSync(f, bytes); };
// Made elsewhere and put in the place of the published one.
const otherLog = (name, how) => ({ name, go: () => {
	const [did, ...args] = how(), made = path.join(root, 'made'), aside = path.join(root, 'aside');
	must(maker, 'log', made, ...args);
	fs.rmSync(`${made}.private`, { recursive: true });
	fs.renameSync(log, aside);
	fs.renameSync(made, log);
	return [did, () => { fs.rmSync(log, { recursive: true }); fs.renameSync(aside, log); }];
} });
const inDb = (name, act) => ({ name, go: () => { const did = act(); return did === null ? null : [did, restoreDb]; } });
const sealed = 'sheet IN (SELECT h.id FROM sheet h JOIN agenda a ON a.id = h.agenda AND a.pass = h.pass JOIN result r ON r.agenda = a.id WHERE h.sealed_at IS NOT NULL)';
const counted = 'id IN (SELECT h.id FROM sheet h JOIN agenda a ON a.id = h.agenda AND a.pass = h.pass JOIN result r ON r.agenda = a.id WHERE h.sealed_at IS NOT NULL)';
const ours = 'decision IS NOT NULL';

const acts = [
	inFile('one byte of the published log', published, (f, b) => {
		const at = random(b.length), other = Buffer.from(b);
		other[at] ^= 1 << random(8);
		write(f, other);
		return `bit of byte ${at}`;
	}),
	inFile('a file of the log taken away', published, f => { fs.rmSync(f); return 'removed'; }),
	inFile('a file of the log cut off', published, (f, b) => { write(f, b.subarray(0, random(b.length))); return 'cut'; }),
	inFile('an entry taken out of its bundle', published.filter(f => f.includes('/entries/')), (f, b) => {
		const entries = [];
		for (let at = 0; at < b.length;) { const n = 2 + b.readUInt16BE(at); entries.push(b.subarray(at, at + n)); at += n; }
		const gone = random(entries.length);
		write(f, Buffer.concat(entries.filter((_, i) => i !== gone)));
		return `entry ${gone}`;
	}),
	otherLog('another log under the same key', () => { const from = random(300); return [`forked from entry ${from}`, '700', '1000', `${from}`] }),
	otherLog('an entry that is dated back', () => { const at = 300 + random(400); return [`entry ${at}`, '700', '1000', '100000', `${at}`] }),
	otherLog('an older log put back', () => { const n = random(300); return [`${n} entries`, `${n}`] }),
	inFile('a document exchanged', kept, (f, b) => { write(f, Buffer.concat([b.subarray(0, b.length - 1), Buffer.from([b.at(-1) ^ 1])])); return 'other bytes'; }),
	inFile('a document taken away', kept, f => { fs.rmSync(f); return 'removed'; }),
	inDb('points on a sealed sheet', () => changed('choice', 'points', sealed, 'points + 1')()),
	inDb('a tick taken off a sealed sheet', () => {
		const id = pick(sql(`SELECT rowid FROM choice WHERE ${sealed}`).split('\n'));
		sql(`DELETE FROM choice WHERE rowid = ${id}`);
		return `choice ${id} is gone`;
	}),
	inDb('a sealed sheet is made a draft', changed('sheet', 'sealed_at', counted, 'NULL')),
	inDb('a sealed sheet is taken away', () => {
		const id = pick(sql(`SELECT id FROM sheet WHERE ${counted}`).split('\n'));
		sql(`DELETE FROM choice WHERE sheet = ${id}; DELETE FROM sheet WHERE id = ${id}`);
		return `sheet ${id} is gone`;
	}),
	inDb('what was computed', () => {
		const id = pick(sql('SELECT agenda FROM result').split('\n'));
		sql(`UPDATE result SET input = replace(input, ':1', ':2') WHERE agenda = ${id}`);
		return sql(`SELECT input FROM result WHERE agenda = ${id}`) === must('sqlite3', copy, `SELECT input FROM result WHERE agenda = ${id}`).trim() ? null : `input of ${id}`;
	}),
	inDb('what it gave', changed('result', 'output', '1', "replace(output, '\"star\":', '\"star\": ')")),
	inDb('the star of a conclusion', changed('result', 'star', '1', 'star % 5 + 1')),
	inDb('the sum of a conclusion', changed('result', 'sum', '1', 'sum + 1')),
	inDb('the star of a decision', changed('decision_item', 'star', "decision IN (SELECT id FROM decision WHERE state = 2)", 'star % 5 + 1')),
	inDb('the day of a decision', changed('decision', 'signed_on', "state = 2 AND id IN (SELECT decision FROM certificate)", 'signed_on - 30')),
	inDb('the star of a certificate', changed('certificate', 'star', ours, 'star % 5 + 1')),
	inDb('a certificate dated back', changed('certificate', 'issued_on', ours, 'issued_on - 400')),
	inDb('a certificate dated back everywhere', () => {
		const id = pick(sql(`SELECT id FROM certificate WHERE ${ours}`).split('\n'));
		sql(`UPDATE decision SET signed_on = signed_on - 366 WHERE id = (SELECT decision FROM certificate WHERE id = ${id});
			UPDATE certificate SET issued_on = issued_on - 366, valid_until_on = valid_until_on - 366 WHERE id = ${id}`);
		return `certificate ${id}`;
	}),
	inDb('a certificate that runs longer', changed('certificate', 'valid_until_on', ours, 'valid_until_on + 365')),
	inDb('the signed code of a certificate', changed('signed_code', 'text', '1', "substr(text, 1, 150) || CASE substr(text, 151, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(text, 152)")),
	inDb('a key that was not', changed('code_key', 'spki', '1', "replace(spki, 'MFkw', 'MFkx')")),
];

// ---- the walk ----------------------------------------------------------------------------

const tell = (name, faults) => {
	for (const f of faults.slice(0, 5)) console.log(`# ${f}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} dishonest: ${name}`);
	if (faults.length) process.exitCode = 1;
};
const well = when => {
	const r = verify();
	return r.status === 0 ? [] : [`${when}: exit ${r.status}\n${r.stdout}${r.stderr}`];
};
console.log(`# seed ${seed}`);
const before = well('before anything was done');
tell('an untouched office is well', before);
const found = new Map(acts.map(a => [a.name, { n: 0, faults: [] }]));
const until = Date.now() + seconds * 1000;
let turn = 0;
// Each kind once, in order; then at random until the time is over.
while (before.length === 0 && (turn < acts.length || Date.now() < until)) {
	const act = turn < acts.length ? acts[turn] : pick(acts);
	const did = act.go();
	turn++;
	if (!did) continue;
	const r = verify();
	found.get(act.name).n++;
	if (r.status !== 1) found.get(act.name).faults.push(`not found: ${did[0]} (exit ${r.status}) ${r.stderr.split('\n')[0]}`);
	did[1]();
}
for (const [name, f] of found) tell(`${name} is found (${f.n} times)`, f.n === 0 ? ['it was never done'] : f.faults);
tell('put back, the office is well again', well('after everything was put back'));
fs.rmSync(root, { recursive: true, force: true });
