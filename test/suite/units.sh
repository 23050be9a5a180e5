#!/bin/bash
# test/unit/*.c, built with sanitizers: each file one program. They run beside a
# PostgreSQL of their own (test/pg.sh): what is tested there, is tested on both.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
# Leaks are failures, but for what libraries keep for ever; also without ./check.
export LSAN_OPTIONS=${LSAN_OPTIONS-suppressions=$PWD/test/lsan.supp:print_suppressions=0}
make -s -j"$OCOP_JOBS" SAN=1 units look || exit 1
status=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for source in test/unit/*.c; do
	name=$(basename "$source" .c)
	timeout 300 "build/san/unit/$name" >"$out" 2>&1
	ended=$?
	cat "$out"
	# A failed check has said so itself; a crash or a leak has not.
	if [ $ended != 0 ] && ! grep -q '^not ok' "$out"; then
		echo "not ok $name: ended with $ended"
	fi
	[ $ended = 0 ] || status=1
done
exit $status
