/*
 * form: what a route takes. Undeclared input does not exist: a field that no
 * row names is refused.
 *
 * A form is a list macro in forms.h: T(KIND, name, max, flags). From it come
 * a struct with a member of the right C type for each field, and the table
 * that the parser and the templates read:
 *
 *   #define FORM_sign_in(T) \
 *       T(LINE, login, 60, REQUIRED) T(SECRET, password, 200, REQUIRED)
 *
 *   struct sign_in_form { struct str login; struct str password; };
 *   FORM_OF(v, sign_in)->login
 *   {{ > field_line(v, FIELD(sign_in, login), value, hint) }}     in a template
 *
 * Kinds: LINE one line · TEXT lines · SECRET not cleaned, not shown again ·
 * PHONE · EMAIL · DAY dd/mm/yyyy · INT whole number · ID a key · CHOICE a word
 * (checked by the act) · FLAG a box · MANY several of one name (boxes) ·
 * PAIRS all fields whose name begins with "name." (score sheets) · FILES.
 * The label of a field is the text `field.NAME`.
 * All forms stand in web/forms.h, one line each; `no_form` takes nothing.
 *
 * A GET route reads its form from the query, any other from the body.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/http.h"
#include "text.h"

enum field_kind {
	F_LINE, F_TEXT, F_SECRET, F_PHONE, F_EMAIL, F_DAY, F_INT, F_ID, F_CHOICE,
	F_FLAG, F_MANY, F_PAIRS, F_FILES
};
/* ASKED: the page says that it must be filled in, and may be left empty in the
 * row because the act says better what is missing, or asks for it in some cases. */
enum field_flags { OPTIONAL = 0, REQUIRED = 1, ASKED = 2 };

struct strs { const struct str *v; size_t n; };
struct files_in { const struct file_in *v; size_t n; };

typedef struct str form_LINE, form_TEXT, form_SECRET, form_PHONE, form_EMAIL, form_CHOICE;
typedef struct day form_DAY;
typedef struct { int64_t v; bool has; } form_INT;
typedef int64_t form_ID;
typedef bool form_FLAG;
typedef struct strs form_MANY;
typedef struct pairs_in form_PAIRS;
typedef struct files_in form_FILES;

struct field {
	const char *name;
	enum field_kind kind;
	size_t max;       /* code points; count of MANY, PAIRS; MiB of a FILE */
	unsigned flags;
	size_t offset;    /* in the form's struct */
	enum text label;
};

struct form {
	const char *name;
	const struct field *(*fields)(void); /* the n rows */
	size_t n, size;
};

#define FORM_MEMBER(kind, name, max, flags) form_##kind name;
#define FORM_DECLARE(which) \
	struct which##_form { FORM_##which(FORM_MEMBER) }; \
	extern const struct form form_##which;

/* What was read: a fresh struct of the form, and what was typed, cleaned, for
 * showing again. */
struct form_values {
	const void *values;
	struct pairs_in raw;
};

/* Reads the fields of a request. Every wrong field gets its own fault;
 * RC_INVALID then. `out` is filled in any case. */
MUST_CHECK enum rc form_read(const struct form *f, const struct request *req,
    struct arena *mem, struct fault *fault, struct form_values *out);

/* The fields that every form of ours carries: not declared, not in values. */
#define FIELD_CSRF "csrf" /* says that our own page made the form */
#define FIELD_ONCE "once" /* names one view of it: a doubled click */

#define FORM_FILES_MAX 10 /* files in one body */

/* Most bytes a body of this form can have, files and names included. */
size_t form_body_limit(const struct form *f);
/* Of one file of the form; 0 when it takes none. */
int64_t form_file_limit(const struct form *f);

/* What can be wrong with a field, beside core/check.h; {0} is its limit. */
extern const struct reason WHY_FIELD_MISSING, WHY_FIELD_TOO_LONG,
    WHY_TOO_MANY, WHY_NOT_TEXT, WHY_FILE_MISSING, WHY_FILE_TOO_LARGE, WHY_TWICE;
/* With the form as a whole: a field that it does not have. */
extern const struct reason WHY_UNKNOWN_FIELD;

/* The field of a form by member: FIELD(sign_in, login). */
#define FIELD(which, member) \
	(form_field(&form_##which, offsetof(struct which##_form, member)))
const struct field *form_field(const struct form *f, size_t offset);

#endif
