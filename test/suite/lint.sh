#!/bin/bash
# The rules of the house, and the controls that show that the checkers look.
make -s -j"$OCOP_JOBS" all || exit 1
tools/lint.sh build
bash test/lint/controls.sh
