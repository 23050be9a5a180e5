#!/bin/bash
# The three builds: gcc as released, gcc with sanitizers, clang. A warning is
# an error in all of them.
made() { # NAME MAKE-ARGUMENTS…: one case
	local name=$1
	shift
	if make -s -j"$OCOP_JOBS" "$@"; then echo "ok $name"; else echo "not ok $name"; fi
}
made "gcc, as released" all units
made "gcc, with sanitizers" SAN=1 all units
made "clang" CC=clang all
