/*
 * print: paper in a story. What was printed is put in other orders, left out, turned
 * and photographed by the tools that people's scanners stand for (qpdf, poppler,
 * vips), so that a story hands in what a desk would.
 */
#include <stdio.h>
#include <stdlib.h>

#include "act/publisher.h"
#include "walk.h"

void
walk_print(struct walk *w, struct str rest)
{
	struct file_in *f = &w->prints[w->n_prints];

	walk_send(w);
	if (w->reply.status != 200 || w->page.n == 0 || rest.n == 0 ||
	    w->n_prints == sizeof w->prints / sizeof w->prints[0]) {
		walk_fail(w, "print NAME, of an answer that is 200, at most six");
		return;
	}
	*f = (struct file_in){ .name = str_copy(w->mem, rest), .path = put_aside(w, w->page) };
	w->n_prints++;
}

static struct str
printed(struct walk *w, struct str name)
{
	for (size_t i = 0; i < w->n_prints; i++)
		if (str_eq(w->prints[i].name, name))
			return w->prints[i].path;
	walk_fail(w, "nothing was printed as %.*s", STR_ARG(name));
	return S("/dev/null");
}

static struct str
made_by(struct walk *w, struct str command, struct str path)
{
	if (w->failed)
		return S("");
	if (system(str_z(w->mem, command)) != 0) { /* a test's tools, no names of strangers */
		walk_fail(w, "this did not work: %.*s", STR_ARG(command));
		return S("");
	}
	return file_read(w->mem, str_z(w->mem, path));
}

/* NAME=PAGE:ANGLE: 150 points an inch, turned, greyed, with noise, as a JPEG. */
static struct str
photo(struct walk *w, struct str how)
{
	struct str name, page, to = str_printf(w->mem, "%.*s.jpg", STR_ARG(put_aside(w, S("x"))));
	struct str from;

	(void)str_cut(&how, '=', &name);
	(void)str_cut(&how, ':', &page);
	from = printed(w, name);
	return made_by(w, str_printf(w->mem, "pdftoppm -gray -r 150 -f %.*s -l %.*s -singlefile %.*s %.*s"
	    " && vips similarity %.*s.pgm %.*s.turned.v --angle %.*s --background 255"
	    " && vips linear %.*s.turned.v %.*s.dim.v 0.8 20 && vips jpegsave %.*s.dim.v %.*s --Q 60"
	    " && rm %.*s.pgm %.*s.turned.v %.*s.dim.v",
	    STR_ARG(page), STR_ARG(page), STR_ARG(from), STR_ARG(to), STR_ARG(to), STR_ARG(to),
	    STR_ARG(how), STR_ARG(to), STR_ARG(to), STR_ARG(to), STR_ARG(to), STR_ARG(to),
	    STR_ARG(to), STR_ARG(to)), to);
}

/* NAME: what was printed, as it is; NAME:COUNT: its first bytes. */
struct str
walk_printed(struct walk *w, struct str how)
{
	struct str name = how, all;
	int64_t n;

	if (str_find(how, ':') < how.n)
		(void)str_cut(&how, ':', &name);
	all = file_read(w->mem, str_z(w->mem, printed(w, name)));
	return str_int(how, &n) ? str_head(all, (size_t)n) : all;
}

struct str
walk_pages(struct walk *w, struct str how)
{
	struct str to, one, name, rest = str_from(how, str_find(how, ':') + 1);
	struct buf b = buf_new(w->mem, 64 * KIB);

	if (str_starts(how, S("@photo:")))
		return photo(w, rest);
	to = str_printf(w->mem, "%.*s.pdf", STR_ARG(put_aside(w, S("x"))));
	buf_lit(&b, "qpdf --warning-exit-0 --empty --pages");
	while (rest.n > 0) {
		if (!str_cut(&rest, '+', &one)) {
			one = rest;
			rest = S("");
		}
		(void)str_cut(&one, '=', &name);
		buf_printf(&b, " %.*s %.*s", STR_ARG(printed(w, name)), STR_ARG(one));
	}
	buf_printf(&b, " -- %.*s", STR_ARG(to));
	return made_by(w, buf_str(&b), to);
}

/* The key of this office's own log is written down for a unit: what it hands over
 * itself is then signed by somebody whom it believes. */
void
walk_sender(struct walk *w, struct str unit)
{
	FILE *f;

	walk_send(w);
	f = w->log == NULL ? NULL : fopen(str_z(w->mem, w->office.senders), "ae");
	if (f == NULL || fprintf(f, "%.*s %.*s\n", STR_ARG(unit), STR_ARG(publisher_vkey(w->log,
	    w->mem))) < 0 || fclose(f) != 0)
		walk_fail(w, "sender UNIT, behind log");
}
