/*
 * body: see body.h.
 */
#include "http/body.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "http/multipart.h"

const struct reason WHY_NOT_A_FORM = { RC_INVALID, "not_a_form" };
const struct reason WHY_DISK = { RC_BUSY, "disk" };

enum kind { KIND_URLENCODED, KIND_MULTIPART, KIND_RAW };

struct body {
	struct arena *mem;
	const struct body_limits *limits;
	enum kind kind;
	size_t taken;
	const struct reason *why;   /* refused */
	struct buf text;            /* urlencoded form, or the field being read */
	struct multipart *multipart;
	struct multipart_sink sink;
	struct pair_in *fields;
	size_t n_fields, text_bytes;
	struct file_in *files;
	size_t n_files;
	bool in_file, skip;         /* skip: a file box that was left empty */
	bool no_room;               /* of a raw body; what comes is thrown away */
	int fd;
	struct str path;            /* of the open temporary file */
};

static void
file_remove(void *path)
{
	(void)unlink(path);
}

static void
body_close(void *arg)
{
	struct body *b = arg;

	if (b->fd >= 0)
		(void)close(b->fd);
	b->fd = -1;
}

static bool
file_open(struct body *b)
{
	struct str name = str_printf(b->mem, "%.*s/in-XXXXXX",
	    STR_ARG(b->limits->folder));
	char *path = arena_alloc(b->mem, name.n + 1);

	memcpy(path, name.p, name.n);
	b->fd = mkostemp(path, O_CLOEXEC);
	if (b->fd < 0)
		return false;
	b->path = str_c(path);
	arena_defer(b->mem, file_remove, path);
	return true;
}

static bool
file_write(struct body *b, struct str s)
{
	while (s.n > 0) {
		ssize_t n = write(b->fd, s.p, s.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s = str_from(s, (size_t)n);
	}
	return true;
}

static bool
part_begin(void *arg, struct str name, bool file, struct str file_name,
    struct str type)
{
	struct body *b = arg;

	b->in_file = file;
	b->skip = file && file_name.n == 0;
	if (b->skip)
		return true;
	if (!file) {
		if (b->n_fields == b->limits->fields)
			return false;
		b->fields[b->n_fields].name = name;
		b->text = buf_new(b->mem, b->limits->text_bytes);
		return true;
	}
	if (b->n_files == b->limits->files) {
		b->why = &WHY_TOO_LARGE;
		return false;
	}
	/* A full disk is no reason to hang up on somebody who is still sending:
	 * they would see a broken line and lose the texts of the form. */
	b->path = S("");
	b->files[b->n_files] = (struct file_in){ .no_room = !file_open(b) };
	b->files[b->n_files].field = name;
	b->files[b->n_files].name = file_name;
	b->files[b->n_files].type = type;
	b->files[b->n_files].path = b->path;
	return true;
}

static bool
part_bytes(void *arg, struct str piece)
{
	struct body *b = arg;
	struct file_in *f = &b->files[b->n_files];

	if (b->skip)
		return true;
	if (!b->in_file) {
		b->text_bytes += piece.n;
		if (b->text_bytes > b->limits->text_bytes) {
			b->why = &WHY_TOO_LARGE;
			return false;
		}
		buf_put(&b->text, piece);
		return true;
	}
	if (f->too_large || f->no_room)
		return true;
	if (f->size_bytes + (int64_t)piece.n > b->limits->file_bytes) {
		f->too_large = true;
		piece = str_head(piece,
		    (size_t)(b->limits->file_bytes - f->size_bytes));
	}
	f->size_bytes += (int64_t)piece.n;
	f->no_room = !file_write(b, piece);
	return true;
}

static bool
part_end(void *arg)
{
	struct body *b = arg;

	if (b->skip)
		return true;
	if (b->in_file) {
		body_close(b);
		b->n_files++;
		return true;
	}
	b->fields[b->n_fields].value = buf_str(&b->text);
	if (!text_valid(b->fields[b->n_fields].value) ||
	    memchr(b->text.p == NULL ? "" : b->text.p, '\0', b->text.n) != NULL)
		return false;
	b->n_fields++;
	return true;
}

static bool
type_is(struct arena *mem, struct str content_type, struct str want)
{
	struct str t = str_head(content_type, str_find(content_type, ';'));

	return str_eq(str_lower(mem, str_trim(t)), want);
}

struct body *
body_new(struct arena *mem, struct str content_type,
    const struct body_limits *limits, const struct reason **why)
{
	struct body *b = ARENA_NEW(mem, struct body);

	*b = (struct body){ .mem = mem, .limits = limits, .fd = -1 };
	b->text = buf_new(mem, limits->text_bytes);
	arena_defer(mem, body_close, b);
	if (limits->raw) {
		b->kind = KIND_RAW;
		b->no_room = !file_open(b);
		return b;
	}
	if (content_type.n == 0 || type_is(mem, content_type,
	    S("application/x-www-form-urlencoded"))) {
		b->kind = KIND_URLENCODED;
		return b;
	}
	b->kind = KIND_MULTIPART;
	b->sink = (struct multipart_sink){ b, part_begin, part_bytes, part_end };
	if (type_is(mem, content_type, S("multipart/form-data")))
		b->multipart = multipart_new(mem, content_type, &b->sink);
	if (b->multipart == NULL) {
		*why = &WHY_NOT_A_FORM;
		return NULL;
	}
	b->fields = ARENA_ARRAY(mem, limits->fields + 1, struct pair_in);
	b->files = ARENA_ARRAY(mem, limits->files + 1, struct file_in);
	return b;
}

const struct reason *
body_put(struct body *b, struct str bytes)
{
	if (b->why != NULL)
		return b->why;
	b->taken += bytes.n;
	if (b->taken > b->limits->bytes)
		return b->why = &WHY_TOO_LARGE;
	switch (b->kind) {
	case KIND_RAW:
		b->no_room = b->no_room || !file_write(b, bytes);
		break;
	case KIND_URLENCODED:
		buf_put(&b->text, bytes);
		if (!buf_ok(&b->text))
			b->why = &WHY_TOO_LARGE;
		break;
	case KIND_MULTIPART:
		if (!multipart_put(b->multipart, bytes) && b->why == NULL)
			b->why = &WHY_BAD_REQUEST;
		break;
	}
	return b->why;
}

const struct reason *
body_end(struct body *b, struct request *r, bool broken)
{
	if (b->why != NULL)
		return b->why;
	r->body_bytes = (int64_t)b->taken;
	if (broken && b->kind != KIND_RAW)
		return b->why = &WHY_BAD_REQUEST;
	switch (b->kind) {
	case KIND_RAW:
		body_close(b);
		r->raw_path = b->path;
		if (b->no_room)
			b->why = &WHY_DISK;
		break;
	case KIND_URLENCODED:
		if (!pairs_read(b->mem, buf_str(&b->text), b->limits->fields,
		    &r->fields))
			b->why = &WHY_BAD_REQUEST;
		break;
	case KIND_MULTIPART:
		if (!multipart_done(b->multipart))
			b->why = &WHY_BAD_REQUEST;
		r->fields = (struct pairs_in){ b->fields, b->n_fields };
		r->files = b->files;
		r->n_files = b->n_files;
		break;
	}
	return b->why;
}
