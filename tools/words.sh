#!/bin/bash
# words.sh: what may not be said where. Run by tools/lint.sh.
set -u
bad=0
deny() { # FILE:LINE: and what was found come from grep; then why and way out
	local rule=$1 why=$2 out=$3 hit
	while IFS= read -r hit; do
		printf '%s\n    rule: %s\n    why: %s\n    way out: %s\n' "${hit:0:200}" "$rule" "$why" "$out"
		bad=1
	done
}
c_files() { find "$@" \( -name '*.c' -o -name '*.h' \) 2>/dev/null | sort; }

# Nouns of the domain, on the floors that must not know them.
nouns='dossiers?|councils?|communes?|provinces?|provincial|ocop|criteri(a|on)|certificates?|producers?|evidence|supplements?|agenda'
deny words "base and http must serve any program; a domain word there is a rule in the wrong place" \
	"move it to core or above, or say it without the word" < <(
	c_files src/base src/http | xargs -r grep -nHiwE "$nouns" | grep -vE '#include|#(ifndef|define|endif) |"ocop: ')

# SQL lives in .sql files, where it is checked when the program is built.
deny words "SQL outside src/store escapes sqlgen: nobody checks its columns" \
	"write a named statement in src/store/NOUN.sql and call q_NAME()" < <(
	c_files src | grep -v '^src/store/' |
		xargs -r grep -nHE '"[^"]*\b(SELECT [^"]* FROM|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM)\b')

# Nothing of the place where it was written belongs into the repository.
files() { if [ -d .git ] || [ -f .git ]; then git ls-files; else find . -type f | sed 's|^\./||'; fi; }
deny words "a path or host of one machine means nothing on another" \
	"say it relative to the repository, or leave it out" < <(
	files | grep -vE '\.(png|woff2|pdf|jpg|webp)$' | tr '\n' '\0' |
		xargs -0r grep -nHIE '(^|[^a-z.])/wor[k]/|/share[d]/|registr[y]\.(npm|yarn)|npmj[s]\.org|deb\.debia[n]\.org|pypi\.or[g]|artifactor[y]')

# Texts that do not help anybody.
deny words "nobody can act on it" "say which field, what is wrong with it, and give an example" < <(
	grep -nHiE 'dữ liệu không hợp l[ệ]|có lỗi xảy r[a]\b|invalid (data|input)$' src/web/text/*.properties 2>/dev/null)
exit $bad
