/*
 * What pages can do better with script. At most 18 KB, 7 KB packed; what only
 * desks and the council room need is in desk.js. Every page works without it; nothing
 * here decides anything: points, stars and rights come from the server.
 * Words come from data-say-… attributes, in which {0} is a value.
 *
 * CONTRACT for templates (elements and attributes)
 *
 * data-focus                    gets the focus when the page opens (error summary)
 *
 * <form data-keep="KEY">        what is typed stays in this browser until the
 *                               form is accepted; comes back after a lost
 *                               session. Never passwords, files, hidden fields.
 *
 * <div data-paper="ADDRESS" data-title="…">  a file of ours is shown in its place,
 *                               whole and to be leafed through; without script
 *                               what is inside stays: its first page as a picture.
 *
 * <form data-live="ID">         GET form: while typing, the page is fetched and
 *                               its element #ID replaces ours.
 *
 * <form data-save="ADDRESS" data-key="KEY" data-version="3"
 *       data-say-saved="Đã lưu {0}" data-say-saving data-say-kept
 *       data-say-mine data-say-theirs data-say-conflict>
 *     Autosave. At each change the value is kept here at once and sent within
 *     2 s: POST ADDRESS, form-encoded: csrf, version, and the changed fields.
 *     Answer 200: {"version": 4, "saved": "14:32", and any of "total" "left"
 *     "why" "star" "star_text"}. Answer 409: the same with
 *     "conflicts": [{"name": "c.1.1", "value": "3", "text": "3 điểm"}]:
 *     somebody else's values ("why" instead of "text": a whole sentence); both
 *     are shown and the person chooses. 422:
 *     {"faults": [{"name", "text"}]}. Only 200 lets go of what lies on this device;
 *     with it lies which version it was made from, so a page that is opened later
 *     shows both values too. Inside the form:
 *       [data-show="total|left|why|star"]   is given the server's words; star
 *                               is the element around {{ > stars(n) }}
 *       [data-state]            says saved / saving / kept on this device
 *       fieldset[data-criterion]  one criterion: radios with data-points
 *       [data-next-empty]         goes to the first criterion without an answer
 *       [data-with="NAME"]        when it changes, the field NAME goes with it
 *       [data-unsaved]            goes with the whole form only: a confirmation, a password
 *     Keys 1-9 choose the n-th answer of the criterion in focus and go on.
 *
 * <div data-check="LETTERS" …>  a signed code of a certificate: see check.js
 *
 * <div data-upload …>           upload that goes on where the line broke: see
 *                               upload.js and {{ > upload_box(…) }}
 */
const $ = (s, at = document) => at.querySelector(s)
const $$ = (s, at = document) => [...at.querySelectorAll(s)]
const fill = (text, a) => (text || '').replace('{0}', a)
const wait = ms => new Promise(done => setTimeout(done, ms))
const account = document.body.dataset.account || '0'
const store = {
	get: k => { try { return JSON.parse(localStorage.getItem(k)) } catch { return null } },
	set: (k, v) => { try { localStorage.setItem(k, JSON.stringify(v)); return true } catch { return false /* full or forbidden */ } },
	drop: k => { try { localStorage.removeItem(k) } catch { /* as above */ } },
	keys: head => { try { return Object.keys(localStorage).filter(k => k.startsWith(head)) } catch { return [] } },
}
const make = (tag, cls, text) => {
	const e = document.createElement(tag)
	if (cls) e.className = cls
	if (text) e.textContent = text
	return e
}

$('[data-focus]')?.focus()
{ // not scrollIntoView: Tab would begin there
	const a = $('.menu [aria-current]'), bar = a?.closest('ul'), right = e => e.getBoundingClientRect().right
	if (bar) bar.scrollLeft += Math.max(0, right(a) - right(bar))
}

/* ---- a paper beside its check --------------------------------------------- */

$$('[data-paper]').forEach(at => {
	const whole = make('iframe')
	whole.title = at.dataset.title
	whole.src = at.dataset.paper
	at.replaceChildren(whole)
})

/* ---- a form is sent once ------------------------------------------------- */

/* Whether this page is the answer to what was sent from there: then it arrived. */
const here = () => location.href.split('#')[0]
const answers = from => from && from === document.referrer && account !== '0' && !(performance.getEntriesByType('navigation')[0]?.responseStatus >= 400)
/* What was typed and is not with the server; who signs out is told once. */
const unsent = () => store.keys('ocop.save.').some(k => Object.keys(store.get(k) || {}).length)
let warned = false

addEventListener('submit', e => {
	const form = e.target
	if (form.getAttribute('action') === '/dang-xuat' && !warned && unsent()) {
		warned = true
		const note = make('p', 'note warn', document.body.dataset.sayUnsent)
		note.setAttribute('role', 'alert')
		$('main').prepend(note)
		note.scrollIntoView({ block: 'center' })
		return e.preventDefault()
	}
	if (form.dataset.sent && Date.now() - form.dataset.sent < 8000) return e.preventDefault()
	form.dataset.sent = Date.now()
	form.setAttribute('aria-busy', 'true')
	if (form.getAttribute('action') === '/dang-xuat')
		store.keys('ocop.').forEach(store.drop) /* nothing stays on a shared device */
})
addEventListener('pageshow', () => $$('form[data-sent]').forEach(f => {
	delete f.dataset.sent
	f.removeAttribute('aria-busy')
}))

/* ---- what was typed stays ------------------------------------------------ */

const KEEP_DAYS = 7
const kept = f => $$('input, textarea, select', f).filter(e => e.name && !['hidden', 'password', 'file', 'submit'].includes(e.type))
const isChoice = e => e.type === 'radio' || e.type === 'checkbox'

const typed = f => kept(f).filter(e => !isChoice(e) || e.checked).map(e => [e.name, e.value])

const fillIn = (f, pairs) => kept(f).forEach(e => {
	const values = pairs.filter(p => p[0] === e.name).map(p => p[1])
	if (isChoice(e)) e.checked = values.includes(e.value)
	else if (values.length) e.value = values[0]
})

for (const k of [...store.keys('ocop.keep.'), ...store.keys('ocop.line.')]) {
	const d = store.get(k)
	const old = k.startsWith('ocop.keep.') && (!d || Date.now() - d.at > KEEP_DAYS * 864e5)
	if (old || (answers(d?.sent) && !$('.faults'))) [k, k.replace('.line.', '.save.')].forEach(store.drop)
}
for (const f of $$('form[data-keep]')) {
	const key = `ocop.keep.${account}.${f.dataset.keep}`
	const d = store.get(key), again = $('.faults')
	if (d && !again && JSON.stringify(d.pairs) !== JSON.stringify(typed(f))) {
		const before = typed(f)
		const note = make('div', 'note'), undo = make('button', 'second', document.body.dataset.sayDrop)
		note.setAttribute('role', 'status')
		note.append(make('p', '', fill(document.body.dataset.sayKept, new Date(d.at).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' }))), undo)
		undo.type = 'button'
		undo.onclick = () => { fillIn(f, before); store.drop(key); note.remove() }
		fillIn(f, d.pairs)
		f.prepend(note)
		store.set(key, { at: d.at, pairs: d.pairs }) /* not sent, or it would not be here */
	}
	f.addEventListener('input', () => store.set(key, { at: Date.now(), pairs: typed(f) }))
	f.addEventListener('submit', () => store.set(key, { at: Date.now(), pairs: typed(f), sent: here() }))
}

/* ---- lists that follow --------------------------------------------------- */

const replace = async (id, address) => {
	const r = await fetch(address, { headers: { Accept: 'text/html' } })
	const page = r.ok && new DOMParser().parseFromString(await r.text(), 'text/html').getElementById(id)
	const old = document.getElementById(id)
	if (page && old && old.innerHTML !== page.innerHTML) old.replaceChildren(...page.childNodes)
}
for (const f of $$('form[data-live]')) {
	let timer, asked = 0
	f.addEventListener('input', () => {
		clearTimeout(timer)
		timer = setTimeout(async () => {
			const n = ++asked
			const address = f.action.split('?')[0] + '?' + new URLSearchParams(new FormData(f))
			await replace(f.dataset.live, address).catch(() => {})
			if (n === asked) history.replaceState(null, '', address)
		}, 300)
	})
}

/* ---- autosave and the score sheet ---------------------------------------- */

const any = o => Object.keys(o).length > 0

class Sheet {
	constructor(form) {
		this.form = form
		this.key = `ocop.save.${account}.${form.dataset.key}`
		this.base = `ocop.line.${account}.${form.dataset.key}`
		this.version = form.dataset.version || '0'
		this.pending = {}
		this.pause = 1000
		this.known = {} /* what the server has, as far as we were told */
		for (const e of kept(form)) this.known[e.name] = this.is(e) ?? this.known[e.name]
		this.recall()
		form.addEventListener('input', e => this.changed(e.target))
		form.addEventListener('keydown', e => this.digit(e))
		$('[data-next-empty]', form)?.addEventListener('click', e => { e.preventDefault(); this.toEmpty() })
		addEventListener('online', () => this.soon(0))
		addEventListener('pagehide', () => this.send(true))
		addEventListener('pageshow', e => e.persisted && this.recall())
		addEventListener('beforeunload', e => this.loose && any(this.pending) && e.preventDefault())
		form.addEventListener('submit', e => this.leave(e))
		this.total()
	}

	/* What lies on this device: from the version it was made from, so that nobody
	 * else's words are written over unseen. */
	recall() {
		const base = store.get(this.base), there = {}
		for (const [name, value] of Object.entries(store.get(this.key) || {})) {
			if (this.named(name).some(e => this.is(e) === value)) there[name] = value
			else {
				this.pending[name] = value
				if (base?.was) this.known[name] = base.was[name]
				this.put(name, value)
			}
		}
		if (base?.sent) store.set(this.base, { ...base, sent: undefined }) /* it did not arrive */
		if (!$('.faults')) this.lift(there)
		if (!any(this.pending)) return
		this.version = base?.version || this.version
		this.soon(0)
	}

	/* Several pages may share what lies there: each touches only what it names. */
	lay(name, value) {
		const base = { version: this.version, was: {}, ...store.get(this.base) }
		if (!(name in base.was)) base.was[name] = this.known[name] ?? null
		store.set(this.base, base)
		this.loose = !store.set(this.key, { ...store.get(this.key), [name]: value })
	}

	lift(there) {
		const lies = store.get(this.key) || {}, base = store.get(this.base)
		for (const [name, value] of Object.entries(there)) {
			if (lies[name] !== value) continue
			delete lies[name]
			if (base?.was) delete base.was[name]
		}
		if (!any(lies)) return [this.key, this.base].forEach(store.drop)
		store.set(this.key, lies)
		if (base) store.set(this.base, base)
	}

	named(name) { return $$(`[name="${CSS.escape(name)}"]`, this.form) }

	/* What it says; an unticked box says nothing, an unchosen radio is not asked. */
	is(e) { return !isChoice(e) || e.checked ? e.value : e.type === 'checkbox' ? '' : undefined }

	put(name, value) {
		for (const e of this.named(name)) {
			if (isChoice(e)) e.checked = e.value === value
			else e.value = value
		}
	}

	take(name, value) {
		for (const [n, v] of [[name, value], ...this.named(this.named(name)[0]?.dataset.with).map(o => [o.name, this.is(o)])]) {
			this.pending[n] = v
			this.lay(n, v)
		}
	}

	/* On this device at once, to the server soon. */
	changed(e) {
		if (!e.name || e.type === 'hidden' || 'unsaved' in e.dataset) return
		this.take(e.name, this.is(e))
		e.closest('fieldset')?.classList.remove('is-missing')
		this.total()
		this.soon(isChoice(e) ? 300 : 1200)
	}

	soon(ms) {
		clearTimeout(this.timer)
		this.timer = setTimeout(() => this.send(), ms)
	}

	say(what, a = '') { this.words(fill(this.form.dataset['say' + what], a), what === 'Kept') }

	words(text, bad = false) {
		for (const e of $$('[data-state]', this.form)) {
			e.textContent = text || ''
			e.classList.toggle('bad', bad)
		}
	}

	/* The whole form goes: nothing more by pieces. What is on its way arrives
	 * first, or the form would look older than our own words. The copy on this
	 * device goes when the answer has come. */
	async leave(e) {
		clearTimeout(this.timer)
		this.pending = {}
		if (store.get(this.key)) store.set(this.base, { version: this.version, was: {}, ...store.get(this.base), sent: here() })
		if (!this.busy) return
		e.preventDefault()
		e.stopPropagation()
		for (let i = 0; this.busy && i < 50; i++) await wait(100)
		this.pending = {}
		this.form.requestSubmit(e.submitter)
	}

	async send(last = false) {
		const sent = { ...this.pending }
		if (this.busy || !any(sent)) return
		this.busy = true
		if (!last) this.say('Saving')
		let again = this.pause
		try {
			const body = new URLSearchParams({ csrf: $('[name=csrf]', this.form)?.value || '', version: this.version, ...sent })
			const r = await fetch(this.form.dataset.save, { method: 'POST', body, keepalive: last, headers: { Accept: 'application/json' } })
			const answer = (r.headers.get('Content-Type') || '').includes('json') ? await r.json() : null
			if (!answer || r.status >= 500) throw new Error(r.status)
			/* what waits for the person lies on this device and does not go by itself */
			const settled = r.ok ? Object.keys(sent) : this.asks(answer, sent)
			for (const name of settled) {
				if (this.pending[name] === sent[name]) delete this.pending[name]
				if (!r.ok) continue
				this.known[name] = sent[name]
				this.fieldOf(name)?.querySelectorAll('.fault').forEach(f => (f.dataset.of ?? name) === name && f.remove())
			}
			if (r.ok) this.lift(sent)
			this.answered(answer)
			/* of a page that was signed out, or too late, nothing was taken: it stays */
			if (r.ok || settled.some(n => n in sent) || (answer.conflicts?.length && !settled.length)) again = 300
		} catch {
			if (this.loose) this.words(document.body.dataset.sayLoose, true)
			else this.say('Kept')
		}
		this.pause = again === 300 ? 1000 : Math.min(this.pause * 2, 30000)
		this.busy = false
		if (!any(this.pending)) return
		this.total() /* the answer was about less */
		this.soon(again)
	}

	/* The names that the person must look at first. Where the server has what we
	 * had seen, nobody else was there: that goes again, over the version of now. */
	asks(a, sent) {
		const conflicts = (a.conflicts || []).filter(c => a.version === undefined || this.known[c.name] !== c.value)
		for (const c of conflicts) {
			this.conflict(c, this.pending[c.name] ?? sent[c.name]) /* changed once more meanwhile */
			delete this.pending[c.name]
		}
		for (const f of a.faults || []) this.note(f.name, make('p', 'fault', f.text)).dataset.of = f.name
		return [...conflicts, ...a.faults || []].map(f => f.name)
	}

	/* The server's words replace ours. */
	answered(a) {
		if (a.version !== undefined) this.version = String(a.version)
		$$('[name=version]', this.form).forEach(e => { e.value = this.version })
		for (const what of ['total', 'left', 'why']) {
			if (a[what] !== undefined) $$(`[data-show="${what}"]`, this.form).forEach(e => { e.textContent = a[what] })
		}
		if (a.star !== undefined) {
			for (const e of $$('[data-show="star"]', this.form)) {
				$$('use', e).forEach((p, i) => p.setAttribute('class', i < a.star ? 'on' : 'off'))
				$$('span[aria-hidden]', e).forEach(s => { s.textContent = a.star_text })
				$('svg', e)?.setAttribute('aria-label', a.star_text)
			}
		}
		if (a.saved) this.say('Saved', a.saved)
		else if (!a.conflicts?.length && !a.faults?.length) this.words(a.error?.message, true)
		else this.words('')
	}

	fieldOf(name) { return this.named(name)[0]?.closest('.doc, fieldset, .field') }

	note(name, element) {
		const field = this.fieldOf(name) || this.form
		$$('.conflict, .fault', field).forEach(e => e.remove())
		field.append(element)
		return element
	}

	/* Two devices: both values are shown, the person chooses. */
	conflict(c, mine) {
		const say = this.form.dataset, at = this.named(c.name).find(e => e.type === 'radio' && e.value === c.value)
		const box = make('div', 'note warn conflict', c.why || fill(say.sayConflict, at?.closest('label').innerText ?? c.text ?? c.value))
		const choose = (label, value) => {
			const b = make('button', 'second', label)
			b.type = 'button'
			b.onclick = () => {
				this.known[c.name] = c.value
				this.put(c.name, value)
				this.take(c.name, value)
				box.remove()
				this.soon(0)
			}
			return b
		}
		const row = make('p', 'actions')
		row.append(choose(say.sayMine, mine), choose(say.sayTheirs, c.value))
		box.append(row)
		this.note(c.name, box).setAttribute('role', 'alert')
	}

	/* Only an aid until the server answers: points are summed, nothing else. */
	total() {
		const all = $$('[data-criterion]', this.form)
		if (!all.length) return
		const on = all.map(f => $('[data-points]:checked', f)).filter(Boolean)
		const sum = on.reduce((n, e) => n + Number(e.dataset.points), 0)
		$$('[data-show="total"]', this.form).forEach(e => { e.textContent = sum })
		$$('[data-show="left"]', this.form).forEach(e => { e.textContent = all.length - on.length })
	}

	empty(from = 0) { return $$('[data-criterion]', this.form).find((f, i) => i >= from && !$('input:checked', f)) }

	goTo(f) {
		if (!f) return
		f.scrollIntoView({ block: 'center' })
		;($('input:checked', f) || $('input', f))?.focus({ preventScroll: true })
	}

	toEmpty() {
		const f = this.empty()
		f?.classList.add('is-missing')
		this.goTo(f)
	}

	digit(e) {
		const field = e.target.closest('[data-criterion]')
		if (!field || e.target.matches('textarea, input:not([type=radio])') || e.ctrlKey || e.altKey || e.metaKey || !/^[1-9]$/.test(e.key)) return
		const radio = $$('input[type=radio]', field)[e.key - 1]
		if (!radio || radio.disabled) return
		e.preventDefault()
		radio.checked = true
		this.changed(radio)
		const all = $$('[data-criterion]', this.form)
		this.goTo(all[all.indexOf(field) + 1] || field)
	}
}
$$('form[data-save]').forEach(f => new Sheet(f))

/* ---- upload: fetched only where it is needed ------------------------------ */

for (const box of $$('[data-upload]'))
	import(box.dataset.script).then(m => m.start(box, { $, $$, fill, wait, make, store, account }))

/* ---- a signed code, judged here ------------------------------------------- */

for (const box of $$('[data-check]')) import(box.dataset.script).then(m => m.start(box, { make, fill }))
