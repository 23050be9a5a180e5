/*
 * visit: one request on its way through the program.
 *
 * serve_one.c fills it, top to bottom: route row, session, right, form, then
 * the handler. A handler reads what it needs, calls an act, and chooses the
 * answer. It holds no rule and no SQL, and cannot reach the store.
 *
 * READS handlers run on the serving thread with a connection that cannot
 * write. WRITES handlers run on the writer inside a savepoint; what they
 * answer is sent only after the commit. When a WRITES handler fails, everything
 * it did is undone and the route's `again` handler (a READS one) shows the page
 * once more with what was typed (v->again) and v->ctx.fault. A WRITES handler
 * that sets the fault and yet returns RC_OK is refused in the same way, but
 * what it did is kept: a wrong password is counted.
 *
 * A handler includes web/routes.h, where it is declared by its row.
 */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H

#include "act/ctx.h"
#include "core/permit.h"
#include "http/http.h"
#include "text.h" /* generated: enum text, enum lang */

struct form;
struct office; /* web/serve_one.h */
struct visit;

/* Where a handler runs. SLOW(prepare_handler) in a route row is a write whose
 * heavy part (hashing a password) runs before it, on the slow pool and without
 * a database; it leaves its result in v->prepared. SLOW_READS runs the whole
 * handler on the slow pool with a connection that cannot write (big exports).
 * BESIDE is a write of what many save again and again: on PostgreSQL it does not
 * wait for its turn, so its act must hold what it decides by (decision 0029). */
enum access { READS, WRITES, BESIDE, SLOW, SLOW_READS };
/* How faults are shown: page, JSON, plain, JSON as signing tools read it (web/sign_pass.c). */
enum answer { PAGE, DATA, FILE_OUT, TOOL };

typedef enum rc handler(struct visit *v);

struct route {
	enum method method;
	const char *pattern;      /* "/ho-so/{dossier}/nop" */
	enum right right;         /* who may knock at all */
	enum access access;
	const struct form *form;  /* fields it takes; NULL: none */
	enum answer answer;
	handler *run;
	handler *again;           /* shows the page again after a refused WRITES */
	handler *prepare;         /* the heavy part of a SLOW row */
	const char *sentence;     /* for `ocop routes` */
};
extern const struct route routes[];
extern const size_t routes_n;

/* The most that a path of routes.def holds; more is our mistake and stops the process. */
#define PATH_NUMBERS 3
#define PATH_TEXTS   4 /* a tile of a log of more than 65,536 entries */

struct visit {
	struct ctx ctx;
	const struct office *office;
	const struct route *route;
	const struct request *req;
	struct reply *reply;
	int64_t id[PATH_NUMBERS]; /* the {numbers} of the path, in order */
	struct str arg[PATH_TEXTS]; /* the {texts} of the path, in order */
	const void *values;       /* the form's struct, filled (FORM_OF) */
	struct pairs_in raw;      /* what was typed, cleaned, by field name */
	bool again;               /* show the page with raw values and the fault */
	enum lang lang;
	struct str session;       /* cookie value; empty: none */
	struct str csrf;          /* of this session */
	bool wants_json;          /* Accept: application/json (script of ours) */
	bool phone_line;          /* the person saves data */
	struct str place;         /* "TP. Hồ Chí Minh": whose office this is; may be empty */
	enum text flash;          /* the sentence of visit_flash() for this page; T_NONE: none */
	int64_t unread;           /* notices not read yet: for the header */
	struct meeting_id follows; /* of a reply that goes on: the session it tells of */
	struct str pulse;         /* … and what its seat was shown (act/pulse.h) */
	void *prepared;           /* what the prepare step of a SLOW row found */
	struct str once_key;      /* of the form sent; empty: none */
	struct str token_hash;    /* of the session's row; empty: none */
	bool done;                /* the reply is complete; nothing more runs */
	bool second;              /* of a double click: serve_write() answers as the first */
	int64_t started_us;
};

/* Whether our own page sent it. Browsers say where a form came from; what says nothing
 * is no browser, and has no cookie that it did not mean to send. */
bool visit_is_from_here(const struct visit *v);
/* Whether the page is one that only offices and councils see (the right of its
 * row says so): it gets desk.css and desk.js, which nobody else pays for. */
bool visit_at_desk(const struct visit *v);

/* The values of the route's form. Stops us when the route has another form;
 * an `again` handler gets its own form empty, since the row is another one. */
#define FORM_OF(v, name) \
	((const struct name##_form *)visit_form((v), &form_##name))
const void *visit_form(const struct visit *v, const struct form *form);

/* Begins an HTML page in v->reply; returns what templates write to. */
struct out *visit_page(struct visit *v);
/* 303 to an address of ours; `%` in the pattern takes arguments: PRId64
 * numbers are given as int64_t. The pattern must be a route (checked by lint). */
enum rc visit_go(struct visit *v, const char *pattern, ...);
/* The same to an address that was made elsewhere: it must be one of ours. */
enum rc visit_go_to(struct visit *v, struct str location);
/* Where people reach us: what the office was told; else where this person did. */
struct str visit_base(const struct visit *v);
/* Whether it begins with one slash and leads nowhere else. */
bool location_is_ours(struct str s);
/* A short sentence shown on top of the next page: v, text key. */
void visit_flash(struct visit *v, enum text key);
/* A JSON reply: begin, write with base/json.h, done. */
struct buf *visit_json(struct visit *v);
/* Bytes that live as long as the program (an asset) or as the request. */
enum rc visit_bytes(struct visit *v, struct str type, struct str bytes);
/* Sends a file of ours as it is. `name` is what the browser may save it as;
 * empty: shown in the page. Never trusted: no script runs in it. */
enum rc visit_file(struct visit *v, struct str type, struct str path,
    struct str name);
/* A text with its place {0} filled, in the reader's language. */
struct str visit_text(const struct visit *v, enum text t, struct str arg);
/* The text of a reason: fault.<code>. */
enum text visit_reason(const struct reason *why);
/* The name of a criteria set in the reader's language; its code if unknown. */
struct str visit_set_name(const struct visit *v, struct str set_code);
/* Sets a cookie of ours; empty value: removes it. HttpOnly, SameSite=Lax. */
void visit_cookie(struct visit *v, const char *name, struct str value);

#endif
