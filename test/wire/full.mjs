// full: the disk of PostgreSQL itself is full. What cannot be written is refused with
// everything that was typed, reading goes on, nothing is written by half; when there is room the
// same form is kept once, and nobody has to start our server again. Two disks: one that holds the
// rows alone, and one that holds the log of PostgreSQL too: then PostgreSQL stops itself (it must
// not go on without its log) and comes back when there is room, by itself or started again.
//
//   make full-disk        as root: it mounts two disks of memory in a namespace of its own
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../patience.mjs';
import { hidden, person, program, psql, serve, top } from './office.mjs';

const self = fileURLToPath(import.meta.url), [, , stage, disk] = process.argv;

if (!stage) {
	const run = spawnSync('unshare', ['-m', process.execPath, self, 'inside'], { stdio: 'inherit' });
	if (run.status === null || run.error) console.log('# no namespace of our own: run it as root\nnot ok postgres: full: a disk of our own');
	process.exit(run.status ?? 1);
}

if (stage === 'inside') {
	let worst = 0;
	for (const [kind, size] of [['rows', '160m'], ['log', '320m']]) {
		const at = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-full-'));
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'ocop', at]);
		// The log lies where the whole cluster does: pg.sh puts it into TMPDIR.
		const env = kind === 'log' ? { ...process.env, TMPDIR: at } : process.env;
		const run = spawnSync(path.join(top, 'test/pg.sh'), [process.execPath, self, kind, at], { stdio: 'inherit', env });
		worst = run.status || worst;
		spawnSync('umount', ['-l', at]);
		fs.rmdirSync(at);
	}
	process.exit(worst);
}

// ---- an office whose rows lie on the small disk ---------------------------------------------

const postgres = process.env.OCOP_TEST_POSTGRES, database = `${postgres}full`, bin = '/usr/lib/postgresql/15/bin';
const filler = path.join(disk, 'filler'), root = fs.mkdtempSync('/dev/shm/ocop-full-office-');
let failures = 0;

function fill() {
	const fd = fs.openSync(filler, 'a'), piece = Buffer.alloc(1 << 16, 'x');
	try { for (;;) fs.writeSync(fd, piece); } catch (e) { if (e.code !== 'ENOSPC') throw e; } finally { fs.closeSync(fd); }
}

function tell(name, faults) {
	for (const f of faults) console.log(`# ${String(f).replace(/\n/g, '\n# ')}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} postgres: full: ${name}`);
	failures += faults.length > 0;
}

// Rows on the small disk and the log where there is room, or the other way round.
const space = path.join(stage === 'rows' ? disk : root, 'space');
fs.chmodSync(root, 0o755);
fs.mkdirSync(space);
execFileSync('chown', ['postgres', space]);
psql(`${postgres}postgres`, `CREATE TABLESPACE apart LOCATION '${space}'`);
psql(`${postgres}postgres`, 'CREATE DATABASE "full" TABLESPACE apart');
execFileSync(program, ['demo', '--data', path.join(root, 'office'), '--database', database], { stdio: 'ignore' });
const server = await serve('--data', path.join(root, 'office'), '--database', database);
const producer = person(server);
await producer.enter('producer');

const words = 'Cơ quan Mẫu '.repeat(16);
async function paper(title) {
	const page = await producer.page('/giay-to/moi?kind=E12');
	const body = new URLSearchParams({ csrf: hidden(page, 'csrf'), once: hidden(page, 'once'), kind: 'E12', evidence_title: title, issuer: words.slice(0, 190) });
	return { send: () => producer.ask('POST', '/giay-to/moi', body), kept: () => psql(database, `SELECT count(*) FROM evidence WHERE title = '${title}'`) };
}

const faults = [], expect = (what, got, want) => { if (got !== want) faults.push(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(want)}`); };
const p = await paper('Giấy khi đĩa đầy');
let kept = 0, r;
fill();
try {
	// The log goes on in the files that it has; each is left unfinished until it needs a new one.
	for (let i = 0; stage === 'log' && i < 100; i++)
		try { psql(database, 'CREATE TABLE filling (a int); DROP TABLE filling; SELECT pg_switch_wal()'); } catch { break; }
	// What lies on pages that are there already is still taken; the log has a little room of its own.
	for (; kept < 4000; kept++) {
		const more = await paper(`Lấp ${kept}`);
		r = await more.send();
		if (r.status !== 303) { expect('papers kept of it', stage === 'rows' ? more.kept() : '0', '0'); break; }
		await r.text();
	}
	const text = await r.text();
	console.log(`# ${kept} papers were taken, then ${r.status}`);
	expect('the answer', r.status, 503);
	expect('when to come back', /^\d+$/.test(r.headers.get('retry-after') ?? ''), true);
	for (const want of [`value="Lấp ${kept}"`, '<title>Lỗi: ', stage === 'rows' ? 'Máy chủ tạm hết chỗ chứa nên chưa lưu được.' : ''])
		expect(`“${want}” on the page`, text.includes(want), true);
	for (const leak of ['postgres', 'No space', 'SQLSTATE', 'src/']) expect(`“${leak}” on the page`, text.includes(leak), false);
	const again = await p.send();
	expect('another form', again.status, 503);
	expect('… and what was typed', (await again.text()).includes('value="Giấy khi đĩa đầy"'), true);
	expect('our server', server.child.exitCode, null);
	if (stage === 'rows') expect('reading', (await producer.ask('GET', '/giay-to')).status, 200);
	if (stage === 'log') {
		const back = spawnSync(`${bin}/pg_isready`, ['-q', '-d', `${postgres}postgres`]).status;
		console.log(`# PostgreSQL ${back === 0 ? 'answers' : 'does not answer'} while its disk is full`);
	}
} catch (e) { faults.push(e.stack); }
fs.rmSync(filler);
let second;
try {
	if (stage === 'log') {
		const cluster = path.join(disk, fs.readdirSync(disk).find(n => n.startsWith('ocop-pg.')));
		const up = () => spawnSync(`${bin}/pg_isready`, ['-q', '-d', `${postgres}postgres`]).status === 0;
		const runs = () => { try { process.kill(+fs.readFileSync(path.join(cluster, 'data/postmaster.pid'), 'utf8').split('\n')[0], 0); return true; } catch { return false; } };
		await until(async () => up() || !runs());
		if (!up()) { // as an administrator would
			console.log('# PostgreSQL had ended; it is started again');
			const port = new URL(postgres).port;
			second = spawn('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', `${bin}/postgres`, '-D', path.join(cluster, 'data'), '-p', port, '-k', cluster, '-h', '127.0.0.1'], { stdio: 'ignore' });
			await until(async () => up());
		} else console.log('# PostgreSQL came back by itself');
	}
	await until(async () => (await p.send()).status === 303);
	expect('once more', (await p.send()).status, 303);
	expect('papers kept', p.kept(), '1');
	expect('papers of before', psql(database, "SELECT count(*) FROM evidence WHERE title LIKE 'Lấp %'"), String(kept));
	expect('reading', (await producer.ask('GET', '/giay-to')).status, 200);
	await until(async () => (await fetch(server.base + '/healthz')).status === 200);
} catch (e) { faults.push(e.stack); }
server.child.kill('SIGTERM');
expect('our server ends with', await server.ended, 0);
const examined = spawnSync(program, ['verify', '--data', path.join(root, 'office'), '--database', database], { encoding: 'utf8' });
if (examined.status !== 0) faults.push(`ocop verify: ${examined.stdout.slice(-600)} ${examined.stderr.slice(-600)}`);
tell(stage === 'rows' ? 'the disk of its rows is full: a page with all that was typed, nothing by half, and it goes on' :
	'the disk of its log is full: PostgreSQL stops, people are told to come back, and it goes on when PostgreSQL does', faults);
if (second) { second.kill('SIGINT'); await new Promise(done => second.on('exit', done)); }
fs.rmSync(root, { recursive: true, force: true });
process.exit(failures ? 1 : 0);
