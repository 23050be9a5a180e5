#!/bin/bash
# One session on the room's laptop and back, with the office on SQLite and on
# PostgreSQL: counted, checked, once; every folder that was touched is refused.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" all || exit 1
status=0
timeout 1200 node --no-warnings test/browser/room.mjs || status=1
for n in office other; do psql -q "${OCOP_TEST_POSTGRES}postgres" -c "CREATE DATABASE room_$n" || exit 1; done
OFFICE_DATABASE="${OCOP_TEST_POSTGRES}room_{n}" timeout 1200 node --no-warnings test/browser/room.mjs || status=1
exit $status
