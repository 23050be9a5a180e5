/*
 * What only desks and the council room do better with script; beside app.js, on
 * pages whose row asks for a right of an office or a council (visit_at_desk).
 * At most 8 KB, 3 KB packed. Nothing here decides anything.
 *
 * CONTRACT for templates
 *
 * <div id=ID data-refresh="5">  replaced by itself from the server every 5 s.
 */
const $$ = (s, at = document) => [...at.querySelectorAll(s)]

const replace = async (id, address) => {
	const r = await fetch(address, { headers: { Accept: 'text/html' } })
	const page = r.ok && new DOMParser().parseFromString(await r.text(), 'text/html').getElementById(id)
	const old = document.getElementById(id)
	if (page && old && old.innerHTML !== page.innerHTML) old.replaceChildren(...page.childNodes)
}
for (const e of $$('[data-refresh]'))
	setInterval(() => document.hidden || replace(e.id, location.href).catch(() => {}), e.dataset.refresh * 1000)
