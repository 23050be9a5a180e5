// upload: a file whose line is cut in the middle, over a real socket. What
// arrived is kept, the rest is sent later, and the file that joins is the same.
import { spawn, execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waited, SQLITE_WAITS } from '../patience.mjs';
import { cookieKept } from './cookie.mjs';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(top, process.env.OCOP_PROGRAM || 'build/ocop');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-upload-'));
const faults = [];
let cut; // what went wrong in the first case; then faults are of the second
const expect = (what, got, want) => { if (got !== want) faults.push(`${what} is ${got}, not ${want}`); };
const sql = text => execFileSync('sqlite3', [...SQLITE_WAITS, path.join(dir, 'ocop.db')], { input: text }).toString().trim();

execFileSync(program, ['migrate', '--data', dir]);
// The rows that an office is born with are there already.
sql(fs.readFileSync(path.join(top, 'test/seed/office.sql'), 'utf8').replaceAll('INSERT INTO', 'INSERT OR IGNORE INTO'));
sql("INSERT INTO evidence (id, subject, kind, title, created_at, version) VALUES (1, 1, 'E1', 'x', 1, 1)");
const child = spawn(program, ['serve', '--data', dir, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
const port = await new Promise((resolve, reject) => {
	let said = '';
	child.stdout.on('data', d => { said += d; const m = said.match(/ready http:\/\/[\d.]+:(\d+)/); if (m) resolve(+m[1]); });
	child.on('exit', () => reject(new Error(`ended: ${said}`)));
});
const base = `http://127.0.0.1:${port}`;
let cookie = '';
const ask = async (method, at, headers = {}, body) => {
	const r = await fetch(base + at, { method, headers: { cookie, ...headers }, body, redirect: 'manual' });
	cookie = cookieKept(cookie, r.headers);
	return r;
};

// What a request leaves behind goes when its answer has left, a moment later.
const left = async () => {
	const now = () => fs.readdirSync(path.join(dir, 'upload')).join();
	await waited(() => now() === '');
	return now();
};

try {
	await ask('POST', '/dang-nhap', { 'content-type': 'application/x-www-form-urlencoded' }, 'login=producer&password=mat+khau+mau+2026');
	const csrf = (await (await ask('GET', '/giay-to/1')).text()).match(/name="csrf" value="([0-9a-f]+)"/)?.[1];
	const tus = { 'Tus-Resumable': '1.0.0', 'X-CSRF-Token': csrf };
	const piece = { ...tus, 'Content-Type': 'application/offset+octet-stream' };

	// A PDF of three million bytes: remarks behind its first line.
	const paper = fs.readFileSync(path.join(top, 'test/sample/paper.pdf'));
	const cutAt = paper.indexOf('\n') + 1;
	const remark = Buffer.from('%' + crypto.createHash('sha256').update('x').digest('hex').repeat(3) + '\n');
	const file = Buffer.concat([paper.subarray(0, cutAt), ...Array(15000).fill(remark), paper.subarray(cutAt)]);
	const hash = crypto.createHash('sha256').update(file).digest('hex');

	const made = await ask('POST', '/tep', { ...tus, 'Upload-Length': `${file.length}`,
		'Upload-Metadata': `purpose ${btoa('evidence:1')},name ${btoa('giay.pdf')}` });
	expect('creation', made.status, 201);
	const at = made.headers.get('location');

	// Half of it, then, when some of it has come, the line is cut.
	const arrived = () => fs.readdirSync(path.join(dir, 'upload')).some(n => fs.statSync(path.join(dir, 'upload', n), { throwIfNoEntry: false })?.size > 0);
	const half = 1500000;
	await new Promise(resolve => {
		const s = net.connect(port, '127.0.0.1', () => {
			s.write(`PATCH ${at} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nContent-Length: ${file.length}\r\nUpload-Offset: 0\r\n` +
				Object.entries(piece).map(([k, v]) => `${k}: ${v}\r\n`).join('') + '\r\n');
			s.write(file.subarray(0, half), async () => { await waited(arrived); s.resetAndDestroy(); resolve(); });
		});
	});
	let offset = 0;
	await waited(async () => { offset = +(await ask('HEAD', at, tus)).headers.get('upload-offset'); return offset > 0; });
	if (!(offset > 0 && offset <= half)) faults.push(`after the cut the upload is at ${offset}, of ${half} sent`);
	while (offset < file.length && faults.length === 0) {
		const r = await ask('PATCH', at, { ...piece, 'Upload-Offset': `${offset}` }, file.subarray(offset, offset + (1 << 20)));
		// 409: what was cut was still being counted when we asked.
		const now = r.status === 409 ? +(await ask('HEAD', at, tus)).headers.get('upload-offset') : +r.headers.get('upload-offset');
		if (r.status !== 204 && now <= offset) expect(`piece at ${offset}`, r.status, 204);
		offset = now;
	}
	const state = await (await ask('GET', at, { accept: 'application/json' })).json();
	expect('state', state.state, 'joined');
	expect('the kept file', sql('SELECT blob FROM evidence_file'), hash);
	const back = Buffer.from(await (await ask('GET', '/giay-to/tep/1')).arrayBuffer());
	expect('the file that is sent back', crypto.createHash('sha256').update(back).digest('hex'), hash);
	expect('what is left in upload/', await left(), '');

	cut = faults.splice(0);

	// 80 MB are refused before they are read.
	const big = await ask('POST', '/tep', { ...tus, 'Upload-Length': '83886080',
		'Upload-Metadata': `purpose ${btoa('evidence:1')},name ${btoa('giay.pdf')}` });
	expect('80 MB', big.status, 413);
	const said = (what, text, want) => { if (!text.includes(want)) faults.push(`${what} lacks “${want}”: ${text.replace(/^[^]*<main/, '').slice(0, 400)}`); };
	said('80 MB', await big.text(), 'Tệp 80 MB, tối đa 60 MB. Hãy chụp lại với độ phân giải thấp hơn hoặc tách thành nhiều tệp.');
	// In a form without script there is no asking before: it is read to its
	// end, and refused on the page it was sent from.
	const form = new FormData();
	form.set('csrf', csrf);
	form.set('files', new Blob([Buffer.alloc(83886080, 'x')]), 'quet-ca-tap.pdf');
	const page = await ask('POST', '/giay-to/1/tep', {}, form), text = await page.text();
	expect('80 MB in a form', page.status, 422);
	said('80 MB in a form', text, 'Tệp quá lớn, tối đa 60 MB. Hãy chụp lại với độ phân giải thấp hơn hoặc tách tệp.');
	said('80 MB in a form', text, 'action="/giay-to/1/tep"');
	expect('files after it', sql('SELECT count(*) FROM evidence_file'), '1');
	expect('what is left in upload/', await left(), '');
} catch (e) {
	faults.push(e.stack);
}
child.kill('SIGTERM');
await new Promise(r => child.on('exit', r));
if (!cut) { cut = faults.splice(0); faults.push('the case before did not end'); }
const tell = (name, wrong) => {
	for (const f of wrong) console.log(`# ${f}`);
	console.log(`${wrong.length ? 'not ok' : 'ok'} upload: ${name}`);
};
tell('a line that is cut in the middle loses nothing', cut);
tell('80 MB are refused before a byte with script, and on their page in a form', faults);
faults.push(...cut);
if (faults.length) console.log(`# left in ${dir}`); else fs.rmSync(dir, { recursive: true });
process.exit(faults.length ? 1 : 0);
