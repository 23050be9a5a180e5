/*
 * template: an office's own DOCX, filled in. The parts of the file are read and
 * written here, by libzip (archive.c); their XML in fill.c. Everything is bounded: how
 * many parts, how large each and all of them are once unpacked, how much a part may
 * be packed. Other parts go through as they are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <zip.h>

#include "look.h"

#define PARTS_MAX 400
#define PART_MAX (16u * 1024 * 1024)
#define ALL_MAX (64u * 1024 * 1024)
#define SLOTS_MAX 60000
#define MIDNIGHT 0
#define YEAR_1980 0x21

/* ---- the values --------------------------------------------------------------- */

static bool
number(const char **p, const char *end, size_t *out)
{
	*out = 0;
	if (*p == end || **p < '0' || **p > '9')
		return false;
	for (; *p < end && **p >= '0' && **p <= '9' && *out < 100000000; (*p)++)
		*out = *out * 10 + (size_t)(**p - '0');
	if (*p == end || (**p != ' ' && **p != '\n'))
		return false;
	(*p)++;
	return true;
}

/* Our own server wrote them; still, a wrong length must not lead us astray. */
static bool
slots_read(struct slots *s)
{
	struct stat st;
	const char *p, *end;

	s->v = calloc(SLOTS_MAX, sizeof(*s->v));
	if (s->v == NULL || fstat(FD_VALUES, &st) != 0 || st.st_size <= 0)
		return false;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, FD_VALUES, 0);
	if (p == MAP_FAILED)
		return false;
	end = p + st.st_size;
	while (p < end && s->n < SLOTS_MAX) {
		struct slot *t = &s->v[s->n++];
		const char *blank = memchr(p, ' ', (size_t)(end - p));

		if (blank == NULL)
			return false;
		t->list = p;
		t->list_n = (size_t)(blank - p);
		p = blank + 1;
		if (t->list_n == 1 && t->list[0] == '-')
			t->list_n = 0;
		if (!number(&p, end, &t->row) || !number(&p, end, &t->key_n) ||
		    !number(&p, end, &t->text_n) || t->key_n > (size_t)(end - p) ||
		    t->text_n > (size_t)(end - p) - t->key_n)
			return false;
		t->key = p;
		t->text = p + t->key_n;
		p += t->key_n + t->text_n;
	}
	return p == end;
}

/* ---- the parts ------------------------------------------------------------------ */

struct work {
	const struct slots *slots;
	struct answer *a;
	zip_t *from, *to;
	uint64_t left; /* of what all parts may have */
};

static bool
cut(struct work *w)
{
	return refuse(w->a, "file_cut", "%s", "");
}

static bool
ends(const char *s, const char *tail)
{
	size_t n = strlen(s), m = strlen(tail);

	return n >= m && strcmp(s + n - m, tail) == 0;
}

/* Body, headers, footers, notes: what may hold places. */
static bool
is_text(const char *name)
{
	return strncmp(name, "word/", 5) == 0 && strchr(name + 5, '/') == NULL && ends(name, ".xml") &&
	    (strncmp(name + 5, "document", 8) == 0 || strncmp(name + 5, "header", 6) == 0 ||
	    strncmp(name + 5, "footer", 6) == 0 || strncmp(name + 5, "footnotes", 9) == 0);
}

/* Programs, and things that are programs to some reader. */
static bool
is_active(const char *name)
{
	return strstr(name, "vbaProject") != NULL || strstr(name, "activeX") != NULL ||
	    strstr(name, "embeddings/") != NULL || ends(name, ".bin") || strstr(name, "afchunk") != NULL;
}

static bool
part_write(struct work *w, const char *name, struct bytes b)
{
	zip_source_t *s = zip_source_buffer(w->to, b.p, b.n, 0);
	zip_int64_t at = s == NULL ? -1 : zip_file_add(w->to, name, s, ZIP_FL_ENC_UTF_8);

	if (at < 0)
		return cut(w);
	(void)zip_set_file_compression(w->to, (zip_uint64_t)at, ZIP_CM_DEFLATE, 6);
	return zip_file_set_dostime(w->to, (zip_uint64_t)at, MIDNIGHT, YEAR_1980, 0) == 0 || cut(w);
}

/* What is read stays in memory until the archive is written: this process ends
 * then. */
static bool
part(struct work *w, zip_uint64_t i)
{
	zip_stat_t st;
	struct bytes b = { NULL, 0 };

	zip_stat_init(&st);
	if (zip_stat_index(w->from, i, 0, &st) != 0 || !(st.valid & ZIP_STAT_NAME))
		return cut(w);
	if (is_active(st.name))
		return refuse(w->a, "file_program", "%.60s", st.name);
	if (!archive_part(w->from, &st, PART_MAX, &w->left, &b))
		return cut(w);
	if (ends(st.name, ".rels") && part_leads_out(b))
		return refuse(w->a, "template_link", "%.60s", st.name);
	if (is_text(st.name) && !part_fill(w->slots, b, w->a, &b))
		return false;
	return part_write(w, st.name, b);
}

static bool
written(struct work *w, zip_source_t *s)
{
	zip_stat_t st;
	uint8_t *p;

	zip_stat_init(&st);
	if (zip_close(w->to) != 0 || zip_source_stat(s, &st) != 0 || zip_source_open(s) != 0)
		return cut(w);
	p = malloc(st.size + 1);
	return (p != NULL && zip_source_read(s, p, st.size) == (zip_int64_t)st.size &&
	    write_fd(FD_FILLED, p, st.size)) || cut(w);
}

bool
template_fill(struct bytes file, struct answer *a)
{
	struct slots slots = { NULL, 0 };
	struct work w = { .slots = &slots, .a = a, .left = ALL_MAX };
	zip_source_t *in = zip_source_buffer_create(file.p, file.n, 0, NULL);
	zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_int64_t n;

	if (kind_find(file, a) != KIND_DOCX)
		return a->refused != NULL ? false : refuse(a, "file_kind", "%s", a->mime);
	if (in == NULL || out == NULL || !slots_read(&slots))
		return refuse(a, "look_away", "%s", "");
	w.from = zip_open_from_source(in, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	w.to = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
	if (w.from == NULL || w.to == NULL)
		return cut(&w);
	zip_source_keep(out);
	n = zip_get_num_entries(w.from, 0);
	if (n <= 0 || n > PARTS_MAX)
		return cut(&w);
	for (zip_int64_t i = 0; i < n; i++)
		if (!part(&w, (zip_uint64_t)i))
			return false;
	return written(&w, out);
}
