#!/bin/bash
# What the generators must refuse, and one good page and statement file.
make -s -j"$OCOP_JOBS" all || exit 1
bash test/htmlgen/run.sh | grep -v ' passed, '
status=${PIPESTATUS[0]}
bash test/sqlgen/run.sh || status=1
exit "$status"
