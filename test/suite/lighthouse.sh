#!/bin/bash
# Lighthouse over every kind of page (who, which address) of the journey: about five
# minutes. OCOP_LIGHTHOUSE=every: over every page that the journey names, also where
# a kind comes again (the pages of a form, a sheet before and after it is sealed).
make -s -j"$OCOP_JOBS" all && test/browser/install.sh || exit 1
exec timeout 2400 node test/browser/journey.mjs measured
