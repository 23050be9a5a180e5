// stamp: the time of the record from an authority of our own, made here with OpenSSL:
// asked, kept, shown, checked by `ocop verify` and by `openssl ts`; refused when a bit
// of it is another; and an authority that fails holds nobody up.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { Visitor, must, ocop, run, scratch, serve, suite } from './lib.mjs';

const root = scratch('stamp'), at = (...p) => path.join(root, ...p), data = at('office'), own = path.join(data, 'log');
const { tell, end } = suite('stamp');
const openssl = (...args) => { const r = spawnSync('openssl', args, { cwd: root, encoding: 'utf8' }); if (r.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${r.stderr}`); return r.stdout; };
fs.writeFileSync(at('tsa.cnf'), `[tsa]\ndefault_tsa = one\n[one]\nserial = ${at('serial')}\nsigner_cert = ${at('tsa.pem')}\nsigner_key = ${at('tsa.key')}\ndefault_policy = 1.2.3.4\ndigests = sha256\nsigner_digest = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n[ext]\nextendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n`);
fs.writeFileSync(at('serial'), '01\n');
for (const name of ['root', 'other']) openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '30', '-subj', `/CN=TSA mau ${name}`);
openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Dau thoi gian mau');
openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '30', '-extfile', 'tsa.cnf', '-extensions', 'ext', '-out', 'tsa.pem');

let mood = 'well', asked = 0;
const authority = http.createServer((q, a) => {
	const body = [];
	q.on('data', d => body.push(d));
	q.on('end', () => {
		asked++;
		if (mood === 'errors') { a.writeHead(500).end(); return; }
		if (mood === 'nonsense') { a.end('dấu thời gian'); return; }
		if (mood === 'silent') return;
		if (mood === 'another') openssl('ts', '-query', '-data', 'tsa.cnf', '-sha256', '-cert', '-out', 'q.tsq');
		else fs.writeFileSync(at('q.tsq'), Buffer.concat(body));
		openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', '-out', 'a.tsr');
		a.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(fs.readFileSync(at('a.tsr')));
	});
});
await new Promise(resolve => authority.listen(0, '127.0.0.1', resolve));
const tsa = `http://127.0.0.1:${authority.address().port}/`;
must(ocop, 'demo', '--data', data);
// What happens is waited for by asking for it, not by the clock: at most a minute.
const until = async what => { for (let i = 0; i < 600 && !what(); i++) await new Promise(r => setTimeout(r, 100)); return what(); };
const missed = 'Chưa lấy được dấu thời gian của ngày';
const told = async office => {
	const admin = new Visitor(office.url);
	if ((await admin.signIn('admin')).status !== 303) throw new Error('the administrator cannot come in');
	return admin.page('/quan-tri/chung-kien');
};
const verify = (...more) => run(ocop, 'verify', '--data', data, ...more);

tell('without an authority nothing is stamped, and verify says so', /^\? +stamp: no time-stamping authority/m.test(verify().stdout) && asked === 0 ? [] : [verify().stdout]);
for (const bad of ['errors', 'nonsense', 'another', 'silent']) {
	mood = bad;
	fs.rmSync(path.join(data, 'stamp.why'), { force: true });
	const before = asked, office = await serve('--data', data, '--tsa', tsa), faults = [];
	try {
		if (!await until(() => asked > before)) faults.push('it was not asked');
		const page = new Visitor(office.url);
		if ((await page.ask('GET', '/so-cong-khai')).status !== 200 || (await page.signIn('member')).status !== 303) faults.push('the office does not answer meanwhile');
		if (bad !== 'silent' && !await until(() => fs.existsSync(path.join(data, 'stamp.why')))) faults.push('nobody is told');
		if (bad !== 'silent' && !(await told(office)).includes(missed)) faults.push('the page of the administrator does not say it');
		if (bad !== 'silent' && !/time stamp from/.test(office.said())) faults.push('the log of the program does not say it');
		if (fs.existsSync(path.join(own, 'stamp.day'))) faults.push('something was kept');
	} finally { await office.close(); }
	tell(`an authority that answers with ${bad} holds nobody up`, faults);
}
mood = 'well';
const office = await serve('--data', data, '--tsa', tsa);
try {
	const faults = [];
	if (!await until(() => fs.existsSync(path.join(own, 'stamp.day')))) faults.push('no stamp came');
	if (!await until(() => !fs.existsSync(path.join(data, 'stamp.why')))) faults.push('the failure is still told');
	if ((await told(office)).includes(missed)) faults.push('the page of the administrator still tells the failure');
	const page = await new Visitor(office.url).page('/so-cong-khai'), link = /href="(\/log\/stamp\/[\d-]+\.tsr)"/.exec(page)?.[1];
	const day = fs.readFileSync(path.join(own, 'stamp.day'), 'utf8').trim();
	const served = link ? Buffer.from(await (await fetch(office.url + link)).arrayBuffer()) : Buffer.alloc(0);
	if (!served.equals(fs.readFileSync(path.join(own, `stamp/${day}.tsr`)))) faults.push('the page does not lead to it');
	if (asked !== 5) faults.push(`asked ${asked} times, not once for each office`);
	tell('a stamp comes once a day, lies beside the checkpoint and is shown', faults);

	// What is on paper is a head that many hands hold.
	const signer = new Visitor(office.url);
	await signer.signIn('province');
	const [origin, size, hash] = fs.readFileSync(path.join(own, 'checkpoint'), 'utf8').split('\n');
	fs.writeFileSync(at('decision.pdf'), Buffer.from(await (await signer.ask('GET', '/quyet-dinh/1/van-ban.pdf')).arrayBuffer()));
	const printed = spawnSync('pdftotext', ['-raw', at('decision.pdf'), '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, '');
	const line = `${origin}·${size}·${hash}`;
	tell('a decision is printed with the newest head: name, entries, root', printed.includes(line) ? [] : [`no ${line} in ${printed.slice(-600)}`]);
} finally { await office.close(); authority.close(); authority.closeAllConnections?.(); }

const day = fs.readFileSync(path.join(own, 'stamp.day'), 'utf8').trim(), tsr = path.join(own, `stamp/${day}.tsr`), head = path.join(own, `stamp/${day}.checkpoint`);
tell('openssl ts accepts it', spawnSync('openssl', ['ts', '-verify', '-data', head, '-in', tsr, '-CAfile', at('root.pem')]).status === 0 ? [] : ['no']);
const good = verify('--tsa-roots', at('root.pem'));
tell('ocop verify accepts it', good.status === 0 && /^ok +stamp: the first \d+ entries were there at 20/m.test(good.stdout) ? [] : [good.stdout + good.stderr]);
const refused = (name, r) => tell(name, r.status === 1 && /^WRONG stamp/m.test(r.stdout) ? [] : [`exit ${r.status}\n${r.stdout}`]);
refused('another authority is refused', verify('--tsa-roots', at('other.pem')));
for (const f of [tsr, head]) {
	const before = fs.readFileSync(f), mode = fs.statSync(f).mode;
	for (const place of [before.length >> 2, before.length >> 1]) {
		const other = Buffer.from(before);
		other[place] ^= 1;
		fs.chmodSync(f, 0o644);
		fs.writeFileSync(f, other);
		refused(`a bit of byte ${place} of the ${path.extname(f).slice(1)} is refused`, verify('--tsa-roots', at('root.pem')));
	}
	fs.writeFileSync(f, before);
	fs.chmodSync(f, mode);
}
fs.rmSync(root, { recursive: true, force: true });
end();
