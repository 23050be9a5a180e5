#!/bin/bash
# pg.sh COMMAND…: runs a command with a PostgreSQL of its own.
#
# Makes a cluster in a temporary directory, starts it on a port that the
# system chose, sets OCOP_TEST_POSTGRES to postgres://…/ (add the name of a
# database), runs the command, stops the server and removes everything. The
# server refuses to run as root, so then it runs as `postgres`.
set -eu
bin=/usr/lib/postgresql/15/bin
[ -x $bin/postgres ] || { echo "pg.sh: PostgreSQL 15 is not installed (tools/install.sh test)" >&2; exit 3; }

as=()
if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --clear-groups); fi
# In memory, where there is a gigabyte of it: a story makes a database of 300
# files and removes it again.
free=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)
if [ "${free:-0}" -gt 1000000 ]; then TMPDIR=${TMPDIR:-/dev/shm}; fi
dir=$(mktemp -d "${TMPDIR:-/tmp}/ocop-pg.XXXXXX")
server=
finish() {
	# Fast shutdown by the id of our own server, then wait for it.
	if [ -n "$server" ] && kill -INT "$server" 2>/dev/null; then wait "$server" || true; fi
	rm -rf "$dir"
}
trap finish EXIT
trap 'exit 130' INT TERM
[ ${#as[@]} = 0 ] || chown postgres "$dir"

# A free port: bind to 0, read what the system gave, let it go. The window is
# small, and a server that loses it is started again with another.
free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

cd /
"${as[@]}" $bin/initdb -D "$dir/data" -A trust -U ocop --locale=C.UTF-8 -E UTF8 \
	--no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 3; }
cd "$OLDPWD"
for try in 1 2 3; do
	port=$(free_port)
	# Durability is not what these tests ask about; speed is.
	"${as[@]}" $bin/postgres -D "$dir/data" -p "$port" -k "$dir" -h 127.0.0.1 \
		-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
		-c shared_buffers=64MB -c max_connections=60 -c logging_collector=off \
		-c autovacuum=off -c jit=off -c wal_level=minimal -c max_wal_senders=0 \
		>"$dir/server.log" 2>&1 </dev/null &
	server=$!
	for wait in $(seq 100); do
		$bin/pg_isready -q -h 127.0.0.1 -p "$port" && break 2
		kill -0 "$server" 2>/dev/null || break
		sleep 0.1
	done
	server=
done
[ -n "$server" ] || { echo "pg.sh: PostgreSQL did not start" >&2; cat "$dir/server.log" >&2; exit 3; }

export OCOP_TEST_POSTGRES="postgres://ocop@127.0.0.1:$port/"
"$@"
