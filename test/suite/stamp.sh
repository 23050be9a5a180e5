#!/bin/bash
# The daily time stamp of the record (RFC 3161), with an authority made here.
make -s -j"$OCOP_JOBS" all || exit 1
exec timeout 1200 node test/record/stamp.mjs
