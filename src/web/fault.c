/*
 * fault: see fault.h.
 */
#include "web/fault.h"

#include "base/json.h"
#include "html.h"
#include "web/form.h"
#include "web/out.h"
#include "web/session.h"

const struct reason WHY_METHOD = { RC_INVALID, "method" };
const struct reason WHY_FORBIDDEN = { RC_DENIED, "forbidden" };
const struct reason WHY_FOREIGN_FORM = { RC_DENIED, "foreign_form" };
const struct reason WHY_OLD_FORM = { RC_DENIED, "old_form" };

/* Reasons whose status is finer than their outcome. */
static const struct {
	const char *code;
	int status;
} finer[] = {
	{ "bad_request", 400 }, { "unknown_field", 400 }, { "sign_in", 401 },
	{ "method", 405 }, { "too_large", 413 }, { "file_too_large", 413 },
	{ "file_large", 413 }, { "not_a_form", 415 }, { "piece_type", 415 },
	{ "tus_version", 412 }, { "target_long", 414 },
	{ "throttled", 429 }, { "headers_long", 431 },
};

static const int status_of_rc[RC__COUNT] = {
	[RC_OK] = 200, [RC_INVALID] = 422, [RC_DENIED] = 403,
	[RC_ABSENT] = 404, [RC_CONFLICT] = 409, [RC_BUSY] = 503,
	[RC_BROKEN] = 500,
};

/* The HTTP status of a reason. */
static int
status_of(const struct reason *why)
{
	for (size_t i = 0; i < sizeof(finer) / sizeof(finer[0]); i++)
		if (str_eq(str_c(why->code), str_c(finer[i].code)))
			return finer[i].status;
	return status_of_rc[why->rc];
}

static const enum text todo_of_rc[RC__COUNT] = {
	[RC_OK] = T_NONE, [RC_INVALID] = T_todo_invalid,
	[RC_DENIED] = T_todo_denied, [RC_ABSENT] = T_todo_absent,
	[RC_CONFLICT] = T_todo_conflict, [RC_BUSY] = T_todo_busy,
	[RC_BROKEN] = T_todo_broken,
};

/* Details of our own faults are for the log only. */
static struct str
message_of(const struct visit *v)
{
	const struct fault *f = v->ctx.fault;

	return visit_text(v, visit_reason(f->why),
	    f->why->rc == RC_BROKEN ? S("") : str_c(f->detail));
}

/* What autosave needs (assets/app.js): each wrong field, and each one that
 * somebody else changed meanwhile with the value that is kept. */
static void
fault_json_fields(struct visit *v, struct json_out *o, bool conflicts)
{
	const struct fault *f = v->ctx.fault;
	size_t i;

	json_name(o, conflicts ? S("conflicts") : S("faults"));
	json_open(o, '[');
	for (i = 0; i < f->n_fields; i++) {
		const struct field_fault *ff = &f->fields[i];
		const bool conflict = ff->why->rc == RC_CONFLICT;
		const bool named = str_eq(str_c(ff->why->code), S("changed_meanwhile"));

		if (conflict != conflicts)
			continue;
		json_open(o, '{');
		json_name(o, S("name"));
		json_put_str(o, ff->field);
		if (conflict) { /* "–" is how people see that there is nothing */
			json_name(o, S("value"));
			json_put_str(o, str_eq(ff->arg, S("–")) ? S("") : ff->arg);
		}
		json_name(o, conflict && !named ? S("why") : S("text"));
		json_put_str(o, conflict && named ? ff->arg
		    : visit_text(v, visit_reason(ff->why), ff->arg));
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void
fault_json(struct visit *v)
{
	const struct fault *f = v->ctx.fault;
	const struct field_fault *first = f->n_fields > 0 ? &f->fields[0] : NULL;
	struct json_out o = json_out(visit_json(v));
	int64_t version;

	json_open(&o, '{');
	if (v->route != NULL && v->route->answer == TOOL) {
		json_name(&o, S("Status"));
		json_put_bool(&o, false);
		json_name(&o, S("Message"));
		json_put_str(&o, message_of(v));
	}
	json_name(&o, S("error"));
	json_open(&o, '{');
	json_name(&o, S("code"));
	json_put_str(&o, str_c(first != NULL ? first->why->code : f->why->code));
	json_name(&o, S("message"));
	json_put_str(&o, first != NULL ?
	    visit_text(v, visit_reason(first->why), first->arg) : message_of(v));
	json_name(&o, S("field"));
	json_put_str(&o, first != NULL ? first->field : (struct str){ NULL, 0 });
	json_close(&o, '}');
	if (f->why->rc == RC_CONFLICT && str_int(str_c(f->detail), &version)) {
		json_name(&o, S("version"));
		json_put_int(&o, version);
	}
	fault_json_fields(v, &o, false);
	fault_json_fields(v, &o, true);
	json_close(&o, '}');
}

static void
fault_page(struct visit *v)
{
	const struct fault *f = v->ctx.fault;
	struct fault_view page = { .status = v->reply->status,
	    .message = message_of(v), .todo = todo_of_rc[f->why->rc],
	    .number = v->req->number };

	/* A form that came when everything was full: nobody types it again. */
	if (f->why->rc == RC_BUSY && v->route != NULL &&
	    v->req->method == POST && v->req->fields.n > 0) {
		page.kept = session_typed(v);
		page.again = v->req->path;
	}
	html_fault_page(visit_page(v), &page);
}

/* The page once more, if the route has one and it can be made. A thing that
 * is absent, and our own faults, have no page to show; who may not knock at the
 * route sees no page of it either, whatever she has sent to it. */
static bool
page_again(struct visit *v)
{
	const struct fault kept = *v->ctx.fault;

	if (v->route == NULL || v->route->again == NULL || v->again ||
	    kept.why->rc == RC_ABSENT || kept.why->rc == RC_BROKEN ||
	    v->wants_json || v->ctx.db == NULL ||
	    !right_has(&v->ctx.actor, v->route->right))
		return false;
	v->again = true;
	if (v->route->again(v) == RC_OK && v->reply->status == 200 &&
	    v->ctx.fault->why == kept.why) {
		v->reply->status = status_of(kept.why);
		return true;
	}
	*v->ctx.fault = kept;
	v->again = false; /* its page cannot be shown: the reason alone is */
	return false;
}

static bool
wants_data(const struct visit *v)
{
	return v->wants_json ||
	    (v->route != NULL && (v->route->answer == DATA || v->route->answer == TOOL)) ||
	    str_starts(v->req->path, S("/api/"));
}

void
fault_show(struct visit *v)
{
	const struct reason *why = v->ctx.fault->why;

	REQUIRE(why != NULL);
	reply_init(v->reply, v->ctx.mem);
	v->done = true;
	if (why == &WHY_SIGN_IN && !wants_data(v) && session_ask(v) == RC_OK)
		return;
	if (!page_again(v)) {
		reply_init(v->reply, v->ctx.mem);
		v->reply->status = status_of(why);
		if (wants_data(v))
			fault_json(v);
		else
			fault_page(v);
	}
	if (why->rc == RC_BUSY)
		reply_header(v->reply, S("Retry-After"), S("5"));
}
