#!/bin/bash
# The stories, twice: on SQLite with sanitizers, on PostgreSQL as released.
# Leaks are failures, but for what libraries keep for ever; also without ./check.
export LSAN_OPTIONS=${LSAN_OPTIONS-suppressions=$PWD/test/lsan.supp:print_suppressions=0}
make -s -j"$OCOP_JOBS" stories || exit 1
make -s -j"$OCOP_JOBS" SAN=1 stories all || exit 1
ended() { [ "$1" -le 1 ] || { echo "not ok stories: ended early on $2 ($1)"; exit 1; }; }
build/san/stories
ended $? SQLite
test/pg.sh bash -c 'build/stories --postgres "$OCOP_TEST_POSTGRES"'
ended $? PostgreSQL
