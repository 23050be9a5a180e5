#!/bin/bash
# test/unit/*.c, built with sanitizers: each file one program. Those that open
# a database find a PostgreSQL of their own in OCOP_TEST_POSTGRES.
make -s -j"$OCOP_JOBS" SAN=1 all units look || exit 1
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec test/pg.sh bash "$0"; fi
status=0
for test in build/san/unit/*; do
	[ -x "$test" ] && [ -f "test/unit/${test##*/}.c" ] || continue
	timeout 300 "$test" || {
		# A failed check has said so itself; a crash has not.
		[ $? = 1 ] || echo "not ok ${test##*/}: ended early"
		status=1
	}
done
exit $status
