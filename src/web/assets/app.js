/*
 * What pages can do better with script. At most 15 KB, 6 KB packed; what only
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
 *     {"faults": [{"name", "text"}]}. Inside the form:
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
	set: (k, v) => { try { localStorage.setItem(k, JSON.stringify(v)) } catch { /* full or forbidden: the server has it */ } },
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
$('.menu [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

/* ---- a paper beside its check --------------------------------------------- */

$$('[data-paper]').forEach(at => {
	const whole = make('iframe')
	whole.title = at.dataset.title
	whole.src = at.dataset.paper
	at.replaceChildren(whole)
})

/* ---- a form is sent once ------------------------------------------------- */

addEventListener('submit', e => {
	const form = e.target
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

for (const k of store.keys('ocop.keep.')) {
	const d = store.get(k)
	const here = $$('form[data-keep]').some(f => k === `ocop.keep.${account}.${f.dataset.keep}`)
	const old = !d || Date.now() - d.at > KEEP_DAYS * 864e5
	if (old || (d.sent && !here && account !== '0')) store.drop(k)
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
	}
	f.addEventListener('input', () => store.set(key, { at: Date.now(), pairs: typed(f) }))
	f.addEventListener('submit', () => store.set(key, { at: Date.now(), pairs: typed(f), sent: true }))
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

class Sheet {
	constructor(form) {
		this.form = form
		this.key = `ocop.save.${account}.${form.dataset.key}`
		this.version = form.dataset.version || '0'
		this.pending = store.get(this.key) || {}
		this.pause = 1000
		this.known = {} /* what the server has, as far as we were told */
		for (const e of kept(form)) this.known[e.name] = this.is(e) ?? this.known[e.name]
		for (const [name, value] of Object.entries(this.pending)) {
			if (this.named(name).some(e => this.is(e) === value)) delete this.pending[name]
			else this.put(name, value)
		}
		if (store.get(this.key)) store.set(this.key, this.pending)
		if (Object.keys(this.pending).length) this.soon(0)
		form.addEventListener('input', e => this.changed(e.target))
		form.addEventListener('keydown', e => this.digit(e))
		$('[data-next-empty]', form)?.addEventListener('click', e => { e.preventDefault(); this.toEmpty() })
		addEventListener('online', () => this.soon(0))
		addEventListener('pagehide', () => Object.keys(this.pending).length && this.send(true))
		form.addEventListener('submit', e => this.leave(e))
		this.total()
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
		this.pending[name] = value
		for (const o of this.named(this.named(name)[0]?.dataset.with)) this.pending[o.name] = this.is(o)
		store.set(this.key, this.pending)
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
	 * first, or the form would look older than our own words. */
	async leave(e) {
		clearTimeout(this.timer)
		this.pending = {}
		/* of a score sheet line.js lets go when the server says that it is sealed */
		if (!this.form.matches('.score')) store.drop(this.key)
		if (!this.busy) return
		e.preventDefault()
		e.stopPropagation()
		for (let i = 0; this.busy && i < 50; i++) await wait(100)
		this.pending = {}
		this.form.requestSubmit(e.submitter)
	}

	async send(last = false) {
		const sent = { ...this.pending }
		if (this.busy || !Object.keys(sent).length) return
		this.busy = true
		if (!last) this.say('Saving')
		try {
			const body = new URLSearchParams({ csrf: $('[name=csrf]', this.form)?.value || '', version: this.version, ...sent })
			const r = await fetch(this.form.dataset.save, { method: 'POST', body, keepalive: last, headers: { Accept: 'application/json' } })
			const answer = (r.headers.get('Content-Type') || '').includes('json') ? await r.json() : null
			if (!answer || r.status >= 500) throw new Error(r.status)
			for (const name of Object.keys(sent)) {
				if (this.pending[name] === sent[name]) delete this.pending[name]
				if (!r.ok) continue
				this.known[name] = sent[name]
				this.fieldOf(name)?.querySelectorAll('.fault').forEach(f => f.remove())
			}
			this.answered(answer, sent)
			store.set(this.key, this.pending)
			this.pause = 1000
		} catch {
			this.say('Kept')
			this.soon(this.pause)
			this.pause = Math.min(this.pause * 2, 30000)
		}
		this.busy = false
		if (!Object.keys(this.pending).length) return
		this.total() /* the answer was about less */
		if (this.pause === 1000) this.soon(300)
	}

	/* The server's words replace ours. */
	answered(a, sent) {
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
		/* where the server has what we had seen, nobody else was there */
		const conflicts = (a.conflicts || []).filter(c => a.version === undefined || this.known[c.name] !== c.value)
		for (const c of conflicts) this.conflict(c, sent[c.name])
		/* nothing of the rest was saved: it goes again */
		if (a.conflicts?.length) {
			for (const name of Object.keys(sent)) if (!conflicts.some(c => c.name === name)) this.pending[name] ??= sent[name]
		}
		for (const f of a.faults || []) this.note(f.name, make('p', 'fault', f.text))
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
