// dishonest: an administrator with the disk, the database and a bad intention.
// Edits one thing at random, asks `ocop verify`, and puts it back; every edit
// must be found (exit 1), and an untouched office must be well before and after.
// Every table, column and kind of file is edited or has a written reason in
// untouched.table: what is new cannot be forgotten.
//
// usage: dishonest.mjs SECONDS [SEED]. Prints a case for each kind of edit and
// the seed, so that what was not found can be walked again.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Visitor, fileKinds, filesBelow, maker, must, ocop, run, scratch, serve, suite, uncovered, walk } from './lib.mjs';

const seconds = Number(process.argv[2] ?? 60), seed = Number(process.argv[3] ?? Date.now() % 1e9);
const { random, pick } = walk(seed), { tell, end } = suite('dishonest');
const root = scratch('dishonest'), data = path.join(root, 'office'), log = path.join(root, 'log'), db = path.join(data, 'ocop.db');
const copy = path.join(root, 'ocop.db'), own = path.join(data, 'log'), at = (...p) => path.join(root, ...p);
const sql = text => must('sqlite3', '-bail', db, `PRAGMA foreign_keys = OFF; ${text}`).trim();
// The office with its own record, a record that witnesses have seen, and an office that lost
// its disk and began a new generation of its record.
const second = at('second'), db2 = path.join(second, 'ocop.db'), copy2 = at('second.db');
const ended = () => run(ocop, 'verify', '--data', second, '--key', at('ended.vkey'));
const office = () => run(ocop, 'verify', '--data', data, '--key', at('own.vkey'), '--older', at('own.older'));
const published = () => run(ocop, 'verify', log, '--key', at('vkey'), '--policy', at('policy'), '--older', at('older'));

// ---- an office that has scored and decided, and a log that witnesses have seen --------

must(ocop, 'demo', '--data', data);
{ // a paper that has its number, and a copy to be signed
	const server = await serve('--data', data), v = new Visitor(server.url);
	await v.signIn('secretary');
	for (const step of ['so', 'giu']) {
		await v.page('/van-ban/bien-ban/1');
		if ((await v.post(`/van-ban/bien-ban/1/${step}`, {})).status !== 303) throw new Error(`the minutes: ${step}`);
	}
	await server.close();
}
fs.copyFileSync(path.join(own, 'checkpoint'), at('own.older'));
must('sh', '-c', `echo 'mat khau mau 2026' | "${ocop}" user add nguoi.moi 'Người Mẫu' province tinh-79 --data "${data}"`);
fs.writeFileSync(at('own.vkey'), `${must(ocop, 'log', '--data', data).split('\n')[0]}\n`);
must(maker, 'log', at('first'), '300');
must(maker, 'log', log, '700', '150');
fs.copyFileSync(at('first/checkpoint'), at('older'));
for (const name of ['vkey', 'policy', 'cosigners']) fs.renameSync(path.join(log, name), at(name));
sql('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
fs.copyFileSync(db, copy);
const watch = (where, n) => { // something that becomes an entry
	const origin = `so-mau.example/log/${n}/1`, key = Buffer.concat([Buffer.from([1]), Buffer.alloc(32, 9)]);
	must(ocop, 'witness', 'watch', `${origin}+${createHash('sha256').update(`${origin}\n`).update(key).digest('hex').slice(0, 8)}+${key.toString('base64')}`, '--data', where);
};
const lost = at('lost');
must(ocop, 'init', '79', '--log-name', 'xa.example', '--data', lost);
fs.writeFileSync(at('ended.vkey'), `${must(ocop, 'log', '--data', lost).split('\n')[0]}\n`);
watch(lost, 1);
must(ocop, 'backup', at('backup'), '--data', lost);
watch(lost, 2);
must(ocop, 'restore', at('backup'), '--data', second);
for (const k of ['log.key', 'witness.key', 'office.key']) { fs.mkdirSync(path.join(second, 'keys'), { recursive: true, mode: 0o700 }); fs.copyFileSync(path.join(lost, 'keys', k), path.join(second, 'keys', k)); }
must(ocop, 'log', 'next', path.join(lost, 'log/checkpoint'), path.join(lost, 'log'), '--data', second);
watch(second, 3);
must('sqlite3', db2, 'PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
fs.copyFileSync(db2, copy2);
for (const d of ['log', 'keys']) fs.cpSync(path.join(data, d), at('kept', d), { recursive: true });

// Partial tiles that a longer one has followed are served to nobody who asks for
// the newest head; the newest of each are what is looked at.
const newestOf = dir => {
	const newest = new Map();
	for (const f of filesBelow(path.join(dir, 'tile'))) {
		const [, name, width] = /^(.*?)(?:\.p\/(\d+))?$/.exec(f);
		const w = Number(width ?? 256);
		if (!newest.has(name) || newest.get(name).w < w) newest.set(name, { f, w });
	}
	return [...newest.values()].map(v => v.f).concat(path.join(dir, 'checkpoint'));
};
// Files that the office names; what lies there besides is surplus.
const kept = filesBelow(path.join(data, 'blob')).filter(f => f.split('/').pop().length === 64);

// ---- what she does; each gives what it did, or nothing when there was nothing to do -------

const of = (what, go) => Object.assign(go, { of: what });
const rows = (table, where) => sql(`SELECT rowid FROM ${table} WHERE ${where}`).split('\n').filter(Boolean);
const changed = (table, column, where, to) => of([`${table}.${column}`], () => {
	const id = pick(rows(table, where));
	if (!id) return null;
	sql(`UPDATE ${table} SET ${column} = ${to} WHERE rowid = ${id}`);
	return `${table}.${column} of row ${id} is now ${to}`;
});
const gone = (table, where) => of([`${table}.-`], () => {
	const id = pick(rows(table, where));
	if (!id) return null;
	sql(`DELETE FROM ${table} WHERE rowid = ${id}`);
	return `row ${id} of ${table} is gone`;
});
// Two rows exchange a column.
const swapped = (table, column, where) => of([`${table}.${column}`], () => {
	const all = rows(table, where), a = pick(all), b = pick(all), get = id => sql(`SELECT quote(${column}) FROM ${table} WHERE rowid = ${id}`);
	if (!a || a === b) return null;
	const [x, y] = [get(a), get(b)];
	if (x === y) return null;
	sql(`UPDATE ${table} SET ${column} = ${column === 'id' ? -1 : 'NULL'} WHERE 0`);
	sql(`PRAGMA ignore_check_constraints = ON; CREATE TEMP TABLE t AS SELECT rowid AS r, * FROM ${table} WHERE rowid IN (${a}, ${b});
		DELETE FROM ${table} WHERE rowid IN (${a}, ${b}); UPDATE t SET ${column} = CASE r WHEN ${a} THEN ${y} ELSE ${x} END;
		INSERT INTO ${table} SELECT ${columnsOf(table).join()} FROM t`);
	return `${table}.${column} of rows ${a} and ${b} exchanged`;
});
// Another value of the same kind; where a column leads to a row, to another row that is there.
const other = (table, column, where) => of([`${table}.${column}`], () => {
	const id = pick(rows(table, `${where} AND ${column} IS NOT NULL`)) ?? pick(rows(table, where));
	if (!id) return null;
	const [to, key] = sql(`SELECT "table", coalesce("to", 'id') FROM pragma_foreign_key_list('${table}') WHERE "from" = '${column}'`).split('|');
	const value = to ? `coalesce((SELECT ${key} FROM ${to} x WHERE x.${key} <> ${column} ORDER BY x.rowid LIMIT 1 OFFSET ${random(Math.max(1, rows(to, '1').length - 1))}), ${column} + 100000)` :
		`CASE typeof(${column}) WHEN 'integer' THEN ${column} + 1 WHEN 'null' THEN 1 WHEN 'blob' THEN CAST(substr(${column}, 1, 3) || CASE substr(${column}, 4, 1) WHEN X'41' THEN X'42' ELSE X'41' END || substr(${column}, 5) AS BLOB) ELSE ${column} || 'x' END`;
	const set = v => sql(`PRAGMA ignore_check_constraints = ON; UPDATE ${table} SET ${column} = ${v} WHERE rowid = ${id}`);
	try { set(value); } catch { set(`${column} + 100000`); } // there is one like it
	return `${table}.${column} of row ${id} is another`;
});
const columnsOf = table => must('sqlite3', db, `SELECT name FROM pragma_table_info('${table}')`).trim().split('\n');
const restoreDb = () => fs.copyFileSync(copy, db);
const restoreAll = () => {
	restoreDb();
	for (const d of ['log', 'keys']) {
		fs.rmSync(path.join(data, d), { recursive: true, force: true });
		fs.cpSync(at('kept', d), path.join(data, d), { recursive: true });
	}
};
const inFile = (name, list, change, ask = office) => ({ name, files: list, ask, go: () => {
	const f = pick(list), before = fs.readFileSync(f), mode = fs.statSync(f).mode;
	const did = change(f, before);
	return did === null ? null : [`${path.relative(root, f)}: ${did}`, () => { fs.rmSync(f, { force: true }); fs.writeFileSync(f, before, { mode }); }];
} });
const write = (f, bytes) => { fs.chmodSync(f, 0o644); fs.writeFileSync(f, bytes); };
const aByte = (f, b) => {
	const place = random(b.length), other = Buffer.from(b);
	other[place] ^= 1 << random(8);
	write(f, other);
	return `bit of byte ${place}`;
};
const away = f => { fs.rmSync(f); return 'removed'; };
const cut = (f, b) => { write(f, b.subarray(0, random(b.length))); return 'cut'; };
const anEntry = (f, b) => {
	const entries = [];
	for (let i = 0; i < b.length;) { const n = 2 + b.readUInt16BE(i); entries.push(b.subarray(i, i + n)); i += n; }
	const out = random(entries.length);
	write(f, Buffer.concat(entries.filter((_, i) => i !== out)));
	return `entry ${out}`;
};
// Made elsewhere and put in the place of the published one.
const otherLog = (name, how) => ({ name, ask: published, go: () => {
	const [did, ...args] = how(), made = at('made'), aside = at('aside');
	must(maker, 'log', made, ...args);
	fs.rmSync(`${made}.private`, { recursive: true });
	fs.renameSync(log, aside);
	fs.renameSync(made, log);
	return [did, () => { fs.rmSync(log, { recursive: true }); fs.renameSync(aside, log); }];
} });
const inDb = (name, act) => ({ name, of: act.of ?? [], ask: office, go: () => { const did = act(); return did === null ? null : [did, restoreDb]; } });
const others = (table, where, ...columns) => columns.map(c => inDb(`${table}.${c}`, other(table, c, where)));
const inEnded = (name, columns, text) => ({ name, of: columns, ask: ended, go: () => { must('sqlite3', '-bail', db2, `PRAGMA foreign_keys = OFF; ${text}`); return [name, () => fs.copyFileSync(copy2, db2)]; } });
const everywhere = (name, act) => ({ name, ask: office, go: () => { const did = act(); return did === null ? null : [did, restoreAll]; } });
const sealed = 'sheet IN (SELECT h.id FROM sheet h JOIN agenda a ON a.id = h.agenda AND a.pass = h.pass JOIN result r ON r.agenda = a.id WHERE h.sealed_at IS NOT NULL)';
const counted = 'id IN (SELECT h.id FROM sheet h JOIN agenda a ON a.id = h.agenda AND a.pass = h.pass JOIN result r ON r.agenda = a.id WHERE h.sealed_at IS NOT NULL)';
const ours = 'decision IS NOT NULL';
const entered = 'id IN (SELECT record FROM entry)';
const concluded = '(SELECT dossier FROM agenda JOIN result ON agenda.id = result.agenda)';
const letter = column => `replace(${column}, substr(${column}, 5, 1), CASE substr(${column}, 5, 1) WHEN 'k' THEN 'q' ELSE 'k' END)`;
const bytes = column => `CAST(substr(${column}, 1, 7) || CASE substr(${column}, 8, 1) WHEN X'41' THEN X'42' ELSE X'41' END || substr(${column}, 9) AS BLOB)`;

const acts = [
	// files of a published log, and of the office's own
	inFile('one byte of the published log', newestOf(log), aByte, published),
	inFile('a file of the log taken away', newestOf(log), away, published),
	inFile('a file of the log cut off', newestOf(log), cut, published),
	inFile('an entry taken out of its bundle', newestOf(log).filter(f => f.includes('/entries/')), anEntry, published),
	otherLog('another log under the same key', () => { const from = random(300); return [`forked from entry ${from}`, '700', '1000', `${from}`] }),
	otherLog('an entry that is dated back', () => { const i = 300 + random(400); return [`entry ${i}`, '700', '1000', '100000', `${i}`] }),
	otherLog('an older log put back', () => { const n = random(300); return [`${n} entries`, `${n}`] }),
	inFile('one byte of the office\'s own log', newestOf(own), aByte),
	inFile('a file of the office\'s own log taken away', newestOf(own), away),
	inFile('a file of the office\'s own log cut off', newestOf(own), cut),
	inFile('an entry taken out of the office\'s own bundle', newestOf(own).filter(f => f.includes('/entries/')), anEntry),
	inFile('what was signed last, kept apart', [path.join(data, 'keys/signed')], aByte),
	inFile('a document exchanged', kept, (f, b) => { write(f, Buffer.concat([b.subarray(0, b.length - 1), Buffer.from([b.at(-1) ^ 1])])); return 'other bytes'; }),
	inFile('a document taken away', kept, away),
	everywhere('an entry edited and the whole log signed anew with its key', () => {
		const place = random(250);
		sql(`UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '"epoch":0', '"epoch":1') AS BLOB) WHERE place = ${place}`);
		fs.rmSync(own, { recursive: true });
		fs.rmSync(path.join(data, 'keys/signed'));
		run(ocop, 'log', '--data', data); // it refuses; whoever makes it sign is found by the older head
		return `entry ${place}`;
	}),
	everywhere('the newest entries taken away and the log signed anew', () => {
		const from = random(299);
		sql(`DELETE FROM part_key WHERE part IN (SELECT p.id FROM part p JOIN entry e ON e.record = p.record WHERE e.place >= ${from});
			DELETE FROM part WHERE record IN (SELECT record FROM entry WHERE place >= ${from});
			DELETE FROM record WHERE id IN (SELECT record FROM entry WHERE place >= ${from}); DELETE FROM entry WHERE place >= ${from}`);
		fs.rmSync(own, { recursive: true });
		fs.rmSync(path.join(data, 'keys/signed'));
		run(ocop, 'log', '--data', data);
		return `from ${from} on`;
	}),
	// sheets and what they give
	inDb('points on a sealed sheet', changed('choice', 'points', sealed, 'points + 1')),
	inDb('a tick taken off a sealed sheet', gone('choice', sealed)),
	inDb('a sealed sheet is made a draft', changed('sheet', 'sealed_at', counted, 'NULL')),
	inDb('a sealed sheet is taken away', of(['sheet.-', 'choice.-'], () => {
		const id = pick(rows('sheet', counted));
		sql(`DELETE FROM choice WHERE sheet = ${id}; DELETE FROM sheet WHERE id = ${id}`);
		return `sheet ${id} is gone`;
	})),
	inDb('a sealed sheet is set aside', changed('sheet', 'aside_at', counted, '1')),
	inDb('the remark of a sealed sheet', changed('sheet', 'remark', counted, "coalesce(remark, '') || 'x'")),
	inDb('the seal of a sheet', changed('sheet', 'seal', counted, letter('seal'))),
	inDb('two sheets exchange their seats', swapped('sheet', 'seat', `agenda = (SELECT min(agenda) FROM result) AND ${counted}`)),
	inDb('what was computed', of(['result.input'], () => {
		const id = pick(sql('SELECT agenda FROM result').split('\n'));
		sql(`UPDATE result SET input = replace(input, ':1', ':2') WHERE agenda = ${id}`);
		return sql(`SELECT input FROM result WHERE agenda = ${id}`) === must('sqlite3', copy, `SELECT input FROM result WHERE agenda = ${id}`).trim() ? null : `input of ${id}`;
	})),
	inDb('what it gave', changed('result', 'output', '1', "replace(output, '\"star\":', '\"star\": ')")),
	inDb('the star of a conclusion', changed('result', 'star', '1', 'star % 5 + 1')),
	inDb('the sum of a conclusion', changed('result', 'sum', '1', 'sum + 1')),
	inDb('two conclusions exchange their products', swapped('agenda', 'dossier', 'id IN (SELECT agenda FROM result)')),
	inDb('a conclusion is taken away', gone('result', '1')),
	// decisions and certificates
	inDb('the star of a decision', changed('decision_item', 'star', 'decision IN (SELECT id FROM decision WHERE state = 2)', 'star % 5 + 1')),
	inDb('a product taken out of a decision', gone('decision_item', 'decision IN (SELECT id FROM decision WHERE state = 2)')),
	inDb('the number of a decision', changed('decision', 'number', 'state = 2', "'9' || number")),
	inDb('the day of a decision', changed('decision', 'signed_on', 'state = 2 AND id IN (SELECT decision FROM certificate)', 'signed_on - 30')),
	inDb('a signed decision is made a draft', changed('decision', 'state', 'state = 2', '1')),
	inDb('the star of a certificate', changed('certificate', 'star', ours, 'star % 5 + 1')),
	inDb('the code of a certificate', changed('certificate', 'code', ours, letter('code'))),
	inDb('the product of a certificate', changed('certificate', 'product', ours, '(SELECT max(id) FROM product WHERE id <> product)')),
	inDb('the decision on a certificate', changed('certificate', 'decision_no', ours, "'9' || decision_no")),
	inDb('a certificate is taken away', gone('certificate', ours)),
	inDb('a certificate dated back', changed('certificate', 'issued_on', ours, 'issued_on - 400')),
	inDb('a certificate dated back everywhere', of(['certificate.issued_on', 'decision.signed_on', 'certificate.valid_until_on'], () => {
		const id = pick(rows('certificate', ours));
		sql(`UPDATE decision SET signed_on = signed_on - 366 WHERE id = (SELECT decision FROM certificate WHERE id = ${id});
			UPDATE certificate SET issued_on = issued_on - 366, valid_until_on = valid_until_on - 366 WHERE id = ${id}`);
		return `certificate ${id}`;
	})),
	inDb('a certificate that runs longer', changed('certificate', 'valid_until_on', ours, 'valid_until_on + 365')),
	inDb('the signed code of a certificate', changed('signed_code', 'text', '1', "substr(text, 1, 150) || CASE substr(text, 151, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(text, 152)")),
	inDb('a key that was not', changed('code_key', 'spki', '1', "replace(spki, 'MFkw', 'MFkx')")),
	// what was handed in
	inDb('a paper of a dossier exchanged for another', of(['evidence_file.blob'], () => {
		const id = pick(rows('evidence_file', `evidence IN (SELECT evidence FROM cite WHERE dossier IN ${concluded})`));
		if (!id) return null;
		const other = pick(sql(`SELECT hash FROM blob WHERE hash <> (SELECT blob FROM evidence_file WHERE id = ${id})`).split('\n'));
		sql(`UPDATE evidence_file SET blob = '${other}' WHERE id = ${id}`);
		return `file ${id}`;
	})),
	inDb('a paper of a dossier no longer cited', gone('cite', `dossier IN ${concluded}`)),
	inDb('a point that the producer gave herself', changed('self_score', 'points', `dossier IN ${concluded} AND points IS NOT NULL`, 'points + 1')),
	// as it was handed in; what the commune writes of it later (Mẫu 03) is no entry (docs/REGRETS.md)
	inDb('a word of what a commune wrote in Mẫu 03', changed('dossier_text', 'body', `dossier IN ${concluded} AND field LIKE 'assess_%'`, "body || 'x'")),
	inDb('what a form says of a person', changed('dossier_text', 'body', `dossier IN ${concluded} AND field IN ('applicant_phone', 'rep_name')`, "body || 'x'")),
	inDb('a text of a dossier', changed('dossier_text', 'body', `dossier IN ${concluded} AND field NOT LIKE 'assess_%'`, "body || 'x'")),
	// the record and the log's own rows
	inDb('the words of a record', changed('record', 'body', entered, "replace(body, '{', '{ ')")),
	inDb('the kind of a record', changed('record', 'kind', `${entered} AND kind <> 'holiday.put'`, "'holiday.put'")),
	inDb('the thing of a record', changed('record', 'noun_id', entered, 'noun_id + 1')),
	inDb('the time of a record', changed('record', 'at', entered, 'at - 86400000')),
	inDb('the seat of a record', changed('record', 'seat', `${entered} AND body NOT LIKE '%"seat":"%'`, "'m99'")),
	inDb('a record is taken away', gone('record', entered)),
	inDb('a record waits once more', changed('record', 'due', entered, '1')),
	inDb('two records exchange their words', swapped('record', 'body', entered)),
	inDb('the bytes of an entry', changed('entry', 'body', '1', "CAST(replace(CAST(body AS TEXT), '\"epoch\":0', '\"epoch\":1') AS BLOB)")),
	inDb('the hash of an entry', changed('entry', 'leaf', '1', bytes('leaf'))),
	inDb('the code of an entry', changed('entry', 'code', '1', letter('code'))),
	inDb('the type of an entry', changed('entry', 'type', "type <> 'incident'", "'incident'")),
	inDb('the number of an entry in its chain', changed('entry', 'n', '1', 'n + 100000')),
	inDb('the chain of an entry', changed('entry', 'chain', 'n > 60', '(SELECT min(id) FROM chain c WHERE c.id <> chain)')),
	inDb('two entries exchange their records', swapped('entry', 'record', '1')),
	inDb('an entry is taken away', gone('entry', '1')),
	inDb('the salt of a part', changed('part', 'salt', 'salt IS NOT NULL', bytes('salt'))),
	inDb('the bytes of a part', changed('part', 'body', 'body IS NOT NULL', bytes('body'))),
	inDb('the name of a part', changed('part', 'name', '1', "name || 'x'")),
	inDb('the class of a part', changed('part', 'class', '1', 'class % 3 + 1')),
	inDb('a part is taken away', gone('part', '1')),
	inDb('a name erased in silence', of(['part.erased_at', 'part_key.-'], () => {
		const id = pick(rows('part', 'class = 3'));
		sql(`DELETE FROM part_key WHERE part = ${id}; UPDATE part SET erased_at = 1, body = NULL WHERE id = ${id}`);
		return `part ${id}`;
	})),
	inDb('a score erased as if it were a name', () => {
		const id = pick(rows('part', "name = 'scores'"));
		sql(`UPDATE part SET erased_at = 1, body = NULL WHERE id = ${id}`);
		return `part ${id}`;
	}),
	inDb('the key of a name', changed('part_key', 'wrapped', '1', bytes('wrapped'))),
	inDb('the key of a name is taken away', gone('part_key', '1')),
	inDb('two names exchange their bytes', swapped('part', 'body', 'class = 3')),
	inDb('the head of a chain', changed('chain', 'head', '1', bytes('head'))),
	inDb('the length of a chain', changed('chain', 'entries', '1', 'entries + 1')),
	inDb('the name of a chain', changed('chain', 'uuid', '1', letter('uuid'))),
	inDb('two chains exchange their dossiers', swapped('chain', 'dossier', 'dossier IS NOT NULL')),
	// what was made up
	inDb('a certificate that nobody issued', of(['certificate.+'], () => {
		const id = pick(rows('certificate', '1'));
		sql(`CREATE TEMP TABLE t AS SELECT * FROM certificate WHERE id = ${id};
			UPDATE t SET id = 100000, code = code || 'X', decision = NULL, dossier = NULL, revoked_on = NULL, replaced_by = NULL; INSERT INTO certificate SELECT * FROM t`);
		return 'certificate 100000';
	})),
	inDb('a revocation that nobody decided', of(['certificate.revoked_on'], () => { sql(`UPDATE certificate SET revoked_on = 20000, revoked_no = (SELECT number FROM decision WHERE kind = 3) WHERE id = (SELECT min(id) FROM certificate WHERE ${ours})`); return 'certificate'; })),
	inDb('a revocation taken back', of(['certificate.revoked_on'], () => { sql("UPDATE certificate SET revoked_on = NULL, revoked_no = NULL WHERE id IN (SELECT noun_id FROM record WHERE kind = 'certificate.revoke'); UPDATE revocation SET state = 1, decision = NULL"); return 'certificate'; })),
	inDb('an extension that nobody gave', of(['certificate.extended_until_on'], () => { sql(`UPDATE certificate SET extended_until_on = valid_until_on + 100 WHERE ${ours}; UPDATE listing SET valid_until_on = valid_until_on + 100, extended_from_on = valid_until_on WHERE certificate IN (SELECT id FROM certificate WHERE ${ours})`); return 'certificate'; })),
	inDb('a product put into a signed decision', of(['decision_item.+'], () => { sql('INSERT INTO decision_item (decision, dossier, position, star, agenda) SELECT decision, (SELECT min(id) FROM dossier WHERE id NOT IN (SELECT dossier FROM decision_item)), 99, 5, agenda FROM decision_item LIMIT 1'); return 'item 99'; })),
	inDb('a tick put on a sealed sheet', of(['choice.+'], () => { sql(`INSERT INTO choice (sheet, criterion, case_id, points) SELECT id, '9.9', '', 5 FROM sheet WHERE ${counted} LIMIT 1`); return 'a choice'; })),
	inDb('a sheet that nobody sealed', of(['sheet.+'], () => {
		const id = pick(rows('sheet', counted));
		sql(`CREATE TEMP TABLE t AS SELECT * FROM sheet WHERE id = ${id}; UPDATE t SET id = 100000, seat = (SELECT max(id) FROM seat WHERE id NOT IN (SELECT seat FROM sheet WHERE agenda = (SELECT agenda FROM t)));
			INSERT INTO sheet SELECT * FROM t`);
		return 'sheet 100000';
	})),
	inDb('a finding put in', of(['finding.+'], () => { sql("INSERT INTO finding (agenda, criterion, points, saved_at) SELECT min(agenda), '9.9', 5, 1 FROM result"); return 'a finding'; })),
	inDb('an entry put behind the last', of(['entry.+'], () => {
		sql(`INSERT INTO entry SELECT e.place + 1, e.chain, e.n + 1, (SELECT max(id) FROM record WHERE id NOT IN (SELECT record FROM entry)), e.type, zeroblob(32), 'XXXXXXXXXX', e.body FROM entry e ORDER BY place DESC LIMIT 1`);
		return 'an entry';
	})),
	inDb('a record put in', of(['record.+'], () => { sql("INSERT INTO record (at, actor, kind, noun, noun_id, body) SELECT at, actor, 'certificate.extend', 'certificate', 1, '{}' FROM record ORDER BY id DESC LIMIT 1"); return 'a record'; })),
	inDb('a part put in', of(['part.+'], () => { sql("INSERT INTO part (record, name, class, salt, body) SELECT max(record), 'more', 1, zeroblob(32), X'41' FROM entry"); return 'a part'; })),
	// the rest of their columns
	...others('agenda', 'id IN (SELECT agenda FROM result)', 'meeting', 'dossier', 'pass'),
	...others('blob', `hash IN (SELECT blob FROM evidence_file WHERE evidence IN (SELECT evidence FROM cite WHERE dossier IN ${concluded}))`, 'hash', 'size_bytes'),
	...others('certificate', ours, 'decision', 'gtin'),
	...others('chain', '1', 'uuid', 'dossier', 'epoch', 'entries', 'head'),
	...others('choice', sealed, 'sheet', 'criterion', 'case_id'),
	...others('cite', `dossier IN ${concluded}`, 'dossier', 'criterion', 'evidence', 'page_from', 'page_to'),
	...others('code_key', '1', 'kid'),
	...others('decision', 'state = 2', 'number', 'agency', 'kind', 'signed_on'),
	...others('decision_item', 'decision IN (SELECT id FROM decision WHERE state = 2)', 'decision', 'dossier', 'agenda'),
	...others('dossier', `id IN ${concluded}`, 'product', 'subject', 'pack', 'set_code'),
	...others('dossier_text', `dossier IN ${concluded} AND field NOT LIKE 'assess_%'`, 'dossier', 'field'),
	inDb('a text of a dossier taken away', gone('dossier_text', `dossier IN ${concluded}`)),
	...others('entry', '1', 'place', 'chain', 'n', 'record', 'type', 'leaf', 'code', 'body'),
	...others('evidence', `id IN (SELECT evidence FROM cite WHERE dossier IN ${concluded})`, 'kind'),
	...others('evidence_file', `evidence IN (SELECT evidence FROM cite WHERE dossier IN ${concluded})`, 'evidence'),
	...others('finding', 'agenda IN (SELECT agenda FROM result)', 'agenda', 'criterion', 'points'),
	inDb('a finding taken away', gone('finding', 'agenda IN (SELECT agenda FROM result)')),
	...others('listing', '1', 'certificate', 'certificate_code', 'name', 'star', 'set_code', 'valid_until_on', 'revoked'),
	inDb('a product taken out of what the public sees', gone('listing', '1')),
	...others('paper_issue', '1', 'paper', 'year', 'number', 'hash'),
	inDb('a paper that went out taken away', gone('paper_issue', '1')),
	...others('part', '1', 'record', 'name', 'salt', 'body'),
	...others('part_key', '1', 'part'),
	...others('record', entered, 'kind', 'noun', 'body'),
	...others('result', '1', 'agenda', 'output', 'sheets', 'opinion'),
	...others('self_score', `dossier IN ${concluded} AND points IS NOT NULL`, 'dossier', 'criterion', 'case_id', 'note'),
	inDb('a point that the producer gave herself taken away', gone('self_score', `dossier IN ${concluded}`)),
	...others('sheet', counted, 'agenda', 'pass', 'stop', 'ballot', 'seat'),
	...others('signed_code', '1', 'certificate', 'kid', 'text'),
	// a generation that ended
	...['n = n + 5', "origin = origin || '0'", "vkey = replace(vkey, '+', '+0')", 'base = base + 1', 'begun_at = coalesce(begun_at, 0) + 1', 'ended_at = coalesce(ended_at, 0) + 1', "checkpoint = CAST(coalesce(checkpoint, '') || X'41' AS BLOB)"].flatMap(set =>
		[1, 2].map(n => inEnded(`generation ${n}: ${set.split(' ')[0]}`, [`generation.${set.split(' ')[0]}`], `UPDATE generation SET ${set} WHERE n = ${n}`))),
	inEnded('a generation taken away', ['generation.-'], 'DELETE FROM generation WHERE n = 1'),
	inEnded('a generation put in', ['generation.+'], "INSERT INTO generation (n, origin, vkey, base) SELECT 9, 'xa.example/log/79/9', vkey, 99 FROM generation WHERE n = 1"),
	inFile('one byte of the log of a generation that ended', newestOf(path.join(second, 'log-1')), aByte, ended),
	inFile('a file of the log of a generation that ended taken away', newestOf(path.join(second, 'log-1')), away, ended),
	inFile('a note by which one key followed another', [path.join(second, 'log/keys')], aByte, ended),
];

// ---- the walk ----------------------------------------------------------------------------

const well = when => [office, published, ended].flatMap(ask => { const r = ask(); return r.status === 0 ? [] : [`${when}: exit ${r.status}\n${r.stdout}${r.stderr}`]; });
console.log(`# seed ${seed}`);

// ---- nothing is forgotten ------------------------------------------------------------------

const table = fs.readFileSync(new URL('untouched.table', import.meta.url), 'utf8');
const edited = new Set(acts.flatMap(a => a.of ?? []));
const schema = sql("SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' UNION ALL SELECT name || '.-' FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").split('\n');
const filesEdited = new Set(acts.flatMap(a => (a.files ?? []).map(f => fileKinds([data, second], f))));
const files = [data, second].flatMap(d => filesBelow(d)).map(f => fileKinds([data, second], f));
tell(`every column of ${new Set(schema.map(c => c.split('.')[0])).size} tables is edited or has a reason`, uncovered(schema, edited, table, 'row'));
tell('every kind of file is edited or has a reason', uncovered(files, filesEdited, table, 'file'));
const lacks = (list, done, kind, text = table) => uncovered(list, done, text, kind).length > 0;
tell('a control: a new table, a new column, a new file, an edit that is dropped, a reason for what is not there, are told', [
	['a table', lacks([...schema, 'planted.id', 'planted.-'], edited, 'row')],
	['a column', lacks([...schema, 'certificate.planted'], edited, 'row')],
	['a file', lacks([...files, 'planted/thing'], filesEdited, 'file')],
	['an edit dropped', lacks(schema, new Set([...edited].filter(c => c !== 'generation.vkey')), 'row')],
	['a file\'s edit dropped', lacks(files, new Set([...filesEdited].filter(c => c !== 'log/checkpoint')), 'file')],
	['a stale reason', lacks(schema, edited, 'row', `${table}\nrow text nothing.there\n`)],
	['a word without a sentence', lacks(schema, edited, 'row', table.replace(/^word text .*$/m, ''))],
].flatMap(([what, told]) => told ? [] : [`${what} was not told`]));

const before = well('before anything was done');
tell('an untouched office is well', before);
const found = new Map(acts.map(a => [a.name, { n: 0, faults: [] }]));
const until = Date.now() + seconds * 1000;
let turn = 0;
// Each kind once, in order; then at random until the time is over.
while (before.length === 0 && (turn < acts.length || Date.now() < until)) {
	const act = turn < acts.length ? acts[turn] : pick(acts);
	let did = null;
	// What the database itself refuses was not done.
	for (let i = 0; i < 5 && did === null; i++) try { did = act.go(); } catch { restoreDb(); }
	turn++;
	if (!did) { restoreDb(); continue; }
	const r = act.ask();
	found.get(act.name).n++;
	if (r.status !== 1 || !/^WRONG/m.test(r.stdout)) found.get(act.name).faults.push(`not found: ${did[0]} (exit ${r.status}) ${r.stderr.split('\n')[0]}`);
	did[1]();
}
for (const [name, f] of found) tell(`${name} is found (${f.n} times)`, f.n === 0 ? ['it was never done'] : f.faults);
tell('put back, the office is well again', well('after everything was put back'));
console.log(`# ${[...found.values()].reduce((n, f) => n + f.n, 0)} edits of ${acts.length} kinds, ${[...found.values()].reduce((n, f) => n + f.faults.length, 0)} not found`);
fs.rmSync(root, { recursive: true, force: true });
end();
