#!/bin/bash
# Replays the corpora, and mutations of every file, through each fuzz driver.
make -s -j"$OCOP_JOBS" SAN=1 fuzzers || exit 1
failed=0
for driver in build/san/fuzz/*; do
	name=${driver##*/}
	[ -f "test/fuzz/$name.c" ] || continue
	case "fuzz $name" in *"${CASE-}"*) ;; *) continue ;; esac
	files=(test/fuzz/corpus/"$name"/*)
	if [ ! -e "${files[0]}" ]; then
		echo "not ok fuzz $name: its corpus is empty"; failed=1
	elif "$driver" "${files[@]}"; then
		echo "ok fuzz $name: ${#files[@]} inputs and their mutations"
	else
		echo "not ok fuzz $name"; failed=1
	fi
done
exit $failed
