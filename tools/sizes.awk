# sizes.awk: nothing is longer than a person can hold. Run by tools/lint.sh
# over all C files.
#
#   a function    60 lines from { to }, 5 parameters (what libmicrohttpd calls
#                 has the shape that it gives)
#   a file       500 lines; a header 150; a generator (tools/) 600
#
# Tables are not counted: a file-level initialiser, from `= {` to `};`, or a
# macro of rows, is read row by row, not held in mind. Our layout makes functions easy to find: name
# and braces stand in column one.

function deny(line, what, why, out) {
	printf "%s:%d: %s\n    rule: sizes\n    why: %s\n    way out: %s\n", name, line, what, why, out
	bad = 1
}
function file_ends(   most) {
	if (name == "") return
	most = name ~ /^tools\// ? 600 : name ~ /\.h$/ ? 150 : 500
	if (count > most)
		deny(count, count " lines, at most " most " (tables not counted)",
		    "a file is one noun on one floor; what does not fit holds two",
		    "split it by the second noun it knows")
}
# Parameters between the first ( and its ): commas outside inner parentheses.
function parameters(text,   i, c, depth, n) {
	sub(/, *\.\.\./, "", text) # what printf takes is not counted
	n = 0; depth = 0
	for (i = index(text, "("); i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "(") { if (++depth == 1) n = 1 }
		else if (c == ")") { if (--depth == 0) break }
		else if (c == "," && depth == 1) n++
	}
	return text ~ /\((void)?\)/ ? 0 : n
}
FNR == 1 { file_ends(); name = FILENAME; count = 0; table = 0; inside = 0; head = ""; comment = 0 }
/\\$/ { next } # rows of a macro that is a table
table { if (/^\}/) table = 0; next }
{ count++ }
comment { if (/\*\//) comment = 0; next }
/^\/\*/ { if (!/\*\//) comment = 1; head = ""; next }
!inside && /^[a-zA-Z].*= *\{ *$/ { table = 1; head = ""; next }
!inside && /^[ \t]+.*[])] *= *\{ *$/ && head != "" { table = 1; head = ""; next }
/^\{/ && head != "" && head ~ /\(/ {
	inside = FNR
	n = parameters(head)
	what = head; sub(/\(.*/, "", what); sub(/.*[ *]/, "", what)
	if (n > 5 && head !~ /struct MHD_/)
		deny(FNR, what "() has " n " parameters, at most 5",
		    "a caller with six things in a row swaps two of them sooner or later",
		    "pass a struct whose members have names")
	head = ""
	next
}
inside {
	if (/^\}/) {
		if (FNR - inside - 1 > 60)
			deny(inside, what "() has " (FNR - inside - 1) " lines, at most 60",
			    "what does not fit on a screen is not seen as a whole",
			    "keep the branches here, move loops and arithmetic into functions with names")
		inside = 0
	}
	next
}
/^[#}]/ || /;[ \t]*(\/\*.*)?$/ || /^[ \t]*$/ { head = ""; next }
{ head = head " " $0 }
END { file_ends(); exit bad }
