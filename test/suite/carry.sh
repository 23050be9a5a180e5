#!/bin/bash
# An office goes from SQLite to PostgreSQL and back, and comes out whole: tables
# byte by byte, files by their hashes. A touched or half export is refused.
if [ -z "${OCOP_TEST_POSTGRES-}" ]; then exec bash test/pg.sh bash "$0"; fi
make -s -j"$OCOP_JOBS" all || exit 1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
status=0
said() { if [ "$1" = 0 ]; then echo "ok carry: $2"; else echo "not ok carry: $2"; status=1; fi; }
ocop() { build/ocop "$@" >"$dir/out" 2>&1; }
same() { diff -r -q "$1/table" "$2/table" && diff -r -q "$1/blob" "$2/blob"; }
pg=${OCOP_TEST_POSTGRES}carried
psql -q "${OCOP_TEST_POSTGRES}postgres" -c 'CREATE DATABASE carried' || exit 1

ocop demo --data "$dir/demo" || { cat "$dir/out"; exit 1; }
ocop rebuild --check --data "$dir/demo"; said $? "rebuilding the sample office finds no difference"
ocop export "$dir/one" --data "$dir/demo"; said $? "the sample office is exported"
(cd "$dir/one" && sha256sum --quiet -c SHA256SUMS); said $? "sha256sum reads its hashes"
found=$(cd "$dir/one" && find . -type f ! -name SHA256SUMS | wc -l)
[ "$found" = "$(wc -l <"$dir/one/SHA256SUMS")" ]; said $? "every file of it has its hash"
python3 -c 'import json, sys
for line in open(sys.argv[1] + "/table/product.jsonl", encoding="utf-8"): json.loads(line)["name"]' "$dir/one"
said $? "another program reads its lines"

ocop import "$dir/one" --data "$dir/pg" --database "$pg" && ocop export "$dir/two" --data "$dir/pg" --database "$pg" &&
	same "$dir/one" "$dir/two"; said $? "into PostgreSQL, and out as it was"
ocop check --data "$dir/pg" --database "$pg"; said $? "every promise is kept there"
ocop rebuild --check --data "$dir/pg" --database "$pg"; said $? "nothing is to be made again there"
ocop import "$dir/two" --data "$dir/back" && ocop export "$dir/three" --data "$dir/back" &&
	same "$dir/one" "$dir/three"; said $? "back into SQLite, and out as it was"
ocop check --data "$dir/back"; said $? "every promise is kept back there"

# What must not be taken. $1 says what was done to a copy, $2 what is answered.
refused() {
	ocop import "$dir/bad" --data "$dir/new"
	code=$?
	[ $code = 3 ] && [ "$(wc -l <"$dir/out")" = 1 ] && grep -q -- "$2" "$dir/out"
	said $? "refused: $1"
	# … and left nothing behind that a good one would stumble over
	if [ -e "$dir/new" ]; then
		[ "$(sqlite3 "$dir/new/ocop.db" 'SELECT count(*) FROM account')" = 0 ]
		said $? "no row of it was kept: $1"
	fi
	rm -rf "$dir/bad" "$dir/new"
}
bad() { cp -r "$dir/one" "$dir/bad"; }
again() { # hashes that fit the changed file: only what is inside gives it away
	python3 - "$dir/bad" "$1" <<-'PY'
	import hashlib, sys
	d, name = sys.argv[1:]
	new = hashlib.sha256(open(f"{d}/{name}", "rb").read()).hexdigest()
	lines = [l if not l.endswith("  " + name + "\n") else f"{new}  {name}\n" for l in open(d + "/SHA256SUMS")]
	open(d + "/SHA256SUMS", "w").writelines(lines)
	PY
}
bad; sed -i 's/"star":3/"star":5/' "$dir/bad/table/certificate.jsonl"; refused "a star was changed" 'table/certificate.jsonl: is not as it was exported'
bad; sed -i 's/"star":3/"star":5/' "$dir/bad/table/certificate.jsonl"; again table/certificate.jsonl
refused "a star and its hash were changed" 'certificate: was not taken as it was exported'
bad; sed -i '$d' "$dir/bad/table/record.jsonl"; again table/record.jsonl; refused "a row is gone" 'record: was not taken as it was exported'
bad; rm "$dir/bad/table/seat.jsonl"; refused "a table is gone" 'table/seat.jsonl: cannot be read'
file=$(cd "$dir/one" && find blob -type f | sort | head -1)
bad; chmod u+w "$dir/bad/$file"; printf x >>"$dir/bad/$file"; refused "a file was changed" 'is not as it was exported'
bad; chmod u+w "$dir/bad/$file"; printf x >>"$dir/bad/$file"; again "$file"; refused "a file and its hash were changed" 'is not named by its hash'
bad; rm "$dir/bad/SHA256SUMS"; refused "it was cut off before its end" 'there is no SHA256SUMS'
bad; truncate -s -40 "$dir/bad/SHA256SUMS"; refused "its hashes were cut off" 'was cut off'
bad; echo "$(printf 0%.0s {1..64})  blob/../../x" >>"$dir/bad/SHA256SUMS"; refused "it leads out of its folder" 'no export writes'
bad; sed -i 's/"schema_sha256":"./"schema_sha256":"x/' "$dir/bad/manifest.json"; again manifest.json; refused "another schema" 'another schema'
bad; sed -i 's/ocop-export.1/ocop-export\/9/' "$dir/bad/manifest.json"; again manifest.json; refused "another format" 'does not say'
ocop import "$dir/one" --data "$dir/back"; [ $? = 3 ] && grep -q 'has rows already' "$dir/out"; said $? "refused: an office with rows"
ocop export "$dir/one" --data "$dir/demo"; [ $? = 2 ] && grep -q 'not there yet' "$dir/out"; said $? "refused: over a folder that is there"
file=$(find "$dir/demo/blob" -type f | sort | head -1)
chmod u+w "$file"; printf x >>"$file"
ocop export "$dir/four" --data "$dir/demo"; [ $? = 3 ] && [ ! -e "$dir/four/SHA256SUMS" ]; said $? "refused: an office with a damaged file"
exit $status
