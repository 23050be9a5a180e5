// patience: how long a test waits. It waits for something to be so, never for a
// time; and before it says that this will never be, it waits long, because machines
// are busy. The limit is reached only by what is broken. It stands here alone.
export const PATIENCE_MS = 120000;

// For sqlite3 beside a running office: it waits for its turn to write.
export const SQLITE_WAITS = ['-cmd', `.timeout ${PATIENCE_MS}`];

export const pause = ms => new Promise(done => setTimeout(done, ms));

// Until something is so; what it came to be, or the last of it when it never was.
export async function waited(is, every = 50) {
	for (const end = Date.now() + PATIENCE_MS; ;) {
		const so = await is();
		if (so || Date.now() > end) return so;
		await pause(every);
	}
}

// The same, and never is an error.
export async function until(is, what = String(is)) {
	const so = await waited(is);
	if (!so) throw new Error(`never: ${what}`);
	return so;
}
