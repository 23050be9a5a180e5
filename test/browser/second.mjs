// second: the second step of signing in, as an officer with a phone sets it up and
// lives with it, with script and without. The codes are counted here by node's own
// HMAC (RFC 6238), not by ours.
import { axe, finish, house, launch, office, person, pressed, send, signIn, tell } from './lib.mjs';
import { codeAt, stepOf } from '../totp.mjs';
import { who } from './people.mjs';

const step = () => stepOf(Date.now());

const browser = await launch();
const at = page => new URL(page.url()).pathname;

// `login` switches it on, leaves, and comes back by a code and by a recovery code.
async function walk(open, mode, login, script) {
	const faults = [], page = await person(browser, 'phone', { script });
	const look = async what => faults.push(...(await house(page)).concat(script ? await axe(page) : []).map(f => `${what}: ${f}`));
	const want = (so, what) => { if (!so) faults.push(`${what}: ${at(page)}`); };
	const leave = () => pressed(page, 'form[action$="/dang-xuat"] button');

	await signIn(page, open.url, login, who(login).password);
	await page.goto(`${open.url}/tai-khoan/buoc-hai`);
	await look('before');
	await send(page, '/tai-khoan/buoc-hai/bat-dau', { password_now: who(login).password });
	await look('the secret');
	if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/second-${mode}-secret.png`, fullPage: true });
	const secret = await page.locator('.bytes strong').innerText();
	want(await page.locator('svg.code path').count() === 1, 'no code to scan');
	await send(page, '/tai-khoan/buoc-hai/bat', { fresh_code: '000000' }, { expect: 422 });
	want(await page.locator('.bytes strong').innerText() === secret, 'after a wrong code another secret');
	await look('a wrong first code');
	let used = step();
	await send(page, '/tai-khoan/buoc-hai/bat', { fresh_code: codeAt(secret, used) });
	await look('recovery codes');
	if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/second-${mode}-codes.png`, fullPage: true });
	const spare = (await page.locator('main').innerText()).match(/\b[a-z0-9]{4,5}(-[a-z0-9]{4,5})+\b/gi) || [];
	want(spare.length === 10, `${spare.length} recovery codes`);

	await leave();
	await signIn(page, open.url, login, who(login).password);
	want(at(page) === '/dang-nhap/ma', 'is not asked for a code');
	await look('asked for the code');
	if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/second-${mode}-asked.png`, fullPage: true });
	await page.goto(`${open.url}/viec`);
	want(at(page) !== '/viec', 'half signed in reads its tasks');
	await page.goto(`${open.url}/dang-nhap/ma`);
	await send(page, '/dang-nhap/ma', { second_code: codeAt(secret, used) }, { expect: 422 });
	want(at(page) === '/dang-nhap/ma', 'a code worked twice');
	await look('a used code');
	await send(page, '/dang-nhap/ma', { second_code: codeAt(secret, used + 1) }); // one step ahead is let in
	want(at(page) !== '/dang-nhap/ma', 'the next code is refused');

	await leave();
	await signIn(page, open.url, login, who(login).password);
	await send(page, '/dang-nhap/ma', { second_code: spare[0] });
	want(at(page) !== '/dang-nhap/ma', 'a recovery code is refused');
	await leave();
	await signIn(page, open.url, login, who(login).password);
	await send(page, '/dang-nhap/ma', { second_code: spare[0] }, { expect: 422 });
	want(at(page) === '/dang-nhap/ma', 'a recovery code worked twice');
	await page.context().close();
	tell(`second step: ${mode}`, faults);
}

try {
	for (const [mode, login, script] of [['phone', 'commune', true], ['plain', 'province', false]]) {
		const open = await office(); // of its own: wrong codes are counted by where they come from, too
		await walk(open, mode, login, script).catch(e => tell(`second step: ${mode}`, [String(e).slice(0, 600)]));
		await open.close();
	}
} finally {
	await browser.close();
}
finish();
