/*
 * ocop-look: opens one stranger's file, without power, and says what it is.
 *
 * Power is given up before the first byte is looked at. After that a fault in
 * any of the libraries can at worst end this process or make it lie about the
 * file that it was given.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "look.h"

bool
write_fd(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (fd != NOWHERE && n > 0) {
		ssize_t did = write(fd, at, n);

		if (did <= 0)
			return false;
		at += did;
		n -= (size_t)did;
	}
	return true;
}

bool
refuse(struct answer *a, const char *code, const char *fmt, ...)
{
	va_list ap;

	a->refused = code;
	va_start(ap, fmt);
	(void)vsnprintf(a->detail, sizeof(a->detail), fmt, ap);
	va_end(ap);
	return false;
}

/* Our own words and library names of types: still, nothing that could end the
 * line or the string gets through. */
static void
plain(char *s)
{
	for (; *s != 0; s++)
		if ((unsigned char)*s < ' ' || *s == '"' || *s == '\\')
			*s = ' ';
}

static void
say(struct answer *a)
{
	char line[600];
	int n;

	plain(a->mime);
	plain(a->detail);
	n = snprintf(line, sizeof(line),
	    "{\"mime\":\"%s\",\"refused\":\"%s\",\"detail\":\"%s\","
	    "\"pages\":%d,\"width\":%d,\"height\":%d}\n",
	    a->mime, a->refused == NULL ? "" : a->refused, a->detail, a->pages,
	    a->width, a->height);
	(void)write_fd(STDOUT_FILENO, line, (size_t)n);
}

static bool
clean(enum kind kind, struct bytes file, struct answer *a, int out)
{
	return clean_picture(kind, file, a->orientation, out) ||
	    refuse(a, "file_cut", "%s", "");
}

static bool
look(struct bytes file, bool photo, struct answer *a)
{
	enum kind kind = kind_find(file, a);

	if (a->refused != NULL)
		return false;
	if (photo && kind > KIND_HEIC)
		return refuse(a, "file_kind", "%s", a->mime);
	switch (kind) {
	case KIND_JPEG:
	case KIND_PNG:
	case KIND_WEBP:
		return picture_look(file, a) && clean(kind, file, a, NOWHERE) &&
		    picture_thumb(file, a) && (!photo || clean(kind, file, a, FD_CLEAN));
	case KIND_HEIC: /* a copy to look at, of papers too: browsers show none */
		return heic_look(file, a) && picture_look(file, a) &&
		    picture_thumb(file, a) && heic_copy(file, a);
	case KIND_PDF:
		return document_look(file, a);
	case KIND_DOCX:
	case KIND_XLSX:
		return office_look(file, a);
	case KIND_OTHER:
		break;
	}
	return refuse(a, "file_kind", "%s", a->mime);
}

/* What the pages of a scan say. */
static void
say_seen(struct answer *a, const struct seen *s)
{
	static char line[PAGES_AT_ONCE * (CODE_MAX + 80) + 600];
	int n;

	plain(a->mime);
	plain(a->detail);
	n = snprintf(line, sizeof(line), "{\"mime\":\"%s\",\"refused\":\"%s\",\"detail\":\"%s\","
	    "\"pages\":%d,\"seen\":[", a->mime, a->refused == NULL ? "" : a->refused,
	    a->detail, a->pages);
	for (int i = 0; i < s->n; i++)
		n += snprintf(line + n, sizeof(line) - (size_t)n,
		    "%s{\"code\":\"%s\",\"codes\":%d,\"bytes\":%zu}", i > 0 ? "," : "",
		    s->v[i].code, s->v[i].codes, s->v[i].picture_bytes);
	n += snprintf(line + n, sizeof(line) - (size_t)n, "]}\n");
	(void)write_fd(STDOUT_FILENO, line, (size_t)n);
}

/* Digits, at most six of them; else 0. */
static int
number(const char *s)
{
	int n = 0;

	for (int i = 0; s[i] != 0; i++) {
		if (i == 6 || s[i] < '0' || s[i] > '9')
			return 0;
		n = n * 10 + (s[i] - '0');
	}
	return n;
}

static bool
codes(struct bytes file, char **argv, struct answer *a)
{
	struct seen s = { .from = number(argv[2]), .n = number(argv[3]) };

	if (s.from < 1 || s.n < 1 || s.n > PAGES_AT_ONCE || !codes_look(file, &s, a))
		s.n = 0;
	say_seen(a, &s);
	return true;
}

static bool
known_task(int argc, char **argv)
{
	if (argc == 4)
		return strcmp(argv[1], "codes") == 0;
	return argc == 2 && (strcmp(argv[1], "photo") == 0 ||
	    strcmp(argv[1], "evidence") == 0 || strcmp(argv[1], "fill") == 0 ||
	    strcmp(argv[1], "unpack") == 0);
}

int
main(int argc, char **argv)
{
	struct answer a = { .orientation = 1 };
	struct bytes file;
	struct stat st;

	if (argc == 2 && strcmp(argv[1], "prove") == 0)
		return prove();
	if (!known_task(argc, argv)) {
		(void)fprintf(stderr, "usage: ocop-look photo|evidence <FILE 3>THUMB 4>CLEAN | "
		    "codes FROM COUNT <FILE 3>PICTURES | "
		    "fill <DOCX 3>FILLED 4<VALUES | unpack <ZIP 3>FILES | prove\n");
		return 2;
	}
	if (fstat(STDIN_FILENO, &st) != 0 || !S_ISREG(st.st_mode))
		return 3;
	if (st.st_size == 0) {
		(void)refuse(&a, "file_empty", "%s", "");
		say(&a);
		return 0;
	}
	power_drop((size_t)st.st_size + (argc == 4 ? PICTURES_MAX :
	    strcmp(argv[1], "unpack") == 0 ? UNPACKED_MAX : 0));
	file.n = (size_t)st.st_size;
	file.p = mmap(NULL, file.n, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
	if (file.p == MAP_FAILED)
		return 3;
	if (argc == 4 && codes(file, argv, &a))
		_exit(0);
	if (strcmp(argv[1], "fill") == 0)
		(void)template_fill(file, &a);
	else if (strcmp(argv[1], "unpack") == 0)
		(void)archive_unpack(file, &a);
	else
		(void)look(file, strcmp(argv[1], "photo") == 0, &a);
	say(&a);
	/* Libraries' own farewells could only go wrong now. */
	_exit(0);
}
