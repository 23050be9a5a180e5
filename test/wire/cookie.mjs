// cookie: what a browser keeps between two requests, as one header. Debian 12's
// node 18 has no Headers.getSetCookie: there several cookies come as one line
// with commas between them, and no cookie of ours holds one.
export function cookieKept(kept, headers) {
	for (const set of (headers.get('set-cookie') ?? '').split(/, (?=[^;,= ]+=)/).filter(Boolean)) {
		const pair = set.split(';')[0], name = pair.split('=')[0] + '=';
		kept = [...kept.split('; ').filter(old => old && !old.startsWith(name)), pair].join('; ');
	}
	return kept;
}
