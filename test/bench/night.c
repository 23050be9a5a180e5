/*
 * night: the night to be ready for. All provinces are in session at once and
 * thousands of members save every two seconds; at the end the server is killed
 * in the middle of it, started again, and everything it had answered must be
 * there.
 *
 *   load DIR SECONDS MEMBERS [judge]   DIR: where the office is made anew
 *
 * Each member is a session and a connection of her own and has a moment of her
 * own within the two seconds. A wait counts from the moment when the save was
 * due, not from when it was sent: who waits for an answer and is due again has
 * waited already. `judge` holds the figures to the target as well; without it
 * only what must be true on any machine is asked.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "bench.h"

#define MEMBERS_MAX 8000
#define PERIOD_US 2000000
#define BURST 300         /* members who save at the very moment of the kill */
#define P99_MS 50.0       /* DESIGN: how fast, how small */
#define MEMORY_KB(members) (40L * 1024 + 64L * (members))

struct member {
	int fd;
	int64_t phase_us, due_us; /* due_us: of the save that waits */
	bool waiting, late;       /* late: due again and not answered yet */
	long version;             /* of the last answer */
	int kept, sent;           /* points: as answered, as sent last */
	char csrf[65];
	size_t n;
	char answer[3000];
};

static struct {
	struct member v[MEMBERS_MAX];
	char cookies[MEMBERS_MAX][65];
	int n, epoll, next; /* next: whose turn comes */
	int64_t begun_us, round;
	int32_t *waits_us;
	int64_t done, room, errors;
	long rss_kb;
} night;

static int failed;

static void
told(bool good, const char *what)
{
	printf("%s %s\n", good ? "ok" : "not ok", what);
	failed += !good;
}

_Noreturn static void
give_up(const char *what)
{
	perror(what);
	exit(3);
}

/* ---- members -------------------------------------------------------------------- */

static int
by_phase(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	return (x->phase_us > y->phase_us) - (x->phase_us < y->phase_us);
}

/* Moments as people have them, and the same in every run. */
static void
members_make(const char *dir, int n)
{
	uint64_t dice = 88172645463325252u;
	struct arena mem;

	arena_init(&mem, 64 * MIB);
	night.n = n;
	data_members(dir, n, night.cookies);
	for (int i = 0; i < n; i++) {
		dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
		night.v[i].phase_us = (int64_t)(dice % PERIOD_US);
	}
	qsort(night.v, (size_t)n, sizeof *night.v, by_phase);
	for (int i = 0; i < n; i++) {
		struct str csrf = hash_hex(&mem, hash_keyed(
		    str_c(night.cookies[i]), S("csrf")));

		memcpy(night.v[i].csrf, csrf.p, 65);
	}
	arena_release(&mem);
}

static void
members_connect(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int one = 1;

	night.epoll = epoll_create1(EPOLL_CLOEXEC);
	for (int i = 0; i < night.n; i++) {
		struct epoll_event e = { .events = EPOLLIN, .data.u32 = (uint32_t)i };
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

		if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof a) != 0 ||
		    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) != 0 ||
		    epoll_ctl(night.epoll, EPOLL_CTL_ADD, fd, &e) != 0)
			give_up("load: connect");
		night.v[i].fd = fd;
	}
}

static void
member_send(int i)
{
	struct member *m = &night.v[i];
	char text[700], body[60];
	int n, length;

	m->sent = m->kept == 1 ? 3 : 1;
	m->n = 0;
	m->waiting = true;
	length = snprintf(body, sizeof body, "version=%ld&c.1.1=%d", m->version,
	    m->sent);
	n = snprintf(text, sizeof text,
	    "POST /hoi-dong/phieu/%d/luu HTTP/1.1\r\nHost: 127.0.0.1\r\n"
	    "Cookie: s=%s\r\nX-Csrf-Token: %s\r\nAccept: application/json\r\n"
	    "Content-Type: application/x-www-form-urlencoded\r\n"
	    "Content-Length: %d\r\n\r\n%s", BENCH_AGENDA, night.cookies[i],
	    m->csrf, length, body);
	if (send(m->fd, text, (size_t)n, MSG_NOSIGNAL) != n)
		give_up("load: send");
}

/* The whole answer is there: how long it took, and whether it says so. */
static void
member_answered(struct member *m, int64_t now)
{
	const char *at = strstr(m->answer, "\"version\":");

	if (night.done < night.room)
		night.waits_us[night.done++] = (int32_t)(now - m->due_us);
	m->waiting = false;
	if (strncmp(m->answer, "HTTP/1.1 200", 12) != 0 || at == NULL) {
		if (night.errors++ == 0)
			fprintf(stderr, "load: the first error:\n%s\n", m->answer);
		return;
	}
	m->version = strtol(at + 10, NULL, 10);
	m->kept = m->sent;
}

/* Takes what has come; true when an answer is whole. */
static bool
member_take(struct member *m, int flags)
{
	ssize_t k = recv(m->fd, m->answer + m->n, sizeof m->answer - 1 - m->n, flags);
	const char *head, *length;

	if (k <= 0 && flags == 0)
		give_up("load: the server closed a connection");
	if (k <= 0)
		return false;
	m->n += (size_t)k;
	m->answer[m->n] = '\0';
	head = strstr(m->answer, "\r\n\r\n");
	length = strcasestr(m->answer, "content-length:");
	if (head == NULL || length == NULL ||
	    m->n < (size_t)(head + 4 - m->answer) + strtoul(length + 15, NULL, 10))
		return false;
	member_answered(m, clock_ticks_us());
	return true;
}

static void
member_read(int i)
{
	struct member *m = &night.v[i];

	if (!member_take(m, 0) || !m->late)
		return;
	m->late = false;
	m->due_us += PERIOD_US;
	member_send(i);
}

/* After the kill: what had left the server before it is an answer too. */
static void
members_drain(void)
{
	for (int i = 0; i < night.n; i++)
		while (night.v[i].waiting && member_take(&night.v[i], MSG_DONTWAIT))
			continue;
}

/* ---- the night -------------------------------------------------------------------- */

/* Sends what is due by now; returns when the next one is. */
static int64_t
send_due(int64_t now, int64_t until)
{
	for (;;) {
		struct member *m = &night.v[night.next];
		int64_t due = night.begun_us + night.round * PERIOD_US + m->phase_us;

		if (due > now || due > until)
			return due;
		if (m->waiting) {
			m->late = true;
		} else {
			m->due_us = due;
			member_send(night.next);
		}
		night.next++;
		if (night.next == night.n) {
			night.next = 0;
			night.round++;
		}
	}
}

static int
waiting_count(void)
{
	int n = 0;

	for (int i = 0; i < night.n; i++)
		n += night.v[i].waiting;
	return n;
}

static void
night_pass(const struct server *s, int seconds)
{
	struct epoll_event events[256];
	int64_t until, next, now, looked = 0;

	night.begun_us = now = clock_ticks_us();
	until = now + (int64_t)seconds * 1000000;
	for (; now < until; now = clock_ticks_us()) {
		int n;

		next = send_due(now, until);
		n = epoll_wait(night.epoll, events, 256,
		    next <= now ? 0 : (int)((next - now + 999) / 1000));
		for (int i = 0; i < n; i++)
			member_read((int)events[i].data.u32);
		if (now - looked > 1000000) {
			long kb = server_rss_kb(s);

			looked = now;
			night.rss_kb = kb > night.rss_kb ? kb : night.rss_kb;
		}
	}
}

/* The end comes while many are waiting: some of them before the commit, some
 * between the commit and the answer. */
static void
night_end(const struct server *s)
{
	int64_t now = clock_ticks_us();

	for (int i = 0; i < night.n && i < BURST; i++)
		if (!night.v[i].waiting) {
			night.v[i].due_us = now;
			member_send(i);
		}
	(void)nanosleep(&(struct timespec){ .tv_nsec = 8000000 }, NULL);
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	members_drain();
}

/* ---- what is left after it ------------------------------------------------------------ */

/* What the database holds of each member: her cookie's session leads to her
 * seat, the seat to her sheet. */
static const char sheet_sql[] =
    "SELECT h.version, c.points FROM session s JOIN seat e ON e.account = s.account"
    " JOIN sheet h ON h.seat = e.id AND h.agenda = ?2"
    " JOIN choice c ON c.sheet = h.id AND c.criterion = '1.1'"
    " WHERE s.token = ?1";

/* The answered state, or the one that was on its way when the end came. */
static bool
member_kept(const struct member *m, bool found, long version, int points)
{
	if (!found)
		return m->version == 0;
	return (version == m->version && points == m->kept) ||
	    (m->waiting && version == m->version + 1 && points == m->sent);
}

static int
members_lost(const char *dir)
{
	char where[400];
	sqlite3_stmt *q;
	sqlite3 *db;
	int lost = 0;

	snprintf(where, sizeof where, "%s/ocop.db", dir);
	if (sqlite3_open(where, &db) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, sheet_sql, -1, &q, NULL) != SQLITE_OK) {
		fprintf(stderr, "load: %s\n", sqlite3_errmsg(db));
		exit(3);
	}
	for (int i = 0; i < night.n; i++) {
		struct hash token = hash_of(str_c(night.cookies[i]));
		bool found;

		sqlite3_bind_blob(q, 1, token.b, 32, SQLITE_STATIC);
		sqlite3_bind_int(q, 2, BENCH_AGENDA);
		found = sqlite3_step(q) == SQLITE_ROW;
		lost += !member_kept(&night.v[i], found,
		    (long)sqlite3_column_int64(q, 0), sqlite3_column_int(q, 1));
		sqlite3_reset(q);
	}
	sqlite3_finalize(q);
	sqlite3_close(db);
	return lost;
}

static int
by_value(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static double
wait_ms(int64_t of_thousand)
{
	return night.done == 0 ? 0 :
	    night.waits_us[(night.done - 1) * of_thousand / 1000] / 1e3;
}

static void
files_allow(int n)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < (rlim_t)n) {
		r.rlim_cur = r.rlim_max < (rlim_t)n ? r.rlim_max : (rlim_t)n;
		(void)setrlimit(RLIMIT_NOFILE, &r);
	}
}

static void
night_tell(double cpu_s, int seconds)
{
	qsort(night.waits_us, (size_t)night.done, sizeof *night.waits_us, by_value);
	printf("  %d members, a save every 2 s, %d s: %lld saves, %lld errors, %d on their way at the end\n",
	    night.n, seconds, (long long)night.done, (long long)night.errors,
	    waiting_count());
	printf("  from the moment it was due: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, at most %.1f ms\n",
	    wait_ms(500), wait_ms(990), wait_ms(999), wait_ms(1000));
	printf("  server: %.0f µs of CPU for a save (%.0f %% of one core), %.0f MiB at most\n",
	    cpu_s * 1e6 / (double)(night.done + 1), cpu_s * 100 / seconds,
	    (double)night.rss_kb / 1024);
}

int
main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : "build/load-data";
	int seconds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 300;
	int members = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 3400;
	bool judge = argc > 4 && strcmp(argv[4], "judge") == 0;
	char made[400];
	struct server s;
	double cpu;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (seconds < 1 || members < 1 || members > MEMBERS_MAX) {
		fprintf(stderr, "usage: load DIR SECONDS MEMBERS [judge]\n");
		return 2;
	}
	files_allow(members + 100);
	snprintf(made, sizeof made, "%s/made", dir);
	(void)unlink(made); /* an office with nobody's sheets in it */
	data_make(dir, 1000);
	members_make(dir, members);
	night.room = (int64_t)members * (seconds / 2 + 2);
	night.waits_us = calloc((size_t)night.room, sizeof *night.waits_us);
	server_start(&s, dir);
	members_connect(s.port);
	cpu = server_cpu_s(&s);
	night_pass(&s, seconds);
	cpu = server_cpu_s(&s) - cpu;
	night_end(&s);
	night_tell(cpu, seconds);
	server_start(&s, dir);
	printf("  killed, and serving again after %.2f s\n", s.start_s);
	told(night.errors == 0 && night.done > 0, "load: everybody is answered");
	told(members_lost(dir) == 0,
	    "load: after a kill everything that was answered is there");
	night.v[0].version += 2; /* the control: as if two more had been answered */
	told(members_lost(dir) == 1, "load: an answer that is missing is seen");
	told(night.rss_kb < MEMORY_KB(members), "load: memory is bounded by those who are there");
	if (judge)
		told(wait_ms(990) <= P99_MS, "load: 99 of 100 saves within 50 ms");
	server_stop(&s);
	return failed > 0;
}
