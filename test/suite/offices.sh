#!/bin/bash
# Offices on loopback: two that watch one another, one of which forks; one that was
# restored and begins a new generation of its record, and changes its key; one whose
# copies lose a name that was erased, on both back ends.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" all || exit 1
timeout 1200 node test/record/offices.mjs
status=$?
timeout 1200 node test/record/generation.mjs || status=1
timeout 1200 node test/record/erased.mjs || status=1
timeout 1200 node test/record/erased_postgres.mjs || status=1
exit $status
