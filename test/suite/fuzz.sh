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
cat "$out"/* 2>/dev/null
! grep -qs '^not ok' "$out"/*
