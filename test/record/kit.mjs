// kit: a session as a folder. Whole kits are accepted, by `ocop kit verify` and by a
// stranger's computation; every kind of change is refused, by somebody who changes a
// file, and by somebody who changes a file and writes the manifest again.
//
// usage: kit.mjs [SEED]
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Visitor, filesBelow, must, ocop, run, scratch, serve, suite, walk } from './lib.mjs';
import { recompute } from './recompute.mjs';

const seed = Number(process.argv[2] ?? Date.now() % 1e9), { random, pick } = walk(seed);
const root = scratch('kit'), data = path.join(root, 'office'), at = (...p) => path.join(root, ...p);
const { tell, end } = suite('kit');
console.log(`# seed ${seed}`);
must(ocop, 'demo', '--data', data);
const exported = (name, reader) => { must(ocop, 'kit', 'export', '1', at(name), '--as', reader, '--data', data); return at(name); };
const verify = (dir, ...more) => run(ocop, 'kit', 'verify', dir, '--key', at('vkey'), ...more);
const sha = b => createHash('sha256').update(b).digest('hex');
fs.writeFileSync(at('vkey'), `${must(ocop, 'log', '--data', data).split('\n')[0]}\n`);
const old = exported('old', 'office'); // before the second decision

// The office goes on: a second decision names another product of the session. Who
// may, takes the kit from its page.
const zips = {};
const office = await serve('--data', data);
try {
	const province = new Visitor(office.url), signer = new Visitor(office.url), nobody = new Visitor(office.url);
	await province.signIn('province');
	await province.page('/tinh/quyet-dinh');
	const dossier = /name="dossier" value="(\d+)"/.exec(province.seen)[1];
	const drafted = await province.post('/tinh/quyet-dinh', { kind: '1', dossier });
	await signer.signIn('signer');
	const decision = /[0-9]+/.exec(drafted.headers.get('location') ?? '0')[0];
	await signer.page(`/ky/${decision}`);
	const signed = await signer.post(`/ky/${decision}/ky`, { number_text: '77', signer_title: 'PHÓ CHỦ TỊCH', confirmed: '1' });
	tell('a second decision is signed while the office serves', drafted.status === 303 && signed.status === 303 ? [] : [`${drafted.status} ${signed.status}`]);
	const fetchZip = async (who, address) => { const r = await who.ask('GET', address); return [r.status, Buffer.from(await r.arrayBuffer())]; };
	const page = await province.page('/tinh/phien/1');
	const link = /href="(\/tinh\/phien\/1\/bo-kiem-chung\.zip)"/.exec(page)?.[1];
	const member = new Visitor(office.url);
	await member.signIn('member');
	zips.office = await fetchZip(province, link ?? '/');
	zips.member = await fetchZip(member, /href="(\/hoi-dong\/phien\/1\/bo-kiem-chung\.zip)"/.exec(await member.page('/hoi-dong/phien/1'))?.[1] ?? '/');
	// the key of the record, as people have it: from a certificate of paper
	const code = must('sqlite3', path.join(data, 'ocop.db'), 'SELECT code FROM certificate WHERE decision IS NOT NULL ORDER BY id DESC LIMIT 1').trim();
	for (const [name, who, address] of [['certificate', nobody, `/giay-chung-nhan/${code}.pdf`], ['decision', province, `/quyet-dinh/${decision}.pdf`]]) {
		fs.writeFileSync(at(`${name}.pdf`), (await fetchZip(who, address))[1]);
		const text = must('pdftotext', '-layout', at(`${name}.pdf`), '-').replace(/\s+/g, ''), faults = [];
		const key = /KhóacủaSổcôngkhai:(ocop\.local\/log\/79\/1\+[0-9a-f]{8}\+[A-Za-z0-9+\/]{44})/.exec(text)?.[1];
		if (key !== fs.readFileSync(at('vkey'), 'utf8').trim()) faults.push(`the key printed is ${key}`);
		const head = fs.readFileSync(path.join(data, 'log/checkpoint'), 'utf8').split('\n').slice(0, 3).join('·');
		if (name === 'decision' && !text.includes(`Sổcôngkhaikhiin:${head}`)) faults.push('the newest root is not on it');
		if (key) fs.writeFileSync(at('vkey'), `${key}\n`); // from here on the kits are checked with it
		tell(`a ${name} carries the key of the record`, faults);
	}
	{ // what a member takes home on paper
		fs.writeFileSync(at('sheet.pdf'), (await fetchZip(member, '/hoi-dong/phieu/3.pdf'))[1]);
		const text = must('pdftotext', '-layout', at('sheet.pdf'), '-').replace(/\s+/g, ''), faults = [];
		const receipt = /so-cong-khai\/([A-Z2-7]{10})/.exec(await member.page('/hoi-dong/phieu/3'))?.[1];
		for (const what of ['leaf', 'tlog-proof'])
			if (!text.includes((await fetchZip(nobody, `/so-cong-khai/${receipt}.${what}`))[1].toString().replace(/\s+/g, ''))) faults.push(`the ${what} is not on it`);
		if (!text.includes(`BiênnhậncủaSổcôngkhai:${receipt}`)) faults.push(`the code ${receipt} is not on it`);
		tell('the printed sheet of a member carries code, entry and proof', faults);
	}
	zips.public = await fetchZip(nobody, '/so-cong-khai/phien/1.zip');
} finally { await office.close(); }

for (const [reader, [status, zip]] of Object.entries(zips)) {
	const faults = [], dir = exported(`kit-${reader}`, reader), file = at(`${reader}.zip`);
	fs.writeFileSync(file, zip);
	if (status !== 200) faults.push(`the page answers ${status}`);
	else must('unzip', '-q', file, '-d', at(`zip-${reader}`));
	const r = verify(dir), list = d => filesBelow(d).map(f => `${path.relative(d, f)} ${sha(fs.readFileSync(f))}`).join('\n');
	if (status === 200 && list(at(`zip-${reader}`, 'ocop-kit-1')) !== list(dir)) faults.push('the archive holds other files than the folder');
	if (r.status !== 0) faults.push(`exit ${r.status}: ${r.stdout}${r.stderr}`);
	if (run('sh', '-c', `cd "${dir}" && sha256sum --quiet -c MANIFEST.sha256`).status !== 0) faults.push('sha256sum finds a difference');

	tell(`a kit for ${reader} is accepted, and its archive has the same files`, faults);
}

const has = (reader, k) => new RegExp(`part/\\d{9}\\.${k}$`, 'm').test(fs.readFileSync(at(`kit-${reader}`, 'MANIFEST.sha256'), 'utf8'));
tell('each reader is given the parts of the classes that she may see', [
	['office', 'identity', true], ['office', 'scores', true], ['office', 'file', true], ['member', 'scores', true], ['member', 'file', true],
	['office', 'person', true], ['member', 'person', false], ['public', 'person', false], ['member', 'identity', false], ['public', 'scores', false], ['public', 'file', false], ['public', 'identity', false],
	['public', 'input', true], ['public', 'decision', true], ['public', 'basis', true],
].filter(([reader, k, wanted]) => has(reader, k) !== wanted).map(c => c.join(' ')));

// ---- a stranger computes the same -----------------------------------------------------

{
	const key = fs.readFileSync(at('vkey'), 'utf8').trim(), faults = [];
	const said = must('sqlite3', path.join(data, 'ocop.db'), 'SELECT a.dossier, r.star, r.sum FROM result r JOIN agenda a ON a.id = r.agenda ORDER BY 1').trim();
	for (const reader of ['office', 'member']) {
		const stars = recompute(at(`kit-${reader}`), key).sort((a, b) => a.dossier - b.dossier).map(s => `${s.dossier}|${s.star}|${s.sum}`).join('\n');
		if (stars !== said) faults.push(`${reader}: ${stars} instead of ${said}`);
	}
	if (recompute(at('kit-public'), key).length !== 2) faults.push('public: not the two decided products');
	tell('a stranger\'s program, from the files alone, computes the same stars', faults);
}

// What somebody does who has read how a kit is made.
const sealAgain = dir => {
	const lines = filesBelow(dir).map(f => path.relative(dir, f)).filter(f => f !== 'MANIFEST.sha256')
		.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(f => `${sha(fs.readFileSync(path.join(dir, f)))}  ${f}\n`);
	fs.writeFileSync(path.join(dir, 'MANIFEST.sha256'), lines.join(''));
};
const found = (dir, what) => { const r = verify(dir); return r.status === 1 && /^WRONG/m.test(r.stdout) ? [] : [`${what}: exit ${r.status} ${r.stderr}`]; };

// ---- a secret ballot ------------------------------------------------------------------
// What a story of one got (OCOP_SECRET): the stars come out, and nobody who holds a kit
// can say whose a sheet is: no name of a seat, and no seal that fits when all seats are tried.

// As the criteria are printed: 6.5 before 7 before 10 (an object of JavaScript would put the whole numbers first).
const inPrint = ([a], [b]) => a.localeCompare(b, 'en', { numeric: true });
const joined = dir => { // sheets whose seat is found: by its name, or by trying each seat against each seal
	const parts = filesBelow(path.join(dir, 'part')).map(f => [path.basename(f), fs.readFileSync(f)]), found = [];
	const seals = parts.filter(([n]) => n.endsWith('.act')).map(([, b]) => JSON.parse(b)).filter(a => a.kind === 'sheet.seal').map(a => a.body);
	const codes = [...new Set(seals.map(s => s.seat))];
	for (const [name, bytes] of parts.filter(([n]) => n.endsWith('.input'))) {
		const basis = fs.readFileSync(path.join(dir, 'part', name.replace('.input', '.basis'))).toString(), input = JSON.parse(bytes);
		const word = w => new RegExp(`^${w} (.*)$`, 'm').exec(basis)[1];
		const remarks = ['', ...parts.filter(([n]) => n.endsWith('.scores')).flatMap(([, b]) => b.toString().match(/^(stop|remark) .*\n/gm) ?? [])];
		for (const h of input.sheets) for (const seat of codes) for (const remark of remarks) {
			const lines = Object.entries(h.choices).sort(inPrint).map(([c, v]) => `${c} ${typeof v === 'number' ? v : `${v.case}:${v.points}`}\n`).join('');
			const seal = sha(`ocop-sheet/1\n${word('agenda')}\n${seat}\n${word('pass')}\n${word('set')}\n${lines}${remark}`);
			if (h.seat === seat) found.push(`${name} ${seat} by its name`);
			if (seals.some(s => s.seal === seal)) found.push(`${name} ${seat} by its seal`);
		}
	}
	return found;
};
if (process.env.OCOP_SECRET) {
	for (const reader of ['member', 'office']) {
		const dir = at(`secret-${reader}`), faults = [];
		must('unzip', '-q', path.join(process.env.OCOP_SECRET, `secret-${reader}.zip`), '-d', dir);
		const kit = path.join(dir, 'ocop-kit-1'), r = run(ocop, 'kit', 'verify', kit);
		if (r.status !== 0 || !/the ballot was secret/.test(r.stdout)) faults.push(`exit ${r.status}: ${r.stdout}${r.stderr}`);
		const own = fs.readFileSync(path.join(kit, 'log/vkey'), 'utf8').trim(), stars = recompute(kit, own);
		if (stars.length !== 1 || stars[0].sheets !== 3) faults.push(JSON.stringify(stars));
		if (filesBelow(kit).some(f => /\.(scores|ballot)(\.salt)?$/.test(f))) faults.push('the text of a sheet is in it');
		faults.push(...joined(kit));
		tell(`a secret ballot: the kit for ${reader} gives the star, and no sheet to a seat`, faults);
	}
	const open = joined(at('kit-member'));
	tell('in an open ballot the same search finds seats, by name and by seal', [/name$/, /seal$/].filter(how => !open.some(f => how.test(f))).map(how => `none by ${how}`));
	const f = filesBelow(at('secret-member')).find(g => g.endsWith('.basis')), before = fs.readFileSync(f), kit = at('secret-member', 'ocop-kit-1');
	fs.writeFileSync(f, before.toString().replace(/^voted m1$/m, 'voted m2'));
	sealAgain(kit);
	tell('a secret ballot: a seat that is said to have voted twice is found', found(kit, 'voted twice'));
	fs.writeFileSync(f, before);
}

// ---- one byte ----------------------------------------------------------------------------

const changing = (dir, f, change) => {
	const whole = path.join(dir, f), before = fs.readFileSync(whole);
	fs.writeFileSync(whole, change(before));
	return () => fs.writeFileSync(whole, before);
};
const flipped = b => { const place = random(b.length), other = Buffer.from(b); other[place] ^= 1 << random(8); flipped.place = place; return other; };
{
	const faults = [], dir = at('kit-member'), all = filesBelow(dir).map(f => path.relative(dir, f));
	for (const f of all) {
		const back = changing(dir, f, flipped);
		faults.push(...found(dir, `${f}, byte ${flipped.place}`));
		back();
	}
	tell(`a bit of a byte of each of ${all.length} files is found`, faults);
}
{
	// Everything that carries weight, under a manifest that fits it. (The page, the
	// index and rules of sets that nobody scored by prove nothing by themselves.)
	const faults = [], dir = at('kit-member');
	const all = filesBelow(dir).map(f => path.relative(dir, f)).filter(f => /^(entry|part|log)\//.test(f) && f !== 'log/vkey');
	const chosen = all.filter((f, i) => i % 8 === random(8) || f.startsWith('log/'));
	for (const f of chosen) {
		const back = changing(dir, f, flipped);
		sealAgain(dir);
		faults.push(...found(dir, `${f}, byte ${flipped.place}, sealed again`));
		back();
	}
	sealAgain(dir);
	if (verify(dir).status !== 0) faults.push('put back and sealed again, it is not accepted: the changes show nothing');
	tell(`a bit of ${chosen.length} entries, proofs, parts and heads is found under a new manifest`, faults);
}

// ---- what somebody would do with a purpose ---------------------------------------------------

const spoil = (name, change, from = 'kit-member') => {
	const dir = at('bad');
	fs.rmSync(dir, { recursive: true, force: true });
	fs.cpSync(at(from), dir, { recursive: true });
	const read = f => fs.readFileSync(path.join(dir, f)), write = (f, b) => fs.writeFileSync(path.join(dir, f), b);
	change({ dir, read, write, drop: f => fs.rmSync(path.join(dir, f)), list: p => filesBelow(path.join(dir, p)).map(f => path.relative(dir, f)) });
	sealAgain(dir);
	tell(`${name} is found`, found(dir, name));
};
const typeOf = (k, f) => JSON.parse(k.read(f)).type;
const leaves = (k, type) => k.list('entry').filter(f => f.endsWith('.leaf') && typeOf(k, f) === type);
const number = f => /(\d{9})/.exec(f)[1];
for (const from of ['kit-member', 'kit-public'])
	spoil(`a sheet that was removed (${from})`, k => {
		const f = pick(leaves(k, 'score-sheet'));
		for (const g of [...k.list('entry'), ...k.list('part')].filter(g => g.includes(number(f)))) k.drop(g);
	}, from);
spoil('a sheet that was removed together with its line in the computation', k => {
	const f = pick(leaves(k, 'score-sheet')), seat = JSON.parse(k.read(f)).actor;
	for (const g of [...k.list('entry'), ...k.list('part')].filter(g => g.includes(number(f)))) k.drop(g);
	for (const g of k.list('part').filter(g => g.endsWith('.input'))) {
		const input = JSON.parse(k.read(g));
		k.write(g, JSON.stringify({ ...input, sheets: input.sheets.filter(h => h.seat !== seat) }));
	}
});
spoil('a rule pack that was exchanged', k => {
	const f = 'rules/qd26-2026/pack.json';
	k.write(f, k.read(f).toString().replace(/"min": ?90/, '"min": 95'));
});
spoil('a criteria set that was exchanged', k => {
	const f = `rules/qd26-2026/${/^set (.*)$/m.exec(k.read(k.list('part').find(g => g.endsWith('.basis'))))[1]}.json`;
	k.write(f, k.read(f).toString().replace(/"label_vi": ?"/, '$& '));
});
// An older program had other files: who makes the kit says so, and then nothing is said to
// be proven that is not; what does not need the rules is checked as ever.
const olderRules = k => {
	const f = 'rules/notes.json', index = JSON.parse(k.read('kit.json'));
	k.write(f, `${k.read(f)}\n`);
	for (const p of index.products) p.rules = 'other';
	k.write('kit.json', `${JSON.stringify(index)}\n`);
};
{
	const dir = at('older'), k = { read: f => fs.readFileSync(path.join(dir, f)), write: (f, b) => fs.writeFileSync(path.join(dir, f), b) };
	fs.cpSync(at('kit-member'), dir, { recursive: true });
	olderRules(k);
	sealAgain(dir);
	const r = verify(dir);
	tell('a kit of an older program\'s rules says which are missing, and computes nothing as proven', r.status === 0 &&
		/^\? +rules: .*another notes\.json.*SHA-256 [0-9a-f]{64}/m.test(r.stdout) && /^\? +stars: [1-9]/m.test(r.stdout) && /^ok +stars: 0 /m.test(r.stdout) ? [] : [`${r.status} ${r.stdout}`]);
}
spoil('under rules that are said to be older, another decision', k => {
	olderRules(k);
	const index = JSON.parse(k.read('kit.json')), [a, b] = index.products.filter(p => p.decision !== null);
	[a.decision, b.decision] = [b.decision, a.decision];
	k.write('kit.json', JSON.stringify(index));
});
spoil('the decision of another session', k => {
	const index = JSON.parse(k.read('kit.json')), [a, b] = index.products.filter(p => p.decision !== null);
	[a.decision, b.decision] = [b.decision, a.decision];
	k.write('kit.json', JSON.stringify(index));
});
spoil('the conclusion of another product', k => {
	const index = JSON.parse(k.read('kit.json')), [a, b] = index.products;
	[a.conclusion, b.conclusion] = [b.conclusion, a.conclusion];
	k.write('kit.json', JSON.stringify(index));
});
spoil('another star in the index', k => {
	const index = JSON.parse(k.read('kit.json'));
	index.products[0].star = 5;
	k.write('kit.json', JSON.stringify(index));
});
spoil('a product left out of the index', k => {
	const index = JSON.parse(k.read('kit.json'));
	index.products.pop();
	k.write('kit.json', JSON.stringify(index));
});
spoil('an older checkpoint', k => k.write('log/checkpoint', fs.readFileSync(path.join(old, 'log/checkpoint'))));
spoil('an older checkpoint in every proof', k => {
	const older = fs.readFileSync(path.join(old, 'log/checkpoint'), 'utf8');
	k.write('log/checkpoint', older);
	for (const f of k.list('entry').filter(g => g.endsWith('.tlog-proof'))) {
		const text = k.read(f).toString();
		k.write(f, text.slice(0, text.indexOf('\n\n') + 2) + older);
	}
});
spoil('a checkpoint signed by another key', k => {
	must(ocop, 'demo', '--data', at('other'));
	k.write('log/vkey', must(ocop, 'log', '--data', at('other')).split('\n')[0] + '\n');
	k.write('log/checkpoint', fs.readFileSync(at('other', 'log/checkpoint')));
});
spoil('points on a sheet, with the computation, the result and the star', k => {
	const input = k.list('part').find(g => g.endsWith('.input')), text = k.read(input).toString();
	k.write(input, text.replace(/"1\.1":\d/, '"1.1":1'));
	const result = spawnScore(k.read(input));
	k.write(input.replace('.input', '.result'), result);
	const index = JSON.parse(k.read('kit.json'));
	index.products.find(p => p.conclusion === Number(number(input))).star = JSON.parse(result).star;
	k.write('kit.json', JSON.stringify(index));
});
spoil('a file too many', k => k.write('rules.txt', 'x'));
function spawnScore(bytes) {
	fs.writeFileSync(at('input'), bytes);
	return must('sh', '-c', `exec "${ocop}" score <"${at('input')}"`);
}

// ---- what cannot be read --------------------------------------------------------------------

{
	const faults = [], dir = at('bad');
	fs.rmSync(dir, { recursive: true, force: true });
	fs.cpSync(at('kit-public'), dir, { recursive: true });
	fs.rmSync(path.join(dir, 'kit.json'));
	fs.symlinkSync('/etc/passwd', path.join(dir, 'kit.json'));
	if (verify(dir).status !== 3) faults.push('a link is followed');
	if (run(ocop, 'kit', 'verify', at('nothing')).status !== 3) faults.push('a folder that is not there');
	if (run(ocop, 'kit', 'export', '1', at('kit-public'), '--data', data).status !== 3) faults.push('a folder that is there is written over');
	if (run(ocop, 'kit', 'export', '77', at('none'), '--data', data).status !== 3) faults.push('a session that is not there');
	if (run(ocop, 'kit', 'export', '1', at('none'), '--as', 'all', '--data', data).status !== 2) faults.push('a reader that is none');
	tell('what cannot be read or made is told from what differs', faults);
}
fs.rmSync(root, { recursive: true, force: true });
end();
