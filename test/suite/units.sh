#!/bin/bash
# test/unit/*.c, built with sanitizers: each file one program. They run beside a
# PostgreSQL of their own (test/pg.sh): what is tested there, is tested on both.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" SAN=1 units || exit 1
status=0
for test in build/san/unit/*; do
	[ -x "$test" ] && [ -f "test/unit/${test##*/}.c" ] || continue
	"$test" || {
		# A failed check has said so itself; a crash has not.
		[ $? = 1 ] || echo "not ok ${test##*/}: ended early"
		status=1
	}
done
exit $status
