#!/bin/bash
# Every paper of the office in every layout, as a story got it (test/case/papers_all.case: there
# each is asked for twice and must be the same bytes): it opens, a PDF is whole and PDF/A-2b by
# its own word, and it says what the table below asks. DOCX and XLSX are read by Python's own zip
# and XML. Each place is looked for by what was put into it. The last lines are the negative control: what is broken must be seen as broken.
make -s -j"${OCOP_JOBS:-2}" all stories build/marked || exit 1
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
# A form that is drawn has a row for every member of its struct that is printed, and no other: the
# headers of src/paper beside data/forms. Not printed: where, how many, of what kind.
cat >"$dir/account.py" <<'PY'
import re, sys
headers, form = sys.argv[1:-1], sys.argv[-1]
text = re.sub(r"/\*.*?\*/", "", "".join(open(h, encoding="utf8").read() for h in headers), flags=re.S)
apart = {"mark", "made_at", "sample", "rows", "n_rows", "n_members", "answered", "heading"}
rows, structs = [], []
for line in open(form, encoding="utf8"):
    word = line.split()
    if word and word[0] == "drawn":
        structs = word[1:]
    elif word and word[0] == "key" and word[1] != "-":
        rows.append(word[1])
members = []
for at, name in enumerate(structs):
    body = re.search(r"struct " + name + r" \{(.*?)\n\};", text, re.S)
    if body is None:
        sys.exit("no struct " + name)
    for one in body.group(1).split(";"):
        one = re.sub(r"^(const )?(struct \w+|enum \w+|\w+) ", "", one.strip())
        for member in filter(None, (m.strip(" *") for m in one.split(","))):
            if member not in apart:
                members.append(member if at == 0 else name + "." + member)
for what, gone in (("has no row", set(members) - set(rows)), ("is no field", set(rows) - set(members))):
    for one in sorted(gone):
        print(f"# {form}: {one} {what}")
sys.exit(1 if not structs or sorted(members) != sorted(rows) else 0)
PY
for f in data/forms/*.txt; do
	python3 "$dir/account.py" src/paper/*.h "$f"
	found=$? # before the name is asked for: that always succeeds
	tell "every field of $(basename "$f" .txt) has its row, every row its field" $found
done
# Negative controls: a field without a row, a row without a field.
cp src/paper/*.h "$dir/"
sed -i 's/^struct slip_paper {/&\n\tstruct str forgotten;/' "$dir/forms.h"
! python3 "$dir/account.py" "$dir"/*.h data/forms/mau-01.txt >"$dir/found" && grep -q 'forgotten has no row' "$dir/found"
tell "a field that has no row is seen" $?
sed 's/^key phone .*/&\nkey fax | Fax | nowhere | none/' data/forms/mau-01.txt >"$dir/mau-01.txt"
! python3 "$dir/account.py" src/paper/*.h "$dir/mau-01.txt" >"$dir/found" && grep -q 'fax is no field' "$dir/found"
tell "a row that is no field is seen" $?
# What was put into each of these places is found on the paper at its place: under its label, in its
# column, in its sentence; on the PDF and, of a text, in the DOCX (test/paper).
marked() { python3 test/paper/marked.py "$@"; }
mkdir "$dir/marked"
build/marked "$dir/marked" $(basename -s .txt data/papers/*.txt) && marked "$dir/marked" test/sample/papers.places data/papers data/forms >"$dir/found"
tell "every place is drawn where it belongs" $?
sed 's/^ok /ok papers: places of /; s/^not ok /not ok papers: places of /' "$dir/found"
# Negative controls: a member that is not drawn; two that stand at each other's place, in a form, in a
# sentence and in a column; a row whose place nobody has written down.
control() { # control PAPER FAULT SCRIPT: the marks of a paper, changed
	cp -r "$dir/marked" "$dir/changed" && sed -i "$3" "$dir/changed/$1.marks" &&
		! marked "$dir/changed" test/sample/papers.places data/papers data/forms "$1" >"$dir/found" && grep -q "$2" "$dir/found"
	tell "control: $1: $2" $?
	rm -rf "$dir/changed"
}
other() { awk -F'\t' -v k="$2" '$1 == k { print $2 }' "$dir/marked/$1.marks"; }
swap() { echo "s/^$2\t.*/$2\t$(other "$1" "$3")/; s/^$3\t.*/$3\t$(other "$1" "$2")/"; }
control mau-01 'phone (J99) does not stand' 's/^phone\t.*/phone\tJ99/'
control mau-01 'phone (J05) does not stand' "$(swap mau-01 phone address)"
control phieu 'sheet_row.name (J03) does not stand' "$(swap phieu sheet_row.name sheet_row.level)"
control to-trinh 'does not stand there' "$(swap to-trinh phien bien_ban)"
control quyet-dinh 'does not stand under' "$(swap quyet-dinh ds.ten ds.chu_the)"
sed '/^mau-02 gender /d' test/sample/papers.places >"$dir/places"
! marked "$dir/marked" "$dir/places" data/papers data/forms mau-02 >"$dir/found" && grep -q 'gender has no place' "$dir/found"
tell "control: a row that no place is written down for" $?
cp "$dir/marked/mau-01.pdf" "$dir/marked/mau-01~kind.pdf"
! marked "$dir/marked" test/sample/papers.places data/papers data/forms mau-01 >"$dir/found" && grep -q 'kind is not drawn' "$dir/found"
tell "control: a box that is not ticked" $?
# The columns of each workbook are those that its text tells of, in their order; what stands in them in
# the story is what papers.places asks for.
while read -r name text; do
	python3 test/paper/columns.py "$dir/$name.xlsx" "data/papers/$text.txt" test/sample/papers.places
	tell "every column of $name.xlsx has its row, every row its column, and holds what it says" $?
done <<'WORKBOOKS'
chuong-trinh chuong-trinh
tong-hop tong-hop
tong-hop-to tong-hop
bien-ban bien-ban
to-trinh to-trinh
du-thao quyet-dinh
quyet-dinh quyet-dinh
WORKBOOKS
sed 's/^column Chủ thể .*/&\ncolumn Thuế | nowhere | none/' data/papers/tong-hop.txt >"$dir/tong-hop.txt"
! python3 test/paper/columns.py "$dir/tong-hop.xlsx" "$dir/tong-hop.txt" test/sample/papers.places >"$dir/found" && grep -q 'Thuế' "$dir/found"
tell "control: a row that is no column" $?
sed '/^column Mã số /d' data/papers/quyet-dinh.txt >"$dir/quyet-dinh.txt"
! python3 test/paper/columns.py "$dir/quyet-dinh.xlsx" "$dir/quyet-dinh.txt" test/sample/papers.places >"$dir/found" && grep -q 'Mã số' "$dir/found"
tell "control: a column without a row" $?
sed 's/^quyet-dinh.xlsx Chủ thể = .*/quyet-dinh.xlsx Chủ thể = Mật ong hoa tràm Mẫu/' test/sample/papers.places >"$dir/places"
! python3 test/paper/columns.py "$dir/quyet-dinh.xlsx" data/papers/quyet-dinh.txt "$dir/places" >"$dir/found" && grep -q 'Chủ thể' "$dir/found"
tell "control: what stands in another column" $?
# Each paper is told with its fields, beside its picture.
pictured() { # pictured FILE: what stands there without a picture
	awk '/^## /{ if (name != "" && !seen) print name; name = $2; seen = 0 } /<img /{ seen = 1 } END { if (!seen) print name }' "$1"
}
[ -z "$(pictured docs/made/papers.md)" ]
tell "every paper has its picture beside its fields" $?
sed '0,/<img /{/<img /d}' docs/made/papers.md >"$dir/bare.md"
[ "$(pictured "$dir/bare.md" | wc -l)" = 1 ]
tell "a paper without a picture is seen" $?
# Negative control.
head -c 900 "$dir/mau-03.docx" >"$dir/cut.docx"
! text_of "$dir/cut.docx" >/dev/null 2>&1
tell "a DOCX that was cut is seen" $?
! said mau-03.pdf 'words that it does not have' >/dev/null
tell "a paper that lacks its words is seen" $?
exit $status
