#!/bin/bash
# Every paper of the office in every layout, as a story got it (test/case/papers_all.case: there
# each is asked for twice and must be the same bytes): it opens, a PDF is whole and PDF/A-2b by
# its own word, and it says what the table below asks. DOCX and XLSX are read by Python's own zip
# and XML. The last lines are the negative control: what is broken must be seen as broken.
make -s -j"${OCOP_JOBS:-2}" all stories || exit 1
dir=$(mktemp -d "${TMPDIR:-/tmp}/ocop-papers.XXXXXX")
trap 'rm -rf "$dir"' EXIT
status=0
tell() { # tell NAME OK
	if [ "$2" = 0 ]; then echo "ok papers: $1"; else echo "not ok papers: $1"; status=1; fi
}
OCOP_KEEP=$dir build/stories test/case/papers_all.case test/case/papers_central.case >"$dir/walked" 2>&1
! grep '^not ok' "$dir/walked" | grep -v 'every route as every role'
tell "the stories that get them" $?

cat >"$dir/office.py" <<'PY'
import sys, zipfile
import xml.etree.ElementTree as ET
z = zipfile.ZipFile(sys.argv[1])
if z.testzip() is not None:
    sys.exit("a part is damaged")
words = []
for name in z.namelist():
    if name.endswith((".xml", ".rels")):
        tree = ET.fromstring(z.read(name))
        for part in tree.iter():
            if part.tag.endswith(("}p", "}br", "}si", "}c")):
                words.append(" ")
            if part.text and part.tag.endswith(("}t", "}v")):
                words.append(part.text)
print(" ".join("".join(words).split()))
PY
text_of() { # text_of FILE: what it says, on one line; fails when it does not open
	case $1 in
	*.pdf) qpdf --check "$1" >/dev/null 2>&1 && pdftotext "$1" - | tr -s ' \n\f' ' ' ;;
	*) python3 "$dir/office.py" "$1" ;;
	esac
}
well_made() { # well_made FILE: what a reader finds out about the file itself
	case $1 in
	*.pdf) grep -aq 'pdfaid:part>2<' "$1" && grep -aq 'GTS_PDFA1' "$1" &&
		[ "$(pdffonts "$1" | tail -n +3 | awk '{ print $(NF-4) }' | sort -u)" = yes ] ;;
	*) true ;;
	esac
}
said() { # said FILE PART…: all of it is there
	local text part
	text=$(text_of "$dir/$1") && [ -n "$text" ] || return 1
	while IFS= read -r -d '|' part; do
		case $text in *"$part"*) ;; *) echo "# $1 does not say: $part"; return 1 ;; esac
	done <<<"$2|"
}
while IFS='~' read -r files words; do
	for f in $files; do
		said "$f" "$words" && well_made "$dir/$f"
		tell "$f opens and says what it must" $?
	done
done <test/sample/papers.table
# Nothing that the stories got is missing in the table.
for f in "$dir"/*.pdf "$dir"/*.docx "$dir"/*.xlsx; do
	grep -q "\\b$(basename "$f")\\b" test/sample/papers.table
	tell "$(basename "$f") is in the table" $?
done
# An office can take each text home as a template, and all its places are there.
count=$(grep -l . data/papers/*.txt | wc -l)
[ "$(grep -c 'docx' test/sample/papers.table)" -ge $((count - 2)) ]
tell "each text of data/papers is asked for as a DOCX" $?
# Negative control.
head -c 900 "$dir/mau-03.docx" >"$dir/cut.docx"
! text_of "$dir/cut.docx" >/dev/null 2>&1
tell "a DOCX that was cut is seen" $?
! said mau-03.pdf 'words that it does not have' >/dev/null
tell "a paper that lacks its words is seen" $?
exit $status
