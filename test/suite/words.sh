#!/bin/bash
# What was done is read by people: every kind of record, and every thing it is
# about, has words in the texts (done.*, of a dossier step.*; thing.*). Without
# them the administrator's log shows a code.
status=0
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
exit $status
