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
 * The label of a field is the text `field.NAME`; its errors use it as {0}.
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
enum field_flags { OPTIONAL = 0, REQUIRED = 1 };

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
	const struct field *fields;
	size_t n, size;
};

#define FORM_MEMBER(kind, name, max, flags) form_##kind name;
#define FORM_ENUM(kind, name, max, flags) , FORM_FIELD_##name
#define FORM_DECLARE(form) \
	struct form##_form { FORM_##form(FORM_MEMBER) }; \
	extern const struct form form_##form;

/* Reads the fields of a request into a fresh struct of the form. Every wrong
 * field gets its own fault; RC_INVALID then. `raw` receives what was typed,
 * cleaned, for showing again. */
MUST_CHECK enum rc form_read(const struct form *f, const struct request *req,
    struct arena *mem, struct fault *fault, const void **values, struct pairs_in *raw);

/* The field of a form by member: FIELD(sign_in, login). */
#define FIELD(form, member) \
	(form_field(&form_##form, offsetof(struct form##_form, member)))
const struct field *form_field(const struct form *f, size_t offset);

#endif
