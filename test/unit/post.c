/*
 * Mail against a small server of the test's own, on a port that the system
 * chooses: what travels, what a refusal becomes, how often it is tried.
 */
#include "store_help.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "act/mail.h"
#include "act/writer.h"
#include "base/code.h"
#include "main/post.h"

/* A mail server for one letter. */
struct server {
	int listens, port;
	const char *to_data; /* what it answers to the whole letter */
	char got[32 * 1024];
	size_t n;
	pthread_t thread;
};

static void
say(int fd, const char *s)
{
	CHECK(write(fd, s, strlen(s)) == (ssize_t)strlen(s));
}

static void *
server_run(void *arg)
{
	struct server *s = arg;
	int fd = accept(s->listens, NULL, NULL);
	FILE *in = fdopen(fd, "r");
	char line[2048];
	bool data = false;

	say(fd, "220 test\r\n");
	while (fgets(line, sizeof(line), in) != NULL) {
		if (data && strcmp(line, ".\r\n") == 0) {
			data = false;
			say(fd, s->to_data);
		} else if (data) {
			size_t n = strlen(line);

			if (s->n + n < sizeof(s->got))
				memcpy(s->got + s->n, line, n), s->n += n;
		} else if (strncmp(line, "DATA", 4) == 0) {
			data = true;
			say(fd, "354 go on\r\n");
		} else if (strncmp(line, "QUIT", 4) == 0) {
			say(fd, "221 bye\r\n");
			break;
		} else {
			say(fd, "250 ok\r\n");
		}
	}
	fclose(in);
	return NULL;
}

static void
server_start_one(struct server *s, const char *to_data)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);

	*s = (struct server){ .listens = socket(AF_INET, SOCK_STREAM, 0), .to_data = to_data };
	CHECK(bind(s->listens, (struct sockaddr *)&at, n) == 0 && listen(s->listens, 1) == 0 &&
	    getsockname(s->listens, (struct sockaddr *)&at, &n) == 0);
	s->port = ntohs(at.sin_port);
	CHECK(pthread_create(&s->thread, NULL, server_run, s) == 0);
}

static enum rc
letter_to(struct server *s, struct fault *fault)
{
	struct letter l = post_letter(unit_mem(), S("mau@example.vn"), S("vi"),
	    S("https://ocop.example.vn/thong-bao"));
	struct smtp smtp = { .url = str_printf(unit_mem(), "smtp://127.0.0.1:%d", s->port),
		.from = S("ocop@example.vn") };
	enum rc rc;

	l.id = S("1.0.ocop@example.vn");
	l.at = STORE_NOW;
	rc = smtp_send(&smtp, &l, unit_mem(), fault);
	(void)pthread_join(s->thread, NULL);
	close(s->listens);
	return rc;
}

static void
a_letter_arrives(void)
{
	static struct server s;
	struct fault fault = { .why = NULL };
	struct str got, body, bytes;

	server_start_one(&s, "250 kept\r\n");
	CHECK_INT(letter_to(&s, &fault), RC_OK);
	got = (struct str){ s.got, s.n };
	CHECK(str_has(got, S("Subject: =?UTF-8?B?")));
	CHECK(str_has(got, S("Auto-Submitted: auto-generated\r\n")));
	CHECK(str_has(got, S("Content-Transfer-Encoding: base64\r\n")));
	CHECK(str_has(got, S("To: <mau@example.vn>\r\n")));
	CHECK(str_has(got, S("Date: Mon, 21 Sep 2026 21:13:20 +0700\r\n")));
	body = str_from(got, str_find(got, '\r'));
	for (size_t i = 0; i + 4 <= got.n; i++)
		if (memcmp(got.p + i, "\r\n\r\n", 4) == 0) {
			struct buf b = buf_new(unit_mem(), 16 * KIB);

			for (size_t k = i + 4; k < got.n; k++)
				if (got.p[k] != '\r' && got.p[k] != '\n')
					buf_char(&b, got.p[k]);
			body = buf_str(&b);
			break;
		}
	if (CHECK(base64_read(unit_mem(), body, &bytes))) {
		CHECK(str_has(bytes, S("https://ocop.example.vn/thong-bao")));
		CHECK(str_has(bytes, S("thông báo mới")));
	}
}

static void
a_refusal_is_said(void)
{
	static struct server s;
	struct fault fault = { .why = NULL };

	server_start_one(&s, "451 come again\r\n");
	CHECK_INT(letter_to(&s, &fault), RC_BUSY);
	CHECK(fault.why == &WHY_MAIL_REFUSED);
	if (!CHECK(str_has(str_c(fault.detail), S("451"))))
		printf("# %s\n", fault.detail);
}

/* A long subject is cut between letters, each word short enough. */
static void
subjects_are_cut_between_letters(void)
{
	struct letter l = { .to = S("a@b"), .id = S("1@b"), .body = S("x\n"), .at = STORE_NOW,
		.subject = S("Giấy chứng nhận sản phẩm OCOP sắp hết hạn, nộp hồ sơ đánh giá lại ở xã") };
	struct str rest = letter_text(unit_mem(), S("o@b"), &l), line, out;
	struct buf whole = buf_new(unit_mem(), 4 * KIB);

	while (str_cut(&rest, '\n', &line)) {
		size_t at = 0;

		while (at + 10 < line.n && memcmp(line.p + at, "=?UTF-8?B?", 10) != 0)
			at++;
		if (at + 10 >= line.n)
			continue;
		CHECK(line.n <= 77);
		line = str_from(line, at + 10);
		CHECK(base64_read(unit_mem(), str_head(line, str_find(line, '?')), &out));
		buf_put(&whole, out);
	}
	CHECK_STR(buf_str(&whole), l.subject);
}

/* ---- the queue --------------------------------------------------------------------- */

static struct { struct q_mail_due_rows due; struct str why; } queue;

static enum rc
gather(void *arg)
{
	return mail_gather(arg);
}

static enum rc
look(void *arg)
{
	return mail_due(arg, &queue.due);
}

static enum rc
tried(void *arg)
{
	return mail_tried(arg, queue.due.v[0].id, queue.due.v[0].tries, queue.why);
}

static void
run(struct db *db, struct moment now, enum rc (*what)(void *arg))
{
	static struct fault fault;
	struct ctx c = { .mem = unit_mem(), .fault = &fault, .now = now, .today = day_of(now) };
	struct writer_job job = { .run = what, .arg = &c, .ctx = &c, .housekeeping = true };

	fault = (struct fault){ .why = NULL };
	if (!CHECK_INT(writer_inline(db, &job), RC_OK))
		printf("# %s\n", fault.detail);
}

static void
five_tries_and_no_more(struct str where)
{
	struct db *db = store_open(where, DB_WRITES);
	struct moment now = STORE_NOW;

	if (!CHECK(db != NULL))
		return;
	CHECK_INT(db_script(db, "INSERT INTO account (id, login, name, email, password, state, "
	    "lang, sample, created_at, version) VALUES (900, 'mau900', 'M', 'mau@example.vn', "
	    "'x', 2, 'vi', 1, 0, 1); INSERT INTO notice (account, kind, arg, link, at) "
	    "VALUES (900, 'x', 'y', '/viec', 0);"), RC_OK);
	run(db, now, gather); /* mail was just switched on: history is not mailed */
	run(db, now, look);
	CHECK_INT(queue.due.n, 0);
	CHECK_INT(db_script(db, "INSERT INTO notice (account, kind, arg, link, at) VALUES "
	    "(900, 'x', 'y', '/viec', 0), (900, 'x', 'z', '/viec', 0);"), RC_OK);
	run(db, now, gather);
	run(db, now, gather);
	run(db, now, look);
	if (CHECK_INT(queue.due.n, 1))
		CHECK_INT(queue.due.v[0].notices, 2);
	queue.why = S("451 come again");
	for (int i = 1; i <= MAIL_TRIES; i++) {
		unit_row("try %d", i);
		run(db, now, look);
		if (!CHECK_INT(queue.due.n, 1))
			break;
		run(db, now, tried);
		run(db, now, look);
		CHECK_INT(queue.due.n, 0); /* not at once */
		now.ms += mail_wait_ms(i);
	}
	run(db, now, look);
	CHECK_INT(queue.due.n, 0);
	db_close(db);
}

static void
each_five_tries_and_no_more(void)
{
	store_each(five_tries_and_no_more);
}

static const struct unit_test tests[] = {
	{ "a letter arrives", a_letter_arrives },
	{ "a refusal is said", a_refusal_is_said },
	{ "subjects are cut between letters", subjects_are_cut_between_letters },
	{ "five tries and no more", each_five_tries_and_no_more },
};
UNIT_MAIN(tests)
