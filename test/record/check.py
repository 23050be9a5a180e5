#!/usr/bin/env python3
"""check: the public record checked by a stranger: written from docs/RECORD.md and the
papers it names, with nothing of ours; OpenSSL judges the signature.

usage: check.py LOG VKEY              the files of a log; VKEY is a file with its key
       check.py LOG VKEY LEAF PROOF   one entry with its proof file
       check.py part LEAF NAME PART SALT_HEX   what an entry commits to
Prints what was checked; ends with 1 at the first thing that does not hold."""
import base64, hashlib, hmac, json, os, re, subprocess, sys, tempfile

def sha(*b): return hashlib.sha256(b"".join(b)).digest()
def leaf_of(entry): return sha(b"\0", entry)
def node(l, r): return sha(b"\1", l, r)
def no(why): print("NO:", why); sys.exit(1)
def file(*at):
    with open(os.path.join(*at), "rb") as f: return f.read()

def key_of(vkey):                       # name+id+base64(type, key): cut at two plus signs
    name, kid, rest = vkey.strip().split("+", 2)
    raw = base64.b64decode(rest)
    if raw[:1] != b"\1" or sha(name.encode(), b"\n", raw)[:4].hex() != kid: no("this is no key of a log")
    return name, kid, raw[1:]

def head_of(checkpoint, vkey):          # size and root, when this key has signed them
    name, kid, raw = key_of(vkey)
    body, lines = checkpoint.decode().split("\n\n", 1)
    origin, size, root = body.split("\n")[:3]
    if origin != name or not re.fullmatch("0|[1-9][0-9]*", size): no("a head of another log")
    for line in lines.splitlines():
        dash, who, sig = line.split(" ")
        sig = base64.b64decode(sig)
        if dash != "—" or who != name or sig[:4].hex() != kid: continue
        with tempfile.TemporaryDirectory() as d:
            for n, b in ("key", bytes.fromhex("302a300506032b6570032100") + raw), ("body", body.encode() + b"\n"), ("sig", sig[4:]):
                with open(os.path.join(d, n), "wb") as f: f.write(b)
            if subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-keyform", "DER", "-rawin", "-in", "body",
                               "-sigfile", "sig"], cwd=d, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
                return int(size), base64.b64decode(root)
    no("the head is not signed by this key")

def tile_path(level, n, width):         # N in groups of three digits, all but the last behind an x
    groups = [f"{n % 1000:03}"]
    while n >= 1000: n //= 1000; groups.insert(0, f"x{n % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")
def tile(log, level, n, width):         # a partial tile goes away once its full one is there
    for w in (width, 256):
        if os.path.exists(os.path.join(log, tile_path(level, n, w))): return file(log, tile_path(level, n, w))
    no(f"{tile_path(level, n, width)} is missing")

def entries(log, size):
    for at in range(0, size, 256):
        rest = tile(log, "entries", at // 256, min(256, size - at))
        for _ in range(min(256, size - at)):
            n = int.from_bytes(rest[:2], "big")
            if len(rest) < 2 + n: no("a bundle is cut off")
            yield rest[2:2 + n]
            rest = rest[2 + n:]

def root_of(hashes):                    # RFC 6962, 2.1
    if len(hashes) < 2: return hashes[0] if hashes else sha()
    k = 1 << (len(hashes) - 1).bit_length() - 1
    return node(root_of(hashes[:k]), root_of(hashes[k:]))

def included(h, index, size, path):     # RFC 9162, 2.1.3.2
    last = size - 1
    if not 0 <= index < size: return None
    for p in path:
        if last == 0: return None
        if index & 1 or index == last:
            h = node(p, h)
            while not index & 1 and index: index >>= 1; last >>= 1
        else: h = node(h, p)
        index >>= 1; last >>= 1
    return h if last == 0 else None

TYPES = "dossier-open document score-sheet score-total minutes decision certificate revoke correction handover receipt withdraw erase key agency-close agency-adopt incident".split()

def check_log(log, vkey):
    size, root = head_of(file(log, "checkpoint"), vkey)
    level, chains, seen = [], {}, set()
    for i, raw in enumerate(entries(log, size)):
        e, h = json.loads(raw), leaf_of(raw)
        if len(raw) > 4096 or b"\n" in raw or e["v"] != 1 or e["type"] not in TYPES: no(f"entry {i}: its form")
        n, prev, epoch = chains.get(e["dossier"], (-1, None, e["epoch"]))
        if n + 1 != e["n"] and e["dossier"] in chains or e.get("prev") != (prev or e.get("prev")) or (e["n"] == 0) != ("prev" not in e) or e["epoch"] < epoch:
            no(f"entry {i} does not follow the one before it in its chain")
        chains[e["dossier"]] = (e["n"], base64.b64encode(h).decode(), e["epoch"])
        for p in e["parts"]:
            if len(base64.b64decode(p["c"])) != 32 or p["len"] % 256: no(f"entry {i}: the part {p['k']}")
        level.append(h)
    if root_of(level) != root: no("the entries do not give the root that was signed")
    files, n = 0, 0
    while level:                        # every tile of every level against its hashes
        for at in range(0, len(level), 256):
            want = b"".join(level[at:at + 256])
            if tile(log, n, at // 256, len(want) // 32)[:len(want)] != want: no(f"{tile_path(n, at // 256, len(want) // 32)} is not what the entries give")
            files += 1
        level, n = [root_of(level[at:at + 256]) for at in range(0, len(level) - 255, 256)], n + 1
    print(f"{size} entries, {len(chains)} chains, {files} tiles: as signed")

def check_proof(log, vkey, leaf, proof):
    head, checkpoint = proof.split(b"\n\n", 1)
    first, *path = head.decode().split("\n")
    if first != "c2sp.org/tlog-proof@v1": no("this is no proof")
    if path and path[0].startswith("extra "): path.pop(0)
    index = int(path.pop(0).removeprefix("index "))
    size, root = head_of(checkpoint, vkey)
    if included(leaf_of(leaf), index, size, [base64.b64decode(p) for p in path]) != root: no("the entry is not in the log that was signed")
    print(f"entry {index} of {size}; its short code is {base64.b32encode(leaf_of(leaf))[:10].decode()}")

def check_part(leaf, name, part, salt):
    said = next((p for p in json.loads(leaf)["parts"] if p["k"] == name), None)
    made = base64.b64encode(hmac.new(bytes.fromhex(salt.strip()), part, "sha256").digest()).decode()
    if not said or said["c"] != made or said["len"] % 256 or said["len"] < len(part): no("the part is not what the entry commits to")
    print(f"{name}: what the entry commits to")

if __name__ == "__main__":
    a = sys.argv[1:]
    try:
        if a[:1] == ["part"] and len(a) == 5: check_part(file(a[1]), a[2], file(a[3]), a[4])
        elif len(a) == 2: check_log(a[0], file(a[1]).decode())
        elif len(a) == 4: check_proof(a[0], file(a[1]).decode(), file(a[2]), file(a[3]))
        else: sys.exit(__doc__)
    except (ValueError, KeyError, OSError) as e: no(repr(e))
