#!/bin/bash
# An administrator who edits the database and the files at random: everything
# must be found by `ocop verify`. Each kind of edit once and then a while at random;
# OCOP_DISHONEST_S=3600 (or `make dishonest`) for an hour of it. The short run begins from
# one number, so that two of them walk alike; OCOP_SEED names another, an hour takes its own.
make -s -j"$OCOP_JOBS" all build/record || exit 1
seconds=${OCOP_DISHONEST_S:-45}
[ "$seconds" -gt 300 ] || : "${OCOP_SEED:=909568467}"
exec timeout $((seconds + 900)) node test/record/dishonest.mjs "$seconds" ${OCOP_SEED-}
