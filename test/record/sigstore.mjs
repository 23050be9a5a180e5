// sigstore: what @sigstore/verify can say about our log: that the log's key
// signed the checkpoint, and that the entry is in the tree (it knows no
// cosignatures and no consistency). The two are inner modules of an exact
// version. usage: sigstore.mjs DIR FILE; FILE.leaf and FILE.tlog-proof.
//        sigstore.mjs DIR all PROOFS STEP: of a whole log every STEP-th proof and the
// last (PROOFS from `record proofs`), each once more with a hash, the entry, the place
// changed: those must be refused.
import { createHash, createPublicKey } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const inner = path.join(top, 'test/browser/node_modules/@sigstore/verify/dist/timestamp');
const require = createRequire(import.meta.url);
const { verifyCheckpoint } = require(path.join(inner, 'checkpoint.js'));
const { verifyMerkleInclusion } = require(path.join(inner, 'merkle.js'));

const [dir, file, proofs, step] = process.argv.slice(2);
const vkey = fs.readFileSync(path.join(dir, 'vkey'), 'utf8').trim();
const [name, id] = vkey.split('+', 2);
const raw = Buffer.from(vkey.slice(name.length + id.length + 2), 'base64').subarray(1);
const publicKey = createPublicKey({ format: 'der', type: 'spki',
	key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]) });
const keys = [{ logID: Buffer.from(id, 'hex'), publicKey, validFor: { start: new Date(0), end: new Date(8e15) } }];
// It wants every signature to be of a log it knows: cosignatures are left out.
const entryOf = (leaf, index, hashes, checkpoint) => {
	const [body, lines] = checkpoint.split('\n\n'), [, size, root] = body.split('\n');
	return { integratedTime: '1795158000', canonicalizedBody: leaf, inclusionProof: { logIndex: `${index}`, treeSize: size, rootHash: Buffer.from(root, 'base64'), hashes,
		checkpoint: { envelope: `${body}\n\n${lines.split('\n').filter(l => l.startsWith(`— ${name} `)).join('\n')}\n` } } };
};
const accepts = entry => { try { verifyMerkleInclusion(entry); return true } catch { return false } };

if (file === 'all') {
	const checkpoint = fs.readFileSync(path.join(dir, 'checkpoint'), 'utf8'), size = Number(checkpoint.split('\n')[1]), paths = fs.readFileSync(proofs);
	const bundle = n => { // the entries of one bundle: full, or as far as the log goes
		const at = path.join(dir, 'tile/entries', String(n).padStart(3, '0')), bytes = fs.readFileSync(256 * (n + 1) <= size ? at : `${at}.p/${size % 256}`), out = [];
		for (let i = 0; i < bytes.length;) { const end = i + 2 + bytes.readUInt16BE(i); out.push(bytes.subarray(i + 2, end)); i = end; }
		return out;
	};
	const faults = [];
	let n = 0, kept = -1, entries;
	verifyCheckpoint(entryOf(Buffer.alloc(0), 0, [], checkpoint), keys);
	const other = checkpoint.replace(/\n(\d+)\n/, (m, d) => `\n${Number(d) + 1}\n`);
	try { verifyCheckpoint(entryOf(Buffer.alloc(0), 0, [], other), keys); faults.push('another size is accepted'); } catch { /* as it must */ }
	for (let i = 0, p = 0; i < size; i++) {
		const count = paths[p], hashes = Array.from({ length: count }, (_, k) => paths.subarray(p + 1 + 32 * k, p + 33 + 32 * k));
		p += 1 + 32 * count;
		if (i % Number(step) !== 0 && i !== size - 1) continue;
		if (i >> 8 !== kept) { kept = i >> 8; entries = bundle(kept); }
		const leaf = entries[i & 255], not = (b, at) => Buffer.from(b.map((x, k) => k === at % b.length ? x ^ 1 : x));
		n++;
		if (!accepts(entryOf(leaf, i, hashes, checkpoint))) faults.push(`entry ${i} is refused`);
		if (accepts(entryOf(not(leaf, i), i, hashes, checkpoint))) faults.push(`entry ${i}: another byte of it is accepted`);
		if (count > 0 && accepts(entryOf(leaf, i, hashes.map((h, k) => k === i % count ? not(h, i) : h), checkpoint))) faults.push(`entry ${i}: another hash is accepted`);
		if (size > 1 && accepts(entryOf(leaf, (i ^ 1) < size ? i ^ 1 : i - 1, hashes, checkpoint))) faults.push(`entry ${i}: another place is accepted`);
	}
	console.log(faults.length > 0 ? faults.slice(0, 5).join('\n') : `${n} proofs of ${size}, each refused when changed`);
	process.exit(faults.length > 0 ? 1 : 0);
}

const text = fs.readFileSync(`${file}.tlog-proof`, 'utf8');
const at = text.indexOf('\n\n');
const [, index, ...hashes] = text.slice(0, at).split('\n');
const entry = entryOf(fs.readFileSync(`${file}.leaf`), index.slice(6), hashes.map(h => Buffer.from(h, 'base64')), text.slice(at + 2));
try {
	verifyCheckpoint(entry, keys);
	verifyMerkleInclusion(entry);
	console.log(`entry ${index.slice(6)} of ${entry.inclusionProof.treeSize}`);
} catch (e) {
	console.log(`no: ${e.message}`);
	process.exitCode = 1;
}
