# banned.awk: functions that are not called here, and where some may be. Run by
# tools/lint.sh over src/. Comments and texts are not looked at.

function deny(what, why, out) {
	printf "%s:%d: %s\n    rule: banned\n    why: %s\n    way out: %s\n", FILENAME, FNR, what, why, out
	bad = 1
}
function ban(names, floors, why, out,   i, n, a) {
	n = split(names, a, " ")
	for (i = 1; i <= n; i++) { reason[a[i]] = why; way[a[i]] = out; free_on[a[i]] = floors }
}
BEGIN {
	ban("strcpy strcat sprintf vsprintf strncpy strncat gets stpcpy", "",
	    "it writes without knowing how much room there is, or leaves out the end",
	    "struct buf (base/buf.h) grows up to a maximum; snprintf for fixed arrays")
	ban("strtok sscanf atoi atol atoll strtol strtoul strtod atof", "",
	    "it keeps hidden state, or takes nonsense for a number without a word",
	    "str_cut() and str_int() (base/str.h)")
	ban("localtime gmtime localtime_r gmtime_r mktime strftime", "base",
	    "it depends on the machine’s zone and on a hidden buffer; law counts in days of Vietnam",
	    "day_of(), day_date(), moment_text() (base/clock.h)")
	ban("alloca system popen setjmp longjmp", "",
	    "it hides memory, a shell, or a jump from the reader",
	    "the arena; posix_spawn with a fixed argument list; return values")
	ban("free", "base look main",
	    "memory belongs to the request and goes with it",
	    "arena_alloc(), str_copy() (base/arena.h); main frees what libc hands it")
	ban("malloc calloc realloc strdup strndup asprintf vasprintf", "base look",
	    "memory belongs to the request and goes with it",
	    "arena_alloc(), str_copy() (base/arena.h); long-lived things are made at start in an arena of main’s")
	ban("time rand random srand srandom gettimeofday clock_gettime", "base look",
	    "time and chance come in as arguments, so that tests fix both",
	    "ctx->now, ctx->chance (base/clock.h)")
	ban("clock_now chance_fill_system", "base main",
	    "nothing below main reads the clock",
	    "use ctx->now, or take a struct moment as an argument")
}
FNR == 1 { split(FILENAME, part, "/"); floor = part[2]; comment = 0 }
{
	line = $0
	if (comment) {
		if (!match(line, /\*\//)) next
		line = substr(line, RSTART + 2); comment = 0
	}
	gsub(/\\./, "", line)
	gsub(/"[^"]*"/, "\"\"", line)
	gsub(/\/\*[^*]*\*\//, "", line)
	sub(/\/\/.*/, "", line)
	if (match(line, /\/\*/)) { line = substr(line, 1, RSTART - 1); comment = 1 }
	while (match(line, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
		called = substr(line, RSTART, RLENGTH); sub(/[ \t]*\($/, "", called)
		before = RSTART > 1 ? substr(line, RSTART - 1, 1) : ""
		line = substr(line, RSTART + RLENGTH)
		# A member (x->free(…), x.time(…)) is not the function of libc.
		if (!(called in reason) || before == "." || before == ">") continue
		if (index(" " free_on[called] " ", " " floor " ")) continue
		deny(called "() is not called " (free_on[called] == "" ? "anywhere" : "outside " free_on[called]),
		    reason[called], way[called])
	}
	if (floor == "core" && line ~ /(^|[^A-Za-z_0-9])(float|double)([^A-Za-z_0-9]|$)/)
		deny("core has no floating point", "a star is exact arithmetic: 89,96 is never rounded into five stars",
		    "whole points, and a mean as a fraction (core/scoring.h)")
}
END { exit bad }
