#!/bin/bash
# pure.sh [BUILD]: core decides and touches nothing. Run by tools/lint.sh.
#
# Every name that the objects of core leave open must be core's own, base's
# (but not its clock, chance and log), or one of a handful of libc.
set -u
b=${1:-build}
objects=("$b"/obj/core/*.o)
[ -e "${objects[0]}" ] || { echo "pure.sh: $b/obj/core is empty: build first" >&2; exit 3; }
bad=0
allowed=$(
	nm --defined-only -A "$b"/obj/core/*.o "$b"/obj/base/*.o | awk '{ print $NF }' |
		grep -vxE 'clock_now|clock_ticks_us|chance_fill_system|log_line|log_set_level'
	printf '%s\n' memcpy memset memcmp memmove memchr strlen strcmp bsearch qsort snprintf \
		__stack_chk_fail __memcpy_chk __memset_chk __memmove_chk __snprintf_chk _GLOBAL_OFFSET_TABLE_
)
while read -r file name; do
	printf '%s: core uses %s\n    rule: pure\n    why: %s\n    way out: %s\n' \
		"$(sed "s|^$b/obj/|src/|;s|\.o:\?$|.c|" <<<"$file")" "$name" \
		"core does no I/O and sees no clock, so that every rule is tested without a world" \
		"let act or main do it and pass the result in"
	bad=1
done < <(nm -u -A "${objects[@]}" | awk '{ sub(/:$/, "", $1); print $1, $NF }' |
	awk 'NR == FNR { ok[$1] = 1; next } !($2 in ok)' <(echo "$allowed") -)
exit $bad
