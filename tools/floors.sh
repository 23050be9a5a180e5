#!/bin/bash
# floors.sh: who includes whom, against src/FLOORS. Run by tools/lint.sh.
#
# Every `#include "floor/…"` of a file in src/FLOOR must name its own floor or
# one of those behind the colon. What the generators write belongs to a floor
# too; and a library is spoken to on few floors only.
set -u
awk '
function deny(what, why, out) {
	printf "%s:%d: %s\n    rule: floors\n    why: %s\n    way out: %s\n", FILENAME, FNR, what, why, out
	bad = 1
}
BEGIN {
	# What sqlgen, embed and htmlgen write, and whose it is.
	floor_of["q.h"] = "store"; floor_of["text.h"] = "web"; floor_of["html.h"] = "web"
	floor_of["embed.h"] = "base"
	library["sqlite3.h"] = "store"; library["libpq-fe.h"] = "store"
	library["microhttpd.h"] = "http"; library["cairo"] = "paper"; library["pango"] = "paper"
	library["qrencode.h"] = "paper"; library["jansson.h"] = "base"; library["curl"] = "main"
	library["magic.h"] = "look"; library["vips"] = "look"; library["poppler"] = "look"
	library["seccomp.h"] = "look"
}
FILENAME == "src/FLOORS" {
	sub(/#.*/, "")
	if ($0 !~ /:/) next
	name = $1; sub(/:$/, "", name)
	known[name] = 1; may[name, name] = 1
	for (i = 2; i <= NF; i++) {
		if (!($i in known))
			deny("floor " name " names " $i " before it is declared",
			    "a floor may only stand on floors below it: otherwise two depend on each other",
			    "declare the lower floor first, or take the dependence away")
		may[name, $i] = 1
	}
	next
}
FNR == 1 { split(FILENAME, part, "/"); floor = part[2] }
/^[ \t]*#[ \t]*include[ \t]*"/ || /^\{\{ include "/ {
	path = $0; sub(/^[^"]*"/, "", path); sub(/".*/, "", path)
	target = path; sub(/\/.*/, "", target)
	if (path in floor_of) target = floor_of[path]
	else if (path !~ /\//) target = floor # a neighbour, by its bare name
	if (floor == "look") {
		if (target != "look") deny("src/look includes " path, "the process that opens strangers’ files shares nothing with the server",
		    "copy the few lines, or pass what it needs by its pipe")
	} else if (!(floor in known))
		deny("src/" floor " is no floor of src/FLOORS", "every folder of src is a floor with a place", "add a line to src/FLOORS, or move the file")
	else if (!((floor, target) in may))
		deny(floor " may not include " path, "src/FLOORS lists what " floor " stands on, and " target " is not there",
		    "move the code to a floor that may, or pass what it needs as an argument; changing FLOORS needs a page in docs/decisions")
	next
}
/^[ \t]*#[ \t]*include[ \t]*</ {
	path = $0; sub(/^[^<]*</, "", path); sub(/>.*/, "", path)
	head = path; sub(/[\/-].*/, "", head)
	key = (path in library) ? path : head
	if (key in library && library[key] != floor && !(library[key] == "http" && floor == "main"))
		deny(floor " may not include <" path ">", "one floor speaks to a library, so that it can be replaced",
		    "call the functions of src/" library[key])
}
END { exit bad }
' src/FLOORS $(find src -name '*.c' -o -name '*.h' -o -name '*.html' | sort)
