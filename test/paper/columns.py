"""Whether a workbook has the columns that its text tells of, and in them what it should.

  columns.py FILE.xlsx TEXT PLACES

TEXT is of data/papers: its "column" lines, "*" standing for as many as there are members. PLACES
has for each of them what the first row holds in the story that made the file:
"FILE.xlsx HEAD = VALUE", "…" for what is not the same in all tables, nothing for an empty cell.
"""
import os, re, sys, zipfile
import xml.etree.ElementTree as ET

file, text, places = sys.argv[1:4]
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
z = zipfile.ZipFile(file)
strings = ["".join(t.text or "" for t in si.iter(NS + "t")) for si in ET.fromstring(z.read("xl/sharedStrings.xml"))]
rows = []
for row in ET.fromstring(z.read("xl/worksheets/sheet1.xml")).iter(NS + "row"):
    cells = {}
    for c in row.iter(NS + "c"):
        v = c.find(NS + "v")
        if v is not None:
            cells[re.match("[A-Z]+", c.get("r")).group()] = strings[int(v.text)] if c.get("t") == "s" else v.text
    rows.append(cells)
said = [m.strip() for m in re.findall(r"^column ([^|]*)\|", open(text, encoding="utf8").read(), re.M)]
at = next((i for i, r in enumerate(rows) if said and said[0] in r.values() and len(r) > 3), None)
if at is None:
    sys.exit("# no row of heads")
letters = sorted(rows[at], key=lambda s: (len(s), s))
heads = [rows[at][k] for k in letters]
star = said.index("*") if "*" in said else None
members = len(heads) - len(said) + 1
want = said if star is None else said[:star] + heads[star:star + max(members, 0)] + said[star + 1:]
faults = []
if want != heads:
    for one in [w for w in want if w not in heads]:
        faults.append(f"{one} is no column")
    for one in [h for h in heads if h not in want]:
        faults.append(f"{one} has no row")
    faults = faults or [f"another order: {heads}"]
asked = {}
for line in open(places, encoding="utf8"):
    m = re.match(re.escape(os.path.basename(file)) + r" (.*?) = ?(.*)\n", line)
    if m:
        asked[m.group(1)] = m.group(2).strip()
for i, head in enumerate(want):
    name = "*" if star is not None and star <= i < star + members else head
    value = rows[at + 1].get(letters[i], "") if i < len(letters) else ""
    if name not in asked:
        faults.append(f"{name}: nobody says what stands there")
    elif asked[name] != value and not (asked[name].endswith("…") and value.startswith(asked[name][:-1]) and value):
        faults.append(f"{name} holds “{value}”, not “{asked[name]}”")
for f in faults:
    print(f"# {os.path.basename(file)}: {f}")
sys.exit(1 if faults else 0)
