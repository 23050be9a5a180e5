// keys: a page by Tab alone. Whatever can be pressed, ticked, chosen or written in
// is reached, in the order of the page, and each stop is seen: an outline or a shadow
// that was not there before, on itself or on the label that stands for it. Behind the
// last stop the page is left; from the skip link one is in the middle of it.
//
// All Tabs are sent at once; what was reached is written down by the page while they
// come, so that a page costs its own keys and nothing else.

const most = 400; // stops of a page; beyond it the rest is not walked

// In the page: what must be reached, and how each looks unfocused; then each stop.
/* eslint-env browser */
function begin() {
	const shown = e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]');
	const group = e => e.type === 'radio' && e.name ? `${e.form ? [...document.forms].indexOf(e.form) : ''} ${e.name}` : null;
	const looks = e => [e, e.closest('label'), e.parentElement].filter(Boolean).map(x => {
		const s = getComputedStyle(x);
		return { outline: s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 ? '' : `${s.outlineWidth} ${s.outlineColor}`, shadow: s.boxShadow };
	});
	const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
		.filter(e => !e.disabled && shown(e) && !e.closest('[aria-hidden=true]'));
	const said = e => e.outerHTML.replace(/\s+/g, ' ').slice(0, 110);
	const before = new Map(all.map(e => [e, looks(e)]));
	const walk = window.walkOfKeys = { stops: [], unseen: [] };
	const reached = walk.stops;
	document.addEventListener('focusin', walk.hear = ({ target: e }) => {
		if (reached.includes(e)) return;
		reached.push(e);
		const was = before.get(e);
		if (was && !looks(e).some((l, i) => (l.outline && l.outline !== was[i].outline) || (l.shadow !== 'none' && l.shadow !== was[i].shadow))) walk.unseen.push(said(e));
	}, true);
	walk.left = () => all.some(e => e.isConnected && !reached.includes(e) && !group(e));
	walk.end = () => {
		const faults = walk.unseen.slice(0, 3).map(h => `the focus is not seen on ${h}`);
		const groups = new Set(reached.map(group).filter(Boolean));
		const missed = all.filter(e => e.isConnected && !reached.includes(e) && !groups.has(group(e))); // what a live page has replaced is gone
		if (missed.length) faults.push(`${missed.length} of ${all.length} are not reached by Tab: ${said(missed[0])}`);
		const back = reached.slice(1).map((e, i) => [reached[i], e]).filter(([a, b]) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING);
		if (back.length > 1) faults.push(`Tab goes back from ${said(back[0][0])} to ${said(back[0][1])}`); // once it goes round
		document.removeEventListener('focusin', walk.hear, true);
		return faults;
	};
	return all.length;
}

export async function keys(page) {
	const n = Math.min(await page.evaluate(begin), most) + 4, faults = [];
	const press = () => page.keyboard.press('Tab');
	const here = () => page.evaluate(() => document.activeElement.outerHTML.replace(/\s+/g, ' ').slice(0, 110));
	await press();
	if (await page.evaluate(() => document.activeElement.matches('a.skip'))) {
		await page.keyboard.press('Enter');
		await press();
		if (!await page.evaluate(() => document.querySelector('main').contains(document.activeElement) || !document.querySelector('main').querySelector('a[href], button, input:not([type=hidden]), select, textarea, summary')))
			faults.push(`the skip link leads to ${await here()}`);
	} else faults.push(`the first Tab is not on the skip link but on ${await here()}`);
	for (let i = 0; i < n; i += 50) await Promise.all(Array.from({ length: Math.min(50, n - i) }, press));
	// boxes that scroll are stops too, which no list of ours has
	for (let more = 0; more < 3 && await page.evaluate(() => window.walkOfKeys.left()); more++) await Promise.all(Array.from({ length: 10 }, press));
	return n < most ? [...faults, ...await page.evaluate(() => window.walkOfKeys.end())] : faults;
}
