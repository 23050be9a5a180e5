#!/bin/bash
# What only a socket can show. wire.mjs: an office that starts, serves and ends,
# on both back ends. upload.mjs: a line cut in the
# middle of a file. live.mjs: pages that follow their session. trouble.mjs: a full disk, a locked database.
# second.mjs: the second step of signing in. bad.mjs: bad input that must end well.
# mail.mjs: letters about notices, to a mail server of the test's own.
# together.mjs: two servers on one PostgreSQL. raced.mjs: one thing done on both at once. silence.mjs: what the council room tells whom. main.c: bytes that no client library would send, full
# queues, the end while requests run; with sanitizers.
make -s -j"$OCOP_JOBS" all stories build/shift.so && make -s -j"$OCOP_JOBS" SAN=1 all wire || exit 1
status=0
timeout 1200 build/san/wire build/san/ocop "${CASE-}" || status=1
OCOP_PROGRAM=build/san/ocop node test/wire/wire.mjs || status=1
OCOP_PROGRAM=build/san/ocop timeout 1200 node test/wire/upload.mjs || status=1
OCOP_PROGRAM=build/san/ocop timeout 1200 node test/wire/trouble.mjs || status=1
OCOP_PROGRAM=build/san/ocop timeout 1200 node test/wire/live.mjs || status=1
OCOP_PROGRAM=build/san/ocop timeout 1200 node test/wire/bad.mjs || status=1
timeout 1200 node test/wire/silence.mjs || status=1
timeout 1200 node test/wire/second.mjs || status=1
timeout 1200 node test/wire/mail.mjs || status=1
test/pg.sh bash -c '
	psql -q "${OCOP_TEST_POSTGRES}postgres" -c "CREATE DATABASE wire" &&
	OCOP_TEST_DATABASE="${OCOP_TEST_POSTGRES}wire" node test/wire/wire.mjs
	a=$?
	psql -q "${OCOP_TEST_POSTGRES}postgres" -c "CREATE DATABASE second" &&
	OCOP_TEST_DATABASE="${OCOP_TEST_POSTGRES}second" timeout 1200 node test/wire/second.mjs || a=1
	psql -q "${OCOP_TEST_POSTGRES}postgres" -c "CREATE DATABASE together" &&
	OCOP_TEST_DATABASE="${OCOP_TEST_POSTGRES}together" timeout 1200 node test/wire/together.mjs || a=1
	timeout 1200 node test/wire/bad.mjs || a=1
	timeout 1200 node test/wire/raced.mjs && exit $a' || status=1
exit $status
