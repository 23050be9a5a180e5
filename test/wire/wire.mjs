// wire: what only a socket can show. Requests as strangers send them, byte by
// byte: two lengths, broken addresses, bodies that are too long or never come;
// and how the program starts, ends and starts again.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS } from '../patience.mjs';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(top, process.env.OCOP_PROGRAM || 'build/ocop');
const database = process.env.OCOP_TEST_DATABASE; // postgres://…: else SQLite
const kind = database ? 'postgres' : 'sqlite';
const only = process.env.CASE;
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-wire-'));
let failures = 0;

function tell(name, faults) {
	const full = `${kind}: wire: ${name}`;
	if (only && !full.includes(only)) return;
	for (const f of faults) console.log(`# ${f}`);
	console.log(`${faults.length ? 'not ok' : 'ok'} ${full}`);
	if (faults.length) failures++;
}

// ---- an office -----------------------------------------------------------------

const args = dir => ['--data', dir, ...(database ? ['--database', database] : [])];

function serve(dir, more = []) {
	const child = spawn(program, ['serve', ...args(dir), '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
	const office = { child, said: '', begun: Date.now() };
	office.ended = new Promise(resolve => child.on('exit', (code, signal) => resolve(code ?? signal)));
	office.ready = new Promise((resolve, reject) => {
		const hear = bytes => {
			office.said += bytes;
			const m = office.said.match(/^ready http:\/\/([\d.]+):(\d+)\/?$/m);
			if (m) { office.port = +m[2]; office.ms = Date.now() - office.begun; resolve(office); }
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		office.ended.then(code => reject(new Error(`ended with ${code}: ${office.said}`)));
		setTimeout(() => reject(new Error(`not ready: ${office.said}`)), PATIENCE_MS).unref();
	});
	return office.ready;
}

async function stop(office) {
	const at = Date.now();
	office.child.kill('SIGTERM');
	const hard = setTimeout(() => office.child.kill('SIGKILL'), PATIENCE_MS);
	const code = await office.ended;
	clearTimeout(hard);
	return { code, ms: Date.now() - at };
}

// Sends pieces, reads until the other side closes or is quiet for `quiet` ms.
function talk(port, pieces, { quiet = 5000, pause = 0 } = {}) {
	return new Promise(resolve => {
		const socket = net.connect(port, '127.0.0.1');
		let got = Buffer.alloc(0), timer;
		const done = why => { clearTimeout(timer); socket.destroy(); resolve({ why, text: got.toString('latin1') }); };
		const wait = () => { clearTimeout(timer); timer = setTimeout(() => done('quiet'), got.length ? quiet : PATIENCE_MS); };
		socket.on('data', d => { got = Buffer.concat([got, d]); wait(); });
		socket.on('close', () => done('closed'));
		socket.on('error', () => done('error'));
		socket.on('connect', async () => {
			wait();
			for (const piece of [].concat(pieces)) {
				if (socket.destroyed) break;
				socket.write(Buffer.from(piece, 'latin1'));
				if (pause) await new Promise(r => setTimeout(r, pause));
			}
		});
	});
}

const status = answer => +(answer.text.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 0);
const get = (target, more = '') => `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`;

// ---- cases ------------------------------------------------------------------------

// Each address and what it may answer; never a redirect, never a 5xx.
const addresses = [
	['/healthz', [200]], ['/healthz?x=1', [200, 400, 404, 422]],
	['/../etc/passwd', [400, 404]], ['/san-pham/../healthz', [400, 404]], ['/%2e%2e/healthz', [400, 404]],
	['/..%2fhealthz', [400, 404]], ['/healthz%00', [400, 404]], ['/healthz%00.css', [400, 404]], ['/%zz', [400, 404]],
	['/a%', [400, 404]], ['/%c0%ae%c0%ae/', [400, 404]], ['/%ff', [400, 404]], ['/%ed%a0%80', [400, 404]],
	['//healthz', [400, 404]], ['/./healthz', [400, 404]], ['/s/../../ocop.db', [400, 404]],
	['/s/%2e%2e%2focop.db', [400, 404]], ['/ho-so/99999999999999999999', [303, 400, 404]],
	['/' + 'a'.repeat(5000), [400, 404, 413, 414]], ['/?' + 'a=1&'.repeat(600), [400, 404, 414]],
	['http://other.example/healthz', [200, 400, 404]], ['*', [400, 404]],
];

async function addressCases(office) {
	for (const [target, may] of addresses) {
		const answer = await talk(office.port, get(target));
		const faults = may.includes(status(answer)) ? [] : [`answers ${status(answer) || answer.why}: ${answer.text.slice(0, 200)}`];
		tell(`address ${target.slice(0, 40)}`, faults);
	}
}

const post = (headers, body) => `POST /dang-nhap HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n${body}`;
const form = 'Content-Type: application/x-www-form-urlencoded\r\n';

const framings = [
	['two lengths', post(form + 'Content-Length: 3\r\nContent-Length: 5\r\n', 'a=1&b'), [400]],
	['a length with chunks', post(form + 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), [400]],
	['two equal lengths', post(form + 'Content-Length: 3\r\nContent-Length: 3\r\n', 'a=1'), [400]],
	['a length that is no number', post(form + 'Content-Length: x\r\n', 'a=1'), [400]],
	['a negative length', post(form + 'Content-Length: -1\r\n', 'a=1'), [400, 413]],
	['an unknown coding', post(form + 'Transfer-Encoding: gzip\r\n', 'a=1'), [400, 411, 501]],
	['a body above its limit', post(form + 'Content-Length: 90000000\r\n', 'a=1'), [413]],
	['a body that no route takes', 'POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc', [405, 404, 413]],
	['no host', 'GET /healthz HTTP/1.1\r\n\r\n', [400]],
	['a method nobody knows', 'BREW /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n', [400, 405, 501]],
	['a header of 40 KB', get('/healthz', `X-Long: ${'a'.repeat(40000)}\r\n`), [400, 413, 414, 431]],
	['a form of another kind', post('Content-Type: text/xml\r\nContent-Length: 4\r\n', '<a/>'), [400, 415, 422]],
	['a form with a broken escape', post(form + 'Content-Length: 7\r\n', 'a=%zz&b'), [400, 422]],
	['a form with a field nobody declared', post(form + 'Content-Length: 3\r\n', 'a=1'), [400, 422, 403]],
];

async function framingCases(office) {
	for (const [name, bytes, may] of framings) {
		const answer = await talk(office.port, bytes);
		tell(`framing: ${name}`, may.includes(status(answer)) ? [] : [`answers ${status(answer) || answer.why}: ${answer.text.slice(0, 200)}`]);
	}
	// What follows a refused body is not taken for a request.
	const smuggled = await talk(office.port, post(form + 'Content-Length: 44\r\nTransfer-Encoding: chunked\r\n',
		'0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'));
	tell('framing: nothing is smuggled behind two framings',
		(smuggled.text.match(/^HTTP\/1\.1 /gm) || []).length === 1 ? [] : [smuggled.text.slice(0, 400)]);
	const slow = await talk(office.port, ['GET /hea', 'lthz HT', 'TP/1.1\r\nHo', 'st: x\r\nConnection: close\r\n\r\n'], { pause: 60 });
	tell('framing: a request in pieces', status(slow) === 200 ? [] : [slow.text.slice(0, 200)]);
	const two = await talk(office.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n' + get('/healthz'));
	tell('framing: two requests on one line', (two.text.match(/HTTP\/1\.1 200/g) || []).length === 2 ? [] : [two.text.slice(0, 300)]);
}

async function headerCases(office) {
	const page = (await talk(office.port, get('/dang-nhap'))).text.split('\r\n\r\n')[0];
	const wanted = [/^content-security-policy: .*default-src 'none'|^content-security-policy: .*default-src 'self'/im,
		/^x-content-type-options: nosniff/im, /^referrer-policy: /im, /^cache-control: .*no-(cache|store)/im, /^content-type: text\/html; charset=utf-8/im];
	tell('headers of a page', wanted.filter(w => !w.test(page)).map(w => `without ${w}: ${page}`));
	tell('no unsafe policy', /unsafe-inline|unsafe-eval/.test(page) ? [page] : []);
	tell('no name of the server', /^server:/im.test(page) ? [page] : []);
	const head = await talk(office.port, get('/dang-nhap').replace('GET', 'HEAD'));
	tell('HEAD has no body', status(head) === 200 && head.text.split('\r\n\r\n')[1] === '' ? [] : [head.text.slice(0, 300)]);
	const html = (await talk(office.port, get('/dang-nhap'))).text;
	const asset = html.match(/\/s\/[\w.-]+\.css/)?.[0];
	const style = asset ? await talk(office.port, get(asset, 'Accept-Encoding: gzip\r\n')) : { text: '' };
	tell('assets are packed and kept for ever', /^content-encoding: gzip/im.test(style.text) && /max-age=31536000, immutable/i.test(style.text) ? [] : [style.text.slice(0, 400)]);
	const fault = await talk(office.port, get('/khong-co-trang-nay'));
	tell('a page that is not there says so in words', status(fault) === 404 && /<h1/.test(fault.text) ? [] : [fault.text.slice(0, 300)]);
	const api = await talk(office.port, get('/api/v1/khong-co', 'Accept: application/json\r\n'));
	tell('a machine is answered in JSON', [404].includes(status(api)) ? [] : [api.text.slice(0, 300)]);
}

// ---- the life of the program -----------------------------------------------------------

async function lifeCases() {
	const dir = path.join(root, 'life');
	const init = spawnSync(program, ['init', ...args(dir)], { encoding: 'utf8' });
	tell('init makes an office', init.status === 0 ? [] : [init.stderr]);
	const office = await serve(dir);
	tell('healthz is ready', status(await talk(office.port, get('/healthz'))) === 200 ? [] : ['not 200']);
	await addressCases(office);
	await framingCases(office);
	await headerCases(office);
	const second = spawnSync(program, ['serve', ...args(dir), '--port', String(office.port)], { encoding: 'utf8', timeout: PATIENCE_MS });
	tell('a port that is taken: one line and 3', second.status === 3 && second.stderr.trim().split('\n').length === 1 ? [] : [`${second.status}: ${second.stderr}`]);
	const hanging = net.connect(office.port, '127.0.0.1'); // somebody who never asks
	hanging.on('error', () => {});
	const end = await stop(office);
	hanging.destroy();
	tell('TERM ends it cleanly', end.code === 0 ? [] : [`${end.code} after ${end.ms} ms: ${office.said.slice(-400)}`]);
	const again = await serve(dir);
	// In seconds of the processor: how long it takes on the wall is the machine's
	// other work as much as ours. PostgreSQL's own work is not counted.
	const ticks = fs.readFileSync(`/proc/${again.child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
	const seconds = (+ticks[0] + +ticks[1]) / 100;
	tell('a second start takes under 2 s', seconds < 2 ? [] : [`${seconds} s`]);
	await stop(again);
	const none = spawnSync(program, ['serve', '--data', path.join(root, 'nothing-here')], { encoding: 'utf8', timeout: PATIENCE_MS });
	tell('a directory that is not there: one line and 3', none.status === 3 && none.stderr.trim().split('\n').length === 1 ? [] : [`${none.status}: ${none.stderr}`]);
	const usage = spawnSync(program, ['fly'], { encoding: 'utf8' });
	tell('an unknown verb is 2', usage.status === 2 ? [] : [`${usage.status}`]);
}

try {
	await lifeCases();
} catch (e) {
	tell('the suite ran to its end', [String(e)]);
} finally {
	fs.rmSync(root, { recursive: true, force: true });
}
process.exitCode = failures ? 1 : 0;
