#!/bin/bash
# Installs the browser tools of package.json, once for each lock file. Nothing
# of theirs runs while they are installed.
set -eu
cd "$(dirname "$0")"
stamp=node_modules/.ocop-lock
cmp -s package-lock.json $stamp 2>/dev/null && exit 0
npm ci --ignore-scripts --no-audit --no-fund >../../build/npm.log 2>&1 || {
	tail -n 20 ../../build/npm.log >&2
	echo "browser tools: npm ci failed; the whole story is in build/npm.log" >&2
	exit 3
}
cp package-lock.json $stamp
