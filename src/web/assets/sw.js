/*
 * Keeps what a score sheet needs when the line is lost: style, script, fonts,
 * and the last copy of the sheets that were opened. Answers live in the page's
 * own store (app.js); nothing else is ever kept. Signing in or out empties it.
 */
const SHELL = 'shell', SHEETS = 'sheets'
const shell = [@SHELL@]

addEventListener('install', e => e.waitUntil(caches.open(SHELL).then(c => c.addAll(shell)).then(() => skipWaiting())))
addEventListener('activate', e => e.waitUntil(caches.open(SHELL).then(async c => {
	for (const r of await c.keys()) if (!shell.includes(new URL(r.url).pathname)) await c.delete(r)
})))
addEventListener('fetch', e => {
	const path = new URL(e.request.url).pathname
	if (path === '/dang-nhap' || path === '/dang-xuat') e.waitUntil(caches.delete(SHEETS))
	else if (e.request.method !== 'GET') return
	else if (shell.includes(path)) e.respondWith(caches.match(e.request).then(r => r || fetch(e.request)))
	else if (e.request.mode === 'navigate' && /^\/hoi-dong\/phieu\/\d+$/.test(path)) e.respondWith(sheet(e.request))
})

const sheet = async request => {
	const cache = await caches.open(SHEETS)
	try {
		const r = await fetch(request)
		if (r.ok && !r.redirected) await cache.put(request, r.clone())
		return r
	} catch (lost) {
		const r = await cache.match(request)
		if (r) return r
		throw lost
	}
}
