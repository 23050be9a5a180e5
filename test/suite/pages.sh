#!/bin/bash
# Every page, as every role, through axe, vnu, html-validate and our own rules;
# before that the scripts of pages, against a stand-in server, and the
# score sheet by keys, by taps, by ear and on paper, the second step of signing in, piles
# of scanned paper, which no link of the sample office leads to, and the guides, step by step.
make -s -j"$OCOP_JOBS" all stories build/shift.so && test/browser/install.sh || exit 1
node test/browser/script.mjs
status=$?
node test/browser/sheet.mjs || status=1
node test/browser/second.mjs || status=1
node test/browser/scans.mjs || status=1
node test/browser/guides.mjs || status=1
node test/browser/pages.mjs || status=1
exit $status
