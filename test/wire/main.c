/*
 * The wire test: build/ocop serve against bytes. Most cases are a row: what is
 * sent, which status must come, what the answer must hold. The rest are
 * functions: time, several lines at once, the end.
 *
 * usage: wire PROGRAM [WORD]     only cases whose name holds WORD
 */
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOST "Host: localhost\r\n"
#define CLOSE "Connection: close\r\n"
#define ANSWER_MAX 200000

static struct served server;
static const char *program;
static char answer[ANSWER_MAX];
static struct heard heard = { .room = answer, .size = ANSWER_MAX };

struct row {
	const char *name;
	const char *bytes;
	size_t n;            /* 0: until the zero byte */
	int status;          /* 0: no answer at all is right */
	const char *holds;   /* in the answer; NULL: anything */
};

#define GET_LINE(target) "GET " target " HTTP/1.1\r\n" HOST CLOSE "\r\n"
#define RAW(text) text, sizeof(text) - 1

static const struct row rows[] = {
	{ "a plain page", GET_LINE("/dang-nhap"), 0, 200, "</html>" },
	{ "ready", GET_LINE("/healthz"), 0, 200, "{\"ok\":true}" },
	{ "HEAD has no body", "HEAD /dang-nhap HTTP/1.1\r\n" HOST CLOSE "\r\n", 0,
	  200, "Content-Length: " },
	{ "OPTIONS names the methods", "OPTIONS /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "\r\n", 0, 204, "Allow: GET, POST, HEAD, OPTIONS" },
	{ "a method of another address", "DELETE /dang-nhap HTTP/1.1\r\n" HOST
	  CLOSE "\r\n", 0, 405, "Allow: " },
	{ "a method nobody knows", "BREW /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "\r\n", 0, 405, "Connection: close" },
	{ "no such address", GET_LINE("/khong-co"), 0, 404, "</html>" },
	{ "no such address, as data", GET_LINE("/api/v1/nothing"), 0, 404,
	  "{\"error\":{\"code\":\"absent\"" },
	{ "a query of ours only", GET_LINE("/dang-nhap?x=1"), 0, 400, NULL },
	{ "marks of networks are ignored",
	  GET_LINE("/dang-nhap?fbclid=abc&utm_source=zalo"), 0, 200, NULL },
	{ "an asset that is not there", GET_LINE("/s/app.css"), 0, 404, NULL },
	/* ---- request smuggling */
	{ "two lengths", "POST /dang-nhap HTTP/1.1\r\n" HOST
	  "Content-Length: 5\r\nContent-Length: 6\r\n\r\nlogin=", 0, 400, "close" },
	{ "the same length twice", "POST /dang-nhap HTTP/1.1\r\n" HOST
	  "Content-Length: 5\r\nContent-Length: 5\r\n\r\nlogin", 0, 400, "close" },
	{ "a length and chunks", "POST /dang-nhap HTTP/1.1\r\n" HOST
	  "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0,
	  400, "close" },
	{ "a coding besides chunks", "POST /dang-nhap HTTP/1.1\r\n" HOST
	  "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 0, 400, "close" },
	{ "a length with a sign", "POST /dang-nhap HTTP/1.1\r\n" HOST
	  "Content-Length: +5\r\n\r\nlogin", 0, 400, "close" },
	{ "no Host", "GET /dang-nhap HTTP/1.1\r\n" CLOSE "\r\n", 0, 400, NULL },
	{ "no Host in the older way", "GET /dang-nhap HTTP/1.0\r\n\r\n", 0, 400,
	  NULL },
	{ "two Hosts", "GET /dang-nhap HTTP/1.1\r\n" HOST "Host: other\r\n" CLOSE
	  "\r\n", 0, 400, NULL },
	/* ---- paths */
	{ "dots", GET_LINE("/s/../dang-nhap"), 0, 400, NULL },
	{ "dots encoded", GET_LINE("/s/%2e%2e/dang-nhap"), 0, 400, NULL },
	{ "a slash encoded", GET_LINE("/s%2fapp.css"), 0, 400, NULL },
	{ "a zero byte encoded", GET_LINE("/dang-nhap%00.html"), 0, 400, NULL },
	{ "a zero byte in the query", GET_LINE("/dang-nhap?ve=%00"), 0, 400, NULL },
	{ "a broken percent sign", GET_LINE("/dang-nhap%"), 0, 400, NULL },
	{ "half an escape", GET_LINE("/dang-nhap%2"), 0, 400, NULL },
	{ "no hex", GET_LINE("/dang-nhap%zz"), 0, 400, NULL },
	{ "overlong UTF-8", GET_LINE("/%c0%af"), 0, 400, NULL },
	{ "half a letter", GET_LINE("/%e1%ba"), 0, 400, NULL },
	{ "a surrogate", GET_LINE("/%ed%a0%80"), 0, 400, NULL },
	{ "an empty part", GET_LINE("//dang-nhap"), 0, 400, NULL },
	{ "a backslash", GET_LINE("/dang-nhap%5c"), 0, 400, NULL },
	/* ---- bodies */
	{ "a body above its limit, before it is read",
	  "POST /dang-nhap HTTP/1.1\r\n" HOST "Content-Length: 1000000000\r\n\r\n",
	  0, 413, "close" },
	{ "a body where none belongs", "GET /dang-nhap HTTP/1.1\r\n" HOST
	  "Content-Length: 5\r\n\r\nlogin", 0, 413, "close" },
	{ "a body for no address", "POST /khong-co HTTP/1.1\r\n" HOST
	  "Content-Length: 1000000000\r\n\r\n", 0, 404, "close" },
	{ "JSON where a form belongs", "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 0, 415,
	  NULL },
	{ "chunks of a form", "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "Content-Type: application/x-www-form-urlencoded\r\n"
	  "Transfer-Encoding: chunked\r\n\r\n"
	  "8\r\nlogin=ab\r\n5\r\n&pass\r\n7\r\nword=xy\r\n0\r\n\r\n", 0, 422,
	  "Lỗi:" },
	{ "a broken escape in a form", "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "Content-Type: application/x-www-form-urlencoded\r\n"
	  "Content-Length: 8\r\n\r\nlogin=%z", 0, 400, NULL },
	{ "a field that the form has not", "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "Content-Type: application/x-www-form-urlencoded\r\n"
	  "Content-Length: 23\r\n\r\nlogin=a&password=b&x=12", 0, 400, "(x)" },
	{ "a multipart form", "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "Content-Type: multipart/form-data; boundary=b\r\n"
	  "Content-Length: 123\r\n\r\n"
	  "--b\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\nab\r\n"
	  "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nx\r\n"
	  "--b--\r\n", 0, 422, "value=\"ab\"" },
	{ "a multipart form without its end", "POST /dang-nhap HTTP/1.1\r\n" HOST
	  CLOSE "Content-Type: multipart/form-data; boundary=b\r\n"
	  "Content-Length: 5\r\n\r\n--b\r\n", 0, 400, NULL },
	{ "a form of another site", "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "Origin: https://elsewhere.example\r\n"
	  "Content-Type: application/x-www-form-urlencoded\r\n"
	  "Content-Length: 18\r\n\r\nlogin=a&password=b", 0, 403, NULL },
	{ "a form that a browser says is foreign",
	  "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE
	  "Sec-Fetch-Site: cross-site\r\n"
	  "Content-Type: application/x-www-form-urlencoded\r\n"
	  "Content-Length: 18\r\n\r\nlogin=a&password=b", 0, 403, NULL },
	{ "a page for nobody yet", GET_LINE("/viec"), 0, 303,
	  "Location: /dang-nhap?ve=%2Fviec" },
	{ "data for nobody yet", "POST /dang-xuat HTTP/1.1\r\n" HOST CLOSE
	  "Accept: application/json\r\nContent-Length: 0\r\n\r\n", 0, 401,
	  "{\"error\":{\"code\":\"sign_in\"" },
	{ "a raw zero byte in the line", RAW("GET /dang-nhap\0x HTTP/1.1\r\n" HOST
	  CLOSE "\r\n"), 400, NULL },
};

static const char *wanted = "";

static bool
is_wanted(const char *name)
{
	return strstr(name, wanted) != NULL;
}

static int failed;

static void
told(const char *name, bool ok, const char *why)
{
	if (ok) {
		(void)printf("ok wire %s\n", name);
		return;
	}
	failed++;
	(void)printf("%s\n%.800s\nnot ok wire %s\n", why, answer, name);
}

static void
row_run(const struct row *r)
{
	size_t n = r->n > 0 ? r->n : strlen(r->bytes);
	char why[200];
	int status = ask(&server, r->bytes, n, answer, sizeof(answer));

	(void)snprintf(why, sizeof(why), "status %d, wanted %d holding %s", status,
	    r->status, r->holds == NULL ? "anything" : r->holds);
	told(r->name, status == r->status &&
	    (r->holds == NULL || strstr(answer, r->holds) != NULL), why);
}

/* ---- cases that are more than one question ------------------------------------ */

static bool
head_has_no_body(void)
{
	const char *end;

	(void)ask(&server, RAW("HEAD /dang-nhap HTTP/1.1\r\n" HOST CLOSE "\r\n"),
	    answer, sizeof(answer));
	end = strstr(answer, "\r\n\r\n");
	return end != NULL && end[4] == '\0';
}

static int
count_of(const char *what)
{
	int n = 0;

	for (const char *p = answer; (p = strstr(p, what)) != NULL; p++)
		n++;
	return n;
}

static bool
keeps_the_line(void)
{
	int fd = line_open(&server);
	bool well = true;

	for (int i = 0; i < 3 && well; i++) {
		line_send(fd, RAW("GET /healthz HTTP/1.1\r\n" HOST "\r\n"));
		line_read(fd, &heard, "{\"ok\":true}", PATIENCE_MS);
		well = status_in(answer) == 200 && !heard.closed;
	}
	(void)close(fd);
	return well;
}

static bool
answers_a_pipeline(void)
{
	(void)ask(&server, RAW("GET /healthz HTTP/1.1\r\n" HOST "\r\n"
	    "GET /healthz HTTP/1.1\r\n" HOST CLOSE "\r\n"), answer,
	    sizeof(answer));
	return count_of("HTTP/1.1 200") == 2;
}

/* A target of `n` letters in front of which stands `head`. */
static int
ask_long(const char *head, const char *fill, size_t n)
{
	static char request[200000];
	size_t at = (size_t)snprintf(request, 200, "GET %s", head);

	for (size_t i = 0; i < n; i++) {
		memcpy(request + at, fill, strlen(fill));
		at += strlen(fill);
	}
	at += (size_t)snprintf(request + at, 100, " HTTP/1.1\r\n" HOST CLOSE
	    "\r\n");
	return ask(&server, request, at, answer, sizeof(answer));
}

static bool
refuses_many_ands(void)
{
	return ask_long("/dang-nhap?", "&", 500) == 400 &&
	    ask_long("/dang-nhap?", "a&", 1000) == 400 &&
	    ask_long("/dang-nhap?", "&", 3000) == 400;
}

static bool
refuses_a_long_target(void)
{
	int status = ask_long("/", "a", 5000), longer = ask_long("/", "a", 60000);

	return (status == 413 || status == 414) &&
	    (longer == 413 || longer == 414 || longer == 431);
}

static bool
refuses_huge_headers(void)
{
	static char request[120000];
	size_t at = (size_t)snprintf(request, 200, "GET /healthz HTTP/1.1\r\n"
	    HOST CLOSE "X-Large: ");
	int status;

	memset(request + at, 'a', 100000);
	at += 100000;
	at += (size_t)snprintf(request + at, 10, "\r\n\r\n");
	status = ask(&server, request, at, answer, sizeof(answer));
	return status == 431;
}

static bool
refuses_many_headers(void)
{
	static char request[40000];
	size_t at = (size_t)snprintf(request, 200, "GET /healthz HTTP/1.1\r\n"
	    HOST CLOSE);
	int status;

	for (int i = 0; i < 200; i++)
		at += (size_t)snprintf(request + at, 30, "X-%d: 1\r\n", i);
	at += (size_t)snprintf(request + at, 10, "\r\n");
	status = ask(&server, request, at, answer, sizeof(answer));
	return status == 431;
}

/* Chunks that never end are read on for a while, then the line is cut. */
static bool
bounds_chunks(void)
{
	static char chunk[10000];
	int fd = line_open(&server);
	long begun = now_ms();

	heard.closed = false;
	(void)snprintf(chunk, sizeof(chunk), "%x\r\n", 8000);
	memset(chunk + 6, 'a', 8000);
	memcpy(chunk + 6 + 8000, "\r\n", 2);
	line_send(fd, RAW("POST /dang-nhap HTTP/1.1\r\n" HOST
	    "Content-Type: application/x-www-form-urlencoded\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n"));
	for (int i = 0; i < 4000 && !heard.closed && now_ms() - begun < PATIENCE_MS; i++) {
		line_send(fd, chunk, 8008);
		if (i % 50 == 49)
			line_read(fd, &heard, NULL, 1);
	}
	(void)close(fd);
	return heard.closed;
}

/* A browser shows our own page after typing without a session. */
static bool
keeps_what_was_typed(void)
{
	static const char request[] = "POST /tai-khoan/phien HTTP/1.1\r\n" HOST
	    CLOSE "Content-Type: application/x-www-form-urlencoded\r\n"
	    "Content-Length: 19\r\n\r\nsession=%22%3Cb%3E&";

	return ask(&server, request, sizeof(request) - 1, answer,
	    sizeof(answer)) == 401 &&
	    strstr(answer, "name=\"keep.session\" value=\"&quot;&lt;b&gt;\"") !=
	    NULL;
}

/* ---- servers of their own -------------------------------------------------------- */

#define LINES 40

/* Forty people sign in at once; two threads hash, ten wait. */
#define SIGN_IN "POST /dang-nhap HTTP/1.1\r\n" HOST CLOSE \
	"X-Forwarded-For: 10.0.0.%02d\r\n" \
	"Content-Type: application/x-www-form-urlencoded\r\n" \
	"Content-Length: 20\r\n\r\nlogin=n%02d&password=b"

static void
sign_in_all(const struct served *s, int fds[LINES])
{
	for (int i = 0; i < LINES; i++) {
		char request[400];
		int n = snprintf(request, sizeof(request), SIGN_IN, i, i);

		fds[i] = line_open(s);
		line_send(fds[i], request, (size_t)n);
	}
}

static bool
is_full_politely(void)
{
	static const char *const options[] = { "--proxy", "--slow-threads", "1",
		NULL };
	struct served s;
	int fds[LINES], busy = 0, wrong = 0, kept = 0;

	if (!served_start(&s, program, options))
		return false;
	sign_in_all(&s, fds);
	for (int i = 0; i < LINES; i++) {
		line_read(fds[i], &heard, NULL, PATIENCE_MS);
		busy += status_in(answer) == 503 &&
		    strstr(answer, "Retry-After: ") != NULL;
		wrong += status_in(answer) == 422;
		/* … and the page carries what was typed, but for the password. */
		kept += status_in(answer) == 503 &&
		    strstr(answer, "name=\"login\" value=\"n") != NULL &&
		    strstr(answer, "name=\"password\"") == NULL;
		(void)close(fds[i]);
	}
	return served_end(&s) == 0 && busy > 0 && kept == busy && wrong > 0 &&
	    busy + wrong == LINES;
}

/* Everybody who was taken is answered; then it ends with 0. */
static bool
ends_while_requests_run(void)
{
	static const char *const options[] = { "--proxy", NULL };
	struct served s;
	int fds[LINES], answered = 0;

	if (!served_start(&s, program, options))
		return false;
	sign_in_all(&s, fds);
	usleep(20000); /* some are hashing, some wait, some are not read yet */
	if (served_end(&s) != 0)
		return false;
	for (int i = 0; i < LINES; i++) {
		line_read(fds[i], &heard, NULL, 100);
		answered += status_in(answer) == 422 || status_in(answer) == 503;
		(void)close(fds[i]);
	}
	return answered > 0;
}

static bool
forgets_the_silent(void)
{
	static const char *const options[] = { "--timeout", "1", NULL };
	struct served s;
	long begun = now_ms();
	int fd;

	if (!served_start(&s, program, options))
		return false;
	fd = line_open(&s);
	line_send(fd, RAW("GET /healthz HTTP/1.1\r\nHost: lo"));
	line_read(fd, &heard, NULL, PATIENCE_MS);
	(void)close(fd);
	return served_end(&s) == 0 && heard.closed && now_ms() - begun < 25000 /* not by the thirty seconds of everybody */;
}

static bool
answers_again_after_a_fault(void)
{
	return ask(&server, RAW(GET_LINE("/healthz")), answer,
	    sizeof(answer)) == 200;
}

static const struct {
	const char *name;
	bool (*run)(void);
} cases[] = {
	{ "HEAD sends nothing behind the head", head_has_no_body },
	{ "three questions on one line", keeps_the_line },
	{ "two questions sent at once", answers_a_pipeline },
	{ "five hundred and more &", refuses_many_ands },
	{ "a target that is too long", refuses_a_long_target },
	{ "huge headers", refuses_huge_headers },
	{ "two hundred headers", refuses_many_headers },
	{ "chunks without end", bounds_chunks },
	{ "typed without a session", keeps_what_was_typed },
	{ "a full queue says 503 and when to come back", is_full_politely },
	{ "TERM while requests run", ends_while_requests_run },
	{ "a silent line is forgotten", forgets_the_silent },
	{ "and it still serves", answers_again_after_a_fault },
};

int
main(int argc, char **argv)
{
	static const char *const none[] = { NULL };

	if (argc < 2)
		return 2;
	program = argv[1];
	wanted = argc > 2 ? argv[2] : "";
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	if (!served_start(&server, program, none)) {
		(void)printf("not ok wire the server does not start\n");
		return 1;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (is_wanted(rows[i].name))
			row_run(&rows[i]);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (is_wanted(cases[i].name))
			told(cases[i].name, cases[i].run(), "see the test");
	answer[0] = '\0';
	told("ends with 0", served_end(&server) == 0, "the exit status");
	return failed == 0 ? 0 : 1;
}
