// after: from a photo taken on site to the public page. A buyer reports, the
// province inspects with a phone, proposes, drafts; the leader signs; whoever
// scans the jar reads that it was revoked. The photo is taken where there is no
// line, and sent later; every page is looked at by axe and by the rules of the house.
import path from 'node:path';
import { axe, finish, house, launch, office, patient, person, pressed, signIn, tell, top } from './lib.mjs';
import { who } from './people.mjs';

const code = '79-8N3JQ-Y'; // Đậu phộng rang mẫu, of the sample office
const photo = path.join(top, 'test/sample/photo.png');
const shots = process.env.SHOTS;
const place = await office();
const browser = await launch();
const faults = [];
const at = (page, where) => page.goto(place.url + where);

async function look(page, name) {
	for (const f of [...await axe(page), ...await house(page)]) faults.push(`${name}: ${f}`);
	if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
}

async function need(page, words, name) {
	if (!(await page.content()).includes(words)) faults.push(`${name}: no “${words}”`);
}

async function officer(name, size) {
	const page = await person(browser, size);
	await signIn(page, place.url, who(name).login, who(name).password);
	return page;
}

try {
	const buyer = await person(browser, 'phone');
	await at(buyer, `/c/${code}`);
	await look(buyer, 'after-certificate');
	await pressed(buyer, 'a[href$="/bao-sai"]');
	await buyer.fill('[name=misuse_body]', 'Hũ in 4 sao.');
	await buyer.setInputFiles('[name=photo_seen]', photo);
	await look(buyer, 'after-report');
	await pressed(buyer, 'main button[type=submit]');
	await look(buyer, 'after-report-sent');
	await need(buyer, 'Chưa xử lý', 'report');

	let province = await officer('province', 'phone');
	await at(province, '/tinh/bao-sai');
	await pressed(province, 'ul.tasks a');
	await look(province, 'after-report-read');
	await pressed(province, 'form[action$="/hau-kiem"] button');
	await look(province, 'after-inspection');
	for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9])
		await province.check(`[name="verdict.K${n}"][value="${n === 6 ? 2 : 1}"]`);
	await pressed(province, 'form[action$="/muc"] button');
	// No line on site: the photo waits on the phone, also when the page is closed.
	const site = province.url(), device = province.context();
	await device.setOffline(true);
	await province.setInputFiles('[name=photo_site]', photo);
	await province.getByText('Đã giữ trên máy này').first().waitFor();
	await province.close();
	await device.setOffline(false);
	province = Object.assign(patient(await device.newPage()), { size: 'phone', script: true, complaints: [] });
	await province.goto(site);
	await province.locator('img[src*="hau-kiem/anh-nho"]').waitFor();
	await province.waitForLoadState();
	await province.fill('[name=conclusion]', 'Nhãn in 4 sao, giấy chứng nhận 3 sao.');
	await province.check('[name=ground][value=d]');
	await look(province, 'after-inspection-filled');
	await pressed(province, 'button[name=deed][value="5"]');
	await need(province, 'Đã đề nghị thu hồi', 'inspection');
	await at(province, '/tinh/thu-hoi');
	await look(province, 'after-revocations');
	await pressed(province, 'form[action="/tinh/thu-hoi"] button');
	await look(province, 'after-draft');
	const draft = new URL(province.url()).pathname.split('/').pop();

	const signer = await officer('signer', 'desk');
	await at(signer, `/ky/${draft}`);
	await signer.check('[name=confirmed]');
	await look(signer, 'after-sign');
	await pressed(signer, 'form[action$="/ky"] button');
	await need(signer, 'đã ký', 'signature');

	await at(buyer, `/c/${code}`);
	await look(buyer, 'after-revoked');
	await need(buyer, 'Đã bị thu hồi', 'public page');
	for (const where of ['/chung-nhan', `/chung-nhan/${code}`, '/hau-kiem', '/tinh/khieu-nai']) {
		await at(province, where);
		await look(province, `after${where.replaceAll('/', '-')}`);
	}
} catch (e) {
	faults.push(String(e).split('\n')[0]);
} finally {
	await browser.close();
	await place.close();
}
tell('journey: from a photo on site to the public page', faults);
finish();
