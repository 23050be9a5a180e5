#!/bin/bash
# An administrator who edits the database and the files at random: everything
# must be found by `ocop verify`. A minute here; `make dishonest` for an hour.
make -s -j"$OCOP_JOBS" all build/record || exit 1
exec timeout 600 node test/record/dishonest.mjs 60
