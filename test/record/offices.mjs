// offices: two offices on loopback. One asks the other to cosign its record by
// line and is copied by it; then it is copied itself, goes on in two histories,
// and is found out. Nothing of it may keep the first from its work.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ocop = path.join(top, 'build/ocop');
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-offices-'));
const dir = name => path.join(root, name);
let failed = 0;
const tell = (name, well, said = '') => {
	if (!well) { failed++; console.log(`# ${String(said).trim().replaceAll('\n', '\n# ')}`); }
	console.log(`${well ? 'ok' : 'not ok'} offices: ${name}`);
};
const run = (name, ...args) => spawnSync(ocop, [...args, '--data', dir(name)], { encoding: 'utf8' });
const must = (name, ...args) => {
	const r = run(name, ...args);
	if (r.status !== 0) throw new Error(`${args.join(' ')}: ${r.stderr}${r.stdout}`);
	return r.stdout;
};
const servers = new Map();
const serve = name => new Promise((well, badly) => {
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
const stop = name => new Promise(done => {
	const { p } = servers.get(name);
	servers.delete(name);
	p.removeAllListeners('exit');
	p.on('exit', done);
	p.kill('SIGTERM');
});
const keys = name => must(name, 'log').split('\n').slice(0, 2);
const page = async url => (await fetch(url)).text();
const size = name => Number(fs.readFileSync(path.join(dir(name), 'log/checkpoint'), 'utf8').split('\n')[1]);
// Something done that becomes an entry: another record is watched.
const act = (name, n) => {
	const origin = `so-mau.example/log/${n}/1`, key = Buffer.concat([Buffer.from([1]), Buffer.alloc(32, 9)]);
	const id = createHash('sha256').update(`${origin}\n`).update(key).digest('hex').slice(0, 8);
	must(name, 'witness', 'watch', `${origin}+${id}+${key.toString('base64')}`);
};
const sql = (name, text) => spawnSync('sqlite3', ['-bail', path.join(dir(name), 'ocop.db'), text], { encoding: 'utf8' }).stdout.trim();

try {
	must('commune', 'init', '79', '--log-name', 'xa.example');
	must('province', 'init', '79', '--log-name', 'tinh.example');
	const [communeKey] = keys('commune'), [, provinceWitness] = keys('province');
	const province = await serve('province'), commune = await serve('commune');
	must('province', 'witness', 'watch', communeKey, `${commune}/log`);
	must('commune', 'witness', 'add', provinceWitness, `${province}/witness`);
	let r = run('commune', 'witness', 'run');
	tell('a witness cosigns by line', r.status === 0, r.stderr + r.stdout);
	let head = await page(`${commune}/log/checkpoint`);
	tell('its line is in the published head', head.includes('tinh.example/witness/79'), head);
	tell('the page says whose word there is and how old', /tinh\.example\/witness\/79.*chưa đầy một giờ trước/s.test(await page(`${commune}/so-cong-khai`)));

	r = run('commune', 'witness', 'run');
	tell('asked again about the same head it answers again', r.status === 0, r.stderr);
	fs.writeFileSync(path.join(root, 'key'), communeKey);
	fs.writeFileSync(path.join(root, 'policy'), `log ${communeKey}\nwitness tinh ${provinceWitness}\nquorum tinh\n`);
	r = spawnSync(ocop, ['verify', `${commune}/log`, '--key', path.join(root, 'key'), '--policy', path.join(root, 'policy')], { encoding: 'utf8' });
	tell('a stranger finds the policy satisfied', r.status === 0 && r.stdout.includes('the policy is satisfied'), r.stdout + r.stderr);

	// The commune is served, so acts of the command line go beside it: SQLite waits.
	await stop('commune');
	act('commune', 1);
	sql('commune', "UPDATE cosigner SET known = 0");
	r = run('commune', 'witness', 'run');
	tell('told another size (409) it asks with the right one', r.status === 0, r.stderr);

	await serve('commune');
	must('province', 'witness', 'watch', communeKey, `${servers.get('commune').url}/log`);
	r = run('province', 'witness', 'mirror');
	const copies = path.join(dir('province'), 'mirror');
	const copy = path.join(copies, fs.readdirSync(copies)[0], 'log');
	r = r.status === 0 ? spawnSync(ocop, ['verify', copy, '--key', path.join(root, 'key')], { encoding: 'utf8' }) : r;
	tell('the copy is a whole record, checked like any', r.status === 0 && r.stdout.includes(`${size('commune')} entries`), r.stdout + r.stderr);
	await stop('commune');

	// ---- nobody is waited for
	await stop('province');
	act('commune', 2);
	r = run('commune', 'witness', 'run');
	tell('a witness that is away is said', r.status === 1 && /in vain/.test(must('commune', 'witness')), r.stderr);
	act('commune', 3);
	tell('and keeps nobody from his work', run('commune', 'log', 'check').status === 0);

	// ---- the fork: a copy of the commune goes another way
	fs.cpSync(dir('commune'), dir('forked'), { recursive: true });
	act('commune', 4);
	act('forked', 5);
	tell('two histories of one size', size('commune') === size('forked'));
	const again = await serve('province');
	for (const name of ['commune', 'forked']) must(name, 'witness', 'add', provinceWitness, `${again}/witness`);
	r = run('commune', 'witness', 'run');
	tell('the first history is cosigned', r.status === 0, r.stderr);
	r = run('forked', 'witness', 'run');
	tell('the second is not', r.status === 1 && /409/.test(r.stderr + must('forked', 'witness')) || /forked/.test(r.stderr), r.stderr);
	r = run('province', 'witness');
	tell('the witness says so, and ends with 1', r.status === 1 && r.stdout.includes('FORKED'), r.stdout);
	const loud = await page(`${again}/so-cong-khai`);
	tell('its public page says so loudly', loud.includes('role="alert"') && loud.includes('xa.example/log/79/1'));
	const evidence = await page(`${again}/so-cong-khai/bang-chung/1`);
	const [one, two] = evidence.split('\n--\n\n').map(t => t.split('\n'));
	tell('both heads are there, whole: one size, two roots', one[0] === two[0] && one[1] === two[1] && one[2] !== two[2] && two[4].startsWith('— xa.example'), evidence);
	tell('its own record has an incident', /"type":"incident"/.test(sql('province', 'SELECT body FROM entry ORDER BY place DESC LIMIT 1')));

	// ---- the copy finds what no witness was asked about: behind a larger head
	act('forked', 6);
	act('forked', 7);
	const other = await serve('forked');
	must('province', 'witness', 'watch', communeKey, `${other}/log`);
	r = run('province', 'witness', 'mirror');
	tell('the copy does not follow a record that has forked', r.status === 1 && /does not begin with|another root|not those of the head/.test(r.stderr), r.stderr);
	tell('and the copy is the true one still', spawnSync(ocop, ['verify', copy, '--key', path.join(root, 'key')]).status === 0);
	// ---- the true one is no fork: a control
	fs.cpSync(dir('commune'), dir('twin'), { recursive: true });
	await stop('forked');
	const twin = await serve('twin');
	must('province', 'witness', 'watch', communeKey, `${twin}/log`);
	r = run('province', 'witness', 'mirror');
	tell('the first history is copied on', r.status === 0, r.stderr);
} catch (e) {
	tell('ran to the end', false, e.stack);
} finally {
	for (const { p } of servers.values()) { p.removeAllListeners('exit'); p.kill('SIGTERM'); }
	fs.rmSync(root, { recursive: true, force: true });
}
process.exit(failed > 0 ? 1 : 0);
