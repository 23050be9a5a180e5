#!/bin/bash
# docs.sh: the tables of the program, as the program prints them, into
# docs/made. `make docs`. What stands there is reviewed in diffs: a change of
# power shows up as a changed line.
set -eu
cd "$(dirname "$0")/.."
mkdir -p docs/made
for verb in routes permits workflow settings; do
	build/ocop "$verb" >"docs/made/$verb.txt"
done
build/ocop rules check data/rules >docs/made/rules.txt || true
