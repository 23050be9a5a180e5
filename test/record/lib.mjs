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

// What a file of an office is: its name below the data directory, without numbers, days and hashes.
export const fileKinds = (roots, f) => {
	const top = roots.find(r => f.startsWith(`${r}/`));
	return top === undefined ? f : f.slice(top.length + 1).replace(/^blob\/.*\/[0-9a-f]{64}$/, 'blob/HASH').replace(/^log-\d+\//, 'log-N/')
		.replace(/tile\/(entries|\d+)\/.*$/, (m, level) => `tile/${level === 'entries' ? level : 'LEVEL'}`);
};
// What is neither edited nor excused. `table`: lines `word WORD sentence`, and `row|file WORD
// TABLE[.COLUMN …]|FILE …`; a table's own name excuses all its columns that are not edited.
export const uncovered = (there, edited, table, kind) => {
	const lines = table.split('\n').map(l => l.trim().split(/\s+/)), words = new Set(lines.filter(l => l[0] === 'word' && l.length > 4).map(l => l[1]));
	const excused = new Set(), faults = [];
	for (const [, word, ...names] of lines.filter(l => l[0] === kind)) {
		if (!words.has(word)) faults.push(`the reason ${word} has no sentence`);
		const [first, ...columns] = kind === 'row' ? names : [undefined, ...names];
		for (const name of kind === 'file' ? columns : columns.length > 0 ? columns.map(c => `${first}.${c}`) : there.filter(c => c.startsWith(`${first}.`)).concat(there.some(c => c.startsWith(`${first}.`)) ? [] : [first])) {
			if (!there.includes(name)) faults.push(`a reason for ${name}, which is not there`);
			if (columns.length > 0 && edited.has(name)) faults.push(`a reason for ${name}, which is edited`);
			excused.add(name);
		}
	}
	return faults.concat([...new Set(there)].filter(name => !edited.has(name) && !excused.has(name)).map(name => `${name} is neither edited nor excused`));
};

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
