// trouble: a machine in trouble, and people who go on working. The disk is full
// (for the database and for files), a file may not grow, another program holds
// the database locked. Each time: a page that says so with everything that was
// typed, no crash, nothing half written; and when the trouble is over the same
// form is sent again and kept once.
//
// The full disk is a real one: a small tmpfs in a mount namespace of this test
// alone. It needs root, or a system that lets users make namespaces; where
// neither is allowed the test fails, because it has shown nothing. In a chroot
// `/` is no mount that could be made private: then it is left as it is, and the
// disk is taken away again by the test itself.
import { spawn, spawnSync, execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS, pause, waited, SQLITE_WAITS } from '../patience.mjs';
import { cookieKept } from './cookie.mjs';

const self = fileURLToPath(import.meta.url);
const top = path.resolve(path.dirname(self), '../..');
const program = path.join(top, process.env.OCOP_PROGRAM || 'build/ocop');
const only = process.env.CASE;
const wanted = name => !only || `trouble: ${name}`.includes(only);

if (process.argv[2] !== 'inside') {
	const may = way => spawnSync('unshare', [...way, 'sh', '-c', 'mount -t tmpfs none /mnt && umount /mnt'], { stdio: 'ignore' }).status === 0;
	const way = [['-m'], ['-Urm'], ['-m', '--propagation', 'unchanged']].find(may);
	if (!way) {
		console.log('# neither root nor a user namespace: no disk can be filled\nnot ok trouble: a disk of our own');
		process.exit(1);
	}
	process.exit(spawnSync('unshare', [...way, process.execPath, self, 'inside'], { stdio: 'inherit' }).status ?? 1);
}

// ---- an office on a disk of 100 MB -----------------------------------------------

const MB = 1 << 20;
const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-trouble-'));
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'ocop', disk]);
let child;
process.on('exit', () => {
	child?.kill('SIGKILL'); // only a test that broke leaves one
	spawnSync('umount', ['-l', disk]);
	fs.rmdirSync(disk);
});
const data = path.join(disk, 'office'), filler = path.join(disk, 'filler');
const sql = text => execFileSync('sqlite3', [...SQLITE_WAITS, path.join(data, 'ocop.db')], { input: text }).toString().trim();

let failures = 0;
async function story(name, walk) {
	if (!wanted(name)) return;
	const faults = [];
	const expect = (what, got, want) => { if (got !== want) faults.push(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(want)}`); };
	const holds = (what, text, want) => { if (!text.includes(want)) faults.push(`${what} lacks “${want}”: ${text.replace(/^[^]*<main/, '').slice(0, 600)}`); };
	try {
		await walk({ expect, holds });
		// Whatever it was: the program lives, is ready, and its rows are whole.
		expect('health', (await fetch(base + '/healthz')).status, 200);
		expect('the process', child.exitCode ?? child.signalCode, null);
		expect('the database', sql('PRAGMA integrity_check'), 'ok');
	} catch (e) {
		faults.push(`${e.stack}\nthe process: ${child.exitCode ?? child.signalCode ?? 'lives'} ${said.slice(-3000)}`);
	} finally {
		fs.rmSync(filler, { force: true });
	}
	for (const f of faults) console.log(`# ${f.replace(/\n/g, '\n# ')}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} trouble: ${name}`);
	failures += faults.length > 0;
}

// Leaves `free` bytes on the disk, to the page.
function fill(free) {
	const { bavail, bsize } = fs.statfsSync(disk);
	const fd = fs.openSync(filler, 'a'), piece = Buffer.alloc(1 << 16, 'x');
	try {
		for (let left = bavail * bsize - free; left > 0; left -= piece.length)
			fs.writeSync(fd, piece, 0, Math.min(left, piece.length));
	} catch (e) {
		if (e.code !== 'ENOSPC') throw e;
	}
	fs.closeSync(fd);
}

fs.mkdirSync(data);
execFileSync(program, ['migrate', '--data', data]);
// The rows that an office is born with are there already.
sql(fs.readFileSync(path.join(top, 'test/seed/office.sql'), 'utf8').replaceAll('INSERT INTO', 'INSERT OR IGNORE INTO'));
sql("INSERT INTO evidence (id, subject, kind, title, created_at, version) VALUES (1, 1, 'E1', 'x', 1, 1)");

let base, said = '';
async function serve() {
	child = spawn(program, ['serve', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
	const port = await new Promise((resolve, reject) => {
		const hear = d => { said += d; const m = said.match(/ready http:\/\/[\d.]+:(\d+)/); if (m) resolve(+m[1]); };
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', () => reject(new Error(`ended: ${said}`)));
	});
	base = `http://127.0.0.1:${port}`;
}

let cookie = '';
const ask = async (method, at, headers = {}, body) => {
	const r = await fetch(base + at, { method, headers: { cookie, ...headers }, body, redirect: 'manual' });
	cookie = cookieKept(cookie, r.headers);
	return r;
};
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const hidden = (page, name) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';

// ---- what people do meanwhile --------------------------------------------------------

const STORE_FULL = 'Máy chủ tạm hết chỗ chứa nên chưa lưu được. Nội dung bạn vừa gõ vẫn còn ở đây; hãy gửi lại sau ít phút, nếu vẫn vậy thì báo cơ quan OCOP.';
const STORE_BUSY = 'Kho dữ liệu đang bận hoặc chưa ghi được. Nội dung bạn vừa gửi chưa được lưu; hãy thử lại sau ít giây.';
const DISK_FULL = 'Máy chủ tạm hết chỗ chứa nên chưa nhận được tệp vừa gửi. Những gì đã lưu trước đó vẫn còn; hãy gửi lại sau ít phút.';

// A new paper, filled in once and sent until it is kept.
async function paper(title) {
	const page = await (await ask('GET', '/giay-to/moi?kind=E12')).text();
	const fields = new URLSearchParams({ csrf: hidden(page, 'csrf'), once: hidden(page, 'once'), kind: 'E12', evidence_title: title,
		issuer: 'Trung tâm Mẫu ' + 'đ'.repeat(150) });
	return {
		send: () => ask('POST', '/giay-to/moi', form, fields),
		kept: () => +sql(`SELECT count(*) FROM evidence WHERE title = '${title}'`),
	};
}

// Refused with the page as it was typed; nothing kept.
async function refused({ expect, holds }, p, title, sentence) {
	const r = await p.send(), text = await r.text();
	expect('the answer', r.status, 503);
	expect('when to come back', /^\d+$/.test(r.headers.get('retry-after') ?? ''), true);
	holds('the page', text, sentence);
	holds('the page', text, `value="${title}"`);
	holds('the page', text, 'Trung tâm Mẫu đđđ');
	holds('the title', text, '<title>Lỗi: ');
	for (const leak of ['sqlite', 'SQLITE', '.db', disk, 'src/', 'errno'])
		expect(`“${leak}” in the page`, text.includes(leak), false);
	expect('papers kept', p.kept(), 0);
}

async function keptAtLast({ expect }, p) {
	expect('the same form again', (await p.send()).status, 303);
	expect('and once more', (await p.send()).status, 303);
	expect('papers kept', p.kept(), 1);
}

// A PDF of n bytes: remarks behind its first line.
function pdf(n) {
	const paper = fs.readFileSync(path.join(top, 'test/sample/paper.pdf'));
	const cutAt = paper.indexOf('\n') + 1;
	const remark = Buffer.from('%' + crypto.createHash('sha256').update('x').digest('hex').repeat(3) + '\n');
	return Buffer.concat([paper.subarray(0, cutAt), ...Array(Math.ceil(n / remark.length)).fill(remark), paper.subarray(cutAt)]);
}

async function upload(file) {
	const csrf = hidden(await (await ask('GET', '/giay-to/1')).text(), 'csrf');
	const tus = { 'Tus-Resumable': '1.0.0', 'X-CSRF-Token': csrf };
	const piece = { ...tus, 'Content-Type': 'application/offset+octet-stream' };
	const made = await ask('POST', '/tep', { ...tus, 'Upload-Length': `${file.length}`,
		'Upload-Metadata': `purpose ${btoa('evidence:1')},name ${btoa('giay.pdf')}` });
	const at = made.headers.get('location');
	return { made, at,
		offset: async () => +(await ask('HEAD', at, tus)).headers.get('upload-offset'),
		put: (from, to) => ask('PATCH', at, { ...piece, 'Upload-Offset': `${from}`, accept: 'application/json' }, file.subarray(from, to)),
		state: async () => (await (await ask('GET', at, { accept: 'application/json' })).json()).state };
}
// What a request leaves behind goes when its answer has left, a moment later.
async function leftovers() {
	const now = () => fs.readdirSync(path.join(data, 'upload')).filter(n => n.startsWith('in-')).join();
	await waited(() => now() === '');
	return now();
}

// ---- the stories ------------------------------------------------------------------------

await serve();
await ask('POST', '/dang-nhap', form, 'login=producer&password=mat+khau+mau+2026');

await story('a full disk: a form is refused with all that was typed, reading goes on, later it is kept once', async t => {
	const p = await paper('Giấy khi đĩa đầy');
	fill(0);
	// What is left of the log's last page may still take a small change.
	for (let i = 0; i < 40; i++) {
		const other = await paper(`Lấp ${i}`);
		if ((await other.send()).status !== 303) break;
		fill(0);
	}
	await refused(t, p, 'Giấy khi đĩa đầy', STORE_FULL);
	t.expect('reading', (await ask('GET', '/giay-to')).status, 200);
	t.expect('signing in', (await fetch(base + '/dang-nhap', { method: 'POST', headers: form, redirect: 'manual',
		body: 'login=producer2&password=mat+khau+mau+2026' })).status, 503);
	const saved = await ask('POST', '/giay-to/moi', { ...form, accept: 'application/json' }, 'x=1');
	t.expect('a bad field as data', saved.status, 400);
	fs.rmSync(filler);
	await keptAtLast(t, p);
});

await story('a full disk: a piece of a file is refused, what came before is kept, the rest follows later', async t => {
	const file = pdf(3 * MB), u = await upload(file);
	t.expect('creation', u.made.status, 201);
	t.expect('the first piece', (await u.put(0, MB)).status, 204);
	fill(MB + 300000);
	for (const free of ['for the piece and not for its copy', 'for neither']) {
		const r = await u.put(MB, 2 * MB + 200000), body = await r.text();
		t.expect(`room ${free}`, r.status, 503);
		t.holds('the answer', body, DISK_FULL);
		t.expect('offset', await u.offset(), MB);
		t.expect('left in upload/', await leftovers(), '');
		fill(0);
	}
	const another = await upload(file);
	t.expect('another upload', another.made.status, 503);
	t.holds('its answer', await another.made.text(), DISK_FULL);
	fs.rmSync(filler);
	t.expect('the piece again', (await u.put(MB, 2 * MB)).status, 204);
	t.expect('the rest', (await u.put(2 * MB, file.length)).status, 204);
	t.expect('state', await u.state(), 'joined');
	t.expect('the kept file', sql('SELECT blob FROM evidence_file ORDER BY id DESC LIMIT 1'), crypto.createHash('sha256').update(file).digest('hex'));
});

await story('a full disk: a file in a form is refused in words on its page, and nothing stays behind', async t => {
	const before = sql('SELECT count(*) FROM evidence_file');
	const csrf = hidden(await (await ask('GET', '/giay-to/1')).text(), 'csrf');
	const body = () => { const f = new FormData(); f.set('csrf', csrf); f.set('files', new Blob([pdf(2 * MB)]), 'giay.pdf'); return f; };
	fill(MB);
	const r = await ask('POST', '/giay-to/1/tep', {}, body()), text = await r.text();
	t.expect('the answer', r.status, 503);
	t.holds('the page', text, DISK_FULL);
	t.holds('the page', text, '/giay-to/1/tep');
	t.expect('left in upload/', await leftovers(), '');
	t.expect('files', sql('SELECT count(*) FROM evidence_file'), before);
	fs.rmSync(filler);
	const again = await ask('POST', '/giay-to/1/tep', {}, body());
	t.expect('the same again', again.status, 303);
});

await story('a file that may not grow: refused the same way, and the process lives', async t => {
	const p = await paper('Giấy khi tệp đến hạn');
	const u = await upload(pdf(2 * MB));
	const limit = n => execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${n}:unlimited`]);
	limit(4096);
	try {
		await refused(t, p, 'Giấy khi tệp đến hạn', 'Nội dung bạn vừa g');
		t.expect('a piece', (await u.put(0, MB)).status, 503);
		t.expect('offset', await u.offset(), 0);
	} finally {
		limit('unlimited');
	}
	t.expect('the piece again', (await u.put(0, MB)).status, 204);
	await keptAtLast(t, p);
});

// Another process that holds the only write lock.
async function lock(how) {
	const holder = spawn('sqlite3', [path.join(data, 'ocop.db')], { stdio: ['pipe', 'pipe', 'inherit'] });
	holder.stdin.write(`.timeout 5000\nBEGIN ${how}; SELECT 'held';\n`);
	await new Promise(r => holder.stdout.once('data', r));
	return async () => { holder.stdin.end('ROLLBACK;\n'); await new Promise(r => holder.once('exit', r)); };
}

await story('a locked database: refused with all that was typed, reading goes on, later it is kept once', async t => {
	const p = await paper('Giấy khi kho bị khóa');
	const release = await lock('IMMEDIATE');
	try {
		const at = Date.now();
		const [, read, ready] = await Promise.all([refused(t, p, 'Giấy khi kho bị khóa', STORE_BUSY), ask('GET', '/giay-to'), fetch(base + '/healthz')]);
		t.expect('waited too long', Date.now() - at > PATIENCE_MS, false);
		t.expect('reading', read.status, 200);
		t.expect('health meanwhile', ready.status, 200);
		const data = await ask('POST', '/giay-to/1/sua', { ...form, accept: 'application/json' }, new URLSearchParams({
			csrf: hidden(await (await ask('GET', '/giay-to/1/sua')).text(), 'csrf'), version: '1', kind: 'E1', evidence_title: 'y' }));
		t.expect('autosave', data.status, 503);
		t.expect('its words', (await data.json()).error.message, STORE_BUSY);
	} finally {
		await release();
	}
	await keptAtLast(t, p);
});

await story('a database that is locked for a moment: people wait and nothing is refused', async t => {
	const p = await paper('Giấy khi kho bận một lúc');
	const release = await lock('IMMEDIATE');
	const sent = p.send();
	await pause(700); // of the five seconds that SQLite waits
	await release();
	t.expect('the answer', (await sent).status, 303);
	t.expect('papers kept', p.kept(), 1);
});

if (wanted('TERM while the database is locked ends it, and it starts again')) {
	await story('TERM while the database is locked ends it, and it starts again', async t => {
		const p = await paper('Giấy lúc tắt máy');
		const release = await lock('IMMEDIATE');
		const sent = p.send().then(r => r.status, () => 'cut');
		await pause(300);
		const at = Date.now();
		child.kill('SIGTERM');
		const code = await new Promise(r => child.once('exit', (c, s) => r(c ?? s)));
		t.expect('too slow', Date.now() - at > PATIENCE_MS, false);
		if (![0, 3].includes(code)) t.expect('the exit status', code, '0 or 3');
		if (![503, 'cut'].includes(await sent)) t.expect('the answer', await sent, '503 or none');
		await release();
		said = '';
		await serve();
		t.expect('papers kept', p.kept(), 0);
	});
}

const ended = () => { child.kill('SIGTERM'); return new Promise(r => child.once('exit', r)); };
await story('a server without the keys of the record says that it takes nothing into it; drafts go on', async t => {
	const keys = path.join(data, 'keys'), health = async () => { const r = await fetch(base + '/healthz'); return `${r.status} ${await r.text()}`; };
	t.expect('with its keys', await health(), '200 {"ok":true}');
	await ended();
	fs.renameSync(keys, keys + '-away');
	said = '';
	await serve();
	t.expect('without', await health(), '503 {"ok":false,"why":"record"}');
	const p = await paper('Giấy khi sổ đóng');
	t.expect('a draft', (await p.send()).status, 303);
	await ended();
	t.expect('keys of its own', fs.existsSync(path.join(keys, 'log.key')), false);
	fs.rmSync(keys, { recursive: true, force: true });
	fs.renameSync(keys + '-away', keys);
	said = '';
	await serve();
});

child.kill('SIGTERM');
const code = await new Promise(r => child.once('exit', (c, s) => r(c ?? s)));
if (!only) {
	if (code !== 0) console.log(`# ${code}: ${said.slice(-2000)}`);
	console.log(`${code === 0 ? 'ok' : 'not ok'} trouble: it ends with 0 afterwards`);
	failures += code !== 0;
}
process.exit(failures ? 1 : 0);
