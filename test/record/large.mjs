// large: records of more than 65,536 entries as an office serves them, read over HTTP by a
// client that knows tlog-tiles only: every full tile, every partial one that the head
// asks for, every bundle, every shape of address; how long each may be kept. What came is
// written down as files for a second checker (x/mod) and hashed here from the entries alone.
//
// usage: large.mjs OCOP DIR; OCOP is the program that serves. Leaves DIR/one and DIR/two.
import { spawn } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { maker, must, ocop, suite } from './lib.mjs';

const [program, root] = process.argv.slice(2), { tell, end } = suite('large'), data = path.join(root, 'office');
const sha = (...b) => { const h = createHash('sha256'); for (const x of b) h.update(x); return h.digest(); };

// An office with many acts, and the log of a generation of it that ended and was four times as long.
must(ocop, 'init', '79', '--log-name', 'so-mau.example', '--data', data);
must('sqlite3', path.join(data, 'ocop.db'), `INSERT INTO record (at, kind, noun, noun_id, body, due)
	WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 65800) SELECT 1793000000000 + i, 'holidays.loaded', 'setting', 0, '{"n":' || i || '}', 1 FROM n`);
const vkey = must(ocop, 'log', '--data', data).split('\n')[0];
must(maker, 'log', path.join(data, 'log-1'), '256300');
const vkey1 = fs.readFileSync(path.join(data, 'log-1/vkey'), 'utf8').trim();

const server = spawn(program, ['serve', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
let said = '';
for (const stream of [server.stdout, server.stderr]) stream.on('data', d => { said += d; });
const ended = new Promise(done => server.on('exit', done));
const url = await new Promise((well, badly) => {
	server.stdout.on('data', () => { const m = /^ready (http:\S+?)\/?$/m.exec(said); if (m) well(m[1]); });
	server.on('exit', code => badly(new Error(`the office ended with ${code}: ${said}`)));
});

const signedBy = (key, head) => {
	const [name, id] = key.split('+', 2), raw = Buffer.from(key.slice(name.length + id.length + 2), 'base64').subarray(1);
	const line = head.split('\n').find(l => l.startsWith(`— ${name} `)), sig = Buffer.from(line?.split(' ')[2] ?? '', 'base64');
	return sig.subarray(0, 4).toString('hex') === id && verify(null, Buffer.from(head.slice(0, head.indexOf('\n\n') + 1)),
		createPublicKey({ format: 'der', type: 'spki', key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]) }), sig.subarray(4));
};
const named = n => { let s = String(n % 1000).padStart(3, '0'); while ((n = Math.floor(n / 1000)) > 0) s = `x${String(n % 1000).padStart(3, '0')}/${s}`; return s; };
const rootOf = leaves => {
	const stack = [];
	leaves.forEach((l, i) => { stack.push(l); for (let n = i + 1; n % 2 === 0; n /= 2) { const right = stack.pop(); stack.push(sha(Buffer.from([1]), stack.pop(), right)); } });
	while (stack.length > 1) { const right = stack.pop(); stack.push(sha(Buffer.from([1]), stack.pop(), right)); }
	return stack[0];
};

// Reads one log whole; `out`: where what came is written down.
async function readLog(name, at, key, out) {
	const faults = [], shapes = new Set();
	const get = async (file, keep) => {
		const r = await fetch(`${url}${at}/${file}`), bytes = Buffer.from(await r.arrayBuffer());
		if (r.status !== 200) faults.push(`${file}: ${r.status}`);
		if (r.headers.get('cache-control') !== keep) faults.push(`${file}: kept “${r.headers.get('cache-control')}”`);
		if (r.headers.get('access-control-allow-origin') !== '*') faults.push(`${file}: pages of others may not read it`);
		shapes.add(file.replace(/\d+/g, d => d.length === 3 ? 'N' : 'n').replace(/xN\//g, 'xN/'));
		fs.mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
		fs.writeFileSync(path.join(out, file), bytes);
		return bytes;
	};
	const for_ever = 'public, max-age=31536000, immutable', head = (await get('checkpoint', 'no-cache')).toString(), size = Number(head.split('\n')[1]);
	fs.writeFileSync(path.join(out, 'vkey'), `${key}\n`);
	if (!signedBy(key, head)) faults.push('the head is not signed by the key');
	const leaves = [];
	const wanted = [];
	for (let level = 0, n = size; n > 0; level++, n = Math.floor(n / 256))
		for (let i = 0; i * 256 < n; i++) wanted.push({ level, i, w: Math.min(256, n - i * 256) });
	const file = ({ level, i, w }, what = level) => `tile/${what}/${named(i)}${w < 256 ? `.p/${w}` : ''}`;
	const tiles = new Map(), bundles = new Map(), work = wanted.slice();
	await Promise.all(Array.from({ length: 8 }, async () => {
		for (let t; (t = work.pop());) {
			tiles.set(`${t.level} ${t.i}`, await get(file(t), for_ever));
			if (t.level === 0) bundles.set(t.i, await get(file(t, 'entries'), for_ever));
		}
	}));
	for (let i = 0; bundles.has(i); i++) {
		const b = bundles.get(i);
		for (let p = 0; p < b.length;) { const e = p + 2 + b.readUInt16BE(p); leaves.push(sha(Buffer.from([0]), b.subarray(p + 2, e))); p = e; }
	}
	if (leaves.length !== size) faults.push(`${leaves.length} entries, the head says ${size}`);
	if (rootOf(leaves).toString('base64') !== head.split('\n')[2]) faults.push('the entries do not give the root');
	// every tile is the hashes below it
	let below = leaves;
	for (let level = 0; below.length > 0; level++) {
		for (let i = 0; i * 256 < below.length; i++)
			if (!tiles.get(`${level} ${i}`)?.equals(Buffer.concat(below.slice(i * 256, i * 256 + 256)))) faults.push(`tile ${level} ${i} is another`);
		const full = Math.floor(below.length / 256), next = [];
		for (let i = 0; i < full; i++) next.push(rootOf(below.slice(i * 256, i * 256 + 256)));
		below = next;
	}
	tell(`${name}: ${size} entries in ${wanted.length} tiles are served and give the root that was signed`, faults);
	for (const shape of [...shapes].sort()) console.log(`# ${at}/${shape}`);
	return { size, shapes };
}

try {
	const one = await readLog('an office of today', '/log', vkey, path.join(root, 'one'));
	const two = await readLog('a generation that ended', '/log/1', vkey1, path.join(root, 'two'));
	fs.copyFileSync(path.join(data, 'log-1/cosigners'), path.join(root, 'two/cosigners'));
	tell('both are above 65,536, one has addresses of four digits', one.size > 65536 && two.size > 256000 && [...two.shapes].some(s => s.includes('xN/')) ? [] : ['they are not']);
	const other = [];
	for (const at of ['/log/tile/0/999', '/log/tile/0/000.p/999', '/log/tile/0/x000/000', '/log/tile/0/0', '/log/tile/9/000', '/log/tile/0/x001/x234/067', '/log/tile/entries/x999/999',
		'/log/tile/0/x001/x234/067.p/8', '/log/1/tile/0/x009/000', '/log/7/checkpoint', '/log/tile/0/..%2f..%2fkeys%2flog.key', '/log/tile/0/x001', '/log/signed', '/log/lock', '/log/tile/0/000.p', '/log/tile/0/000.p/0', '/log/tile/0/000.p/256', '/log/tile/0/-01', '/log/tile/00/000']) {
		const r = await fetch(url + at);
		await r.arrayBuffer();
		if (r.status < 400 || r.status >= 500) other.push(`${at}: ${r.status}`);
	}
	tell('what is not there, and what is written otherwise, is answered with no', other);
	const head = await fetch(`${url}/log/tile/0/000`, { method: 'HEAD' });
	tell('HEAD says what GET would', head.status === 200 && head.headers.get('content-length') === '8192' ? [] : [`${head.status} ${head.headers.get('content-length')}`]);
} finally {
	server.kill('SIGTERM');
}
const code = await ended;
tell('it ends well, and no sanitizer has complained', code === 0 && !/runtime error|Sanitizer/.test(said) ? [] : [`${code} ${said.slice(-600)}`]);
end();
