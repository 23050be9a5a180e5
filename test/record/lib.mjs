// lib: what the tests of the record share: programs that must end well, a seeded
// walk, an office on loopback and a visitor of it.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cookieKept } from '../wire/cookie.mjs';

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const ocop = path.join(top, 'build/ocop'), maker = path.join(top, 'build/record');
export const scratch = name => fs.mkdtempSync(path.join(os.tmpdir(), `ocop-${name}-`));
export const run = (program, ...args) => {
	const r = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
	if (r.error) throw r.error;
	return r;
};
export const must = (program, ...args) => {
	const r = run(program, ...args);
	if (r.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${r.stderr}${r.stdout}`);
	return r.stdout;
};

// xorshift: the same walk for the same seed.
export const walk = seed => {
	let state = seed | 1;
	const random = n => {
		state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
		return (state >>> 0) % n;
	};
	return { random, pick: list => list[random(list.length)] };
};
export const filesBelow = dir => fs.readdirSync(dir, { withFileTypes: true, recursive: true })
	.filter(e => e.isFile()).map(e => path.join(e.parentPath ?? e.path, e.name)).sort();

export const suite = word => {
	let failures = 0;
	return {
		tell: (name, faults) => {
			for (const f of faults.slice(0, 5)) console.log(`# ${f}`);
			console.log(`${faults.length ? 'not ok' : 'ok'} ${word}: ${name}`);
			if (faults.length) failures++;
		},
		end: () => { process.exitCode = failures ? 1 : 0; },
	};
};

// Serves what `args` name on a port that the system chooses.
export async function serve(...args) {
	const child = spawn(ocop, ['serve', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	const url = await new Promise((resolve, reject) => {
		const hear = d => { said += d; const m = said.match(/^ready (http:\S+?)\/?$/m); if (m) resolve(m[1]); };
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', code => reject(new Error(`the office ended with ${code}: ${said}`)));
	});
	return { url, said: () => said, close: () => new Promise(resolve => {
		child.removeAllListeners('exit');
		child.on('exit', resolve);
		child.kill('SIGTERM');
	}) };
}

// A browser without a screen: keeps cookies, sends what the form it saw would send.
export class Visitor {
	constructor(url) { this.url = url; this.cookie = ''; }
	async ask(method, at, body, headers = {}) {
		const r = await fetch(this.url + at, { method, body, redirect: 'manual', headers: { cookie: this.cookie, ...headers } });
		this.cookie = cookieKept(this.cookie, r.headers);
		return r;
	}
	async page(at) {
		const r = await this.ask('GET', at);
		this.seen = await r.text();
		return this.seen;
	}
	async post(at, fields) {
		const body = new URLSearchParams(fields);
		for (const name of ['csrf', 'once', 'version']) {
			const m = this.seen?.match(new RegExp(`name="${name}" value="([^"]*)"`));
			if (m && !body.has(name)) body.set(name, m[1]);
		}
		return this.ask('POST', at, body.toString(), { 'content-type': 'application/x-www-form-urlencoded' });
	}
	async signIn(login) {
		await this.page('/dang-nhap');
		return this.post('/dang-nhap', { login, password: 'mat khau mau 2026' });
	}
}
