// office: what tests of offices on loopback share: made in a folder of their own,
// opened on ports that the system chooses, acted in by the command line.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SQLITE_WAITS } from '../patience.mjs';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const ocop = path.join(top, 'build/ocop');
export const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-offices-'));
export const dir = name => path.join(root, name);
let failed = 0;
let suite = 'offices';
export const begin = name => { suite = name; };
export const tell = (name, well, said = '') => {
	if (!well) { failed++; console.log(`# ${String(said).trim().replaceAll('\n', '\n# ')}`); }
	console.log(`${well ? 'ok' : 'not ok'} ${suite}: ${name}`);
};
export const run = (name, ...args) => spawnSync(ocop, [...args, '--data', dir(name)], { encoding: 'utf8' });
export const must = (name, ...args) => {
	const r = run(name, ...args);
	if (r.status !== 0) throw new Error(`${args.join(' ')}: ${r.stderr}${r.stdout}`);
	return r.stdout;
};
export const servers = new Map();
export const serve = name => new Promise((well, badly) => {
	const p = spawn(ocop, ['serve', '--port', '0', '--data', dir(name)], { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '', err = '';
	p.stderr.on('data', d => { err += d; });
	p.stdout.on('data', d => {
		said += d;
		const m = /ready (http:\S+)/.exec(said);
		if (m) { servers.set(name, { p, url: m[1], err: () => err }); well(m[1]); }
	});
	p.on('exit', code => badly(new Error(`serve ${name} ended with ${code}: ${err}`)));
});
export const stop = name => new Promise(done => {
	const { p } = servers.get(name);
	servers.delete(name);
	p.removeAllListeners('exit');
	p.on('exit', done);
	p.kill('SIGTERM');
});
export const keys = name => must(name, 'log').split('\n').slice(0, 2);
export const page = async url => (await fetch(url)).text();
export const size = name => Number(fs.readFileSync(path.join(dir(name), 'log/checkpoint'), 'utf8').split('\n')[1]);
// Something done that becomes an entry: another record is watched.
export const act = (name, n) => {
	const origin = `so-mau.example/log/${n}/1`, key = Buffer.concat([Buffer.from([1]), Buffer.alloc(32, 9)]);
	const id = createHash('sha256').update(`${origin}\n`).update(key).digest('hex').slice(0, 8);
	must(name, 'witness', 'watch', `${origin}+${id}+${key.toString('base64')}`);
};
export const sql = (name, text) => spawnSync('sqlite3', ['-bail', ...SQLITE_WAITS, path.join(dir(name), 'ocop.db'), text], { encoding: 'utf8' }).stdout.trim();
export const end = () => {
	for (const { p } of servers.values()) { p.removeAllListeners('exit'); p.kill('SIGTERM'); }
	fs.rmSync(root, { recursive: true, force: true });
	process.exit(failed > 0 ? 1 : 0);
};
