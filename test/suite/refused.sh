#!/bin/bash
# Refusals of the program itself that no page can give: each names its reason and
# leaves what is there as it was.
make -s -j"$OCOP_JOBS" all || exit 1
dir=$(mktemp -d "${TMPDIR:-/tmp}/ocop-refused.XXXXXX")
pid=
trap '[ -z "$pid" ] || { kill "$pid"; wait "$pid"; }; rm -rf "$dir"' EXIT
status=0
tell() { # NAME REASON: the last words of the program have it
	if grep -q "$2" "$dir/said"; then echo "ok refused: $1"; else
		sed 's/^/# /' "$dir/said"; echo "not ok refused: $1"; status=1
	fi
}
build/ocop demo --data "$dir/office" >/dev/null 2>&1 || { echo "not ok refused: no office to begin with"; exit 1; }
build/ocop demo --data "$dir/office" >"$dir/said" 2>&1
tell "an office that has accounts is no place for sample data" not_empty

cp -r "$dir/office" "$dir/torn"
rm "$dir/torn/log/checkpoint"
mkdir "$dir/torn/log/checkpoint"
build/ocop log check --data "$dir/torn" >"$dir/said" 2>&1
tell "a log whose files cannot be read" log_unreadable

cp -r "$dir/office" "$dir/keyless"
echo x >"$dir/keyless/keys/log.key"
build/ocop serve --data "$dir/keyless" --port 0 >"$dir/ready" 2>"$dir/said" &
pid=$!
for _ in $(seq 600); do
	grep -q ready "$dir/ready" && break
	kill -0 "$pid" 2>/dev/null || break
	sleep 0.1
done
tell "a log without its key takes nothing in" log_no_key
kill "$pid" 2>/dev/null
wait "$pid" 2>/dev/null
pid=
# The control: a word that was not said is not found.
(tell "control" no_such_reason) >"$dir/control" 2>&1
if grep -q "^not ok" "$dir/control"; then echo "ok refused: what was not said is noticed"; else echo "not ok refused: the control"; status=1; fi
exit $status
