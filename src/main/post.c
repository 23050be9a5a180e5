/* post: see post.h. */
#include "main/post.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>

#include "act/mail.h"
#include "base/log.h"
#include "base/steady.h"
#include "web/field.h"

#define TICK_S 30

struct post {
	struct arena own;
	struct writer *writer;
	struct ctx proto;
	struct smtp smtp;
	struct str link;
	pthread_t thread;
	pthread_mutex_t lock; /* of closing */
	pthread_cond_t wake;
	bool closing;
};

/* One visit to the database. */
struct errand {
	struct ctx ctx;
	struct q_mail_due_rows due; /* found by the first one */
	struct mail_id id;          /* tried: what came of it */
	int64_t tries;
	struct str why;
};

struct letter
post_letter(struct arena *mem, struct str address, struct str lang,
    struct str link)
{
	const enum lang l = str_eq(lang, S("en")) ? LANG_EN : LANG_VI;

	return (struct letter){ .to = address,
	    .subject = text_of(l, T_mail_subject),
	    .body = str_printf(mem, "%.*s\n\n%.*s\n\n%.*s\n",
	        STR_ARG(text_of(l, T_mail_new)),
	        STR_ARG(text_fill(mem, l, T_mail_open, &link, 1)),
	        STR_ARG(text_of(l, T_mail_foot))) };
}

static enum rc
errand_gather(void *arg)
{
	struct errand *e = arg;
	enum rc rc = mail_gather(&e->ctx);

	return rc == RC_OK ? mail_due(&e->ctx, &e->due) : rc;
}

static enum rc
errand_tried(void *arg)
{
	struct errand *e = arg;

	return mail_tried(&e->ctx, e->id, e->tries, e->why);
}

static enum rc
errand_run(struct post *p, struct errand *e, enum rc (*run)(void *arg))
{
	e->ctx.now = clock_now();
	e->ctx.today = day_of(e->ctx.now);
	return writer_wait(p->writer, &(struct writer_job){ .run = run, .arg = e,
	    .ctx = &e->ctx, .housekeeping = true });
}

static void
letter_send(struct post *p, struct errand *e, const struct q_mail_due *m)
{
	struct fault said = { .why = NULL };
	struct letter l = post_letter(e->ctx.mem, m->address, m->lang, p->link);

	l.at = clock_now();
	l.id = str_printf(e->ctx.mem, "%" PRId64 ".%" PRId64 ".ocop@%.*s", m->id.v,
	    m->tries, STR_ARG(str_from(p->smtp.from, str_find(p->smtp.from, '@') + 1)));
	e->id = m->id;
	e->tries = m->tries;
	e->why = S("");
	if (m->address.n == 0)
		e->why = S("no address any more");
	else if (smtp_send(&p->smtp, &l, e->ctx.mem, &said) != RC_OK)
		e->why = str_copy(e->ctx.mem, str_c(said.detail));
	if (errand_run(p, e, errand_tried) != RC_OK)
		log_warn("mail: what came of a letter was not kept");
}

static void
post_round(struct post *p)
{
	struct fault fault = { .why = NULL };
	struct errand e = { .ctx = p->proto };
	struct arena mem;

	arena_init(&mem, 4 * MIB);
	e.ctx.mem = &mem;
	e.ctx.fault = &fault;
	if (errand_run(p, &e, errand_gather) != RC_OK)
		log_warn("mail: %s", fault.detail);
	else
		for (size_t i = 0; i < e.due.n; i++)
			letter_send(p, &e, &e.due.v[i]);
	arena_release(&mem);
}

static void *
post_run(void *arg)
{
	struct post *p = arg;
	bool closing = false;

	while (!closing) {
		struct timespec until;

		post_round(p); /* also at once: letters may have waited for us */
		until = clock_after_ms(TICK_S * 1000);
		(void)pthread_mutex_lock(&p->lock);
		while (!p->closing && pthread_cond_timedwait(&p->wake, &p->lock,
		    &until) == 0)
			;
		closing = p->closing;
		(void)pthread_mutex_unlock(&p->lock);
	}
	return NULL;
}

/* `link` is where people read notices: "https://…/thong-bao". NULL when no server
 * is set: mail is off. Stop is fine with NULL. */
static struct post *
post_start(struct writer *writer, const struct ctx *proto,
    const struct smtp *smtp, struct str link)
{
	struct arena own;
	struct post *p;

	if (smtp->url.n == 0)
		return NULL;
	arena_init(&own, MIB);
	p = ARENA_NEW(&own, struct post);
	*p = (struct post){ .own = own, .writer = writer, .proto = *proto,
	    .smtp = *smtp, .link = link };
	(void)pthread_mutex_init(&p->lock, NULL);
	steady_init(&p->wake);
	REQUIRE(pthread_create(&p->thread, NULL, post_run, p) == 0);
	return p;
}

struct post *
post_open(struct writer *writer, const struct ctx *proto,
    const struct settings *set, struct arena *mem)
{
	char line[200] = "";
	FILE *f = set->smtp_password_file.n == 0 ? NULL :
	    fopen(str_z(mem, set->smtp_password_file), "re");

	if (f != NULL && fgets(line, sizeof(line), f) == NULL)
		log_warn("mail: the password file is empty");
	if (f != NULL)
		(void)fclose(f);
	return post_start(writer, proto, &(struct smtp){ .url = set->smtp,
	    .from = set->smtp_from, .user = set->smtp_user,
	    .password = str_copy(mem, str_trim(str_c(line))) },
	    str_printf(mem, "%.*s/thong-bao", STR_ARG(set->public_url)));
}

void
post_stop(struct post *p)
{
	struct arena own;

	if (p == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->closing = true;
	(void)pthread_cond_signal(&p->wake);
	(void)pthread_mutex_unlock(&p->lock);
	(void)pthread_join(p->thread, NULL);
	(void)pthread_mutex_destroy(&p->lock);
	(void)pthread_cond_destroy(&p->wake);
	own = p->own;
	arena_release(&own);
}
