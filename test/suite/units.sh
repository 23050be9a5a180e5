#!/bin/bash
# test/unit/*.c, built with sanitizers: each file one program, some of them at a
# time. They run beside a PostgreSQL of their own (test/pg.sh), with databases of
# their own: what is tested there, is tested on both.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" SAN=1 units look || exit 1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
one() { # NAME: its cases into $out/NAME
	timeout 1200 "build/san/unit/$1" >"$out/$1" 2>&1
	local ended=$?
	# A failed check has said so itself; a crash or a leak has not.
	if [ $ended != 0 ] && ! grep -q '^not ok' "$out/$1"; then
		echo "not ok $1: ended with $ended" >>"$out/$1"
	fi
}
export -f one
export out
basename -a -s .c test/unit/*.c | xargs -P "$OCOP_JOBS" -I NAME bash -c 'one NAME'
cat "$out"/*
! grep -q '^not ok' "$out"/*
