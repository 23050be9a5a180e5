#!/bin/bash
# The documents: what the program prints about itself is what docs/made says,
# links lead somewhere, pictures are small, the tour takes ten minutes.
make -s -j"$OCOP_JOBS" all || exit 1
status=0
tell() { # NAME FAULTS: one case; what is wrong with it goes before
	if [ -z "$2" ]; then echo "ok $1"; else printf '%s\nnot ok %s\n' "$2" "$1"; status=1; fi
}

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
tools/docs.sh "$made" || exit 1
for file in $({ ls docs/made; ls "$made"; } | sort -u); do
	faults=$(diff -u "docs/made/$file" "$made/$file" 2>&1 | head -n 20)
	tell "docs/made/$file is what the program prints${faults:+ (make docs, and read the difference)}" "$faults"
done

# Links and pictures: [words](target), src="target"; addresses of the world are
# not asked for. A target is relative to its document.
for doc in $(git ls-files '*.md' 2>/dev/null || find . -name '*.md' -not -path '*/node_modules/*'); do
	faults=$(grep -oE '\]\([^)#]+|src="[^"]+' "$doc" | sed -E 's/^(\]\(|src=")//' | grep -vE '^(https?|mailto):' |
		while IFS= read -r target; do
			[ -e "$(dirname "$doc")/$target" ] || echo "$doc: leads to $target, which is not there"
		done)
	tell "$doc leads to what exists" "$faults"
done

# What STORIES.md says that a case of test/wire shows, such a case is there for.
cases() { # FILE: names in stars of its table of bad input that no case begins with
	sed -n '/^## Bad input/,/^## Bad ends/p' "$1" | grep -oE '\*[^*]+\*' | tr -d '*' | sed 's/ *…$//' |
		while IFS= read -r name; do grep -qF -- "$name" test/wire/*.mjs || echo "$1: no case “$name”"; done
}
tell "the cases that STORIES.md names are there" "$(cases docs/STORIES.md)"
{ echo '## Bad input'; echo '*a name that no case has*'; } >"$made.md"
tell "control: a case that is not there is found" "$([ -n "$(cases "$made.md")" ] || echo 'it was not found')"

# … and what it says that a story or a unit shows.
ends() { # FILE: names in stars of its table of bad ends that the file before them does not have
	sed -n '/^## Bad ends/,/^## The matrix/p' "$1" | grep -oE '`[^`]+\.(case|c)`|\*[^*]+\*' | while IFS= read -r word; do
		case $word in
		'`'*.case'`') in=test/case/$(tr -d '`' <<<"$word") ;;
		'`'*) in=$(tr -d '`' <<<"$word") ;;
		*) grep -qE "^# ${word//\*/}|\"${word//\*/}\"" "$in" || echo "$1: $in has no “$word”" ;;
		esac
	done
}
tell "the bad ends that STORIES.md names are shown" "$(ends docs/STORIES.md)"
tell "… nine of them" "$([ "$(sed -n '/^## Bad ends/,/^## The matrix/p' docs/STORIES.md | grep -c '^| a ')" = 9 ] || echo "not nine")"
{ echo '## Bad ends'; echo '`night.case`: *A clock that strikes thirteen*'; } >"$made.md"
tell "control: a bad end that no story shows is found" "$([ -n "$(ends "$made.md")" ] || echo 'it was not found')"

# The law, row by row: LAW.md, the rows of the program and the points of the decision.
law() { # LAW WORKFLOW: where they differ
	python3 test/suite/law.py "$1" "$2" "$made/bylaw.txt" "$made/permits.txt" data/rules/qd26-2026/pack.json
}
tell "every row of the workflow stands beside its point of the decision" "$(law docs/LAW.md "$made/workflow.txt")"
planted() { # NAME SED-EXPRESSION FILE PATTERN: a planted fault of LAW.md or of the rows is found
	local page=docs/LAW.md rows=$made/workflow.txt
	sed "$2" "$3" >"$made.planted"
	if cmp -s "$3" "$made.planted"; then tell "control: $1" "nothing was planted"; return; fi
	if [ "$3" = "$page" ]; then page=$made.planted; else rows=$made.planted; fi
	tell "control: $1" "$(law "$page" "$rows" | grep "$4" >/dev/null || echo "it was not found")"
}
planted "a row that is not there is found" 's/`resume`/`resume@draft`/' docs/LAW.md 'nothing is called `resume@draft`'
planted "a point without its line is found" '/^| Đ7.4.g/d' docs/LAW.md 'no line of Đ7.4.g'
planted "a row beside a point that it does not name is found" 's/`assess`/`accept`/' docs/LAW.md '`accept` does not say Đ7.3.c'
planted "a row without a clause is found" '/^send_back/s/QĐ 26.*//' "$made/workflow.txt" 'send_back@concluded has no clause'
planted "a row under another point is found" '/^survey/s/Đ7.6.c/Đ7.6.a/' "$made/workflow.txt" 'survey@province_check says Đ7.6.a'
planted "a row that is only ours and not listed is found" '/^forward /s/QĐ 26.*/ours: QĐ 26\/2026 is silent/' "$made/workflow.txt" 'forward@commune_check is ours'
rm -f "$made.planted"

tell "pictures are at most 120 KB" "$(find docs/pictures -name '*.png' -size +120k)"
# Style and script are weighed by what their own heads promise.
weigh() { # FILE...: what is heavier than its head says, or promises nothing
	local f limit packed
	for f; do
		read -r limit packed < <(tr -d '\n' <"$f" | grep -oE 'At most [0-9]+ KB, [0-9]+ KB packed' | grep -oE '[0-9]+' | xargs)
		if [ -z "${packed:-}" ]; then echo "$f: its head does not say \`At most N KB, M KB packed\`"; continue; fi
		[ "$(wc -c <"$f")" -le $((limit * 1024)) ] || echo "$f: $(wc -c <"$f") bytes, at most $limit KB"
		[ "$(gzip -9nc "$f" | wc -c)" -le $((packed * 1024)) ] || echo "$f: $(gzip -9nc "$f" | wc -c) bytes packed, at most $packed KB"
	done
}
tell "style and script weigh what their heads say" "$(weigh src/web/assets/*.css src/web/assets/*.js)"
{ echo '/* At most 1 KB, 1 KB packed */'; printf "%1100s" ""; } >"$made.css"
tell "a style sheet that is too heavy is found (control)" "$([ -n "$(weigh "$made.css")" ] || echo "a sheet above its budget passed")"
rm -f "$made.css"
# A picture that no document shows is out of date and nobody notices.
tell "every picture is shown somewhere" "$(for p in docs/pictures/*.png; do
	grep -qr --include='*.md' "$(basename "$p")" README*.md docs || echo "$p"; done)"
tell "every decision is in the index" "$(for d in docs/decisions/0*.md; do
	grep -q "($(basename "$d"))" docs/decisions/README.md || echo "$d"; done)"
lines=$(wc -l <ARCHITECTURE.md)
tell "the tour takes ten minutes" "$([ "$lines" -lt 200 ] || echo "ARCHITECTURE.md has $lines lines; under 200")"
# What the tour and the recipes name must be there.
floors=$(sed -n 's/^\([a-z]*\):.*/\1/p' src/FLOORS | paste -sd'|')
tell "files that the documents name exist" "$(grep -ohE "\`(src|test|tools|data|docs|$floors)/[A-Za-z0-9_./-]+\`" ARCHITECTURE.md docs/*.md docs/decisions/*.md | tr -d '`' | sort -u |
	while IFS= read -r f; do [[ $f =~ NOUN|NNNN|NAME|xx || -e $f || -e src/$f || -e src/$f.c ]] || echo "$f"; done)"
exit $status
