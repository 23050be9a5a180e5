#!/bin/bash
# dev.sh [PORT]: an office that follows the sources. `make dev`.
#
# Builds with sanitizers, serves sample data of build/dev, and when a source
# changes builds again and puts the new program in the old one's place. While
# the build is broken, the old one goes on and the compiler's words stand here.
set -u
cd "$(dirname "$0")/.."
port=${1:-8080} data=build/dev server=
stop() { [ -z "$server" ] || { kill -TERM "$server" 2>/dev/null; wait "$server" 2>/dev/null; }; server=; }
trap 'stop; exit 0' INT TERM
trap stop EXIT

serve() {
	[ -e "$data/ocop.db" ] || build/san/ocop demo --data "$data" || exit 3
	build/san/ocop serve --data "$data" --port "$port" &
	server=$!
}

mkdir -p build
touch build/dev.stamp
if make -s SAN=1 -j"$(nproc)"; then serve; else echo "dev: mend it; I build again when a file changes"; fi
while sleep 1; do
	[ -n "$(find src data tools Makefile -newer build/dev.stamp -type f -print -quit)" ] || continue
	touch build/dev.stamp
	echo "dev: building"
	if make -s SAN=1 -j"$(nproc)"; then
		stop
		serve
	fi
done
