// desk: an office that a test starts, kills and asks; and a person without a
// browser, who fills in the forms of the pages that the server shows. No page is
// drawn and no script runs: what only a browser can see is tested in one.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cookieKept } from '../wire/cookie.mjs';
import { SQLITE_WAITS } from '../patience.mjs';

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = path.join(top, 'build/ocop');
export const password = 'mat khau mau 2026'; // of every account of the sample office

// Runs a verb of the program: its exit code and all it said.
export function ocop(...args) {
	const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
	return { code: run.status, said: run.stdout + run.stderr };
}

// Rows of a database: one of SQLite by its path, one of PostgreSQL by its address.
function sql(command, args) {
	const run = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
	if (run.status !== 0) throw new Error(run.stderr);
	return run.stdout.trim();
}
export function ask(where, statement) {
	const said = where.startsWith('postgres://')
		? sql('psql', ['-qAtX', where, '-c', `SELECT json_agg(row_to_json(t)) FROM (${statement}) t`])
		: sql('sqlite3', ['-json', ...SQLITE_WAITS, where, statement]);
	return (JSON.parse(said || '[]') || []).map(r => Object.values(r).map(v => v === null ? '' : String(v)));
}
export function change(where, statement) {
	if (where.startsWith('postgres://')) sql('psql', ['-qAtX', where, '-c', statement]);
	else sql('sqlite3', [...SQLITE_WAITS, where, statement]);
}

// Serves until stop() or kill(); `port` to come back where one was.
export async function serve(args, port = 0) {
	const child = spawn(program, ['serve', '--port', String(port), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	const gone = new Promise(done => child.on('exit', done));
	process.on('exit', () => child.kill('SIGKILL')); // nothing of a test stays behind it
	const url = await new Promise((resolve, reject) => {
		const hear = bytes => {
			said += bytes;
			const ready = said.match(/^ready (http:\S+)$/m);
			if (ready) resolve(ready[1].replace(/\/$/, ''));
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', code => reject(new Error(`ended with ${code}: ${said}`)));
	});
	const end = signal => { child.kill(signal); return gone; };
	return { url, port: Number(new URL(url).port), pid: child.pid, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

const plain = s => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
const attribute = (tag, name) => { const m = tag.match(new RegExp(`\\s${name}="([^"]*)"`)); return m ? plain(m[1]) : null; };

// The fields of the form with this action (or of a button with it) as they stand.
export function formOf(html, action) {
	for (const [, head, body] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
		if (attribute(` ${head}`, 'action') !== action && !body.includes(`formaction="${action}"`)) continue;
		const fields = [];
		for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
			const type = attribute(tag, 'type'), name = attribute(tag, 'name');
			if (name && (!['radio', 'checkbox'].includes(type) || /\schecked/.test(tag))) fields.push([name, attribute(tag, 'value') ?? '']);
		}
		for (const [, tag, text] of body.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g))
			fields.push([attribute(` ${tag}`, 'name'), plain(text)]);
		return fields;
	}
	return null;
}

export class Person {
	constructor(url) { this.url = url; this.cookies = ''; this.html = ''; }

	async send(method, where, body, headers = {}) {
		const r = await fetch(this.url + where, { method, body, redirect: 'manual',
			headers: { cookie: this.cookies, ...headers } });
		this.cookies = cookieKept(this.cookies, r.headers);
		const bytes = Buffer.from(await r.arrayBuffer());
		return { status: r.status, to: r.headers.get('location'), bytes, text: bytes.toString(), type: r.headers.get('content-type') || '' };
	}

	async get(where) {
		const r = await this.send('GET', where);
		if (r.type.includes('html')) this.html = r.text;
		return r;
	}

	// Sends the form of the page seen last, with these fields over what stands in it.
	async post(action, over = {}) {
		const fields = formOf(this.html, action);
		if (!fields) throw new Error(`no form leads to ${action}`);
		const left = fields.filter(([name]) => !(name in over));
		for (const [name, value] of Object.entries(over)) for (const v of [value].flat()) left.push([name, String(v)]);
		const r = await this.send('POST', action, new URLSearchParams(left));
		if (r.type.includes('html')) this.html = r.text;
		return r;
	}

	async must(action, over) {
		const r = await this.post(action, over);
		if (r.status !== 303) throw new Error(`${action}: ${r.status} ${(r.text.match(/class="faults"[\s\S]{0,400}/) || [''])[0].replace(/<[^>]*>/g, ' ').slice(0, 200)}`);
		return r;
	}

	// What a script sends: answered as JSON.
	json(where, fields) {
		const token = (this.html.match(/name="csrf" value="([^"]*)"/) || [])[1] || '';
		return this.send('POST', where, new URLSearchParams({ csrf: token, ...fields }), { accept: 'application/json' });
	}

	async signIn(login) {
		this.login = login;
		await this.get('/dang-nhap');
		await this.must('/dang-nhap', { login, password });
		return this;
	}

	// Answers of a sheet: the n-th printed level of each criterion.
	async answers(agenda, pick) {
		await this.get(`/hoi-dong/phieu/${agenda}`);
		const levels = new Map();
		for (const [tag] of this.html.matchAll(/<input type="radio" name="c\.[^>]*>/g)) {
			const name = attribute(tag, 'name');
			levels.set(name, [...(levels.get(name) || []), attribute(tag, 'value')]);
		}
		return Object.fromEntries([...levels].map(([name, all], i) => [name, all[pick(i, all.length)]]));
	}

	async seal(agenda, answers) {
		await this.get(`/hoi-dong/phieu/${agenda}`);
		return this.post(`/hoi-dong/phieu/${agenda}/khoa`, { ...answers, confirmed: 1 });
	}
}

export const pointsOf = answers => Object.values(answers).reduce((n, v) => n + Number(String(v).split(':').pop()), 0);
