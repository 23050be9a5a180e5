#!/bin/bash
# assets.sh OUT SRC: what browsers fetch, ready to be embedded.
#
# Each file of SRC becomes OUT/<stem>-<12 hex of its SHA-256>.<ext> with a .gz
# and a .br copy. Fonts are cut from Debian's fonts-noto-core to the letters of
# Vietnamese (once; kept in OUT/../fonts). Style sheets name fonts plainly and
# get the hashed names here. sw.js keeps its name: browsers know a worker by
# its address; in it @SHELL@ becomes the list of the shell's addresses.
set -euo pipefail
export LC_ALL=C
out=$1 src=$2
fonts=$(dirname "$out")/fonts
noto=/usr/share/fonts/truetype/noto
letters=U+20-7E,U+A0-FF,U+102-103,U+110-111,U+128-129,U+168-169,U+1A0-1A1,U+1AF-1B0,U+300-303,U+306,U+309,U+31B,U+323,U+1EA0-1EF9,U+2010-2015,U+2018-201E,U+2022,U+2026,U+2032,U+20AB,U+2190-2193,U+2212,U+2264-2265

mkdir -p "$fonts"
for face in Regular Bold; do
	to=$fonts/noto-${face,,}.woff2
	[ "$to" -nt "$0" ] || pyftsubset "$noto/NotoSans-$face.ttf" --flavor=woff2 \
		--layout-features=kern,mark,mkmk,ccmp,locl,liga,tnum,lnum \
		--output-file="$to" --unicodes="$letters"
done

rm -rf "$out.new" && mkdir -p "$out.new"

# hashed FILE NAME: puts FILE under its hashed name and prints that.
hashed() {
	local hash name
	hash=$(sha256sum "$1") name=${2%.*}-${hash:0:12}.${2##*.}
	cp "$1" "$out.new/$name"
	echo "$name"
}

# packed NAME: the smaller copies for servers to choose from.
packed() {
	gzip -9nc "$out.new/$1" > "$out.new/$1.gz"
	brotli -q 11 -c "$out.new/$1" > "$out.new/$1.br"
}

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
names=() shell=()
for f in "$fonts"/*.woff2; do
	name=$(hashed "$f" "$(basename "$f")")
	names+=(-e "s/\\b$(basename "$f")\\b/$name/g")
	shell+=("\"/s/$name\"")
done
for f in "$src"/*; do
	base=$(basename "$f")
	case $base in
	sw.js|.*) continue ;;
	*.css) sed "${names[@]}" "$f" > "$tmp/$base"; f=$tmp/$base ;;
	esac
	name=$(hashed "$f" "$base")
	case $base in
	*.css|*.js) packed "$name"; shell+=("\"/s/$name\"") ;;
	*.svg|*.json|*.webmanifest|*.txt) packed "$name" ;;
	esac
done
if [ -f "$src/sw.js" ]; then
	list=$(IFS=,; echo "${shell[*]}")
	sed "s|@SHELL@|$list|" "$src/sw.js" > "$out.new/sw.js"
	packed sw.js
fi
rm -rf "$out" && mv "$out.new" "$out"
