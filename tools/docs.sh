#!/bin/bash
# docs.sh [DIR]: the tables of the program, as the program prints them, into
# DIR (docs/made). `make docs`. What stands there is reviewed in diffs: a change
# of power, of the schema or of the interface shows up as a changed line. The
# docs suite of ./check compares; needs sqlite3 and curl.
set -eu
cd "$(dirname "$0")/.."
out=${1:-docs/made}
mkdir -p "$out"
# Settings of whoever runs this must not show up in what is built in.
for name in $(compgen -v OCOP_ || true); do unset "$name"; done

for verb in routes permits workflow bylaw records settings; do
	build/ocop "$verb" | sed 's/[ \t]*$//' >"$out/$verb.txt"
done
# Every field of every paper, its pictures beside it (tools/paper_pictures.sh).
build/ocop papers | while IFS= read -r line; do
	printf '%s\n' "$line"
	[[ $line =~ ^'## '([a-z0-9-]+): ]] || continue
	printf '\n'
	for picture in docs/pictures/papers/"${BASH_REMATCH[1]}"{,-[2-9]}.png; do
		[ ! -e "$picture" ] || printf '<img src="../pictures/papers/%s" alt="%s" width="420">\n' "$(basename "$picture")" "${line#*: }"
	done
done >"$out/papers.md"
build/ocop workflow first >"$out/workflow-first.svg"
build/ocop workflow again >"$out/workflow-again.svg"
build/ocop rules check data/rules >"$out/rules.txt" || true

# The schema after all migrations, and the interface as an office describes it.
office=$(mktemp -d) pid=
trap '[ -z "$pid" ] || { kill "$pid"; wait "$pid" || true; }; rm -rf "$office"' EXIT
build/ocop init --data "$office" >/dev/null
sqlite3 "$office/ocop.db" \
	"SELECT sql || ';' || char(10) FROM sqlite_schema
	 WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\_fts\_%' ESCAPE '\'
	 ORDER BY tbl_name, type DESC, name" >"$out/schema.sql"
mkfifo "$office/said"
build/ocop serve --data "$office" --port 0 >"$office/said" 2>/dev/null &
pid=$!
read -r _ url <"$office/said"
curl -fsS "${url%/}/api/v1/openapi.json" >"$office/openapi.json"
sed 's/},"\//},\n"\//g; s/},"components"/},\n"components"/' "$office/openapi.json" >"$out/openapi.json"
