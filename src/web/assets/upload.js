/*
 * At most 8 KB, 4 KB packed.
 *
 * Upload that goes on where the line broke (tus 1.0), for {{ > upload_box }}:
 *
 * <div data-upload="/tep" data-script="{{ asset "upload.js" }}" data-purpose="evidence:12"
 *      data-then="ADDRESS" data-csrf="…" data-say-waiting data-say-sending="{0} %"
 *      data-say-looking data-say-done data-say-retry data-say-failed data-say-drop>
 *
 * around <input type=file>. Each file goes by itself: POST with Upload-Length
 * and Upload-Metadata (purpose, name), then PATCH in pieces; HEAD after a lost
 * line or a closed page; DELETE when the person gives it up. All carry
 * X-CSRF-Token. A refusal is JSON {"error": {"message": why}}. After the last byte, GET Location
 * as JSON until "state" is "joined" or "refused" ("text" says why). When all
 * are in, data-then is opened. data-plain inside is hidden: it is for people
 * without script. data-kept="WORDS": files stay on the device until they are in,
 * a closed page and a lost session notwithstanding: for photos taken off the line.
 */
let $, $$, fill, wait, make, store, account

const PIECE = 1 << 20, LONG_SIDE = 2000
const base64 = s => btoa(String.fromCharCode(...new TextEncoder().encode(s)))

/* fetch() cannot say how far a body has gone. */
const ask = (method, url, headers, body, onsent) => new Promise((done, failed) => {
	const x = new XMLHttpRequest()
	x.open(method, url)
	x.timeout = 120000
	for (const [k, v] of Object.entries({ 'Tus-Resumable': '1.0.0', ...headers })) x.setRequestHeader(k, v)
	x.upload.onprogress = e => onsent?.(e.loaded)
	x.onload = () => x.status >= 500 || x.status === 429 ? failed(x) : done(x)
	x.onerror = x.ontimeout = () => failed(x)
	x.send(body)
})
const json = x => { try { return JSON.parse(x.responseText) } catch { return {} } }

/* A photo needs no more than 2000 px; the copy carries no place. HEIC only where
 * the browser can open it; elsewhere it goes as it is. */
const reduce = async file => {
	if (!/^image\/(jpeg|png|webp|hei[cf])$/.test(file.type)) return file
	try {
		const image = await createImageBitmap(file)
		const scale = LONG_SIDE / Math.max(image.width, image.height)
		if (scale >= 1) return file
		const canvas = document.createElement('canvas')
		canvas.width = Math.round(image.width * scale)
		canvas.height = Math.round(image.height * scale)
		canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
		const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85))
		return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file
	} catch {
		return file
	}
}

/* The device's own shelf of files that are not in yet. */
let opened
const shelf = async (mode, act) => {
	opened ||= new Promise((done, failed) => {
		const r = indexedDB.open('ocop', 1)
		r.onupgradeneeded = () => r.result.createObjectStore('files')
		r.onsuccess = () => done(r.result)
		r.onerror = failed
	})
	const r = act((await opened).transaction('files', mode).objectStore('files'))
	return new Promise((done, failed) => { r.onsuccess = () => done(r.result); r.onerror = failed })
}

class Upload {
	constructor(box, list, file, key) {
		this.say = box.dataset
		this.key = key || `ocop.up.${account}.${this.say.purpose}.${file.name}.${file.size}.${file.lastModified}`
		this.csrf = { 'X-CSRF-Token': this.say.csrf || $('[name=csrf]')?.value || '' }
		this.row = make('li', 'upload-row')
		this.bar = make('progress')
		this.state = make('span', 'state', this.say.sayWaiting)
		this.state.setAttribute('role', 'status')
		this.bar.max = 100
		this.bar.value = 0
		this.bar.setAttribute('aria-label', file.name)
		const drop = make('button', 'link', this.say.sayDrop)
		drop.type = 'button'
		drop.onclick = () => this.drop()
		this.row.append(make('span', 'name', file.name), drop, this.bar, this.state)
		list.append(this.row)
		this.original = file
	}

	shown(sent) {
		const percent = Math.floor(sent * 100 / Math.max(this.file.size, 1))
		this.bar.value = percent
		this.state.textContent = fill(this.say.saySending, percent)
	}

	forget() {
		store.drop(this.key)
		if (this.say.kept) shelf('readwrite', s => s.delete(this.key)).catch(() => {})
	}

	/* Who was signed out meanwhile loses no photo. */
	refused(text, status) {
		if (status !== 401 && status !== 403) this.forget()
		this.row.classList.add('bad')
		this.state.textContent = text || this.say.sayFailed
		this.bar.remove()
		return false
	}

	/* Where the server stands; begins when it knows nothing of us. */
	async begin() {
		this.at = store.get(this.key)
		if (this.at) {
			const x = await ask('HEAD', this.at, this.csrf)
			if (x.status < 300) return Number(x.getResponseHeader('Upload-Offset'))
		}
		const x = await ask('POST', this.say.upload, { ...this.csrf, 'Upload-Length': this.file.size,
			'Upload-Metadata': `purpose ${base64(this.say.purpose)},name ${base64(this.file.name)}` })
		if (x.status !== 201) throw this.no(x)
		this.at = x.getResponseHeader('Location')
		store.set(this.key, this.at)
		return 0
	}

	no(x) {
		return { status: x.status, text: json(x).error?.message || this.say.sayFailed }
	}

	async pieces() {
		for (let offset = await this.begin(); offset < this.file.size && !this.dropped;) {
			const piece = this.file.slice(offset, offset + PIECE)
			const x = await ask('PATCH', this.at, { ...this.csrf, 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream' },
				piece, sent => this.shown(offset + Math.min(sent, piece.size)))
			if (x.status === 409) offset = await this.begin()
			else if (x.status >= 400) throw this.no(x)
			else offset = Number(x.getResponseHeader('Upload-Offset'))
			this.shown(offset)
		}
	}

	async looked() {
		this.state.textContent = this.say.sayLooking
		for (let i = 0; i < 90; i++) {
			const a = json(await ask('GET', this.at, { Accept: 'application/json' }))
			if (a.state === 'refused') return this.refused(a.text)
			if (a.state === 'joined') break
			// All is there, but nobody has looked: the server was busy. Ask once more.
			if (a.state === 'complete' && i % 5 === 4) await ask('PATCH', this.at, { ...this.csrf, 'Upload-Offset': this.file.size, 'Content-Type': 'application/offset+octet-stream' })
			await wait(1000)
		}
		this.forget()
		this.row.classList.add('done')
		this.state.textContent = this.say.sayDone
		return true
	}

	async keep() {
		this.file = await reduce(this.original)
		if (this.say.kept) await shelf('readwrite', s => s.put(this.file, this.key)).catch(() => {})
	}

	async run() {
		for (let pause = 1000; !this.dropped; pause = Math.min(pause * 2, 30000)) {
			try {
				await this.pieces()
				return !this.dropped && await this.looked()
			} catch (e) {
				if (e.text) return this.refused(e.text, e.status)
				this.state.textContent = this.say.kept || this.say.sayRetry
				await Promise.race([wait(pause), new Promise(done => addEventListener('online', done, { once: true }))])
			}
		}
		return false
	}

	drop() {
		this.dropped = true
		if (this.at && !this.row.classList.contains('done')) ask('DELETE', this.at, this.csrf).catch(() => {})
		this.forget()
		this.row.remove()
	}
}

export const start = (box, tools) => {
	({ $, $$, fill, wait, make, store, account } = tools)
	const input = $('input[type=file]', box), list = make('ul')
	$$('[data-plain]', box).forEach(e => { e.hidden = true })
	box.append(list)
	const run = async all => {
		let joined = all.length > 0
		for (const u of all) await u.keep()
		for (const u of all) joined = await u.run() && joined
		if (joined && box.dataset.then) location.assign(box.dataset.then)
	}
	input?.addEventListener('change', () => {
		const all = [...input.files].map(f => new Upload(box, list, f))
		input.value = ''
		run(all)
	})
	if (!box.dataset.kept) return
	const mine = `ocop.up.${account}.${box.dataset.purpose}.`
	shelf('readonly', s => s.getAllKeys()).then(keys => Promise.all(keys.filter(k => k.startsWith(mine))
		.map(async k => new Upload(box, list, await shelf('readonly', s => s.get(k)), k)))).then(run).catch(() => {})
}
