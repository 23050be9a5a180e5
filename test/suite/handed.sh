#!/bin/bash
# A dossier carried to another office with proof, its result back, an order about it by letter: the offices on
# SQLite and on PostgreSQL; every folder that was touched is refused.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" all || exit 1
status=0
timeout 1200 node --no-warnings test/record/handed.mjs || status=1
for n in province ministry other; do psql -q "${OCOP_TEST_POSTGRES}postgres" -c "CREATE DATABASE handed_$n" || exit 1; done
OFFICE_DATABASE="${OCOP_TEST_POSTGRES}handed_{n}" timeout 1200 node --no-warnings test/record/handed.mjs || status=1
exit $status
