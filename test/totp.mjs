// totp: the code of a phone (RFC 6238), counted by node's own HMAC, not by ours.
import { createHmac } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const key = secret => Buffer.from([...secret.replace(/[^A-Z2-7]/g, '')].map(c => letters.indexOf(c).toString(2).padStart(5, '0'))
	.join('').match(/.{8}/g).map(bits => parseInt(bits, 2)));

// Which half minute a moment lies in.
export const stepOf = ms => Math.floor(ms / 30000);

// `secret` as the page shows it, in groups of four letters.
export function codeAt(secret, step) {
	const count = Buffer.alloc(8);
	count.writeBigUInt64BE(BigInt(step));
	const mac = createHmac('sha1', key(secret)).update(count).digest(), at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}
