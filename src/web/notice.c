/*
 * notice: the list of notices.
 */
#include "web/notice.h"

#include <stdio.h>

#include "html.h"
#include "web/forms.h"
#include "web/out.h"
#include "web/routes.h"

/* A kind whose text went away in a newer program still says that something
 * was there. */
struct str
notice_words(const struct visit *v, const struct notice *n)
{
	char key[80];
	enum text t;

	(void)snprintf(key, sizeof(key), "notice.%.*s", STR_ARG(n->kind));
	t = text_find(str_c(key));
	return visit_text(v, t == T_NONE ? T_notice_other : t, n->arg);
}

enum rc
notice_list_show(struct visit *v)
{
	struct notice_id after = { FORM_OF(v, notice_list)->after };
	struct notices page;
	enum rc rc = notice_list(&v->ctx, after, &page);

	if (rc == RC_OK)
		html_notice_page(visit_page(v), &page);
	return rc;
}

enum rc
notice_read_post(struct visit *v)
{
	(void)visit_go(v, "/thong-bao");
	return notice_read_all(&v->ctx);
}
