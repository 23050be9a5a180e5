// What app.js and upload.js promise at their heads, against a stand-in server
// that can fail, lose a line, and answer that somebody else was faster.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath, finish, patient, tell, top, until } from './lib.mjs';

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; worker-src 'self'";
const types = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' };

// ---- the stand-in -------------------------------------------------------------

const server = { mode: 'ok', saved: [], sent: 0, upload: null, breakAt: 0, creations: 0, joins: 'joined', dropped: 0, page: page => page, whole: false, slow: false, held: null };

function save(body, reply) {
	if (server.mode === 'down') return reply(503);
	if (server.mode === 'out') return reply(401, {}, JSON.stringify({ error: { code: 'sign_in', message: 'Hãy đăng nhập lại.' }, faults: [], conflicts: [] }));
	const fields = Object.fromEntries(new URLSearchParams(body.toString()));
	server.saved.push(fields);
	if (server.mode === 'wrong' && fields['note.1.2'] === 'sai')
		return reply(422, {}, JSON.stringify({ error: { message: 'Câu này sai.' }, faults: [{ name: 'note.1.2', text: 'Câu này sai.' }], conflicts: [] }));
	if (server.mode === 'apart' && fields.version !== '9' && fields['choice.1.1'] !== undefined)
		return reply(409, {}, JSON.stringify({ error: { message: 'Máy khác đã lưu.' }, version: 9, faults: [], conflicts: [{ name: 'choice.1.1', value: '1', text: '1 điểm' }] }));
	const words = { version: server.saved.length + 1, saved: '14:40', total: '77', left: '1', why: 'vì 1.3', star: 3, star_text: '3 sao' };
	if (server.mode !== 'conflict') return reply(200, {}, JSON.stringify(words));
	server.mode = 'ok';
	const conflicts = fields['cite.7'] !== undefined ? [{ name: 'cite.7', value: server.other, why: 'Nơi khác đã đổi giấy bảy.' }] :
		[{ name: 'choice.1.1', value: '1', text: '1 điểm' }];
	return reply(409, {}, JSON.stringify({ ...words, saved: undefined, conflicts }));
}

function tus(request, body, reply) {
	const up = server.upload;
	if (request.method !== 'GET' && request.headers['x-csrf-token'] !== 'c5rf') return reply(403);
	if (request.headers['tus-resumable'] !== '1.0.0') return reply(412);
	if (request.method === 'POST') {
		server.creations++;
		server.upload = { length: Number(request.headers['upload-length']), about: request.headers['upload-metadata'], data: Buffer.alloc(0) };
		return reply(201, { Location: '/tep/abc' });
	}
	if (!up) return reply(404);
	if (request.method === 'HEAD') return reply(200, { 'Upload-Offset': up.data.length });
	if (request.method === 'DELETE') { server.dropped++; server.upload = null; return reply(204); }
	if (request.method === 'GET') return reply(200, {}, JSON.stringify({ state: server.joins, text: 'Tệp này không mở được.' }));
	if (Number(request.headers['upload-offset']) !== up.data.length) return reply(409);
	up.data = Buffer.concat([up.data, body]);
	return reply(204, { 'Upload-Offset': up.data.length });
}

const stand = http.createServer(async (request, response) => {
	const reply = (status, headers = {}, text = '') => {
		response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
		response.end(text);
	};
	const pieces = [];
	let n = 0;
	try {
		for await (const piece of request) {
			pieces.push(piece);
			n += piece.length;
			if (request.method === 'PATCH' && server.breakAt && server.upload.data.length + n > server.breakAt) {
				server.upload.data = Buffer.concat([server.upload.data, ...pieces]);
				server.breakAt = 0;
				return server.mode === 'stall' ? undefined : request.socket.destroy();
			}
		}
	} catch { return undefined; }
	const body = Buffer.concat(pieces), at = request.url.split('?')[0];
	if (at === '/luu' && server.slow) { server.slow = false; await new Promise(go => { server.held = go; }); }
	if (at === '/luu') return save(body, reply);
	if (at.startsWith('/tep')) return tus(request, body, reply);
	if (at === '/het') return server.whole ? reply(303, { Location: '/xong' }) : request.socket.destroy();
	if (at === '/gui') { server.sent++; return setTimeout(() => reply(303, { Location: '/xong' }), 300); }
	const file = at.startsWith('/s/') ? path.join(top, 'src/web/assets', path.basename(at)) : path.join(top, 'test/browser/script/sheet.html');
	if (!fs.existsSync(file)) return reply(404);
	return reply(200, { 'Content-Type': types[file.split('.').pop()], 'Content-Security-Policy': policy }, file.endsWith('.html') ? server.page(fs.readFileSync(file, 'utf8')) : fs.readFileSync(file));
}).listen(0, '127.0.0.1');

// ---- what people do -------------------------------------------------------------

const last = () => server.saved.at(-1);
// Nothing waits any more: all that was ticked was answered.
const settled = p => until(async () => !await lies(p));
// What lies on the device of the one sheet, or null.
const lies = p => p.evaluate(() => { const o = JSON.parse(localStorage.getItem('ocop.save.5.sheet-1')); return o && Object.keys(o).length ? o : null; });
const cases = {
	async 'script: a choice is saved and the server\'s words replace ours'(p) {
		assert.equal(await p.textContent('[data-show=left]'), '2');
		await p.locator('[name="choice.1.1"]').nth(1).check();
		assert.equal(await p.textContent('[data-show=total]'), '4');
		await p.waitForFunction(() => document.querySelector('[data-state]').textContent === 'Đã lưu 14:40');
		assert.deepEqual({ ...last() }, { csrf: 'c5rf', version: '1', 'choice.1.1': '3' });
		assert.equal(await p.textContent('[data-show=total]'), '77');
		assert.equal(await p.locator('[data-show=star] use:not(.off)').count(), 3);
	},
	async 'script: number keys choose and go on'(p) {
		await p.locator('[name="choice.1.1"]').first().focus();
		for (const key of ['2', '1', '2']) await p.keyboard.press(key);
		assert.deepEqual(await p.locator('input[type=radio]:checked').evaluateAll(all => all.map(e => e.value)), ['3', '1', '3']);
		await p.locator('textarea').fill('');
		await p.locator('textarea').pressSequentially('12');
		assert.equal(await p.inputValue('textarea'), '12');
	},
	async 'script: what could not be sent stays on the device and goes later'(p) {
		server.mode = 'down';
		await p.locator('[name="choice.1.2"]').nth(1).check();
		await p.waitForFunction(() => document.querySelector('[data-state]').textContent.includes('giữ trên máy'));
		server.mode = 'ok';
		await p.reload();
		assert(await p.locator('[name="choice.1.2"]').nth(1).isChecked());
		await until(() => last()?.['choice.1.2'] === '3');
	},
	async 'script: who is signed out while she ticks loses nothing'(p) {
		server.mode = 'out';
		await p.locator('[name="choice.1.2"]').nth(1).check();
		await p.waitForFunction(() => document.querySelector('[data-state]').textContent === 'Hãy đăng nhập lại.');
		assert.deepEqual(await lies(p), { 'choice.1.2': '3' });
		server.mode = 'ok';
		await p.reload();
		assert(await p.locator('[name="choice.1.2"]').nth(1).isChecked());
		await until(() => last()?.['choice.1.2'] === '3');
		await until(async () => !await lies(p));
	},
	async 'script: of what goes together only the wrong one stays behind, and it stays'(p) {
		server.mode = 'wrong';
		await p.locator('textarea').fill('sai');
		await p.locator('[name="choice.1.2"]').nth(1).check();
		await p.waitForSelector('.fault');
		await until(() => last()?.['choice.1.2'] === '3' && last()['note.1.2'] === undefined);
		await until(async () => JSON.stringify(await lies(p)) === '{"note.1.2":"sai"}');
		await p.reload();
		assert.equal(await p.inputValue('textarea'), 'sai');
		await p.waitForSelector('.fault');
		await p.locator('textarea').fill('đúng');
		await until(() => last()['note.1.2'] === 'đúng');
		await until(async () => !await lies(p));
	},
	async 'script: a page closed before the choice between two values shows both again'(p) {
		server.mode = 'apart';
		await p.locator('[name="choice.1.1"]').nth(1).check();
		await p.waitForSelector('.conflict');
		await p.reload();
		await p.waitForSelector('.conflict');
		assert(await p.locator('[name="choice.1.1"]').nth(1).isChecked());
		await p.click('text=Giữ của tôi');
		await until(() => last().version === '9' && last()['choice.1.1'] === '3');
		await until(async () => !await lies(p));
	},
	async 'script: what another device saved meanwhile is not written over by what waited here'(p) {
		server.mode = 'down';
		await p.locator('[name="choice.1.1"]').nth(1).check();
		await until(() => lies(p));
		server.mode = 'apart';
		server.page = page => page.replace('data-version="1"', 'data-version="9"').replace('name="choice.1.1" value="1"', 'name="choice.1.1" value="1" checked');
		await p.reload();
		await p.waitForSelector('.conflict');
		assert.match(await p.textContent('.conflict'), /1 điểm/);
		await p.click('text=Lấy giá trị kia');
		await until(() => last().version === '9' && last()['choice.1.1'] === '1');
	},
	async 'script: two pages of one sheet without a line keep the words of both'(p) {
		server.mode = 'down';
		const other = await p.context().newPage();
		await other.goto(p.url());
		await p.locator('[name="choice.1.1"]').nth(1).check();
		await other.locator('[name="choice.1.2"]').nth(1).check();
		assert.deepEqual(await lies(p), { 'choice.1.1': '3', 'choice.1.2': '3' });
		await p.waitForFunction(() => document.querySelector('[data-state]').textContent.includes('giữ trên máy'));
		server.mode = 'ok';
		await other.close();
		await p.reload();
		await until(() => last()?.['choice.1.2'] === '3' && last()['choice.1.1'] === '3');
	},
	async 'script: a whole form that did not arrive is there again; one that did is not'(p) {
		server.mode = 'down';
		server.page = page => page.replace('class="score" ', 'method="post" action="/het" ').replace('</form>', '<button id="whole">Gửi</button></form>');
		await p.reload();
		await p.locator('textarea').fill('một câu dài');
		await Promise.all([p.waitForEvent('requestfailed', r => r.isNavigationRequest()), p.click('#whole')]);
		await until(() => !p.url().endsWith('/thu'));
		await p.goBack();
		await p.waitForSelector('textarea');
		assert.equal(await p.inputValue('textarea'), 'một câu dài');
		assert.deepEqual(await lies(p), { 'note.1.2': 'một câu dài' });
		server.whole = true;
		await p.click('#whole');
		await p.waitForURL('**/xong');
		await until(async () => !await lies(p));
	},
	async 'script: who signs out is told first what has not been sent'(p) {
		server.mode = 'down';
		server.page = page => page.replace('<h1>', '<form method="post" action="/dang-xuat"><button id="out">Ra</button></form><h1>');
		await p.reload();
		await p.locator('[name="choice.1.2"]').nth(1).check();
		await p.click('#out');
		await p.waitForSelector('[role=alert]');
		assert.deepEqual(await lies(p), { 'choice.1.2': '3' });
		await p.click('#out');
		await p.waitForURL('**/dang-xuat');
		assert.equal(await lies(p), null);
	},
	async 'script: two devices, both values are shown'(p) {
		server.mode = 'conflict';
		await p.locator('[name="choice.1.1"]').nth(1).check();
		await p.waitForSelector('.conflict');
		assert.match(await p.textContent('.conflict'), /1 điểm/);
		await p.click('text=Lấy giá trị kia');
		await until(() => last()['choice.1.1'] === '1');
		assert(await p.locator('[name="choice.1.1"]').first().isChecked());
	},
	async 'script: nobody else was there, only the version is old'(p) {
		await p.locator('[name="choice.1.1"]').first().check();
		await settled(p);
		server.mode = 'conflict';
		await p.locator('[name="choice.1.1"]').nth(1).check();
		await settled(p);
		assert.equal(await p.locator('.conflict').count(), 0);
		assert.deepEqual(server.saved.slice(-2).map(f => f['choice.1.1']), ['3', '3']);
	},
	async 'script: a tick and the pages of a paper are saved, taken back, and kept without a line'(p) {
		await p.check('[name="cite.7"]');
		await p.waitForFunction(() => document.querySelector('[data-state]').textContent === 'Đã lưu 14:40');
		assert.deepEqual({ ...last() }, { csrf: 'c5rf', version: '1', 'cite.7': '1' });
		await p.fill('[name="from.7"]', '2');
		await until(() => last()['from.7'] === '2');
		assert.deepEqual({ ...last() }, { csrf: 'c5rf', version: '2', 'from.7': '2', 'to.7': '' });
		server.mode = 'down';
		await p.uncheck('[name="cite.7"]');
		await p.waitForFunction(() => document.querySelector('[data-state]').textContent.includes('giữ trên máy'));
		server.mode = 'ok';
		await p.reload();
		await until(() => last()['cite.7'] === '');
		assert(!await p.isChecked('[name="cite.7"]'));
	},
	async 'script: a paper that was ticked elsewhere: its own sentence, beside it, and the choice goes'(p) {
		Object.assign(server, { mode: 'conflict', other: '1' });
		await p.$eval('[name="cite.7"]', e => { e.click(); e.click(); }); // ticked and taken back before it is sent
		await p.waitForSelector('.doc .conflict');
		assert.match(await p.textContent('.doc .conflict'), /Nơi khác đã đổi giấy bảy/);
		await p.click('text=Giữ của tôi');
		await until(() => last()['cite.7'] === '');
		await settled(p);
		assert.equal(await p.locator('.conflict').count(), 0);
		/* the server has what we know of: only the version was old */
		await p.check('[name="cite.7"]');
		await settled(p);
		Object.assign(server, { mode: 'conflict', other: '1' });
		await p.uncheck('[name="cite.7"]');
		await settled(p);
		assert.equal(await p.locator('.conflict').count(), 0);
		assert.equal(last()['cite.7'], '');
	},
	async 'script: what is changed while the answer is on its way is the value that she keeps'(p) {
		Object.assign(server, { mode: 'conflict', slow: true });
		await p.locator('[name="choice.1.1"]').nth(1).check();
		await until(() => server.held);
		await p.fill('[name="note.1.2"]', 'sau');
		await p.locator('[name="choice.1.1"]').nth(1).evaluate(e => { e.form.elements['choice.1.1'][1].value = '5'; e.dispatchEvent(new Event('input', { bubbles: true })); });
		server.held();
		await p.waitForSelector('.conflict');
		await p.click('text=Giữ của tôi');
		await until(() => last()['choice.1.1'] === '5');
		await settled(p);
	},
	async 'script: the next empty criterion'(p) {
		await p.click('[data-next-empty]');
		assert.equal(await p.evaluate(() => document.activeElement.name), 'choice.1.1');
	},
	async 'script: an upload goes on where the line broke'(p) {
		const data = randomBytes(3500000);
		server.breakAt = 2300000;
		await p.setInputFiles('input[type=file]', { name: 'giấy phép.pdf', mimeType: 'application/pdf', buffer: data });
		await p.waitForURL('**/xong');
		assert(server.upload.data.equals(data));
		assert.equal(server.creations, 1);
		const about = Object.fromEntries(server.upload.about.split(',').map(a => a.split(' ')).map(([k, v]) => [k, Buffer.from(v, 'base64').toString()]));
		assert.deepEqual(about, { purpose: 'evidence:12', name: 'giấy phép.pdf' });
	},
	async 'script: a page closed in the middle of an upload'(p) {
		const file = { name: 'a.pdf', mimeType: 'application/pdf', buffer: randomBytes(2500000) };
		const sent = path.join(fs.mkdtempSync('/tmp/ocop-file-'), file.name);
		fs.writeFileSync(sent, file.buffer); /* a real file keeps its date */
		Object.assign(server, { breakAt: 1500000, mode: 'stall' });
		await p.setInputFiles('input[type=file]', sent);
		await until(() => !server.breakAt);
		await p.reload();
		await p.setInputFiles('input[type=file]', sent);
		await p.waitForURL('**/xong');
		fs.rmSync(path.dirname(sent), { recursive: true });
		assert(server.upload.data.equals(file.buffer));
		assert.equal(server.creations, 1);
	},
	async 'script: a refused file says why and leaves the page as it is'(p) {
		server.joins = 'refused';
		await p.setInputFiles('input[type=file]', { name: 'b.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
		await p.waitForSelector('.upload-row.bad');
		assert.equal(await p.textContent('.upload .state'), 'Tệp này không mở được.');
	},
	async 'script: a large photo is made smaller'(p) {
		const photo = await p.evaluate(async () => {
			const canvas = new OffscreenCanvas(2400, 1200), pen = canvas.getContext('2d');
			for (let i = 0; i < 600; i++) {
				pen.fillStyle = `hsl(${i * 37} 80% ${i % 90}%)`;
				pen.fillRect((i * 131) % 2400, (i * 977) % 1200, 90, 90);
			}
			return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer())];
		});
		await p.setInputFiles('input[type=file]', { name: 'ảnh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) });
		await p.waitForURL('**/xong');
		assert(server.upload.data.length < photo.length);
		assert.equal(server.upload.data.subarray(0, 2).toString('hex'), 'ffd8');
	},
	async 'script: what was typed comes back, a password never'(p) {
		await p.fill('[name=name]', 'chữ vừa gõ');
		await p.check('[name=box]');
		await p.fill('[name=password]', 'bí mật');
		await p.reload();
		assert.equal(await p.inputValue('[name=name]'), 'chữ vừa gõ');
		assert(await p.isChecked('[name=box]'));
		assert.equal(await p.inputValue('[name=password]'), '');
		assert(!(await p.evaluate(() => JSON.stringify(localStorage))).includes('bí mật'));
		await p.click('text=Bỏ phần này');
		assert.equal(await p.inputValue('[name=name]'), 'cũ');
	},
	async 'script: a doubled click sends once'(p) {
		await p.locator('#keep button').dblclick();
		await p.waitForURL('**/xong');
		assert.equal(server.sent, 1);
	},
};

const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
for (const [name, run] of Object.entries(cases)) {
	if (process.env.CASE && !name.includes(process.env.CASE)) continue;
	Object.assign(server, { mode: 'ok', saved: [], sent: 0, upload: null, breakAt: 0, creations: 0, joins: 'joined', page: page => page, whole: false, slow: false, held: null });
	const context = await browser.newContext({ viewport: { width: 820, height: 1180 } });
	const page = patient(await context.newPage()), faults = [];
	page.on('pageerror', e => faults.push(e.message));
	page.on('console', m => m.text().includes('Content Security Policy') && faults.push(m.text()));
	try {
		await page.goto(`http://127.0.0.1:${stand.address().port}/thu`);
		await run(page);
	} catch (e) {
		faults.push(e.message.split('\n')[0]);
	}
	await context.close();
	tell(name, faults);
}
await browser.close();
stand.close();
stand.closeAllConnections();
finish();
