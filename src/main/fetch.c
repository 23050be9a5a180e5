/* fetch: see fetch.h. */
#include "main/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FILE_MAX (20 * MIB) /* 256 entries of the longest kind */
#define WAIT_S 30L

struct fetch {
	struct str where;
	CURL *curl; /* NULL: a folder */
	int64_t failures;
	char why[160];
};

static void
fetch_close(void *arg)
{
	curl_easy_cleanup(arg);
}

struct fetch *
fetch_open(struct arena *mem, struct str where)
{
	struct fetch *f = ARENA_NEW(mem, struct fetch);

	while (where.n > 1 && str_ends(where, S("/")))
		where.n--;
	f->where = where;
	if (!str_starts(where, S("http://")) && !str_starts(where, S("https://")))
		return f;
	f->curl = curl_easy_init();
	REQUIRE(f->curl != NULL);
	arena_defer(mem, fetch_close, f->curl);
	(void)curl_easy_setopt(f->curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(f->curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(f->curl, CURLOPT_TIMEOUT, WAIT_S);
	(void)curl_easy_setopt(f->curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(f->curl, CURLOPT_USERAGENT, "ocop-verify");
	return f;
}

static int
stop_asked(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	(void)a, (void)b, (void)c, (void)d;
	return atomic_load((const atomic_bool *)arg);
}

void
fetch_until(struct fetch *f, const atomic_bool *stop)
{
	if (f->curl == NULL)
		return;
	(void)curl_easy_setopt(f->curl, CURLOPT_NOPROGRESS, 0L);
	(void)curl_easy_setopt(f->curl, CURLOPT_XFERINFOFUNCTION, stop_asked);
	(void)curl_easy_setopt(f->curl, CURLOPT_XFERINFODATA, stop);
}

static size_t
body_put(char *p, size_t size, size_t n, void *arg)
{
	struct buf *b = arg;

	buf_put(b, (struct str){ p, size * n });
	return b->over ? 0 : size * n;
}

static enum rc
failed(struct fetch *f, const char *why)
{
	f->failures++;
	(void)snprintf(f->why, sizeof(f->why), "%s", why);
	return RC_BROKEN;
}

static enum rc
over_the_line(struct fetch *f, struct str name, struct arena *mem, struct str *out)
{
	struct buf b = buf_new(mem, FILE_MAX);
	struct str url = str_printf(mem, "%.*s/%.*s", STR_ARG(f->where), STR_ARG(name));
	long status = 0;
	CURLcode result;

	(void)curl_easy_setopt(f->curl, CURLOPT_URL, url.p);
	(void)curl_easy_setopt(f->curl, CURLOPT_WRITEFUNCTION, body_put);
	(void)curl_easy_setopt(f->curl, CURLOPT_WRITEDATA, &b);
	result = curl_easy_perform(f->curl);
	if (result != CURLE_OK)
		return failed(f, curl_easy_strerror(result));
	(void)curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &status);
	if (status == 404)
		return RC_ABSENT;
	if (status != 200)
		return failed(f, "it did not answer with a file");
	*out = buf_str(&b);
	return RC_OK;
}

static enum rc
from_folder(struct fetch *f, struct str name, struct arena *mem, struct str *out)
{
	struct str path = str_printf(mem, "%.*s/%.*s", STR_ARG(f->where), STR_ARG(name));
	struct buf b = buf_new(mem, FILE_MAX);
	FILE *in = fopen(path.p, "re");
	char piece[16384];
	size_t n;

	if (in == NULL)
		return errno == ENOENT || errno == ENOTDIR ? RC_ABSENT :
		    failed(f, strerror(errno));
	while ((n = fread(piece, 1, sizeof(piece), in)) > 0)
		buf_put(&b, (struct str){ piece, n });
	(void)fclose(in);
	*out = buf_str(&b);
	return b.over ? failed(f, "a file is too large") : RC_OK;
}

static enum rc
file_get(void *arg, struct str name, struct arena *mem, struct str *out)
{
	struct fetch *f = arg;

	return f->curl != NULL ? over_the_line(f, name, mem, out) :
	    from_folder(f, name, mem, out);
}

struct log_files
fetch_files(struct fetch *f)
{
	return (struct log_files){ file_get, f };
}

int64_t
fetch_failures(const struct fetch *f, const char **why)
{
	*why = f->why;
	return f->failures;
}
