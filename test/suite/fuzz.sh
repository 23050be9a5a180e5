#!/bin/bash
# Replays the corpora, and mutations of every file, through each fuzz driver,
# some of them at a time.
make -s -j"$OCOP_JOBS" SAN=1 fuzzers || exit 1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
one() { # NAME: its case into $out/NAME
	local files=(test/fuzz/corpus/"$1"/*)
	if [ ! -e "${files[0]}" ]; then
		echo "not ok fuzz $1: its corpus is empty"
	elif "build/san/fuzz/$1" "${files[@]}"; then
		echo "ok fuzz $1: ${#files[@]} inputs and their mutations"
	else
		echo "not ok fuzz $1"
	fi >"$out/$1" 2>&1
}
export -f one
export out
for driver in build/san/fuzz/*; do
	name=${driver##*/}
	[ -f "test/fuzz/$name.c" ] || continue
	case "fuzz $name" in *"${CASE-}"*) echo "$name" ;; esac
done | xargs -P "$OCOP_JOBS" -I NAME bash -c 'one NAME'
# The page that says who reads what names every driver, in both of its tables, and no other.
named() { # named HEADING COLUMN FILE: what stands in that column of the table below the heading
	awk -F'|' -v h="## $1" -v c="$2" '/^## /{ here = $0 == h } here && /^\|/ { print $(c > 0 ? c : NF - 1) }' "$3" |
		grep -o '`[a-z_]*`' | tr -d '`' | sort -u
}
drivers=$(basename -s .c test/fuzz/*.c | grep -v '^replay$' | sort)
told() { # told FILE
	diff <(named "Fuzz drivers" 2 "$1") <(echo "$drivers") && diff <(named "Who reads what comes from outside" 0 "$1") <(echo "$drivers")
}
told docs/BAD_INPUT.md >"$out/page" && echo "ok fuzz: docs/BAD_INPUT.md names every driver twice" >>"$out/page" ||
	echo "not ok fuzz: docs/BAD_INPUT.md names every driver twice" >>"$out/page"
sed 's/`crl`/none/' docs/BAD_INPUT.md >"$out.md"
! told "$out.md" >/dev/null && echo "ok fuzz: control: a reader without a driver is seen" >>"$out/page" ||
	echo "not ok fuzz: control: a reader without a driver is seen" >>"$out/page"
rm -f "$out.md"
cat "$out"/* 2>/dev/null
! grep -qs '^not ok' "$out"/*
