// logcheck checks our record log with code that is not ours: the packages of
// the Go checksum database (golang.org/x/mod/sumdb: note and tlog), as Debian
// ships them. It shares no line with src/ledger.
//
//	logcheck log DIR [COSIGNERS]   checkpoint, every tile, every entry under the root;
//	                               COSIGNERS: a file of witness vkeys, all must have cosigned
//	logcheck proofs DIR FILE       an inclusion proof for every entry of DIR
//	logcheck links DIR FILE        a consistency proof for every pair of sizes
//	logcheck file DIR PROOF LEAF   one proof file, as people are given it
//
// FILE is binary: for each proof a byte n and n hashes of 32 bytes, in the order
// 0, 1, 2 … of entries, or of (new, old) with old from 1 to new. Prints what was
// checked; exit 1 and a line for the first thing that is not so.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func die(format string, args ...interface{}) {
	fmt.Printf("no: "+format+"\n", args...)
	os.Exit(1)
}

func read(parts ...string) []byte {
	b, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		die("%v", err)
	}
	return b
}

// cosigner is a witness's key: type 4, over the time and the text.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.id }
func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	at := binary.BigEndian.Uint64(sig)
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, msg)
	return ed25519.Verify(c.key, []byte(signed), sig[8:])
}

func readCosigner(vkey string) *cosigner {
	p := strings.SplitN(vkey, "+", 3)
	if len(p) != 3 {
		die("vkey %q", vkey)
	}
	raw, err := base64.StdEncoding.DecodeString(p[2])
	if err != nil || len(raw) != 33 || raw[0] != 4 {
		die("vkey %q is no witness", vkey)
	}
	sum := sha256.Sum256(append([]byte(p[0]+"\n"), raw...))
	if fmt.Sprintf("%08x", binary.BigEndian.Uint32(sum[:])) != p[1] {
		die("vkey %q has another id", vkey)
	}
	return &cosigner{p[0], binary.BigEndian.Uint32(sum[:]), raw[1:]}
}

type dir string

func (d dir) Height() int { return 8 }
func (d dir) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		b, err := os.ReadFile(filepath.Join(string(d), strings.Replace(t.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		if len(b) != t.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", t.Path(), len(b))
		}
		out = append(out, b)
	}
	return out, nil
}
func (d dir) SaveTiles([]tlog.Tile, [][]byte) {}

func open(message []byte, d, cosigners string) tlog.Tree {
	v, err := note.NewVerifier(strings.TrimSpace(string(read(d, "vkey"))))
	if err != nil {
		die("vkey: %v", err)
	}
	all := []note.Verifier{v}
	if cosigners != "" {
		for _, l := range strings.Fields(string(read(cosigners))) {
			all = append(all, readCosigner(l))
		}
	}
	n, err := note.Open(message, note.VerifierList(all...))
	if err != nil {
		die("checkpoint: %v", err)
	}
	if len(n.Sigs) < len(all) {
		die("checkpoint: %d of %d signatures", len(n.Sigs), len(all))
	}
	l := strings.Split(n.Text, "\n")
	if len(l) != 4 || l[0] != v.Name() {
		die("checkpoint: form or origin")
	}
	size, err := strconv.ParseInt(l[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != l[1] {
		die("checkpoint: size %q", l[1])
	}
	root, err := tlog.ParseHash(l[2])
	if err != nil {
		die("checkpoint: root")
	}
	return tlog.Tree{N: size, Hash: root}
}

func bundle(d string, n int64, w int) [][]byte {
	t := tlog.Tile{H: 8, L: -1, N: n, W: w}
	b := read(d, strings.Replace(t.Path(), "tile/8/data/", "tile/entries/", 1))
	var out [][]byte
	for len(b) > 0 {
		if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
			die("bundle %d is cut", n)
		}
		e := 2 + int(binary.BigEndian.Uint16(b))
		out = append(out, b[2:e])
		b = b[e:]
	}
	if len(out) != w {
		die("bundle %d has %d entries, not %d", n, len(out), w)
	}
	return out
}

// every entry, in order
func entries(d string, size int64, f func(i int64, e []byte)) {
	for at := int64(0); at < size; at += 256 {
		w := 256
		if size-at < 256 {
			w = int(size - at)
		}
		for k, e := range bundle(d, at/256, w) {
			f(at+int64(k), e)
		}
	}
}

func checkLog(d, cosigners string) {
	tree := open(read(d, "checkpoint"), d, cosigners)
	if tree.N == 0 {
		if sha256.Sum256(nil) != [32]byte(tree.Hash) {
			die("the root of nothing")
		}
		fmt.Println("0 entries")
		return
	}
	hashes := tlog.TileHashReader(tree, dir(d))
	// all leaves through the tiles, which are all held against the root
	var index []int64
	for i := int64(0); i < tree.N; i++ {
		index = append(index, tlog.StoredHashIndex(0, i))
	}
	leaves, err := hashes.ReadHashes(index)
	if err != nil {
		die("tiles: %v", err)
	}
	entries(d, tree.N, func(i int64, e []byte) {
		if tlog.RecordHash(e) != leaves[i] {
			die("entry %d is not what its leaf says", i)
		}
	})
	fmt.Printf("%d entries\n", tree.N)
}

func proofs(file string) func() []tlog.Hash {
	f, err := os.Open(file)
	if err != nil {
		die("%v", err)
	}
	in := bufio.NewReaderSize(f, 1<<20)
	return func() []tlog.Hash {
		n, err := in.ReadByte()
		if err != nil {
			die("too few proofs")
		}
		out := make([]tlog.Hash, n)
		for i := range out {
			if _, err := io.ReadFull(in, out[i][:]); err != nil {
				die("a proof is cut")
			}
		}
		return out
	}
}

func checkProofs(d, file string) {
	tree, next := open(read(d, "checkpoint"), d, ""), proofs(file)
	entries(d, tree.N, func(i int64, e []byte) {
		if err := tlog.CheckRecord(next(), tree.N, tree.Hash, i, tlog.RecordHash(e)); err != nil {
			die("entry %d: %v", i, err)
		}
	})
	fmt.Printf("%d inclusion proofs\n", tree.N)
}

// grown is a tree of x/mod's own, kept in memory.
type grown []tlog.Hash

func (g grown) ReadHashes(index []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(index))
	for i, x := range index {
		out[i] = g[x]
	}
	return out, nil
}

func checkLinks(d, file string) {
	tree, next, n := open(read(d, "checkpoint"), d, ""), proofs(file), 0
	var g grown
	heads := make([]tlog.Hash, tree.N+1)
	entries(d, tree.N, func(i int64, e []byte) {
		more, err := tlog.StoredHashes(i, e, g)
		if err != nil {
			die("%v", err)
		}
		g = append(g, more...)
		if heads[i+1], err = tlog.TreeHash(i+1, g); err != nil {
			die("%v", err)
		}
	})
	for to := int64(1); to <= tree.N; to++ {
		for from := int64(1); from <= to; from++ {
			if err := tlog.CheckTree(next(), to, heads[to], from, heads[from]); err != nil {
				die("%d in %d: %v", from, to, err)
			}
			n++
		}
	}
	fmt.Printf("%d consistency proofs\n", n)
}

func checkFile(d, file, leaf string) {
	text := read(file)
	end := bytes.Index(text, []byte("\n\n"))
	if end < 0 {
		die("no empty line")
	}
	l := strings.Split(string(text[:end]), "\n")
	if len(l) < 2 || l[0] != "c2sp.org/tlog-proof@v1" {
		die("first line")
	}
	l = l[1:]
	if strings.HasPrefix(l[0], "extra ") {
		l = l[1:]
	}
	i, err := strconv.ParseInt(strings.TrimPrefix(l[0], "index "), 10, 64)
	if err != nil {
		die("index")
	}
	var path tlog.RecordProof
	for _, x := range l[1:] {
		h, err := tlog.ParseHash(x)
		if err != nil {
			die("hash %q", x)
		}
		path = append(path, h)
	}
	tree := open(text[end+2:], d, "")
	if err := tlog.CheckRecord(path, tree.N, tree.Hash, i, tlog.RecordHash(read(leaf))); err != nil {
		die("%v", err)
	}
	fmt.Printf("entry %d of %d\n", i, tree.N)
}

func main() {
	a := append(os.Args[1:], "", "", "")
	switch {
	case a[0] == "log" && a[1] != "":
		checkLog(a[1], a[2])
	case a[0] == "proofs" && a[2] != "":
		checkProofs(a[1], a[2])
	case a[0] == "links" && a[2] != "":
		checkLinks(a[1], a[2])
	case a[0] == "file" && a[3] != "":
		checkFile(a[1], a[2], a[3])
	default:
		fmt.Fprintln(os.Stderr, "usage: logcheck log|proofs|links|file DIR …")
		os.Exit(2)
	}
}
