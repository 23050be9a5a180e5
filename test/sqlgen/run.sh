#!/bin/bash
# What sqlgen must refuse, word for word, and one good file.
# usage: test/sqlgen/run.sh   (after make). Prints `ok NAME` or `not ok NAME`.
#   refused/*.sql   sqlgen must say exactly the words of the first line, and
#                   end with 1
#   good.sql        must give good.out (the texts of the statements and the C)
#                   and compile without a warning
cd "$(dirname "$0")" || exit 3
root=$PWD/../.. tmp=$(mktemp -d) failed=0
trap 'rm -rf "$tmp"' EXIT
sqlgen=("$root/build/tools/sqlgen" --out "$tmp" --ids ids.h --migrations schema.sql --statements)

told() { # NAME GOOD OUTPUT
	if [ "$2" = 1 ]; then
		echo "ok $1"
	else
		failed=1; echo "not ok $1"; sed 's/^/    /' <<< "$3"
	fi
}

for file in refused/*.sql; do
	want=$file:$(sed -n '1s/^--! expect: //p' "$file")
	said=$("${sqlgen[@]}" "$file" 2>&1)
	[ $? = 1 ] && [ "$said" = "$want" ] && [ ! -e "$tmp/q.h" ]
	told "sqlgen $file" $([ $? = 0 ] && echo 1 || echo 0) "$said"
done

said=$("${sqlgen[@]}" 2>&1 && "${sqlgen[@]}" good.sql 2>&1 &&
    cat "$tmp/q.h" "$tmp/q.c" >"$tmp/good.out" &&
    gcc -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -Wconversion -Wshadow -Wpedantic \
	-I"$root/src" -I"$tmp" -fsyntax-only "$tmp/q.c" 2>&1 &&
    { [ "$1" != --renew ] || cp "$tmp/good.out" good.out; } && diff good.out "$tmp/good.out")
told "sqlgen good.sql" $([ $? = 0 ] && echo 1 || echo 0) "$said"

echo 'CREATE TABLE x (id {idd});' >"$tmp/schema.sql"
said=$("$root/build/tools/sqlgen" --out "$tmp" --ids ids.h --migrations "$tmp/schema.sql" --statements 2>&1)
told "sqlgen names the line of a wrong migration" \
    $([ $? = 1 ] && grep -q '/schema.sql:1: unrecognized token' <<< "$said" && echo 1 || echo 0) "$said"
exit $failed
