// mail: notices go out as letters, to a mail server of the test's own. One that is refused
// waits and is tried again, also by the office that was started again meanwhile; one
// that was taken is not sent twice; and no letter says more than that something waits.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { until, SQLITE_WAITS } from '../patience.mjs';
import { person, program, sent, serve, top } from './office.mjs';

const dir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-mail-')), 'office');
const sql = text => execFileSync('sqlite3', [...SQLITE_WAITS, path.join(dir, 'ocop.db'), text], { encoding: 'utf8' }).trim();
const faults = [];
const expect = (what, is, wanted) => { if (String(is) !== String(wanted)) faults.push(`${what}: ${is}, not ${wanted}`); };
const link = 'https://ocop.mau.example/thong-bao';

// ---- a mail server ------------------------------------------------------------------

const letters = [];
let answer = '250 taken';
const mailer = net.createServer(line => {
	let rest = '', data = null, letter = {};
	const say = s => line.write(`${s}\r\n`);
	say('220 mau.example');
	line.on('error', () => {});
	line.on('data', bytes => {
		rest += bytes.toString('latin1');
		for (let at; (at = rest.indexOf('\r\n')) >= 0;) {
			const one = rest.slice(0, at);
			rest = rest.slice(at + 2);
			if (data !== null && one === '.') {
				letters.push({ ...letter, text: data, answer });
				data = null;
				say(answer);
			} else if (data !== null) data += `${one}\r\n`;
			else if (/^MAIL FROM/.test(one)) { letter = { from: one }; say('250 ok'); }
			else if (/^RCPT TO/.test(one)) { letter.to = one; say('250 ok'); }
			else if (one === 'DATA') { data = ''; say('354 go on'); }
			else if (one === 'QUIT') { say('221 bye'); line.end(); }
			else say('250 ok');
		}
	});
});
await new Promise(ready => mailer.listen(0, '127.0.0.1', ready));

// ---- the office ------------------------------------------------------------------------

const open = async shift => {
	process.env.LD_PRELOAD = path.join(top, 'build/shift.so');
	process.env.OCOP_SHIFT_S = String(shift);
	const server = await serve('--data', dir, '--smtp', `smtp://127.0.0.1:${mailer.address().port}`,
		'--smtp-from', 'ocop@mau.example', '--public-url', 'https://ocop.mau.example');
	delete process.env.LD_PRELOAD;
	return server;
};
const close = async server => { server.child.kill('SIGTERM'); expect('ended with', await server.ended, 0); };
const bodyOf = text => Buffer.from(text.slice(text.indexOf('\r\n\r\n')).replace(/\s/g, ''), 'base64').toString('utf8');
const headOf = text => text.slice(0, text.indexOf('\r\n\r\n'));

try {
	const made = spawnSync(program, ['demo', '--data', dir], { encoding: 'utf8' });
	if (made.status !== 0) throw new Error(made.stderr);
	sql("UPDATE account SET email = login || '@mau.example' WHERE login LIKE 'producer%'");
	let server = await open(0);
	await until(() => sql("SELECT count(*) FROM setting WHERE name LIKE 'mail%'") !== '0'); // from here on notices are mailed
	expect('letters about what was there before', sql('SELECT count(*) FROM mail'), 0);
	const commune = person(server);
	await commune.enter('commune');
	const list = await commune.page('/xa');
	const dossier = list.match(/\/xa\/ho-so\/(\d+)/)?.[1];
	const page = await commune.page(`/xa/ho-so/${dossier}`);
	const at = `/xa/ho-so/${dossier}/tiep-nhan`, form = page.match(/<form\b[^]*?<\/form>/g).find(f => f.includes(`action="${at}"`));
	const done = await commune.ask('POST', at, sent(form));
	expect(`the commune receives dossier ${dossier}`, done.status, 303);
	await close(server);

	// refused for now: it waits
	answer = '451 later';
	server = await open(0);
	await until(() => sql('SELECT count(*) FROM mail WHERE tries = 1 AND state = 1') !== '0');
	const n = Number(sql('SELECT count(*) FROM mail'));
	expect('letters that were refused', letters.length, n);
	expect('the reason is kept', sql("SELECT count(*) FROM mail WHERE why LIKE '451%'"), n);
	await close(server);

	// two minutes later another process takes them up
	answer = '250 taken';
	server = await open(120);
	await until(() => sql('SELECT count(*) FROM mail WHERE state = 2') === String(n));
	expect('letters that were taken', letters.filter(l => l.answer === answer).length, n);
	await close(server);

	// and once more: nothing is sent twice
	server = await open(7200);
	await until(async () => (await person(server).ask('GET', '/healthz')).status === 200);
	await close(server);
	expect('letters in all', letters.length, 2 * n);

	// what stands in them
	const people = sql("SELECT name FROM account WHERE login LIKE 'producer%' UNION SELECT arg FROM notice WHERE arg <> '' UNION SELECT name FROM product UNION SELECT name FROM subject").split('\n').filter(s => s.length > 3);
	for (const { from, to, text } of letters) {
		const head = headOf(text), body = bodyOf(text), subject = Buffer.from([...head.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map(m => m[1]).join(''), 'base64').toString('utf8');
		expect('from', /<ocop@mau\.example>/.test(from), true);
		expect('to', /<producer\d*@mau\.example>/.test(to), true);
		expect('the link', body.includes(link), true);
		for (const name of people) if (`${subject} ${body}`.includes(name)) faults.push(`a letter says “${name}”`);
	}
	const control = 'HTX Mẫu'; // that names would be found
	expect('names are looked for', people.some(p => p.includes(control)), true);
} catch (e) {
	faults.push(String(e.stack || e).split('\n').slice(0, 4).join(' '));
} finally {
	mailer.close();
	fs.rmSync(path.dirname(dir), { recursive: true, force: true });
}
for (const f of faults) console.log(`# mail: ${f}`);
console.log(`${faults.length ? 'not ok' : 'ok'} mail: a refused letter waits and is sent once, and says nothing but that something waits`);
process.exit(faults.length ? 1 : 0);
