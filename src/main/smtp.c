/* smtp: see smtp.h. The names of libcurl are used in this file only. */
#include "main/smtp.h"

#include <curl/curl.h>
#include <string.h>

#include "base/buf.h"
#include "base/code.h"

#define WORD_BYTES 39 /* 52 in base64: with "Subject: =?UTF-8?B?" a line of 73 */
#define LINE_SIGNS 76
#define TIMEOUT_MS 30000

const struct reason WHY_MAIL_REFUSED = { RC_BUSY, "mail_refused" };

/* As many bytes as one encoded word takes, not through the middle of a letter. */
static size_t
word_bytes(struct str s)
{
	size_t n = s.n < WORD_BYTES ? s.n : WORD_BYTES;

	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static void
subject_put(struct buf *b, struct arena *mem, struct str s)
{
	buf_lit(b, "Subject:");
	while (s.n > 0) {
		size_t n = word_bytes(s);

		buf_printf(b, " =?UTF-8?B?%.*s?=", STR_ARG(base64_text(mem, str_head(s, n))));
		s = str_from(s, n);
		if (s.n > 0)
			buf_lit(b, "\r\n");
	}
	buf_lit(b, "\r\n");
}

/* RFC 5322: Sat, 28 Nov 2026 09:00:00 +0700. */
static void
date_put(struct buf *b, struct moment at)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri",
		"Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const struct day day = day_of(at);
	const struct date d = day_date(day);
	const int s = (int)((at.ms - moment_of(day, 0, 0).ms) / 1000);

	buf_printf(b, "Date: %s, %02d %s %d %02d:%02d:%02d +0700\r\n",
	    days[day_weekday(day) - 1], d.day, months[d.month - 1], d.year,
	    s / 3600, s / 60 % 60, s % 60);
}

struct str
letter_text(struct arena *mem, struct str from, const struct letter *l)
{
	struct buf b = buf_new(mem, 64 * KIB);
	struct str body = base64_text(mem, l->body);

	date_put(&b, l->at);
	buf_printf(&b, "From: <%.*s>\r\nTo: <%.*s>\r\n", STR_ARG(from), STR_ARG(l->to));
	subject_put(&b, mem, l->subject);
	buf_printf(&b, "Message-ID: <%.*s>\r\n", STR_ARG(l->id));
	buf_lit(&b, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\n");
	for (; body.n > 0; body = str_from(body, body.n < LINE_SIGNS ? body.n : LINE_SIGNS)) {
		buf_put(&b, str_head(body, LINE_SIGNS));
		buf_lit(&b, "\r\n");
	}
	return buf_str(&b);
}

static size_t
text_give(char *to, size_t size, size_t count, void *arg)
{
	struct str *rest = arg;
	size_t n = size * count < rest->n ? size * count : rest->n;

	memcpy(to, rest->p, n);
	*rest = str_from(*rest, n);
	return n;
}

static void
curl_fill(CURL *curl, const struct smtp *s, struct arena *mem, struct str *rest)
{
	curl_easy_setopt(curl, CURLOPT_URL, str_z(mem, s->url));
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, str_z(mem, s->from));
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, text_give);
	curl_easy_setopt(curl, CURLOPT_READDATA, rest);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)TIMEOUT_MS);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	/* plain only to this machine or where no password travels */
	curl_easy_setopt(curl, CURLOPT_USE_SSL, s->user.n > 0 ?
	    (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
	if (s->user.n > 0) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, str_z(mem, s->user));
		curl_easy_setopt(curl, CURLOPT_PASSWORD, str_z(mem, s->password));
	}
}

enum rc
smtp_send(const struct smtp *s, const struct letter *l, struct arena *mem,
    struct fault *fault)
{
	struct str rest = letter_text(mem, s->from, l);
	char said[CURL_ERROR_SIZE] = "";
	struct curl_slist *to = curl_slist_append(NULL, str_z(mem, l->to));
	CURL *curl = curl_easy_init();
	CURLcode code = CURLE_OUT_OF_MEMORY;
	long answer = 0;

	if (curl != NULL && to != NULL) {
		curl_fill(curl, s, mem, &rest);
		curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
		curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, said);
		code = curl_easy_perform(curl);
		(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
	}
	curl_slist_free_all(to);
	curl_easy_cleanup(curl);
	if (code == CURLE_OK)
		return RC_OK;
	return fault_set(fault, &WHY_MAIL_REFUSED, __FILE__, __LINE__, "%ld %s",
	    answer, said[0] != '\0' ? said : curl_easy_strerror(code));
}
