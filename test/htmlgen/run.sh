#!/bin/bash
# What htmlgen and embed must refuse, what must not compile, and one good page.
# usage: test/htmlgen/run.sh   (after make). Prints `ok NAME` or `not ok NAME`.
#   refused/*.html     htmlgen must say the words of the first line
#   uncompiled/*.html  htmlgen takes them; the compiler must name the page, line 3
#   texts/NAME.*       embed must say NAME.expect
#   good.html          must give good.out
cd "$(dirname "$0")" || exit 3
root=$PWD/../.. tmp=$(mktemp -d) passed=0 failed=0
trap 'rm -rf "$tmp"' EXIT
tools=$root/build/tools
flags=(-std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -Wconversion -Wshadow -Wpedantic -I"$root/src" -I"$tmp")

told() { # NAME GOOD OUTPUT
	if [ "$2" = 1 ]; then
		passed=$((passed + 1)); echo "ok $1"
	else
		failed=$((failed + 1)); echo "not ok $1"; sed 's/^/    /' <<< "$3"
	fi
}

for page in refused/*.html; do
	want=$(sed -n '1s/^<!-- expect: \(.*\) -->$/\1/p' "$page")
	said=$("$tools/htmlgen" --out "$tmp" --routes routes.def --texts vi.properties "$page" 2>&1)
	status=$?
	good=0
	[ -n "$want" ] && [ $status = 1 ] && grep -qF -- "$page$want" <<< "$said" && good=1
	told "$page" $good "$said"
done

cp vi.properties "$tmp"; cp vi.properties "$tmp/en.properties"
"$tools/embed" --out "$tmp" --texts "$tmp/vi.properties" "$tmp/en.properties" || exit 3
for page in uncompiled/*.html; do
	name=$(basename "$page" .html)
	said=$("$tools/htmlgen" --out "$tmp" --routes routes.def --texts vi.properties "$page" 2>&1 &&
	    gcc "${flags[@]}" -fsyntax-only "$tmp/html_$name.c" 2>&1)
	good=0
	grep -q error <<< "$said" && grep -q "^$page:3:" <<< "$said" && good=1
	told "$page" $good "$said"
done

for want in texts/*.expect; do
	name=${want%.expect}
	cp "$name.vi" "$tmp/vi.properties"; cp "$name.en" "$tmp/en.properties"
	said=$("$tools/embed" --out "$tmp/none" --texts "$tmp/vi.properties" "$tmp/en.properties" 2>&1)
	good=0
	grep -qF -- "$(cat "$want")" <<< "$said" && good=1
	told "$name" $good "$said"
done

cp vi.properties "$tmp/vi.properties"; cp vi.properties "$tmp/en.properties"
said=$("$tools/embed" --out "$tmp" --texts "$tmp/vi.properties" "$tmp/en.properties" 2>&1 &&
    mkdir -p "$tmp/assets" && "$tools/embed" --out "$tmp" --assets "$tmp/assets" --data &&
    "$tools/htmlgen" --out "$tmp" --routes routes.def --texts vi.properties good.html 2>&1 &&
    gcc "${flags[@]}" -o "$tmp/good" good.c "$tmp/html_good.c" "$tmp/text.c" "$tmp/embed.S" \
        "$root"/src/web/out.c "$root"/src/http/parse.c "$root"/src/base/{arena,buf,str,clock,fault,embedded,hash,log,text}.c \
        $(pkg-config --cflags --libs glib-2.0 libcrypto | sed 's/-I/-isystem /g') 2>&1 && "$tmp/good" > "$tmp/good.out" && diff good.out "$tmp/good.out")
told good.html $([ $? = 0 ] && echo 1 || echo 0) "$said"
[ "$1" = --renew ] && cp "$tmp/good.out" good.out
echo "$passed passed, $failed failed"
[ $failed = 0 ]
