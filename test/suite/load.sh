#!/bin/bash
# The night of the councils in short (test/bench/night.c): 3,400 members save
# every two seconds, the server is killed, and nothing that was answered may be
# lost. How long they wait is printed and not judged here: `make load` does.
make -s -j"$OCOP_JOBS" all build/load || exit 1
exec build/load build/load-data "${OCOP_LOAD_S:-20}" 3400
