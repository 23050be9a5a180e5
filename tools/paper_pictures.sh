#!/bin/bash
# paper_pictures.sh [NAME…]: pictures of every paper, as docs/made/papers.md lays them beside their
# fields: docs/pictures/papers/NAME.png, NAME-2.png … `make pictures-papers`. The papers are those that
# the stories get (test/case/papers_all.case), so a picture shows what is tested. Needs poppler and
# pngquant. The table of points has another face as text (tong-hop.png): LibreOffice draws it, where it
# is there; else the picture stays as it was, and that is said.
set -eu
cd "$(dirname "$0")/.."
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
OCOP_KEEP=$kept build/stories test/case/papers_all.case >"$kept/said" 2>&1 || true
mv "$kept/tong-hop.pdf" "$kept/tong-hop-pdf.pdf"
if command -v soffice >/dev/null; then
	(cd "$kept" && HOME=$kept soffice --headless --convert-to pdf tong-hop.docx >/dev/null)
else
	echo "paper_pictures: no LibreOffice: tong-hop.png stays as it was" >&2
fi
out=docs/pictures/papers
for pdf in "$kept"/*.pdf; do
	name=$(basename "$pdf" .pdf)
	case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
	rm -f "$out/$name.png" "$out/$name"-[0-9].png
	pdftoppm -r 88 -l 2 -png "$pdf" "$kept/page"
	for page in "$kept"/page-*.png; do
		n=${page##*page-}; n=$((10#${n%.png}))
		to=$out/$name.png
		[ "$n" = 1 ] || to=$out/$name-$n.png
		pngquant --force --speed 1 --nofs 16 --output "$to" "$page"
		rm "$page"
	done
done
