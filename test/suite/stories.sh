#!/bin/bash
# The stories, twice and beside each other: on SQLite with sanitizers, on
# PostgreSQL as released.
make -s -j"$OCOP_JOBS" stories || exit 1
make -s -j"$OCOP_JOBS" SAN=1 stories all || exit 1
out=$(mktemp) own=$(mktemp)
trap 'rm -f "$out" "$own"' EXIT
test/pg.sh bash -c 'build/stories --postgres "$OCOP_TEST_POSTGRES"' >"$out" 2>&1 &
postgres=$!
# ended STATUS OUTPUT WHERE: whoever ends badly has said which story failed, or has been
# ended (a sanitizer's status is 1 too) and told nothing of what it did not reach.
ended() { [ "$1" = 0 ] || { [ "$1" = 1 ] && grep -q '^not ok' "$2"; } || { echo "not ok stories: ended early on $3 ($1)"; exit 1; }; }
build/san/stories 2>&1 | tee "$own"
sqlite=${PIPESTATUS[0]}
wait "$postgres"
postgres=$?
cat "$out"
ended "$sqlite" "$own" SQLite
ended "$postgres" "$out" PostgreSQL
echo "runtime error" >"$own"
(ended 1 "$own" control) | grep -q '^not ok' && echo "ok stories: control: a run that was ended is found" || echo "not ok stories: control: a run that was ended is found"
