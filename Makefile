# ocop: the only build file. `make help` lists what it can do.
#
#   make            release build of build/ocop
#   make SAN=1      with address and undefined-behaviour sanitizers, in build/san
#   make CC=clang   with clang, in build/clang

# src/store/migrate is a folder beside migrate.c: no built-in rule may link it.
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:

B := build$(if $(SAN),/san)$(if $(filter clang%,$(CC)),/clang)
ifeq ($(origin CC),default)
CC := gcc
endif
HOSTCC := gcc
PKGS := libmicrohttpd sqlite3 libpq libcrypto libsodium pangocairo libqrencode jansson glib-2.0 libcurl libzip xlsxwriter
LOOKPKGS := libmagic vips poppler-glib zbar libseccomp libzip libxml-2.0 gmodule-2.0
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) | sed 's/-I/-isystem /g')
PKG_LIBS := $(shell pkg-config --libs $(PKGS))

WARN := -Wall -Wextra -Wpedantic -Werror -Wconversion -Wshadow -Wvla -Wundef \
  -Wformat=2 -Wmissing-prototypes -Wstrict-prototypes -Wswitch-enum
CFLAGS_BASE := -std=c17 -D_GNU_SOURCE -fno-common -g $(WARN) -Isrc -I$(B)/gen
ifdef SAN
CFLAGS_MODE := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS := -fsanitize=address,undefined
else
CFLAGS_MODE := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDFLAGS := -pie -Wl,-z,relro,-z,now
endif
CFLAGS := $(CFLAGS_BASE) $(CFLAGS_MODE)
RELEASED := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -pie -Wl,-z,relro,-z,now
LIBS := $(PKG_LIBS) -lpthread -lm

FLOORS := base core ledger blob http paper store parcel act web main
SRC := $(foreach f,$(FLOORS),$(wildcard src/$(f)/*.c))
TEMPLATES := $(wildcard src/web/*.html)
SQL := $(wildcard src/store/*.sql)
MIGRATIONS := $(sort $(wildcard src/store/migrate/*.sql))
TEXTS := src/web/text/vi.properties src/web/text/en.properties
GEN := $(B)/gen
GEN_C := $(if $(wildcard tools/sqlgen.c),$(GEN)/q.c) $(GEN)/text.c $(patsubst src/web/%.html,$(GEN)/html_%.c,$(TEMPLATES))
GEN_H := $(if $(wildcard tools/sqlgen.c),$(GEN)/q.h) $(GEN)/text.h $(if $(wildcard tools/htmlgen.c),$(GEN)/html.h) $(GEN)/embed.h
OBJ := $(SRC:src/%.c=$(B)/obj/%.o) $(GEN_C:$(GEN)/%.c=$(B)/obj/gen/%.o) $(B)/obj/gen/embed.o

all: $(if $(wildcard src/main/main.c),$(B)/ocop $(B)/ocop-look,$(OBJ))

$(B)/ocop: $(OBJ)
	$(CC) $(CFLAGS_MODE) $(LDFLAGS) -o $@ $(OBJ) $(LIBS)

# The powerless process that opens strangers' files (src/look): another
# program, so that its hundred libraries never enter the server. Its fences
# (memory, calls) leave no room for a sanitizer: it is always built as released.
LOOK_SRC := $(wildcard src/look/*.c)
$(B)/ocop-look: $(LOOK_SRC)
	@mkdir -p $(@D)
	$(if $(LOOK_SRC),$(CC) $(CFLAGS_BASE) $(RELEASED) $$(pkg-config --cflags $(LOOKPKGS) | sed 's/-I/-isystem /g') -o $@ $(LOOK_SRC) $$(pkg-config --libs $(LOOKPKGS)),touch $@)

# Library headers are system headers: they are not held to our warnings.
$(B)/obj/%.o: src/%.c | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/obj/gen/%.o: $(GEN)/%.c | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/obj/gen/embed.o: $(GEN)/embed.S $(GEN)/embed.stamp
	@mkdir -p $(@D)
	$(CC) -c -o $@ $<

# ---- generators ------------------------------------------------------------
# They write a file only when its bytes change; a stamp tells make that they
# ran, so a comma in a template does not rebuild the world.
build/tools/%: tools/%.c $(wildcard tools/gen.h)
	@mkdir -p $(@D)
	$(HOSTCC) -std=c17 -D_GNU_SOURCE -O1 -g $(WARN) -Isrc -o $@ $(filter %.c,$^) \
	  $(if $(filter %sqlgen,$@),-lsqlite3) $(if $(filter %embed,$@),-ljansson)

build/tools/htmlgen: tools/htmlgen_code.c tools/htmlgen_html.c tools/htmlgen_names.c tools/htmlgen.h
build/tools/embed: tools/embed_json.c tools/embed.h \
  $(addprefix src/base/,json.c json_packed.c json.h json_inside.h arena.c buf.c str.c fault.c log.c)
build/tools/sqlgen: tools/sqlgen_read.c tools/sqlgen_write.c tools/sqlgen.h src/store/words.def
$(GEN)/q.stamp: build/tools/sqlgen src/store $(SQL) $(MIGRATIONS) src/core/ids.h
	@mkdir -p $(GEN)
	build/tools/sqlgen --out $(GEN) --ids src/core/ids.h --migrations $(MIGRATIONS) --statements $(SQL)
	@touch $@
$(GEN)/text.stamp: build/tools/embed $(TEXTS)
	@mkdir -p $(GEN)
	build/tools/embed --out $(GEN) --texts $(TEXTS)
	@touch $@
$(GEN)/html.stamp: build/tools/htmlgen $(TEMPLATES) $(wildcard src/web/routes.def) $(TEXTS)
	@mkdir -p $(GEN)
	build/tools/htmlgen --out $(GEN) --routes $(firstword $(wildcard src/web/routes.def) /dev/null) --texts src/web/text/vi.properties $(TEMPLATES)
	@touch $@

# Assets are cut, compressed and named by their hash by tools/assets.sh; data
# files go in as they are. Folders are prerequisites too: a file that went away
# changes its folder.
DATA_DIRS := $(wildcard data/rules data/units data/products data/holidays data/papers data/forms) src/store/migrate
DATA := $(shell find $(DATA_DIRS))
ASSETS := src/web/assets $(wildcard src/web/assets/*)
$(GEN)/embed.stamp: build/tools/embed tools/assets.sh $(ASSETS) $(DATA)
	@mkdir -p $(GEN)
	tools/assets.sh $(B)/assets src/web/assets
	@rm -rf $(B)/packed
	build/tools/embed --out $(B)/packed --pack data/rules
	build/tools/embed --out $(GEN) --assets $(B)/assets --data $(DATA_DIRS) $(B)/packed
	@touch $@

$(GEN)/q.c $(GEN)/q.h: $(GEN)/q.stamp
	@:
$(GEN)/text.c $(GEN)/text.h: $(GEN)/text.stamp
	@:
$(GEN)/html.h $(patsubst src/web/%.html,$(GEN)/html_%.c,$(TEMPLATES)): $(GEN)/html.stamp
	@:
$(GEN)/embed.S $(GEN)/embed.h: $(GEN)/embed.stamp
	@:

help:
	@sed -n 's/^# *make /  make /p;s/^\([a-z-]*\):.*## \(.*\)/  make \1 — \2/p' Makefile
clean: ## remove everything that was built
	rm -rf build

lint: all ## the rules of the house: floors, sizes, purity, words, tables
	@rm -f $(filter-out $(OBJ),$(wildcard $(B)/obj/*/*.o))
	@tools/lint.sh $(B)

dev: ## an office that follows the sources: builds and restarts on every change
	@tools/dev.sh $(PORT)
docs: all ## print the tables of the program into docs/made
	@tools/docs.sh
pictures: all stories build/shift.so ## take the pictures of the documents (docs/pictures) again
	@tools/install.sh test pictures && test/browser/install.sh && node test/browser/pictures.mjs $(NAMES)
pictures-papers: all stories ## take the pictures of the papers again (docs/pictures/papers)
	@tools/paper_pictures.sh $(NAMES)
bench: all ## measure against the limits (test/bench)
	@test/bench/run.sh

load: all build/load ## the night of the councils: 3,400 members, five minutes (SECONDS=300 MEMBERS=3400)
	build/load build/load-data $(or $(SECONDS),300) $(or $(MEMBERS),3400) judge

include test/test.mk

.PHONY: all lint dev docs pictures pictures-papers bench load help clean
-include $(OBJ:.o=.d)
