#!/bin/bash
# node.sh: the tests run on the node of Debian 12 (18), whatever lies on the
# machine of who wrote them. What came later compiles nowhere before it runs:
# a suite then ends at its first line, on the bare machine only.
set -u
later='getSetCookie|\.(toSorted|toReversed|toSpliced)\(|(Object|Map)\.groupBy|Array\.fromAsync|Promise\.withResolvers|import\.meta\.(dirname|filename)|node:sqlite|globSync|styleText|\.(isSubsetOf|difference|intersection|symmetricDifference)\('
out=$(find test tools -name node_modules -prune -o -name '*.mjs' -print 2>/dev/null | sort |
	xargs -r grep -HnE "$later" | grep -vE '^[^:]*:[0-9]+:[[:space:]]*//')
[ -z "$out" ] && exit 0
echo "$out"
echo "    rule: node"
echo "    why: Debian 12's node 18 has none of these, and the suite would end at its first line"
echo "    way out: what it has; cookies are read by test/wire/cookie.mjs"
exit 1
