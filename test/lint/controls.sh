#!/bin/bash
# controls.sh: plants one offence after another into a small clean tree and
# requires that the checker finds it, so that a green lint means something.
# The clean tree itself must pass.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

clean_tree() {
	rm -rf "${dir:?}"/* && cd "$dir" || exit 3
	mkdir -p src/base src/core src/web/text src/store build tools test
	cp "$top/src/FLOORS" src/FLOORS
	cp "$top"/tools/*.sh "$top"/tools/*.awk tools/
	printf '/* adds */\n#ifndef BASE_ADD_H\n#define BASE_ADD_H\n\n/* The sum. */\nint add(int a, int b);\n\n#endif\n' >src/base/add.h
	printf '/* adds */\n#include "base/add.h"\n\nint\nadd(int a, int b)\n{\n\treturn a + b;\n}\n' >src/base/add.c
	printf '/* rules */\n#include "base/add.h"\n\nint rule(int a);\nint\nrule(int a)\n{\n\treturn add(a, 1);\n}\n' >src/core/rule.c
	printf '# texts\nfault.no = Không được\nsite.name = OCOP\n' >src/web/text/vi.properties
	cp src/web/text/vi.properties src/web/text/en.properties
	printf 'int rule(int a);\n' >test/rule.c
	printf '/* page */\nenum text page(void);\nenum text\npage(void)\n{\n\treturn T_site_name;\n}\n' >src/web/page.c
	printf '/* routes */\nROUTE(GET, "/a/{id}", MAY_ANYONE, READS, no_form, PAGE, a_show, NULL, "one a for all to see")\n' >src/web/routes.def
}

run() { # CHECKER: as tools/lint.sh runs it
	case $1 in
	sizes | banned) awk -f "tools/$1.awk" $(find src -name '*.[ch]' | sort) ;;
	pure | unused | circles)
		mkdir -p build/obj/core build/obj/base
		gcc -Isrc -c -o build/obj/base/add.o src/base/add.c
		gcc -Isrc -c -o build/obj/core/rule.o src/core/rule.c
		bash "tools/$1.sh" build ;;
	*) bash "tools/$1.sh" build ;;
	esac
}

caught() { # CHECKER NAME EXPECTED: the tree holds an offence; it must be named
	local out
	if out=$(run "$1" 2>&1); then
		echo "not ok $1 notices $2"
	elif [[ $out == *$3* ]]; then
		echo "ok $1 notices $2"
	else
		printf '%s\nnot ok %s notices %s, and says %s\n' "$out" "$1" "$2" "$3"
	fi
	clean_tree
}

clean_tree
for checker in floors sizes banned words strays tables node pure unused circles headers; do
	if out=$(run $checker 2>&1); then echo "ok $checker passes a clean tree"; else
		printf '%s\nnot ok %s passes a clean tree\n' "$out" "$checker"
	fi
done

sed -i '1a #include "store/db.h"' src/core/rule.c
caught floors "core reaching the store" "core may not include store/db.h"
sed -i '1a #include <sqlite3.h>' src/web/page.c
caught floors "SQLite above the store" "web may not include <sqlite3.h>"
mkdir src/extra && printf '/* x */\n#include "base/add.h"\n' >src/extra/x.c
caught floors "a folder that is no floor" "no floor"
sed -i '1i low: high' src/FLOORS
caught floors "a floor standing on a higher one" "before it is declared"

{ printf '\nint long_one(void);\nint\nlong_one(void)\n{\n'; yes '	add(1, 2);' | head -n 61; printf '\treturn 0;\n}\n'; } >>src/base/add.c
caught sizes "a function of 62 lines" "long_one() has 62 lines"
printf '\nint six(int a, int b, int c,\n    int d, int e, int f);\nint\nsix(int a, int b, int c, int d,\n    int e, int f)\n{\n\treturn a;\n}\n' >>src/base/add.c
caught sizes "six parameters" "six() has 6 parameters"
yes '/* line */' | head -n 501 >>src/base/add.c
caught sizes "a file of 500 lines and more" "lines, at most 500"
yes '/* line */' | head -n 151 >>src/base/add.h
caught sizes "a header of 150 lines and more" "lines, at most 150"

for call in 'strcpy(a, b)' 'sprintf(a, "x")' 'atoi(a)' 'system("x")' 'strtok(a, b)'; do
	printf '\nvoid f(void) {\n\t%s;\n}\n' "$call" >>src/base/add.c
	caught banned "$call in base" "${call%%(*}() is not called anywhere"
done
for call in 'malloc(3)' 'free(p)' 'time(NULL)' 'rand()' 'clock_now()'; do
	printf '\nvoid f(void) {\n\t%s;\n}\n' "$call" >>src/web/page.c
	caught banned "$call above base" "${call%%(*}() is not called outside"
done
printf '\nstatic double mean;\n' >>src/core/rule.c
caught banned "a double in core" "no floating point"

printf '/* a dossier */\n' >>src/base/add.c
caught words "a domain noun in base" "domain word"
printf 'static const char *q = "SELECT id FROM product";\n' >>src/web/page.c
caught words "SQL in a page" "escapes sqlgen"
printf '/* see /%s/notes */\n' work >>src/web/page.c
caught words "a path of one machine" "means nothing on another"
printf 'a.b = Dữ liệu không hợp %s\n' "lệ" >>src/web/text/vi.properties
caught words "a text that helps nobody" "nobody can act on it"

mkdir data && printf 'SQLite format 3\000' >data/ocop.db
caught strays "a database among the data" "data/ocop.db is no text"

printf 'const struct reason WHY_X = { RC_INVALID, "no_text" };\nint y = WHY_X;\n' >>src/core/rule.c
caught tables "a reason without a text" "no text fault.no_text"
printf 'const struct reason WHY_X = { RC_INVALID, "no" };\n' >>src/core/rule.c
caught tables "a reason nobody gives" "nobody gives WHY_X"
printf 'enum rc go(struct visit *v)\n{\n\treturn visit_go(v, "/b/%%", 1);\n}\n' >>src/web/page.c
caught tables "an address that is no route" "goes to /b/{}"
printf 'ROUTE(GET, "/b", MAY_ANYONE, READS, no_form, PAGE, b_show, NULL, "")\n' >>src/web/routes.def
caught tables "a route without a sentence" "has no sentence"
printf 'ROUTE(GET, "/a/{other}", MAY_ANYONE, READS, no_form, PAGE, b_show, NULL, "one b for all")\n' >>src/web/routes.def
caught tables "the same route twice" "is there twice"
printf 'site.unused = Không ai thấy\n' >>src/web/text/vi.properties
caught tables "a text nobody shows" "nobody shows site.unused"
printf '\nint bare(int a);\n' >>src/base/add.h
caught tables "a public function without a comment" "bare() has no comment"
sed -i 1d src/base/add.c
caught tables "a file without a head" "begins without a comment"

printf 'for (const c of r.headers.getSetCookie()) keep(c);\n' >test/late.mjs
caught node "a function of a later node" "test/late.mjs:1"

printf '#include <stdio.h>\nint loud(void);\nint\nloud(void)\n{\n\treturn puts("x");\n}\n' >>src/core/rule.c
caught pure "core that prints" "core uses puts"
printf '\nint nobodys(void);\nint\nnobodys(void)\n{\n\treturn 1;\n}\n' >>src/base/add.c
caught unused "a function that nobody calls" "nobody else calls nobodys"
printf '\nint own(int a);\nint\nown(int a)\n{\n\treturn a;\n}\nint use(void);\nint\nuse(void)\n{\n\treturn own(1);\n}\n' >>src/base/add.c
caught unused "a function that only its file calls" "nobody else calls own"
sed -i 's/int add(int a, int b);/int64_t add(int64_t a);/' src/base/add.h
caught headers "a header that needs another" "does not compile alone"
printf '\nint rule(int a);\nint twice(int a);\nint\ntwice(int a)\n{\n\treturn rule(a) + a;\n}\n' >>src/base/add.c
caught circles "two files that need each other" "src/base/add.c asks src/core/rule.c for rule"
