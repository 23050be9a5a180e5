#!/bin/bash
# What was done is read by people: every kind of record, and every thing it is
# about, has words in the texts (done.*, of a dossier step.*; thing.*). Without
# them the administrator's log shows a code.
status=0
mkdir -p build/check
while read -r place key; do
	if grep -q "^$key *=" src/web/text/vi.properties; then
		echo "ok words: $key"
	else
		echo "not ok words: $key ($place): add it to both files of src/web/text"
		status=1
	fi
done < <(awk '
	{ code = $0; sub(/^[ \t]*\/?\*.*/, "", code) }
	/record_add\(/ && !/enum rc/ { on = 1; at = FILENAME ":" FNR; said = 0 }
	on {
		while (match(code, /"[^"]*"/)) {
			word = substr(code, RSTART + 1, RLENGTH - 2); code = substr(code, RSTART + RLENGTH)
			key = ""
			if (word ~ /^dossier\.[a-z0-9_]+$/) { key = word; sub(/^dossier/, "step", key) }
			else if (word ~ /^[a-z0-9_]+\.[a-z0-9_]+$/) key = "done." word
			else if (word ~ /^[a-z_]+$/ && !said) { key = "thing." word; said = 1 }
			if (key != "" && !(key in seen)) { seen[key] = 1; print at, key }
		}
		if (/;[ \t]*$/) on = 0
	}' $(find src/act src/main src/web -name '*.c' | sort))

# The mark of tone stands on the first vowel of an open oa, oe, uy, as the laws that we
# quote print it: xóa, khóa, hòa, thủy (docs/WORDS.md). qu is a consonant: quý, quỹ.
marks() {
	grep -anP '(*UTF)(*UCP)([oO][áàảãạéèẻẽẹÁÀẢÃẠÉÈẺẼẸ]|(?<![qQ])[uU][ýỳỷỹỵÝỲỶỸỴ])(?!\pL)' "$@"
}
if [ "$(printf '%s\n' xoá 'nhãn “hoá”' Thuỷ UỶ khoẻ | marks | wc -l)" = 5 ] &&
	! printf '%s\n' xóa hóa thủy quý 'quỹ' hoàn thuyết toán khuya | marks >build/check/marks; then
	echo "ok words: control: a mark on the second vowel is found, and nothing else"
else
	echo "not ok words: control: marks"
	status=1
fi
if marks -H $(find src docs data/papers test README.md README.vi.md ARCHITECTURE.md -name node_modules -prune -o -type f \
	-regex '.*\.\(properties\|html\|[ch]\|def\|sql\|md\|txt\|case\|mjs\)' -print) >build/check/marks; then
	sed 's/^/# /' build/check/marks | head -n 20
	echo "not ok words: one way to put a mark: xóa, khóa, hòa, thủy"
	status=1
else
	echo "ok words: one way to put a mark"
fi
# One form of address: bạn (docs/WORDS.md).
address() {
	grep -niE 'anh/chị|anh, chị|ông/bà|ông, bà|quý vị|quý khách' "$@"
}
if printf 'a = Máy của anh/chị\n' | address >build/check/address && ! printf 'a = Máy của bạn\n' | address; then
	echo "ok words: control: another form of address is found"
else
	echo "not ok words: control: another form of address is found"
	status=1
fi
if address -H src/web/text/vi.properties docs/huong-dan/*.md >build/check/address; then
	sed 's/^/# /' build/check/address
	echo "not ok words: one form of address"
	status=1
else
	echo "ok words: one form of address"
fi
# English says one of what it counts: "{0} point[|s]". Which words are counted is known
# from the texts that do.
many() { # FILE: lines that count one of these words and know no single one
	grep -nP "\{\d\} (?:(?:more|product|recovery|required|scored|sealed|unfinished|working) )?(?:$counted)s\b|\{\d\}[^.;:{]*\[\|s\]( \w+){0,4} (are|were|have|do)\b" "$1"
}
counted=$(grep -oP '\{\d\} (\w+ ){0,2}\K\w+(?=\[\|s\])' src/web/text/en.properties | sort -u | paste -sd'|')
printf '%s\n' 'a = {0} points' 'b = {1} working days left' 'c = {0} item[|s] of it are open' 'd = {0} item[|s] [is|are] open' >build/check/counted
if [ "$(many build/check/counted | wc -l)" = 3 ]; then
	echo "ok words: control: what is never one is found"
else
	echo "not ok words: control: what is never one is found"
	status=1
fi
if many src/web/text/en.properties; then
	echo "not ok words: one is said as one in English: write “{0} point[|s]”"
	status=1
else
	echo "ok words: one is said as one in English"
fi
# The guides say what stands on the screen (in bold letters) as it stands there.
mkdir -p build/check
if python3 test/suite/guides.py src/web/text/vi.properties docs/huong-dan/*.md >build/check/guides; then
	echo "ok words: the guides speak with the words of the screen"
else
	cat build/check/guides
	echo "not ok words: the guides speak with the words of the screen"
	status=1
fi
printf 'Bấm **Tiếp nhận và cấp số phiếu**, rồi **Nút không có ở đâu cả**.\n' >build/check/guide.md
if ! python3 test/suite/guides.py src/web/text/vi.properties build/check/guide.md >build/check/guides &&
	[ "$(grep -c 'no page says' build/check/guides)" = 1 ]; then
	echo "ok words: control: a button that no page has is found"
else
	echo "not ok words: control: a button that no page has is found"
	status=1
fi
exit $status
