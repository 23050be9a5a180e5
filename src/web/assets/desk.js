/*
 * What only desks and the council room do better with script; beside app.js, on
 * pages whose row asks for a right of an office or a council (visit_at_desk).
 * At most 8 KB, 3 KB packed. Nothing here decides anything.
 *
 * CONTRACT for templates
 *
 * <div id=ID data-refresh="5">  replaced by itself from the server: every 5 s, or
 *     as soon as the server says so where the page also has
 * <p data-follow="ADDRESS" data-say-live data-say-asks data-say-turned data-say-show>
 *     ADDRESS goes on (server-sent events): `room` means that something on this page
 *     may be another now. It never says what: the page is asked for. Without a
 *     line, or when too many listen (503), the page asks by itself.
 * <div data-refresh data-turn="2.1">  when the server's word differs, the page is
 *     another one (other forms): it is loaded anew, unless somebody is typing
 *     here: then she is told and chooses.
 */
const $ = (s, at = document) => at.querySelector(s)
const $$ = (s, at = document) => [...at.querySelectorAll(s)]

const parts = $$('[data-refresh]'), line = $('[data-follow]')
const every = Math.min(...parts.map(e => e.dataset.refresh * 1000))
let typing = false, asking = false, again = false, following = false, told = false

const make = (tag, cls, text) => {
	const e = document.createElement(tag)
	e.className = cls
	e.textContent = text
	return e
}

/* Another step: its forms are not ours any more. */
const turn = () => {
	if (!typing) return location.reload()
	if (told) return
	told = true
	const note = make('div', 'note warn', ''), show = make('button', 'second', line?.dataset.sayShow)
	note.setAttribute('role', 'alert')
	show.type = 'button'
	show.onclick = () => location.reload()
	note.append(make('p', '', line?.dataset.sayTurned), show)
	$('h1').after(note)
}

/* The page as it is now; each part whose words differ is replaced. One question
 * at a time: what is told meanwhile is asked once more. */
const refresh = async () => {
	if (document.hidden) return
	if (asking) { again = true; return }
	asking = true
	try {
		const r = await fetch(location.href, { headers: { Accept: 'text/html' } })
		if (r.ok && !r.redirected) {
			const page = new DOMParser().parseFromString(await r.text(), 'text/html')
			for (const old of parts) {
				const now = page.getElementById(old.id)
				if (!now) continue
				if ((old.dataset.turn || '') !== (now.dataset.turn || '')) turn()
				if (old.innerHTML !== now.innerHTML && !old.contains(document.activeElement)) old.replaceChildren(...now.childNodes)
			}
		}
	} catch { /* no line: asked again */ }
	asking = false
	if (again) { again = false; refresh() }
}

/* Told by the server while it can, asked by us while it cannot. */
const say = live => {
	following = live
	if (line) line.textContent = live ? line.dataset.sayLive : line.dataset.sayAsks
}
let stream
const follow = () => {
	stream?.close()
	stream = null
	if (document.hidden || !window.EventSource) return
	stream = new EventSource(line.dataset.follow)
	stream.addEventListener('begin', () => { say(true); refresh() })
	stream.addEventListener('room', refresh)
	stream.onerror = () => {
		say(false)
		if (stream?.readyState === 2) setTimeout(follow, 20000)
	}
}

if (parts.length) {
	addEventListener('input', () => { typing = true })
	addEventListener('pagehide', () => stream?.close())
	setInterval(() => following || refresh(), every)
	if (line) {
		document.addEventListener('visibilitychange', () => { say(false); follow(); refresh() })
		follow()
	}
}
