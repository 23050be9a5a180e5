#!/bin/bash
# Speed as ratios to limits in one run. The data of three sizes is made once and
# kept in build/bench-data (about 1 GB); remove it to make it again.
#   test/bench/run.sh [MOST [PART]]   MOST: products of the largest size, 1000000
#                                     PART: sizes page start saves memory paper record
set -eu
cd "$(dirname "$0")/../.."
make -s -j"$(nproc)" build/bench
mkdir -p build/bench-data
exec build/bench build/bench-data "${1:-1000000}" "${2:-}"
