#!/bin/bash
# Printed forms, read back as people scan them: the codes of a form that a story printed
# (test/case/scan_print.case) are read from the PDF itself, then each page is drawn, turned,
# skewed, greyed, dimmed, blurred and read again: the same code. The last lines are the
# negative control: a page whose corner is covered has none, a changed code is not ours.
make -s -j"${OCOP_JOBS:-2}" all stories || exit 1
dir=$(mktemp -d "${TMPDIR:-/tmp}/ocop-scan.XXXXXX")
trap 'rm -rf "$dir"' EXIT
status=0
tell() { # tell NAME OK
	if [ "$2" = 0 ]; then echo "ok scan: $1"; else echo "not ok scan: $1"; status=1; fi
}
codes() { # codes FILE [FROM COUNT]: one code a line, "-" for none
	build/ocop-look codes "${2:-1}" "${3:-20}" <"$1" 3>"$dir/pictures" |
		python3 -c 'import json,sys
for p in json.load(sys.stdin)["seen"]: print(p["code"] or "-")'
}
OCOP_KEEP=$dir build/stories test/case/scan_print.case >"$dir/walked" 2>&1
! grep '^not ok' "$dir/walked" | grep -v 'every route as every role'
tell "the story that prints" $?
printed() { # printed NAME MOST: a form, its codes and its pages, which the next lines read
	codes "$dir/$1.pdf" >"$dir/printed"
	pages=$(pdfinfo "$dir/$1.pdf" | awk '/^Pages/ { print $2 }')
	[ "$pages" -ge 2 ] && [ "$pages" -le "$2" ] && [ "$(grep -c '^O1' "$dir/printed")" = "$pages" ] &&
		[ "$(sort -u "$dir/printed" | wc -l)" = "$pages" ]
	tell "$1: each of $pages pages has a code of its own" $?
	rm -f "$dir"/page-*.ppm
	pdftoppm -r 200 "$dir/$1.pdf" "$dir/page"
}
printed mau-02 20
reads() { # reads NAME PROGRAM ARG…: what is done to a picture, as vips calls it; {in} {out}
	local name=$1 n=0 f want got
	shift
	for f in "$dir"/page-*.ppm; do
		n=$((n + 1))
		[ "$n" -le 3 ] || break # three pages show it; more cost time
		want=$(sed -n "${n}p" "$dir/printed")
		"$@" "$f" "$dir/x.jpg" && got=$(codes "$dir/x.jpg")
		[ "$want" = "$got" ]
		tell "$name, page $n" $?
	done
}
turned() { vips similarity "$2" "$3" --angle "$1" --background 255; }
upside() { vips rot "$1" "$2" d180; }
grey() { vips colourspace "$1" "$dir/a.v" b-w && vips linear "$dir/a.v" "$2" 0.45 70; }
skewed() { vips affine "$1" "$2" "0.97 0.09 -0.06 0.95" --background 255; }
soft() { vips resize "$1" "$dir/a.v" 0.6 && vips gaussblur "$dir/a.v" "$2" 0.5; }
dusty() { # a photograph's noise, and light from one side
	vips gaussnoise "$dir/n.v" 1654 2339 --sigma 18 --seed 7 && vips grey "$dir/g.v" 1654 2339 &&
		vips linear "$dir/g.v" "$dir/g2.v" 0.5 0.5 && vips colourspace "$1" "$dir/a.v" b-w &&
		vips embed "$dir/a.v" "$dir/a2.v" 0 0 1654 2339 --extend white &&
		vips multiply "$dir/a2.v" "$dir/g2.v" "$dir/m.v" && vips add "$dir/m.v" "$dir/n.v" "$dir/s.v" &&
		vips cast "$dir/s.v" "$2" uchar
}
reads "upside down" upside
reads "askew by 7 degrees" turned 7
reads "on its side, and a little more" turned 93
reads "grey and pale" grey
reads "skewed" skewed
reads "soft, 120 points an inch" soft
reads "dusty, light from one side" dusty
# The sheet that a member fills in at a meeting on paper: two sides, whose squares and ruled fields
# come down to the code. (A scanner takes both sides of a leaf.)
cp "$dir/printed" "$dir/printed-02" && mkdir "$dir/02" && mv "$dir"/page-*.ppm "$dir/02/"
printed phieu-giay 2
reads "a sheet askew by 7 degrees" turned 7
reads "a sheet, soft, 120 points an inch" soft
reads "a sheet, dusty, light from one side" dusty
mv "$dir/printed-02" "$dir/printed" && rm "$dir"/page-*.ppm && mv "$dir"/02/page-*.ppm "$dir/"
# A scanner's PDF of pictures, in another order.
vips rot "$dir/page-1.ppm" "$dir/b.jpg" d90 2>/dev/null || vips rot "$dir"/page-*1.ppm "$dir/b.jpg" d90
# Negative control.
f=$(ls "$dir"/page-*.ppm | head -1)
vips copy "$f" "$dir/c.v" && vips draw_rect "$dir/c.v" 255 1350 2100 304 239 --fill &&
	vips copy "$dir/c.v" "$dir/c.jpg"
[ "$(codes "$dir/c.jpg")" = "-" ]
tell "a page whose corner is covered has no code" $?
[ "$(codes "$dir/mau-02.pdf" 2 1)" != "$(sed -n 1p "$dir/printed")" ]
tell "page 2 is not page 1" $?
# Hostile pictures: what ocop-look does not get through is no crash of its own.
head -c 20000 "$dir/mau-02.pdf" >"$dir/cut.pdf"
build/ocop-look codes 1 5 <"$dir/cut.pdf" 3>/dev/null >"$dir/said"
[ $? -lt 128 ] && grep -q '^{' "$dir/said"
tell "a cut file is told of" $?
python3 - "$dir/bomb.png" <<'PY'
import struct, sys, zlib
def chunk(t, d): return struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0" * 100000)) + chunk(b"IEND", b""))
PY
build/ocop-look codes 1 1 <"$dir/bomb.png" 3>/dev/null | grep -q '"refused":"file_pixels"'
tell "a picture of 3,600 million points is refused by its head" $?
exit "$status"
