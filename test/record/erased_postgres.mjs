// erased_postgres: the same on PostgreSQL, whose copies its own tools make: the keys of
// names stay out of the dump as docs/OPERATING.md says, copies of keys lose a name that
// was erased, and what is restored from before does not have it back.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { begin, dir, end, ocop, root, tell } from './office.mjs';

begin('erased on PostgreSQL');
const pg = process.env.OCOP_TEST_POSTGRES;
if (!pg) throw new Error('run by test/pg.sh');
const at = db => `${pg}erased_${db}`;
const tool = (name, ...args) => {
	const r = spawnSync(name, args, { encoding: 'utf8' });
	if (r.status !== 0) throw new Error(`${name} ${args.join(' ')}: ${r.stderr}`);
	return r.stdout.trim();
};
const ask = (db, text) => tool('psql', '-qAt', at(db), '-c', text);
const run = (name, ...args) => spawnSync(ocop, [...args, '--data', dir(name), '--database', at(name)], { encoding: 'utf8' });
const must = (name, ...args) => {
	const r = run(name, ...args);
	if (r.status !== 0) throw new Error(`${args.join(' ')}: ${r.stderr}${r.stdout}`);
	return r.stdout;
};
const make = db => tool('psql', '-q', `${pg}postgres`, '-c', `CREATE DATABASE erased_${db}`);
const copies = path.join(dir('office'), 'key-copies');
const keyFiles = () => fs.readdirSync(copies).filter(f => f.endsWith('.keys'));

try {
	make('office');
	must('office', 'demo');
	must('office', 'keys', 'copy');
	const [copy] = keyFiles(), names = Number(ask('office', 'SELECT count(*) FROM part_key'));
	const before = fs.readFileSync(path.join(copies, copy), 'utf8').split('\n');
	tell('every key is in the copy of keys', names > 2 && before.length === names + 2, `${names} ${before.length}`);
	fs.cpSync(copies, path.join(root, 'keys-before'), { recursive: true });
	const dump = path.join(root, 'dump');
	tool('pg_dump', '-Fc', '--exclude-table-data=part_key', '-f', dump, at('office'));
	const [part, record] = ask('office', 'SELECT k.part, p.record FROM part_key k JOIN part p ON p.id = k.part ORDER BY k.part LIMIT 1').split('|');
	const wrapped = ask('office', `SELECT encode(wrapped, 'base64') FROM part_key WHERE part = ${part}`).replaceAll('\n', '');
	const place = ask('office', `SELECT place FROM entry WHERE record = ${record}`);
	let r = run('office', 'log', 'erase', place, 'đơn số 12');
	tell('a name is erased', r.status === 0, r.stderr);
	const line = before.find(l => l.includes(wrapped));
	tell('every copy of keys has lost it', line !== undefined && keyFiles().every(f => {
		const now = fs.readFileSync(path.join(copies, f), 'utf8');
		return !now.includes(line) && now.split('\n').length === before.length - 1;
	}));
	tell('the database has neither key nor text', ask('office', `SELECT count(*) FROM part_key WHERE part = ${part}`) === '0' &&
		ask('office', `SELECT count(*) FROM part WHERE id = ${part} AND body IS NULL AND erased_at IS NOT NULL`) === '1');
	r = run('office', 'verify');
	tell('every score is provable as before', r.status === 0 && /stars: [1-9]/.test(r.stdout), r.stdout + r.stderr);

	// ---- restored from before it was erased
	const restored = (name, keys) => {
		make(name);
		tool('pg_restore', '--no-owner', '-d', at(name), dump);
		if (ask(name, 'SELECT count(*) FROM part_key') !== '0') throw new Error('the dump holds keys of names');
		fs.mkdirSync(path.join(dir(name), 'keys'), { recursive: true, mode: 0o700 });
		for (const k of ['log.key', 'witness.key', 'office.key']) fs.copyFileSync(path.join(dir('office'), 'keys', k), path.join(dir(name), 'keys', k));
		return run(name, 'keys', 'put', keys);
	};
	r = restored('again', path.join(copies, copy));
	tell('restored, the keys come back but this one', r.status === 0 && r.stdout.startsWith(`${names - 1} keys put back, 1 erased again`), r.stdout + r.stderr);
	tell('the name is gone', ask('again', `SELECT count(*) FROM part WHERE id = ${part} AND body IS NULL AND erased_at IS NOT NULL`) === '1' &&
		ask('again', `SELECT count(*) FROM part_key WHERE part = ${part}`) === '0');
	r = restored('control', path.join(root, 'keys-before', copy));
	tell('a control: the old file alone would bring it back', r.stdout.startsWith(`${names} keys put back, 0 erased`), r.stdout + r.stderr);
} catch (e) {
	tell('ran to the end', false, e.stack);
} finally {
	end();
}
