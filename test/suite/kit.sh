#!/bin/bash
# A session as a folder (`ocop kit`): accepted whole, by us and by a stranger's
# program; refused after every kind of change; and what a generation of the log that ended
# has left.
make -s -j"$OCOP_JOBS" all stories || exit 1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
if ! OCOP_KEEP=$dir build/stories test/case/ballot.case >"$dir/walked" 2>&1; then
	sed 's/^/# /' "$dir/walked"
	echo "not ok kit: the story of a secret ballot"
	exit 1
fi
status=0
OCOP_SECRET=$dir timeout 1200 node test/record/kit.mjs ${OCOP_SEED-} || status=1
timeout 600 node test/record/kit_ended.mjs || status=1
exit $status
