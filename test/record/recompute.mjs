// recompute: a kit computed again by a stranger: nothing of ours, from the files
// alone. Written from docs/RECORD.md and the law (QĐ 26/2026 Đ3.3 and the legend of
// Phụ lục II), naively: it believes no index and no result.
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const sha = (...b) => createHash('sha256').update(Buffer.concat(b)).digest();
const criteriaOf = set => set.parts.flatMap(p => p.groups.flatMap(g => g.criteria));
const points = choice => choice === undefined ? 0 : typeof choice === 'number' ? choice : choice.points;

// The star of one product. Σ ≥ min·n; then the highest star all of whose minimums,
// and those below, are met; a knock-out leaves none.
export function star(input, set, pack) {
	const n = input.sheets.length, sum = input.sheets.reduce((s, h) => s + criteriaOf(set).reduce((t, c) => t + points(h.choices[c.id]), 0), 0);
	const band = Math.max(...pack.bands.filter(b => sum >= b.min * n).map(b => b.star));
	const found = c => {
		const each = input.sheets.map(h => points(h.choices[c.id])).sort((a, b) => b - a);
		if (input.minimums === 'all') return each.at(-1);
		if (input.minimums === 'majority') return each[Math.floor(n / 2)];
		return points(input.findings[c.id]);
	};
	let met = 5;
	for (const c of criteriaOf(set))
		for (const [at, needs] of Object.entries(c.required_for_star ?? {}))
			if (found(c) < needs) met = Math.min(met, Number(at) - 1);
	return { sum, sheets: n, star: input.stops?.length ? 0 : Math.min(band, met) };
}

// Whether entry `index` is in the tree of `size` under `root` (RFC 6962, 2.1.1).
function included(leaf, index, size, hashes, root) {
	let at = BigInt(index), last = BigInt(size) - 1n, h = leaf;
	for (const p of hashes) {
		if (at & 1n || at === last) {
			h = sha(Buffer.from([1]), p, h);
			while (!(at & 1n) && at !== 0n) { at >>= 1n; last >>= 1n; }
		} else {
			h = sha(Buffer.from([1]), h, p);
		}
		at >>= 1n; last >>= 1n;
	}
	return last === 0n && h.equals(root);
}

// Everything of a kit that a stranger can check; gives the stars by product.
export function recompute(dir, vkey) {
	const read = (...at) => fs.readFileSync(path.join(dir, ...at));
	const [name, id] = vkey.split('+', 2), raw = Buffer.from(vkey.slice(name.length + id.length + 2), 'base64').subarray(1);
	const key = createPublicKey({ format: 'der', type: 'spki', key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]) });
	const checkpoint = read('log/checkpoint').toString(), [body, signatures] = checkpoint.split('\n\n');
	const signature = Buffer.from(signatures.split('\n').find(l => l.startsWith(`— ${name} `)).split(' ')[2], 'base64').subarray(4);
	if (!verify(null, Buffer.from(`${body}\n`), key, signature)) throw new Error('the checkpoint is not signed');
	const entries = new Map(), proofs = new Map();
	for (const f of fs.readdirSync(path.join(dir, 'entry')).filter(f => f.endsWith('.leaf')).sort()) {
		const bytes = read('entry', f), place = Number(f.slice(0, 9)), proof = read('entry', f.replace('.leaf', '.tlog-proof')).toString();
		const cut = proof.indexOf('\n\n'), [, index, ...hashes] = proof.slice(0, cut).split('\n'), head = proof.slice(cut + 2), [, size, root] = head.split('\n');
		if (!included(sha(Buffer.from([0]), bytes), Number(index.slice(6)), size, hashes.map(h => Buffer.from(h, 'base64')), Buffer.from(root, 'base64')))
			throw new Error(`entry ${place} is not in the log`);
		entries.set(place, JSON.parse(bytes));
		proofs.set(place, { head, base: place - Number(index.slice(6)) });
	}
	const part = (place, k) => {
		const file = `${String(place).padStart(9, '0')}.${k}`;
		if (!fs.existsSync(path.join(dir, 'part', file))) return null;
		const bytes = read('part', file), salt = Buffer.from(read('part', `${file}.salt`).toString().trim(), 'hex');
		const said = entries.get(place).parts.find(p => p.k === k).c;
		if (createHmac('sha256', salt).update(bytes).digest('base64') !== said) throw new Error(`part ${file} is not what was committed to`);
		return bytes;
	};
	// Every head that a proof leads to is the signed one, or one that the first entry of
	// the generation behind it commits to.
	const heads = new Set([checkpoint]), first = [...entries].filter(([place, e]) => e.type === 'incident' && proofs.get(place).base === place).reverse();
	for (const [place] of first)
		if (heads.has(proofs.get(place).head)) heads.add(part(place, 'checkpoint').toString());
	for (const [place, { head, base }] of proofs)
		if (!heads.has(head) || [...proofs.values()].some(p => p.head === head && p.base !== base)) throw new Error(`entry ${place} leads to a head that nobody has signed`);
	const stars = [];
	for (const [place, e] of entries) {
		if (e.type !== 'score-total' || !part(place, 'basis')) continue;
		const basis = part(place, 'basis').toString(), input = JSON.parse(part(place, 'input'));
		for (const [, hash, file] of basis.matchAll(/^([0-9a-f]{64})  (.*)$/gm))
			if (sha(read('rules', file)).toString('hex') !== hash) throw new Error(`the rules ${file} are others`);
		const pack = /^pack (.*)$/m.exec(basis)[1], set = /^set (.*)$/m.exec(basis)[1];
		const got = star(input, JSON.parse(read('rules', pack, `${set}.json`)), JSON.parse(read('rules', pack, 'pack.json')));
		const dossier = Number(/^dossier (.*)$/m.exec(basis)[1]);
		const sealedBy = seat => [...entries].filter(([p, x]) => p < place && x.type === 'score-sheet' && x.dossier === e.dossier && x.actor === seat).at(-1);
		const voted = [...basis.matchAll(/^voted (.*)$/gm)].map(m => m[1]); // a secret ballot: who, not what
		if (voted.length > 0 && (new Set(voted).size !== input.sheets.length || voted.length !== input.sheets.length)) throw new Error('more or fewer sheets than seats voted');
		for (const seat of voted)
			if (!sealedBy(seat)) throw new Error(`seat ${seat} sealed no sheet`);
		for (const h of voted.length > 0 ? [] : input.sheets) { // each counted sheet was sealed before, by its seat
			const sealed = sealedBy(h.seat);
			if (!sealed) throw new Error(`seat ${h.seat} sealed no sheet`);
			const text = part(sealed[0], 'scores')?.toString().split('\n').slice(5).filter(l => l && !/^(stop|remark) /.test(l));
			const counted = Object.entries(h.choices).map(([c, v]) => `${c} ${typeof v === 'number' ? v : `${v.case}:${v.points}`}`);
			if (text && text.sort().join() !== counted.sort().join()) throw new Error(`seat ${h.seat} sealed another sheet`);
		}
		const decided = [...entries].filter(([p, x]) => x.type === 'decision' && p > place).map(([p]) => part(p, 'decision')).filter(Boolean)
			.flatMap(b => JSON.parse(b).products).find(p => p.dossier === dossier);
		if (decided && (decided.star !== got.star || decided.sum !== got.sum || decided.sheets !== got.sheets)) throw new Error('the decision says otherwise');
		stars.push({ dossier, ...got });
	}
	return stars;
}

if (process.argv[1] && path.basename(process.argv[1]) === 'recompute.mjs') {
	const [dir, key] = process.argv.slice(2);
	for (const s of recompute(dir, fs.readFileSync(key, 'utf8').trim())) console.log(JSON.stringify(s));
}
