/* score_json: the contract of `ocop score`, word for word. */
#include "core/scoring.h"
#include "law_help.h"

static void
answers_word_for_word(void)
{
	static const struct { const char *in, *out; } rows[] = {
		{ "{\"set\":\"QD26-26\",\"sheets\":[{\"seat\":\"m1\",\"choices\":"
		  "{\"8\":{\"case\":\"a\",\"points\":3},\"9\":{\"points\":2,"
		  "\"case\":\"b\"}}},{\"seat\":\"m2\",\"choices\":{\"3.5\":1}}],"
		  "\"minimums\":\"all\",\"spread_max\":3,"
		  "\"stops\":[\"ELIM_FORGED\"]}",
		  "\"set\":\"QD26-26\",\"sheets\":2,\"sum\":6,\"mean\":\"3\","
		  "\"mean_text\":\"3,00\",\"band\":1,\"minimums_met\":2,"
		  "\"star\":0,\"outcome\":\"knocked_out\",\"spread\":4,"
		  "\"spread_exceeded\":true,\"unmet\":[],\"empty\":["
		  "{\"seat\":\"m1\",\"criterion\":\"1.1\"}" },
		{ "{\"set\":\"QD26-26\",\"sheets\":[{\"seat\":\"a\",\"choices\":"
		  "{}},{\"seat\":\"b\",\"choices\":{\"1.1\":1}},{\"seat\":\"c\","
		  "\"choices\":{}}],\"minimums\":\"majority\"}",
		  "\"set\":\"QD26-26\",\"sheets\":3,\"sum\":1,\"mean\":\"1/3\","
		  "\"mean_text\":\"0,33\",\"band\":1,\"minimums_met\":2,"
		  "\"star\":1,\"outcome\":\"star\",\"spread\":1,"
		  "\"spread_exceeded\":false,\"unmet\":[],\"empty\":[" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf b = buf_new(unit_mem(), MIB);
		struct fault fault = { 0 };
		struct score_input in;
		struct score_result r;

		unit_row("row %zu", i);
		if (!CHECK_INT(score_read(the_law(), str_c(rows[i].in),
		    unit_mem(), &fault, &in), RC_OK)) {
			printf("# %s\n", fault.detail);
			continue;
		}
		score_compute(&in, unit_mem(), &r);
		score_write(&in, &r, &b);
		if (!CHECK(str_starts(str_from(buf_str(&b), 1),
		    str_c(rows[i].out))))
			printf("# %.300s\n", b.p);
	}
}

/* What is written for the record reads back as the same question. */
static void
input_survives_writing(void)
{
	const struct str json = S("{\"set\":\"QD26-26\",\"sheets\":[{\"seat\":"
	    "\"m \\\"1\\\"\",\"choices\":{\"1.1\":1,\"8\":{\"case\":\"a\","
	    "\"points\":3}}}],\"minimums\":\"findings\",\"findings\":{\"3.4\":0,"
	    "\"3.5\":1},\"stops\":[\"ELIM_FORGED\"],\"spread_max\":10}");
	struct buf b = buf_new(unit_mem(), MIB);
	struct fault fault = { 0 };
	struct score_input in;

	if (!CHECK_INT(score_read(the_law(), json, unit_mem(), &fault, &in),
	    RC_OK))
		printf("# %s\n", fault.detail);
	score_write_input(&in, &b);
	CHECK_STR(buf_str(&b), json);
}

#define SHEET "\"sheets\":[{\"seat\":\"m\",\"choices\":{}}]"
#define ALL ",\"minimums\":\"all\""

static const struct { const char *in, *place; } refusals[] = {
	{ "", "line 1" },
	{ "[]", "input: must be an object" },
	{ "\xef\xbb\xbf{}", "line 1, column 1: a byte order mark" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL "} {}", "line 1" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL ",\"set\":\"QD26-01\"}",
	    "line 1" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL ",\"stars\":5}",
	    "input: unknown key \"stars\"" },
	{ "{" SHEET ALL "}", "set: is missing" },
	{ "{\"set\":\"QD26-01\"" ALL "}", "sheets: is missing" },
	{ "{\"set\":\"QD26-01\"," SHEET "}", "minimums: is missing" },
	{ "{\"set\":\"QD26-99\"," SHEET ALL "}", "set: no criteria set" },
	{ "{\"set\":1," SHEET ALL "}", "set: must be the code of" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[]" ALL "}",
	    "sheets: there must be 1 to 200" },
	{ "{\"set\":\"QD26-01\",\"sheets\":{}" ALL "}",
	    "sheets: must be a list" },
	{ "{\"set\":\"QD26-01\"," SHEET ",\"minimums\":\"most\"}",
	    "minimums: must be" },
	{ "{\"set\":\"QD26-01\"," SHEET ",\"minimums\":\"findings\"}",
	    "findings: criterion 1.3 has a star mark" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"\",\"choices\":"
	  "{}}]" ALL "}", "sheets[0].seat: must be" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\"}]" ALL "}",
	    "sheets[0].choices: is missing" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{},\"x\":1}]" ALL "}", "sheets[0]: unknown key \"x\"" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{}},{\"seat\":\"m\",\"choices\":{}}]" ALL "}",
	    "sheets[1].seat: \"m\" has a sheet already" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"9.9\":1}}]" ALL "}",
	    "sheets[0].choices: QD26-01 has no criterion \"9.9\"" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"1.1\":3.0}}]" ALL "}",
	    "sheets[0].choices.1.1: must be a whole number" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"1.1\":4}}]" ALL "}",
	    "sheets[0].choices.1.1: is no printed level" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"1.1\":-1}}]" ALL "}",
	    "sheets[0].choices.1.1: is no printed level" },
	{ "{\"set\":\"QD26-01\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"1.1\":{\"case\":\"a\",\"points\":1}}}]" ALL "}",
	    "sheets[0].choices.1.1: must be a whole number" },
	{ "{\"set\":\"QD26-26\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"8\":3}}]" ALL "}",
	    "sheets[0].choices.8: criterion 8 has cases" },
	{ "{\"set\":\"QD26-26\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"8\":{\"case\":\"c\",\"points\":3}}}]" ALL "}",
	    "sheets[0].choices.8.case: must be a case" },
	{ "{\"set\":\"QD26-26\",\"sheets\":[{\"seat\":\"m\",\"choices\":"
	  "{\"8\":{\"case\":\"a\",\"points\":2}}}]" ALL "}",
	    "sheets[0].choices.8.points: is no printed level" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL ",\"findings\":{\"1.1\":9}}",
	    "findings.1.1: is no printed level" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL ",\"stops\":[\"ELIM_GMP\"]}",
	    "stops[0]: QD26-01 knows no stop \"ELIM_GMP\"" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL
	  ",\"stops\":[\"INFO_CAPACITY\"]}", "stops[0]: QD26-01" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL ",\"spread_max\":-1}",
	    "spread_max: must be" },
	{ "{\"set\":\"QD26-01\"," SHEET ALL ",\"spread_max\":\"10\"}",
	    "spread_max: must be" },
};

static void
refusals_name_the_place(void)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct fault fault = { 0 };
		struct score_input in;

		unit_row("%s", refusals[i].in);
		CHECK_INT(score_read(the_law(), str_c(refusals[i].in), unit_mem(),
		    &fault, &in), RC_INVALID);
		if (!CHECK(str_starts(str_c(fault.detail), str_c(refusals[i].place))))
			printf("# %s\n", fault.detail);
	}
}

static struct str
many_sheets(size_t n, const char *seat)
{
	struct buf b = buf_new(unit_mem(), 4 * MIB);

	buf_lit(&b, "{\"set\":\"QD26-01\",\"minimums\":\"all\",\"sheets\":[");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s{\"seat\":\"%s%zu\",\"choices\":{}}",
		    i > 0 ? "," : "", seat, i);
	buf_lit(&b, "]}");
	return buf_str(&b);
}

static void
limits_of_size(void)
{
	char seat[302];
	struct fault fault = { 0 };
	struct score_input in;

	CHECK_INT(score_read(the_law(), many_sheets(200, "m"), unit_mem(),
	    &fault, &in), RC_OK);
	CHECK_INT(score_read(the_law(), many_sheets(201, "m"), unit_mem(),
	    &fault, &in), RC_INVALID);
	/* 99 letters of two bytes and a digit: a hundred characters */
	for (size_t i = 0; i < 99; i++)
		memcpy(seat + 2 * i, "đ", 2);
	seat[198] = '\0';
	CHECK_INT(score_read(the_law(), many_sheets(1, seat), unit_mem(),
	    &fault, &in), RC_OK);
	memcpy(seat + 198, "x", 2);
	CHECK_INT(score_read(the_law(), many_sheets(1, seat), unit_mem(),
	    &fault, &in), RC_INVALID);
	CHECK_INT(score_read(the_law(), (struct str){ arena_alloc(unit_mem(),
	    2 * MIB), MIB + 1 }, unit_mem(), &fault, &in), RC_INVALID);
	CHECK(str_has(str_c(fault.detail), S("1 MB")));
}

/* In the other modes findings are checked and change nothing. */
static void
findings_elsewhere_have_no_effect(void)
{
	const struct str json = S("{\"set\":\"QD26-01\"," SHEET ALL
	    ",\"findings\":{\"1.5\":3,\"1.1\":2}}");
	struct fault fault = { 0 };
	struct score_input in;
	struct score_result r;

	CHECK_INT(score_read(the_law(), json, unit_mem(), &fault, &in), RC_OK);
	score_compute(&in, unit_mem(), &r);
	CHECK_INT(r.minimums_met, 2);
	CHECK_INT(r.star, 1);
}

static const struct unit_test tests[] = {
	{ "answers word for word", answers_word_for_word },
	{ "an input survives writing", input_survives_writing },
	{ "refusals name the place", refusals_name_the_place },
	{ "limits of size", limits_of_size },
	{ "findings elsewhere have no effect",
	    findings_elsewhere_have_no_effect },
};
UNIT_MAIN(tests)
