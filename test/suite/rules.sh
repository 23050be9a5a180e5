#!/bin/bash
# Every rule of a bylaw (`ocop bylaw`) has its stories. They carry a line `# rule NAME
# kept`, `# rule NAME broken` or `# rule NAME = VALUE` under their title: a rule of words
# one for each word, a rule of numbers both ways or two numbers. And every text that says who mends a
# rule stands in a story in which that rule refuses.
make -s -j"$OCOP_JOBS" all || exit 1
texts=src/web/text/vi.properties
failed=0
told() { grep -qx "# rule $1" test/case/*.case; }
values() { cat test/case/*.case | grep -cE "^# rule $1 = [0-9]+$"; }

rule_told() { # NAME LEAST MOST
	local v
	if grep -q "^bylaw\.$1_$2 = " "$texts"; then
		for ((v = $2; v <= $3; v++)); do told "$1 = $v" || { echo "# no story of $1 = $v"; return 1; }; done
		return 0
	fi
	if told "$1 kept" && told "$1 broken"; then return 0; fi
	[ "$(values "$1")" -ge 2 ] || { echo "# no stories of $1 kept and broken, nor of two of its numbers"; return 1; }
}

mend_told() { # CODE: a paragraph that expects the fault and shows the first words of mend.CODE
	local words
	words=$(sed -n "s/^mend\.$1 = \([^{(;,.]*\).*/\1/p" "$texts" | cut -d' ' -f1-6 | sed 's/ *$//')
	[ -n "$words" ] && awk -v fault="expect  fault $1" -v words="$words" 'BEGIN { RS = ""; found = 1 }
		index($0 "\n", fault "\n") && index($0, "page contains") && index($0, words) { found = 0 } END { exit found }' test/case/*.case ||
		{ echo "# no story in which $1 refuses and the page says who mends it: $words"; return 1; }
}

answer() { # NAME WORDS…
	local name=$1
	shift
	if "$@"; then echo "ok rules: $name"; else echo "not ok rules: $name"; failed=1; fi
}
while read -r name least most _; do
	[ "$name" = rule ] || answer "$name" rule_told "$name" "$least" "$most"
done < <(build/ocop bylaw)
for code in $(sed -n 's/^mend\.\([a-z_]*\) = .*/\1/p' "$texts"); do answer "who mends $code" mend_told "$code"; done

# a rule and a refusal that nobody has told must be missed
control() { ! rule_told weather 1 2 >/dev/null && ! mend_told weather >/dev/null && ! told 'chair = 3'; }
answer "one without a story is found" control
exit $failed
