/*
 * totp: the vectors of RFC 6238 (appendix B, SHA-1) and RFC 4226 (appendix D),
 * and which steps are taken.
 */
#include "unit.h"

#include "base/totp.h"

static const struct str SECRET = { "12345678901234567890", 20 };

/* Appendix B has eight digits; ours are the last six of them. */
static void
vectors_of_rfc_6238(void)
{
	static const struct { int64_t s; uint32_t code; } rows[] = {
		{ 59, 94287082 }, { 1111111109, 7081804 }, { 1111111111, 14050471 },
		{ 1234567890, 89005924 }, { 2000000000, 69279037 }, { 20000000000, 65353130 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		unit_row("%" PRId64 " s", rows[i].s);
		CHECK_INT(totp_number(SECRET, totp_step((struct moment){ rows[i].s * 1000 })) %
		    100000000, rows[i].code);
	}
}

static void
vectors_of_rfc_4226(void)
{
	static const uint32_t numbers[] = { 1284755224, 1094287082, 137359152, 1726969429,
		1640338314, 868254676, 1918287922, 82162583, 673399871, 645520489 };

	for (int i = 0; i < 10; i++) {
		unit_row("count %d", i);
		CHECK_INT(totp_number(SECRET, i), numbers[i]);
	}
}

static struct str
code_of(int64_t step)
{
	return str_printf(unit_mem(), "%06u", totp_number(SECRET, step) % 1000000);
}

/* The step of now, one before, one behind; each once, and none older. */
static void
takes_three_steps_once(void)
{
	const struct moment now = { 1111111111000 };
	const int64_t at = totp_step(now);
	int64_t step = 0;

	for (int64_t d = -3; d <= 3; d++) {
		unit_row("%+d steps", (int)d);
		CHECK(totp_fits(SECRET, now, 0, code_of(at + d), &step) == (d >= -1 && d <= 1));
		if (d >= -1 && d <= 1)
			CHECK_INT(step, at + d);
	}
	unit_row("%s", "");
	CHECK(!totp_fits(SECRET, now, at, code_of(at), &step));
	CHECK(!totp_fits(SECRET, now, at, code_of(at - 1), &step));
	CHECK(totp_fits(SECRET, now, at, code_of(at + 1), &step));
	CHECK(!totp_fits(SECRET, now, 0, S(""), &step));
	CHECK(!totp_fits(SECRET, now, 0, S("05047"), &step));
	CHECK(!totp_fits(SECRET, now, 0, str_printf(unit_mem(), "%.*s0", STR_ARG(code_of(at))), &step));
}

static const struct unit_test tests[] = {
	{ "vectors of RFC 6238", vectors_of_rfc_6238 },
	{ "vectors of RFC 4226", vectors_of_rfc_4226 },
	{ "takes three steps, each once", takes_three_steps_once },
};
UNIT_MAIN(tests)
