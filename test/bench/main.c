/*
 * main: runs every measurement, the limit and ours in turn, and says which
 * targets are missed (DESIGN: how fast, how small). See bench.h.
 *
 *   bench DIR [most [part]]     DIR keeps the data between runs; most: 1000000;
 *                               part: only sizes, page, start, saves, memory, paper, record
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "bench.h"
#include "paper/certificate.h"

static int missed;

/* Whether this part was asked for: all are, when none is named. */
static bool
wanted(const char *part, const char *name)
{
	return *part == '\0' || strcmp(part, name) == 0;
}

/* A measured number beside what it must not pass (or reach). */
static void
target(const char *what, double is, const char *unit, double limit, bool least)
{
	bool good = least ? is >= limit : is <= limit;

	printf("  %-58s %8.2f %-5s %s %6.2f  %s\n", what, is, unit,
	    least ? "≥" : "≤", limit, good ? "reached" : "MISSED");
	missed += !good;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* … of an odd number of rounds. */
static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof *v, by_size);
	return v[n / 2];
}

/* ---- pages ------------------------------------------------------------------------ */

struct walk { /* GET pages at changing depths */
	bool empty; /* an answer had no row in it: nothing was measured */
	const char *head; /* the address up to the cursor's number */
	int64_t newest, at;
	char text[700];
};

static void
next_page(void *arg, int i, struct str answer, struct str *out)
{
	struct walk *w = arg;
	int64_t before = w->newest - ++w->at % 500 * 3;
	const char *head = w->head;

	(void)i;
	w->empty = w->empty || (answer.p != NULL &&
	    memmem(answer.p, answer.n, "an-pham/", 8) == NULL &&
	    memmem(answer.p, answer.n, "\"id\"", 4) == NULL);
	out->n = (size_t)snprintf(w->text, sizeof w->text,
	    "GET %s%lld HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: vi\r\n\r\n",
	    head, (long long)before);
	out->p = w->text;
}

/* CPU seconds of the server for one page of this kind. */
static double
page_cpu(struct server *s, const char *head, int64_t newest, int total)
{
	struct walk w = { .head = head, .newest = newest };
	struct load_result r;
	double before;

	(void)load_run(s->port, 4, 40, next_page, &w); /* warm */
	before = server_cpu_s(s);
	r = load_run(s->port, 16, total, next_page, &w);
	if (r.errors > 0 || w.empty) {
		fprintf(stderr, "bench: %lld of %d pages were errors, or some were empty (%s)\n",
		    (long long)r.errors, total, head);
		exit(3);
	}
	return (server_cpu_s(s) - before) / total;
}

#define NEWEST "/san-pham?after=0-"
#define SEARCH "/san-pham?q=mat+ong+thanh&after=1-"
#define FILTERED "/san-pham?q=banh+trang&star=4&unit=79&after=1-"
#define COMMUNE "/san-pham?q=banh+trang&unit=25807&after=1-"

struct sizes {
	double page, search, filtered, commune;
};

/* The office of n products, made when it is not there. */
static void
office_of(const char *root, int64_t n, char dir[300])
{
	snprintf(dir, 300, "%s/%lld", root, (long long)n);
	data_make(dir, n);
}

static struct sizes
measure_size(const char *root, int64_t n)
{
	struct sizes z;
	struct server s;
	char dir[300];
	int total = 6000;

	office_of(root, n, dir);
	server_start(&s, dir);
	z.page = page_cpu(&s, NEWEST, n / 2, total);
	z.search = page_cpu(&s, SEARCH, n, total / 3);
	z.filtered = page_cpu(&s, FILTERED, n, total / 3);
	z.commune = page_cpu(&s, COMMUNE, n, total / 3);
	server_stop(&s);
	printf("  %lld products: page %.0f µs, search %.0f µs, filtered %.0f µs, in a commune %.0f µs of CPU\n",
	    (long long)n, z.page * 1e6, z.search * 1e6, z.filtered * 1e6, z.commune * 1e6);
	return z;
}

/* One of our pages, and what stands around its rows. */
static struct frame
page_frame(const struct server *s, struct arena *mem, int64_t before, size_t *bytes)
{
	struct str page = load_once(s->port, mem, str_printf(mem, "GET " NEWEST
	    "%lld HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: vi\r\n\r\n",
	    (long long)before));
	const char *body = memmem(page.p, page.n, "\r\n\r\n", 4);
	const char *rows = memmem(page.p, page.n, "<ul class=\"products\">\n", 22);
	const char *end = rows == NULL ? NULL : memmem(rows,
	    (size_t)(page.p + page.n - rows), "</ul>", 5);

	if (body == NULL || rows == NULL || end == NULL) {
		fprintf(stderr, "bench: the page has no rows\n");
		exit(3);
	}
	body += 4;
	rows += 22;
	*bytes = (size_t)(page.p + page.n - body);
	return (struct frame){ { body, (size_t)(rows - body) },
	    { end, (size_t)(page.p + page.n - end) } };
}

#define ROUNDS 15 /* short and many: a neighbour's minute spoils few of them */
#define ROUND_PAGES 1500

/* The limit and ours in turn; the median ratio counts. */
static void
measure_limit(const char *root, int64_t n)
{
	double ratios[ROUNDS], made[ROUNDS];
	struct server s;
	struct arena mem;
	struct frame f;
	size_t bytes;
	char dir[300], where[320];

	arena_init(&mem, 16 * MIB);
	office_of(root, n, dir);
	snprintf(where, sizeof where, "%s/ocop.db", dir);
	server_start(&s, dir);
	f = page_frame(&s, &mem, n / 2, &bytes);
	for (int i = 0; i < ROUNDS; i++) {
		struct limit_page l = limit_page_s(where, n / 2, ROUND_PAGES, &f);
		double ours = page_cpu(&s, NEWEST, n / 2, ROUND_PAGES);

		ratios[i] = ours / l.sent_s;
		made[i] = ours / l.made_s;
		printf("  round %d: bare loop %.1f µs (%.1f unsent, %zu bytes), page %.1f µs (%zu bytes), ratio %.2f\n",
		    i + 1, l.sent_s * 1e6, l.made_s * 1e6, l.bytes,
		    ours * 1e6, bytes, ratios[i]);
	}
	server_stop(&s);
	printf("  against the loop that sends nothing: %.2f ×\n", median(made, ROUNDS));
	target("page of 20 rows: CPU against a bare loop", median(ratios, ROUNDS),
	    "×", 1.6, false);
	arena_release(&mem);
}

/* ---- start ---------------------------------------------------------------------------- */

/* From exec to the line "ready". On a machine that does other things the clock
 * on the wall says little: the CPU it took stands beside it. */
static void
measure_start(const char *root, int64_t n)
{
	double wall[9], cpu[9];
	struct server s;
	char dir[300];

	office_of(root, n, dir);
	for (int i = 0; i < 9; i++) {
		server_start(&s, dir);
		wall[i] = s.start_s;
		cpu[i] = server_cpu_s(&s);
		server_stop(&s);
	}
	printf("  CPU of a start: %.3f s\n", median(cpu, 9));
	target("start with 100,000 products", median(wall, 9), "s", 0.2, false);
}

/* ---- saves -------------------------------------------------------------------------- */

#define MEMBERS 64

struct saves {
	char cookies[MEMBERS][65];
	char csrf[MEMBERS][65];
	long version[MEMBERS];
	int tick[MEMBERS];
};

static void
next_save(void *arg, int i, struct str answer, struct str *out)
{
	static char text[MEMBERS][700];
	struct saves *s = arg;
	const char *at = answer.p == NULL ? NULL
	    : memmem(answer.p, answer.n, "\"version\":", 10);
	char body[100];
	int n;

	if (at != NULL)
		s->version[i] = strtol(at + 10, NULL, 10);
	n = snprintf(body, sizeof body, "version=%ld&c.1.1=%d", s->version[i],
	    s->tick[i]++ % 2 == 0 ? 1 : 3);
	out->n = (size_t)snprintf(text[i], sizeof text[i],
	    "POST /hoi-dong/phieu/%d/luu HTTP/1.1\r\nHost: 127.0.0.1\r\n"
	    "Cookie: s=%s\r\nX-Csrf-Token: %s\r\nAccept: application/json\r\n"
	    "Content-Type: application/x-www-form-urlencoded\r\n"
	    "Content-Length: %d\r\n\r\n%s", BENCH_AGENDA, s->cookies[i],
	    s->csrf[i], n, body);
	out->p = text[i];
}

static void
measure_saves(const char *root, int64_t n)
{
	static struct saves s;
	struct load_result r;
	struct server server;
	struct arena mem;
	char dir[300], where[320];
	double alone, cpu;

	arena_init(&mem, 16 * MIB);
	office_of(root, n, dir);
	snprintf(where, sizeof where, "%s/ocop.db", dir);
	data_members(dir, MEMBERS, s.cookies);
	for (int i = 0; i < MEMBERS; i++) {
		struct str csrf = hash_hex(&mem, hash_keyed(str_c(s.cookies[i]),
		    S("csrf")));

		memcpy(s.csrf[i], csrf.p, 65);
	}
	alone = limit_saves_per_s(where, 600);
	server_start(&server, dir);
	(void)load_run(server.port, MEMBERS, MEMBERS * 4, next_save, &s);
	cpu = server_cpu_s(&server);
	r = load_run(server.port, MEMBERS, 12000, next_save, &s);
	cpu = (server_cpu_s(&server) - cpu) / (double)r.done;
	server_stop(&server);
	printf("  CPU of a save: %.0f µs\n", cpu * 1e6);
	printf("  one commit per save, bare loop: %.0f/s; ours with %d connections: %.0f/s, p50 %.1f ms, %lld errors\n",
	    alone, MEMBERS, (double)r.done / r.wall_s, r.p50_ms,
	    (long long)r.errors);
	if (r.errors > 0)
		missed++;
	target("durable saves, 64 connections: against one commit each",
	    (double)r.done / r.wall_s / alone, "×", 5, true);
	target("… the slowest of a hundred (p99)", r.p99_ms, "ms", 15, false);
	arena_release(&mem);
}

/* ---- memory, papers, weights ---------------------------------------------------------- */

static void
measure_memory(const char *root, int64_t n)
{
	struct str request = S("GET /san-pham HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
	static int fds[500];
	struct server s;
	char dir[300];

	office_of(root, n, dir);
	server_start(&s, dir);
	(void)load_hold(s.port, 500, request, fds);
	target("memory with 500 open connections", (double)server_rss_kb(&s) / 1024,
	    "MiB", 40, false);
	for (int i = 0; i < 500; i++)
		close(fds[i]);
	server_stop(&s);
}

/* As long as a signed code is: 218 bytes in base32 behind an address. */
static const char SCANNED[] =
    "HTTPS://OCOP.EXAMPLE.VN/C/NY2AXHH7WN5JRHFFITTLW6AKFR4JAHJ7WM3TQ5"
    "UFCGRQMF5PUAOUX5ISF42EKVGFHPPC5O4M2K36HULABLLDDQ4FUXL4ZYR4O6CULG"
    "W3YG2MSAH74SGVOW25UXDDQBABEX3F3MH6HYSESS3W5KMGIV6ZQYEE73IIXF4K6T"
    "L5DFVHIRVINNMABHTDNNQR3MLCCG3FVGVN74U4LZJNTRIIYUBDI42E3DAHVWI4XV"
    "QGRL6HL73CSLYGFIE4UOA4RHTR455ZVGXJ4MFQ3PNW6UIKEZHPTXTYCUA5PNVZFL"
    "UJ5MCZYWVXIPNWOWDOTD5NE7NAXGLIXQBZUHXTJSJZXG4OKI5IX34J2";

static void
measure_certificate(void)
{
	struct certificate_paper c = {
	    .issuer = S("CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"),
	    .product = S("Bánh tráng mè mẫu"), .subject = S("HTX Mẫu 1"),
	    .address = S("Ấp Mẫu, xã Thanh An"), .star = 4, .year = 2026,
	    .product_code = S("79-25807-1-2026"), .decision_no = S("1/QĐ-UBND"),
	    .decided_on = day_make(2026, 11, 23),
	    .valid_until = day_make(2029, 11, 23), .place = S("Thành phố Hồ Chí Minh"),
	    .signer_title = S("CHỦ TỊCH"), .signer_name = S("Ngô Văn Mẫu"),
	    .code = S("79-AAAAA-A"), .url = S("https://ocop.example.vn/c/79-AAAAA-A"),
	    .scan = str_c(SCANNED),
	    .made_at = { 1790000000000 }, .sample = true };
	struct fault f = { 0 };
	struct arena mem;
	struct str pdf = { NULL, 0 };
	double begun = 0;

	arena_init(&mem, 64 * MIB);
	for (int i = -10; i < 200; i++) { /* the first ten find the fonts */
		if (i == 0)
			begun = cpu_s();
		arena_clear(&mem);
		if (certificate_render(&c, &mem, &f, &pdf) != RC_OK) {
			fprintf(stderr, "bench: a certificate: %s\n", f.detail);
			exit(3);
		}
	}
	target("a certificate (CPU)", (cpu_s() - begun) * 1e3 / 200, "ms", 10, false);
	target("… its file", (double)pdf.n / 1024, "KiB", 60, false);
	arena_release(&mem);
}

/* One after another, so that no measurement disturbs the next. */
static void
measure_sizes(const char *root, int64_t most)
{
	struct sizes small = measure_size(root, 10000);
	struct sizes large = measure_size(root, most);

	target("page at any depth: most products against 10,000",
	    large.page / small.page, "×", 3, false);
	target("search: most products against 10,000",
	    large.search / small.search, "×", 3, false);
	target("search with filters: most products against 10,000",
	    large.filtered / small.filtered, "×", 3, false);
	target("search in one commune: most products against 10,000",
	    large.commune / small.commune, "×", 3, false);
}

/* ---- the public record -------------------------------------------------------------- */

static void
measure_record(const char *root, int64_t most)
{
	struct record_cost c = record_measure(root, most);

	printf("the public record (%lld entries)\n", (long long)most);
	target("proof of one entry", c.proof_ms, "ms", 5, false);
	target("verified by one core, thousand entries a second", c.verified_per_s / 1000,
	    "k/s", 100, true);
	target("on disk, an entry", c.bytes, "bytes", 700, false);
	printf("  entries/s, one at a time: without %.0f, with the record %.0f (1 : %.2f)\n",
	    c.alone_off, c.alone_on, c.alone_on / c.alone_off);
	printf("  entries/s, 128 at once: without %.0f, with the record %.0f (1 : %.2f)\n",
	    c.grouped_off, c.grouped_on, c.grouped_on / c.grouped_off);
	target("128 at once over one at a time, with the record",
	    c.grouped_on / c.alone_on, "×", 10, true);
}

int
main(int argc, char **argv)
{
	const char *root = argc > 1 ? argv[1] : "build/bench-data";
	int64_t most = argc > 2 ? strtoll(argv[2], NULL, 10) : 1000000;
	const char *part = argc > 3 ? argv[3] : "";

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (wanted(part, "sizes"))
		measure_sizes(root, most);
	if (wanted(part, "page"))
		measure_limit(root, 100000);
	if (wanted(part, "start"))
		measure_start(root, 100000);
	if (wanted(part, "saves"))
		measure_saves(root, 10000);
	if (wanted(part, "memory"))
		measure_memory(root, 10000);
	if (wanted(part, "paper"))
		measure_certificate();
	if (wanted(part, "record"))
		measure_record(root, most);
	printf("%d of the targets missed\n", missed);
	return missed > 0;
}
