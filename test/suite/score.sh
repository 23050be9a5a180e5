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
# Nothing on stdout; one line on stderr for every reader (U+0085 and U+2028 end
# a line for some), of whole letters, that names the place.
one_line() { # one_line PLACE
	[ ! -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" = 1 ] && [ "$(tail -c 1 "$dir/err" | wc -l)" = 1 ] &&
		[ "$(wc -c <"$dir/err")" -le 2000 ] && iconv -f utf-8 -t utf-8 <"$dir/err" >/dev/null &&
		! LC_ALL=C grep -q $'[\x01-\x08\x0b-\x1f\x7f]\|\xc2[\x80-\x9f]\|\xe2\x80[\xa8-\xae]' "$dir/err" &&
		grep -qF "$1" "$dir/err"
}
refused() { # refused NAME INPUT PLACE
	wanted "$1" || return 0
	printf '%s' "$2" | "$ocop" score >"$dir/out" 2>"$dir/err"
	[ $? = 3 ] && one_line "$3"
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

# What somebody may send by mistake or on purpose: NAME~INPUT~PLACE. @ is a
# whole input without its closing brace, % one sheet's beginning.
whole='{"set":"QD26-01",'$sheet
begun='{"set":"QD26-01","minimums":"all","sheets":[{"seat":"m","choices":{'
while IFS='~' read -r name input place; do
	input=${input//@/$whole}
	refused "$name" "${input//%/$begun}" "$place"
done <<'END'
blanks only~   ~line 1
a list around it~[@}]~input
a number~1~input
null~null~input
two objects~@}@}~line 1, column 7
something behind~@} x~line 1, column 7
a comma behind the last~@,}~line 1
a comment~@/**/}~line 1
single quotes~{'set':1}~line 1, column 2
the same key twice~@,"set":"QD26-01"}~duplicate
the same key, spelt otherwise~@,"s\u0065t":"QD26-01"}~duplicate
the same criterion twice~%"1.1":1,"1.1":1}}]}~duplicate
no set~{"sheets":[{"seat":"m","choices":{}}],"minimums":"all"}~set: is missing
no sheets~{"set":"QD26-01","minimums":"all"}~sheets: is missing
no minimums~{"set":"QD26-01","sheets":[{"seat":"m","choices":{}}]}~minimums: is missing
a set in small letters~{"set":"qd26-01","sheets":[{"seat":"m","choices":{}}],"minimums":"all"}~set: no criteria set "qd26-01"
a set that is a number~{"set":1,"sheets":[{"seat":"m","choices":{}}],"minimums":"all"}~set: must be
minimums in capitals~{"set":"QD26-01","sheets":[{"seat":"m","choices":{}}],"minimums":"ALL"}~minimums
minimums null~{"set":"QD26-01","sheets":[{"seat":"m","choices":{}}],"minimums":null}~minimums
an empty list of sheets~{"set":"QD26-01","sheets":[],"minimums":"all"}~sheets: there must be
sheets that are an object~{"set":"QD26-01","sheets":{},"minimums":"all"}~sheets: must be a list
a sheet that is null~{"set":"QD26-01","sheets":[null],"minimums":"all"}~sheets[0]
a seat twice~%}},{"seat":"m","choices":{}}]}~sheets[1].seat
an empty seat~{"set":"QD26-01","sheets":[{"seat":"","choices":{}}],"minimums":"all"}~sheets[0].seat
a seat that is a number~{"set":"QD26-01","sheets":[{"seat":1,"choices":{}}],"minimums":"all"}~sheets[0].seat
a zero byte in a seat~{"set":"QD26-01","sheets":[{"seat":"\u0000","choices":{}}],"minimums":"all"}~line 1
half a pair of surrogates~{"set":"QD26-01","sheets":[{"seat":"\ud800","choices":{}}],"minimums":"all"}~line 1
no choices~{"set":"QD26-01","sheets":[{"seat":"m"}],"minimums":"all"}~sheets[0].choices
choices that are a list~{"set":"QD26-01","sheets":[{"seat":"m","choices":[]}],"minimums":"all"}~sheets[0].choices
an unknown key of a sheet~%},"x":1}]}~sheets[0]: unknown key "x"
3.0 points~%"1.1":3.0}}]}~sheets[0].choices.1.1
1e0 points~%"1.1":1e0}}]}~sheets[0].choices.1.1
points in quotes~%"1.1":"3"}}]}~sheets[0].choices.1.1
points that are null~%"1.1":null}}]}~sheets[0].choices.1.1
points below 0~%"1.1":-1}}]}~sheets[0].choices.1.1
points of no level~%"1.1":99}}]}~sheets[0].choices.1.1
points beyond 32 bits~%"1.1":4294967297}}]}~sheets[0].choices.1.1
points beyond 64 bits~%"1.1":18446744073709551617}}]}~line 1
points with a zero in front~%"1.1":01}}]}~line 1
points that are no number~%"1.1":NaN}}]}~line 1
a case where there is none~%"1.1":{"case":"a","points":1}}}]}~sheets[0].choices.1.1
a criterion of another set~%"99.9":1}}]}~sheets[0].choices: QD26-01 has no criterion "99.9"
a blank behind a criterion~%"1.1 ":1}}]}~no criterion "1.1 "
a line separator in a criterion~%"1\u2028\u0085\u202e1":1}}]}~no criterion "1???1"
no finding for a star mark~{"set":"QD26-01","sheets":[{"seat":"m","choices":{}}],"minimums":"findings"}~findings: criterion 1.3
findings that are null~@,"findings":null}~findings
a wrong finding without effect~@,"findings":{"1.1":99}}~findings.1.1
stops that are a text~@,"stops":"ELIM_FORGED"}~stops: must be a list
a stop nobody knows~@,"stops":["ELIM_FORGED","X"]}~stops[1]
a spread below 0~@,"spread_max":-1}~spread_max
a spread that is no whole number~@,"spread_max":1.5}~spread_max
a spread that is null~@,"spread_max":null}~spread_max
END
many=$(for i in {0..198}; do printf '{"seat":"%d","choices":{}},' "$i"; done)
twohundred='{"set":"QD26-01","minimums":"all","sheets":['$many
refused "201 sheets" "$twohundred"'{"seat":"x","choices":{}},{"seat":"y","choices":{}}]}' 'sheets: there must be 1 to 200'
refused "a message cut within a letter" "$twohundred"'{"seat":"x","choices":{"'"$(printf '😀%.0s' {1..50})"'":1}}]}' 'sheets[199].choices'
refused "a seat of 101 letters" '{"set":"QD26-01","minimums":"all","sheets":[{"seat":"'"$(printf 'ộ%.0s' {1..101})"'","choices":{}}]}' 'sheets[0].seat'
refused "a key of 600 KB" "$whole"',"'"$(printf 'ệ%.0s' {1..200000})"'":1}' 'unknown key'
refused "brackets without end" "$(printf '[%.0s' {1..100000})" 'nested deeper than 32'
refused "a mark in front" $'\xef\xbb\xbf'"$whole}" 'line 1, column 1'
refused "bytes that are no UTF-8" "${whole/\"m\"/$'"\xff"'}}" 'line 1'
refused "overlong UTF-8" "${whole/\"m\"/$'"\xc0\xaf"'}}" 'line 1'
if wanted "a zero byte behind the object"; then
	printf '%s}\0' "$whole" | "$ocop" score >"$dir/out" 2>"$dir/err"
	[ $? = 3 ] && one_line 'line 1'; tell "a zero byte behind the object" $?
fi
accepted() { # accepted NAME INPUT PART
	wanted "$1" || return 0
	printf '%s' "$2" | "$ocop" score >"$dir/out" 2>"$dir/err" && [ ! -s "$dir/err" ] && grep -qF "$3" "$dir/out"
	tell "$1" $?
}
accepted "one megabyte to the byte" "$(printf '%-1048576s' "$whole}")" '"sum":0'
accepted "200 sheets" "$twohundred"'{"seat":"x","choices":{}}]}' '"sheets":200'
accepted "a seat of 100 letters" '{"set":"QD26-01","minimums":"all","sheets":[{"seat":"'"$(printf 'ộ%.0s' {1..100})"'","choices":{}}]}' '"sheets":1'
accepted "white space around it" $'\r\n\t '"$whole}"$'\n' '"sum":0'
accepted "a forged dossier, in any set" "$whole"',"stops":["ELIM_FORGED"]}' '"star":0,"outcome":"knocked_out"'
accepted "answered 0 is not empty" "${begun}"'"1.1":0}}]}' '"empty":[{"seat":"m","criterion":"1.2"}'
accepted "a spread beyond 32 bits" "$whole"',"spread_max":1099511627776}' '"spread_exceeded":false'
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
# Promise 1: every concluded star is computed again from what was kept of it.
if wanted "concluded stars"; then
	"$ocop" demo --data "$dir/office" >/dev/null 2>&1
	n=0 same=0
	for id in $(sqlite3 "$dir/office/ocop.db" 'SELECT agenda FROM result'); do
		sqlite3 "$dir/office/ocop.db" "SELECT input FROM result WHERE agenda = $id" | "$ocop" score >"$dir/out" 2>"$dir/err"
		sqlite3 "$dir/office/ocop.db" "SELECT output FROM result WHERE agenda = $id" | cmp -s - "$dir/out" && same=$((same + 1))
		n=$((n + 1))
	done
	[ "$n" -ge 3 ] && [ "$n" = "$same" ]
	tell "concluded stars of an office are the same when computed without it" $?
fi
exit $status
