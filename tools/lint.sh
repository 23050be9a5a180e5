#!/bin/bash
# lint.sh [BUILD]: the rules of the house that a compiler does not know. Each
# message names the rule, its reason and the way out. `make lint`.
#
# There is no list of exceptions: what cannot keep a rule shows that the rule
# is wrong, and then the rule is changed, here, for everybody.
set -u
cd "${LINT_ROOT:-$(dirname "$0")/..}"
tools=${LINT_TOOLS:-tools}
b=${1:-build}
mkdir -p build
failed=0
rule() { # NAME COMMAND…
	local name=$1
	shift
	if "$@"; then echo "ok $name"; else echo "not ok $name"; failed=1; fi
}
c_files=$(find src tools test -name node_modules -prune -o \( -name '*.c' -o -name '*.h' \) -print 2>/dev/null | sort)
rule "floors: who includes whom" bash $tools/floors.sh
rule "sizes: nothing longer than a screen" awk -f $tools/sizes.awk $c_files
rule "banned: functions that are not called" awk -f $tools/banned.awk $(find src -name '*.[ch]' | sort)
rule "words: what is said where" bash $tools/words.sh
rule "strays: nothing that a run left behind" bash $tools/strays.sh
rule "tables: every name names something" bash $tools/tables.sh
rule "node: tests run on Debian's" bash $tools/node.sh
rule "pure: core touches nothing" bash $tools/pure.sh "$b"
rule "unused: what is public has a caller" bash $tools/unused.sh "$b"
rule "circles: no two files need each other" bash $tools/circles.sh "$b"
rule "headers: each compiles alone" bash $tools/headers.sh "$b"
exit $failed
