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
