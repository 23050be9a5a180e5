#!/bin/bash
# unused.sh [BUILD]: what is public has somebody outside its file. Run by tools/lint.sh.
#
# A function that an object defines for all, that no other object asks for and no test
# names, is dead, or is private and says so with `static`. Generated files are left out.
set -u
b=${1:-build}
objects=$(find "$b/obj" -name '*.o' | sort)
[ -n "$objects" ] || { echo "unused.sh: $b/obj is empty: build first" >&2; exit 3; }
bad=0
while read -r name; do
	grep -rqw --include='*.[ch]' -- "$name" test && continue
	grep -rq --include='*.h' -- ": $name\b" src && continue # chosen by a macro
	file=$(nm -A --defined-only $objects | awk -v n="$name" '$3 == n { sub(/:.*/, "", $1); print $1 }')
	[[ $file == */gen/* ]] && continue
	printf '%s: nobody else calls %s\n    rule: unused\n    why: %s\n    way out: %s\n' \
		"$(sed "s|^$b/obj/|src/|; s|\.o$|.c|" <<<"$file")" "$name" \
		"what is dead is read, kept and believed" "delete it, or make it static and take it out of its header"
	bad=1
done < <(comm -23 <(nm --defined-only $objects | awk '$2 == "T" && $3 != "main" { print $3 }' | sort -u) \
	<(nm -u $objects | awk '{ print $NF }' | sort -u))
exit $bad
