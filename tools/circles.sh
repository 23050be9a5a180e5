#!/bin/bash
# circles.sh [BUILD]: no two files of a floor need each other. Run by tools/lint.sh.
#
# Floors order folders (floors.sh); this orders the files within them, by what their
# objects ask each other for. Where two files call each other, one is read only with
# the other, and neither has an edge to test at. Two things are tables, made to name
# what is above them: what is generated, and the table of routes. Nobody is bound by
# looking into a table.
set -u
b=${1:-build}
objects=$(find "$b/obj" -name '*.o' -not -path "$b/obj/gen/*" | sort)
[ -n "$objects" ] || { echo "circles.sh: $b/obj is empty: build first" >&2; exit 3; }
asks=$(nm -A $objects | awk -v b="$b/obj/" '
	{ file = $1; sub(/:.*/, "", file); sub(b, "", file); sub(/\.o$/, "", file); name = $NF; kind = $(NF - 1) }
	kind == "U" { asked[file " " name]; next }
	kind ~ /^[TDBRVWC]$/ { home[name] = file }
	END { for (a in asked) { split(a, w, " "); to = home[w[2]]
		if (to != "" && to != w[1] && to != "web/routes") print w[1], to, w[2] } }' | sort)
circles=$(awk '{ print $1, $2 }' <<<"$asks" | tsort 2>&1 >/dev/null | sed -n 's/^tsort: \([a-z].*[^:]\)$/\1/p' | sort -u)
[ -n "$circles" ] || exit 0
while read -r file; do
	awk -v f="$file" -v all=" $(tr '\n' ' ' <<<"$circles")" '$1 == f && index(all, " " $2 " ") {
		printf "src/%s.c asks src/%s.c for %s, and is asked in a circle\n", f, $2, $3 }' <<<"$asks"
done <<<"$circles"
printf '    rule: circles\n    why: %s\n    way out: %s\n' \
	"files that need each other are one file that does not say so" \
	"move what both need into a file below them, or what one asks for into the file that asks"
exit 1
