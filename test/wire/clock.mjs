// clock: a machine that wakes up in the past. What had lapsed stays lapsed, who
// was signed in stays who he was, the administrator is told, also after a kill;
// and with the time not held the same office shows the past again, which is what
// this test would see if nothing held it.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waited } from '../patience.mjs';
import { cookieKept } from './cookie.mjs';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(top, 'build/ocop');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-clock-'));
const code = '79-J47GT-9'; // Rượu nếp mẫu: its last day comes within half a year
const later = 200 * 86400;
const faults = [];
const expect = (what, is, wanted) => { if (is !== wanted) faults.push(`${what}: ${is}, not ${wanted}`); };
let said, child, url, cookie = '';

async function open(shift, more = []) {
	said = '';
	child = spawn(program, ['serve', '--data', dir, '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, LD_PRELOAD: path.join(top, 'build/shift.so'), OCOP_SHIFT_S: `${shift}` } });
	url = await new Promise((resolve, reject) => {
		const hear = bytes => {
			said += bytes;
			const m = said.match(/^ready (http:\S+?)\/?$/m);
			if (m) resolve(m[1]);
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', c => reject(new Error(`ended with ${c}: ${said}`)));
	});
}
const close = signal => new Promise(resolve => {
	child.removeAllListeners('exit');
	child.on('exit', resolve);
	child.kill(signal);
});

async function ask(method, where, body) {
	const r = await fetch(url + where, { method, body, redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin',
		...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) } });
	cookie = cookieKept(cookie, r.headers);
	return r;
}
const status = async () => (await (await ask('GET', `/api/v1/certificates/${code}`)).json()).status;

// Once a day: asked until the jobs have had their turn.
async function told() {
	return waited(async () => (await (await ask('GET', '/thong-bao')).text()).split('Đồng hồ máy chủ bị lùi').length - 1, 500);
}

try {
	const made = spawnSync(program, ['demo', '--data', dir], { encoding: 'utf8' });
	if (made.status !== 0) throw new Error(made.stderr);
	await open(0);
	expect('today', await status(), 'due');
	await close('SIGTERM');

	await open(later);
	expect('half a year later', await status(), 'lapsed');
	await ask('POST', '/dang-nhap', 'login=admin&password=mat+khau+mau+2026');
	expect('the administrator is in', (await ask('GET', '/quan-tri')).status, 200);
	await close('SIGKILL');

	await open(0);
	expect('set back', await status(), 'lapsed');
	expect('the start says so', said.includes('time stands still'), true);
	expect('the session', (await ask('GET', '/quan-tri')).status, 200);
	expect('the administrator is told', await told(), 1);
	await close('SIGKILL');
	await open(-86400);
	expect('set back further', await status(), 'lapsed');
	await close('SIGTERM');

	await open(later + 3600);
	expect('right again', await status(), 'lapsed');
	expect('the start says nothing', said.includes('time stands still'), false);
	await close('SIGTERM');

	await open(0, ['--clock-hold=no']);
	expect('not held', await status(), 'due');
	await close('SIGTERM');
} catch (e) {
	faults.push(String(e));
	if (child?.exitCode === null) await close('SIGKILL');
}
fs.rmSync(dir, { recursive: true, force: true });
for (const f of faults) console.log(`# clock: ${f}`);
console.log(`${faults.length ? 'not ok' : 'ok'} clock: a machine wakes up in the past`);
process.exit(faults.length ? 1 : 0);
