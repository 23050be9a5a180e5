/*
 * fault: the one way to say that something did not work.
 *
 * A caller can react in seven ways, so there are seven outcomes (enum rc).
 * Everything finer is a reason: a constant with a code, from which the outcome
 * is derived, so code and message cannot disagree. The floor that knows the
 * reason sets it with FAIL(); the floors above pass the rc on untouched.
 *
 * A fault belongs to its caller's context, never to a thread. It holds one
 * reason for the whole and, for a form, one reason for each field that is
 * wrong: a person is told everything at once.
 *
 * Our own mistakes are not faults: REQUIRE() stays on in production and stops
 * the process, because a wrong process should not go on deciding.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define MUST_CHECK __attribute__((warn_unused_result))

enum rc {
	RC_OK,
	RC_INVALID,  /* what was given is wrong: 422 */
	RC_DENIED,   /* not allowed, and may know it: 403 (or sign in first) */
	RC_ABSENT,   /* not there, or not there for you: 404 */
	RC_CONFLICT, /* somebody else was faster: 409 */
	RC_BUSY,     /* full or locked, works later: 503 */
	RC_BROKEN,   /* our fault or the machine's: 500 */
	RC__COUNT
};

/* Why something was refused. `code` is a text key (`fault.<code>`) and the
 * word that the API and the stories use. Reasons are constants. */
struct reason {
	enum rc rc;
	const char *code;
};

/* One field of a form that is wrong. `field` is the name in the form, `arg`
 * fills {0} of the text. */
struct field_fault {
	struct str field;
	const struct reason *why;
	struct str arg;
};

#define FAULT_FIELDS_MAX 48

struct fault {
	const struct reason *why;      /* NULL: nothing is wrong */
	const char *file;              /* where it was set: for the log */
	int line;
	char detail[200];              /* for the log and for {0} of the text */
	size_t n_fields;
	struct field_fault fields[FAULT_FIELDS_MAX];
};

/* Sets the fault of a context and is the rc to return. `ctx` is anything with
 * a member `fault`; the rest is a printf format and its arguments. The detail
 * is shown to people: no personal data, no path of the machine. */
#define FAIL(ctx, reason, ...) \
	fault_set((ctx)->fault, &(reason), __FILE__, __LINE__, __VA_ARGS__)

/* What FAIL() calls. A later fault takes the place of an earlier one. */
enum rc fault_set(struct fault *f, const struct reason *why, const char *file,
    int line, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* Adds a wrong field. Past FAULT_FIELDS_MAX further ones are dropped: the
 * first are enough to go on with. Sets the whole to `invalid_form`. */
void fault_field(struct fault *f, struct str field, const struct reason *why,
    struct str arg);

/* The fault of one field, or NULL. */
const struct field_fault *fault_of(const struct fault *f, struct str field);

/* RC_OK, or the rc of the reason that was set. */
enum rc fault_rc(const struct fault *f);

/* The few reasons that the floors without a domain give. */
extern const struct reason WHY_INVALID_FORM; /* see the fields */
extern const struct reason WHY_BROKEN;       /* our own or the machine's fault */
extern const struct reason WHY_BUSY;         /* full; try again */
extern const struct reason WHY_ABSENT;       /* no such thing for this reader */
extern const struct reason WHY_STALE;        /* somebody changed it meanwhile */
extern const struct reason WHY_TOO_LARGE;    /* above its limit */
extern const struct reason WHY_BAD_REQUEST;  /* not HTTP as we accept it */

/* Stops the process with a line that names the place. Never compiled out. */
#define REQUIRE(x) \
	((x) ? (void)0 : require_failed(#x, __FILE__, __LINE__))
_Noreturn void require_failed(const char *what, const char *file, int line);

#endif
