/*
 * http: the parsers, each as a table of what comes and what is made of it.
 * What is refused is as important as what is read.
 */
#include "unit.h"

#include <dirent.h>
#include <unistd.h>

#include "http/body.h"
#include "http/head.h"
#include "http/multipart.h"

/* ---- paths ------------------------------------------------------------------ */

static void
paths(void)
{
	static const struct {
		const char *raw, *path; /* path NULL: refused */
	} rows[] = {
		{ "/", "/" }, { "/ho-so/12", "/ho-so/12" },
		{ "/c/N%C6%B0%E1%BB%9Bc", "/c/Nước" }, { "/a+b", "/a+b" },
		{ "", NULL }, { "a", NULL }, { "*", NULL }, { "http://x/", NULL },
		{ "/..", NULL }, { "/../x", NULL }, { "/a/../b", NULL },
		{ "/%2e%2e/x", NULL }, { "/%2E./x", NULL }, { "/a..b", NULL },
		{ "/./a", NULL }, { "/a/.", NULL }, { "//a", NULL },
		{ "/a//b", NULL }, { "/a%2fb", NULL }, { "/a%2Fb", NULL },
		{ "/a%5cb", NULL }, { "/a\\b", NULL }, { "/a%00", NULL },
		{ "/%", NULL }, { "/%1", NULL }, { "/%zz", NULL },
		{ "/%c0%af", NULL }, { "/%e0%80%af", NULL },
		{ "/%f4%90%80%80", NULL }, { "/%ed%a0%80", NULL },
		{ "/%ff", NULL }, { "/%0d%0a", NULL }, { "/%7f", NULL },
		{ "/.well-known/x", "/.well-known/x" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str out;
		bool well = path_read(unit_mem(), str_c(rows[i].raw), &out);

		unit_row("%s", rows[i].raw);
		CHECK(well == (rows[i].path != NULL));
		if (well && rows[i].path != NULL)
			CHECK_STR(out, str_c(rows[i].path));
	}
}

/* ---- pairs ------------------------------------------------------------------- */

static void
pairs(void)
{
	static const struct {
		const char *in;
		int n; /* -1: refused */
		const char *name, *value; /* of the last */
	} rows[] = {
		{ "", 0, NULL, NULL }, { "a=1", 1, "a", "1" }, { "a", 1, "a", "" },
		{ "a=", 1, "a", "" }, { "a=b=c", 1, "a", "b=c" },
		{ "a=1&b=2", 2, "b", "2" }, { "a=1&&b=2", 2, "b", "2" },
		{ "a=1&a=2", 2, "a", "2" }, { "t+n=m%E1%BA%AFm+x", 1, "t n", "mắm x" },
		{ "a=%2B", 1, "a", "+" }, { "=1", -1, NULL, NULL },
		{ "a=%", -1, NULL, NULL }, { "a=%00", -1, NULL, NULL },
		{ "a=%ff", -1, NULL, NULL }, { "a=1&b=2&c=3&d=4", 4, "d", "4" },
		{ "a=1&b=2&c=3&d=4&e=5", -1, NULL, NULL },
		{ "&&&&&&&&", -1, NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pairs_in out;
		bool well = pairs_read(unit_mem(), str_c(rows[i].in), 4, &out);

		unit_row("%s", rows[i].in);
		CHECK_INT(well ? (int)out.n : -1, rows[i].n);
		if (well && out.n > 0 && rows[i].name != NULL) {
			CHECK_STR(out.v[out.n - 1].name, str_c(rows[i].name));
			CHECK_STR(out.v[out.n - 1].value, str_c(rows[i].value));
		}
	}
}

static void
cookies(void)
{
	static const struct {
		const char *in, *s; /* value of s; "" none */
	} rows[] = {
		{ "s=abc", "abc" }, { "lang=vi; s=abc", "abc" },
		{ "s=abc;lang=vi", "abc" }, { " s = abc", "" },
		{ "x; s=1", "1" }, { "=1; s=1", "1" }, { "s=a b", "" },
		{ "s=\"q\"", "\"q\"" }, { "ss=1", "" }, { "", "" },
		{ "s=a=b", "a=b" }, { "s=\xc6\xb0", "" },
	};
	struct pairs_in out;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].in);
		CHECK(cookies_read(unit_mem(), str_c(rows[i].in), &out));
		CHECK_STR(pairs_get(out, S("s")), str_c(rows[i].s));
	}
}

static void
languages(void)
{
	static const struct {
		const char *in;
		bool english;
	} rows[] = {
		{ "", false }, { "vi-VN,vi;q=0.9,en;q=0.8", false },
		{ "en-US,en;q=0.9", true }, { "en;q=0.9,vi;q=0.8", true },
		{ "vi;q=0.8,en;q=0.85", true }, { "fr,de", false },
		{ "en;q=0", false }, { "en;q=x,vi", false }, { "eng", false },
		{ "*", false }, { "EN", true }, { "en;q=1.0,vi;q=0.999", true },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].in);
		CHECK(prefers_english(str_c(rows[i].in)) == rows[i].english);
	}
}

static void
addresses_encoded(void)
{
	struct buf b = buf_new(unit_mem(), 100);

	url_encode(&b, S("/nước mắm?&%"));
	CHECK_STR(buf_str(&b), S("%2Fn%C6%B0%E1%BB%9Bc%20m%E1%BA%AFm%3F%26%25"));
}

/* ---- heads -------------------------------------------------------------------- */

static struct head_in
head_of(struct pair_in *v, size_t n)
{
	return (struct head_in){ .method = S("POST"), .target = S("/a?b=1"),
		.headers = { v, n } };
}

static void
lengths(void)
{
	const struct {
		struct pair_in h[3];
		size_t n;
		bool good;
		size_t coming;
	} rows[] = {
		{ { { S("host"), S("x") } }, 1, true, 0 },
		{ { { S("host"), S("x") }, { S("content-length"), S("5") } }, 2,
		  true, 5 },
		{ { { S("host"), S("x") }, { S("content-length"), S("") } }, 2,
		  false, 0 },
		{ { { S("host"), S("x") }, { S("content-length"), S("+5") } }, 2,
		  false, 0 },
		{ { { S("host"), S("x") }, { S("content-length"), S("5, 5") } }, 2,
		  false, 0 },
		{ { { S("host"), S("x") }, { S("content-length"),
		  S("99999999999999999999") } }, 2, false, 0 },
		{ { { S("host"), S("x") }, { S("transfer-encoding"),
		  S("Chunked") } }, 2, true, BODY_UNKNOWN },
		{ { { S("host"), S("x") }, { S("transfer-encoding"),
		  S("identity") } }, 2, false, 0 },
		{ { { S("host"), S("x") }, { S("content-length"), S("5") },
		  { S("content-length"), S("5") } }, 3, false, 0 },
		{ { { S("host"), S("x") }, { S("content-length"), S("5") },
		  { S("transfer-encoding"), S("chunked") } }, 3, false, 0 },
		{ { { S("content-length"), S("5") } }, 1, false, 0 },
		{ { { S("host"), S("") } }, 1, false, 0 },
		{ { { S("host"), S("x") }, { S("host"), S("x") } }, 2, false, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pair_in h[3];
		struct request r = { .method = GET };
		struct head_in in;
		size_t coming;

		memcpy(h, rows[i].h, sizeof(h));
		in = head_of(h, rows[i].n);
		unit_row("row %zu", i);
		CHECK((head_read(unit_mem(), &in, &r, &coming) == NULL) ==
		    rows[i].good);
		if (rows[i].good)
			CHECK_INT((int64_t)coming, (int64_t)rows[i].coming);
	}
}

/* Only what our own proxy added counts: the visitor wrote the rest. */
static void
proxies(void)
{
	struct pair_in h[] = { { S("host"), S("x") },
		{ S("x-forwarded-for"), S("1.1.1.1, 10.0.0.7") },
		{ S("x-forwarded-proto"), S("https") } };
	struct head_in in = head_of(h, 3);
	struct request r = { .address = S("127.0.0.1") };
	size_t coming;

	CHECK(head_read(unit_mem(), &in, &r, &coming) == NULL);
	CHECK_STR(r.address, S("127.0.0.1"));
	CHECK(!r.tls);
	in.proxy = true;
	CHECK(head_read(unit_mem(), &in, &r, &coming) == NULL);
	CHECK_STR(r.address, S("10.0.0.7"));
	CHECK(r.tls);
}

static void
answers_hold_no_second_head(void)
{
	struct reply r;

	reply_init(&r, unit_mem());
	reply_header(&r, S("X-A"), S("a\r\nSet-Cookie: s=1"));
	CHECK_INT((int64_t)r.n_headers, 0);
	reply_header(&r, S("X-A"), S("1"));
	reply_header(&r, S("X-A"), S("2"));
	CHECK_INT((int64_t)r.n_headers, 1);
	CHECK_STR(r.headers[0].value, S("2"));
	reply_header(&r, S("Set-Cookie"), S("a=1"));
	reply_header(&r, S("Set-Cookie"), S("b=1"));
	CHECK_INT((int64_t)r.n_headers, 3);
}

/* ---- multipart ------------------------------------------------------------------- */

/* Writes down what the parser says: "name[file]=bytes;". */
static bool
say_begin(void *arg, struct str name, bool file, struct str file_name,
    struct str type)
{
	(void)type;
	buf_put(arg, name);
	if (file)
		buf_printf(arg, "[%.*s]", STR_ARG(file_name));
	buf_char(arg, '=');
	return true;
}

static bool
say_bytes(void *arg, struct str piece)
{
	buf_put(arg, piece);
	return true;
}

static bool
say_end(void *arg)
{
	buf_char(arg, ';');
	return true;
}

#define PART(name, body) "--b\r\nContent-Disposition: form-data; name=\"" name \
	"\"\r\n\r\n" body "\r\n"
#define FILE_PART(name, file, body) "--b\r\nContent-Disposition: form-data; " \
	"name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: image/png\r\n" \
	"\r\n" body "\r\n"

static const struct {
	const char *in, *said; /* said NULL: refused or without end */
} multiparts[] = {
	{ "--b--\r\n", "" },
	{ PART("a", "1") "--b--\r\n", "a=1;" },
	{ PART("a", "") "--b--\r\n", "a=;" },
	{ PART("a", "1") PART("c", "2") "--b--", "a=1;c=2;" },
	{ PART("a", "\r\n--\r\n--a\r\r\n-") "--b--", "a=\r\n--\r\n--a\r\r\n-;" },
	{ "preamble\r\n" PART("a", "1") "--b--\r\nepilogue", "a=1;" },
	{ FILE_PART("f", "x.png", "\x89PNG\r\n") "--b--", "f[x.png]=\x89PNG\r\n;" },
	{ FILE_PART("f", "C:\\\\a\\\\x.png", "1") "--b--", "f[x.png]=1;" },
	{ FILE_PART("f", "../../x.png", "1") "--b--", "f[x.png]=1;" },
	{ FILE_PART("f", "a%22b.png", "1") "--b--", "f[a\"b.png]=1;" },
	{ FILE_PART("f", "nước.png", "1") "--b--", "f[nước.png]=1;" },
	{ PART("a", "1"), NULL },
	{ PART("a", "1") "--b-", NULL },
	{ PART("a", "1") "--bx\r\n", NULL },
	{ "--b\r\n\r\n1\r\n--b--", NULL },
	{ "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b--",
	  NULL },
	{ "--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--b--",
	  NULL },
	{ "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--b--",
	  NULL },
	{ PART("\xff", "1") "--b--", NULL },
};

/* However the bytes are cut, the same is said. */
static void
multipart_in_pieces(void)
{
	for (size_t i = 0; i < sizeof(multiparts) / sizeof(multiparts[0]); i++)
		for (size_t step = 1; step < 70; step += step < 8 ? 1 : 20) {
			struct buf said = buf_new(unit_mem(), 4000);
			struct multipart_sink sink = { &said, say_begin,
				say_bytes, say_end };
			struct multipart *m = multipart_new(unit_mem(),
			    S("multipart/form-data; boundary=b"), &sink);
			struct str rest = str_c(multiparts[i].in);
			bool well = true;

			unit_row("row %zu, %zu bytes at a time", i, step);
			for (; rest.n > 0 && well; rest = str_from(rest, step))
				well = multipart_put(m, str_head(rest, step));
			well = well && multipart_done(m);
			CHECK(well == (multiparts[i].said != NULL));
			if (well && multiparts[i].said != NULL)
				CHECK_STR(buf_str(&said), str_c(multiparts[i].said));
		}
}

static void
boundaries(void)
{
	static const struct {
		const char *type;
		bool good;
	} rows[] = {
		{ "multipart/form-data; boundary=b", true },
		{ "multipart/form-data; boundary=\"b c\"", true },
		{ "multipart/form-data; charset=utf-8; Boundary=b", true },
		{ "multipart/form-data", false },
		{ "multipart/form-data; boundary=", false },
		{ "multipart/form-data; boundary=\"b", false },
		{ "multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false },
	};
	struct multipart_sink sink = { NULL, say_begin, say_bytes, say_end };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unit_row("%s", rows[i].type);
		CHECK((multipart_new(unit_mem(), str_c(rows[i].type), &sink) !=
		    NULL) == rows[i].good);
	}
}

/* ---- bodies ---------------------------------------------------------------------- */

static struct str folder;

static int
files_in_folder(void)
{
	DIR *d = opendir(folder.p);
	int n = 0;

	while (d != NULL && readdir(d) != NULL)
		n++;
	if (d != NULL)
		(void)closedir(d);
	return n - 2; /* . and .. */
}

static const struct reason *
body_of(struct arena *mem, const char *type, const char *bytes,
    const struct body_limits *limits, struct request *r)
{
	const struct reason *why = NULL;
	struct body *b = body_new(mem, str_c(type), limits, &why);

	if (b == NULL)
		return why;
	why = body_put(b, str_c(bytes));
	return why != NULL ? why : body_end(b, r, false);
}

static void
bodies(void)
{
	struct body_limits limits = { .bytes = 400, .text_bytes = 20,
		.fields = 3, .file_bytes = 5, .files = 1, .folder = folder };
	static const char form[] = "application/x-www-form-urlencoded";
	static const char multi[] = "multipart/form-data; boundary=b";
	struct request r = { .method = POST };

	CHECK(body_of(unit_mem(), form, "a=1&b=2", &limits, &r) == NULL);
	CHECK_INT((int64_t)r.fields.n, 2);
	CHECK(body_of(unit_mem(), form, "a=123456789012345678901", &limits,
	    &r) == &WHY_TOO_LARGE);
	CHECK(body_of(unit_mem(), form, "a&b&c&d", &limits, &r) ==
	    &WHY_BAD_REQUEST);
	CHECK(body_of(unit_mem(), "text/plain", "a", &limits, &r) ==
	    &WHY_NOT_A_FORM);
	CHECK(body_of(unit_mem(), multi, PART("a", "1") "--b--", &limits, &r) ==
	    NULL);
	CHECK_STR(pairs_get(r.fields, S("a")), S("1"));
	CHECK(body_of(unit_mem(), multi, PART("a", "123456789012345678901")
	    "--b--", &limits, &r) == &WHY_TOO_LARGE);
	CHECK(body_of(unit_mem(), multi, PART("a", "1"), &limits, &r) ==
	    &WHY_BAD_REQUEST);
	CHECK(body_of(unit_mem(), multi, FILE_PART("f", "a", "1")
	    FILE_PART("f", "b", "1") "--b--", &limits, &r) == &WHY_TOO_LARGE);
}

/* A file lies on disk while its request lives, and no longer. */
static void
files_go_with_the_request(void)
{
	struct body_limits limits = { .bytes = 1000, .text_bytes = 20,
		.fields = 3, .file_bytes = 5, .files = 2, .folder = folder };
	struct request r = { .method = POST };
	struct arena mem;

	arena_init(&mem, MIB);
	CHECK(body_of(&mem, "multipart/form-data; boundary=b",
	    FILE_PART("f", "a.png", "12345") FILE_PART("f", "b.png", "123456")
	    FILE_PART("g", "", "") "--b--", &limits, &r) == NULL);
	CHECK_INT((int64_t)r.n_files, 2);
	CHECK_INT(r.files[0].size_bytes, 5);
	CHECK(!r.files[0].too_large);
	CHECK_INT(r.files[1].size_bytes, 5);
	CHECK(r.files[1].too_large);
	CHECK_INT(access(r.files[0].path.p, R_OK), 0);
	CHECK_INT(files_in_folder(), 2);
	arena_release(&mem);
	CHECK_INT(files_in_folder(), 0);
}

/* An upload whose line breaks keeps what arrived; a form does not. */
static void
cut_lines(void)
{
	struct body_limits limits = { .bytes = 100, .text_bytes = 100,
		.fields = 3, .raw = true, .folder = folder };
	const struct reason *why = NULL;
	struct request r = { .method = PATCH };
	struct arena mem;
	struct body *b;

	arena_init(&mem, MIB);
	b = body_new(&mem, S(""), &limits, &why);
	CHECK(b != NULL && body_put(b, S("12345")) == NULL);
	CHECK(body_end(b, &r, true) == NULL);
	CHECK(r.raw_path.n > 0);
	CHECK_INT(r.body_bytes, 5);
	limits.raw = false;
	b = body_new(&mem, S(""), &limits, &why);
	CHECK(b != NULL && body_put(b, S("a=1")) == NULL);
	CHECK(body_end(b, &r, true) == &WHY_BAD_REQUEST);
	arena_release(&mem);
	CHECK_INT(files_in_folder(), 0);
}

static const struct unit_test tests[] = {
	{ "paths", paths },
	{ "pairs", pairs },
	{ "cookies", cookies },
	{ "languages", languages },
	{ "addresses encoded", addresses_encoded },
	{ "lengths and hosts", lengths },
	{ "proxies", proxies },
	{ "answers hold no second head", answers_hold_no_second_head },
	{ "multipart in pieces", multipart_in_pieces },
	{ "boundaries", boundaries },
	{ "bodies", bodies },
	{ "files go with the request", files_go_with_the_request },
	{ "cut lines", cut_lines },
};

int
main(int argc, char **argv)
{
	static char place[] = "/tmp/ocop-http-XXXXXX";
	int failed;

	(void)argc;
	if (mkdtemp(place) == NULL)
		return 3;
	folder = str_c(place);
	failed = unit_main(tests, sizeof(tests) / sizeof(tests[0]), argv[0]);
	(void)rmdir(place);
	return failed;
}
