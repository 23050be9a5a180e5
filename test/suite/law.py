"""Whether docs/LAW.md, the rows of the program and the points of the decision agree.

  law.py LAW WORKFLOW BYLAW PERMITS PACK

Each name in the last column must be there; each row of the workflow stands beside every clause that it names,
and beside no other; a row whose clause says that the decision is silent stands in "Rows that are ours"; none is
without a clause; every point of the decision has its line. Says what is wrong, one line each.
"""
import json, os, re, sys

POINTS = """1.1 1.2 2.1 2.2 2.3 3.1 3.2 3.3 4.1.a 4.1.b 4.2 4.3 5.1 5.2 6.1.a 6.1.b 6.1.c 6.2 6.3.a 6.3.b 7.1 7.2.a
7.2.b 7.3.a 7.3.b 7.3.c 7.3.d 7.3.đ 7.3.e 7.3.g 7.4.a 7.4.b 7.4.c 7.4.d 7.4.đ 7.4.e 7.4.g 7.5.a 7.5.b 7.6.a 7.6.b
7.6.c 7.6.d 7.6.đ 7.6.e 7.6.g 8.1.a 8.1.b 8.1.c 8.1.d 8.1.đ 8.1.e 8.2.a 8.2.b 8.3.a 8.3.b 8.3.c 8.4 9.1 9.2.a 9.2.b
9.3.a 9.3.b 9.4.a 9.4.b 10.1.a 10.1.b 10.1.c 10.2.a 10.2.b 10.2.c 10.3.a 10.3.b 10.3.c 10.4.a 10.4.b 10.4.c 11.1 11.2
12.1 12.2.a 12.2.b 12.3 13""".split()
SILENT = "ours: QĐ 26/2026 is silent"
law, workflow, bylaw, permits, pack = sys.argv[1:]
read = lambda f: open(f, encoding="utf8").read()
faults = []


def rows_of(text):
    """{name: [(clauses)]}: submit@draft, sees:owner, turn:lapse with what each says."""
    rows, part = {}, "road"
    for line in text.split("\n"):
        if line.startswith("deed "):
            continue
        if line.startswith("who "):
            part = "sees"
        elif line.startswith(("The agency is", "A cell is")):
            part = "none"
        elif line.startswith("from "):
            part = "life"
        elif part == "road" and re.match(r"[a-z_]+ +[a-z_]+ +[a-z]+ +[a-z_()]+ ", line):
            deed, state = line.split()[:2]
            said = re.search(r"(QĐ 26/2026 .+|ours: .+)$", line)
            rows.setdefault(f"{deed}@{state}", []).append(said.group(1) if said else "")
        elif part == "sees" and (m := re.match(r"([a-z]+) .*\((.*)\)$", line)):
            rows.setdefault("sees:" + m.group(1), []).append(m.group(2))
        elif part == "life" and (m := re.match(r"([a-z]+): (.*)$", line)):
            rows.setdefault("turn:" + m.group(1), []).append(m.group(2))
    return rows


rows = rows_of(read(workflow))
deeds = {name.split("@")[0] for name in rows if "@" in name} | {"see"}
states = {name.split("@")[1] for name in rows if "@" in name}
known = set(rows) | deeds
known |= {"bylaw:" + l.split()[0] for l in read(bylaw).split("\n")[1:] if l}
known |= {"right:" + l.split()[0] for l in read(permits).split("\n")[1:] if l}
known |= {"clock:" + c["code"] for c in json.loads(read(pack))["clocks"]}


def exists(word):
    if word in known:
        return True
    if word.endswith(".case"):
        return os.path.exists("test/case/" + word)
    return "/" in word and any(os.path.exists(p + word) for p in ("", "src/"))


# what the page says: (clauses of a line, names in its last column)
lines, ours, section = [], set(), ""
for n, line in enumerate(read(law).split("\n"), 1):
    if line.startswith("## "):
        section = line[3:]
    if not line.startswith("| ") or line.startswith("|--"):
        continue
    cells = [c.strip() for c in line.strip("|").split("|")]
    names = re.findall(r"`([^`]+)`", cells[0] if section == "Rows that are ours" else cells[-1])
    for name in names:
        plain = re.fullmatch(r"[a-z_]+(@[a-z_]+)?", name) and (name in deeds | states or "@" in name)
        if not plain and re.fullmatch(r"[a-z_]+", name) and section == "Decision 26/2026/QĐ-TTg" and \
                name in ("subject_kind", "change_topics", "from", "until"):
            continue  # a name of the code beside its file
        if not exists(name):
            faults.append(f"{law}:{n}: nothing is called `{name}`")
    if section == "Decision 26/2026/QĐ-TTg" and re.match(r"Đ\d|Phụ lục|Mẫu", cells[0]):
        lines.append(([c.strip() for c in cells[0].split(",")], names, n))
    if section == "Rows that are ours":
        ours.update(names)

covers = lambda name, row: name == row or name == row.split("@")[0]
within = lambda point, clause: point == clause or point.startswith(clause + ".")
for row, said in rows.items():
    for clause in said:
        if not clause.strip():
            faults.append(f"{row} has no clause")
        elif clause == SILENT:
            if not any(covers(name, row) for name in ours):
                faults.append(f"{row} is ours and not listed")
        else:
            for c in clause.replace("QĐ 26/2026 ", "").split(", "):
                if not any(within(p, c) and any(covers(x, row) for x in names)
                           for points, names, _ in lines for p in points):
                    faults.append(f"{row} says {c}, and no line of that point names it")
for points, names, n in lines:
    for name in names:
        mine = [row for row in rows if covers(name, row)]
        for p in points:
            if mine and not any(within(p, c) for row in mine for said in rows[row]
                                for c in said.replace("QĐ 26/2026 ", "").split(", ")):
                faults.append(f"{law}:{n}: `{name}` does not say {p}")
for name in ours:
    if name != "see" and not any(SILENT in rows[row] for row in rows if covers(name, row)):
        faults.append(f"`{name}` is listed as ours and has a clause")
listed = {p for points, _, _ in lines for p in points}
faults += [f"no line of Đ{p}" for p in POINTS if "Đ" + p not in listed]
faults += [f"the decision has no {p}" for p in listed if p.startswith("Đ") and p[1:] not in POINTS and p != "Đ7.2"]
print("\n".join(faults))
sys.exit(1 if faults else 0)
