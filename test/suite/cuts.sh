#!/bin/bash
# A server that stops, or has no room left, before each step between the press of a button and
# its answer, on both back ends (test/record/cuts.mjs). OCOP_CUTS=all walks every step.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" all stories build/shift.so build/cut.so || exit 1
go=$(mktemp "${TMPDIR:-/tmp}/ocop-logcheck.XXXXXX")
trap 'rm -f "$go"' EXIT
GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$PWD/build/go go build -o "$go" test/record/logcheck.go || exit 1
timeout "${OCOP_CUTS_S:-1200}" node test/record/cuts.mjs "$go"
