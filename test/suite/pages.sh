#!/bin/bash
# Every page, as every role, through axe, vnu, html-validate and our own rules.
make -s -j"$OCOP_JOBS" all && test/browser/install.sh || exit 1
exec node test/browser/pages.mjs
