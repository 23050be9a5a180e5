"""Whether what was put into each place of a paper stands there on the paper.

  marked.py DIRECTORY PLACES TEXTS FORMS

DIRECTORY was filled by test/paper/marked.c. TEXTS is data/papers: what such a paper says is
its text with each place filled, a cell of a table in its column; nothing else has to be written
down. FORMS is data/forms: what C draws has no text, so PLACES says where each member stands.
A line "ok NAME" or "# NAME: fault" for each paper, PDF and DOCX; and it fails when one does.
"""
import glob, os, re, subprocess, sys, zipfile
import xml.etree.ElementTree as ET

directory, places_file, texts, forms = sys.argv[1:5]
only = sys.argv[5:]  # of the controls
MM = 72 / 25.4
# Margins at the left and right, of a page upright and across (NĐ 30/2020; src/paper/pdf.c); a form
# that has others says so in PLACES.
MARGINS_MM = {False: (30, 16), True: (18, 18)}


def bare(s):
    return re.sub(r"\s+", "", s.replace("\u00a0", " "))


def run(*words):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout


class Paper:
    """A PDF: its words in the order of drawing, and where each stands."""

    def __init__(self, file):
        self.file = file
        self.said = bare(run("pdftotext", "-raw", file, "-").decode())
        page, self.words, self.width = 0, [], 0.0
        for m in re.finditer(r'<page width="([\d.]+)"|<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
                             run("pdftotext", "-bbox", file, "-").decode()):
            if m.group(1):
                page, self.width = page + 1, float(m.group(1))
            else:
                self.words.append((page, *map(float, m.groups()[1:5]), m.group(6)))

    def boxes(self, words):
        """Where these words stand after each other: (page, left, top, right, bottom)."""
        want, found = [bare(w) for w in words.split()], []
        for i in range(len(self.words) - len(want) + 1):
            some = self.words[i:i + len(want)]
            if all(w in s[5] for w, s in zip(want, some)):
                found.append((some[0][0], min(s[1] for s in some), min(s[2] for s in some),
                              max(s[3] for s in some), max(s[4] for s in some)))
        return found


def marks_of(name):
    marks = {}
    for line in open(os.path.join(directory, name + ".marks"), encoding="utf8"):
        key, value = line.rstrip("\n").split("\t")
        marks.setdefault(key, []).append(value)
    return marks


def day_words(s):
    d, m, y = s.split("/")
    return f"ngày {d} tháng {m.lstrip('0') if int(m) > 2 else m} năm {y}"


def told(name, faults):
    for f in faults[:6]:
        print(f"# {name}: {f}")
    print(("ok " if not faults else "not ok ") + name)
    return not faults


# ---- what C draws ------------------------------------------------------------------------

def columns_of(text):
    """"9c TT | 45 Sản phẩm", in mm of the page: [(from, to, head)]."""
    columns, at = [], 0
    for cell in text.split(" | "):
        width, _, head = cell.partition(" ")
        wide = float(re.match(r"[\d.]+", width).group())
        columns.append((at, at + wide, head))
        at += wide
    return columns


def in_column(paper, value, columns, head, margins=None):
    """The value stands in the column of that head, below it. A table is as wide as the page's text."""
    margin, other = (mm * MM for mm in margins or MARGINS_MM[paper.width > 600])
    share = (paper.width - margin - other) / columns[-1][1]
    for left, right in ((margin + a * share, margin + b * share) for a, b, h in columns if h == head):
        for p, a, b, c, _, word in paper.words:
            if value not in word or not left - 1 < (a + c) / 2 < right + 1:
                continue
            above = [w for w in paper.words if w[0] == p and w[2] < b - 3 and left - 1 < (w[1] + w[3]) / 2 < right + 1]
            if all(any(h in w[5] for w in above) for h in head.split()):
                return True
    return False


def beside(name, key, paper, words):
    """The picture differs from the other one on the line of these words."""
    rows = []
    for file in (paper.file, os.path.join(directory, f"{name}~{key}.pdf")):
        ppm = run("pdftoppm", "-r", "72", "-gray", file)
        pages = []
        while ppm:
            head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", ppm)
            w, h = map(int, head.groups())
            at = head.end()
            pages.append([ppm[at + y * w:at + (y + 1) * w] for y in range(h)])
            ppm = ppm[at + w * h:]
        rows.append(pages)
    return any(rows[0][page - 1][y] != rows[1][page - 1][y]
               for page, _, top, _, bottom in paper.boxes(words) for y in range(int(top) - 1, int(bottom) + 2))


def drawn(form):
    text = open(form, encoding="utf8").read()
    name = re.search(r"^paper\s+(\S+)", text, re.M).group(1)
    keys = [k for k in re.findall(r"^key (\S+)", text, re.M) if k != "-"]
    paper, marks, faults, seen, margins = Paper(os.path.join(directory, name + ".pdf")), marks_of(name), [], set(), None
    for line in open(places_file, encoding="utf8"):
        if line.startswith("#") or not line.startswith(name + " "):
            continue
        _, key, how, words = line.rstrip("\n").split(" ", 3)
        if key == "margins":
            margins = (float(how), float(words))
            continue
        if key == "columns":
            columns = columns_of(f"{how} {words}")
            continue
        seen.add(key)
        if how == "beside":
            if not beside(name, key, paper, words):
                faults.append(f"{key} is not drawn beside “{words}”")
            continue
        if key not in marks:
            faults.append(f"{key} was not put there")
            continue
        for value in marks[key]:
            if how == "under":
                good = in_column(paper, value, columns, words, margins)
            else:
                want = words.replace("§w", day_words(value)) if "§w" in words else words.replace("§", value)
                good = bare(want) in paper.said
            if not good:
                faults.append(f"{key} ({value}) does not stand at “{words}”")
    for key in keys:
        if not any(s == key or s.startswith(key + ".") for s in seen):
            faults.append(f"{key} has no place")
    for s in sorted(seen):
        if not any(s == key or s.startswith(key + ".") for key in keys):
            faults.append(f"{s} is no field")
    return told(f"{name}.pdf", faults)


# ---- what has a text ------------------------------------------------------------------------

def filled(text, marks, row):
    def one(m):
        key = m.group(1)
        for full in ([f"{row}.{key}"] if row else []) + [key]:
            if full in marks:
                used.add(full)
                return marks[full][0]
        return "no such key: " + key
    return re.sub(r"\{\{([^}]*)\}\}", one, text.replace("**", ""))


def pieces(body, marks):
    """(what must be said, the place of its column or None), in the order of the text."""
    row, table = None, None
    for line in body.splitlines():
        m = re.match(r"\?(\S+) (.*)", line)
        if m:
            line = m.group(2)
        word, _, rest = line.partition(" ")
        if word == "@each":
            row = rest
        elif word == "@done":
            row = None
        elif word == "@head":
            for key in ("cap_tren", "co_quan", "so", "ve_viec", "noi_ngay"):
                if key in marks:
                    used.add(key)
                    yield ("Số: " if key == "so" else "") + marks[key][0], None
        elif word == "@table":
            table = columns_of(rest)
        elif word == "@row":
            name, *cells = rest.split(" | ") if " | " in rest else rest.lstrip("| ").split(" | ")
            for i, cell in enumerate(cells):
                whole = filled(cell, marks, name if name != "|" else None)
                yield whole, (table, table[i][2]) if "{{" in cell else None
        elif word in ("@title", "@foot", "@sides"):
            for part in rest.split(" | "):
                yield filled(part, marks, row), None
            if word == "@foot":
                for key in ("ky_thay", "ky_chuc", "ky_ten"):
                    if key in marks:
                        used.add(key)
                        yield marks[key][0], None
        elif word.startswith("@") or not rest:
            continue
        else:
            yield filled(rest, marks, row), None


def texted(file):
    global used
    name, text = os.path.basename(file)[:-4], open(file, encoding="utf8").read()
    head, body = text.split("\n---\n", 1)
    marks, good = marks_of(name), True
    keys = re.findall(r"^key (\S+)", head, re.M)
    asked = set(re.findall(r"^\?(\S+)", body, re.M))
    document = ET.fromstring(zipfile.ZipFile(os.path.join(directory, name + ".docx")).read("word/document.xml"))
    paper = Paper(os.path.join(directory, name + ".pdf"))
    docx = bare("".join(t.text or "" for t in document.iter() if t.tag.endswith("}t")))
    for which, said in (("pdf", paper.said), ("docx", docx)):
        used, faults = set(), []
        for piece, column in pieces(body, marks):
            # Numbers of pages stand between the words of a paragraph that goes on overleaf.
            loose = "".join(re.escape(c) for c in bare(piece))
            if bare(piece) not in said and not (which == "pdf" and re.search(r"\d?".join(map(re.escape, bare(piece))), said)):
                faults.append(f"“{piece}” does not stand there")
            elif which == "pdf" and column and not in_column(paper, re.search(r"J\d\d", piece).group(), *column):
                faults.append(f"“{piece}” does not stand under {column[1]}")
        for key in keys:
            if key not in used and key.split(".")[-1] not in asked | {"dam"}:
                faults.append(f"{key} stands nowhere")
        good = told(f"{name}.{which}", faults) and good
    return good


used = set()
good = True
for f in sorted(glob.glob(forms + "/*.txt")):
    if not only or os.path.basename(f)[:-4] in only:
        good = drawn(f) and good
for f in sorted(glob.glob(texts + "/*.txt")):
    if not only or os.path.basename(f)[:-4] in only:
        good = texted(f) and good
sys.exit(0 if good else 1)
