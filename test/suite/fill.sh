#!/bin/bash
# Templates of offices as strangers might send them (src/look/template.c, fill.c): a good one is
# spoilt in its ZIP and in its XML some hundred times, and bombs are made; ocop-look must end by
# itself with an answer each time, never by a signal other than its own limits, and never fill
# in a file that it refused. The seed is printed. OCOP_FILL_ROUNDS: more of them (default 150).
make -s -j"${OCOP_JOBS:-2}" build/ocop-look || exit 1
python3 - "${OCOP_FILL_ROUNDS:-150}" <<'PY'
import io, json, os, random, signal, subprocess, sys, tempfile, zipfile
rounds, seed = int(sys.argv[1]), int(os.environ.get("OCOP_SEED", "20261129"))
rng = random.Random(seed)
good = open("test/sample/template.docx", "rb").read()
parts = {i.filename: zipfile.ZipFile(io.BytesIO(good)).read(i) for i in zipfile.ZipFile(io.BytesIO(good)).infolist()}
# What test/sample/template.docx asks for, as values_write() gives it (src/paper/values.h).
record = lambda of, row, key, text: b"%s %d %d %d\n%s%s" % (of, row, len(key), len(text), key, text)
values = b"".join(record(b"-", 0, k, b"abc") for k in (b"so", b"ket_luan", b"thu_ky"))
values += record(b"ds", 0, b"", b"") + b"".join(record(b"ds", 1, k, b"abc") for k in (b"tt", b"ten"))

def fill(docx):
    with tempfile.TemporaryFile() as f, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as val:
        f.write(docx); f.seek(0); val.write(values); val.seek(0)
        def place():
            a, b = os.dup2(out.fileno(), 30), os.dup2(val.fileno(), 31)
            os.dup2(a, 3); os.dup2(b, 4); os.set_inheritable(3, True); os.set_inheritable(4, True)
        p = subprocess.run(["build/ocop-look", "fill"], stdin=f, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=place, close_fds=False, timeout=60)
        return p.returncode, p.stdout, os.fstat(out.fileno()).st_size

def zipped(of, method=zipfile.ZIP_DEFLATED):
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", method) as z:
        for name, bytes_ in of:
            z.writestr(name, bytes_)
    return b.getvalue()

doc = "word/document.xml"
def xml(change):
    return zipped([(n, change(p) if n == doc else p) for n, p in parts.items()])
def flip(b, n):
    b = bytearray(b)
    for _ in range(n):
        b[rng.randrange(len(b))] = rng.randrange(256)
    return bytes(b)
made = {
    "an entity that doubles itself": xml(lambda p: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x0 "ha">' + b"".join(b'<!ENTITY x%d "&x%d;&x%d;">' % (i + 1, i, i) for i in range(40)) + b"]><a>&x40;</a>"),
    "an entity from the disk": xml(lambda p: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'),
    "elements a hundred thousand deep": xml(lambda p: b"<a>" * 100000 + b"</a>" * 100000),
    "a part of 200 MB of nothing": zipped(list(parts.items()) + [("word/big.xml", b"\0" * 200_000_000)]),
    "five thousand parts": zipped(list(parts.items()) + [("word/p%d.xml" % i, b"<a/>") for i in range(5000)]),
    "names that climb": zipped(list(parts.items()) + [("../../etc/x", b"x"), ("/abs", b"x")]),
    "the same part twice": zipped(list(parts.items()) + [(doc, parts[doc])]),
    "places that never end": xml(lambda p: p.replace(b"{{", b"{{{{{{{{")),
    "no document": zipped([(n, p) for n, p in parts.items() if n != doc]),
    "nothing but a ZIP's end": b"PK\5\6" + b"\0" * 18,
}
bad, said = [], 0
def ask(name, docx):
    global said
    code, out, size = fill(docx)
    said += 1
    limits = (-signal.SIGXCPU, -signal.SIGKILL)
    try:
        answer = json.loads(out) if code == 0 else None
    except ValueError:
        answer = None
    if code < 0 and code not in limits or code == 0 and answer is None:
        bad.append(f"{name}: ended with {code}, said {out[:80]!r}")
    elif answer and answer["refused"] and size > 0:
        bad.append(f"{name}: refused and filled in all the same")
code, out, size = fill(good)
well = code == 0 and size > 0 and json.loads(out)["refused"] == ""
print("ok fill: the good template is filled" if well else f"not ok fill: the good template is filled ({out[:200]!r})")
import warnings
warnings.simplefilter("ignore")
for name, docx in made.items():
    before = len(bad)
    ask(name, docx)
    print(("ok" if len(bad) == before else "not ok") + f" fill: {name}")
for i in range(rounds):
    kind = rng.randrange(4)
    if kind == 0: docx = flip(good, 1 + rng.randrange(20))
    elif kind == 1: docx = good[: rng.randrange(len(good))]
    elif kind == 2: docx = xml(lambda p: flip(p, 1 + rng.randrange(8)))
    else:
        a = rng.randrange(len(parts[doc])); b = a + rng.randrange(2000)
        docx = xml(lambda p: p[:a] + p[b:] if rng.randrange(2) else p[:a] + p[a:b] * 3 + p[b:])
    ask(f"round {i} of seed {seed}", docx)
for line in bad:
    print("# " + line)
print(("not ok" if bad else "ok") + f" fill: {said} templates, seed {seed}, none brings it down")
# Negative control: a program that ends by a signal is seen.
p = subprocess.run(["sh", "-c", "kill -SEGV $$"])
print(("ok" if p.returncode == -signal.SIGSEGV else "not ok") + " fill: an end by a signal would be seen")
sys.exit(bool(bad) or not well)
PY
