#!/bin/bash
# headers.sh [BUILD]: every header compiles alone. Run by tools/lint.sh.
set -u
b=${1:-build}
bad=0
flags="-std=c17 -D_GNU_SOURCE -Isrc -I$b/gen -fsyntax-only -x c"
flags+=" $(pkg-config --cflags glib-2.0 libmicrohttpd libpq pangocairo 2>/dev/null)"
for header in $(find src -name '*.h' | sort); do
	first=$(printf '#include "%s"\n' "${header#src/}" | gcc $flags - 2>&1 | grep -m1 error) || continue
	printf '%s: does not compile alone: %s\n    rule: headers\n    why: %s\n    way out: %s\n' "$header" "$first" \
		"a header that needs others before it breaks whoever includes it first" "include in it what it names"
	bad=1
done
exit $bad
