// erased: a name is erased in an office whose copies still hold it. The keys of names
// are copied apart, lose it too, and an office that is restored from before does not
// have it back; the score is provable as it was.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { begin, dir, end, must, ocop, root, run, tell } from './office.mjs';

begin('erased');
const file = name => path.join(root, name);
const ask = (db, text) => spawnSync('sqlite3', ['-bail', db, text], { encoding: 'utf8' }).stdout.trim();
const copies = path.join(dir('office'), 'key-copies');
const keyFiles = () => fs.readdirSync(copies).filter(f => f.endsWith('.keys'));

try {
	must('office', 'demo');
	const db = path.join(dir('office'), 'ocop.db');
	must('office', 'keys', 'copy');
	const [copy] = keyFiles(), before = fs.readFileSync(path.join(copies, copy), 'utf8').split('\n');
	const names = Number(ask(db, 'SELECT count(*) FROM part_key'));
	tell('every key is in the copy of keys', names > 2 && before.length === names + 2, `${names} ${before.length}`);
	must('office', 'backup', file('copy'));
	tell('and none in the copy of the database', ask(file('copy/ocop.db'), 'SELECT count(*) FROM part_key') === '0' && Number(ask(file('copy/ocop.db'), 'SELECT count(*) FROM part')) > names);
	const [part, record] = ask(db, 'SELECT k.part, p.record FROM part_key k JOIN part p ON p.id = k.part ORDER BY k.part LIMIT 1').split('|');
	const wrapped = ask(db, `SELECT hex(wrapped) FROM part_key WHERE part = ${part}`);
	tell('nor as what was there before', !fs.readFileSync(file('copy/ocop.db')).includes(Buffer.from(wrapped, 'hex')) && wrapped.length > 60);
	const place = ask(db, `SELECT place FROM entry WHERE record = ${record}`);
	fs.cpSync(copies, file('keys-before'), { recursive: true });
	fs.copyFileSync(path.join(copies, copy), path.join(copies, '2026-01-05.keys')); // an older one
	let r = run('office', 'log', 'erase', place, 'đơn số 12');
	tell('a name is erased', r.status === 0, r.stderr);
	const line = before.find(l => l.includes(Buffer.from(wrapped, 'hex').toString('base64')));
	tell('every copy of keys has lost it', line !== undefined && keyFiles().length === 2 && keyFiles().every(f => {
		const now = fs.readFileSync(path.join(copies, f), 'utf8');
		return !now.includes(line) && now.split('\n').length === before.length - 1;
	}));
	tell('the database does not hold it, not as what was there before', (() => {
		must('office', 'check');
		ask(db, 'PRAGMA wal_checkpoint(TRUNCATE)');
		return !fs.readFileSync(db).includes(Buffer.from(wrapped, 'hex'));
	})());
	tell('the record is whole', run('office', 'log', 'check').status === 0);
	must('office', 'keys', 'copy');
	tell('a copy that is too old goes with the next', !keyFiles().includes('2026-01-05.keys'));

	// ---- what a form says of a person: its hash would be guessed, a telephone number has few
	const said = field => ask(db, `SELECT t.body FROM dossier_text t JOIN record r ON r.noun = 'dossier' AND r.noun_id = t.dossier AND r.kind = 'dossier.submitted' WHERE t.field = '${field}' AND t.body <> '' ORDER BY r.id LIMIT 1`);
	const holds = (field, where) => Number(ask(db, `SELECT count(*) FROM part WHERE ${where} AND instr(body, '${createHash('sha256').update(said(field)).digest('hex')}') > 0`));
	tell('no part that stays has the hash of a telephone number or a name', said('applicant_phone') !== '' && said('rep_name') !== '' && holds('applicant_phone', '1 = 1') === 0 && holds('rep_name', '1 = 1') === 0);
	tell('a control: of the name of a product one has it', holds('product_name', 'class = 2') > 0);

	// ---- restored from before it was erased
	const restored = (name, keys) => {
		const r = spawnSync(ocop, ['restore', file('copy'), '--data', dir(name)], { encoding: 'utf8' });
		if (r.status !== 0) throw new Error(r.stderr);
		fs.mkdirSync(path.join(dir(name), 'keys'), { mode: 0o700 });
		for (const k of ['log.key', 'witness.key', 'office.key'])
			fs.copyFileSync(path.join(dir('office'), 'keys', k), path.join(dir(name), 'keys', k));
		return run(name, 'keys', 'put', keys);
	};
	r = restored('again', path.join(copies, copy));
	tell('restored, the keys come back but this one', r.status === 0 && r.stdout.startsWith(`${names - 1} keys put back, 1 erased again`), r.stdout + r.stderr);
	const again = path.join(dir('again'), 'ocop.db');
	tell('the name is gone', ask(again, `SELECT count(*) FROM part WHERE id = ${part} AND body IS NULL AND erased_at IS NOT NULL`) === '1' && ask(again, `SELECT count(*) FROM part_key WHERE part = ${part}`) === '0');
	fs.copyFileSync(path.join(dir('office'), 'log/checkpoint'), file('head'));
	r = run('again', 'log', 'next', file('head'), path.join(dir('office'), 'log'));
	tell('its record goes on in a new generation', r.status === 0, r.stderr);
	r = run('again', 'verify');
	tell('and every score is provable as before', r.status === 0 && /stars: [1-9]/.test(r.stdout), r.stdout);
	tell('an entry says that it was erased', ask(again, "SELECT count(*) FROM entry WHERE type = 'erase'") === '1');

	// ---- controls: without `gone` and with the old file the name would be back; a silent erasing is found
	r = restored('control', file(`keys-before/${copy}`));
	tell('a control: the old file alone would bring it back', r.stdout.startsWith(`${names} keys put back, 0 erased`), r.stdout);
	fs.writeFileSync(file('not.keys'), 'something\n');
	r = run('control', 'keys', 'put', file('not.keys'));
	tell('what is no copy of keys is refused', r.status !== 0, r.stdout);
	ask(db, `DELETE FROM part_key WHERE part = (SELECT max(part) FROM part_key); UPDATE part SET erased_at = 1, body = NULL WHERE class = 3 AND id NOT IN (SELECT part FROM part_key) AND erased_at IS NULL`);
	r = run('office', 'log', 'check');
	tell('erasing without an entry is found', r.status === 1 && r.stderr.includes('no entry says so'), r.stderr);
} catch (e) {
	tell('ran to the end', false, e.stack);
} finally {
	end();
}
