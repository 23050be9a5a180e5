#!/bin/bash
# Records of more than 65,536 entries, served by the program with sanitizers: read whole over
# HTTP by a client of ours in JavaScript, and what it read checked by Go's x/mod.
make -s -j"$OCOP_JOBS" all build/record && make -s -j"$OCOP_JOBS" SAN=1 all || exit 1
dir=$(mktemp -d "${TMPDIR:-/tmp}/ocop-large.XXXXXX")
trap 'rm -rf "$dir"' EXIT
timeout 900 node test/record/large.mjs build/san/ocop "$dir"
status=$?
go=$dir/logcheck
GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$PWD/build/go go build -o "$go" test/record/logcheck.go || exit 1
agrees() { # NAME DIR [COSIGNERS]
	local said
	said=$("$go" log "${@:2}" 2>&1) && [ "$said" = "$(sed -n 2p "$2/checkpoint") entries" ]
	local rc=$?
	if [ $rc = 0 ]; then echo "ok large: $1"; else echo "# $said"; echo "not ok large: $1"; status=1; fi
}
agrees "x/mod accepts what was read of the office of today" "$dir/one"
agrees "x/mod accepts what was read of the generation that ended" "$dir/two" "$dir/two/cosigners"
printf '\1' | dd of="$dir/one/tile/0/200" bs=1 seek=4000 conv=notrunc status=none
if "$go" log "$dir/one" >/dev/null 2>&1; then echo "not ok large: control: a byte of what was read"; status=1; else echo "ok large: control: a byte of what was read is seen"; fi
exit $status
