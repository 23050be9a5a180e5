// office: an office of its own port and a person's browser without a screen, for
// tests that walk pages over real sockets.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cookieKept } from './cookie.mjs';
import { SQLITE_WAITS } from '../patience.mjs';

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = path.join(top, process.env.OCOP_PROGRAM || 'build/ocop');
export const hidden = (page, name) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '';

// What a browser sends of a form, before its reader has typed anything: hidden fields,
// what is written, chosen and ticked.
export function sent(form) {
	const body = new URLSearchParams(), plain = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
	const of = (tag, name) => { const m = tag.match(new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s>/])`)); return m && plain(m[1] ?? ''); };
	for (const [, tag, inner = ''] of form.matchAll(/(<(?:input|textarea|select)\b[^>]*>)(?:((?:(?!<input|<textarea|<select)[^])*?)<\/(?:textarea|select)>)?/g)) {
		const name = of(tag, 'name'), type = of(tag, 'type');
		if (!name || of(tag, 'disabled') !== null || ['submit', 'file', 'button'].includes(type)) continue;
		if (tag.startsWith('<textarea')) body.append(name, plain(inner));
		else if (tag.startsWith('<select')) body.append(name, of((inner.match(/<option[^>]*\sselected[^>]*>/) ?? inner.match(/<option[^>]*>/) ?? ['<option>'])[0], 'value') ?? '');
		else if (!['radio', 'checkbox'].includes(type) || of(tag, 'checked') !== null) body.append(name, of(tag, 'value') ?? 'on');
	}
	return body;
}

// What a database of PostgreSQL answers, as text; a statement that fails throws.
export const psql = (database, text) => execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', database, '-c', text], { encoding: 'utf8' }).trim();

// Serves what `args` name; `said` is all it said, `ended` how it ended.
export async function serve(...args) {
	const child = spawn(program, ['serve', ...args, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
	const server = { child, said: '' };
	server.ended = new Promise(r => child.on('exit', (c, s) => r(c ?? s)));
	server.base = await new Promise((resolve, reject) => {
		const hear = d => { server.said += d; const m = server.said.match(/^ready (http:\/\/[\d.:]+)/m); if (m) resolve(m[1]); };
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		server.ended.then(c => reject(new Error(`ended with ${c}: ${server.said}`)));
	});
	return server;
}

// The office in which a story of test/seed ends, in folders and files that begin with `dir`; with
// `postgres` (what test/pg.sh made) in a new database of that name there. Served by a clock that
// is set to a minute after its last record, or to `day`.
export function kept(seed, dir, postgres = '', day = '') {
	const name = path.basename(dir).replace(/\W/g, '_'), lite = postgres ? `${dir}.lite` : dir, database = postgres && `${postgres}${name}`;
	execFileSync(path.join(top, 'build/stories'), ['--keep', lite, seed], { cwd: top });
	if (postgres) {
		psql(`${postgres}postgres`, `CREATE DATABASE ${name}`);
		execFileSync(program, ['export', `${dir}.out`, '--data', lite]);
		execFileSync(program, ['import', `${dir}.out`, '--data', dir, '--database', database]);
	}
	const sql = text => postgres ? psql(database, text) : execFileSync('sqlite3', [...SQLITE_WAITS, path.join(dir, 'ocop.db')], { input: text, encoding: 'utf8' }).trim();
	const now = day ? Date.parse(day) / 1000 : Math.ceil(+sql('SELECT max(at) FROM record') / 1000) + 60;
	const clock = { OCOP_SHIFT_S: String(Math.round(now - Date.now() / 1000)), LD_PRELOAD: path.join(top, 'build/shift.so'),
		ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0` }; // a program with sanitizers may stand behind the clock
	// At another folder: the copy of another server of the same office. `preload`: behind the clock.
	const open = async (at = dir, preload = '') => {
		if (at !== dir) fs.cpSync(dir, at, { recursive: true });
		Object.assign(process.env, clock);
		if (preload) process.env.LD_PRELOAD += `:${preload}`;
		try {
			return await serve('--data', at, ...(postgres ? ['--database', database] : []));
		} finally {
			delete process.env.LD_PRELOAD;
		}
	};
	return { dir, database, sql, open };
}

// One person's browser at one server; `cookie`: who was signed in at another of the same office.
export function person(server, cookie = '') {
	const ask = async (method, at, body = undefined, headers = {}) => {
		const r = await fetch(server.base + at, { method, headers: { cookie, ...headers }, body, redirect: 'manual' });
		cookie = cookieKept(cookie, r.headers);
		return r;
	};
	const page = async at => (await ask('GET', at)).text();
	const enter = login => ask('POST', '/dang-nhap', new URLSearchParams({ login, password: 'mat khau mau 2026' }));
	return { ask, page, enter, cookie: () => cookie };
}
