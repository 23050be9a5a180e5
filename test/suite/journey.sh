#!/bin/bash
# One product from a phone to a star: at three sizes, and once without script.
make -s -j"$OCOP_JOBS" all stories build/shift.so && test/browser/install.sh || exit 1
status=0
for mode in phone tablet desk plain; do
	timeout 1200 node test/browser/journey.mjs $mode || status=1
done
timeout 1200 node test/browser/long.mjs || status=1 # a renewal in writing; five stars that come back
timeout 1200 node test/browser/after.mjs || status=1 # from a photo on site to the public page
exit $status
