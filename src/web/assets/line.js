/*
 * A member's tablet without a line: beside app.js, on her session and her sheets.
 * At most 7 KB, 3 KB packed. Nothing here decides anything.
 *
 * app.js keeps what is ticked on the device and sends the sheet that is open. This
 * sends the others when the line is back, from the version each was made from, so
 * never over a newer one (the server answers 409, and the sheet, when it is opened,
 * shows both values); says in words that there is no line and what waits; fetches the sheets
 * of a session beforehand; and hands nothing in without a line: a seal is the member's
 * own word now, not an intention that a device keeps for her.
 *
 * CONTRACT for templates
 *
 * <div data-line data-say-off data-say-waits data-say-both data-say-out hidden>
 *     is shown with its words in the <p> inside; {0} is how many sheets wait. An
 *     <input name=csrf> is in it too.
 * <p data-no-line data-say-no hidden>
 *     says that a press of a button reached nobody, until the line is back: the
 *     words beside it, of what is saved meanwhile, do not speak over it
 * <ol data-keep-sheets data-say-kept-sheets>  links to sheets inside: they and this
 *     page are kept on the device; [data-kept] says how many are.
 * <div data-sealed="sheet-3">  this sheet is handed in: what the device held of it goes
 */
const $ = (s, at = document) => at.querySelector(s)
const $$ = (s, at = document) => [...at.querySelectorAll(s)]
const fill = (text, a) => (text || '').replace('{0}', a)
const account = document.body.dataset.account || '0'
const head = `ocop.save.${account}.sheet-`, about = `ocop.line.${account}.sheet-`
const get = k => { try { return JSON.parse(localStorage.getItem(k)) } catch { return null } }
const set = (k, v) => { try { localStorage.setItem(k, JSON.stringify(v)) } catch { /* full or forbidden */ } }
const drop = k => { try { localStorage.removeItem(k) } catch { /* as above */ } }
const held = k => Object.keys(get(k) || {}).length > 0
const waiting = () => { try { return Object.keys(localStorage).filter(k => k.startsWith(head) && held(k)) } catch { return [] } }

const note = $('[data-line]'), said = $('[data-line] p'), form = $('form.score[data-save]')
const mine = form && `ocop.save.${account}.${form.dataset.key}`
const refused = form && $('[data-no-line]', form)
const mineHeld = () => mine && held(mine)
let out = false
let off = !navigator.onLine, both = new Set()

const show = () => {
	if (!note) return
	if (refused && !off) { refused.hidden = true; refused.textContent = '' }
	const n = waiting().length, say = note.dataset
	const words = off ? fill(say.sayOff, n) : out && n ? fill(say.sayOut, n) : both.size ? fill(say.sayBoth, both.size) : n > (mineHeld() ? 1 : 0) ? fill(say.sayWaits, n) : ''
	if (said.textContent !== words) said.textContent = words
	note.hidden = !words
}

/* Whether the office answers; a device that thinks it is on a line may be wrong. */
const reached = async () => {
	try {
		const r = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(4000) })
		off = !r.ok && !(r.headers.get('Content-Type') || '').includes('json') /* no proxy's page: the office itself */
	} catch { off = true }
	show()
	return !off
}

/* ---- sheets that are not on this page ------------------------------------------ */

const send = async key => {
	const id = key.slice(head.length), sent = get(key) || {}, from = get(about + id)
	const body = new URLSearchParams({ csrf: $('[name=csrf]')?.value || '', version: from?.version || '0', ...sent })
	const r = await fetch(`/hoi-dong/phieu/${id}/luu`, { method: 'POST', body, headers: { Accept: 'application/json' } })
	const answer = (r.headers.get('Content-Type') || '').includes('json') ? await r.json() : null
	if (r.status >= 500 || (!answer && r.ok && !r.redirected)) throw new Error(r.status)
	out = r.status === 401 || r.status === 403 || r.redirected /* signed out meanwhile: nothing is taken, all is kept */
	if (out) throw new Error('signed out')
	if (!r.ok) { both.add(id); return }
	both.delete(id)
	const now = get(key) || {}
	for (const name of Object.keys(sent)) if (now[name] === sent[name]) delete now[name]
	if (Object.keys(now).length) {
		set(key, now)
		set(about + id, { ...get(about + id), version: String(answer.version) })
	} else [key, about + id].forEach(drop)
	keep([`/hoi-dong/phieu/${id}`]) /* the copy on this device is the newest again */
}

let busy = false
const flush = async () => {
	const others = waiting().filter(k => k !== mine && !both.has(k.slice(head.length)))
	if (busy || !others.length) return show()
	busy = true
	try {
		for (const key of others) await send(key)
		off = false
	} catch { off = !out }
	busy = false
	show()
}
/* One tab at a time. */
const alone = () => navigator.locks ? navigator.locks.request('ocop.line', { ifAvailable: true }, lock => lock && flush()) : flush()

addEventListener('online', () => reached().then(well => well && alone()))
addEventListener('offline', () => { off = true; show() })
/* While something waits, or there was no line: asked again every few seconds. */
setInterval(async () => { if ((off || waiting().length) && !document.hidden && await reached()) alone() }, 5000)

/* ---- the sheet on this page ------------------------------------------------------ */

for (const e of $$('[data-sealed]')) {
	drop(`ocop.save.${account}.${e.dataset.sealed}`)
	drop(`ocop.line.${account}.${e.dataset.sealed}`)
}
if (form) {
	form.addEventListener('input', () => setTimeout(show, 0))
	/* What app.js has saved stands in the copy on this device soon after. */
	let soon
	new MutationObserver(() => {
		clearTimeout(soon)
		if (!mineHeld()) soon = setTimeout(() => keep([location.pathname]), 1000)
	}).observe($('[data-state]', form), { childList: true, characterData: true, subtree: true })
	/* Before app.js lets go of what it holds: is there anybody to take it? */
	let sure = false
	addEventListener('submit', e => {
		if (e.target !== form || sure) { sure = false; return }
		e.preventDefault()
		e.stopImmediatePropagation()
		reached().then(well => {
			if (well) { sure = true; form.requestSubmit(e.submitter) }
			else if (refused) { refused.hidden = false; refused.textContent = refused.dataset.sayNo }
		})
	}, true)
}

/* ---- what a session needs when the line goes --------------------------------------- */

const list = $('[data-keep-sheets]')
const keep = at => navigator.serviceWorker?.ready.then(r => r.active?.postMessage({ keep: at }))
if ('serviceWorker' in navigator && (list || form)) {
	navigator.serviceWorker.register('/sw.js').then(() => {
		const sheets = list ? $$('a[href^="/hoi-dong/phieu/"]', list).map(a => a.getAttribute('href')).filter(a => /\d$/.test(a)) : []
		keep([location.pathname, ...sheets])
	}).catch(() => {})
	navigator.serviceWorker.addEventListener('message', e => {
		const told = list && e.data?.kept ? $('[data-kept]') : null
		if (told) told.textContent = fill(list.dataset.sayKeptSheets, e.data.kept)
	})
}
reached().then(well => well && alone())
