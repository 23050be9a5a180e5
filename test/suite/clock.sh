#!/bin/bash
# A machine that wakes up in the past (test/wire/clock.mjs).
make -s -j"$OCOP_JOBS" all build/shift.so || exit 1
exec timeout 1200 node test/wire/clock.mjs
