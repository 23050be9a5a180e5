#!/bin/bash
# What the generators of pages and texts must refuse, and one good page.
make -s -j"$OCOP_JOBS" all || exit 1
bash test/htmlgen/run.sh | grep -v ' passed, '
exit "${PIPESTATUS[0]}"
