#!/bin/bash
# tables.sh: what names something elsewhere must name something that is there.
# Run by tools/lint.sh. Reads reasons, routes, texts and headers.
set -u
vi=src/web/text/vi.properties
sources=$(find src test tools -name node_modules -prune -o \( -name '*.c' -o -name '*.h' -o -name '*.html' -o -name '*.def' \) -print | sort)
bad=0
say() { # PLACE-AND-WHAT WHY WAY-OUT
	printf '%s\n    rule: tables\n    why: %s\n    way out: %s\n' "$@"
	bad=1
}
has_key() { grep -q "^$1 *=" $vi; }

# ---- reasons: each is given somewhere, each can be explained to a person
reasons=$(grep -nHE '^(static )?const struct reason WHY_[A-Z0-9_]+ *=' $(find src -name '*.c') /dev/null |
	sed -E 's/^([^:]*:[0-9]+):.*struct reason (WHY_[A-Z0-9_]+) *= *\{ *(RC_[A-Z]+), *"([^"]*)".*/\1 \2 \4/')
while read -r place name code; do
	[ -n "$place" ] || continue
	if [ -z "${code-}" ]; then
		say "$place: cannot read this reason" "reasons are read by machines too" \
			'write it on one line: const struct reason WHY_X = { RC_INVALID, "x" };'
		continue
	fi
	has_key "fault.$code" || say "$place: $name has no text fault.$code" \
		"whoever is refused must be told what is wrong and what to do" "add fault.$code to both files of src/web/text"
	uses=$(grep -hoE "\b$name\b" $sources | wc -l)
	declared=$(grep -hE "const struct reason $name\b" $sources | wc -l)
	[ "$uses" -gt "$declared" ] || say "$place: nobody gives $name" \
		"a reason that is never given is dead, or a check is missing" "give it where the rule is, or remove it"
done <<<"$reasons"

# ---- routes: a sentence each, no twins; every address that code goes to is one
if [ -f src/web/routes.def ]; then
	problems=$(awk '
	/^ROUTE\(/ {
		line = $0; at = FNR
		while (line !~ /\)[ \t]*$/ && (getline more) > 0) { sub(/^[ \t]+/, " ", more); line = line more }
		pattern = line; sub(/^[^"]*"/, "", pattern); sub(/".*/, "", pattern)
		sentence = line; sub(/"[ \t]*\)[ \t]*$/, "", sentence); sub(/.*"/, "", sentence)
		method = line; sub(/^ROUTE\( */, "", method); sub(/,.*/, "", method)
		shape = pattern; gsub(/\{[a-z_]*\}/, "{}", shape)
		if (length(sentence) < 8)
			print "src/web/routes.def:" at ": " method " " pattern " has no sentence|the table of routes is read by people who decide about powers|end the row with a short sentence in quotes"
		if ((method, shape) in seen)
			print "src/web/routes.def:" at ": " method " " pattern " is there twice, first in line " seen[method, shape] "|only the first row would ever be reached|remove one"
		seen[method, shape] = at
		print shape > "build/check-routes"
	}' src/web/routes.def)
	while IFS='|' read -r what why out; do [ -z "$what" ] || say "$what" "$why" "$out"; done <<<"$problems"

	while IFS= read -r hit; do
		place=$(cut -d: -f1,2 <<<"$hit")
		path=$(sed -E 's/.*(visit_go|address_of|address_make)\([^"]*"([^"]*)".*/\2/; s/%"? *PRI[a-z0-9]+ *"?/%/g; s/[?#].*//; s/%(\.\*s|l*d|s)?/{}/g' <<<"$hit")
		grep -qxF -- "$path" build/check-routes || say "$place: goes to $path, which is no route" \
			"the person would land on “not found” after the work is done" "use a pattern of src/web/routes.def"
	done < <(grep -nHE '\bvisit_go\([^"]*"' $(find src -name '*.c') /dev/null | sed -E 's/%" *PRI[a-z0-9]+ *"/%/g; s/%" *PRI[a-z0-9]+/%"/g')
fi

# ---- texts: each is shown somewhere
# By name (T_family_key, or `t family.key` in a template), or by a head that
# code completes: "family.%s", T_family_##name. Reasons, notices and fields name
# their texts by rule.
if [ -f $vi ]; then
	grep -hoE '\bT_[a-z0-9_]+|\bt +[a-z0-9_]+(\.[a-z0-9_]+)+|"[a-z0-9_]+\.[a-z0-9_.]*[%"]|\bT_[a-z0-9_]+_ *##' $sources /dev/null |
		awk -v vi=$vi '
		/##$/ { sub(/ *##$/, ""); head[$0] = 1; next }
		/^T_/ { used[$0] = 1; next }
		/^t / { sub(/^t +/, ""); gsub(/[.-]/, "_"); used["T_" $0] = 1; next }
		{ gsub(/["%]/, ""); gsub(/[.-]/, "_"); used["T_" $0] = 1; if (/_$/) head["T_" $0] = 1 }
		END {
			head["T_fault_"] = head["T_notice_"] = head["T_field_"] = 1
			while ((getline line < vi) > 0) {
				n++
				if (line !~ /^[a-z0-9_]+\.[^ =]+ *=/) continue
				key = ident = line; sub(/ *=.*/, "", key); ident = key; gsub(/[.-]/, "_", ident)
				ident = "T_" ident
				if (ident in used) continue
				for (i = length(ident); i > 3; i--)
					if (substr(ident, i, 1) == "_" && (substr(ident, 1, i) in head)) break
				if (i <= 3) {
					printf "%s:%d: nobody shows %s\n    rule: tables\n    why: translators would keep a text alive that no page has\n    way out: remove it from both files, or use it\n", vi, n, key
					bad = 1
				}
			}
			exit bad
		}' || bad=1
fi

# ---- kinds of records: each has a row, so that nobody adds an act whose trace in
# the public log is undecided
if [ -f src/core/record_kind.c ]; then
	while IFS= read -r kind; do
		grep -qF "\"$kind\"" src/core/record_kind.c ||
			say "record_add(… \"$kind\" …): src/core/record_kind.c has no row for it" \
				"what is recorded either becomes an entry of the public log or is a draft; somebody must have decided which" \
				"add DRAFT(\"$kind\") or FACT(\"$kind\", \"document\") there, in order of the words (docs/ADDING.md)"
	done < <(cat $(find src -name '*.c') | tr '\n\t' '  ' | grep -oE 'record_add\([^,;]+,[^,;]*,' |
		grep -oE '"[a-z0-9_]+\.[a-z0-9_]+"' | tr -d '"' | sort -u)
	diff <(grep -oE '^\t(DRAFT|FACT|OPEN)\("[^"]*"|^\t\{ "[^"]*"' src/core/record_kind.c | grep -oE '"[^"]*"') \
		<(grep -oE '^\t(DRAFT|FACT|OPEN)\("[^"]*"|^\t\{ "[^"]*"' src/core/record_kind.c | grep -oE '"[^"]*"' | LC_ALL=C sort -u) >/dev/null ||
		say "src/core/record_kind.c: rows are not in order of the words, or one is there twice" \
			"a kind is found by halving" "move the row to its place"
fi

# ---- headers: a head that teaches, a comment for each public function
for header in $(find src -name '*.h' | sort); do
	head -n 1 "$header" | grep -q '^/\*' || say "$header:1: begins without a comment" \
		"the head says what this is for and what it refuses to know" "begin with a few sentences"
	awk -v file="$header" '
	function deny(line, what) {
		printf "%s:%d: %s\n    rule: tables\n    why: the header is the manual of its module\n    way out: a sentence above it: what it does, what can go wrong, who owns what\n", file, line, what
		bad = 1
	}
	# A paragraph of declarations, between empty lines, shares its comments.
	# One that is only a comment speaks for the next.
	function paragraph_ends() {
		if (n > 0 && !comment) deny(first, name "() has no comment")
		if (n > 0 || !alone) comment = 0
		n = 0; alone = 1
	}
	/^[ \t]*$/ { if (!inside) paragraph_ends(); next }
	/\/\*/ { comment = 1; inside = 1 }
	/\*\// { inside = 0; next }
	!inside { alone = 0 }
	inside || /^#/ || /^[ \t}]/ || /\\$/ || /^struct [a-z_]+;/ || /^static/ || /^typedef/ { next }
	/^[A-Za-z].*[ *][a-z_0-9]+\(/ {
		if (n++ == 0) { first = FNR; name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
	}
	END { paragraph_ends(); exit bad }' "$header" || bad=1
done
for source in $(find src tools -name '*.c' | sort); do
	head -n 1 "$source" | grep -q '^/\*' || say "$source:1: begins without a comment" \
		"the head says what this file is for and what it refuses to know" "begin with a few sentences"
done
rm -f build/check-routes
exit $bad
