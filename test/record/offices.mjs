// offices: two offices on loopback. One asks the other to cosign its record by
// line and is copied by it; then it is copied itself, goes on in two histories,
// and is found out. Nothing of it may keep the first from its work.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { act, dir, end, keys, must, ocop, page, root, run, serve, servers, size, sql, stop, tell } from './office.mjs';

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
	const entry = (await page(`${commune}/so-cong-khai`)).match(/so-cong-khai\/([A-Z2-7]{10})/)[1];
	tell('what people are given says whose signatures it has', (await page(`${commune}/so-cong-khai/${entry}`)).includes('của 1 bên chứng kiến'));
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
	end();
}
