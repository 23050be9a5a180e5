#!/bin/bash
# `ocop score` and `ocop rules check` as others call them: bytes in, bytes out,
# exit codes, one line of error, nothing on stdout when refused.
make -s -j"${OCOP_JOBS:-2}" || exit 1
ocop=$PWD/build/ocop dir=$(mktemp -d "${TMPDIR:-/tmp}/ocop-score.XXXXXX")
trap 'rm -rf "$dir"' EXIT
status=0
wanted() { case "score $1" in *"${CASE-}"*) return 0 ;; *) return 1 ;; esac; }
tell() { # tell NAME OK
	if [ "$2" = 0 ]; then echo "ok score: $1"; else echo "not ok score: $1"; status=1; fi
}
refused() { # refused NAME INPUT PLACE
	wanted "$1" || return 0
	printf '%s' "$2" | "$ocop" score >"$dir/out" 2>"$dir/err"
	[ $? = 3 ] && [ ! -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" = 1 ] &&
		[ "$(wc -c <"$dir/err")" -le 2000 ] && grep -qF "$3" "$dir/err"
	tell "$1" $?
}

for in in test/golden/score/*.json; do
	name=$(basename "$in" .json)
	wanted "$name" || continue
	"$ocop" score <"$in" >"$dir/out" 2>"$dir/err" && cmp -s "$dir/out" "${in%.json}.out"
	tell "$name answers word for word" $?
done
sheet='"sheets":[{"seat":"m","choices":{}}],"minimums":"all"'
refused "nothing at all" '' 'line 1'
refused "half an object" '{"set":"QD26-01"' 'line 1'
refused "an unknown key" "{\"set\":\"QD26-01\",$sheet,\"x\":1}" 'unknown key "x"'
refused "a line feed in a name" "{\"set\":\"QD26\\n01\",$sheet}" 'set: no criteria set'
refused "more than a megabyte" "$(printf '{"set":"%01100000d"}' 0)" '1 MB'
if wanted "usage"; then
	"$ocop" score x >"$dir/out" 2>&1; [ $? = 2 ]; tell "usage" $?
	"$ocop" rules >"$dir/out" 2>&1; [ $? = 2 ]; tell "rules usage" $?
fi
if wanted "rules"; then
	"$ocop" rules check >"$dir/a" && cp -r data/rules "$dir/rules" && "$ocop" rules check "$dir/rules" >"$dir/b" &&
		cmp -s "$dir/a" "$dir/b" && grep -q '^known qd1048-2019/QD1048-16.json: part C' "$dir/a" &&
		grep -q '^77 sets, 4 known irregular places, 0 wrong$' "$dir/a"
	tell "rules: those of the program and of a folder are the same, irregular sets named" $?
	sed -i '0,/"points": 2/s//"points": 9/' "$dir/rules/qd26-2026/QD26-05.json"
	"$ocop" rules check "$dir/rules" >"$dir/out" 2>&1; [ $? = 1 ] && grep -q '^wrong qd26-2026/QD26-05.json' "$dir/out"
	tell "rules: a new irregularity fails" $?
	"$ocop" rules check "$dir/none" >"$dir/out" 2>"$dir/err"; [ $? = 3 ] && [ "$(wc -l <"$dir/err")" = 1 ]
	tell "rules: no such folder" $?
fi
exit $status
