/* field: see field.h. */
#include "web/field.h"

#include <string.h>

#include "base/buf.h"

struct str
field_id(struct arena *mem, struct str name)
{
	struct str id = str_printf(mem, "f-%.*s", STR_ARG(name));
	char *out = arena_array(mem, id.n + 1, 1);

	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';

		out[i] = plain ? c : '_';
	}
	return (struct str){ out, id.n };
}

struct str
fault_text(const struct visit *v, const struct reason *why, struct str arg)
{
	enum text t = text_find(str_printf(v->ctx.mem, "fault.%s", why->code));

	return text_fill(v->ctx.mem, v->lang, t == T_NONE ? T_site_fault_unknown : t, &arg, 1);
}

/* How each kind is typed: type, inputmode, autocomplete. */
static const struct {
	const char *type, *mode, *fill;
} typing[] = {
	[F_LINE] = { "text", "", "" },
	[F_TEXT] = { "text", "", "" },
	[F_SECRET] = { "password", "", "current-password" },
	[F_PHONE] = { "tel", "tel", "tel" },
	[F_EMAIL] = { "text", "email", "email" },
	[F_DAY] = { "text", "numeric", "" },
	[F_INT] = { "text", "numeric", "" },
	[F_ID] = { "text", "numeric", "" },
	[F_CHOICE] = { "radio", "", "" },
	[F_FLAG] = { "checkbox", "", "" },
	[F_MANY] = { "checkbox", "", "" },
	[F_PAIRS] = { "text", "", "" },
	[F_FILES] = { "file", "", "" },
};

/* The ids of the notes that belong to a field: "f-x-hint f-x-wrong". */
static struct str
described_by(struct arena *mem, struct str id, bool hint, bool wrong)
{
	struct buf b = buf_new(mem, KIB);

	if (hint)
		buf_printf(&b, "%.*s-hint%s", STR_ARG(id), wrong ? " " : "");
	if (wrong)
		buf_printf(&b, "%.*s-wrong", STR_ARG(id));
	return buf_str(&b);
}

struct field_view
field_named(const struct visit *v, struct str name, enum text label, struct str value, enum text hint)
{
	struct arena *mem = v->ctx.mem;
	const struct field_fault *ff = fault_of(v->ctx.fault, name);
	struct field_view f = { .name = name, .label = label, .hint = hint, .value = value };

	f.id = field_id(mem, name);
	f.type = S("text");
	if (v->again)
		f.value = pairs_get(v->raw, name);
	if (ff != NULL) {
		f.wrong = true;
		f.message = fault_text(v, ff->why, ff->arg);
	}
	f.described = described_by(mem, f.id, hint != T_NONE, f.wrong);
	return f;
}

/* A code of the second step: a phone may offer it by itself. */
static bool
is_one_time(struct str name)
{
	static const char *const codes[] = { "second_code", "fresh_code", "phone_code",
		"renew_code", "off_code" };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (str_eq(name, str_c(codes[i])))
			return true;
	return false;
}

#define PICTURES ".jpg,.jpeg,.png,.webp,.heic,.heif"

/* Which files a field asks for, by how its name begins; the first row that fits. */
static void
files_asked(struct field_view *f)
{
	static const struct {
		const char *head, *accept;
		bool many;
	} rows[] = {
		{ "photo_", PICTURES, true },
		{ "photo", PICTURES, false },
		{ "signed_pdf", ".pdf", false },
		{ "handed_zip", ".zip", false },
		{ "order_file", ".pdf," PICTURES, false },
		{ "scan_pages", ".pdf," PICTURES, true },
		{ "", ".pdf," PICTURES ",.docx,.xlsx", true },
	};
	size_t i = 0;

	while (!str_starts(f->name, str_c(rows[i].head)))
		i++;
	f->accept = str_c(rows[i].accept);
	f->many = rows[i].many;
}

struct field_view
field_view(const struct visit *v, const struct field *row, struct str value, enum text hint)
{
	struct field_view f = field_named(v, str_c(row->name), row->label, value, hint);

	f.kind = row->kind;
	f.required = row->flags != OPTIONAL;
	f.type = str_c(typing[row->kind].type);
	f.mode = str_c(typing[row->kind].mode);
	f.fill = str_c(typing[row->kind].fill);
	if (row->kind == F_FILES)
		files_asked(&f);
	if (row->kind == F_SECRET) {
		f.value = S(""); /* never sent back */
		if (str_has(f.name, S("new")) || str_eq(f.name, S("password2")))
			f.fill = S("new-password");
	} else if (str_eq(f.name, S("login"))) {
		f.fill = S("username");
	} else if (is_one_time(f.name)) {
		f.fill = S("one-time-code");
	}
	return f;
}

bool
option_is_chosen(const struct visit *v, const struct field_view *f, const struct field_option *c)
{
	if (!v->again)
		return c->chosen;
	for (size_t i = 0; i < v->raw.n; i++) {
		if (str_eq(v->raw.v[i].name, f->name) && str_eq(v->raw.v[i].value, c->value))
			return true;
	}
	return false;
}

struct str
tone_class(enum tone t)
{
	switch (t) {
	case TONE_INFO:
		return S("tag info");
	case TONE_GOOD:
		return S("tag good");
	case TONE_WAIT:
		return S("tag wait");
	case TONE_BAD:
		return S("tag bad");
	case TONE_PLAIN:
	default:
		return S("tag");
	}
}

int
days_left(const struct visit *v, struct day d)
{
	return d.n - v->ctx.today.n;
}
