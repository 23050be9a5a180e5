// generation: an office that has lost its disk is restored from a copy that lacks
// signed entries, and begins a new generation of its record; a key is changed.
// Killed in the middle of either, it is done by running it again.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { act, begin, dir, end, keys, must, ocop, page, root, run, serve, size, stop, tell } from './office.mjs';

begin('generation');
const file = name => path.join(root, name);
const verify = (name, key = 'key', ...more) => run(name, 'verify', '--key', file(key), ...more);
// The tables of an office on another disk: what a copy has, and the keys that were kept apart.
const restored = (to, from = 'copy') => {
	const r = spawnSync(ocop, ['restore', file(from), '--data', dir(to)], { encoding: 'utf8' });
	if (r.status !== 0) throw new Error(r.stderr);
	fs.mkdirSync(path.join(dir(to), 'keys'), { mode: 0o700 });
	for (const k of ['log.key', 'witness.key', 'office.key'])
		fs.copyFileSync(path.join(dir('lost'), 'keys', k), path.join(dir(to), 'keys', k));
};
// Killed after so many milliseconds; true: it had ended by itself.
const killed = (ms, name, ...args) => spawnSync(ocop, [...args, '--data', dir(name)], { timeout: ms, killSignal: 'SIGKILL' }).signal === null;

try {
	must('lost', 'init', '79', '--log-name', 'xa.example');
	const [key] = keys('lost');
	fs.writeFileSync(file('key'), `${key}\n`);
	act('lost', 1);
	act('lost', 2);
	must('lost', 'backup', file('copy'));
	act('lost', 3);
	act('lost', 4);
	const old = size('lost');
	fs.cpSync(path.join(dir('lost'), 'log'), file('mirror'), { recursive: true });
	fs.copyFileSync(file('mirror/checkpoint'), file('head'));

	// ---- refused
	restored('office');
	let r = run('office', 'witness', 'watch', key);
	tell('a restored office signs nothing', r.status === 3 && r.stderr.includes('log_closed'), r.stderr);
	r = run('office', 'log', 'reopen', file('head'));
	tell('what was signed and is not here cannot be signed again', r.status === 3 && r.stderr.includes('log_behind'), r.stderr);
	r = run('lost', 'log', 'next', file('head'));
	tell('no new generation where nothing is missing', r.status === 3 && r.stderr.includes('generation_whole'), r.stderr);
	fs.writeFileSync(file('forged'), fs.readFileSync(file('head'), 'utf8').replace(/\n\d+\n/, '\n99\n'));
	r = run('office', 'log', 'next', file('forged'));
	tell('no new generation behind a forged head', r.status === 3 && r.stderr.includes('log_closed'), r.stderr);
	fs.cpSync(dir('office'), dir('twin'), { recursive: true });
	fs.cpSync(dir('office'), dir('bare'), { recursive: true });

	// ---- the next generation
	r = run('office', 'log', 'next', file('head'), file('mirror'));
	tell('a new generation begins', r.status === 0 && r.stdout.includes('xa.example/log/79/2'), r.stderr + r.stdout);
	act('office', 5);
	r = verify('office');
	tell('verify follows from the old key to both', r.status === 0 && r.stdout.includes('generation 1 of this log has ended') && r.stdout.includes('the key that followed') && r.stdout.includes(`${old} entries`), r.stdout + r.stderr);
	tell('log check agrees', run('office', 'log', 'check').status === 0);
	const url = await serve('office');
	const about = await page(`${url}/so-cong-khai`);
	tell('the page shows the last head of the old one', about.includes('Các sổ trước') && about.includes(fs.readFileSync(file('head'), 'utf8').split('\n')[2]));
	tell('its files are served', (await page(`${url}/log/1/checkpoint`)) === fs.readFileSync(file('head'), 'utf8'));
	const first = (await page(`${url}/log/tile/entries/000.p/${size('office')}`)).slice(2);
	tell('the first entry of the new one is the incident', first.includes('"type":"incident"') && first.includes('"k":"checkpoint"'), first.slice(0, 300));
	r = spawnSync(ocop, ['verify', `${url}/log`, '--key', file('key')], { encoding: 'utf8' });
	tell('a stranger follows from the old key', r.status === 0 && r.stdout.includes('the key that followed'), r.stdout);
	const code = spawnSync('sqlite3', [path.join(dir('office'), 'ocop.db'), 'SELECT code FROM entry WHERE place = 1'], { encoding: 'utf8' }).stdout.trim();
	const proof = await page(`${url}/so-cong-khai/${code}.tlog-proof`);
	tell('an entry of the old one is proven as before', proof.includes('index 1\n') && proof.includes('xa.example/log/79/1\n'), proof);
	await stop('office');
	const notes = path.join(dir('office'), 'log/keys'), whole = fs.readFileSync(notes, 'utf8');
	fs.writeFileSync(notes, whole.replace('at 20', 'at 19'));
	tell('a changed note is not followed', verify('office').status === 1);
	fs.writeFileSync(notes, whole);
	const edited = path.join(dir('office'), 'log-1/tile/entries/000.p', fs.readdirSync(path.join(dir('office'), 'log-1/tile/entries/000.p'))[0]);
	const bytes = fs.readFileSync(edited);
	fs.writeFileSync(edited, bytes.map((b, i) => i === 40 ? b ^ 1 : b));
	tell('a byte of the old one is found', verify('office').status === 1);
	fs.writeFileSync(edited, bytes);
	r = run('office', 'log', 'next', file('head'), file('mirror'));
	tell('and not twice', r.status === 3, r.stdout + r.stderr);

	// ---- nobody had a copy
	r = run('bare', 'log', 'next', file('head'));
	tell('without a copy of the files too', r.status === 0 && (r = verify('bare')).status === 0 && r.stdout.includes('nobody had a copy'), r.stdout + r.stderr);

	// ---- killed
	let early = 0, well = true;
	for (let ms = 8, done = false; !done && ms < 4000; ms += ms < 80 ? 8 : ms) {
		fs.cpSync(dir('twin'), dir('killed'), { recursive: true });
		done = killed(ms, 'killed', 'log', 'next', file('head'), file('mirror'));
		early += done ? 0 : 1;
		if (!done) r = run('killed', 'log', 'next', file('head'), file('mirror'));
		// killed behind the last step it has begun, and says so
		const fine = (done || r.status === 0 || /generation|log_closed|no head of/.test(r.stderr)) && run('killed', 'log', 'check').status === 0 && verify('killed').status === 0;
		if (!fine) { well = false; console.log(`# after ${ms} ms: ${r.stderr.trim()}`); }
		fs.rmSync(dir('killed'), { recursive: true, force: true });
	}
	tell(`killed in the middle it is done by running it again (${early} times)`, well && early > 2);

	// ---- another key
	await serve('office');
	r = run('office', 'log', 'rotate');
	tell('no key is changed under an open office', r.status === 3 && r.stderr.includes('log_in_use'), r.stderr);
	await stop('office');
	fs.cpSync(dir('office'), dir('before'), { recursive: true });
	r = run('office', 'log', 'rotate');
	const [second] = keys('office');
	tell('a key is changed', r.status === 0 && second !== key && second.startsWith('xa.example/log/79/2+'), r.stderr);
	const both = fs.readFileSync(path.join(dir('office'), 'log/checkpoint'), 'utf8');
	tell('the head of that moment has both signatures', both.match(/^— xa\.example\/log\/79\/2 /gm)?.length === 2, both);
	act('office', 6);
	r = verify('office');
	tell('verify follows over two changes', r.status === 0 && r.stdout.includes('the key that followed'), r.stdout);
	fs.writeFileSync(file('other'), must('bare', 'log').split('\n')[0]);
	tell('a stranger\'s key is not taken', verify('office', 'other').status === 1);
	early = 0; well = true;
	for (let ms = 8, done = false; !done && ms < 4000; ms += ms < 80 ? 8 : ms) {
		fs.cpSync(dir('before'), dir('killed'), { recursive: true });
		done = killed(ms, 'killed', 'log', 'rotate');
		early += done ? 0 : 1;
		act('killed', 60); // the office goes on meanwhile, with the one key or the other
		if (!done) r = run('killed', 'log', 'rotate');
		act('killed', 61);
		const fine = (done || r.status === 0) && run('killed', 'log', 'check').status === 0 && verify('killed').status === 0;
		if (!fine) { well = false; console.log(`# after ${ms} ms: ${r.stderr.trim()}`); }
		fs.rmSync(dir('killed'), { recursive: true, force: true });
	}
	tell(`killed in the middle of a change it goes on, and is done by running it again (${early} times)`, well && early > 2);
} catch (e) {
	tell('ran to the end', false, e.stack);
} finally {
	end();
}
