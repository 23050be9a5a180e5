#!/bin/bash
# Lighthouse over the pages that matter most.
make -s -j"$OCOP_JOBS" all && test/browser/install.sh || exit 1
exec node test/browser/lighthouse.mjs
