#!/bin/bash
# Minutes and tables of sessions say what is in the database, computed a second time.
make -s -j"$OCOP_JOBS" all stories || exit 1
exec timeout 600 node test/record/minutes.mjs
