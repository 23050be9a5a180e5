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
	sed -E 's/^([^:]*:[0-9]+):.*(WHY_[A-Z0-9_]+) *= *\{ *(RC_[A-Z]+), *"([^"]*)".*/\1 \2 \4/')
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
# Families named by data or by a rule are found by their family.
spoken=' fault notice field law hint '
if [ -f $vi ]; then
	cat $sources >build/check-sources
	grep -oE '\bT_[A-Z0-9_]+' build/check-sources | sort -u >build/check-used
	grep -oE '\bt +[a-z0-9_]+(\.[a-z0-9_]+)+' build/check-sources | sed -E 's/^t +//' | sort -u >build/check-named
	while IFS= read -r hit; do
		key=$(sed -E 's/^[0-9]+:([^ =]+).*/\1/' <<<"$hit") line=${hit%%:*}
		[[ $spoken == *" ${key%%.*} "* ]] && continue
		ident=T_$(tr 'a-z.-' 'A-Z__' <<<"$key")
		grep -qxF "$ident" build/check-used || grep -qxF "$key" build/check-named ||
			say "$vi:$line: nobody shows $key" "translators would keep a text alive that no page has" \
				"remove it from both files, or use it"
	done < <(grep -nE '^[a-z0-9_]+\.[^ =]+ *=' $vi)
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
	function paragraph_ends() { if (n > 0 && !comment) deny(first, name "() has no comment"); n = 0; comment = 0 }
	/^[ \t]*$/ { if (!inside) paragraph_ends(); next }
	/\/\*/ { comment = 1; inside = 1 }
	/\*\// { inside = 0; next }
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
rm -f build/check-routes build/check-sources build/check-used build/check-named
exit $bad
