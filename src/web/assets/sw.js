/*
 * At most 6 KB, 2 KB packed.
 *
 * Keeps what a score sheet needs when the line is lost: style, script, fonts,
 * and the last copy of the sheets of a session, opened or fetched beforehand. Answers live in the page's
 * own store (app.js). Signing in or out empties it.
 *
 * And what a signed code of a certificate needs to be judged without a line:
 * public keys, the list of what stands no longer, the last pages of codes that
 * were opened, and a page for one that was not (check.js).
 */
const SHELL = 'shell', SHEETS = 'sheets', CODES = 'codes', CODES_MAX = 40
const shell = [@SHELL@]

addEventListener('install', e => e.waitUntil(caches.open(SHELL).then(c => c.addAll(shell)).then(() => skipWaiting())))
addEventListener('activate', e => e.waitUntil(caches.open(SHELL).then(async c => {
	for (const r of await c.keys()) if (!shell.includes(new URL(r.url).pathname)) await c.delete(r)
})))
addEventListener('fetch', e => {
	const path = new URL(e.request.url).pathname
	if (e.request.method === 'POST' && (path === '/dang-nhap' || path === '/dang-xuat')) e.respondWith(other(e.request))
	else if (e.request.method !== 'GET') return
	else if (shell.includes(path)) e.respondWith(caches.match(e.request).then(r => r || fetch(e.request)))
	else if (e.request.mode === 'navigate' && /^\/hoi-dong\/phie[nu]\/\d+$/.test(path)) e.respondWith(sheet(e.request))
	else if (/^\/c\/[^/]+$/i.test(path)) e.respondWith(code(e.request, path))
})

/* Somebody else may come now. Without a line nobody does, and the sheets stay. */
const other = async request => {
	const r = await fetch(request)
	await Promise.all([caches.delete(SHEETS), caches.delete(CODES)])
	return r
}

/* A page of a code says which day it was made; keys and list must say that they
 * were kept. */
const kept = async r => new Response(await r.arrayBuffer(), { headers: { 'content-type': r.headers.get('content-type'), 'x-kept': '1' } })

const code = async (request, path) => {
	const cache = await caches.open(CODES)
	try {
		const r = await fetch(request)
		if (r.ok && !r.redirected) {
			await cache.put(path, r.clone())
			const pages = (await cache.keys()).filter(k => !/\.(json|note)$|ngoai-tuyen$/.test(k.url))
			for (const k of pages.slice(0, -CODES_MAX)) await cache.delete(k)
			if (request.mode === 'navigate' && !await cache.match('/c/ngoai-tuyen')) await cache.addAll(['/c/ngoai-tuyen', '/c/khoa.json', '/c/revoked.note'])
		}
		return r
	} catch (lost) {
		const r = await cache.match(path)
		if (r) return request.mode === 'navigate' ? r : kept(r)
		const page = request.mode === 'navigate' && await cache.match('/c/ngoai-tuyen')
		if (page) return page
		throw lost
	}
}

/* line.js names pages that must be here when the line goes: fetched one after the
 * other, the newest copy; told how many sheets are. */
addEventListener('message', e => e.data?.keep && e.waitUntil((async () => {
	const cache = await caches.open(SHEETS)
	for (const at of e.data.keep) {
		try {
			const r = await fetch(at, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
			if (r.ok && !r.redirected) await cache.put(at, r)
		} catch { /* the copy of before stays */ }
	}
	const kept = (await cache.keys()).filter(k => /\/phieu\/\d+$/.test(k.url)).length
	e.source?.postMessage({ kept })
})()))

const sheet = async request => {
	const cache = await caches.open(SHEETS)
	try {
		const r = await fetch(request)
		if (r.ok && !r.redirected) await cache.put(request, r.clone())
		return r
	} catch (lost) {
		const r = await cache.match(request, { ignoreVary: true })
		if (r) return r
		throw lost
	}
}
