// cuts: a server that stops, or has no room left, before every step of the disk, of the
// database and of the line (cut.c), from the press of a button to its answer; several
// people press at once. Whoever was told that it is done finds the entry in the head that
// was published before the machine stopped, with a proof that x/mod and a page of Python
// accept; whoever was told nothing presses again and it is done once. No head that anybody was
// ever served contradicts another, and nothing has to be repaired by hand.
//
//   node cuts.mjs LOGCHECK     OCOP_CUTS=all: every step of every part, not a share;
//                              OCOP_CUTS=N: the share that begins at another step
//   OCOP_TEST_POSTGRES=postgres://…/ adds three servers on one database
import { createHash, createPublicKey, verify } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { until } from '../patience.mjs';
import { kept, person, sent, serve, top } from '../wire/office.mjs';
import { must, ocop, run, scratch, suite } from './lib.mjs';

const go = process.argv[2], all = process.env.OCOP_CUTS === 'all', postgres = process.env.OCOP_TEST_POSTGRES ?? '';
const first = Number(process.env.OCOP_CUTS) || 0;
const { tell, end } = suite('cuts'), root = scratch('cuts'), at = (...p) => path.join(root, ...p);
const OFF = 0, KILL = 1, FULL = 2, LIAR = 3, STEPS = 2000, NAME = 120;
const sha = (...b) => { const h = createHash('sha256'); for (const x of b) h.update(x); return h.digest(); };

// ---- the cut: the same places as in cut.c ----------------------------------------------

const cutFile = at('cut'), cutSo = path.join(top, 'build/cut.so');
const NAMES = 16 + 2 * NAME; // after the numbers, the verb and the word
fs.writeFileSync(cutFile, Buffer.alloc(NAMES + STEPS * NAME));
const cut = fs.openSync(cutFile, 'r+');
const arm = (mode, step, [verb, word] = ['', '']) => {
	const b = Buffer.alloc(NAMES);
	b.writeInt32LE(step, 4);
	b.write(verb, 16);
	b.write(word, 16 + NAME);
	fs.writeSync(cut, b, 0, NAMES, 0);
	b.writeInt32LE(mode, 0);
	fs.writeSync(cut, b, 0, 4, 0);
};
const disarm = () => fs.writeSync(cut, Buffer.alloc(4), 0, 4, 0);
const steps = () => { const b = Buffer.alloc(4); fs.readSync(cut, b, 0, 4, 8); return b.readInt32LE(0); };
const nameOf = n => { const b = Buffer.alloc(NAME); fs.readSync(cut, b, 0, NAME, NAMES + n * NAME); return b.toString('utf8', 0, b.indexOf(0)); };
process.env.OCOP_CUT = cutFile;

// What a step is to the order of writing (src/ledger/log.h), and the verb and word that
// meet it by name: some come so seldom that a share of all steps may miss them.
const stages = [
	[/ocop\.db/, '1 the database', ['', 'ocop.db']], [/^(fsync|mkdir) .*\/log\/tile/, '2 a folder of tiles', ['fsync', '/log/tile']],
	[/tile\/entries/, '2 a bundle of entries', ['make', 'tile/entries']], [/tile\/\d/, '2 a tile', ['make', 'tile/0']],
	[/\/keys(\/|$)/, '4 the head is kept', ['', '/keys']], [/log\/checkpoint/, '5 the head is published', ['', 'log/checkpoint']],
	[/^send/, '6 what is said on a line', ['send', '']],
];
const stageOf = name => stages.find(([re]) => re.test(name))?.[1] ?? `other: ${name}`;

// ---- heads and proofs --------------------------------------------------------------------

const headOf = text => { const [origin, size, hash] = text.split('\n'); return { origin, size: Number(size), root: hash, text }; };
const headAt = dir => headOf(fs.readFileSync(path.join(dir, 'log/checkpoint'), 'utf8'));
const signedBy = (key, head) => {
	const [name, id] = key.split('+', 2), raw = Buffer.from(key.slice(name.length + id.length + 2), 'base64').subarray(1);
	const sig = Buffer.from(head.split('\n').find(l => l.startsWith(`— ${name} `))?.split(' ')[2] ?? '', 'base64');
	return sig.subarray(0, 4).toString('hex') === id && verify(null, Buffer.from(head.slice(0, head.indexOf('\n\n') + 1)),
		createPublicKey({ format: 'der', type: 'spki', key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]) }), sig.subarray(4));
};
const entriesOf = (dir, size) => {
	const out = [];
	for (let i = 0; i * 256 < size; i++) {
		const w = Math.min(256, size - i * 256), full = path.join(dir, `log/tile/entries/${String(i).padStart(3, '0')}`), part = `${full}.p/${w}`;
		const b = fs.readFileSync(fs.existsSync(part) ? part : full);
		for (let p = 0; p < b.length;) { const e = p + 2 + b.readUInt16BE(p); out.push(b.subarray(p + 2, e)); p = e; }
	}
	return out.slice(0, size);
};
const rootOf = leaves => {
	const stack = [];
	leaves.forEach((l, i) => { stack.push(l); for (let n = i + 1; n % 2 === 0; n /= 2) { const right = stack.pop(); stack.push(sha(Buffer.from([1]), stack.pop(), right)); } });
	while (stack.length > 1) { const right = stack.pop(); stack.push(sha(Buffer.from([1]), stack.pop(), right)); }
	return stack[0].toString('base64');
};

// What one office has shown to the world, and whether it holds together.
class Watch {
	constructor(dir, where) {
		Object.assign(this, { dir, heads: new Map(), faults: [], proofs: 0, key: must(ocop, 'log', ...where).split('\n')[0] });
		fs.writeFileSync(`${dir}.vkey`, `${this.key}\n`);
	}
	see(text) {
		const h = headOf(text);
		if (!signedBy(this.key, text)) this.faults.push(`a head of ${h.size} is not signed`);
		const other = this.heads.get(h.size);
		if (other !== undefined && other !== h.root) this.faults.push(`two heads of ${h.size}`);
		this.heads.set(h.size, h.root);
		return h;
	}
	// Every head that was ever served, against the entries as they are now.
	judge() {
		const head = this.see(fs.readFileSync(path.join(this.dir, 'log/checkpoint'), 'utf8')), leaves = entriesOf(this.dir, head.size).map(e => sha(Buffer.from([0]), e));
		for (const [size, hash] of this.heads) {
			if (size > head.size) this.faults.push(`a head of ${size} was served, the newest has ${head.size}`);
			else if (size > 0 && rootOf(leaves.slice(0, size)) !== hash) this.faults.push(`the head of ${size} contradicts the entries`);
		}
		return this.faults;
	}
	// While somebody else reads the record, too.
	reads(server) {
		let on = true;
		const done = (async () => { while (on) { try { this.see(await (await fetch(`${server.base}/log/checkpoint`)).text()); } catch { return; } await new Promise(r => setTimeout(r, 3)); } })();
		return () => { on = false; return done; };
	}
}

// The receipt that a page shows, taken away as files and judged by others. Gives its place.
async function taken(who, page, watch, { python = false } = {}) {
	const html = await who.page(page), code = html.match(/href="\/so-cong-khai\/([A-Z2-7]{10})"/)?.[1];
	if (!code) return { none: html };
	const bytes = async what => Buffer.from(await (await who.ask('GET', `/so-cong-khai/${code}.${what}`)).arrayBuffer());
	const leaf = at('e.leaf'), proof = at('e.tlog-proof');
	fs.writeFileSync(leaf, await bytes('leaf'));
	fs.writeFileSync(proof, await bytes('tlog-proof'));
	fs.writeFileSync(at('vkey'), `${watch.key}\n`);
	const said = [run(go, 'file', root, proof, leaf)].concat(python ? [run('python3', path.join(top, 'test/record/check.py'), root, at('vkey'), leaf, proof)] : []);
	const text = fs.readFileSync(proof, 'utf8'), index = Number(/^index (\d+)$/m.exec(text)?.[1] ?? -1);
	watch.see(text.slice(text.indexOf('\n\n') + 2));
	watch.proofs += said.length;
	// the same proof stands on the page itself
	if (!html.includes(text.split('\n').slice(2, 4).join('\n').replaceAll('"', '&quot;'))) watch.faults.push(`${page} does not carry the proof`);
	for (const r of said) if (r.status !== 0) watch.faults.push(`a checker refuses the proof of entry ${index}: ${r.stdout}${r.stderr}`);
	return { code, index, leaf: fs.readFileSync(leaf) };
}

// A receipt by its code alone.
async function indexOf(who, code, watch) {
	for (const what of ['leaf', 'tlog-proof']) fs.writeFileSync(at(`e.${what}`), Buffer.from(await (await who.ask('GET', `/so-cong-khai/${code}.${what}`)).arrayBuffer()));
	const r = run(go, 'file', root, at('e.tlog-proof'), at('e.leaf'));
	watch.proofs++;
	if (r.status !== 0) watch.faults.push(`a checker refuses the proof of ${code}: ${r.stdout}${r.stderr}`);
	return Number(/^entry (\d+)/.exec(r.stdout)?.[1] ?? NaN);
}

// ---- what people do ------------------------------------------------------------------------

const filled = async (who, page, action, more) => {
	const html = await who.page(page), form = (html.match(/<form\b[^]*?<\/form>/g) ?? []).find(f => f.includes(`action="${action}"`));
	if (!form) throw new Error(`${page} has no form for ${action}: ${html.match(/<title>[^<]*/)}`);
	const body = sent(form);
	for (const [k, v] of Object.entries(more)) body.set(k, v);
	return { who, action, body, page };
};
// 'done', 'no' or 'silent': the line broke.
const press = async ({ who, action, body }) => {
	try { const r = await who.ask('POST', action, body); await r.arrayBuffer(); return r.status === 303 ? 'done' : `no ${r.status}`; } catch { return 'silent'; }
};
const best = Object.fromEntries([...fs.readFileSync(path.join(top, 'test/seed/council_two.case'), 'utf8').split(/^as member/m)[0].matchAll(/^field (c\.[\d.]+) = (\d+)/gm)].map(m => [m[1], m[2]]));
const sheet = '/hoi-dong/phieu/1', members = ['chair', 'member', 'member2'];
const toSeal = async who => ({ ...await filled(who, sheet, `${sheet}/luu`, { confirmed: '1', ...best }), action: `${sheet}/khoa` });
const moved = (who, server) => { const p = person(server, who.cookie()); return p; };

// One office in which three members seal and the secretary gives back, again and again.
class Council {
	constructor(name, pg = '', servers = 1) {
		Object.assign(this, { office: kept('council_sits', at(name), pg), name, n: servers, servers: [] });
		this.dir = this.office.dir;
		this.where = ['--data', this.dir, ...(pg ? ['--database', this.office.database] : [])];
	}
	async begin() {
		for (let i = 0; i < this.n; i++) this.servers.push(await this.office.open(this.dir, i === 0 ? cutSo : ''));
		this.people = new Map();
		for (const login of [...members, 'secretary']) { const p = person(this.servers[0]); await p.enter(login); this.people.set(login, p); }
		this.watch = new Watch(this.dir, this.where);
	}
	who(login, i = 0) { const p = moved(this.people.get(login), this.servers[i]); this.people.set(login, p); return p; }
	async revive(i = 0) { this.servers[i] = await this.office.open(this.dir, i === 0 ? cutSo : ''); }
	dead(i = 0) { return this.servers[i].child.exitCode !== null || this.servers[i].child.signalCode !== null; }
	async giveBack() {
		const last = this.n - 1, sec = this.who('secretary', last);
		for (const seat of ['1', '2', '3']) {
			const said = await press(await filled(sec, '/thu-ky/san-pham/1', '/thu-ky/san-pham/1/mo-lai', { seat, why: 'Xem lại.' }));
			if (!/done|no 4/.test(said)) this.watch.faults.push(`giving back: ${said}`);
		}
	}
	async end() { for (const s of this.servers) s.child.kill('SIGTERM'); return Promise.all(this.servers.map(s => s.ended)); }
	verified() {
		const r = run(ocop, 'verify', '--key', `${this.dir}.vkey`, ...this.where);
		if (r.status !== 0) this.watch.faults.push(`ocop verify: ${r.stdout.slice(-400)}${r.stderr.slice(-200)}`);
	}
}

const stagesSeen = new Map();
const cutAt = n => { const s = stageOf(nameOf(n)); stagesSeen.set(s, (stagesSeen.get(s) ?? 0) + 1); return nameOf(n); };

// All press at once; the cut comes at step n. True while there was such a step.
async function round(c, mode, n, { places = members.map(() => 0), only } = {}) {
	const forms = await Promise.all(members.map((login, i) => toSeal(c.who(login, places[i]))));
	const stop = c.watch.reads(c.servers[c.n - 1]);
	arm(mode, n, only);
	const said = await Promise.all(forms.map(press)), came = steps();
	// presses again while there is still no room: kept by now or not, it is not done before it is in the record
	if (mode === FULL) for (const [i, form] of forms.entries()) if (said[i] !== 'done') said[i] = await press(form);
	disarm();
	await stop();
	const killed = mode === KILL && came >= n;
	if (killed) await c.servers[0].ended;
	const head = c.watch.see(fs.readFileSync(path.join(c.dir, 'log/checkpoint'), 'utf8')); // as the world has it at this moment
	if (came >= n) cutAt(n);
	if (killed && c.n === 1) await c.revive();
	const where = killed && c.n > 1 ? 1 + n % (c.n - 1) : 0;
	for (const [i, login] of members.entries()) {
		const label = `step ${n} (${nameOf(n)}): ${login} was told ${said[i]}`;
		if (killed && places[i] !== 0 && said[i] !== 'done') c.watch.faults.push(`${label} by a server that was not stopped`);
		forms[i].who = c.who(login, places[i] === 0 ? where : places[i]);
		if (said[i] !== 'done') await until(async () => /done|no 409/.test(await press(forms[i])), `${label}, and presses again`);
		const t = await taken(forms[i].who, sheet, c.watch, { python: n % 8 === 0 && i === 0 });
		if (t.none) c.watch.faults.push(`${label}: no receipt`);
		else if (said[i] === 'done' && t.index >= head.size) c.watch.faults.push(`${label}, before its entry ${t.index} was in a head (${head.size})`);
	}
	if (killed && c.n > 1) await c.revive();
	await c.giveBack();
	return came >= n;
}

async function walk(name, c, mode, options = {}, stride = 1) {
	let n = 1 + first % stride, cuts = 0;
	await c.begin();
	try {
		for (; n < STEPS && await round(c, mode, n, options); n += stride) {
			cuts++;
			if (c.watch.faults.length) break;
			if (cuts % 25 === 0) c.verified();
		}
		// of several servers another one may take the step
		for (const [, stage, only] of c.n === 1 ? stages : []) {
			if (c.watch.faults.length || (mode === FULL && only[0] === 'send')) break;
			const met = await round(c, mode, 1, { ...options, only });
			if (!met || stageOf(nameOf(1)) !== stage) c.watch.faults.push(`${stage}: never met by its name, but ${nameOf(1)}`);
			cuts++;
		}
	} catch (e) { c.watch.faults.push(e.stack); }
	const codes = await c.end();
	if (codes.some(x => x !== 0)) c.watch.faults.push(`they end with ${codes}: ${c.servers.map(s => s.said.slice(-300))}`);
	c.verified();
	fs.writeFileSync(path.join(c.dir, 'log/vkey'), `${c.watch.key}\n`);
	const r = run(go, 'log', path.join(c.dir, 'log'));
	if (r.status !== 0) c.watch.faults.push(`x/mod: ${r.stdout}${r.stderr}`);
	c.watch.judge();
	if (cuts < (all ? 40 : 4)) c.watch.faults.push(`only ${cuts} cuts`);
	tell(`${name}: ${cuts} cuts, ${c.watch.heads.size} heads that were served, ${c.watch.proofs} proofs judged by others`, c.watch.faults);
}

const part = word => !process.env.CASE || word.includes(process.env.CASE);
if (part('seal')) await walk('killed before each step while three members seal', new Council('killed'), KILL, {}, all ? 1 : 3);
if (part('seal')) await walk('no room from each step on while three members seal', new Council('full'), FULL, {}, all ? 1 : 3);

// ---- a publisher that says so before it is so must be found ----------------------------
if (part('seal')) {
	const c = new Council('liar');
	await c.begin();
	await round(c, OFF, 1e9);
	const before = c.watch.faults.length;
	const form = await toSeal(c.who(members[0]));
	arm(LIAR, 1e9);
	const said = await press(form);
	c.servers[0].child.kill('SIGKILL');
	await c.servers[0].ended;
	disarm();
	const head = headAt(c.dir);
	await c.revive();
	const t = await taken(c.who(members[0]), sheet, c.watch);
	tell('control: who is told before the head is written is found', before === 0 && said === 'done' && t.index >= head.size ? [] : [`${before} ${said} ${t.index} ${head.size}`, ...c.watch.faults]);
	await c.end();
}

// ---- a decision is signed, its certificates are issued: each cut at an office of its own --------
if (part('sign')) {
	const base = at('sign'), of = dir => { process.env.LD_PRELOAD = cutSo; return serve('--data', dir).finally(() => { delete process.env.LD_PRELOAD; }); };
	must(ocop, 'demo', '--data', base);
	let s = await of(base), cuts = 0, judged = 0, heads = 0;
	const province = person(s), faults = [];
	await province.enter('province');
	const draft = await filled(province, '/tinh/quyet-dinh', '/tinh/quyet-dinh', {});
	const drafted = await province.ask('POST', draft.action, draft.body);
	if (drafted.status !== 303) throw new Error(`a draft: ${drafted.status} ${(await drafted.text()).match(/<h1[^]*?<form/)}`);
	const page = `/ky/${/\d+/.exec(drafted.headers.get('location'))[0]}`, base_signer = person(s);
	await base_signer.enter('signer');
	s.child.kill('SIGTERM');
	await s.ended;
	const walkOne = async (mode, n) => {
		const dir = at('signed'), before = faults.length;
		fs.rmSync(dir, { recursive: true, force: true });
		fs.cpSync(base, dir, { recursive: true });
		s = await of(dir);
		const watch = new Watch(dir, ['--data', dir]), signer = () => person(s, base_signer.cookie());
		const form = await filled(signer(), page, `${page}/ky`, { number_text: '77', signer_title: 'PHÓ CHỦ TỊCH', confirmed: '1' }), stop = watch.reads(s);
		arm(mode, n);
		let said = await press(form);
		const came = steps();
		if (mode === FULL && said !== 'done') said = await press(form);
		disarm();
		await stop();
		if (came >= n) cutAt(n);
		if (mode === KILL && came >= n) await s.ended;
		const head = watch.see(fs.readFileSync(path.join(dir, 'log/checkpoint'), 'utf8')), label = `step ${n} (${nameOf(n)}): the signer was told ${said}`;
		if (mode === KILL && came >= n) s = await of(dir);
		form.who = signer();
		if (said !== 'done') await until(async () => /done|no 409/.test(await press(form)), `${label}, and presses again`);
		const t = await taken(form.who, page, watch, { python: n % 8 === 0 }), html = await form.who.page(page);
		const codes = [...html.matchAll(/<small>[^<]*<a href="\/so-cong-khai\/([A-Z2-7]{10})"/g)].map(m => m[1]);
		if (t.none || codes.length === 0) watch.faults.push(`${label}: no receipt of the decision and of its certificate`);
		for (const code of codes) t.last = Math.max(t.last ?? t.index, await indexOf(form.who, code, watch));
		if (said === 'done' && Math.max(t.index, t.last) >= head.size) watch.faults.push(`${label}, before its entries were in a head`);
		if (n % 8 === 1 || mode === KILL) { const r = run(ocop, 'verify', '--key', `${dir}.vkey`, '--data', dir); if (r.status !== 0) watch.faults.push(`${label}: ocop verify: ${r.stdout.slice(-300)}`); }
		s.child.kill('SIGTERM');
		if (await s.ended !== 0) watch.faults.push(`${label}: it ends badly: ${s.said.slice(-300)}`);
		faults.push(...watch.judge());
		judged += watch.proofs;
		heads += watch.heads.size;
		cuts += came >= n;
		return came >= n && faults.length === before;
	};
	try {
		for (const mode of [KILL, FULL])
			for (let n = all ? 1 : 1 + first % 16; n < STEPS && await walkOne(mode, n); n += all ? 1 : 16);
	} catch (e) { faults.push(e.stack); }
	if (cuts < (all ? 80 : 4)) faults.push(`only ${cuts} cuts`);
	tell(`killed, or no room, at a step while a decision is signed and a certificate issued: ${cuts} cuts, ${heads} heads, ${judged} proofs judged by others`, faults);
}

if (postgres && part('postgres')) await walk('three servers on one PostgreSQL, the one that publishes is killed', new Council('pg', postgres, 3), KILL, { places: [0, 0, 1] }, all ? 1 : 11);

for (const [stage, n] of [...stagesSeen].sort()) console.log(`# ${stage}: ${n} cuts`);
const wanted = process.env.CASE ? [] : [...new Set(stages.map(s => s[1]))];
tell('every step of the order of writing was cut', wanted.filter(w => !stagesSeen.has(w)).map(w => `${w} was never cut`));
fs.closeSync(cut);
fs.rmSync(root, { recursive: true, force: true });
end();
