#!/bin/bash
# A session as a folder (`ocop kit`): accepted whole, by us and by a stranger's
# program; refused after every kind of change.
make -s -j"$OCOP_JOBS" all || exit 1
exec timeout 1200 node test/record/kit.mjs ${OCOP_SEED-}
