# What the tests are built from; read by the Makefile.
#
# All objects but main's go into one thin archive, so that each test program
# takes only what it uses: a test of base/str links two objects and no store.

LIB := $(B)/libocop.a
$(LIB): $(filter-out $(B)/obj/main/main.o,$(OBJ))
	@rm -f $@
	@ar rcsT $@ $^

UNIT_SRC := $(wildcard test/unit/*.c)
UNITS := $(UNIT_SRC:test/unit/%.c=$(B)/unit/%)
$(B)/unit/%: test/unit/%.c test/unit/unit.h $(LIB) | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) -Itest/unit $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

units: $(UNITS)
.PHONY: units

# The stories: one program, from the same objects as the server. What acts ask of
# the workflow passes test/story/roads.c.
STORY_SRC := $(wildcard test/story/*.c)
$(B)/stories: $(STORY_SRC) $(wildcard test/story/*.h) $(LIB) | $(GEN_H)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) -Itest/story $(LDFLAGS) -Wl,--wrap=workflow_decide -o $@ $(STORY_SRC) $(LIB) $(LIBS)
stories: $(B)/stories
golden: $(B)/stories ## take over the matrix of routes and roles (read the diff)
	$(B)/stories --write-golden
.PHONY: stories golden

# Every paper with a mark in each place, for the suite `papers` (test/paper).
$(B)/marked: test/paper/marked.c $(LIB) | $(GEN_H)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

# By name, for suites that need it before there is a program.
look: $(B)/ocop-look
.PHONY: look

# Fuzz drivers: replayed by ./check with sanitizers; `make fuzz-json` searches.
FUZZ_SRC := $(filter-out test/fuzz/replay.c,$(wildcard test/fuzz/*.c))
FUZZERS := $(FUZZ_SRC:test/fuzz/%.c=$(B)/fuzz/%)
# What opens a DOCX or an archive belongs to ocop-look: its sources and libraries.
FILL := src/look/template.c src/look/fill.c src/look/archive.c
FILL_PKGS := libzip libxml-2.0 cairo
$(B)/fuzz/fill: $(FILL) src/look/look.h
$(B)/fuzz/fill fuzz-fill: FUZZ_MORE = $(FILL) $$(pkg-config --cflags $(FILL_PKGS) | sed 's/-I/-isystem /g')
$(B)/fuzz/fill fuzz-fill: FUZZ_LIBS = $$(pkg-config --libs $(FILL_PKGS))
$(B)/fuzz/%: test/fuzz/%.c test/fuzz/replay.c test/fuzz/fuzz.h $(LIB) | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) -Itest/fuzz $(LDFLAGS) -o $@ $< $(FUZZ_MORE) test/fuzz/replay.c $(LIB) $(LIBS) $(FUZZ_LIBS)
fuzzers: $(FUZZERS)
# All sources once more, with clang's coverage in them. FUZZ is for libFuzzer:
# make fuzz-json FUZZ=-max_total_time=180
SEARCH := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
fuzz-%: test/fuzz/%.c
	@mkdir -p build/fuzz-search/found-$* test/fuzz/corpus/$*
	$(MAKE) -s CC=clang SAN=1 B=build/fuzz-search CFLAGS_MODE="$(SEARCH)" build/fuzz-search/libocop.a
	clang $(CFLAGS_BASE) $(SEARCH) -fsanitize=fuzzer -DFUZZER $(PKG_CFLAGS) -Ibuild/fuzz-search/gen -Itest/fuzz \
	  -o build/fuzz-search/$* $< $(FUZZ_MORE) test/fuzz/replay.c build/fuzz-search/libocop.a $(LIBS) $(FUZZ_LIBS)
	build/fuzz-search/$* -timeout=10 -max_len=65536 -artifact_prefix=build/fuzz-search/$*- $(FUZZ) \
	  build/fuzz-search/found-$* test/fuzz/corpus/$*
# The smallest inputs that reach as much, to choose from for the corpus.
fuzz-least-%:
	@rm -rf build/fuzz-search/least-$* && mkdir -p build/fuzz-search/least-$*
	build/fuzz-search/$* -merge=1 build/fuzz-search/least-$* test/fuzz/corpus/$* build/fuzz-search/found-$*
.PHONY: fuzzers

# A clock that is wrong (test/wire/clock.mjs, test/browser): preloaded.
build/shift.so: test/wire/shift.c
	$(CC) $(CFLAGS) -fPIC -shared -o $@ $<

# A machine that stops, or is full, at one step (test/record/cuts.mjs): preloaded.
build/cut.so: test/record/cut.c
	$(CC) $(CFLAGS) -U_FORTIFY_SOURCE -fPIC -shared -o $@ $<

# The wire test: one program that starts servers of its own.
$(B)/wire: $(filter-out test/wire/shift.c,$(wildcard test/wire/*.c)) $(wildcard test/wire/*.h)
	$(CC) $(CFLAGS) -Itest/wire $(LDFLAGS) -o $@ $(filter %.c,$^)
wire: $(B)/wire
.PHONY: wire

# Speed (test/bench): always the released build. Two programs: the bench, and
# the night (night.c) that ./check load passes in short.
BENCH_SRC := $(filter-out test/bench/night.c,$(wildcard test/bench/*.c))
LOAD_SRC := $(addprefix test/bench/,night.c data.c server.c)
build/bench: $(BENCH_SRC) test/bench/bench.h $(LIB) | $(GEN_H)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) -Itest/bench $(LDFLAGS) -o $@ $(BENCH_SRC) $(LIB) $(LIBS)
build/load: $(LOAD_SRC) test/bench/bench.h $(LIB) | $(GEN_H)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) -Itest/bench $(LDFLAGS) -o $@ $(LOAD_SRC) $(LIB) $(LIBS)

# Makes logs for checkers that are not ours (test/record); always as released.
build/record: test/record/make.c $(LIB) | $(GEN_H)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

full-disk: all ## as root: the disk of PostgreSQL itself is full, of its rows and of its log (test/wire/full.mjs)
	node test/wire/full.mjs
dishonest: all build/record ## an hour of an administrator's edits, each to be found (OCOP_DISHONEST_S=3600)
	@node test/record/dishonest.mjs $(or $(OCOP_DISHONEST_S),3600) $(SEED)
.PHONY: full-disk dishonest
