// code: the signed code of a certificate, from the paper to the verdict, by
// programs that are not ours: two readers of QR codes (zbar, jsqr), a COSE
// library that is not Web Crypto (@ldclabs/cose-ts), OpenSSL; then our own page
// in Chromium, with a network, without one, years later, and with a forged code.
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify, webcrypto } from 'node:crypto';
import fs from 'node:fs';
import { register } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { finish, house, launch, office, patient, sizes, tell, top } from './lib.mjs';

globalThis.crypto ??= webcrypto;
// The library is written for bundlers: its files name each other without ".js".
register(`data:text/javascript,${encodeURIComponent(`export const resolve = (name, from, next) =>
	next(/^[.][/]/.test(name) && !name.endsWith('.js') && from.parentURL?.includes('/cose-ts/') ? name + '.js' : name, from)`)}`);
const { ECDSAKey } = await import('@ldclabs/cose-ts/ecdsa');
const { Sign1Message } = await import('@ldclabs/cose-ts/sign1');
// By its text: a file called .js is a module for browsers, not for every node.
const ours = await import(`data:text/javascript,${encodeURIComponent(
	fs.readFileSync(path.join(top, 'src/web/assets/check.js'), 'utf8'))}`);
const at = await office();
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ocop-code-'));
const json = async where => (await fetch(at.url + where)).json();
// Asked first: what follows takes longer than a silent connection is kept.
const { keys } = await json('/c/khoa.json');
const note = await (await fetch(`${at.url}/c/revoked.note`)).text();
const found = (await json('/api/v1/products?q=nam+moi+say')).items[0];

// ---- the paper, through two readers -------------------------------------------------

const pdf = path.join(dir, 'c.pdf');
fs.writeFileSync(pdf, Buffer.from(await (await fetch(`${at.url}/giay-chung-nhan/${found.certificate}.pdf`)).arrayBuffer()));
const read = {};
for (const dpi of [150, 200, 300]) {
	spawnSync('pdftoppm', ['-r', dpi, '-png', '-singlefile', pdf, path.join(dir, 'c')]);
	const zbar = spawnSync('zbarimg', ['-q', '--raw', '--nodbus', path.join(dir, 'c.png')], { encoding: 'utf8' }).stdout.trim();
	// A reader of pixels wants the code in the frame, as a phone has it.
	const png = PNG.sync.read(fs.readFileSync(path.join(dir, 'c.png')));
	const cut = { x: Math.round(png.width * 0.06), y: Math.round(png.height * 0.68), n: Math.round(png.height * 0.25) };
	const pixels = new Uint8ClampedArray(cut.n * cut.n * 4);
	for (let y = 0; y < cut.n; y++)
		pixels.set(png.data.subarray(((cut.y + y) * png.width + cut.x) * 4, ((cut.y + y) * png.width + cut.x + cut.n) * 4), y * cut.n * 4);
	const js = jsQR(pixels, cut.n, cut.n)?.data;
	read.text = zbar;
	tell(`code: zbarimg and jsqr read the same from the certificate at ${dpi} dpi`, [
		...(zbar && zbar === js ? [] : [`zbarimg ${zbar}, jsqr ${js}`]),
		...(/^HTTPS?:\/\/[0-9A-Z.:-]+\/C\/[A-Z2-7]+$/.test(zbar) ? [] : [`it is not an address in capitals: ${zbar}`]),
	]);
}

// The label of a product with a bar code: its code is the GS1 Digital Link, which leads to the same certificate.
const label = path.join(dir, 'l.pdf');
fs.writeFileSync(label, Buffer.from(await (await fetch(`${at.url}/giay-chung-nhan/${found.certificate}/nhan.pdf`)).arrayBuffer()));
spawnSync('pdftoppm', ['-r', '300', '-png', '-singlefile', '-x', '0', '-y', '0', '-W', '826', '-H', '440', label, path.join(dir, 'l')]);
const labelRead = spawnSync('zbarimg', ['-q', '--raw', '--nodbus', path.join(dir, 'l.png')], { encoding: 'utf8' }).stdout.trim();
const labelPng = PNG.sync.read(fs.readFileSync(path.join(dir, 'l.png')));
const labelJs = jsQR(Uint8ClampedArray.from(labelPng.data), labelPng.width, labelPng.height)?.data;
const led = /\/01\/09521234543213$/.test(labelRead) ? await fetch(at.url + new URL(labelRead).pathname, { redirect: 'manual' }) : null;
tell('code: zbarimg and jsqr read the GS1 Digital Link from a label, and it leads to the certificate', [
	...(labelRead && labelRead === labelJs ? [] : [`zbarimg ${labelRead}, jsqr ${labelJs}`]),
	...(led?.status === 303 && led.headers.get('location').endsWith(`/c/${found.certificate}`) ? [] : [`it leads to ${led?.status} ${led?.headers.get('location')}`]),
]);

// ---- the signature, by others ----------------------------------------------------------

const letters = read.text.split('/C/')[1];
const bits = [...letters].map(l => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(l).toString(2).padStart(5, '0')).join('');
const bytes = Uint8Array.from(bits.match(/.{8}/g), b => parseInt(b, 2));
const spki = Buffer.from(keys[0].spki, 'base64');
const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
const point = spki.subarray(-65);
const coseKey = ECDSAKey.fromPublic(Uint8Array.from([2 + (point[64] & 1), ...point.subarray(1, 33)]));
const accepts = b => { try { Sign1Message.fromBytes(coseKey, b); return true } catch { return false } };

tell('code: a COSE library accepts the signature', accepts(bytes) ? [] : ['it does not']);
const wrong = [];
for (let i = 0; i < bytes.length * 8; i++) {
	const other = Uint8Array.from(bytes);
	other[i >> 3] ^= 1 << (i & 7);
	if (accepts(other)) wrong.push(i);
}
// What was changed, by name: where each thing lies in the bytes (docs/RECORD.md).
const head = { tag: 0, algorithm: 5, kid: 8, payload: Math.floor(bytes.length / 2), signature: bytes.length - 10 };
const flip = i => Uint8Array.from(bytes, (b, at) => at === i ? b ^ 1 : b);
const strange = ECDSAKey.generate(-7).public();
for (const [what, refused] of [
	['another byte of the payload', !accepts(flip(head.payload))], ['another byte of the signature', !accepts(flip(head.signature))],
	['another algorithm in the header', !accepts(flip(head.algorithm))], ['another kid in the header', !accepts(flip(head.kid))],
	['another key', (() => { try { Sign1Message.fromBytes(strange, bytes); return false } catch { return true } })()],
	['the last byte cut off', !accepts(bytes.subarray(0, -1))], ['a byte too many', !accepts(Uint8Array.from([...bytes, 0]))], ['half of it', !accepts(bytes.subarray(0, bytes.length >> 1))],
]) tell(`code: a COSE library refuses ${what}`, refused ? [] : ['it does not']);
// A tag of another number says that it is something else: not the library's to see.
const beyondTag = wrong.filter(i => i >= 8);
tell('code: with any one bit changed the library refuses it', beyondTag.map(i => `bit ${i} may be changed`));

const claims = ours.read(letters);
tell('code: the key is named by its own hash, and OpenSSL accepts', [
	...(createHash('sha256').update(spki).digest('hex').startsWith(claims.kid) && keys[0].kid === claims.kid ? [] : ['another kid']),
	...(verify('sha256', claims.signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, claims.signature) ? [] : ['OpenSSL refuses it']),
]);
tell('code: it says what the certificate says', [
	['number', found.certificate], ['product', found.name], ['producer', found.subject], ['star', found.star], ['place', found.unit], ['gtin', '09521234543213'],
].filter(([k, v]) => claims[k] !== v).map(([k, v]) => `${k}: ${claims[k]}, not ${v}`));

// ---- the list of what stands no longer ----------------------------------------------------

const [text, mark] = [note.slice(0, note.indexOf('\n\n') + 1), Buffer.from(note.split(' ').pop(), 'base64')];
tell('code: OpenSSL accepts the signature of the list', [
	...(verify('sha256', Buffer.from(text), publicKey, mark.subarray(4)) ? [] : ['it does not']),
	...(createHash('sha256').update(spki).digest().subarray(0, 4).equals(mark.subarray(0, 4)) ? [] : ['another key id']),
]);
const list = await ours.listOf(note, keys);
const now = Date.now();
const judged = async (l, k, entries, when = now) => {
	let code;
	try { code = ours.read(l) } catch { return 'unreadable' }
	return ours.judge(code, await ours.holds(code, k), { at: now, changed: new Map(entries) }, when).is;
};
const cases = [
	['as issued', await judged(letters, keys, []), 'good'],
	['revoked', await judged(letters, keys, [[claims.number, { how: 'revoked', on: '2026-11-01' }]]), 'revoked'],
	['replaced', await judged(letters, keys, [[claims.number, { how: 'replaced', on: '-' }]]), 'replaced'],
	['extended, after its own last day', await judged(letters, keys, [[claims.number, { how: 'extended', on: '2030-05-01' }]], claims.ends + 1), 'good'],
	['after its extension', await judged(letters, keys, [[claims.number, { how: 'extended', on: '2030-05-01' }]], Date.parse('2030-05-01T17:00:00Z')), 'ended'],
	['after its last day', await judged(letters, keys, [], claims.ends), 'ended'],
	['in its last second', await judged(letters, keys, [], claims.ends - 1), 'good'],
	['without a key', await judged(letters, [], []), 'unknown'],
	['cut', await judged(letters.slice(0, -8), keys, []), 'unreadable'],
];
tell('code: our script judges as it should', cases.filter(c => c[1] !== c[2]).map(c => `${c[0]}: ${c[1]}, not ${c[2]}`));
const listFaults = list && Math.abs(list.at - now) < 864e5 ? [] : ['the list is not taken, or is of another day'];
for (const other of [note.replace('issued 2', 'issued 3'), note.replace('\n\n', '\nX revoked 2026-01-01\n\n'), note.replace(/(— \S+ .{40})(.)/, (all, head, letter) => head + (letter === 'A' ? 'B' : 'A')), text, ''])
	if (await ours.listOf(other, keys).catch(() => null)) listFaults.push(`a list that was changed is taken: ${other.slice(0, 60)}`);
tell('code: our script takes the signed list and no other', listFaults);
const flipped = [];
for (let i = 0; i < letters.length; i += 3) {
	const other = letters.slice(0, i) + (letters[i] === 'A' ? 'B' : 'A') + letters.slice(i + 1);
	const is = await judged(other, keys, []);
	if (is === 'good') flipped.push(`letter ${i} may be changed`);
}
tell('code: our script refuses every third letter changed', flipped);

// ---- our page, in a browser -----------------------------------------------------------------

const browser = await launch();
const context = await browser.newContext({ viewport: sizes.phone, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
const page = patient(await context.newPage());
page.size = 'phone';
page.complaints = [];
const verdict = async where => {
	await page.goto(at.url + where);
	await page.waitForSelector('[data-check][data-is]');
	return page.evaluate(() => {
		const box = document.querySelector('[data-check]'), server = document.querySelector('[data-server]');
		return { is: box.dataset.is, words: box.innerText, shown: !box.hidden, server: !!server && !server.hidden };
	});
};
const expect = (name, got, is, words, server) => tell(`code: ${name}`, [
	...(got.is === is ? [] : [`says ${got.is}, not ${is}`]),
	...words.filter(w => !got.words.includes(w)).map(w => `does not say “${w}”: ${got.words}`),
	...(got.server === server ? [] : [`the server's verdict is ${got.server ? '' : 'not '}shown`]),
]);
expect('the page of the short code checks the signed one by itself', await verdict(`/c/${found.certificate}`), 'good', ['chữ ký số trên mã đúng', 'Danh sách thu hồi lấy lúc'], true);
tell('code: that page keeps the rules of the house', await house(page));
await page.waitForFunction(async () => (await caches.keys()).includes('codes') && (await (await caches.open('codes')).keys()).length >= 4);
await page.reload(); // from now on the worker stands between
expect('so does the page of the scanned code', await verdict(`/C/${letters}`), 'good', ['chữ ký số trên mã đúng'], true);
const forged = letters.slice(0, -20) + (letters.at(-20) === 'A' ? 'B' : 'A') + letters.slice(-19);
await context.setOffline(true);
expect('without a network, a page that was opened', await verdict(`/c/${found.certificate}`), 'good', ['Không có mạng', 'Danh sách thu hồi lấy lúc'], false);
await page.evaluate(async l => (await caches.open('codes')).delete(`/C/${l}`), letters);
expect('without a network, a code that was never opened here', await verdict(`/C/${letters}`), 'good', [found.name, found.subject, 'Không có mạng'], false);
tell('code: the page for that keeps the rules of the house', await house(page));
expect('without a network, a forged code', await verdict(`/C/${forged}`), 'forged', ['SAI', 'Đừng tin'], false);
expect('without a network, a short code never opened here', await verdict('/c/79-AAAAA-A'), 'wait', ['Mã ngắn 79-AAAAA-A', 'có mạng'], false);
await page.clock.setFixedTime(now + 12.5 * 864e5);
expect('twelve days later it says how old its list is', await verdict(`/C/${letters}`), 'good', ['12 ngày trước', 'có thể đã bị thu hồi sau đó'], false);
await page.clock.setFixedTime(claims.ends + 1000);
expect('after the last day it says so', await verdict(`/C/${letters}`), 'ended', ['đã hết hạn'], false);
await page.evaluate(async () => { const c = await caches.open('codes'); await c.delete('/c/khoa.json'); await c.delete('/c/revoked.note') });
expect('without keys it does not pretend', await verdict(`/C/${letters}`), 'unknown', ['Chưa kiểm tra được', 'chưa có danh sách thu hồi'], false);
await browser.close();
await at.close();
fs.rmSync(dir, { recursive: true, force: true });
finish();
