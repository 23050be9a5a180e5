#!/bin/bash
# strays.sh: what a run leaves behind is no part of the project. A file that is no text
# belongs to the pictures or to the tests' samples, and to no other place: nobody reads a
# change of it. Run by tools/lint.sh.
set -u
files() { if [ -d .git ] || [ -f .git ]; then git ls-files -z; else find . -path ./build -prune -o -type f -print0; fi; }
bad=0
while IFS= read -r f; do
	case ${f#./} in
	docs/pictures/*.png | test/sample/* | test/fuzz/corpus/*) continue ;;
	esac
	[ -s "$f" ] || continue
	printf '%s is no text\n    rule: strays\n    why: nobody can read what changes in it; it was most likely made by a run\n    way out: git rm it and name its folder in .gitignore, or keep it as text\n' "$f"
	bad=1
done < <(files | xargs -0r grep -sLI '' | sort)
exit $bad
