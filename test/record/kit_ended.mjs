// kit_ended: sessions whose entries lie in a generation of the log that ended, or on both
// sides of its end, or of two: the kit holds together under one key, whichever of them
// stands on the paper; whoever puts another end to a generation is found.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Visitor, filesBelow, must, ocop, run, scratch, serve, suite } from './lib.mjs';
import { recompute } from './recompute.mjs';

const root = scratch('kit-ended'), at = (...p) => path.join(root, ...p);
const { tell, end } = suite('kit');
const office = (name, ...args) => run(ocop, ...args, '--data', at(name));
const done = (name, ...args) => must(ocop, ...args, '--data', at(name));
const keep = (name, file) => { fs.writeFileSync(at(file), `${done(name, 'log').split('\n')[0]}\n`); return at(file); };
const verify = (dir, key) => run(ocop, 'kit', 'verify', at(dir), '--key', at(key));
const exported = (name, to, reader) => { done(name, 'kit', 'export', '1', at(to), '--as', reader); return to; };
const sha = b => createHash('sha256').update(b).digest('hex');
// Something that becomes an entry: another log is watched.
const watch = (name, n) => {
	const origin = `so-mau.example/log/${n}/1`, key = Buffer.concat([Buffer.from([1]), Buffer.alloc(32, 9)]);
	done(name, 'witness', 'watch', `${origin}+${sha(Buffer.concat([Buffer.from(`${origin}\n`), key])).slice(0, 8)}+${key.toString('base64')}`);
};
// The office on another disk: a copy of its tables, its files, the keys that lay apart.
const restored = (from, copy, to) => {
	done(to, 'restore', at(copy));
	fs.cpSync(at(from, 'blob'), at(to, 'blob'), { recursive: true });
	for (const dir of fs.readdirSync(at(from)).filter(f => /^log-\d+$/.test(f))) fs.cpSync(at(from, dir), at(to, dir), { recursive: true });
	fs.mkdirSync(at(to, 'keys'), { mode: 0o700 });
	for (const k of ['log.key', 'witness.key', 'office.key']) fs.copyFileSync(at(from, 'keys', k), at(to, 'keys', k));
	if (fs.existsSync(at(from, 'key'))) fs.cpSync(at(from, 'key'), at(to, 'key'), { recursive: true });
	done(from, 'keys', 'copy');
	done(to, 'keys', 'put', at(from, 'key-copies', fs.readdirSync(at(from, 'key-copies')).filter(f => f.endsWith('.keys')).at(-1)));
};
const accepted = (dir, key, ...words) => {
	const r = verify(dir, key);
	return r.status === 0 && words.every(w => r.stdout.includes(w)) ? [] : [`${dir} with ${key}: exit ${r.status}\n${r.stdout}${r.stderr}`];
};
const stars = dir => recompute(at(dir), fs.readFileSync(at(dir, 'log/vkey'), 'utf8').trim()).length;

// ---- an office that loses entries, and goes on ------------------------------------------

done('first', 'demo');
keep('first', 'key-1');
done('first', 'backup', at('copy-1'));
fs.copyFileSync(at('first/log/checkpoint'), at('earlier'));
watch('first', 1);
watch('first', 2);
fs.cpSync(at('first/log'), at('mirror-1'), { recursive: true });
restored('first', 'copy-1', 'second');
for (const name of ['bare', 'twin']) fs.cpSync(at('second'), at(name), { recursive: true });
done('second', 'log', 'next', at('mirror-1/checkpoint'), at('mirror-1'));
keep('second', 'key-2');
done('twin', 'log', 'next', at('mirror-1/checkpoint'), at('mirror-1'));
exported('twin', 'twin-kit', 'member');
const readers = ['public', 'member', 'office'];
for (const reader of readers) {
	const kit = exported('second', `old-${reader}`, reader), faults = [];
	for (const key of ['key-1', 'key-2'])
		faults.push(...accepted(kit, key, 'generation 1 has ended', 'the office has lost the last 2 of them'));
	if (stars(kit) < 1) faults.push('a stranger computes nothing');
	if (run('sh', '-c', `cd "${at(kit)}" && sha256sum --quiet -c MANIFEST.sha256`).status !== 0) faults.push('sha256sum finds a difference');
	if (!fs.readFileSync(at(kit, 'DOC-TRUOC.html'), 'utf8').includes('đã mở sổ mới')) faults.push('its page does not say so');
	tell(`a session from before the newest generation has a kit for ${reader}, under the old key and the new`, faults);
}
{
	const r = verify('old-public', 'key-1'), other = verify('old-public', keepOther());
	tell('the old key is followed, a stranger\'s is not', r.stdout.includes('the key that followed the one given') && other.status === 1 ? [] : [r.stdout, other.stdout]);
}
function keepOther() {
	done('other', 'demo');
	keep('other', 'key-other');
	return 'key-other';
}

// ---- a decision on the other side ----------------------------------------------------------

{
	const server = await serve('--data', at('second')), faults = [];
	try {
		const province = new Visitor(server.url), signer = new Visitor(server.url), nobody = new Visitor(server.url);
		await province.signIn('province');
		await province.page('/tinh/quyet-dinh');
		const drafted = await province.post('/tinh/quyet-dinh', { kind: '1', dossier: /name="dossier" value="(\d+)"/.exec(province.seen)[1] });
		await signer.signIn('signer');
		const decision = /[0-9]+/.exec(drafted.headers.get('location') ?? '0')[0];
		await signer.page(`/ky/${decision}`);
		const signed = await signer.post(`/ky/${decision}/ky`, { number_text: '77', signer_title: 'PHÓ CHỦ TỊCH', confirmed: '1' });
		if (drafted.status !== 303 || signed.status !== 303) faults.push(`${drafted.status} ${signed.status}`);
		const zip = await nobody.ask('GET', '/so-cong-khai/phien/1.zip');
		if (zip.status !== 200) faults.push(`everybody's archive: ${zip.status}`);
	} finally { await server.close(); }
	for (const reader of readers) {
		const kit = exported('second', `both-${reader}`, reader);
		for (const key of ['key-1', 'key-2']) faults.push(...accepted(kit, key));
		if (stars(kit) < 2) faults.push(`${reader}: a stranger finds ${stars(kit)} products`);
	}
	tell('a session that was scored before the end and decided after it has a kit', faults);
}

// ---- another key, another end ----------------------------------------------------------------

done('second', 'log', 'rotate');
keep('second', 'key-2b');
{
	exported('second', 'rotated', 'member');
	tell('after a change of the key the kit is accepted under each of the three', ['key-1', 'key-2', 'key-2b'].flatMap(key => accepted('rotated', key)));
}
done('second', 'backup', at('copy-2'));
watch('second', 3);
fs.cpSync(at('second/log'), at('mirror-2'), { recursive: true });
restored('second', 'copy-2', 'third');
done('third', 'log', 'next', at('mirror-2/checkpoint'), at('mirror-2'));
keep('third', 'key-3');
{
	exported('third', 'three', 'member');
	const faults = ['key-1', 'key-2', 'key-2b', 'key-3'].flatMap(key => accepted('three', key, 'generation 1 has ended', 'generation 2 has ended'));
	if (stars('three') < 2) faults.push('a stranger computes less');
	tell('a kit over three generations is accepted under every key there ever was', faults);
	const r = office('third', 'verify', '--key', at('key-1'));
	tell('ocop verify accepts the office, and follows from the first key', r.status === 0 && r.stdout.includes('generation 2 of this log has ended') ? [] : [`exit ${r.status}\n${r.stdout}`]);
}

// A restored office that has every signed entry goes on, and its changed keys are told.
{
	done('second', 'backup', at('copy-3'));
	restored('second', 'copy-3', 'whole');
	const r = office('whole', 'log', 'reopen', at('second/log/checkpoint')), faults = r.status === 0 ? [] : [r.stderr];
	for (const key of ['key-1', 'key-2', 'key-2b']) {
		const v = office('whole', 'verify', '--key', at(key));
		if (v.status !== 0) faults.push(`${key}: ${v.stdout}`);
	}
	tell('an office that was restored whole is followed from every key', faults);
}

// ---- nobody had a copy ------------------------------------------------------------------------

{
	done('bare', 'log', 'next', at('mirror-1/checkpoint'));
	const r = office('bare', 'kit', 'export', '1', at('none')), server = await serve('--data', at('bare')), faults = [];
	if (r.status !== 3 || !r.stderr.includes('kit_ended')) faults.push(`exit ${r.status}: ${r.stderr}`);
	try {
		const nobody = new Visitor(server.url), answer = await nobody.ask('GET', '/so-cong-khai/phien/1.zip'), said = await answer.text();
		if (answer.status !== 409 || !said.includes('các tệp của sổ đó không còn ở đây')) faults.push(`${answer.status} ${said.slice(0, 400)}`);
	} finally { await server.close(); }
	tell('where nobody had a copy of the log it is said that no proof can be made', faults);
}

// ---- another end, another beginning -----------------------------------------------------------

const spoil = (name, from, change) => {
	const dir = at('bad'), inside = f => path.join(dir, f);
	fs.rmSync(dir, { recursive: true, force: true });
	fs.cpSync(at(from), dir, { recursive: true });
	const index = JSON.parse(fs.readFileSync(inside('kit.json')));
	change({ index, read: f => fs.readFileSync(inside(f)), write: (f, b) => fs.writeFileSync(inside(f), b), drop: f => fs.rmSync(inside(f)),
		list: p => filesBelow(inside(p)).map(f => path.relative(dir, f)), begins: (g, ending) => `entry/${String(g.base).padStart(9, '0')}${ending}`,
		part: (g, k) => `part/${String(g.base).padStart(9, '0')}.${k}` });
	fs.writeFileSync(inside('kit.json'), `${JSON.stringify(index)}\n`);
	fs.writeFileSync(inside('MANIFEST.sha256'), filesBelow(dir).map(f => path.relative(dir, f)).filter(f => f !== 'MANIFEST.sha256')
		.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(f => `${sha(fs.readFileSync(inside(f)))}  ${f}\n`).join(''));
	const r = verify('bad', 'key-1');
	return { found: r.status === 1 && /^WRONG/m.test(r.stdout), said: `exit ${r.status}\n${r.stdout}${r.stderr}` };
};
const finds = (name, from, change) => { const r = spoil(name, from, change); tell(`${name} is found`, r.found ? [] : [r.said]); };
tell('nothing changed and sealed again is accepted (or the changes show nothing)', spoil('', 'three', () => {}).said.startsWith('exit 0') ? [] : ['refused']);
for (const i of [1, 2]) {
	finds(`the beginning of generation ${i + 1} left out`, 'three', k => { for (const e of ['.leaf', '.tlog-proof']) k.drop(k.begins(k.index.generations[i], e)); for (const f of k.list('part').filter(f => f.startsWith(k.part(k.index.generations[i], '')))) k.drop(f); });
	finds(`another place for the beginning of generation ${i + 1}`, 'three', k => { k.index.generations[i].base++; });
	finds(`a last head of generation ${i} that its signer never gave`, 'three', k => { const f = k.part(k.index.generations[i], 'checkpoint'), text = k.read(f).toString(); k.write(f, text.replace(/\n\d+\n/, '\n7\n')); });
	for (const part of ['checkpoint', 'note', 'act'])
		finds(`the part ${part} of the beginning of generation ${i + 1} left out`, 'three', k => { k.drop(k.part(k.index.generations[i], part)); k.drop(`${k.part(k.index.generations[i], part)}.salt`); });
}
finds('an earlier signed head as the end of generation 1, in every proof', 'three', k => {
	const [first, next] = k.index.generations, is = k.read(k.part(next, 'checkpoint')).toString(), earlier = fs.readFileSync(at('earlier'), 'utf8');
	k.write(k.part(next, 'checkpoint'), earlier);
	for (const f of k.list('entry').filter(f => f.endsWith('.tlog-proof') && Number(/\d{9}/.exec(f)[0]) < next.base && first.base === 0))
		k.write(f, k.read(f).toString().replace(is, earlier));
});
finds('generations that were left out of the index', 'three', k => { delete k.index.generations; });
finds('generations in another order', 'three', k => { k.index.generations.reverse(); });
finds('the notes of the keys left out, for who knows the first key', 'three', k => k.drop('log/keys'));
finds('a note of the keys that was changed', 'three', k => k.write('log/keys', k.read('log/keys').toString().replace('at 20', 'at 19')));
finds('the beginning of another office\'s generation', 'three', k => {
	const [, next] = k.index.generations;
	for (const e of ['.leaf', '.tlog-proof']) k.write(k.begins(next, e), fs.readFileSync(at('twin-kit', k.begins(next, e))));
});
{
	// every byte of what begins a generation carries weight
	const faults = [];
	for (const f of ['leaf', 'tlog-proof'].map(e => k => k.begins(k.index.generations[1], `.${e}`)).concat(['checkpoint', 'note', 'act', 'checkpoint.salt'].map(p => k => k.part(k.index.generations[1], p))))
		for (const where of [0, 0.3, 0.6, 0.99]) {
			let name = '';
			const r = spoil('', 'old-public', k => { name = f(k); k.write(name, k.read(name).map((b, i, all) => i === Math.floor(where * all.length) ? b ^ 1 : b)); });
			if (!r.found) faults.push(`${name} at ${where}: ${r.said}`);
		}
	tell('a bit of what begins a generation is found', faults);
}
fs.rmSync(root, { recursive: true, force: true });
end();
