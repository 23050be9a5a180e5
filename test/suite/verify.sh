#!/bin/bash
# `ocop verify` on both back ends, from folders and from addresses.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" all build/record || exit 1
exec timeout 1200 node test/record/verify.mjs
