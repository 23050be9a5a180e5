#!/bin/bash
# Two offices on loopback that watch one another: cosigned by line, copied, forked,
# found out.
make -s -j"$OCOP_JOBS" all || exit 1
exec timeout 240 node test/record/offices.mjs
