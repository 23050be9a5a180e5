#!/bin/bash
# What only a socket can show, on both back ends; with sanitizers on SQLite.
make -s -j"$OCOP_JOBS" all && make -s -j"$OCOP_JOBS" SAN=1 all || exit 1
status=0
OCOP_PROGRAM=build/san/ocop node test/wire/wire.mjs || status=1
test/pg.sh bash -c '
	psql -q "${OCOP_TEST_POSTGRES}postgres" -c "CREATE DATABASE wire" &&
	OCOP_TEST_DATABASE="${OCOP_TEST_POSTGRES}wire" node test/wire/wire.mjs' || status=1
exit $status
