#!/bin/bash
# The stories, twice and beside each other: on SQLite with sanitizers, on
# PostgreSQL as released.
make -s -j"$OCOP_JOBS" stories || exit 1
make -s -j"$OCOP_JOBS" SAN=1 stories all || exit 1
out=$(mktemp)
trap 'rm -f "$out"' EXIT
test/pg.sh bash -c 'build/stories --postgres "$OCOP_TEST_POSTGRES"' >"$out" 2>&1 &
postgres=$!
ended() { [ "$1" -le 1 ] || { echo "not ok stories: ended early on $2 ($1)"; exit 1; }; }
build/san/stories
sqlite=$?
wait "$postgres"
postgres=$?
cat "$out"
ended "$sqlite" SQLite
ended "$postgres" PostgreSQL
