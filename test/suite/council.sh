#!/bin/bash
# The eleven-member session, with everything that goes wrong in one (council.mjs).
make -s -j"$OCOP_JOBS" all && test/browser/install.sh || exit 1
timeout 1200 node --no-warnings test/browser/council.mjs
