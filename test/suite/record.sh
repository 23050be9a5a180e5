#!/bin/bash
# The record log and the signed codes, by checkers that are not ours: Go's
# checksum database (x/mod sumdb), OpenSSL, signify, @sigstore/verify, two
# readers of QR codes, a COSE library. What they accept must be refused again
# with one byte changed: a checker that accepts everything shows nothing.
make -s -j"$OCOP_JOBS" all build/record && test/browser/install.sh || exit 1
dir=$(mktemp -d "${TMPDIR:-/tmp}/ocop-record.XXXXXX")
trap 'rm -rf "$dir"' EXIT
status=0
wanted() { case "record: $1" in *"${CASE-}"*) return 0 ;; *) return 1 ;; esac; }
tell() { # NAME OK
	if [ "$2" = 0 ]; then echo "ok record: $1"; else echo "not ok record: $1"; status=1; fi
}
says() { # NAME WANTED COMMAND…: prints exactly that and ends with 0
	local name=$1 want=$2 got
	shift 2
	got=$("$@" 2>&1) && [ "$got" = "$want" ]
	local rc=$?
	[ $rc = 0 ] || echo "# $got"
	tell "$name" $rc
}
refused() { # NAME COMMAND…
	local name=$1 got
	shift
	got=$("$@" 2>&1)
	[ $? = 1 ]
	local rc=$?
	[ $rc = 0 ] || echo "# $got"
	tell "$name" $rc
}
flip() { # FILE [PLACE]: one bit of one byte; without a place in the middle
	local n
	n=${2:-$(($(stat -c %s "$1") / 2))}
	printf "$(printf '\\x%02x' $((0x$(xxd -s "$n" -l 1 -p "$1") ^ 1)))" | dd of="$1" bs=1 seek="$n" conv=notrunc status=none
}

go=$dir/logcheck
if ! GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$PWD/build/go go build -o "$go" test/record/logcheck.go; then
	echo "not ok record: logcheck.go does not build against Debian's x/mod"
	exit 1
fi

# ---- Go: trees of all the sizes where something begins or ends
sizes="0 1 2 3 255 256 257 65535 65536 65537"
for n in $sizes; do
	wanted "x/mod accepts a log of $n" || wanted "proof of a log of $n" || continue
	build/record log "$dir/$n" "$n" || exit 1
	says "x/mod accepts a log of $n: tiles, entries, cosignatures" "$n entries" "$go" log "$dir/$n" "$dir/$n/cosigners"
	[ "$n" = 0 ] || {
		build/record proofs "$dir/$n" >"$dir/proofs"
		says "x/mod accepts every inclusion proof of a log of $n" "$n inclusion proofs" "$go" proofs "$dir/$n" "$dir/proofs"
		step=1; [ "$n" -le 300 ] || step=31
		says "@sigstore/verify accepts proofs of a log of $n, and none with its entry, a hash or its place changed" \
			"$(((n - 1) / step + 1 + ((n - 1) % step > 0))) proofs of $n, each refused when changed" node test/record/sigstore.mjs "$dir/$n" all "$dir/proofs" $step
	}
done
# Grown in steps, it is the same log, file by file.
build/record log "$dir/300" 300 && build/record log "$dir/steps" 300 7 || exit 1
(cd "$dir/300" && find . -type f | sort | xargs sha256sum) >"$dir/a"
(cd "$dir/steps" && find . -type f | sort | xargs sha256sum) >"$dir/b"
[ -z "$(grep -vxFf "$dir/b" "$dir/a")" ]; tell "a log that grew by sevens has the same files" $?
build/record links "$dir/300" >"$dir/links"
says "x/mod accepts the consistency of every pair of sizes to 300" "45150 consistency proofs" "$go" links "$dir/300" "$dir/links"

# ---- … and refuses each kind of change
spoil() { # NAME FILE [PLACE]: a copy of the log of 300 with that file changed
	rm -rf "$dir/bad" && cp -r "$dir/300" "$dir/bad" && flip "$dir/bad/$2" ${3-}
	refused "x/mod refuses $1" "$go" log "$dir/bad" "$dir/bad/cosigners"
}
spoil "a bit of an entry" tile/entries/000 5000
spoil "a bit of a leaf" tile/0/000 4096
spoil "a bit of the last tile" tile/0/001.p/44
spoil "a bit of the upper tile" tile/1/000.p/1
spoil "another origin" checkpoint 3
spoil "another size" checkpoint 25
spoil "another root" checkpoint 40
spoil "another signature" checkpoint 130
spoil "another key" vkey 60
spoil "another witness" cosigners 70
flip "$dir/links" 2000000; refused "x/mod refuses a bit of a consistency proof" "$go" links "$dir/300" "$dir/links"
build/record proofs "$dir/300" >"$dir/proofs"; flip "$dir/proofs" 50000
refused "x/mod refuses a bit of an inclusion proof" "$go" proofs "$dir/300" "$dir/proofs"

# ---- a page of Python, written from docs/RECORD.md alone
stranger() { python3 test/record/check.py "$@"; }
for n in 0 1 2 3 255 256 257; do
	accepted=$(stranger "$dir/$n" "$dir/$n/vkey" 2>&1)
	case $accepted in "$n entries, "*": as signed") tell "a stranger's page accepts a log of $n" 0 ;; *) echo "# $accepted"; tell "a stranger's page accepts a log of $n" 1 ;; esac
done
estranged() { # NAME FILE [PLACE]
	rm -rf "$dir/bad" && cp -r "$dir/300" "$dir/bad" && flip "$dir/bad/$2" ${3-}
	refused "a stranger's page refuses $1" stranger "$dir/bad" "$dir/bad/vkey"
}
estranged "a bit of an entry" tile/entries/000 5000
estranged "a bit of a leaf" tile/0/000 4096
estranged "a bit of the last tile" tile/0/001.p/44
estranged "a bit of the upper tile" tile/1/000.p/1
estranged "another size" checkpoint 25
estranged "another root" checkpoint 40
estranged "another signature" checkpoint 130
estranged "another key" vkey 60

# ---- one proof file, as people are given it
build/record file "$dir/300" 123 "$dir/e" || exit 1
says "x/mod accepts a proof file" "entry 123 of 300" "$go" file "$dir/300" "$dir/e.tlog-proof" "$dir/e.leaf"
says "@sigstore/verify accepts it" "entry 123 of 300" node test/record/sigstore.mjs "$dir/300" "$dir/e"
says "a stranger's page accepts it" "entry 123 of 300; its short code is $( (printf '\0'; cat "$dir/e.leaf") | openssl dgst -sha256 -binary | base32 | head -c 10 )" stranger "$dir/300" "$dir/300/vkey" "$dir/e.leaf" "$dir/e.tlog-proof"
for what in leaf tlog-proof; do
	cp "$dir/e.leaf" "$dir/bad.leaf"; cp "$dir/e.tlog-proof" "$dir/bad.tlog-proof"
	flip "$dir/bad.$what"
	refused "@sigstore/verify refuses another $what" node test/record/sigstore.mjs "$dir/300" "$dir/bad"
	refused "a stranger's page refuses another $what" stranger "$dir/300" "$dir/300/vkey" "$dir/bad.leaf" "$dir/bad.tlog-proof"
	refused "x/mod refuses another $what" "$go" file "$dir/300" "$dir/bad.tlog-proof" "$dir/bad.leaf"
done

# ---- OpenSSL and signify: the signature of the checkpoint, with nothing of ours
awk '/^$/{exit}{print}' "$dir/300/checkpoint" >"$dir/body"
cut -d+ -f3- "$dir/300/vkey" | base64 -d | tail -c 32 >"$dir/raw"
(printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; cat "$dir/raw") >"$dir/pub.der"
awk '/^— ocop.example.vn\/log/{print $3; exit}' "$dir/300/checkpoint" | base64 -d | tail -c 64 >"$dir/sig"
by_openssl() { openssl pkeyutl -verify -pubin -inkey "$dir/pub.der" -keyform DER -rawin -in "$1" -sigfile "$dir/sig" >/dev/null; }
by_signify() {
	(echo 'untrusted comment: k'; (printf 'EdOCOPKEY1'; cat "$dir/raw") | base64 -w0; echo) >"$dir/k.pub"
	(echo 'untrusted comment: s'; (printf 'EdOCOPKEY1'; cat "$dir/sig") | base64 -w0; echo) >"$dir/body.sig"
	signify-openbsd -V -q -p "$dir/k.pub" -x "$dir/body.sig" -m "$1"
}
says "OpenSSL accepts the signature of a checkpoint" "" by_openssl "$dir/body"
says "signify accepts the signature of a checkpoint" "" by_signify "$dir/body"
cp "$dir/body" "$dir/other"; flip "$dir/other" 25
refused "OpenSSL refuses another size" by_openssl "$dir/other"
refused "signify refuses another size" by_signify "$dir/other"

# ---- the signed code of a certificate, and our page in a browser
timeout 1200 node test/browser/code.mjs || status=1
exit $status
