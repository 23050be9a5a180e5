#!/bin/bash
# Installs the browser tools of package.json, once for each lock file. Nothing
# of theirs runs while they are installed.
#
# Debian's npm 9 stumbles over an override of a dependency that is asked for as
# "latest" (lighthouse has one): then a newer npm, of an exact version, is
# fetched first and used for this alone.
set -eu
cd "$(dirname "$0")"
stamp=node_modules/.ocop-lock log=$PWD/../../build/npm.log
cmp -s package-lock.json $stamp 2>/dev/null && exit 0
failed() {
	tail -n 20 "$log" >&2
	echo "browser tools: npm failed; the whole story is in build/npm.log" >&2
	exit 3
}
mkdir -p ../../build
npm=(npm)
if [ "$(npm --version 2>/dev/null | cut -d. -f1)" -lt 10 ]; then
	newer=$PWD/../../build/npm
	[ -x "$newer/node_modules/.bin/npm" ] || {
		mkdir -p "$newer"
		npm install --prefix "$newer" --ignore-scripts --no-audit --no-fund npm@10.9.4 >"$log" 2>&1 || failed
	}
	npm=("$newer/node_modules/.bin/npm")
fi
"${npm[@]}" ci --ignore-scripts --no-audit --no-fund >"$log" 2>&1 || failed
cp package-lock.json $stamp
