/*
 * At most 11 KB, 5 KB packed.
 *
 * What a signed code says and whether it holds, worked out in this browser: no
 * server is asked to believe. docs/RECORD.md describes the bytes.
 *
 *   read(letters)            base32 of a COSE_Sign1 -> its claims; throws when
 *                            it is spelled in any other way than ours
 *   holds(code, keys)        true, false, or null when the key is not known
 *   listOf(note, keys)       {at, changed: Map} of a signed list; null: not signed
 *                            by a key we know
 *   judge(code, holds, list, now)  good ended revoked replaced forged unknown
 *   start(box, tools)        all of it for an element of the page
 */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const OURS = -70000
const HOUR = 36e5, DAY = 24 * HOUR
const utf8 = bytes => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const ascii = text => new TextEncoder().encode(text)
const join = (...parts) => {
	const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
	let at = 0
	for (const p of parts) { out.set(p, at); at += p.length }
	return out
}
const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('')
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i])
const from64 = text => Uint8Array.from(atob(text), c => c.charCodeAt(0))

const from32 = letters => {
	const out = []
	let held = 0, bits = 0
	for (const l of letters) {
		const v = LETTERS.indexOf(l)
		if (v < 0) throw new Error('letter')
		held = held << 5 | v
		bits += 5
		if (bits >= 8) { bits -= 8; out.push(held >> bits & 255); held &= (1 << bits) - 1 }
	}
	if (bits >= 5 || held) throw new Error('bits')
	return Uint8Array.from(out)
}

/* One item of CBOR: definite lengths, the shortest numbers, four deep. */
class Cbor {
	constructor(bytes) { this.b = bytes; this.at = 0 }
	take(n) {
		if (this.at + n > this.b.length) throw new Error('short')
		return this.b.subarray(this.at, this.at += n)
	}
	item(deep = 0) {
		if (deep > 5) throw new Error('deep')
		const [first] = this.take(1), type = first >> 5, low = first & 31
		if (low > 27) throw new Error('length')
		let v = low
		if (low >= 24) {
			v = this.take(1 << (low - 24)).reduce((n, x) => n * 256 + x, 0)
			if (v < [24, 256, 65536, 2 ** 32][low - 24] || v > Number.MAX_SAFE_INTEGER) throw new Error('number')
		}
		switch (type) {
		case 0: return v
		case 1: return -1 - v
		case 2: return this.take(v)
		case 3: return utf8(this.take(v))
		case 4: return Array.from({ length: Math.min(v, this.b.length) }, () => this.item(deep + 1))
		case 5: {
			const pairs = Array.from({ length: Math.min(v, this.b.length) }, () => [this.item(deep + 1), this.item(deep + 1)])
			const map = new Map(pairs)
			if (map.size !== v) throw new Error('twice')
			return map
		}
		case 6: return { tag: v, of: this.item(deep + 1) }
		default: throw new Error('type')
		}
	}
	whole() {
		const v = this.item()
		if (this.at !== this.b.length) throw new Error('behind')
		return v
	}
}

const head = (type, n) => n < 24 ? [type << 5 | n] : n < 256 ? [type << 5 | 24, n] : [type << 5 | 25, n >> 8, n & 255]
const bytes = b => join(head(2, b.length), b)
const keysOf = map => [...map.keys()].join()

export const read = letters => {
	const { tag, of } = new Cbor(from32(letters)).whole()
	if (tag !== 18 || !Array.isArray(of) || of.length !== 4) throw new Error('form')
	const [protectedBytes, open, payload, signature] = of
	const headers = new Cbor(protectedBytes).whole()
	const kid = headers.get(4)
	if (keysOf(headers) !== '1,4' || headers.get(1) !== -7 || kid.length !== 8 || open.size !== 0 || signature.length !== 64) throw new Error('form')
	const c = new Cbor(payload).whole()
	const o = c.get(OURS)
	if (keysOf(c) !== `1,2,4,6,${OURS}` || !/^1,2,3,4(,5)?(,6)?$/.test(keysOf(o))) throw new Error('claims')
	return {
		kid: hex(kid), signature,
		signed: join(head(4, 4), head(3, 10), ascii('Signature1'), bytes(protectedBytes), bytes(new Uint8Array(0)), bytes(payload)),
		issuer: c.get(1), number: c.get(2), ends: c.get(4) * 1000, made: c.get(6) * 1000,
		product: o.get(1), producer: o.get(2), place: o.get(3), star: o.get(4), entry: o.get(5), gtin: o.get(6),
	}
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' }
const check = async (spki, signature, signed) => {
	const key = await crypto.subtle.importKey('spki', spki, P256, false, ['verify'])
	return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed)
}
const hashed = async b => new Uint8Array(await crypto.subtle.digest('SHA-256', b))

/* A list may call a key by a name that is not its own: the name is worked out. */
const keyBy = async (keys, start) => {
	for (const k of keys) {
		const spki = from64(k.spki)
		if (hex(await hashed(spki)).startsWith(start)) return spki
	}
	return null
}

export const holds = async (code, keys) => {
	const spki = await keyBy(keys, code.kid)
	return spki ? check(spki, code.signature, code.signed) : null
}

/* DER of two numbers to 64 bytes. */
const raw = der => {
	const out = new Uint8Array(64)
	let at = 2
	for (const end of [32, 64]) {
		const n = der[at + 1], number = der.subarray(at + 2, at + 2 + n)
		const short = number[0] === 0 ? number.subarray(1) : number
		if (der[at] !== 2 || short.length > 32) throw new Error('der')
		out.set(short, end - short.length)
		at += 2 + n
	}
	return out
}

export const listOf = async (note, keys) => {
	const end = note.indexOf('\n\n')
	const text = note.slice(0, end + 1), lines = text.split('\n')
	const found = /^— [^ +]+ ([A-Za-z0-9+/=]+)$/m.exec(note.slice(end + 2))
	if (end < 0 || !found || lines[0] !== 'ocop-revoked/v1' || !lines[1].startsWith('issued ')) return null
	const mark = from64(found[1])
	const spki = await keyBy(keys, hex(mark.subarray(0, 4)))
	if (!spki || !await check(spki, raw(mark.subarray(4)), ascii(text))) return null
	return { at: Date.parse(lines[1].slice(7)), changed: new Map(lines.slice(2, -1).map(l => l.split(' ')).map(([code, how, on]) => [code, { how, on }])) }
}

export const judge = (code, well, list, now) => {
	if (well === null) return { is: 'unknown' }
	if (!well) return { is: 'forged' }
	const changed = list?.changed.get(code.number)
	if (changed?.how === 'revoked' || changed?.how === 'replaced') return { is: changed.how, on: changed.on }
	const ends = changed?.how === 'extended' ? Date.parse(changed.on) + DAY - 7 * HOUR : code.ends
	return { is: now >= ends ? 'ended' : 'good', ends }
}

/* ---- in a page ------------------------------------------------------------- */

const CACHE = 'codes'
const needed = ['/c/ngoai-tuyen', '/c/khoa.json', '/c/revoked.note']
const get = async path => {
	try {
		const r = await fetch(path)
		return r.ok ? { text: await r.text(), kept: r.headers.has('x-kept') } : null
	} catch { return null }
}
const day = ms => new Date(ms).toLocaleDateString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' })
const time = ms => new Date(ms).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric' })
const tones = { good: 'good', ended: 'bad', revoked: 'bad', replaced: 'wait', forged: 'bad', unknown: 'wait' }
const isoDay = ms => new Date(ms + 7 * HOUR).toISOString().slice(0, 10)

/* Kept for the day without a line: keys, list, and a page to show them. */
const keep = async () => {
	if (!('serviceWorker' in navigator) || !('caches' in window)) return
	await navigator.serviceWorker.register('/sw.js')
	if (navigator.serviceWorker.controller) return
	const cache = await caches.open(CACHE)
	await cache.addAll([...needed, location.pathname])
}

const facts = (code, say, make) => {
	const list = make('dl', 'rows')
	const row = (name, value) => {
		const div = make('div')
		div.append(make('dt', '', name), make('dd', '', value))
		list.append(div)
	}
	row(say.product, code.product)
	row(say.subject, code.producer)
	row(say.star, String(code.star))
	row(say.until, day(code.ends - 1))
	row(say.number, code.number)
	return list
}

const listWords = (list, now, say, fill) => {
	if (!list) return say.noList
	const days = Math.floor((now - list.at) / DAY)
	return days < 1 ? fill(say.list, time(list.at)) : fill(say.listOld, days)
}

export const start = async (box, { make, fill }) => {
	const say = {}
	for (const [k, v] of Object.entries(box.dataset)) if (k.startsWith('say')) say[k[3].toLowerCase() + k.slice(4)] = v
	const shell = !box.dataset.check
	const letters = box.dataset.check || (/^\/C\/([A-Z2-7]{41,})$/.exec(location.pathname) || [])[1]
	const tell = (tone, ...children) => {
		const verdict = make('div', `verdict ${tone}`)
		verdict.append(...children)
		box.replaceChildren(verdict)
		box.hidden = false
		box.dataset.is = tone
		return verdict
	}
	if (!letters) return tell('wait', make('p', '', fill(say.short, decodeURIComponent(location.pathname.split('/').pop()))))
	let code
	try { code = read(letters) } catch { return tell('bad', make('p', '', say.unreadable)) }
	const [keyFile, note] = await Promise.all([get('/c/khoa.json'), get('/c/revoked.note')])
	let keys = []
	try { keys = JSON.parse(keyFile.text).keys } catch { /* none: unknown */ }
	const well = await holds(code, keys)
	const list = note && await listOf(note.text, keys).catch(() => null)
	const now = Date.now(), found = judge(code, well, list, now)
	const lost = !keyFile || keyFile.kept || box.dataset.today !== isoDay(now)
	if (lost) document.querySelectorAll('[data-server]').forEach(e => { e.hidden = true })
	const on = found.is === 'revoked' ? found.on.split('-').reverse().join('/') : day((found.ends ?? code.ends) - 1)
	const verdict = tell(tones[found.is] || 'wait', make('p', '', fill(say[found.is], on)))
	box.dataset.is = found.is
	if (found.is !== 'forged' && found.is !== 'unknown') verdict.append(make('p', '', fill(say.by, `${code.issuer}, ${day(code.made)}`)))
	if (found.is !== 'forged') verdict.append(make('p', '', listWords(list, now, say, fill)))
	if (lost) verdict.append(make('p', '', say.offline))
	if (shell) box.append(facts(code, say, make))
	if (!lost) await keep().catch(() => {})
}
