/* ask: see ask.h. */
#include "main/ask.h"

#include <curl/curl.h>

#include "base/buf.h"

#define ANSWER_MAX (64 * KIB)
#define CONNECT_S 10L
#define WAIT_S 20L

static size_t
body_put(char *p, size_t size, size_t n, void *arg)
{
	struct buf *b = arg;

	buf_put(b, (struct str){ p, size * n });
	return b->over ? 0 : size * n;
}

/* Asked some times a second: the office is ending. */
static int
stop_asked(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct asker *k = arg;

	(void)a, (void)b, (void)c, (void)d;
	return k->stop != NULL && atomic_load(k->stop);
}

static void
options_set(CURL *curl, struct asker *k, struct str body, struct curl_slist *headers)
{
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT, WAIT_S);
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_USERAGENT, "ocop-witness");
	(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)body.n);
	(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.p);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, body_put);
	(void)curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	(void)curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_asked);
	(void)curl_easy_setopt(curl, CURLOPT_XFERINFODATA, k);
}

bool
ask_post(void *arg, struct cosigner_question *q, struct witness_reply *out)
{
	CURL *curl = curl_easy_init();
	const struct asker *k = arg;
	struct str sent = str_printf(q->mem, "Content-Type: %s",
	    k->type == NULL ? "text/plain" : k->type);
	struct curl_slist *headers = curl_slist_append(NULL, sent.p);
	struct buf b = buf_new(q->mem, ANSWER_MAX);
	const char *type = NULL;
	CURLcode result;
	long status = 0;

	REQUIRE(curl != NULL && headers != NULL);
	headers = curl_slist_append(headers, "Expect:"); /* no second question first */
	options_set(curl, arg, q->body, headers);
	(void)curl_easy_setopt(curl, CURLOPT_URL, str_z(q->mem, q->url));
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, &b);
	result = curl_easy_perform(curl);
	if (result == CURLE_OK) {
		(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
		(void)curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
		*out = (struct witness_reply){ (int)status, type == NULL ? S("") :
		    str_copy(q->mem, str_c(type)), buf_str(&b) };
	} else {
		q->why = curl_easy_strerror(result);
	}
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	return result == CURLE_OK;
}
