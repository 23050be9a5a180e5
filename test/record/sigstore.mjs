// sigstore: what @sigstore/verify can say about our log: that the log's key
// signed the checkpoint, and that the entry is in the tree (it knows no
// cosignatures and no consistency). The two are inner modules of an exact
// version. usage: sigstore.mjs DIR FILE; FILE.leaf and FILE.tlog-proof.
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

const [dir, file] = process.argv.slice(2);
const vkey = fs.readFileSync(path.join(dir, 'vkey'), 'utf8').trim();
const [name, id] = vkey.split('+', 2);
const raw = Buffer.from(vkey.slice(name.length + id.length + 2), 'base64').subarray(1);
const publicKey = createPublicKey({ format: 'der', type: 'spki',
	key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]) });
const text = fs.readFileSync(`${file}.tlog-proof`, 'utf8');
const at = text.indexOf('\n\n');
const [, index, ...hashes] = text.slice(0, at).split('\n');
// It wants every signature to be of a log it knows: cosignatures are left out.
const [body, lines] = text.slice(at + 2).split('\n\n');
const envelope = `${body}\n\n${lines.split('\n').filter(l => l.startsWith(`— ${name} `)).join('\n')}\n`;
const [, size, root] = body.split('\n');
const entry = {
	integratedTime: '1795158000', canonicalizedBody: fs.readFileSync(`${file}.leaf`),
	inclusionProof: { logIndex: index.slice(6), treeSize: size, rootHash: Buffer.from(root, 'base64'),
		hashes: hashes.map(h => Buffer.from(h, 'base64')), checkpoint: { envelope } },
};
try {
	verifyCheckpoint(entry, [{ logID: Buffer.from(id, 'hex'), publicKey, validFor: { start: new Date(0), end: new Date(8e15) } }]);
	verifyMerkleInclusion(entry);
	console.log(`entry ${index.slice(6)} of ${size}`);
} catch (e) {
	console.log(`no: ${e.message}`);
	process.exitCode = 1;
}
